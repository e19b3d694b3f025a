"""Plugins that a configuration names: modules, files of Python, packs."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module

from newslint import hookspecs
from newslint.hookspecs import PluginError, is_hook
from newslint.rule import Rule


def from_pack(path: str, shown: str) -> object:
    """Return the rules of a pack as a plugin."""
    from newslint.kinds import PackError, read_pack

    try:
        with open(path, "rb") as file:
            return _Values(read_pack(file.read(), shown))
    except PackError as problem:
        raise PluginError(str(problem)) from problem
    except OSError as problem:
        raise PluginError(f"the pack {shown} cannot be read: {problem.strerror} ({path})") from problem


def from_module(name: str) -> object:
    """Return a module as a plugin."""
    return _plugin_in(import_module(name))


def from_file(name: str, path: str) -> object:
    """Return a file of Python as a plugin."""
    from importlib.util import module_from_spec, spec_from_file_location

    if not os.path.isfile(path):
        raise PluginError(f"the plugin {name} is missing: there is no file {path}")
    title = "newslint_file_" + "".join(c if c.isalnum() else "_" for c in os.path.abspath(path))
    spec = spec_from_file_location(title, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no Python file")
    module = module_from_spec(spec)
    sys.modules[title] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[title]
        raise
    return _plugin_in(module)


def _plugin_in(module: object) -> object:
    """Return the module if it has hooks, else the rules that stand in it."""
    rules = {id(value): value for value in vars(module).values() if isinstance(value, Rule)}
    has_hook = any(is_hook(name, value) for name, value in vars(module).items())
    return _Values(tuple(rules.values())) if rules and not has_hook else module


class _Values:
    """A plugin that needs no code: the rules of a file, as they stand there."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules

    @hookspecs.hookimpl
    def newslint_rules(self) -> Sequence[Rule]:
        """Return the rules of the file."""
        return self._rules
