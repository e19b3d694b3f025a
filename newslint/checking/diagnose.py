"""A finding that is to be reported -> a Diagnostic: message, place, excerpt, fingerprint, what may be fixed."""

from __future__ import annotations

from collections.abc import Iterable

from newslint.checking.asking import Raised
from newslint.document import Document, fold
from newslint.edits import breaks
from newslint.model import Applicability, Diagnostic, Edit, Fix, Span

EXCERPT = 80
"""The longest excerpt, in characters."""


def diagnose(document: Document, raised: Iterable[Raised]) -> list[Diagnostic]:
    """Return the findings of one document as they are reported, sorted."""
    seen: dict[tuple[str, str], int] = {}
    found = []
    for one in sorted(raised, key=lambda one: (one.finding.span, one.rule.name)):
        key = (one.rule.name, normalised(one.finding.span.of(document.source)))
        seen[key] = seen.get(key, 0) + 1
        found.append(_diagnostic(document, one, fingerprint(*key, seen[key])))
    return found


def normalised(text: str) -> str:
    """Return ``text`` without the differences that make no other text: case, white space, form of quotation marks."""
    plain = fold(text).translate(_MARKS)
    return " ".join(plain.split())


_MARKS = str.maketrans({"‘": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‐": "-", "‑": "-"})


def fingerprint(rule: str, text: str, ordinal: int) -> str:
    """Return 128 bits of blake2b in hex over the rule, the normalised text, and its ordinal among equal ones."""
    from _blake2 import blake2b

    plain = f"{rule}\0{text}\0{ordinal}".encode("utf-8", "surrogatepass")
    return str(blake2b(plain, digest_size=16).hexdigest())


def _diagnostic(document: Document, raised: Raised, print_of_finger: str) -> Diagnostic:
    rule, finding = raised.rule, raised.finding
    return Diagnostic(
        document.locate(finding.span),
        rule.name,
        rule.category,
        rule.group,
        raised.severity,
        rule.message.format_map(finding.words),
        shortened(finding.span.of(document.source)),
        finding.fix and _located(document, finding.span, finding.fix),
        finding.suggestions,
        raised.related,
        raised.twins,
        print_of_finger,
    )


def shortened(text: str, limit: int = EXCERPT) -> str:
    """Return ``text`` on one line, cut at a word with an ellipsis where it is longer than ``limit`` characters."""
    line = " ".join(text[: limit * 4].split())
    if len(line) <= limit and len(text) <= limit * 4:
        return line
    return line[: limit - 1].rpartition(" ")[0].rstrip() + "…" if " " in line[: limit - 1] else line[: limit - 1] + "…"


def _located(document: Document, span: Span, fix: Fix) -> Fix:
    """Return the fix with line and column; for a person only where it would alter a quotation, a credit or no prose."""
    touched = dict.fromkeys((span, *(edit.span for edit in fix.edits)))
    protected = any(map(document.is_protected, touched)) or any(breaks(document, edit) for edit in fix.edits)
    edits = tuple([Edit(edit.span, edit.text, document.locate(edit.span).position) for edit in fix.edits])
    return Fix(edits, Applicability.DISPLAY if protected else fix.applicability)
