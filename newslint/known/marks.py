"""What a finding is known by in another run: its rule, its text, and the words around it.

No path and no line is part of it, so that it is the same after lines were moved or a file was renamed.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from newslint.checking.diagnose import normalised
from newslint.late import late
from newslint.text.normal import key as digest
from newslint.text.normal import words_of
from newslint.text.numbered import SAMPLES, runs, samples

if TYPE_CHECKING:
    from newslint.model import Diagnostic, Span

WORDS = 5
"""How many words on either side of a finding are its surroundings."""
REACH = 2000
"""How many characters on either side of a finding are looked at."""
NEAR = 200
"""How many characters on either side mostly hold five words."""
NARROWEST, WIDEST = 40, 120
"""How many characters the longest line of hard-wrapped text has."""
RAGGED = 10
"""By how many characters a wrapped line may be too short: somebody edited it, and did not wrap it anew."""
DIGITS = 16
"""How many digits of hex each digest of a key has."""
ANCHORS = 2 * SAMPLES
"""At how many words of an article samples are looked for, as some may be the same."""
OF_ARTICLES = "-article"
"""The names of rules on duplicates that speak of whole articles end so."""
TWINS = ("shared-", "similar-")
"""The names of rules on twins begin so. Which of them speaks of a place may change with its twin in another article."""
PART, WHOLE = "twin", "twin-article"
"""What rules on twins of parts of articles, and on those of whole articles, are called together."""

_LINE_END = late(r"\r\n|\r|\n")
_SEPARATOR = ":"


class Key(NamedTuple):
    """What a finding is known by. Each of ``text``, ``before`` and ``after`` is 64 bits in hex."""

    rule: str
    text: str
    """Of the marked text, without differences of case, white space and the form of quotation marks and hyphens."""
    before: str
    """Of up to five words before it in its paragraph."""
    after: str
    """Of up to five words after it in its paragraph."""

    def __str__(self) -> str:
        """Return the key as it is written in files."""
        return _SEPARATOR.join(self)

    @classmethod
    def read(cls, written: str) -> Key:
        """Return the key that was written so.

        Raises:
            ValueError: it is none.
        """
        rule, *digests = written.rsplit(_SEPARATOR, 3)
        if not rule or len(digests) != 3 or not all(map(_is_digest, digests)):
            raise ValueError(f"{written!r} is no key of a finding")
        return cls(rule, *digests)


class Surroundings(NamedTuple):
    """The words around a span in its paragraph, parted by blanks; fewer than five at its beginning or end."""

    before: str
    after: str


NOTHING_AROUND = Surroundings("", "")
NO_WORDS = digest(("",)).hex()
"""What stands in a key for no words."""


def key(diagnostic: Diagnostic, text: str) -> Key:
    """Return what a finding is known by.

    Args:
        diagnostic: the finding.
        text: its whole article as it stands in the file.
    """
    around = surroundings(diagnostic.location.span, text)
    return Key(diagnostic.rule, hashed(said(diagnostic, text)), hashed(around.before), hashed(around.after))


def said(diagnostic: Diagnostic, text: str) -> str:
    """Return the normalised text of a finding; of one on a whole article its first line."""
    marked = diagnostic.location.span.of(text)
    return normalised(_LINE_END.split(marked.lstrip(), 1)[0] if is_of_article(diagnostic) else marked)


def is_of_article(diagnostic: Diagnostic) -> bool:
    """Whether a finding speaks of a whole article, and its text is but where it is shown."""
    return diagnostic.category == "duplicate" and diagnostic.rule.endswith(OF_ARTICLES)


def family(rule: str) -> str:
    """Return what the rules on twins of parts, or of whole articles, have in common; empty: it is no such rule."""
    if not rule.startswith(TWINS):
        return ""
    return WHOLE if rule.endswith(OF_ARTICLES) else PART


def samples_of(text: str) -> tuple[str, ...]:
    """Return digests of up to four runs of five words of an article, which few edits touch all at once.

    A text of fewer words, or without long ones, has one digest, of all its words.
    """
    words = words_of((text,))[0]
    return tuple(sample.hex() for sample in samples(words, ANCHORS)[:SAMPLES]) or (
        (digest(words).hex(),) if words else ()
    )


def runs_of(text: str) -> set[str]:
    """Return the digests of all runs of words of an article: the samples of earlier states are among them."""
    words = words_of((text,))[0]
    return {run.hex() for run in runs(words)} | {digest(words).hex()}


def hashed(words: str) -> str:
    """Return 64 bits of blake2b in hex."""
    return digest((words,)).hex() if words else NO_WORDS


def surroundings(span: Span, text: str) -> Surroundings:
    """Return the words around a span in its paragraph.

    What is a paragraph is told from the lines nearby alone, so that edits elsewhere change nothing: it ends
    with its line, unless lines were wrapped there.
    """
    head, tail = text[max(0, span.start - NEAR) : span.start], text[span.end : span.end + NEAR]
    if "\r" not in head and "\r" not in tail:
        if _stands_alone(head, tail, is_top=span.start == 0, is_end=span.end == len(text)):
            return NOTHING_AROUND
        # Nearly always five words stand on either side in the line itself.
        before, after = words_of((head[head.rfind("\n") + 1 :], tail.partition("\n")[0]))
        if len(before) > WORDS and len(after) > WORDS:
            return Surroundings(" ".join(before[-WORDS:]), " ".join(after[:WORDS]))
    return _of_paragraph(span, text)


def _stands_alone(head: str, tail: str, is_top: bool, is_end: bool) -> bool:
    """Whether a finding is all that its lines say, with a blank line or the end of the text on either side."""
    return (is_top or head.endswith("\n\n")) and (is_end or tail == "\n" or tail.startswith("\n\n"))


def _of_paragraph(span: Span, text: str) -> Surroundings:
    above = _lines(text[max(0, span.start - REACH) : span.start])
    below = _lines(text[span.end : span.end + REACH])
    before, after = words_of((above[-1], below[0]))
    needs_more = _goes_on(before, above[-2:-1]) or _goes_on(after, below[1:2])
    if needs_more:
        upwards, downwards = _until_blank(above[-2::-1])[::-1], _until_blank(below[1:])
        marked = _lines(span.of(text)) if span.end - span.start <= REACH else ["", ""]
        own = [above[-1] + marked[0], *marked[1:]]
        own[-1] += below[0]
        if _is_wrapped([*upwards, *own, *downwards]):
            before, after = words_of((" ".join([*upwards, above[-1]]), " ".join([below[0], *downwards])))
    return Surroundings(" ".join(before[-WORDS:]), " ".join(after[:WORDS]))


def _lines(text: str) -> list[str]:
    return text.split("\n") if "\r" not in text else _LINE_END.split(text)


def _is_digest(text: str) -> bool:
    return len(text) == DIGITS and not text.strip("0123456789abcdef")


def _goes_on(words: Sequence[str], neighbour: Sequence[str]) -> bool:
    """Whether more words may stand in the line beside, if that belongs to the paragraph."""
    return len(words) < WORDS and any(line.strip() for line in neighbour)


def _until_blank(lines: Sequence[str]) -> list[str]:
    found = []
    for line in lines:
        if not line.strip():
            break
        found.append(line)
    return found


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether most of the lines end because the next word had no room, so that they are one paragraph."""
    widest = max(map(len, lines))
    if not NARROWEST <= widest <= WIDEST:
        return False
    breaks = list(pairwise(lines))
    full = sum(len(line) + 1 + len(after.lstrip().partition(" ")[0]) > widest - RAGGED for line, after in breaks)
    return full * 3 > len(breaks) * 2
