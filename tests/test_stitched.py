"""Articles put together by a machine: weak signs are summed, and what is summed is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_articles import BIRD, DAM, FARM, TOWN, WALL, compare

from newslint.document import Document
from newslint.model import Diagnostic
from newslint.plugins import load
from newslint.rules.duplicate.stitched_article import judge, stitched_article

RULE = load().rules["stitched-article"]
SEEDS = Path(__file__).resolve().parent.parent / "seeds"
QUOTED = f'"{DAM[:-1]}", the mayor said.\n\n"{FARM[:-1]}", she said.\n'


def stitched(found: list[Diagnostic]) -> dict[str, str]:
    return {one.location.path: one.message for one in found if one.rule == RULE.name}


def test_of_the_seeds_those_are_found_that_a_machine_put_together() -> None:
    found = stitched(compare({path.name[:3]: path.read_text("utf-8") for path in SEEDS.glob("*.txt")}))
    assert sorted(found) == ["000", "001", "002", "004"]
    assert "formal country names (4) 2.5; punctuation outside quotation marks (4) 1.0" in found["001"]


@pytest.mark.parametrize(
    ("key", "share", "points"),
    [
        (bytes((1, 2, 1, 0)), 0.0, "3.0"),
        (bytes((1, 2, 0, 0)), 0.1, "2.8"),
        (bytes((9, 9, 9, 1)), 1.0, "6.0"),
        (bytes((0, 2, 2, 1)), 0.0, "2.5"),
        (bytes((1, 2, 0, 0)), 0.0, None),
        (bytes((0, 2, 0, 0)), 1.0, None),
        (bytes((0, 2, 1, 1)), 0.0, None),
    ],
)
def test_three_kinds_of_sign_and_enough_points_are_needed(key: bytes, share: float, points: str | None) -> None:
    found = judge(key, share)
    assert (found and found["points"]) == points


def test_paragraphs_that_stand_elsewhere_tip_the_scale_but_a_whole_copy_does_not() -> None:
    odd = f"The ministers of Norway and Russian Federation came to see the dam of Hollin.\n\n{QUOTED}"
    assert stitched(compare({"odd": f"{odd}\n{TOWN}\n"})) == {}
    others = {"town": f"{BIRD}\n\n{TOWN}\n", "dam": f"{WALL}\n"}
    assert list(stitched(compare({"odd": f"{odd}\n{TOWN}\n", **others}))) == ["odd"]
    assert stitched(compare({"odd": f"{odd}\n{TOWN}\n", "copy": f"{odd}\n{TOWN}\n"})) == {}


def test_the_marks_of_a_careful_house_are_no_sign() -> None:
    careful = f"{QUOTED}\n“{WALL[:-1]},” he said.\n\n“{BIRD[:-1]},” she said.\n"
    assert [bytes(fact.key) for fact in stitched_article.check(_document(careful))] == []
    assert [fact.key[1] for fact in stitched_article.check(_document(QUOTED))] == [2]


def test_a_quotation_whose_speaker_stands_beside_it_is_no_sign() -> None:
    spoken = f'{QUOTED}\n"{WALL[:-1]}".\n\nThe mayor said so twice.\n'
    alone = f'{QUOTED}\n{BIRD}\n\n"{WALL[:-1]}".\n\n{TOWN}\n'
    assert [fact.key[2] for text in (spoken, alone) for fact in stitched_article.check(_document(text))] == [0, 1]


def test_countries_in_a_list_and_with_their_article_are_no_sign() -> None:
    texts = (
        "Envoys of Russian Federation, Syrian Arab Republic and Viet Nam came.",
        "An envoy of the Russian Federation came.",
        "He flew to Moscow, Russian Federation, on Monday.",
        "He met an envoy of Russian Federation on Monday.",
    )
    facts = [fact for text in texts for fact in stitched_article.check(_document(f"{text}\n\n{QUOTED}"))]
    assert [fact.key[0] for fact in facts] == [0, 0, 0, 1]


def test_a_judge_that_fails_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(key: bytes, share: float) -> None:
        raise RuntimeError("no idea")

    import comparing

    rules = [rule._replace(judge=broken) if rule.name == RULE.name else rule for rule in comparing.DUPLICATE]
    monkeypatch.setattr(comparing, "DUPLICATE", rules)
    found = compare({"a": QUOTED})
    assert [one.rule for one in found] == ["rule-failed"]
    assert "no idea" in found[0].message


def _document(text: str) -> Document:
    return Document(text)
