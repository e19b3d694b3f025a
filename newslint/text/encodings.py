"""What signs look like that were written in one encoding and read in another."""

from __future__ import annotations

from collections.abc import Mapping

WINDOWS = {
    "€": 0x80, "‚": 0x82, "ƒ": 0x83, "„": 0x84, "…": 0x85, "†": 0x86, "‡": 0x87, "ˆ": 0x88,
    "‰": 0x89, "Š": 0x8A, "‹": 0x8B, "Œ": 0x8C, "Ž": 0x8E, "‘": 0x91, "’": 0x92, "“": 0x93,
    "”": 0x94, "•": 0x95, "–": 0x96, "—": 0x97, "˜": 0x98, "™": 0x99, "š": 0x9A, "›": 0x9B,
    "œ": 0x9C, "ž": 0x9E, "Ÿ": 0x9F,
}  # fmt: skip
"""Windows-1252 gives these bytes a sign of their own; the other 128 are as in Latin-1."""
SIGN_OF = {byte: sign for sign, byte in WINDOWS.items()}
_OTHERS = ("cp1250", "cp1251", "cp1253", "cp1257", "cp437", "cp850", "mac-roman", "koi8-r", "cp866", "iso8859-2")
"""Encodings of one byte a sign in which UTF-8 is read by mistake, besides Windows-1252."""
_SIGNS = "‘’“”–—…•€™" + "áàâäãåéèêëíìîïóòôöõøúùûüñçßÁÉÍÓÚÖÜÄÅØÇÑ£©°½\xa0"
"""What stands in English news beyond ASCII."""


def misread() -> Mapping[str, str]:
    """Return what such signs look like where UTF-8 was read in another encoding, each with the sign."""
    found: dict[str, str] = {}
    for sign in _SIGNS:
        for encoding in _OTHERS:
            looks = sign.encode().decode(encoding, "ignore")
            # What lost a byte, or holds plain letters, could be anything.
            if len(looks) == len(sign.encode()) and not any(map(str.isascii, looks)) and not _is_word(looks):
                found.setdefault(looks, sign)
    return found


def _is_word(looks: str) -> bool:
    """Whether two signs could stand in a word of another language; three such in a row could not."""
    return len(looks) < 3 and (looks.isalpha() or looks.lower() == looks.upper())
