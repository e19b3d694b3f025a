"""After any edits what was known stays known, and what is new is new."""

import random
from collections.abc import Iterable

import pytest
from edits_of_articles import EDITS, TYPOS, Folder, folder, mended, misspelt, text_of, with_typo
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint.known.books import Seen
from newslint.known.entries import BASELINE, Entry
from newslint.known.ledgers import Known, Ledger, entry_of
from newslint.known.likeness import likeness
from newslint.known.marks import Surroundings
from newslint.known.withheld import Withheld, without_known
from newslint.model import Diagnostic, Location, Position, Severity, Span

DICE = st.randoms(use_true_random=True)
BOUNDED = settings(max_examples=120, deadline=None, derandomize=True)
ROOT = "/articles"


def found_in(articles: dict[str, str]) -> list[Diagnostic]:
    """Return the misspellings in some articles, and the lines that are leftovers, sorted."""
    found = []
    for path, text in sorted(articles.items()):
        for typo in (*TYPOS, "Read more:"):
            at = text.find(typo)
            while at >= 0:
                location = Location(path, None, None, None, Span(at, at + len(typo)), Position(1, at + 1, 1, at + 2))
                found.append(Diagnostic(location, "known-misspelling", "typo", None, Severity.ERROR, "", typo))
                at = text.find(typo, at + 1)
    return sorted(found, key=lambda one: one.sort_key)


def texts(articles: Folder, width: int = 0) -> dict[str, str]:
    return {f"{ROOT}/{name}": text_of(paragraphs, width) for name, paragraphs in articles.items()}


def entries_of(articles: dict[str, str]) -> list[Entry]:
    ledger = Ledger(BASELINE, f"{ROOT}/baseline.jsonl", "", ())
    return [entry_of(ledger, one, articles[one.location.path]) for one in found_in(articles)]


def checked(entries: Iterable[Entry], now: dict[str, str], paths: Iterable[str] | None = None) -> Withheld:
    """Return what is not known of what stands in the articles; with paths only these are checked."""
    asked = {path: path for path in (now if paths is None else paths)}
    rules = frozenset({"known-misspelling"})
    folders = (ROOT,) if paths is None else ()
    seen = Seen(asked, rules, frozenset(), rules, folders, False, is_whole=True, exists=lambda path: path in now)
    known = Known((Ledger(BASELINE, f"{ROOT}/baseline.jsonl", "", list(entries)),))
    found = found_in({path: text for path, text in now.items() if path in asked})
    return without_known(known, found, lambda path, record: now[path], seen)


@BOUNDED
@given(DICE, st.lists(st.sampled_from(EDITS), max_size=8), st.sampled_from([0, 0, 60, 80]))
def test_whatever_is_moved_split_joined_wrapped_or_renamed_is_known_and_nothing_is_stale(
    dice: random.Random, edits: list, width: int
) -> None:
    articles = folder(dice)
    entries = entries_of(texts(articles))
    for edit in edits:
        edit(articles, dice)
    left = checked(entries, texts(articles, width))
    assert list(left) == []
    assert list(left.unused) == []


@BOUNDED
@given(DICE, st.lists(st.sampled_from(EDITS), max_size=6), st.integers(0, 3))
def test_what_is_typed_anew_is_reported_however_many_others_were_mended(
    dice: random.Random, edits: list, mendings: int
) -> None:
    articles = folder(dice)
    entries = entries_of(texts(articles))
    gone = sum(mended(articles, dice) for _ in range(mendings))
    new = [with_typo(dice) for _ in range(dice.randint(1, 3))]
    for paragraph in new:
        misspelt(articles, dice, paragraph)
    for edit in edits:
        edit(articles, dice)
    now = texts(articles)
    left = checked(entries, now)
    assert len(list(left)) == len(new)
    for one in left:
        text = now[one.location.path]
        assert any(paragraph in text and text.index(paragraph) <= one.location.span.start for paragraph in new)
    assert sum(one.times for one in left.unused if one.is_judged) == gone


@BOUNDED
@given(DICE)
def test_a_run_on_some_of_the_files_says_the_same_of_them_and_nothing_of_others(dice: random.Random) -> None:
    articles = folder(dice)
    entries = entries_of(texts(articles))
    copied = dice.choice(sorted(articles))
    articles["copy.txt"] = list(articles[copied])
    now = texts(articles)
    path = f"{ROOT}/copy.txt"
    left = checked(entries, now, [path])
    assert list(left) == found_in({path: now[path]})
    assert not any(one.is_judged for one in left.unused)


@BOUNDED
@given(DICE)
def test_a_word_that_is_replaced_in_each_paragraph_makes_nothing_new_and_nothing_stale(dice: random.Random) -> None:
    articles = folder(dice)
    entries = entries_of(texts(articles))
    for paragraphs in articles.values():
        for number, paragraph in enumerate(paragraphs):
            words = paragraph.split()
            beside = [at for at, word in enumerate(words) if word not in TYPOS and not TYPOS.keys().isdisjoint(
                words[max(0, at - 2) : at + 3]
            )]  # fmt: skip
            if beside:
                words[dice.choice(beside)] = "somebody"
                paragraphs[number] = " ".join(words)
    left = checked(entries, texts(articles))
    assert list(left) == []
    assert list(left.unused) == []


TOWN = "The harbour of the town was closed on Monday after a storm broke its oldest wall.\n"
RIVER = "The minister opened a bridge across the river, and farmers came from every valley.\n"


def one_article(text: str) -> dict[str, str]:
    return {f"{ROOT}/a.txt": text}


def test_a_mended_fault_does_not_make_room_for_another_of_its_kind() -> None:
    known = entries_of(one_article(f"{TOWN}\nPolice said teh man had fled the town.\n\nNobody was hurt there.\n"))
    now = one_article(f"{TOWN}\nPolice said the man had fled the town.\n\nNobody was hurt in teh end.\n")
    left = checked(known, now)
    assert [one.excerpt for one in left] == ["teh"]
    assert [one.times for one in left.unused if one.is_judged] == [1]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We fought the red flames untill dawn came here.", "We fought the red fires untill dawn came here."),
        ("He had to recieve the prize on Monday.", "He had to recieve the award on Monday."),
        ("He asked teh police.", "She asked teh police."),
        ("Yesterday teh police came.", "Yesterday teh tired police came."),
        ("untill dawn came, he fought.", "untill the dawn came, he fought."),
        ("They gave it to teh mayor.", "They sold it to teh mayor."),
        ("They gave it to teh mayor.", "They gave it at once to teh mayor."),
    ],
)  # fmt: skip
def test_a_finding_beside_an_edited_word_stays_known(before: str, after: str) -> None:
    known = entries_of(one_article(f"{TOWN}\n{before}\n\n{RIVER}"))
    assert len(known) == 1
    for text in (f"{TOWN}\n{after}\n\n{RIVER}", f"{after}\n\n{RIVER}\n{TOWN}"):
        left = checked(known, one_article(text))
        assert (list(left), list(left.unused)) == ([], [])


def test_a_sentence_of_the_same_pattern_is_another_one_while_the_first_stands_mended() -> None:
    known = entries_of(one_article(f"{TOWN}\nPolice said teh man was at home.\n"))
    now = f"{TOWN}\nPolice said the man was at home.\n\nPolice said teh boy was at home.\n"
    left = checked(known, one_article(now))
    assert [one.location.span.start for one in left] == [now.index("teh boy")]
    assert [one.times for one in left.unused if one.is_judged] == [1]


def test_of_two_findings_the_one_whose_words_are_more_alike_is_known() -> None:
    known = entries_of(one_article(f"{TOWN}\nPolice said on Monday that teh man was at home.\n"))
    other = "Police told us Monday that a boy teh man knew was ill."
    now = f"{other}\n\n{TOWN}\nPolice said Monday that the teh man was home.\n"
    assert [one.location.span.start for one in checked(known, one_article(now))] == [now.index("teh man knew")]


def test_nor_does_one_with_the_same_words_on_one_side() -> None:
    known = entries_of(one_article("Officials said teh plan was sound.\n"))
    assert len(
        list(checked(known, one_article("Officials said the plan was sound.\n\nOfficials said teh vote is on.\n")))
    )


def test_an_entry_knows_one_finding_only() -> None:
    known = entries_of(one_article(f"{TOWN}\nPolice said teh man had fled.\n"))
    now = one_article(f"{TOWN}\nPolice said teh man had fled.\n\nPolice said teh man had fled.\n")
    assert len(list(checked(known, now))) == 1


@pytest.mark.parametrize("line", ["Read more:", "The man asked teh police."])
def test_a_line_in_another_article_is_new_although_the_one_that_is_known_was_mended(line: str) -> None:
    known = entries_of({f"{ROOT}/a.txt": f"{TOWN}\n{line}\n", f"{ROOT}/b.txt": RIVER})
    now = {f"{ROOT}/a.txt": TOWN, f"{ROOT}/b.txt": f"{RIVER}\n{line}\n"}
    assert [one.location.path for one in checked(known, now)] == [f"{ROOT}/b.txt"]


def test_a_whole_line_is_known_in_its_article_under_another_name_and_changed() -> None:
    known = entries_of({f"{ROOT}/a.txt": f"{TOWN}\nRead more:\n"})
    now = {f"{ROOT}/new.txt": f"{RIVER}\nRead more:\n\n{TOWN}\n"}
    assert list(checked(known, now)) == []


def test_a_copy_of_an_article_is_another_article() -> None:
    known = entries_of({f"{ROOT}/a.txt": f"{TOWN}\nRead more:\n"})
    now = {f"{ROOT}/{name}.txt": f"{TOWN}\nRead more:\n" for name in "ab"}
    assert [one.location.path for one in checked(known, now)] == [f"{ROOT}/b.txt"]


def test_a_file_that_is_gone_is_stale_only_where_its_folder_was_walked() -> None:
    known = entries_of({f"{ROOT}/a.txt": f"{TOWN}\nRead more:\n", f"{ROOT}/b.txt": RIVER})
    now = {f"{ROOT}/b.txt": RIVER}
    assert [one.is_judged for one in checked(known, now).unused] == [True]
    assert [one.is_judged for one in checked(known, now, now).unused] == [False]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (("police said", "man fled"), ("police said", "man fled the town at night"), True),
        (("police said", "man fled"), ("before dawn police said", "man"), True),
        (("police said", "man fled"), ("", "man fled"), True),
        (("police said", "man fled"), ("the mayor asked", "man fled"), False),
        (("police said on monday that", "man fled"), ("police said on monday that", "dog ran"), True),
        (("said on monday that", "man fled"), ("said on monday that", "dog ran"), False),
        (("", ""), ("", ""), False),
        (("in part of", "city council voted"), ("in most of", "city council met"), False),
    ],
)
def test_what_of_the_surroundings_has_to_be_left(one: tuple[str, str], other: tuple[str, str], is_same: bool) -> None:
    assert bool(likeness(Surroundings(*one), Surroundings(*other))) is is_same
    assert bool(likeness(Surroundings(*other), Surroundings(*one))) is is_same
