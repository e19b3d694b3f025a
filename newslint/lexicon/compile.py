"""Compile the word lists in ``sources`` into ``lexicon.bin``: standard library only, run by the build hook."""

from __future__ import annotations

import struct
from array import array
from sys import byteorder
from typing import TYPE_CHECKING
from zlib import crc32

from newslint.lexicon import layout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

_LETTERS = frozenset(b"abcdefghijklmnopqrstuvwxyz")
_MARKS = {"c": layout.COMMON, "a": layout.AMERICAN, "b": layout.BRITISH}
# A word in the large lists alone is sought near a slip only when it was seen this often (frequency class).
_SEEN = 2
_OFTEN = 8


def compile_lexicon(source_folder: Path, target: Path) -> None:
    """Write ``target`` from the lists in ``source_folder``; the same lists always give the same bytes."""
    marks = read_words(source_folder)
    words = sorted(marks)
    keys = [word.encode() for word in words]
    targets = [number for number, word in enumerate(words) if is_target(keys[number], marks[word])]
    by_sound = [number for number in targets if is_sought_by_sound(keys[number], marks[words[number]])]
    letters = deletion_index(targets, keys, bytes, layout.LETTERS_BITS)
    sounds = deletion_index(by_sound, keys, layout.sound, layout.SOUNDS_BITS)
    sections = [
        b"".join(keys),
        numbers(starts(keys), "I"),
        numbers((marks[word] for word in words), "H"),
        numbers(hash_table(zip(keys, range(len(keys)), strict=True), layout.TABLE_BITS), "I"),
        *letters,
        *sounds,
        shape_classes(keys[number] for number in targets),
        *misspellings(source_folder / "misspellings.txt"),
        usage(source_folder / "usage.txt", words),
        pair_table(source_folder / "pairs.txt"),
        seen_table(source_folder / "seen.txt"),
    ]
    write(target, len(words), sections)


def rows(path: Path) -> Iterable[list[str]]:
    """Yield the tab-separated fields of each row."""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line:
            yield line.split("\t")


def read_words(folder: Path) -> dict[str, int]:
    """Return every word in lower case with its frequency class and flags in one number."""
    marks: dict[str, int] = {}
    for name, kind in (("words.txt", layout.WORD), ("names.txt", layout.NAME)):
        for word, frequency, *letters in rows(folder / name):
            flags = sum(_MARKS[letter] for letter in "".join(letters))
            if kind == layout.NAME and flags:
                flags = 0  # "common" says of a name only that it stands in the small lists
            add(marks, word.lower(), int(frequency), kind | flags)
    for (word,) in rows(folder / "modern.txt"):
        known = marks.get(word.lower(), 0)
        # A class of 1 keeps newer words, which no count has seen, from passing for unused ones.
        kind = layout.WORD if word.islower() else layout.NAME | layout.TARGET
        fresh = layout.TARGET if word.islower() and not known else 0
        add(marks, word.lower(), 1, kind | fresh)
    for source in ("people.txt", "places.txt"):
        for (name,) in rows(folder / source):
            add(marks, name.lower(), 1, layout.NAME)
    return marks


def add(marks: dict[str, int], word: str, frequency: int, flags: int) -> None:
    """Add flags to a word, keeping the higher frequency class."""
    old = marks.get(word, 0)
    marks[word] = max(old & layout.FREQUENCY, frequency) | (old & ~layout.FREQUENCY) | flags


def is_target(key: bytes, marks: int) -> bool:
    """Tell whether a misspelling may be sought near this word: a plain word that people use."""
    if not 3 <= len(key) <= layout.LONGEST or not _LETTERS.issuperset(key):
        return False
    if marks & layout.WORD:
        return bool(marks & layout.COMMON) or marks & layout.FREQUENCY >= _SEEN or bool(marks & layout.TARGET)
    return bool(marks & layout.TARGET)


def is_sought_by_sound(key: bytes, marks: int) -> bool:
    """Tell whether a word two slips away may be this one: it is long, or very common."""
    return len(key) >= layout.SHORTEST_BY_SOUND or (len(key) >= 4 and marks & layout.FREQUENCY >= _OFTEN)


def misspellings(path: Path) -> tuple[bytes, bytes]:
    """Return the rows of the misspellings table, keyed by the misspelling in lower case, and the way to each row."""
    text = bytearray()
    keys = []
    for wrong, rights in rows(path):
        key = wrong.lower().encode()
        keys.append((key, len(text)))
        text += key + f"\t{rights}\n".encode()
    return bytes(text), numbers(hash_table(keys, layout.SLIPS_BITS), "I")


def usage(path: Path, words: list[str]) -> bytes:
    """Return how common each word is, in quarters of a doubling, one byte for each."""
    levels = {word: int(level) for level, listed in rows(path) for word in listed.split()}
    return bytes(min(255, levels.get(word, 0)) for word in words)


def pair_table(path: Path) -> bytes:
    """Return the hash table of pairs of words that stand side by side more or less often than by chance."""
    mask = (1 << layout.PAIRS_BITS) - 1
    table = [0] * (mask + 1)
    for first, affinity, listed in rows(path):
        for second in listed.split():
            code = crc32(f"{first} {second}".encode())
            slot = code & mask
            while table[slot]:
                slot = (slot + 1) & mask
            table[slot] = (code & ~layout.AFFINITY_LOW) | (int(affinity) + layout.AFFINITY_ZERO)
    return numbers(table, "I")


def seen_table(path: Path) -> bytes:
    """Return the hash table of unlisted words that the web holds; each takes two bytes."""
    mask = (1 << layout.SEEN_BITS) - 1
    table = [0] * (mask + 1)
    for level, listed in rows(path):
        for word in listed.split():
            code = crc32(word.encode())
            slot = code & mask
            while table[slot]:
                slot = (slot + 1) & mask
            table[slot] = layout.seen_entry(code) | int(level)
    return numbers(table, "H")


def starts(keys: list[bytes]) -> Iterable[int]:
    """Yield where each word starts in the blob, and where the last one ends."""
    place = 0
    yield place
    for key in keys:
        place += len(key)
        yield place


def hash_table(keys: Iterable[tuple[bytes, int]], bits: int) -> list[int]:
    """Return an open hash table of packed entries: a key stands in the first free slot after its own."""
    mask = (1 << bits) - 1
    table = [0] * (mask + 1)
    for key, number in keys:
        slot = crc32(key) & mask
        while table[slot]:
            slot = (slot + 1) & mask
        table[slot] = layout.pack(key, number)
    return table


def deletion_index(
    targets: list[int], keys: list[bytes], spelt: Callable[[bytes], bytes], bits: int
) -> tuple[bytes, bytes]:
    """Return bucket borders and entries that lead from every deletion of a word to the word."""
    mask = (1 << bits) - 1
    buckets: dict[int, list[int]] = {}
    for number in targets:
        for key in layout.deletions(spelt(keys[number])):
            buckets.setdefault(crc32(key) & mask, []).append(layout.pack(key, number))
    borders = array("I", [0])
    entries = array("I")
    for bucket in range(mask + 1):
        entries.extend(sorted(buckets.get(bucket, ())))
        borders.append(len(entries))
    return numbers(borders, "I"), numbers(entries, "I")


def shape_classes(words: Iterable[bytes]) -> bytes:
    """Return how many words hold each three letters in a row, as a class: each is twice the one before."""
    counts = [0] * 27**3
    for word in words:
        for shape in layout.shapes(word):
            counts[shape] += 1
    return bytes(min(15, count.bit_length()) for count in counts)


def numbers(values: Iterable[int], code: str) -> bytes:
    """Return numbers as little-endian bytes of the array type ``code``."""
    packed = array(code, values)
    if byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def write(target: Path, count: int, sections: list[bytes]) -> None:
    """Write header and sections through a second file, so that no reader ever maps half a lexicon."""
    places = []
    offset = (struct.calcsize(layout.HEADER) + 3) & ~3
    for section in sections:
        places += [offset, len(section)]
        offset = (offset + len(section) + 3) & ~3
    data = bytearray(offset)
    struct.pack_into(layout.HEADER, data, 0, layout.MAGIC, count, *places)
    for place, section in zip(places[::2], sections, strict=True):
        data[place : place + len(section)] = section
    half = target.with_suffix(".tmp")
    half.write_bytes(data)
    half.replace(target)
