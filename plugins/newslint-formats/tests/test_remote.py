"""Files that lie elsewhere, by fsspec."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path

import fsspec
import pytest
from formats_made import BODY, WRONG, packed, parquet, wet
from newslint_formats.remote import open_url, walk

from newslint import Linter


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Linter]:
    """A store in memory, and a linter that looks into it."""
    files = {
        "may/a.txt": f"{WRONG}\n".encode(),
        "may/b.jsonl": b'{"text": "Rain."}\n{"text": "%s"}\n' % WRONG.encode(),
        "may/c.parquet": parquet({"text": [BODY, WRONG]}),
        "may/d.wet.gz": packed([wet(WRONG)]),
        "may/old/e.txt": f"{WRONG}\n".encode(),
    }
    memory = fsspec.filesystem("memory")
    for name, data in files.items():
        memory.pipe_file(f"/{name}", data)
    monkeypatch.chdir(tmp_path)
    yield linter(tmp_path)
    memory.rm("/may", recursive=True)


def linter(folder: Path, more: str = "") -> Linter:
    settings = f'plugins = ["newslint_formats"]\nselect = ["doubled-word", "input"]\n{more}'
    (folder / "newslint.toml").write_text(settings, "utf-8")
    return Linter()


def found(linter: Linter, *urls: str) -> list[tuple[str, int | None, str | None]]:
    return [(one.location.path, one.location.record, one.location.field) for one in linter.lint_paths(urls)]


def test_files_of_every_kind_are_read_from_a_store(store: Linter) -> None:
    assert found(store, "memory://may/d.wet.gz", "memory://may/c.parquet", "memory://may/b.jsonl") == [
        ("memory://may/b.jsonl", 2, "text"),
        ("memory://may/c.parquet", 2, "text"),
        ("memory://may/d.wet.gz", 1, "text"),
    ]


@pytest.mark.parametrize("folder", ["memory://may", "memory://may/"])
def test_a_folder_of_a_store_is_walked_for_what_is_included(store: Linter, tmp_path: Path, folder: str) -> None:
    assert [path for path, *_ in found(store, folder)] == ["memory://may/a.txt", "memory://may/old/e.txt"]
    own = linter(tmp_path, 'include = ["*.parquet", "*.txt"]\nexclude = ["old/"]\n')
    assert [path for path, *_ in found(own, folder)] == ["memory://may/a.txt", "memory://may/c.parquet"]


def test_a_pattern_names_files_of_a_store(store: Linter) -> None:
    assert [path for path, *_ in found(store, "memory://may/*.jsonl")] == ["memory://may/b.jsonl"]
    assert walk("memory://may/**/*.txt") == ["memory://may/a.txt", "memory://may/old/e.txt"]
    assert walk("memory://may/*.gone") == []


def test_what_is_not_there_is_an_error_and_the_rest_goes_on(store: Linter) -> None:
    result = store.run(["memory://may/gone.txt", "memory://may/a.txt"])
    assert result.errors == ("memory://may/gone.txt: cannot be read: there is no such file",)
    assert len(result.diagnostics) == 1


def test_a_scheme_that_nobody_knows_is_an_error_that_says_so(store: Linter) -> None:
    (error,) = store.run(["odd://may/a.txt"]).errors
    assert error.startswith("odd://may/a.txt: cannot be opened: Protocol not known: odd")


def test_a_library_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    missing = {"class": "no_such.Odd", "err": "Install odd-fs"}
    monkeypatch.setitem(import_module("fsspec.registry").known_implementations, "odd", missing)
    for ask in (walk, open_url):
        with pytest.raises(OSError, match="Install odd-fs"):
            ask("odd://may/a.txt")


def test_files_of_this_machine_may_be_named_by_url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(WRONG, "utf-8")
    url = (tmp_path / "a.txt").as_uri()
    assert found(linter(tmp_path), url) == [(url, None, None)]
    assert walk(tmp_path.as_uri()) == [url, (tmp_path / "newslint.toml").as_uri()]


def test_files_of_a_web_server_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the library calls it so
            pass

    (tmp_path / "a.wet.gz").write_bytes(packed([wet(BODY), wet(WRONG, 2)]))
    monkeypatch.chdir(tmp_path)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        site = f"http://127.0.0.1:{server.server_port}"
        result = linter(tmp_path).run([f"{site}/a.wet.gz?day=4", f"{site}/gone.txt", f"{site}/"])
        server.shutdown()
    assert [one.location.record for one in result.diagnostics] == [2]
    assert result.errors == (f"{site}/gone.txt: cannot be read: there is no such file",)


def test_twins_in_a_store_are_told_of_by_their_urls(store: Linter, tmp_path: Path) -> None:
    own = Linter(select=["shared-paragraph", "shared-article"])
    memory = fsspec.filesystem("memory")
    for name in ("x", "y"):
        story = "\n\n".join(f"{n} {BODY} The mayor said the water would reach the mill at noon." for n in range(3))
        memory.pipe_file(f"/may/{name}.txt", story.encode())
    paths = {one.location.path for one in own.lint_paths(["memory://may/x.txt", "memory://may/y.txt"])}
    assert paths == {"memory://may/x.txt", "memory://may/y.txt"}
