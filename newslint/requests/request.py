"""What a run is to do, as plain values that travel to any worker."""

import os
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from newslint import plugins
from newslint.config import Config, Layer
from newslint.configuration import settings
from newslint.files.discovery import Discovery, Found, discover, is_wanted
from newslint.model import Severity
from newslint.openers import is_url
from newslint.requests.registry import Registry
from newslint.requests.tasks import Setting as Setting
from newslint.requests.tasks import Task as Task
from newslint.requests.tasks import part_starts
from newslint.values import Values

if TYPE_CHECKING:
    from newslint.known.ledgers import Known

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
    baseline: str | None = None
    """The file of findings that are known, in place of what configurations name; empty: there is none."""
    resume: bool = False
    """Whether what is done is kept until all is done, and taken where a run that was interrupted kept it."""
    profile: bool = False
    stdin: tuple[str, bytes] | None = None
    """The path that standard input stands for, and its bytes."""
    opened: tuple[tuple[str, bytes], ...] = ()
    """Further texts that stand for files, as an editor has them open."""
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
    trusted_only: bool = False
    """Whether programs that a configuration names are left out unless the user trusts its folder."""
    base: str = os.curdir
    """The folder whose configuration says where the store is."""


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
    is_shard: bool = False
    """Whether it takes a part of the input only, whose answer somebody will put together with others."""

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
    known: "Known | None" = None
    """The findings that are known before the run; None: none are."""
    folders: tuple[str, ...] = ()
    """Those that were walked for files."""


def prepare(options: Options) -> Loaded:
    """Read the configurations, load the plugins, find the files.

    Raises:
        ConfigError: a configuration or a name on the command line means nothing.
        PluginError: a plugin cannot be loaded.
    """
    registry = Registry(options)
    files, remote = _named(options, registry)
    excluded = (*files.excluded, *remote.excluded)
    tasks = [registry.task(found, asked=True) for found in _taken((*files.files, *remote.files), options)]
    if options.stdin is not None and _leaves_out_stdin(options, registry):
        excluded += (options.stdin[0],)
    elif replaced := _replaced(options):
        tasks = _with_texts(registry, tasks, [path for path, _ in replaced])
    if not tasks:
        registry.hold(registry.config_of(os.curdir))
    configs = registry.configs()
    missing = [*files.missing, *remote.missing]
    if tasks and options.corpora and options.scope != "document":
        tasks += _compared_with(registry, tasks, _outputs(options), missing)
    cache, resume = _kept_in(options, registry, configs)
    request = Request(
        tuple(sorted(tasks)), tuple(registry.settings), options.scope, options.engine, options.jobs, options.profile,
        _replaced(options), tuple(dict.fromkeys(missing)), configs, excluded, part=options.part,
        cache=cache, corpus=_corpus_name(options, configs), scheduler=options.scheduler, resume=resume,
        is_shard=options.shard is not None,
    )  # fmt: skip
    loaded = Loaded(request, tuple(map(registry.plugins_of, registry.settings)), folders=files.folders)
    if not (options.baseline or settings.name_known(() if options.isolated else configs, options.paths)):
        return loaded
    from newslint.known.ledgers import known_for

    return loaded.but(known=known_for(options, configs))


def _taken(files: Sequence[Found], options: Options) -> Sequence[Found]:
    """Return the files of the part of the input that is asked for."""
    if options.shard is None:
        return files
    from newslint.requests.shards import of_shard

    return of_shard(files, options.shard)


def _kept_in(options: Options, registry: Registry, configs: Sequence[Config]) -> tuple[str, str]:
    """Return the folders of the store and of unfinished runs, each empty where there is none."""
    if not (options.cache or options.resume):
        return "", ""
    from newslint.requests.shards import CACHE, cache_folder, trusted_cache_folder

    folder = cache_folder((registry.config_of(options.base), *configs))
    if options.trusted_only:
        folder = trusted_cache_folder(folder)
    return folder if options.cache else "", (folder or os.path.abspath(CACHE)) if options.resume else ""


def _corpus_name(options: Options, configs: Sequence[Config]) -> tuple[str, ...]:
    if named := tuple(config.path for config in configs if config.corpus):
        return named
    left_out = f" without {' '.join(options.exclude)}" if options.exclude else ""
    return ("paths", *options.paths, f"{options.shard}{left_out}")


def _named(options: Options, registry: Registry) -> tuple[Discovery, Discovery]:
    """Return the files that the arguments name, and those that lie elsewhere."""
    urls = [path for path in options.paths if is_url(path)]
    local = options.paths if not urls else [path for path in options.paths if path not in urls]
    files = discover(local, registry.config_of, options.exclude, options.force_exclude, _outputs(options))
    if not urls:
        return files, Discovery(())
    from newslint.files.remote import discover_remote

    config = registry.config_of(os.curdir)
    openers = registry.plugins_of(Setting(config.plugins, config.folder, (), frozenset())).openers
    return files, discover_remote(urls, openers, config, options.exclude, options.force_exclude)


def _outputs(options: Options) -> frozenset[str]:
    return frozenset(map(os.path.abspath, options.outputs))


def _leaves_out_stdin(options: Options, registry: Registry) -> bool:
    """Whether standard input stands for a file that would be left out if it were named outright."""
    if options.stdin is None or not (options.named_stdin and options.force_exclude):
        return False
    return not is_wanted(options.stdin[0], registry.config_of, options.exclude)


def _replaced(options: Options) -> tuple[tuple[str, bytes], ...]:
    return (() if options.stdin is None else (options.stdin,)) + options.opened


def _with_texts(registry: Registry, tasks: Sequence[Task], paths: Sequence[str]) -> list[Task]:
    """Return the tasks with given texts in place of the files that they stand for, however those are written."""
    from newslint.files.corpora import names_of

    replaced = {name for path in paths for name in names_of(path)}
    others = [task for task in tasks if os.path.abspath(task.path) not in replaced]
    found = (Found(path, registry.config_of(os.path.dirname(path) or os.curdir)) for path in paths)
    return [*others, *(registry.task(one, asked=True) for one in found)]


def _compared_with(reg: Registry, tasks: Sequence[Task], outputs: frozenset[str], missing: list[str]) -> list[Task]:
    """Return the files of the configured corpora that were not asked for, and add what is missing there."""
    if not any(config.corpus for config in reg.configs()):
        return []
    from newslint.files.corpora import files_of, names_of_all

    known = set(names_of_all(task.path for task in tasks))
    return [
        # Half the price of asking for the folder's name, which is the last resort.
        reg.task(Found(path, reg.config_of(path.rpartition(os.sep)[0] or os.path.dirname(path) or os.curdir)), False)
        for path in files_of(reg.configs(), known, outputs, missing)
    ]
