"""The rules of house style do what their examples say, and nothing until somebody asks for them."""

import re
from pathlib import Path

import pytest

from newslint import testing
from newslint.config import Layer, active_rules
from newslint.kinds import PackCheck, names, read_pack
from newslint.rule import Rule

FOLDER = Path(__file__).resolve().parent.parent
PACKS = sorted((FOLDER / "newslint_house_style").glob("*.toml"))
RULES = [rule for pack in PACKS for rule in read_pack(pack.read_bytes(), pack.name)]


def kind_of(rule: Rule) -> str:
    assert isinstance(rule.check, PackCheck)
    return rule.check.kind


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_examples_of_every_rule_hold(rule: Rule) -> None:
    assert list(testing.failures(rule)) == []


@pytest.mark.parametrize("selected", ["all", "text"])
def test_no_rule_speaks_until_its_own_name_is_said(selected: str) -> None:
    assert active_rules(RULES, [Layer("asked", select=(selected,))]) == ()
    assert active_rules(RULES, [Layer("asked", severity={selected: "error"})]) == ()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_speaks_when_its_name_is_said(rule: Rule) -> None:
    (active,) = active_rules(RULES, [Layer("asked", extend_select=(rule.name,))])
    assert active.rule.name == rule.name


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_what_is_quoted_is_left_alone(rule: Rule) -> None:
    assert isinstance(rule.check, PackCheck)
    is_about_lengths = kind_of(rule) in ("count", "required", "opening")
    assert rule.check.scope == "outside-quotations" or is_about_lengths or rule.name == "style-figure-first"


def test_each_name_is_taken_once_and_begins_with_a_word_of_its_own() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert [rule.name for rule in RULES if not rule.name.startswith("style-")] == []


def test_the_packs_show_every_kind_that_is_not_for_what_pages_leave_in_a_text() -> None:
    assert {kind_of(rule) for rule in RULES} == set(names()) - {"leftover", "line"}


def test_the_read_me_lists_every_rule_as_it_describes_itself() -> None:
    rows = re.findall(r"(?m)^\| `(style-[a-z-]+)` \| (.*) \|$", (FOLDER / "README.md").read_text("utf-8"))
    assert dict(rows) == {rule.name: rule.summary for rule in RULES}
