"""``newslint stats``: rates, and what has changed."""

import json
import random
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from math import comb
from pathlib import Path

import golden_runs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.figures.changes import Change, changes, probability
from newslint.figures.listed import Article
from newslint.figures.rates import DIMENSIONS, Rates, Row, base_of
from newslint.model import Diagnostic, Location, Position, Severity, Span
from newslint.text.months import month_of

WRONG = "Police said the the man fled."
CLEAN = "Rain fell on the town."


def article(number: int, site: str | None = "a.org", published: str = "2024-11-03", path: str = "x/a.jsonl") -> Article:
    return Article(path, number, str(number), None, site, published, ("title", "text"), 5, 40)


def finding(of: Article, rule: str = "doubled-word", field: str = "text", line: int = 1) -> Diagnostic:
    location = Location(of.path, of.record, of.record_id, field, Span(0, 3), Position(line, 1, line, 4))
    mark = f"{rule}{of.record}{line}"
    return Diagnostic(location, rule, "typo", None, Severity.ERROR, "m", "e", fingerprint=mark)


def rates(by: str, several: list[tuple[Article, list[Diagnostic]]]) -> Rates:
    found = Rates(by.split(","))
    for one, findings in several:
        found.take(one, findings)
    return found


# --------------------------------------------------------------------------------------------- rates


def test_a_rate_has_the_articles_of_its_own_group_for_its_denominator() -> None:
    several = [(one, [finding(one)] * (number % 3)) for number in range(6) if (one := article(number))]
    several += [(one, []) for number in range(6, 10) if (one := article(number, "b.org"))]
    rows = {row.key: row for row in rates("site,rule", several).rows()}
    assert set(rows) == {("a.org", "doubled-word")}
    row = rows["a.org", "doubled-word"]
    assert (row.findings, row.articles_with, row.articles, row.squares) == (6, 4, 6, 10)
    assert (row.per_1000, row.share) == (1000, 4 / 6)
    assert rates("rule", several).rows()[0].articles == 10
    assert {row.key: (row.findings, row.articles) for row in rates("site", several).rows()} == {
        ("a.org",): (6, 6),
        ("b.org",): (0, 4),
    }


def test_a_rate_by_field_counts_the_articles_that_have_the_field() -> None:
    with_title, without = article(1), article(2)._replace(fields=("text",))
    several = [(with_title, [finding(with_title, field="title")]), (without, [finding(without)])]
    rows = {row.key: row.articles for row in rates("field", several).rows()}
    assert rows == {("title",): 1, ("text",): 2}


def test_months_and_folders_group_articles() -> None:
    one = article(1, published="3 November 2024", path="crawl/new/a.jsonl")
    assert rates("month,path,file", [(one, [])]).rows()[0].key == ("2024-11", "crawl/new", "crawl/new/a.jsonl")
    assert rates("month,site", [(article(1, None, "yesterday"), [])]).rows()[0].key == (None, None)


@given(st.randoms(use_true_random=False), st.sampled_from(["rule", "site,rule", "field,month", "severity,path"]))
def test_the_order_of_articles_makes_no_difference(chance: random.Random, by: str) -> None:
    several = [
        (one, [finding(one, rule, line=line) for line, rule in enumerate(("a-b", "a-b", "c-d")[: number % 4])])
        for number in range(20)
        if (one := article(number, "ab"[number % 2]))
    ]
    assert rates(by, chance.sample(several, len(several))).rows() == rates(by, several).rows()


def test_three_examples_stand_for_a_group_and_no_article_gives_two() -> None:
    several = [(one, [finding(one, line=2), finding(one)]) for number in range(20) if (one := article(number))]
    (row,) = rates("rule", several).rows()
    records = [one.location.record for one in row.examples]
    assert len(set(records)) == 3
    assert records == sorted(records)
    assert records != [0, 1, 2]


def test_what_is_grouped_by_articles_alone_is_the_base_of_a_group() -> None:
    assert base_of(("rule", "site", "field"), ("a", "b", "c")) == ("b", "c")


@pytest.mark.parametrize(("date", "month"), [
    ("2024-11-03", "2024-11"), ("2024-11-03T10:00:00+01:00", "2024-11"), ("20241103", "2024-11"),
    ("2024/1/5", "2024-01"),
    ("Tue, 03 Nov 2020 10:00:00 GMT", "2020-11"), ("November 3, 2020", "2020-11"), ("3 Sept. 2020", "2020-09"),
    ("25/11/2020", "2020-11"), ("11/25/2020", "2020-11"), ("03.03.2021", "2021-03"), ("03/11/2020", None),
    ("1604400000", "2020-11"), ("1604400000000", "2020-11"), ("26-FEB-1987 15:01:01.79", "1987-02"), ("2020", None),
    ("", None), (None, None), ("yesterday", None), ("13/13/2020", None), ("2024-13-01", None), ("mayor 2024", None),
    ("9" * 400, None), ("999999999999.9", None),
])  # fmt: skip
def test_the_month_of_a_date_is_found_however_it_is_written(date: str | None, month: str | None) -> None:
    assert month_of(date) == month


@given(st.text(max_size=100))
def test_no_date_is_too_strange_to_have_no_month(date: str) -> None:
    month = month_of(date)
    assert month is None or (len(month) == 7 and 1 <= int(month[5:]) <= 12)


# ------------------------------------------------------------------------------------------- changes


def row(findings: int, articles_with: int, articles: int, squares: int | None = None) -> Row:
    return Row(("a",), findings, articles_with, articles, findings if squares is None else squares)


def by_hand(a: int, of_a: int, b: int, of_b: int) -> Fraction:
    """Return the smaller tail of Fisher's exact test, on both sides."""
    hits, whole = a + b, comb(of_a + of_b, a + b)
    chance = [Fraction(comb(of_b, at) * comb(of_a, hits - at), whole) if at <= hits else Fraction(0)
              for at in range(of_b + 1)]  # fmt: skip
    rising = b * (of_a + of_b) >= hits * of_b
    return min(Fraction(1), 2 * (sum(chance[b:]) if rising else sum(chance[: b + 1])))


@given(st.integers(1, 30), st.integers(1, 30), st.data())
def test_the_test_of_two_shares_is_exact(of_a: int, of_b: int, data: st.DataObject) -> None:
    a, b = data.draw(st.integers(0, of_a)), data.draw(st.integers(0, of_b))
    if a + b:
        # Findings that are all in one article say nothing by themselves, so that only the shares count.
        found = probability(row(a, a, of_a, a * 10**9), row(b, b, of_b, b * 10**9))
        assert found == pytest.approx(min(1.0, 2 * float(by_hand(a, of_a, b, of_b))), rel=1e-6)


@pytest.mark.parametrize(("before", "now", "is_change"), [
    ((2, 2, 100), (90, 90, 100), True),
    ((0, 0, 500), (3, 3, 500), False),
    ((4, 4, 10_000), (1, 1, 50), False),
    ((0, 0, 10_000), (9, 9, 10), True),
    ((100, 100, 100), (1000, 100, 100, 10_000), True),  # as many articles have it, but ten times as often
    ((10, 10, 1000), (310, 10, 1000, 90_009), False),  # one article has it 300 times
    ((50, 50, 100), (50, 50, 100), False),
])  # fmt: skip
def test_a_change_is_told_from_chance(before: tuple[int, ...], now: tuple[int, ...], is_change: bool) -> None:
    (found,) = changes({("a",): row(*before)}, {("a",): row(*now)})
    assert found.is_noise is not is_change


def test_nights_between_which_nothing_changed_seldom_report_a_change() -> None:
    chance = random.Random(7)  # noqa: S311 - the same on every run
    alarms = 0
    for _ in range(200):
        nights = [
            {(str(group),): row(*2 * (sum(chance.random() < 0.05 for _ in range(200)),), 200) for group in range(20)}
            for _ in range(2)
        ]
        alarms += any(not one.is_noise for one in changes(*nights))
    assert alarms <= 10


@given(st.integers(0, 400), st.integers(1, 400), st.integers(0, 400), st.integers(1, 400), st.integers(1, 9))
def test_a_probability_is_one(a: int, of_a: int, b: int, of_b: int, often: int) -> None:
    a, b = min(a, of_a), min(b, of_b)
    first, second = row(a * often, a, of_a, a * often**2), row(b * often, b, of_b, b * often**2)
    assert 0 <= probability(first, second) <= 1
    assert probability(first, second) == pytest.approx(probability(second, first), rel=1e-6)


def test_kinds_of_changes_and_which_of_them_fail() -> None:
    def change(before: Row, now: Row, is_noise: bool = False) -> Change:
        return Change(("a",), before, now, 0.0, is_noise)

    many, few, none, nowhere = row(60, 60, 100), row(50, 50, 100), row(0, 0, 100), row(0, 0, 0)
    kinds = [change(*pair).kind for pair in pairwise((few, many, few, none, many, many, nowhere, few))]
    assert kinds == ["up", "down", "gone", "new", "same", "incomparable", "incomparable"]
    assert change(few, many).rise == pytest.approx(0.2)
    assert change(few, many).fails(0.19)
    assert not change(few, many).fails(0.21)
    assert not change(few, many, is_noise=True).fails(0)
    assert change(none, many).fails(100)
    assert not change(many, none).fails(0)
    assert not change(nowhere, many).fails(0)


# --------------------------------------------------------------------------------------- the command


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return golden_runs.stats_reports(tmp_path_factory.mktemp("nights"))


@pytest.mark.parametrize("name", golden_runs.STATS)
def test_reports_are_as_they_were(reports: dict[str, str], name: str) -> None:
    assert reports[name] == (golden_runs.GOLDEN / f"{name}.txt").read_text("utf-8")


Newslint = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def stats(tmp_path: Path) -> Newslint:
    for number in (1, 2):
        (tmp_path / f"night{number}.jsonl").write_text(golden_runs.night(number), "utf-8")

    def run(*arguments: str, status: int = 0) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "newslint", "stats", *arguments]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120)
        assert done.returncode == status, done.stderr
        assert "newslint itself is at fault" not in done.stderr
        return done

    return run


NIGHT = ("--by", "site,rule")


def test_a_rate_that_rose_fails_the_run(stats: Newslint) -> None:
    stats("night1.jsonl", *NIGHT, "--save", "last.jsonl")
    compare = ("night2.jsonl", *NIGHT, "--compare", "last.jsonl")
    assert "new" in stats(*compare).stdout or "up" in stats(*compare).stdout
    stats(*compare, "--fail-if-rate-up", "20%", status=1)
    stats(*compare, "--fail-if-rate-up", "20", "--exit-zero")
    stats("night1.jsonl", *NIGHT, "--compare", "last.jsonl", "--fail-if-rate-up", "0%")
    stats(*compare, "missing.jsonl", "--fail-if-rate-up", "20%", status=2)


def test_what_is_written_as_lines_is_what_a_comparison_reads(stats: Newslint, tmp_path: Path) -> None:
    stats("night1.jsonl", *NIGHT, "--save", "a.jsonl", "-o", "b.jsonl")
    assert (tmp_path / "a.jsonl").read_text() == (tmp_path / "b.jsonl").read_text()
    assert json.loads((tmp_path / "a.jsonl").read_text().splitlines()[-1])["trailer"] is True
    said = [json.loads(one) for one in stats("night2.jsonl", *NIGHT, "--compare", "a.jsonl", "--output-format", "jsonl")
            .stdout.splitlines()]  # fmt: skip
    assert said[-1]["same_configuration"] is True
    assert json.loads(stats("night1.jsonl", *NIGHT, "--output-format", "json").stdout)[-1]["articles"] == 72


def test_another_configuration_or_version_is_told(stats: Newslint, tmp_path: Path) -> None:
    stats("night1.jsonl", *NIGHT, "--save", "last.jsonl")
    done = stats("night1.jsonl", *NIGHT, "--compare", "last.jsonl", "--ignore", "headline")
    assert "last.jsonl was made with another configuration" in done.stderr
    kept = (tmp_path / "last.jsonl").read_text().replace('"newslint": "', '"newslint": "9.')
    (tmp_path / "last.jsonl").write_text(kept.replace('"configuration": "', '"configuration": "0'))
    done = stats("night1.jsonl", *NIGHT, "--compare", "last.jsonl")
    assert "another version (newslint)" in done.stderr


def test_a_run_that_was_not_complete_is_told(stats: Newslint) -> None:
    stats("night1.jsonl", "missing.jsonl", "--save", "last.jsonl", status=2)
    assert "could not check everything" in stats("night1.jsonl", "--compare", "last.jsonl").stderr


def test_a_file_that_breaks_off_is_not_compared_with(stats: Newslint, tmp_path: Path) -> None:
    stats("night1.jsonl", "--save", "last.jsonl")
    lines = (tmp_path / "last.jsonl").read_text().splitlines(keepends=True)
    for broken in ("".join(lines[:-1]), "".join(lines)[:-9], "", "[]\n"):
        (tmp_path / "last.jsonl").write_text(broken)
        assert "no whole file" in stats("night1.jsonl", "--compare", "last.jsonl", status=2).stderr


@pytest.mark.parametrize(("arguments", "said"), [
    (("--by", "sight"), "site"),
    (("--by", ","), "names nothing"),
    (("--fail-if-rate-up", "20%"), "--compare"),
    (("--compare", "none.jsonl"), "cannot be read"),
    (("--compare", "night1.jsonl"), "no whole file"),
    (("--compare", "night1.jsonl", "--fail-if-rate-up", "much"), "20%"),
])  # fmt: skip
def test_what_means_nothing_is_refused(stats: Newslint, arguments: tuple[str, ...], said: str) -> None:
    assert said in stats("night1.jsonl", *arguments, status=2).stderr


def test_what_was_counted_in_another_way_is_not_compared_with(stats: Newslint) -> None:
    stats("night1.jsonl", "--save", "last.jsonl")
    assert "--by rule" in stats("night1.jsonl", *NIGHT, "--compare", "last.jsonl", status=2).stderr
    assert "--show info" in stats("night1.jsonl", "--show", "error", "--compare", "last.jsonl", status=2).stderr


def test_only_severe_findings_are_counted_where_that_is_asked_for(stats: Newslint) -> None:
    shown = [json.loads(one) for one in stats("night1.jsonl", "--by", "severity", "--show", "error", "--output-format",
                                              "jsonl").stdout.splitlines()]  # fmt: skip
    assert {one["by"]["severity"] for one in shown if "by" in one and "trailer" not in one} == {"error"}


def test_several_processes_count_the_same(stats: Newslint, tmp_path: Path) -> None:
    for number in range(70):
        (tmp_path / f"{number}.txt").write_text(WRONG if number % 3 else CLEAN)
    one = stats(".", "night1.jsonl", "--by", "rule,path", "--output-format", "jsonl", "--jobs", "1").stdout
    assert stats("night1.jsonl", ".", "--by", "rule,path", "--output-format", "jsonl", "--jobs", "2").stdout == one


def test_rates_may_hold_twins_too(stats: Newslint, tmp_path: Path) -> None:
    text = "The harbour master counted forty-one barges at the quay before breakfast on Tuesday, he said.\n"
    for name in "xy":
        (tmp_path / f"{name}.txt").write_text(text)
    assert "duplicate" in stats("x.txt", "y.txt", "--by", "category", "--scope", "all").stdout
    assert "duplicate" not in stats("x.txt", "y.txt", "--by", "category").stdout


def test_every_dimension_is_documented() -> None:
    page = (golden_runs.GOLDEN.parent.parent / "docs" / "stats.md").read_text("utf-8")
    assert [name for name in DIMENSIONS if f"| `{name}` |" not in page] == []
