"""Rules are asked where they can apply, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from newslint import Bad, Document, Finding, Good, Hit, rule
from newslint.checking.checker import Checker
from newslint.config import Active
from newslint.rule import Rule


@rule(
    "A button",
    category="boilerplate",
    group="page",
    lines=("Share this", "print"),
    triggers=("adjust",),
    examples=[
        Bad("It rained.\n\n[[» SHARE THIS «]]\n\nIt was cold."),
        Good("Share this with me.\n\nIt rained."),
        Good("They share this."),
    ],
)
def button(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
    """A button stands in the text.

    It does nothing there.
    """
    yield from (Finding(hit.span) for hit in hits)


def found(text: str, *rules: Rule) -> list[tuple[int, str]]:
    checker = Checker([Active(one, one.severity, one.options) for one in rules or (button,)])
    return sorted((one.finding.span.start, one.finding.span.of(text)) for one in checker.check(Document(text)))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_rule_is_asked_about_the_lines_that_say_what_it_waits_for(end: str) -> None:
    text = end.join(["Print", "", "  • Share this: ", "", "He will print this.", "1. PRINT", "Adjust"])
    assert [said for _, said in found(text)] == ["Print", "• Share this:", "1. PRINT", "Adjust"]


def test_a_long_line_says_more_than_a_label() -> None:
    assert found(f"{'*' * 100} Print") == []


def test_two_rules_that_wait_for_one_line_are_both_asked() -> None:
    assert found("Print", button, button._replace(name="key")) == [(0, "Print")] * 2
