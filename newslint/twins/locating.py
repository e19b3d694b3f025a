"""Where the twins of places stand, found out in one pass over the documents that hold them.

Who tells of a place names up to ten of its twins by line and column. They stand all over the corpus, so each was read
again for each part of the files that had a twin there. Instead each part asks for the places that it will name, and
each document is read once to answer all who ask.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator, Set
from itertools import groupby, islice

from newslint.comparing.articles import mark_of
from newslint.comparing.facts import DOCUMENT, PLACE, split
from newslint.document import Document
from newslint.model import Location
from newslint.packing import location_of, plain_location
from newslint.twins.corpus import LINK, Names, Where, place_task_of
from newslint.twins.telling import RELATED, Located

_RULE = slice(PLACE, PLACE + 2)
_TWIN = slice(PLACE + 2, 2 * PLACE + 2)
_PLACE = PLACE + 1
_QUESTION = _PLACE + 4
_SIZE = 4
"""How many bytes say how long the answers of one part are."""


def questions(links: bytes, of_articles: Set[bytes], part_of: Callable[[int], int]) -> set[bytes]:
    """Return which places the findings in one part of the files are going to name.

    Args:
        links: what the places of the part are told.
        of_articles: the numbers of the rules about whole articles.
        part_of: the part to which the file of a number belongs.
    """
    found: set[bytes] = set()
    for head, group in groupby(sorted(split(links, LINK)), lambda link: link[: PLACE + 2]):
        behind = bytes([head[_RULE] in of_articles]) + part_of(place_task_of(head)).to_bytes(4, "big")
        found.update(link[_TWIN] + behind for link in islice(group, RELATED))
    return found


def place_asked_for(question: bytes) -> int:
    """Return the number of the file in which the place stands that somebody asks for."""
    return int.from_bytes(question[:4], "big")


def answers(
    asked: bytes, names: Names, document_of: Callable[[str, int], Document | None]
) -> Iterator[tuple[int, bytes]]:
    """Yield for each part that asks for places in some files where they stand; of what cannot be read nothing is said.

    Args:
        asked: all questions about places in these files.
        names: what the numbers in places mean.
        document_of: the document of a path and record; None when it cannot be had any more.
    """
    said: dict[int, list[tuple[bytes, tuple[object, ...]]]] = {}
    for _, of_document in groupby(sorted(split(asked, _QUESTION)), lambda question: question[:DOCUMENT]):
        for place, several in groupby(of_document, lambda question: question[:_PLACE]):
            where = names.where(place[:PLACE])
            document = document_of(where.path, where.record)
            if document is not None:
                location = plain_location(document.locate(mark_of(document) if place[PLACE] else where.span))
                for question in several:
                    said.setdefault(int.from_bytes(question[_PLACE:], "big"), []).append((place, location))
    for part, located in said.items():
        data = marshal.dumps(located)
        yield part, len(data).to_bytes(_SIZE, "big") + data


def located(data: bytes, names: Names) -> Located:
    """Return what the answers to one part say."""
    found: dict[tuple[Where, bool], Location] = {}
    at = 0
    while at < len(data):
        start = at + _SIZE
        at = start + int.from_bytes(data[at:start], "big")
        for place, location in marshal.loads(data[start:at]):  # noqa: S302 - written above
            where = names.where(place[:PLACE])
            found[where, bool(place[PLACE])] = location_of(where.path, location)
    return found
