"""``newslint config --unused``: what a configuration keeps from being said, and nobody would say anyway.

All articles are checked twice, as configured and as if nothing were ignored, allowed or known. What is found only the
second time is what the configuration silences; an entry to which none of that belongs is of no use.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from newslint.config import OFF, Config, Layer
from newslint.configuration.settings import shown
from newslint.document import fold
from newslint.engine import Result, run
from newslint.files.patterns import patterns
from newslint.known.entries import BASELINE
from newslint.model import Diagnostic
from newslint.openers import is_url
from newslint.requests.request import Loaded
from newslint.requests.tasks import Setting
from newslint.steps.silencing import UNUSED

ALLOW = "allow"
_COMPARED = 60
"""How many characters of an allowed text are looked for; excerpts of findings are cut."""


class Entry(NamedTuple):
    """Something that a configuration says in vain."""

    origin: str
    """The file, and the section in it."""
    entry: str
    """As it stands there."""
    why: str


class Unused(NamedTuple):
    """What is of no use, and in how many articles that was looked for."""

    entries: tuple[Entry, ...]
    articles: int
    errors: tuple[str, ...]
    """What makes the answer untrustworthy."""


def unused(loaded: Loaded) -> Unused:
    """Return what the configurations of a run say in vain."""
    plain = run(loaded)
    settings = tuple(map(_lenient, loaded.request.settings))
    lenient = run(loaded.but(request=loaded.request.but(settings=settings), known=None))
    found = _Found(loaded, plain, lenient)
    entries = [entry for config in loaded.request.configs for entry in _in_vain(config, loaded, found)]
    return Unused(tuple(dict.fromkeys((*entries, *_elsewhere(plain)))), plain.articles, plain.errors)


def _elsewhere(plain: Result) -> Iterator[Entry]:
    """Yield what articles and lists of known findings ask in vain, of which every run speaks."""
    for one in plain.diagnostics:
        if one.rule == UNUSED:
            yield Entry(f"{one.location.path}:{one.location.lines[0]}", one.excerpt, one.message)
    if plain.loaded is not None and plain.loaded.known is not None:
        from newslint.engines.knowing import stale

        for name, count in stale(plain.diagnostics, BASELINE).items():
            yield Entry(name, f"{count:,} known", "they are there no more; --write-baseline prunes them")


def _all_of(plain: Result) -> Iterator[Diagnostic]:
    """Yield all that was found, known or not: what somebody else knows is not kept from being said by this."""
    if plain.loaded is not None and plain.loaded.known is not None:
        from newslint.known.withheld import KNOWN, RIGHT, Withheld

        if isinstance(plain.diagnostics, Withheld):
            yield from plain.diagnostics.marked(KNOWN, RIGHT)
    yield from plain.diagnostics


def _lenient(setting: Setting) -> Setting:
    """Return a setting without what its configuration silences."""
    return setting.but(layers=tuple(map(_lenient_layer, setting.layers)), words=frozenset())


def _lenient_layer(layer: Layer) -> Layer:
    if not _is_own(layer):
        return layer
    options = {rule: {**said, **({ALLOW: []} if ALLOW in said else {})} for rule, said in layer.options.items()}
    return layer.but(
        ignore=(), severity={name: level for name, level in layer.severity.items() if level != OFF}, options=options
    )


def _is_own(layer: Layer) -> bool:
    return not layer.origin.startswith("preset ") and layer.origin != "command line"


class _Found:
    """What only the lenient run finds, by the layers that hold where it stands."""

    def __init__(self, loaded: Loaded, plain: Result, lenient: Result) -> None:
        self.said = list(_all_of(plain))
        known = {(one.location, one.rule) for one in self.said}
        settings = {task.path: loaded.request.settings[task.setting] for task in loaded.request.tasks}
        self.silenced = [one for one in lenient.diagnostics if (one.location, one.rule) not in known]
        self._under: dict[int, list[Diagnostic]] = {}
        for one in self.silenced:
            # What is said of a list of known findings stands in no article.
            for layer in settings[one.location.path].layers if one.location.path in settings else ():
                self._under.setdefault(id(layer), []).append(one)

    def under(self, layer: Layer) -> Sequence[Diagnostic]:
        """Return what is silenced where a layer holds."""
        return self._under.get(id(layer), ())


def _in_vain(config: Config, loaded: Loaded, found: _Found) -> Iterator[Entry]:
    for layer in (*config.layers, *(one.layer for one in config.per_path)):
        if _is_own(layer):
            yield from _names(layer, found)
            yield from _allowed(layer, found)
    yield from _sections(config, loaded)
    yield from _words(config, found)


def _names(layer: Layer, found: _Found) -> Iterator[Entry]:
    named = {name for one in found.under(layer) for name in _selectors(one)}
    why = "without it nothing more would be found"
    for name in layer.ignore:
        if name not in named:
            yield Entry(layer.origin, f'ignore = ["{name}"]', why)
    for name, level in layer.severity.items():
        if level == OFF and name not in named:
            yield Entry(layer.origin, f'[severity] {name} = "off"', why)


def _selectors(one: Diagnostic) -> tuple[str, ...]:
    return (one.rule, one.category, f"{one.category}:{one.group}", "all")


def _allowed(layer: Layer, found: _Found) -> Iterator[Entry]:
    for rule, options in layer.options.items():
        excerpts = [fold(one.excerpt) for one in found.under(layer) if one.rule == rule]
        for text in options.get(ALLOW, ()):
            if not any(fold(str(text))[:_COMPARED].strip() in excerpt for excerpt in excerpts):
                yield Entry(layer.origin, f'[rules.{rule}] allow = ["{text}"]', "the rule meets it nowhere")


def _sections(config: Config, loaded: Loaded) -> Iterator[Entry]:
    paths = [task.path for task in loaded.request.tasks]
    names = [path if is_url(path) else os.path.relpath(path, config.folder).replace(os.sep, "/") for path in paths]
    for section in config.per_path:
        for pattern in section.paths:
            match: Callable[[str], object] = patterns((pattern,)).match
            if not any(map(match, names)):
                yield Entry(section.layer.origin, f'paths = ["{pattern}"]', "it matches no file")


def _words(config: Config, found: _Found) -> Iterator[Entry]:
    homes = _homes(config)
    hidden, shown_ = ([one.excerpt for one in several] for several in (found.silenced, found.said))
    for word in sorted(config.words, key=str.casefold):
        if not _stands_in(word, hidden, ignores_case=word == word.lower()):
            why = "no rule finds fault with it"
            if _stands_in(word, shown_, ignores_case=True):
                why = "it is found all the same: a word with a capital is known only as it is written"
            yield Entry(homes.get(word, config.path and shown(config.path)), word, why)


def _stands_in(word: str, excerpts: Sequence[str], ignores_case: bool) -> bool:
    pattern = re.compile(rf"(?<!\w){re.escape(fold(word) if ignores_case else word)}(?!\w)")
    upper = word.upper()
    return any(pattern.search(fold(one) if ignores_case else one) or upper in one for one in excerpts)


def _homes(config: Config) -> Mapping[str, str]:
    """Return in which file each word stands, of those that stand in files of words."""
    from newslint.word_files import parsed

    homes = {}
    for path in config.words_files:
        with open(path, encoding="utf-8-sig", newline="") as file:
            homes.update(dict.fromkeys(parsed(file.read()).words, shown(path)))
    return homes
