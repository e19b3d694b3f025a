"""``--write-baseline`` and ``--baseline``, as a desk with an archive uses them."""

import json
import os
import subprocess
from pathlib import Path
from random import Random

import pytest
from edits_of_articles import sentence
from test_cli_check import newslint

from newslint import Linter

ROOT = Path(__file__).resolve().parent.parent
WRONG = "Harbour closed after storm\n\nPolice said on Monday that the the man had fled the town before dawn.\n"
OTHER = "The mayor told reporters outside the town hall that that was not true of the the second man.\n"
LEFTOVER = "Sign up for our newsletter\n"


def check(folder: Path, *arguments: str, command: str = "check") -> subprocess.CompletedProcess[str]:
    done = newslint(command, *arguments, folder=folder)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def found(folder: Path, *arguments: str) -> list[tuple[str, str]]:
    done = check(folder, "--output-format", "json", *arguments)
    return [(one["path"], one["rule"]) for one in json.loads(done.stdout)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(WRONG)
    (tmp_path / "b.txt").write_text(OTHER)
    done = check(tmp_path, "--write-baseline", "baseline.jsonl", "--select", "typo,boilerplate")
    assert (done.returncode, done.stdout) == (0, "")
    return tmp_path


def known(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "baseline.jsonl").read_text().splitlines()[1:]]


BASELINE = ("--baseline", "baseline.jsonl", "--select", "typo,boilerplate")
WRITE = ("--write-baseline", "baseline.jsonl", "--select", "typo,boilerplate")


def test_what_is_known_is_not_shown_and_does_not_fail(folder: Path) -> None:
    done = check(folder, *BASELINE)
    assert (done.returncode, done.stderr) == (0, "")
    assert (
        done.stdout
        == "2 articles, 36 words: nothing found; 2 known findings not shown (baseline; --no-baseline shows them).\n"
    )


def test_what_is_new_fails_alone(folder: Path) -> None:
    (folder / "b.txt").write_text(OTHER + "\nNobody was hurt in in the end, he said.\n")
    done = check(folder, *BASELINE)
    assert done.returncode == 1
    assert "b.txt:3:17" in done.stdout
    assert "a.txt" not in done.stdout
    assert "1 warning" in done.stdout or "1 error" in done.stdout
    assert found(folder, *BASELINE) == [("b.txt", "doubled-word")]


def test_machine_formats_leave_out_what_is_known(folder: Path) -> None:
    for name in ("sarif", "gitlab", "junit", "github", "checkstyle", "jsonl"):
        done = check(folder, *BASELINE, "--output-format", name)
        assert done.returncode == 0
        assert "a.txt" not in done.stdout


def test_the_file_is_readable_sorted_and_the_same_each_time(folder: Path) -> None:
    first = (folder / "baseline.jsonl").read_bytes()
    (folder / "a.txt").write_text("New first line of the story\n\n" + WRONG)
    assert check(folder, *WRITE).returncode == 0
    assert (folder / "baseline.jsonl").read_bytes() == first
    assert [(one["rule"], one["excerpt"], one["path"]) for one in known(folder)] == [
        ("doubled-word", "the the", "a.txt"),
        ("doubled-word", "the the", "b.txt"),
    ]


def test_what_is_there_no_more_is_said_and_pruned(folder: Path) -> None:
    (folder / "a.txt").write_text(WRONG.replace("the the", "the"))
    done = check(folder, *BASELINE)
    assert done.returncode == 0
    assert done.stderr == (
        "newslint: 1 finding of the baseline baseline.jsonl is there no more;"
        " newslint check --write-baseline baseline.jsonl prunes it\n"
    )
    done = check(folder, *WRITE)
    assert "1 of before is there no more, and left out" in done.stderr
    assert [one["path"] for one in known(folder)] == ["b.txt"]


def test_a_file_that_was_deleted_is_pruned_and_one_that_was_renamed_is_not(folder: Path) -> None:
    (folder / "a.txt").rename(folder / "c.txt")
    assert check(folder, *BASELINE).stderr == ""
    (folder / "c.txt").unlink()
    assert "1 finding of the baseline" in check(folder, *BASELINE).stderr
    check(folder, *WRITE)
    assert [one["path"] for one in known(folder)] == ["b.txt"]


@pytest.mark.parametrize(
    "partial",
    [
        ("b.txt",),
        ("--select", "stray-space"),
        ("--scope", "corpus"),
        ("--ignore", "doubled-word"),
        ("--exclude", "a.txt"),
    ],
)
def test_a_run_on_a_part_calls_nothing_stale_that_it_did_not_look_for(folder: Path, partial: tuple[str, ...]) -> None:
    (folder / "a.txt").write_text("Nothing is wrong here.\n")
    assert "no more" not in check(folder, "--baseline", "baseline.jsonl", *partial).stderr
    done = check(folder, "--write-baseline", "baseline.jsonl", *partial)
    assert "no more" not in done.stderr
    assert {one["path"] for one in known(folder) if one["rule"] == "doubled-word"} == {"a.txt", "b.txt"}


def test_a_shard_calls_nothing_stale_that_another_one_sees(folder: Path) -> None:
    (folder / "c.txt").write_text(WRONG.replace("town", "village"))
    check(folder, *WRITE)
    for number in (1, 2, 3):
        assert check(folder, *BASELINE, "--shard", f"{number}/3").stderr == ""


def test_files_come_in_batches_to_a_hook_and_one_baseline_serves_them_all(folder: Path) -> None:
    (folder / "newslint.toml").write_text('baseline = "baseline.jsonl"\nselect = ["typo"]\n')
    for batch in (("a.txt",), ("b.txt",), ("b.txt", "a.txt")):
        done = newslint("check", "--force-exclude", *batch, folder=folder, PRE_COMMIT="1")
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    (folder / "c.txt").write_text(WRONG)
    done = newslint("check", "--force-exclude", "c.txt", folder=folder, PRE_COMMIT="1")
    assert done.returncode == 1


def test_the_configuration_names_a_baseline_relative_to_itself(folder: Path) -> None:
    (folder / "newslint.toml").write_text('baseline = "known.txt"\nselect = ["typo"]\n')
    done = check(folder, ".")
    assert done.returncode == 2
    assert (
        "known.txt: cannot be read: No such file or directory; newslint check --write-baseline FILE writes one"
        in done.stderr
    )
    assert check(folder, "--write-baseline", "known.txt").returncode == 0
    inner = folder / "inner"
    inner.mkdir()
    (folder / "a.txt").rename(inner / "a.txt")
    assert found(inner) == []
    assert found(folder) == []
    assert found(folder, "--isolated", "--select", "typo") != []


def test_twins_are_known_and_a_third_one_is_new(tmp_path: Path) -> None:
    shared = (
        "The harbour of the old town was closed on Monday after the worst storm in thirty years broke its outer wall"
        " and sank nine boats that belonged to fishermen of the island.\n"
    )
    (tmp_path / "a.txt").write_text(
        "Fishing has fed these villages for three centuries, and few families own anything but their nets. The"
        f" council wants to help them before spring comes.\n\n{shared}\n"
        "A fund was opened at once, and pupils collected coins.\n"
    )
    (tmp_path / "b.txt").write_text(
        "Insurers counted their losses while engineers looked at what was left of a lighthouse built by prisoners."
        f" No ship had been warned in time.\n\n{shared}\n"
        "Forecasters blamed a broken cable that nobody had mended in May.\n"
    )
    check(tmp_path, "--write-baseline", "baseline.jsonl")
    assert found(tmp_path, "--baseline", "baseline.jsonl") == []
    (tmp_path / "a.txt").rename(tmp_path / "z.txt")
    assert found(tmp_path, "--baseline", "baseline.jsonl") == []
    (tmp_path / "c.txt").write_text(f"Another story altogether.\n\n{shared}")
    assert {path for path, _ in found(tmp_path, "--baseline", "baseline.jsonl")} == {"c.txt"}
    assert check(tmp_path, "b.txt", "--baseline", "baseline.jsonl").stderr == ""


def paragraphs(folder: Path, name: str) -> list[str]:
    return (folder / name).read_text().split("\n\n")


def write(folder: Path, name: str, several: list[str]) -> None:
    (folder / name).write_text("\n\n".join(several))


def test_twins_are_known_whatever_their_kind_is_after_a_split_or_a_join_elsewhere(tmp_path: Path) -> None:
    dice = Random(3)  # noqa: S311 - the same each time
    own = [" ".join(sentence(dice, 18) for _ in range(3)) for _ in range(12)]
    wire = [" ".join(sentence(dice, 12) for _ in range(3)) for _ in range(2)]
    nearly = [one.replace(one.split()[5], "yesterday", 1) for one in wire]
    write(tmp_path, "a.txt", [own[0], wire[0], own[1], wire[1], *own[2:5]])
    write(tmp_path, "b.txt", [own[5], nearly[0], own[6], nearly[1], *own[7:9]])
    write(tmp_path, "c.txt", [own[9], wire[0], own[10], wire[1], own[11]])
    twins = ("--select", "duplicate", "--baseline", "baseline.jsonl")
    check(tmp_path, "--select", "duplicate", "--write-baseline", "baseline.jsonl")
    assert {one["rule"] for one in known(tmp_path)} >= {"shared-paragraph", "similar-paragraph"}
    first, *split = paragraphs(tmp_path, "c.txt")
    write(tmp_path, "c.txt", [first, *split[0].replace(". ", ".\n\n", 1).split("\n\n"), *split[1:]])
    assert found(tmp_path, *twins) == []
    first, *joined = paragraphs(tmp_path, "a.txt")
    write(tmp_path, "a.txt", [first, joined[0], f"{joined[1]} {joined[2]}", *joined[3:]])
    assert found(tmp_path, *twins) == []
    write(tmp_path, "d.txt", [*(sentence(dice, 40) for _ in range(8)), wire[0]])
    assert {path for path, _ in found(tmp_path, *twins)} == {"d.txt"}
    write(tmp_path, "a.txt", [*paragraphs(tmp_path, "a.txt"), own[9]])
    assert {path for path, _ in found(tmp_path, *twins)} == {"a.txt", "c.txt", "d.txt"}


def test_records_are_known_by_their_ids_or_texts_wherever_they_stand(tmp_path: Path) -> None:
    def write(*records: tuple[str | None, str]) -> None:
        lines = [json.dumps({"text": text} | ({"id": name} if name else {})) for name, text in records]
        (tmp_path / "all.jsonl").write_text("\n".join(lines) + "\n")

    arguments = ("all.jsonl", "--select", "typo,boilerplate", "--show", "info")
    one, other, clean = f"{WRONG}\n{LEFTOVER}", OTHER, "Nothing is wrong here at all, said the mayor.\n"
    write(("1", one), (None, other), ("3", clean))
    assert check(tmp_path, *arguments, "--write-baseline", "b.jsonl").returncode == 0
    write((None, clean), ("3", clean), (None, other), ("1", one))
    assert found(tmp_path, *arguments, "--baseline", "b.jsonl") == []
    write((None, f"{clean}\n{LEFTOVER}"), (None, other), ("1", WRONG))
    assert len(found(tmp_path, *arguments, "--baseline", "b.jsonl")) == 1


def test_what_is_known_is_not_mended_while_what_is_new_is(folder: Path) -> None:
    new = "Nobody was hurt, the the minister said after the vote on Friday.\n"
    (folder / "b.txt").write_text(new + "\n" + OTHER)
    assert "would be fixed" in check(folder, *BASELINE, "--diff").stderr
    done = check(folder, *BASELINE, "--fix")
    assert "1 finding fixed in 1 file" in done.stderr
    assert (folder / "a.txt").read_text() == WRONG
    assert (folder / "b.txt").read_text() == new.replace("the the", "the") + "\n" + OTHER
    assert check(folder, *BASELINE, command="fix").returncode == 0


def test_a_warm_run_knows_the_same_as_a_cold_one(folder: Path) -> None:
    cold = check(folder, *BASELINE, "--no-cache").stdout
    assert check(folder, *BASELINE).stdout == check(folder, *BASELINE).stdout == cold


def test_the_file_of_entries_is_no_article(folder: Path) -> None:
    (folder / "baseline.jsonl").rename(folder / "known.txt")
    (folder / "newslint.toml").write_text('baseline = "known.txt"\nselect = ["typo"]\n')
    done = check(folder, ".", "--output-format", "concise")
    assert (done.returncode, done.stdout[:10]) == (0, "2 articles")


@pytest.mark.parametrize("arguments", [("--diff",), ("--baseline", "baseline.jsonl")])
def test_writing_a_baseline_does_not_go_with(folder: Path, arguments: tuple[str, ...]) -> None:
    done = check(folder, "--write-baseline", "baseline.jsonl", *arguments)
    assert done.returncode == 2
    assert f"does not go with {arguments[0]}" in done.stderr


def lines(folder: Path) -> list[str]:
    return (folder / "baseline.jsonl").read_text().splitlines()


DAMAGED = {
    "an empty file": (lambda old: [], "is empty, so it is no baseline"),
    "no heading": (lambda old: old[1:], ":1: is no baseline of newslint, which would begin with"),
    "another file": (lambda old: ['{"a": 1}'], ":1: is no baseline of newslint"),
    "an article": (lambda old: [WRONG], ":1: is no baseline of newslint, which would begin with"),
    "accepted findings": (
        lambda old: [old[0].replace("baseline", "accepted")],
        "is a file of accepted findings, not a",
    ),
    "a newer version": (
        lambda old: [old[0].replace("1", "2"), *old[1:]],
        ":1: was written by a newer newslint (format 2",
    ),
    "half a line": (lambda old: [*old[:-1], old[-1][:50]], ":3: this line of the baseline is damaged: it is not JSON"),
    "no key": (
        lambda old: [*old[:-1], '{"path": "a.txt"}'],
        ":3: this line of the baseline is damaged: it has no 'key'",
    ),
    "a bad key": (lambda old: [*old, old[1].replace('"key": "doubled-word:', '"key": "')], ":4: this line of the"),
    "a bad count": (
        lambda old: [old[0], old[1][:-1] + ', "count": -1}'],
        ":2: this line of the baseline is damaged: its",
    ),
    "marks of a merge": (
        lambda old: [*old[:2], "<<<<<<< ours", old[1], "=======", old[2], ">>>>>>> theirs"],
        ":3: holds the marks of a merge that was left unfinished; keep the lines of both sides",
    ),
}


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_baseline_is_never_passed_over(folder: Path, damage: str) -> None:
    change, message = DAMAGED[damage]
    data = "".join(f"{line}\n" for line in change(lines(folder))).encode()
    (folder / "baseline.jsonl").write_bytes(data)
    done = check(folder, *BASELINE, "--output-format", "json")
    assert (done.returncode, done.stdout) == (2, "[]\n")
    assert f"baseline.jsonl{message}" in done.stderr.replace(": is empty", "is empty") or message in done.stderr
    if damage != "an empty file":
        assert check(folder, *WRITE).returncode == 2
        assert (folder / "baseline.jsonl").read_bytes() == data


def test_lines_that_a_merge_left_twice_and_line_ends_of_windows_change_nothing(folder: Path) -> None:
    old = lines(folder)
    text = "\r\n".join([old[0], *old[1:], *old[1:], old[0], ""])
    (folder / "baseline.jsonl").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert check(folder, *BASELINE).returncode == 0
    (folder / "a.txt").write_text(WRONG + "\n" + WRONG)
    assert found(folder, *BASELINE, "a.txt") == [("a.txt", "doubled-word")]


def test_a_baseline_that_cannot_be_written_is_an_error_and_nothing_is_lost(folder: Path) -> None:
    done = check(folder, "--write-baseline", "no/such/baseline.jsonl")
    assert done.returncode == 2
    assert "no/such/baseline.jsonl: cannot be written: there is no folder no/such" in done.stderr
    (folder / "taken").mkdir()
    done = check(folder, "--write-baseline", "taken")
    assert done.returncode == 2
    assert "--write-baseline: taken is no file, so no baseline can take its place" in done.stderr
    os.mkfifo(folder / "pipe")
    assert check(folder, "--write-baseline", "pipe").returncode == 2


@pytest.mark.parametrize("before", [None, "baseline.jsonl"])
def test_a_baseline_that_somebody_else_writes_during_the_run_is_not_overwritten(
    folder: Path, before: str | None
) -> None:
    other = (folder / "baseline.jsonl").read_bytes() + b"\n"
    if before is None:
        (folder / "baseline.jsonl").unlink()
    (folder / "newslint.toml").write_text('plugins = ["slow.py"]\n')
    (folder / "slow.py").write_text(f"""
from pathlib import Path
from newslint import Bad, Finding, Good, Span, rule

@rule("A rule of the house", category="text", on="document", examples=[Bad("[[x]]"), Good("a"), Good("b")])
def slow_rule(document):
    \"\"\"Is slow.

    Meanwhile somebody else writes the baseline.
    \"\"\"
    Path("baseline.jsonl").write_bytes({other!r})
    return [Finding(Span(0, 1))] if document.text == "x" else []
""")
    done = check(folder, "--write-baseline", "baseline.jsonl", "--jobs", "1")
    assert done.returncode == 2, done.stderr
    assert "baseline.jsonl was not written: somebody else wrote it while the articles were checked" in done.stderr
    assert (folder / "baseline.jsonl").read_bytes() == other


def test_a_run_that_cannot_be_trusted_writes_no_baseline(folder: Path) -> None:
    before = (folder / "baseline.jsonl").read_bytes()
    done = check(folder, *WRITE, "a.txt", "missing.txt")
    assert done.returncode == 2
    assert "baseline.jsonl was not written, for not all could be checked" in done.stderr
    assert (folder / "baseline.jsonl").read_bytes() == before


def test_scores_and_rates_count_what_a_baseline_knows(folder: Path) -> None:
    plain = newslint("score", "a.txt", folder=folder).stdout
    (folder / "newslint.toml").write_text('baseline = "baseline.jsonl"\n')
    known = newslint("score", "a.txt", folder=folder).stdout
    assert json.loads(known)["score"] == json.loads(plain)["score"] < 100


def test_engines_and_the_library_know_the_same(folder: Path) -> None:
    (folder / "newslint.toml").write_text('baseline = "baseline.jsonl"\nselect = ["typo"]\n')
    (folder / "c.txt").write_text(WRONG.replace("town", "village"))
    for engine in ("serial", "pool"):
        assert found(folder, ".", "--engine", engine) == [("c.txt", "doubled-word")]
    assert [one.location.path for one in Linter(str(folder / "newslint.toml")).lint_folder(folder)] == [
        str(folder / "c.txt")
    ]
