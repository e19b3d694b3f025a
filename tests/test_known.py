"""A finding is known again after its text was moved, wrapped, split or joined, and another one is not taken for it."""

import re
import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint.known import marks
from newslint.known.marks import Key, Surroundings, key, surroundings
from newslint.model import Diagnostic, Location, Position, Severity, Span

LEAD = "Police said on Tuesday that [[teh]] man had fled the town before dawn."
OTHERS = [
    "A second man was held for an hour and let go.",
    "The mayor, who has been in office for nine years, spoke to reporters outside the town hall that night.",
    "Nothing was stolen.",
]
WORD = st.sampled_from("police mayor town river bridge said held three men on by Monday, night. “No,” he".split())
PARAGRAPH = st.lists(WORD, min_size=1, max_size=30).map(" ".join)
BOUNDED = settings(max_examples=100, deadline=None, derandomize=True)


def finding(marked: str, rule: str = "known-misspelling", category: str = "typo") -> tuple[Diagnostic, str]:
    """Return a finding on what stands between the marks, and the text without them."""
    start, end = marked.index("[["), marked.index("]]") - 2
    location = Location("a.txt", None, None, None, Span(start, end), Position(1, 1, 1, 2))
    text = marked.replace("[[", "").replace("]]", "")
    return Diagnostic(location, rule, category, None, Severity.ERROR, "", text[start:end]), text


def key_of(marked: str, rule: str = "known-misspelling", category: str = "typo") -> Key:
    return key(*finding(marked, rule, category))


def around(marked: str) -> Surroundings:
    diagnostic, text = finding(marked)
    return surroundings(diagnostic.location.span, text)


def test_a_key_is_written_and_read() -> None:
    one = key_of(LEAD)
    assert str(one) == "known-misspelling:c2684cda5cf1f07b:ba12b688d61dcae3:1302d91d4bde8cfb"
    assert Key.read(str(one)) == one


@pytest.mark.parametrize("written", ["", "teh", "rule:12:34:56", f"{':'.join(['a' * 16] * 3)}", f"r:{'g' * 16}:a:b"])
def test_what_is_no_key_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="is no key"):
        Key.read(written)


def test_up_to_five_words_on_either_side_are_the_surroundings() -> None:
    assert around(LEAD) == ("police said on tuesday that", "man had fled the town")


def test_a_paragraph_ends_the_surroundings() -> None:
    assert around("One line.\nIt was [[teh]] end.\nAnother line.") == ("it was", "end")
    assert around("One line.\r\n\r\nIt was [[teh]] end.\r\rAnother line.") == ("it was", "end")


def test_what_is_a_whole_line_has_no_surroundings() -> None:
    assert around("One line.\n\n[[Read more:]]\n\nAnother line.") == ("", "")
    assert around("One line.\n[[Read more:\n\nSign up]]\nAnother line.") == ("", "")


def test_case_quotation_marks_hyphens_and_spaces_make_no_other_key() -> None:
    one = key_of("He said “yes” and [[a cease-fire's]] end, in re\u2011sponse")
    assert one == key_of('He Said "yes" and [[A  cease\u2010fire’s]] end, in re-sponse')


def test_another_rule_text_or_side_makes_another_key() -> None:
    one = key_of(LEAD)
    assert one != key_of(LEAD, rule="probable-misspelling")
    other = key_of(LEAD.replace("[[teh]]", "[[tha]]"))
    assert (one.before, one.after) == (other.before, other.after)
    assert one.text != other.text
    changed = key_of(LEAD.replace("man", "woman"))
    assert (one.text, one.before) == (changed.text, changed.before)
    assert one.after != changed.after


def test_signs_of_the_marked_text_count() -> None:
    assert key_of("He left[[ ,]] she said") != key_of("He left[[ .]] she said")


@pytest.mark.parametrize("width", [45, 60, 72, 100])
def test_wrapping_lines_leaves_the_key(width: int) -> None:
    paragraph = f"{OTHERS[1]} {LEAD} {OTHERS[0]} {OTHERS[1]}"
    wrapped = "\n".join(textwrap.wrap(paragraph, width))
    assert key_of(f"A headline\n\n{wrapped}\n\n{OTHERS[2]}") == key_of(f"A headline\n\n{paragraph}\n\n{OTHERS[2]}")


def test_a_finding_on_a_whole_article_has_the_text_of_its_first_line() -> None:
    one = key_of("[[A headline\n\nMore text.]]", "stitched-article", "duplicate")
    assert one == key_of("[[A headline\n\nOther text.]]", "stitched-article", "duplicate")
    assert one != key_of("[[Another headline\n\nMore text.]]", "stitched-article", "duplicate")
    assert key_of("[[a\nb]]", "wrong-article") != key_of("[[a\nc]]", "wrong-article")


@BOUNDED
@given(st.lists(PARAGRAPH, max_size=8), st.lists(PARAGRAPH, max_size=8), st.sampled_from(["\n", "\n\n", "\r\n\r\n"]))
def test_moving_the_paragraph_leaves_the_key(before: list[str], after: list[str], between: str) -> None:
    long = f"{LEAD} {OTHERS[1]}"
    moved = between.join([*before, long, *after])
    assert key_of(moved) == key_of(long)


@BOUNDED
@given(st.integers(1, 40), PARAGRAPH)
def test_splitting_or_joining_a_paragraph_changes_one_side_at_most(place: int, neighbour: str) -> None:
    words = f"{OTHERS[0]} {LEAD} {OTHERS[1]}".split()
    whole, split = key_of(" ".join(words)), key_of(f"{' '.join(words[:place])}\n\n{' '.join(words[place:])}")
    for other in (split, key_of(f"{neighbour} {LEAD}"), key_of(f"{LEAD} {neighbour}")):
        one = whole if other is split else key_of(LEAD)
        assert other.text == one.text
        assert other.before == one.before or other.after == one.after


@BOUNDED
@given(st.text(max_size=200), st.data())
def test_any_span_of_any_text_has_a_key(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    before, after = surroundings(Span(start, end), text)
    assert len(before.split(" ")) <= 5 >= len(after.split(" "))
    assert not re.search(r"[\r\n]", before + after)


LINES = st.lists(st.sampled_from(["", "", " ", "teh", "Read more:", "It rained all day in teh old town.", "x " * 120]))


@BOUNDED
@given(LINES, st.sampled_from(["\n", "\r\n", "\f"]), st.sampled_from(["", "\n"]))
def test_what_stands_around_a_whole_line_is_the_same_however_it_is_found(
    lines: list[str], line_end: str, end: str
) -> None:
    text = line_end.join(lines) + end
    for match in re.finditer("teh|Read more:|x x", text):
        span = Span(*match.span())
        assert surroundings(span, text) == marks._of_paragraph(span, text)
