"""What the texts of the web hold: pairs of words, and words that no list has."""

from __future__ import annotations

from zlib import crc32

from newslint.lexicon import layout

_PAIRS_MASK = (1 << layout.PAIRS_BITS) - 1
_SEEN_MASK = (1 << layout.SEEN_BITS) - 1


class Web:
    """Two hash tables that keep fingerprints instead of words: about one answer in a thousand is another word's."""

    def __init__(self, pairs: memoryview, seen: memoryview) -> None:
        """Read them where they are mapped."""
        self._pairs = layout.numbers(pairs, "I")
        self._seen = layout.numbers(seen, "H")

    def affinity(self, first: str, second: str) -> float | None:
        """Return how much likelier than chance two words stand side by side, in doublings; None if unknown."""
        code = crc32(f"{first} {second}".encode("utf-8", "replace"))
        slot = code & _PAIRS_MASK
        while entry := self._pairs[slot]:
            if (entry ^ code) <= layout.AFFINITY_LOW:
                return ((entry & layout.AFFINITY_LOW) - layout.AFFINITY_ZERO) / layout.AFFINITY_STEPS
            slot = (slot + 1) & _PAIRS_MASK
        return None

    def seen(self, key: str) -> float:
        """Return how often the web holds an unlisted word, in doublings of the rarest count; 0 for a rarer one."""
        code = crc32(key.encode("utf-8", "replace"))
        slot, fingerprint = code & _SEEN_MASK, layout.seen_entry(code)
        while entry := self._seen[slot]:
            if entry & ~layout.SEEN_LOW == fingerprint:
                return float(entry & layout.SEEN_LOW)
            slot = (slot + 1) & _SEEN_MASK
        return 0.0
