"""A leftover goes with its blank lines: one is left where it stood, none at the ends of a text."""

import csv
import io
import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from newslint.document import Document
from newslint.edits import applied, removal
from newslint.fixer import ALSO_UNSAFE, mended
from newslint.mending import may_apply
from newslint.model import Span
from newslint.requests.request import Options, prepare
from newslint.steps.work import Work

BODY = (
    "Police said that the harbour was closed for two days after the storm, and that all ferries to the islands had "
    "been called off until at least Monday morning, number {}."
)
LEFTOVERS = ("Advertisement", "Share this article", "Skip to main content", "Click here to subscribe to our newsletter")
LINE_ENDS = ("\n", "\r\n", "\r")


def mend(path: Path) -> str:
    loaded = prepare(Options((str(path),), isolated=True, scope="document"))
    outcome = mended(Work(loaded.request, loaded.plugins), loaded.request.tasks[0], may_apply(ALSO_UNSAFE))
    return outcome.after.decode()


@st.composite
def articles(draw) -> tuple[list[tuple[bool, str]], list[int], int]:
    """Return lines, each with whether it stays; how many line ends follow each; how many stand before the first."""
    stays = draw(st.lists(st.booleans(), min_size=2, max_size=8).filter(lambda all_: 0 < sum(all_) < len(all_)))
    lines = [
        (stay, BODY.format(number) if stay else draw(st.sampled_from(LEFTOVERS))) for number, stay in enumerate(stays)
    ]
    gaps = [draw(st.integers(1, 4)) for _ in lines[:-1]]
    return lines, [*gaps, draw(st.integers(0, 3))], draw(st.integers(0, 2))


def is_plain(article) -> bool:
    """Whether no blank line stands only between leftovers: where those are one finding, it goes with them."""
    lines, gaps, _ = article
    for number, (stay, _) in enumerate(lines[:-1]):
        after = next((n for n in range(number + 1, len(lines)) if lines[n][0]), None)
        if stay and after is not None and max(gaps[number:after]) > max(gaps[number], gaps[after - 1]) == 1:
            return False
    return True


plain_articles = articles().filter(is_plain)


def written(lines: list[tuple[bool, str]], gaps: list[int], before: int, end: str) -> str:
    return end * before + "".join(text + end * gap for (_, text), gap in zip(lines, gaps, strict=True))


def wanted(lines: list[tuple[bool, str]], gaps: list[int], before: int, end: str) -> str:
    """Return what is to be left: gaps as they were between neighbours that stay, one blank line where lines went."""
    first, last = (next(n for n in order if lines[n][0]) for order in (range(len(lines)), range(len(lines))[::-1]))
    text = end * (0 if first else before)
    for number in range(first, last + 1):
        stay, line = lines[number]
        if not stay:
            continue
        after = next((n for n in range(number + 1, last + 1) if lines[n][0]), None)
        if after is None:
            left = gaps[number] if last == len(lines) - 1 else min(1, gaps[-1])
        elif after == number + 1:
            left = gaps[number]
        else:
            left = min(2, max(gaps[number:after]))
        text += line + end * left
    return text


@settings(max_examples=120, deadline=None)
@given(articles(), st.sampled_from(LINE_ENDS), st.sampled_from(("", "#", "-")))
def test_one_blank_line_is_left_between_what_stood_around_lines_that_go_and_none_at_the_ends(
    article, end: str, mark: str
) -> None:
    """Of a text as the rules see it, and with hidden marks before each line as in Markdown."""
    lines, gaps, before = article
    lines = [(stay, f"{mark} {text}".strip()) for stay, text in lines]
    original = written(lines, gaps, before, end)
    text = re.sub(r"(?m)(?<![^\r\n])[#-](?= )", " ", original)
    document = Document(text, original=original if mark else None)
    document = document._replace(marked=tuple(document.source_lines) if mark else ())
    gone = [
        Span(line.start + 2 * bool(mark), line.end)
        for line, (stay, _) in zip(document.source_lines, lines, strict=True) if not stay
    ]  # fmt: skip
    edits = sorted(removal(document, span, gone) for span in gone)
    assert all(one.span.end <= other.span.start for one, other in pairwise(edits))
    assert applied(original, edits) == wanted(lines, gaps, before, end)


@settings(max_examples=60, deadline=None)
@given(articles(), st.sampled_from(LINE_ENDS), st.data())
def test_whichever_of_several_neighbours_goes_alone_no_lines_are_joined(article, end: str, data) -> None:
    lines, gaps, before = article
    text = written(lines, gaps, before, end)
    document = Document(text)
    gone = [line for line, (stay, _) in zip(document.lines, lines, strict=True) if not stay]
    alone = data.draw(st.sampled_from(gone))
    after = applied(text, [removal(document, alone, gone)])
    kept = [text[line.start : line.end] for line in document.lines if line != alone]
    assert [after[line.start : line.end] for line in Document(after).lines] == kept


@settings(max_examples=40, deadline=None)
@given(
    article=articles().filter(is_plain),
    end=st.sampled_from(LINE_ENDS),
    kind=st.sampled_from((".txt", ".md", "front matter")),
)
def test_leftovers_of_a_file_go_with_their_blank_lines(tmp_path_factory, article, end: str, kind: str) -> None:
    lines, gaps, before = article
    head = end.join(["---", "title: Storm", "---", ""]) if kind == "front matter" else ""
    below_head = [(True, "HEAD"), *lines], [1 + before, *gaps], 0
    assume(not head or is_plain(below_head))
    path = tmp_path_factory.mktemp("articles") / ("a.md" if kind == "front matter" else f"a{kind}")
    path.write_bytes((head + written(lines, gaps, before, end)).encode())
    after = mend(path)
    assert not any(one in after for one in LEFTOVERS)
    if head:
        # What stands first in the article stands below the front matter, with one blank line between where there was.
        assert after == head + wanted(*below_head, end).removeprefix("HEAD" + end)
    else:
        assert after == wanted(lines, gaps, before, end)


@settings(max_examples=40, deadline=None)
@given(article=plain_articles, end=st.sampled_from(("\n", "\r\n")), kind=st.sampled_from(("jsonl", "csv")))
def test_leftovers_of_a_record_go_with_the_blank_lines_of_their_field(
    tmp_path_factory, article, end: str, kind: str
) -> None:
    lines, gaps, before = article
    record = {"id": "1", "title": "Storm closes harbour", "text": written(lines, gaps, before, end), "note": "x"}
    path = tmp_path_factory.mktemp("records") / f"a.{kind}"
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, record)
    writer.writeheader()
    writer.writerow(record)
    path.write_bytes((json.dumps(record) + "\n" if kind == "jsonl" else stream.getvalue()).encode())
    after = mend(path)
    found = json.loads(after) if kind == "jsonl" else next(csv.DictReader(io.StringIO(after, newline="")))
    assert found == record | {"text": wanted(lines, gaps, before, end)}


@pytest.mark.parametrize(("before", "after"), [
    ("{0}\n\n\n\nAdvertisement\n\n\n\n{1}\n", "{0}\n\n{1}\n"),
    ("{0}\n \t\nAdvertisement\n \n{1}\n", "{0}\n \t\n{1}\n"),
    ("{0}  \n\nAdvertisement  \n\n{1}\n", "{0}  \n\n{1}\n"),
    ("{0}\nAdvertisement\n{1}\n", "{0}\n{1}\n"),
    ("{0}\nAdvertisement\n\n{1}\n", "{0}\n\n{1}\n"),
    ("{0}\n\nAdvertisement\n\n\n", "{0}\n"),
    ("{0}\n\nAdvertisement", "{0}"),
    ("\n\nAdvertisement\n\n{0}\n", "{0}\n"),
    ("\ufeffAdvertisement\r\n\r\n{0}\r\n", "\ufeff{0}\r\n"),
    ("{0}\n\n{1}\n\nAdvertisement\n\nShare this article\n", "{0}\n\n{1}\n"),
])  # fmt: skip
def test_of_a_leftover_nothing_is_left(tmp_path: Path, before: str, after: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(before.format(BODY, BODY.replace("two", "three")).encode())
    assert mend(path) == after.format(BODY, BODY.replace("two", "three"))
