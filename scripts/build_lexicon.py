"""Build the word lists in ``newslint/lexicon/sources`` from named, permissively licensed sources.

Needs Debian's wamerican and wbritish in the sizes small, large and huge (SCOWL), and from PyPI pyspellchecker (MIT) and
wordsegment (Apache-2.0; the counts of Google's web corpus).
It is run by hand when a source changes; its output is committed, so that building newslint needs neither of them.
The hand-made files (``modern.txt``, ``people.txt``, ``misspellings.txt``) are only put in order.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import unicodedata
from importlib.util import find_spec
from pathlib import Path

from newslint.lexicon import layout

SOURCES = Path(__file__).resolve().parent.parent / "newslint" / "lexicon" / "sources"
DICTIONARIES = Path("/usr/share/dict")

# The frequency list gives 50 to every word that its texts never showed; class 0 therefore means "not seen".
UNSEEN = 50
TOP_CLASS = 15
# A word that only the frequency list knows is kept when it was seen this often ...
SEEN_OFTEN = 200
# ... and no word one slip away is this many times as common.
FAR_MORE_COMMON = 100
# Words rarer than this the web's list does not hold.
WEB_RARE = 8192
USAGE_STEPS, AFFINITY_STEPS = 4, 2
# The texts of the web's list hold so many words.
ALL_WORDS = math.log2(1_024_908_267_229 / WEB_RARE)
SHORTEST, LONGEST = 3, 16
# Levels of words that the web holds: of an unlisted one worth a row, and (in quarters) of a listed one in use.
LEAST_SEEN, LEAST_USED, LEAST_HEARD = 2, 16, 32
# The level of a word that only the very large dictionaries hold; among the short ones too many look like slips.
IN_LARGE, LEAST_IN_LARGE = 5, 6
ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def frequency_class(count: int) -> int:
    """Return the class (0 to 15) of a count: each class holds words about twice as common as the one before."""
    return min(TOP_CLASS, int(math.log2(count / UNSEEN))) if count > UNSEEN else 0


def frequencies() -> dict[str, int]:
    """Return pyspellchecker's English word counts."""
    spec = find_spec("spellchecker")
    if spec is None or spec.origin is None:
        raise SystemExit("pyspellchecker is not installed: pip install pyspellchecker")
    with gzip.open(Path(spec.origin).parent / "resources" / "en.json.gz", "rt", encoding="utf-8") as file:
        counts: dict[str, int] = json.load(file)
    return counts


def dictionary(folder: Path, name: str) -> set[str]:
    """Return the entries of one Debian word list, possessives left out: the reading side makes them."""
    path = folder / name
    if not path.exists():
        raise SystemExit(f"{path} is missing: see the packages named above")
    words = unicodedata.normalize("NFC", path.read_text(encoding="utf-8")).split("\n")
    return {word for word in words if word and not word.endswith("'s")}


def without_accents(word: str) -> str:
    """Return the word as papers without accents print it: "cafe" for "café"."""
    parts = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def slips(word: str) -> set[str]:
    """Return everything that one slip of the fingers makes of the word."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    swapped = {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    dropped = {head + tail[1:] for head, tail in cuts if tail}
    added = {head + letter + tail for head, tail in cuts for letter in ALPHABET}
    replaced = {head + letter + tail[1:] for head, tail in cuts if tail for letter in ALPHABET}
    return (swapped | dropped | added | replaced) - {word}


def is_sound(word: str, counts: dict[str, int]) -> bool:
    """Tell whether a word that only the frequency list knows is a word rather than a slip or a scrap."""
    count = counts[word]
    if count < SEEN_OFTEN or not word.isalpha():
        return False
    return all(counts.get(other, 0) < count * FAR_MORE_COMMON for other in slips(word))


def american_twin(word: str, american: set[str]) -> str:
    """Return the American spelling of a British one ("color" for "colour"), or the word itself.

    The counts come from American texts: "colour" would pass for a word that nobody uses.
    """
    swaps = (("our", "or"), ("is", "iz"), ("ys", "yz"), ("tre", "ter"), ("ogue", "og"), ("ence", "ense"), ("ae", "e"))
    twins = [
        word.replace(*swap) for swap in (*swaps, ("oe", "e"), ("ll", "l"), ("l", "ll"), ("mme", "m"), ("grey", "gray"))
    ]
    return next((twin for twin in twins if twin != word and twin in american), word)


def variety(word: str, american: set[str], british: set[str]) -> str:
    """Return "a" for a word in American lists only, "b" for British lists only, "" for both."""
    if word in american and word in british:
        return ""
    return "a" if word in american else "b"


def write(path: Path, lines: set[str]) -> None:
    """Write sorted lines with LF ends, so that the same sources always give the same bytes."""
    path.write_bytes("".join(f"{line}\n" for line in sorted(lines)).encode())
    print(f"{path.name}: {len(lines)} rows")


def word_rows(american: set[str], british: set[str], common: set[str], counts: dict[str, int]) -> set[str]:
    """Return the rows of words.txt: word, frequency class, marks (c: in the small lists; a, b: variety)."""
    listed = {word for word in american | british if word.islower()}
    # A bare spelling is added only where it is free: "resume" is a word of its own already.
    bare = {without_accents(word): word for word in listed if not word.isascii()}
    rows = set()
    for word in listed | bare.keys():
        origin = word if word in listed else bare[word]
        marks = ("c" if origin in common else "") + variety(origin, american, british)
        count = counts.get(word, 0)
        if count <= UNSEEN and "a" not in marks:
            count = counts.get(american_twin(word, american), 0)
        rows.add(f"{word}\t{frequency_class(count)}\t{marks}".rstrip("\t"))
    extras = {word for word in counts if is_sound(word, counts)} - {word.lower() for word in american | british}
    return rows | {f"{word}\t{frequency_class(counts[word])}" for word in extras}


def name_rows(listed: set[str], common: set[str], counts: dict[str, int]) -> set[str]:
    """Return the rows of names.txt: name, frequency class, mark (c: in the small lists)."""
    names = {word for word in listed if not word.islower()}
    names |= {without_accents(name) for name in names}
    rows = set()
    for name in names:
        # The counts ignore case: a name that is also a word ("Will") must not inherit the word's.
        count = 0 if name.lower() in listed else counts.get(name.lower(), 0)
        rows.add(f"{name}\t{frequency_class(count)}\t{'c' if name in common else ''}".rstrip("\t"))
    return rows


def web_counts(name: str) -> dict[str, int]:
    """Return one of wordsegment's lists: word or pair of words, and how often the texts of the web hold it."""
    spec = find_spec("wordsegment")
    if spec is None or spec.origin is None:
        raise SystemExit("wordsegment is not installed: pip install wordsegment")
    lines = (Path(spec.origin).parent / name).read_text(encoding="utf-8").split("\n")
    return {words: int(float(count)) for words, _, count in (line.partition("\t") for line in lines) if count}


def usage_levels(words: set[str], counts: dict[str, int], american: set[str]) -> dict[str, int]:
    """Return how common each word is on the web, in quarters of a doubling of the rarest that counts.

    What the web's list lacks takes its level from the other counts; a British word may take that of its American twin.
    """
    web = web_counts("unigrams.txt")
    both = web.keys() & counts.keys()
    ratio = sum(web[word] for word in both) / sum(counts[word] for word in both)
    levels = {}
    for word in words:
        seen = counts.get(word, 0)
        count = max(web.get(word, 0) or (seen * ratio if seen > UNSEEN else 0), 1)
        if count < WEB_RARE:
            twin = american_twin(word, american)
            count = max(count, web.get(twin, 0)) if twin != word else count
        level = round(USAGE_STEPS * math.log2(count / WEB_RARE)) if count > WEB_RARE else 0
        if level:
            levels[word] = level
    return levels


def usage_rows(levels: dict[str, int]) -> set[str]:
    """Return the rows of usage.txt: a level, and the words of it."""
    by_level: dict[int, list[str]] = {}
    for word, level in sorted(levels.items()):
        by_level.setdefault(level, []).append(word)
    return {f"{level}\t{' '.join(words)}" for level, words in by_level.items()}


def left_by(word: str) -> set[str]:
    """Return the word and what is left of it when one letter is taken out."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def heard(word: str) -> str:
    """Return a rough key of how a word sounds; one in capitals cannot be taken for a word."""
    return layout.sound(word.encode()).decode().upper() if word.isascii() else word


def seen_rows(listed: set[str], words: set[str], levels_of: dict[str, int]) -> set[str]:
    """Return the rows of seen.txt: a level, and unlisted words that the web holds so often, in doublings.

    Among them are words and names as well as slips: how often one is seen is evidence, and no more. A word of the very
    large dictionaries counts as seen now and then, unless it is short. What is near no word that people use is left
    out: nobody would take it for a slip.
    """
    levels: dict[int, list[str]] = {}
    web = web_counts("unigrams.txt")
    near = {left for word, level in levels_of.items() if level >= LEAST_USED for left in left_by(word)}
    used = (word for word, level in levels_of.items() if level >= LEAST_HEARD and len(word) >= LEAST_IN_LARGE)
    near |= {left for word in used for left in left_by(heard(word))}
    for word in sorted(web.keys() | words):
        if word in listed or not word.isascii() or not word.isalpha() or not word.islower() or len(word) > LONGEST:
            continue
        level = round(math.log2(max(web.get(word, 0), WEB_RARE) / WEB_RARE))
        if word in words:
            level = max(level, IN_LARGE if len(word) >= LEAST_IN_LARGE else 1)
        if level >= LEAST_SEEN and len(word) >= SHORTEST and not near.isdisjoint(left_by(word) | left_by(heard(word))):
            levels.setdefault(min(level, TOP_CLASS), []).append(word)
    return {f"{level}\t{' '.join(found)}" for level, found in levels.items()}


def pair_rows(levels: dict[str, int]) -> set[str]:
    """Return the rows of pairs.txt: first word, affinity, second words.

    The affinity says how much likelier than chance the two stand side by side, in halves of a doubling.
    """
    found: dict[tuple[str, int], list[str]] = {}
    for pair, count in sorted(web_counts("bigrams.txt").items()):
        first, _, second = pair.partition(" ")
        if levels.get(first, 0) and levels.get(second, 0):
            expected = (levels[first] + levels[second]) / USAGE_STEPS - ALL_WORDS
            affinity = math.log2(count / WEB_RARE) - expected
            found.setdefault((first, round(AFFINITY_STEPS * affinity)), []).append(second)
    return {f"{first}\t{affinity}\t{' '.join(seconds)}" for (first, affinity), seconds in found.items()}


def put_in_order(path: Path) -> None:
    """Sort a hand-made file and drop rows that stand twice."""
    if path.exists():
        write(path, {line.strip() for line in path.read_text(encoding="utf-8").split("\n") if line.strip()})


def first_fields(path: Path) -> set[str]:
    """Return the word that each row of a list begins with."""
    return {row.partition("\t")[0] for row in path.read_text(encoding="utf-8").split("\n") if row}


def main() -> None:
    """Write the lists that are not made by hand, and sort those that are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dictionaries", type=Path, default=DICTIONARIES, help="folder of the Debian word lists")
    parser.add_argument("--target", type=Path, default=SOURCES, help="folder to write to")
    arguments = parser.parse_args()
    counts = frequencies()
    folder = arguments.dictionaries
    american = dictionary(folder, "american-english-large") | dictionary(folder, "american-english")
    british = dictionary(folder, "british-english-large") | dictionary(folder, "british-english")
    common = dictionary(folder, "american-english") | dictionary(folder, "british-english")
    write(arguments.target / "words.txt", word_rows(american, british, common, counts))
    write(arguments.target / "names.txt", name_rows(american | british, common, counts))
    files = ("words.txt", "names.txt", "modern.txt", "people.txt")
    listed = {word.lower() for name in files for word in first_fields(arguments.target / name)}
    levels = usage_levels(listed, counts, american)
    huge = dictionary(folder, "american-english-huge") | dictionary(folder, "british-english-huge")
    listed |= {word.lower() for word in first_fields(arguments.target / "misspellings.txt")}
    write(arguments.target / "seen.txt", seen_rows(listed, {word for word in huge if word.islower()}, levels))
    write(arguments.target / "usage.txt", usage_rows(levels))
    write(arguments.target / "pairs.txt", pair_rows(levels))
    for name in ("modern.txt", "people.txt", "misspellings.txt"):
        put_in_order(arguments.target / name)


if __name__ == "__main__":
    main()
