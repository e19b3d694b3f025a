from collections import Counter
from collections.abc import Iterator

from newslint.document import Document
from newslint.late import late
from newslint.model import Applicability, Edit, Fix, Span
from newslint.rule import Bad, Deferred, Finding, Good, rule

NAME = late(r"[A-Z][a-z]{4,}")
REACH = 30
NAME_BEFORE = late(r"([A-Z][\w'’.-]*)[^\S\n]+$")
NO_NAMES_LISTED = (
    "Mr Mr. Mrs Mrs. Ms Ms. Dr Dr. President Minister Premier Chancellor King Queen General Gen. Senator Sen. Rep. Sir"
    " Captain Coach Judge Governor Gov. Secretary Then The But And When While After Before In On At For If As That This"
    " With From By Leader Says Said Like Since Although"
)
NO_NAMES = frozenset(NO_NAMES_LISTED.split())
OFTEN = 2
"""How often the usual spelling has to stand there."""
LONG = 6
"""In letters; in a shorter name another last letter makes another name."""
VOWELS = "aeiouy"
# What other systems of transliteration write for the same sounds.
SAME_SOUNDS = (
    ("ph", "f"),
    ("tch", "ch"),
    ("sch", "sh"),
    ("ck", "k"),
    ("q", "k"),
    ("x", "ks"),
    ("kh", "h"),
    ("zh", "j"),
)
SAME_LETTERS = str.maketrans("yw", "iv")
REPEATED = late(r"(.)\1")
LEFT_ALONE = 3
"""One slip leaves so many letters alone at one of the ends of a word."""


@rule(
    "“{found}” is “{usual}” elsewhere in this article",
    category="entity",
    sieve=Deferred("newslint.gates.sieves.names:misspelt"),
    examples=[
        Bad(
            "Ms Kortright spoke first. Kortright has led it since May; [[Kortrigth]] left. Kortright came back.",
            fixed="Ms Kortright spoke first. Kortright has led it since May; Kortright left. Kortright came back.",
        ),
        Good("Jane Kortright spoke to Kortright and to Kortright; then John Kortrught of Oslo did."),
        Good("President Kortright met Donald Kortrigt. President Kortright left, and President Kortright came back."),
        Good("Kortright spoke to Kortright and to Kortright, then the Kortrights left."),
        Good("Kabul fell first, then the road from Kabul to Zabul, and all of Kabul was silent."),
        Good("They left Paktiya for Paktika, since Paktiya is poor; then Paktiya fell."),
    ],
)
def misspelt_name(document: Document) -> Iterator[Finding]:
    """A name is once spelt with a letter less, more, swapped or changed.

    The same article has another spelling at least twice, and no list knows this one. Two people
    whose names are alike have first names of their own.
    """
    text = document.text
    for name, usual in _near(NAME.findall(text)):
        if not _is_slip(name, usual) or not _is_unknown(name):
            continue
        places = _places(text, name, "'’.@/-", "@/-")
        if len(places) == 1 and _is_no_other(text, places[0], usual):
            fix = Fix((Edit(places[0], usual),), Applicability.UNSAFE)
            yield Finding(places[0], {"found": name, "usual": usual}, fix, (usual,))


def _places(text: str, name: str, before: str = "", after: str = "") -> list[Span]:
    """Return where a name stands, unless a letter, a figure or one of these signs touches it."""
    found: list[Span] = []
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        if not (_is_joined(text[start - 1 : start], before) or _is_joined(text[end : end + 1], after)):
            found.append(Span(start, end))
        start = text.find(name, end)
    return found


def _is_joined(sign: str, signs: str) -> bool:
    return sign.isalnum() or sign == "_" or (sign != "" and sign in signs)


def _near(names: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of a name that stands once and one that stands often which a slip may part."""
    distinct = set(names)
    if len(names) < len(distinct) + OFTEN - 1:
        return
    counted = Counter(names)
    often = [name for name, count in counted.items() if count >= OFTEN]
    heads, tails = _by_end(often, slice(LEFT_ALONE)), _by_end(often, slice(-LEFT_ALONE, None))
    alike = [name for name in distinct if name[:LEFT_ALONE] in heads or name[-LEFT_ALONE:] in tails] if often else []
    for name in sorted(alike):
        if counted[name] == 1:
            near = (*heads.get(name[:LEFT_ALONE], ()), *tails.get(name[-LEFT_ALONE:], ()))
            yield from ((name, usual) for usual in dict.fromkeys(near) if abs(len(name) - len(usual)) <= 1)


def _by_end(names: list[str], end: slice) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(name[end], []).append(name)
    return found


def _is_unknown(name: str) -> bool:
    """Whether no list holds a name; the lexicon is imported only for one that is near another."""
    from newslint.lexicon.misspelling import is_strange

    return is_strange(name)


def _is_no_other(text: str, span: Span, usual: str) -> bool:
    """Whether no first name stands before the one spelling that never stands before the other."""
    before = _name_before(text, span.start)
    usually = [_name_before(text, place.start) for place in _places(text, usual)]
    known = set(usually) - {None}
    if len(usually) < OFTEN or (known and before is not None and before not in known):
        return False
    # "Donald Regan" beside President Reagan, who is called by no other name.
    return bool(known) or before is None or not _is_first_name(before)


def _is_first_name(name: str) -> bool:
    from newslint.lexicon.layout import NAME as A_NAME
    from newslint.lexicon.layout import WORD
    from newslint.lexicon.reading import open_lexicon

    marks = open_lexicon().marks(name.lower())
    return bool(marks & A_NAME) and not marks & WORD


def _name_before(text: str, start: int) -> str | None:
    match = NAME_BEFORE.search(text, max(0, start - REACH), start)
    return match[1] if match and match[1] not in NO_NAMES else None


def _is_slip(wrong: str, right: str) -> bool:
    """Whether a letter is lost, doubled, changed or swapped, or the same sounds are spelt in another way.

    A longer ending is another word, and another vowel at the end the name of a woman.
    """
    if wrong == right or right.startswith(wrong):
        return False
    if wrong.startswith(right):
        return wrong == right + right[-1] and right[-1] not in VOWELS
    start = 0
    while wrong[start] == right[start]:
        start += 1
    # "Zabul" beside "Kabul": nobody takes another capital by mistake; two such names rhyme.
    if start == 0 and wrong[1:] == right[1:]:
        return False
    left, rest = wrong[start:], right[start:]
    if left[1:] == rest or left == rest[1:]:
        return True
    if len(left) > 1 and left[:2] == rest[:2][::-1] and left[2:] == rest[2:]:
        return True
    if left[1:] == rest[1:]:
        return len(left) > 1 or _is_other_end(wrong, right)
    return _sounds(wrong) == _sounds(right)


def _is_other_end(wrong: str, right: str) -> bool:
    """Whether another last letter makes no other word of a name: "Australis" and "Australia", "Mario" and "Maria"."""
    if len(right) < LONG or wrong[-1] == "s" or (wrong[-1] in VOWELS and right[-1] in VOWELS):
        return False
    return _is_unknown(wrong[:-1])


def _sounds(name: str) -> str:
    sounds = name.lower().translate(SAME_LETTERS)
    for one, other in SAME_SOUNDS:
        sounds = sounds.replace(one, other)
    return REPEATED.sub(r"\1", sounds)
