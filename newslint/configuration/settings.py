"""Configuration files and presets -> one Config. An unknown key, rule or option is an error that names the near one."""

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from newslint.config import DEFAULT_PRESET, INCLUDE, Config, Layer, PathSettings, merged_readers
from newslint.configuration.schema import ConfigError as ConfigError
from newslint.configuration.schema import check_table, require
from newslint.configuration.schema import suggestion as suggestion
from newslint.model import Severity

if TYPE_CHECKING:
    pass

FILE = "newslint.toml"
PYPROJECT = "pyproject.toml"
ACCEPTED = ".newslint-accepted.jsonl"
"""The file of accepted findings, beside the configuration unless that names another one."""


class Source:
    """One table of settings and what it is called: a file or a preset."""

    def __init__(self, origin: str, folder: str, table: Mapping[str, Any]) -> None:
        """Take the name, the folder from which its paths count, and the table."""
        self.origin = origin
        self.folder = folder
        self.table = table


def find(folder: str) -> str | None:
    """Return the configuration file that governs ``folder``: the nearest at or above it, or None."""
    current = os.path.abspath(folder)
    while True:
        for name in (FILE, PYPROJECT):
            path = os.path.join(current, name)
            if os.path.isfile(path) and (name == FILE or _has_section(path)):
                return path
        parent = os.path.dirname(current)
        if parent == current:
            return None
        current = parent


def name_known(configs: Iterable[Config], paths: Iterable[str]) -> bool:
    """Whether there are baselines or accepted findings for what is asked for."""
    if any(one.baseline or os.path.lexists(accepted_of(one)) for one in configs if one.path):
        return True
    return any(not one.path for one in configs) and bool(accepted_above(paths))


def accepted_of(config: Config) -> str:
    """Return where the accepted findings of a configuration lie, whether or not there are any."""
    return config.accepted or os.path.join(config.folder, ACCEPTED)


def accepted_above(paths: Iterable[str]) -> set[str]:
    """Return the nearest files of accepted findings at or above some paths, for what no configuration governs."""
    folders = {path if os.path.isdir(path) else os.path.dirname(path) for path in paths}
    found = set()
    for folder in folders:
        current = os.path.abspath(folder)
        while not os.path.lexists(path := os.path.join(current, ACCEPTED)) and current != os.path.dirname(current):
            current = os.path.dirname(current)
        found.add(path)
    return set(filter(os.path.lexists, found))


def read(path: str | None, presets: Mapping[str, Mapping[str, Any]], preset: str | None = None) -> Config:
    """Return the configuration in ``path`` (None: only the preset), not yet checked against the rules.

    Args:
        path: a ``newslint.toml`` or a ``pyproject.toml``.
        presets: the presets by name.
        preset: stands in for the presets that the configuration extends.

    Raises:
        ConfigError: the file cannot be read or parsed, or holds a key or value that means nothing.
    """
    own = [] if path is None else _with_extended(_parse(path), presets, preset is None, ())
    if preset is not None or not any(source.origin.startswith("preset ") for source in own):
        own.insert(0, _preset(preset or DEFAULT_PRESET, presets))
    folder = os.path.dirname(os.path.abspath(path)) if path else os.getcwd()
    return _merged(folder, own).but(path=os.path.abspath(path) if path else "")


def words_files(path: str, presets: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    """Return the files of known words that the configuration in ``path`` names, whether or not they exist.

    The strongest source comes first: what the configuration names itself, then what it extends.

    Raises:
        ConfigError: the configuration cannot be read.
    """
    sources = _with_extended(_parse(path), presets, False, ())
    return tuple(file for source in reversed(sources) for file in _words_files(source))


def shown(path: str) -> str:
    """Return a path as messages show it: relative to the working directory."""
    try:
        return os.path.relpath(path)
    except ValueError:  # on another drive
        return path


def _has_section(path: str) -> bool:
    """Whether a pyproject.toml has settings for newslint; most have none, and parsing them would cost."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as problem:
        raise ConfigError(f"{shown(path)}: cannot be read: {problem.strerror}") from problem
    return b"newslint" in data and any(_are_settings(path, heading, line) for heading, line in _lines_on(data))


def _lines_on(data: bytes) -> Iterable[tuple[bytes, bytes]]:
    """Yield the lines that name newslint, without spaces and quotation marks, each with the heading above it."""
    heading = b""
    for line in data.removeprefix(b"\xef\xbb\xbf").splitlines():
        plain = line.translate(None, b" \t\"'")
        if plain.startswith(b"["):
            heading = plain
        if b"newslint" in plain:
            yield heading, plain


def _are_settings(path: str, heading: bytes, line: bytes) -> bool:
    """Whether a line begins settings for newslint; where it is written in no usual way, the whole file is parsed."""
    if line.startswith((b"[tool.newslint]", b"[tool.newslint.", b"[[tool.newslint.")):
        return True
    is_key = heading.partition(b"#")[0] == b"[tool]" and line.startswith(b"newslint")
    if is_key or line.startswith((b"[tool.newslint", b"[[tool.newslint")) or (not heading and line.startswith(b"tool")):
        try:
            return bool(_table_in(path))
        except ConfigError:
            return True
    return False


def _parse(path: str, named_by: str = "") -> Source:
    table = _table_in(path, named_by)
    check_table(shown(path), table)
    return Source(shown(path), os.path.dirname(os.path.abspath(path)), table)


def _table_in(path: str, named_by: str = "") -> Any:
    """Return the settings in a file; in a pyproject.toml without any an empty table."""
    import tomllib

    origin = shown(path)
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            table: Any = tomllib.loads(file.read())
    except OSError as problem:
        raise ConfigError(f"{named_by}{origin}: cannot be read: {problem.strerror}") from problem
    except UnicodeDecodeError as problem:
        raise ConfigError(f"{named_by}{origin}: is not UTF-8 (byte {problem.start}); save it as UTF-8") from problem
    except tomllib.TOMLDecodeError as problem:
        raise ConfigError(f"{named_by}{origin}: is not TOML: {problem}") from problem
    if os.path.basename(path) == PYPROJECT:
        table = table.get("tool", {})
        return table.get("newslint", {}) if isinstance(table, Mapping) else {}
    if "tool" in table:
        raise ConfigError(
            f"{named_by}{origin}: [tool.newslint] is for a {PYPROJECT}; here its settings stand on their own"
        )
    return table


def _with_extended(
    source: Source, presets: Mapping[str, Mapping[str, Any]], with_presets: bool, seen: tuple[str, ...]
) -> list[Source]:
    """Return what the source extends, the weakest first, and last the source itself."""
    if source.origin in seen:
        raise ConfigError(f"{source.origin}: extends itself through {' -> '.join(seen)}")
    named = source.table.get("extend", [])
    found: list[Source] = []
    for name in [named] if isinstance(named, str) else named:
        if name.endswith(".toml"):
            parsed = _parse(os.path.join(source.folder, name), f"{source.origin}: extend: ")
            found += _with_extended(parsed, presets, with_presets, (*seen, source.origin))
        else:
            preset = _preset(name, presets, f"{source.origin}: extend: ")
            found += [preset] if with_presets else []
    return [*found, source]


def _preset(name: str, presets: Mapping[str, Mapping[str, Any]], named_by: str = "") -> Source:
    message = f"{named_by}no preset {name!r}; there are {', '.join(sorted(presets))}"
    require(name in presets, message, name, presets)
    return Source(f"preset {name}", ".", presets[name])


def _merged(folder: str, sources: Sequence[Source]) -> Config:
    origins: dict[str, str] = {}
    for source in sources:
        origins.update(_origins(source))
    last = {key: source.table[key] for source in sources for key in source.table}
    return Config(
        folder=folder,
        layers=tuple(_layer(source.origin, source.table) for source in sources),
        per_path=tuple(_path_settings(s.origin, table) for s in sources for table in s.table.get("per-path", ())),
        plugins=tuple(_resolved(s, name) for s in sources for name in s.table.get("plugins", ())),
        words=frozenset(word for source in sources for word in _words(source)),
        words_files=tuple(path for source in sources for path in _words_files(source)),
        include=tuple(last.get("include", INCLUDE)),
        exclude=tuple(name for source in sources for name in source.table.get("exclude", ())),
        corpus=tuple(last.get("corpus", ())),
        encoding=last.get("encoding", "utf-8"),
        fields={name: names for source in sources for name, names in _fields(source.table).items()},
        readers=merged_readers(source.table.get("readers", {}) for source in sources),
        languages=tuple(last.get("languages", ())),
        fail_on=Severity(last.get("fail-on", "warning")),
        cache_dir=_file(sources, "cache-dir"),
        baseline=_file(sources, "baseline"),
        accepted=_file(sources, "accepted"),
        origins=origins,
    )


def _origins(source: Source) -> Iterable[tuple[str, str]]:
    for key, value in source.table.items():
        if isinstance(value, Mapping):
            yield from ((f"{key}.{name}", source.origin) for name in value)
            yield key, source.origin
        else:
            yield key, source.origin


def _layer(origin: str, table: Mapping[str, Any]) -> Layer:
    return Layer(
        origin,
        dict(table.get("severity", {})),
        {name: dict(options) for name, options in table.get("rules", {}).items()},
        tuple(table["select"]) if "select" in table else None,
        tuple(table.get("extend-select", ())),
        tuple(table.get("ignore", ())),
    )


def _path_settings(origin: str, table: Mapping[str, Any]) -> PathSettings:
    layer = _layer(f"{origin}: [[per-path]]", table)
    readers = dict(table.get("readers", {}))
    return PathSettings(tuple(table["paths"]), layer, table.get("encoding"), _fields(table), readers)


def _fields(table: Mapping[str, Any]) -> Mapping[str, tuple[str, ...]]:
    fields = table.get("fields", {})
    return {name: (names,) if isinstance(names, str) else tuple(names) for name, names in fields.items()}


def _resolved(source: Source, plugin: str) -> str:
    """File names are relative to the configuration that names them, which may be an extended one."""
    is_file = plugin.endswith((".py", ".toml"))
    return os.path.normpath(os.path.join(source.folder, plugin)) if is_file else plugin


def _file(sources: Sequence[Source], key: str) -> str:
    """Return the path that the strongest source names, relative to which it is; an empty one where none does."""
    return next((os.path.join(one.folder, one.table[key]) for one in reversed(sources) if key in one.table), "")


def _words_files(source: Source) -> Iterable[str]:
    return (os.path.normpath(os.path.join(source.folder, name)) for name in source.table.get("words-files", ()))


def _words(source: Source) -> Iterable[str]:
    yield from source.table.get("words", ())
    for name in source.table.get("words-files", ()):
        path = os.path.join(source.folder, name)
        try:
            with open(path, encoding="utf-8-sig") as file:
                yield from (word for line in file if (word := line.partition("#")[0].strip()))
        except OSError as problem:
            raise ConfigError(f"{source.origin}: words-files: {name} cannot be read: {problem.strerror}") from problem
        except UnicodeDecodeError as problem:
            raise ConfigError(f"{source.origin}: words-files: {name} cannot be read: it is not UTF-8") from problem
