"""The file of words and names of one's own: which it is, and what is added to it or taken out."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable
from typing import NamedTuple

from newslint import fixer, rules
from newslint.configuration import config_at_hand, settings
from newslint.configuration.settings import ConfigError
from newslint.readers import UnreadableError, data_of
from newslint.word_files import WordFile, parsed, proper

DEFAULT = "words.txt"
_COMMENT = re.compile(r"(?m)^#[ \t]*words-files[ \t]*=.*(?:\n|\Z)")
_SECTION = re.compile(r"(?m)^[ \t]*\[[ \t]*tool[ \t]*\.[ \t]*newslint[ \t]*\].*(?:\n|\Z)")
_TABLE = re.compile(r"(?m)^[ \t]*\[")


class Target(NamedTuple):
    """A file of words, and the configuration that governs it, if there is one."""

    path: str
    config: str | None
    is_named: bool
    """Whether the configuration names the file, so that its words count."""


class Added(NamedTuple):
    """What became of words that were to be added."""

    fresh: tuple[str, ...]
    known: tuple[str, ...]
    """Those that were in the file already, if in lower case only."""
    before: frozenset[str]
    """The words that were in the file."""


def target(folder: str, file: str | None = None, config: str | None = None) -> Target:
    """Return the file to keep: the one that is asked for, else one that the configuration names, else a new one.

    Args:
        folder: in which the articles lie.
        file: the file, if somebody chose it.
        config: the configuration, if somebody chose it; None: the one that governs the folder.
    """
    governing = config or settings.find(folder)
    named = settings.words_files(governing, rules.presets()) if governing else ()
    if file is not None:
        return Target(file, governing, os.path.realpath(file) in map(os.path.realpath, named))
    if named:
        return Target(settings.shown(named[0]), governing, True)
    beside = os.path.dirname(os.path.abspath(governing)) if governing else os.path.abspath(folder)
    return Target(settings.shown(os.path.join(beside, DEFAULT)), governing, False)


def add(to: Target, words: Iterable[str]) -> Added:
    """Add words to the file, which is made if there is none.

    Raises:
        ConfigError: what is to be added is no word, or the file is not UTF-8.
        UnreadableError: the file cannot be read.
        UnwritableError: it cannot be written, or somebody changed it meanwhile.
    """
    wanted = tuple(dict.fromkeys(proper(word) for word in words))
    data = data_in(to.path)
    before = WordFile() if data is None else read(to.path, data)
    fresh = tuple(word for word in wanted if word not in before.words and word.lower() not in before.words)
    if fresh:
        write(to.path, data, before.with_words(fresh))
    return Added(fresh, tuple(word for word in wanted if word not in fresh), before.words)


def make_count(of: Target) -> None:
    """Name the file in the configuration, so that its words count.

    Raises:
        ConfigError: there is no configuration, or it is written in a way that a person has to change.
        UnwritableError: it cannot be written.
    """
    if of.is_named:
        return
    if of.config is None:
        raise ConfigError(f"the words in {of.path} do not count yet: no configuration names the file. {advice(of)}")
    data = data_of(of.config)
    text = data.decode("utf-8", "surrogateescape")
    after = _naming(of, text)
    try:
        table = tomllib.loads(after.encode("utf-8", "surrogateescape").decode("utf-8-sig").replace("\r\n", "\n"))
        section = table if os.path.basename(of.config) == settings.FILE else table["tool"]["newslint"]
        is_named = section["words-files"] == [config_at_hand.name_in(of.config, of.path)]
    except (ValueError, KeyError, TypeError):
        is_named = False
    if not is_named:
        raise ConfigError(f"the words in {of.path} do not count yet. {advice(of)}")
    fixer.replace(of.config, data, after.encode("utf-8", "surrogateescape"))


def _naming(of: Target, text: str) -> str:
    """Return a configuration with the line that names the file, where the settings begin."""
    line_end = "\r\n" if "\r\n" in text else "\n"
    line = f'words-files = ["{config_at_hand.name_in(of.config, of.path)}"]{line_end}'
    section = _SECTION.search(text)
    if match := _COMMENT.search(text, section.end() if section else 0):
        return text[: match.start()] + line + text[match.end() :]
    if section:
        return text[: section.end()] + line + text[section.end() :]
    table = _TABLE.search(text)
    at = table.start() if table else len(text)
    gap = line_end if text[:at] and not text[:at].endswith("\n") else ""
    return text[:at] + gap + line + (line_end if table else "") + text[at:]


def advice(of: Target) -> str:
    """Return what to write into the configuration so that the words of a file count."""
    return f"To use it, {config_at_hand.how_to_name('words-files', of.path, of.config)}"


def data_in(path: str) -> bytes | None:
    """Return the bytes of the file; None where there is none.

    Raises:
        UnreadableError: it cannot be read.
    """
    return data_of(path) if os.path.lexists(path) else None


def existing(path: str) -> bytes:
    """Return the bytes of the file.

    Raises:
        UnreadableError: there is none, or it cannot be read.
    """
    data = data_in(path)
    if data is None:
        raise UnreadableError(f"there is no file {settings.shown(path)} yet; newslint words add makes it")
    return data


def read(path: str, data: bytes) -> WordFile:
    """Return the words in the bytes of a file.

    Raises:
        ConfigError: they are not UTF-8.
    """
    try:
        return parsed(data.decode("utf-8"))
    except UnicodeDecodeError as problem:
        raise ConfigError(f"{settings.shown(path)} is not UTF-8 (byte {problem.start}); it was left as it is") from None


def write(path: str, before: bytes | None, after: WordFile) -> None:
    """Write the file in place of what it held; None: make it.

    Raises:
        UnwritableError: it cannot be written, or somebody changed it meanwhile.
    """
    data = after.text().encode("utf-8")
    if before is None:
        fixer.create(path, data)
    else:
        fixer.replace(path, before, data)
