"""Defects of a text: signs, spaces, markup, quotations, paragraphs."""

from __future__ import annotations

import random
import re

from putting import Article, Kind, Put, inserted, joined, places, replaced, swap

MANGLED = {
    "’": "â€™",
    "‘": "â€˜",
    "“": "â€œ",
    "”": "â€\x9d",
    "—": "â€”",
    "–": "â€“",
    "'": "â€™",
    "é": "Ã©",
    "…": "â€¦",
    "ü": "Ã¼",
    "ö": "Ã¶",
    "á": "Ã¡",
    "ñ": "Ã±",
    "ç": "Ã§",
    "£": "Â£",
    "€": "â‚¬",
    "\u00a0": "Â\u00a0",
}
# Nothing to be seen, or a wide space for a narrow one: joiners, marks of order and direction, a soft hyphen.
INVISIBLE = (" \u200b", "\u2060 ", " \xad", "\ufeff ", " \u200e", "\u200d ", " \u202a", "\u200c ")
BRACKETS = {"(": "( ", ")": " )"}
LOWERED = (
    "The|He|She|It|They|But|In|This|We|A|That|Officials|There|His|Her|When|After|As|An|For|At|Police|While|If|On|You|"
    "These|Its|With|However|Some|Many|Since|Last"
)
ENTITIES = (
    "&amp;", "&nbsp;", "&#39;", "&quot;", "&rsquo;", "&#8217;", "&mdash;", "&lt;p&gt;", "&#x27;", "&#160;", "&hellip;",
    "&ndash;", "&eacute;", "&amp;amp;", "&ldquo;", "&lsquo;", "&apos;",
)  # fmt: skip
TAGS = (
    ("<b>", "</b>"), ("<p>", "</p>"), ('<a href="/x">', "</a>"), ("<em>", "</em>"), ("", "<br />"),
    ("<span>", "</span>"), ('[caption id="a1"]', "[/caption]"), ("<!--", "-->"), ("<strong>", "</strong>"),
    ('<div class="x">', "</div>"), ("<h2>", "</h2>"), ("<li>", "</li>"), ('<img src="/a.jpg" />', ""), ("", "<br>"),
)  # fmt: skip


LONG = 24
"""Words of a paragraph that is cut off anywhere; what is left of it is at least half of that."""


def doubled_paragraph(article: Article, chance: random.Random) -> Put | None:
    """A paragraph stands twice."""
    long = [n for n, one in enumerate(article.paragraphs) if n and one.count(" ") > 12]
    if not long:
        return None
    index = chance.choice(long)
    return inserted(article, chance.choice((index + 1, len(article.paragraphs))), article.paragraphs[index])


def cut_off_text(article: Article, chance: random.Random) -> Put | None:
    """The last paragraph breaks off in the middle of a sentence."""
    words = article.paragraphs[-1].split(" ")
    if len(words) < 14:
        return None
    last = " ".join(words[: chance.randint(10, len(words) - 3)]).rstrip(",;:.!?\"”’'")
    return joined([*article.paragraphs[:-1], last], len(article.paragraphs) - 1)


def paragraph_cut_anywhere(article: Article, chance: random.Random) -> Put | None:
    """A paragraph inside the article breaks off after any word."""
    inner = range(2, len(article.paragraphs) - 1)
    long = [index for index in inner if article.paragraphs[index].count(" ") > LONG]
    if not long:
        return None
    index = chance.choice(long)
    words = article.paragraphs[index].split(" ")
    paragraphs = list(article.paragraphs)
    paragraphs[index] = " ".join(words[: chance.randint(LONG // 2, len(words) - 3)]).rstrip(",;:.!?\"”’'")
    return joined(paragraphs, index)


def markup(article: Article, chance: random.Random) -> Put | None:
    """Tags stand around a word."""
    found = places(article, r"(?<= )[a-z]{5,}(?= )")
    if not found:
        return None
    index, match = chance.choice(found)
    opening, closing = chance.choice(TAGS)
    return replaced(article, index, match.start(), match.end(), f"{opening}{match[0]}{closing}")


def entity(article: Article, chance: random.Random) -> Put | None:
    """An HTML entity stands where a space or a sign was."""
    found = places(article, r"(?<=[a-z])[ '’](?=[a-z])")
    if not found:
        return None
    index, match = chance.choice(found)
    code = chance.choice(ENTITIES)
    return replaced(article, index, match.start(), match.end(), code if match[0] != " " else f" {code} ")


def unbalanced(article: Article, chance: random.Random) -> Put | None:
    """A quotation is not closed, or not opened."""
    found = places(article, r"(?<=[a-z][,.])[”\"](?= [a-z])|(?<= )[“\"](?=[A-Za-z])")
    if not found:
        return None
    index, match = chance.choice(found)
    put = replaced(article, index, match.start(), match.end(), "")
    before = put.start - match.start()
    # What is left of the quotation may stand anywhere in its paragraph.
    return put._replace(start=before, end=before + len(article.paragraphs[index]))


def paragraph_cut_off(article: Article, chance: random.Random) -> Put | None:
    """A paragraph inside the article breaks off after a word that announces the next one."""
    found = [
        (index, match)
        for index, match in places(article, r" (?:the|a|of|and|to|in|for|with|his|their|its)(?= [a-z])")
        if 0 < index < len(article.paragraphs) - 1 and article.paragraphs[index].count(" ", 0, match.start()) > 12
    ]
    if not found:
        return None
    index, match = chance.choice(found)
    paragraphs = list(article.paragraphs)
    paragraphs[index] = paragraphs[index][: match.end()]
    return joined(paragraphs, index)


def said_by_nobody(article: Article, chance: random.Random) -> Put | None:
    """A quotation stands alone between two paragraphs that are no speech, without the words that say whose it is."""
    quoted = places(article, r'[“"](?P<said>[A-Z][^“”"]{50,300}[a-z])[,.][”"]')
    gaps = [index for index in range(2, len(article.paragraphs) - 1) if _names_nobody(article, index)]
    if not quoted or not gaps:
        return None
    _, match = chance.choice(quoted)
    opening, closing = chance.choice(("“”", '""'))
    return inserted(article, chance.choice(gaps), f"{opening}{match['said']}.{closing}")


def _names_nobody(article: Article, index: int) -> bool:
    """Whether neither paragraph beside a gap is a quotation or says who speaks."""
    beside = article.paragraphs[index - 1] + article.paragraphs[index]
    return re.search(r"[\"“”:]|\b(?:sa(?:y|id)|t[oe]ld?|ask|add|wr[io]t|accord|warn|claim|argu|stat)", beside) is None


KINDS: dict[str, Kind] = {
    "doubled paragraph": doubled_paragraph,
    "mojibake": swap(f"[{''.join(MANGLED)}]", lambda match, _: MANGLED[match[0]]),
    "mojibake, half mended": swap("[”“]", lambda match, _: "â€"),
    "HTML entity": entity,
    "markup": markup,
    "replacement character": swap("[’“”—éü…–]", lambda match, _: "\ufffd"),
    "invisible character": swap(r"(?<=[a-z]) (?=[a-z])", lambda match, chance: chance.choice(INVISIBLE)),
    "space before a comma": swap(r"(?<=[a-z]),(?= )", lambda match, _: " ,"),
    "space before a full stop": swap(r"(?<=[a-z]{2})[.;](?= [A-Za-z])", lambda match, _: f" {match[0]}"),
    "space in brackets": swap(r"(?<=[a-z] )\((?=[A-Za-z]{3})|(?<=[a-z]{3})\)", lambda match, _: BRACKETS[match[0]]),
    "no space after a full stop": swap(r"(?<=[a-z]{3}\.) (?=[A-Z][a-z])", lambda match, _: ""),
    "no space after a mark": swap(
        r"(?<=[a-z]{3}[?!,]) (?=[A-Z][a-z]+ [a-z])|(?<=[.,]”) (?=[A-Z][a-z]+ [a-z])", lambda match, _: ""
    ),
    "sentence in lower case": swap(rf"(?<=[a-z]{{3}}\. )(?:{LOWERED})(?= [a-z])", lambda match, _: match[0].lower()),
    "unbalanced quotation": unbalanced,
    "quotation without a speaker": said_by_nobody,
    "text cut off": cut_off_text,
    "paragraph cut off": paragraph_cut_off,
    "paragraph cut off anywhere": paragraph_cut_anywhere,
}
