"""A rule: what it is called, where it can apply, what it says, and the examples that prove it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from newslint.model import Fix, Severity, Span

Gate = Literal["document", "line", "word", "repeat", "corpus"]
CATEGORIES = ("headline", "typo", "boilerplate", "entity", "text", "duplicate", "input", "newslint")
GROUPS = ("page", "promo", "credit")
_APART = "\ufdd0"
"""A code point that Unicode keeps free for such use; folding triggers together is cheaper than one by one."""
SHORT_LINE = 200
"""The longest line, in characters, for which rules on lines are asked."""
WHOLE_LINE = 48
"""The longest text, in characters, that is looked for as all that a line says."""

_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Finding(NamedTuple):
    """What a rule yields: where, and what fills the gaps of its message."""

    span: Span
    words: Mapping[str, object] = _NOTHING
    fix: Fix | None = None
    suggestions: tuple[str, ...] = ()
    severity: Severity | None = None
    """Says that this finding is less (never more) severe than the rule is elsewhere."""


class Hit(NamedTuple):
    """Where one of a rule's triggers stands, in any case. It may stand inside a longer word."""

    span: Span
    trigger: str
    whole: bool = False
    """Whether it is all that the line says, or all behind its last sentence; the span includes the signs around it."""


class Suspect(NamedTuple):
    """A distinct word of the document that the rule's judge did not let pass, and all its places."""

    word: str
    spans: tuple[Span, ...]
    verdict: Any


class Repeat(NamedTuple):
    """Some words that stand twice in a row or oftener; case and punctuation aside they are the same."""

    span: Span
    """From the first word to the last one that still repeats another."""
    words: int
    """How many words it is that are repeated."""


class Bad(NamedTuple):
    """A text with ``[[marks]]`` around exactly the characters that must be reported."""

    text: str
    fixed: str | None = None
    """The text after all fixes, safe or not."""
    problem: str = ""
    """What the reader says is wrong with the record."""


class Good(NamedTuple):
    """A text in which the rule finds nothing."""

    text: str


class Corpus(NamedTuple):
    """Several texts by name, with ``[[marks]]`` around exactly what must be reported."""

    texts: Mapping[str, str]


Example = Bad | Good | Corpus
Check = Callable[..., Iterable[Any]]
Judge = Callable[..., Any]
Verify = Callable[[str, str], float | None]
Sieve = Callable[..., Iterable[int]]


class Rule(NamedTuple):
    """A rule as plain values.

    ``check`` is called as ``check(document, **options)`` for ``on="document"``, with the hits as
    second argument where there are ``triggers``, with a line's span for ``on="line"``, with a
    ``Suspect`` for ``on="word"``, with all its ``Repeat`` values for ``on="repeat"``. For
    ``on="corpus"`` it maps a document to facts; ``verify`` is asked once for each distinct pair of
    texts with an equal key. With a ``judge`` it compares nothing: its one fact carries signs in its key, and
    ``judge(key, share)`` is asked, when the twins are known, for the words of the message or None; ``share`` is
    that of the paragraphs with twins. ``sieve`` is called with several texts as ``newslint.gates.batch.Batch`` and the
    options, and returns the numbers of those in which ``check`` may find something. Triggers are folded, each once.
    """

    name: str
    category: str
    group: str | None
    message: str
    summary: str
    reason: str
    severity: Severity
    on: Gate
    triggers: tuple[str, ...]
    options: Mapping[str, Any]
    option_help: Mapping[str, str]
    yields_to: tuple[str, ...]
    fixable: bool
    check: Check
    judge: Judge | None = None
    verify: Verify | None = None
    examples: tuple[Example, ...] = ()
    origin: str = "newslint"
    """The distribution or file that the rule comes from."""
    lines: frozenset[str] = frozenset()
    """What a whole line says, folded and bare, for the rule to be asked; the line is a hit of it."""
    common: int = 1
    """How many keys two places must have in common for ``verify`` to be asked about them."""
    on_request: bool = False
    """Whether it is off until somebody asks for it by its own name."""
    sieve: Sieve | None = None

    @property
    def scope(self) -> str:
        """``corpus`` for a rule that compares documents, else ``document``."""
        return "corpus" if self.on == "corpus" else "document"


class Deferred:
    """A function that is imported when it is first called, so that start-up pays for no rule."""

    def __init__(self, target: str) -> None:
        """Take ``target`` as ``package.module:rule.attribute``."""
        self.target = target
        self._function: Callable[..., Any] | None = None

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        """Import the function on the first call, and call it."""
        if self._function is None:
            self._function = self.load()
        return self._function(*arguments, **options)

    def load(self) -> Any:
        """Import and return the function."""
        module, _, path = self.target.partition(":")
        found: Any = import_module(module)
        for name in path.split("."):
            found = getattr(found, name)
        return found

    def __reduce__(self) -> "tuple[type[Deferred], tuple[str]]":
        return (Deferred, (self.target,))


def rule(
    message: str,
    *,
    category: str,
    examples: Sequence[Example],
    on: Gate = "document",
    triggers: Sequence[str] = (),
    group: str | None = None,
    severity: str = "warning",
    yields_to: Sequence[str] = (),
    judge: Judge | None = None,
    verify: Verify | None = None,
    lines: Sequence[str] = (),
    common: int = 1,
    on_request: bool = False,
    sieve: Sieve | None = None,
) -> Callable[[Check], Rule]:
    """Make a rule of a function: its name, docstring and keyword-only parameters say the rest.

    Args:
        message: what is said of a finding; ``{gaps}`` are filled from ``Finding.words``.
        category: one of ``CATEGORIES``.
        examples: at least one ``Bad`` (or ``Corpus``) and two ``Good``.
        on: where the rule can apply: the ``document``, each short ``line``, each distinct ``word``
            that ``judge`` suspects, a document in which words ``repeat``, or the ``corpus``.
        triggers: texts without one of which the rule is not called, in any case.
        group: of boilerplate: ``page``, ``promo`` or ``credit``.
        severity: ``error``, ``warning`` or ``info``; presets and configurations may say otherwise.
        yields_to: rules of the category that speak instead where both find something.
        judge: for ``on="word"``: returns None for a word without fault, else what the check is to know;
            for ``on="corpus"``: see ``Rule``.
        verify: for ``on="corpus"``: the similarity of two texts, or None where they are no twins.
        lines: besides ``triggers``: what a whole line says, whatever its case and the signs around it, of at most
            ``WHOLE_LINE`` characters.
        common: for ``on="corpus"``: how many keys two places must have in common to be compared.
        on_request: whether it is off until a configuration or the command line asks for it by its own name.
        sieve: for ``on="document"`` without triggers: which of several texts are worth asking about; see ``Rule``.

    Raises:
        ValueError: the category, group or severity is unknown, the docstring says no reason, or the rule has a sieve
            and is not asked about every document.
    """

    def decorate(check: Check) -> Rule:
        name = check.__name__.replace("_", "-")
        summary, reason, option_help = split_docstring(name, check.__doc__ or "")
        defaults = dict(check.__kwdefaults__ or {})
        if option_help.keys() != defaults.keys():
            raise ValueError(f"{name}: the docstring explains the options {list(option_help)}, not {list(defaults)}")
        checked(name, category, group)
        if sieve is not None and (on != "document" or triggers or lines):
            raise ValueError(
                f"{name}: a sieve is for rules that are asked about every document, without triggers or lines"
            )
        from newslint.document import fold

        return Rule(
            name, category, group, message, summary, reason, Severity(severity), on,
            tuple(dict.fromkeys(fold(_APART.join(triggers)).split(_APART) if triggers else ())),
            defaults, option_help, tuple(yields_to),
            any(isinstance(example, Bad) and example.fixed is not None for example in examples),
            check, judge, verify, tuple(examples), check.__module__, frozenset(map(fold, lines)), common, on_request,
            sieve,
        )  # fmt: skip

    return decorate


def checked(name: str, category: str, group: str | None) -> None:
    """Raise ``ValueError`` unless the category and the group exist."""
    if category not in CATEGORIES:
        raise ValueError(f"{name}: no category {category!r}; there are {', '.join(CATEGORIES)}")
    if group is not None and group not in GROUPS:
        raise ValueError(f"{name}: no group {group!r}; there are {', '.join(GROUPS)}")


def split_docstring(name: str, docstring: str) -> tuple[str, str, dict[str, str]]:
    """Return the summary (the first line), the reason (the rest) and what ``Options:`` says of each option."""
    text, _, arguments = "\n".join(line.strip() for line in docstring.strip().splitlines()).partition("\nOptions:\n")
    summary, _, reason = text.partition("\n")
    if not summary.endswith(".") or not reason.strip():
        raise ValueError(f"{name}: the docstring wants a summary that ends in a full stop, and below it the reason")
    help_of: dict[str, str] = {}
    for line in arguments.strip().splitlines():
        option, colon, said = line.partition(": ")
        if colon and option.isidentifier():
            help_of[option] = said
        elif help_of:
            help_of[next(reversed(help_of))] += f" {line}"
    return summary, reason.strip(), help_of
