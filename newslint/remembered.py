"""What was found out about texts, for the next time that one of them comes along.

An archive and a crawl hold the same paragraph many times, in copies of a story and in what a site puts under
each of its pages. What depends on nothing but the text is found out once.
"""

from __future__ import annotations

from _blake2 import blake2b
from typing import Generic, TypeVar

Found = TypeVar("Found")

MOST = 1 << 17
"""How many texts are remembered: at a hundred bytes each these are 13 MB."""


def mark_of(text: str) -> bytes:
    """Return what stands for a text: 16 bytes, so that it need not be kept itself."""
    return bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest())


class Remembered(dict[bytes, Found], Generic[Found]):
    """What was found out about the texts of one run, by their marks. ``get`` looks it up."""

    def keep(self, mark: bytes, found: Found) -> Found:
        """Remember what was found out about a text; when there are too many, begin anew."""
        if len(self) >= MOST:
            self.clear()
        self[mark] = found
        return found
