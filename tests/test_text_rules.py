"""What the examples of the rules on typos, names and text cannot show: floods, length, encodings."""

from importlib import import_module
from io import BytesIO

import pytest

from newslint.checking.checker import Checker
from newslint.config import Active
from newslint.model import Diagnostic
from newslint.readers import Source
from newslint.readers.markdown import read as read_markdown
from newslint.rule import Rule
from newslint.testing import lint


def rule(path: str) -> Rule:
    found: Rule = getattr(import_module(f"newslint.rules.{path}"), path.rpartition(".")[2])
    return found


def marked(path: str, text: str) -> list[str]:
    return [text[one.location.span.start : one.location.span.end] for one in lint(rule(path), text)]


def only(path: str, text: str) -> Diagnostic:
    (one,) = lint(rule(path), text)
    return one


TABLE = "\n".join(f"Oslo{number} 6-4 6-4 no no 12 12 Bergen Bergen no quote      no quote" for number in range(40))
POEM = "\n".join(["Row, row, row your boat", "gently down the stream", "merrily merrily merrily merrily"] * 12)
TRANSCRIPT = "\n".join(f"Q: What happened next, on day {number}?\nA: We we went home." for number in range(20))
RULES = (
    "typo.doubled_word", "typo.doubled_phrase", "typo.split_word", "typo.wrong_article", "entity.inconsistent_name",
    "entity.name_missing_after_and", "entity.country_formal_name", "entity.doubled_name", "entity.broken_possessive",
    "entity.garbled_title", "text.stray_space", "text.missing_space", "text.lowercase_sentence_start", "text.mojibake",
    "text.replacement_character", "text.html_entity", "text.markup_residue", "text.invisible_character",
    "text.doubled_paragraph", "text.unbalanced_quotation", "text.cut_off_text", "input.nul_byte",
)  # fmt: skip


@pytest.mark.parametrize("path", RULES)
@pytest.mark.parametrize("text", [TABLE, POEM], ids=["table", "poem"])
def test_a_table_and_a_poem_are_left_alone(path: str, text: str) -> None:
    assert marked(path, text) == []


@pytest.mark.parametrize("path", RULES)
@pytest.mark.parametrize(
    "text", ["", "\n\n", "a", "a a", '"', "’s", " 's", " and and ", "&", "[/", "\ufffc" * 3, "İ İ"]
)
def test_scraps_of_text_raise_nothing(path: str, text: str) -> None:
    assert all(0 <= one.location.span.start < one.location.span.end <= len(text) for one in lint(rule(path), text))


def test_shortcodes_are_found_with_their_brackets() -> None:
    text = 'He came. [caption id="a1" width="300"] The harbour [/caption] [gallery ids="1,2"] She “[left]” [sic].'
    assert marked("text.markup_residue", text) == ['[caption id="a1" width="300"]', "[/caption]", '[gallery ids="1,2"]']


def test_a_text_with_spaces_before_every_comma_is_reported_once() -> None:
    one = only("text.stray_space", "Ships came , went , and sank . " * 10)
    assert one.location.span.start == 10
    assert "29 more" in one.message


def test_a_text_full_of_soft_hyphens_is_reported_once_with_a_fix_for_all() -> None:
    one = only("text.invisible_character", "The min\xadis\xadter said so. " * 10)
    assert one.fix is not None
    assert len(one.fix.edits) == 20


def test_a_text_without_capitals_is_not_a_row_of_wrong_sentences() -> None:
    assert marked("text.lowercase_sentence_start", "they left the camp. nobody stayed behind. " * 20) == []


def test_the_offset_of_a_nul_byte_counts_bytes() -> None:
    assert "offset 6" in only("input.nul_byte", "Zürch\0 and \0").message
    assert "1 more" in only("input.nul_byte", "Zürch\0 and \0").message


def test_a_doubled_word_is_seen_across_the_lines_of_hard_wrapped_text_only() -> None:
    first, second = (
        "The ships that lay in the harbour for two days were loaded with the",
        "the grain of the year before",
    )
    wrapped = f"{first}\n{second} that one, and\n" * 6
    assert marked("typo.doubled_word", wrapped) == ["the\nthe"] * 6
    assert marked("typo.doubled_word", "They went to the\nthe harbour of the town.") == []


@pytest.mark.parametrize(
    ("text", "applicability"),
    [
        ("Police said the the man fled.", "safe"),
        ("The the man fled to the north.", "safe"),
        ("It is the end of of the road.", "safe"),
        ("She went home on on Monday night.", "unsafe"),
        ("They hoped to to win the game.", "unsafe"),
        ("The boat was was late, they said.", "unsafe"),
        ("The mayor said said no to the plan.", "unsafe"),
        ("The sprattus sprattus is a small fish.", "unsafe"),
    ],
)
def test_a_doubled_word_is_mended_safely_only_where_it_is_never_right(text: str, applicability: str) -> None:
    fix = only("typo.doubled_word", text).fix
    assert fix is not None
    assert fix.applicability == applicability


@pytest.mark.parametrize(
    "text",
    [
        "Bison bison is a large animal of the plains.",
        "Of the birds (Pica pica among them) the Vulpes vulpes ate two.",
        "They heard The the band again, and The The too.",
        "Vitamin A a day keeps the doctor away.",
        "What Sen. Archuleta does does not worry the board.",
        "Who they are are their names, and what it was was a mistake.",
    ],
)
def test_names_and_clauses_that_meet_are_no_doubled_words(text: str) -> None:
    assert marked("typo.doubled_word", text) == []


TWICE = "The harbour was closed for two days after the storm, and ferries stood idle."


@pytest.mark.parametrize(
    "again",
    [f"{TWICE} ", f"  {TWICE}", TWICE.replace(" ", " " * 20), TWICE.replace("days ", "days\u00a0 "), f"{TWICE}\u2003"],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_paragraph_stands_twice_whatever_white_space_it_holds(again: str, line_end: str) -> None:
    article = f"{TWICE}\n\nShips wait.\n\n{again}\n\nIt ends.\n".replace("\n", line_end)
    assert [" ".join(one.split()) for one in marked("text.doubled_paragraph", article)] == [TWICE]


def test_a_wrapped_paragraph_stands_twice_wherever_its_lines_end() -> None:
    words = (
        "The harbour was closed for two days after the storm, and all ferries to the islands were called off until at"
        " least monday morning, police said, while rain fell on the town and the river rose above the road to the"
    ).split()
    one, other = ("\n".join(" ".join(words[at : at + n]) for at in range(0, len(words), n)) for n in (11, 9))
    article = f"{one} west.\n\n{other} west.\n\n{one} east.\n\nIt ends."
    assert [found.split()[-1] for found in marked("text.doubled_paragraph", article)] == ["west.", "east."]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        ("text.invisible_character", "- 😀\n\u200f horse", []),
        ("text.invisible_character", "- 😀\n\n\u200f horse", ["\u200f"]),
        ("text.invisible_character", "horse \u200f\n😀", []),
        ("text.stray_space", "( \n\nSamiei said.", []),
        ("text.stray_space", "The end \n)", []),
        ("entity.broken_possessive", "Peru\n's army moved.", []),
    ],
)
def test_the_ends_of_lines_change_nothing(path: str, text: str, found: list[str], line_end: str) -> None:
    assert marked(path, text.replace("\n", line_end)) == found


def test_the_headline_is_no_doubled_paragraph() -> None:
    headline = "Ships wait for two days outside the closed harbour of the town"
    story = f"{headline} because of a storm that nobody had expected so early in the year, the port said on Monday."
    assert marked("text.doubled_paragraph", f"{headline}\n\n{headline}\n\n{story}") == []


def test_both_spellings_in_one_article_are_told_of_each_other() -> None:
    one = only("entity.inconsistent_name", "Mr Gül spoke. Gul left. Later Gul came back.")
    assert "“Gül” is “Gul”" in one.message


HEADLINE = "Storm closes the harbour of Oslo"
LEAD = (
    "Police said that the ferries to the islands had been called off until at least Monday morning, and all buses too."
)


@pytest.mark.parametrize(
    ("front", "body", "lines"),
    [
        ("---\ntitle: HEADLINE\n---", "# HEADLINE\n\nLEAD", []),
        ("---\ntitle: 'HEADLINE'\n---", "# *HEADLINE*\n\nLEAD", []),
        ("---\ntitle: HEADLINE\n---", "HEADLINE\n=====\n\nLEAD", []),
        ("---\ntitle: HEADLINE\n---", "## News\n\n# HEADLINE - Daily Oslo\n\nLEAD", []),
        ("---\nheadline: HEADLINE\n---", "# HEADLINE\n\nLEAD", []),
        ("---\ntitle: HEADLINE\nheadline: HEADLINE\n---", "LEAD", []),
        ('+++\ntitle = "HEADLINE"\n+++', "# HEADLINE\n\nLEAD", []),
        ("---\ntitle: HEADLINE\n---", "HEADLINE\n\nLEAD", [5]),
        ("---\ntitle: HEADLINE\n---", "# HEADLINE\n\nHEADLINE\n\nLEAD", [7]),
        ("---\ntitle: HEADLINE\n---", "# HEADLINE\n\n# HEADLINE\n\nLEAD\n\n## HEADLINE", [7, 11]),
        ("---\nheadline: HEADLINE\n---", "# HEADLINE\n\nHEADLINE\n\nLEAD", [7]),
    ],
)
def test_one_heading_may_show_the_title_of_the_front_matter(front: str, body: str, lines: list[int]) -> None:
    text = f"{front}\n\n{body}\n".replace("HEADLINE", HEADLINE).replace("LEAD", LEAD)
    (document,) = read_markdown(Source("a.md", BytesIO(text.encode())))
    one = rule("headline.doubled_headline")
    found = Checker([Active(one, one.severity, one.options)]).check(document)
    assert [document.locate(raised.finding.span).position.line for raised in found] == lines


def test_a_description_in_front_matter_may_be_the_first_paragraph_and_a_paragraph_pasted_twice_is_found() -> None:
    text = f"---\ntitle: {HEADLINE}\ndescription: {LEAD}\n---\n\n{LEAD}\n\nShips wait.\n\n{LEAD}\n"
    (document,) = read_markdown(Source("a.md", BytesIO(text.encode())))
    one = rule("text.doubled_paragraph")
    found = Checker([Active(one, one.severity, one.options)]).check(document)
    assert [document.locate(raised.finding.span).position.line for raised in found] == [10]
