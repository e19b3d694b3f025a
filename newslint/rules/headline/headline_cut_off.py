import re
from collections.abc import Iterator

from newslint.document import Document
from newslint.late import late
from newslint.model import Span
from newslint.rule import Bad, Finding, Good, rule

# A title may end with a preposition ("what they came for"), hardly with a word that announces the next one.
UNFINISHED = late(
    r"(?<=\s)(?P<word>a|an|the|and|or|of|his|their|our|its|because|whose|including|between)"
    r"(?P<dots>\s*(?:…|\.{2,3}))?$"
)
# With dots behind it no word announces the next one more clearly than these.
DOTTED = late(
    r"(?<=\s)(?P<word>to|for|with|from|at|by|in|on|into|onto|about|against|over|under|after|before|as|than|that|is|are|was|"
    r"has|have|will|could|would|should|must|between|during|without|through|toward|towards|amid|per|via)"
    r"(?P<dots>\s*(?:…|\.{2,3}))$"
)
SHORTEST = 5
"""A headline of fewer words may be a title ("The Long And")."""


@rule(
    "The headline breaks off after “{word}”",
    category="headline",
    examples=[
        Bad("Storm closes fair in old town [[of]]\n\nRain kept most families of the old town at home on Monday."),
        Bad("Storm closes fair and tears down [[the…]]\n\nRain kept most families of the old town at home on Monday."),
        Bad(
            "Storm closes fair and tears down [[the...]]\n\nRain kept most families of the old town at home on Monday."
        ),
        Bad("Mayor looks to a town in the north [[for...]]\n\nRain kept most families of the old town at home."),
        Good("Guess what the mayor of the old town is up to...\n\nRain kept most families of the old town at home."),
        Good(
            "What the storm that closed the fair was made of\n\nRain kept most families of the town at home on Monday."
        ),
        Good("Storm closes fair: The And And The Or\n\nRain kept most families of the old town at home on Monday."),
        Good("Storm closes fair in town that few have heard of\n\nRain kept most families of the old town at home."),
    ],
)
def headline_cut_off(document: Document) -> Iterator[Finding]:
    """The headline breaks off in the middle.

    A feed or a search page cuts long headlines, and the rest was never taken over.
    """
    headline = document.headline
    if headline is None:
        return
    text = document.slice(headline)
    match = UNFINISHED.search(text) or (DOTTED.search(text) if text.endswith(("…", "..")) else None)
    if match is None or text.count(" ") < SHORTEST:
        return
    # "What it is made of", "the storm they told us of": a clause that ends with its preposition.
    announces = match.re.pattern == UNFINISHED.pattern
    if (match["word"] == "of" and not match["dots"] and CLAUSE.search(text)) or (not announces and ASKS.search(text)):
        return
    yield Finding(Span(headline.start + match.start(), headline.end), {"word": match["word"]})


# "Guess what they are up to...", "The place she comes from…".
ASKS = late(
    r"\b(?:wh[aoy]\w*|where|how|that|you|we|they|he|she|it|I)\b[^.!?]*\s\S+\s*(?:…|\.{2,3})$|^(?:Wh(?:at|en|ere|ich|o|y)|How)\b",
    re.I,
)
CLAUSE = late(r"\b(?:wh\w+|how|that|you|we|they|he|she|it|I|made|heard|part|out|proud|afraid|tired|dream\w*)\b", re.I)
