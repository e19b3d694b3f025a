"""What ``newslint init --vscode`` writes, and the extension in ``editors/vscode``."""

import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from newslint import __version__
from newslint.cli.main import main
from newslint.cli.starting.jsonc import loaded, with_entry
from newslint.cli.starting.vscode import EXTENSION, MATCHER

ROOT = Path(__file__).parent.parent
HERE = ROOT / "editors" / "vscode"
NODE = pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is not here")
WRONG = "Police said the the man fled.\n"


def manifest() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((HERE / "package.json").read_text("utf-8"))
    return found


def concise(folder: Path, *arguments: str) -> list[str]:
    command = [sys.executable, "-m", "newslint", "check", "--output-format", "concise", "--show", "info", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 1, done.stderr
    return done.stdout.splitlines()


def matched(lines: list[str]) -> list[list[str] | None]:
    """Return what the editor makes of each line; its patterns are those of JavaScript."""
    code = (
        "const {regexp, lines} = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
        "console.log(JSON.stringify(lines.map((line) => line.match(new RegExp(regexp)))))"
    )
    given = json.dumps({"regexp": MATCHER["pattern"]["regexp"], "lines": lines})
    done = subprocess.run(
        ["node", "-e", code], input=given, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    found: list[list[str] | None] = json.loads(done.stdout)
    return found


NAMES = ["plain.txt", "two words.txt", "at 10:30: rain.txt", "a:1:2: b.txt", "Zürich – ‘news’.md", "(record 3).txt"]


@NODE
def test_the_editor_finds_file_place_severity_message_and_rule_in_every_line_of_the_report(tmp_path: Path) -> None:
    for name in NAMES:
        (tmp_path / name).write_text("Rain\n\n" + WRONG, "utf-8")
    lines = [line for line in concise(tmp_path, "--select", "doubled-word", ".") if "[doubled-word]" in line]
    assert len(lines) == len(NAMES)
    found = [match[1:] for match in matched(lines) if match]
    assert sorted(found) == sorted([name, "3", "13", "error", "“the” is typed twice", "doubled-word"] for name in NAMES)


@NODE
def test_the_editor_goes_to_the_line_of_a_record(tmp_path: Path) -> None:
    rows = [{"text": "Rain fell."}, {"text": "Rain fell.\n\n" + WRONG}]
    (tmp_path / "crawl.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    (line,) = (line for line in concise(tmp_path, "crawl.jsonl") if "[doubled-word]" in line)
    (match,) = matched([line])
    assert match is not None
    assert match[1:5] == ["crawl.jsonl", "2", "1", "error"]


@NODE
def test_the_editor_reads_paths_of_windows_and_no_line_that_is_no_finding(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WRONG, "utf-8")
    lines = concise(tmp_path, "a.txt")
    findings = [line for line in lines if line.startswith("a.txt:")]
    windows = [line.replace("a.txt", r"C:\My News\a.txt", 1) for line in findings]
    assert {match[1] for match in matched(windows) if match} == {r"C:\My News\a.txt"}
    assert [bool(match) for match in matched(lines)] == [line.startswith("a.txt:") for line in lines]


TASKS = [{"label": "x", "args": ["//", "/*", ",]", '"']}, {"label": "y, ]"}]
COMMENTS = ["", " // mine, [", " /* mine ] */"]


@given(
    entries=st.lists(st.sampled_from(TASKS), max_size=2),
    comments=st.lists(st.sampled_from(COMMENTS), min_size=6, max_size=6),
    comma=st.booleans(),
    spread=st.booleans(),
    others=st.booleans(),
    newline=st.sampled_from(["\n", "\r\n"]),
    mark=st.sampled_from(["", "\ufeff"]),
)
def test_a_task_is_added_to_what_is_there_and_nothing_else_is_changed(
    entries: list[Any], comments: list[str], comma: bool, spread: bool, others: bool, newline: str, mark: str
) -> None:
    comments = comments if spread else [one.replace("// mine, [", "") for one in comments]
    end = newline if spread else " "
    shown = [json.dumps(one) + ("," if comma or number + 1 < len(entries) else "") + comments[0] + end
             for number, one in enumerate(entries)]  # fmt: skip
    before = f'"version": "2.0.0",{comments[1]}{end}' if others else ""
    tasks = f'"tasks": [{comments[3]}{end}{"".join(shown)}]{comments[4]}{end}'
    text = f"{mark}{{{comments[2]}{end}{before}{tasks}}}{comments[5]}"
    entry = {"label": "ours"}
    after = with_entry(text, "tasks", entry)
    assert after is not None
    assert loaded(after)["tasks"] == [*entries, entry]
    assert after.startswith(mark)
    assert ("\r" in after) == ("\r" in text)
    rest = iter(after)
    assert all(sign in rest for sign in text if not sign.isspace())


@pytest.mark.parametrize("text", [
    "", "[]", "{", '{"tasks": {}}', '{"tasks": [}', '{"tasks": [] "x": 1}', "{'tasks': []}", '{"tasks": []} {}',
    "// none\n", '{"tasks": null}', '{"tasks": [/* open ]}',
])  # fmt: skip
def test_what_cannot_be_read_is_left_alone(text: str) -> None:
    assert with_entry(text, "tasks", {"label": "ours"}) is None


def test_a_list_that_is_not_there_yet_is_made() -> None:
    after = with_entry('{\n  "version": "2.0.0" // old\n}\n', "tasks", {"label": "ours"})
    assert after is not None
    assert "// old" in after
    assert loaded(after) == {"version": "2.0.0", "tasks": [{"label": "ours"}]}


def init(*arguments: str) -> str:
    done = CliRunner().invoke(main, ["init", "--preset", "desk", "--vscode", *arguments], prog_name="newslint")
    assert done.exit_code == 0, done.output
    return done.stdout


def test_init_writes_tasks_and_proposes_the_extension_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    init()
    tasks = json.loads(Path(".vscode/tasks.json").read_text("utf-8"))["tasks"]
    assert [task["label"] for task in tasks] == ["newslint: check", "newslint: check this file"]
    assert json.loads(Path(".vscode/extensions.json").read_text("utf-8")) == {"recommendations": [EXTENSION]}
    before = [path.read_bytes() for path in Path(".vscode").iterdir()]
    assert init().count("left as it is") == 3
    assert [path.read_bytes() for path in Path(".vscode").iterdir()] == before


def test_the_command_of_a_task_is_one_that_newslint_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my news").mkdir()
    (tmp_path / "my news" / "a.txt").write_text(WRONG, "utf-8")
    (tmp_path / ".vscode").mkdir()
    subprocess.run(["git", "init", "-q"], check=True)
    init("my news", "--no-baseline")
    for task in json.loads(Path(".vscode/tasks.json").read_text("utf-8"))["tasks"]:
        arguments = [one.replace("${file}", str(tmp_path / "my news" / "a.txt")) for one in task["args"]]
        done = CliRunner().invoke(main, arguments)
        assert done.exit_code == 1, done.output
        assert "[doubled-word]" in done.stdout


def test_tasks_that_cannot_be_read_are_left_alone_and_what_to_paste_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".vscode").mkdir()
    (tmp_path / ".vscode" / "tasks.json").write_text("{ broken")
    assert '"label": "newslint: check"' in init()
    assert (tmp_path / ".vscode" / "tasks.json").read_text() == "{ broken"


def test_the_extension_has_the_version_and_the_matcher_of_newslint() -> None:
    assert manifest()["version"] == __version__
    (matcher,) = manifest()["contributes"]["problemMatchers"]
    assert {key: matcher[key] for key in MATCHER} == MATCHER
    assert f"{manifest()['publisher']}.{manifest()['name']}" == EXTENSION


def test_every_setting_of_the_extension_has_a_default_of_its_type_and_is_explained() -> None:
    kinds = {"string": str, "array": list, "boolean": bool}
    for name, setting in manifest()["contributes"]["configuration"]["properties"].items():
        assert name.startswith("newslint.")
        assert isinstance(setting["default"], kinds[setting["type"]])
        assert setting.get("description") or setting.get("markdownDescription")
        assert len(setting.get("enumDescriptions", [])) == len(setting.get("enum", []))


@NODE
def test_the_extension_does_what_its_own_tests_say() -> None:
    tests = sorted(map(str, (HERE / "test").glob("*.test.js")))
    done = subprocess.run(["node", "--test", *tests], capture_output=True, text=True, check=False, cwd=HERE)
    assert done.returncode == 0, done.stdout
    assert re.search(r"(?m)^\W*pass 14$", done.stdout)


@pytest.mark.hooks
@pytest.mark.skipif(shutil.which("npm") is None, reason="npm is not here")
def test_the_extension_is_packaged_with_all_that_it_needs(tmp_path: Path) -> None:
    subprocess.run(["make", "-s", "vsix"], cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(HERE / f"newslint-{__version__}.vsix") as package:
        names = {name for name in package.namelist() if name.startswith("extension/")}
        code = package.read("extension/dist/extension.js").decode("utf-8")
        assert json.loads(package.read("extension/package.json"))["main"] == "./dist/extension.js"
    assert {name.lower() for name in names} == {
        f"extension/{name}" for name in ("package.json", "readme.md", "license.txt", "dist/extension.js")
    }
    required = set(re.findall(r'require\("([^"]+)"\)', code))
    known = subprocess.run(
        ["node", "-p", "require('module').builtinModules.join()"], capture_output=True, text=True, check=True
    ).stdout.strip().split(",")  # fmt: skip
    assert {name.removeprefix("node:") for name in required} - {"vscode", *known} == set()
