"""What ``newslint init`` is going to write, worked out before anything is written."""

from __future__ import annotations

import os
from collections.abc import Iterator

from newslint.cli.effective import counted
from newslint.cli.starting import blocks, hooks
from newslint.cli.starting.looking import HOOKS, PAGES, TEXT, Seen
from newslint.cli.starting.proposing import MANY, configuration
from newslint.cli.starting.sampling import Sample
from newslint.configuration.settings import FILE, find, shown
from newslint.fixer import create, replace
from newslint.known.ledgers import content
from newslint.readers import UnwritableError
from newslint.values import Values

BASELINE = "newslint-baseline.jsonl"


class Step(Values):
    """A file, and what is done with it."""

    path: str
    what: str
    """In words, said before and after."""
    before: bytes | None = None
    """What the file holds, where there is one."""
    after: bytes | None = None
    """What it is to hold; None: it is left as it is."""
    paste: str = ""
    """What somebody has to put in by hand, where newslint had better not."""

    def write(self) -> None:
        """Write the file, whole or not at all.

        Raises:
            UnwritableError: the system does not let us, or somebody changed the file meanwhile.
        """
        if self.after is None:
            return
        if self.before is None:
            _make_folder(os.path.dirname(self.path))
            create(self.path, self.after)
        else:
            try:
                replace(self.path, self.before, self.after)
            except UnwritableError as problem:
                said = str(problem).replace("cannot be fixed", "cannot be written").replace("not fixed", "not written")
                raise UnwritableError(said) from problem


def _make_folder(path: str) -> None:
    try:
        os.makedirs(path or os.curdir, exist_ok=True)
    except OSError as problem:
        raise UnwritableError(f"{path} cannot be made: {problem.strerror}") from problem


def configuration_step(seen: Seen, sample: Sample, preset: str, force: bool, baseline: str = "") -> Step:
    """Return what is done about the configuration: one that is there already stays, unless it is to be replaced."""
    path = os.path.normpath(os.path.join(seen.home, FILE))
    if seen.config is not None and not force:
        return Step(shown(seen.config), "holds here already; it was left as it is (--force writes a new one)")
    before = content(path)
    what = f"the preset {preset}, with room for words and rules of your own"
    what += "" if before is None else ", in place of what was there"
    if seen.config is None and (other := find(seen.folder)) is not None:
        what += f" ({shown(other)} takes none of these files for articles)"
    return Step(path, what, before, configuration(preset, seen, sample, baseline).encode())


def hook_step(seen: Seen, sample: Sample, preset: str) -> Step | None:
    """Return what is done about the hooks of pre-commit; None where there is no repository."""
    if seen.repository is None:
        return None
    path = shown(os.path.join(seen.repository, HOOKS))
    block = blocks.block(seen.repository, _wanted(seen, sample, preset))
    before = content(path)
    what = "checks before each commit" + _started_at(seen.repository)
    if before is None:
        indented = "".join(f"  {line}\n" for line in block.splitlines())
        return Step(path, what, None, f"{hooks.HEADING}repos:\n{indented}".encode("utf-8", "surrogateescape"))
    text = before.decode("utf-8", "surrogateescape")
    if hooks.is_there(text):
        elsewhere = f"; see to it that its files match {seen.place}/ too" if seen.place not in text else ""
        return Step(path, f"has a hook of newslint already; it was left as it is{elsewhere}")
    if (after := hooks.inserted(text, block)) is None:
        return Step(path, "is not written in the usual way, so it was left as it is; add to its repos", paste=block)
    return Step(path, f"{what}, after those there are", before, after.encode("utf-8", "surrogateescape"))


def _wanted(seen: Seen, sample: Sample, preset: str) -> blocks.Wanted:
    is_small = seen.count() + sample.records <= MANY
    pages = tuple(sorted(suffix for suffix in seen.files if suffix in PAGES))
    # At a desk several people work in one folder, and nobody's commit shall wait for another one's draft.
    return blocks.Wanted(seen.place, tuple(sorted(sample.tables)), pages, is_small and preset != "desk", is_small)


def _started_at(root: str) -> str:
    program = blocks.command(root)
    if blocks.is_released() or program == "newslint":
        return ""
    return f" (by {program}, since your shell does not know newslint by its name)"


def told(seen: Seen, sample: Sample) -> Iterator[str]:
    """Say what lies in the folder, a line for each thing worth knowing."""
    by_suffix = {suffix: len(names) for suffix, names in seen.files.items() if suffix in (*TEXT, *PAGES)}
    where = "in a git repository" if seen.repository else "not in a git repository"
    if by_suffix:
        ranked = sorted(by_suffix.items(), key=lambda one: -one[1])
        yield f"{counted(sum(by_suffix.values()), 'article')} ({_listed(ranked)}), {where}"
    for suffix, table in sorted(sample.tables.items()):
        fields = ", ".join(f"{what} in {name!r}" for what, name in table.fields.items())
        body = f"the text seems to stand in {table.body!r}" if table.body else ""
        said = "; ".join(filter(None, (fields, body)))
        yield f"{counted(len(seen.files[suffix]), 'file')} of records ({suffix}): {said}"
    if sample.records:
        yield f"about {counted(sample.records, 'article')} in these records" + f", {where}" * (not by_suffix)
    if sample.articles:
        front = f", {sample.front_matter:,} with front matter" if sample.front_matter else ""
        unread = sum(by_suffix.values()) - sample.articles if not sample.tables else 0
        less = f" ({unread:,} left out: empty, too large, or more than a sample needs)" * (unread > 0)
        read = f"{counted(sample.articles, 'article')} read{less}"
        yield f"{read}: {sample.leftovers:,} with leftovers of web pages{front}"
    if seen.programs or seen.others:
        yield f"{counted(seen.programs + seen.others, 'other file')}, not read"


def _listed(ranked: list[tuple[str, int]]) -> str:
    return ", ".join(f"{count:,} {suffix}" for suffix, count in ranked)
