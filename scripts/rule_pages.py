"""Write a page for every rule, made from the rule, and their index; with --check only say which differ."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from newslint.config import Layer, severity_of
from newslint.plugins import load
from newslint.rule import CATEGORIES, Bad, Corpus, Example, Rule
from newslint.rules import full, measured, presets
from newslint.testing import shows_fault

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "rules"
PRESETS = ("desk", "feed", "corpus")
TITLES = {
    "headline": "Headlines",
    "typo": "Typos",
    "boilerplate": "Leftovers of the page",
    "entity": "Names",
    "text": "Broken text",
    "duplicate": "Twins across files",
    "input": "Data that cannot be read",
    "newslint": "newslint's own",
}


def pages() -> dict[str, str]:
    """Return the text of every page, by file name."""
    rules = sorted((full(rule) for rule in load().rules.values() if rule.origin.startswith("newslint:")), key=_by_name)
    return {f"{rule.name}.md": page(rule) for rule in rules} | {"index.md": index(rules)}


def page(rule: Rule) -> str:
    """Return the page of one rule."""
    group = f", group `{rule.group}`" if rule.group else ""
    fixable = "newslint can mend it." if rule.fixable else "It is for a person to mend."
    parts = [
        f"# {rule.name}",
        rule.summary,
        rule.reason,
        f"Category `{rule.category}`{group}. {fixable} {_severities(rule)}",
        measured(rule.name),
        *(_examples(rule) if rule.examples else ()),
        *(_options(rule) if rule.options else ()),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def index(rules: list[Rule]) -> str:
    """Return the page that lists all rules by category."""
    parts = ["# Rules", "Each rule is one file, and its page is made from it.\n"]
    for category in CATEGORIES:
        of_category = [rule for rule in rules if rule.category == category]
        if of_category:
            rows = [f"| [{rule.name}]({rule.name}.md) | {_cell(rule.summary)} |" for rule in of_category]
            heading = [f"## {TITLES[category]} (`{category}`)", "", "| rule | what it finds |", "|---|---|"]
            parts.append("\n".join([*heading, *rows]))
    return "\n\n".join(parts) + "\n"


def _by_name(rule: Rule) -> str:
    return rule.name


def _severities(rule: Rule) -> str:
    severities = (f"`{name}` {_severity(rule, presets()[name])}" for name in PRESETS)
    return f"Severity by preset: {', '.join(severities)}."


def _severity(rule: Rule, preset: Mapping[str, Mapping[str, str]]) -> str:
    severity = severity_of(rule, (Layer("preset", severity=preset["severity"]),))
    return severity.value if severity else "off"


def _examples(rule: Rule) -> Iterator[str]:
    for title, wanted in (("## Reported", True), ("## Not reported", False)):
        shown = [_shown(example) for example in rule.examples if shows_fault(example) == wanted]
        if shown:
            yield title
            yield from shown


def _shown(example: Example) -> str:
    if isinstance(example, Corpus):
        return _block("\n\n".join(f"{name}:\n{text}" for name, text in example.texts.items()))
    block = _block(example.text)
    if isinstance(example, Bad) and example.fixed is not None:
        return f"{block}\n\nbecomes\n\n{_block(example.fixed)}"
    return block


def _block(text: str) -> str:
    visible = "".join(letter if letter.isprintable() or letter == "\n" else f"\\u{ord(letter):04x}" for letter in text)
    return "\n".join(["~~~text", *visible.split("\n"), "~~~"])


def _options(rule: Rule) -> Iterator[str]:
    yield "## Options"
    lines = [f"[rules.{rule.name}]", *(_option(*item) for item in rule.options.items())]
    yield "\n".join(["~~~toml", *lines, "~~~"])
    yield "\n".join(f"- `{name}`: {rule.option_help[name]}" for name in rule.options)


def _option(name: str, default: object) -> str:
    if isinstance(default, (list, tuple, set, frozenset)):
        listed = sorted(default) if isinstance(default, (set, frozenset)) else default
        value = "[" + ", ".join(f'"{item}"' for item in listed) + "]"
    else:
        value = str(default).lower() if isinstance(default, bool) else f"{default!r}".replace("'", '"')
    return f"{name} = {value}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> int:
    """Write the pages, or say which differ."""
    wanted = pages()
    present = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.md")}
    if "--check" in sys.argv:
        stale = sorted(name for name in {*wanted, *present} if wanted.get(name) != present.get(name))
        print("\n".join(f"docs/rules/{name} is not what its rule says; run: make pages" for name in stale))
        return bool(stale)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in present.keys() - wanted.keys():
        (FOLDER / name).unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
