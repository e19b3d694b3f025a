"""Texts without the differences that make no other text, for comparing them across articles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newslint.document import fold

_WORD = re.compile(r"[^\W_]+")
# Spelling varieties, told apart by their endings: normalising/normalizing, centre/center, honour/honor.
_VARIETY = re.compile(r"(?<=\w\w)is(?=(?:e|ed|es|ing|ation|ations|er|ers)$)")


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text, in lower case, hyphens and apostrophes closed up, -ise spelt -ize."""
    closed = fold(text).translate(_CLOSED)
    return tuple(_VARIETY.sub("iz", word) for word in _WORD.findall(closed))


_CLOSED = {ord(sign): None for sign in "'‘-‐‑\u00ad"}


def key(text: Sequence[str]) -> bytes:
    """Return 8 bytes of blake2b over the words; unlike ``hash`` they are the same in every process."""
    from _blake2 import blake2b

    return bytes(blake2b(" ".join(text).encode("utf-8", "surrogatepass"), digest_size=8).digest())
