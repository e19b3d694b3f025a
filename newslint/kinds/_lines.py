"""Lines that are reported whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from newslint.document import Document
from newslint.edits import removal
from newslint.kinds import Matcher
from newslint.kinds._phrases import Form, Phrases
from newslint.model import Applicability, Fix
from newslint.rule import Finding, Hit

Removal = Literal["safe", "unsafe", "none"]


def lines_with(phrases: Sequence[str], form: Form, fix: Removal) -> Matcher:
    """Return what finds the lines that a phrase fills (form ``line``) or begins (``opening``)."""
    wanted = Phrases(phrases_with_letters(phrases), form)

    def find(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        at_start = (hit._replace(trigger=f"\n{hit.trigger}") for hit in hits if not hit.whole)
        several = list(wanted.find(document, [*hits, *at_start]))
        for span in several:
            edits = (removal(document, span, several),) if fix != "none" else ()
            yield Finding(span, {"text": document.slice(span)}, Fix(edits, Applicability(fix)) if edits else None)

    # Short words are looked for after the end of a line; here signs and the start of a text may come before them.
    triggers = tuple({trigger.removeprefix("\n"): None for trigger in wanted.triggers})
    return Matcher(find, triggers, ("text",), lambda: wanted.lines)


def phrases_with_letters(phrases: Sequence[str]) -> Sequence[str]:
    """Return the phrases.

    Raises:
        ValueError: one of them has no letter to look for.
    """
    for phrase in phrases:
        if not any(letter.isalnum() for letter in phrase):
            raise ValueError(f"{phrase!r} has no letter to look for")
    return phrases
