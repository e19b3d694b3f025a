"""A page in an archive is an article; what is none is counted, and what is damaged costs itself alone."""

from __future__ import annotations

import gzip
import logging
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from formats_made import (
    BODY,
    FIVE,
    INFO,
    READERS,
    WRONG,
    answer,
    archive,
    packed,
    page,
    problems,
    read,
    reader,
    record,
    texts,
    wet,
)

from newslint.model import Span
from newslint.readers import Source, UnreadableError
from newslint.requests import library
from newslint.requests.library import Library, Shelf

REQUEST = record("GET / HTTP/1.1\r\n\r\n", 9, "request")


def test_a_page_is_read_as_its_own_file_would_be_and_where_it_was_fetched_is_known() -> None:
    text = page(BODY, WRONG, title="A dam breaks | Example", head='<meta name="author" content="Ann Lee">')
    (one,) = read("a.warc", archive(REQUEST, record(answer(text))))
    assert one.text == f"A dam breaks | Example\n\n{BODY}\n\n{WRONG}"
    assert (one.path, one.record, one.record_id) == ("a.warc", 1, "https://www.example.org/1")
    assert one.meta["url"] == "https://www.example.org/1"
    assert one.meta["site"] == "example.org"
    assert one.meta["authors"] == "Ann Lee"
    assert one.headline is not None
    assert one.slice(one.headline) == "A dam breaks | Example"


@pytest.mark.parametrize("pack", [b"".join, packed, lambda records: gzip.compress(b"".join(records))])
def test_a_place_is_that_in_the_page_and_a_line_that_of_the_unpacked_file(pack: Callable[[list[bytes]], bytes]) -> None:
    records = [INFO, REQUEST, *(record(answer(page(BODY, f"{n} {WRONG}")), n) for n in range(3))]
    lines = b"".join(records).decode().split("\n")
    found = read("a.warc.gz", pack(records))
    assert [one.record for one in found] == [1, 2, 3]
    for number, one in enumerate(found):
        start = one.text.index("the the")
        location = one.locate(Span(start, start + 7))
        assert location.field == "html"
        assert (location.position.line, location.position.column) == (5, 18)
        assert location.file_lines is not None
        assert lines[location.file_lines[0] - 1] == f"<p>{number} {WRONG}</p>"


def test_what_is_no_page_is_left_out_and_told_once() -> None:
    notes: list[str] = []
    records = [
        record(answer("gone", status="404 Not Found"), 1), record(answer("gone", status="404 Not Found"), 2),
        record(answer(b"\x89PNG", "image/png"), 3), record(answer(page(BODY)), 4), record(answer("<p></p>"), 5),
        record(answer("{}", "application/json"), 6), record("", 7, "revisit"), record(answer("?", ""), 8),
        record(answer(b"?", Content_Encoding="odd"), 9), record("x", 10, "resource", Content_Type="text/css"),
        record(answer("moved", status="301 Moved"), 11),
    ]  # fmt: skip
    (one,) = read("a.warc", archive(*records), notes)
    assert one.record_id == "https://www.example.org/4"
    assert notes == [
        "10 of 11 records hold no article and were left out: 2 status 404, 1 image/png, 1 without text, "
        "1 application/json, 1 repeated from an earlier fetch, 1 of no known type, 3 for other reasons"
    ]


def test_a_whole_archive_of_pages_has_nothing_to_tell() -> None:
    notes: list[str] = []
    read("a.warc", archive(record(answer(page(BODY)))), notes)
    assert notes == []


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (page("Café owners left."), {}),
        (page("Café owners left.").encode("cp1252"), {"kind": "text/html; charset=ISO-8859-1"}),
        (page("Café owners left.").encode("cp1252"), {"kind": 'text/html;charset="Windows-1252"'}),
        (page("Café owners left.", head='<meta charset="cp1252">').encode("cp1252"), {"kind": "text/html"}),
        (page("Café owners left."), {"kind": "text/html; charset=no-such"}),
        (page("Café owners left."), {"kind": "application/xhtml+xml"}),
        (page("Café owners left."), {"kind": ""}),
        (gzip.compress(page("Café owners left.").encode()), {"Content_Encoding": "gzip"}),
        (page("Café owners left."), {"Content_Encoding": "gzip"}),
        (zlib.compress(page("Café owners left.").encode()), {"Content_Encoding": "deflate"}),
        (zlib.compress(page("Café owners left.").encode())[2:-4], {"Content_Encoding": "deflate"}),
        (
            b"5\r\n<html\r\n%x\r\n%s\r\n0\r\n\r\n"
            % (len(page("Café owners left.").encode()) - 5, page("Café owners left.").encode()[5:]),
            {"Transfer_Encoding": "chunked"},
        ),
        (page("Café owners left."), {"Transfer_Encoding": "chunked"}),
    ],
)
def test_pages_are_unpacked_and_decoded_as_the_server_says_or_else_the_page(
    body: bytes | str, headers: dict[str, str]
) -> None:
    (one,) = read("a.warc", archive(record(answer(body, **headers))))
    assert one.text.endswith("Café owners left.")
    assert not one.damaged


def test_a_line_of_a_page_that_was_packed_is_that_on_which_it_begins() -> None:
    data = archive(record(answer(gzip.compress(page(BODY, WRONG).encode()), Content_Encoding="gzip")))
    (one,) = read("a.warc", data)
    location = one.locate(Span(one.text.index("the the"), one.text.index("the the") + 7))
    before = data[: data.index(b"\x1f\x8b")].count(b"\n")
    assert location.file_lines == (before + 1, before + 1)
    assert location.position.line == 5


def test_what_a_browser_would_show_of_a_packed_page_that_breaks_off_is_read() -> None:
    whole = gzip.compress(page(*(f"{n} {BODY}" for n in range(400))).encode())
    (one,) = read("a.warc", archive(record(answer(whole[: len(whole) // 2], Content_Encoding="gzip"))))
    assert f"3 {BODY}" in one.text


def test_a_resource_is_a_page_without_a_server() -> None:
    (one,) = read("a.warc", archive(record(page(WRONG), 1, "resource", Content_Type="text/html; charset=utf-8")))
    assert one.text.endswith(WRONG)
    assert one.locate(Span(0, 1)).field == "html"


# --- WET ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.wet", "a.warc"])
def test_the_text_of_a_wet_file_is_read_as_it_is(name: str) -> None:
    text = f"A dam breaks\n{BODY}\r\n\n{WRONG}"
    (one,) = read(name, archive(wet(text, WARC_Identified_Content_Language="eng,deu")))
    assert one.text == text
    assert one.record_id == "https://www.example.org/1"
    assert one.meta == {"url": "https://www.example.org/1", "site": "example.org", "language": "en"}
    location = one.locate(Span(text.index("the the"), text.index("the the") + 7))
    assert (location.field, location.position.line, location.position.column) == ("text", 4, 13)
    line = (INFO + wet(text, WARC_Identified_Content_Language="eng,deu")).split(b"\n")[location.lines[0] - 1]
    assert line.startswith(WRONG.encode())


def test_a_text_that_is_no_utf_8_is_damaged_and_the_next_one_read() -> None:
    first, second = read("a.wet", archive(wet(b"caf\xe9"), wet(BODY, 2)))
    assert (first.text, first.damaged, second.text) == ("caf\udce9", True, BODY)


def test_what_fields_are_called_elsewhere_does_not_hold_for_archives() -> None:
    assert texts(read("a.wet", archive(wet(BODY)), fields={"body": ("story",)})) == [BODY]


def test_a_wet_record_without_text_is_counted() -> None:
    notes: list[str] = []
    assert texts(read("a.wet", archive(wet(" \n"), wet(BODY, 2)), notes)) == [BODY]
    assert notes == ["1 of 2 records hold no article and were left out: 1 without text"]


# --- read again -----------------------------------------------------------------------------------------------------

MIXED = [
    INFO, record(answer(page(BODY, WRONG)), 1), REQUEST, wet(f"{BODY}\n{WRONG}", 2),
    record(answer(b"\x89", "image/png"), 3), record("<p>Rain.</p>", 4), record(answer(page(WRONG)), 5),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.warc", b"".join(MIXED)),
        ("a.warc.gz", packed(MIXED)),
        ("b.warc.gz", gzip.compress(b"".join(MIXED))),
        ("c.warc.gz", packed([b"".join(MIXED[:3]), b"".join(MIXED[3:])])),
        ("d.warc.gz", packed([b"".join(MIXED)[:900], b"".join(MIXED)[900:]])),
        ("e.warc.gz", packed(MIXED[:3]) + b"\x1f\x8b\x08damaged" + packed(MIXED[3:])),
    ],
)
def test_a_record_of_a_large_file_is_read_again_as_it_was(
    name: str, data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(tmp_path / name)
    (tmp_path / name).write_bytes(data)
    monkeypatch.setattr(library, "KEPT", 10)
    monkeypatch.setattr(library, "RECENT", 1)
    shelf = Library({path: Shelf(reader(path), "utf-8")}, {})
    first = list(shelf.stream(path))
    assert len(first) >= 4
    for one in reversed(first):
        again = shelf.document(path, one.record)
        assert (again.text, again.record_id, again.problem) == (one.text, one.record_id, one.problem)
        assert again.locate(Span(0, 1)) == one.locate(Span(0, 1))


def test_an_archive_that_comes_as_a_stream_is_read_too() -> None:
    class OneWay(BytesIO):
        def seekable(self) -> bool:
            return False

    found = list(READERS[".warc.gz"].read(Source("a.warc.gz", OneWay(packed(FIVE)))))
    assert [one.text for one in found] == [f"{n} {BODY}" for n in range(1, 6)]
    assert {one.origin.mark[0] for one in found} == {-1}  # type: ignore[union-attr]


def test_an_archive_that_is_packed_otherwise_is_unpacked_first() -> None:
    zstandard = pytest.importorskip("zstandard")
    data = zstandard.ZstdCompressor().compress(b"".join(FIVE))
    assert texts(read("a.warc.zst", data)) == [f"{n} {BODY}" for n in range(1, 6)]


# --- an extractor ---------------------------------------------------------------------------------------------------

STORY = [f"{n}: {BODY} The mayor said that the water would reach the old mill before noon." for n in range(1, 5)]
CHROME = "<nav><a href='/'>Home</a></nav><footer><p>Cookies and terms of use</p></footer>"


def test_an_extractor_takes_the_article_out_of_the_page() -> None:
    head = '<meta name="author" content="Ann Lee"><meta property="article:published_time" content="2026-05-04">'
    text = page(*STORY, title="A dam breaks above the valley", head=head).replace("</body>", f"{CHROME}</body>")
    data = archive(record(answer(text)))
    (one,) = read("a.warc", data, extractor="trafilatura")
    assert one.headline is not None
    assert one.slice(one.headline) == "A dam breaks above the valley"
    assert "Cookies" not in one.text
    assert all(paragraph in one.text for paragraph in STORY)
    assert (one.record_id, one.meta["url"]) == ("https://www.example.org/1", "https://www.example.org/1")
    assert (one.meta["authors"], one.meta["published"]) == ("Ann Lee", "2026-05-04")
    location = one.locate(Span(one.text.index("3:"), one.text.index("3:") + 1))
    assert (location.field, location.position.column) == ("text", 1)
    assert data.split(b"\n")[location.lines[0] - 1].startswith(b"<html>")


def test_a_page_in_which_an_extractor_finds_nothing_is_counted_in_silence(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    notes: list[str] = []
    with caplog.at_level(logging.CRITICAL):
        assert read("a.warc", archive(record(answer("<html></html>"))), notes, extractor="trafilatura") == []
    assert notes == ["1 of 1 records hold no article and were left out: 1 without text"]
    assert capfd.readouterr().err == ""


def test_an_extractor_that_is_not_installed_is_an_error_that_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newslint_formats.extraction._extractor", lambda: __import__("no_such_extractor"))
    with pytest.raises(UnreadableError, match=r'extractor "trafilatura" cannot be used: .*; pip install traf'):
        read("a.warc", archive(record(answer(page(BODY)))), extractor="trafilatura")


def test_a_page_on_which_an_extractor_fails_costs_itself_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(page: str, **settings: object) -> None:
        raise ValueError("odd page")

    monkeypatch.setattr("newslint_formats.extraction._extractor", lambda: fail)
    found = read("a.warc", archive(record(answer(page(BODY))), FIVE[1]), extractor="trafilatura")
    assert problems(found) == {1: "The extractor fails on this page: ValueError: odd page"}
    assert texts(found) == [f"2 {BODY}"]


def test_what_is_kept_of_an_archive_goes_by_the_version_of_the_extractor() -> None:
    import trafilatura

    version = READERS[".warc"].version
    assert f"trafilatura={trafilatura.__version__}" in version
    assert "lxml=" in version
    assert "trafilatura" not in READERS[".parquet"].version


def test_what_a_page_of_somebody_else_says_to_newslint_is_not_obeyed() -> None:
    (found,) = read("a.warc", archive(record(answer(page("<!-- newslint: skip-file -->", BODY)))))
    assert found.instructions == ()
