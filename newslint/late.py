"""Patterns that are compiled when they are first used, newslint's own from what its build made of them.

Nearly all of the time of compiling goes into reading the pattern: from the program that was made of
it at build time a pattern is ready in a thirtieth. A program is the affair of the interpreter that
made it, so another one does not use it, and the engine checks each that it is given.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from typing import Any, cast

__all__ = ["identity", "late", "program_of"]


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what behaves as ``re.compile(pattern, flags)`` and is compiled when it is first used.

    Compiling a pattern costs as much as searching several articles with it, and most patterns stand
    behind a test that few texts pass.

    Raises:
        re.error: the pattern is none; raised at its first use.
    """
    return cast("re.Pattern[str]", Late(pattern, flags))


class Late:
    """What ``late`` returns; ``arguments`` are the pattern and its flags."""

    def __init__(self, pattern: str, flags: int) -> None:
        """Compile nothing yet."""
        self.arguments = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        """Return an attribute of the compiled pattern, and keep it, so that it is looked up here once."""
        if name.startswith("_") or name == "arguments":
            raise AttributeError(name)
        found = getattr(_compiled(*self.arguments), name)
        setattr(self, name, found)
        return found


def identity() -> str:
    """Return what tells the interpreter whose patterns these are from others."""
    import _sre  # type: ignore[import-not-found]

    return f"{sys.implementation.cache_tag} {_sre.MAGIC} {_sre.CODESIZE}"


def program_of(pattern: str, flags: int) -> bytes | None:
    """Return what the standard library's compiler hands to its engine for a pattern; None where it is not CPython's.

    Raises:
        re.error: the pattern is none.
    """
    import marshal

    try:
        compiler: Any = sys.modules["re._compiler"]
        engine = compiler._sre
    except (KeyError, AttributeError):
        return None
    recorder = _Recorder(engine)
    compiler._sre = recorder
    try:
        compiler.compile(pattern, int(flags))
    finally:
        compiler._sre = engine
    source, all_flags, code, *groups = recorder.given
    return marshal.dumps((source, int(all_flags), [int(number) for number in code], *groups))


class _Recorder:
    """Stands in for the engine and keeps what the compiler gives it."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        self.given: tuple[Any, ...] = ()

    def compile(self, *given: Any) -> Any:
        self.given = given
        return self._engine.compile(*given)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)


def _compiled(pattern: str, flags: int) -> re.Pattern[str]:
    program = _programs().get((pattern, flags))
    if program is None:
        return re.compile(pattern, flags)
    import _sre
    import marshal

    return cast("re.Pattern[str]", _sre.compile(*marshal.loads(program)))  # noqa: S302


@cache
def _programs() -> dict[tuple[str, int], bytes]:
    try:
        from newslint._compiled import PROGRAMS
    except ImportError:  # before the first build
        return {}
    made_for, programs = PROGRAMS
    return programs if made_for == identity() else {}
