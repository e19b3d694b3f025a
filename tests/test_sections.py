"""A large file of records is read in pieces, and nobody can tell."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newslint.engine import Result, run
from newslint.plugins import load
from newslint.readers import Identities, Section, Source, reader_for
from newslint.requests.request import Options, prepare
from newslint.steps import dividing

READERS = load().readers
DAM = "The dam of Hollin was built in 1931 and feeds four towns along the lower river."
WALL = "Its wall was last tested for leaks by two engineers from the capital in May."
MARK = b"\xef\xbb\xbf"


def source(name: str, data: bytes, encoding: str) -> Source:
    return Source(name, BytesIO(data), encoding)


def check_pieces(name: str, data: bytes, size: int, encoding: str = "utf-8") -> list[Section]:
    reader = reader_for(READERS, name)
    assert reader.sections is not None
    whole = list(reader.read(source(name, data, encoding)))
    sections = list(reader.sections.split(source(name, data, encoding), size))
    if sections:
        check_documents(name, data, encoding, whole, sections)
    return sections


def check_documents(name: str, data: bytes, encoding: str, whole: list, sections: list[Section]) -> None:  # type: ignore[type-arg]
    reader = reader_for(READERS, name)
    assert reader.sections is not None
    assert reader.again is not None
    found = []
    marks = []
    identities: Identities = []
    for section in sections:
        assert section.record == len(found) + 1
        found += reader.sections.read(source(name, data, encoding), section, identities)
        marks += reader.sections.marks(source(name, data, encoding), section)
    assert sections[-1].end == len(data)
    repeats = [one for one in whole if "has the id of" in one.problem]
    assert [one for one in found if one.record not in {one.record for one in repeats}] == [
        one for one in whole if one not in repeats
    ]
    assert marks == [one.origin.mark for one in found]
    assert {one.record for one in repeats} <= {record for record, _ in identities}


LINE = st.sampled_from(
    [
        b'{"text": "One."}',
        b'{"text": "a\\nb", "id": 7}',
        b"",
        b" ",
        b"\t\r",
        b"\xa0",
        b"\xc2\xa0",
        b"\x85",
        b"[]",
        b"{",
        b"x",
        b'{"text": "caf\xe9"}',
        b"\x1c",
        b'\xef\xbb\xbf{"text": "B"}',
        b'{"id": "7", "text": "Two."}',
        b'{"text": "\xf0\x9f"}',
    ]
)


@given(
    st.lists(LINE), st.booleans(), st.booleans(), st.integers(1, 60), st.sampled_from(["utf-8", "latin-1", "cp1252"])
)
@example([b'{"text": "One."}'] * 3, True, True, 1, "utf-8")
def test_lines_in_pieces_give_the_same_documents(
    lines: list[bytes], marked: bool, ends: bool, size: int, encoding: str
) -> None:
    check_pieces("a.jsonl", MARK * marked + b"\n".join(lines) + b"\n" * ends, size, encoding)


CELL = st.sampled_from(
    [
        b"One.",
        b"7",
        b'"a\nb"',
        b'"say ""no"""',
        b'"a\n\n""b"",\nc"',
        b"",
        b" ",
        b'"',
        b'a"b',
        b'"a"b',
        b'""',
        b'"\r\n"',
        b"\xe9",
        b"\t",
        b"\r",
        b'"open\n',
        b'"a"\r',
    ]
)
ROW = st.lists(CELL, max_size=4)


@pytest.mark.parametrize(("name", "delimiter"), [("a.csv", b","), ("a.tsv", b"\t"), ("a.csv", b";")])
@given(st.lists(ROW), st.sampled_from([b"\n", b"\r\n"]), st.booleans(), st.integers(1, 60))
def test_rows_in_pieces_give_the_same_documents(
    name: str, delimiter: bytes, rows: list[list[bytes]], end: bytes, marked: bool, size: int
) -> None:
    lines = [delimiter.join([b"id", b"text"]), *(delimiter.join(row) for row in rows)]
    check_pieces(name, MARK * marked + end.join(lines), size)


@given(st.binary(max_size=200), st.integers(1, 50), st.sampled_from(["a.jsonl", "a.csv", "a.tsv"]))
def test_any_bytes_in_pieces_give_the_same_documents(data: bytes, size: int, name: str) -> None:
    check_pieces(name, b"text,id\n" * (name != "a.jsonl") + data, size)


def test_clean_rows_are_divided_and_those_after_a_faulty_one_are_not() -> None:
    good, bad = b'1,"a\n""b"", c"\n', b'2,"a" b\n'
    assert len(check_pieces("a.csv", b"id,text\n" + good * 10, 10)) == 10
    assert len(check_pieces("a.csv", b"id,text\n" + good * 3 + bad + good * 10, 1)) == 4


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "shift-jis", "utf-7"])
def test_where_a_byte_may_mean_something_else_nothing_is_divided(encoding: str) -> None:
    assert check_pieces("a.jsonl", '{"text": "a"}\n'.encode(encoding) * 9, 1, encoding) == []


@pytest.fixture(autouse=True)
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(dividing, "LARGE", 1)


def lint(size: int, monkeypatch: pytest.MonkeyPatch, jobs: int = 1, **named: object) -> Result:
    monkeypatch.setattr(dividing, "PIECE", size)
    return run(prepare(Options(("a.jsonl", "b.csv"), jobs=jobs, part=1).but(**named)))


def write() -> None:
    records: list[dict[str, object]] = [
        {"id": number % 9, "text": f"{DAM} {WALL}" if number % 5 == 0 else f"Police said the the man {number} fled."}
        for number in range(40)
    ]
    Path("a.jsonl").write_text("\n".join(map(json.dumps, records)) + "\nnone\n", "utf-8")
    rows = [f'{one["id"]},"{one["text"]}\n\nAnd it rained."\n' for one in records]
    Path("b.csv").write_text("id,text\n" + "".join(rows) + '7,"open\n8,it is\n', "utf-8")


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("size", [1, 100, 1500])
def test_a_run_on_pieces_says_what_one_on_whole_files_says(
    size: int, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    write()
    whole = lint(1 << 20, monkeypatch)
    pieces = lint(size, monkeypatch, jobs)
    assert {"faulty-record", "doubled-word", "shared-paragraph"} <= {one.rule for one in whole.diagnostics}
    assert sum("has the id of record" in one.message for one in whole.diagnostics) == 63
    assert list(pieces.diagnostics) == list(whole.diagnostics)
    assert len(pieces.diagnostics) == len(whole.diagnostics)
    assert pieces[1:5] == whole[1:5] == (2, 83, whole.words, ())


def test_a_divided_file_is_not_read_through_for_one_record(monkeypatch: pytest.MonkeyPatch) -> None:
    write()
    result = lint(200, monkeypatch)
    monkeypatch.setattr(type(result.library), "stream", None)
    assert result.text("a.jsonl", 40) == "Police said the the man 39 fled."


def test_a_divided_file_that_vanishes_is_one_error_and_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    write()
    monkeypatch.setattr(dividing, "PIECE", 100)
    loaded = prepare(Options(("a.jsonl", "b.csv"), jobs=1))
    request = dividing.divided(loaded)
    assert sum(task.path == "a.jsonl" for task in request.tasks) > 5
    Path("a.jsonl").unlink()
    result = run(loaded.but(request=request))
    assert len(result.errors) == 1
    assert result.files == 1


def test_what_the_configuration_says_of_fields_is_said_of_the_whole_file(monkeypatch: pytest.MonkeyPatch) -> None:
    write()
    Path("newslint.toml").write_text('[fields]\nheadline = "hl"\n', "utf-8")
    assert lint(100, monkeypatch).diagnostics == lint(1 << 20, monkeypatch).diagnostics


def test_standard_input_is_not_divided(monkeypatch: pytest.MonkeyPatch) -> None:
    write()
    monkeypatch.setattr(dividing, "PIECE", 100)
    loaded = prepare(Options((), stdin=("a.jsonl", Path("a.jsonl").read_bytes())))
    assert len(dividing.divided(loaded).tasks) == 1


def test_small_files_share_a_part_and_pieces_have_one_each(monkeypatch: pytest.MonkeyPatch) -> None:
    write()
    for number in range(5):
        Path(f"{number}.txt").write_text("Nothing.", "utf-8")
    monkeypatch.setattr(dividing, "PIECE", 1500)
    paths = ("a.jsonl", *(f"{number}.txt" for number in range(5)))
    request = dividing.divided(prepare(Options(paths, part=3)))
    parts = request.parts()
    assert [list(part) for part in parts[:2]] == [[0, 1, 2], [3, 4]]
    assert all(len(part) == 1 for part in parts[2:])
    assert [request.part_of(number) for part in parts for number in part] == [
        index for index, part in enumerate(parts) for _ in part
    ]
