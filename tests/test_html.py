"""The text of a page is taken out of its markup, and every finding leads back to the page."""

import time
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint.document import Document
from newslint.edits import breaks
from newslint.engine import run
from newslint.model import MASK, Edit, Span
from newslint.readers import Source
from newslint.readers.html_format import read, write
from newslint.requests.request import Options, prepare

# A loaded machine is no failure.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

PAGE = """<!doctype html>
<html lang="en-GB"><head><title>Storm closes fair | Oslo Post</title>
<meta property="og:site_name" content="Oslo Post"><meta name="author" content="Jane Roe">
<meta property="article:published_time" content="2020-01-01">
<link rel="canonical" href="https://www.oslopost.com/a/1"><style>p { the the }</style></head>
<body><nav>Home the the</nav><div><h1>Oslo Post</h1><h1 class="x">Storm closes fair</h1></div>
<p>Police said
   the <b>man</b> fled&nbsp;in a &quot;car&quot; &amp; more.<br>A second line.</p><script>"the the"</script>
<ul><li>One<li>Two</ul></body></html>
"""


def page(text: str) -> Document:
    (document,) = read(Source("a.html", BytesIO(text.encode("utf-8", "surrogateescape"))))
    return document


def source_of(document: Document, words: str, text: str) -> str:
    start = document.text.index(words)
    offsets = document.locate(Span(start, start + len(words))).offsets
    assert offsets is not None
    return offsets.of(text)


def test_blocks_are_paragraphs_and_what_is_no_text_is_left_out() -> None:
    assert page(PAGE).text.split("\n\n") == [
        "Oslo Post", "Storm closes fair",
        'Police said the man fled\u00a0in a "car" & more.\nA second line.', "One", "Two",
    ]  # fmt: skip


def test_the_heading_that_the_title_repeats_is_the_headline_and_the_rest_is_known_of_the_page() -> None:
    document = page(PAGE)
    assert document.headline is not None
    assert document.slice(document.headline) == "Storm closes fair"
    assert document.meta == {
        "title": "Storm closes fair", "language": "en-GB", "site": "Oslo Post", "authors": "Jane Roe",
        "published": "2020-01-01", "url": "https://www.oslopost.com/a/1",
    }  # fmt: skip


def test_what_was_found_leads_back_to_the_page_whatever_is_written_there() -> None:
    document = page(PAGE)
    assert source_of(document, "said the man", PAGE) == "said\n   the <b>man"
    assert source_of(document, '"car" & more', PAGE) == "&quot;car&quot; &amp; more"
    assert source_of(document, "second", PAGE) == "second"
    start = document.text.index("the man")
    assert document.locate(Span(start, start + 3)).position[:2] == (8, 4)


MARKUP = st.sampled_from([
    "<p>", "</p>", "<b>", "</b>", "<br>", "<br/>", "<div>", "<h1>", "</h1>", "<title>", "</title>", "<script>",
    "</script>", "<!--", "-->", "<nav>", "</nav>", "&amp;", "&quot", "&#x41;", "&#65", "&nope;", "&", "<", ">", "a",
    "the ", " ", "\n", "\r\n", "\t", "é", "😀", "\u00a0", "\udce9", '<meta name="author" content="x">', "<![CDATA[",
    "]]>", "<?", '<html lang="en">', "&NotEqualTilde;", "<textarea>", "&#0;", "<code>", "</code>",
    "<p hidden>",
])  # fmt: skip
ANY_PAGE = st.lists(MARKUP, max_size=30).map("".join)


@given(ANY_PAGE)
def test_every_character_of_the_text_leads_to_where_it_stands(text: str) -> None:
    document = page(text)
    if document.problem:
        return
    end = 0
    for at, letter in enumerate(document.text):
        offsets = document.locate(Span(at, at + 1)).offsets
        assert offsets is not None
        if letter not in f" \n{MASK}":
            assert offsets.start >= end or text[offsets.start] == "&"
            assert offsets.of(text) == letter or text[offsets.start] == "&"
            end = offsets.end


@given(ANY_PAGE, st.data())
def test_a_fix_alters_what_is_written_there_and_nothing_else(text: str, data: st.DataObject) -> None:
    document = page(text)
    start = data.draw(st.integers(0, len(document.text)))
    edit = Edit(Span(start, data.draw(st.integers(start, len(document.text)))), "<x> & y")
    if document.damaged or breaks(document, edit):
        return
    offsets = document.locate(edit.span).offsets
    assert offsets is not None
    after = write(Source("a.html", BytesIO(text.encode())), {None: [edit]}).decode()
    assert after == text[: offsets.start] + "&lt;x&gt; &amp; y" + text[offsets.end :]


@pytest.mark.parametrize("unit", [
    "<", "<a ", "<!", "<!--", "&", "</", "<?", "<script>", "<p>a", "<![", '<a b="', "<a b='x\">", "&#", "<title>",
    "<h1>", "<nav>",
])  # fmt: skip
def test_a_page_that_is_damaged_all_over_is_read_in_time(unit: str) -> None:
    started = time.process_time()
    page(unit * 50_000)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(("text", "wanted"), [
    ("a < b <3 c", "a < b <3 c"), ("<p title=it's>a's", "a's"), ('<p title="a>b">c', "c"), ("a<!-- b -- > --->c", "ac"),
    ("a<!-->b", "ab"), ("<script>a</scripty></script >b", "b"), ("<svg><p>a</p></svg>b", "b"), ("a<?php b ?>c", "ac"),
    ("a<p/>b", "a\n\nb"), ("&notit; &amp &copy2020", "¬it; & ©2020"), ("a<br><br>b", "a\nb"), ("<P>a</P >b", "a\n\nb"),
    ("a <b> c</b>  d", "a c d"), ("a <svg/>b<svg><p>c</p></svg>", "a b"), ("a <code>the the</code> b", f"a {MASK} b"),
    ("a<p hidden>b</p>c", "a\n\nc"), ("a<div style='display: none'><div>b</div></div>c", "a\n\nc"),
    ("a<input type=hidden>b", "ab"), ("<textarea><p>x</textarea>y", "y"),
])  # fmt: skip
def test_markup_is_read_as_browsers_read_it(text: str, wanted: str) -> None:
    assert page(text).text == wanted


def test_a_page_may_say_which_encoding_it_has() -> None:
    data = '<meta charset="windows-1252"><p>“Café”</p>'.encode("cp1252")
    (document,) = read(Source("a.html", BytesIO(data)))
    assert (document.text, document.damaged) == ("“Café”", False)
    assert write(Source("a.html", BytesIO(data)), {None: [Edit(Span(0, 0), "é")]}) == data.replace(b"\x93", b"\xe9\x93")


@pytest.mark.parametrize("name", ["a.html", "a.HTM", "a.html.gz"])
def test_a_run_names_the_line_of_the_page(tmp_path: Path, name: str) -> None:
    import gzip

    data = b"<p>Rain.</p>\n<p>Police said the <i>the</i> man fled.</p>\n"
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    (found,) = run(prepare(Options((str(tmp_path / name),)))).diagnostics
    assert (found.rule, found.location.position[:2], found.location.record) == ("doubled-word", (2, 16), None)
