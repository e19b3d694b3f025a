"""What an article asks not to hear is not said, is not mended and does not count; what it asks in vain is said."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint.checking.diagnose import shortened
from newslint.config import Layer
from newslint.engine import Result, run
from newslint.linter import Linter
from newslint.model import Severity
from newslint.reporters.selection import select
from newslint.reporters.summary import advice
from newslint.requests.request import Options, prepare

FAULT = "The the mayor came to town on Monday."
CLEAN = "The mayor left on Tuesday."
TWIN = (
    "The harbour council said on Monday that the ferry to the northern islands will not sail until engineers have "
    "looked at the bridge, which was damaged in the storm."
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def checked(text: str, name: str = "a.md", **options: object) -> Result:
    Path(name).write_text(text, "utf-8", newline="")
    return run(prepare(Options((name,), **options)))


def lines(result: Result, rule: str = "doubled-word") -> list[int]:
    return [one.location.lines[0] for one in result.diagnostics if one.rule == rule]


def vain(result: Result) -> list[str]:
    return [one.message for one in result.diagnostics if one.rule == "unused-suppression"]


@pytest.mark.parametrize(
    ("said", "left"),
    [
        (f"<!-- newslint: ignore[doubled-word] -->\n{FAULT}\n\n{FAULT}", [4]),
        (f"<!-- newslint: ignore[doubled-word] -->\n\n{FAULT}\n\n{FAULT}", [5]),
        (f"<!-- newslint: ignore[doubled-word] -->\n{FAULT}\n{FAULT}\n\n{FAULT}", [5]),
        (f"<!-- newslint: ignore[doubled-word] -->\n# {FAULT}\n{FAULT}", [3]),
        (f"<!-- newslint: ignore -->\n{FAULT}\n\n{FAULT}", [4]),
        (f"{FAULT} <!-- newslint: ignore[typo] -->\n{FAULT}", [2]),
        (f"The the <!-- newslint: ignore[typo] --> mayor came.\n{FAULT}", [2]),
        (f"- {FAULT} <!-- newslint: ignore[all] -->\n- {FAULT}", [2]),
        (f"> <!-- newslint: ignore[typo] -->\n> {FAULT}\n\n{FAULT}", [4]),
        (f"<!-- newslint:Ignore [ Doubled_Word , stray-space ] so he said -->\n{FAULT}\n\n{FAULT}", [4]),
        (f"<!--newslint-ignore[doubled-word]-->\n{FAULT}\n\n{FAULT}", [4]),
        (f"<!-- newslint: ignore - he says so -->\n{FAULT}\n\n{FAULT}", [4]),
        (f"{FAULT}\n\n<!-- newslint: ignore-start[typo] -->\n\n{FAULT}\n\n{FAULT}\n\n"
         f"<!-- newslint: ignore-end -->\n\n{FAULT}", [1, 11]),
        (f"{FAULT}\n\n<!-- newslint: skip-file -->", []),
        (f"{FAULT}\n\n{FAULT}\n\n<!-- newslint: skip-file[doubled-word] -->", []),
        (f"---\nnewslint-ignore: [doubled-word]\n---\n\n{FAULT}", []),
        (f"---\ntitle: A day\nnewslint-ignore: doubled-word, stray-space # why not\nlayout: post\n---\n\n{FAULT}", []),
        (f"---\nnewslint-ignore:\n  - stray-space\n  - doubled-word\n---\n\n{FAULT}", []),
        (f"---\nNewslint_Ignore: \"all\"\n---\n\n{FAULT}", []),
        (f"+++\nnewslint-ignore = [\n  \"typo\",\n]\n+++\n\n{FAULT}", []),
        (f"<!-- newslint: ignore[headline] -->\n{FAULT}", [2]),
        (f"<!--\nnewslint: ignore[typo]\n-->\n{FAULT}\n\n{FAULT}", [6]),
        (f"<!-- newslint: ignore-start[typo] -->\n<!-- newslint: ignore-start[headline] -->\n{FAULT}\n\n"
         f"<!-- newslint: ignore-end -->\n{FAULT}\n\n<!-- newslint: ignore-end[typo] -->\n{FAULT}", [9]),
        (f"`<!-- newslint: ignore[typo] -->`\n{FAULT}", [2]),
        (f"```\n<!-- newslint: ignore[typo] -->\n```\n{FAULT}", [4]),
        (f"<!-- newslint is a fine tool -->\n{FAULT}", [2]),
    ],
)  # fmt: skip
def test_what_a_comment_silences_is_not_said_and_everything_else_is(said: str, left: list[int]) -> None:
    for line_end in ("\n", "\r\n", "\r"):
        assert lines(checked(said.replace("\n", line_end))) == left


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (f"<!-- newslint: ignore[doubled-word] -->\n{CLEAN}",
         "This silences nothing: doubled-word finds nothing in the paragraph below"),
        (f"{CLEAN} <!-- newslint: ignore[doubled-word, wrong-article] -->",
         "This silences nothing: doubled-word and wrong-article find nothing on this line"),
        (f"<!-- newslint: ignore[doubled-wrod] -->\n{FAULT}",
         "There is no rule or category “doubled-wrod”; did you mean doubled-word?"),
        (f"<!-- newslint: ignroe[doubled-word] -->\n{FAULT}",
         "newslint does not understand “ignroe”; did you mean ignore?"),
        (f"<!-- newslint: disable -->\n{FAULT}", "newslint does not understand “disable”; did you mean ignore?"),
        (f"<!-- newslint: doubled-word -->\n{FAULT}",
         "newslint does not understand “doubled-word”; it knows ignore, ignore-start, ignore-end, skip-file"),
        (f"<!-- newslint: -->\n{FAULT}",
         "This comment says nothing; it knows ignore, ignore-start, ignore-end, skip-file"),
        (f"<!-- news-lint: ignore -->\n{FAULT}", "This comment speaks to “news-lint”; write newslint: ignore[...]"),
        (f"<!-- newslint: ignore doubled-word -->\n{FAULT}",
         "Name rules in square brackets: ignore[doubled-word]; this comment does nothing"),
        (f"<!-- newslint: ignore[] -->\n{FAULT}",
         "No rule is named between the brackets, so this comment silences nothing"),
        (f"<!-- newslint: ignore[doubled-word -->\n{FAULT}",
         "A bracket is not closed, so this comment silences nothing"),
        (f"{FAULT}\n\n<!-- newslint: ignore[doubled-word]\n\n{FAULT}",
         "This comment has no end (-->), so it does nothing and is published"),
        (f"<!-- newslint: ignore-end -->\n{FAULT}", "No ignore-start stands before this ignore-end"),
        (f"<!-- newslint: ignore-start -->\n{FAULT}", "This has no ignore-end, so it silences all that follows"),
        (f"<!-- newslint: ignore[rule-failed] -->\n{FAULT}",
         "rule-failed cannot be silenced in an article, only in the configuration"),
        (f"{FAULT} <!-- newslint: ignore[doubled-word, wrong-article] -->",
         "Some names are of no use: wrong-article finds nothing on this line"),
        (f"---\ntitle: A day\nnewslint-ignored: typo\nnewslint_score: 7\n---\n\n{FAULT}",
         "newslint does not understand this key; write newslint-ignore: [doubled-word]"),
        (f"---\nnewslint: skip-file\n---\n\n{FAULT}",
         "newslint does not understand this key; write newslint-ignore: [doubled-word]"),
        (f"---\nnewslint-ignore:\n---\n\n{FAULT}", "newslint-ignore names no rule, so it silences nothing"),
        (f"---\nnewslint-ignore: true\n---\n\n{FAULT}", "newslint-ignore wants the names of rules, or all, not “true”"),
    ],
)  # fmt: skip
def test_a_comment_that_silences_nothing_is_said_to_where_it_stands(said: str, message: str) -> None:
    result = checked(said)
    assert vain(result) == [message]
    found = next(one for one in result.diagnostics if one.rule == "unused-suppression")
    text = result.text("a.md", None)
    assert found.location.span.of(text).startswith(("<!--", "newslint"))
    assert (found.severity, found.category, found.fix) == ("warning", "newslint", None)


@pytest.mark.parametrize("called", ["ignore[typo]", "ignore [typo] as he says:", "ignore[typo", "ignroe:", "ignore"])
@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_what_follows_a_comment_without_an_end_is_not_silenced(called: str, name: str) -> None:
    result = checked(f"{CLEAN}\n\n<!-- newslint: {called} He will recieve the the mayor on Monday.\n", name)
    assert lines(result, "known-misspelling") == lines(result) == [3]
    assert len(vain(result)) == 1
    assert lines(result, "markup-residue") == []


def test_nobody_is_told_to_accept_what_newslint_says_of_itself() -> None:
    result = checked(f"<!-- newslint: ignore[doubled-word] -->\n{CLEAN}\n")
    assert len(vain(result)) == len(result.diagnostics) == 1
    assert "accept" not in "".join(advice(result, select(result.diagnostics, Severity.WARNING)))
    result = checked(f"{FAULT}\n\n<!-- newslint: ignore[doubled-word] -->\n{CLEAN}\n")
    assert "newslint accept PATH:LINE" in "".join(advice(result, select(result.diagnostics, Severity.WARNING)))


def test_a_comment_in_a_plain_text_is_published_and_that_is_said() -> None:
    result = checked(f"<!-- newslint: ignore[doubled-word] -->\n{FAULT}\n", "a.txt")
    assert lines(result) == [2]
    assert vain(result) == ["In a plain text this comment is published and silences nothing; newslint accept does"]
    assert (len(result.diagnostics), result.silenced) == (2, 0)
    off = checked(f"<!-- newslint: ignore -->\n{FAULT}", "a.txt", layer=Layer("test", ignore=("newslint",)))
    assert lines(off, "markup-residue") == [1, 1]


@pytest.mark.parametrize(
    "options",
    [
        {"layer": Layer("test", ignore=("doubled-word",))},
        {"layer": Layer("test", select=("wrong-article", "unused-suppression"))},
        {"layer": Layer("test", ignore=("unused-suppression",))},
        {"scope": "corpus"},
    ],
)
def test_nothing_is_said_of_a_rule_that_did_not_run(options: dict[str, object]) -> None:
    assert vain(checked(f"<!-- newslint: ignore[doubled-word] -->\n{CLEAN}", **options)) == []


def test_a_rule_that_a_section_for_some_paths_has_off_is_off_for_twins_too_and_asked_for_nothing() -> None:
    Path("newslint.toml").write_text('[[per-path]]\npaths = ["old/*"]\nignore = ["duplicate"]\n', "utf-8")
    Path("old").mkdir()
    for name in ("old/a.md", "new.md"):
        first = "<!-- newslint: ignore[duplicate] -->\n" if name == "old/a.md" else ""
        Path(name).write_text(f"A headline in {name}\n\n{first}{TWIN}\n\nThe end of {name}.\n", "utf-8")
    # What stands there is no twin of anything elsewhere either.
    assert plain(run(prepare(Options()))) == []


def twins(comment: str) -> None:
    for name in ("a.md", "b.md"):
        said = comment if name == "a.md" else ""
        Path(name).write_text(f"# Ferry {name}\n\n{said}\n{TWIN}\n\nReporting from {name}.\n", "utf-8")


def test_twins_are_silenced_where_they_are_asked_to_be_and_only_there() -> None:
    twins("<!-- newslint: ignore[duplicate] -->")
    result = run(prepare(Options()))
    assert [(one.location.path, one.rule) for one in result.diagnostics] == [("b.md", "shared-paragraph")]
    assert result.silenced == 1


def test_a_silence_for_twins_is_called_useless_only_by_a_run_that_saw_all_articles() -> None:
    twins("<!-- newslint: ignore[shared-paragraph] -->")
    assert vain(run(prepare(Options(("a.md",))))) == []
    Path("b.md").unlink()
    assert vain(run(prepare(Options(("a.md",))))) == []
    assert len(vain(run(prepare(Options())))) == 1
    assert vain(run(prepare(Options(exclude=("b.*",))))) == []
    assert vain(run(prepare(Options(shard=(1, 1))))) == []
    Path("newslint.toml").write_text('corpus = ["*.md"]\n', "utf-8")
    assert len(vain(run(prepare(Options(("a.md",)))))) == 1


def test_a_group_is_named_as_it_is_everywhere() -> None:
    body = "A day in town\n\nThe council met, and the session lasted for hours.\n\nSign up for our newsletter"
    assert lines(checked(body), "newsletter-appeal") == [5]
    said = checked(f"{body} <!-- newslint: ignore[boilerplate:promo] -->\n")
    assert (said.silenced, [one.rule for one in said.diagnostics]) == (1, [])


PIECES = st.sampled_from(
    [
        "<!--",
        "-->",
        "newslint",
        ":",
        "-",
        " ",
        "ignore",
        "ignore-start",
        "skip-file",
        "[",
        "]",
        "typo",
        ",",
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        "The the",
        "# ",
        "`",
        "```\n",
        "<p>",
        "</p>",
        "<br>",
        "<script>",
        "---\n",
        "newslint-ignore: ",
        "“",
        "\0",
        "\ufeff",
        "İ",
        "\U0001f600",
        "<!-- newslint: ignore -->",
        "newslint_ignore = [",
        "<!-- newslint: ignore[doubled-word] -->",
        "<!-- newslint: ignore-start -->",
        "<!-- newslint: ignore-end -->",
        "<!-- newslint: skip-file",
        "<!-- newslint: off -->",
    ]
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(PIECES, max_size=14).map("".join), st.sampled_from(["a.md", "a.html", "a.txt"]))
def test_whatever_stands_there_nothing_fails_and_what_is_said_stands_in_the_file(text: str, name: str) -> None:
    result = run(prepare(Options((), isolated=True, stdin=(name, text.encode()))))
    assert not result.errors
    assert not result.failures
    whole = text.removeprefix("\ufeff")
    for one in result.diagnostics:
        if one.rule == "unused-suppression":
            where = one.location.offsets or one.location.span
            assert 0 <= where.start < where.end <= len(whole)
            assert shortened(where.of(whole)) == one.excerpt


def plain(result: Result) -> list[str]:
    return [json.dumps(one) for one in result.diagnostics]


def write_some() -> None:
    twins("<!-- newslint: ignore[duplicate] -->")
    for number in range(30):
        texts: Sequence[str] = (
            f"<!-- newslint: ignore[doubled-word] -->\n{FAULT}", f"{FAULT} <!-- newslint: ignore[doubled-wrod] -->",
            f"<!-- newslint: ignore-start -->\n{FAULT}\n\n{TWIN}",
            f"{TWIN} <!-- newslint: ignore[shared-paragraph] -->",
        )  # fmt: skip
        Path(f"{number:02}.md").write_text(f"# Number {number}\n\n{texts[number % 4]}\n\nThis is {number}.\n", "utf-8")


def test_warm_and_cold_one_process_and_several_give_one_list() -> None:
    write_some()
    plainly = run(prepare(Options()))
    assert plainly.silenced > 20
    assert len(vain(plainly)) == 15
    for options in (
        {"cache": True}, {"cache": True}, {"engine": "pool", "jobs": 2, "part": 4}, {"part": 1}, {"resume": True},
    ):  # fmt: skip
        result = run(prepare(Options(**options)))
        assert (plain(result), result.silenced) == (plain(plainly), plainly.silenced)


def test_an_edited_silence_counts_in_a_warm_run_as_in_a_cold_one() -> None:
    write_some()
    run(prepare(Options(cache=True)))
    twins("")
    Path("00.md").write_text(f"# Number 0\n\n{FAULT}\n", "utf-8")
    warm, cold = run(prepare(Options(cache=True))), run(prepare(Options()))
    assert (plain(warm), warm.silenced) == (plain(cold), cold.silenced)


def test_the_library_hears_the_same() -> None:
    linter = Linter(isolated=True, select=["doubled-word", "unused-suppression"])
    Path("a.md").write_text(f"{FAULT} <!-- newslint: ignore -->\n\n{FAULT}\n", "utf-8")
    assert [one.location.lines[0] for one in linter.lint_file("a.md")] == [3]
    assert [one.rule for one in linter.lint_text(f"{FAULT} <!-- newslint: ignore -->")] == [
        "doubled-word", "unused-suppression",
    ]  # fmt: skip
