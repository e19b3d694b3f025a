"""``newslint score``: the formula, and the rows."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.figures.scoring import FORMULA, WEIGHTS, score, shared_out
from newslint.model import Diagnostic, Location, Position, Severity, Span
from newslint.rule import CATEGORIES

LENGTH = 400


def finding(
    rule: str = "doubled-word",
    category: str = "typo",
    severity: Severity = Severity.ERROR,
    start: int = 0,
    end: int = 7,
) -> Diagnostic:
    location = Location("a.txt", None, None, None, Span(start, end), Position(1, 1, 1, 2))
    return Diagnostic(location, rule, category, None, severity, "m", "e")


FINDINGS = st.lists(
    st.builds(
        lambda pair, severity, start, size: finding(*pair, severity, start, start + size),
        st.sampled_from([(f"{category}-{n}", category) for category in CATEGORIES for n in "ab"]),
        st.sampled_from(list(Severity)),
        st.integers(0, LENGTH - 60),
        st.integers(1, 60),
    ),
    max_size=12,
)
WORDS = st.integers(0, 3000)


@given(FINDINGS, WORDS)
def test_contributions_sum_to_the_deduction(found: Sequence[Diagnostic], words: int) -> None:
    scored = score(words, LENGTH, found)
    number = _number(scored.score)
    assert 0 <= number <= 100
    assert round(sum(one.deduction for one in scored.contributions), 2) == round(100 - number, 2)
    assert round(sum(scored.by_category.values()), 2) == round(100 - number, 2)
    assert all(one.deduction >= 0 for one in scored.contributions)
    assert sum(one.leftover_characters for one in scored.contributions) / LENGTH == pytest.approx(
        scored.leftover_share, abs=1e-4
    )
    defects = sum(one.defects for one in scored.contributions)
    assert scored.defects_per_1000_words == round(1000 * defects / max(1, words), 2)


@given(FINDINGS, FINDINGS, WORDS)
def test_a_further_finding_never_raises_the_score(
    found: Sequence[Diagnostic], more: Sequence[Diagnostic], words: int
) -> None:
    assert _number(score(words, LENGTH, [*found, *more]).score) <= _number(score(words, LENGTH, found).score)


def _number(score: float | None) -> float:
    return 100.0 if score is None else score


@given(FINDINGS)
def test_only_what_has_no_word_and_no_fault_has_no_score(found: Sequence[Diagnostic]) -> None:
    cost = any(one.severity.rank and one.category != "newslint" for one in found)
    assert (score(0, 0, found).score is None) == (not cost)
    assert score(1, LENGTH, found).score is not None


@given(FINDINGS, WORDS, st.randoms(use_true_random=False))
def test_the_order_of_findings_makes_no_difference(
    found: Sequence[Diagnostic], words: int, chance: random.Random
) -> None:
    assert score(words, LENGTH, chance.sample(found, len(found))) == score(words, LENGTH, found)


@given(st.integers(0, 10_000), st.dictionaries(st.text(max_size=3), st.floats(0, 100), min_size=1))
def test_what_is_shared_out_is_all_there(whole: int, weights: dict[str, float]) -> None:
    if sum(weights.values()) > 1e-6:
        parts = shared_out(whole, weights)
        assert sum(parts.values()) == whole
        assert min(parts.values()) >= 0


@pytest.mark.parametrize(("found", "words", "wanted"), [
    ([], 500, 100),
    ([finding(severity=Severity.INFO)], 500, 100),
    ([finding()], 500, 90),  # 5 / 0.5
    ([finding()], 10, 75),  # as in 200 words: 5 / 0.2
    ([finding(severity=Severity.WARNING)], 1000, 98),
    ([finding(category="headline", rule="doubled-headline")], 5000, 90),
    ([finding(category="boilerplate", rule="teaser-link", end=40)], 1000, 88),  # 2, and 10% of the text
    ([finding(category="input", rule="faulty-record")], 500, 0),
    ([finding(category="duplicate", rule="shared-article", severity=Severity.WARNING)], 500, 96),
    ([finding(category="newslint", rule="rule-failed")], 500, 100),
])  # fmt: skip
def test_the_score_is_what_the_page_says(found: Sequence[Diagnostic], words: int, wanted: float) -> None:
    assert score(words, LENGTH, found).score == wanted


def test_text_in_two_findings_counts_once_as_leftover() -> None:
    found = [finding("a", "boilerplate", end=20), finding("b", "boilerplate", start=10, end=30)]
    scored = score(1000, 100, found)
    assert scored.leftover_share == 0.3
    assert {one.rule: one.leftover_characters for one in scored.contributions} == {"a": 20, "b": 10}
    assert scored.score == 100 - 30 - 4


def test_every_category_has_a_weight_and_the_page_tells_it() -> None:
    page = (Path(__file__).parent.parent / "docs" / "score.md").read_text("utf-8")
    assert set(WEIGHTS) == set(CATEGORIES)
    assert f"formula: {FORMULA}" in page
    for category, weight in WEIGHTS.items():
        row = next(line for line in page.splitlines() if line.startswith("|") and f"`{category}`" in line)
        how = "1,000 words" if weight.per_thousand else "article" if weight.error else ""
        assert f"| {weight.error} | {weight.warning} | {how}" in row


# ---------------------------------------------------------------------------------------- the command


RECORDS = [
    {"id": "a", "url": "https://www.example.org/a", "date": "2024-11-03", "text": "Police said the the man fled."},
    {"id": "b", "title": "A storm", "text": "Rain fell on the town."},
    {"id": "c", "text": 7},
]


def newslint(*arguments: str, folder: Path, status: int = 0) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "newslint", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=120)
    assert done.returncode == status, done.stderr
    return done


def rows(*arguments: str, folder: Path, status: int = 0) -> list[dict]:
    return [
        json.loads(line) for line in newslint("score", *arguments, folder=folder, status=status).stdout.splitlines()
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(record) + "\n" for record in RECORDS))
    return tmp_path


def test_an_article_without_a_word_has_no_score_and_passes_no_filter(folder: Path) -> None:
    (folder / "b.txt").write_text(" \n\n")
    done = newslint("score", "b.txt", folder=folder)
    assert json.loads(done.stdout)["score"] is None
    assert b"1 article without a word got no score" in done.stderr
    assert rows("--min-score", "90", "b.txt", folder=folder) == []
    assert rows("--max-score", "90", "b.txt", folder=folder) == []


def test_each_article_has_a_row(folder: Path) -> None:
    first, second, third = rows("a.jsonl", folder=folder)
    assert (first["path"], first["record"], first["record_id"]) == ("a.jsonl", 1, "a")
    assert (first["url"], first["site"], first["published"]) == (RECORDS[0]["url"], "example.org", "2024-11-03")
    assert (first["words"], first["characters"], first["score"]) == (6, 29, 75.0)
    assert first["by_rule"] == [{
        "rule": "doubled-word", "category": "typo", "findings": 1, "defects": 1, "leftover_characters": 0,
        "deduction": 25.0,
    }]  # fmt: skip
    assert first["by_category"] == {"typo": 25.0}
    assert (second["score"], second["by_rule"], second["words"]) == (100.0, [], 7)
    assert third["score"] == 0.0
    assert {row["formula"] for row in (first, second, third)} == {FORMULA}
    assert len({row["configuration"] for row in (first, second, third)}) == 1


def test_rows_can_be_chosen_by_score(folder: Path) -> None:
    assert [row["record_id"] for row in rows("a.jsonl", "--min-score", "70", folder=folder)] == ["a", "b"]
    assert [row["record_id"] for row in rows("a.jsonl", "--max-score", "75", folder=folder)] == ["a", "c"]


def test_several_processes_write_the_same_rows_in_the_same_order(folder: Path) -> None:
    for number in range(70):
        (folder / f"{number}.txt").write_text("Rain fell on the town.\n" * number + "Police said the the man fled.\n")
    one = newslint("score", ".", "a.jsonl", "--jobs", "1", folder=folder).stdout
    assert newslint("score", ".", "a.jsonl", "--jobs", "2", folder=folder).stdout == one
    assert one.count(b"\n") == 73
    shuffled = newslint("score", "a.jsonl", *sorted(os.listdir(folder), reverse=True), folder=folder).stdout
    assert sorted(shuffled.splitlines()) == sorted(one.splitlines())


def test_languages_do_not_change_the_order_of_rows(folder: Path) -> None:
    records = [{"id": n, "text": "Rain fell on the town.", "lang": "de" if n % 2 else "en"} for n in range(9)]
    (folder / "b.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    (folder / "newslint.toml").write_text('languages = ["en"]\n')
    assert [row["record"] for row in rows("b.jsonl", folder=folder)] == list(range(1, 10))


def test_twins_cost_only_where_rules_on_twins_are_on(folder: Path) -> None:
    text = "The harbour master counted forty-one barges at the quay before breakfast on Tuesday, he said.\n"
    for name in "xy":
        (folder / f"{name}.txt").write_text(text)
    assert [row["score"] for row in rows("x.txt", "y.txt", folder=folder)] == [100.0, 100.0]
    assert max(row["score"] for row in rows("x.txt", "y.txt", "--scope", "all", folder=folder)) < 100


def test_a_file_that_breaks_off_has_rows_in_any_scope(folder: Path) -> None:
    import gzip

    text = "The harbour master counted forty-one barges at the quay before breakfast on Tuesday, he said."
    data = gzip.compress("".join(json.dumps({"id": n, "text": text * n}) + "\n" for n in range(1, 60)).encode())
    (folder / "b.jsonl.gz").write_bytes(data[:-20])
    for scope in ("document", "all"):
        records = [row["record"] for row in rows("b.jsonl.gz", "--scope", scope, folder=folder)]
        assert records[-1] == len(records) or None in records


def test_parquet_holds_the_same_as_the_lines(folder: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    lines = rows("a.jsonl", folder=folder)
    newslint("score", "a.jsonl", "-o", "scores.parquet", folder=folder)
    table = parquet.read_table(folder / "scores.parquet").to_pylist()
    for row in table:
        row["by_category"] = {name: value for name, value in row["by_category"].items() if value}
    assert table == lines
    assert os.listdir(folder).count("scores.parquet") == 1
    assert not [name for name in os.listdir(folder) if name.endswith(".part")]


def test_without_pyarrow_the_message_says_what_to_install(folder: Path) -> None:
    (folder / "pyarrow.py").write_text("raise ImportError('none')\n")
    done = newslint("score", "a.jsonl", "-o", "scores.parquet", folder=folder, status=2)
    assert b"pip install pyarrow" in done.stderr
    assert not (folder / "scores.parquet").exists()


@pytest.mark.parametrize("arguments", [
    ("a.jsonl", "--output-format", "parquet"), ("a.jsonl", "-o", "no/such/folder/scores.jsonl"),
    ("a.jsonl", "missing.txt"), ("a.jsonl", "--ignore", "all"), ("a.jsonl", "--engine", "nonsense"),
    ("a.jsonl", "--min-score", "101"),
])  # fmt: skip
def test_what_cannot_be_done_or_trusted_ends_with_two(folder: Path, arguments: tuple[str, ...]) -> None:
    done = newslint("score", *arguments, folder=folder, status=2)
    assert done.stderr.startswith(b"newslint: ")
    assert b"newslint itself is at fault" not in done.stderr


def test_the_file_that_is_written_is_no_article(folder: Path) -> None:
    (folder / "newslint.toml").write_text('include = ["*.jsonl"]\n')
    for _ in range(2):
        newslint("score", ".", "-o", "scores.jsonl", folder=folder)
        assert len((folder / "scores.jsonl").read_text().splitlines()) == 3


def test_a_reader_that_has_seen_enough_is_no_fault(folder: Path) -> None:
    (folder / "b.jsonl").write_text((json.dumps(RECORDS[1]) + "\n") * 3000)
    command = f"{sys.executable} -m newslint score b.jsonl --quiet | head -n 1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, check=False, timeout=120)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["record"] == 1


def test_one_process_keeps_no_article_of_a_large_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import tracemalloc

    from newslint.requests.request import Options, prepare
    from newslint.survey import survey

    peaks = []
    for count in (2_000, 8_000):
        (folder / "b.jsonl").write_text((json.dumps(RECORDS[0]) + "\n") * count)
        loaded = prepare(Options((str(folder / "b.jsonl"),), scope="document", engine="serial"))
        monkeypatch.setattr("newslint.requests.library.KEPT", 1_000)
        tracemalloc.start()
        done = survey(loaded, lambda article, found: None, True)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert done.articles == count
    assert peaks[1] < peaks[0] + 1_000_000
