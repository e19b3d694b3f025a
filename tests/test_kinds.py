"""What the kinds find: nothing where nothing is, and exactly the place where something is."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint import kinds, testing
from newslint.checking.checker import Checker
from newslint.config import Active
from newslint.document import Document
from newslint.gates.scan import Scanner
from newslint.kinds import PackCheck, PackError
from newslint.model import Diagnostic, Span
from newslint.rule import Rule, Severity

LEAD = (
    "Police said on Monday that the man who fled the bank in the old town "
    "had been caught in the park near the wide river."
)
WITH_TRIGGERS: Mapping[str, Mapping[str, Any]] = {
    "phrase": {"phrases": ["quick brown", "lorem"]},
    "pattern": {"patterns": [r"\blorem\b", r"quick brown"], "triggers": ["lorem", "quick"]},
    "line": {"phrases": ["quick brown", "lorem"]},
    "opening": {"phrases": ["quick brown", "lorem"]},
    "substitution": {"swap": {"lorem": "ipsum", "quick brown": "fast"}},
    "spellings": {"spellings": ["lorem / quick brown"]},
    "required": {"words": {"lorem": "ipsum", "quick brown": "fast"}},
    "capitalisation": {"terms": ["LOREM", "Quick Brown"]},
    "order": {"things": ["ipsum", "lorem", "quick brown"]},
}
"""A table for each kind that has triggers, all of them looking for the same two things."""
WITHOUT: Mapping[str, Mapping[str, Any]] = {"count": {"of": "article", "unit": "words", "at-most": 3}}
# Words that share no letter with anything a table looks for, at the borders of which nothing can begin.
FILLER = st.lists(
    st.sampled_from(["haj", "Haj.", "“sash", "h-a", "\n", "\n\n", "’", "7", "É", "\r\n", "\u2028"]), max_size=12
)


def rule_of(kind: str, scope: str | None = None, extra: tuple[str, ...] = (), **parameters: Any) -> Rule:
    check = PackCheck(kind, parameters, scope)
    options = {"allow": (), **({"extra": extra} if extra else {})}
    matcher = check.matcher()
    triggers, lines = matcher.triggers, matcher.lines
    rule = Rule(kind, "text", None, "", "", "", Severity.WARNING, "document", triggers, options, {}, (), False, check)
    return rule._replace(lines=lines)


def found(text: str, kind: str, scope: str | None = None, **parameters: Any) -> list[str]:
    rule = rule_of(kind, scope, **{name.replace("_", "-"): value for name, value in parameters.items()})
    return [one.location.span.of(text) for one in testing.lint(rule, text)]


def places(text: str, kind: str, **parameters: Any) -> list[Span]:
    return [one.location.span for one in testing.lint(rule_of(kind, **parameters), text)]


def mended(text: str, diagnostics: list[Diagnostic]) -> str:
    return testing.apply(text, [edit for one in diagnostics if one.fix for edit in one.fix.edits])


def test_private_modules_are_no_kinds() -> None:
    assert {*WITH_TRIGGERS, *WITHOUT} <= set(kinds.names())
    assert not [name for name in kinds.names() if name.startswith(("_", "-"))]


@pytest.mark.parametrize("kind", kinds.names())
def test_a_kind_explains_each_of_its_keys(kind: str) -> None:
    from newslint.kinds._schema import help_of, keys_of

    function = kinds.function(kind)
    assert all(help_of(function, key) for key in keys_of(function))


@pytest.mark.parametrize("kind", WITH_TRIGGERS)
@given(filler=FILLER)
def test_what_is_absent_is_not_found(kind: str, filler: list[str]) -> None:
    assert places(" ".join(filler), kind, **WITH_TRIGGERS[kind]) == []


@pytest.mark.parametrize("kind", ["phrase", "pattern", "substitution", "required", "capitalisation"])
@given(before=FILLER, after=FILLER, thing=st.sampled_from(["lorem", "quick brown"]))
def test_a_thing_that_is_present_is_found_exactly_there(
    kind: str, before: list[str], after: list[str], thing: str
) -> None:
    text = " ".join([*before, thing, *after])
    start = text.index(thing)
    assert places(text, kind, **WITH_TRIGGERS[kind]) == [Span(start, start + len(thing))]


@pytest.mark.parametrize("kind", ["line", "opening"])
@given(before=FILLER, after=FILLER, thing=st.sampled_from(["Quick Brown", "lorem", "> LOREM"]))
def test_a_line_that_is_present_is_found_exactly_there(
    kind: str, before: list[str], after: list[str], thing: str
) -> None:
    head = "".join(f"{one.strip()}\n" for one in before)
    text = f"{head}{thing}\n{' '.join(after)}"
    assert places(text, kind, **WITH_TRIGGERS[kind]) == [Span(len(head), len(head) + len(thing))]


@pytest.mark.parametrize("kind", ["spellings", "order"])
@given(before=FILLER, between=FILLER, after=FILLER)
def test_of_two_things_the_later_is_found_exactly_there(
    kind: str, before: list[str], between: list[str], after: list[str]
) -> None:
    text = " ".join([*before, "quick brown", *between, "lorem", *after])
    start = text.index("lorem")
    wanted = Span(start, start + 5)
    assert places(text, kind, **WITH_TRIGGERS[kind]) == [wanted]
    assert places(text.replace("quick brown", "haj"), kind, **WITH_TRIGGERS[kind]) == []


@pytest.mark.parametrize("kind", [*WITH_TRIGGERS, *WITHOUT])
@given(
    text=st.text()
    | st.lists(st.sampled_from(["lorem", "Lorem", "quick brown", "’", "\n", "\r", "“", ". ", "#"])).map("".join)
)
def test_every_span_lies_inside_the_text_and_is_not_empty(kind: str, text: str) -> None:
    parameters = {**WITH_TRIGGERS, **WITHOUT}[kind]
    assert all(0 <= span.start < span.end <= len(text) for span in places(text, kind, **parameters))


PIECES = st.lists(
    st.sampled_from(["lorem", "Lorem", "LOREM", "quick brown", "ipsum", "haj", ". ", "\n", "\n\n", " ", ", "])
).map("".join)


@pytest.mark.parametrize(
    ("kind", "parameters"),
    [
        ("substitution", {"swap": {"lorem": "ipsum", "quick brown": "quick brown fox", "haj": "the haj"}}),
        ("capitalisation", {"terms": ["lorem", "IPSUM", "Quick Brown", "hAJ"]}),
    ],
)
@given(text=PIECES)
def test_a_fix_leaves_nothing_to_fix(kind: str, parameters: dict[str, Any], text: str) -> None:
    rule = rule_of(kind, **parameters)
    once = mended(text, testing.lint(rule, text))
    assert testing.lint(rule, once) == []


@pytest.mark.parametrize("kind", ["line", "opening"])
@given(text=PIECES)
def test_removing_lines_leaves_none_to_remove(kind: str, text: str) -> None:
    rule = rule_of(kind, phrases=["lorem", "quick brown"], fix="unsafe")
    for _ in range(text.count("\n") + 2):
        text = mended(text, testing.lint(rule, text)[:1])
    assert testing.lint(rule, text) == []


def test_twice_as_many_pack_rules_leave_the_number_of_passes_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[str] = []
    original = PackCheck.__call__

    def counted(self: PackCheck, *arguments: Any, **options: Any) -> Any:
        called.append(self.kind)
        return original(self, *arguments, **options)

    monkeypatch.setattr(PackCheck, "__call__", counted)

    def passes(rules: list[Rule], text: str) -> int:
        checker = Checker([Active(rule, rule.severity, rule.options) for rule in rules])
        scanner = _Counting(checker._hits._scanner)
        checker._hits._scanner = scanner  # type: ignore[assignment]
        called.clear()
        checker.check(Document(text))
        return scanner.passes + len(called)

    once = [rule_of(kind, **parameters)._replace(name=kind) for kind, parameters in WITH_TRIGGERS.items()]
    twice = [*once, *(rule._replace(name=f"{rule.name}-again") for rule in once)]
    assert passes(once, LEAD) == 1
    assert passes(twice, LEAD) == 1
    assert passes(once, f"{LEAD} lorem") > 1


class _Counting:
    def __init__(self, scanner: Scanner) -> None:
        self._scanner = scanner
        self.passes = 0

    def find(self, folded: Sequence[str]) -> Any:
        self.passes += 1
        return self._scanner.find(folded)


def test_phrases_that_stand_side_by_side_are_each_found() -> None:
    assert found("sign up, sign up", "phrase", phrases=["sign up"]) == ["sign up", "sign up"]


def test_a_phrase_inside_a_longer_word_is_not_found() -> None:
    assert found("telephone hone honed", "phrase", phrases=["hone"]) == ["hone"]


def test_a_pack_check_travels_to_another_process() -> None:
    check = pickle.loads(pickle.dumps(PackCheck("phrase", {"phrases": ["hone"]}, "body", "the pack x: [y]")))  # noqa: S301
    assert (check.kind, check.parameters, check.scope, check.where) == (
        "phrase", {"phrases": ["hone"]}, "body", "the pack x: [y]",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (None, 6),
        ("headline", 1),
        ("head", 1),
        ("lead", 1),
        ("body", 3),
        ("tail", 1),
        ("outside-body", 3),
        ("outside-quotations", 5),
    ],
)
def test_a_scope_says_where_a_rule_looks(scope: str | None, expected: int) -> None:
    text = f"A hone falls\n\nBy Jane Hone\n\nA hone. {LEAD}\n\nA “hone”. {LEAD}\n\nThe hone. {LEAD}\n\nMore hone"
    assert len(found(text, "phrase", scope, phrases=["hone"])) == expected


def test_a_scope_also_holds_for_what_is_counted_as_the_first_mention() -> None:
    text = f"EU says no\n\nThe EU, or European Union, said no. {LEAD}"
    words = {"EU": "European Union"}
    assert found(text, "required", words=words, within="first-mention") == ["EU"]
    assert found(text, "required", "body", words=words, within="first-mention") == []


@pytest.mark.parametrize(
    ("allow", "expected"), [("Latest News", []), ("latest", []), ("Late", ["» Latest News"]), ("", ["» Latest News"])]
)
def test_an_allowed_text_is_not_reported(allow: str, expected: list[str]) -> None:
    rule = rule_of("line", phrases=["latest news"])
    options = {"allow": (allow,)}
    text = f"{LEAD}\n» Latest News\n"
    raised = Checker([Active(rule, rule.severity, options)]).check(Document(text))
    assert [one.finding.span.of(text) for one in raised] == expected


@pytest.mark.parametrize(
    ("kind", "extra", "text", "expected"),
    [
        ("phrase", "# comments", "It has 12 comments now", "12 comments"),
        ("pattern", r"\d+ comments", "It has lorem 12 comments now", "12 comments"),
        ("line", "# comments", f"{LEAD}\n12 comments\n{LEAD}", "12 comments"),
        ("opening", "share this *", f"{LEAD}\nShare this story\n{LEAD}", "Share this story"),
        ("substitution", "in order to -> to", "He came in order to see", "in order to"),
        ("spellings", "Kiev / Kyiv", "Kiev is Kyiv", "Kyiv"),
        ("required", "EU -> European Union", "The EU said no", "EU"),
        ("capitalisation", "NATO", "He said nato fell.", "nato"),
    ],
)
def test_the_option_extra_adds_to_what_the_table_says(kind: str, extra: str, text: str, expected: str) -> None:
    rule = rule_of(kind, extra=(extra,), **WITH_TRIGGERS[kind])
    raised = Checker([Active(rule, rule.severity, rule.options)]).check(Document(text))
    assert [one.finding.span.of(text) for one in raised if one.finding.span.of(text) != "lorem"] == [expected]


SWAP = {"at this point in time": "now", "Peking": "Beijing", "utilise": "use", "Erdogan": "Recep Tayyip Erdogan"}


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("At this point in time he may utilise it", "Now he may use it"),
        ("UTILISE PEKING", "USE BEIJING"),
        ("the peking duck", "the peking duck"),
        ("Recep Tayyip Erdogan and Erdogan", "Recep Tayyip Erdogan and Recep Tayyip Erdogan"),
        ("see www.peking.cn, Peking.com, @Peking, Peking@site and #Peking", None),
        ("Peking’s mayor", "Beijing’s mayor"),
        ("utilised", None),
    ],
)
def test_a_substitution_keeps_case_and_whole_words_and_addresses(text: str, fixed: str | None) -> None:
    assert mended(text, testing.lint(rule_of("substitution", swap=SWAP), text)) == (fixed or text)


def test_of_overlapping_substitutions_the_longer_is_made() -> None:
    swap = {"in order": "so", "in order to": "to"}
    assert found("He came in order to see", "substitution", swap=swap) == ["in order to"]


def test_where_several_are_better_a_person_chooses() -> None:
    (one,) = testing.lint(rule_of("substitution", swap={"impact": ["effect", "hit"]}), "The Impact was big")
    assert (one.fix, one.suggestions) == (None, ("Effect", "Hit"))


def test_the_rarer_spelling_is_reported_and_else_the_later() -> None:
    spellings = ["Tehran / Teheran", "adviser / advisor"]
    assert found("Teheran. Tehran, Tehran’s.", "spellings", spellings=spellings) == ["Teheran"]
    assert found("The Advisor met an adviser", "spellings", spellings=spellings) == ["adviser"]
    assert found("Tehran, Tehran and an adviser", "spellings", spellings=spellings) == []


@pytest.mark.parametrize(
    ("within", "text", "expected"),
    [
        ("article", "The EU met.\nThe EU said no.", ["EU"]),
        ("article", "The EU met.\nThe European Union said no.", []),
        ("first-mention", "The EU met. The European Union said no.", ["EU"]),
        ("first-mention", "The EU, the European Union, met. The EU said no.", []),
        ("paragraph", "The EU met.\nThe European Union (EU) met.\nEU and EU.", ["EU", "EU"]),
        ("sentence", "The European Union is the EU. The EU met.", ["EU"]),
        ("headline", f"European Union meets\n\nThe EU met. {LEAD}", []),
        ("lead", f"European Union meets\n\nThe EU met. {LEAD}", ["EU"]),
        ("article", "They say no to eu.", []),
        ("article", "The EU and the European Unionists", ["EU"]),
    ],
)
def test_a_word_requires_another(within: str, text: str, expected: list[str]) -> None:
    assert found(text, "required", words={"EU": "European Union"}, within=within) == expected


@pytest.mark.parametrize(
    ("within", "expected"), [("article", ["Rain falls"]), ("headline", ["Rain falls"]), ("lead", [LEAD])]
)
def test_a_word_may_be_required_of_every_article(within: str, expected: list[str]) -> None:
    text = f"Rain falls\n\n{LEAD}\n\nThe end"
    assert found(text, "required", words={"*": ["Reuters", "AP"]}, within=within) == expected
    assert found(text, "required", words={"*": ["police", "rain"]}, within=within) == []


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"of": "headline", "unit": "characters", "at_most": 10}, []),
        ({"of": "headline", "unit": "characters", "at_most": 9}, ["Rain falls"]),
        ({"of": "headline", "unit": "words", "at_least": 3}, ["Rain falls"]),
        ({"of": "lead", "unit": "words", "at_most": 24}, [LEAD]),
        ({"of": "paragraph", "unit": "words", "at_most": 24}, [LEAD]),
        ({"of": "line", "unit": "words", "at_most": 2}, [LEAD, "It ended. It did."]),
        ({"of": "sentence", "unit": "words", "at_least": 2, "at_most": 24}, [LEAD]),
        ({"of": "paragraph", "unit": "sentences", "at_most": 1}, ["It ended. It did."]),
        ({"of": "article", "unit": "paragraphs", "at_least": 4}, ["Rain falls"]),
        ({"of": "article", "unit": "paragraphs", "at_least": 3}, []),
    ],
)
def test_too_much_and_too_little_is_counted(parameters: dict[str, Any], expected: list[str]) -> None:
    assert found(f"Rain falls\n\n{LEAD}\n\nIt ended. It did.", "count", **parameters) == expected


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("The Internet grew, and Nato did.", "The internet grew, and NATO did."),
        ("Internet use grew. “Internet”, he said: Internet.", None),
        ("The Internet Archive and the Wayback Internet.", None),
        ("Internet Use Grows", None),
        ("Prime Minister Jane Roe met the Prime Minister.", "Prime Minister Jane Roe met the prime minister."),
        ("INTERNET USE GROWS, NATO SAYS", None),
        ("He said INTERNET.", "He said internet."),
        ("See nato.int and @nato.", None),
        ("Buy an IPhone or Iphone.", "Buy an iPhone or iPhone."),
    ],
)
def test_a_capital_is_right_where_grammar_asks_for_it(text: str, fixed: str | None) -> None:
    rule = rule_of("capitalisation", terms=["internet", "NATO", "iPhone", "prime minister"])
    assert mended(text, testing.lint(rule, text)) == (fixed or text)


def test_things_are_reported_where_they_come_too_late() -> None:
    late = f"Rain falls\n\n{LEAD}\n\nBy Jane Roe"
    parts = ["<headline>", "<byline>", "<lead>"]
    assert found(late, "order", things=parts) == ["By Jane Roe"]
    assert found(f"Rain falls\n\nBy Jane Roe\n\n{LEAD}", "order", things=parts) == []
    names = ["Merkel", ["chancellor", "Mrs"]]
    assert found("Chancellor Merkel. Merkel, chancellor. Mrs Merkel.", "order", things=names, within="sentence") == [
        "Merkel", "Merkel",
    ]  # fmt: skip


def test_a_group_named_mark_says_what_is_wrong() -> None:
    parameters = {"patterns": [r"(?P<name>\w+)(?P<mark> ,)"], "triggers": [" ,"]}
    assert found("He said , no", "pattern", **parameters) == [" ,"]
    assert found("He said, no", "pattern", **parameters) == []


def test_a_pattern_sees_lines_with_triggers_and_without_the_whole_text() -> None:
    assert found("a\nb lorem\nb", "pattern", patterns=["^b.*$"], triggers=["lorem"]) == ["b lorem"]
    assert found("a\nb lorem\nb", "pattern", patterns=["^b.*$"]) == ["b lorem", "b"]
    assert found("A a", "pattern", patterns=["a"], match_case=True) == ["a"]


def test_a_pattern_that_takes_too_long_is_an_error_that_names_pack_and_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newslint.kinds.pattern.SECONDS", 0.01)
    check = PackCheck("pattern", {"patterns": [r"(a|aa)+$"]}, None, "the pack house.toml: [endless]")
    with pytest.raises(PackError, match=r"house.toml: \[endless\]: the pattern '\(a\|aa\)\+\$' takes longer"):
        list(check(Document("a" * 60 + "b")))


@pytest.mark.parametrize("scope", [None, "outside-quotations", "lead"])
@pytest.mark.parametrize("kind", [*WITH_TRIGGERS, *WITHOUT])
def test_ten_times_the_text_takes_about_ten_times_the_steps(kind: str, scope: str | None) -> None:
    """A step is a call, of C functions too, or a copied character; a quadratic kind takes a hundred times as many."""
    rule = rule_of(kind, scope, **{**WITH_TRIGGERS, **WITHOUT}[kind])
    for unit in ("lorem Lorem quick brown “haj” Quick LOREM. ", "“lorem”, Lorem\n\nquick brown\n"):
        assert _steps(rule, unit * 400) < 13 * _steps(rule, unit * 40)


def _steps(rule: Rule, text: str) -> int:
    steps = 0

    def count(frame: Any, event: str, argument: Any) -> None:
        nonlocal steps
        steps += event in ("call", "c_call")
        if event == "return" and frame.f_code is Document.slice.__code__:
            steps += len(argument)

    checker, document = Checker([Active(rule, rule.severity, rule.options)]), Document(text)
    sys.setprofile(count)
    try:
        checker.check(document)
    finally:
        sys.setprofile(None)
    return steps
