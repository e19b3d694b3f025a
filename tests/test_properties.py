"""For any text at all: no rule fails, findings stand inside the text, fixes come to rest and mend what they say."""

import json
import re
from pathlib import Path

import pytest
from golden_runs import GOLDEN, seeds_report
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint import testing
from newslint.checking.checker import Checker
from newslint.checking.diagnose import diagnose
from newslint.checking.settle import settle
from newslint.config import Active, active_rules
from newslint.document import Document
from newslint.jsonform import from_json, to_json
from newslint.model import Applicability, Diagnostic
from newslint.plugins import load
from newslint.rule import Bad
from newslint.rules import full, presets

PLUGINS = load()
RULES = [full(rule) for rule in PLUGINS.rules.values()]
CHECKER = Checker(active_rules(PLUGINS.rules.values(), ()))
SHOWN = [testing.unmark(example.text).text for rule in RULES for example in rule.examples if isinstance(example, Bad)]
PIECES = [
    "Storm closes fair | Oslo News", "By Jane Roe, Staff writer", "TEHRAN, Iran — The talks ended.", "“No,” he said.",
    "More news: Fair moved", "the the", "Iran and Syria and have", "Chariman", "<p>", "&amp;", "â€™", "\ufeff",
    "\u00ad", "9-9 3-3", "© 2020", "Sign up",
    "“", '"', "'", "(", "U.S.", "a hour", "\r\n", "\r", "\n\n", "\x0c", "\u2028", "\0",
    "İstanbul", "e\u0301", "\U0001f600", "שלום", "x" * 300,
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from([*PIECES, *SHOWN]), max_size=12).map("\n".join),
    st.lists(st.sampled_from([*PIECES, *SHOWN]), max_size=12).map(" ".join),
)
LINE_END = re.compile(r"\r\n|\r|\n")
BOUNDED = settings(max_examples=150, deadline=None, derandomize=True)


def findings(text: str) -> list[Diagnostic]:
    """Lint with every rule there is; a rule that raises an error fails the test."""
    document = Document(text, damaged=any("\udc80" <= letter <= "\udcff" for letter in text))
    return diagnose(document, settle(document, CHECKER.check(document)))


@BOUNDED
@given(TEXTS)
def test_findings_stand_inside_the_text_in_order_and_where_their_lines_say(text: str) -> None:
    found = findings(text)
    assert found == sorted(found, key=lambda one: (one.location.span, one.rule))
    for one in found:
        span, position = one.location.span, one.location.position
        assert 0 <= span.start < span.end <= len(text)
        before = LINE_END.split(text[: span.start])
        # A span may begin between the two characters of a line end; there lines cannot be counted from the piece.
        if not (text[span.start - 1 : span.start] == "\r" and text[span.start] == "\n"):
            assert (position.line, position.column) == (len(before), len(before[-1]) + 1)
        assert "{" not in one.message.replace(one.excerpt, "") or "{" in text


@BOUNDED
@given(TEXTS)
def test_fingerprints_are_unique_and_findings_survive_json(text: str) -> None:
    found = findings(text)
    assert len({one.fingerprint for one in found}) == len(found)
    for one in found:
        value = json.loads(json.dumps(to_json(one)))
        assert to_json(from_json(value)) == value


@BOUNDED
@given(TEXTS)
def test_what_may_be_applied_never_touches_a_quotation_or_a_credit(text: str) -> None:
    document = Document(text)
    for one in findings(text):
        if one.fix and one.fix.applicability is not Applicability.DISPLAY:
            assert not any(document.is_protected(edit.span) for edit in one.fix.edits)


@BOUNDED
@given(TEXTS)
def test_safe_fixes_come_to_rest_within_ten_passes(text: str) -> None:
    for _ in range(10):
        safe = [one.fix for one in findings(text) if one.fix and one.fix.applicability is Applicability.SAFE]
        mended = testing.apply(text, [edit for fix in safe for edit in fix.edits])
        if mended == text:
            return
        text = mended
    assert not [one for one in findings(text) if one.fix and one.fix.applicability is Applicability.SAFE]


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.on != "corpus"], ids=lambda rule: rule.name)
def test_a_rule_is_linear_in_the_length_of_its_own_example(rule) -> None:  # type: ignore[no-untyped-def]
    """Four times the text may cost little more than four times the calls, on many lines and on one."""
    examples = [testing.unmark(one.text).text for one in rule.examples if isinstance(one, Bad)][:1]
    checker = Checker([Active(rule, rule.severity, rule.options)])
    for text in examples:
        for one, join in ((text, "\n\n"), (" ".join(text.split()), " ")):
            few, many = (_calls(checker, join.join([one] * count)) for count in (20, 80))
            assert many <= 6 * few + 2000


def _calls(checker: Checker, text: str) -> int:
    from cProfile import Profile

    document, profile = Document(text), Profile()
    profile.runcall(lambda: settle(document, checker.check(document)))
    return sum(entry.callcount for entry in profile.getstats())


def test_a_lone_surrogate_that_no_file_can_hold_is_no_fault_of_a_rule() -> None:
    assert [one.rule for one in findings("\ud800\n\x00")] == ["nul-byte"]


def test_presets_name_rules_that_exist_or_are_known_to_come() -> None:
    coming = {
        "unattributed-quotation",
        "dateline",
        "shared-article",
        "similar-article",
        "recurring-line",
        "leftover-line",
    }
    names = {name for rule in RULES for name in (rule.name, rule.category, f"{rule.category}:{rule.group}")}
    for name, preset in presets().items():
        assert set(preset["severity"]) - names <= coming, name


def test_the_seeds_give_the_findings_that_they_gave() -> None:
    wanted = (GOLDEN / "seeds.txt").read_text("utf-8")
    assert seeds_report() == wanted, "if it is better now: python tests/golden_runs.py"


def test_the_seeds_give_what_a_careful_reader_marked() -> None:
    from subprocess import run
    from sys import executable

    root = Path(__file__).resolve().parent.parent
    scorer = root.parent / "shared" / "tools" / "score_seeds.py"
    if not scorer.exists():
        pytest.skip("wants the marks of a careful reader, which lie outside the repository: ../shared")
    command = [executable, "-m", "newslint", "check", "--isolated", "--output-format", "json", "--exit-zero", "seeds"]
    found = run(command, cwd=root, capture_output=True, check=True).stdout
    scored = run([executable, str(scorer)], input=found, capture_output=True, check=False)
    assert scored.returncode == 0, scored.stdout.decode()
