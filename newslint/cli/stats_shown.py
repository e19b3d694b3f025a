"""Rates, and what became of them, as tables for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from newslint.cli.effective import painted
from newslint.cli.stats_files import Kept, only_in
from newslint.cli.streams import width
from newslint.figures.changes import DOWN, GONE, INCOMPARABLE, NEW, UP, Change
from newslint.figures.rates import Example, Key, Row
from newslint.reporters.window import window
from newslint.reporters.words import listed, number, place_of, printable

UNKNOWN = "(none)"
WIDEST = 40
"""As many characters of a value are shown."""
FEWEST_COLUMNS = 20
NAMED = 5
"""How many groups of articles are named that one of two runs lacks."""
PAINT = {NEW: "red", UP: "red", DOWN: "green", GONE: "green"}


def table(of: Kept, top: int, examples: int) -> Iterator[str]:
    """Yield the groups with the most findings, then how many there are of everything."""
    rows = [row for row in of.rows.values() if row.findings or len(of.rows) <= top][:top]
    heads = (*of.by, "per 1,000", "share", "findings", "articles")
    cells = [(*_values(row.key), *_figures(row), f"{row.articles:,}") for row in rows]
    for row, text in zip((None, *rows), _columns(heads, cells, len(of.by)), strict=True):
        yield (painted(text, bold=True) if row is None else text) + "\n"
        yield from _examples(row.examples[:examples] if row else ())
    if more := len(of.rows) - len(rows):
        yield f"and {number(more, 'more group')} (--top {len(of.rows)} shows all)\n"
    findings = sum(row.findings for row in of.rows.values())
    yield f"{number(of.trailer['articles'], 'article')}, {number(findings, 'finding')}.\n"


def changes(
    before: Kept, now: Kept, found: Sequence[Change], failing: Sequence[Change], top: int, examples: int
) -> Iterator[str]:
    """Yield what has changed and is no noise, then how much else there is."""
    changed = [one for one in found if not one.is_noise and one.kind in PAINT]
    shown, by = changed[:top], now.by
    heads = ("", *by, "per 1,000", "was", "share", "was", "rise")
    for one, text in zip((None, *shown), _columns(heads, [_change(one) for one in shown], len(by) + 1), strict=True):
        if one is None:
            yield painted(text, bold=True) + "\n" if shown else ""
            continue
        yield painted(text, fg=PAINT[one.kind], bold=one in failing) + "\n"
        yield from _examples(one.now.examples[:examples])
    if more := len(changed) - len(shown):
        yield f"and {number(more, 'more group')} (--top {len(changed)} shows all)\n"
    yield from _alone("only then", only_in(before, now))
    yield from _alone("only now", only_in(now, before))
    yield _summed_up(found, changed) + "\n"


def _alone(when: str, of: Mapping[Key, int]) -> Iterator[str]:
    """Yield a line on articles of a group that the other run lacks: nothing can be said of their rates."""
    if of:
        names = [f"{', '.join(_values(key))} ({number(count, 'article')})" for key, count in of.items()]
        more = [f"{len(names) - NAMED:,} more"] if len(names) > NAMED else []
        yield f"{when}: {listed([*names[:NAMED], *more])}\n"


def _summed_up(found: Sequence[Change], changed: Sequence[Change]) -> str:
    kinds = Counter(one.kind for one in changed)
    said = listed([f"{kinds[kind]:,} {kind}" for kind in (NEW, UP, DOWN, GONE) if kinds[kind]]) or "nothing changed"
    rest = sum(one.kind != INCOMPARABLE for one in found) - len(changed)
    return said + f"; {number(rest, 'group')} as before, or different by chance" * bool(rest) + "."


def _change(one: Change) -> tuple[str, ...]:
    rise = "" if one.rise is None else f"{one.rise:+.0%}"
    now, before = one.now, one.before
    return (
        one.kind, *_values(one.key), f"{now.per_1000:,.1f}", f"{before.per_1000:,.1f}", f"{now.share:.1%}",
        f"{before.share:.1%}", rise,
    )  # fmt: skip


def _values(key: Key) -> tuple[str, ...]:
    return tuple(UNKNOWN if value is None else _shortened(printable(value)) for value in key)


def _shortened(value: str) -> str:
    return value if len(value) <= WIDEST else "…" + value[1 - WIDEST :]


def _figures(row: Row) -> tuple[str, ...]:
    return (f"{row.per_1000:,.1f}", f"{row.share:.1%}", f"{row.findings:,}")


def _columns(heads: Sequence[str], cells: Sequence[Sequence[str]], names: int) -> Iterator[str]:
    """Yield the lines of a table: names to the left, figures to the right."""
    widths = [max(map(len, column)) for column in zip(heads, *cells, strict=True)]
    for row in (heads, *cells):
        padded = [
            cell.ljust(size) if at < names else cell.rjust(size)
            for at, (cell, size) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(padded).rstrip()


def _examples(examples: Iterable[Example]) -> Iterator[str]:
    for one in examples:
        place = place_of(one.location)
        room = max(FEWEST_COLUMNS, width() - len(place) - 8)
        excerpt = one.excerpt.strip() or "(white space)"
        yield painted(f"    {place}  {window(printable(excerpt), 0, 1, room).text}", dim=True) + "\n"
