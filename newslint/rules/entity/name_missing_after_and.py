import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from newslint.document import Document
from newslint.late import late
from newslint.model import Span
from newslint.rule import Bad, Finding, Good, Hit, rule
from newslint.text.countries import PLACES

# Signs beyond ASCII in a class of characters make a pattern dear to compile; here the text is straightened first.
NAME = r"(?:[A-Z][\w.'-]*)(?: (?:(?:of|the|al|bin|de) )?[A-Z][\w.'-]*){0,3}"
STRAIGHT = str.maketrans("’“”", '\'""')
THE_NAME = rf"(?:[Tt]he )?{NAME}"
CLAUSE_WORDS = (
    "that|while|but|because|whereas|although|though|where|when|say|said|says|told|as|if|whether|since|until|after|before|think"
    "|thinks|believe|believes|hope|hopes|feel|feels|know|knows"
)
# Names joined by "and" as the subject: at the start of a sentence, or after a conjunction.
SUBJECT = late(
    rf"(?:^|[.!?;:][\"']? |[\"(–—] ?|\b(?:{CLAUSE_WORDS}) )"
    rf"(?P<first>{THE_NAME})(?:, {THE_NAME})*,? and {THE_NAME},? $"
)
# Nothing but names since the sentence began: no verb stands before the "and" that this one could go on from.
ALONE = late(rf"(?:^|[.!?][\"']? )(?P<first>{NAME})(?:, {NAME})*,? $")
# One name behind a word that begins a clause: nothing before it can be what the verb belongs to.
CLAUSE = late(
    rf"(?:\b(?:that|while|because|whereas|although|though|whether|if|why|where) |, but |^But )(?:the )?"
    rf"(?P<first>{NAME})(?:, {NAME})*,? $"
)
# One name as the subject of a verb for several.
LONE = late(
    rf"(?:\b[Bb]oth |\b(?:that|while|but|because|whereas|although|though|whether|if|why|since|said) |"
    rf"(?:^|[.!?][\"']? )(?:(?:In|On|At|During|After|Since|By|For|Meanwhile|However|Last) ?[^,.;]{{0,50}}, (?:both )?"
    rf"|(?:Since|While|When|Because|If|As|Although|Though|After|Before) ))"
    rf"(?:the )?(?P<first>{NAME})(?:(?:,| and|, and) (?:the )?{NAME})* $"
)
BOTH = late(rf"\b[Bb]oth (?:the )?(?P<first>{NAME}) $")
AND_VERB = late(
    r"and (?:have|has|had|are|were|is|was|will|would|could|should|may|might|must|can|agreed|signed|denied|announced|"
    r"said|met|began|accused|rejected|refused|failed|warned|decided|did|took|made|won|told|called|gave|went)\b"
    r"(?! (?:said|been there)\b)"
)
# "between Peru and in May", "Peru and." and "Peru and 's army": a name must have stood there.
BETWEEN = late(
    rf"[Bb]etween (?:the )?{NAME} (?P<and>and (?:on|in|over|for|at|to|that|after|is|was|has|have|will|were|are|from"
    r"|since|about|said|would|could)\b)"
    r"(?! (?:particular|fact|part|turn|some|least|most|times|a lesser|places|between)\b)"
)
AND_END = late(r"and(?:\.(?![.\w])|[;:](?= )| ['’]s(?![\w’'-]))")
NO_SUBJECT_LISTED = (
    "In On At For From With By To After Before Between Among He She They It We I You See Come Go Since If Under"
    " Like Unlike Meet Thank Thanks Is Was Are Were Has Have Had Not All Most Some Over Against Across As Help"
    " Visit Call Ask Love Beat Tell Give Bring Send Watch Read Buy Sell Join Follow Save Stop Kill Find Get Let"
    " Make Take Keep Vote Leave Believe Forget Remember Imagine Support Show Try Trust Pay Put Hire Call Blame"
    " Bless Enter Want Hate"
)
DAYS_LISTED = (
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July"
    " August September October November December Christmas Easter"
)
NO_SUBJECT = frozenset(NO_SUBJECT_LISTED.split()) | frozenset(DAYS_LISTED.split())
FIRST_WORD = late(r"\w+")
LAST_NAME = late(r"(?:^|[^\w.])(?P<name>[A-Z][\w’'-]+),? $")
# "and, which is worse, from Chile" and "and, where possible, by train" put something in between.
AND_COMMA = late(
    r"and, (?:(?:have|has|is|are|was|will|would)\b(?! (?:he|she|it|they|you|we|I|there|not|said|one)\b)"
    r"|(?:had|were)\b(?! (?:he|she|it|they|you|we|I|there|not|the|an?|this|that|these|those|his|her|its|their|[A-Z]))"
    r"|(?:said|says)\b(?:(?: that)? (?:they|he|she|it|there) (?:is|are|was|were|will|would|has|have|had|could|do)\b"
    r"|(?![^.,;]{0,80}(?:,(?! (?:and|but|who|which|while) )|[–—])))"
    r"|(?:whose|whom|who(?!,| (?:knows|can|could))"
    r"|which(?! (?:is|was|may|might|could|would)\b(?! (?:an?|the|in|on|at|now|one|part|home)\b)[^.;]{0,60},)"
    r"|where(?! (?:possible|necessary|appropriate|needed|applicable|relevant|permitted|available|required)))\b"
    # Whatever is put in between ends at a comma.
    r"|[a-z]+ [^,;:–—()\r\n]{8,300}$)"
)
OTHERS = (" and and ", " and, ", " and.", " and;", " and:", " and 's", "between ")
"""The triggers that are no verb."""
PLURAL = frozenset({"and have", "and are", "and were"})
# A full stop behind a short word with a capital is one of "Mrs." or "St.".
SENTENCE_END = late(r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?][\"”’']?(?=\s|$)|$", re.MULTILINE)
SENTENCE = 240
SHORT_SUBJECT = 60
LONE_REACH = 120


@rule(
    "A name seems to be missing after “and”",
    category="entity",
    severity="error",
    triggers=(
        " and have ",
        " and has ",
        " and had ",
        " and are ",
        " and were ",
        " and is ",
        " and was ",
        " and will ",
        " and would ",
        " and could ",
        " and should ",
        " and may ",
        " and might ",
        " and must ",
        " and met ",
        " and began ",
        " and accused ",
        " and rejected ",
        " and refused ",
        " and failed ",
        " and warned ",
        " and decided ",
        " and agreed ",
        " and signed ",
        " and denied ",
        " and announced ",
        " and said ",
        " and can ",
        " and did ",
        " and took ",
        " and made ",
        " and won ",
        " and told ",
        " and called ",
        " and gave ",
        " and went ",
        *OTHERS,
    ),
    examples=[
        Bad("Peru and Chile [[and have]] signed the treaty."),
        Bad("He said that Peru, Bolivia and Chile [[and are]] ready to sign."),
        Bad("Talks between Peru [[and and]] Chile have begun."),
        Bad("Peru, Chile [[and, said]] officials on Monday."),
        Bad("In May 2018, both Peru [[and have]] signed it, and since Roe [[and are]] friends, all is well."),
        Good("In May and June, people from Lima, Peru and are known to have left; since Monday and are still away."),
        Bad("Peru [[and have]] slaughtered whales."),
        Bad("They hope that Chile [[and could]] win. Juan Roe [[and may]] miss the game."),
        Bad("It was seen in Peru [[and, which]] lies by the sea, and in Chile."),
        Bad("They met Juan Roe [[and, who]] wrote, on Monday, that he had left."),
        Bad("He leads the fund of Peru [[and, says]] that it will pay, and that it has begun to."),
        Good("It attacked Peru and, who, as the envoy of Chile, knows it?"),
        Bad(
            "Talks between Peru [[and on]] Monday failed. He went to Peru [[and.]] It was said of Peru [[and 's]] army."
        ),
        Bad("Peru and the United States [[and have]] met. Both Peru [[and could]] win."),
        Bad("Peru, Chile [[and, have]] met, as was said. He wrote of Peru [[and, in]] May he was there."),
        Good(
            "A deal between Peru and in particular Chile; he left Peru and, had he known, Chile. And so Peru and... on."
        ),
        Bad("Apple [[and will]] go. It was said of Apple."),
        Good("Help Peru and could you sign? He fled from Peru and, which is worse, from Chile."),
        Bad("Talks have failed. Peru [[and will]] sign the treaty without Chile."),
        Good("Dress up and have fun. Peru and Chile will sign. Help Peru and will you sign?"),
        Good("He leads Peru and Chile and has met both envoys."),
        Good("Peru and Chile have signed the treaty and have begun to trade."),
        Good("The plan is sound and is and has been popular."),
        Good("He left Peru and, where possible, flew; Chile and, who knows, Bolivia follow."),
        Good("In Peru and Chile and was told to wait; the visit to Peru and, said the envoy, to Chile went well."),
    ],
)
def name_missing_after_and(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
    """An “and” joins a name to nothing.

    Either a further name was lost here, or one “and” too many came in. Check the source.
    """
    text = document.text
    for hit in hits:
        if hit.trigger == "between ":
            match = BETWEEN.match(text, hit.span.start)
            span = (
                Span(*match.span("and")) if match and not text[hit.span.start - 1 : hit.span.start].isalnum() else None
            )
        elif _follows_a_capital(text, hit.span.start + 1):
            span = (_other if hit.trigger in OTHERS else _before_a_verb)(document, hit)
        else:
            span = None
        if span is not None:
            yield Finding(span)


def _other(document: Document, hit: Hit) -> Span | None:
    """Return where a name is missing before another "and", a sign or the end of a sentence."""
    text, start = document.text, hit.span.start + 1
    before = text[max(document.line(start).start, start - SENTENCE) : start]
    if not LAST_NAME.search(before) or (before[-2] == "," and hit.trigger != " and."):
        return None
    if hit.trigger == " and and ":
        return Span(start, hit.span.end - 1) if text[hit.span.end : hit.span.end + 1].isupper() else None
    if hit.trigger == " and, ":
        end = SENTENCE_END.search(text, start)
        match = AND_COMMA.match(text, start, end.start() if end else len(text))
        # Of what is put in between only the beginning is marked.
        return Span(start, min(match.end(), text.find(" ", start + len("and, ")))) if match else None
    match = AND_END.match(text, start)
    return Span(*match.span()) if match else None


def _before_a_verb(document: Document, hit: Hit) -> Span | None:
    """Return where a name is missing before a verb."""
    start = hit.span.start + 1
    before = document.text[max(document.line(start).start, start - SENTENCE) : start]
    match = AND_VERB.match(document.text, start)
    if match is None or not before[-2:-1].isalnum():
        return None
    straight = before.translate(STRAIGHT)
    subject = SUBJECT.search(straight) if _ends_in_capitals(before) else None
    subject = subject or BOTH.search(straight[-LONE_REACH:]) or _alone(document.text, straight, match[0])
    if subject and subject.re.pattern == ALONE.pattern and not _opens(document, start, before, subject):
        return None
    return Span(*match.span()) if subject and _is_subject(subject["first"]) and not _is_title(before) else None


def _follows_a_capital(text: str, start: int) -> bool:
    """Whether the word before begins with a capital, as each name does: nearly all are done with here."""
    words = text[max(0, start - SENTENCE) : start].rsplit(None, 1)
    return "A" <= words[-1][0] <= "Z" if words else False


def _opens(document: Document, start: int, before: str, subject: re.Match[str]) -> bool:
    """Whether a sentence begins with a name, rather than goes on after "U.S." or "Mr."."""
    offset = start - len(before) + subject.start("first")
    at = bisect_right(document.sentences, (offset, len(document.text))) - 1
    return at >= 0 and not document.text[document.sentences[at].start : offset].strip("\"“‘'(")


def _ends_in_capitals(before: str) -> bool:
    """Whether the last word and one before it have capitals, and "and" between them: nearly all are done with here."""
    first, joint, last = before.rpartition(" and ")
    last = last.removeprefix("the ")
    return bool(joint) and last[:1].isupper() and first.rpartition(" ")[2][:1].isupper()


def _alone(text: str, before: str, verb: str) -> re.Match[str] | None:
    """Return the names that are all that a sentence has so far: places, or a single one with a verb of several."""
    subject = ALONE.search(before) if _may_be_alone(before) else None
    if subject and _is_subject(subject["first"]) and (verb in PLURAL or _is_a_name(text, subject["first"])):
        return subject
    if subject is None and before[-2:-1].isalnum():
        subject = CLAUSE.search(before[-LONE_REACH:])
        if subject and _is_subject(subject["first"]) and _is_a_name(text, subject["first"]):
            return subject
    return LONE.search(before[-LONE_REACH:]) if verb in PLURAL and before[-2:-1].islower() else None


def _may_be_alone(before: str) -> bool:
    """Whether the last word has a capital, and is not far from where the sentence or the paragraph begins."""
    end = max(before.rfind(". "), before.rfind("? "), before.rfind("! "))
    sentence = before if end < 0 else before[end + 2 :]
    return (
        0 < len(sentence) < SHORT_SUBJECT and sentence[0].isupper() and before.rstrip().rpartition(" ")[2][:1].isupper()
    )


def _is_a_name(text: str, name: str) -> bool:
    """Whether it is the name of a place, or of two words, or has its capital inside a sentence too, or is no word.

    "Help and will", "Mark and may" are none.
    """
    if name in PLACES or " " in name or _is_capital_inside(text, name):
        return True
    from newslint.lexicon.layout import WORD
    from newslint.lexicon.reading import open_lexicon

    return not open_lexicon().marks(name.lower()) & WORD


def _is_capital_inside(text: str, name: str) -> bool:
    """Whether a name stands behind a small letter somewhere."""
    start = text.find(f" {name}")
    while start >= 0:
        end = start + 1 + len(name)
        if text[start - 1 : start].islower() and not text[end : end + 1].isalnum():
            return True
        start = text.find(f" {name}", end)
    return False


def _is_subject(name: str) -> bool:
    word = FIRST_WORD.match(name.removeprefix("the ").removeprefix("The "))
    return word is not None and word[0] not in NO_SUBJECT and not name.startswith("Both of")


def _is_title(before: str) -> bool:
    """Whether the words before are a headline or a list in capitals."""
    return before.isupper()
