"""What is a line, a paragraph, a headline, the body, a quotation, a sentence."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint.document import Document, fold
from newslint.model import MASK, Span
from newslint.text import normal, structure
from newslint.text.bylines import is_byline, is_credit, is_dateline

# A loaded machine is no failure.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

LONG = "The river rose for the third day and the mayor closed the bridges " * 3 + "at noon."
PIECES = st.sampled_from([
    "\n", "\r\n", "\r", "\x0c", "\u2028", " ", "\t", "“", "”", '"', "'", "‘", "’", "«", "»", "„", "The ", "the ",
    "Mr. ", "U.S. ", "a.m. ", ".", "!", "...", "(", ")", "—", "1945", "5'10\"", "By Jane Roe", "Photo: ", "İ", "ß",
    "é\u0301", MASK, LONG, "word " * 30,
])  # fmt: skip
ANY_TEXT = st.lists(st.one_of(PIECES, st.characters()), max_size=40).map("".join)


def texts(document: Document, spans: tuple[Span, ...]) -> list[str]:
    return [document.slice(span) for span in spans]


def quotations(text: str) -> list[str]:
    document = Document(text)
    return texts(document, document.quotations)


def sentences(text: str) -> list[str]:
    document = Document(text)
    return texts(document, document.sentences)


@given(ANY_TEXT)
def test_views_are_in_order_inside_the_text_and_never_empty(text: str) -> None:
    document = Document(text)
    for spans in (document.lines, document.paragraphs, document.quotations, document.sentences, document.credits):
        ends = [0, *(span.end for span in spans)]
        assert all(before <= span.start < span.end <= len(text) for before, span in zip(ends, spans, strict=False))
    assert 0 <= document.body.start <= document.body.end <= len(text)


@given(ANY_TEXT)
def test_lines_and_sentences_hold_all_that_is_not_white_space(text: str) -> None:
    document = Document(text)
    wanted = "".join(text.split())
    for spans in (document.lines, document.paragraphs, document.sentences):
        assert "".join("".join(texts(document, spans)).split()) == wanted


@given(ANY_TEXT, st.data())
def test_a_place_is_where_an_independent_count_finds_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    position = Document(text).locate(Span(start, end)).position
    assert position == (*_counted(text, start), *_counted(text, end))


def _counted(text: str, offset: int) -> tuple[int, int]:
    line, column, at = 1, 1, 0
    while at < offset:
        ends = text[at] == "\n" or (text[at] == "\r" and text[at + 1 : at + 2] != "\n")
        line, column = (line + 1, 1) if ends else (line, column + 1)
        at += 1
    return line, column


@given(ANY_TEXT, st.data())
def test_protection_is_what_a_look_at_every_quotation_finds(text: str, data: st.DataObject) -> None:
    document = Document(text)
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    protected = any(span.overlaps(other) for other in (*document.quotations, *document.credits))
    assert document.is_protected(span) == (protected or MASK in document.slice(span))


@given(ANY_TEXT, st.integers(0, 60))
def test_the_line_of_an_offset_is_the_last_that_begins_before_it(text: str, offset: int) -> None:
    document = Document(text)
    for spans, found in ((document.lines, document.line(offset)), (document.paragraphs, document.paragraph(offset))):
        before = [span for span in spans if span.start <= offset]
        assert found == (before[-1] if before else Span(offset, offset))


@given(ANY_TEXT)
def test_folding_shifts_no_character(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_lines_end_at_line_feeds_and_carriage_returns_only() -> None:
    text = " one\x0ctwo\u2028three\x85four \r\n\r\n\tfive\rsix\n\n"
    document = Document(text)
    assert texts(document, document.lines) == ["one\x0ctwo\u2028three\x85four", "five", "six"]
    assert document.line_starts == [0, 22, 24, 30, 34, 35]


def wrapped(words: str, width: int = 60) -> str:
    lines, line = [], ""
    for word in words.split():
        if len(line) + len(word) >= width:
            lines.append(line.strip())
            line = ""
        line += f" {word}"
    return "\n".join([*lines, line.strip()])


def test_hard_wrapped_lines_are_one_paragraph_until_a_blank_line() -> None:
    document = Document(f"Rain in Paris\n\n{wrapped(LONG)}\n\n{wrapped(LONG * 2)}\n")
    assert len(document.lines) > 8
    assert len(document.paragraphs) == 3


def test_a_stack_of_headlines_is_not_wrapped_text() -> None:
    stack = "\n".join(f"The number of bridges closed in Paris has now risen to {n}" for n in range(12))
    assert len(Document(f"{stack}\n{LONG}\n").paragraphs) == 13


@pytest.mark.parametrize(
    ("first", "is_headline"),
    [
        ("Rain closes bridges in Paris", True),
        ("Will the rain ever end?", True),
        ("Rain closes bridges in the U.S.", True),
        ("Rain closes bridges in...", True),
        ("The rain has closed the bridges.", False),
        ("He said: “The rain has closed the bridges.”", False),
        ("By Jane Roe, Staff Writer", False),
        ("PARIS — Rain closes bridges", False),
        ("word " * 20, True),
        ("word " * 21, False),
    ],
)
def test_a_first_paragraph_that_reads_like_a_headline_is_one(first: str, is_headline: bool) -> None:
    document = Document(f"{first}\n\n{LONG}\n")
    assert (document.headline == document.paragraphs[0]) is is_headline


def test_no_headline_is_guessed_where_nothing_longer_follows() -> None:
    assert Document("Rain closes bridges").headline is None
    assert Document("Rain closes bridges in Paris\n\nIt rained.").headline is None


def test_a_title_that_is_known_is_the_headline_where_it_stands_and_nothing_else_is() -> None:
    assert Document(f"Rain\n\n{LONG}", meta={"title": "Rain"}).headline == Span(0, 4)
    assert Document(f"Rain\n\n{LONG}", meta={"title": "Snow"}).headline is None
    assert Document(f"{LONG}\n\nRain", title=Span(len(LONG) + 2, len(LONG) + 6)).headline == Span(
        len(LONG) + 2, len(LONG) + 6
    )


def test_head_body_and_tail_are_told_apart() -> None:
    text = f"Rain in Paris\n\nBy Jane Roe\n\n{LONG}\n\nShort.\n\n{LONG}\n\nMore news\n"
    document = Document(text)
    wanted = {"Rain": "headline", "By Jane": "head", "The river": "body", "Short": "body", "More": "tail"}
    assert {start: document.place(text.index(start)) for start in wanted} == wanted


def test_a_text_of_one_line_is_all_body() -> None:
    assert Document("Rain.").place(2) == "body"
    assert Document("").body == Span(0, 0)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('He said "no" and "yes".', ['"no"', '"yes"']),
        ("He said “no” and «non» and „nein“.", ["“no”", "«non»", "„nein“"]),
        ("“He said ‘no’ to me,” she said.", ["“He said ‘no’ to me,”"]),
        ("“He said \"no\" to me,” she said.", ["“He said \"no\" to me,”"]),
        ("'No,' he said. A 'scare' quote.", ["'No,'", "'scare'"]),
        ("‘No,’ he said.", ["‘No,’"]),
        ("“It goes on\n\n“and on,” he said.", ["“It goes on", "“and on,”"]),
        ('"It goes on\n\n"and on," he said.', ['"It goes on', '"and on,"']),
        ("The soldiers' boots, the '90s, the ’90s, rock 'n' roll, 'tis, don't, O’Neill.", []),
        ("He is 5'10\" tall and plays 12\" records.", []),
        ('"A 12" record," he said, "is big."', ['"A 12" record,"', '"is big."']),
        ('"It was 1945" he said, "or so".', ['"It was 1945"', '"or so"']),
        ("“hello\" he said. “Bye,” she said.", ["“hello\"", "“Bye,”"]),
        ("“hello“ he said. “Bye,” she said.", ["“hello“", "“Bye,”"]),
        ('The "(AP)" said—"no".', ['"(AP)"', '"no"']),
        ("No marks at all.", []),
    ],
)  # fmt: skip
def test_quotations_are_found_with_their_marks(text: str, found: list[str]) -> None:
    assert quotations(text) == found


@pytest.mark.parametrize(
    "parts",
    [
        ["Mr. Smith of the U.S. Army left.", "He saw Dr. J. R. Roe Jr. in St. Louis."],
        ["He lives in the U.S.", "The rain fell at 10 a.m. Tuesday.", "It was Jan. 5."],
        ["“Will you go?” he asked.", "“No.”", "She left."],
        ["He said no!", "“Why?” she asked.", "1945 came."],
        ["No. 10 was closed.", "He said No.", "Then he left…", "Élan won."],
        ["Acme Inc. reported.", "So did Acme Corp.", "In May it rained."],
        ["It costs 3.5 million.", "See example.org for more"],
    ],
)
def test_sentences_end_where_a_reader_ends_them(parts: list[str]) -> None:
    assert sentences("  ".join(parts)) == parts


def test_a_sentence_never_runs_into_the_next_paragraph() -> None:
    assert sentences("Rain in Paris\nIt rained") == ["Rain in Paris", "It rained"]


@pytest.mark.parametrize(
    "text",
    [
        "By Jane Roe", "By JANE ROE and John van der Doe", "By Jane Roe, Staff Writer", "By the Associated Press",
        "Written by Ann-Marie O’Neill", "By Ólafur Jónsson | Wire", "Posted by: J. R. Smith", f"By {MASK}Jane Roe",
    ],
)  # fmt: skip
def test_bylines_are_known(text: str) -> None:
    assert is_byline(text)


@pytest.mark.parametrize(
    "text",
    [
        "By Tuesday the army had taken the town.", "By Monday, the army had left.", "By 2015 they left", "By contrast",
        "By George, England does it.", "By Christmas the war was over", "Stand by Me", "By " + "Jane " * 40,
    ],
)  # fmt: skip
def test_sentences_that_begin_with_by_are_no_bylines(text: str) -> None:
    assert not is_byline(text)


def test_credits_are_known_and_stories_about_credit_are_not() -> None:
    credit = ["(Reporting by A. Roe; Editing by B. Doe)", "Jane Roe contributed to this report.", "Photo: Jane Roe"]
    credit += ["Jane Roe in Rome contributed reporting.", "(Jane Roe/Getty Images)", "Rain (AP Photo/Jane Roe)"]
    for text in credit:
        assert is_credit(text), text
    for text in ("The storm contributed to flooding.", "after reporting by the paper", "Getty Images sued the firm."):
        assert not is_credit(text), text


def test_datelines_are_known() -> None:
    assert is_dateline("TEHRAN, Iran (Wire) — The rain fell.")
    assert not is_dateline("Tehran is wet — and cold.")


@pytest.mark.parametrize(
    "text",
    [
        " " * 200_000, "." * 200_000, "word " * 100_000, '"a" ' * 50_000, "“a " * 50_000, " 'a" * 50_000,
        '“a" ' * 50_000,
        '" 1"' * 50_000, '"' + '1" ' * 50_000, "\r\n" * 100_000, ". " * 100_000, "He left. “No.”\n" * 10_000,
        "By Jane " * 30_000, ".\"" * 50_000, ("“" * 1_000 + "\n") * 50,
    ],
    ids=lambda text: repr(text[:8]),
)  # fmt: skip
def test_no_text_takes_more_than_a_few_steps_a_character(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts the characters that the code for quotations asks for; patterns are held by their shape below."""
    import newslint.text.quotations as module

    asked = 0

    class Counted(str):
        def __getitem__(self, key: object) -> str:
            nonlocal asked
            asked += 1
            return super().__getitem__(key)  # type: ignore[index]

    document = Document(text)
    assert len(module.quotations(Counted(text), document.paragraphs)) <= len(text)
    assert asked <= 40 * len(text)
    assert len(document.sentences) <= len(text)


def test_patterns_repeat_nothing_that_repeats() -> None:
    import newslint.text.bylines as bylines
    import newslint.text.quotations as quotations_module
    import newslint.text.sentences as sentences_module
    import newslint.text.structure as structure

    nested = re.compile(r"[+*]\)[+*]")
    patterns = [
        value.pattern
        for module in (bylines, quotations_module, sentences_module, structure)
        for value in vars(module).values()
        if hasattr(value, "pattern")
    ]
    assert len(patterns) > 8
    assert not [pattern for pattern in patterns if nested.search(pattern)]


@given(ANY_TEXT, st.data())
def test_what_is_quoted_or_credited_at_a_place_is_what_the_whole_text_says(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    whole, document = Document(text), Document(text)
    assert document.is_quoted(span) == any(one.overlaps(span) for one in whole.quotations)
    assert document.is_credited(span) == any(one.overlaps(span) for one in whole.credits)


@given(ANY_TEXT)
def test_lines_and_their_beginnings_are_the_same_with_every_sign_that_ends_a_line(text: str) -> None:
    text = text.replace("\r", "")
    old, new = Document(text.replace("\n", "\r")), Document(text)
    assert (new.lines, new.line_starts) == (old.lines, old.line_starts)


def test_only_the_paragraph_of_a_finding_is_searched_for_quotations(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Span] = []
    monkeypatch.setattr("newslint.text.quotations.quotations", lambda text, paragraphs: read.extend(paragraphs) or ())
    document = Document("“We go,” she said.\n\nThey went.\n\n“We stay,” he said.")
    assert not document.is_protected(Span(20, 24))
    assert not document.is_protected(Span(25, 29))
    assert read == [document.paragraphs[1]]


def test_a_document_forgets_its_views_and_finds_them_again() -> None:
    document = Document("They went.\n\nWe stay.")
    before = document.lines, document.tokens, document.folded
    document.forget()
    assert not vars(document)
    assert (document.lines, document.tokens, document.folded) == before


@given(st.text(alphabet="aB .!?\n“”'-é’\u00ad", max_size=80))
def test_the_words_of_a_paragraph_are_those_of_its_sentences(text: str) -> None:
    document = Document(text)
    found = {unit.span: unit.words for unit in document.prose_paragraphs}
    assert found == {span: normal.words(span.of(text)) for span in found}


@given(st.text(alphabet="ab \t\r\n\u2028\u00a0", max_size=40), st.integers(0, 40))
def test_a_line_is_the_same_whether_it_is_looked_up_alone_or_among_all(text: str, offset: int) -> None:
    document = Document(text)
    among_all = [line for line in document.lines if line.start <= offset][-1:] or [Span(offset, offset)]
    assert [document.line(offset)] == among_all


LINES = st.sampled_from(["One line here.", "two", " ", "\n", "\n\n", "\n\n", "\r\n", "\t", "x y"])


@given(st.lists(LINES, max_size=30).map("".join))
def test_a_place_is_found_alike_with_and_without_the_other_lines(text: str) -> None:
    short, long = Document(text), Document(text + "\n\n" + " " * 20_000 + "end\r\nend")
    for start in range(len(text)):
        for end in (start + 1, start + 3):
            if end <= len(text):
                span = Span(start, end)
                assert short.locate(span).position == long.locate(span).position
    fresh = Document(text)
    for offset in range(len(text)):
        assert fresh.paragraph(offset) == paragraph_among_all(text, offset)


def paragraph_among_all(text: str, offset: int) -> Span:
    before = [span for span in structure.paragraphs(text, structure.lines(text)) if span.start <= offset]
    return before[-1] if before else Span(offset, offset)
