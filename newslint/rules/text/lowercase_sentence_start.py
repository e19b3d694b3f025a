import re
from collections.abc import Iterator
from itertools import pairwise

from newslint.document import Document
from newslint.late import late
from newslint.model import Applicability, Edit, Fix, Span
from newslint.rule import Bad, Deferred, Finding, Good, rule

SEAM = late(r"\. +(?=[a-z])")
# Behind a quotation, at the beginning of one, or after a question, only certain words are clear. Each pattern begins
# with one sign, over all others the engine passes at once.
BEHIND_QUOTATION = late(
    r"\.(?<=[a-z].)[”\"] +(?P<word>[a-z]+)(?= (?![^.]{0,25}\b(?:said|says|told|asked|added|wrote)\b))"
)
OPENING = late(r"“(?:(?<=[a-z][.!?] “)|(?<=[a-z][.!?]  “))(?P<word>[a-z]+)(?= )")
# Not "Yahoo! in the", nor "Why? he asked", which is a quotation without its marks.
BEHIND_QUESTION = late(r"\?(?<=[a-z]{2}.) +(?P<word>[a-z]+)(?= (?![a-z]+(?:ed|id)\b))")
BEHIND_CALL = late(r"!(?<=[a-z]{2}.) +(?P<word>[a-z]+)(?= (?![a-z]+(?:ed|id)\b))")
SMALL_BEFORE = late(r"(?<![\w'’.-])[a-z]+$")
# "In 2019. the talks", "a few (ten or so). the talks".
AFTER_NUMBER = late(r"[a-z] [£$€]?[\d,.]*\d\d%?$|[a-z]\)$")
FIRST_WORD = late(r"[“\"]?(?P<word>[a-z]+(?:['’][a-z]+)?),?[  ]")
BEFORE = late(r"(?:^|(?<=[\s“\"‘'(—–-]))[A-Za-z][a-z]+(?:['’][a-z]+)?$")
# Asked of a few words with straight apostrophes.
AFTER = late(r"[ai]\b|[a-z][a-z']+")
AFTER_WORD = frozenset(",;:—–-")
WITHIN = 60
ABBREVIATIONS_LISTED = (
    "abbr adj adm admin aka al alt amt apt approx approximately appt arr art assn assoc asst attn aug auth ave "
    "avg bldg blvd bros btw ca calif capt cent cents cert cf chap cit cir circa cmdr col colo comm conn cont "
    "contd corp cos cpl ctr dec def del dem dept dia diam deg dev diff dir dist div doc doz ea ed eds encl eng "
    "ent eq esp esq esqs est etc ex excl exec ext feb fed fig figs fla fr freq fri ft fwd gen gov govs govt hon "
    "hosp hrs ib ibid ill illus inc incl ind inst int intl iss jan jr jul jun kan lat lb lbs lit loc lon long ltd "
    "lts mag maj mar mass max mdse med messrs mfg mgr mid mil min mins minn misc miss mo mod mon mos mph mr mrs "
    "ms mss mt mth mtg mts mus nat natl nb neb neg nev no nos nov nr num obs oct okla op opp ord ore org orig oz "
    "para paras pat penn pfc pg phil pkg pl plc pls pop pos poss pp prec pref prelim prep pres prev prin priv "
    "prob proc prof profs prop props prov pseud pt pte pts pty pub publ pvt qty qtr quot rd recd ref refs reg rel "
    "rep reps rept ret rev revs rpm rte sat sci sec secs sen sens sep sept seq ser serv sgt sgts sig sin sing soc "
    "sp spec specs spp sq sr st sta stat std stds subj sun supp supt surg syn syst tech tel temp tenn tex thur "
    "thurs trans treas tue tues twp univ unk usu var vers viz vol vols vs wash wed whse wis wkly wk wks wt yd yds "
    "yr yrs dr cie gmbh mfr refg bhd sdn pct wpfl ariz"
)
ABBREVIATIONS = frozenset(ABBREVIATIONS_LISTED.split())
# What follows a full stop in a name, an address or a line of code.
NOT_A_SENTENCE = late(
    r"(?:more|pic|www|https?|us(?= \d)|com|org|net|de|von|van|der|bin|al|el|la|le|du|da|et|and(?= co\b)|ff|et al|aka)\b"
)
SMALL_LINE = late(r"\n[^\S\r\n]*[“\"]?[a-z]")
SMALL_WORD = late(r"(?<![\w'’.-])[a-z]{4,}(?![\w'’.-])")
SMALL_NAMES = 2
"""Who writes so many names small in an article writes none with a capital."""
LONGEST_WORD = 30
"""In letters."""
LOOKED_AT = 3000
"""In characters of an article."""
# "the Justice Dept.", "the U.S.", "to a...": the sentence goes on below.
NO_END = late(r"(?:\b(?:[A-Za-z]\.){1,3}|\b(?:Dept|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Mrs?|Ms|Dr|St|No)\.|\.\.\.)[\"”’]?$")
ITEM = " - "
TERMINAL, SENTENCE_ENDS = (".", "!", "?", "”", '"', ".’"), (".", "!", "?", "”", '"')
FEWEST_SPACES = 9
"""Of a paragraph of running text."""
MOST, RARE = 3, 2
"""How many of them a text may have, and at most one of how many paragraphs."""
FLOOD = 12
"""A text with more of them is written without capitals."""


@rule(
    "The sentence begins in lower case",
    category="text",
    sieve=Deferred("newslint.gates.sieves.signs:lowered"),
    examples=[
        Bad(
            "They left the camp. [[whether]] they return is open.",
            fixed="They left the camp. Whether they return is open.",
        ),
        Bad("They left in 2019. [[a]] few came back.", fixed="They left in 2019. A few came back."),
        Bad(
            "Rain\n\nRain closed the fair on Monday, the first of the four days for which it is held.\n\n"
            "[[few]] came to see the stalls that stood in the old town.",
            fixed="Rain\n\nRain closed the fair on Monday, the first of the four days for which it is held.\n\n"
            "Few came to see the stalls that stood in the old town.",
        ),
        Good(
            "Rain\n\nTo do in the town:\n\nsee the stalls that stand in the old part of the town of Oslo.\n\n"
            "iPhones are for sale at some of the stalls there, if the weather is fine."
        ),
        Good("It was 5 p.m. on Monday at No. two, approx. ten of them, e.g. the team of Smith Inc. and Gen. al-Sisi."),
        Good("Shares of Yahoo! in London fell. Is it over? he asked. He left. iPhone sales fell."),
        Good("“Why?” he asked. van Gaal won. Visit us. www.example.com has more."),
        Good("omaha, april 7 - hog prices rose, the board said. top price was 51.\n\nsows - steady. top price was 48."),
        Good("She waited... then left. The U.S. troops, St. mary's and the dept. of works agreed."),
    ],
)
def lowercase_sentence_start(document: Document) -> Iterator[Finding]:
    """A sentence begins with a small letter.

    A piece was cut out before it, or a comma became a full stop.
    """
    text = document.text
    found = [span for match in SEAM.finditer(text) if (span := _start(text, match)) is not None]
    # Where lines begin so too, as in prices from an agency, it is the writer's way.
    found = [span for span in found if not text[document.paragraph(span.start).start].islower()]
    found += _paragraphs(document)
    found += _after_other_signs(text)
    for span in found if len(found) <= FLOOD else ():
        edit = Edit(Span(span.start, span.start + 1), text[span.start].upper())
        yield Finding(span, {}, Fix((edit,), Applicability.UNSAFE))


def _after_other_signs(text: str) -> Iterator[Span]:
    for pattern in (BEHIND_QUOTATION, OPENING, BEHIND_QUESTION, BEHIND_CALL):
        for match in pattern.finditer(text):
            is_asked = match[0][0] in "?!"
            if match["word"] in OPENERS and not (is_asked and _is_behind_name(text, match.start())):
                yield Span(*match.span("word"))


def _is_behind_name(text: str, at: int) -> bool:
    """Whether the word that ends there has a capital or is joined to another one, as in names and addresses."""
    return SMALL_BEFORE.search(text, max(0, at - LONGEST_WORD), at) is None


def _paragraphs(document: Document) -> list[Span]:
    """Return the first words in lower case of paragraphs of running text below others that end like sentences.

    Not of an article that has several: there they are items, or lines of verse.
    """
    if "\r" not in document.text and not SMALL_LINE.search(document.text):
        return []
    found, long = [], 0
    for before, span in pairwise(document.paragraphs):
        if document.text.count(" ", *span) < FEWEST_SPACES:
            continue
        long += 1
        match = FIRST_WORD.match(document.text, span.start)
        if match and _ends(document.slice(span), SENTENCE_ENDS) and _stands_below_text(document, before):
            word = Span(*match.span("word"))
            is_item = document.text.startswith(ITEM, word.end)
            if not is_item and not NOT_A_SENTENCE.match(match["word"]) and match["word"] not in ABBREVIATIONS:
                found.append(word)
    if not found or len(found) > MOST or len(found) * RARE > long:
        return []
    return [] if _writes_names_small(document.text[:LOOKED_AT]) else found


def _writes_names_small(text: str) -> bool:
    from newslint.lexicon.layout import NAME, WORD
    from newslint.lexicon.reading import open_lexicon

    marks = map(open_lexicon().marks, set(SMALL_WORD.findall(text)))
    return sum(bool(mark & NAME) and not mark & WORD for mark in marks) >= SMALL_NAMES


def _stands_below_text(document: Document, before: Span) -> bool:
    """Whether a sentence has ended above, or the headline."""
    text = document.slice(before)
    return before == document.headline or (_ends(text, TERMINAL) and not NO_END.search(text))


def _ends(text: str, ends: tuple[str, ...]) -> bool:
    return text.endswith(ends)


def _start(text: str, seam: re.Match[str]) -> Span | None:
    if AFTER_NUMBER.search(text[max(0, seam.start() - 12) : seam.start()]):
        after = AFTER.match(text, seam.end())
        return Span(*after.span()) if after and after[0] in OPENERS and text[after.end()] == " " else None
    if not text[seam.start() - 2 : seam.start()].isalpha() or text[seam.start() - 1].isupper():
        return None
    before = BEFORE.search(text, max(0, seam.start() - 30), seam.start())
    near = text[seam.end() : seam.end() + WITHIN]
    after = AFTER.match(near.replace("’", "'"))
    if before is None or after is None or NOT_A_SENTENCE.match(after[0]):
        return None
    following = near[after.end() : after.end() + 1]
    if not (following.isspace() or following in AFTER_WORD):
        return None
    word = before[0].lower()
    if word in ABBREVIATIONS or len(word) < 3 or not set(word) & set("aeiouy"):
        return None
    if before[0][0].isupper() and (len(word) < 5 or after[0] not in OPENERS):
        return None
    return Span(seam.end(), seam.end() + after.end())


# After a name ("in Idlib. whether"), which might be an abbreviation, only such words are certain.
OPENERS_LISTED = (
    "the he she they we it this these that those there but whether however when while his her their its you i a an in"
    " on at after if as for some many most one two"
)
OPENERS = frozenset(OPENERS_LISTED.split())
