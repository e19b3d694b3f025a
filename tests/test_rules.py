"""Every rule keeps the laws of the house, and every example of every rule holds."""

import pytest

from newslint import testing
from newslint.plugins import load
from newslint.rule import Bad, Good, Rule
from newslint.rules import full

RULES = [full(rule) for rule in load().rules.values() if rule.origin.startswith("newslint:")]
FROM_TEXT = [rule for rule in RULES if rule.category != "newslint"]


@pytest.mark.parametrize("rule", FROM_TEXT, ids=lambda rule: rule.name)
def test_every_example_of_a_rule_holds(rule: Rule) -> None:
    assert list(testing.failures(rule)) == []


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
@pytest.mark.parametrize("rule", FROM_TEXT, ids=lambda rule: rule.name)
def test_a_rule_finds_the_same_whatever_the_ends_of_lines_are(rule: Rule, line_end: str) -> None:
    texts = [testing.unmark(one.text).text for one in rule.examples if isinstance(one, (Bad, Good))]
    for text in (f"- {one}\n\n{two}\n" for one in texts for two in texts):
        assert found(rule, text.replace("\n", line_end)) == found(rule, text)


def found(rule: Rule, text: str) -> list[str]:
    spans = [one.location.span.of(text) for one in testing.lint(rule, text)]
    return [span.replace("\r\n", "\n").replace("\r", "\n") for span in spans]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_says_what_it_finds_and_why_that_is_wrong(rule: Rule) -> None:
    assert rule.summary.endswith(".")
    assert rule.summary.count(". ") == 0
    assert len(rule.summary) <= 100
    assert rule.reason
    assert not rule.message.endswith(".")
    assert "``" not in " ".join([rule.summary, rule.reason, *rule.option_help.values()])
    assert rule.name == rule.name.lower().replace("_", "-")
