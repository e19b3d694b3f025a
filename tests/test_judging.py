"""An article that stands in a run twice is judged once, and both copies hear all there is to say."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newslint import Linter
from newslint.checking.checker import Checker
from newslint.checking.judging import REMEMBERED, Judging
from newslint.document import Document
from newslint.model import Diagnostic
from newslint.steps.work import Work

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))
SLIP = "Police said the the man fled to humaniterian groups.\n"
KINDS: dict[str, Callable[[str], str]] = {
    "txt": str,
    "md": lambda text: f"---\ntitle: A dam\n---\n\n<b>{text}</b>\n",
    "html": lambda text: f"<html><body><p>{text}</p></body></html>",
    "json": lambda text: json.dumps({"id": "7", "text": text}),
    "jsonl": lambda text: "".join(json.dumps({"id": str(one), "site": "x.org", "text": text}) + "\n" for one in "ab"),
}


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that rules were asked about."""
    asked: list[str] = []
    ask = Checker.check_all

    def check_all(self: Checker, documents: Any) -> Any:
        asked.extend(document.text for document in documents)
        return ask(self, documents)

    monkeypatch.setattr(Checker, "check_all", check_all)
    return asked


def findings(*paths: Path | str) -> list[Diagnostic]:
    result = Linter(isolated=True, preset="feed", ignore=("duplicate", "recurring-line")).run(paths)
    assert not result.errors
    return list(result.diagnostics)


def said(found: list[Diagnostic], path: Path) -> list[Diagnostic]:
    here = [one for one in found if one.location.path == str(path)]
    return [one._replace(location=one.location._replace(path="")) for one in here]


def test_rules_are_asked_once_about_copies_and_each_copy_has_its_findings(tmp_path: Path, judged: list[str]) -> None:
    text = SEEDS[0].read_text("utf-8")
    paths = [tmp_path / f"{number:02}.txt" for number in range(40)]
    for path in paths:
        path.write_text(text, "utf-8")
    found = findings(tmp_path)
    assert judged == [text]
    first, *others = (said(found, path) for path in paths)
    assert len(first) > 5
    assert others == [first] * 39


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from(sorted(KINDS))), min_size=2, max_size=9), st.randoms())
def test_in_any_order_and_format_copies_are_told_what_each_is_told_alone(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[tuple[int, str]], dice: random.Random
) -> None:
    folder = tmp_path_factory.mktemp("copies")
    texts = [" ".join(path.read_text("utf-8").split()[:60]) + ".\n\n" + SLIP for path in SEEDS]
    paths = []
    for number, (which, kind) in enumerate(drawn):
        paths.append(folder / f"{number}.{kind}")
        paths[-1].write_text(KINDS[kind](texts[which]), "utf-8")
    dice.shuffle(paths)
    together = findings(*paths)
    assert together == sorted((one for path in paths for one in findings(path)), key=lambda one: one.sort_key)
    assert all(said(together, path) for path in paths)


def test_what_a_reader_knows_makes_another_article_of_the_same_text(tmp_path: Path) -> None:
    text = f"Dam of Hollin breaks at night - Hollin Blick\n\n{SLIP}"
    records = [{"text": text}, {"text": text, "site": "Hollin Blick"}] * 2
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in records), "utf-8")
    rules: dict[int | None, set[str]] = {}
    for one in findings(path):
        rules.setdefault(one.location.record, set()).add(one.rule)
    assert rules[1] == rules[3] != rules[2] == rules[4]
    assert rules[2] - rules[1] == {"site-name-in-headline"}


def test_a_rule_of_somebody_else_may_look_at_the_path_so_it_is_asked_about_each_copy(tmp_path: Path) -> None:
    (tmp_path / "rules.py").write_text(
        "from newslint import Bad, Finding, Good, Span, hookimpl, rule\n"
        "@rule('In {path}', category='text', examples=[Bad('[[A]]'), Good('B'), Good('C')])\n"
        "def where(document):\n"
        '    """Says where it is.\n\n    Because.\n    """\n'
        "    if document.text.startswith('A'):\n"
        "        yield Finding(Span(0, 1), {'path': document.path[-5:]})\n"
        "@hookimpl\n"
        "def newslint_rules():\n"
        "    return [where]\n",
        "utf-8",
    )
    config = tmp_path / "newslint.toml"
    config.write_text('plugins = ["rules.py"]\n', "utf-8")
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text("A dam.\n", "utf-8")
    found = Linter(str(config), select=("where",)).run([tmp_path]).diagnostics
    assert [one.message for one in found] == ["In a.txt", "In b.txt", "In c.txt"]


def test_what_is_remembered_has_a_bound() -> None:
    class Silent:
        active = ()
        asked = 0

        def check_all(self, documents: tuple[Document, ...]) -> list[list[object]]:
            self.asked += len(documents)
            return [[] for _ in documents]

    silent = Silent()
    judging = Judging(silent)  # type: ignore[arg-type]
    for number in range(REMEMBERED + 5):
        assert list(judging.findings([Document(f"{number}")], [[]])) == [[]]
    assert list(judging.findings([Document("0"), Document(f"{REMEMBERED + 1}")], [[], []])) == [[], []]
    assert silent.asked == REMEMBERED + 5 + 1


def test_what_a_reader_of_somebody_else_knows_may_be_a_list() -> None:
    judging = Judging(Checker(()))
    told = {"authors": ["Jane Roe"]}
    assert list(judging.findings([Document("A", meta=told), Document("A")], [[], []])) == [[], []]  # type: ignore[arg-type]


def test_a_worker_forgets_nothing_between_two_parts(judged: list[str], tmp_path: Path) -> None:
    from newslint.requests.request import Options, prepare

    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(SLIP, "utf-8")
    loaded = prepare(Options((str(tmp_path),), isolated=True, scope="document"))
    work = Work(loaded.request, loaded.plugins)
    first, second = (work.map([number]).outcomes[number].diagnostics for number in (0, 1))
    assert judged == [SLIP]
    assert [one.rule for one in first] == [one.rule for one in second] != []
