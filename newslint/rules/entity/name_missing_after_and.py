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
# Names joined by "and" as the subject: at the start of a sentence, or after a conjunction.
SUBJECT = late(
    rf"(?:^|[.!?][\"']? |[\"(]|\b(?:that|while|but|because|whereas|although|though|where|when|said|says) )"
    rf"(?P<first>{NAME})(?:, {NAME})*,? and {NAME},? $"
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
AND_VERB = late(
    r"and (?:have|has|had|are|were|is|was|will|would|could|should|may|might|must|agreed|signed|denied|announced|"
    r"said|met|began|accused|rejected|refused|failed|warned|decided)\b(?! (?:said|been there)\b)"
)
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
LAST_NAME = late(r"(?:^|[^\w.])(?P<name>[A-Z][\w’'-]+) $")
# "and, which is worse, from Chile" and "and, where possible, by train" put something in between.
AND_COMMA = late(
    r"and, (?:(?:said|says|have|has|had|are|is|was|were|will|would)\b"
    r"(?![^.,;]{0,80}(?:,(?! (?:and|but|who|which|while) )|[–—]))"
    r"|(?:whose|whom|who(?!,| (?:knows|can|could))"
    r"|which(?! (?:is|was|may|might|could|would)\b(?! (?:an?|the|in|on|at|now|one|part|home)\b)[^.;]{0,60},)"
    r"|where(?! (?:possible|necessary|appropriate|needed|applicable|relevant|permitted|available|required)))\b)"
)
OTHERS = (" and and ", " and, ")
"""The triggers that are no verb."""
PLURAL = frozenset({"and have", "and are", "and were"})
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
        " and and ",
        " and, ",
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
        start = hit.span.start + 1
        if hit.trigger not in OTHERS and not _follows_a_capital(text, start):
            continue
        line = document.line(start)
        before = text[max(line.start, start - SENTENCE) : start]
        if hit.trigger == " and and ":
            if LAST_NAME.search(before) and text[hit.span.end : hit.span.end + 1].isupper():
                yield Finding(Span(start, hit.span.end - 1))
        elif hit.trigger == " and, ":
            match = AND_COMMA.match(text, start)
            if match and LAST_NAME.search(before):
                yield Finding(Span(*match.span()))
        elif (match := AND_VERB.match(text, start)) and before[-2:-1].isalnum():
            straight = before.translate(STRAIGHT)
            subject = SUBJECT.search(straight) if _ends_in_capitals(before) else None
            subject = subject or _alone(straight, match[0])
            if subject and subject.re.pattern == ALONE.pattern and not _opens(document, start, before, subject):
                continue
            if subject and _is_subject(subject["first"]) and not _is_title(before):
                yield Finding(Span(*match.span()))


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
    return bool(joint) and last[:1].isupper() and first.rpartition(" ")[2][:1].isupper()


def _alone(before: str, verb: str) -> re.Match[str] | None:
    """Return the names that are all that a sentence has so far: places, or a single one with a verb of several."""
    subject = ALONE.search(before) if _may_be_alone(before) else None
    if subject and _is_subject(subject["first"]) and (verb in PLURAL or _is_a_name(subject["first"])):
        return subject
    if subject is None and before[-2:-1].isalnum():
        subject = CLAUSE.search(before[-LONE_REACH:])
        if subject and _is_subject(subject["first"]) and _is_a_name(subject["first"]):
            return subject
    return LONE.search(before[-LONE_REACH:]) if verb in PLURAL and before[-2:-1].islower() else None


def _may_be_alone(before: str) -> bool:
    """Whether the last word has a capital, and is not far from where the sentence or the paragraph begins."""
    end = max(before.rfind(". "), before.rfind("? "), before.rfind("! "))
    sentence = before if end < 0 else before[end + 2 :]
    return (
        0 < len(sentence) < SHORT_SUBJECT and sentence[0].isupper() and before.rstrip().rpartition(" ")[2][:1].isupper()
    )


def _is_a_name(name: str) -> bool:
    """Whether it is the name of a place, or of two words, or no word of English ("Help and will", "Mark and may")."""
    if name in PLACES or " " in name:
        return True
    from newslint.lexicon.layout import WORD
    from newslint.lexicon.reading import open_lexicon

    return not open_lexicon().marks(name.lower()) & WORD


def _is_subject(name: str) -> bool:
    word = FIRST_WORD.match(name)
    return word is not None and word[0] not in NO_SUBJECT and not name.startswith("Both of")


def _is_title(before: str) -> bool:
    """Whether the words before are a headline or a list in capitals."""
    return before.isupper()
