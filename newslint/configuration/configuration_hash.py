"""What the findings of a run depend on besides the articles, as one short text that is equal where all of it is equal.

It is made of the effective values, so that it is the same on every machine, wherever the files lie and in
whatever order things were named. What only decides how a run ends or looks (``fail-on``, formats) is no part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from newslint import __version__
from newslint.config import Active, active_rules

if TYPE_CHECKING:
    from newslint.config import Config, Layer, PathSettings
    from newslint.plugins import Plugins
    from newslint.requests.request import Request, Setting

SIZE = 16
"""Of a hash, in bytes."""
Plain = dict[str, Any]
OURS = "newslint"
"""Where the plugins come from that newslint itself is made of."""


def hash_of_run(request: Request, plugins: Iterable[Plugins]) -> str:
    """Return the hash of the configurations of a run, with the versions of all that speaks in it.

    Args:
        request: the run.
        plugins: of each of its settings.
    """
    loaded = list(zip(request.settings, plugins, strict=True))
    configs = [_config(config, *of) for config in request.configs if (of := _governed(config, loaded))]
    return hashed({"scope": request.scope, "configs": sorted(map(_written, configs)), "versions": _newslint()})


def hash_of_setting(setting: Setting, plugins: Plugins, active: Iterable[Active], encoding: str) -> str:
    """Return the hash of all that the findings in one file depend on besides the file.

    Args:
        setting: the one that holds for the file.
        plugins: of the setting.
        active: its rules that are to speak.
        encoding: in which the file is read.
    """
    return hashed({
        "rules": _active(active), "words": setting.words, "fields": setting.fields, "languages": setting.languages,
        "readers": setting.readers, "encoding": encoding, "plugins": identities(plugins), "versions": _newslint(),
    })  # fmt: skip


def hashed(value: Plain) -> str:
    """Return 128 bits of blake2b in hex over plain values; sets and mappings count without their order."""
    from _blake2 import blake2b

    return str(blake2b(_written(value).encode("utf-8", "surrogatepass"), digest_size=SIZE).hexdigest())


def versions(plugins: Iterable[Plugins]) -> Plain:
    """Return the versions of all that has a say in the findings."""
    import platform

    of_plugins = {name: identity for one in plugins for name, identity in identities(one)}
    return {**_newslint(), "python": platform.python_version(), "plugins": dict(sorted(of_plugins.items()))}


def identities(plugins: Plugins) -> list[tuple[str, str]]:
    """Return the name of each plugin that is not newslint's own, with its version or what its file holds."""
    return sorted((one.name, one.identity) for one in plugins.loaded if one.origin != OURS)


def _newslint() -> dict[str, str]:
    from newslint._compiled import SOURCES

    return {"newslint": __version__, **SOURCES}


def _governed(config: Config, loaded: Iterable[tuple[Setting, Plugins]]) -> tuple[Layer, Plugins] | None:
    """Return the settings of the command line and the plugins for a configuration; None where it governs no file."""
    for setting, plugins in loaded:
        if (setting.folder, setting.plugins) == (config.folder, config.plugins):
            return setting.layers[-1], plugins
    return None


def _config(config: Config, asked: Layer, plugins: Plugins) -> Plain:
    return {
        "rules": _active(active_rules(plugins.rules.values(), (*config.layers, asked))),
        "per_path": [_section(one) for one in config.per_path],
        "plugins": identities(plugins),
        **{name: getattr(config, name) for name in ("words", "fields", "languages", "encoding", "corpus", "include")},
        "exclude": config.exclude,
    }


def _section(one: PathSettings) -> Plain:
    layer = {name: value for name, value in one.layer.as_dict().items() if name != "origin"}
    return {"paths": one.paths, "encoding": one.encoding, "fields": one.fields, **layer}


def _active(active: Iterable[Active]) -> list[Any]:
    return sorted(([one.rule.name, one.severity.value, one.options] for one in active), key=lambda row: str(row[0]))


def _written(value: Plain) -> str:
    import json

    return json.dumps(_ordered(value), sort_keys=True)


def _ordered(value: object) -> object:
    """Return a value with sets as sorted lists, so that equal ones are written alike."""
    if isinstance(value, Mapping):
        return {str(key): _ordered(one) for key, one in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted((_ordered(one) for one in value), key=repr)
    if isinstance(value, (list, tuple)):
        return [_ordered(one) for one in value]
    return value if value is None or isinstance(value, (str, int, float)) else str(value)
