from collections.abc import Iterator, Sequence

from newslint.document import Document
from newslint.late import late
from newslint.model import Edit, Fix, Span
from newslint.rule import Bad, Finding, Good, Hit, rule
from newslint.text.bylines import is_byline
from newslint.text.site_names import site_name
from newslint.text.sites import is_site

PAPER = (
    r"(?:The )?(?:[A-Z][a-z]+ ){1,3}(?:Times|Post|Tribune|Herald|Journal|Gazette|Chronicle|Telegraph|Mirror|Express|"
    r"Observer|Register|Dispatch|Examiner|Inquirer|Insider)|(?:The )?(?:Times of [A-Z][a-z]+|Guardian|Verge)|Al Jazeera"
)
DOMAIN = r"[\w-]+\.(?:com|org|net|info|tv|co\.\w\w|com\.\w\w|news|de|uk|au|ca|in|ie|nz|za)"
CAPITALISED = r"(?:[A-Z0-9][\w.'&:-]*|of|the|and|for|&)"
# Patterns are asked of lines with straight apostrophes: classes of signs beyond ASCII are dear to compile.
# A stroke parts a site from a title; a dash also a source from what it says, so there the name has to be beyond doubt.
STROKE = late(rf"\s*(?:\||»|«|::)\s*(?P<name>{CAPITALISED}(?: {CAPITALISED}| news| online| [|:-]){{0,5}}|{DOMAIN})$")
DASH = late(
    rf"\s+[-–—]\s+(?P<name>(?:{CAPITALISED} ){{0,4}}(?:News|Online|NEWS|Newspaper)|CNN(?:Politics)?(?:\.com)?|"
    rf"{DOMAIN}|NPR|BBC)$"
)
HYPHEN = late(rf"\s+-\s+(?P<name>{PAPER})$")
# With a long dash a great paper may be where the news comes from ("– Washington Post"), hardly "– The Irish Times".
QUOTED = (
    r"(?!(?:Washington|New York|Jerusalem|Huffington|Financial|Sunday|Los Angeles|Wall Street|Daily|Global|Moscow|"
    r"Times of|Business|Guardian|Al Jazeera|Verge)\b)"
)
LONG_DASH = late(
    rf"\s+[–—]\s+(?P<name>{QUOTED}{PAPER}|The (?:[A-Z][a-z]+ ){{1,3}}(?:Times|Post|Tribune|Herald|Journal))$"
)
PATTERNS = {
    ("|", "»", "«", "::"): STROKE, ("-", "–", "—"): DASH, ("-",): HYPHEN, ("–", "—"): LONG_DASH,
}  # fmt: skip
"""By the signs without one of which a pattern matches nothing."""
ENDS = (
    "news", "online", "post", "times", "tribune", "herald", "journal", "gazette", "chronicle", "telegraph", "mirror",
    "express", "observer", "register", "dispatch", "examiner", "inquirer", "insider", "guardian", "verge", "india",
    "jazeera", ".com", ".org", ".net", ".uk", "cnn", "npr", "bbc",
)  # fmt: skip
DASHES = (" - ", " – ", " — ", " -- ")
"""They part a headline from the name of its site too."""
SEPARATOR = late(r"\s*(?:\||»|«|::)\s*|\s+[-–—]\s+")
SECOND_LEVEL = frozenset({"ac", "co", "com", "gov", "net", "org"})
CREDITS = ("Photo", "Posted", "Published", "Image", "Source", "Picture", "Updated", "Credit")
FARTHEST = 2000
"""How far down, in characters, a line above the body may stand."""
ADDED = ("", "news", "online", "com")
"""What a site's title may add to the name that its address has."""


@rule(
    "The name of a site was left in the headline",
    category="headline",
    severity="error",
    triggers=(
        *(" |", "| ", "»", "«", " ::", " ⋆", " ‹", " ›", " ·", " •", " ~", " // ", " << ", " / ", " > ", " _ ", " * "),
        *(f"{end}{line}" for end in ENDS for line in "\r\n)"),
        *DASHES,
        " via ",
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
        Bad(
            "Storm closes fair[[ – The Oslo Times]]\n\nRain kept most families of the old town at home on Monday.",
            fixed="Storm closes fair\n\nRain kept most families of the old town at home on Monday.",
        ),
        Bad(
            "Storm closes fair[[ ⋆ Oslo Patriots]]\n\nRain kept most families of the old town at home on Monday.",
            fixed="Storm closes fair\n\nRain kept most families of the old town at home on Monday.",
        ),
        Bad(
            "[[BBC News | ]]Storm closes fair\n\nRain kept most families of the old town at home on Monday.",
            fixed="Storm closes fair\n\nRain kept most families of the old town at home on Monday.",
        ),
        Bad(
            "Storm closes fair[[ - World - Oslo Echo]]\n\nRain kept most families of the old town at home on Monday.",
            fixed="Storm closes fair\n\nRain kept most families of the old town at home on Monday.",
        ),
        Good("Storm closes fair - Police\n\nRain kept most families of the old town at home on Monday."),
        Good("Storm closes fair — Jane Roe\n\nRain kept most families of the old town at home on Monday."),
        Good("Storm to close fair – Washington Post\n\nRain kept most families of the old town at home on Monday."),
        Good("Mayor promises change – No Repercussions (VIDEO)\n\nRain kept most families of the old town at home."),
        Good("Fair must move - Tories\n\nRain kept most families of the old town at home on Monday."),
        Good("Storm closes fair\n\nBy Jane Roe | Daily Post\n\nRain kept most families of the town at home on Monday."),
        Good("Fair must move | Jane Roe\n\nRain kept most families of the old town at home on Monday."),
        Good("Storm closes fair\n\nRain kept most families at home on Monday, says | Oslo News\n\nMore rain."),
    ],
)
def site_name_in_headline(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
    """The headline has the name of the site that it was taken from behind it, or before it.

    A page's title carries the name of the site; a headline does not.
    """
    sites = _sites(document) if document.meta else frozenset()
    # Far down no hit matters; to find the body is dear.
    if hits[0].span.start > FARTHEST or hits[0].span.start >= max(document.body.start, _first_end(document)):
        return
    for line in _headlines(document):
        text = document.slice(line)
        start = _start_of_site(text, sites)
        if start is not None:
            yield _finding(Span(line.start + start, line.end))
            continue
        straight = text.replace("’", "'")
        patterns = (pattern for signs, pattern in PATTERNS.items() if any(sign in text for sign in signs))
        match = next(filter(None, (pattern.search(straight) for pattern in patterns)), None)
        name, known = text[match.start("name") :] if match else "", document.meta.get("site", "")
        if match and is_site(name, known) and text.count(" ", 0, match.start()) > 1:
            place: tuple[int, int] | None = (match.start(), len(text))
        else:
            place = None if text.startswith(CREDITS) else site_name(straight, known)
        if place:
            yield _finding(Span(line.start + place[0], line.start + place[1]))


def _finding(span: Span) -> Finding:
    return Finding(span, fix=Fix((Edit(span, ""),)))


def _sites(document: Document) -> frozenset[str]:
    """Return what the site of the article is called, as far as that is known: its name and its address."""
    said = filter(None, (document.meta.get("site", ""), document.meta.get("url", "").partition("://")[2]))
    names = (name.partition("/")[0].lower() for name in said)
    found = {form for name in names for form in (name, *_owner(name)) if form}
    return frozenset(_letters(form) + added for form in found if _letters(form) for added in ADDED)


def _owner(host: str) -> Iterator[str]:
    """Yield the part of an address that is somebody's name: the "bbc" of "news.bbc.co.uk"."""
    labels = host.split(".")[:-1] if " " not in host else []
    while len(labels) > 1 and labels[-1] in SECOND_LEVEL:
        labels.pop()
    yield from labels[-1:]


def _letters(name: str) -> str:
    plain = name.lower().removeprefix("www.").removeprefix("the ")
    return "".join(letter for letter in plain if letter.isalnum())


def _start_of_site(text: str, sites: frozenset[str]) -> int | None:
    """Return where the name of a known site begins, with what parts it from the headline."""
    for match in SEPARATOR.finditer(text) if sites else ():
        if _letters(text[match.end() :]) in sites and text.count(" ", 0, match.start()) > 1:
            return match.start()
    return None


def _first_end(document: Document) -> int:
    return document.headline.end + 1 if document.headline else 0


def _headlines(document: Document) -> Iterator[Span]:
    """Yield the headline and the lines above the body: a stack of headlines has a site's name in any of them."""
    for line in document.paragraphs:
        if line.start >= document.body.start and line != document.headline:
            return
        if document.text.count(" ", line.start, line.end) < 25 and not is_byline(document.slice(line)):
            yield line
