"""Texts that look like what rules look for and are not: rules say little or nothing of them."""

from collections import Counter
from pathlib import Path

import pytest

from newslint.linter import Linter

LINTER = Linter(isolated=True)
TEXTS = Path(__file__).parent / "texts"
MOST = {"about-advertising": 0, "about-cookies": 0, "about-donations": 0, "about-newsletters": 0}
FEW = 2


@pytest.mark.parametrize("path", sorted(TEXTS.glob("*.txt")), ids=lambda path: path.stem)
def test_no_rule_floods(path: Path) -> None:
    found = [(one.rule, one.excerpt) for one in LINTER.lint_file(path) if one.category != "typo"]
    assert len(found) <= MOST.get(path.stem, FEW), Counter(found)


def test_no_rule_floods_a_line_of_10_mb() -> None:
    sentence = "The harbour of the town was closed on Monday, and the ships had to wait until the wind fell. "
    text = f"Storm closes harbour\n\n{sentence * 110_000}"
    assert len([one for one in LINTER.lint_text(text) if one.category != "typo"]) <= 1
