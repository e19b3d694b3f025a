"""``newslint check`` and ``newslint fix``, as a person or a program runs them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from newslint.plugins import load

CLEAN = "Police said the man fled.\n"
WRONG = "Police said the the man fled.\n"


def newslint(
    *arguments: str, folder: Path, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    inherited = {
        key: value for key, value in os.environ.items() if key not in ("PRE_COMMIT", "FORCE_COLOR", "NO_COLOR")
    }
    command = [sys.executable, "-m", "newslint", *arguments]
    return subprocess.run(
        command, cwd=folder, input=stdin, capture_output=True, env=inherited | environment, timeout=120
    )


def check(*arguments: str, folder: Path, stdin: bytes = b"", **environment: str):
    return newslint("check", "--output-format", "json", *arguments, folder=folder, stdin=stdin, **environment)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "wrong.txt").write_text(WRONG)
    return tmp_path


@pytest.mark.parametrize(("arguments", "status"), [
    ((), 1),
    (("--exit-zero",), 0),
    (("--ignore", "typo"), 0),
    (("--select", "typo, input"), 1),
    (("--max-warnings", "5"), 1),
    (("--ignore", "all"), 2),
    (("--ignore", "all", "--exit-zero"), 2),
    (("missing.txt", "--exit-zero"), 2),
    (("--unsafe-fixes",), 2),
    (("--jobs", "-1"), 2),
    (("--preset", "nonsense"), 2),
    (("--engine", "nonsense"), 2),
    (("--report", "json=no/such/folder/report.json"), 2),
    (("--report", "json"), 2),
])  # fmt: skip
def test_the_exit_status_is_what_the_contract_says(folder: Path, arguments: tuple[str, ...], status: int) -> None:
    assert check(*arguments, folder=folder).returncode == status


@pytest.mark.parametrize(("arguments", "status"), [
    ((), 1), (("--fail-on", "error"), 0), (("--max-warnings", "1"), 0), (("--max-warnings", "0"), 1),
    (("--fail-on", "error", "--max-warnings", "0"), 1),
])  # fmt: skip
def test_warnings_fail_from_the_threshold_on_or_when_there_are_too_many(
    folder: Path, arguments: tuple[str, ...], status: int
) -> None:
    (folder / "newslint.toml").write_text('[severity]\ndoubled-word = "warning"\n')
    assert check(*arguments, folder=folder).returncode == status


@pytest.mark.parametrize(("arguments", "status"), [((), 0), (("wrong.txt",), 1), (("--fail-on", "warning"), 1)])
def test_the_threshold_is_that_of_the_configuration_that_governs_the_file(
    folder: Path, arguments: tuple[str, ...], status: int
) -> None:
    inner = folder / "desk"
    inner.mkdir()
    (folder / "newslint.toml").write_text('[severity]\ndoubled-word = "warning"\n')
    (inner / "newslint.toml").write_text('fail-on = "error"\n[severity]\ndoubled-word = "warning"\n')
    (inner / "inner.txt").write_text(WRONG)
    assert check("desk", *arguments, folder=folder).returncode == status


@pytest.mark.parametrize(("arguments", "words"), [
    (("chekc",), "did you mean 'check'"),
    (("check", "--selct", "typo"), "--select"),
    (("check", "--select", "typoo"), "did you mean 'typo'"),
    (("check", "--output-format", "jsno"), "did you mean 'json'"),
    (("check", "--preset", "dsek"), "did you mean 'desk'"),
    (("wrong.txt",), "newslint check wrong.txt"),
])  # fmt: skip
def test_a_misspelt_name_gets_the_near_one(folder: Path, arguments: tuple[str, ...], words: str) -> None:
    done = newslint(*arguments, folder=folder)
    assert done.returncode == 2
    assert words in done.stderr.decode()
    assert done.stderr.startswith(b"newslint: ")


def test_a_run_in_which_no_rule_is_left_to_speak_is_an_error(folder: Path) -> None:
    done = check("--select", "doubled-word", "--ignore", "doubled-word", folder=folder)
    assert (done.returncode, done.stdout) == (2, b"[]\n")
    assert b"no rule is left to speak" in done.stderr


def test_a_report_is_written_also_when_the_run_cannot_be_trusted(folder: Path) -> None:
    done = check("missing.txt", "wrong.txt", "--report", "json=report.json", folder=folder)
    assert done.returncode == 2
    assert [one["rule"] for one in json.loads((folder / "report.json").read_text())] == ["doubled-word"]
    assert json.loads(done.stdout)
    assert check("--select", "nonsense", "--report", "json=report.json", folder=folder).stdout == b"[]\n"
    assert json.loads((folder / "report.json").read_text()) == []


def test_no_articles_is_no_failure_but_is_said(tmp_path: Path) -> None:
    done = check(folder=tmp_path)
    assert done.returncode == 0
    assert json.loads(done.stdout) == []
    assert b"nothing to check" in done.stderr
    assert check(folder=tmp_path, PRE_COMMIT="1").stderr == b""


def test_what_is_read_only_when_it_is_named_is_told_of_where_nothing_else_is_there(tmp_path: Path) -> None:
    def said(*arguments: str) -> str:
        return check(*arguments, folder=tmp_path).stderr.decode()

    (tmp_path / "in").mkdir()
    for name in ("a.jsonl", "in/b.csv", "in/c.jsonl.gz", ".d.json", "e.png", "f.txt.bak"):
        (tmp_path / name).write_bytes(b"")
    nothing = "newslint: nothing to check: no articles (*.md, *.txt) in "
    many = "the working directory; 3 files (.csv, .jsonl, .jsonl.gz) are read when they are named or in include\n"
    assert said() == nothing + many
    one = "in; 1 file (.csv) is read when it is named or in include\n"
    assert said("in", "--exclude", "*.gz") == nothing + one
    assert said("-q") == ""
    (tmp_path / "f.txt").write_text(CLEAN)
    assert said() == ""
    assert "newslint: 3 files (.csv, .jsonl, .jsonl.gz) are read when they are named" in said("-v")


def test_an_empty_list_of_files_does_not_mean_the_working_directory(folder: Path) -> None:
    assert json.loads(check("--files-from", os.devnull, folder=folder).stdout) == []


@pytest.mark.parametrize("listed", [b"wrong.txt\n", b"wrong.txt\0clean.txt\0", b"wrong.txt\r\nclean.txt"])
def test_names_are_read_one_a_line_or_nul_separated(folder: Path, listed: bytes) -> None:
    (folder / "clean.txt").write_text(CLEAN)
    assert len(json.loads(check("--files-from", "-", folder=folder, stdin=listed).stdout)) == 1


def test_exclusions_hold_for_named_files_only_on_demand(folder: Path) -> None:
    assert check("wrong.txt", "--exclude", "wrong.*", folder=folder).returncode == 1
    assert check("wrong.txt", "--exclude", "wrong.*", "--force-exclude", folder=folder).returncode == 0
    assert check("--exclude", "wrong.*", folder=folder).returncode == 0


def test_standard_input_is_judged_as_the_file_it_stands_for_is_when_named_outright(folder: Path) -> None:
    def given(*arguments: str):
        return newslint(*arguments, "-", "--stdin-filename", "a/wrong.txt", folder=folder, stdin=WRONG.encode())

    (folder / "newslint.toml").write_text('exclude = ["a/"]\n')
    assert given("check").returncode == 1
    forced = given("check", "--force-exclude")
    assert (forced.returncode, forced.stdout) == (0, b"")
    assert forced.stderr == b"newslint: nothing to check: a/wrong.txt is excluded (--force-exclude)\n"
    # An editor puts what comes back in place of the text.
    assert given("fix", "--force-exclude").stdout == WRONG.encode()


def test_named_files_that_are_left_out_are_said_to_be_excluded(folder: Path) -> None:
    done = check("wrong.txt", "--exclude", "*.txt", "--force-exclude", folder=folder)
    assert done.stderr == b"newslint: nothing to check: wrong.txt is excluded (--force-exclude)\n"


def test_a_report_into_the_folder_of_articles_is_no_article_the_next_time(folder: Path) -> None:
    first = check("--report", "full=out.txt", folder=folder)
    assert check("--report", "full=out.txt", folder=folder).stdout == first.stdout


def test_fixing_changes_the_file_says_what_it_did_and_then_has_nothing_to_do(folder: Path) -> None:
    done = check("--fix", folder=folder)
    assert done.returncode == 0
    assert b'wrong.txt:1 doubled-word: "the the" -> "the"' in done.stderr
    assert (folder / "wrong.txt").read_text() == CLEAN
    again = newslint("fix", "--output-format", "json", folder=folder)
    assert (again.returncode, again.stderr) == (0, b"")


def test_quiet_fixing_says_nothing(folder: Path) -> None:
    assert check("--fix", "-q", folder=folder).stderr == b""


def test_a_diff_shows_changes_and_makes_none(folder: Path) -> None:
    done = check("--diff", folder=folder)
    assert done.returncode == 1
    assert b"-" + WRONG.encode() + b"+" + CLEAN.encode() in done.stdout
    assert (folder / "wrong.txt").read_text() == WRONG
    assert check("--diff", "--exit-zero", folder=folder).returncode == 0


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_git_applies_a_diff_of_a_file_with_a_byte_order_mark(tmp_path: Path, line_end: str) -> None:
    before = f"\ufeffRain fell.{line_end}{line_end}In Paris the the rain fell.{line_end}".encode()
    (tmp_path / "a.txt").write_bytes(before)
    diff = check("--diff", folder=tmp_path).stdout
    subprocess.run(["git", "apply", "-p0", "-"], cwd=tmp_path, input=diff, check=True)
    assert (tmp_path / "a.txt").read_bytes() == before.replace(b"the the", b"the")


def test_a_fixed_text_from_standard_input_goes_to_standard_output(folder: Path) -> None:
    done = newslint("fix", "-", "--output-format", "json", folder=folder, stdin=b"\xef\xbb\xbf" + WRONG.encode())
    assert done.stdout == b"\xef\xbb\xbf" + CLEAN.encode()
    assert done.returncode == 0


def test_standard_input_goes_by_the_name_it_is_given(folder: Path) -> None:
    done = check("-", "--stdin-filename", "wrong.txt", folder=folder, stdin=b"In in Paris the the rain fell.\n")
    assert {one["path"] for one in json.loads(done.stdout)} == {"wrong.txt"}


def test_statistics_and_profile_name_the_rules(folder: Path) -> None:
    done = check("--statistics", "--profile", "-v", folder=folder)
    assert b"      1        1  doubled-word" in done.stderr
    assert b"seconds" in done.stderr
    assert b"preset feed" in done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completions_are_printed(tmp_path: Path, shell: str) -> None:
    assert b"_NEWSLINT_COMPLETE" in newslint("completions", shell, folder=tmp_path).stdout


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_version_and_help_import_no_rule_and_no_engine(argument: str) -> None:
    script = (
        "import sys\nfrom newslint.cli.main import main\n"
        f"try: main([{argument!r}])\nexcept SystemExit: pass\n"
        "print(sorted(name for name in sys.modules if name.startswith('newslint.')), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "newslint.cli.main" in done.stderr
    assert "newslint.rules" not in done.stderr
    assert "newslint.engine" not in done.stderr


COMMANDS = [("rules",), ("explain", "doubled-word"), ("config",), ("plugins",), ("--version",), ("--help",)]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has a device that is full")
@pytest.mark.parametrize("arguments", [*COMMANDS, ("rules", "--help"), ("completions", "bash"), ("check",)])
def test_output_that_cannot_be_written_is_one_line_and_no_finding(folder: Path, arguments: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "newslint", *arguments], cwd=folder, stdout=full, stderr=subprocess.PIPE
        )
    assert done.returncode == 2
    assert done.stderr == b"newslint: standard output cannot be written: No space left on device\n"


@pytest.mark.parametrize("arguments", COMMANDS)
def test_a_reader_that_has_seen_enough_is_no_fault(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "newslint", *arguments], cwd=tmp_path, stdout=writing, stderr=subprocess.PIPE
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("raised", ["KeyError('x')", "OSError(5, 'broken')", "BrokenPipeError(32, 'a worker')"])
def test_a_fault_of_ours_is_one_line_and_never_looks_like_a_finding(tmp_path: Path, raised: str) -> None:
    script = (
        "import newslint.cli.checking as checking\nfrom newslint.cli.main import main\n"
        f"def broken(*given): raise {raised}\nchecking.prepare = broken\nmain(['check'])"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert raised.partition("(")[0] in done.stderr
    shown = subprocess.run(
        command, capture_output=True, text=True, cwd=tmp_path, env=os.environ | {"NEWSLINT_TRACEBACK": "1"}
    )
    assert (shown.returncode, "Traceback" in shown.stderr) == (2, True)


@pytest.mark.parametrize(("typed", "offered"), [
    ("check ", "file,"),
    ("check --config ", "file,"),
    ("check --files-from ", "file,"),
    ("check - --stdin-filename ", "file,"),
    ("check --output-format sa", "plain,sarif"),
    ("check --report sa", "plain,sarif="),
    ("check --preset de", "plain,desk"),
    ("check --engine po", "plain,pool"),
    ("check --select doubled-w", "plain,doubled-word"),
    ("fix --ignore boilerplate,doubled-w", "plain,boilerplate,doubled-word"),
    ("explain doubled-w", "plain,doubled-word"),
    ("rules --category typ", "plain,typo"),
    ("config ", "file,"),
    ("try doubled-w", "plain,doubled-word"),
    ("try rules/my", "file,rules/my"),
    ("new-rule --folder ", "dir,"),
])  # fmt: skip
def test_the_shell_is_offered_files_and_names(tmp_path: Path, typed: str, offered: str) -> None:
    words = typed.split(" ")
    environment = {"_NEWSLINT_COMPLETE": "bash_complete", "COMP_WORDS": f"newslint {typed}".rstrip()}
    done = subprocess.run(
        [Path(sys.executable).with_name("newslint")],
        cwd=tmp_path, capture_output=True, text=True, check=True,
        env=os.environ | environment | {"COMP_CWORD": str(len(words))},
    )  # fmt: skip
    assert done.stdout == f"{offered}\n"


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["check", "--select", "boilerplate", ":", "pro"], ["promo"]),
        (["check", "--select", "typo,boilerplate", ":", "pro"], ["promo"]),
        (["check", "--select", "doubled-w"], ["doubled-word"]),
        (["check", "--preset", ""], ["corpus", "desk", "feed"]),
    ],
)
def test_bash_completes_names_with_a_colon(tmp_path: Path, words: list[str], offered: list[str]) -> None:
    assert "promo" in {one.group for one in load().rules.values()}
    typed = " ".join(f"'{word}'" for word in ["newslint", *words])
    script = (
        f'eval "$(newslint completions bash)"; COMP_WORDS=({typed}); COMP_CWORD={len(words)}; COMP_WORDBREAKS=" :="; '
        '$(complete -p newslint | sed "s/.*-F \\([^ ]*\\) .*/\\1/") newslint; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    path = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, env=os.environ | path, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == offered


def test_what_a_preset_has_off_by_name_is_said_to_those_who_ask(folder: Path) -> None:
    said = check("-v", "--select", "typo", "--preset", "corpus", folder=folder).stderr.decode()
    (line,) = [line for line in said.splitlines() if "off until they" in line]
    assert "split-word" in line
    assert "doubled-word" not in line
    assert b"off until they" not in check("-v", "--preset", "corpus", folder=folder).stderr


@pytest.mark.parametrize("output_format", ["full", "concise"])
def test_a_missing_path_is_said_once(folder: Path, output_format: str) -> None:
    done = newslint("check", "gone.txt", "wrong.txt", "--output-format", output_format, folder=folder)
    assert done.returncode == 2
    assert b"gone.txt" not in done.stdout
    assert done.stderr == b"newslint: gone.txt: there is no such file or folder\n"


def test_the_log_of_fixes_shows_names_as_reports_do(tmp_path: Path) -> None:
    (tmp_path / "a\u2028\tb.txt").write_text(WRONG)
    fixed = newslint("check", "--output-format", "concise", folder=tmp_path).stdout.split(b":")[0]
    assert newslint("fix", folder=tmp_path).stderr.split(b":")[0] == fixed


def test_one_file_is_one_file(folder: Path) -> None:
    assert b"rules, 1 file\n" in check("-v", folder=folder).stderr


def test_an_empty_name_is_shown(folder: Path) -> None:
    assert check("", folder=folder).stderr == b"newslint: '': there is no such file or folder\n"


def test_a_linter_speaks_of_no_option_of_the_command_line() -> None:
    from newslint import Linter
    from newslint.configuration.settings import ConfigError

    with pytest.raises(ConfigError, match=r"^no preset 'no'"):
        Linter(preset="no").lint_text("Text.")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["learn", "leftover", "."], "there is no command 'learn leftover'; did you mean 'leftovers'?"),
        (["words", "lst"], "there is no command 'words lst'; did you mean 'list'?"),
        (["words", "xyz"], "there is no command 'words xyz'; see newslint words --help"),
    ],
)
def test_a_misspelt_command_of_a_command_is_an_error_that_names_the_near_one(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    done = newslint(*arguments, folder=tmp_path)
    assert (done.returncode, done.stderr.decode()) == (2, f"newslint: {said}\n")
