"""The configurations of a run, each read and checked once, with the plugins that they name."""

import os
from typing import TYPE_CHECKING

from newslint import plugins, rules
from newslint.config import Config, fields_with, readers_with
from newslint.configuration import settings
from newslint.configuration.naming import check_readers, check_rules
from newslint.files.discovery import Found
from newslint.files.patterns import patterns
from newslint.openers import is_url
from newslint.readers import PACKED
from newslint.requests.tasks import Setting, Task

if TYPE_CHECKING:
    from newslint.requests.request import Options


class Registry:
    """Reads each configuration and loads each set of plugins once per run."""

    def __init__(self, options: "Options") -> None:
        self._options = options
        self._folders: dict[str, Config] = {}
        self._files: dict[str | None, Config] = {}
        self._plugins: dict[tuple[str, ...], plugins.Plugins] = {}
        self._settings: dict[tuple[int, tuple[int, ...]], tuple[int, str]] = {}
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
        """Return the configurations that were read so far."""
        return tuple(self._files.values())

    def plugins_of(self, setting: Setting) -> plugins.Plugins:
        """Return the plugins of a setting."""
        if setting.plugins not in self._plugins:
            self._plugins[setting.plugins] = plugins.load(setting.plugins, setting.folder)
        return self._plugins[setting.plugins]

    def task(self, found: Found, asked: bool) -> Task:
        """Return a file as a task of the run."""
        path, config = found
        setting, encoding = self.hold(config, _matching(config, path) if config.per_path else ())
        return Task(path, setting, encoding, asked)

    def hold(self, config: Config, matching: tuple[int, ...] = ()) -> tuple[int, str]:
        """Return the setting and the encoding for files of a configuration that match some of its sections."""
        key = (id(config), matching)
        if key not in self._settings:
            sections = [config.per_path[index] for index in matching]
            layers = (*config.layers, *(one.layer for one in sections), self._options.layer)
            encoding = next((one.encoding for one in reversed(sections) if one.encoding), config.encoding)
            self._settings[key] = (len(self.settings), encoding)
            own = Setting(
                config.plugins, config.folder, layers, config.words, config.fail_on, fields_with(config, sections),
                config.languages, readers_with(config, sections),
            )  # fmt: skip
            self.settings.append(own)
        return self._settings[key]

    def _withheld(self, config: Config) -> tuple[str, ...]:
        """Return the plugins that a configuration names and that are not to be loaded."""
        if self._options.isolated:
            return config.plugins
        if not (self._options.trusted_only and config.plugins):
            return ()
        from newslint.configuration.trust import withheld

        return withheld(config.plugins, config.folder)

    def _read(self, path: str | None) -> Config:
        config = settings.read(path, rules.presets(), self._options.preset)
        withheld = self._withheld(config)
        if withheld:
            config = config.but(plugins=tuple(name for name in config.plugins if name not in withheld))
        loaded = self.plugins_of(Setting(config.plugins, config.folder, (), frozenset()))
        if not withheld or self._options.isolated:
            # What a plugin that was left out would bring cannot be told from what does not exist.
            check_rules(config.but(layers=(*config.layers, self._options.layer)), loaded.rules)
            check_readers(config, loaded.readers.values())
        if self._options.all_readable and "include" not in config.origins:
            config = config.but(include=_readable(loaded))
        return config


def _readable(loaded: plugins.Plugins) -> tuple[str, ...]:
    return tuple(f"*{suffix}{packed}" for suffix in loaded.readers if suffix for packed in ("", *PACKED))


def _matching(config: Config, path: str) -> tuple[int, ...]:
    """Return which sections of a configuration hold for a path."""
    name = path if is_url(path) else os.path.relpath(path, config.folder).replace(os.sep, "/")
    return tuple(index for index, one in enumerate(config.per_path) if patterns(one.paths).match(name))
