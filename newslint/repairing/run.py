"""The steps of a repair: mend and copy each part, find what is left out, write its parts anew, say that it is done."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Sequence
from functools import reduce

from newslint import __version__
from newslint.engine import engine_for
from newslint.readers import documents_in, opened, reader_for
from newslint.repairing.audit import Sums
from newslint.repairing.disk import Staged, Texts, folder
from newslint.repairing.how import FORMAT, WHOLE, Drop, Job
from newslint.repairing.others import Others
from newslint.repairing.target import swept
from newslint.repairing.twins import Candidate, Places, drops, places_of
from newslint.repairing.work import Brought, RepairWork
from newslint.requests.library import Shelf
from newslint.requests.request import PART, Loaded, Task
from newslint.twins.corpus import Told
from newslint.values import Values

HEAVY = 32_000_000
"""From so many bytes on a part takes no further file."""

Part = Sequence[Task]
Progress = Callable[[int], None]


class Outcome(Values):
    """What a repair came to."""

    sums: Sums
    problems: tuple[str, ...] = ()


def parts_of(tasks: Iterable[Task]) -> list[list[Task]]:
    """Return the files in parts: few large ones, or many small ones."""
    parts: list[list[Task]] = []
    size = 0
    for task in tasks:
        if not parts or len(parts[-1]) == PART or size >= HEAVY:
            parts.append([])
            size = 0
        parts[-1].append(task)
        size += _size(task.path)
    return parts


def _size(path: str) -> int:
    try:
        return os.path.getsize(path)
    except OSError:
        return 0


def repair(loaded: Loaded, job: Job, parts: Sequence[Part], progress: Progress = lambda files: None) -> Outcome:
    """Write the copies of a corpus and their audit; where the job has no target, only count.

    Args:
        loaded: the request and its plugins.
        job: what is to be done.
        parts: the files in parts, as ``parts_of`` returns them.
        progress: told how many more files are done.

    Raises:
        UnwritableError: the system does not let us write.
    """
    try:
        if job.target:
            # Its audit is what tells a later run whose the folder is, whatever becomes of this one.
            folder(job.audit_of())
        done = _done(loaded, job, parts, progress)
        if job.how.dedupe:
            left = _left_out(loaded, job, done)
            again = job.but(drops=left, compares=False)
            affected = [index for index, part in enumerate(parts) if any(job.name_of(one.path) in left for one in part)]
            anew = _done(loaded, again, [parts[index] for index in affected], lambda files: None)
            for index, one in zip(affected, anew, strict=True):
                done[index] = one.but(errors=(*done[index].errors, *one.errors))
        others = Others(job)
        articles = {os.path.normpath(task.path) for part in parts for task in part}
        sums = reduce(Sums.plus, [one.sums for one in done], Sums()).plus(others.copy(articles))
        problems = (*loaded.request.missing, *(each for one in done for each in one.errors), *others.problems)
        outcome = Outcome(sums, tuple(dict.fromkeys(problems)))
        _finish(job, len(parts), outcome)
    except BaseException:
        if job.target and os.path.isdir(job.target):
            swept(job.target)
        raise
    return outcome


def _done(loaded: Loaded, job: Job, parts: Sequence[Part], progress: Progress) -> list[Brought]:
    work = RepairWork(job, loaded.plugins)
    found = []
    with engine_for(work, len(parts)).start(work) as do:
        for part, one in zip(parts, do("repair", parts), strict=True):
            found.append(one)
            progress(len(part))
    return found


def _left_out(loaded: Loaded, job: Job, done: Sequence[Brought]) -> dict[str, Drop]:
    """Return what is left out of the copies that were written."""
    rules = {name: rule for plugins in loaded.plugins for name, rule in plugins.rules.items()}
    candidates: list[Candidate] = [each for one in done for each in one.candidates]
    told: list[Told] = [each for one in done for each in one.told]
    places = places_of(told)
    compared = [rules[name] for name in job.how.twin_rules]
    with Texts() as texts:
        _lay_aside(loaded, job, places, texts)
        return drops(candidates, places, compared, job.how.keep, texts.text)


def _lay_aside(loaded: Loaded, job: Job, places: Places, texts: Texts) -> None:
    """Lay aside what may have to be compared: it is asked for in any order, and read here in that of the files."""
    readers = {suffix: reader for plugins in loaded.plugins for suffix, reader in plugins.readers.items()}
    names = {name for name, _ in places}
    for task in loaded.request.tasks:
        name = job.name_of(task.path)
        if name in names:
            setting, copy = loaded.request.settings[task.setting], job.place_of(name)
            reader = reader_for(readers, copy)
            shelf = Shelf(reader, task.encoding, setting.fields, setting.readers.get(reader.name.partition(".")[0]))
            with opened(copy) as stream:
                for document in documents_in(reader, shelf.source(copy, stream)):
                    for where in places.get((name, document.record or 0), ()):
                        texts.lay(where, document.slice(where.span))


def _finish(job: Job, parts: int, outcome: Outcome) -> None:
    """Write the file of the audit that says that the repair is whole."""
    if not job.target:
        return
    said = {
        "format": FORMAT,
        "newslint": __version__,
        "how": job.how.as_dict(),
        "parts": parts,
        **outcome.sums.as_dict(),
        "messages": list(outcome.problems),
        "complete": True,
    }
    with Staged() as staged:
        staged.add(job.audit_of(WHOLE), [(json.dumps(said, indent=1) + "\n").encode()])
        staged.settle()
