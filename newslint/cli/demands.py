"""Whether all that a command line names exists, so that a run is worth its while."""

from newslint.cli.options import Asked
from newslint.configuration.schema import ConfigError, require
from newslint.openers import bringing
from newslint.reporters import Reporter
from newslint.requests.request import Loaded
from newslint.steps.work import Work

PLUGINS = {"dask": "newslint-dask", "ray": "newslint-ray"}
"""Engines that have to be installed, and the distributions that bring them."""


def demanded(asked: Asked, loaded: Loaded) -> dict[str, Reporter]:
    """Return the reporters by name, once all that was named is known to exist."""
    reporters = {name: one for plugins in loaded.plugins for name, one in plugins.reporters.items()}
    for name in (asked.output_format, *(name for name, _ in asked.report)):
        require(name in reporters, f"no output format {name!r}; there are {', '.join(reporters)}", name, reporters)
    demand_rules_and_engine(asked, loaded)
    if asked.only is not None:
        from newslint.cli.fixing import demand_mendable

        demand_mendable(asked, loaded)
    return reporters


def demand_rules_and_engine(asked: Asked, loaded: Loaded) -> None:
    """See to it that the engine that was named exists, and that some rule is to speak.

    Raises:
        ConfigError: that is not so.
    """
    _check_engine(asked, loaded)
    work = Work(loaded.request, loaded.plugins)
    settings = {task.setting for task in loaded.request.tasks if task.asked}
    # newslint's own rules speak about the run, not about articles.
    if settings and not any(one.rule.category != "newslint" for each in settings for one in work.active(each)):
        raise ConfigError("no rule is left to speak: see --select, --ignore, --scope and the configuration")


def _check_engine(asked: Asked, loaded: Loaded) -> None:
    engines = {name: one for plugins in loaded.plugins for name, one in plugins.engines.items()}
    name = asked.engine or "serial"
    if name in PLUGINS and name not in engines:
        raise ConfigError(f"the engine {name} is not installed; {bringing(PLUGINS[name])}")
    require(name in engines, f"no engine {name!r}; there are {', '.join(sorted(engines))}", name, engines)
    if asked.scheduler is not None and not engines[name].takes_scheduler:
        able = sorted({*PLUGINS, *(other for other, one in engines.items() if one.takes_scheduler)})
        of = f"the engine {name} has no use for" if asked.engine else "no engine was named for"
        raise ConfigError(f"{of} --scheduler {asked.scheduler}; add --engine {' or --engine '.join(able)}")
