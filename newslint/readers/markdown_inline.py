"""What stands in the lines of Markdown and is no prose: code, HTML, shortcodes, addresses, marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from newslint.document import Enclosed
from newslint.model import Span
from newslint.readers.markdown_code import paired
from newslint.readers.masking import Kind, Mask, around

# Longer openings come first: "{{" would take the braces of "{{<".
_SHORTCODES = (("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}"), ("{{", "}}"))
_ELEMENT = re.compile(r"<(?P<name>script|style|pre|code|kbd|samp|svg|math|iframe|textarea)\b", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}>|<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+>")
_PROSE_ATTRIBUTE = re.compile(
    r"\b(?:alt|caption)[ \t]*=[ \t]*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')", re.IGNORECASE
)
_TARGET = r"(?:\((?:[^()\r\n]++|\([^()\r\n]*+\))*+\)|\[[^\[\]\r\n]*+\])"
_IMAGE = re.compile(rf"!\[(?P<text>[^\[\]]*+)\]{_TARGET}(?:\{{[^{{}}\r\n]*+\}})?")
_LINK = re.compile(rf"\[(?P<text>[^\[\]]*+)\]{_TARGET}")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]++\]:?")
_ADDRESS = re.compile(r"(?:https?://|\bwww\.)[^\s<>()\[\]\"“”]*[^\s<>()\[\]\"“”.,;:!?'’*_]")
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~\r\n])")
# The star comes first and the look back second: then the search skips to the next star.
_STARS = re.compile(r"\*(?<!\*\*)\**+(?:(?=\S)|(?<=[^\s*]\*)|(?<=[^\s*]\*\*)|(?<=[^\s*]\*\*\*))|~~")
_UNDERSCORES = re.compile(r"(?<![\w_])_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?![\w_])")
_TICKS = re.compile(r"`+")
_DEFINED = re.compile(r"(?:^|(?<=\r)) {0,3}\[(?P<label>[^\[\]^][^\[\]]*+)\]:", re.MULTILINE)
_BY_ITS_TEXT = re.compile(r"(?<![\]\\])\[(?P<label>[^\[\]^][^\[\]]*+)\](?:\[\]|(?![\[(:]))")
_BLANK_LINE = re.compile(r"(?>\r\n|\r|\n)[ \t]*(?=[\r\n])")


def inline(mask: Mask) -> None:
    """Hide what is no prose inside the lines. What is hidden first is not looked at again."""
    mask.hide_all(list(_between(mask.text, "<!--", "-->")), Kind.MARKUP)
    mask.hide_all(paired(mask.text), Kind.CONTENT)
    for opening, closing in _SHORTCODES:
        whole = [(span, _prose(mask.text, span)) for span in _between(mask.text, opening, closing)]
        mask.hide_all([part for span, prose in whole for part in around(span, prose)], Kind.MARKUP)
        mask.retell([span for span, prose in whole if not prose], Kind.CONTENT)
    mask.hide_all(list(code_in(mask.text)), Kind.CONTENT)
    mask.hide_all(list(_elements(mask.text)), Kind.CONTENT)
    for signs, pattern, kind, kept in _STEPS:
        # Most texts have few of these, and looking for a sign costs a hundredth of a pattern.
        if any(sign in mask.text for sign in signs):
            mask.hide_matches(pattern, kind, kept)


def _between(text: str, opening: str, closing: str) -> Iterator[Span]:
    start = text.find(opening)
    while start >= 0:
        end = text.find(closing, start + len(opening))
        if end < 0:
            return
        yield Span(start, end + len(closing))
        start = text.find(opening, end + len(closing))


def code_in(text: str) -> Iterator[Span]:
    """Yield code between equally long runs of back-ticks of one paragraph."""
    runs: dict[int, list[int]] = {}
    ordered = [match.span() for match in _TICKS.finditer(text)]
    for start, end in ordered:
        runs.setdefault(end - start, []).append(start)
    blank = [match.start() for match in _BLANK_LINE.finditer(text)] if ordered else []
    at = 0
    for start, end in ordered:
        same = runs[end - start]
        index = bisect_right(same, start)
        if start >= at and index < len(same) and bisect_left(blank, start) == bisect_left(blank, same[index]):
            at = same[index] + end - start
            yield Span(start, at)


def _elements(text: str) -> Iterator[Span]:
    """Yield HTML elements whose content is no prose."""
    folded = None
    unclosed = set()
    at = 0
    for match in _ELEMENT.finditer(text):
        name = match["name"].lower()
        if match.start() < at or name in unclosed:
            continue
        folded = folded or _ascii_lower(text)
        end = folded.find(f"</{name}>", match.end())
        if end < 0:
            unclosed.add(name)
        else:
            at = end + len(name) + 3
            yield Span(match.start(), at)


def _ascii_lower(text: str) -> str:
    return text.translate({letter: letter + 32 for letter in range(ord("A"), ord("Z") + 1)})


def _prose_of(tag: re.Match[str]) -> Sequence[Span]:
    return _prose(tag.string, Span(*tag.span()))


def _prose(text: str, span: Span) -> list[Span]:
    found = _PROSE_ATTRIBUTE.finditer(text, *span)
    return [Span(*match.span("double" if match["double"] is not None else "single")) for match in found]


def enclosed(original: str, masked: str) -> Iterator[Enclosed]:
    """Yield the prose that an edit could break: values of attributes, texts by which links find their address."""
    if masked == original:
        return
    if "]:" in original:
        yield from _link_texts(original)
    if "=" in original:
        yield from _attributes(original, masked)


def _link_texts(original: str) -> Iterator[Enclosed]:
    defined = {_label(match) for match in _DEFINED.finditer(original)}
    for match in _BY_ITS_TEXT.finditer(original) if defined else ():
        if _label(match) in defined:
            yield Enclosed(Span(*match.span("label")), rf"\A{re.escape(match['label'])}\Z")


def _label(match: re.Match[str]) -> str:
    return " ".join(match["label"].casefold().split())


def _attributes(original: str, masked: str) -> Iterator[Enclosed]:
    """Yield the values whose quotation marks are hidden, and they are not."""
    for match in _PROSE_ATTRIBUTE.finditer(original):
        quote = '"' if match["double"] is not None else "'"
        span = Span(*match.span("double" if quote == '"' else "single"))
        if masked[span.start - 1] != quote:
            yield Enclosed(span, rf"[{quote}<>{{}}\\\r\n]")


def _text_of(link: re.Match[str]) -> Sequence[Span]:
    return (Span(*link.span("text")),)


def _nothing(match: re.Match[str]) -> Sequence[Span]:
    return ()


_STEPS = (
    (("<",), _TAG, Kind.MARKUP, _prose_of),
    (("![",), _IMAGE, Kind.MARKUP, _text_of),
    (("[",), _LINK, Kind.MARKUP, _text_of),
    (("[^",), _FOOTNOTE, Kind.MARKUP, _nothing),
    (("\\",), _ESCAPE, Kind.MARKUP, _nothing),
    (("://", "www."), _ADDRESS, Kind.CONTENT, _nothing),
    (("@",), _MAIL, Kind.CONTENT, _nothing),
    (("&",), _ENTITY, Kind.CONTENT, _nothing),
    (("*", "~~"), _STARS, Kind.MARKUP, _nothing),
    (("_",), _UNDERSCORES, Kind.MARKUP, _nothing),
)
