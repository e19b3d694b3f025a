"""A report to paste into a pull request: what was found in a table, and where, folded by file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate

from newslint.engine import Result
from newslint.files.own_files import REPORT
from newslint.model import Applicability, Diagnostic, Severity
from newslint.reporters import Look
from newslint.reporters.markdown_text import code, html_code, plain
from newslint.reporters.summary import NOUNS
from newslint.reporters.words import listed, number

LONGEST = 60_000
"""In characters: GitHub takes comments of up to 65,536."""
MOST = 20_000
"""Of how many findings is tried whether they fit, those of the worst files first."""
PROBLEMS = 20
PLACES = 8
SUGGESTIONS = 3
MARK = f"{REPORT}\n\n"
Counts = Mapping[Severity, int]


class _Counted:
    """How many findings there are by rule and by file. The findings themselves are not kept."""

    def __init__(self, diagnostics: Iterable[Diagnostic], least: Severity) -> None:
        self.shown = frozenset(one for one in Severity if one.rank >= least.rank)
        self.by_severity: Counter[Severity] = Counter()
        self.by_rule: Counter[tuple[Severity, str]] = Counter()
        self.by_path: dict[str, Counter[Severity]] = {}
        for one in diagnostics:
            self.by_severity[one.severity] += 1
            if one.severity in self.shown:
                self.by_rule[one.severity, one.rule] += 1
                self.by_path.setdefault(one.location.path, Counter())[one.severity] += 1

    @property
    def total(self) -> int:
        """How many are severe enough to be shown."""
        return self.by_rule.total()

    def worst(self) -> list[str]:
        """Return the files to be shown, those with the most errors first."""
        ordered = sorted(self.by_path, key=lambda path: (*(-self.by_path[path][one] for one in NOUNS), path))
        before = accumulate((self.by_path[path].total() for path in ordered), initial=0)
        return [path for path, findings in zip(ordered, before, strict=False) if findings < MOST]


def report(result: Result, look: Look) -> Iterator[str]:
    """Yield the report, not longer than a comment of a pull request may be."""
    yield from document(result, look, LONGEST)


def document(result: Result, look: Look, longest: int) -> Iterator[str]:
    """Yield the report, of at most so many characters; what does not fit is counted in its last line."""
    counted = _Counted(result.diagnostics, look.show)
    head = "".join(_head(result, counted))
    head = head if len(head) <= longest // 2 else MARK + f"## newslint: {_said(counted)}\n"
    yield head
    paths = counted.worst()
    found = _by_path(result.diagnostics, frozenset(paths), counted.shown)
    left, told = longest - len(head) - 200, 0
    for path in paths:
        text, several = _file(path, found[path], counted.by_path[path], left)
        yield text
        left -= len(text)
        told += several
    if told < counted.total:
        rest = number(counted.total - told, "more finding")
        yield f"\n{rest} would not fit here; `--report json=FILE` and `--report html=FILE` hold all.\n"


def _head(result: Result, counted: _Counted) -> Iterator[str]:
    yield f"{MARK}## newslint: {_said(counted)}\n\n"
    yield _checked(result, counted)
    if result.errors:
        yield "\n**Not everything was checked:**\n\n"
        yield from (f"- {code(problem)}\n" for problem in result.errors[:PROBLEMS])
        if len(result.errors) > PROBLEMS:
            yield f"- and {len(result.errors) - PROBLEMS:,} more\n"
    if counted.total:
        yield "\n| rule | severity | findings |\n|---|---|---:|\n"
        for (severity, rule), count in sorted(counted.by_rule.items(), key=lambda one: (-one[0][0].rank, -one[1])):
            yield f"| {code(rule)} | {severity} | {count:,} |\n"


def _said(counted: _Counted) -> str:
    return _counts(counted.by_severity, counted.shown) or ("nothing to report" if counted.by_severity else "no finding")


def _checked(result: Result, counted: _Counted) -> str:
    if not result.articles:
        return "No article was found, so nothing was checked.\n"
    if not result.rules:
        return "Nothing was checked, as no rule is switched on.\n"
    hidden = _counts(counted.by_severity, frozenset(Severity) - counted.shown)
    return f"{number(result.articles, 'article')} checked{f'; {hidden} not shown (`--show info`)' if hidden else ''}.\n"


def _counts(counts: Counts, of: Iterable[Severity]) -> str:
    return listed([number(counts[one], noun) for one, noun in NOUNS.items() if one in of and counts[one]])


def _by_path(
    diagnostics: Iterable[Diagnostic], paths: frozenset[str], shown: frozenset[Severity]
) -> dict[str, list[Diagnostic]]:
    found: dict[str, list[Diagnostic]] = {path: [] for path in paths}
    for one in diagnostics:
        if one.location.path in paths and one.severity in shown and len(found[one.location.path]) < MOST:
            found[one.location.path].append(one)
    return found


def _file(path: str, found: Iterable[Diagnostic], counts: Counts, left: int) -> tuple[str, int]:
    """Return what fits of the findings of a file, folded, and how many they are."""
    head = f"\n<details>\n<summary>{html_code(path)}: {_counts(counts, NOUNS)}</summary>\n\n"
    foot = "\n</details>\n"
    left -= len(head) + len(foot)
    lines: list[str] = []
    told = 0
    for one, several in _folded(found):
        line = _line(one, several)
        left -= len(line)
        if left < 0:
            break
        lines.append(line)
        told += len(several)
    return (head + "".join(lines) + foot if lines else ""), told


def _folded(found: Iterable[Diagnostic]) -> Iterator[tuple[Diagnostic, list[str]]]:
    """Yield each finding once, with the places of those that are equal to it."""
    places: dict[tuple[object, ...], tuple[Diagnostic, list[str]]] = {}
    for one in found:
        # What is mended here may be left to a person there, in a quotation.
        key = (one.location.record, one.rule, one.severity, one.message, one.excerpt, _remedy(one))
        places.setdefault(key, (one, []))[1].append(_place(one))
    yield from places.values()


def _place(diagnostic: Diagnostic) -> str:
    location = diagnostic.location
    first, last = location.lines
    if location.record is not None:
        inside = f", {plain(location.field)} {':'.join(map(str, location.position[:2]))}" if location.field else ""
        return f"record {location.record} (line {first}{inside})"
    return f"{first}-{last}" if last > first else f"{first}:{location.position.column}"


def _line(one: Diagnostic, places: list[str]) -> str:
    excerpt = f" {code(one.excerpt)}" if one.excerpt.strip() and one.excerpt not in one.message else ""
    named = places[:PLACES] + [f"{len(places) - PLACES:,} more"] * (len(places) > PLACES)
    said = f"{one.severity}: {plain(one.message)}{excerpt}{_remedy(one)}"
    return f"- **{', '.join(named)}** {said} ({code(one.rule)})\n"


def _remedy(one: Diagnostic) -> str:
    """Return what comes in its place, or the command that takes it out; nothing where a person is to decide."""
    fix = one.fix
    if fix is None:
        return f" → {' or '.join(map(code, one.suggestions[:SUGGESTIONS]))}" if one.suggestions else ""
    if fix.applicability is Applicability.DISPLAY:
        return ""
    if len(fix.edits) == 1 and fix.edits[0].text.strip():
        return f" → {code(fix.edits[0].text)}"
    return f" → `newslint fix{' --unsafe-fixes' * (fix.applicability is Applicability.UNSAFE)}`"
