"""Rules without code: a table in a TOML pack becomes the same ``Rule`` value as a function does.

A kind is a function in a module of its own name. Its parameters are the schema of the table, its
answer is a ``Matcher``: the literals without which it need not look, and what finds the places.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple

from newslint.document import Document, fold
from newslint.model import Severity, Span
from newslint.rule import Bad, Example, Finding, Gate, Good, Hit, Rule, checked

OPTIONS = {
    "allow": "texts that are right here: a finding that begins with one of them is not reported.",
    "extra": "further phrases to look for.",
}
COMMON_KEYS = (
    "kind", "category", "group", "severity", "message", "summary", "reason", "scope", "yields-to", "bad", "good",
)  # fmt: skip
SCOPES = ("headline", "head", "lead", "body", "tail", "outside-body", "outside-quotations")


class PackError(Exception):
    """A pack cannot be used. The message names the pack, the table and the key."""


class Matcher(NamedTuple):
    """What a kind makes of a table."""

    find: Callable[[Document, Sequence[Hit]], Iterable[Finding]]
    triggers: tuple[str, ...] = ()
    """Literals without one of which the rule is not asked; none: it is asked about every document."""
    on: Gate = "document"


class PackCheck:
    """The check of a rule that was read from a table. Builds its matcher when it is first asked."""

    def __init__(self, kind: str, parameters: Mapping[str, Any], scope: str | None) -> None:
        """Take the name of the kind, the table's own keys, and where the rule is to look."""
        self.kind = kind
        self.parameters = parameters
        self.scope = scope
        self._matchers: dict[tuple[str, ...], Matcher] = {}

    def __reduce__(self) -> tuple[type[PackCheck], tuple[str, Mapping[str, Any], str | None]]:
        return (PackCheck, (self.kind, self.parameters, self.scope))

    def __call__(
        self,
        document: Document,
        hits: Sequence[Hit] = (),
        *,
        allow: Sequence[str] = (),
        extra: Sequence[str] = (),
    ) -> Iterator[Finding]:
        """Yield what the matcher finds in scope, except the texts that are allowed."""
        allowed = {fold(text).strip() for text in allow}
        for finding in self.matcher(tuple(extra)).find(document, hits):
            text = fold(document.slice(finding.span)).strip()
            if not any(text.startswith(word) for word in allowed) and in_scope(document, finding.span, self.scope):
                yield finding

    def matcher(self, extra: tuple[str, ...] = ()) -> Matcher:
        """Return the matcher, which knows ``extra`` besides what the table's first list says."""
        if extra not in self._matchers:
            self._matchers[extra] = _make(self.kind, self.parameters, extra)
        return self._matchers[extra]


def read_pack(data: bytes, origin: str) -> tuple[Rule, ...]:
    """Return the rules of a pack.

    Args:
        data: the pack, TOML in UTF-8.
        origin: what to call it in messages.

    Raises:
        PackError: it is not TOML, or a table has an unknown or missing key.
    """
    import tomllib

    try:
        tables = tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise PackError(f"the pack {origin} is not TOML: {problem}") from problem
    return tuple(_rule(name, table, origin) for name, table in tables.items())


def in_scope(document: Document, span: Span, scope: str | None) -> bool:
    """Whether a span stands where the rule is to look."""
    if scope is None:
        return True
    if scope == "outside-quotations":
        return not any(span.overlaps(quotation) for quotation in document.quotations)
    place = document.place(span.start)
    if scope == "lead":
        return place == "body" and document.paragraph(span.start) == document.paragraph(document.body.start)
    return place != "body" if scope == "outside-body" else place == scope


def names() -> list[str]:
    """Return the names of all kinds."""
    from pkgutil import iter_modules

    return sorted(module.name.replace("_", "-") for module in iter_modules(__path__) if not module.name.startswith("_"))


def _make(kind: str, parameters: Mapping[str, Any], extra: tuple[str, ...]) -> Matcher:
    function = getattr(import_module(f"{__name__}.{kind.replace('-', '_')}"), kind.replace("-", "_"))
    given = {name.replace("-", "_"): value for name, value in parameters.items()}
    matcher: Matcher = function(**given, extra=extra) if extra else function(**given)
    return matcher


def _rule(name: str, table: Mapping[str, Any], origin: str) -> Rule:
    where = f"the pack {origin}: [{name}]"
    own = {key: value for key, value in table.items() if key not in COMMON_KEYS}
    for key in ("kind", "summary", "message"):
        if key not in table:
            raise PackError(f"{where} wants {key}")
    takes_extra = _check_parameters(where, table["kind"], own)
    if table.get("scope") not in (None, *SCOPES):
        raise PackError(f"{where}: no scope {table['scope']!r}; there are {', '.join(SCOPES)}")
    check = PackCheck(table["kind"], own, table.get("scope"))
    try:
        checked(name, table.get("category", "text"), table.get("group"))
        matcher = check.matcher()
        severity = Severity(table.get("severity", "warning"))
    except (ValueError, TypeError) as problem:
        raise PackError(f"{where}: {problem}") from problem
    options: dict[str, Any] = {"allow": ()} | ({"extra": ()} if takes_extra else {})
    examples = _examples(where, table)
    return Rule(
        name, table.get("category", "text"), table.get("group"), table["message"], table["summary"],
        table.get("reason", ""), severity, matcher.on, matcher.triggers, options, OPTIONS,
        tuple(table.get("yields-to", ())),
        any(isinstance(example, Bad) and example.fixed is not None for example in examples),
        check, examples=examples, origin=origin,
    )  # fmt: skip


def _check_parameters(where: str, kind: str, own: Mapping[str, Any]) -> bool:
    """Compare the keys of a table with the parameters of its kind; return whether it takes further phrases."""
    from difflib import get_close_matches
    from inspect import signature

    if kind not in names():
        raise PackError(f"{where}: no kind {kind!r}; there are {', '.join(names())}")
    function = getattr(import_module(f"{__name__}.{kind.replace('-', '_')}"), kind.replace("-", "_"))
    parameters = {name.replace("_", "-"): one for name, one in signature(function).parameters.items()}
    for key in own:
        if key not in parameters or key == "extra":
            near = get_close_matches(key, [*parameters, *COMMON_KEYS], 1)
            raise PackError(f"{where}: no key {key!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
    for key, one in parameters.items():
        if one.default is one.empty and key not in own:
            raise PackError(f"{where}: the kind {kind} wants {key}")
    return "extra" in parameters


def _examples(where: str, table: Mapping[str, Any]) -> tuple[Example, ...]:
    bad = [[one] if isinstance(one, str) else one for one in table.get("bad", ())]
    good = table.get("good", ())
    if not bad or not good:
        raise PackError(f'{where} wants examples: bad = ["a text with the [[fault]] marked"] and good = ["..."]')
    return (*(Bad(*one) for one in bad), *(Good(one) for one in good))
