"""The commands that explain newslint: rules, explain, config, plugins, test-rules, new-rule, try."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

import newslint
from newslint.plugins import load

NEWSLINT = Path(sys.executable).with_name("newslint")
PACK = """
[struck-out]
kind = "phrase"
category = "boilerplate"
group = "promo"
summary = "A phrase is struck out."
reason = "The style book says so."
message = "“{phrase}” is struck out"
phrases = ["going forward"]
bad = ["He said that [[going forward]] it is so."]
good = ["He is going forwards.", "Forward!"]
"""


def run(folder: Path, *arguments: str, status: int = 0) -> str:
    result = subprocess.run([NEWSLINT, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert "Traceback" not in result.stderr
    assert result.returncode == status, result.stderr
    return result.stderr if status == 2 else result.stdout


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Return a folder with a configuration that names a pack."""
    (tmp_path / "house.toml").write_text(PACK, encoding="utf-8")
    (tmp_path / "newslint.toml").write_text(
        'extend = "desk"\nplugins = ["house.toml"]\nignore = ["typo"]\nwords = ["Acme"]\n'
        '[severity]\nstruck-out = "error"\n[rules.struck-out]\nallow = ["going forward slowly"]\n'
        '[[per-path]]\npaths = ["old/"]\nencoding = "cp1252"\nseverity = { struck-out = "info" }\n',
        encoding="utf-8",
    )
    return tmp_path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Return a folder with 30 articles, each of which holds one fault."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(30):
        text = f"Police said that number {number} fled the the town.\n"
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    return folder


def test_rules_are_listed_with_severity_and_summary(house: Path) -> None:
    listed = {line.split()[0]: " ".join(line.split()) for line in run(house, "rules").splitlines() if line}
    assert "error" in listed["struck-out"]
    assert "boilerplate:promo A phrase is struck out." in listed["struck-out"]
    assert listed["doubled-word"].split()[1] == "off"


def test_rules_are_listed_by_any_name_that_they_go_by(house: Path) -> None:
    assert run(house, "rules", "typo") == run(house, "rules", "--category", "typo")
    listed = run(house, "rules", "boilerplate:promo", "doubled-word").splitlines()
    assert {line.split()[0] for line in listed[:-2]} >= {"doubled-word", "teaser-link"}
    assert all("boilerplate:promo" in line or line.startswith("doubled-word") for line in listed[:-2])
    assert "did you mean 'boilerplate:promo'?" in run(house, "rules", "promo", status=2)


def test_rules_are_listed_by_category_and_as_json(house: Path) -> None:
    everything = json.loads(run(house, "rules", "--output-format", "json"))
    mine = next(one for one in everything if one["name"] == "struck-out")
    assert mine == {
        "name": "struck-out",
        "category": "boilerplate",
        "group": "promo",
        "severity": "error",
        "scope": "document",
        "fixable": False,
        "summary": "A phrase is struck out.",
        "origin": mine["origin"],
    }
    assert mine["origin"].endswith("house.toml")
    chosen = json.loads(run(house, "rules", "--category", "boilerplate:promo", "--output-format", "json"))
    assert {one["category"] + ":" + one["group"] for one in chosen} == {"boilerplate:promo"}
    assert "did you mean 'typo'" in run(house, "rules", "--category", "typos", status=2)


def test_a_preset_may_be_asked_for(tmp_path: Path) -> None:
    def severity(preset: str) -> str:
        listed = json.loads(run(tmp_path, "rules", "--preset", preset, "--output-format", "json"))
        return str(next(one["severity"] for one in listed if one["name"] == "shared-sentence"))

    assert (severity("desk"), severity("feed"), severity("corpus")) == ("off", "warning", "info")


def test_a_rule_is_explained(tmp_path: Path) -> None:
    page = run(tmp_path, "explain", "doubled-word")
    assert page.startswith("doubled-word  typo, error here\n\nA word is typed twice in a row.\n")
    assert "  wrong   Police said [[the the]] man fled.\n  mended  Police said the man fled.\n" in page
    assert "allow: list of texts, [] by default\n      words that may stand twice" in page
    assert "corpus error  desk error  feed error" in page
    assert "From newslint " in page


def test_how_to_switch_a_rule_is_explained_whichever_way_it_stands(tmp_path: Path) -> None:
    assert 'To turn it off: ignore = ["doubled-word"]' in run(tmp_path, "explain", "doubled-word")
    assert 'To turn it on: extend-select = ["spelling-variety"]' in run(tmp_path, "explain", "spelling-variety")


def test_examples_of_several_files_are_explained_file_by_file(tmp_path: Path) -> None:
    page = run(tmp_path, "explain", "shared-sentence")
    assert "\n  wrong   early.txt:\n            It fell. [[The mayor" in page
    assert "\n          late.txt:\n            None died. [[" in page
    assert "\n  right   one.txt:\n            Nobody was hurt" in page


def test_a_category_or_group_is_explained_by_its_rules(tmp_path: Path) -> None:
    page = run(tmp_path, "explain", "typo")
    assert page.startswith("typo  a category of ")
    assert "\n  doubled-word " in page
    assert 'ignore = ["typo"]' in page
    for name in ("promo", "boilerplate:promo"):
        page = run(tmp_path, "explain", name, "--preset", "desk")
        assert page.startswith(f"{name}  a group of ")
        assert "\n  link-list-heading " in page
        assert "newsletter-" in page
        assert "copyright-notice" not in page
        assert 'ignore = ["boilerplate:promo"]' in page


def test_a_category_is_no_rule_to_try(tmp_path: Path) -> None:
    said = run(tmp_path, "try", "boilerplate:page", ".", status=2)
    assert "boilerplate:page is a group, not a rule; newslint explain boilerplate:page lists its rules" in said


def test_a_rule_of_a_pack_is_explained_with_its_option_as_it_is_here(house: Path) -> None:
    page = run(house, "explain", "struck-out")
    assert "The style book says so." in page
    assert 'allow: list of texts, [] by default; here ["going forward slowly"]' in page
    assert "house.toml" in page


def test_a_misspelt_rule_is_an_error_that_names_the_near_one(tmp_path: Path) -> None:
    assert "there is no rule 'doubld-word'; did you mean 'doubled-word'?" in run(
        tmp_path, "explain", "doubld-word", status=2
    )


def test_the_configuration_is_shown_with_where_each_value_comes_from(house: Path) -> None:
    lines = [" ".join(line.split()) for line in run(house, "config").splitlines()]
    assert lines[0] == "# The configuration for .: newslint.toml"
    assert 'fail-on = "error" # preset desk' in lines
    assert 'include = ["*.txt", "*.md"] # default' in lines
    assert 'ignore = ["typo"] # newslint.toml' in lines
    assert 'words = ["Acme"] # newslint.toml' in lines
    assert 'struck-out = "error" # newslint.toml' in lines
    assert 'allow = ["going forward slowly"] # newslint.toml' in lines
    assert lines.index("[severity]") < lines.index("[rules.struck-out]")


def test_the_configuration_of_a_file_holds_what_differs_for_its_path(house: Path) -> None:
    (house / "old").mkdir()
    (house / "old" / "a.txt").write_text("A text.\n", encoding="utf-8")
    shown = json.loads(run(house, "config", "old/a.txt", "--output-format", "json"))
    values = {(one["section"], one["key"]): one for one in shown["settings"]}
    assert shown["file"].endswith("newslint.toml")
    assert values["severity", "struck-out"]["value"] == "info"
    assert values["severity", "struck-out"]["origin"].endswith("newslint.toml: [[per-path]]")
    assert values["", "encoding"]["value"] == "cp1252"
    assert "no such file" in run(house, "config", "gone.txt", status=2)


def test_the_configuration_shows_no_severity_that_no_rule_bears(tmp_path: Path) -> None:
    shown = json.loads(run(tmp_path, "config", "--output-format", "json"))["settings"]
    rules = json.loads(run(tmp_path, "rules", "--output-format", "json"))
    known = {"all", *(one["name"] for one in rules), *(one["category"] for one in rules)}
    known |= {f"{one['category']}:{one['group']}" for one in rules}
    severities = {one["key"] for one in shown if one["section"] == "severity"}
    assert severities
    assert severities <= known


def test_isolated_reads_no_configuration(house: Path) -> None:
    assert "house.toml" not in run(house, "plugins", "--isolated")
    assert run(house, "config", "--isolated").startswith("# The configuration for .: no file")


def test_plugins_are_listed_with_what_they_bring(house: Path) -> None:
    lines = run(house, "plugins").splitlines()
    assert any(line.startswith("newslint.rules ") and " rules" in line for line in lines)
    assert any("house.toml" in line and line.endswith("a file named in the configuration  1 rule") for line in lines)
    assert "    rule struck-out\n" in run(house, "plugins", "-v")


def test_the_examples_of_a_pack_a_rule_a_plugin_and_a_folder_are_run(house: Path) -> None:
    assert run(house, "test-rules", "house.toml") == "3 examples of 1 rule hold\n"
    assert run(house, "test-rules", "struck-out") == "3 examples of 1 rule hold\n"
    (house / "packs").mkdir()
    (house / "packs" / "more.toml").write_text(PACK.replace("struck-out", "struck-off"), encoding="utf-8")
    assert run(house, "test-rules", "packs", "house.toml") == "6 examples of 2 rules hold\n"


def test_examples_that_do_not_hold_are_told_with_their_text(house: Path) -> None:
    broken = PACK.replace("struck-out", "broken").replace("[[going forward]]", "[[going]] forward")
    (house / "broken.toml").write_text(broken, encoding="utf-8")
    shown = run(house, "test-rules", "broken.toml", status=1)
    assert "broken should report 'He said that [[going]] forward it is so.' but reports 'He said that [[going" in shown
    assert shown.endswith("1 failure in 3 examples of 1 rule\n")


def test_marks_that_do_not_pair_up_are_a_failure_and_no_traceback(house: Path) -> None:
    (house / "broken.toml").write_text(
        PACK.replace("struck-out", "b").replace("forward]]", "forward"), encoding="utf-8"
    )
    said = run(house, "test-rules", "broken.toml", status=1)
    assert "marks do not pair up in" in said
    assert ", on 'He said that [[going forward it is so.'\n" in said


def test_an_example_on_which_a_rule_fails_is_shown_as_its_text(tmp_path: Path) -> None:
    rule = """from newslint import Bad, Corpus, Good, rule
@rule("m", category="text", on="document", examples=[Bad("[[A]]"), Corpus({"a.txt": "B", "b.txt": "[[C"}), Good("D")])
def faulty(document):
    \"\"\"It fails.\n\n    It is a test.\n    \"\"\"
    raise KeyError("no")
"""
    (tmp_path / "faulty.py").write_text(rule, "utf-8")
    said = run(tmp_path, "test-rules", "faulty.py", status=1)
    assert "faulty fails with KeyError: 'no', on '[[A]]'\n" in said
    assert "marks do not pair up in '[[C', on a.txt: 'B', b.txt: '[[C'\n" in said
    assert "Good(" not in said


def test_where_there_is_no_rule_there_is_nothing_to_test(house: Path) -> None:
    (house / "empty.py").write_text("", encoding="utf-8")
    (house / "empty").mkdir()
    assert "nor a rule" in run(house, "test-rules", "empty.py", status=2)
    assert "empty: there is no rule in it" in run(house, "test-rules", "empty", status=2)
    assert "did you mean 'struck-out'" in run(house, "test-rules", "struk-out", status=2)
    assert "there is no rule or plugin" in run(house, "test-rules", "newslint.readers", status=2)


@pytest.mark.parametrize(("options", "name"), [((), "my_fault.py"), (("--pack",), "my-fault.toml")])
def test_a_new_rule_fails_in_one_example_until_somebody_writes_it(
    tmp_path: Path, options: tuple[str, ...], name: str
) -> None:
    said = run(tmp_path, "new-rule", "my-fault", "--category", "typo", *options)
    assert len(said.splitlines()) <= 4
    assert f'plugins = ["{name}"]' in said
    assert run(tmp_path, "test-rules", name, status=1).endswith("1 failure in 3 examples of 1 rule\n")
    written = (tmp_path / name).read_text(encoding="utf-8")
    (tmp_path / name).write_text(written.replace("what you look for", "fault"), encoding="utf-8")
    assert run(tmp_path, "test-rules", name) == "3 examples of 1 rule hold\n"
    (tmp_path / "newslint.toml").write_text(f'plugins = ["{name}"]\n', encoding="utf-8")
    listed = json.loads(run(tmp_path, "rules", "--category", "typo", "--output-format", "json"))
    assert "my-fault" in [one["name"] for one in listed]


def test_a_new_rule_is_named_as_the_configuration_at_hand_has_to_name_it(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    settings = tmp_path / "articles" / "newslint.toml"
    settings.write_text("", encoding="utf-8")
    said = run(tmp_path, "new-rule", "my-fault", "--pack")
    line = 'plugins = ["../my-fault.toml"]'
    assert f"add to articles/newslint.toml:  {line}" in said
    settings.write_text(line, encoding="utf-8")
    assert "my-fault" in run(tmp_path / "articles", "rules")


def test_a_new_rule_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "my_fault.py").write_text("mine", encoding="utf-8")
    assert "my_fault.py is there already" in run(tmp_path, "new-rule", "my-fault", status=2)
    assert (tmp_path / "my_fault.py").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("My_Fault", "'My_Fault' is no name for a rule"),
        ("../fault", "'../fault' is no name for a rule"),
        ("import", "'import' is no name for a rule"),
        ("doubled-word", "there is a rule doubled-word already, from newslint"),
    ],
)
def test_a_new_rule_wants_a_name_of_its_own(tmp_path: Path, name: str, problem: str) -> None:
    assert problem in run(tmp_path, "new-rule", name, status=2)
    assert list(tmp_path.iterdir()) == []


def test_a_new_rule_is_written_into_a_folder(tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    assert "house/my_fault.py" in run(tmp_path, "new-rule", "my-fault", "--folder", "house")
    assert (tmp_path / "house" / "my_fault.py").exists()
    assert "cannot be written" in run(tmp_path, "new-rule", "my-fault", "--folder", "gone", status=2)


def test_try_says_how_often_a_rule_speaks_and_shows_hits_in_their_context(corpus: Path) -> None:
    said = run(corpus.parent, "try", "doubled-word", "articles", "--sample", "3", "--seed", "7")
    first, *shown = said.splitlines()
    assert first == "doubled-word speaks 30 times in 30 of 30 files (270 words)"
    assert shown[0] == "3 of them, drawn with --seed 7:"
    assert said.count("fled [[the the]] town.") == 3
    assert all(line.startswith("articles/") and ".txt:1:" in line for line in shown[2::3])
    assert run(corpus.parent, "try", "doubled-word", "articles", "--sample", "3", "--seed", "7") == said
    assert run(corpus.parent, "try", "doubled-word", "articles", "--sample", "3", "--seed", "8") != said


def test_try_gives_a_rate_where_there_are_words_enough(corpus: Path) -> None:
    (corpus / "long.txt").write_text("It rained on the town. " * 146, encoding="utf-8")
    said = run(corpus.parent, "try", "doubled-word", "articles", "--sample", "0")
    assert said == "doubled-word speaks 30 times in 30 of 31 files: 30.000 per 1,000 words (1,000 words)\n"


def test_try_shows_everything_where_there_is_little(corpus: Path) -> None:
    said = run(corpus.parent, "try", "doubled-word", "articles/01.txt")
    assert "drawn" not in said
    assert "articles/01.txt:1:" in said


def test_try_makes_a_rule_speak_that_is_off_and_takes_a_file_of_rules(house: Path, corpus: Path) -> None:
    assert "doubled-word speaks 30 times" in run(house, "try", "doubled-word", "articles")
    (house / "more.toml").write_text(
        PACK.replace("struck-out", "fled").replace("going forward", "fled"), encoding="utf-8"
    )
    assert "more.toml speaks 30 times" in run(house, "try", "more.toml", "articles")
    assert "house.toml speaks 0 times" in run(house, "try", "house.toml", "articles")


def test_try_refuses_what_is_no_rule_and_no_path(corpus: Path) -> None:
    assert "did you mean 'doubled-word'" in run(corpus.parent, "try", "doubld-word", "articles", status=2)
    assert "gone: there is no such file or folder" in run(corpus.parent, "try", "doubled-word", "gone", status=2)
    (corpus.parent / "empty").mkdir()
    assert run(corpus.parent, "try", "doubled-word", "empty") == "No articles were found.\n"


def test_explain_says_how_often_a_rule_was_right(tmp_path: Path) -> None:
    assert "Right, of random findings read in their context on " in run(tmp_path, "explain", "doubled-phrase")
    assert "How often it is right: not measured." in run(tmp_path, "explain", "rule-failed")
    assert "How often it is right: too few findings in the" in run(tmp_path, "explain", "country-formal-name")


def test_of_a_rule_that_is_not_newslints_explain_says_nothing_of_measures(house: Path) -> None:
    page = run(house, "explain", "struck-out")
    assert "Right, of" not in page
    assert "How often it is right" not in page


def test_what_was_measured_is_of_rules_that_exist() -> None:
    measures = tomllib.loads(files(newslint).joinpath("measures.toml").read_text("utf-8"))
    names = [name for several in (*measures["right"].values(), measures["too-few"]) for name in several]
    assert len(names) == len(set(names))
    assert set(names) <= set(load().rules)


def test_a_rule_of_the_configuration_here_is_tried_on_articles_elsewhere(house: Path, corpus: Path) -> None:
    here = house / "here"
    here.mkdir()
    for name in ("house.toml", "newslint.toml"):
        (house / name).rename(here / name)
    (corpus / "00.txt").write_text("He said that going forward it is so.\n", encoding="utf-8")
    assert run(here, "try", "struck-out", "../articles").startswith("struck-out speaks 1 time in 1 of 30 files")
    configured = (here / "newslint.toml").read_text("utf-8").replace("forward slowly", "forward")
    (here / "newslint.toml").write_text(configured, "utf-8")
    assert run(here, "try", "struck-out", "../articles").startswith("struck-out speaks 0 times")
    assert "there is no rule" in run(here, "try", "struck-out", "../articles", "--isolated", status=2)


def test_the_files_of_newslints_own_rules_are_tested_and_tried(corpus: Path) -> None:
    own = Path(newslint.__file__).parent / "rules"
    word, pack = own / "typo" / "doubled_word.py", own / "boilerplate" / "controls.toml"
    assert run(corpus, "test-rules", str(word)).endswith("of 1 rule hold\n")
    assert run(corpus, "test-rules", str(own / "typo")).endswith("rules hold\n")
    assert "rules hold" in run(corpus, "test-rules", str(own))
    assert f"{word} speaks 30 times" in run(corpus, "try", str(word), ".")
    assert f"{pack} speaks 0 times" in run(corpus, "try", str(pack), ".")


def test_a_file_of_rules_of_your_own_takes_the_name_of_no_other_rule(corpus: Path) -> None:
    own = Path(newslint.__file__).parent / "rules" / "typo" / "doubled_word.py"
    (corpus / "mine.py").write_text(own.read_text("utf-8"), "utf-8")
    assert "two plugins bring the rule doubled-word" in run(corpus, "try", "mine.py", ".", status=2)


@pytest.mark.parametrize("name", ["all", "typo", "promo"])
def test_a_new_rule_is_not_called_like_a_choice_of_rules(tmp_path: Path, name: str) -> None:
    assert f"a rule cannot be called {name}" in run(tmp_path, "new-rule", name, status=2)


def test_the_configuration_does_not_show_as_off_what_is_switched_on(tmp_path: Path) -> None:
    (tmp_path / "newslint.toml").write_text('extend = "desk"\n', "utf-8")
    assert '"boilerplate:promo" = "off"' in run(tmp_path, "config")
    (tmp_path / "newslint.toml").write_text('extend = "desk"\nextend-select = ["boilerplate:promo"]\n', "utf-8")
    assert '"boilerplate:promo" = "off"' not in run(tmp_path, "config")


@pytest.mark.parametrize(("terminal", "is_painted"), [("xterm", True), ("dumb", False)])
def test_a_terminal_without_colours_is_sent_none(tmp_path: Path, terminal: str, is_painted: bool) -> None:
    import pty

    ours, theirs = pty.openpty()
    plain = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR", "PRE_COMMIT")}
    command = [NEWSLINT, "explain", "nul-byte"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=theirs, env=plain | {"TERM": terminal}) as process:
        shown = os.read(ours, 10)
    os.close(theirs)
    os.close(ours)
    assert process.returncode == 0
    assert (b"\x1b[" in shown) is is_painted
