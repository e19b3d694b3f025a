"""One self-contained page: the articles with their findings in place, to be read, judged and counted.

Articles are untrusted text. They stand in the page as data that no browser takes for markup, and the page
makes nodes of text of them, never markup. Blocks of data follow one another, so that only one is held in memory.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from newslint import __version__
from newslint.engine import Result
from newslint.reporters import Look
from newslint.reporters.former import Former
from newslint.reporters.html_data import Articles, Shelved, findings, rule
from newslint.reporters.page import frame

_UNSAFE = re.compile("[<>&\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
TEXTS = 32_000
"""How many characters of articles a block holds. The page takes a block apart when one of its articles is asked for."""


def report(result: Result, look: Look) -> Iterator[str]:
    """Yield the page, block after block."""
    page = frame()
    articles = Articles(result)
    former = Former(look.former(), articles.paths, was_checked=bool(result.articles))
    yield page.before
    for several in _blocks(articles):
        found = [it for one, text in several for it in findings(articles, one, text, former)]
        yield _data("findings", {"articles": [one.as_json(text) for one, text in several], "findings": found})
        yield _data("texts", [text for _, text in several])
    yield _data("run", _run(result, look, articles, former))
    yield page.after


def _blocks(articles: Articles) -> Iterator[list[tuple[Shelved, str | None]]]:
    several: list[tuple[Shelved, str | None]] = []
    size = 0
    for one, text in articles:
        several.append((one, text))
        size += len(text or "")
        if size > TEXTS:
            yield several
            several, size = [], 0
    if several:
        yield several


def _run(result: Result, look: Look, articles: Articles, former: Former) -> dict[str, Any]:
    return {
        "version": 1,
        "newslint": __version__,
        "report": articles.identity,
        "formers": [one for one in former.identities if one != articles.identity],
        "compared": former.compared,
        "memory": former.memory,
        "show": look.show.value,
        "files": result.files,
        "checked": result.articles,
        "errors": list(result.errors),
        "notes": list(result.notes),
        "rules": [rule(one) for one in sorted(result.rules, key=lambda one: one.rule.name)],
    }


def _data(kind: str, value: object) -> str:
    """Return a block of data that ends where it should, whatever stands in it, and reads back the same."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    escaped = _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    return f'<script type="application/json" data-kind="{kind}">{escaped}</script>\n'
