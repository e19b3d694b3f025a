"""Of several findings that look the same in one article, the one that was meant is known, and no other."""

import random
from pathlib import Path

import pytest
from edits_of_articles import sentence
from hypothesis import given, settings
from hypothesis import strategies as st
from test_accept import accept, entries, left
from test_cli_check import newslint
from test_matching import ROOT, checked, found_in, one_article

from newslint.known.entries import ACCEPTED, BASELINE, Entry
from newslint.known.entry_lines import written
from newslint.known.entry_reading import read
from newslint.known.ledgers import Ledger, entry_of
from newslint.known.pins import At, Pin, fits, pins_of

BOUNDED = settings(max_examples=150, deadline=None, derandomize=True)
LINE = "Read more:"
SENTENCE = "The council said on Monday that teh bridge will open before the end of the winter."
Blocks = list[str]


def text_of(blocks: Blocks) -> str:
    return "\n\n".join(blocks) + "\n"


def with_lines(dice: random.Random, line: str, lines: int) -> Blocks:
    """Return paragraphs with some equal ones among them, never one beside the other."""
    blocks = [sentence(dice, 14)]
    for _ in range(lines):
        blocks += [sentence(dice, 14), line] + [sentence(dice, 14) for _ in range(dice.randint(1, 2))]
    return blocks


def entry_for(articles: dict[str, str], nth: int) -> Entry:
    """Return the entry of one of the equal findings, as ``newslint accept`` writes it."""
    found = found_in(articles)
    text = next(iter(articles.values()))
    pins = pins_of([found[nth]], found, lambda path, _: articles[path], with_lines=True)
    ledger = Ledger(BASELINE, f"{ROOT}/baseline.jsonl", "", ())
    return entry_of(ledger, found[nth], text)._replace(pin=pins.get(At.of(found[nth])))


@pytest.mark.parametrize("line", [LINE, SENTENCE])
@BOUNDED
@given(dice=st.randoms(use_true_random=True), lines=st.integers(1, 4), edit=st.sampled_from(
    ["none", "insert", "paste", "delete", "rename", "replace"]
))  # fmt: skip
def test_whatever_is_edited_the_one_that_was_meant_is_the_one_that_is_known(
    line: str, dice: random.Random, lines: int, edit: str
) -> None:
    blocks = with_lines(dice, line, lines)
    before = one_article(text_of(blocks))
    nth = dice.randrange(lines)
    entry = entry_for(before, nth)
    name = f"{ROOT}/{'b' if edit == 'rename' else 'a'}.txt"
    places = [number for number, block in enumerate(blocks) if block == line]
    # What stands right before it tells it from the others from here on.
    mark = blocks[places[nth] - 1]
    others = [number for number in places if number != places[nth]]
    if edit == "insert":
        blocks.insert(dice.choice([number for number in range(len(blocks)) if number != places[nth]]), sentence(dice))
        blocks.append(sentence(dice))
    if edit == "paste" and (lines > 1 or line == LINE):
        blocks[0:0] = [line]
    if edit == "delete" and others:
        del blocks[dice.choice(others)]
    if edit == "replace":
        blocks[places[nth] + 1] = sentence(dice, 11)
    now = {name: text_of(blocks)}
    at = now[name].index(mark)
    meant = now[name].index(line, at)
    known = checked([entry], now)
    offset = line.index("teh") if "teh" in line else 0
    all_of_it = [one.location.span.start - offset for one in found_in(now)]
    assert [one.location.span.start - offset for one in known] == [start for start in all_of_it if start != meant]
    assert list(known.unused) == []


def test_once_it_is_deleted_no_other_stands_for_it() -> None:
    dice = random.Random(5)  # noqa: S311
    blocks = with_lines(dice, LINE, 2)
    entry = entry_for(one_article(text_of(blocks)), 0)
    at = blocks.index(LINE)
    del blocks[at - 1 : at + 2]
    known = checked([entry], one_article(text_of(blocks)))
    assert len(list(known)) == 1
    assert [one.is_judged for one in known.unused] == [True]


def test_a_pin_is_written_and_read_and_two_of_them_are_two_entries() -> None:
    articles = one_article(text_of(with_lines(random.Random(1), LINE, 2)))  # noqa: S311
    both = [entry_for(articles, 0), entry_for(articles, 1)]
    assert {one.pin.nth for one in both if one.pin} == {1, 2}
    back = read(ACCEPTED, "".join(written(ACCEPTED, both)).encode(), "accepted.jsonl").entries
    assert sorted(one._replace(line=0) for one in back) == sorted(both)


def test_where_fewer_are_left_only_a_line_beside_it_tells_that_it_is_the_one() -> None:
    then = Pin(2, 2, "it rained all day", "the sun came out")
    assert fits(then, Pin(1, 1, "it rained all day", "nobody had seen it")) == (-1, 1)
    assert fits(then, Pin(1, 1, "somebody else said so", "nobody had seen it")) is None
    assert fits(then, Pin(2, 2, "somebody else said so", "nobody had seen it")) == (0, 0)


ARTICLE = "\n\n".join(
    [
        "Ferries to stay in port", "The council met on Monday evening and talked about ferries for two hours.",
        "Sign up for our newsletter",
        "Nobody knew what the storm had done to the pier, the mayor said. It had been built in the last century, and"
        " had not been mended since the war, although engineers had asked for that more than once.",
        "Sign up for our newsletter", "Work on the pier is to begin in the spring, when the weather is calmer.",
    ]
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "newslint.toml").write_text('select = ["newsletter-appeal"]\nextend-select = ["newslint"]\n')
    (tmp_path / "a.txt").write_text(f"{ARTICLE}\n")
    return tmp_path


@pytest.mark.parametrize(("accepted", "reported"), [(5, 9), (9, 5)])
def test_accepting_one_of_two_equal_lines_leaves_the_other_reported_and_mended(
    folder: Path, accepted: int, reported: int
) -> None:
    assert left(folder) == [("a.txt", 5, "newsletter-appeal"), ("a.txt", 9, "newsletter-appeal")]
    accept(folder, f"a.txt:{accepted}")
    assert left(folder) == [("a.txt", reported, "newsletter-appeal")]
    lines = ARTICLE.split("\n")
    newslint("fix", "--unsafe-fixes", folder=folder)
    assert (folder / "a.txt").read_text() == "\n".join(lines[: reported - 1] + lines[reported + 1 :]) + "\n"
    assert left(folder) == []


def test_accepting_the_other_one_later_knows_both_and_nothing_is_stale(folder: Path) -> None:
    accept(folder, "a.txt:9")
    accept(folder, "a.txt:5")
    assert [one["nth"] for one in entries(folder)] == [1, 2]
    assert left(folder) == []
