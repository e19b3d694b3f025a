import re
from collections.abc import Iterator

from newslint.document import Document
from newslint.late import late
from newslint.model import Applicability, Edit, Fix, Span
from newslint.rule import Bad, Deferred, Finding, Good, rule

SEAM = late(r"\. +(?=[a-z])")
BEFORE = late(r"(?:^|(?<=[\s“\"‘'(—–-]))[A-Za-z][a-z]+(?:['’][a-z]+)?$")
# Asked of a few words with straight apostrophes.
AFTER = late(r"[a-z][a-z']+")
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
        Good("It was 5 p.m. on Monday at No. two, approx. ten of them, e.g. the team of Smith Inc. and Gen. al-Sisi."),
        Good("He left. iPhone sales fell. “Why?” he asked. van Gaal won. Visit us. www.example.com has more."),
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
    for span in found if len(found) <= FLOOD else ():
        edit = Edit(Span(span.start, span.start + 1), text[span.start].upper())
        yield Finding(span, {}, Fix((edit,), Applicability.UNSAFE))


def _start(text: str, seam: re.Match[str]) -> Span | None:
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
OPENERS_LISTED = "the he she they we it this these that there but whether however when while his her its their you i"
OPENERS = frozenset(OPENERS_LISTED.split())
