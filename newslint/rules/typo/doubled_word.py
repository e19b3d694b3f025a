import re
from collections.abc import Iterator, Sequence

from newslint.document import Document
from newslint.late import late
from newslint.model import Applicability, Edit, Fix, Severity, Span
from newslint.rule import Bad, Finding, Good, Repeat, rule

PAIR = late(r"(?<![\w'’$£€&/.-])(?P<word>[^\W\d_]+)(?P<again>(?:\s+(?P=word))+)(?![\w'’/&-])", re.IGNORECASE)

# Twice in a row is right: "had had", "told her her son", "about it it says", "to you you owe".
# In tables stands "nil nil", and a list goes on "etc etc".
LEGAL = frozenset({"had", "that", "her", "you", "who", "it", "nil", "etc"})
# Sounds, games, dishes, plants and dances.
SOUNDS_LISTED = (
    "aye bang beep beri bla blah bling boo boom bye cha can chi chiff chin choo chop choochoo chuff click clap"
    " cluck dik ding dong doo drip dub dum fee fifty flip goo gaga ha haha haw hee hey hi ho hoo hop hubba hum hush"
    " ja juju kiss knock la lala laa li ma mahi mu murmur na nana nah nom oh pa paw pee pew pili pip piri po pom"
    " pooh pow quack rah rat row sh sing so sock ta tap tat thump tick ting tok tom tsk tuk tum tut vroom wah wee"
    " weyo wham whoop woo woof ya yada yadda yai yay yeah yep yo yum zig zoom"
)
SOUNDS = frozenset(SOUNDS_LISTED.split())
# Said twice for emphasis, or to multiply.
EMPHASIS_LISTED = (
    "very really many much long far big never no yes please wait go more now there well too always good bad ever"
    " way old high deep such super slow slowly quick quickly fast hard down up on over again million billion"
    " trillion thousand absolutely badly crazy deeply extremely great highly incredibly seriously strongly terribly"
    " totally truly"
)
EMPHASIS = frozenset(EMPHASIS_LISTED.split())
# These may meet at the seam of a verb and what follows ("moved in in 1990", "she walked on on Monday").
SEAMS = frozenset({"in", "on", "over", "by", "off", "up", "down", "out", "through", "about", "for", "as", "to"})
PARTICLE_VERB = late(
    r"\b(?:all|c[ao]m(?:e|es|ing)|go(?:es|ing|ne)?|went|mov(?:e|ed|es|ing)|br(?:ing|ings|inging|ought)|turn(?:ed|s|ing)?|"
    r"hand(?:ed|s|ing)?|carr(?:y|ied|ies|ying)|log(?:ged)?|check(?:ed)?|kick(?:ed|s|ing)?|sett?(?:le|led|s|ting)?|"
    r"t(?:ake|akes|aken|aking|ook)|br(?:eak|oke|oken)|sworn|voted|play(?:ed|s|ing)?|pass(?:ed|es)?|put|s?hut|log|"
    r"press(?:ed|es|ing)?|liv(?:e|ed|es|ing)|work(?:ed|s|ing)?|believ(?:e|ed|es|ing)|engaged|involved|interested|"
    r"switch(?:ed|es)?|le(?:t|d|ts)|call(?:ed|s|ing)?|cav(?:e|ed)|box(?:ed)?|held|dropped|stay(?:ed)?|look(?:ed|s|ing)?)\s+$",
    re.IGNORECASE,
)
TABLE = late(r"[ \u00a0]{3}|\t")
NEAR = 200
"""How far words are counted on both sides, in characters."""
FEWEST, FEWEST_OF_SURE = 3, 2
"""How many gaps between words a paragraph has at least: in a shorter one words may stand twice for their sound."""
FUNCTION_WORDS_LISTED = (
    "a an the and or of to in on at by for from with as is was were be been are has have his their its our these those"
    " but they we if when while after"
)
FUNCTION_WORDS = frozenset(FUNCTION_WORDS_LISTED.split())
# Hardly ever right twice in a row; any other word may end one clause and begin the next ("who they are are") or be a
# name ("a gorilla gorilla"), so that a person is to look.
SURE = frozenset("a an the and or but of than his their its our".split())
# "What she does does not matter", "all who could could leave".
AUXILIARIES_LISTED = "is do did does was were are has have be been will would could should may might must"
AUXILIARIES = frozenset(AUXILIARIES_LISTED.split())
# A sentence ends after a long word, after a figure, and after a short word that is no abbreviation.
CLAUSE = late(
    r"\b(?:what|who|which|where|how|when|all|those|thing|problem|question|point|truth|fact|issue)(?:ever)?\b"
    r"(?![^\r\n]*(?:[a-z]{4}|\d|\b(?!(?:mrs?|ms|dr|sen|rep|gov|gen|col|lt|sgt|jr|sr|st|no|vs|inc|co|ltd|mt|ft)\b)[a-z]{2,3})"
    r"[.!?](?!\w))[^\r\n]*$",
    re.IGNORECASE,
)
CLAUSE_BEFORE = 80
"""How far, in characters, the word is looked for that begins a clause."""
SENTENCE_START = late(r"(?:^|[.!?…:\r\n])[\s\"“”‘’'(\[\ufffc•*–—-]*$")
# "Homo sapiens sapiens", "C. lupus lupus": a genus, a species and the subspecies of the same name.
GENUS = late(r"(?:^|[\s(“\"*_])(?:[A-Z][a-z]*(?:us|a|o|is|es|um|on|ax|ex|ix|yx|nx|ps|os|er|or|as|ys)|[A-Z]\.) $")
EPITHET = late(r"[a-z]{2,}(?:us|a|i|is|es|um|ae|ns|on|or|er|ax|ix|ps|os|as|ys|e|o)$")
LONGEST_GENUS = 30
COMMON = 9.0
"""From this level of use on (in doublings) a word is one of English, whatever its ending."""
NEAR_START = 10
"""How many characters before a word are looked at to see whether it begins a sentence."""


@rule(
    "“{word}” is typed twice",
    category="typo",
    severity="error",
    on="repeat",
    examples=[
        Bad("Police said [[the the]] man fled.", fixed="Police said the man fled."),
        Bad("[[The the]] man.", fixed="The man."),
        Bad("She [[did did]] not know.", fixed="She did not know."),
        Bad(
            "He met Roe, who left in 1840. They [[have have]] gone.",
            fixed="He met Roe, who left in 1840. They have gone.",
        ),
        Bad("Rain falls [[in in]] the north [[of of]] the country.", fixed="Rain falls in the north of the country."),
        Bad("The road leads [[to to]].", fixed="The road leads to."),
        Good("He said that that was untrue, and that she had had enough."),
        Good("Hassan Hassan of the Tahrir Institute flew to Bora Bora."),
        Good("They told her her son was safe; the family had moved in in 1990 and was all in in the end."),
        Good("“I am very very happy,” she said. “Ha ha ha.”"),
        Bad("The bank [[was was]] late to warn its clients.", fixed="The bank was late to warn its clients."),
        Good("What the senator does does not worry them, nor do those who they are are."),
        Good("The bison (Bison bison) grazes. Pica pica, the magpie, flew with sprats (sprattus sprattus)."),
        Good("Homo sapiens sapiens hunted the wolf (Canis lupus lupus) and P. leo leo; none hunts them now."),
        Good("The law gave us US rules, and IT it needs."),
        Good('A desk looks for “the the” and "of of" in every text.'),
    ],
)
def doubled_word(
    document: Document, repeats: Sequence[Repeat], *, allow: frozenset[str] = frozenset()
) -> Iterator[Finding]:
    """A word is typed twice in a row.

    The eye skips a doubled word, so it survives editing and lands in print. In a quotation it is a warning at most:
    the speaker may have stammered.

    Options:
        allow: words that may stand twice in a row besides those that newslint knows, in lower case.
    """
    for repeat in repeats:
        if repeat.words == 1:
            for match in PAIR.finditer(document.text, *repeat.span):
                word = match["word"].lower()
                if word not in allow and _is_slip(document.text, match) and _is_prose(document, match):
                    sure = Applicability.SAFE if word in SURE else Applicability.UNSAFE
                    fix = Fix((Edit(Span(*match.span("again")), ""),), sure)
                    span = Span(*match.span())
                    # The speaker may have stammered.
                    severity = Severity.WARNING if document.is_quoted(span) else None
                    yield Finding(span, {"word": match["word"]}, fix, severity=severity)


def _is_slip(text: str, match: re.Match[str]) -> bool:
    word, again = match["word"].lower(), match["again"].split()
    if not again[0].islower() or (match["word"].isupper() and len(word) > 1):
        return False
    if match["word"][0].isupper() and not (word in FUNCTION_WORDS and _opens_sentence(text, match.start())):
        return False
    if TABLE.search(match["again"]) or word in LEGAL or word in SOUNDS or (len(word) == 1 and word != "a"):
        return False
    if len(again) > 1 and word not in FUNCTION_WORDS:
        return False
    if word in EMPHASIS and word not in SEAMS:
        return False
    if _is_subspecies(text, match):
        return False
    if word in AUXILIARIES:
        return CLAUSE.search(text, max(0, match.start() - CLAUSE_BEFORE), match.start()) is None
    return word not in SEAMS or PARTICLE_VERB.search(text, max(0, match.start() - 20), match.start()) is None


def _is_subspecies(text: str, match: re.Match[str]) -> bool:
    word = match["word"]
    if len(match["again"].split()) > 1 or not word.islower() or not EPITHET.match(word):
        return False
    if not GENUS.search(text, max(0, match.start() - LONGEST_GENUS), match.start()):
        return False
    from newslint.lexicon.layout import WORD
    from newslint.lexicon.reading import open_lexicon

    return open_lexicon().usage(word) < COMMON or not open_lexicon().marks(word) & WORD


def _opens_sentence(text: str, offset: int) -> bool:
    """Whether a sentence begins here: "Bison bison" is a name, "The the" at a beginning is none."""
    return SENTENCE_START.search(text[max(0, offset - NEAR_START) : offset]) is not None


def _is_prose(document: Document, match: re.Match[str]) -> bool:
    """Whether both words stand in one paragraph of some words: not in a table, nor parted by a line's end."""
    paragraph = document.paragraph(match.start())
    if match.end() > paragraph.end or document.text.count(
        " ", max(paragraph.start, match.start() - NEAR), min(paragraph.end, match.end() + NEAR)
    ) < (FEWEST_OF_SURE if match["word"].lower() in SURE else FEWEST):
        return False
    # "Iran and and Turkey" is for name-missing-after-and.
    before, after = (
        document.text[max(0, match.start() - 1) : match.start()],
        document.text[match.end() : match.end() + 2].strip(),
    )
    # What stands in quotation marks by itself is spoken about, not typed twice; in brackets it names a species.
    if before and before in "\"“‘'(" and after[:1] and after[0] in "\"”’')":
        return False
    return not (
        match["word"] == "and" and before == " " and after[:1].isupper() and _follows_name(document, match.start())
    )


def _follows_name(document: Document, offset: int) -> bool:
    last = document.text[max(0, offset - 40) : offset].split()[-1:]
    return bool(last) and last[0][0].isupper()
