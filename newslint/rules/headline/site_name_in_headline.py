import re
from collections.abc import Iterator, Sequence

from newslint.document import Document
from newslint.model import Edit, Fix, Span
from newslint.rule import Bad, Finding, Good, Hit, rule

# What the name of a news site ends with, or what it contains where it is set off by a stroke.
NAME = (
    "bbc", "blog", "chronicle", "cnn", "daily", "dispatch", "examiner", "express", "gazette", "globe", "guardian",
    "herald", "independent", "inquirer", "journal", "magazine", "mail", "mirror", "monitor", "news", "newspaper", "npr",
    "observer", "online", "politics", "post", "press", "radio", "register", "review", "reuters", "standard", "star",
    "sun", "telegraph", "times", "today", "tribune", "tv", "weekly",
)  # fmt: skip
PAPER = (
    r"(?:The )?(?:New York|Washington|Daily|Los Angeles|Financial|Huffington|Sunday) "
    r"(?:Times|Post|Mail|Mirror|Telegraph|Express|Star)"
)
DOMAIN = r"[\w-]+\.(?:com|org|net|info|tv|co\.\w\w|com\.\w\w|news|de|uk|au|ca|in|ie|nz|za)"
CAPITALISED = r"(?:[A-Z0-9][\w.'’&:-]*|of|the|and|for|&)"
# A stroke parts a site from a title; a dash also a source from what it says, so there the name has to be beyond doubt.
STROKE = re.compile(
    rf"\s*(?:\||»|«|::)\s*(?P<name>{CAPITALISED}(?: {CAPITALISED}| news| online| [|:-]){{0,5}}|{DOMAIN})$"
)
DASH = re.compile(
    rf"\s+[-–—]\s+(?P<name>(?:{CAPITALISED} ){{0,4}}(?:News|Online|NEWS|Newspaper)|{PAPER}|CNN(?:Politics)?(?:\.com)?|"
    rf"{DOMAIN}|NPR|BBC)$"
)
WORD = re.compile(r"[a-z]+")


@rule(
    "The name of a site was left in the headline",
    category="headline",
    severity="error",
    triggers=(
        " |",
        "»",
        "«",
        " ::",
        *(
            f"{end}{line}"
            for end in ("news", "online", "post", "times", ".com", "cnn", "npr", "bbc")
            for line in "\r\n"
        ),
    ),
    examples=[
        Bad(
            "Storm closes fair[[ | Oslo Post: news]]\n\nRain kept most families of the old town at home on Monday.",
            fixed="Storm closes fair\n\nRain kept most families of the old town at home on Monday.",
        ),
        Bad(
            "Storm closes fair[[ - Oslo News]]\n\nRain kept most families of the old town at home on Monday.",
            fixed="Storm closes fair\n\nRain kept most families of the old town at home on Monday.",
        ),
        Bad(
            "Storm closes fair[[ » Daily Oslo]]\n\nRain kept most families of the old town at home on Monday.",
            fixed="Storm closes fair\n\nRain kept most families of the old town at home on Monday.",
        ),
        Good("Mayor promises change – No Repercussions (VIDEO)\n\nRain kept most families of the old town at home."),
        Good("Fair must move - Tories\n\nRain kept most families of the old town at home on Monday."),
        Good("Fair must move | Jane Roe\n\nRain kept most families of the old town at home on Monday."),
        Good("Storm closes fair\n\nRain kept most families at home on Monday, says | Oslo News\n\nMore rain."),
    ],
)
def site_name_in_headline(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
    """The headline ends with the name of the site it was taken from.

    A page's title carries the name of the site; a headline does not.
    """
    if not hits or hits[0].span.start >= max(document.body.start, _first_end(document)):
        return
    for line in _headlines(document):
        match = STROKE.search(document.text, line.start, line.end) or DASH.search(document.text, line.start, line.end)
        if match and _is_site(document, match["name"]) and document.text.count(" ", line.start, match.start()) > 1:
            span = Span(match.start(), line.end)
            yield Finding(span, {"name": match["name"]}, Fix((Edit(span, ""),)))


def _first_end(document: Document) -> int:
    return document.headline.end + 1 if document.headline else 0


def _headlines(document: Document) -> Iterator[Span]:
    """Yield the headline and the lines above the body: a stack of headlines has a site's name in any of them."""
    for line in document.paragraphs:
        if line.start >= document.body.start and line != document.headline:
            return
        if document.text.count(" ", line.start, line.end) < 25:
            yield line


def _is_site(document: Document, name: str) -> bool:
    low = name.lower()
    return (
        low == document.meta.get("site", "").lower()
        or "." in low.strip(".")
        or not set(NAME).isdisjoint(WORD.findall(low))
    )
