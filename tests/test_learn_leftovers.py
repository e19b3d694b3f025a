"""``newslint learn leftovers``: the lines that recur in a corpus, as a pack."""

import json
from pathlib import Path

import pytest
from test_cli_check import newslint

from newslint.document import Document
from newslint.learning import LineLearner

BODIES = (
    "Few people came to see the stalls on Monday, when the weather kept most families of the town at home, and those "
    "who came left early, the owner of the only open stall said.",
    "The council met on Tuesday to speak about the bridge, which has been closed since the flood, and agreed to pay "
    "for a new one if the district pays half of it, the mayor said.",
    "A whale was seen in the harbour on Wednesday, and half of the town came to see it before it swam away again, "
    "which it did at noon, when the tide turned, the harbour master said.",
)
ARTICLES = [
    f"Story {number}\n\n{body}\n\nWeather Daily, your paper\n\nMore here: {title}\n\nBy Jane Roe"
    for number, (body, title) in enumerate(zip(BODIES, ("Rain", "Snow", "Hail"), strict=True))
]


def learned(texts: list[str], least: int = 3) -> tuple[dict[str, int], dict[str, int]]:
    learner = LineLearner()
    for text in texts:
        learner.take(Document(text))
    return dict(learner.lines(least)), dict(learner.openings(least))


def test_lines_and_openings_that_several_articles_share_are_learned_with_their_number() -> None:
    assert learned(ARTICLES) == ({"Weather Daily, your paper": 3}, {"More here:": 3})
    assert learned(ARTICLES[:2]) == ({}, {})


def test_what_is_learned_of_lines_does_not_depend_on_the_order_of_the_articles() -> None:
    assert learned(ARTICLES) == learned(ARTICLES[::-1])


def test_copies_of_one_article_share_nothing() -> None:
    assert learned([ARTICLES[0]] * 3) == ({}, {})
    assert learned([ARTICLES[0].replace("Story 0", f"Story {number}") for number in range(5)]) == ({}, {})


def test_a_line_that_recurs_whole_is_no_opening_too() -> None:
    texts = [f"{text}\n\nReader poll: yes or no" for text in ARTICLES]
    assert learned(texts)[1] == {"More here:": 3}


def test_the_pack_that_is_written_can_be_used_and_holds_the_counts(tmp_path: Path) -> None:
    for number, text in enumerate(ARTICLES):
        (tmp_path / f"{number}.txt").write_text(f'{text}\n\n* All of "ours" *\n')
    done = newslint("learn", "leftovers", ".", "-o", "house.toml", folder=tmp_path)
    assert done.returncode == 0
    pack = (tmp_path / "house.toml").read_text("utf-8")
    assert '    "Weather Daily, your paper",  # 3 files\n' in pack
    assert '    "More here:",  # 3 files\n' in pack
    assert newslint("test-rules", "house.toml", folder=tmp_path).returncode == 0
    (tmp_path / "newslint.toml").write_text('plugins = ["house.toml"]\nselect = ["house-leftover"]\n')
    found = json.loads(newslint("check", "--output-format", "json", "0.txt", folder=tmp_path).stdout)
    assert [(one["line"], one["end_line"]) for one in found] == [(5, 7), (11, 11)]


def test_of_a_corpus_in_which_nothing_recurs_the_pack_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLES[0])
    done = newslint("learn", "leftovers", "a.txt", folder=tmp_path)
    assert done.returncode == 0
    assert done.stdout.decode().endswith("# Nothing recurs.\n")


@pytest.mark.parametrize("what", ["words", "leftovers"])
def test_of_no_article_nothing_is_learned_and_only_the_problem_is_said(tmp_path: Path, what: str) -> None:
    missing = newslint("learn", what, "nowhere", "-o", "new", folder=tmp_path)
    said = b"newslint: nowhere: there is no such file or folder\n"
    assert (missing.returncode, missing.stdout, missing.stderr) == (2, b"", said)
    empty = newslint("learn", what, ".", folder=tmp_path)
    said = b"newslint: nothing to learn from: no articles in .\n"
    assert (empty.returncode, empty.stdout, empty.stderr) == (0, b"", said)
    assert list(tmp_path.iterdir()) == []
