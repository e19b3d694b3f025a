"""Where sentences end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newslint.late import late
from newslint.model import Span


def sentences(text: str, of_paragraphs: Sequence[Span]) -> tuple[Span, ...]:
    """Return the sentences of the paragraphs, without the white space between them."""
    return tuple(span for paragraph in of_paragraphs for span in _sentences(text, paragraph))


STOPS = ".!?…"
CLOSERS = "\"'”’)]»\ufffc"
"""What may stand behind the stop of a sentence."""
OPENERS = "\"'“‘([«\ufffc"
"""What may stand before its first word."""
FOLLOWING = 10
"""How many characters of the first word are looked at."""
# A run of stops is tried once, at its beginning: trying it at each stop would be quadratic.
_SENTENCE_END = late(
    r"(?<![.!?…])[.!?…]++[\"'”’)\]»\ufffc]*+(?=\s++[\"'“‘(\[«\ufffc]*+(?P<next>[^\Wa-zß-öø-ÿ_]\w{0,9}))"
)
_WORD = late(r"\w+")
# The full stop after one of these ends no sentence,
_TITLES_LISTED = (
    "Mr Mrs Ms Dr St Gen Col Lt Sgt Cpl Capt Maj Cmdr Adm Sen Rep Gov Rev Hon Prof Pres Det Supt Insp Msgr Fr Sr Messrs"
    " Mme Mlle vs v Mt Ft Fig Art approx est e.g i.e cf"
)
_TITLES = frozenset(_TITLES_LISTED.split())
# after one of these only where the next word is one that often opens a sentence.
_ABBREVIATIONS_LISTED = (
    "Jr Inc Ltd Co Corp Bros Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Ave Blvd Dept Univ Assn etc al a.m p.m"
    " Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Penn"
    " Tenn Tex Va Vt Wash Wis Wyo Ph.D"
)
_ABBREVIATIONS = frozenset(_ABBREVIATIONS_LISTED.split())
_NUMBERS = frozenset({"No", "Nos"})
ABBREVIATED = _TITLES | _ABBREVIATIONS | _NUMBERS
"""What a full stop may stand behind that ends no sentence, besides initials."""
_LONGEST = 12
_BEFORE_WORD = "\"'“‘([«—–-/"
_OPENERS = frozenset(
    ("The", "He", "She", "It", "They", "We", "I", "You", "But", "And", "In", "On", "At", "A", "An", "This", "That",
     "These", "Those", "His", "Her", "Its", "Their", "Our", "There", "Then", "When", "While", "After", "Before", "As",
     "For", "From", "If", "So", "Some", "Many", "Most", "More", "Both", "However", "Although", "Yet", "Still", "Now",
     "Since", "With")
)  # fmt: skip


def _sentences(text: str, paragraph: Span) -> Iterator[Span]:
    start = paragraph.start
    for end in _SENTENCE_END.finditer(text, paragraph.start, paragraph.end):
        if end[0] != "." or ends_here(text, paragraph.start, end.start(), end["next"]):
            yield Span(start, end.end())
            start = end.end()
            while text[start].isspace():
                start += 1
    if start < paragraph.end:
        yield Span(start, paragraph.end)


def begins_sentence(letter: str) -> bool:
    """Whether a character may begin the first word of a sentence: a capital, a figure, a letter beyond Latin-1."""
    return letter.isalnum() and not ("a" <= letter <= "z" or "ß" <= letter <= "ö" or "ø" <= letter <= "ÿ")


def ends_here(text: str, start: int, stop: int, following: str) -> bool:
    """Whether a full stop, with a blank behind it, ends a sentence.

    Args:
        text: the text.
        start: where the paragraph begins.
        stop: where the full stop stands.
        following: the text from the next word on, or that word; ``FOLLOWING`` characters of it are enough.
    """
    words = text[max(start, stop - _LONGEST) : stop].split()
    word = words[-1].lstrip(_BEFORE_WORD) if words else ""
    if word in _TITLES or (len(word) == 1 and word.isupper()):
        return False
    if word in _NUMBERS:
        return not following[0].isdigit()
    if not (word in _ABBREVIATIONS or _is_dotted(word)):
        return True
    opener = _WORD.match(following)
    return opener is not None and opener[0] in _OPENERS


def _is_dotted(word: str) -> bool:
    """Whether a word is capitals with stops between, such as "U.S" before its last stop."""
    return len(word) > 1 and word[-1].isupper() and all(len(piece) == 1 for piece in word.split("."))
