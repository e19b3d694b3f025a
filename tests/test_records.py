"""Records are articles: every finding leads back to its field, and a fix alters nothing else in the file."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from newslint.document import Document
from newslint.edits import applied, breaks
from newslint.engine import Result, run
from newslint.jsonform import to_json
from newslint.model import Edit, Span
from newslint.plugins import load
from newslint.readers import Reader, Source, newslint_readers, read_file, reader_for
from newslint.requests import library
from newslint.requests.library import Library, Shelf
from newslint.requests.request import Options, prepare

# A loaded machine is no failure.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

READERS = {suffix: reader for reader in newslint_readers() for suffix in reader.suffixes}
WRONG = "Police said the the man fled."
BODY = "Rain kept most families of the old town at home."


def documents(name: str, data: bytes, encoding: str = "utf-8", **fields: Sequence[str]) -> list[Document]:
    return list(reader_for(READERS, name).read(Source(name, BytesIO(data), encoding, fields)))


def fixed(name: str, data: bytes, edits: Mapping[int | None, Sequence[Edit]]) -> bytes:
    write = reader_for(READERS, name).write
    assert write is not None
    return write(Source(name, BytesIO(data)), edits)


def lines(*records: object) -> bytes:
    return "".join(json.dumps(record) + "\n" for record in records).encode()


def problems(found: Sequence[Document]) -> dict[int | None, str]:
    return {document.record: document.problem for document in found if document.problem}


# --- what is read ---------------------------------------------------------------------------------------------------


def test_headline_and_body_are_one_text_and_the_rest_is_known_of_it() -> None:
    record = {
        "uuid": 7, "Title": "Storm closes fair", "text": BODY, "url": "https://www.oslopost.com/a", "lang": "en",
        "date_publish": "2020-01-01", "authors": ["Jane Roe", {"name": "Karam Taftanaz"}],
    }  # fmt: skip
    (document,) = documents("a.jsonl", lines(record))
    assert document.text == f"Storm closes fair\n\n{BODY}"
    assert document.headline == Span(0, 17)
    assert (document.record, document.record_id) == (1, "7")
    assert document.meta == {
        "url": "https://www.oslopost.com/a", "site": "oslopost.com", "language": "en", "published": "2020-01-01",
        "authors": "Jane Roe; Karam Taftanaz", "title": "Storm closes fair",
    }  # fmt: skip


@pytest.mark.parametrize("key", ["text", "body", "content", "maintext", "articleBody", "article_text", "Full Text"])
def test_the_body_is_guessed_by_its_name(key: str) -> None:
    assert [document.text for document in documents("a.jsonl", lines({key: BODY}))] == [BODY]


def test_the_configuration_says_which_fields_are_meant() -> None:
    record = {"text": "no", "story": {"words": BODY}, "h.l": "Storm", "key": "k1"}
    (document,) = documents("a.jsonl", lines(record), headline=("x", "h.l"), body=("story.words",), id=("key",))
    assert document.text == f"Storm\n\n{BODY}"
    assert document.record_id == "k1"
    assert document.locate(Span(7, 11)).field == "story.words"


def test_blank_lines_are_no_records_and_a_byte_order_mark_is_no_text() -> None:
    data = b"\xef\xbb\xbf" + lines({"text": "a"}) + b"\r\n  \n" + lines({"text": "b"})
    found = documents("a.jsonl", data)
    assert [(document.record, document.text) for document in found] == [(1, "a"), (2, "b")]
    assert [document.locate(Span(0, 1)).file_lines for document in found] == [(1, 1), (4, 4)]


@pytest.mark.parametrize("text", [
    '{"text": "a"}', '[{"text": "a"}]', ' [ {"text":"a"} ]\n', '{"status": "ok", "articles": [{"text": "a"}]}',
])  # fmt: skip
def test_json_is_one_object_or_an_array_of_them(text: str) -> None:
    assert [(document.record, document.text) for document in documents("a.json", text.encode())] == [(1, "a")]


def test_a_finding_in_json_leads_to_the_line_on_which_its_field_begins() -> None:
    data = json.dumps([{"title": "x", "text": "a"}, {"title": "y", "text": "b"}], indent=1).encode()
    second = documents("a.json", data)[1]
    assert [second.locate(Span(at, at + 1)).file_lines for at in (0, 3)] == [(7, 7), (8, 8)]


@pytest.mark.parametrize(("name", "delimiter"), [("a.csv", ","), ("a.csv", ";"), ("a.csv", "\t"), ("a.tsv", "\t")])
def test_a_table_is_read_by_its_header(name: str, delimiter: str) -> None:
    rows = [["id", "title", "text"], ["1", "x", 'two "words"\nand a line'], ["2", "", "b"]]
    text = "\r\n".join(delimiter.join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows)
    first, second = documents(name, text.encode())
    assert (first.text, first.record_id) == ('x\n\ntwo "words"\nand a line', "1")
    assert (second.text, second.headline) == ("b", None)
    assert first.locate(Span(15, 18)).file_lines == (3, 3)


def test_quotation_marks_in_a_tab_separated_file_may_be_mere_signs() -> None:
    data = b'id\ttext\n1\t"Rain," he said.\n2\tHe said "no".\n3\t"Never\n'
    found = documents("a.tsv", data)
    assert [document.text for document in found] == ['"Rain," he said.', 'He said "no".', '"Never']
    assert not problems(found)


def test_utf_16_is_read_too() -> None:
    found = documents("a.jsonl", lines({"text": "é"}, {"text": "b"}).decode().encode("utf-16"))
    assert [document.text for document in found] == ["é", "b"]


# --- where it stands ------------------------------------------------------------------------------------------------

LETTERS = st.sampled_from([*"ab \"\\/,;'\t", "\n", "\r\n", "é", "😀", "\u2028", "İ", "the the "])
VALUES = st.lists(LETTERS, max_size=12).map("".join)
BODIES = VALUES.filter(lambda text: bool(text.strip()))


def is_where_it_says(document: Document, record: Mapping[str, str], span: Span) -> None:
    location = document.locate(span)
    assert location.field is not None
    value = record[location.field]
    start, end = to_json_span(document, span)
    assert value[start:end] == document.slice(span)
    line, column, _, _ = location.position
    split = value.replace("\r\n", "\n ").replace("\r", "\n").split("\n")
    before = sum(len(one) + 1 for one in split[: line - 1])
    assert before + column - 1 == start or "\r\n" in value


def to_json_span(document: Document, span: Span) -> tuple[int, int]:
    offsets = document.locate(span).offsets
    assert offsets is not None
    return offsets.start, offsets.end


@given(VALUES, BODIES, st.data(), st.booleans())
def test_every_span_leads_back_to_the_characters_of_its_field(
    headline: str, body: str, data: st.DataObject, ascii_only: bool
) -> None:
    record = {"title": headline, "n": "x", "text": body}
    (document,) = documents("a.jsonl", json.dumps(record, ensure_ascii=ascii_only).encode())
    pieces = getattr(document.origin, "pieces", ())
    assert [document.slice(piece.span) for piece in pieces] == [one for one in (headline, body) if one.strip()]
    piece = data.draw(st.sampled_from(pieces))
    start = data.draw(st.integers(piece.span.start, piece.span.end))
    is_where_it_says(document, record, Span(start, data.draw(st.integers(start, piece.span.end))))


@given(st.lists(st.tuples(VALUES, BODIES), min_size=1, max_size=4), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_a_table_gives_back_what_was_written(rows: list[tuple[str, str]], end: str, all_quoted: bool) -> None:
    found = documents("a.csv", table(rows, end, all_quoted))
    read = [
        {piece.field: document.slice(piece.span) for piece in getattr(document.origin, "pieces", ())}
        for document in found
    ]
    assert read == [{"title": title, "text": text} if title.strip() else {"text": text} for title, text in rows]


def table(rows: Sequence[tuple[str, str]], end: str = "\n", all_quoted: bool = False) -> bytes:
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator=end, quoting=csv.QUOTE_ALL if all_quoted else csv.QUOTE_MINIMAL)
    writer.writerow(["n", "title", "text"])
    writer.writerows([[number, *row] for number, row in enumerate(rows)])
    return out.getvalue().encode()


# --- what a fix alters ----------------------------------------------------------------------------------------------

TOKENS = st.sampled_from([
    ("a", "a"), (" ", " "), ("é", "é"), ("é", "\\u00e9"), ("n", "\\u006E"), ('"', '\\"'), ("\\", "\\\\"), ("/", "\\/"),
    ("/", "/"), ("\n", "\\n"), ("\t", "\\u0009"), ("😀", "😀"), ("😀", "\\ud83d\\ude00"), ("😀", "\\uD83D\\uDE00"),
])  # fmt: skip
"""A character of a text, and one of the ways to write it in JSON."""
WRITTEN = st.lists(TOKENS, min_size=1, max_size=10).filter(lambda tokens: bool("".join(t for t, _ in tokens).strip()))


@given(WRITTEN, WRITTEN, st.data(), st.sampled_from(["x", "", 'a "b"', "é\\\n"]), st.sampled_from(["\n", "\r\n", ""]))
def test_a_fix_in_json_lines_alters_the_written_characters_and_nothing_else(
    headline: list[tuple[str, str]], body: list[tuple[str, str]], data: st.DataObject, new: str, end: str
) -> None:
    both = {"title": headline, "text": body}
    before = '{"text": "a"}\r\n\n {"text" : "twice", "title":"'
    middle = '" ,\t"n":1.50, "text":  "'
    raw = before + written(headline) + middle + written(body) + '", "e": "\\u0061"} ' + end
    document = documents("a.jsonl", raw.encode())[1]
    field = data.draw(st.sampled_from(["title", "text"]))
    piece = next((one for one in getattr(document.origin, "pieces", ()) if one.field == field), None)
    assume(piece is not None)
    start = data.draw(st.integers(0, len(both[field])))
    stop = data.draw(st.integers(start, len(both[field])))
    edit = Edit(Span(piece.span.start + start, piece.span.start + stop), new)
    ascii_only = raw[raw.index('{"text" :') :].isascii()
    altered = (
        written(both[field][:start]) + json.dumps(new, ensure_ascii=ascii_only)[1:-1] + written(both[field][stop:])
    )
    parts = {"title": written(headline), "text": written(body)} | {field: altered}
    wanted = before + parts["title"] + middle + parts["text"] + '", "e": "\\u0061"} ' + end
    assert fixed("a.jsonl", raw.encode(), {2: [edit]}).decode() == wanted


def written(tokens: Sequence[tuple[str, str]]) -> str:
    return "".join(form for _, form in tokens)


@given(
    st.lists(st.tuples(VALUES, BODIES), min_size=1, max_size=4),
    st.sampled_from(["\n", "\r\n"]), st.booleans(), st.data(), st.sampled_from(["x", "", 'a "b", c', "é\n"]),
)  # fmt: skip
def test_a_fix_in_a_table_alters_its_cell_and_nothing_else(
    rows: list[tuple[str, str]], end: str, all_quoted: bool, data: st.DataObject, new: str
) -> None:
    raw = table(rows, end, all_quoted)
    number = data.draw(st.integers(1, len(rows)))
    document = documents("a.csv", raw)[number - 1]
    piece = data.draw(st.sampled_from(getattr(document.origin, "pieces", ())))
    start = data.draw(st.integers(piece.span.start, piece.span.end))
    edit = Edit(Span(start, data.draw(st.integers(start, piece.span.end))), new)
    after = fixed("a.csv", raw, {number: [edit]})
    place = ["n", "title", "text"].index(piece.field)
    wanted = [["n", "title", "text"], *([str(index), *row] for index, row in enumerate(rows))]
    own = Edit(Span(edit.span.start - piece.span.start, edit.span.end - piece.span.start), new)
    wanted[number][place] = applied(wanted[number][place], [own])
    assert list(csv.reader(StringIO(after.decode(), newline=""))) == wanted
    # What is written otherwise than a library would write it stays so, but for that one cell.
    rows_before, rows_after = (raw_rows(one) for one in (raw, after))
    assert [row for index, row in enumerate(rows_before) if index != number] == [
        row for index, row in enumerate(rows_after) if index != number
    ]


def raw_rows(data: bytes) -> list[str]:
    rows, row = [], ""
    for line in data.decode().split("\n"):
        row += line + "\n"
        if row.count('"') % 2 == 0:
            rows.append(row)
            row = ""
    return rows


def lint(folder: Path, *paths: str, **options: Any) -> Result:
    return run(prepare(Options(tuple(str(folder / path) for path in paths), **options)))


def test_to_write_without_edits_changes_no_byte() -> None:
    samples = {
        "a.jsonl": b'\xef\xbb\xbf{"text": "a"}\r\n\r\nnot json \xff\n{"text":"b"}',
        "a.json": b'[ {"text": "a"},\r\n {"text" : "\\u00e9"} ]',
        "a.csv": b'\xef\xbb\xbfid;text\r\n\r\n1;"a ""b"""\r\n2;"never closed\r\n3;x;y;z\r\n4;"\xff"',
        "a.html": b"<p>Rain &amp; wind\r\n",
    }
    for name, data in samples.items():
        assert fixed(name, data, {None: ()} if name == "a.html" else {}) == data


def test_a_fix_that_reaches_beyond_a_field_is_for_a_person(tmp_path: Path) -> None:
    (document,) = documents("a.jsonl", lines({"title": "Storm", "text": BODY}))
    assert breaks(document, Edit(Span(4, 8), ""))
    assert not breaks(document, Edit(Span(4, 5), ""))
    assert not breaks(document, Edit(Span(7, 11), ""))


def test_what_an_encoding_cannot_hold_is_not_written() -> None:
    write = reader_for(READERS, "a.jsonl").write
    assert write is not None
    with pytest.raises(Exception, match="has no 'ł'"):
        write(Source("a.jsonl", BytesIO('{"text": "é"}'.encode("cp1252")), "cp1252"), {1: [Edit(Span(0, 1), "ł")]})


# --- what is wrong with it ------------------------------------------------------------------------------------------


def test_a_line_that_is_no_record_is_said_to_be_and_the_rest_is_read() -> None:
    bad = [b"not json", b"[1]", b'{"title": "x"}', b'{"text": null}', b'{"text": " "}', b'{"text": ["a"]}', b"{" * 9999]
    data = b"\n".join([b'{"text": "a"}', *bad, b'{"text": "b"}'])
    found = documents("a.jsonl", data)
    said = problems(found)
    assert [document.record for document in found] == list(range(1, 10))
    assert set(said) == set(range(2, 9))
    assert all(document.damaged and document.text for document in found if document.problem)
    assert "not JSON: expecting value, column 1" in said[2]
    assert "a list, not an object" in said[3]
    assert "no field for the body (text, body" in said[4]
    assert [found[index].locate(Span(0, 1)).position.line for index in (1, 2)] == [2, 3]


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv", "a.tsv", "a.html", "a.jsonl.gz"])
def test_an_empty_file_holds_no_article(name: str) -> None:
    import gzip

    (document,) = documents(name, gzip.compress(b"") if name.endswith(".gz") else b"")
    assert document.damaged
    assert "no record" in document.problem or "no text" in document.problem


RECORDS = {
    "a.jsonl": b'{"text": "a", "m": {"k": null}}\n{"text": "b"}\n',
    "a.json": b'[{"text": "a", "m": {"k": null}}, {"text": "b"}]',
    "a.csv": b"text,m.k\na,\nb,\n",
}


@pytest.mark.parametrize("name", RECORDS)
def test_a_field_that_the_configuration_names_and_no_record_has_is_told_of_once(name: str) -> None:
    found = documents(name, RECORDS[name], headline=["nosuch", "no"], id=["m.k"], url=["n.k"], body=["text"], date=[])
    assert problems(found) == {
        2: "No record has the field nosuch or no (headline), nor n.k (url); see [fields] in the configuration"
    }
    assert [document.damaged for document in found] == [False, False]
    assert not problems(documents(name, RECORDS[name], id=["m.k"]))


def test_of_the_fields_of_a_file_without_any_record_nothing_is_said() -> None:
    assert "No record" not in problems(documents("a.jsonl", b"no JSON\n", url=["u"]))[1]
    (first, second) = problems(documents("a.jsonl", b'{"text": "", "i": 1}\n7\n', id=["i"], url=["u"])).values()
    assert "No record" not in first
    assert second.startswith("The record is a number, not an object. No record has the field u (url); see [fields]")


def test_no_record_before_the_break_of_a_packed_file_is_lost_for_a_field_that_none_has() -> None:
    import gzip
    from hashlib import sha512

    data = lines(*({"text": sha512(bytes([n])).hexdigest()} for n in range(256)))
    packed = gzip.compress(data)[:-4000]
    named, plain = (documents("a.jsonl.gz", packed, **fields) for fields in ({"url": ["u"]}, {}))
    assert [one.text for one in named] == [one.text for one in plain]
    assert problems(named) == problems(plain)
    assert len(named) > 1


def test_two_records_of_one_id_are_told_of_and_read() -> None:
    found = documents("a.jsonl", lines({"id": 1, "text": "a"}, {"id": 2, "text": "b"}, {"id": "1", "text": "c"}))
    assert problems(found) == {3: "The record has the id of record 1 (1)"}
    assert not found[2].damaged
    # One story may be fetched twice from one address.
    assert not problems(documents("a.jsonl", lines({"url": "u", "text": "a"}, {"url": "u", "text": "b"})))


def test_a_stray_quotation_mark_costs_one_row() -> None:
    data = b'id,title,text\n1,"Never closed,a\n2,x,"b ""c"""\n3,"Junk" here,d\n4,Fou"rth,e\n5,x,f,g\n6,x,"h\ni"\n'
    found = documents("a.csv", data)
    assert {document.record: document.text for document in found if not document.damaged} == {
        2: 'x\n\nb "c"',
        4: 'Fou"rth\n\ne',
        6: "x\n\nh\ni",
    }
    said = problems(found)
    assert set(said) == {1, 3, 4, 5}
    assert "stray quotation mark stands in the field title" in said[4]
    assert "4 cells, and the header has 3" in said[5]


def test_a_quotation_that_is_never_closed_costs_one_row() -> None:
    found = documents("a.csv", b'n,text\n1,"a\n2,b\n' + b"3,c\n" * 5)
    assert set(problems(found)) == {1}
    assert len(found) == 7


def test_a_header_that_names_no_body_is_told_of_once() -> None:
    (document,) = documents("a.csv", b"a,b\n1,2\n3,4\n")
    assert document.record is None
    assert "header names no field for the body" in document.problem


def test_json_that_breaks_off_gives_what_came_before() -> None:
    found = documents("a.json", b'[{"text": "a"},\n {"text": "b"},\n {"tex')
    assert [document.text for document in found[:2]] == ["a", "b"]
    assert "not JSON from this record on" in problems(found)[3]
    assert found[2].locate(Span(0, 1)).position.line == 3
    assert "not JSON" in problems(documents("a.json", b"nonsense"))[1]


def test_a_byte_that_is_not_utf_8_costs_its_record_only(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "caf\xe9"}\n{"text": "' + WRONG.encode() + b'", "x": "\xe9"}\n')
    found = [(one.location.record, one.rule, one.location.field) for one in lint(tmp_path, "a.jsonl").diagnostics]
    assert found == [(1, "not-utf-8", "text"), (2, "doubled-word", "text")]


@given(st.binary(max_size=60), st.sampled_from(["a.jsonl", "a.json", "a.csv", "a.tsv", "a.html", "a.csv.gz", "a.zst"]))
def test_no_bytes_at_all_stop_a_reader(data: bytes, name: str) -> None:
    for document in documents(name, data):
        document.locate(Span(0, len(document.text)))


SIGNS = st.sampled_from(['"', '""', ",", "\t", "\n", "\r\n", "\r", "a", "1,", "b,c\n", '"x",y\n', "\udce9", "\0"])


@given(st.lists(SIGNS, max_size=25).map("".join), st.sampled_from(["a.csv", "a.tsv"]))
def test_no_table_at_all_stops_its_reader_or_loses_a_byte(text: str, name: str) -> None:
    data = ("id,text\n" + text).replace(",", "\t" if name == "a.tsv" else ",").encode("utf-8", "surrogateescape")
    for document in documents(name, data):
        document.locate(Span(0, len(document.text)))
    assert fixed(name, data, {}) == data


@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
@pytest.mark.parametrize("unit", ['1,"a\n', '1,a"\n', '"""\n', '1,"a"b\n', '1,"a\nb\nc\n', '"\n\n"x\n', '1,"a\n","b\n'])
def test_a_table_that_is_damaged_all_over_is_read_in_time(name: str, unit: str) -> None:
    data = ("id,text\n" + unit * 20_000).replace(",", "\t" if name == "a.tsv" else ",").encode()
    started = time.process_time()
    assert len(documents(name, data)) >= 20_000
    assert time.process_time() - started < 5


# --- packed files ---------------------------------------------------------------------------------------------------


def packed(kind: str, data: bytes) -> bytes:
    if kind == ".gz":
        import gzip

        return gzip.compress(data)
    return bytes(pytest.importorskip("zstandard").compress(data))


@pytest.mark.parametrize("kind", [".gz", ".zst"])
def test_packed_files_are_read_as_they_are_unpacked(kind: str) -> None:
    one, other = lines({"text": "a"}), lines({"text": "b"})
    # Several packed files in a row are one.
    found = documents(f"a.jsonl{kind}", packed(kind, one) + packed(kind, other))
    assert [(document.record, document.text) for document in found] == [(1, "a"), (2, "b")]
    assert [document.text for document in documents(f"A.TXT{kind.upper()}", packed(kind, b"Rain."))] == ["Rain."]


@pytest.mark.parametrize("kind", [".gz", ".zst"])
def test_what_is_wrong_with_a_packed_file_is_said_in_plain_words(kind: str) -> None:
    whole = packed(kind, lines({"text": "Rain. " * 400}))
    changed = bytearray(whole)
    changed[-6] ^= 0xFF
    for data, words in ((b"no packed file at all", "does not begin as"), (changed, "are not those that were packed")):
        (said,) = problems(documents(f"a.jsonl{kind}", bytes(data))).values()
        assert words in said


@pytest.mark.parametrize("kind", [".gz", ".zst"])
def test_a_packed_file_that_breaks_off_gives_what_came_before(kind: str) -> None:
    import random

    words = random.Random(1)  # noqa: S311 - nothing is kept secret
    texts = [" ".join(f"{words.random()}" for _ in range(50)) for _ in range(2000)]
    data = packed(kind, lines(*({"text": text} for text in texts)))
    found = documents(f"a.jsonl{kind}", data[: len(data) // 2])
    assert 100 < len(found) < 1900
    assert [document.text for document in found[:-1]] == texts[: len(found) - 1]
    assert problems(found) == {len(found): "The packed file is damaged here, and what follows is lost: it breaks off"}


def test_a_packed_article_that_breaks_off_is_no_record() -> None:
    assert [(one.record, one.damaged) for one in documents("a.txt.gz", packed(".gz", b"Rain.")[:-9])] == [(None, True)]


def test_without_the_library_for_zst_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("zstandard", "compression", "compression.zstd"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(Exception, match=r"a\.jsonl\.zst: .*pip install zstandard .*additional_dependencies"):
        documents("a.jsonl.zst", b"")


# --- a run over them ------------------------------------------------------------------------------------------------


def test_formats_of_records_are_read_only_when_they_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.jsonl").write_bytes(lines({"text": WRONG}))
    assert run(prepare(Options((".",)))).files == 0
    assert run(prepare(Options(("a.jsonl",)))).articles == 1
    Path("newslint.toml").write_text('include = ["*.jsonl"]\n')
    assert run(prepare(Options((".",)))).articles == 1


def test_fields_may_be_named_for_some_paths(tmp_path: Path) -> None:
    (tmp_path / "newslint.toml").write_text(
        '[fields]\nbody = "words"\n[[per-path]]\npaths = ["b*"]\nfields = { body = ["x", "y"] }\n'
    )
    (tmp_path / "a.jsonl").write_bytes(lines({"words": WRONG, "y": ""}))
    (tmp_path / "b.jsonl").write_bytes(lines({"words": "", "y": WRONG}))
    found = [one.location.field for one in lint(tmp_path, "a.jsonl", "b.jsonl", scope="document").diagnostics]
    assert found == ["words", "y"]


def test_what_is_said_of_a_finding_in_a_record_counts_in_its_field(tmp_path: Path) -> None:
    record = {"id": "k", "title": "Storm closes fair", "text": f"{BODY}\n{WRONG}"}
    (tmp_path / "a.jsonl").write_bytes(lines({"text": BODY}, record))
    (found,) = lint(tmp_path, "a.jsonl", scope="document").diagnostics
    said = to_json(found)
    assert (said["record"], said["record_id"], said["field"], said["line"], said["column"]) == (2, "k", "text", 2, 13)
    assert record["text"][said["start"] : said["end"]] == said["excerpt"] == "the the"
    assert [edit["line"] for edit in said["fix"]["edits"]] == [2]


@pytest.mark.parametrize(("name", "wanted"), [
    ("concise", "a.jsonl:2:1 (record 2, text 1:13): "), ("full", "a.jsonl:2 (record 2, text 1:13)  error"),
    ("github", "line=2,endLine=2,title"), ("gitlab", '"begin": 2,'), ("sarif", '"startLine": 2,'),
    ("junit", "doubled-word at 2, record 2"),
])  # fmt: skip
def test_reports_on_files_point_at_the_line_of_the_file(tmp_path: Path, name: str, wanted: str) -> None:
    from newslint.reporters import Look

    (tmp_path / "a.jsonl").write_bytes(lines({"text": BODY}, {"text": WRONG}))
    loaded = prepare(Options((str(tmp_path / "a.jsonl"),), scope="document"))
    assert wanted in "".join(loaded.plugins[0].reporters[name].report(run(loaded), Look()))


def test_twins_stand_in_records_of_one_file(tmp_path: Path) -> None:
    sentence = "The harbour master counted forty-one barges at the quay before breakfast on Tuesday, he said."
    (tmp_path / "a.jsonl").write_bytes(
        lines(*({"text": f"{start}\n{sentence}"} for start in ("One.", "Two.", "Three.")))
    )
    found = [one for one in lint(tmp_path, "a.jsonl").diagnostics if one.category == "duplicate"]
    assert [one.location.record for one in found] == [1, 2, 3]
    assert "a.jsonl:2 (record 2) and in 1 more place" in found[0].message


def test_articles_in_other_languages_are_counted_and_their_words_left_alone(tmp_path: Path) -> None:
    german = (
        "Die Regierung hat gestern beschlossen, das Gesetz nicht weiter zu verfolgen, weil viele Abgeordnete dagegen "
        "gestimmt haben und ein Entwurf erst im kommenden Jahr beraten werden soll, sagte sie, die die Akte kennt."
    )
    data = lines(
        {"text": WRONG, "lang": "en_GB"}, {"text": WRONG, "lang": "de"}, {"text": WRONG}, {"text": german},
        {"text": "FranÃ§ois", "lang": "fr"},
    )  # fmt: skip
    (tmp_path / "a.jsonl").write_bytes(data)
    (tmp_path / "newslint.toml").write_text('languages = ["en"]\n')
    result = lint(tmp_path, "a.jsonl", scope="document")
    assert [(one.location.record, one.rule) for one in result.diagnostics] == [
        (1, "doubled-word"),
        (3, "doubled-word"),
        (5, "mojibake"),
    ]
    assert (result.articles, result.foreign) == (5, 3)


def test_the_site_and_the_authors_of_a_record_are_evidence(tmp_path: Path) -> None:
    body = "A letter was written by Ms. Recieve on Monday, and she said that it would be sent."
    known = {"url": "https://www.mainichi.jp/a", "authors": ["Jane Recieve"]}
    records = [{"title": "Storm closes the fair - The Mainichi", "text": body, **more} for more in (known, {})]
    (tmp_path / "a.jsonl").write_bytes(lines(*records))
    found = [(one.location.record, one.rule) for one in lint(tmp_path, "a.jsonl", scope="document").diagnostics]
    assert (1, "site-name-in-headline") in found
    assert (2, "site-name-in-headline") not in found
    assert (1, "known-misspelling") not in found
    assert (2, "known-misspelling") in found


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.jsonl.gz", "a.json"])
def test_a_large_file_is_not_kept_and_each_record_is_found_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    import gzip

    monkeypatch.setattr(library, "KEPT", 50)
    monkeypatch.setattr(library, "RECENT", 1)
    texts = [f"text number {number}\nof several" for number in range(20)]
    data = {
        "a.jsonl": b"\xef\xbb\xbf\n" + lines(*({"text": text} for text in texts)),
        "a.jsonl.gz": gzip.compress(lines(*({"text": text} for text in texts))),
        "a.csv": b"\xef\xbb\xbf" + table([("", text) for text in texts], "\r\n"),
        "a.json": json.dumps([{"text": text} for text in texts]).encode(),
    }[name]
    path = str(tmp_path / name)
    Path(path).write_bytes(data)
    shelf = Library({path: Shelf(reader_for(load().readers, path), "utf-8")}, {})
    for number in (7, 3, 4, 20, 1, 1, 20):
        found = shelf.document(path, number)
        assert (found.record, found.text) == (number, texts[number - 1])
        assert found.locate(Span(0, 1)) == read_file(READERS_OF(name), path, "utf-8")[number - 1].locate(Span(0, 1))
    assert not shelf._kept
    with pytest.raises(Exception, match="no record 21"):
        shelf.document(path, 21)


def test_standard_input_may_stand_for_records_and_is_fixed(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "newslint", "fix", "--quiet", "--stdin-filename", "a.jsonl", "-"]
    data = b'{"text": "Rain."}\r\n\r\n{"a":1,  "text":"Police said the the man fl\\u0065d."}'
    done = subprocess.run(command, cwd=tmp_path, input=data, capture_output=True, check=False)
    assert done.stdout == data.replace(b"the the", b"the")
    assert done.returncode == 0


def test_the_configuration_is_shown_with_its_fields(tmp_path: Path) -> None:
    (tmp_path / "newslint.toml").write_text(
        'languages = ["en"]\n[fields]\nbody = "words"\n[[per-path]]\npaths = ["b*"]\nfields = { id = "k" }\n'
    )
    (tmp_path / "b.jsonl").write_text("")
    command = [sys.executable, "-m", "newslint", "config", "b.jsonl"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, text=True)
    assert 'languages = ["en"]' in done.stdout
    assert '[fields]\nbody = ["words"]' in done.stdout
    assert 'id = ["k"]' in done.stdout


def READERS_OF(name: str) -> Reader:  # noqa: N802
    return reader_for(READERS, name)


def test_serial_and_pool_find_the_same_in_large_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = "The harbour master counted forty-one barges at the quay before breakfast on Tuesday, he said."
    for name in "ab":
        (tmp_path / f"{name}.jsonl").write_bytes(lines(*({"id": n, "text": f"{n}\n{sentence}"} for n in range(60))))
    pooled = lint(tmp_path, "a.jsonl", "b.jsonl", engine="pool", jobs=2)
    monkeypatch.setattr(library, "KEPT", 500)
    assert lint(tmp_path, "a.jsonl", "b.jsonl", engine="serial").diagnostics == pooled.diagnostics
    assert len(pooled.diagnostics) == 120
