"""What comes through the door: built-ins, installed plugins, and what a configuration names."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import pluggy

from newslint import hookspecs
from newslint.hookspecs import PROJECT
from newslint.rule import Rule

if TYPE_CHECKING:
    from newslint.engine import Engine
    from newslint.readers import Reader
    from newslint.reporters import Reporter

Value = TypeVar("Value")
BUILT_IN = ("newslint.rules", "newslint.readers", "newslint.reporters", "newslint.engine")


class PluginError(Exception):
    """A plugin cannot be used. The message names it, where it comes from, and what to do."""


class Loaded(NamedTuple):
    """One plugin that was loaded: its name, where it comes from, and what it brought."""

    name: str
    origin: str
    version: str
    rules: tuple[Rule, ...]
    readers: tuple[Reader, ...]
    reporters: tuple[Reporter, ...]
    engines: tuple[Engine, ...]
    words: tuple[str, ...]


class Plugins(NamedTuple):
    """All that was loaded, by name."""

    loaded: tuple[Loaded, ...]
    rules: dict[str, Rule]
    readers: dict[str, Reader]
    """By suffix."""
    reporters: dict[str, Reporter]
    engines: dict[str, Engine]
    words: frozenset[str]


class _Candidate(NamedTuple):
    name: str
    origin: str
    version: str
    module: object


def load(named: Sequence[str] = (), folder: str = ".") -> Plugins:
    """Load the built-ins, the installed plugins and those that a configuration names.

    Args:
        named: modules, ``.py`` files or ``.toml`` packs.
        folder: what relative file names are relative to.

    Raises:
        PluginError: a plugin is missing, fails to import, has a hook that does not exist, or
            brings something whose name is taken.
    """
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hookspecs)
    candidates = [_Candidate(name, "newslint", "", import_module(name)) for name in BUILT_IN]
    candidates += _installed()
    candidates += [_named(name, folder) for name in named]
    return _collect([_admit(manager, candidate) for candidate in candidates])


def _admit(manager: pluggy.PluginManager, candidate: _Candidate) -> Loaded:
    try:
        manager.register(candidate.module, candidate.name)
        _refuse_unknown_hooks(candidate)
        return _brought(manager, candidate)
    except PluginError:
        raise
    except Exception as problem:
        raise _broken(candidate.name, candidate.origin, problem) from problem


def _refuse_unknown_hooks(candidate: _Candidate) -> None:
    """A misspelt or unmarked hook is an error, not silence."""
    for name in dir(candidate.module):
        if name.startswith("newslint_") and callable(hook := getattr(candidate.module, name)):
            if name not in _HOOKS:
                problem = f"which does not exist; there are {', '.join(_HOOKS)}"
            elif not hasattr(hook, "newslint_impl"):
                problem = "which is not marked with @newslint.hookimpl"
            else:
                continue
            raise PluginError(f"the plugin {candidate.name} of {candidate.origin} has a hook {name}, {problem}")


def _brought(manager: pluggy.PluginManager, candidate: _Candidate) -> Loaded:
    def values(hook: str) -> tuple[object, ...]:
        caller = manager.subset_hook_caller(hook, [p for p in manager.get_plugins() if p is not candidate.module])
        return tuple(value for brought in caller() for value in brought)

    marked = {hook.name for hook in manager.get_hookcallers(candidate.module) or ()}
    brought = [values(hook) if hook in marked else () for hook in _HOOKS]
    return Loaded(candidate.name, candidate.origin, candidate.version, *brought)  # type: ignore[arg-type]


_HOOKS = ("newslint_rules", "newslint_readers", "newslint_reporters", "newslint_engines", "newslint_words")


def _collect(loaded: Sequence[Loaded]) -> Plugins:
    rules = _by_name("rule", ((rule.name, rule, plugin) for plugin in loaded for rule in plugin.rules))
    readers = _by_name(
        "reader of", ((s, reader, plugin) for plugin in loaded for reader in plugin.readers for s in reader.suffixes)
    )
    reporters = _by_name("reporter", ((r.name, r, plugin) for plugin in loaded for r in plugin.reporters))
    engines = _by_name("engine", ((engine.name, engine, plugin) for plugin in loaded for engine in plugin.engines))
    words = frozenset(word for plugin in loaded for word in plugin.words)
    return Plugins(tuple(loaded), rules, readers, reporters, engines, words)


def _by_name(what: str, named: Iterable[tuple[str, Value, Loaded]]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    owner: dict[str, str] = {}
    for name, value, plugin in named:
        if name in found:
            raise PluginError(f"two plugins bring the {what} {name}: {owner[name]} and {plugin.name}; remove one")
        found[name], owner[name] = value, plugin.name
    return found


def _installed() -> Iterator[_Candidate]:
    for folder in sys.path:
        for distribution, entry_points in _entry_point_files(folder or "."):
            for name, target in _entries(entry_points):
                title, _, version = distribution.removesuffix(".dist-info").partition("-")
                yield _Candidate(name, title, version, _imported(name, target, title))


def _entry_point_files(folder: str) -> Iterator[tuple[str, str]]:
    """Yield the metadata folders that may hold plugins; importlib.metadata takes 28 ms for this, it 1."""
    try:
        entries = sorted(entry.name for entry in os.scandir(folder) if entry.name.endswith(".dist-info"))
    except OSError:
        return
    for name in entries:
        path = os.path.join(folder, name, "entry_points.txt")
        try:
            with open(path, encoding="utf-8") as file:
                text = file.read()
        except OSError:
            continue
        if "[newslint]" in text:
            yield name, text


def _entries(text: str) -> Iterator[tuple[str, str]]:
    section = ""
    for line in text.splitlines():
        if line.startswith("["):
            section = line.strip()
        elif section == "[newslint]" and "=" in line:
            name, _, target = line.partition("=")
            yield name.strip(), target.strip()


def _imported(name: str, target: str, distribution: str) -> object:
    module, _, path = target.partition(":")
    try:
        found: object = import_module(module)
        for part in path.split(".") if path else ():
            found = getattr(found, part)
    except Exception as problem:
        raise _broken(name, distribution, problem) from problem
    return found


def _broken(name: str, distribution: str, problem: Exception) -> PluginError:
    return PluginError(
        f"the plugin {name} of {distribution} cannot be loaded: {type(problem).__name__}: {problem}. "
        f"Install or repair it, or uninstall {distribution}; in a pre-commit hook write\n"
        f"    additional_dependencies: [{distribution}]"
    )


def _named(name: str, folder: str) -> _Candidate:
    if name.endswith(".toml"):
        return _Candidate(name, name, "", _pack(name, os.path.join(folder, name)))
    if name.endswith(".py"):
        return _Candidate(name, name, "", _from_file(name, os.path.join(folder, name)))
    try:
        return _Candidate(name, name.partition(".")[0], "", import_module(name))
    except Exception as problem:
        raise _broken(name, name.partition(".")[0].replace("_", "-"), problem) from problem


def _pack(name: str, path: str) -> object:
    from newslint.kinds import PackError, read_pack

    try:
        with open(path, "rb") as file:
            rules = read_pack(file.read(), name)
    except OSError as problem:
        raise PluginError(f"the pack {name} cannot be read: {problem.strerror} ({path})") from problem
    except PackError as problem:
        raise PluginError(str(problem)) from problem
    return _Values(rules)


def _from_file(name: str, path: str) -> object:
    from importlib.util import module_from_spec, spec_from_file_location

    if not os.path.isfile(path):
        raise PluginError(f"the plugin {name} is missing: there is no file {path}")
    title = "newslint_file_" + "".join(c if c.isalnum() else "_" for c in os.path.abspath(path))
    spec = spec_from_file_location(title, path)
    if spec is None or spec.loader is None:
        raise PluginError(f"the plugin {name} cannot be loaded: {path} is no Python file")
    module = module_from_spec(spec)
    sys.modules[title] = module
    try:
        spec.loader.exec_module(module)
    except Exception as problem:
        del sys.modules[title]
        raise PluginError(f"the plugin {name} cannot be loaded: {type(problem).__name__}: {problem}") from problem
    return module if _has_hook(module) else _Values(tuple(v for v in vars(module).values() if isinstance(v, Rule)))


def _has_hook(module: ModuleType) -> bool:
    return any(name.startswith("newslint_") for name in vars(module))


class _Values:
    """A plugin that needs no code: the rules of a file, as they stand there."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules

    @hookspecs.hookimpl
    def newslint_rules(self) -> Sequence[Rule]:
        """Return the rules of the file."""
        return self._rules
