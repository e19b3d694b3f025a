"""How long a person who types waits for findings: from an edit to what is published about it.

Each seed, and an article of 10 kB put together from them, gets a letter typed again and again in a server of its own
in a folder by itself or, with --corpus, among many articles with which it is compared whenever the typing pauses.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from typing import Any

from tree import tree

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 0.1
"""Seconds that an article of ``SIZE`` may take."""
SIZE = 10_000
KEYS = 200
PACE = 0.08
"""Seconds between two letters of a person who types fast."""


class Editor:
    """Talks with one server, and notes when findings arrive."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "newslint_lsp"], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, env={"PYTHONPATH": str(ROOT / "plugins" / "newslint-lsp")},
        )  # fmt: skip
        self.news: Queue[tuple[float, dict[str, Any]]] = Queue()
        threading.Thread(target=self._read, daemon=True).start()
        folders = [{"uri": folder.as_uri(), "name": folder.name}]
        self.send(
            "initialize", {"processId": None, "rootUri": None, "workspaceFolders": folders, "capabilities": {}}, 1
        )
        self.news.get()
        self.send("initialized", {})

    def send(self, method: str, parameters: Any, number: int | None = None) -> None:
        """Send a message."""
        message = {"jsonrpc": "2.0", "method": method, "params": parameters} | ({"id": number} if number else {})
        body = json.dumps(message).encode()
        if self._process.stdin is not None:
            self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
            self._process.stdin.flush()

    def arrival(self, uri: str, version: int) -> float:
        """Return when the first findings about a version arrive."""
        while True:
            at, said = self.news.get()
            told = said.get("params", {})
            if told.get("uri") == uri and told.get("version") == version:
                return at

    def close(self) -> None:
        """Say goodbye."""
        self.send("shutdown", None, 2)
        self.send("exit", None)
        self._process.wait(10)

    def _read(self) -> None:
        stream = self._process.stdout
        while stream is not None and (header := stream.readline()):
            while stream.readline().strip():
                continue
            self.news.put((time.perf_counter(), json.loads(stream.read(int(header.split(b":")[1])))))


def waits(folder: Path, name: str, text: str) -> Iterator[float]:
    """Yield how long each letter waits that is typed into an article, in seconds."""
    editor, uri = Editor(folder), (folder / name).as_uri()
    document = {"uri": uri, "languageId": "plaintext", "version": 0, "text": text}
    editor.send("textDocument/didOpen", {"textDocument": document})
    editor.arrival(uri, 0)
    line = text.count("\n") // 2
    place = {"line": line, "character": 0}
    for version in range(1, KEYS + 1):
        change = {"range": {"start": place, "end": place}, "text": "lorem ipsum "[version % 12]}
        begun = time.perf_counter()
        editor.send(
            "textDocument/didChange",
            {"textDocument": {"uri": uri, "version": version}, "contentChanges": [change]},
        )
        wait = editor.arrival(uri, version) - begun
        yield wait
        # Now and then somebody thinks, and articles are compared while he goes on.
        time.sleep(max(0.0, PACE - wait) if version % 20 else 0.45)
    editor.close()


@contextmanager
def _folder(corpus: int) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if corpus:
            for number, path in enumerate(sorted(tree(corpus).rglob("*.txt"))[:corpus]):
                shutil.copy(path, folder / f"{number}.txt")
        (folder / "newslint.toml").write_text("", "utf-8")
        yield folder


def main() -> None:
    """Measure, and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--corpus", type=int, default=0, metavar="FILES", help="compare with so many articles")
    seeds = {path.name: path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))}
    several = "\n\n".join(seeds.values())
    with _folder(parser.parse_args().corpus) as folder:
        for name, text in {**seeds, "10 kB.txt": several.encode()[:SIZE].decode("utf-8", "ignore")}.items():
            found = sorted(waits(folder, name, text))
            middle, late = statistics.median(found), found[int(0.95 * len(found))]
            said = "" if late <= LIMIT else f", more than {LIMIT * 1000:.0f}"
            print(f"{name:<28} median {middle * 1000:5.1f} ms, 95 of 100 within {late * 1000:5.1f} ms{said}")


if __name__ == "__main__":
    main()
