"""The HTML report holds what was found, lets nothing in that an article says, and its program does what it should."""

import base64
import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from golden_runs import GOLDEN, golden_html, inside, report_of, result_of
from html_pages import ROOT, Elements, blocks, html_of, story, write
from hypothesis import given
from hypothesis import strategies as st

from newslint.reporters import Look
from newslint.reporters.former import Former
from newslint.reporters.html_format import _data
from newslint.reporters.page import frame, joined

PAGE = ROOT / "newslint" / "reporters" / "page"
HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!--<script>",
    "]]>&lt;&quot;&#x3c;script>",
    "\u2028\u2029\u202e\u2066\ufeff\x00\x1b[31m",
    "\udce9\udc80",
    "javascript:alert(1)",
)


def node(*arguments: str) -> subprocess.CompletedProcess[str]:
    program = shutil.which("node")
    if program is None:
        pytest.skip("node is not installed")
    return subprocess.run([program, *arguments], capture_output=True, text=True, cwd=ROOT)


def test_the_golden_articles_are_in_the_page_as_they_were() -> None:
    with inside(GOLDEN):
        assert golden_html() == (GOLDEN / "html.txt").read_text("utf-8"), "if it is better now: tests/golden_runs.py"


def test_two_runs_over_the_same_articles_give_the_same_page(tmp_path: Path) -> None:
    write(tmp_path, a=story(1, "Police said the the man fled."), b=story(2, "He saw teh rain."))
    assert html_of(tmp_path) == html_of(tmp_path)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_an_article_adds_no_markup_to_the_page_and_reads_back_as_it_is(hostile: str, tmp_path: Path) -> None:
    write(tmp_path, plain=story(1, "Police said the the man fled."))
    wanted = [tag for tag, _, _ in Elements(html_of(tmp_path)).found]
    text = story(1, f"{hostile} Police said the the man fled. {hostile}")
    write(tmp_path, plain=text)
    page = html_of(tmp_path)
    page.encode("utf-8")
    assert [tag for tag, _, _ in Elements(page).found] == wanted
    assert [one for block in blocks(page, "texts") for one in block] == [text]


@given(st.text(st.characters() | st.sampled_from("<>&/!-\u2028\u202e\ud800\udfff\x00")))
def test_any_text_reads_back_from_a_block_of_data_that_holds_no_sign_of_markup(text: str) -> None:
    block = _data("texts", [text])
    inner = block[block.index(">") + 1 : block.rindex("</script>")]
    inner.encode("utf-8")
    assert not set("<>&\u2028\u2029\u202e").intersection(inner)
    assert json.loads(inner) == [text]


def test_the_policy_lets_in_the_page_s_own_program_and_style_and_nothing_else(tmp_path: Path) -> None:
    write(tmp_path, a=story(1, "Police said the the man fled."))
    found = Elements(html_of(tmp_path)).found
    policy = next(one["content"] for _, one, _ in found if one.get("http-equiv") == "Content-Security-Policy") or ""
    sources = dict(part.split(" ", 1) for part in policy.split("; "))
    programs = [text for tag, one, text in found if tag == "script" and one.get("type") != "application/json"]
    styles = [text for tag, _, text in found if tag == "style"]
    assert sources["default-src"] == "'none'"
    assert [sources["script-src"]] == [f"'{digest(one)}'" for one in programs]
    assert [sources["style-src"]] == [f"'{digest(one)}'" for one in styles]
    assert sources["require-trusted-types-for"] == "'script'"
    assert not [one for _, one, _ in found if {"src", "style", "srcset", "onclick", "onload"} & set(one)]
    assert "://" not in frame().before + re.sub(r"http://www.w3.org/2000/svg", "", frame().after)


def digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_only_articles_with_findings_are_held_and_those_that_are_their_twins(tmp_path: Path) -> None:
    twin = "The council voted on Tuesday to close the bridge over the river until the cracks in it have been mended."
    write(
        tmp_path, bad=story(1, "Police said the the man fled."), clean=story(2), one=story(3, twin), two=story(4, twin)
    )
    articles = [one["path"] for block in blocks(html_of(tmp_path), "findings") for one in block["articles"]]
    assert sorted(articles) == ["bad.txt", "one.txt", "two.txt"]


def test_records_are_told_by_path_record_and_id_and_spans_count_in_their_text(tmp_path: Path) -> None:
    records = [{"id": f"n{number}", "text": story(number, "😀 Police said the the man fled.")} for number in (1, 2)]
    (tmp_path / "feed.jsonl").write_text("".join(json.dumps(one) + "\n" for one in records), "utf-8")
    (tmp_path / "newslint.toml").write_text('include = ["*.jsonl"]\n', "utf-8")
    with inside(tmp_path):
        page = report_of("html", result_of("feed.jsonl", config=tmp_path / "newslint.toml"), Look())
    (block,), (texts,) = blocks(page, "findings"), blocks(page, "texts")
    assert [(one["path"], one["record"], one["id"]) for one in block["articles"]] == [
        ("feed.jsonl", 1, "n1"),
        ("feed.jsonl", 2, "n2"),
    ]
    marked = [texts[one["article"]][slice(*one["span"])] for one in block["findings"] if one["rule"] == "doubled-word"]
    assert marked == ["the the", "the the"]


def test_the_title_of_front_matter_is_the_headline_and_what_no_rule_reads_is_named(tmp_path: Path) -> None:
    text = "---\ndate: 2026-07-01\ntitle: Rain 😀 falls\ntags: [a]\n---\n\nHe saw **teh** [man](https://a.example/b).\n"
    (tmp_path / "a.md").write_text(text, "utf-8")
    (block,) = blocks(html_of(tmp_path), "findings")
    (article,) = block["articles"]
    assert text[slice(*article["headline"])] == "Rain 😀 falls"
    assert [text[slice(*span)] for span in article["unread"]] == [
        "---\ndate: 2026-07-01\ntitle:",
        "tags: [a]\n---",
        "**",
        "** [",
        "](https://a.example/b)",
    ]


def test_a_text_that_opens_with_its_first_sentence_has_no_headline(tmp_path: Path) -> None:
    write(tmp_path, a="He said the the man fled.\n\nRain fell on the town for hours, the mayor said on Monday.\n")
    (block,) = blocks(html_of(tmp_path), "findings")
    assert "headline" not in block["articles"][0]


def new_ones(page: str) -> list[str]:
    return [one["excerpt"] for block in blocks(page, "findings") for one in block["findings"] if one.get("new")]


def test_what_the_report_before_did_not_hold_is_new(tmp_path: Path) -> None:
    write(tmp_path, a=story(1, "Police said the the man fled."))
    first = html_of(tmp_path)
    assert new_ones(first) == []
    write(tmp_path, a=story(1, "A line before it.", "Police said the the man fled.", "He saw a a dog."))
    second = html_of(tmp_path, former=first)
    assert new_ones(second) == ["a a"]
    reports = [blocks(page, "run")[0]["report"] for page in (second, first)]
    assert blocks(second, "run")[0]["formers"] == reports[1:]
    write(tmp_path, b=story(2, "He saw teh rain."))
    third = html_of(tmp_path, former=second)
    assert new_ones(third) == ["teh"]
    assert blocks(third, "run")[0]["formers"] == reports


def test_a_renamed_file_is_not_new_and_a_second_copy_of_the_same_slip_is(tmp_path: Path) -> None:
    write(tmp_path, a=story(1, "Police said the the man fled."))
    first = html_of(tmp_path)
    (tmp_path / "a.txt").rename(tmp_path / "b.txt")
    assert new_ones(html_of(tmp_path, former=first)) == []
    write(tmp_path, a=story(2, "Police said the the man fled."))
    assert "the the" in new_ones(html_of(tmp_path, former=first))


@pytest.mark.parametrize(
    "former",
    ["", "no page", "<html>"]
    + [f'<script type="application/json" data-kind="run">{run}</script>' for run in ("{}", "[]", "[" * 99_999)],
)
def test_without_a_whole_report_before_nothing_is_new(former: str, tmp_path: Path) -> None:
    write(tmp_path, a=story(1, "Police said the the man fled."))
    page = html_of(tmp_path, former=former)
    assert new_ones(page) == []
    assert blocks(page, "run")[0]["compared"] is False


def test_a_report_that_was_cut_off_is_none(tmp_path: Path) -> None:
    write(tmp_path, a=story(1, "Police said the the man fled."))
    page = html_of(tmp_path)
    assert Former(page, {"a.txt"}).compared
    assert not Former(page[: page.index('data-kind="run"')], {"a.txt"}).compared


def test_the_command_compares_a_report_with_the_one_that_it_replaces(tmp_path: Path) -> None:
    import sys

    write(tmp_path, a=story(1, "Police said the the man fled."))
    command = [sys.executable, "-m", "newslint", "check", "--isolated", "--no-cache", "--report", "html=out.html"]
    for added, fresh in (("", []), ("He saw a a dog.", ["a a"])):
        write(tmp_path, a=story(1, "Police said the the man fled.", added))
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 1, done.stderr
        assert new_ones((tmp_path / "out.html").read_text("utf-8")) == fresh
        # Of a run that was refused there is a report, and the next one knows what was known before.
        refused = subprocess.run([*command, "--select", "nonsense"], cwd=tmp_path, capture_output=True, text=True)
        assert refused.returncode == 2
        assert "nonsense" in blocks((tmp_path / "out.html").read_text("utf-8"), "run")[0]["errors"][0]


def test_the_modules_are_short_and_joined_they_are_one_program(tmp_path: Path) -> None:
    modules = sorted(PAGE.glob("*.mjs"))
    assert len(modules) > 10
    assert [one.name for one in modules if len(one.read_text("utf-8").splitlines()) > 250] == []
    program = joined()
    assert not re.search(r"^(import|export)\b", program, re.MULTILINE)
    whole = tmp_path / "joined.mjs"
    whole.write_text(program, "utf-8")
    for path in (*modules, whole):
        done = node("--check", str(path))
        assert done.returncode == 0, done.stderr


def test_what_needs_no_browser_passes_its_tests_under_node() -> None:
    done = node("--test", "tests/page/")
    assert done.returncode == 0, done.stdout
    assert re.search(r"^# pass [1-9]", done.stdout, re.MULTILINE)
