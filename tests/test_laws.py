"""The laws of the house that no linter knows. Which module may import which stands in pyproject.toml."""

import ast
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import newslint
from newslint import hookspecs

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "newslint"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "_compiled.py")
RULES = sorted(path for path in (PACKAGE / "rules").glob("*/*.py") if path.stem != "__init__")
HOOKS = [name for name in vars(hookspecs) if name.startswith("newslint_")]

READERS = (
    "readers/",
    "files/discovery.py",
    "files/own_files.py",
    "configuration/settings.py",
    "known/ledgers.py",
    "named_plugins.py",
    "installed.py",
    "lexicon/",
    "furniture/",
    "gates/fast_scan.py",
    "rules/__init__.py",
    "reporters/page/",
    "cli/",
    "engines/resuming.py",
    "cache/store.py",
    "cache/kept.py",
    "configuration/config_at_hand.py",
    "configuration/trust.py",
)
WRITERS = ("fixer.py", "repairing/disk.py", "cli/", "engines/resuming.py", "cache/store.py")
PRINTERS = ("cli/",)
BUILDERS = ("build.py", "lexicon/compile.py")
"""Run when newslint is built, on its own files."""

FOR_RULES = ("rule", "model", "document", "text", "edits", "lexicon", "furniture", "comparing", "late")
TEXT_LIBRARIES = ("regex", "ftfy", "rapidfuzz", "spellchecker", "rensa")
FORBIDDEN_TO_RULES = ("os", "pathlib", "io", "logging", "socket", "subprocess", "sys", "tempfile", "random", "time")


def calls(path: Path) -> Iterator[ast.Call]:
    yield from (node for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.Call))


def called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def mode(call: ast.Call) -> str:
    """Return how a call opens a file: "" where it opens none."""
    name, is_method = called(call), isinstance(call.func, ast.Attribute)
    if is_method and name in ("read_text", "read_bytes", "scandir", "mmap"):
        return "r"
    if name in ("write_text", "write_bytes", "mkstemp", "NamedTemporaryFile", "unlink"):
        return "w"
    if name != "open":
        return ""
    given = [*call.args[1:2], *(keyword.value for keyword in call.keywords if keyword.arg == "mode")]
    return str(getattr(given[0], "value", "w")) if given else "r"


def outside(allowed: tuple[str, ...]) -> list[Path]:
    places = (*allowed, *BUILDERS)
    return [path for path in MODULES if not path.relative_to(PACKAGE).as_posix().startswith(places)]


def imports(path: Path) -> Iterator[str]:
    """Yield the modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            module = node.module or ""
            yield from (f"{module}.{alias.name}" for alias in node.names) if module == "newslint" else (module,)


def python(code: str, folder: Path | None = None) -> str:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_files_are_opened_only_by_those_who_bring_texts_configuration_and_plugins_or_what_is_kept_of_a_run() -> None:
    found = [
        f"{relative(path)}:{call.lineno}" for path in outside(READERS) for call in calls(path) if "r" in mode(call)
    ]
    assert found == []


def test_files_are_written_only_by_fixes_repairs_the_command_line_and_what_keeps_a_run() -> None:
    writes = set("wax+")
    found = [f"{relative(path)}:{c.lineno}" for path in outside(WRITERS) for c in calls(path) if writes & set(mode(c))]
    assert found == []


def test_the_law_on_files_sees_every_way_to_open_one() -> None:
    ways = [
        "open(p)",
        "open(p, 'w')",
        "p.open('a')",
        "p.write_text(t)",
        "open(p, mode='x')",
        "open(p, m)",
        "p.replace(q)",
    ]
    found = [mode(ast.parse(way, mode="eval").body) for way in ways]  # type: ignore[arg-type]
    assert found == ["r", "w", "r", "w", "x", "w", ""]


def test_only_the_command_line_prints() -> None:
    found = [f"{relative(path)}:{node.lineno}" for path in outside(PRINTERS) for node in prints(path.read_bytes())]
    assert found == []


def test_the_law_on_printing_sees_every_way_to_print() -> None:
    ways = ("print(1)", "sys.stdout.write(t)", "click.echo(t)", "log(file=sys.stderr)", "child.stdout.read()")
    assert [len(prints(way.encode())) for way in ways] == [1, 1, 1, 1, 0]


def prints(source: bytes) -> list[ast.Name | ast.Attribute]:
    nodes = list(ast.walk(ast.parse(source)))
    direct = [node for node in nodes if isinstance(node, ast.Name) and node.id == "print"]
    streams = ("stdout", "stderr", "echo", "secho")
    others = [node for node in nodes if isinstance(node, ast.Attribute) and node.attr in streams]
    return [*direct, *(node for node in others if getattr(node.value, "id", "") in ("sys", "click"))]


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_a_rule_stands_in_the_file_of_its_name(path: Path) -> None:
    decorated = [
        node.name
        for node in ast.parse(path.read_bytes()).body
        if isinstance(node, ast.FunctionDef)
        and any(isinstance(d, ast.Call) and called(d) == "rule" for d in node.decorator_list)
    ]
    assert decorated == [path.stem]


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_a_rule_imports_what_texts_are_made_of_and_nothing_else(path: Path) -> None:
    for module in imports(path):
        top, _, rest = module.partition(".")
        if top == "newslint":
            assert f"{rest}.".startswith(tuple(f"{one}." for one in FOR_RULES)), f"{path.stem} imports {module}"
        else:
            assert top in sys.stdlib_module_names or top in TEXT_LIBRARIES, f"{path.stem} imports {module}"
            assert top not in FORBIDDEN_TO_RULES, (
                f"{path.stem} imports {module}: rules neither read, print, log nor remember"
            )


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_a_rule_remembers_nothing(path: Path) -> None:
    tree = ast.parse(path.read_bytes())
    assert not any(isinstance(node, (ast.Global, ast.Nonlocal)) for node in ast.walk(tree))
    for node in tree.body:
        if isinstance(node, (ast.Assign, ast.AnnAssign)):
            mutable = isinstance(node.value, (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp))
            assert not mutable or _is_a_constant(node), f"{path.stem}:{node.lineno}: a value that can change"


def _is_a_constant(node: ast.Assign | ast.AnnAssign) -> bool:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return all(isinstance(target, ast.Name) and target.id.lstrip("_").isupper() for target in targets)


def test_the_public_interface_is_sorted_small_and_all_there() -> None:
    public = newslint.__all__
    assert public == sorted(public)
    assert len(public) <= 20
    assert [name for name in public if not hasattr(newslint, name)] == []


def test_rule_is_the_decorator_even_after_the_module_of_that_name_was_imported() -> None:
    assert python("import newslint.rule, newslint; print(callable(newslint.rule))") == "True\n"


def test_the_version_is_told_without_importing_a_rule_or_the_engine() -> None:
    code = (
        "import sys; from newslint.cli.main import main\n"
        "try: main(['--version'])\n"
        "except SystemExit: print(*[name for name in sys.modules if name.startswith('newslint.')])"
    )
    version, modules = python(code).splitlines()
    assert newslint.__version__ in version
    assert not any(
        name.startswith(("newslint.rules", "newslint.engine", "newslint.plugins")) for name in modules.split()
    )


def test_a_run_over_clean_text_imports_no_rule_whose_gate_did_not_open(tmp_path: Path) -> None:
    (tmp_path / "clean.txt").write_text("Rain fell on the town.\n")
    code = """
import sys
from newslint.engine import run
from newslint.requests.request import Options, prepare
loaded = prepare(Options((".",), isolated=True))
result = run(loaded)
assert result.files == 1 and not result.diagnostics, result
rules = {one.origin.removeprefix("newslint:").partition(":")[0]: one for one in loaded.plugins[0].rules.values()}
print(*[name for name in sys.modules if name in rules and rules[name].triggers])
"""
    assert python(code, tmp_path).split() == []


def test_a_run_over_plain_text_imports_no_reader_of_anything_else(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text("Police said the the man fled.\n")
    code = """
import sys
from newslint.engine import run
from newslint.requests.request import Options, prepare
assert run(prepare(Options((".",), isolated=True))).diagnostics
print(*sys.modules)
"""
    modules = python(code, tmp_path).split()
    readers = {name for name in modules if name.startswith("newslint.readers.")}
    assert readers == {"newslint.readers.plain", "newslint.readers.decoding"}
    assert not {"newslint.text.origin", "newslint.checking.languages", "html", "json", "gzip"}.intersection(modules)


def test_newslint_looks_up_no_rule_from_which_it_needs_only_what_was_compiled() -> None:
    code = "import sys; from newslint.plugins import load; load()\nprint(*[m for m in sys.modules if m.count('.') > 2])"
    assert [name for name in python(code).split() if name.startswith("newslint.rules.")] == []


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_is_documented_with_its_exact_signature(hook: str) -> None:
    signature = f"{hook}{inspect.signature(getattr(hookspecs, hook))}".replace("'", "")
    headings = re.findall(r"^#+ .*$", (ROOT / "docs" / "plugins.md").read_text("utf-8"), re.MULTILINE)
    assert f"### `{signature}`" in headings


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_is_named_by_a_test(hook: str) -> None:
    tests = [path for path in (ROOT / "tests").glob("test_*.py") if path.name != Path(__file__).name]
    assert any(f"def test_{noun(hook)}_come_by_{hook}(" in path.read_text("utf-8") for path in tests)


def noun(hook: str) -> str:
    return hook.removeprefix("newslint_")


def test_the_guide_to_plugins_quotes_the_example_as_it_is() -> None:
    guide = (ROOT / "docs" / "plugins.md").read_text("utf-8")
    example = ROOT / "plugins" / "newslint-example"
    for name in ("newslint_example.py", "pyproject.toml", "tests/test_example.py"):
        assert (example / name).read_text("utf-8") in guide


def test_every_pin_is_a_name_and_a_version_and_every_requirement_is_pinned() -> None:
    import tomllib

    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert [pin for pin in pins if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", pin)] == []
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = [one for group in project["dependency-groups"].values() for one in group if isinstance(one, str)]
    wanted = {
        plain(one) for one in (*project["project"]["dependencies"], *project["build-system"]["requires"], *groups)
    }
    assert wanted - {plain(pin) for pin in pins} == set()


def plain(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\s=<>!~;\[]", requirement)[0]).lower()


def test_no_file_of_the_package_is_longer_than_can_be_read_at_once() -> None:
    assert [relative(path) for path in MODULES if len(path.read_text("utf-8").splitlines()) > 300] == []


def test_no_function_is_longer_than_fifty_lines_besides_its_docstring() -> None:
    found = [
        f"{relative(path)}:{node.name}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and length(node) > 50
    ]
    assert found == []


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    docstring = (ast.get_docstring(node, clean=False) or "").splitlines()
    return (node.end_lineno or 0) - node.lineno + 1 - len(docstring)
