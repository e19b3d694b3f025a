"""A row of a Parquet file is a record like any other."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from formats_made import BODY, READERS, WRONG, parquet, problems, read, reader

from newslint.model import Span
from newslint.readers import Source, UnreadableError
from newslint.requests import library
from newslint.requests.library import Library, Shelf


def test_headline_and_body_are_one_text_and_the_rest_is_known_of_it() -> None:
    data = parquet(
        {
            "id": [7], "title": ["A storm"], "text": [BODY], "url": ["https://www.example.org/a"],
            "published": [datetime(2026, 5, 4, 12)], "lang": ["en"], "authors": [["Ann Lee", "Bo Ray"]],
        }
    )  # fmt: skip
    (document,) = read("a.parquet", data)
    assert document.text == f"A storm\n\n{BODY}"
    assert (document.path, document.record, document.record_id) == ("a.parquet", 1, "7")
    assert document.headline is not None
    assert document.slice(document.headline) == "A storm"
    assert document.meta == {
        "title": "A storm", "url": "https://www.example.org/a", "site": "example.org", "language": "en",
        "published": "2026-05-04 12:00:00", "authors": "Ann Lee; Bo Ray",
    }  # fmt: skip


def test_a_place_is_that_in_the_field() -> None:
    (document,) = read("a.parquet", parquet({"title": ["A storm"], "text": [f"{BODY}\n{WRONG}"]}))
    start = document.text.index("the the")
    location = document.locate(Span(start, start + 7))
    assert (location.field, location.position.line, location.position.column) == ("text", 2, 13)
    assert location.lines == (1, 1)


def test_only_the_columns_that_mean_something_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    whole = pq.ParquetFile.iter_batches

    def iter_batches(file: Any, rows: int, groups: Any, columns: Any, **how: Any) -> Any:
        asked.append(columns)
        return whole(file, rows, groups, columns, **how)

    monkeypatch.setattr(pq.ParquetFile, "iter_batches", iter_batches)
    (one,) = read("a.parquet", parquet({"embedding": [[0.5]], "text": [BODY], "html": ["<p>"], "url": ["u"]}))
    assert one.text == BODY
    assert asked == [["text", "url"]]


def test_fields_have_the_names_that_the_configuration_gives_also_inside_objects() -> None:
    rows = [{"key": "k1", "story": BODY}, {"key": "k2", "story": None}]
    data = parquet({"meta": rows, "words": ["Not this.", WRONG], "text": ["Nor this.", "Nor this."]})
    found = read("a.parquet", data, fields={"body": ("meta.story", "words"), "id": ("meta.key",)})
    assert [(one.record_id, one.text) for one in found] == [("k1", BODY), ("k2", WRONG)]


def test_a_file_without_the_column_is_one_finding_that_says_what_was_looked_for() -> None:
    (document,) = read("a.parquet", parquet({"n": [1, 2, 3]}))
    assert document.damaged
    assert document.problem == "The file has no column for the body (text, body, content, maintext and the like)"
    (document,) = read("a.parquet", parquet({"text": [BODY]}), fields={"body": ("story",)})
    assert document.problem == "The file has no column for the body (story)"


def test_a_column_of_something_else_than_texts_is_one_finding() -> None:
    (document,) = read("a.parquet", parquet({"text": [1, 2, 3]}))
    assert document.problem == "The column text holds no texts, but int64"


def test_rows_without_a_text_are_findings_and_the_others_are_read() -> None:
    found = read("a.parquet", parquet({"id": ["a", "b", "c"], "text": [None, "  ", BODY]}))
    assert problems(found) == {
        1: "The record's field text holds nothing, not a text",
        2: "The record's field text is empty",
    }
    assert [one.record_id for one in found] == ["a", "b", "c"]
    assert found[0].text == "id: a, text: None"


def test_two_rows_of_one_id_are_told_and_both_read() -> None:
    found = read("a.parquet", parquet({"id": ["a", "b", "a"], "text": [BODY, BODY, WRONG]}))
    assert problems(found) == {3: "The record has the id of record 1 (a)"}
    assert found[2].text == WRONG


def test_a_column_that_the_configuration_names_and_nobody_has_is_told_at_the_last_row() -> None:
    found = read("a.parquet", parquet({"text": [BODY, BODY]}), fields={"headline": ("head",)})
    assert list(problems(found)) == [2]
    assert "head (headline)" in found[1].problem


@pytest.mark.parametrize(
    "kind",
    [pa.large_string(), pa.string_view(), pa.binary(), pa.large_binary(), pa.dictionary(pa.int32(), pa.string())],
    ids=str,
)
def test_texts_are_read_however_they_are_kept(kind: Any) -> None:
    column = pa.array([BODY, "Zoë fled."], pa.string()).cast(kind)
    assert [one.text for one in read("a.parquet", parquet({"text": column}))] == [BODY, "Zoë fled."]


def test_bytes_that_are_no_utf_8_damage_their_row_and_no_other() -> None:
    broken = pa.StringArray.from_buffers(2, pa.py_buffer(b"\0\0\0\0\5\0\0\0\x0a\0\0\0"), pa.py_buffer(b"caf\xe9.Rain."))
    for column in (broken, broken.view(pa.binary())):
        first, second = read("a.parquet", parquet({"text": column}))
        assert (first.text, first.damaged) == ("caf\udce9.", True)
        assert (second.text, second.damaged) == ("Rain.", False)


def test_a_date_that_python_has_no_value_for_is_known_as_arrow_writes_it() -> None:
    dates = pa.array([1_777_777_777_000_000_001, None], pa.timestamp("ns"))
    first, second = read("a.parquet", parquet({"text": [BODY, BODY], "date": dates}))
    assert first.meta["published"].startswith("2026-05-03 03:09:37")
    assert "published" not in second.meta


def test_a_file_without_rows_says_so() -> None:
    (document,) = read("a.parquet", parquet({"text": pa.array([], pa.string())}))
    assert document.problem == "The file is empty: it holds no record"


@pytest.mark.parametrize("cut", [0, 3, 100, -1, -20])
def test_a_file_that_breaks_off_is_one_finding(cut: int) -> None:
    (document,) = read("a.parquet", parquet({"text": [BODY * 9, WRONG * 9]})[:cut])
    assert document.problem.startswith("The file is no Parquet file, or breaks off: ")
    assert document.record is None


def damaged() -> bytes:
    """Return a table of ten rows in five row groups, of which the third is damaged."""
    data = bytearray(parquet({"text": [f"{BODY} {n}" for n in range(10)]}, row_group_size=2, use_dictionary=False))
    start = pq.ParquetFile(BytesIO(bytes(data))).metadata.row_group(2).column(0).data_page_offset
    data[start : start + 40] = b"\xff" * 40
    return bytes(data)


def test_a_damaged_row_group_is_told_with_its_rows_and_the_others_are_read() -> None:
    found = read("a.parquet", damaged())
    assert [one.record for one in found] == [1, 2, 3, 4, 5, 7, 8, 9, 10]
    assert list(problems(found)) == [5]
    assert found[4].problem.startswith("Rows 5 to 6 cannot be read: ")
    assert found[-1].text == f"{BODY} 9"


def test_rows_of_a_large_file_are_read_again_after_a_damaged_group(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(tmp_path / "a.parquet")
    (tmp_path / "a.parquet").write_bytes(damaged())
    monkeypatch.setattr(library, "KEPT", 100)
    monkeypatch.setattr(library, "RECENT", 1)
    shelf = Library({path: Shelf(reader(path), "utf-8")}, {})
    assert len(list(shelf.stream(path))) == 9
    assert [shelf.document(path, record).text for record in (10, 2, 8)] == [f"{BODY} {n}" for n in (9, 1, 7)]


def test_what_the_system_refuses_is_no_fault_of_the_file() -> None:
    class Refused(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(OSError, match="Input/output error"):
        list(READERS[".parquet"].read(Source("a.parquet", Refused(b"PAR1" * 9))))


def test_a_table_that_comes_as_a_stream_is_an_error_that_says_what_to_do() -> None:
    import gzip

    with pytest.raises(UnreadableError, match=r"a\.parquet\.gz: a Parquet file is read from its end"):
        read("a.parquet.gz", gzip.compress(parquet({"text": [BODY]})))


def test_a_row_group_is_not_read_as_a_whole() -> None:
    texts = [f"{BODY} {n} " * 200 for n in range(4000)]
    data = parquet({"text": texts}, row_group_size=4000, use_dictionary=False, compression="none")
    before = pa.total_allocated_bytes()
    most = 0
    for document in READERS[".parquet"].read(Source("a.parquet", BytesIO(data))):
        most = max(most, pa.total_allocated_bytes() - before)
        assert document.record
    assert len(data) > 50_000_000
    assert most < 20_000_000


def test_a_column_may_name_rules_that_are_silent_about_a_row() -> None:
    first, second = read("a.parquet", parquet({"text": [WRONG, WRONG], "newslint_ignore": ["typo", None]}))
    assert [one.said for one in first.instructions] == ["newslint_ignore: typo"]
    assert second.instructions == ()
