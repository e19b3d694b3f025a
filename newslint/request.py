"""What a run is to do, as plain values that travel to any worker."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from newslint import plugins, rules, settings
from newslint.config import Config, Layer, PathSettings
from newslint.discovery import Found, discover
from newslint.model import Severity

STDIN = "-"


class Options(NamedTuple):
    """What the command line or the library asks for."""

    paths: tuple[str, ...] = (".",)
    config: str | None = None
    preset: str | None = None
    isolated: bool = False
    layer: Layer = Layer("command line")
    scope: str = "all"
    exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    engine: str | None = None
    jobs: int = 0
    """How many processes; 0 leaves it to the amount of work."""
    profile: bool = False
    stdin: tuple[str, bytes] | None = None
    """The path that standard input stands for, and its bytes."""


class Setting(NamedTuple):
    """Everything that the findings in a file depend on, besides the file."""

    plugins: tuple[str, ...]
    folder: str
    layers: tuple[Layer, ...]
    words: frozenset[str]


class Task(NamedTuple):
    """One file: how it is read, which setting holds, and whether its findings are asked for or only its facts."""

    path: str
    setting: int
    encoding: str
    asked: bool


class Request(NamedTuple):
    """A run."""

    tasks: tuple[Task, ...]
    settings: tuple[Setting, ...]
    scope: str
    engine: str | None
    jobs: int
    profile: bool
    replaced: tuple[tuple[str, bytes], ...]
    missing: tuple[str, ...]
    fail_on: Severity
    configs: tuple[Config, ...]


class Loaded(NamedTuple):
    """A request, and the plugins that were loaded to check it, by setting."""

    request: Request
    plugins: tuple[plugins.Plugins, ...]


def prepare(options: Options) -> Loaded:
    """Read the configurations, load the plugins, find the files.

    Raises:
        ConfigError: a configuration or a name on the command line means nothing.
        PluginError: a plugin cannot be loaded.
    """
    registry = _Registry(options)
    registry.config_of(os.path.dirname(options.paths[0]) if options.paths and options.stdin is None else ".")
    files = discover(options.paths, registry.config_of, options.exclude, options.force_exclude)
    tasks = [registry.task(found, asked=True) for found in files.files]
    replaced: tuple[tuple[str, bytes], ...] = ()
    if options.stdin is not None:
        path = options.stdin[0]
        tasks.append(registry.task(Found(path, registry.config_of(os.path.dirname(path) or ".")), asked=True))
        replaced = (options.stdin,)
    tasks += _compared_with(registry, tasks) if options.scope != "document" else []
    configs = registry.configs()
    request = Request(
        tuple(sorted(tasks)), tuple(registry.settings), options.scope, options.engine, options.jobs, options.profile,
        replaced, files.missing, min((c.fail_on for c in configs), key=lambda s: s.rank), configs,
    )  # fmt: skip
    return Loaded(request, tuple(registry.plugins_of(setting) for setting in registry.settings))


def _compared_with(registry: _Registry, tasks: Sequence[Task]) -> list[Task]:
    """Return the files of the configured corpus that were not asked for."""
    known = {os.path.abspath(task.path) for task in tasks}
    found = []
    for config in registry.configs():
        if config.corpus:
            as_corpus = config._replace(include=config.corpus)
            everything = discover([config.folder], partial(_always, as_corpus), (), False)
            for one in everything.files:
                if os.path.abspath(one.path) not in known:
                    path = os.path.relpath(one.path)
                    found.append(registry.task(Found(path, registry.config_of(os.path.dirname(path) or ".")), False))
    return found


def _always(config: Config, folder: str) -> Config:
    return config


class _Registry:
    """Reads each configuration and loads each set of plugins once per run."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._folders: dict[str, Config] = {}
        self._files: dict[str | None, Config] = {}
        self._plugins: dict[tuple[str, ...], plugins.Plugins] = {}
        self._settings: dict[tuple[object, ...], int] = {}
        self.settings: list[Setting] = []

    def config_of(self, folder: str) -> Config:
        """Return the configuration that governs a folder, read and checked."""
        if folder not in self._folders:
            path = self._options.config or (None if self._options.isolated else settings.find(folder))
            if path not in self._files:
                self._files[path] = self._read(path)
            self._folders[folder] = self._files[path]
        return self._folders[folder]

    def configs(self) -> tuple[Config, ...]:
        return tuple(self._files.values())

    def plugins_of(self, setting: Setting) -> plugins.Plugins:
        if setting.plugins not in self._plugins:
            self._plugins[setting.plugins] = plugins.load(setting.plugins, setting.folder)
        return self._plugins[setting.plugins]

    def task(self, found: Found, asked: bool) -> Task:
        config = found.config
        matching = [one for one in config.per_path if _matches(one, os.path.relpath(found.path, config.folder))]
        layers = (*config.layers, *(one.layer for one in matching), self._options.layer)
        encoding = next((one.encoding for one in reversed(matching) if one.encoding), config.encoding)
        return Task(found.path, self._setting(config, layers), encoding, asked)

    def _setting(self, config: Config, layers: tuple[Layer, ...]) -> int:
        key = (config.folder, config.plugins, tuple(id(layer) for layer in layers))
        if key not in self._settings:
            self._settings[key] = len(self.settings)
            self.settings.append(Setting(config.plugins, config.folder, layers, config.words))
        return self._settings[key]

    def _read(self, path: str | None) -> Config:
        config = settings.read(path, rules.presets(), self._options.preset)
        if self._options.isolated:
            config = config._replace(plugins=())
        loaded = self.plugins_of(Setting(config.plugins, config.folder, (), frozenset()))
        settings.check(config._replace(layers=(*config.layers, self._options.layer)), loaded.rules)
        return config


def _matches(one: PathSettings, path: str) -> bool:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(one.paths).match_file(path.replace(os.sep, "/"))
