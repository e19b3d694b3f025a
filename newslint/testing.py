"""Runs the examples of rules: ours, a plugin's, anybody's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from newslint.checking.checker import Checker
from newslint.checking.diagnose import diagnose
from newslint.checking.settle import settle
from newslint.comparing.articles import mark_of
from newslint.config import Active
from newslint.document import Document
from newslint.gates.sieving import Sieved
from newslint.model import Diagnostic, Edit, Span
from newslint.numerics import needing_numpy
from newslint.rule import Bad, Corpus, Example, Good, Rule
from newslint.twins.corpus import Told, Where, find_twins
from newslint.twins.telling import OF_ARTICLES

_MARK = re.compile(r"\[\[|\]\]")
_UNDECODED = re.compile("[\udc80-\udcff]")


class Marked(NamedTuple):
    """A text without its marks, and the spans that they stood around."""

    text: str
    spans: tuple[Span, ...]


def unmark(text: str) -> Marked:
    """Return ``text`` without ``[[marks]]``, and what they marked.

    Raises:
        ValueError: a mark has no counterpart.
    """
    plain, at, open_at = [], 0, None
    spans: list[Span] = []
    length = 0
    for mark in _MARK.finditer(text):
        plain.append(text[at : mark.start()])
        length += mark.start() - at
        at = mark.end()
        if (mark[0] == "[[") != (open_at is None):
            raise ValueError(f"marks do not pair up in {text!r}")
        if open_at is None:
            open_at = length
        else:
            spans.append(Span(open_at, length))
            open_at = None
    if open_at is not None:
        raise ValueError(f"marks do not pair up in {text!r}")
    return Marked("".join(plain) + text[at:], tuple(spans))


def failures(rule: Rule) -> Iterator[str]:
    """Yield what is wrong with the examples of a rule, as sentences; nothing when all hold."""
    if not any(shows_fault(example) for example in rule.examples):
        yield f"{rule.name} has no example of a fault"
    if sum(not shows_fault(example) for example in rule.examples) < 2:
        yield f"{rule.name} has fewer than two examples without a fault"
    for example in rule.examples:
        try:
            yield from example_failures(rule, example)
        except Exception as problem:  # noqa: BLE001 - a rule may raise anything, and the other examples are run too
            yield f"{rule.name} fails with {type(problem).__name__}: {problem}, on {_told(example)}"


def _told(example: Example) -> str:
    """Return what an example holds, for a person to find it by."""
    if isinstance(example, Corpus):
        return ", ".join(f"{name}: {text!r}" for name, text in example.texts.items())
    return repr(example.text)


def shows_fault(example: Example) -> bool:
    """Whether an example is of a fault, rather than of a text in which there is none."""
    if isinstance(example, Corpus):
        return any(_MARK.search(text) for text in example.texts.values())
    return isinstance(example, Bad)


def example_failures(rule: Rule, example: Example) -> Iterator[str]:
    """Yield what is wrong with one example of a rule."""
    if not isinstance(example, Corpus) and rule.on == "corpus":
        yield from _corpus_failures(rule, {"example": example.text})
    elif isinstance(example, Good):
        yield from _differences(rule.name, example.text, (), _spans(rule, example.text))
    elif isinstance(example, Corpus):
        yield from _corpus_failures(rule, example.texts)
    else:
        marked = unmark(example.text)
        yield from _differences(rule.name, marked.text, marked.spans, _spans(rule, marked.text, example.problem))
        yield from _fix_failures(rule, marked.text, example.fixed)
        yield from _sieve_failures(rule, marked.text)


def lint(rule: Rule, text: str, problem: str = "") -> list[Diagnostic]:
    """Return what a rule alone finds in a text; an error that it raises is raised here.

    Args:
        rule: the rule.
        text: an article.
        problem: what a reader says is wrong with it.
    """
    document = Document(text, damaged=_UNDECODED.search(text) is not None, problem=problem)
    checker = Checker([Active(rule, rule.severity, rule.options)])
    return diagnose(document, settle(document, checker.check(document)))


def apply(text: str, edits: list[Edit]) -> str:
    """Return ``text`` after the edits; of two that overlap the first counts."""
    parts, at = [], 0
    for edit in sorted(edits):
        if edit.span.start >= at:
            parts += [text[at : edit.span.start], edit.text]
            at = edit.span.end
    return "".join(parts) + text[at:]


def _spans(rule: Rule, text: str, problem: str = "") -> tuple[Span, ...]:
    return tuple(diagnostic.location.span for diagnostic in lint(rule, text, problem))


def _differences(name: str, text: str, wanted: tuple[Span, ...], found: tuple[Span, ...]) -> Iterator[str]:
    if wanted != found:
        yield f"{name} should report {_shown(text, wanted)} but reports {_shown(text, found)}"


def _shown(text: str, spans: tuple[Span, ...]) -> str:
    shown = text
    for span in reversed(spans):
        shown = f"{shown[: span.start]}[[{span.of(shown)}]]{shown[span.end :]}"
    return repr(shown) if spans else f"nothing in {text!r}"


def _fix_failures(rule: Rule, text: str, fixed: str | None) -> Iterator[str]:
    edits = [edit for diagnostic in lint(rule, text) if diagnostic.fix for edit in diagnostic.fix.edits]
    if fixed is None:
        if edits:
            yield f"{rule.name} fixes {text!r} to {apply(text, edits)!r}, which the example does not say"
        return
    if apply(text, edits) != fixed:
        yield f"{rule.name} should fix {text!r} to {fixed!r} but makes {apply(text, edits)!r} of it"
    elif again := _spans(rule, fixed):
        yield f"{rule.name} still reports {_shown(fixed, again)} after its own fix"


def _sieve_failures(rule: Rule, text: str) -> Iterator[str]:
    batch = needing_numpy("newslint.gates.batch") if rule.sieve is not None else None
    if batch and not Sieved(1, (0,), batch.Batch((text,))).worth_asking(Active(rule, rule.severity, rule.options)):
        yield f"{rule.name} finds something in {text!r}, which its sieve leaves out"


def _corpus_failures(rule: Rule, texts: Mapping[str, str]) -> Iterator[str]:
    marked = {name: unmark(text) for name, text in texts.items()}
    documents = {name: Document(one.text, name) for name, one in marked.items()}
    found: dict[str, list[Span]] = {name: [] for name in texts}
    active = Active(rule, rule.severity, rule.options)
    for raised in twins_among(active, list(documents.values())):
        found[raised[0]].append(raised[1])
    for name, one in marked.items():
        yield from _differences(f"{rule.name}, in {name},", one.text, one.spans, tuple(sorted(found[name])))


def twins_among(active: Active, documents: Sequence[Document]) -> list[tuple[str, Span]]:
    """Return path and span of what a rule that compares documents finds among some; what it raises is raised here."""
    checker = Checker([active])
    if active.rule.judge is not None:
        found = [(document.path, fact) for document in documents for _, fact in checker.facts(document)[0]]
        return [(path, fact.span) for path, fact in found if active.rule.judge(fact.key, 0.0) is not None]
    by_path = {document.path: document for document in documents}
    told = [
        Told(name, fact.key, Where(document.path, 0, fact.span))
        for document in documents
        for name, fact in checker.facts(document)[0]
    ]
    twins = find_twins(told, {active.rule.name: active.rule}, lambda where: by_path[where.path].slice(where.span))
    of_article = active.rule.name.endswith(OF_ARTICLES)
    return [(one.where.path, mark_of(by_path[one.where.path]) if of_article else one.where.span) for one in twins]
