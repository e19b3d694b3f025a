"""What numpy finds out about many articles at once is what is found out about one after the other."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newslint.comparing import ahead, facts
from newslint.comparing.at_once import heaps
from newslint.comparing.at_once.articles import AT_A_TIME, Articles
from newslint.comparing.at_once.characters import can_be_read
from newslint.comparing.facts import Block, Facts, rows_at, split
from newslint.comparing.rows import KINDS, rows, rows_of
from newslint.document import Document
from newslint.model import Span
from newslint.requests.request import Options, prepare
from newslint.steps import work
from newslint.steps.work import Work
from newslint.twins.pairing import edges

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
WORDS_LISTED = (
    "the The dam Dam of feeds four towns valley engineers tested its wall in May realise realised colour theatre"
    " defence by By Written Reported BY http www. copyright rights reserved all Mr Mr. Dr. St. U.S. a.m. e.g. No. Nos."
    " Ph.D. Jan. J. Smith Getty Images photo Photo: Credit: contributed to this report reporting editing Editing by"
    " Jane Roe 7 1931 1,000 co-operate don't don’t re\u00adcieve Erdoğan ὀδός e\u0301 straße ² ½ ٣"
    " ثورة 中文 Ⓐ ǅ a_b _ \ufffc \ud800 x-------------St x—St ­St"
)
WORDS = (*WORDS_LISTED.split(" "), "long" * 20, "w" * 65)
SIGNS_LISTED = ". . . ? ! … .” .\" ?' ' ’ - — , ; : ( ) « » @ | © • ► \ufffc _ .. ?! .) . “ “ ‘ ["
BLANKS = (" ", " ", " ", "\n\n", "\n\n", "\n", "\r\n", "\r", "\u00a0", "\x0c", "\x1c", "\x1e", "\u2028")
SIGNS = (*SIGNS_LISTED.split(" "), *BLANKS)
ODD = ("İstanbul", "ΟΔΟΣ", "𝔸")
PIECES = st.one_of(st.sampled_from(WORDS).map(" {} ".format), st.sampled_from(WORDS), st.sampled_from(SIGNS))
PLAIN = st.lists(PIECES, max_size=60).map("".join)
TEXTS = st.one_of(PLAIN, PLAIN, PLAIN, st.tuples(PLAIN, st.sampled_from(ODD)).map(" ".join))
HEADED = st.tuples(st.lists(st.sampled_from(WORDS[:12]), max_size=4).map(" ".join), TEXTS).map("\n\n".join)
ARTICLES = Articles()


def both(documents: list[Document]) -> int:
    """Compare the rows of documents found both ways, and return of how many they were found at once."""
    ARTICLES.find_out(documents)
    taken = [document for document in documents if rows_of(document)]
    for document in taken:
        alone = document._replace()
        for kind in KINDS:
            assert [rows(document, kind, least).rows for least in (0, 4, 12)] == [
                rows(alone, kind, least).rows for least in (0, 4, 12)
            ]
    return len(taken)


@given(st.lists(st.one_of(TEXTS, HEADED), max_size=5))
@example(["The dam. ‘St.", "", "\n", "©"])
@example(["Dam of towns\n\nDam of towns.\n\nDam of towns. The dam feeds four towns.\n"])
@example(["The dam feeds four towns. St. Mary x-------------St. Mary Mr . Roe Ⓐ. The dam-. The"])
@example(["By Jane Roe.\n\nBy May the dam feeds four towns.\n\nAll rights reserved.\n\nEditing by Jane Roe."])
def test_rows_are_the_same_found_one_by_one_and_at_once(texts: list[str]) -> None:
    both([Document(text) for text in texts])


@given(TEXTS, st.data())
def test_a_title_of_any_place_is_the_headline_both_ways(text: str, data: st.DataObject) -> None:
    document = Document(text)
    if document.paragraphs:
        title = data.draw(st.sampled_from(document.paragraphs))
        both([Document(text, title=title), Document(text, meta={"title": document.slice(title)}), document])


def test_articles_are_taken_together_but_for_odd_ones() -> None:
    texts = [path.read_text("utf-8") for path in SEEDS]
    assert both([Document(text) for text in texts]) == len(texts)
    assert both([Document(texts[0] * (AT_A_TIME // len(texts[0]) + 1)), Document("ΟΔΟΣ\n"), Document(texts[1])]) == 1
    assert both([Document("It rains." + " " * 99 + "Now.\n"), Document(texts[1])]) == 0


def test_many_texts_are_looked_at_in_several_goes() -> None:
    text = SEEDS[0].read_text("utf-8")
    size = 2 * AT_A_TIME // len(text) + 1
    assert both([Document(f"{number} {text}") for number in range(size)]) == size


@pytest.mark.parametrize("text", ["ΟΔΟΣ", "İ", "𝔸", "Rain 😀"])
def test_texts_whose_letters_depend_on_each_other_are_read_one_by_one(text: str) -> None:
    assert not can_be_read(text)
    assert can_be_read("Erdoğan’s café — “rain”")


KEYS = st.one_of(st.binary(min_size=4, max_size=8), st.sampled_from([b"abcd", b"abcd1234", b"1234abcd", b"dcba"]))
BLOCKS = st.builds(
    Block,
    st.sampled_from([b"\0\0", b"\0\7", b"\1\2"]),
    st.integers(0, 2**32 - 1),
    st.integers(0, 2**32 - 1),
    st.lists(st.tuples(KEYS, st.integers(0, 2**31)), max_size=9).map(
        lambda some: Facts(b"".join(rows_at(Span(start, start + 9), (key,)) for key, start in some))
    ),
)


@given(st.lists(BLOCKS, max_size=9))
@example([])
def test_facts_come_into_the_same_heaps_both_ways(blocks: list[Block]) -> None:
    assert heaps.heaped(blocks) == facts.heaped(blocks)


@given(st.lists(BLOCKS, max_size=9))
@example([])
def test_facts_whose_key_nobody_shares_are_in_no_pair(blocks: list[Block]) -> None:
    found = b"".join(facts.heaped([*blocks, *blocks[:4]]).values())
    files = range(2**32)
    assert list(edges(split(heaps.perhaps_shared(found)), files)) == list(edges(split(found), files))


def test_a_run_on_many_files_tells_the_same_as_one_on_few_or_without_numpy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # More than are checked together.
    for number, path in enumerate(SEEDS * 14):
        (tmp_path / f"{number}.txt").write_bytes(path.read_bytes())
    (tmp_path / "odd.txt").write_text("ΟΔΟΣ feeds four towns of the valley in May.\n", "utf-8")
    (tmp_path / "damaged.txt").write_bytes(b"The \xff dam.\n")
    loaded = prepare(Options((str(tmp_path),), isolated=True, scope="corpus"))
    # What a run keeps for later ones is noted too.
    request = loaded.request.but(cache="cache")
    few = [Work(request, loaded.plugins).map(part) for part in request.parts()]
    monkeypatch.setattr(ahead, "MANY", 1)
    monkeypatch.setattr(work, "WORTH_LAYING_OUT", 9)
    many = [Work(request, loaded.plugins).map(part) for part in request.parts()]
    assert few[0].facts
    assert few[0].outcomes[0].heads
    assert many == few
    monkeypatch.setattr(ahead, "needing_numpy", lambda module: None)
    assert [Work(request, loaded.plugins).map(part) for part in request.parts()] == few
