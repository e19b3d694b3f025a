"""The trailer of a run over records, and the hash of the configuration in it."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from newslint.configuration.configuration_hash import hash_of_run, hash_of_setting, hashed
from newslint.requests.request import Options, prepare

ROOT = Path(__file__).resolve().parent.parent
RECORDS = (
    '{"id": "a", "url": "https://www.example.org/a", "text": "Police said the the man fled."}\n'
    '{"id": "b", "text": "Rain fell on the town."}\n'
)


def jsonl(*arguments: str, folder: Path, status: int = 1) -> list[dict]:
    command = [sys.executable, "-m", "newslint", "check", "--output-format", "jsonl", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=120)
    assert done.returncode == status, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.jsonl").write_text(RECORDS)
    (tmp_path / "a.txt").write_text("Police said the the man fled.\n")
    return tmp_path


def test_a_run_over_records_ends_with_a_trailer_and_all_other_lines_are_findings(folder: Path) -> None:
    *findings, last = jsonl("a.jsonl", folder=folder)
    assert [one["rule"] for one in findings] == ["doubled-word"]
    assert not any("trailer" in one for one in findings)
    assert (last["trailer"], last["complete"]) == (True, True)
    assert (last["files"], last["articles"], last["records"], last["findings"]) == (1, 2, 2, 1)
    assert last["by_rule"] == {"doubled-word": 1}
    assert last["by_severity"] == {"error": 1, "warning": 0, "info": 0}
    assert last["words"] is None
    assert last["errors"] == []
    jsonschema.validate(last, json.loads((ROOT / "docs" / "trailer.schema.json").read_text("utf-8")))


def test_a_run_over_plain_files_has_findings_only(folder: Path) -> None:
    assert [one["rule"] for one in jsonl("a.txt", folder=folder)] == ["doubled-word"]


def test_a_file_of_records_without_any_has_a_trailer_too(folder: Path) -> None:
    (folder / "empty.jsonl").write_text("")
    assert jsonl("empty.jsonl", folder=folder)[-1]["trailer"]


def test_each_part_of_the_input_has_a_trailer_and_the_hash_of_the_others_even_where_no_file_fell_to_it(
    folder: Path,
) -> None:
    parts = [
        jsonl("a.jsonl", "a.txt", "--shard", f"{number}/3", folder=folder, status=int(number > 1))
        for number in (1, 2, 3)
    ]
    assert [part[-1]["files"] for part in parts] == [0, 1, 1]
    assert all(part[-1]["complete"] for part in parts)
    assert len({part[-1]["configuration"] for part in parts}) == 1


def test_words_are_told_where_they_were_counted(folder: Path) -> None:
    assert jsonl("a.jsonl", "--statistics", folder=folder)[-1]["words"] == 11


def test_a_run_that_cannot_be_trusted_is_not_complete(folder: Path) -> None:
    last = jsonl("a.jsonl", "missing.jsonl", folder=folder, status=2)[-1]
    assert last["complete"] is False
    assert "missing.jsonl" in last["errors"][0]


def test_a_rule_that_failed_makes_a_run_incomplete(folder: Path) -> None:
    (folder / "fails.py").write_text(
        "from newslint import Bad, Good, rule\n"
        '@rule("No", category="text", on="document", examples=[Bad("[[a]]"), Good("b"), Good("c")])\n'
        "def always_fails(document):\n"
        '    """It fails.\n\n    Always.\n    """\n'
        '    raise ValueError("no")\n'
    )
    (folder / "newslint.toml").write_text('plugins = ["fails.py"]\n')
    last = jsonl("a.jsonl", folder=folder, status=2)[-1]
    assert last["complete"] is False
    assert len(last["versions"]["plugins"]["fails.py"]) == 16


def test_a_report_beside_has_the_trailer_too(folder: Path) -> None:
    jsonl("a.jsonl", "--report", "jsonl=newslint.jsonl", folder=folder)
    assert json.loads((folder / "newslint.jsonl").read_text().splitlines()[-1])["trailer"]


def run_hash(folder: Path, monkeypatch: pytest.MonkeyPatch, *paths: str, **options: object) -> str:
    monkeypatch.chdir(folder)
    loaded = prepare(Options(paths or ("a.txt",), **options))
    return hash_of_run(loaded.request, loaded.plugins)


def test_the_hash_is_the_same_in_another_folder_and_another_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = set()
    for name in ("here", "elsewhere/deep"):
        folder = tmp_path / name
        folder.mkdir(parents=True)
        (folder / "a.txt").write_text("Rain.\n")
        words = ["one", "two", "three"] if name == "here" else ["three", "two", "one"]
        (folder / "newslint.toml").write_text(f"words = {json.dumps(words)}\n")
        found.add(run_hash(folder, monkeypatch))
        code = (
            "from newslint.requests.request import *; from newslint.configuration.configuration_hash import *\n"
            "loaded = prepare(Options(('a.txt',))); print(hash_of_run(loaded.request, loaded.plugins))"
        )
        for seed in ("1", "2"):
            command = [sys.executable, "-c", code]
            done = subprocess.run(command, capture_output=True, check=True, text=True, env={"PYTHONHASHSEED": seed})
            found.add(done.stdout.strip())
    assert len(found) == 1


@pytest.mark.parametrize("change", [
    'extend = "desk"', 'ignore = ["typo"]', 'words = ["Idlib"]', 'languages = ["en"]',
    '[severity]\nstray-space = "error"',
    '[rules.doubled-word]\nallow = ["bye"]', '[[per-path]]\npaths = ["b*"]\nignore = ["typo"]', 'encoding = "cp1252"',
    'exclude = ["drafts/"]', '[fields]\nbody = "words"',
])  # fmt: skip
def test_what_changes_the_findings_changes_the_hash(folder: Path, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    before = run_hash(folder, monkeypatch)
    (folder / "newslint.toml").write_text(change)
    assert run_hash(folder, monkeypatch) != before


@pytest.mark.parametrize("same", ['extend = "feed"', 'fail-on = "error"', "words = []"])
def test_what_leaves_the_findings_alone_leaves_the_hash(
    folder: Path, monkeypatch: pytest.MonkeyPatch, same: str
) -> None:
    before = run_hash(folder, monkeypatch)
    (folder / "newslint.toml").write_text(same)
    assert run_hash(folder, monkeypatch) == before


def test_the_command_line_and_a_plugin_file_count_in_the_hash(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run_hash(folder, monkeypatch, preset="corpus") != run_hash(folder, monkeypatch)
    assert run_hash(folder, monkeypatch, scope="document") != run_hash(folder, monkeypatch)
    (folder / "newslint.toml").write_text('plugins = ["house.py"]\n')
    found = set()
    for word in ("Idlib", "Raqqa"):
        (folder / "house.py").write_text(f"# {word}\nimport newslint\n@newslint.hookimpl\ndef newslint_words():\n"
                                         f"    return ['{word}']\n")  # fmt: skip
        found.add(run_hash(folder, monkeypatch))
    assert len(found) == 2


def test_the_files_that_are_there_do_not_change_the_hash(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "newslint.toml").write_text('[[per-path]]\npaths = ["b*"]\nignore = ["typo"]')
    (folder / "b.txt").write_text("Rain.\n")
    assert run_hash(folder, monkeypatch, "a.txt", "b.txt") == run_hash(folder, monkeypatch, "a.txt")


def test_the_hash_of_a_setting_knows_what_holds_for_a_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from newslint.engine import Work

    (folder / "newslint.toml").write_text('[[per-path]]\npaths = ["b*"]\nignore = ["typo"]')
    (folder / "b.txt").write_text("Rain.\n")
    monkeypatch.chdir(folder)
    loaded = prepare(Options(("a.txt", "b.txt")))
    work = Work(loaded.request, loaded.plugins)
    several = {
        hash_of_setting(setting, plugins, work.active(index), encoding)
        for index, (setting, plugins) in enumerate(zip(loaded.request.settings, loaded.plugins, strict=True))
        for encoding in ("utf-8", "cp1252")
    }
    assert len(several) == 4


def test_sets_and_mappings_count_without_their_order() -> None:
    assert hashed({"a": {"x", "y"}, "b": 1}) == hashed({"b": 1, "a": frozenset(("y", "x"))})
    assert hashed({"a": ["x", "y"]}) != hashed({"a": ["y", "x"]})
