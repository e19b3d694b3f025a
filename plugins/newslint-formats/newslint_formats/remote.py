"""Files anywhere that fsspec reaches: a store of objects, an archive, a web server."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, BinaryIO, cast

import fsspec

_BUFFER = 1 << 18
"""In bytes."""
_WEB = ("http", "https")


def open_url(url: str) -> BinaryIO:
    """Return the bytes of a file.

    Raises:
        OSError: it cannot be opened. The message says why, and what to install where something is missing.
    """
    with _as_system_errors(url):
        system, path = _system_of(url)
        return cast(BinaryIO, io.BufferedReader(system.open(path, "rb"), _BUFFER))


def walk(url: str) -> Sequence[str] | None:
    """Return the URLs of the files below a folder or that a pattern names; None where a URL names one file.

    Raises:
        OSError: nobody can say.
    """
    with _as_system_errors(url):
        system, path = _system_of(url)
        if "*" in url:
            return _named_by(url, path, system.glob(path, detail=True))
        # A web server has no folders, only pages that look like one, and asking it may mean to fetch the file.
        if url.partition(":")[0].lower() in _WEB or not system.isdir(path):
            return None
        return _named_by(url, path, system.find(path, detail=True))


def _system_of(url: str) -> tuple[Any, str]:
    system, path = fsspec.core.url_to_fs(url)
    return system, path


def _named_by(url: str, path: str, found: dict[str, Any]) -> list[str]:
    """Return the URLs of files as they were asked for, whatever the system calls them."""
    files = sorted(name for name, info in found.items() if info.get("type") != "directory")
    if "*" in url:
        url, path = (name[: name.index("*")].rpartition("/")[0] for name in (url, path))
    url, path = url.rstrip("/"), path.rstrip("/")
    return [url + name[len(path) :] for name in files if name.startswith(path)]


@contextmanager
def _as_system_errors(url: str) -> Iterator[None]:
    """Whatever the many libraries behind fsspec raise is an error of the system with a message for a person."""
    try:
        yield
    except FileNotFoundError as problem:
        raise OSError("there is no such file") from problem
    except OSError:
        raise
    except Exception as problem:
        advice = "; pip install aiohttp" if "aiohttp" in str(problem) else ""
        raise OSError(f"{problem or type(problem).__name__}{advice}") from problem
