"""``newslint repair --dedupe``: what is left out stands elsewhere, and nobody is left out for a neighbour's sake."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from test_repair import as_csv, as_jsonl, changes, files, run, write

from newslint.model import Span
from newslint.plugins import load
from newslint.repairing.dates import moment
from newslint.repairing.twins import Candidate, drops, places_of
from newslint.twins.corpus import Told, Where

RULES = load().rules
DAM = "The old dam of Hollin feeds four towns along the lower river, and nobody knows how old its wall may be."
WALL = "Engineers from the capital tested its wall for leaks in May, and they found none at all in its whole length."
FARM = "Farmers below the dam say that they have heard such promises for thirty years, and drill deep wells instead."
TOWN = "A new bridge will carry the railway to the northern suburbs before next winter, if the council votes for it."
BIRD = "Herons nest on its islands, and a society of friends counts their eggs every spring and again every autumn."
STORY = f"{DAM}\n\n{WALL}\n\n{FARM}"
QUOTE = "“The old dam of Hollin feeds four towns along the lower river, and nobody knows how old it may be.”"


def article(number: int, *paragraphs: str, **more: str) -> dict[str, Any]:
    return {"id": number, "title": f"Report {number} on the valley", "text": "\n\n".join(paragraphs), **more}


def ids(path: Path) -> list[int]:
    return [json.loads(line)["id"] for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize(
    ("keep", "kept"),
    [("first", [1, 5]), ("longest", [4, 5]), ("oldest", [3, 5])],
)
def test_of_articles_that_stand_twice_the_wanted_one_is_kept(keep: str, kept: list[int], tmp_path: Path) -> None:
    records = (
        article(1, STORY),
        article(2, STORY, date="2019-05-01"),
        article(3, STORY, date="May 2, 2018"),
        article(4, STORY, date="2020-01-01T10:00:00Z") | {"title": "Four towns hear that the dam is safe after all"},
        article(5, TOWN, BIRD),
    )
    write(tmp_path / "src", {"a.jsonl": as_jsonl(*records[:3]), "b.jsonl": as_jsonl(*records[3:])})
    run(tmp_path, "src", "dst", "--dedupe", "article", "--keep", keep, "--credits", "keep")
    found = [number for name in ("a.jsonl", "b.jsonl") for number in there(tmp_path / "dst" / name)]
    assert found == kept
    for one in changes(tmp_path / "dst", "left-out"):
        assert one["rule"] == "shared-article"
    run(tmp_path, "--undo", "dst", "back")
    assert files(tmp_path / "back") == files(tmp_path / "src")


def there(path: Path) -> list[int]:
    return ids(path) if path.exists() else []


def test_nothing_is_left_out_without_the_wish(tmp_path: Path) -> None:
    write(tmp_path / "src", {"a.txt": STORY, "b.txt": STORY})
    run(tmp_path, "src", "dst")
    assert files(tmp_path / "dst") == files(tmp_path / "src")
    assert "without --dedupe" in run(tmp_path, "src", "x", "--keep", "oldest", status=2)


def test_articles_are_left_out_of_every_kind_of_file(tmp_path: Path) -> None:
    other = article(9, TOWN, BIRD)
    table = as_csv([["title", "text"], ["Dam", STORY], ["Birds", f"{BIRD}\n\n{WALL}\n\n{TOWN}"]])
    texts = {
        "a.txt": f"{STORY}\n",
        "b.txt": f"{STORY}\n",
        "c.json": json.dumps([article(1, STORY), other, article(2, STORY)], indent=1),
        "d.csv": table,
        "e.jsonl": as_jsonl(article(3, STORY), article(4, STORY)),
    }
    write(tmp_path / "src", texts)
    run(tmp_path, "src", "dst", "--dedupe", "article")
    after = files(tmp_path / "dst")
    assert after.keys() == {"a.txt", "c.json", "d.csv"}
    assert json.loads(after["c.json"]) == [other]
    assert after["d.csv"].decode() == as_csv([["title", "text"], ["Birds", f"{BIRD}\n\n{WALL}\n\n{TOWN}"]])
    assert all(one["kept_in"] == {"path": "a.txt", "record": None} for one in changes(tmp_path / "dst", "left-out"))
    assert len(changes(tmp_path / "dst", "left-out")) == 6
    run(tmp_path, "--undo", "dst", "back")
    assert files(tmp_path / "back") == files(tmp_path / "src")
    run(tmp_path, "dst", "again", "--dedupe", "article")
    assert files(tmp_path / "again") == after


def test_versions_of_one_address_are_no_duplicates(tmp_path: Path) -> None:
    records = [article(number, STORY, url=f"https://example.com/{path}") for number, path in enumerate("aab")]
    write(tmp_path / "src", {"a.jsonl": as_jsonl(*records)})
    run(tmp_path, "src", "dst", "--dedupe", "article")
    assert ids(tmp_path / "dst" / "a.jsonl") == [0, 1]


def test_articles_that_are_only_alike_go_only_with_the_wish(tmp_path: Path) -> None:
    like = STORY.replace("in May", "in early May")
    write(tmp_path / "src", {"a.txt": STORY, "b.txt": like})
    run(tmp_path, "src", "exact", "--dedupe", "article")
    run(tmp_path, "src", "similar", "--dedupe", "article", "--similar")
    assert files(tmp_path / "exact").keys() == {"a.txt", "b.txt"}
    assert files(tmp_path / "similar").keys() == {"a.txt"}
    (left,) = changes(tmp_path / "similar", "left-out")
    assert left["rule"] == "similar-article"
    assert 0.6 < left["similarity"] < 1


def test_a_repeated_paragraph_is_taken_out_of_the_later_articles(tmp_path: Path) -> None:
    texts = {
        "a.txt": f"Dam\n\n{DAM}\n\n{FARM}\n",
        "b.txt": f"Wall\n\n{WALL}\n\n{DAM}\n\n{FARM}\n\n{BIRD}\n",
        "c.jsonl": as_jsonl(article(1, FARM, TOWN), article(2, f"{DAM} {BIRD}", BIRD)),
    }
    write(tmp_path / "src", texts)
    run(tmp_path, "src", "dst", "--dedupe", "paragraph")
    after = files(tmp_path / "dst")
    assert after["a.txt"].decode() == texts["a.txt"]
    assert after["b.txt"].decode() == f"Wall\n\n{WALL}\n\n{BIRD}\n"
    records = [json.loads(line) for line in after["c.jsonl"].splitlines()]
    assert [one["text"] for one in records] == [TOWN, f"{DAM} {BIRD}"]
    removed = changes(tmp_path / "dst", "removed")
    assert [one["old"] for one in removed] == [DAM, FARM, FARM, BIRD]
    assert {one["kept_in"]["path"] for one in removed} == {"a.txt", "b.txt"}
    for one in removed[:2]:
        assert texts["b.txt"][one["source"]["start"] : one["source"]["end"]] == one["old"]
    run(tmp_path, "--undo", "dst", "back")
    assert files(tmp_path / "back") == files(tmp_path / "src")
    run(tmp_path, "dst", "again", "--dedupe", "paragraph")
    assert files(tmp_path / "again") == after


def test_paragraphs_are_taken_out_where_credits_are_moved_too(tmp_path: Path) -> None:
    front = "---\ntitle: Wall\n---\n\n"
    text = f"By Jane Roe, Staff Writer\n\n{WALL}\n\n{DAM}\n\nPolice said the the man fled.\n\n{BIRD}\n"
    write(tmp_path / "src", {"a.txt": f"{DAM}\n\n{FARM}\n", "b.md": front + text})
    run(tmp_path, "src", "dst", "--dedupe", "paragraph")
    after = files(tmp_path / "dst")
    assert b"credits:\n  - " in after["b.md"]
    assert after["b.md"].decode().endswith(f"---\n\n{WALL}\n\nPolice said the man fled.\n\n{BIRD}\n")
    (removed,) = changes(tmp_path / "dst", "removed")
    assert (front + text)[removed["source"]["start"] : removed["source"]["end"]] == DAM == removed["old"]
    run(tmp_path, "--undo", "dst", "back")
    assert files(tmp_path / "back") == files(tmp_path / "src")


def test_an_article_all_of_whose_paragraphs_stand_elsewhere_is_left_whole(tmp_path: Path) -> None:
    texts = {"a.txt": f"Dam\n\n{DAM}\n\n{FARM}\n", "b.txt": f"Dam again\n\n{FARM}\n\n{DAM}\n"}
    write(tmp_path / "src", texts)
    run(tmp_path, "src", "dst", "--dedupe", "paragraph")
    assert files(tmp_path / "dst") == files(tmp_path / "src")


def test_a_paragraph_that_is_a_quotation_is_left(tmp_path: Path) -> None:
    write(tmp_path / "src", {"a.txt": f"{QUOTE}\n\n{FARM}\n", "b.txt": f"{TOWN}\n\n{QUOTE}\n"})
    run(tmp_path, "src", "dst", "--dedupe", "paragraph")
    assert files(tmp_path / "dst") == files(tmp_path / "src")


def test_duplicates_are_found_among_the_clean_texts(tmp_path: Path) -> None:
    write(tmp_path / "src", {"a.txt": STORY, "b.txt": STORY.replace("the lower", "the the lower")})
    run(tmp_path, "src", "dst", "--dedupe", "article")
    assert files(tmp_path / "dst").keys() == {"a.txt"}
    run(tmp_path, "--undo", "dst", "back")
    assert files(tmp_path / "back") == files(tmp_path / "src")


def dropped(texts: dict[str, str], keep: str = "first", order: tuple[str, ...] | None = None) -> dict[str, str]:
    """Return which articles are left out where all have a key in common, and for which others."""
    names = order or tuple(texts)
    candidates = [Candidate(name, 0, len(texts[name]), None, "", 9) for name in names]
    told = [Told("similar-article", b"key", Where(name, 0, Span(0, len(texts[name])))) for name in names]
    found = drops(candidates, places_of(told), [RULES["similar-article"]], keep, lambda where: texts[where.path])
    return {name: drop.articles[0].kept.path for name, drop in found.items()}


CHAIN = {
    "a.txt": f"{DAM} {WALL} {FARM} {TOWN}",
    "b.txt": f"{WALL} {FARM} {TOWN} {BIRD}",
    "c.txt": f"{FARM} {TOWN} {BIRD} Children sang on the steps of a school in the hills until long after dark.",
}


def test_a_neighbour_of_what_is_left_out_is_kept_where_it_is_no_twin_of_what_is_kept() -> None:
    assert dropped(CHAIN) == {"b.txt": "a.txt"}


def test_neighbours_of_what_is_kept_both_go() -> None:
    middle_first = {"0.txt": CHAIN["b.txt"], "a.txt": CHAIN["a.txt"], "c.txt": CHAIN["c.txt"]}
    assert dropped(middle_first) == {"a.txt": "0.txt", "c.txt": "0.txt"}


def test_what_is_left_out_does_not_depend_on_the_order_of_the_facts() -> None:
    outcomes = [dropped(CHAIN, keep, order) for keep in ("first", "longest") for order in permutations(CHAIN)]
    assert len({tuple(sorted(one.items())) for one in outcomes[:6]}) == 1
    assert len({tuple(sorted(one.items())) for one in outcomes[6:]}) == 1


def test_a_crowd_of_the_same_words_leaves_one_whichever_is_kept() -> None:
    texts = {f"{number:03}.txt": STORY + " " * (number == 60) for number in range(120)}
    candidates = [Candidate(name, 0, len(text), None, "", 3) for name, text in texts.items()]
    told = [Told("shared-article", b"key", Where(name, 0, Span(0, len(texts[name])))) for name in texts]
    found = drops(candidates, places_of(told), [RULES["shared-article"]], "longest", lambda where: texts[where.path])
    assert len(found) == 119
    assert "060.txt" not in found


@pytest.mark.parametrize(
    "text",
    [
        "2018-05-03", "2018-05-03T00:00:00", "2018-05-03T02:00:00+02:00", "2018-05-03 00:00:00Z", "20180503",
        "May 3, 2018", "3 May 2018", "Thu, 03 May 2018 00:00:00 GMT", "1525305600", "1525305600000", "2018/05/03",
    ],
)  # fmt: skip
def test_the_usual_ways_to_write_a_time_are_read(text: str) -> None:
    assert moment(text) == 1525305600


@pytest.mark.parametrize("text", ["", "2018", "yesterday", "03/05/2018", "2018-15-03", "9" * 40])
def test_what_names_no_time_plainly_names_none(text: str) -> None:
    assert moment(text) is None


def test_the_date_in_front_matter_counts(tmp_path: Path) -> None:
    for name, date in (("a.md", "2019-01-01"), ("b.md", "2018-01-01T10:00:00Z"), ("c.md", "")):
        write(tmp_path / "src", {name: f"---\ntitle: Dam\ndate: {date}\n---\n\n{STORY}\n"})
    run(tmp_path, "src", "dst", "--dedupe", "article", "--keep", "oldest")
    assert files(tmp_path / "dst").keys() == {"b.md"}


def test_a_headline_that_a_full_stop_ends_is_never_taken_out_as_a_paragraph(tmp_path: Path) -> None:
    title = "The state doubles down on its slogan about the old harbour, and may well be right about it."
    own = "Nobody in the harbour had heard of the slogan before it hung on the wall, the owner of the ferry said."
    (tmp_path / "src").mkdir()
    for name in ("a", "b"):
        (tmp_path / "src" / f"{name}.txt").write_text(f"{title}\n\n{own} {name}\n", "utf-8")
    run(tmp_path, "src", "dst", "--dedupe", "paragraph")
    assert (tmp_path / "dst" / "b.txt").read_text("utf-8").startswith(title)
