"""What is known of the distinct words of a run: each is judged once, and remembered as one byte.

A text becomes a string of bytes, one for each of its words. To find the words that a judge suspects, or
words that stand twice in a row, is then a search for bytes, which C does in no time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from newslint.late import late
from newslint.model import MASK
from newslint.rule import Deferred

GUILTY, LEFT, LISTED = 0, 1, 2
"""What is known of a token: a judge suspects a word in it; no list holds it (a name, a foreign word); a list does."""
_STANDINGS = 3
_OF_WORDS = 256 // _STANDINGS
_STANDING = bytes(byte % _STANDINGS for byte in range(256))
_WORD = bytes(byte // _STANDINGS for byte in range(256))

_LETTER = r"[^\W\d_]"
# What stands inside a word without being a letter: soft hyphens, zero-width joiners, combining accents.
INSIDE = "\u00ad\u200b\u200c\u200d\u2060\u0300-\u036f"
_PIECE = rf"{_LETTER}++(?:[{INSIDE}]++{_LETTER}*+)*+"
JOINERS = "'’ʼ＇‐‑-"
WORD = late(rf"(?<![\w{INSIDE}]){_PIECE}(?:[{JOINERS}]{_PIECE})*+(?!\w)")
"""A word: pieces joined by apostrophes and hyphens. What touches a digit or an underscore is a code, no word."""

# The same for text without such signs, which is nearly all; it is compiled in a quarter of the time.
_PLAIN_WORD = late(rf"(?<!\w){_LETTER}++(?:['-]{_LETTER}++)*+(?!\w)")
_STRAIGHT = str.maketrans("’“”–—…", "'     ")

NO_PROSE = late(
    r"[@#\\]|://|www\.|\w\.(?:com|org|net|gov|edu|co|uk|io|html?|php|info|tv)\b|\w\.\w+/|/\w+/|\w_\w"
    r"|^[(\"'“‘]?(?:\.{1,2}|~)?/\w",
    re.IGNORECASE,
)
"""What makes an address, a handle, a path or a code of a token."""
# Not those that are words too ("less", "pages"), as which they stand behind a full stop without its space.
_SUFFIXES_LISTED = (
    "txt md markdown rst adoc tex csv tsv json jsonl ndjson xml yaml yml toml ini cfg conf log pdf doc docx odt ods odp"
    " rtf epub mobi xls xlsx ppt pptx jpg jpeg png gif svg webp tif tiff bmp ico psd raw mp3 mp4 m4a m4v wav ogg flac"
    " avi mov mkv webm zip gz bz2 xz zst tar tgz rar 7z exe dll bin iso img dmg pkg apk deb rpm msi bat cmd ps1 sh py "
    " pyc ipynb rb rs js mjs jsx tsx css scss sql db sqlite jar cpp hpp kt lua pl asp aspx jsp xhtml rss tmp bak"
)
_SUFFIXES = frozenset(_SUFFIXES_LISTED.split())
SEPARATORS = frozenset("@#\\/._&")
EDGES = ".,;:!?\"“”‘’'()[]…–—*" + MASK
_LONGEST = 64
"""The longest word, in characters, that judges are asked about."""

REMEMBERED = 250_000
"""How many distinct tokens are remembered before starting anew; bounds memory to about 50 MB."""
JUDGED = 250_000
"""How many judged words are remembered through that, which the articles of years do not reach; some 40 MB."""
_BEGINNER = 10_000
"""With fewer tokens known most of a text are new, and it is quicker to look up all of them together."""


class Vocabulary(dict[str, int]):
    """The byte of each token, which is a word with the signs that touch it."""

    def __init__(self, judges: Sequence[Any], vouched: frozenset[str], lists: bool) -> None:
        """Take the judges of words, the words that a person has vouched for, and whether listed words matter."""
        super().__init__()
        self._vouched = frozenset(piece for word in vouched for piece in (word, *word.split()))
        self._lexicon = _Lexicon([_resolved(judge) for judge in judges]) if lists or judges else None
        self._judges = self._lexicon.judges if self._lexicon else []
        self._others = self._lexicon.others if self._lexicon else []
        self.guilty: dict[str, tuple[str, ...]] = {}
        """The suspected words of a token."""
        self._verdicts: dict[str, tuple[Any, ...]] = {}
        self._innocent = (None,) * len(self._judges)
        self._strange: dict[str, bool] = {}
        self._cores: dict[str, int] = {}

    @property
    def has_all_listed(self) -> bool:
        """Whether no judge has anything to say of a word that the lexicon lists."""
        return self._lexicon is not None and self._lexicon.is_enough

    def codes(self, tokens: Sequence[str]) -> bytes:
        """Return the bytes of the tokens of a text."""
        self.forget_many()
        # Without judges few texts are read, and most of their tokens are new each time.
        if len(self) < _BEGINNER or not self._judges:
            self._learn(set(tokens).difference(self))
        return bytes(map(self.__getitem__, tokens))

    def forget_many(self) -> None:
        """Forget the tokens when there are too many."""
        if len(self) > REMEMBERED:
            self.forget_tokens()

    def forget_tokens(self) -> None:
        """Forget the tokens. Words stay, unless they are very many, for they are fewer and were judged."""
        words = (self._verdicts, self._cores) if len(self._verdicts) > JUDGED else ()
        for known in (self, self.guilty, self._strange, *words):
            known.clear()

    def _learn(self, tokens: set[str]) -> None:
        """Look up the words of many tokens in one go, as long as most tokens are new."""
        if self._lexicon and self._lexicon.is_enough:
            cores = {token: core_of(token) for token in tokens}
            known = self._cores
            listed = self._lexicon.listed_among(set(cores.values()) - known.keys())
            known.update((core, _byte(core, LISTED)) for core in listed)
            self.update((token, known[core]) for token, core in cores.items() if core in known)

    def __missing__(self, token: str) -> int:
        """Judge a token that comes up for the first time."""
        core = core_of(token)
        code = self._cores.get(core)
        if code is None:
            code = self._weighed(token, core)
        self[token] = code
        return code

    def verdicts(self, word: str) -> tuple[Any, ...]:
        """Return what each judge says of a word."""
        found = self._verdicts.get(word)
        if found is None:
            found = self._innocent
            if not (self._vouched and self._is_vouched(word)) and not self._is_dismissed(word):
                found = tuple([_asked(judge, word) for judge in self._judges])
                # Nearly all are innocent, and share one.
                found = self._innocent if found.count(None) == len(found) else found
            self._verdicts[word] = found
        return found

    def _is_dismissed(self, word: str) -> bool:
        """Whether a word is no slip for certain, and those judges have nothing to say who speak of more than slips."""
        if len(self._others) == len(self._judges) or not self._lexicon or not self._lexicon.is_no_slip(word):
            return False
        said = [_asked(judge, word) for judge in self._others]
        return said.count(None) == len(said)

    def suspects(self, token: str) -> tuple[str, ...]:
        """Return the words of a token that a judge suspects."""
        words = words_of(token)
        if len(words) == 1:
            return () if self.verdicts(words[0]) is self._innocent else (words[0],)
        return tuple([word for word in words if self.verdicts(word) is not self._innocent])

    def is_strange(self, token: str) -> bool:
        """Whether a token holds a word that neither the lexicon nor a person knows."""
        found = self._strange.get(token)
        if found is None:
            lexicon = self._lexicon
            words = words_of(token) if lexicon else ()
            found = any(lexicon.is_strange(word) for word in words if not self._is_vouched(word)) if lexicon else False
            self._strange[token] = found
        return found

    def _weighed(self, token: str, core: str) -> int:
        # Tokens of one core need not have one set of words ("(Xqvz" and "xqvz.com"), so only listed cores are kept.
        lexicon = self._lexicon
        if lexicon is None:
            return _byte(core, LISTED)
        if lexicon.is_enough and (core.isdigit() or lexicon.listed(core)):
            code = self._cores[core] = _byte(core, LISTED)
            return code
        if self._judges:
            guilty = self.suspects(token)
            if guilty:
                self.guilty[token] = guilty
                return _byte(core, GUILTY)
        return _byte(core, LEFT)

    def _is_vouched(self, word: str) -> bool:
        """Whether a person has vouched for the word, its possessive or plural, or a part between hyphens."""
        if not self._vouched:
            return False
        straight = re.sub(f"[{INSIDE}]", "", re.sub("[’ʼ＇]", "'", re.sub("[‐‑]", "-", word)))
        return any(self._is_vouched_form(form) for form in (straight, *straight.split("-")) if form)

    def _is_vouched_form(self, word: str) -> bool:
        """Smart case: a lower-case entry covers any case, a capitalised one itself and its capitals."""
        stem = word.removesuffix("'s").removesuffix("'S")
        for form in (word, stem, *_singulars(stem)):
            if form in self._vouched or form.lower() in self._vouched:
                return True
            if form.isupper() and any(entry in self._vouched for entry in (form.capitalize(), form.title())):
                return True
        return False


class _Lexicon:
    """What is asked of the lexicon, which is imported when there are rules on words."""

    def __init__(self, judges: Sequence[Callable[[str], Any]]) -> None:
        from newslint.lexicon import open_lexicon
        from newslint.lexicon.harmless import OfSlips, is_no_slip
        from newslint.lexicon.misspelling import OfUnknownWords, is_strange

        self.is_strange, self.is_no_slip = is_strange, is_no_slip
        lexicon = open_lexicon()
        self.listed, self.listed_among = lexicon.listed, lexicon.listed_among
        self.is_enough = all(isinstance(judge, OfUnknownWords) for judge in judges)
        """Whether no judge wants to hear of a listed word."""
        themselves = [judge.judge if isinstance(judge, OfUnknownWords) else judge for judge in judges]
        self.judges = themselves
        self.others = [one for one, judge in zip(themselves, judges, strict=True) if not isinstance(judge, OfSlips)]
        """Those judges who speak of more than slips."""


def core_of(token: str) -> str:
    """Return a token without the signs around it and without "'s"; no address or code is a listed word."""
    core = token.strip(EDGES)
    return core[:-2] if core.endswith(("'s", "’s")) else core


def words_of(token: str) -> list[str]:
    """Return the words of a token, or none where it is an address, a handle or a code."""
    if token.isalpha():
        return [token] if len(token) <= _LONGEST else []
    core = token.strip(EDGES)
    if all(map(str.isalpha, core.replace("’", "'").replace("-", "'").split("'"))):
        return [core] if len(core) <= _LONGEST else []
    if is_no_prose(token):
        return []
    straight = token.translate(_STRAIGHT)
    found = (_PLAIN_WORD if straight.isascii() else WORD).finditer(straight if straight.isascii() else token)
    return [token[match.start() : match.end()] for match in found if match.end() - match.start() <= _LONGEST]


def is_no_prose(token: str) -> bool:
    """Whether a token is an address, a handle, the name of a file or a code."""
    if SEPARATORS.isdisjoint(token):
        return False
    stem, dot, suffix = token.strip(EDGES).rpartition(".")
    return bool((dot and stem[-1:].isalnum() and suffix.lower() in _SUFFIXES) or NO_PROSE.search(token))


def plain_core(token: str) -> str:
    """Return a token in lower case without the signs around it: two tokens are one word where this is equal."""
    return token.strip(EDGES).lower()


def _byte(core: str, standing: int) -> int:
    """Return a byte for a word, in any case the same but for what is known of it.

    That another word has it too is found when the words are compared.
    """
    return hash(core.lower()) % _OF_WORDS * _STANDINGS + standing


def standings(codes: bytes) -> bytes:
    """Return what is known of the tokens of a text, a byte each."""
    return codes.translate(_STANDING)


def without_standings(codes: bytes) -> bytes:
    """Return a byte for each token of a text, the same for the same word."""
    return codes.translate(_WORD)


def _singulars(word: str) -> tuple[str, ...]:
    lower = word.lower()
    if lower.endswith("es"):
        return (word[:-1], word[:-2])
    return (word[:-1],) if lower.endswith("s") else ()


def _resolved(judge: Any) -> Callable[[str], Any]:
    """Return the function behind a judge that is imported late: it is called once per distinct word."""
    found: Callable[[str], Any] = judge.load() if isinstance(judge, Deferred) else judge
    return found


def _asked(judge: Callable[[str], Any], word: str) -> Any:
    try:
        return judge(word)
    except Exception as problem:  # noqa: BLE001 - a rule may raise anything, and the run goes on
        return problem
