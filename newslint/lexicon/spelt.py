"""How a word is written: its apostrophes, hyphens and accents, and its case."""

from __future__ import annotations

# A typewriter apostrophe stands for every sign that papers print in its place.
_SIGNS = {
    0x2019: "'",
    0x2018: "'",
    0x02BC: "'",
    0xFF07: "'",
    0x00B4: "'",
    0x00AD: "",
    0x200B: "",
    0x2010: "-",
    0x2011: "-",
}


def plain(word: str) -> str:
    """Return the word with one kind of apostrophe and hyphen, without soft hyphens, its accents composed."""
    if word.isascii():
        return word
    word = word.translate(_SIGNS)
    if not word.isascii() and not word.isalpha():
        # Combining marks are no letters: only then is the normaliser worth its import.
        from unicodedata import normalize

        word = normalize("NFC", word)
    return word


def in_case(word: str, model: str) -> str:
    """Return the word in the case of its model: "The" for "Teh", "THE" for "TEH"."""
    if model.isupper() and len(model) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word
