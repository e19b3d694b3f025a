"""A phrase that is not to stand anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newslint.document import Document
from newslint.kinds import Matcher
from newslint.kinds._lines import phrases_with_letters
from newslint.kinds._phrases import Phrases
from newslint.rule import Finding, Hit


def phrase(*, phrases: Sequence[str], extra: Sequence[str] = ()) -> Matcher:
    """Find phrases as whole words, in any case.

    The message may say ``{phrase}``.

    Args:
        phrases: ``#`` stands for a number, ``*`` for some words.
        extra: further phrases; an option of the rule.
    """
    wanted = Phrases(phrases_with_letters([*phrases, *extra]), "phrase")

    def find(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        for span in wanted.find(document, hits):
            yield Finding(span, {"phrase": document.slice(span)})

    return Matcher(find, wanted.triggers, ("phrase",))
