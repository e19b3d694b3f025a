"""What comes through the door: built-ins, installed plugins, and what a configuration names."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

import pluggy

from newslint import hookspecs
from newslint.hookspecs import IMPLEMENTATION, PROJECT, is_hook
from newslint.hookspecs import PluginError as PluginError
from newslint.installed import EntryPoint, digest, entry_points
from newslint.rule import CATEGORIES, Deferred, Rule
from newslint.values import Values

if TYPE_CHECKING:
    from newslint.engine import Engine
    from newslint.openers import Opener
    from newslint.readers import Reader
    from newslint.reporters import Reporter

Value = TypeVar("Value")
# Most configurations name no plugin.
_PACK, _FILE, _MODULE = (Deferred(f"newslint.named_plugins:from_{what}") for what in ("pack", "file", "module"))
BUILT_IN = ("newslint.rules", "newslint.readers", "newslint.reporters", "newslint.engine")
HOOKS = tuple(name for name in vars(hookspecs) if name.startswith("newslint_"))


class Loaded(Values):
    """One plugin that was loaded: its name, where it comes from, and what it brought."""

    name: str
    origin: str
    version: str
    path: str
    """Of the file that holds it all, where a configuration names one."""
    rules: tuple[Rule, ...]
    readers: "tuple[Reader, ...]"
    reporters: "tuple[Reporter, ...]"
    engines: "tuple[Engine, ...]"
    words: tuple[str, ...]
    openers: "tuple[Opener, ...]" = ()

    @property
    def identity(self) -> str:
        """The version; where there is none, what the file holds, as 64 bits in hex; "" where nothing is known."""
        return self.version or digest(self.path or getattr(sys.modules.get(self.name), "__file__", None))

    @property
    def title(self) -> str:
        """The name, and the distribution or file where that says more."""
        return self.name if self.origin == self.name else f"{self.name} (of {self.origin})"


class Plugins(Values):
    """All that was loaded, by name."""

    loaded: tuple[Loaded, ...]
    rules: dict[str, Rule]
    readers: "dict[str, Reader]"
    """By suffix."""
    reporters: "dict[str, Reporter]"
    engines: "dict[str, Engine]"
    words: frozenset[str]
    openers: "dict[str, Opener]"
    """By scheme."""


class _Candidate:
    """Something that should be a plugin, not yet imported."""

    def __init__(
        self, name: str, origin: str, version: str, find: Callable[[], object], advice: str, path: str = ""
    ) -> None:
        self.name = name
        self.origin = origin
        self.version = version
        self.find = find
        self.advice = advice
        self.path = path

    def refused(self, problem: object) -> PluginError:
        source = "" if self.origin == self.name else f" of {self.origin}"
        return PluginError(f"the plugin {self.name}{source} cannot be loaded: {problem}. {self.advice}")


def load(named: Sequence[str] = (), folder: str = ".") -> Plugins:
    """Load the built-ins, the installed plugins and those that a configuration names.

    Args:
        named: modules, ``.py`` files or ``.toml`` packs.
        folder: what relative file names are relative to.

    Raises:
        PluginError: a plugin is missing, fails to import, has a hook that does not exist, or
            brings something that newslint has no use for or whose name is taken.
    """
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hookspecs)
    candidates = [_Candidate(name, "newslint", "", partial(import_module, name), "") for name in BUILT_IN]
    candidates += map(_installed, entry_points())
    candidates += [_named(name, folder) for name in dict.fromkeys(named)]
    return _collect([loaded for candidate in candidates for loaded in _admit(manager, candidate)])


def rules_of(path: str) -> tuple[Rule, ...]:
    """Return the rules of a ``.py`` file or a ``.toml`` pack, loaded alone: their names may be those of other rules.

    Raises:
        PluginError: the file cannot be loaded.
    """
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hookspecs)
    return tuple(rule for loaded in _admit(manager, _named(path, os.curdir)) for rule in loaded.rules)


def _admit(manager: pluggy.PluginManager, candidate: _Candidate) -> Iterator[Loaded]:
    """Yield what a plugin brings; nothing when it was admitted before, under another name."""
    try:
        plugin = candidate.find()
        if manager.is_registered(plugin):
            return
        _check_hooks(candidate, plugin)
        manager.register(plugin, f"{candidate.name} of {candidate.origin}")
        brought = [tuple(_brought(manager, candidate, plugin, hook)) for hook in HOOKS]
    except PluginError:
        raise
    except pluggy.PluginValidationError as problem:
        raise candidate.refused(f"a hook takes no arguments: {_definition(problem)}") from problem
    except (Exception, SystemExit) as problem:
        raise candidate.refused(f"{type(problem).__name__}: {problem}") from problem
    yield Loaded(candidate.name, candidate.origin, candidate.version, candidate.path, *brought)  # type: ignore[arg-type]


def _definition(problem: pluggy.PluginValidationError) -> str:
    """Return the hook as it is written, out of the lines that pluggy has to say on it."""
    _, _, rest = str(problem).partition("hookimpl definition: ")
    return rest.partition("\n")[0] or " ".join(str(problem).split())


def _check_hooks(candidate: _Candidate, plugin: object) -> None:
    """A misspelt or unmarked hook is an error, not silence; so is a plugin without any."""
    names = [name for name in dir(plugin) if is_hook(name, getattr(plugin, name, None))]
    for name in names:
        if name not in HOOKS:
            raise candidate.refused(f"there is no hook {name}; there are {', '.join(HOOKS)}")
        if not hasattr(getattr(plugin, name), IMPLEMENTATION):
            raise candidate.refused(f"its hook {name} is not marked with @newslint.hookimpl")
    if not names:
        raise candidate.refused(f"it has none of the hooks {', '.join(HOOKS)}, nor a rule")


def _brought(manager: pluggy.PluginManager, candidate: _Candidate, plugin: object, hook: str) -> Iterator[object]:
    if not hasattr(plugin, hook):
        return
    others = [one for one in manager.get_plugins() if one is not plugin]
    for brought in manager.subset_hook_caller(hook, others)():
        if isinstance(brought, str):
            raise candidate.refused(f"{hook} returns one text; return a list of them")
        if not isinstance(brought, Iterable):
            raise candidate.refused(f"{hook} returns {brought!r}; return a list")
        wanted = _wanted(hook)
        yield from (_checked(candidate, hook, wanted, value) for value in brought)


def _checked(candidate: _Candidate, hook: str, wanted: type, value: object) -> object:
    if not isinstance(value, wanted):
        raise candidate.refused(f"{hook} brings {value!r}, which is no {wanted.__name__}")
    if isinstance(value, Rule):
        if value.name in (*CATEGORIES, "all"):
            raise candidate.refused(f"a rule cannot be called {value.name}, which is a choice of several rules")
        return value if candidate.origin == "newslint" else value._replace(origin=candidate.origin)
    return value


def _wanted(hook: str) -> type:
    """Return the type of what a hook brings. The modules were imported with the built-ins, all but this one's rules."""
    if hook == "newslint_words":
        return str
    noun = hook.removeprefix("newslint_").removesuffix("s")
    home = {"rule": "rule", "engine": "engine"}.get(noun, f"{noun}s")
    found: type = getattr(sys.modules[f"newslint.{home}"], noun.title())
    return found


def _collect(loaded: Sequence[Loaded]) -> Plugins:
    rules = _by_name("rule", ((rule.name, rule, plugin) for plugin in loaded for rule in plugin.rules))
    readers = _by_name(
        "reader of", ((s, reader, plugin) for plugin in loaded for reader in plugin.readers for s in reader.suffixes)
    )
    reporters = _by_name("reporter", ((r.name, r, plugin) for plugin in loaded for r in plugin.reporters))
    engines = _by_name("engine", ((engine.name, engine, plugin) for plugin in loaded for engine in plugin.engines))
    openers = _by_name(
        "opener of", ((s, opener, plugin) for plugin in loaded for opener in plugin.openers for s in opener.schemes)
    )
    words = frozenset(word for plugin in loaded for word in plugin.words)
    return Plugins(tuple(loaded), rules, readers, reporters, engines, words, openers)


def _by_name(what: str, named: Iterable[tuple[str, Value, Loaded]]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    owner: dict[str, str] = {}
    for name, value, plugin in named:
        if name in found:
            raise PluginError(f"two plugins bring the {what} {name}: {owner[name]} and {plugin.title}; remove one")
        found[name], owner[name] = value, plugin.title
    return found


def _installed(entry: EntryPoint) -> _Candidate:
    advice = f"Repair or uninstall {entry.distribution}{_in_a_hook(entry.distribution)}"
    return _Candidate(entry.name, entry.distribution, entry.version, partial(_imported, entry.target), advice)


def _imported(target: str) -> object:
    """Return what an entry point names: a module, something in it, or a pack that lies in it (``house:words.toml``)."""
    module, _, path = target.partition(":")
    found: Any = import_module(module)
    if path.endswith(".toml"):
        return _PACK(os.path.join(next(iter(found.__path__)), path), path)
    for part in path.split(".") if path else ():
        found = getattr(found, part)
    return found


def _in_a_hook(distribution: str) -> str:
    return f"; in a pre-commit hook write\n    additional_dependencies: [{distribution}]"


def _named(name: str, folder: str) -> _Candidate:
    """Return what a configuration names; files are shown as they lie from its folder."""
    path = os.path.join(folder, name)
    shown = os.path.relpath(path, folder)
    if name.endswith(".toml"):
        return _Candidate(shown, shown, "", partial(_PACK, path, shown), "Mend it", path)
    if name.endswith(".py"):
        advice = "Mend it, or take it out of the configuration"
        return _Candidate(shown, shown, "", partial(_FILE, shown, path), advice, path)
    distribution = name.partition(".")[0].replace("_", "-")
    advice = f"Install {distribution}, or take it out of the configuration{_in_a_hook(distribution)}"
    return _Candidate(name, distribution, "", partial(_MODULE, name), advice)
