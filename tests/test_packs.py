"""A pack or a rule file named in a configuration works without packaging; what is wrong with one is said at start."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from newslint import testing
from newslint.configuration.settings import ConfigError
from newslint.kinds import PackError, function, names, read_pack
from newslint.kinds._schema import keys_of
from newslint.plugins import PluginError, load

NEWSLINT = Path(sys.executable).with_name("newslint")
LEAD = (
    "Police said on Monday that the man who fled the bank in the old town "
    "had been caught in the park near the wide river."
)
PACK = """
[wordy-phrase]
kind = "substitution"
summary = "A phrase has a shorter twin."
message = "“{better}” says the same as “{found}”"
swap = { "at this point in time" = "now" }
bad = [["He is free [[at this point in time]].", "He is free now."]]
good = ["He is free now.", "He came at this point."]
"""
CODE = '''
from newslint import Bad, Finding, Good, rule


@rule(
    "“{word}” is not said at this paper",
    category="text",
    triggers=("nightly",),
    examples=[Bad("It airs [[nightly]]."), Good("It airs every night."), Good("A fortnightly magazine.")],
)
def acme_nightly(document, hits, *, allow=()):
    """A word that the style book has struck out.

    Readers found it confusing.

    Options:
        allow: words that are right here.
    """
    for hit in hits:
        if not document.text[hit.span.start - 1 : hit.span.start].isalpha():
            yield Finding(hit.span, {"word": document.slice(hit.span)})
'''
ALL_KINDS = f"""
[a-phrase]
kind = "phrase"
summary = "A phrase."
message = "{{phrase}}"
phrases = ["# comments"]
bad = ["It has [[12 comments]]."]
good = ["It has comments."]

[a-pattern]
kind = "pattern"
summary = "A pattern."
message = "{{found}} after {{word}}"
patterns = ['(?P<word>\\w+)(?P<mark> ,)']
triggers = [" ,"]
bad = ["He said[[ ,]] no."]
good = ["He said, no."]

[a-line]
kind = "line"
category = "boilerplate"
group = "page"
severity = "error"
reason = "It belongs to the page."
summary = "A line."
message = "{{text}}"
phrases = ["share this *"]
fix = "unsafe"
bad = [["{LEAD}\\n\\n[[» Share this story]]\\n\\n{LEAD}", "{LEAD}\\n\\n{LEAD}"]]
good = ["They share this view, he said."]

[an-opening]
kind = "opening"
scope = "tail"
yields-to = ["a-line"]
summary = "An opening."
message = "{{text}}"
phrases = ["read more:"]
bad = ["{LEAD}\\n\\n[[Read more: the river]]"]
good = ["Read more: the river\\n\\n{LEAD}"]

[some-spellings]
kind = "spellings"
summary = "Two spellings."
message = "{{found}}, {{count}} times {{other}}"
spellings = ["adviser / advisor"]
bad = ["An adviser and an [[advisor]]."]
good = ["An advisor and an advisor."]

[an-abbreviation]
kind = "required"
summary = "An abbreviation."
message = "{{found}} wants {{wanted}}"
words = {{ EU = ["European Union", "the Union"] }}
within = "first-mention"
bad = ["The [[EU]] met."]
good = ["The European Union, or EU, met."]

[a-long-headline]
kind = "count"
summary = "A long headline."
message = "{{count}} {{unit}}, {{limit}} at most"
of = "headline"
unit = "characters"
at-most = 10
bad = ["[[Rain falls hard]]\\n\\n{LEAD}"]
good = ["Rain falls\\n\\n{LEAD}"]

[a-capital]
kind = "capitalisation"
summary = "A capital."
message = "{{better}}, not {{found}}"
terms = ["internet"]
bad = [["On the [[Internet]].", "On the internet."]]
good = ["Internet use grew."]

[an-order]
kind = "order"
summary = "An order."
message = "{{found}} before {{other}}"
things = ["<byline>", "<lead>"]
bad = ["{LEAD}\\n\\n[[By Jane Roe]]"]
good = ["By Jane Roe\\n\\n{LEAD}"]
{PACK}"""


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([NEWSLINT, *arguments], cwd=folder, capture_output=True, text=True, check=False)


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        stem, _, suffix = name.rpartition("_")
        (folder / f"{stem}.{suffix}").write_text(text, encoding="utf-8")


def found(folder: Path) -> list[tuple[str, str]]:
    result = run(folder, "check", "--output-format", "json", "--exit-zero", ".")
    assert result.returncode == 0, result.stderr
    return [(one["rule"], one["excerpt"]) for one in json.loads(result.stdout)]


@pytest.mark.parametrize("rule", read_pack(ALL_KINDS.encode(), "all.toml"), ids=lambda rule: rule.name)
def test_a_table_of_each_kind_makes_a_rule_whose_examples_hold(rule: object) -> None:
    failures = [one for one in testing.failures(rule) if "fewer than two" not in one]  # type: ignore[arg-type]
    assert failures == []


def test_that_pack_has_a_table_of_each_kind() -> None:
    used = {rule.check.kind for rule in read_pack(ALL_KINDS.encode(), "all.toml")}  # type: ignore[attr-defined]
    assert used == set(names()) - {"leftover"}


def test_what_a_table_says_is_what_the_rule_is() -> None:
    rules = {rule.name: rule for rule in read_pack(ALL_KINDS.encode(), "all.toml")}
    line = rules["a-line"]
    assert (line.category, line.group, line.severity, line.fixable) == ("boilerplate", "page", "error", True)
    assert (line.summary, line.reason, line.origin) == ("A line.", "It belongs to the page.", "all.toml")
    assert rules["an-opening"].yields_to == ("a-line",)
    assert line.options.keys() == line.option_help.keys() == {"allow", "extra"}
    assert rules["a-long-headline"].options.keys() == {"allow"}


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('kind = "substitution"\n', "", "wants kind"),
        ('kind = "substitution"\n', 'knd = "substitution"\n', "no key 'knd'; did you mean 'kind'?"),
        ('"substitution"', '"substitutoin"', "no kind 'substitutoin'; there are .*; did you mean 'substitution'?"),
        ('"substitution"', '"substitutoin"\nsumary = "x"\n#', "no kind 'substitutoin'; there are "),
        ('"substitution"', "3", "kind must be a text, not 3"),
        ("summary =", "sumary =", "no key 'sumary'; did you mean 'summary'?"),
        ("message =", "massage =", "no key 'massage'; did you mean 'message'?"),
        ("summary =", "# ", "wants summary"),
        ("message =", "# ", "wants message"),
        ("swap =", "swpa =", "no key 'swpa'; did you mean 'swap'?"),
        ("swap =", "extra =", "no key 'extra'"),
        ('swap = { "at this point in time" = "now" }\n', "", "the kind substitution wants swap"),
        ('{ "at this point in time" = "now" }', '"now"', "swap must be a table of texts or lists of texts, not 'now'"),
        ('{ "at this point in time" = "now" }', "{ a = 3 }", "swap must be a table of texts or lists of texts, not"),
        ('{ "at this point in time" = "now" }', "{}", "swap is empty"),
        ('{ "at this point in time" = "now" }', '{ a = "" }', "nothing is said of 'a'"),
        ('{ "at this point in time" = "now" }', '{ "-" = "a" }', "'-' has no letter to look for"),
        ('{ "at this point in time" = "now" }', '{ a = "b", b = "c" }', "'a' is replaced by 'b', and 'b' in that"),
        ("{found}", "{fnd}", "message: no gap {fnd}; there are {found}, {better}"),
        ("{found}", "{found", "message: expected '}' before end of string"),
        ("swap", 'fix = "sure"\nswap', "fix must be 'safe', 'unsafe' or 'display', not 'sure'"),
        ("swap", 'scope = "bodyy"\nswap', "no scope 'bodyy'; there are headline, .*; did you mean 'body'?"),
        ("swap", 'category = "typos"\nswap', "no category 'typos'; there are .*; did you mean 'typo'?"),
        ("swap", 'group = "pages"\nswap', "no group 'pages'; there are .*; did you mean 'page'?"),
        ("swap", 'severity = "fatal"\nswap', "no severity 'fatal'; there are info, warning, error"),
        ("swap", 'yields-to = "a"\nswap', "yields-to must be a list of texts, not 'a'"),
        ("good = [", "good = [[], ", "good must be a list of texts, not"),
        ("bad = [[", "bad = [3, [", "bad must be a list of texts"),
        ("bad = [[", 'bad = [["a", "b", "c"], [', "bad must be a list of texts"),
        ('bad = [["He is free [[at this point in time]].", "He is free now."]]\n', "", "wants examples"),
    ],
)
def test_what_is_wrong_with_a_table_is_said_with_pack_table_and_key(old: str, new: str, problem: str) -> None:
    assert PACK.count(old), "the case changes nothing"
    pattern = ".*".join(re.escape(part) for part in problem.split(".*"))
    with pytest.raises(PackError, match=rf"^the pack house.toml: \[wordy-phrase\]: {pattern}"):
        read_pack(PACK.replace(old, new, 1).encode(), "house.toml")


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ('kind = "pattern"\npatterns = ["(a"]', r"'\(a' is no pattern: missing \)"),
        ('kind = "pattern"\npatterns = ["a"]\ntriggers = [" "]', "a trigger is empty"),
        ('kind = "pattern"\npatterns = ["a"]\nmatch-case = 1', "match-case must be true or false, not 1"),
        ('kind = "phrase"\nphrases = "a"', "phrases must be a list of texts, not 'a'"),
        ('kind = "phrase"\nphrases = ["#"]', "'#' has no letter to look for"),
        ('kind = "line"\nphrases = []', "phrases is empty"),
        ('kind = "spellings"\nspellings = ["a"]', "'a' names no two spellings such as"),
        ('kind = "count"\nof = "headline"\nunit = "words"', "the kind count wants at-most or at-least"),
        ('kind = "count"\nof = "headline"\nunit = "words"\nat-most = true', "at-most must be a whole number, not True"),
        ('kind = "capitalisation"\nterms = ["Polish", "polish"]', "both 'Polish' and 'polish' are to be right"),
        ('kind = "order"\nthings = ["a"]', "an order wants two things at least"),
        ('kind = "order"\nthings = ["a", "<lead>"]', "the parts of an article .* go only with each other"),
        ('kind = "order"\nthings = ["a", ["b", "a"]]', "a word stands in the order twice"),
        ('kind = "required"\nwords = { "*" = "a" }\nwithin = "sentence"', r"'\*' stands alone"),
    ],
)
def test_what_a_kind_cannot_use_is_said_too(table: str, problem: str) -> None:
    text = f'[a-rule]\nsummary = "A."\nmessage = "A"\nbad = ["[[a]]"]\ngood = ["b"]\n{table}\n'
    with pytest.raises(PackError, match=rf"^the pack house.toml: \[a-rule\]: {problem}"):
        read_pack(text.encode(), "house.toml")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (b"[a", "the pack house.toml is not TOML: Expected"),
        (b"\xff", "the pack house.toml is not TOML"),
        (b"a = 1", r"the pack house.toml: a is no table; a rule begins with \[its-name\]"),
        (b"[Wordy_Phrase]", "a rule's name is written in small letters with hyphens"),
    ],
)
def test_what_is_no_pack_is_refused(text: bytes, problem: str) -> None:
    with pytest.raises(PackError, match=problem):
        read_pack(text, "house.toml")


def test_a_pack_and_a_rule_file_work_without_packaging(tmp_path: Path) -> None:
    write(
        tmp_path,
        newslint_toml='plugins = ["house.toml", "acme.py"]\nselect = ["wordy-phrase", "acme-nightly"]',
        house_toml=PACK,
        acme_py=CODE,
        article_txt="It airs nightly at this point in time.\n",
    )
    assert found(tmp_path) == [("acme-nightly", "nightly"), ("wordy-phrase", "at this point in time")]


def test_their_options_are_set_in_the_configuration(tmp_path: Path) -> None:
    write(
        tmp_path,
        newslint_toml=(
            'plugins = ["house.toml"]\nselect = ["wordy-phrase"]\n'
            '[rules.wordy-phrase]\nextra = ["in order to -> to"]\nallow = ["at this point"]\n'
        ),
        house_toml=PACK,
        article_txt="He came in order to see it at this point in time.\n",
    )
    assert found(tmp_path) == [("wordy-phrase", "in order to")]


def test_a_file_is_found_beside_the_configuration_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    write(tmp_path, newslint_toml='plugins = ["house.toml"]\nselect = ["wordy-phrase"]', house_toml=PACK)
    write(tmp_path / "news", article_txt="He is free at this point in time.\n")
    assert found(tmp_path / "news") == [("wordy-phrase", "at this point in time")]


ERRORS = [
    ({"acme_py": "def broken(:\n"}, "acme.py", r"the plugin acme.py cannot be loaded: SyntaxError: .*acme.py, line 1"),
    ({"acme_py": "import no_such_module\n"}, "acme.py", "the plugin acme.py cannot be loaded: ModuleNotFoundError"),
    ({"house_toml": "[a"}, "house.toml", "the pack house.toml is not TOML"),
    ({"house_toml": PACK.replace("swap", "swpa")}, "house.toml", r"house.toml: \[wordy-phrase\]: no key 'swpa'; did"),
    ({}, "gone.toml", "the pack gone.toml cannot be read: No such file"),
    ({}, "gone.py", "the plugin gone.py is missing: there is no file"),
    ({}, "no_such_module", "the plugin no_such_module of no-such-module cannot be loaded: ModuleNotFoundError"),
    (
        {"house_toml": PACK.replace("wordy-phrase", "doubled-word")},
        "house.toml",
        r"two plugins bring the rule doubled-word: newslint.rules \(of newslint\) and house.toml; remove one",
    ),
    (
        {"acme_py": "import newslint\n\n@newslint.hookimpl\ndef newslint_rulez():\n    return ()\n"},
        "acme.py",
        "the plugin acme.py cannot be loaded: there is no hook newslint_rulez; there are newslint_rules,",
    ),
]


@pytest.mark.parametrize(("files", "plugin", "problem"), ERRORS, ids=[problem[:50] for _, _, problem in ERRORS])
def test_a_plugin_that_cannot_be_used_is_an_error_at_start(
    tmp_path: Path, files: dict[str, str], plugin: str, problem: str
) -> None:
    write(tmp_path, **files)
    with pytest.raises(PluginError, match=problem):
        load([plugin], str(tmp_path))


@pytest.mark.parametrize(("files", "plugin", "problem"), ERRORS, ids=[problem[:50] for _, _, problem in ERRORS])
def test_the_command_says_so_in_one_message_and_exits_with_2(
    tmp_path: Path, files: dict[str, str], plugin: str, problem: str
) -> None:
    write(tmp_path, newslint_toml=f'plugins = ["{plugin}"]', article_txt="A text.\n", **files)
    result = run(tmp_path, "check", ".")
    assert result.returncode == 2
    assert re.search(problem, result.stderr)
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_a_further_phrase_that_the_kind_cannot_use_is_an_error_that_names_the_configuration(tmp_path: Path) -> None:
    from newslint.requests.request import Options, prepare

    write(
        tmp_path,
        newslint_toml='plugins = ["house.toml"]\n[rules.wordy-phrase]\nextra = ["in order to"]\n',
        house_toml=PACK,
        article_txt="A text.\n",
    )
    with pytest.raises(ConfigError, match=r"newslint.toml: \[rules.wordy-phrase\] extra: nothing is said of 'in order"):
        prepare(Options((str(tmp_path / "article.txt"),)))


def test_the_decorator_is_public_whatever_was_imported_before() -> None:
    code = "import newslint.rule, newslint.plugins\nfrom newslint import rule\nassert callable(rule)"
    subprocess.run([sys.executable, "-c", code], check=True)


PAGE = (Path(__file__).parent.parent / "docs" / "packs.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", sorted(set(names()) - {"leftover"}))
def test_the_documentation_names_each_kind_with_its_keys_and_gaps(kind: str) -> None:
    (section,) = (part for part in PAGE.split("\n### ") if f"`{kind}`" in part.splitlines()[0])
    keys = set(keys_of(function(kind))) - {"extra"}
    assert [key for key in keys if f"`{key}`" not in section and key != "fix"] == []
    rules = [rule for rule in read_pack(ALL_KINDS.encode(), "all.toml") if rule.check.kind == kind]  # type: ignore[attr-defined]
    gaps = rules[0].check.matcher().gaps or ()  # type: ignore[attr-defined]
    assert [gap for gap in gaps if f"`{{{gap}}}`" not in section and gap not in ("word", "mark")] == []
