"""What others get through pre-commit, run as they run it: the real pre-commit on a repository of theirs."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.hooks
ROOT = Path(__file__).parent.parent
BAD = "Police said the the man fled.\n"
CLEAN = "Police said the man fled.\n"
SHARED = "The harbour master counted forty-one barges at the quay before breakfast on Tuesday."


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps the environments of its hooks; one for all tests, since one takes half a minute."""
    return tmp_path_factory.mktemp("pre-commit")


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with what stands in this one now, committed: what pre-commit clones for its hooks."""
    pytest.importorskip("pre_commit")
    folder = tmp_path_factory.mktemp("checkout")
    listed = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    for name in filter(None, listed):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes((ROOT / name).read_bytes())
    return committed(folder)


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """The repository of somebody who uses the hooks."""
    folder = tmp_path / "theirs"
    folder.mkdir()
    git(folder, "init", "-q")
    return folder


def git(folder: Path, *arguments: str) -> str:
    # A test that is itself run by a hook must not work on the repository of that hook.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    identity = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", "-c", "core.autocrlf=false")
    command = ["git", *identity, *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True).stdout


def committed(folder: Path) -> Path:
    git(folder, "init", "-q")
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "-q", "-m", "All", "--no-verify")
    return folder


def pre_commit(home: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "NEWSLINT_"))}
    environment |= {"PRE_COMMIT_HOME": str(home), "PRE_COMMIT_COLOR": "never", "FORCE_COLOR": ""}
    command = [sys.executable, "-m", "pre_commit", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


def hook(
    home: Path, checkout: Path, theirs: Path, name: str = "newslint", settings: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run one hook over all files, as a configuration that names the checkout does it."""
    revision = git(checkout, "rev-parse", "HEAD").strip()
    text = f"repos:\n- repo: {checkout.as_uri()}\n  rev: {revision}\n  hooks:\n  - id: {name}\n{settings}"
    (theirs / ".pre-commit-config.yaml").write_text(text)
    git(theirs, "add", "--all")
    run = pre_commit(home, theirs, "run", "--all-files")
    assert "An unexpected error" not in run.stdout, run.stdout
    return run


def said(run: subprocess.CompletedProcess[str]) -> list[str]:
    """Return what the hook itself said, without pre-commit's own lines about installing and about the hook."""
    own = re.compile(r"\[(INFO|WARNING)\]|newslint.*\.\.\.|- (hook id|exit code|duration|files were)")
    return [line for line in run.stdout.splitlines() if line.strip() and not own.match(line)]


def test_the_manifest_is_valid() -> None:
    for command, file in (
        ("validate-manifest", ".pre-commit-hooks.yaml"),
        ("validate-config", ".pre-commit-config.yaml"),
    ):
        subprocess.run([sys.executable, "-m", "pre_commit", command, ROOT / file], check=True)


def test_try_repo_runs_what_stands_in_the_checkout(home: Path, checkout: Path, theirs: Path) -> None:
    (theirs / "bad.txt").write_text(BAD)
    git(theirs, "add", "--all")
    run = pre_commit(home, theirs, "try-repo", str(checkout), "newslint", "--all-files", "--verbose")
    assert run.returncode == 1
    assert "bad.txt" in run.stdout


def test_bad_files_fail_and_are_named_and_clean_ones_are_not(home: Path, checkout: Path, theirs: Path) -> None:
    (theirs / "bad.txt").write_text(BAD)
    (theirs / "clean.txt").write_text(CLEAN)
    run = hook(home, checkout, theirs)
    assert run.returncode == 1
    assert "bad.txt" in run.stdout
    assert "clean.txt" not in run.stdout


def test_clean_files_pass_in_silence(home: Path, checkout: Path, theirs: Path) -> None:
    (theirs / "clean.txt").write_text(CLEAN)
    run = hook(home, checkout, theirs, settings="    verbose: true\n")
    assert run.returncode == 0
    assert said(run) == []


def test_findings_come_first_without_colour_and_then_at_most_three_lines(
    home: Path, checkout: Path, theirs: Path
) -> None:
    (theirs / "bad.txt").write_text(BAD)
    lines = said(hook(home, checkout, theirs))
    assert "bad.txt" in lines[0]
    assert "\x1b" not in "".join(lines)
    last_finding = max(number for number, line in enumerate(lines) if "doubled-word" in line or "bad.txt" in line)
    assert len(lines) - 1 - last_finding <= 3


def test_a_plugin_among_the_additional_dependencies_is_loaded(home: Path, checkout: Path, theirs: Path) -> None:
    (theirs / "wordy.txt").write_text("He is free at this point in time.\n")
    assert hook(home, checkout, theirs).returncode == 0
    example = (checkout / "plugins" / "newslint-example").as_uri()
    settings = f'    additional_dependencies: ["newslint-example @ {example}"]\n'
    run = hook(home, checkout, theirs, settings=settings)
    assert run.returncode == 1
    assert "example-wordy-now" in run.stdout


def test_a_plugin_that_is_not_installed_brings_the_line_to_paste(home: Path, checkout: Path, theirs: Path) -> None:
    (theirs / "clean.txt").write_text(CLEAN)
    (theirs / "newslint.toml").write_text('plugins = ["newslint_example"]\n')
    run = hook(home, checkout, theirs)
    assert run.returncode == 1
    assert "exit code: 2" in run.stdout
    assert "additional_dependencies: [newslint-example]" in run.stdout


def test_twins_in_different_batches_are_found_across_files(home: Path, checkout: Path, theirs: Path) -> None:
    # Long names, so that pre-commit needs several batches for them: one holds at most 131,072 bytes.
    folder = theirs / ("articles-of-" + "a-very-long-year-" * 4)
    folder.mkdir()
    for number in range(3000):
        text = f"The council of ward {number} met on day {number} and {number} members of it voted.\n"
        (folder / f"{number:04}.txt").write_text(text)
    for name in ("0000.txt", "2999.txt"):
        with open(folder / name, "a") as file:
            file.write(f"\n{SHARED}\n")
    assert hook(home, checkout, theirs).returncode == 0
    run = hook(home, checkout, theirs, "newslint-corpus")
    assert run.returncode == 1
    assert "0000.txt" in run.stdout
    assert "2999.txt" in run.stdout


def test_the_hook_across_files_passes_where_there_is_no_twin(home: Path, checkout: Path, theirs: Path) -> None:
    (theirs / "one.txt").write_text(f"{SHARED}\n")
    assert hook(home, checkout, theirs, "newslint-corpus").returncode == 0


@pytest.mark.parametrize("name", ["newslint", "newslint-fix", "newslint-corpus"])
def test_a_repository_without_articles_passes(home: Path, checkout: Path, theirs: Path, name: str) -> None:
    (theirs / "code.py").write_text("the the\n")
    assert hook(home, checkout, theirs, name).returncode == 0
    assert hook(home, checkout, theirs, name, "    always_run: true\n").returncode == 0


@pytest.mark.parametrize("name", ["newslint", "newslint-fix", "newslint-corpus"])
def test_files_that_the_configuration_excludes_pass_though_pre_commit_names_them(
    home: Path, checkout: Path, theirs: Path, name: str
) -> None:
    (theirs / "old").mkdir()
    for file in ("one.txt", "two.txt"):
        (theirs / "old" / file).write_text(f"{BAD}\n{SHARED}\n")
    (theirs / "newslint.toml").write_text('exclude = ["old/"]\n')
    run = hook(home, checkout, theirs, name)
    assert run.returncode == 0
    assert (theirs / "old" / "one.txt").read_text() == f"{BAD}\n{SHARED}\n"


def test_files_with_windows_line_ends_and_in_utf_16_are_read(home: Path, checkout: Path, theirs: Path) -> None:
    (theirs / "windows.txt").write_bytes(f"Rain fell.\r\n{BAD}".replace("\n", "\r\n").encode())
    (theirs / "wide.txt").write_bytes("\ufeffRain fell.\r\nPolice said the the man fled.\r\n".encode("utf-16-le"))
    (theirs / "clean.txt").write_bytes("\ufeffRain fell.\r\n".encode("utf-16-le"))
    run = hook(home, checkout, theirs)
    assert run.returncode == 1
    assert "windows.txt" in run.stdout
    assert "wide.txt" in run.stdout
    assert "clean.txt" not in run.stdout
    assert "not-utf-8" not in run.stdout


def test_the_fixing_hook_changes_the_fault_and_no_other_byte(home: Path, checkout: Path, theirs: Path) -> None:
    before = {
        "windows.txt": b"\xef\xbb\xbfRain fell.  \r\nPolice said the the man fled.\r\n\r\n",
        "wide.txt": "\ufeffPolice said the the man fled.\n".encode("utf-16-be"),
        "clean.txt": b"Rain  fell.",
    }
    for name, data in before.items():
        (theirs / name).write_bytes(data)
    run = hook(home, checkout, theirs, "newslint-fix")
    assert run.returncode == 1
    assert "files were modified by this hook" in run.stdout
    for name, data in before.items():
        wide = "utf-16-be" if name == "wide.txt" else "utf-8"
        assert (theirs / name).read_bytes() == data.replace("the the".encode(wide), "the".encode(wide))
    assert hook(home, checkout, theirs, "newslint-fix").returncode == 0


def test_the_fixing_hook_never_runs_on_a_commit_message(home: Path, checkout: Path, theirs: Path) -> None:
    (theirs / "clean.txt").write_text(CLEAN)
    hook(home, checkout, theirs, "newslint-fix")
    message = theirs / "message.txt"
    message.write_text(BAD)
    pre_commit(home, theirs, "run", "--hook-stage", "commit-msg", "--commit-msg-filename", str(message))
    assert message.read_text() == BAD


def test_files_whose_names_hold_blanks_and_accents_are_checked(home: Path, checkout: Path, theirs: Path) -> None:
    for name in ("two words.txt", "été.txt"):
        (theirs / name).write_text(BAD)
    run = hook(home, checkout, theirs)
    assert run.returncode == 1
    assert "two words.txt" in run.stdout
    assert "été.txt" in run.stdout


def test_the_hook_for_records_reads_files_of_records_and_no_others(home: Path, checkout: Path, theirs: Path) -> None:
    (theirs / "clean.csv").write_text("id,text\n1,Police said the man fled.\n")
    (theirs / "bad.txt").write_text(BAD)
    assert hook(home, checkout, theirs, "newslint-records").returncode == 0
    (theirs / "bad.jsonl").write_text('{"text": "Rain."}\n{"text": "Police said the the man fled."}\n')
    run = hook(home, checkout, theirs, "newslint-records")
    assert run.returncode == 1
    assert "bad.jsonl:2 (record 2, text 1:13)" in run.stdout
    assert "bad.txt" not in run.stdout
