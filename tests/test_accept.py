"""``newslint accept``: what somebody judged is not reported again, and nothing else is silenced with it."""

import json
from collections.abc import Iterable
from pathlib import Path

import jsonschema
import pytest
from test_baseline import check, found
from test_cli_check import newslint

ROOT = Path(__file__).resolve().parent.parent
SIDECAR = ".newslint-accepted.jsonl"
FIRST = "Police said the the man fled to the hills on Monday.\n"
SECOND = "He wrote that teh end was near, and in in the end it was.\n"
ARTICLE = f"{FIRST}\n{SECOND}"
OTHER = "Nobody at the ministry knew of teh letter that he had sent.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "newslint.toml").write_text('select = ["typo"]\nextend-select = ["newslint"]\n')
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "b.txt").write_text(OTHER)
    return tmp_path


def accept(folder: Path, *arguments: str, status: int = 0) -> str:
    done = newslint("accept", *arguments, folder=folder)
    assert done.returncode == status, done.stderr.decode()
    return done.stdout.decode() + done.stderr.decode()


def entries(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / SIDECAR).read_text().splitlines()[1:]]


def left(folder: Path, *arguments: str) -> list[tuple[str, int, str]]:
    done = check(folder, "--output-format", "json", *arguments)
    return [(one["path"], one["line"], one["rule"]) for one in json.loads(done.stdout)]


ALL = [
    ("a.txt", 1, "doubled-word"),
    ("a.txt", 3, "known-misspelling"),
    ("a.txt", 3, "doubled-word"),
    ("b.txt", 1, "known-misspelling"),
]


def test_a_place_is_accepted_with_when_and_why(folder: Path) -> None:
    said = accept(folder, "a.txt:1", "--why", "He did say so.")
    assert said == ("a.txt:1:13 doubled-word: “the the”\nnewslint: 1 finding accepted in .newslint-accepted.jsonl\n")
    (one,) = entries(folder)
    assert one["why"] == "He did say so."
    assert len(str(one["when"])) == len("2026-11-24")
    assert left(folder) == ALL[1:]
    assert "; 1 accepted finding not shown" in check(folder).stdout


def test_a_column_and_a_fingerprint_mean_one_finding_of_a_line(folder: Path) -> None:
    accept(folder, "a.txt:3:15")
    assert left(folder) == [ALL[0], ALL[2], ALL[3]]
    fingerprints = {
        one["rule"]: one["fingerprint"] for one in json.loads(check(folder, "a.txt", "--output-format", "json").stdout)
    }
    accept(folder, fingerprints["doubled-word"][:8])
    assert len(left(folder)) == 2


def test_what_is_accepted_stays_so_wherever_it_moves(folder: Path) -> None:
    accept(folder, "a.txt:1", "a.txt:3", "b.txt:1:32", "--why", "as it is")
    (folder / "a.txt").rename(folder / "c.txt")
    (folder / "c.txt").write_text(f"Another first paragraph.\n\n{SECOND}\nAn end.\n\n{FIRST}")
    assert left(folder) == []


def test_the_same_fault_elsewhere_is_reported(folder: Path) -> None:
    accept(folder, "a.txt:3:15")
    (folder / "a.txt").write_text(ARTICLE.replace("teh end", "the end") + "\nThe man wrote to teh police.\n")
    assert ("a.txt", 5, "known-misspelling") in left(folder)
    assert (f"{SIDECAR}", 2, "unused-suppression") in left(folder)


def test_everywhere_means_these_words_of_this_rule_in_any_article(folder: Path) -> None:
    said = accept(folder, "a.txt:3:15", "--everywhere")
    assert "“teh” in any article" in said
    (folder / "c.txt").write_text("Soon teh bus came.\n")
    assert left(folder) == [ALL[0], ALL[2]]
    assert "nothing new to accept" in accept(folder, "a.txt:3:15", "--everywhere")


def test_all_that_the_last_check_showed_is_accepted_and_nothing_else(folder: Path) -> None:
    assert "run newslint check (without --no-cache) first" in accept(folder, "--last", status=2)
    check(folder, "b.txt")
    (folder / "b.txt").write_text(OTHER + "\nHe asked for for it.\n")
    assert "b.txt:1:32 known-misspelling" in accept(folder, "--last")
    assert left(folder) == [*ALL[:3], ("b.txt", 3, "doubled-word")]
    check(folder, "--select", "stray-space")
    assert "nothing new to accept" in accept(folder, "--last")


def test_after_checks_that_were_all_clean_there_is_nothing_to_accept(folder: Path) -> None:
    check(folder, "--select", "stray-space")
    said = accept(folder, "--last")
    assert "no check of this folder has shown a finding yet" in said
    assert "nothing new to accept" in said
    assert not (folder / SIDECAR).exists()


def test_a_line_means_what_is_shown_there_and_not_what_a_baseline_hides(folder: Path) -> None:
    check(folder, "--write-baseline", "baseline.jsonl", "--select", "known-misspelling")
    (folder / "newslint.toml").write_text('select = ["typo"]\nbaseline = "baseline.jsonl"\n')
    accept(folder, "a.txt:3")
    assert [one["rule"] for one in entries(folder)] == ["doubled-word"]
    accept(folder, "a.txt:3:15")
    assert len(entries(folder)) == 2


def test_where_all_of_a_file_is_accepted_another_line_of_it_is_told_so(folder: Path) -> None:
    accept(folder, "b.txt:1")
    assert "what is found in this file is accepted already" in accept(folder, "b.txt:9", status=2)


def test_without_a_configuration_the_last_check_is_not_known_and_places_are(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FIRST)
    check(tmp_path)
    assert "without a configuration there is none" in accept(tmp_path, "--last", status=2)
    accept(tmp_path, "a.txt:1:13")
    assert found(tmp_path) == []
    (tmp_path / "inner").mkdir()
    (tmp_path / "a.txt").rename(tmp_path / "inner" / "a.txt")
    assert found(tmp_path / "inner") == []


def test_a_dry_run_changes_nothing(folder: Path) -> None:
    assert "1 finding would be accepted in" in accept(folder, "a.txt:1", "--dry-run")
    assert not (folder / SIDECAR).exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "say what to accept"),
        (("a.txt:1", "--last"), "say what to accept"),
        (("a.txt:2",), "a.txt:2: nothing is found there; findings are at a.txt:1:13 (doubled-word), a.txt:3:15"),
        (("missing.txt:2",), "there is no file missing.txt"),
        (("a.txt",), "a.txt is a file or folder; say which of its findings, such as a.txt:12"),
        (("abcd",), "no finding here has such a fingerprint"),
        (("abc",), "'abc' is no finding; say a place (a.txt:12)"),
        (("a.txt:1", "a.txt:2"), "a.txt:2: nothing is found there"),
        (("missing.jsonl",), "missing.jsonl: cannot be read"),
    ],
)
def test_what_means_nothing_accepts_nothing(folder: Path, arguments: tuple[str, ...], message: str) -> None:
    assert message in accept(folder, *arguments, status=2)
    assert not (folder / SIDECAR).exists()


def test_a_fingerprint_that_stands_in_two_files_has_to_be_a_place(folder: Path) -> None:
    (one, *_) = json.loads(check(folder, "b.txt", "--output-format", "json").stdout)
    said = accept(folder, one["fingerprint"], status=2)
    assert "may mean a.txt:3:15 (known-misspelling) and b.txt:1:32 (known-misspelling)" in said


def test_accepted_findings_are_never_mended(folder: Path) -> None:
    (folder / "a.txt").write_text(FIRST + "\n" + FIRST.replace("man", "boy"))
    accept(folder, "a.txt:1")
    check(folder, "--fix")
    assert (folder / "a.txt").read_text() == FIRST + "\n" + FIRST.replace("man", "boy").replace("the the", "the")


def test_nor_are_they_repaired_while_what_a_baseline_knows_is(folder: Path) -> None:
    (folder / "newslint.toml").write_text('baseline = "baseline.jsonl"\nselect = ["typo"]\n')
    check(folder, "--write-baseline", "baseline.jsonl")
    accept(folder, "a.txt:1")
    done = newslint("repair", ".", "../repaired", folder=folder)
    assert done.returncode in (0, 1), done.stderr
    assert (folder / "../repaired/a.txt").read_text() == ARTICLE.replace("teh", "the")
    assert b'"typo"' in newslint("score", ".", folder=folder).stdout


def test_a_line_that_silences_nothing_is_reported_and_a_run_on_a_part_says_nothing_of_it(folder: Path) -> None:
    accept(folder, "a.txt:1", "b.txt:1")
    (folder / "a.txt").write_text(ARTICLE.replace("the the", "the"))
    assert left(folder) == [(SIDECAR, 2, "unused-suppression"), *ALL[1:3]]
    assert "This accepted finding silences nothing: doubled-word finds no “the the” in a.txt" in check(folder).stdout
    for partial in (("b.txt",), ("--select", "stray-space,newslint"), ("--scope", "corpus")):
        assert not any(rule == "unused-suppression" for _, _, rule in left(folder, *partial))
    (folder / "a.txt").unlink()
    assert left(folder, ".") == [(SIDECAR, 2, "unused-suppression")]


def test_twins_are_missed_only_by_a_run_that_compares_as_much(folder: Path) -> None:
    (folder / "newslint.toml").write_text('select = ["duplicate", "newslint"]\n')
    for name in ("one", "two"):
        (folder / name).mkdir()
        (folder / name / "a.txt").write_text(f"{ARTICLE}\nA line that only folder {name} has, said its owner.\n")
    (folder / "a.txt").unlink()
    accepted = left(folder)[0]
    accept(folder, f"{accepted[0]}:{accepted[1]}")
    assert left(folder, "one") == []
    (folder / "two" / "a.txt").unlink()
    assert {rule for _, _, rule in left(folder)} == {"unused-suppression"}


def test_the_configuration_may_keep_the_file_elsewhere(folder: Path) -> None:
    (folder / "newslint.toml").write_text('select = ["typo"]\naccepted = "right.jsonl"\n')
    accept(folder, "a.txt:1")
    assert (folder / "right.jsonl").exists()
    assert left(folder) == ALL[1:]


def test_what_a_baseline_knows_can_be_accepted_and_is_then_counted_as_that(folder: Path) -> None:
    check(folder, "--write-baseline", "baseline.jsonl")
    accept(folder, "a.txt:1")
    done = check(folder, "--baseline", "baseline.jsonl")
    assert (
        "3 known findings not shown (baseline; --no-baseline shows them); 1 accepted finding not shown" in done.stdout
    )
    assert done.stderr == ""


def decide(folder: Path, lines: Iterable[dict[str, object]]) -> None:
    schema = json.loads((ROOT / "docs" / "decisions.schema.json").read_text())
    for line in lines:
        jsonschema.validate(line, schema)
    (folder / "decisions.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))


def decisions_of(folder: Path) -> dict[tuple[str, int, str], dict[str, object]]:
    """Return for each finding a decision on its place, as a report writes it; an entry has its key."""
    accept(folder, "a.txt:1", "a.txt:3", "b.txt:1")
    keys = {(one["path"], one["excerpt"]): one["key"] for one in entries(folder)}
    (folder / SIDECAR).unlink()
    return {
        (one["path"], one["line"], one["rule"]): {
            "verdict": "right", "scope": "place", "rule": one["rule"], "key": keys[one["path"], one["excerpt"]],
            "fingerprint": one["fingerprint"], "excerpt": one["excerpt"], "path": one["path"], "record": None,
            "line": one["line"], "when": "2026-03-01T10:00:00Z", "why": None,
        }
        for one in json.loads(check(folder, "--output-format", "json").stdout)
    }  # fmt: skip


def test_decisions_are_accepted_noted_or_counted(folder: Path) -> None:
    of = decisions_of(folder)
    decide(folder, [
        of[ALL[0]] | {"why": "He did say so."}, of[ALL[1]] | {"verdict": "mistaken"}, of[ALL[2]] | {"verdict": "wrong"},
        of[ALL[3]] | {"verdict": "later"},
    ])  # fmt: skip
    said = accept(folder, "decisions.jsonl")
    assert "2 findings accepted in .newslint-accepted.jsonl; 1 to be mended, 1 left for later" in said
    assert [(one["verdict"], one["why"], one["when"]) for one in entries(folder)] == [
        ("right", "He did say so.", "2026-03-01"),
        ("mistaken", "", "2026-03-01"),
    ]
    assert left(folder) == ALL[2:]
    assert "2 accepted before, or there no more" in accept(folder, "decisions.jsonl")


def test_an_exception_inside_a_group_is_still_reported(folder: Path) -> None:
    of = decisions_of(folder)
    decide(folder, [of[ALL[1]] | {"scope": "everywhere"}, of[ALL[3]] | {"verdict": "wrong"}])
    accept(folder, "decisions.jsonl")
    (folder / "c.txt").write_text("Soon teh bus came.\n")
    assert left(folder) == [ALL[0], ALL[2], ALL[3]]
    (folder / "b.txt").rename(folder / "d.txt")
    assert ("d.txt", 1, "known-misspelling") in left(folder)


@pytest.mark.parametrize(
    "line",
    ['{"verdict": "right"', "[]", '{"verdict": "perhaps"}', '{"verdict": "right", "scope": "place", "key": "a"}'],
)
def test_damaged_decisions_accept_nothing(folder: Path, line: str) -> None:
    (folder / "decisions.jsonl").write_text(f"{json.dumps(decisions_of(folder)[ALL[0]])}\n{line}\n")
    said = accept(folder, "decisions.jsonl", status=2)
    assert "decisions.jsonl:2: this is no decision" in said
    assert not (folder / SIDECAR).exists()


@pytest.mark.parametrize("data", [b"", b"nonsense\n", b'{"newslint": "accepted", "version": 2}\n', b"\xff\n"])
def test_a_damaged_file_of_accepted_findings_is_an_error_everywhere(folder: Path, data: bytes) -> None:
    (folder / SIDECAR).write_bytes(data)
    done = check(folder)
    assert done.returncode == 2
    assert f"{SIDECAR}:" in done.stderr
    accept(folder, "a.txt:1", status=2)
    assert (folder / SIDECAR).read_bytes() == data


def test_records_are_accepted_by_the_line_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "newslint.toml").write_text('select = ["typo"]\n')
    records = [{"id": str(number), "text": text} for number, text in enumerate((OTHER, ARTICLE, OTHER))]
    (tmp_path / "all.jsonl").write_text("".join(json.dumps(one) + "\n" for one in records))
    accept(tmp_path, "all.jsonl:3")
    lines = [one["record"] for one in json.loads(check(tmp_path, "all.jsonl", "--output-format", "json").stdout)]
    assert lines == [1, 2, 2, 2]
