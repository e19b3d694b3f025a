"""What ``newslint explain`` says of a category or a group: what it is about, and its rules."""

from __future__ import annotations

from collections.abc import Iterator

from newslint.cli.effective import SEVERITY_PAINT, Effective, category_of, counted, painted, table
from newslint.cli.wrapping import beside
from newslint.config import OFF, severity_of
from newslint.rule import CATEGORIES, GROUPS, Rule

MEANINGS = {
    "headline": "The headline: doubled, cut off, stacked upon others, glued to the text, with the name of a site.",
    "typo": "Spelling and slips of typing.",
    "boilerplate": "What the page left in the text: its controls, its promotion, its credits.",
    "page": "Controls and scraps of the page itself, which are no text.",
    "promo": "Promotion: teasers, lists of links, appeals and offers.",
    "credit": "Who wrote, took, sent or owns what; archives want to keep it.",
    "entity": "Names of people, places and bodies.",
    "text": "Broken characters, markup, spaces, quotations and paragraphs.",
    "duplicate": "What stands in more than one article of a corpus.",
    "input": "What could not be read, or is no English text.",
    "newslint": "What went wrong in newslint or a plugin.",
}


def members(name: str, here: Effective) -> list[Rule]:
    """Return the rules of a category ("typo") or group ("boilerplate:promo", "promo"); of any other name none."""
    known = here.plugins.rules
    if name in known or name.partition(":")[0] not in (*CATEGORIES, *GROUPS):
        return []
    chosen = (rule for rule in known.values() if name in (rule.category, rule.group, category_of(rule)))
    return sorted(chosen, key=lambda rule: (rule.group or "", rule.name))


def page(name: str, rules: list[Rule], here: Effective) -> Iterator[str]:
    """Yield the lines of the page of a category or a group."""
    kind = "group" if rules[0].group and name != rules[0].category else "category"
    levels = [_level(rule, here) for rule in rules]
    off = f", {levels.count(OFF)} off here" * (OFF in levels)
    yield f"{painted(name, bold=True)}  a {kind} of {counted(len(rules), 'rule')}{off}"
    yield from ("", MEANINGS[name.rpartition(":")[2]], "", painted("Rules", bold=True))
    for rule, level, of, summary in table([_row(*pair) for pair in zip(rules, levels, strict=True)]):
        head = f"  {rule}{painted(level, fg=SEVERITY_PAINT[level.strip()])}{of}"
        yield beside(head, summary, 2 + len(rule) + len(level) + len(of))
    selector = category_of(rules[0]) if kind == "group" else name
    yield from ("", f'To read about one: newslint explain RULE. To turn all of them off: ignore = ["{selector}"]')


def _row(rule: Rule, level: str) -> tuple[str, str, str, str]:
    return (rule.name, level, category_of(rule), rule.summary)


def _level(rule: Rule, here: Effective) -> str:
    severity = severity_of(rule, here.layers)
    return severity.value if severity else OFF
