"""What a run is to do, as plain values that travel to any worker."""

import os
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

from newslint import plugins, rules, settings
from newslint.config import Config, Layer, fields_with, readers_with
from newslint.discovery import Discovery, Found, discover, is_wanted
from newslint.model import Severity
from newslint.naming import check_readers, check_rules
from newslint.openers import is_url
from newslint.patterns import patterns
from newslint.readers import PACKED
from newslint.tasks import Setting as Setting
from newslint.tasks import Task as Task
from newslint.tasks import part_starts
from newslint.values import Values

STDIN = "-"
PART = 64
"""How many files are handed to a worker at a time."""


class Options(Values):
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
    scheduler: str | None = None
    """The address of a cluster that runs already, for an engine that has a use for it."""
    shard: tuple[int, int] | None = None
    """Which part of the files is taken, counted from 1, and of how many parts."""
    resume: bool = False
    """Whether what is done is kept until all is done, and taken where a run that was interrupted kept it."""
    profile: bool = False
    stdin: tuple[str, bytes] | None = None
    """The path that standard input stands for, and its bytes."""
    named_stdin: bool = False
    """Whether somebody said which path that is, so that exclusions may hold for it."""
    outputs: tuple[str, ...] = ()
    """Files that the run writes, which are no articles when a folder is walked."""
    corpora: bool = True
    """Whether the configured corpora are compared with too."""
    cache: bool = False
    """Whether a store may be used, where the configuration says or beside it."""
    part: int = PART
    all_readable: bool = False
    """Whether a walk takes all files that some reader knows, where the configuration does not say which."""


class Request(Values):
    """A run."""

    tasks: tuple[Task, ...]
    settings: tuple[Setting, ...]
    scope: str
    engine: str | None
    jobs: int
    profile: bool
    replaced: tuple[tuple[str, bytes], ...]
    missing: tuple[str, ...]
    configs: tuple[Config, ...]
    excluded: tuple[str, ...]
    """Files that were named outright and left out all the same."""
    counts_words: bool = True
    """Whether somebody will read how many words there were: to count them takes as long as a third of the rules."""
    part: int = PART
    cache: str = ""
    """The folder of the store; empty where there is none."""
    corpus: tuple[str, ...] = ()
    """What the corpus is called: its configurations, else the paths that were asked for."""
    scheduler: str | None = None
    resume: str = ""
    """The folder in which unfinished runs are kept; empty: this one is not."""
    lists_articles: bool = False
    """Whether somebody wants to know of all articles, and not only of the findings."""

    def parts(self, numbers: Sequence[int] | None = None) -> list[Sequence[int]]:
        """Return the numbers of some files, or of all, in the parts that are handed to workers."""
        files = range(len(self.tasks)) if numbers is None else numbers
        starts = part_starts([self.tasks[number] for number in files], self.part)
        return [files[start:end] for start, end in pairwise((*starts, len(files)))]

    def part_of(self, number: int) -> int:
        """Return the part of all files to which the file of a number belongs."""
        return bisect_right(self._starts, number) - 1

    @cached_property
    def _starts(self) -> Sequence[int]:
        return part_starts(self.tasks, self.part)

    def __reduce__(self) -> "tuple[Any, ...]":
        return (Request, tuple(self.as_dict().values()))

    def thresholds(self) -> dict[str, Severity]:
        """Return for each file that was asked for how severe a finding has to be for the run to fail."""
        return {task.path: self.settings[task.setting].fail_on for task in self.tasks if task.asked}


class Loaded(Values):
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
    files, remote = _named(options, registry)
    excluded = (*files.excluded, *remote.excluded)
    tasks = [registry.task(found, asked=True) for found in _taken((*files.files, *remote.files), options)]
    if options.stdin is not None and _leaves_out_stdin(options, registry):
        excluded += (options.stdin[0],)
    elif options.stdin is not None:
        tasks = _with_stdin(registry, tasks, options.stdin[0])
    if not tasks:
        registry.hold(registry.config_of(os.curdir))
    configs = registry.configs()
    missing = [*files.missing, *remote.missing]
    if tasks and options.corpora and options.scope != "document":
        tasks += _compared_with(registry, tasks, _outputs(options), missing)
    cache, resume = _kept_in(options, (registry.config_of(os.curdir), *configs))
    request = Request(
        tuple(sorted(tasks)), tuple(registry.settings), options.scope, options.engine, options.jobs, options.profile,
        () if options.stdin is None else (options.stdin,), tuple(missing), configs, excluded, part=options.part,
        cache=cache, corpus=_corpus_name(options, configs), scheduler=options.scheduler, resume=resume,
    )  # fmt: skip
    return Loaded(request, tuple(registry.plugins_of(setting) for setting in registry.settings))


def _taken(files: Sequence[Found], options: Options) -> Sequence[Found]:
    """Return the files of the part of the input that is asked for."""
    if options.shard is None:
        return files
    from newslint.shards import of_shard

    return of_shard(files, options.shard)


def _kept_in(options: Options, configs: Sequence[Config]) -> tuple[str, str]:
    """Return the folders of the store and of unfinished runs, each empty where there is none."""
    if not (options.cache or options.resume):
        return "", ""
    from newslint.shards import CACHE, cache_folder

    folder = cache_folder(configs)
    return folder if options.cache else "", (folder or os.path.abspath(CACHE)) if options.resume else ""


def _corpus_name(options: Options, configs: Sequence[Config]) -> tuple[str, ...]:
    return tuple(config.path for config in configs if config.corpus) or ("paths", *options.paths, str(options.shard))


def _named(options: Options, registry: "_Registry") -> tuple[Discovery, Discovery]:
    """Return the files that the arguments name, and those that lie elsewhere."""
    urls = [path for path in options.paths if is_url(path)]
    local = options.paths if not urls else [path for path in options.paths if path not in urls]
    files = discover(local, registry.config_of, options.exclude, options.force_exclude, _outputs(options))
    if not urls:
        return files, Discovery(())
    from newslint.remote import discover_remote

    config = registry.config_of(os.curdir)
    openers = registry.plugins_of(Setting(config.plugins, config.folder, (), frozenset())).openers
    return files, discover_remote(urls, openers, config, options.exclude, options.force_exclude)


def _outputs(options: Options) -> frozenset[str]:
    return frozenset(map(os.path.abspath, options.outputs))


def _leaves_out_stdin(options: Options, registry: "_Registry") -> bool:
    """Whether standard input stands for a file that would be left out if it were named outright."""
    if options.stdin is None or not (options.named_stdin and options.force_exclude):
        return False
    return not is_wanted(options.stdin[0], registry.config_of, options.exclude)


def _with_stdin(registry: "_Registry", tasks: Sequence[Task], path: str) -> list[Task]:
    """Return the tasks with standard input in place of the file that it stands for, however that is written."""
    from newslint.corpora import names_of

    replaced = names_of(path)
    others = [task for task in tasks if os.path.abspath(task.path) not in replaced]
    return [*others, registry.task(Found(path, registry.config_of(os.path.dirname(path) or os.curdir)), asked=True)]


def _compared_with(reg: "_Registry", tasks: Sequence[Task], outputs: frozenset[str], missing: list[str]) -> list[Task]:
    """Return the files of the configured corpora that were not asked for, and add what is missing there."""
    if not any(config.corpus for config in reg.configs()):
        return []
    from newslint.corpora import files_of, names_of_all

    known = set(names_of_all(task.path for task in tasks))
    return [
        reg.task(Found(path, reg.config_of(os.path.dirname(path) or os.curdir)), asked=False)
        for path in files_of(reg.configs(), known, outputs, missing)
    ]


class _Registry:
    """Reads each configuration and loads each set of plugins once per run."""

    def __init__(self, options: Options) -> None:
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
        return tuple(self._files.values())

    def plugins_of(self, setting: Setting) -> plugins.Plugins:
        if setting.plugins not in self._plugins:
            self._plugins[setting.plugins] = plugins.load(setting.plugins, setting.folder)
        return self._plugins[setting.plugins]

    def task(self, found: Found, asked: bool) -> Task:
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

    def _read(self, path: str | None) -> Config:
        config = settings.read(path, rules.presets(), self._options.preset)
        if self._options.isolated:
            config = config.but(plugins=())
        loaded = self.plugins_of(Setting(config.plugins, config.folder, (), frozenset()))
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
