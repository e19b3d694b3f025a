"""The layout of ``lexicon.bin``: shared by the side that writes it and the side that reads it.

The file is a header and then sections, each starting at a multiple of four bytes, little-endian throughout:

- ``blob``: all words as UTF-8 in lower case, sorted, without separators;
- ``starts``: where each word starts in the blob (32 bits each, one more than there are words);
- ``marks``: 16 bits per word, frequency class and flags;
- ``table``: an open hash table of words; a slot packs a fingerprint and the word's number;
- ``letters`` and ``sounds``: two indexes of deletions, each a row of bucket borders followed by packed entries;
- ``shapes``: for every three letters in a row, how many common words hold them, as a class from 0 to 15;
- ``slips``: the known misspellings, text lines of misspelling (in lower case), tab, corrections;
- ``slips_table``: an open hash table of misspellings; a slot packs a fingerprint and where the line begins;
- ``usage``: 8 bits per word, how common it is, finer than its frequency class (see ``USAGE_STEPS``);
- ``pairs``: an open hash table of pairs of words; a slot packs a fingerprint (24 bits) and how much likelier than
  chance the two are to stand side by side (8 bits, see ``AFFINITY_STEPS``);
- ``seen``: an open hash table of unlisted words; a slot packs a fingerprint (12 bits) and how often the web holds the
  word (4 bits), in doublings.
"""

from __future__ import annotations

from sys import byteorder
from zlib import crc32

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

MAGIC = b"NLX3"
SECTIONS = (
    "blob",
    "starts",
    "marks",
    "table",
    "letters",
    "letters_entries",
    "sounds",
    "sounds_entries",
    "shapes",
    "slips",
    "slips_table",
    "usage",
    "pairs",
    "seen",
)
# Magic, the number of words, then offset and length in bytes of each section.
HEADER = f"<4sI{2 * len(SECTIONS)}I"
HEADER_SIZE = 4 * (2 + 2 * len(SECTIONS))
"""In bytes."""

TABLE_BITS = 18
LETTERS_BITS = 18
SOUNDS_BITS = 17
SLIPS_BITS = 15
PAIRS_BITS = 19

# Usage counts quarters of a doubling, from the rarest words that the counts show; 0 is a word that they never showed.
USAGE_STEPS = 4
# Affinity counts halves of a doubling; in a slot stands the sum with this, so that no entry is 0.
AFFINITY_STEPS, AFFINITY_ZERO = 2, 64
AFFINITY_LOW = 255
# The list holds pairs that were seen 100,000 times. One that it lacks counts half of that, and all words are so many:
# both in doublings of the rarest count of a word.
SEEN_BITS = 18
SEEN_LOW, SEEN_FINGERPRINT = 15, 20
UNSEEN_PAIR, ALL_WORDS = 2.6, 26.9

# A packed entry: the lower 18 bits hold the word's number plus one (0 is an empty slot), the upper 14 a fingerprint.
NUMBER_BITS = 18
NUMBER_MASK = (1 << NUMBER_BITS) - 1

FREQUENCY = 15
WORD = 1 << 4
NAME = 1 << 5
COMMON = 1 << 6
AMERICAN = 1 << 7
BRITISH = 1 << 8
TARGET = 1 << 9

LONGEST = 45
# Below this many letters a word two slips away proves nothing: too many words are that close to each other.
LONG_WORD = 8
SHORTEST_BY_SOUND = 7

# Vowels are heard alike when unstressed, and these consonants when spelt from memory.
_SOUNDS = bytes.maketrans(b"aeiouyckqszv", b"aaaaaakkkssf")


def pack(key: bytes, number: int) -> int:
    """Return a packed entry for the word of this number under this key."""
    return (crc32(key) & ~NUMBER_MASK) | (number + 1)


def seen_entry(code: int) -> int:
    """Return the fingerprint of an entry of ``seen``: the upper twelve bits of the word's code, in their place."""
    return code >> SEEN_FINGERPRINT << 4


def numbers(section: memoryview, code: str) -> Sequence[int]:
    """Return a section as numbers of the array type ``code``; only a big-endian machine has to copy them."""
    if byteorder == "little":
        return section.cast(code)  # type: ignore[call-overload, no-any-return]
    from array import array

    swapped = array(code, bytes(section))
    swapped.byteswap()
    return swapped


def deletions(key: bytes) -> list[bytes]:
    """Return the key and what is left of it when one letter is taken out (of doubled letters only the first).

    Two words one slip apart always share one of these: the idea of Wolf Garbe's SymSpell (2012).
    """
    left = [key]
    before = -1
    for place, letter in enumerate(key):
        if letter != before:
            left.append(key[:place] + key[place + 1 :])
            before = letter
    return left


def shapes(word: bytes) -> list[int]:
    """Return a number below 27 ** 3 for every three letters in a row of a lower-case ASCII word and its borders."""
    codes = [0, *(letter - 96 for letter in word), 0]
    return [(codes[i] * 27 + codes[i + 1]) * 27 + codes[i + 2] for i in range(len(word))]


def sound(word: bytes) -> bytes:
    """Return a rough key of how a lower-case ASCII word sounds: vowels alike, doubled letters single."""
    heard = word.replace(b"ph", b"f").translate(_SOUNDS)
    return bytes([letter for place, letter in enumerate(heard) if not place or letter != heard[place - 1]])
