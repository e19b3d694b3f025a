import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from newslint.document import Document
from newslint.late import late
from newslint.lexicon.misspelling import OfUnknownWords, Verdict, verdict_on
from newslint.model import Applicability, Edit, Fix, Span
from newslint.rule import Bad, Finding, Good, Suspect, rule

SHORTEST = 5
SIGNS = ".,;:!?\"”’')]…"
REACH = 30
NAME_BEFORE = late(r"([A-Z][\w'’.-]*)[^\S\n]+$")
NO_NAMES_LISTED = (
    "Mr Mr. Mrs Mrs. Ms Ms. Dr Dr. President Minister Premier Chancellor King Queen General Gen. Senator Sen. Rep. Sir"
    " Captain Coach Judge Governor Gov. Secretary Then The But And When While After Before In On At For If As That This"
    " With From By Leader Says Said Like Since Although"
)
NO_NAMES = frozenset(NO_NAMES_LISTED.split())
OFTEN = 3
"""How often the usual spelling has to stand there."""


@OfUnknownWords
def judge(word: str) -> Verdict | None:
    """Return the verdict on a capitalised word that no list holds, else None."""
    if len(word) < SHORTEST or not word.isalpha() or not word[0].isupper() or not word[1:].islower():
        return None
    verdict = verdict_on(word)
    return verdict if verdict is not None and verdict.kind != "known" else None


@rule(
    "“{found}” is “{usual}” elsewhere in this article",
    category="typo",
    on="word",
    judge=judge,
    examples=[
        Bad(
            "Ms Kortright spoke first. Kortright has led it since May; [[Kortrigth]] left. Kortright came back.",
            fixed="Ms Kortright spoke first. Kortright has led it since May; Kortright left. Kortright came back.",
        ),
        Good("Jane Kortright spoke to Kortright and to Kortright; then John Kortrught of Oslo did."),
        Good("Kortright spoke to Kortright and to Kortright, then the Kortrights left."),
    ],
)
def misspelt_name(document: Document, suspect: Suspect) -> Iterator[Finding]:
    """A name is once spelt with a letter less, more, swapped or changed.

    The same article has another spelling at least three times, and no list knows this one. Two people
    whose names are alike have first names of their own.
    """
    word = suspect.word
    if len(suspect.spans) > 1:
        return
    for usual in _names(document.text).get(word[0], ()):
        if abs(len(usual) - len(word)) <= 1 and _is_slip(word, usual):
            if _is_no_other(document.text, suspect.spans[0], usual):
                fix = Fix((Edit(suspect.spans[0], usual),), Applicability.UNSAFE)
                yield Finding(suspect.spans[0], {"found": word, "usual": usual}, fix, (usual,))
            return


@lru_cache(maxsize=2)
def _names(text: str) -> dict[str, list[str]]:
    """Return the words with a capital that stand often in a text, by their first letters."""
    found: dict[str, list[str]] = {}
    counted = Counter(token for token in text.split() if token[0].isupper() and len(token) >= SHORTEST)
    names = Counter[str]()
    for token, count in counted.items():
        names[token.rstrip(SIGNS).removesuffix("’s").removesuffix("'s")] += count
    for name, count in names.items():
        if count >= OFTEN and name.isalpha() and name[1:].islower():
            found.setdefault(name[0], []).append(name)
    return found


def _is_no_other(text: str, span: Span, usual: str) -> bool:
    """Whether no first name stands before the one spelling that never stands before the other."""
    before = _name_before(text, span.start)
    known = {_name_before(text, match.start()) for match in re.finditer(rf"\b{usual}\b", text)} - {None}
    return before is None or not known or before in known


def _name_before(text: str, start: int) -> str | None:
    match = NAME_BEFORE.search(text, max(0, start - REACH), start)
    return match[1] if match and match[1] not in NO_NAMES else None


def _is_slip(wrong: str, right: str) -> bool:
    """Whether a letter is lost, doubled, changed or swapped inside a word; a longer ending is another word."""
    if wrong == right or wrong.startswith(right) or right.startswith(wrong):
        return False
    start = 0
    while wrong[start] == right[start]:
        start += 1
    left, rest = wrong[start:], right[start:]
    if left[1:] == rest or left == rest[1:]:
        return True
    is_swapped = len(left) > 1 and left[:2] == rest[:2][::-1] and left[2:] == rest[2:]
    return is_swapped or (left[1:] == rest[1:] and len(left) > 1)
