"""One finding as a person sees it."""

from __future__ import annotations

from collections.abc import Iterator

from newslint.checking.diagnose import shortened
from newslint.edits import applied
from newslint.engine import Result
from newslint.model import Applicability, Diagnostic, Fix, Span
from newslint.reporters import Look
from newslint.reporters.selection import Shown
from newslint.reporters.style import Style
from newslint.reporters.window import window
from newslint.reporters.words import listed, number, place_of, printable
from newslint.text.structure import LINE_END

LINES = 8
"""How many further lines, and how many further places, are named."""
LONGEST_REASON = 200
NARROWEST = 40


class Page:
    """What all findings of a report share. It remembers which rules have been explained."""

    def __init__(self, result: Result, look: Look) -> None:
        """Begin a report."""
        self.result = result
        self.look = look
        self.style = Style(look.colour)
        self._unexplained = {active.rule.name: active.rule for active in result.rules}

    def reason(self, name: str) -> str:
        """Return why a rule finds fault, the first time it is asked for."""
        rule = self._unexplained.pop(name, None)
        if rule is None:
            return ""
        return _first_sentence(rule.reason or rule.summary)


def finding(page: Page, shown: Shown) -> Iterator[str]:
    """Yield the lines of one finding, without their ends."""
    diagnostic, style = shown.diagnostic, page.style
    gutter = len(str(diagnostic.location.position.end_line)) + 1
    yield _heading(page, diagnostic)
    bar = style.paint("dim", "│")
    for number_, text in _excerpt(page, diagnostic, gutter):
        yield f"{style.paint('dim', number_.rjust(gutter))} {bar} {text}".rstrip()
    width = max(NARROWEST, page.look.width - gutter - 3)
    for line in _advice(page, shown):
        yield from (f"{' ' * gutter} {bar} {part}" for part in _wrapped(line, width))
    yield f"{' ' * gutter} {style.paint('dim', '└ ' + diagnostic.rule)}"


def _heading(page: Page, diagnostic: Diagnostic) -> str:
    place = page.style.paint("path", place_of(diagnostic.location))
    return f"{place}  {page.style.severity(diagnostic.severity)}: {printable(diagnostic.message)}"


def _excerpt(page: Page, diagnostic: Diagnostic, gutter: int) -> Iterator[tuple[str, str]]:
    """Yield the line of the finding with carets below it; of several lines the first and the last."""
    location = diagnostic.location
    width = max(NARROWEST, page.look.width - gutter - 3)
    text = _text(page, diagnostic)
    if text is None or shortened(location.span.of(text)) != diagnostic.excerpt:
        # A comment in a page is no part of its text.
        yield str(location.position.line), printable(diagnostic.excerpt)
        return
    line, start, end = _line_at(text, location.span.start, location.span.end)
    first = window(line, start, end, width)
    yield str(location.position.line), first.text
    # What stands on several lines of a page may be one line of its text.
    if location.position.line == location.position.end_line or not LINE_END.search(text, *location.span):
        if line[:start].strip() or line[end:].strip():
            # Carets below a whole line would say nothing.
            yield "", page.style.paint(diagnostic.severity.value, first.carets)
        return
    if location.position.end_line > location.position.line + 1:
        yield "", "⋮"
    line, _, _ = _line_at(text, location.span.end - 1, location.span.end)
    yield str(location.position.end_line), window(line, 0, 1, width).text


def _line_at(text: str, start: int, end: int) -> tuple[str, int, int]:
    """Return the line in which an offset stands, and the range from there to an end within the line."""
    begin = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    stop = LINE_END.search(text, start)
    line = text[begin : stop.start() if stop else len(text)]
    return line, start - begin, min(end - begin, len(line))


def _advice(page: Page, shown: Shown) -> Iterator[str]:
    diagnostic = shown.diagnostic
    if shown.again:
        yield f"Also {_lines(diagnostic.location.position.line, shown.again)}."
    if len(diagnostic.related) > 1:
        places = [
            f"{printable(one.location.path)}:{one.location.lines[0]}" for one in diagnostic.related[1 : LINES + 1]
        ]
        more = (diagnostic.twins or len(diagnostic.related)) - len(places) - 1
        yield f"Also in {listed([*places, *([number(more, 'more place')] if more > 0 else [])])}."
    reason = page.reason(diagnostic.rule)
    if reason:
        yield reason
    yield from _remedy(page, diagnostic)


def _wrapped(text: str, width: int) -> Iterator[str]:
    """Yield the lines of a text, broken at spaces; a word longer than ``width`` has a line of its own."""
    line, *words = text.split(" ")
    for word in words:
        if len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line += f" {word}"
    yield line


def _lines(here: int, numbers: tuple[int, ...]) -> str:
    named = [str(one) for one in dict.fromkeys(numbers) if one != here]
    more = len(named) - LINES
    items = [*named[:LINES], f"{more:,} more"] if more > 0 else named
    others = f"on {'lines' if len(named) > 1 else 'line'} {listed(items)}" if named else ""
    again = "again on this line" if here in numbers else ""
    return ", and ".join(filter(None, (others, again)))


def _remedy(page: Page, diagnostic: Diagnostic) -> Iterator[str]:
    fix = diagnostic.fix
    if fix is not None and fix.edits:
        becomes = _becomes(page, diagnostic, fix)
        if not page.result.library.is_writable(diagnostic.location.path):
            # No advice that cannot be followed: packed files, and those of some plugins, are only read.
            yield f"Better {becomes}." if becomes else "Better without it."
            return
        if fix.applicability is Applicability.DISPLAY:
            # What is done automatically elsewhere is left alone in quotations and credits.
            yield f"Perhaps {becomes}: for you to decide." if becomes else "Perhaps it should go: for you to decide."
            return
        action = f"makes it {becomes}" if becomes else "removes it"
        if fix.applicability is Applicability.SAFE:
            yield f"newslint fix {action}."
        else:
            yield f"newslint fix --unsafe-fixes {action} (first look: --diff)."
    elif diagnostic.suggestions:
        yield f"Perhaps {listed([_quoted(one) for one in diagnostic.suggestions[:LINES]], 'or')}?"


def _becomes(page: Page, diagnostic: Diagnostic, fix: Fix) -> str:
    """Return what the finding is after the fix, in quotation marks; nothing where nothing is left of it."""
    span = diagnostic.location.span
    first, last = fix.edits[0].span, fix.edits[-1].span
    whole = Span(min(span.start, first.start), max(span.end, last.end))
    text = _text(page, diagnostic)
    if text is None:
        return "what it should be"
    mended = applied(text[: whole.end], fix.edits)[whole.start :].strip()
    return _quoted(mended) if mended else ""


def _text(page: Page, diagnostic: Diagnostic) -> str | None:
    """Return the text of the article, or None when it cannot be had again."""
    try:
        return page.result.text(diagnostic.location.path, diagnostic.location.record)
    except Exception:  # noqa: BLE001 - the file may be gone, and the reader of a plugin may raise anything
        return None


def _quoted(text: str) -> str:
    return f"“{printable(shortened(text))}”"


def _first_sentence(reason: str) -> str:
    paragraph = " ".join(reason.partition("\n\n")[0].replace("``", "").split())
    stops = (at for at, sign in enumerate(paragraph) if sign in ".!?" and _ends_sentence(paragraph, at))
    return shortened(paragraph[: next(stops, len(paragraph)) + 1], LONGEST_REASON)


def _ends_sentence(text: str, stop: int) -> bool:
    before, after = text[stop - 1 : stop], text[stop + 2 : stop + 3]
    is_last = before.islower() or before.isdigit() or before in (")", "”")
    return is_last and text[stop + 1 : stop + 2] == " " and (after.isupper() or after == "“")
