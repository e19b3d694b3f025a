"""Documents are fetched again where somebody asks for their text."""

from __future__ import annotations

from pathlib import Path

import pytest

from newslint.plugins import load
from newslint.readers import UnreadableError, reader_for
from newslint.requests import library
from newslint.requests.library import Library, Shelf

READERS = load().readers


def shelve(*paths: str, replaced: dict[str, bytes] | None = None) -> Library:
    return Library({path: Shelf(reader_for(READERS, path), "utf-8") for path in paths}, replaced or {})


def test_a_document_is_fetched_by_path_and_record(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one", "utf-8")
    assert shelve(str(path)).document(str(path), None).text == "one"


def test_what_was_read_is_not_read_again(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one", "utf-8")
    shelf = shelve(str(path))
    shelf.documents(str(path))
    path.unlink()
    assert shelf.document(str(path), None).text == "one"


def test_no_more_is_kept_than_was_agreed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "KEPT", 10)
    files = [tmp_path / f"{number}.txt" for number in range(4)]
    for file in files:
        file.write_text("12345", "utf-8")
    shelf = shelve(*map(str, files))
    for file in files:
        shelf.documents(str(file))
        file.write_text("67890", "utf-8")
    assert [shelf.document(str(file), None).text for file in reversed(files)] == ["12345", "12345", "67890", "67890"]


def test_an_article_larger_than_all_that_is_kept_stays_while_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "KEPT", 10)
    texts = {"0.txt": "12345678901", "1.txt": "12345", "2.txt": "123456", "3.txt": "123456789012", "4.txt": "1"}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    shelf = shelve(*(str(tmp_path / name) for name in texts))
    for name in ("0.txt", "1.txt", "2.txt", "4.txt"):
        shelf.document(str(tmp_path / name), None)
    (tmp_path / "0.txt").unlink()
    assert shelf.document(str(tmp_path / "0.txt"), None).text == texts["0.txt"]
    assert shelf.document(str(tmp_path / "3.txt"), None).text == texts["3.txt"]
    with pytest.raises(UnreadableError):
        shelf.document(str(tmp_path / "0.txt"), None)


def test_bytes_stand_in_for_a_file_that_does_not_exist() -> None:
    assert shelve("a.txt", replaced={"a.txt": b"typed"}).document("a.txt", None).text == "typed"


def test_a_file_or_record_that_is_gone_is_said_to_be(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with pytest.raises(UnreadableError, match="cannot be read"):
        shelve(str(path)).documents(str(path))
    path.write_text("one", "utf-8")
    with pytest.raises(UnreadableError, match="no record 7"):
        shelve(str(path)).document(str(path), 7)
