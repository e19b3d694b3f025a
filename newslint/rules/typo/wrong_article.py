import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from newslint.document import Document
from newslint.late import late
from newslint.lexicon import open_lexicon
from newslint.lexicon.beside import word_before
from newslint.lexicon.misspelling import verdict_on
from newslint.lexicon.passages import is_foreign_or_dialect
from newslint.model import Applicability, Edit, Fix, Span
from newslint.rule import Bad, Finding, Good, Hit, rule

ARTICLE = late(r"(?P<article>[Aa]n?) (?P<word>[^\W_][\w'’.,&/-]*)")
POSSESSIVE = late(r"['’]s$")
VOWELS = "aeiou"
CONSONANTS = "bcdfgjklmnpqrstvwyz"
# "e" and "o" that sound like "y" and "w".
CONSONANT_SOUND = late(r"eu|ew[ei]|one(?:\b|[-snt])|once|oui|ouij|ouag")
# "u" that sounds as in "under"; all others ("user", "unit", "Uganda") are left alone.
VOWEL_U = late(
    r"u(?:n(?!i|a(?:n|ry)|e(?:s|p))|ni(?:n[a-z]{4}|m[a-z]{4}|dent)|p(?:p|s|d|g|h|w|c|r|on)|lt|mb|gl|tt(?:er|ered)|rb|rg|sher)"
)
# What may follow a letter that is no article ("vitamin a is", "a or b").
FUNCTION_WORDS_LISTED = (
    "a about above after all along also although am among an and any are around as at away each either el else en es et"
    " even ever every i if ii iii in inside into is it its of off old on only onto or other our out outside over un una"
    " und under unless until up upon us use"
)
FUNCTION_WORDS = frozenset(FUNCTION_WORDS_LISTED.split())
# No article stands before one of these: "an" has lost its "d".
NO_NOUN_AFTER = frozenset("that this these those the they he she we was were has had will would can could".split())
# Not "Mbeki", "Nkrumah", "Yvonne", "FTSE": there the first letter may be spoken as a word.
CONSONANT_SOUNDS = late(r"[bcdgjkpqtvwz]|[flmnrsy][aeiou]|f[lr]|s[chklmnpqtw]")
SILENT_H = late(r"h(?:our(?!i)|onest|ono(?:u?r)(?!i?f|a?r)|eir)")
SPOKEN_H = late(
    r"h(?:ou[sn]|ome|uge|ard|igh|undred|uman|alf|and|ead|ealth|eavy|ill|it|old|orse|ost[ai]|ospital|usband)"
)
U_ACRONYM = late(r"(?:US|UK|UN|UAE|UFO|UEFA|U\.[A-Z])")
ACRONYM = late(r"[A-Z]{2,}s?$|(?:[A-Z]\.){2,}$")
# Adjectives that stand behind a verb only: before them the article itself is wrong, not its form.
PREDICATIVE = frozenset(
    "ablaze adrift afloat afraid aghast ajar akin alike alive aloft alone amiss ashamed asleep".split()
)

# Adjectives that are hardly ever nouns, so that what follows them is the noun.
ADJECTIVES_LISTED = (
    "alleged armed big biological bloody bold clear controversial cruel dangerous deadly different difficult diplomatic"
    " economic effective enormous famous fierce foreign full fundamental further global heavy horrible huge illegal"
    " important impressive independent industrial intensive international joint large legal likely local long"
    " massive military modern multiple mutual necessary new nuclear numerous old peaceful personal political possible"
    " powerful previous recent religious secret senior separate serious severe significant similar small"
    " strong suspected terrible tough tragic unprecedented unusual usual various violent"
)
ADJECTIVES = frozenset(ADJECTIVES_LISTED.split())
# Before these words stand adjectives that are nouns elsewhere; "a chemical attacks" is no sentence of the news.
RAIDS = "attacks|strikes|airstrikes|bombings|raids|clashes|explosions|shootings"
OF_RAIDS = ("aerial", "chemical", "coordinated", "cyber", "lethal", "suicide", "toxic")
PHRASE = late(
    r"(?P<article>[Aa]n?) (?P<before>(?:[a-z]+(?:-[a-z]+)* ){0,2})(?P<adjective>[a-z]+) "
    r"(?P<noun>[a-z]{3,}s|men|women|children)"
    r"(?=[.;](?:\s|$)| (?:in|on|of|at|by|from|against|between|during|that|which|who|were|are|have)\b)"
)
# One thing in spite of its "s": "a new series", "a full five years", "a long innings".
SINGULAR_LISTED = (
    "acoustics afterwards always arms barracks biceps bus canvas chaos christmas class corps crossroads customs days"
    " debris digs doubles downstairs forceps gallows gas glasses goods grounds hours hundreds innings kudos lens less"
    " links means minutes months news odds overseas premises process profess savings says seconds series shambles"
    " species sports thanks thousands millions upstairs us weeks works years yes times sales ones bitters sweepstakes"
    " headquarters sometimes whereabouts politics needs plus success access business press stress loss boss cross"
)
NEAR = 80
"""How far before a hit its article may stand, in characters."""
COMMON = 4
"""The least frequency class of a singular."""
RAID = late(RAIDS)
SINGULAR = frozenset(SINGULAR_LISTED.split())
IRREGULAR = {"men": "man", "women": "woman", "children": "child"}


@rule(
    "“{found}” should be “{right}”",
    category="typo",
    triggers=(
        *(f" a {letter}" for letter in VOWELS),
        " a hour",
        " a hono",
        " a honest",
        " a heir",
        *(f" an {letter}" for letter in CONSONANTS),
        " an h",
        " an eu",
        " an on",
        " an uni",
        " an us",
        " an uk",
        " an un ",
        " an u.",
        " an ut",
        " a 8",
        " a 11",
        " a 18",
        *(f" an {digit}" for digit in "12345679"),
        *(f" {'an' if one[0] in VOWELS else 'a'} {one} " for one in ADJECTIVES_LISTED.split()),
        *(f" {one} {raids}" for one in (*OF_RAIDS, "military", "deadly") for raids in RAIDS.split("|")),
    ),
    examples=[
        Bad("It took [[a hour]] to reach [[an European]] city.", fixed="It took an hour to reach a European city."),
        Bad(
            "He is [[an British]] citizen and [[a 8-year-old]]'s father.",
            fixed="He is a British citizen and an 8-year-old's father.",
        ),
        Bad("She told [[a AP]] reporter and [[an UN]] official.", fixed="She told an AP reporter and a UN official."),
        Bad("They planned [[a false-flag chemical attacks]] in the city, and [[a new important laws]]."),
        Bad("He said that it was late [[an that]] he left.", fixed="He said that it was late and that he left."),
        Good("After the raid a okesman spoke."),
        Good("A new series of a few deadly attacks; a foreign affairs official; a political and economic talks team."),
        Good("He had a long two years in a small arms depot, a new weapons system, and a serious runners’ club."),
        Good("An FBI agent, a US official, an 8-year-old, a UN envoy, an MP, an hour, a one-off, a European, a union."),
        Good("A eulogy for a unanimous hero: an heir, an honour, an SUV, an x-ray, an NHS trust, an 11-year-old."),
        Good("The choir of Taobh an Loin sang at Beinn a Bheithir."),
        Good("He was a asleep, she felt a alone."),
        Good("The vitamin a is in; groups a and b; take an historic step in an L-shaped room, an Mbeki fan."),
        Good("He sang a cappella, a uniform and a useful man, in a once-great town, with a €5 note and an M-16."),
    ],
)
def wrong_article(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
    """“A” stands where “an” is spoken or the other way round, or before a plural.

    It shows that the word after it was swapped, often by a machine.
    """
    starts = {start for hit in hits for start in _articles(document.text, hit)}
    for start in sorted(starts):
        yield from _disagreement(document, start)
        match = ARTICLE.match(document.text, start)
        if match is None or not _is_article(document.text, match.start(), match["article"]):
            continue
        article, (word, needs_an) = match["article"], _spoken(match["word"])
        if needs_an is None or needs_an == (len(article) == 2):
            continue
        if _is_in_name(document.text, match.start(), match["word"]):
            continue
        span = Span(match.start(), match.start("word") + len(word))
        if _is_strange(document.text, span, word):
            continue
        right = "and" if word in NO_NOUN_AFTER else article[0] + ("n" if needs_an else "")
        fix = Fix((Edit(Span(*match.span("article")), right),), Applicability.UNSAFE)
        yield Finding(span, {"found": document.slice(span), "right": f"{right} {word}"}, fix)


def _articles(text: str, hit: Hit) -> Iterator[int]:
    """Yield where the article of a hit may stand: in it, or one or two words before it."""
    if hit.trigger.startswith((" a ", " an ")):
        yield hit.span.start + 1
        return
    words = text[max(0, hit.span.start - NEAR) : hit.span.start].split(" ")
    for back in (1, 2, 3):
        if len(words) > back and words[-back] in {"a", "an"}:
            yield hit.span.start - len(" ".join(words[-back:]))


def _disagreement(document: Document, start: int) -> Iterator[Finding]:
    """Yield what is wrong with an article and an adjective before a noun that is certainly a plural."""
    match = PHRASE.match(document.text, start)
    if match is None or not _is_article(document.text, start, match["article"]):
        return
    adjectives = match["before"].split()
    is_raid = match["adjective"] in OF_RAIDS and RAID.fullmatch(match["noun"])
    if not (is_raid or match["adjective"] in ADJECTIVES) or not all(map(_is_adjective, adjectives)):
        return
    singular = _singular(match["noun"])
    if singular:
        phrase = match[0].removesuffix(match["noun"])
        plural = phrase.partition(" ")[2] + match["noun"]
        words = {"found": match[0], "right": phrase + singular}
        yield Finding(Span(*match.span()), words, suggestions=(phrase + singular, plural))


def _is_adjective(word: str) -> bool:
    return word in ADJECTIVES or ("-" in word and word.rpartition("-")[2] not in {"plus", "odd"})


def _singular(noun: str) -> str:
    """Return the singular of a plural, or "" where the word may be none."""
    if noun in IRREGULAR:
        return IRREGULAR[noun]
    if noun in SINGULAR or noun.endswith(("ss", "us", "is", "ics")):
        return ""
    lexicon = open_lexicon()
    ends = (noun[:-3] + "y" if noun.endswith("ies") else "", noun[:-1], noun[:-2] if noun.endswith("es") else "")
    return next((end for end in ends if end and lexicon.frequency(end) >= COMMON), "")


def _is_article(text: str, start: int, article: str) -> bool:
    """A capital A inside a sentence is a name or a grade ("Serie A outfit", "An Post"); so is one after "class"."""
    if text.endswith(("class", "group", "vitamin", "grade", "type"), 0, start - 1):
        return False
    return article.islower() or text[max(0, start - 3) : start].rstrip(" ")[-1:] in ("", ".", "\n", "\r", "“")


def _is_in_name(text: str, start: int, word: str) -> bool:
    """Whether strange words with capitals stand on both sides ("Taobh an Loin", "Sgurr a Ghreadaidh")."""
    before = word_before(text, start)
    return before[:1].isupper() and word[0].isupper() and not open_lexicon().known(before)


def _is_strange(text: str, span: Span, word: str) -> bool:
    """Whether the word behind it has lost its beginning ("a okesman"), or all around is another language."""
    if word.islower() and (verdict := verdict_on(word)) is not None and verdict.kind in {"strange", "lost-first"}:
        return True
    return not open_lexicon().known(word) and is_foreign_or_dialect(text, *span)


@lru_cache(maxsize=4096)
def _spoken(said: str) -> tuple[str, bool | None]:
    """Return a word without the signs behind it, and whether it wants "an"; None where that is not certain."""
    word = POSSESSIVE.sub("", said.rstrip(".,'’-/&"))
    return word, None if word in PREDICATIVE else _begins_with_vowel(word)


def _begins_with_vowel(word: str) -> bool | None:
    """Whether a word is spoken with a vowel first; None where that is not certain."""
    if word[0].isdigit():
        return _number(word)
    first = word.partition("-")[0]
    if ACRONYM.match(first):
        return _acronym(first)
    low = word.lower()
    if low in FUNCTION_WORDS or len(word) < 3 or not low[:3].isascii() or not (word[1:].islower() or "-" in word):
        return None
    if not low[:3].isalpha():
        return None
    return _word(low)


def _number(word: str) -> bool | None:
    if not re.match(r"\d+(?:-|th$|st$|nd$|rd$|%)", word):
        return None
    if word[0] == "8" or re.match(r"1[18](?:\D)", word):
        return True
    return None if re.match(r"1[18]", word) else False


def _acronym(word: str) -> bool | None:
    if U_ACRONYM.match(word):
        return False
    if word[0] in "AEI" and len(word) <= 4 and not word.startswith(("EU", "AA")):
        return True
    return False if word[0] in "BCDGJKPQTVWYZ" else None


def _word(low: str) -> bool | None:
    first = low[0]
    if first == "h":
        return True if SILENT_H.match(low) else False if SPOKEN_H.match(low) else None
    if first == "u":
        return (
            True
            if VOWEL_U.match(low)
            else False
            if re.match(r"uni(?:[tfqov]|versi)|us[aeu][^r]|uti|uto", low)
            else None
        )
    if first in VOWELS:
        return not CONSONANT_SOUND.match(low)
    return False if CONSONANT_SOUNDS.match(low) else None
