"""What ``newslint explain`` says of a text in place of a rule's name: which rules find something in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newslint.cli.effective import Effective, table
from newslint.cli.wrapping import beside
from newslint.linter import Linter
from newslint.rule import Rule

_AROUND = (
    "The council met on Monday to talk about the new road.\n\n{}\n\nNobody knew when the work would begin.\n",
    "The council met on Monday to talk about the new road.\n\nThe mayor said that they {} been there, and left.\n",
    "The council met on Monday to talk about the new road.\n\nThe mayor came at noon. {}. The meeting went on.\n",
    "{}\n\nThe council met on Monday to talk about the new road, and nobody knew when the work would begin.\n",
)
"""Where a text may stand: as a line, in a sentence, as a sentence, as a headline. Alone, none of them is at fault."""
OF_PLACES = ("cut-off-paragraph", "lowercase-sentence-start")
"""Rules that speak of where a text stands rather than of what it says."""


def found_in(text: str, here: Effective) -> list[Rule]:
    """Return the rules that find something in a text, wherever it may stand, the most frequent first.

    All rules on single articles are asked, whether or not they are on here, with the options that they have here.
    """
    rules = {name: one for name, one in here.plugins.rules.items() if one.on != "corpus" and name not in OF_PLACES}
    linter = Linter(here.path, select=rules, isolated=here.path is None)
    counts: dict[str, int] = {}
    for around in _AROUND:
        start = around.index("{}")
        end = start + len(text)
        found = linter.lint_text(around.replace("{}", text))
        for name in {one.rule for one in found if one.location.span.start < end and one.location.span.end > start}:
            counts[name] = counts.get(name, 0) + 1
    return [rules[name] for name in sorted(counts, key=lambda name: (-counts[name], name)) if name in rules]


def _rows(found: Sequence[Rule]) -> Iterator[str]:
    for name, summary in table([(one.name, one.summary) for one in found]):
        yield beside(f"  {name}", summary, 2 + len(name))


def several(text: str, found: Sequence[Rule]) -> Iterator[str]:
    """Yield the lines that name the rules which find something in a text."""
    yield f"No rule is called “{text}”, but {len(found)} find something in it:"
    yield from ("", *_rows(found))
    yield from ("", "To read about one: newslint explain RULE")
