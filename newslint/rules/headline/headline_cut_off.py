import re
from collections.abc import Iterator

from newslint.document import Document
from newslint.late import late
from newslint.model import Span
from newslint.rule import Bad, Finding, Good, rule

ANNOUNCING_LISTED = (
    "a an the and or nor his their our its your whose because including between than whether into onto"
    " amid per via among despite by"
)
ANNOUNCING = frozenset(ANNOUNCING_LISTED.split())
"""A title may end with a preposition ("what they came for"), hardly with a word that announces the next one."""
STRANDED_LISTED = (
    "of to for with from at as in on that against upon toward towards is are was were has have had will would could"
    " should must"
)
STRANDED = frozenset(STRANDED_LISTED.split())
"""Words that end a headline only where a question, a clause or an infinitive lies before them."""
DOTTED_LISTED = "about over under after before during without through but when while if who which up out off more"
DOTTED = frozenset(DOTTED_LISTED.split())
"""With dots behind it, such a word announces the next one too."""
# "What they are up to", "where few have been", "a force to reckon with", "the man she told us of".
CLAUSE = late(
    r"\b(?:wh[aeoy]\w*|how|that|you|we|they|he|she|it|i|been|being|made|heard|part|out|proud|afraid|tired|dream\w*|to"
    r" \S+ (?:to|for|with|from|at|of|upon|against)$|more \w+ than)\b|n['’]t\b",
    re.IGNORECASE,
)
# "Police step in", "the injury drags on", "plugging it in": an adverb, not a preposition.
ADVERB = late(
    r"\b(?:(?:step|weigh|mov|set|kick|log|check|cash|break|com|go|clos|chip|tun|opt|buy|giv|cav|fill|join|trad|turn|sign|fit|"
    r"drop|div|hand|call|bring|let|get|zoom|settl|rush|lock|rein|phas|usher|pour|roll|flood|flow|squeez|liv|fight|hang|hold|"
    r"press|switch|drag|carr|lean|bank|catch|pass|rely|relied|pil|bid|tak|put|build|work|play|walk|read|run|rumbl|wad|bail|"
    r"los|stand|sit|stay|dial|plug)\w*|broke|came|brought|caught|it|them|him|her|us|me|all|early|later|clothes|skates|"
    r"lights?|gloves) (?:in|on)$",
    re.IGNORECASE,
)
END = late(
    r"(?:(?<![\w-])(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)[\"”’']?|\S)"
    r"(?P<dots>\s*[\[(]?(?:…|\.{2,}|\. \. \.)[\])]?[”’]?|\s?[,–—-])?$"
)
BEFORE_SITE = late(r"(?:…|\.\.)(?=\s+[|»«–—-]\s+\S.{2,40}$)")
# "Guess what happened next…", "The winner is…": dots that ask the reader to go on are a manner of writing.
TEASES = late(r"(?i:\b(?:guess|this|here|what|why|who|you|your|it['’]s)\b)|!|^['‘\"“][^'’\"”]*$")
SHOUTS = late(r"!|\b[A-Z]{4,}\b")
LABEL = late(r"[A-Z]{4,}(?: [A-Z]{4,})?: ")
CAPITAL_FOR_ALL = late(r"[a-z] (?:A|An|The|At|By|In|On|To|Of|For|With) ")
FEW_WORDS = 10
"""Of a headline that was cut; one that teases is longer, and all its words have capitals."""
TEASING = frozenset({"is", "are", "was"})
SHORTEST, SHORTEST_TITLE = 3, 4
"""In spaces. A headline of fewer words may be a title ("The Long And")."""
FRAGMENT = 2
"""Letters of a word that was cut."""


@rule(
    "The headline breaks off {where} “{word}”",
    category="headline",
    examples=[
        Bad("Storm closes fair in old town [[of]]\n\nRain kept most families of the old town at home on Monday."),
        Bad("Storm closes fair and tears down [[the…]]\n\nRain kept most families of the old town at home on Monday."),
        Bad(
            "Storm closes fair and tears down [[the...]]\n\nRain kept most families of the old town at home on Monday."
        ),
        Bad("Mayor looks to a town in the north [[for...]]\n\nRain kept most families of the old town at home."),
        Bad("Storm closes fair in the old [[town…]]\n\nRain kept most families of the old town of Oslo at home."),
        Bad("Storm closes fair in old town [[for]]\n\nRain kept most families of the old town at home on Monday."),
        Bad("STORM CLOSES FAIR IN TOWN [[OF]]\n\nRain kept most families of the old town at home on Monday."),
        Bad("Storm closes fair in old [[town,]]\n\nRain kept most families of the old town at home on Monday."),
        Bad("Storm closes fair for all [[fami]]\n\nRain kept most families of the old town at home on Monday."),
        Good("Guess what the mayor of the old town is up to...\n\nRain kept most families of the old town at home."),
        Good(
            "STORM closes fair – This Is What Followed…\n\nRain kept most families of the old town at home on Monday."
        ),
        Good(
            "What the storm that closed the fair was made of\n\nRain kept most families of the town at home on Monday."
        ),
        Good("Storm over fair makes it a force to reckon with\n\nRain kept most families of the old town at home."),
        Good("Mayor closes fair as storm sets in\n\nRain kept most families of the old town at home on Monday."),
        Good("Storm closes fair in town that few have heard of\n\nRain kept most families of the old town at home."),
    ],
)
def headline_cut_off(document: Document) -> Iterator[Finding]:
    """The headline breaks off in the middle.

    A feed or a search page cuts long headlines, and the rest was never taken over. Dots that tease the reader
    ("Guess what happened…") are a manner of writing, and nothing is said of them.
    """
    headline = document.headline
    if headline is None:
        return
    text = document.slice(headline)
    before_site = BEFORE_SITE.search(text)
    text = text[: before_site.end()] if before_site else text
    match = END.search(text) if text.count(" ") >= SHORTEST else None
    if match is None:
        return
    word = match["word"] or ""
    span = Span(headline.start + match.start(), headline.start + match.end())
    if (match["dots"] and _is_dotted_off(text, word, match["dots"])) or _announces(text, word, match["dots"]):
        yield Finding(span, {"word": word or match[0], "where": "after"})
    elif not match["dots"] and _is_fragment(document, headline, word):
        yield Finding(span, {"word": word, "where": "inside"})


def _announces(text: str, word: str, dots: str | None) -> bool:
    """Whether a headline ends in a word that announces another one."""
    low, plain = word.lower(), text[: len(text) - len(dots or "")]
    if word.isupper() and not text.isupper():
        return False
    if text.count(" ") < SHORTEST_TITLE and not dots:
        return False
    if low in ANNOUNCING:
        return not plain.lower().endswith(" the " + low)
    # "The winner is…": the reader is to go on.
    is_open = low in STRANDED if not dots else (low in STRANDED or low in DOTTED) and low not in TEASING
    return is_open and not CLAUSE.search(plain) and not ADVERB.search(plain)


def _is_dotted_off(text: str, word: str, dots: str) -> bool:
    """Whether dots, a comma or a dash at the end say that something was left out, rather than tease the reader."""
    if "," in dots:
        return word != ""
    label = LABEL.match(text)
    text = text[label.end() :] if label else text
    shouts = not text.isupper() and SHOUTS.search(text) is not None
    if shouts or dots.strip() in "-–—":
        return word != "" and not shouts
    if word.lower() in TEASING or ("(" in dots or ")" in dots) or TEASES.search(text):
        return False
    return text.count(" ") < FEW_WORDS or not CAPITAL_FOR_ALL.search(text)


def _is_fragment(document: Document, headline: Span, word: str) -> bool:
    """Whether the last word is no word, but the beginning of one that stands below."""
    if len(word) < FRAGMENT or not word.isalpha() or word.isupper():
        return False
    low = word.lower()
    at = document.folded.find(f" {low}", headline.end)
    if at < 0 or not document.folded[at + 1 + len(low) : at + 2 + len(low)].isalpha():
        return False
    from newslint.lexicon import open_lexicon

    is_word = re.search(rf"\b{re.escape(low)}\b", document.folded[headline.end :]) is not None
    return not is_word and not open_lexicon().known(word) and not open_lexicon().known(low)
