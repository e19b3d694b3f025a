"""What there is to read about a rule: why it speaks, examples, how often it is right."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from threading import Lock

from newslint.fixer import create
from newslint.rule import Bad, Corpus, Example, Rule
from newslint.rules import full, measured
from newslint.testing import shows_fault
from newslint_lsp.open_documents import uri_of

EXAMPLES = 3
"""How many examples of each kind a page has."""


class Pages:
    """The pages of rules as files, so that an editor can open them; each is written when it is first wanted."""

    def __init__(self) -> None:
        """Write nothing yet."""
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._rules: dict[str, Rule] = {}
        self._uris: dict[str, str] = {}
        self._lock = Lock()

    def know(self, rules: Mapping[str, Rule]) -> None:
        """Take rules by name; those of a plugin may have changed."""
        with self._lock:
            for name, rule in rules.items():
                if self._rules.get(name) is not rule:
                    self._rules[name] = rule

    def text(self, name: str) -> str:
        """Return the page of a rule as Markdown; empty where there is no such rule."""
        rule = self._rules.get(name)
        if rule is None:
            return ""
        is_ours = rule.origin.startswith("newslint:")
        return page(full(rule)) + (f"\n{measured(name)}\n" if is_ours else "")

    def uri(self, name: str) -> str:
        """Return the URI of a page; empty where there is none."""
        with self._lock:
            if name in self._rules and name not in self._uris:
                self._uris[name] = self._written(name)
            return self._uris.get(name, "")

    def close(self) -> None:
        """Delete the files."""
        if self._folder is not None:
            self._folder.cleanup()

    def _written(self, name: str) -> str:
        try:
            if self._folder is None:
                self._folder = tempfile.TemporaryDirectory(prefix="newslint-rules-", ignore_cleanup_errors=True)
            path = os.path.join(self._folder.name, f"{name}.md")
            create(path, self.text(name).encode())
        except Exception:  # noqa: BLE001 - a page that cannot be written is no reason to show no findings
            return ""
        return uri_of(path)


def page(rule: Rule) -> str:
    """Return the page of a rule, which has its examples, as Markdown."""
    fixable = "newslint can mend it." if rule.fixable else "It is for a person to mend."
    parts = [
        f"**{rule.name}**: {rule.summary}",
        rule.reason,
        *_examples(rule),
        f"Category `{rule.category}`. {fixable}",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _examples(rule: Rule) -> Iterator[str]:
    wrong = [_shown(one) for one in rule.examples if shows_fault(one)]
    right = [_shown(one) for one in rule.examples if not shows_fault(one)]
    for title, shown in (("Reported", wrong), ("Not reported", right)):
        if shown:
            yield "\n\n".join([f"*{title}*", *shown[:EXAMPLES]])


def _shown(example: Example) -> str:
    if isinstance(example, Corpus):
        return _block("\n".join(f"{name}: {text}" for name, text in example.texts.items()))
    mended = f"\n\nbecomes\n\n{_block(example.fixed)}" if isinstance(example, Bad) and example.fixed is not None else ""
    return _block(example.text) + mended


def _block(text: str) -> str:
    return f"~~~text\n{text.rstrip()}\n~~~"
