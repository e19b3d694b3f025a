"""An editor for tests: speaks the protocol with a server in a process of its own, and remembers what it is told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

Json = dict[str, Any]
LONGEST = 20.0
"""Seconds after which a test gives up."""
PLUGIN = Path(__file__).resolve().parent.parent


class Client:
    """One editor with one server."""

    def __init__(self, folders: Sequence[Path], home: Path, **initialize: Any) -> None:
        environment = {
            **os.environ,
            "XDG_CONFIG_HOME": str(home),
            "XDG_CACHE_HOME": str(home / "caches"),
            "PYTHONPATH": str(PLUGIN),
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "newslint_lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, env=environment, cwd=folders[0] if folders else home,
        )  # fmt: skip
        self.shown: dict[str, list[Json]] = {}
        """All that was published, by URI."""
        self.told: list[Json] = []
        """Other messages of the server."""
        self.log: list[str] = []
        self.answers: dict[str, Any] = {"window/showDocument": {"success": True}, **initialize.pop("answers", {})}
        """What is said to the server's own requests."""
        self._answers: dict[int, Json] = {}
        self._news = threading.Condition()
        self._number = 0
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._read, self._read_log)]
        for thread in self._threads:
            thread.start()
        several = [{"uri": path.as_uri(), "name": path.name} for path in folders]
        capabilities = initialize.pop("capabilities", {})
        parameters = {"processId": None, "rootUri": None, "workspaceFolders": several, "capabilities": capabilities}
        self.server = self.ask("initialize", {**parameters, **initialize})
        self.tell("initialized", {})

    def tell(self, method: str, parameters: Any) -> None:
        """Send a notification."""
        self._send({"method": method, "params": parameters})

    def ask(self, method: str, parameters: Any) -> Any:
        """Send a request, and return its result; an error comes as ``{"error": ...}``."""
        self._number += 1
        number = self._number
        self._send({"id": number, "method": method, "params": parameters})
        self._wait(lambda: number in self._answers, method)
        answer = self._answers.pop(number)
        return {"error": answer["error"]} if "error" in answer else answer["result"]

    def open(self, uri: str, text: str, language: str = "plaintext", version: int = 1) -> list[Json]:
        """Open a document, and return what is found in it."""
        item = {"uri": uri, "languageId": language, "version": version, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": item})
        return self.found(uri, version)

    def until_found(self, uri: str, text: str) -> list[Json]:
        """Open a document, and return what is found in it once there is something."""
        self.open(uri, text)
        return self.until(uri, bool)

    def change(self, uri: str, version: int, *changes: Json) -> None:
        """Send edits."""
        document = {"uri": uri, "version": version}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": list(changes)})

    def found(self, uri: str, version: int | None = None) -> list[Json]:
        """Return the latest findings of a document, once there are some about a version of it."""

        def published() -> bool:
            return any(version in (None, one.get("version")) for one in self.shown.get(uri, ()))

        self._wait(published, f"findings in {uri}, version {version}")
        return next(one["diagnostics"] for one in reversed(self.shown[uri]) if version in (None, one.get("version")))

    def until(self, uri: str, holds: Callable[[list[Json]], bool]) -> list[Json]:
        """Return the latest findings of a document, once something holds for them."""
        self._wait(
            lambda: bool(self.shown.get(uri)) and holds(self.shown[uri][-1]["diagnostics"]), f"findings in {uri}"
        )
        latest: list[Json] = self.shown[uri][-1]["diagnostics"]
        return latest

    def until_told(self, method: str) -> Json:
        """Return what the server says by a notification or a request."""
        self._wait(lambda: any(one["method"] == method for one in self.told), method)
        return next(one for one in self.told if one["method"] == method)

    def until_logged(self, words: str) -> None:
        """Wait until the log says something."""
        self._wait(lambda: any(words in line for line in self.log), f"the log: {words}")

    def close(self) -> int:
        """Say goodbye as the protocol wants it, and return the status with which the server ends."""
        self.ask("shutdown", None)
        self.tell("exit", None)
        return self.end()

    def end(self) -> int:
        """Wait until the server has ended."""
        status = self.process.wait(LONGEST)
        for thread in self._threads:
            thread.join(LONGEST)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()
        return status

    def _send(self, message: Json) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while header := stream.readline():
            size = int(header.split(b":")[1])
            while stream.readline().strip():
                continue
            self._take(json.loads(stream.read(size)))

    def _take(self, message: Json) -> None:
        with self._news:
            if message.get("method") == "textDocument/publishDiagnostics":
                self.shown.setdefault(message["params"]["uri"], []).append(message["params"])
            elif "method" in message:
                self.told.append(message)
            else:
                self._answers[message["id"]] = message
            self._news.notify_all()
        if "method" in message and "id" in message:
            self._send({"id": message["id"], "result": self.answers.get(message["method"])})

    def _read_log(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            with self._news:
                self.log.append(line.decode())
                self._news.notify_all()

    def _wait(self, holds: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + LONGEST
        with self._news:
            while not holds():
                left = end - time.monotonic()
                if left <= 0 or (self.process.poll() is not None and not self._news.wait(0.2) and not holds()):
                    raise AssertionError(f"no {what}; the server's log:\n{''.join(self.log)}")
                self._news.wait(min(left, 0.2))


def insertion(line: int, column: int, text: str) -> Json:
    """Return the edit that puts a text in."""
    place = {"line": line, "character": column}
    return {"range": {"start": place, "end": place}, "text": text}


def rules(found: Sequence[Json]) -> list[str]:
    """Return which rules spoke."""
    return [one["code"] for one in found]


def place(of: Json) -> tuple[int, int, int, int]:
    """Return lines and columns of a finding."""
    start, end = of["range"]["start"], of["range"]["end"]
    return start["line"], start["character"], end["line"], end["character"]
