"""What a run depends on, as plain frozen values: which rules speak, how loudly, about which files."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from newslint.model import Severity
from newslint.rule import Rule
from newslint.values import Values

OFF = "off"
LEVELS = (OFF, "info", "warning", "error")
DEFAULT_PRESET = "feed"
INCLUDE = ("*.txt", "*.md")
# Files that lie beside articles and are none.
NEVER = (
    "requirements*.txt", "robots.txt", "LICENSE*", "README*", "CHANGELOG*", "newslint.toml", "pyproject.toml",
    "newslint*.json", "newslint*.jsonl", "newslint*.sarif", "newslint*.xml", "newslint*.html", "newslint*.md",
)  # fmt: skip


class Layer(Values):
    """Settings from one source: a preset, a configuration file, a section for some paths, the command line."""

    origin: str
    severity: Mapping[str, str] = {}
    options: Mapping[str, Mapping[str, Any]] = {}
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


class PathSettings(Values):
    """What differs for the files that match one of the patterns."""

    paths: tuple[str, ...]
    layer: Layer
    encoding: str | None = None
    fields: Mapping[str, tuple[str, ...]] = {}
    readers: Mapping[str, Mapping[str, str]] = {}


class Config(Values):
    """The effective configuration of a folder. Patterns and file names are relative to ``folder``."""

    folder: str = "."
    layers: tuple[Layer, ...] = ()
    per_path: tuple[PathSettings, ...] = ()
    plugins: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
    words_files: tuple[str, ...] = ()
    """Where the files of known words lie, the weakest source first; they are no articles."""
    include: tuple[str, ...] = INCLUDE
    exclude: tuple[str, ...] = ()
    corpus: tuple[str, ...] = ()
    encoding: str = "utf-8"
    fields: Mapping[str, tuple[str, ...]] = {}
    """What the fields of records are called, by what they are."""
    readers: Mapping[str, Mapping[str, str]] = {}
    """The options of readers, by the readers' names."""
    languages: tuple[str, ...] = ()
    """Of articles in other languages only what holds for all of them is said; empty: all are taken for English."""
    fail_on: Severity = Severity.WARNING
    path: str = ""
    """The file that it was read from; empty where there is none."""
    cache_dir: str = ""
    """Where newslint keeps what it has found out; empty: beside the file."""
    baseline: str = ""
    """The file of findings that are known; empty: there is none."""
    accepted: str = ""
    """The file of accepted findings, where the configuration names one."""
    origins: Mapping[str, str] = {}
    """For each key that was set: the file, preset or option that set it last."""


def fields_with(config: Config, sections: Iterable[PathSettings]) -> Mapping[str, tuple[str, ...]]:
    """Return what the fields of records are called where some sections of a configuration hold."""
    fields = dict(config.fields)
    for section in sections:
        fields.update(section.fields)
    return fields


def readers_with(config: Config, sections: Iterable[PathSettings]) -> Mapping[str, Mapping[str, str]]:
    """Return the options of readers where some sections of a configuration hold."""
    return merged_readers((config.readers, *(section.readers for section in sections)))


def merged_readers(several: Iterable[Mapping[str, Mapping[str, str]]]) -> Mapping[str, Mapping[str, str]]:
    """Return the options of readers from several sources, the last one strongest."""
    merged: dict[str, dict[str, str]] = {}
    for readers in several:
        for name, options in readers.items():
            merged.setdefault(name, {}).update(options)
    return merged


class Active(NamedTuple):
    """A rule that is to speak, how loudly, and with which options."""

    rule: Rule
    severity: Severity
    options: Mapping[str, Any]


def active_rules(rules: Iterable[Rule], layers: Iterable[Layer]) -> tuple[Active, ...]:
    """Return the rules that the layers, the last one strongest, let speak."""
    ordered = tuple(layers)
    named = _named(ordered)
    found = []
    for rule in rules:
        severity = _severity(rule, ordered, named)
        if severity is not None:
            found.append(Active(rule, severity, options_of(rule, ordered)))
    return tuple(found)


def severity_of(rule: Rule, layers: tuple[Layer, ...]) -> Severity | None:
    """Return how loudly a rule speaks, or None when it is not to speak."""
    return _severity(rule, layers, _named(layers))


def off_by_name(rules: Iterable[Rule], layers: tuple[Layer, ...]) -> list[str]:
    """Return the rules that are chosen by a category, a group or ``all`` but stay off, as a preset names them off."""
    named = _, wanted, refused = _named(layers)
    chosen = [rule for rule in rules if _specificity(rule, wanted) > 0 and not _specificity(rule, refused)]
    return sorted(rule.name for rule in chosen if _severity(rule, layers, named) is None)


_BY_NAME = 4
"""How specific the name of a single rule is."""
_Named = tuple[bool, tuple[str, ...], tuple[str, ...]]
"""What the layers name: whether there is a choice, what is wanted, what is not."""


def _named(layers: tuple[Layer, ...]) -> _Named:
    chosen = next((layer.select for layer in reversed(layers) if layer.select is not None), None)
    wanted = (*(chosen or ()), *(name for layer in layers for name in layer.extend_select))
    return chosen is not None, wanted, tuple(name for layer in layers for name in layer.ignore)


def _severity(rule: Rule, layers: tuple[Layer, ...], named: _Named) -> Severity | None:
    level, named_level = _level(rule, layers)
    is_choice, wanted, refused = named
    for_it, against_it = _specificity(rule, wanted), _specificity(rule, refused)
    if against_it > 0 and against_it >= for_it:
        return None
    if is_choice and for_it == 0:
        return None
    if level == OFF:
        # What is off by its name is not meant by its category.
        return rule.severity if for_it > 0 and for_it >= named_level else None
    return Severity(level)


def options_of(rule: Rule, layers: tuple[Layer, ...]) -> Mapping[str, Any]:
    """Return the options of a rule: its defaults, and over them what the layers say."""
    if not rule.options:
        return {}
    merged = dict(rule.options)
    for layer in layers:
        merged.update(layer.options.get(rule.name, {}))
    # TOML knows lists only; a rule gets what its signature says.
    return {name: _like(rule.options.get(name), value) for name, value in merged.items()}


def _like(default: Any, value: Any) -> Any:
    return type(default)(value) if isinstance(default, (tuple, frozenset)) else value


def selectors(rule: Rule) -> tuple[str, ...]:
    """Return the names by which a rule can be chosen, the most specific first."""
    group = f"{rule.category}:{rule.group}"
    return (rule.name, group, rule.category, "all") if rule.group else (rule.name, rule.category, "all")


def name_of_level(rule: Rule, layers: tuple[Layer, ...]) -> str:
    """Return the name by which the layers say how loudly a rule speaks; an empty text where none does."""
    names = _levels_of(rule)
    return next((name for layer in reversed(layers) for name in names if name in layer.severity), "")


def _levels_of(rule: Rule) -> tuple[str, ...]:
    """Return the names by which a severity may be meant for a rule: one on request is not meant by its category."""
    return (rule.name,) if rule.on_request else selectors(rule)


def _level(rule: Rule, layers: tuple[Layer, ...]) -> tuple[str, int]:
    """Return how loudly the layers let a rule speak, and how specific the name is by which they say so."""
    names = _levels_of(rule)
    for layer in reversed(layers):
        for name in names:
            if name in layer.severity:
                return layer.severity[name], _specificity(rule, (name,))
    return (OFF, _BY_NAME) if rule.on_request else (str(rule.severity.value), 0)


def _specificity(rule: Rule, names: tuple[str, ...]) -> int:
    """4 (``_BY_NAME``) where the rule itself is named, 3 for its group, 2 for its category, 1 for all, else 0."""
    if not names:
        return 0
    weights = {rule.name: _BY_NAME, f"{rule.category}:{rule.group}": 3, rule.category: 2, "all": 1}
    return max((weights.get(name, 0) for name in names), default=0)
