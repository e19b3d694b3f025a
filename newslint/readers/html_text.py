"""The text of a page, its headline and what it says of itself, each character with its place in the markup."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import NamedTuple

from newslint.late import late
from newslint.model import Span
from newslint.readers.fields import host_of

# What holds no running text, whatever stands in it.
SKIPPED = frozenset("script style noscript template svg math iframe object canvas nav button select textarea".split())
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main menu ol option p pre search section summary "
    "table tbody td tfoot th thead title tr ul".split()
)
_WORD = late(r"[ \t\n\r\f]+|[^ \t\n\r\f]+")
_SPACE = " \t\n\r\f"
_TITLES, _SITES = ("og:title", "twitter:title"), ("og:site_name", "application-name")
_AUTHORS, _DATES = ("author", "article:author", "dc.creator"), ("article:published_time", "date", "dc.date")


class Run(NamedTuple):
    """A part of the text, and the part of the file that it was taken from."""

    text: Span
    source: Span
    is_verbatim: bool
    """Whether it stands there as it is, character for character."""

    def to_source(self, offset: int) -> int:
        """Return where the character at an offset of the text begins in the file."""
        return (
            min(self.source.start + offset - self.text.start, self.source.end) if self.is_verbatim else self.source[0]
        )

    def to_source_end(self, offset: int) -> int:
        """Return where the character before an offset of the text ends in the file."""
        return (
            min(self.source.start + offset - self.text.start, self.source.end) if self.is_verbatim else self.source[1]
        )


class Page(NamedTuple):
    """The text of a page, where it was taken from, where its headline stands, and what is said of it."""

    text: str
    runs: tuple[Run, ...]
    title: Span | None
    meta: Mapping[str, str]


def parsed(source: str) -> Page:
    """Return the text of a page. Blocks become paragraphs, and white space is one space, as a browser shows it."""
    parser = _Parser(source)
    parser.feed(source)
    parser.close()
    return parser.page()


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


class _Parser(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self._source = source
        self._starts = [0, *(match.end() for match in re.finditer("\n", source))]
        self._text = _Text()
        self._skipped = ""
        self._depth = 0
        self._in_title = False
        self._title = ""
        self._heading: int | None = None
        self._headings: list[Span] = []
        self._said: dict[str, str] = {}
        self._authors: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._skipped:
            self._depth += tag == self._skipped
            return
        if tag in SKIPPED:
            self._skipped, self._depth = tag, 1
        elif tag in BLOCKS or tag == "br":
            self._text.part("\n" if tag == "br" else "\n\n")
        if tag == "h1":
            self._heading = self._text.next()
        self._in_title = tag == "title" or self._in_title
        self._note(tag, {name: value or "" for name, value in attrs})

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in SKIPPED:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._skipped:
            self._depth -= tag == self._skipped
            if self._depth <= 0:
                self._skipped = ""
            return
        self._in_title = self._in_title and tag != "title"
        if tag == "h1" and self._heading is not None and self._heading < self._text.length:
            self._headings.append(Span(self._heading, self._text.length))
        if tag in BLOCKS:
            self._text.part("\n\n")

    def handle_data(self, data: str) -> None:
        if self._skipped or self._in_title:
            self._title += data if self._in_title else ""
            return
        start = self._offset()
        for match in _WORD.finditer(data):
            span = Span(start + match.start(), start + match.end())
            if match[0][0] in _SPACE:
                self._text.add_space(span)
            else:
                self._text.add(match[0], span)

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}")

    def _reference(self, written: str) -> None:
        start = self._offset()
        end = start + len(written)
        end += self._source.startswith(";", end)
        whole = self._source[start:end]
        means = html.unescape(whole)
        if self._in_title:
            self._title += means
        elif not self._skipped and means in _SPACE:
            self._text.add_space(Span(start, end))
        elif not self._skipped:
            self._text.add(means, Span(start, end), is_verbatim=means == whole)

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

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
        known = meta.get("title") or " ".join(self._title.split())
        title = self._headline(text, known)
        if title is not None:
            known = title.of(text)
        return Page(text, runs, title, meta | ({"title": known} if known else {}))

    def _headline(self, text: str, known: str) -> Span | None:
        """Return the longest heading that the page's title repeats, else the first one; one may be the site's name."""
        named = [span for span in self._headings if span.of(text) in known]
        return max(named or self._headings[:1], key=lambda span: span.end - span.start, default=None)
