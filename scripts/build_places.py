"""Build ``places.txt`` in ``newslint/lexicon/sources``: names of provinces, states and regions of all countries.

Needs from PyPI iso3166-2 (MIT), which holds the names of ISO 3166-2. It is run by hand when that changes; its output
is committed.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

SOURCES = Path(__file__).resolve().parent.parent / "newslint" / "lexicon" / "sources"
WORD = re.compile(r"[A-Z][a-z]{3,}")
# Letters that Unicode does not take apart, as English papers print them.
PLAIN = str.maketrans("øØłŁđĐıİəƏ", "oOlLdDiIaA") | {ord("ß"): "ss", ord("æ"): "ae", ord("Æ"): "Ae"}
ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def names() -> Iterator[str]:
    """Yield the words of all names, without the signs that English papers leave out."""
    spec = find_spec("iso3166_2")
    if spec is None or spec.origin is None:
        raise SystemExit("iso3166-2 is not installed: pip install iso3166-2")
    countries = json.loads((Path(spec.origin).parent / "iso3166-2.json").read_text("utf-8"))
    for divisions in countries.values():
        for division in divisions.values():
            parts = unicodedata.normalize("NFD", division["name"].translate(PLAIN))
            plain = "".join(sign for sign in parts if not unicodedata.combining(sign))
            yield from (word for word in re.findall(r"[^\W\d_]+", plain) if WORD.fullmatch(word))


def slips(word: str) -> set[str]:
    """Return everything that one slip of the fingers makes of the word."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    swapped = {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    dropped = {head + tail[1:] for head, tail in cuts if tail}
    added = {head + letter + tail for head, tail in cuts for letter in ALPHABET}
    replaced = {head + letter + tail[1:] for head, tail in cuts if tail for letter in ALPHABET}
    return swapped | dropped | added | replaced


def rows(name: str) -> Iterator[list[str]]:
    """Yield the rows of another source."""
    return (line.split("\t") for line in (SOURCES / name).read_text("utf-8").splitlines())


def main() -> None:
    """Write the names that no other list holds and that lie near no common word, of which they may be slips."""
    known = {row[0].lower() for name in ("words.txt", "names.txt", "modern.txt", "people.txt") for row in rows(name)}
    known |= {row[0].lower() for row in rows("misspellings.txt")}
    common = {row[0] for row in rows("words.txt") if "c" in row[-1]}
    common |= {row[0].lower() for row in rows("modern.txt")}
    found = {name for name in names() if name.lower() not in known and not slips(name.lower()) & common}
    (SOURCES / "places.txt").write_text("".join(f"{name}\n" for name in sorted(found)), "utf-8")
    print(f"places.txt: {len(found)} rows")


if __name__ == "__main__":
    main()
