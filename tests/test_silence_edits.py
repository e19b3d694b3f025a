"""Silences over random edits go where their paragraph goes, and hide nothing else; what they hide is left alone."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint.config import Layer
from newslint.engine import Result, run
from newslint.fixer import ALSO_UNSAFE, SAFE, mended
from newslint.mending import may_apply
from newslint.requests.request import Options, prepare
from newslint.steps.work import Work

BOUNDED = settings(max_examples=60, deadline=None, derandomize=True)
LAYER = Layer("test", select=("doubled-word", "unused-suppression"))
IGNORE = "<!-- newslint: ignore[doubled-word] -->"
START, END = "<!-- newslint: ignore-start[doubled-word] -->", "<!-- newslint: ignore-end[doubled-word] -->"
KINDS = ("none", "above", "apart", "beside", "among", "range", "other")
SILENT = ("above", "apart", "beside", "among", "range")
BLOCKS = st.lists(st.tuples(st.booleans(), st.sampled_from(KINDS)), max_size=7)
DICE = st.randoms(use_true_random=False)
LINE_ENDS = st.sampled_from(["\n", "\r\n", "\r"])
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])
Block = tuple[bool, str]
Named = tuple[int, bool, str]


def words(number: int, is_wrong: bool) -> str:
    return f"Visitor {number} came to {'the the' if is_wrong else 'the'} town – in “Łódź” 😀 too."


def markdown(block: Named, is_fixed: bool = False) -> str:
    number, is_wrong, kind = block
    said = words(number, is_wrong and (not is_fixed or kind in SILENT))
    return {
        "none": said,
        "above": f"{IGNORE}\n{said}",
        "apart": f"{IGNORE}\n\n{said}",
        "beside": f"{said} {IGNORE}",
        "among": said.replace(" town", f" town {IGNORE}"),
        "range": f"{START}\n\n{said}\n\n{END}",
        "other": f"{said} <!-- newslint: ignore[wrong-article] -->",
    }[kind]


def page(block: Named) -> str:
    number, is_wrong, kind = block
    said = words(number, is_wrong)
    return {
        "none": f"<p>{said}</p>",
        "above": f"{IGNORE}<p>{said}</p>",
        "apart": f"<div>{IGNORE}<p><b>{said}</b></p></div>",
        "beside": f"<p>{said} {IGNORE}</p>",
        "among": f"<p>{said.replace(' town', f' {IGNORE}town')}</p>",
        "range": f"<section>{START}<p>{said}</p>{END}</section>",
        "other": f"<p>{said}</p><p>And then? <!-- newslint: ignore[wrong-article] --></p>",
    }[kind]


def numbered(blocks: list[Block]) -> list[Named]:
    return [(number, *block) for number, block in enumerate(blocks)]


def checked(text: str, name: str, encoding: str = "utf-8") -> Result:
    data = text.encode(encoding)
    return run(prepare(Options((), isolated=True, layer=LAYER, stdin=(name, data))))


def said_of(result: Result, name: str, rule: str) -> list[str]:
    """Return the visitors, or the comments, of whom a rule speaks, in order."""
    text = result.text(name, None)
    found = []
    for one in result.diagnostics:
        if one.rule == rule:
            before = text[: one.location.span.end]
            found.append(before[before.rindex("Visitor ") :].split()[1])
    return found


def expected(blocks: list[Named]) -> tuple[list[str], list[str], int]:
    """Return the visitors with findings, those with comments of no use, and how many findings are silenced."""
    wrong = [str(number) for number, is_wrong, kind in blocks if is_wrong and kind not in SILENT]
    vain = [str(number) for number, is_wrong, kind in blocks if not is_wrong and kind in SILENT]
    return wrong, vain, sum(is_wrong and kind in SILENT for _, is_wrong, kind in blocks)


@BOUNDED
@given(BLOCKS, DICE, LINE_ENDS, ENCODINGS)
def test_a_paragraph_that_moves_with_its_comment_stays_silent_and_no_other_finding_is_lost(
    blocks: list[Block], dice: Random, line_end: str, encoding: str
) -> None:
    moved = numbered(blocks)
    dice.shuffle(moved)
    for order in (numbered(blocks), moved, moved[1:], moved[:2] + moved):
        text = "".join(f"{markdown(one)}\n\n" for one in order).replace("\n", line_end)
        result = checked(text, "a.md", encoding)
        wrong, vain, silenced = expected(order)
        assert said_of(result, "a.md", "doubled-word") == wrong
        assert result.silenced == silenced
        assert sum(one.rule == "unused-suppression" for one in result.diagnostics) == len(vain)
        for one in result.diagnostics:
            if one.rule == "unused-suppression":
                assert one.location.span.of(text) == one.excerpt
                assert (
                    text.replace("\r\n", "\n")
                    .replace("\r", "\n")
                    .split("\n")[one.location.lines[0] - 1][one.location.position.column - 1 :]
                    .startswith(one.excerpt)
                )


LINES = st.lists(st.sampled_from(["", "", "text", "text", "comment", "text and comment"]), max_size=14)


def spoken_of(lines: list[str]) -> list[str]:
    """Return the visitors with findings, by the words of the page on silence, one line after the other."""
    found, is_asked, is_silent = [], False, False
    for number, line in enumerate(lines):
        if line == "comment":
            is_asked, is_silent = True, False
        elif not line:
            is_silent = False
        else:
            is_asked, is_silent = False, is_silent or is_asked
            found += [] if is_silent or line == "text and comment" else [str(number)]
    return found


@BOUNDED
@given(LINES, LINE_ENDS)
def test_however_paragraphs_are_split_and_joined_a_comment_silences_up_to_the_next_blank_line(
    lines: list[str], line_end: str
) -> None:
    said = {"": "", "comment": IGNORE}
    text = line_end.join(
        said.get(line, words(number, True) + f" {IGNORE}" * (line != "text")) for number, line in enumerate(lines)
    )
    assert said_of(checked(text, "a.md"), "a.md", "doubled-word") == spoken_of(lines)


@BOUNDED
@given(BLOCKS, DICE)
def test_the_same_holds_in_pages(blocks: list[Block], dice: Random) -> None:
    moved = numbered(blocks)
    dice.shuffle(moved)
    for order in (numbered(blocks), moved, moved[1:]):
        text = "<h1>News</h1>" + "\n".join(map(page, order))
        result = checked(text, "a.html")
        wrong, vain, silenced = expected(order)
        assert said_of(result, "a.html", "doubled-word") == wrong
        found = [one for one in result.diagnostics if one.rule == "unused-suppression"]
        assert (result.silenced, len(found)) == (silenced, len(vain))
        assert all(one.location.offsets and one.location.offsets.of(text) == one.excerpt for one in found)


@BOUNDED
@given(BLOCKS, LINE_ENDS, ENCODINGS)
def test_fixing_changes_the_findings_that_are_said_and_not_one_other_byte(
    blocks: list[Block], line_end: str, encoding: str
) -> None:
    before, after = (
        "".join(f"{markdown(one, is_fixed)}\n\n" for one in numbered(blocks)).replace("\n", line_end).encode(encoding)
        for is_fixed in (False, True)
    )
    loaded = prepare(Options((), isolated=True, layer=LAYER, stdin=("a.md", before)))
    assert mended(Work(loaded.request, loaded.plugins), loaded.request.tasks[0], may_apply(SAFE)).after == after


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


FAULT = "The the mayor came to town on Monday."
LEFTOVER = "Sign up for our newsletter"


@pytest.mark.parametrize(
    "said",
    [
        f"{IGNORE}\n{LEFTOVER}\n\n{FAULT}\n", f"{LEFTOVER} {IGNORE}\n\n{FAULT}\n",
        f"{IGNORE}\n- {LEFTOVER}\n\n{FAULT}\n",
    ],
)  # fmt: skip
@pytest.mark.usefixtures("folder")
def test_no_fix_takes_a_paragraph_away_under_its_comment_which_would_silence_the_next_one(said: str) -> None:
    text = f"A day in town\n\nThe council met, and the session lasted for hours.\n\n{said}"
    for name in ("a.md", "a.html"):
        as_page = "".join(f"<p>{one}</p>\n" for one in text.replace("- ", "").split("\n\n"))
        Path(name).write_text(text if name == "a.md" else as_page, "utf-8")
        loaded = prepare(Options((name,), layer=Layer("test", extend_select=("boilerplate",))))
        found = run(loaded)
        assert "Sign up" in " ".join(one.excerpt for one in found.diagnostics)
        after = mended(
            Work(loaded.request, loaded.plugins), loaded.request.tasks[0], may_apply(ALSO_UNSAFE)
        ).after.decode()
        assert LEFTOVER in after
        # The fault below was mended, rather than silenced.
        assert "The the" not in after


def newslint(*arguments: str, status: int) -> str:
    done = subprocess.run([sys.executable, "-m", "newslint", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_what_is_silenced_is_not_shown_counted_fixed_repaired_or_failed_for(folder: Path) -> None:
    text = f"# A day in town\n\n{FAULT} {IGNORE}\n"
    (folder / "a.md").write_text(text, "utf-8")
    assert "nothing found; 1 finding silenced in the articles." in newslint("check", status=0)
    assert newslint("fix", "--diff", status=0) == ""
    newslint("fix", status=0)
    assert (folder / "a.md").read_text("utf-8") == text
    assert json.loads(newslint("score", "--quiet", status=0).splitlines()[0])["score"] == 100
    assert "doubled-word" not in newslint("stats", status=0)
    newslint("repair", "a.md", "copies", status=0)
    assert (folder / "copies" / "a.md").read_text("utf-8") == text


def test_a_fault_beside_a_silenced_one_is_fixed_and_the_silenced_one_stays(folder: Path) -> None:
    (folder / "a.md").write_text(f"{FAULT} {IGNORE}\n\n{FAULT}\n", "utf-8")
    assert newslint("fix", status=0).count("fixed in") == 1
    assert (folder / "a.md").read_text("utf-8") == f"{FAULT} {IGNORE}\n\nThe mayor came to town on Monday.\n"


TWIN = (
    "The harbour council said on Monday that the ferry to the northern islands will not sail until engineers have "
    "looked at the bridge, which was damaged in the storm."
)


def test_what_is_silenced_as_a_twin_is_kept_in_a_corpus_without_duplicates(folder: Path) -> None:
    (folder / "in").mkdir()
    for name in ("a", "b", "c"):
        said = " <!-- newslint: ignore[duplicate] -->" * (name == "b")
        (folder / "in" / f"{name}.md").write_text(f"# Ferry {name}\n\n{TWIN}{said}\n\nBy {name}. It rained.\n", "utf-8")
    newslint("repair", "in", "out", "--dedupe", "paragraph", status=0)
    assert [TWIN in (folder / "out" / f"{name}.md").read_text("utf-8") for name in "abc"] == [True, True, False]
