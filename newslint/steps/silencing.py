"""The end of the street: what articles ask not to hear is taken out, and what they ask for in vain is said."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property

from newslint.checking.diagnose import fingerprint, normalised
from newslint.config import Active, active_rules, selectors
from newslint.model import Diagnostic
from newslint.plugins import Plugins
from newslint.requests.request import Request
from newslint.rule import Rule
from newslint.silences import OWN, Silence, matched
from newslint.text.directives import ALL

UNUSED = "unused-suppression"
"""The rule that speaks of silences that silence nothing."""


class Heard(list[Diagnostic]):
    """The findings that are left, and how many were silenced."""

    silenced: int = 0


class Silencers:
    """The silencer of each setting of a run, made when it is first wanted."""

    def __init__(
        self, request: Request, plugins: Sequence[Plugins], active_in: Callable[[int], Sequence[Active]]
    ) -> None:
        """Take the run, the plugins of its settings, and what returns the rules that speak under one."""
        self._request = request
        self._plugins = plugins
        self._active_in = active_in
        self._known: dict[int, Silencer] = {}

    def of(self, setting: int) -> Silencer:
        """Return the silencer of a setting."""
        if setting not in self._known:
            rules, active = self._plugins[setting].rules, self._active_in(setting)
            layers = self._request.settings[setting].layers
            sees_all = self._compares_all(setting)
            seen = {one.rule.name for one in active if one.rule.on != "corpus" or sees_all}
            # The last layer is the command line, which is for this run alone.
            self._known[setting] = Silencer(rules, active, active_rules(rules.values(), layers[:-1]), seen)
        return self._known[setting]

    def _compares_all(self, setting: int) -> bool:
        """Whether all articles are compared that ever are: a corpus that is configured, or the whole folder."""
        folder = self._request.settings[setting].folder
        if any(config.corpus and config.folder == folder for config in self._request.configs):
            return True
        kind, *paths, part = self._request.corpus or ("", "")
        if kind != "paths" or part != str(None):
            return False
        top = os.path.abspath(folder)
        return any(top == path or top.startswith(os.path.join(path, "")) for path in map(os.path.abspath, paths))


class Silencer:
    """Takes out what the articles under one setting ask not to hear."""

    def __init__(
        self, rules: Mapping[str, Rule], active: Iterable[Active], wanted: Iterable[Active], seen: Set[str]
    ) -> None:
        """Take what may be named.

        Args:
            rules: all there are, by name.
            active: those that speak in this run.
            wanted: those that the configuration lets speak, whoever asks for fewer in this run.
            seen: the names of those that saw in this run all that they can ever see.
        """
        self._rules = rules
        self._speaker = next((one for one in active if one.rule.name == UNUSED), None)
        self._seen = seen
        self._wanted: dict[str, set[str]] = {}
        for one in wanted:
            for name in selectors(one.rule) if one.rule.category != OWN else ():
                self._wanted.setdefault(name, set()).add(one.rule.name)

    def heard(self, found: Iterable[Diagnostic], silences: Sequence[Silence]) -> Heard:
        """Return the findings of one file that are left, and those that say which silences silence nothing.

        Args:
            found: what was found in the file.
            silences: of its articles.
        """
        silences_of: dict[int | None, list[Silence]] = {}
        for one in silences:
            silences_of.setdefault(one.record, []).append(one)
        found_in: dict[int | None, list[Diagnostic]] = {record: [] for record in silences_of}
        left = Heard()
        for diagnostic in found:
            found_in.get(diagnostic.location.record, left).append(diagnostic)
        for record, several in silences_of.items():
            self._hear(found_in[record], several, left)
        left.sort(key=lambda one: one.sort_key)
        return left

    def _hear(self, found: Iterable[Diagnostic], silences: Sequence[Silence], left: Heard) -> None:
        used: dict[tuple[int, ...], set[str]] = {}
        for diagnostic, hits in matched(found, silences):
            for numbers, names in hits:
                used.setdefault(tuple(numbers), set()).update(names)
            is_asked_for = any(silences[numbers[0]].here for numbers, _ in hits)
            left.silenced += is_asked_for
            # What is wrong with a published comment itself is said by one rule, if that one speaks.
            left += () if is_asked_for or (hits and self._speaker) else (diagnostic,)
        names_of = {number: names for numbers, names in used.items() for number in numbers}
        left += self._in_vain((one, names_of.get(number, set())) for number, one in enumerate(silences))

    def _in_vain(self, several: Iterable[tuple[Silence, Set[str]]]) -> Iterator[Diagnostic]:
        seen: dict[str, int] = {}
        for silence, hits in several if self._speaker else ():
            for problem in self._problems(silence, hits):
                text = normalised(silence.excerpt)
                seen[text] = seen.get(text, 0) + 1
                yield self._said(silence, problem, fingerprint(UNUSED, text, seen[text]))

    def _problems(self, silence: Silence, hits: Set[str]) -> Iterator[str]:
        if silence.fault:
            yield silence.fault
        yield from (self._unknown(name) for name in silence.names if not self._is_name(name))
        own = [name for name in silence.names if self._is_own(name)]
        if own:
            yield f"{_listed(own)} cannot be silenced in an article, only in the configuration"
        if silence.fault or not silence.is_judged:
            return
        names = [name for name in silence.names or (ALL,) if name not in hits and self._would_show(name)]
        if names == [ALL]:
            yield f"This silences nothing: no rule finds fault {silence.here}"
        elif names:
            lead = "Some names are of no use" if hits else "This silences nothing"
            yield f"{lead}: {_listed(names)} {'find' if len(names) > 1 else 'finds'} nothing {silence.here}"

    def _would_show(self, name: str) -> bool:
        wanted = self._wanted.get(name, set())
        return bool(wanted) and wanted <= self._seen

    def _is_name(self, name: str) -> bool:
        return name == ALL or name in self._names

    def _is_own(self, name: str) -> bool:
        return name == OWN or (name in self._rules and self._rules[name].category == OWN)

    @cached_property
    def _names(self) -> Set[str]:
        return {name for rule in self._rules.values() for name in selectors(rule)}

    def _unknown(self, name: str) -> str:
        from difflib import get_close_matches

        near = get_close_matches(name, sorted(self._names), 1)
        return f"There is no rule or category “{name}”" + (f"; did you mean {near[0]}?" if near else "")

    def _said(self, silence: Silence, problem: str, print_of_finger: str) -> Diagnostic:
        speaker = self._speaker
        if speaker is None:
            raise ValueError(f"{UNUSED} does not speak")
        rule = speaker.rule
        message = rule.message.format(problem=problem)
        return Diagnostic(
            silence.location, rule.name, rule.category, rule.group, speaker.severity, message, silence.excerpt,
            fingerprint=print_of_finger,
        )  # fmt: skip


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
