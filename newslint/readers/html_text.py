"""The text of a page, its headline and what it says of itself, each character with its place in the markup."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from newslint.late import late
from newslint.model import MASK, Span
from newslint.readers.fields import host_of
from newslint.readers.html_tokens import Token, tokens
from newslint.text.origin import Run as Run

if TYPE_CHECKING:
    from newslint.text.directives import Instruction

# What holds no running text, whatever stands in it.
SKIPPED = frozenset("script style noscript template svg math iframe object canvas nav button select textarea".split())
# No prose, but it stands for words.
CODE = frozenset("code kbd samp tt var".split())
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main menu ol option p pre search section summary "
    "table tbody td tfoot th thead title tr ul".split()
)
_WORD = late(r"[ \t\n\r\f]+|&(?:#[xX]?[0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);?|&|[^ \t\n\r\f&]+")
_SPACE = " \t\n\r\f"
_TITLES, _SITES = ("og:title", "twitter:title"), ("og:site_name", "application-name")
_AUTHORS, _DATES = ("author", "article:author", "dc.creator"), ("article:published_time", "date", "dc.date")


class Page(NamedTuple):
    """The text of a page, where it was taken from, where its headline stands, and what is said of it."""

    text: str
    runs: tuple[Run, ...]
    title: Span | None
    meta: Mapping[str, str]
    said: tuple[Instruction, ...] = ()
    """What it says to newslint."""


def parsed(source: str, *, keeps_lines: bool = False) -> Page:
    """Return the text of a page. Blocks become paragraphs, and white space is one space, as a browser shows it.

    Args:
        source: the markup.
        keeps_lines: whether line ends part lines and blank lines paragraphs, as publishing systems write texts.
    """
    reader = _Reader(source, keeps_lines)
    comments: list[Span] = []
    for token in tokens(source, comments):
        reader.take(token)
    page = reader.page()
    if not any("lint" in one.of(source).lower() for one in comments):
        return page
    from newslint.readers.comments import of_page

    borders = BLOCKS | {"br"} | ({"\n"} if keeps_lines else set())
    return page._replace(said=of_page(page.text, page.runs, source, comments, borders))


class _Text:
    """A text that grows word by word, and the way back to where they stood."""

    def __init__(self) -> None:
        self.length = 0
        self._pieces: list[str] = []
        self._runs: list[Run] = []
        self._gap = ""
        self._space: Span | None = None

    def part(self, gap: str) -> None:
        """End a line or a paragraph here, if there is one."""
        self._space = None
        if self.length and len(gap) > len(self._gap):
            self._gap = gap

    def add_space(self, source: Span) -> None:
        if self.length and not self._gap and self._space is None:
            self._space = source

    def add(self, text: str, source: Span, *, is_verbatim: bool = True) -> None:
        if self._gap:
            self._pieces.append(self._gap)
            self.length += len(self._gap)
        elif self._space is not None:
            self._append(" ", self._space, self._space.end - self._space.start == 1)
        self._gap, self._space = "", None
        self._append(text, source, is_verbatim)

    def next(self) -> int:
        """Return where the next word will begin."""
        return self.length + (len(self._gap) or (self._space is not None))

    def finished(self) -> tuple[str, tuple[Run, ...]]:
        return "".join(self._pieces), tuple(self._runs)

    def _append(self, text: str, source: Span, is_verbatim: bool) -> None:
        own = Span(self.length, self.length + len(text))
        self._pieces.append(text)
        self.length = own.end
        last = self._runs[-1] if self._runs else None
        joins = last and last.text.end == own.start and last.source.end == source.start
        if last and joins and is_verbatim and last.is_verbatim:
            self._runs[-1] = Run(Span(last.text.start, own.end), Span(last.source.start, source.end), True)
        else:
            self._runs.append(Run(own, source, is_verbatim))


class _Reader:
    """Goes through a page once."""

    def __init__(self, source: str, keeps_lines: bool) -> None:
        self._source = source
        self._keeps_lines = keeps_lines
        self._text = _Text()
        self._skipped = ""
        self._depth = 0
        self._in_title = False
        self._title = ""
        self._heading: int | None = None
        self._headings: list[Span] = []
        self._said: dict[str, str] = {}
        self._authors: list[str] = []

    def take(self, token: Token) -> None:
        """Take the next tag or text."""
        if self._skipped:
            self._depth += (token.name == self._skipped) * (-1 if token.closes else 1)
            self._skipped = self._skipped if self._depth > 0 else ""
        elif not token.name:
            self._add(token.span)
        elif token.closes:
            self._close(token.name)
        else:
            self._open(token)

    def _open(self, token: Token) -> None:
        name = token.name
        if name in CODE:
            self._text.add(MASK, token.span, is_verbatim=False)
        elif name in BLOCKS or name == "br":
            self._text.part("\n" if name == "br" else "\n\n")
        if name in CODE or name in SKIPPED or self._is_hidden(token):
            # What browsers close at once in a page are only things that are drawn: "<svg/>".
            closed = name in ("svg", "math") and token.span.of(self._source).endswith("/>")
            self._skipped, self._depth = "" if closed else name, 1
        if name == "h1":
            self._heading = self._text.next()
        self._in_title = name == "title"
        if name in ("html", "link", "meta"):
            self._note(name, token.attributes(self._source))

    def _is_hidden(self, token: Token) -> bool:
        written = token.span.of(self._source)
        if token.name in VOID or ("hidden" not in written and "display" not in written):
            return False
        said = token.attributes(self._source)
        return "hidden" in said or "display:none" in said.get("style", "").replace(" ", "").lower()

    def _close(self, name: str) -> None:
        self._in_title = False
        if name == "h1" and self._heading is not None and self._heading < self._text.length:
            self._headings.append(Span(self._heading, self._text.length))
            self._heading = None
        if name in BLOCKS:
            self._text.part("\n\n")

    def _add(self, span: Span) -> None:
        if self._in_title:
            self._title = self._title or " ".join(html.unescape(span.of(self._source)).split())
            return
        for match in _WORD.finditer(self._source, *span):
            place = Span(*match.span())
            means = html.unescape(match[0]) if match[0][0] == "&" else match[0]
            if not means.strip(_SPACE):
                self._add_space(place)
            else:
                self._text.add(means, place, is_verbatim=means == match[0])

    def _add_space(self, place: Span) -> None:
        ends = self._source.count("\n", *place) if self._keeps_lines else 0
        if ends:
            self._text.part("\n\n" if ends > 1 else "\n")
        else:
            self._text.add_space(place)

    def _note(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Remember what the page says of itself; of several the first counts."""
        if tag == "html" and attributes.get("lang"):
            self._said.setdefault("language", attributes["lang"])
        elif tag == "link" and "canonical" in attributes.get("rel", "").lower().split():
            self._said.setdefault("url", attributes.get("href", ""))
        elif tag == "meta":
            name = (attributes.get("property") or attributes.get("name") or attributes.get("itemprop", "")).lower()
            content = " ".join(attributes.get("content", "").split())
            if name in _AUTHORS and "://" not in content and content:
                self._authors.append(content)
            for what, names in {"title": _TITLES, "site": _SITES, "published": _DATES, "url": ("og:url",)}.items():
                if name in names and content:
                    self._said.setdefault(what, content)

    def page(self) -> Page:
        """Return what was found, once all is parsed."""
        text, runs = self._text.finished()
        meta = {what: value for what, value in self._said.items() if value}
        if self._authors:
            meta["authors"] = "; ".join(dict.fromkeys(self._authors))
        if host := host_of(meta.get("url", "")):
            meta.setdefault("site", host)
        known = meta.get("title") or self._title
        title = self._headline(text, known)
        if title is not None:
            known = title.of(text)
        return Page(text, runs, title, meta | ({"title": known} if known else {}))

    def _headline(self, text: str, known: str) -> Span | None:
        """Return the longest heading that the page's title repeats, else the first one; one may be the site's name."""
        named = [span for span in self._headings if span.of(text) in known]
        return max(named or self._headings[:1], key=lambda span: span.end - span.start, default=None)
