"""What comes through the door, and what is turned away there."""

import json
import subprocess
import sys
import textwrap
from pathlib import Path
from zipfile import ZipFile

import pytest

from newslint.installed import EntryPoint, entry_points
from newslint.plugins import HOOKS, PluginError, Plugins, load

EXAMPLE = Path(__file__).parent.parent / "plugins" / "newslint-example"
RULE = '''
from newslint import Bad, Finding, Good, Span, hookimpl, rule

@rule("Found", category="typo", triggers=["xyzzy"],
      examples=[Bad("[[Xyzzy]]."), Good("One."), Good("Two.")])
def {name}(document, hits):
    """A word of no language stands in the text.

    It means nothing.
    """
    yield from (Finding(hit.span) for hit in hits)
'''
HOOK = """
@hookimpl
def newslint_rules():
    return [{name}]
"""


class Site:
    """A folder on ``sys.path`` into which distributions are put as pip puts them, without pip."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, distribution: str, source: str, entry: str | None = None, kind: str = "dist-info") -> str:
        module = f"site_{self.folder.name.replace('-', '_')}_{distribution.replace('-', '_')}"
        (self.folder / f"{module}.py").write_text(textwrap.dedent(source), encoding="utf-8")
        metadata = self.folder / f"{distribution.replace('-', '_')}-1.2.{kind}"
        metadata.mkdir()
        text = f"[console_scripts]\nx = y:z\n\n[newslint]\n# ours\n{entry or f'house = {module}'}\n"
        (metadata / "entry_points.txt").write_text(text, encoding="utf-8")
        return module


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.syspath_prepend(str(tmp_path))
    return Site(tmp_path)


def refusal(*named: str, folder: Path | str = ".") -> str:
    with pytest.raises(PluginError) as caught:
        load(named, str(folder))
    return str(caught.value)


def titles(plugins: Plugins) -> list[str]:
    return [one.name for one in plugins.loaded if one.origin != "newslint"]


def test_a_plugin_is_found_by_its_entry_point_and_says_where_it_comes_from(site: Site) -> None:
    site.put("acme-house", RULE.format(name="acme_word") + HOOK.format(name="acme_word"))
    plugins = load()
    (acme,) = (one for one in plugins.loaded if one.name == "house")
    assert (acme.origin, acme.version) == ("acme-house", "1.2")
    assert plugins.rules["acme-word"].origin == "acme-house"


def test_an_entry_point_may_name_an_object_and_extras(site: Site) -> None:
    source = """
        from newslint import hookimpl
        class House:
            @hookimpl
            def newslint_words(self):
                return ["Xyzzyville"]
        class Shelf:
            house = House()
    """
    module = site.put("acme", source, "unused = x")
    (site.folder / "acme-1.2.dist-info" / "entry_points.txt").write_text(
        f"[newslint]\na = {module}:Shelf.house [fast]\n"
    )
    assert load().words == frozenset({"Xyzzyville"})


PACK = """[acme-word]
kind = "phrase"
summary = "A word is not said here."
message = "“{phrase}” is not said here"
phrases = ["acme word"]
bad = ["An [[acme word]]."]
good = ["A word.", "Acme."]
"""


def test_an_entry_point_may_name_a_pack_in_a_folder_without_a_line_of_python(site: Site) -> None:
    site.put("acme-style", "", "words = acme_style:words.toml")
    (site.folder / "acme_style").mkdir()
    (site.folder / "acme_style" / "words.toml").write_text(PACK, "utf-8")
    plugins = load()
    assert plugins.rules["acme-word"].origin == "acme-style"
    assert titles(plugins) == ["words"]


def test_an_installed_pack_that_is_broken_or_missing_names_its_distribution_or_itself(site: Site) -> None:
    site.put("acme-style", "", "words = acme_broken:words.toml")
    assert "the plugin words of acme-style cannot be loaded: ModuleNotFoundError" in refusal()
    (site.folder / "acme_broken").mkdir()
    assert "words.toml cannot be read" in refusal()
    (site.folder / "acme_broken" / "words.toml").write_text(PACK.replace("phrases", "phrase"), "utf-8")
    assert "the pack words.toml: [acme-word]: no key 'phrase'; did you mean 'phrases'?" in refusal()


def test_a_folder_that_stands_twice_on_the_path_brings_its_plugins_once(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.put("acme", RULE.format(name="acme_word") + HOOK.format(name="acme_word"))
    monkeypatch.setattr(sys, "path", [*sys.path, str(site.folder), str(site.folder) + "/"])
    assert titles(load()).count("house") == 1


def test_the_first_of_two_copies_of_a_distribution_shadows_the_other(tmp_path: Path) -> None:
    for name, title in (("new", "Acme_House-2.0.dist-info"), ("old", "acme.house-1.0.dist-info")):
        (tmp_path / name / title).mkdir(parents=True)
        (tmp_path / name / title / "entry_points.txt").write_text(f"[newslint]\na = {name}\n")
    found = list(entry_points([str(tmp_path / "new"), str(tmp_path / "old")]))
    assert found == [EntryPoint("a", "new", "acme-house", "2.0")]


def test_an_egg_info_of_a_development_install_counts(tmp_path: Path) -> None:
    (tmp_path / "acme_house.egg-info").mkdir()
    (tmp_path / "acme_house.egg-info" / "entry_points.txt").write_text("[newslint]\na = b\n")
    assert list(entry_points([str(tmp_path)])) == [EntryPoint("a", "b", "acme-house", "")]


def test_a_wheel_on_the_path_brings_its_plugins(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "acme.whl", "w") as wheel:
        wheel.writestr("acme-1.0.dist-info/entry_points.txt", "[newslint]\na = b\n")
        wheel.writestr("deep/acme-1.0.dist-info/entry_points.txt", "[newslint]\nc = d\n")
    assert list(entry_points([str(tmp_path / "acme.whl")])) == [EntryPoint("a", "b", "acme", "1.0")]


def test_a_path_entry_that_is_missing_or_no_archive_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no archive")
    (tmp_path / "empty-1.0.dist-info").mkdir()
    assert list(entry_points([str(tmp_path / "notes.txt"), str(tmp_path / "gone"), str(tmp_path)])) == []


def test_entry_points_that_are_not_utf_8_break_nothing(tmp_path: Path) -> None:
    (tmp_path / "odd-1.0.dist-info").mkdir()
    (tmp_path / "odd-1.0.dist-info" / "entry_points.txt").write_bytes(b"[other]\n\xff = x\n")
    assert list(entry_points([str(tmp_path)])) == []


def test_a_plugin_is_loaded_once_though_it_is_installed_and_named(site: Site) -> None:
    module = site.put("acme", RULE.format(name="acme_word") + HOOK.format(name="acme_word"))
    assert titles(load([module])) == ["house"]


@pytest.mark.parametrize(
    "source", ["import nothing_of_this_name", "raise RuntimeError('no')", "import sys; sys.exit(0)"]
)
def test_an_installed_plugin_that_fails_to_import_names_its_distribution_and_the_line_for_a_hook(
    site: Site, source: str
) -> None:
    site.put("acme-house", source)
    message = refusal()
    assert "the plugin house of acme-house cannot be loaded" in message
    assert "additional_dependencies: [acme-house]" in message


def test_an_entry_point_to_a_module_that_is_gone_is_an_error(site: Site) -> None:
    site.put("acme", "", "house = no_module_of_this_name")
    assert "No module named 'no_module_of_this_name'" in refusal()


def test_a_misspelt_hook_is_an_error_that_lists_the_hooks(site: Site) -> None:
    site.put("acme", RULE.format(name="acme_word") + HOOK.format(name="acme_word").replace("_rules", "_rule"))
    assert f"there is no hook newslint_rule; there are {', '.join(HOOKS)}" in refusal()


def test_a_marked_function_of_another_name_is_an_error(site: Site) -> None:
    site.put("acme", "from newslint import hookimpl\n@hookimpl\ndef newslnt_rules():\n    return []\n")
    assert "there is no hook newslnt_rules" in refusal()


def test_a_hook_without_its_mark_is_an_error(site: Site) -> None:
    site.put("acme", "def newslint_rules():\n    return []\n")
    assert "its hook newslint_rules is not marked with @newslint.hookimpl" in refusal()


def test_a_hook_that_wants_arguments_is_an_error(site: Site) -> None:
    site.put("acme", "from newslint import hookimpl\n@hookimpl\ndef newslint_rules(config):\n    return []\n")
    assert "the plugin house of acme cannot be loaded" in refusal()
    assert "a hook takes no arguments: newslint_rules(config)" in refusal()
    assert "\n" not in refusal().partition("; in a pre-commit hook")[0]


def test_a_plugin_without_any_hook_is_an_error(site: Site) -> None:
    site.put("acme", "ANSWER = 42\n")
    assert "it has none of the hooks" in refusal()


def test_a_hook_that_raises_is_an_error_that_names_the_plugin(site: Site) -> None:
    site.put("acme", "from newslint import hookimpl\n@hookimpl\ndef newslint_words():\n    raise KeyError('words')\n")
    assert "the plugin house of acme cannot be loaded: KeyError: 'words'" in refusal()


@pytest.mark.parametrize(
    ("hook", "brings", "problem"),
    [
        ("newslint_rules", "[print]", "which is no Rule"),
        ("newslint_readers", "['.txt']", "which is no Reader"),
        ("newslint_reporters", "['full']", "which is no Reporter"),
        ("newslint_engines", "[('name', print)]", "which is no Engine"),
        ("newslint_words", "[1]", "which is no str"),
        ("newslint_words", "'Kyiv'", "returns one text"),
        ("newslint_rules", "42", "newslint_rules returns 42; return a list"),
    ],
)
def test_a_hook_that_brings_what_newslint_cannot_use_is_an_error(
    site: Site, hook: str, brings: str, problem: str
) -> None:
    site.put("acme", f"from newslint import hookimpl\n@hookimpl\ndef {hook}():\n    return {brings}\n")
    assert problem in refusal()


def test_two_rules_of_one_name_are_an_error_that_names_both_plugins(site: Site) -> None:
    for distribution in ("acme", "zenith"):
        site.put(distribution, RULE.format(name="their_word") + HOOK.format(name="their_word"))
    assert "two plugins bring the rule their-word: house (of acme) and house (of zenith)" in refusal()


def test_a_rule_that_has_the_name_of_a_built_in_one_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(RULE.format(name="doubled_word"))
    assert "the rule doubled-word: newslint.rules (of newslint) and mine.py" in refusal("mine.py", folder=tmp_path)


def test_a_rule_cannot_have_the_name_of_a_category(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(RULE.format(name="typo"))
    assert "a rule cannot be called typo" in refusal("mine.py", folder=tmp_path)


def test_a_single_file_with_a_rule_and_nothing_else_is_a_plugin(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(RULE.format(name="my_word"))
    plugins = load(["mine.py", "mine.py"], str(tmp_path))
    assert plugins.rules["my-word"].origin == "mine.py"


def test_a_file_may_have_hooks_as_a_package_has(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(RULE.format(name="my_word") + HOOK.format(name="my_word"))
    assert "my-word" in load(["mine.py"], str(tmp_path)).rules


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("import sys\nsys.exit(0)\n", "SystemExit"),
        ("def broken(:\n", "SyntaxError"),
        ("ANSWER = 42\n", "nor a rule"),
        (None, "there is no file"),
    ],
)
def test_a_file_that_is_no_plugin_is_an_error_without_advice_for_distributions(
    tmp_path: Path, source: str | None, problem: str
) -> None:
    if source is not None:
        (tmp_path / "mine.py").write_text(source)
    message = refusal("mine.py", folder=tmp_path)
    assert "the plugin mine.py" in message
    assert problem in message
    assert "additional_dependencies" not in message


def test_a_pack_that_is_missing_is_an_error(tmp_path: Path) -> None:
    assert "house.toml" in refusal("house.toml", folder=tmp_path)


def test_a_module_that_the_configuration_names_and_that_is_missing_brings_the_advice() -> None:
    message = refusal("acme_house.rules")
    assert "Install acme-house" in message
    assert "additional_dependencies: [acme-house]" in message


def test_newslint_ends_with_2_when_a_configured_plugin_is_missing(tmp_path: Path) -> None:
    (tmp_path / "newslint.toml").write_text('plugins = ["acme_house"]\n')
    (tmp_path / "article.txt").write_text("One.\n")
    run = subprocess.run([sys.executable, "-m", "newslint", "check", "."], cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == 2
    assert "additional_dependencies: [acme-house]" in run.stderr
    assert "Traceback" not in run.stderr


def test_rules_come_by_newslint_rules(site: Site) -> None:
    site.put("acme", RULE.format(name="acme_word") + HOOK.format(name="acme_word"))
    (site.folder / "a.txt").write_text("Say xyzzy.\n")
    assert found_by(site, "a.txt") == [("acme-word", "a.txt", 1, 5)]


def test_readers_come_by_newslint_readers(site: Site) -> None:
    site.put(
        "acme",
        """
        from newslint import Document, hookimpl
        from newslint.readers import Reader

        def read(source):
            yield Document(source.stream.read().decode()[::-1], source.name)

        @hookimpl
        def newslint_readers():
            return [Reader("mirror", (".mirror",), read)]
        """,
    )
    (site.folder / "a.mirror").write_text("." + "Police said the the man fled"[::-1])
    assert ("doubled-word", "a.mirror", 1, 13) in found_by(site, "a.mirror")


def test_reporters_come_by_newslint_reporters(site: Site) -> None:
    site.put(
        "acme",
        """
        from newslint import hookimpl
        from newslint.reporters import Reporter

        @hookimpl
        def newslint_reporters():
            return [Reporter("tally", lambda result, look: [f"{result.files} files\\n"])]
        """,
    )
    (site.folder / "a.txt").write_text("One.\n")
    assert newslint(site, "a.txt", "--output-format", "tally").stdout == "1 files\n"


def test_engines_come_by_newslint_engines(site: Site) -> None:
    site.put(
        "acme",
        """
        import sys
        from contextlib import contextmanager
        from newslint import hookimpl
        from newslint.engine import Engine

        @contextmanager
        def acme(work):
            print("acme runs", file=sys.stderr)
            yield lambda step, parts: [work.do(step, part) for part in parts]

        @hookimpl
        def newslint_engines():
            return [Engine("acme", acme)]
        """,
    )
    (site.folder / "a.txt").write_text("Police said the the man fled.\n")
    run = newslint(site, "a.txt", "--output-format", "json", "--engine", "acme")
    assert "acme runs" in run.stderr
    assert "doubled-word" in [one["rule"] for one in json.loads(run.stdout)]


def test_words_come_by_newslint_words(site: Site) -> None:
    site.put("acme", "from newslint import hookimpl\n@hookimpl\ndef newslint_words():\n    return ('Xyzzyville',)\n")
    assert "Xyzzyville" in load().words


ASK = """
import sys
from newslint.engine import run
from newslint.requests.request import Options, prepare

calls = []
sys.setprofile(lambda frame, event, argument: calls.append("/pluggy/" in frame.f_code.co_filename.replace("\\\\", "/")))
loaded = prepare(Options(("a.txt",)))
print("at start-up", any(calls))
calls.clear()
found = run(loaded).diagnostics
sys.setprofile(None)
print("later", any(calls), len(found))
"""


def test_pluggy_is_asked_at_start_up_and_never_again(tmp_path: Path) -> None:
    # In a process of its own: pytest is made of pluggy too.
    (tmp_path / "a.txt").write_text("Police said the the man fled.\n")
    run = subprocess.run([sys.executable, "-c", ASK], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == ["at start-up True", "later False 1"]


def test_the_example_is_a_plugin() -> None:
    assert load(["newslint_example"]).rules["example-wordy-now"].origin == "newslint-example"


@pytest.mark.hooks
@pytest.mark.parametrize("options", [(), ("--editable",)], ids=["copied", "editable"])
def test_the_example_is_found_when_pip_has_installed_it(tmp_path: Path, options: tuple[str, ...]) -> None:
    root = EXAMPLE.parent.parent
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    python = tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    subprocess.run([python, "-m", "pip", "-q", "install", *options, str(root), *options, str(EXAMPLE)], check=True)
    (tmp_path / "a.txt").write_text("He is free at this point in time.\n")
    command = [python, "-m", "newslint", "check", "a.txt", "--output-format", "json"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert [one["rule"] for one in json.loads(run.stdout)] == ["example-wordy-now"]
    assert run.returncode == 1


def newslint(site: Site, *arguments: str) -> subprocess.CompletedProcess[str]:
    import os

    command = [sys.executable, "-m", "newslint", "check", "--isolated", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(site.folder)}
    return subprocess.run(command, cwd=site.folder, env=environment, capture_output=True, text=True)


def found_by(site: Site, *arguments: str) -> list[tuple[str, str, int, int]]:
    run = newslint(site, *arguments, "--output-format", "json")
    return [(one["rule"], one["path"], one["line"], one["column"]) for one in json.loads(run.stdout)]
