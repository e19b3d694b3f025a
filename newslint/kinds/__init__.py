"""Rules without code: a table in a TOML pack becomes the same ``Rule`` value as a function does.

A kind is a function in a module of its own name. Its keyword-only parameters are the schema of the
table, its docstring explains them, and its answer is a ``Matcher``: the literals without which it
need not look, what finds the places, and what a message may say of them. Modules whose names begin
with an underscore are no kinds: ``_reading`` turns a pack into rules, ``_schema`` compares a table
with the parameters, ``_phrases`` and ``_literals`` find what the kinds look for.

A kind with triggers costs a text nothing in which none of them stands, however many tables use it:
the literals of all rules are found in one pass. Only ``count``, and ``pattern``, ``required`` and
``order`` where they have no word to go by, look at every document.
"""

import marshal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from newslint.document import Document, fold
from newslint.model import Span
from newslint.rule import Finding, Hit, Rule

if TYPE_CHECKING:
    from newslint.kinds._around import Around

SCOPES = ("headline", "head", "lead", "body", "tail", "outside-body", "outside-quotations")


class PackError(Exception):
    """A pack cannot be used. The message names the pack, the table and the key."""


class Matcher:
    """What a kind makes of a table."""

    __slots__ = ("_lines", "_triggers", "around", "find", "gaps")

    def __init__(
        self,
        find: Callable[[Document, Sequence[Hit]], Iterable[Finding]],
        triggers: tuple[str, ...] | Callable[[], tuple[str, ...]] = (),
        gaps: tuple[str, ...] | None = None,
        lines: Callable[[], frozenset[str]] = frozenset,
        around: "Callable[[str], Iterable[Around]] | None" = None,
    ) -> None:
        """Take what finds the places, the literals to look for, and what a message may say.

        Args:
            find: yields the findings in a document, given the hits of the triggers.
            triggers: literals, folded, without one of which the rule is not asked, or what returns them, for a kind
                that can do without them where they are compiled already; none: it is asked about every document.
            gaps: what the ``{gaps}`` of a message may be called; None: it is not checked.
            lines: returns what whole lines say, folded and bare, for which the rule is asked besides.
            around: returns what stands around a trigger wherever it matters; None: it may matter anywhere.
        """
        self.find = find
        self.gaps = gaps
        self.around = around
        self._lines = lines
        self._triggers = triggers

    @property
    def triggers(self) -> tuple[str, ...]:
        """The literals to look for."""
        if not isinstance(self._triggers, tuple):
            self._triggers = self._triggers()
        return self._triggers

    @property
    def lines(self) -> frozenset[str]:
        """What whole lines say for which the rule is asked."""
        return self._lines()


class PackCheck:
    """The check of a rule that was read from a table. Builds its matcher when it is first asked."""

    def __init__(self, kind: str, parameters: Mapping[str, Any] | bytes, scope: str | None, where: str = "") -> None:
        """Take the name of the kind, the table's own keys, where the rule is to look, and what to call the table.

        The keys of newslint's own packs come as ``packed`` wrote them: few of them are asked for in a run.
        """
        self.kind = kind
        self._parameters = parameters
        self.scope = scope
        self.where = where
        self._matchers: dict[tuple[str, ...], Matcher] = {}

    def __reduce__(self) -> "tuple[type[PackCheck], tuple[str, Mapping[str, Any] | bytes, str | None, str]]":
        return (PackCheck, (self.kind, self._parameters, self.scope, self.where))

    @property
    def parameters(self) -> Mapping[str, Any]:
        """The table's own keys."""
        if isinstance(self._parameters, bytes):
            self._parameters = unpacked(self._parameters)
        return self._parameters

    def __call__(
        self,
        document: Document,
        hits: Sequence[Hit] = (),
        *,
        allow: Sequence[str] = (),
        extra: Sequence[str] = (),
    ) -> Iterator[Finding]:
        """Yield what the matcher finds in scope, except the texts that are allowed.

        Raises:
            PackError: a pattern of the table takes too long.
        """
        inside = [hit for hit in hits if self.scope is None or in_scope(document, _last(hit.span), self.scope)]
        if hits and not inside:
            return
        allowed = {_plain(text) for text in allow} - {""}
        try:
            for finding in self.matcher(tuple(extra)).find(document, inside):
                if in_scope(document, finding.span, self.scope) and not _opens_with(document, finding.span, allowed):
                    yield finding
        except TimeoutError as problem:
            raise PackError(f"{self.where}: {problem}" if self.where else str(problem)) from problem

    def around(self, trigger: str, extra: tuple[str, ...] = ()) -> "Sequence[Around] | None":
        """Return what stands around a trigger wherever it matters; None where it may matter anywhere."""
        matcher = self.matcher(extra)
        return None if matcher.around is None else tuple(matcher.around(trigger))

    def matcher(self, extra: tuple[str, ...] = ()) -> Matcher:
        """Return the matcher, which knows ``extra`` besides what the table's first list says.

        Raises:
            ValueError: the table or ``extra`` says something that the kind cannot use.
        """
        if extra not in self._matchers:
            given = {name.replace("-", "_"): value for name, value in self.parameters.items()}
            self._matchers[extra] = function(self.kind)(**given, **({"extra": extra} if extra else {}))
        return self._matchers[extra]


def packed(parameters: Mapping[str, Any]) -> bytes:
    """Return the keys of a table as bytes that hold no reference, so that they are the same each time."""
    return marshal.dumps(dict(parameters), 2)


def unpacked(data: bytes) -> Mapping[str, Any]:
    """Return the keys that ``packed`` wrote."""
    parameters: Mapping[str, Any] = marshal.loads(data)  # noqa: S302 - a part of newslint, as its code is
    return parameters


def read_pack(data: bytes, origin: str) -> tuple[Rule, ...]:
    """Return the rules of a pack.

    Args:
        data: the pack, TOML in UTF-8.
        origin: what to call it in messages.

    Raises:
        PackError: it is not TOML, or a table has an unknown or missing key, or a value that does not fit.
    """
    from newslint.kinds._reading import rules_of

    return rules_of(data, origin)


@cache
def names() -> tuple[str, ...]:
    """Return the names of all kinds."""
    from pkgutil import iter_modules

    modules = (module.name.replace("_", "-") for module in iter_modules(__path__))
    return tuple(sorted(name for name in modules if not name.startswith("-")))


def function(kind: str) -> Callable[..., Matcher]:
    """Return the function that is a kind."""
    name = kind.replace("-", "_")
    found: Callable[..., Matcher] = getattr(import_module(f"{__name__}.{name}"), name)
    return found


def in_scope(document: Document, span: Span, scope: str | None) -> bool:
    """Whether a span stands where the rule is to look."""
    if scope is None:
        return True
    if scope == "outside-quotations":
        return not document.is_quoted(span)
    place = document.place(span.start)
    if scope == "lead":
        return place == "body" and document.paragraph(span.start) == document.paragraph(document.body.start)
    return place != "body" if scope == "outside-body" else place == scope


def _last(span: Span) -> Span:
    """Return the last character of a hit, which may begin with the end of the line before."""
    return Span(span.end - 1, span.end)


def _plain(text: str) -> str:
    """Return a text in lower case without the signs around it, unless it is nothing but signs."""
    folded = fold(text).strip()
    return folded.strip(" \t»›•·*|-–—_[]()<>«‹.:…!?\"“”'‘") or folded


def _opens_with(document: Document, span: Span, allowed: Iterable[str]) -> bool:
    text = _plain(document.slice(span)) if allowed else ""
    return any(text.startswith(one) and not text[len(one) : len(one) + 1].isalnum() for one in allowed)
