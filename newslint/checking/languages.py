"""Which rules hold for articles in any language, and which articles are in one that was asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection

from newslint.document import Document
from newslint.rule import Rule

NEUTRAL_CATEGORIES = frozenset({"input", "duplicate", "newslint"})
NEUTRAL_RULES = frozenset({
    "doubled-headline", "doubled-paragraph", "html-entity", "invisible-character", "markup-residue", "mojibake",
    "replacement-character", "script-residue", "site-name-in-headline",
})  # fmt: skip
"""Of other categories those that look at signs and repetitions, not at words or at how a language sets its signs."""
_NAMES = {"english": "en", "eng": "en"}


def is_neutral(rule: Rule) -> bool:
    """Whether a rule holds for articles in any language."""
    return rule.on != "word" and (rule.category in NEUTRAL_CATEGORIES or rule.name in NEUTRAL_RULES)


def is_wanted(document: Document, languages: Collection[str], is_foreign: Callable[[Document], bool]) -> bool:
    """Whether an article is in one of some languages.

    Args:
        document: the article.
        languages: by their codes ("en"), in lower case.
        is_foreign: whether words look like another language than English; asked where the reader knows of none.
    """
    named = document.meta.get("language", "").strip().lower()
    if named:
        return _code(named) in set(map(_code, languages))
    return any(_code(one) != "en" for one in languages) if is_foreign(document) else "en" in map(_code, languages)


def _code(language: str) -> str:
    """Return the code of a language without a country: "en-GB" is "en"."""
    plain = language.lower().replace("_", "-").partition("-")[0]
    return _NAMES.get(plain, plain)
