"""Where the name of a site stands in a headline, set off by a sign.

A title is parted at such signs into pieces. The name, perhaps with a section before it or a slogan behind it, makes up
the last ones, or the first one. Which names are believed depends on the sign: a stroke or a star parts hardly anything
but a site; a dash also parts a source, a speaker or a second thought.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from newslint.late import late
from newslint.text.sites import is_site

_SEPARATOR = late(r"\s*(?:\s[|»«‹›⋆★·•~]|[|»«‹⋆★]\s|\s(?:::|//|<<|>>)\s)\s*|\s+(?:--?|–|—|/|>|\*|_)\s+")
STARS = frozenset("»«‹›⋆★·•~") | {"::", "//", "<<", ">>"}
"""Signs that part nothing but a site, a section or a slogan from a headline."""
_OWNER = late(
    r"(?:The |A )?(?:[A-Z0-9][\w.'&-]* ){0,4}(?:News(?:paper|room|wire)?|Online|Times|Post|Tribune|Herald|"
    r"Journal|Gazette|Chronicle|Telegraph|Mirror|Express|Observer|Register|Dispatch|Examiner|Inquirer|Insider|"
    r"Courier|Ledger|Sentinel|Bulletin|Echo|Argus|Advertiser|Today|Daily|Report|Reporter|Review|Live|Star|Sun|"
    r"Standard|Globe|Monitor|Mail|Press|Independent|Magazine|Weekly|Guardian|Network|Media|Radio|TV|Chronicle|"
    r"Wire|Blog|Sabah|Caller|Beast|Hill|Week|Morning)(?:: ?news)?"
)
_DAILY = late(r"(?:The )?(?:Daily|News|National|Morning|Evening|Sunday) [A-Z]\w+(?: \d+)?")
_KNOWN = late(
    r"(?:the )?(?:bbc|cnn|npr|pbs|rt|cbs|abc|nbc|msnbc|cnbc|fox|sky|yahoo|google|euronews|politico|breitbart|"
    r"huffpost|huffington post|buzzfeed|bloomberg|forbes|axios|vox|slate|salon|reuters|al jazeera|usa today|"
    r"msn|vice|quartz|wired|techcrunch|mashable|infowars|newsweek|guardian|independent|economist|"
    r"new york times|washington post|hill|atlantic|straits times|times of india|jerusalem post|daily mail|"
    r"mail)(?:[ -](?:news|politics|online|english|world|sport|business|com|uk|us))*"
)
_QUOTED = late(
    r"(?:The )?(?:Washington Post|New York Times|Reuters|Guardian|Economist|Financial Times|"
    r"Wall Street Journal)"
)
"""A paper behind a long dash may be where the news comes from."""
_DOMAIN = late(
    r"(?:www\.)?[\w-]+\.(?:com|org|net|info|tv|news|co\.\w\w|com\.\w\w|de|uk|au|ca|in|ie|nz|za|us|eu)",
)
_HANDLE = late(r"(?:via )?@\w{3,}")
_CAMEL = late(r"[A-Z][a-z]{3,}[A-Z][a-z]{2,}")
_VIA = late(r"\s(?:[–—-] )?via (?:@\w+|(?P<name>[A-Z][\w. ]+))$")
_BRACKETS = late(r"\s*[(\[](?P<name>[^()\[\]]{3,40})[)\]]$")
_SECTIONS = frozenset(
    "world politics us uk business sport sports opinion technology tech life style lifestyle entertainment culture"
    " health science news region national local money travel education environment media society europe asia"
    " africa americas".split()
)
_SECTION_WORDS = frozenset({"news", "latest", "breaking", "headlines", "us", "uk", "top", "and", "&", "stories"})
_FEWEST = 3
"""Words of a headline beside the name."""
_LONGEST = 6


class _Piece(NamedTuple):
    """A piece of a title, and the sign before it, which is empty before the first one."""

    sign: str
    start: int
    end: int
    words: str


def site_name(text: str, known: str = "") -> tuple[int, int] | None:
    """Return from where to where the name of a site stands in a headline, with the sign that parts it off.

    Args:
        text: the headline.
        known: what the site of the article is called, where that is known.
    """
    pieces = _pieces(text)
    for number in range(1, len(pieces)):
        if _enough(text[: pieces[number].start]) and _is_tail(pieces[number:], known, text):
            return pieces[number].start, len(text)
    if len(pieces) > 1 and _enough(text[pieces[1].end :]) and _is_head(pieces, text):
        return 0, pieces[1].end
    return _set_off_otherwise(text, known)


def _pieces(text: str) -> list[_Piece]:
    """Return the pieces; each stands from the sign before it, where ``end`` is the end of that sign."""
    signs = list(_SEPARATOR.finditer(text))
    ends = [*(sign.start() for sign in signs), len(text)]
    first = _Piece("", 0, 0, text[: ends[0]])
    rest = [
        _Piece(sign[0].strip(), sign.start(), sign.end(), text[sign.end() : end])
        for sign, end in zip(signs, ends[1:], strict=True)
    ]
    return [first, *rest]


def _enough(words: str) -> bool:
    return words.count(" ") + 1 >= _FEWEST


def _is_tail(pieces: Sequence[_Piece], known: str, text: str) -> bool:
    """Whether pieces are sections and a site, perhaps with a slogan behind it."""
    for number, piece in enumerate(pieces):
        if _is_name(piece, known, text.isupper()):
            # What stands behind a site is its slogan, or a section.
            return (
                number + 1 == len(pieces)
                or piece.sign in STARS
                or piece.sign == "|"
                or _are_sections(pieces[number + 1 :])
            )
        if not _is_section(piece.words):
            return False
    return pieces[0].sign in STARS or pieces[0].sign == "|"


def _are_sections(pieces: Sequence[_Piece]) -> bool:
    return all(_is_section(piece.words) for piece in pieces)


def _is_section(words: str) -> bool:
    several = words.lower().split()
    return 0 < len(several) <= 3 and all(word in _SECTIONS or word in _SECTION_WORDS for word in several)


def _is_name(piece: _Piece, known: str, shouts: bool) -> bool:
    """Whether a piece is the name of a site, so far as the sign before it lets that be told."""
    words = piece.words.strip()
    if not 0 < words.count(" ") + 1 <= _LONGEST or not words:
        return False
    if known and words.lower() == known.lower():
        return True
    if _DOMAIN.fullmatch(words) or _HANDLE.fullmatch(words):
        return True
    if piece.sign in STARS:
        return _has_capitals(words) or is_site(words)
    if piece.sign == "|":
        return _is_owner(words) or (is_site(words) and words[-1] not in ".?!") or _is_coined(words)
    if piece.sign in ("–", "—") and _QUOTED.fullmatch(words):
        return False
    if shouts:
        # "- USDA REPORT", "- NY TIMES": in capitals wires name their sources.
        return _KNOWN.fullmatch(words.lower()) is not None or words.endswith(" NEWS")
    return _is_owner(words) or _CAMEL.fullmatch(words) is not None


def _is_owner(words: str) -> bool:
    if _KNOWN.fullmatch(words.lower()):
        return words[0].isupper() or words.count(" ") > 0
    plain = words.title() if words.isupper() or words.islower() else words
    return (plain.count(" ") > 0 or plain.endswith("News")) and bool(_OWNER.fullmatch(plain) or _DAILY.fullmatch(plain))


def _has_capitals(words: str) -> bool:
    return all(word[0].isupper() or word[0].isdigit() or len(word) < 4 for word in words.split())


def _is_coined(words: str) -> bool:
    """Whether a name is made up of ordinary words with capitals, unlike that of somebody who writes."""
    several = words.split()
    if len(several) == 1:
        return any(letter.isupper() for letter in words[1:]) and not words.isupper()
    from newslint.lexicon import open_lexicon

    lexicon = open_lexicon()
    ordinary = [word for word in several if lexicon.known(word.lower()) and not lexicon.is_name(word)]
    return len(several) > 2 and len(ordinary) > 1 and _has_capitals(words)


def _is_head(pieces: Sequence[_Piece], text: str) -> bool:
    """Whether the first piece is a site, and the second one the headline."""
    first, sign = pieces[0].words.strip(), pieces[1].sign
    if not 0 < first.count(" ") + 1 <= _LONGEST:
        return False
    if sign in STARS or sign == "|":
        return _is_owner(first) or _DOMAIN.fullmatch(first) is not None
    return sign in ("-", "–", "—") and _is_owner(first) and not text.isupper()


def _set_off_otherwise(text: str, known: str) -> tuple[int, int] | None:
    """Return where a name stands in brackets, or behind "via"."""
    match = _BRACKETS.search(text) or _VIA.search(text)
    if match is None or not _enough(text[: match.start()]):
        return None
    name = match["name"] or ""
    is_one = not name or _DOMAIN.fullmatch(name) or _is_owner(name) or (known and name.lower() == known.lower())
    return (match.start(), len(text)) if is_one else None
