"""What stays as it is although it has a fix: the findings of a file that are known, told again from the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from newslint.known.entries import Entry
from newslint.known.ledgers import place_of
from newslint.known.matching import NONE, Matcher
from newslint.known.pins import At, pins_of
from newslint.known.places import Article

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.known.ledgers import TextOf
    from newslint.model import Diagnostic


class KeptBack:
    """The findings of one file that are not to be mended, which edits beside them may move."""

    def __init__(self, entries: Mapping[int | None, Sequence[Entry]]) -> None:
        """Take what they are known by, by record."""
        self._entries = entries

    def without(self, document: Document, found: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
        """Return the findings in a document, as it is now, that may be mended."""
        entries = self._entries.get(document.record)
        if not entries:
            return found
        matcher = Matcher(entries, _never)
        article = _article(document.path, document.record, document.source)
        places = [place_of(one, document.source, article) for one in found]
        taken = [matcher.at_once(place) for place in places]
        left = [number for number, entry in enumerate(taken) if entry == NONE]
        known = matcher.later([places[number] for number in left])
        return [found[number] for number, entry in zip(left, known, strict=True) if entry == NONE]


def kept_back(known: Iterable[Diagnostic], found: Iterable[Diagnostic], text_of: TextOf) -> dict[str, KeptBack]:
    """Return, by file, what known findings stay as they are.

    Args:
        known: these findings.
        found: all findings of the run, sorted: some may be taken for known ones.
        text_of: the text of an article, by path and record.
    """
    known = list(known)
    pins = pins_of(known, found, text_of)
    entries: dict[str, dict[int | None, list[Entry]]] = {}
    for one in known:
        path, record = one.location.path, one.location.record
        text = text_of(path, record)
        place = place_of(one, text, _article(path, record, text))
        pin = pins.get(At.of(one))
        # Fixes take away the others and the lines beside it, and never what is known itself.
        pin = pin._replace(among=1) if pin else None
        entries.setdefault(path, {}).setdefault(record, []).append(
            Entry(place.key, place.around, path, record, pin=pin)
        )
    return {path: KeptBack(of_file) for path, of_file in entries.items()}


def _article(path: str, record: int | None, text: str) -> Article:
    return Article(path, record, lambda: text, frozenset())


def _never(one: Entry, here: int) -> bool:
    return False
