"""What users of such tools ask for is answered point by point, and what is claimed of it is tested."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "decisions.md").read_text("utf-8")
ROWS = re.findall(r"(?m)^\| (\d+) \| (.+) \| (.+) \| (.+) \|$", PAGE)


def test_every_one_of_the_59_points_has_its_row_in_order() -> None:
    assert [int(number) for number, *_ in ROWS] == list(range(1, 60))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_what_is_said_to_be_shown_is_shown_by_a_test_or_a_page(row: tuple[str, ...]) -> None:
    shown = row[-1]
    if named := re.fullmatch(r"`(test_\w+\.py)::(test_\w+)`", shown):
        assert f"def {named[2]}(" in (ROOT / "tests" / named[1]).read_text("utf-8")
    else:
        page = re.fullmatch(r"\[[\w -]+\]\(([\w/-]+\.md)\)", shown)
        assert page is not None
        assert (ROOT / "docs" / page[1]).exists()
