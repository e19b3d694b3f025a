"""What a person meets who knows little of newslint, or mistypes."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

import newslint
from newslint import Linter
from newslint.cli.main import COMMANDS, VARIABLES, main
from newslint.cli.misuse import COMMANDS_ELSEWHERE, ELSEWHERE
from newslint.cli.screen import EVERY_DAY, FIRST, OTHERS
from newslint.requests.shards import CACHE_VARIABLE


def commands(group: click.Group, above: click.Context) -> Iterator[tuple[str, ...]]:
    for name in group.list_commands(above):
        command = group.get_command(above, name)
        yield (name,)
        if isinstance(command, click.Group):
            yield from ((name, *inner) for inner in commands(command, above))


EVERY = [(), *commands(main, click.Context(main))]


def run(*arguments: str, **environment: str) -> Result:
    return CliRunner(env=environment).invoke(main, arguments, prog_name="newslint")


@pytest.mark.parametrize("names", EVERY, ids=" ".join)
def test_help_fits_a_screen_of_24_lines_and_80_columns(names: tuple[str, ...]) -> None:
    lines = run(*names, "--help").stdout.splitlines()
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("name", ["check", "stats"])
def test_help_that_was_shortened_says_where_the_rest_is(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    options = {one for param in command.params if isinstance(param, click.Option) for one in param.opts}
    brief, whole, asked = (run(*words).stdout for words in ((name, "-h"), (name, "--help-all"), ("help", name)))
    assert f"newslint {name} --help-all" in brief
    assert {one for one in options if one not in brief}
    assert {one for one in options if one not in whole} == set()
    assert asked == whole


def test_every_option_that_help_puts_first_is_one_of_the_commands_that_share_this_help() -> None:
    def options(name: str) -> set[str | None]:
        command = main.get_command(click.Context(main), name)
        assert command is not None
        return {param.name for param in command.params}

    for groups in FIRST.values():
        named = {option for words in groups.values() for option in words}
        assert named - set().union(*(options(name) for name, same in FIRST.items() if same is groups)) == set()


def test_newslint_alone_says_what_it_is_how_to_begin_and_where_help_is() -> None:
    done = run()
    assert done.exit_code == 2
    assert done.stdout == ""
    said = [line.split()[1] for line in done.stderr.splitlines() if line.startswith("  newslint ")]
    assert len(said) == 3
    assert set(said) <= set(COMMANDS)
    assert "newslint --help" in done.stderr
    assert len(done.stderr.splitlines()) < 12


def test_the_overview_names_every_command_and_none_that_there_is_not() -> None:
    overview = run("--help").stdout
    assert [name for name in COMMANDS if name != "help" and not re.search(rf"\b{name}\b", overview)] == []
    named = {*EVERY_DAY, *(name for names in OTHERS.values() for name in names)}
    assert named - set(COMMANDS) == set()
    assert [name for name in COMMANDS if f"  {name} " not in run("--help-all").stdout] == []
    assert run("help").stdout == run("--help-all").stdout


@pytest.mark.parametrize(("arguments", "said"), [
    ("chek seeds", "there is no command 'chek'; did you mean 'check'?"),
    ("lint seeds", "did you mean 'check'?"),
    ("baseline", "there is no command 'baseline'; did you mean 'check --write-baseline FILE'?"),
    ("watch", "there is no command 'watch'; that is an option: newslint check --watch"),
    ("interactive", "that is an option: newslint fix --interactive"),
    ("max-warnings", "that is an option: newslint check --max-warnings N"),
    ("version", "that is an option: newslint --version"),
    ("cache inf", "did you mean 'info'?"),
    ("help chck", "did you mean 'check'?"),
    ("help check more", "newslint check has no commands of its own"),
    ("check --formt json", "there is no option --formt; did you mean --output-format?"),
    ("check --format json", "did you mean --output-format?"),
    ("check --reprt json=x", "did you mean --report?"),
    ("check --disable typo", "did you mean --ignore?"),
    ("check --interactive", "did you mean newslint fix --interactive?"),
    ("stats --baseline x", "newslint stats goes by no baseline, so what one knows counts too"),
    ("repair --no-baseline a b", "newslint repair goes by no baseline"),
    ("check --jsno", "did you mean --output-format json?"),
    ("check --colour", "there is no option --colour; newslint check --help-all shows"),
    ("check --color", "there is no option --color; newslint check --help-all shows"),
    ("check -x", "there is no option -x; newslint check --help-all shows"),
    ("check --show warnin", "--show must be info, warning or error, not 'warnin'; did you mean 'warning'?"),
    ("check --jobs many", "--jobs must be a whole number, 0 or more, not many"),
    ("check --config", "--config wants a value after it; the same command with --help says what kind"),
    ("check --fix=yes", "--fix takes no value"),
    ("score --min-score 300", "--min-score must be a number from 0 to 100, not 300"),
    ("completions bahs", "SHELL must be bash, zsh or fish, not 'bahs'; did you mean 'bash'?"),
    ("explain", "RULE is missing; write newslint explain RULE"),
    ("repair crawl", "DST is missing; write newslint repair SRC DST"),
    ("explain one two", "too much was said: two; write newslint explain RULE"),
    ("explain doubled-hedline", "did you mean 'doubled-headline'?"),
    ("check --select doubled-hedline", "did you mean 'doubled-headline'?"),
    ("check --preset dsk", "did you mean 'desk'?"),
    ("check --output-format jsn", "did you mean 'json'?"),
    ("check --report srif=x", "did you mean 'sarif'?"),
    ("check --engine poool", "did you mean 'pool'?"),
])  # fmt: skip
def test_what_is_mistyped_is_answered_in_one_line_with_what_was_meant(
    arguments: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*arguments.split())
    assert done.exit_code == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(("text", "rules"), [
    ("TK", ["desk-note", "placeholder"]),
    ("recieve", ["known-misspelling"]),
    ("should of", ["confused-word"]),
    ("the the", ["doubled-word"]),
    ("Share this article", ["share-control"]),
    ("â€™", ["mojibake"]),
])  # fmt: skip
def test_a_text_in_place_of_a_rules_name_leads_to_the_rules_that_find_something_in_it(
    text: str, rules: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "newslint.toml").write_text('ignore = ["all"]\n')
    said = run("explain", text).stdout
    assert said.startswith(f"No rule is called “{text}”")
    assert [rule for rule in rules if f"\n{rule}  " not in said and f"  {rule}  " not in said] == []
    assert run("explain", text, "--isolated").exit_code == 0


@pytest.mark.parametrize("command", ["check", "fix", "stats", "init"])
def test_a_path_that_leads_nowhere_is_answered_with_the_one_beside_it_that_may_have_been_meant(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "desk" / "articles").mkdir(parents=True)
    assert "; did you mean desk/articles?" in run(command, "desk/artcles").stderr
    assert "did you mean" not in run(command, "elsewhere").stderr
    for name in ("wrong.txt", "article-7.txt"):
        (tmp_path / name).write_text("Rain fell.\n")
    for name in ("gone.txt", "article-8.txt"):
        assert "did you mean" not in run(command, name).stderr, "only what is alike"


def test_of_many_paths_that_lead_nowhere_only_the_first_are_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").mkdir()
    assert run("check", *[f"article{number}" for number in range(9)]).stderr.count("did you mean") == 3


@pytest.mark.parametrize("command", ["rules typo", "rules boilerplate:credit", "explain typo", "explain wrong-article",
                                     "explain TK"])  # fmt: skip
@pytest.mark.parametrize("columns", [60, 80, 100])
def test_on_a_terminal_prose_is_no_wider_than_it_and_says_what_it_says_in_a_pipe(
    command: str, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = run(*command.split(), "--isolated").stdout
    monkeypatch.setattr("newslint.cli.wrapping.columns", lambda: columns)
    shown = run(*command.split(), "--isolated").stdout
    assert shown.split() == plain.split()
    # Examples are not prose: where their lines end may be the very point.
    prose = shown.partition("\nExamples\n")[0]
    assert [line for line in prose.splitlines() if len(line) > columns] == []


def test_the_beginning_that_several_rules_have_in_common_names_them() -> None:
    said = run("explain", "shared").stderr
    assert "did you mean one of shared-article, shared-headline, shared-paragraph, shared-sentence?" in said
    assert "; newslint rules lists them" in run("rules", "xyzzy").stderr


def test_a_text_in_which_nothing_is_wrong_is_no_rule() -> None:
    done = run("explain", "the new road")
    assert (done.exit_code, done.stdout) == (2, "")
    assert (
        "there is no rule 'the new road'; newslint rules lists them, and none finds anything in that text"
        in done.stderr
    )


@pytest.mark.parametrize(("key", "meant"), [("fail_on", "fail-on"), ("selct", "select"), ("exlude", "exclude")])
def test_a_mistyped_key_of_the_configuration_is_answered_with_what_was_meant(
    key: str, meant: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("newslint.toml").write_text(f'{key} = "error"\n')
    assert f"newslint.toml: no setting {key!r}; did you mean {meant!r}?" in run("check").stderr


def test_a_mistyped_variable_of_the_environment_is_pointed_out_and_one_of_somebody_else_is_not() -> None:
    assert CACHE_VARIABLE in VARIABLES
    assert "did you mean NEWSLINT_CACHE_DIR?" in run("--version", NEWSLINT_CACHEDIR="x").stderr
    assert run("--version", NEWSLINT_VERSION="1", NEWSLINT_CACHE_DIR="x").stderr == ""


def test_what_other_tools_call_things_leads_to_options_and_commands_that_there_are() -> None:
    command = main.get_command(click.Context(main), "check")
    assert command is not None
    options = {one for param in command.params for one in param.opts}
    said = {ours.removeprefix("newslint fix ").partition(" ")[0] for ours in ELSEWHERE.values()}
    fix = main.get_command(click.Context(main), "fix")
    assert fix is not None
    assert said <= options | {one for param in fix.params for one in param.opts}
    assert {ours.partition(" ")[0] for ours in COMMANDS_ELSEWHERE.values()} <= set(COMMANDS)
    assert not set(ELSEWHERE) & options


@pytest.mark.parametrize(("table", "said"), [
    ("zzz = 1", "no setting 'zzz'; there are "),
    ("fail-on = true", "fail-on must be info, warning or error, not true"),
    ("[severity]\nzzz = 'error'", "no rule or category 'zzz'; newslint rules lists them"),
    ("[severity]\ntypo = 3", "no severity 3; there are off, info, warning, error"),
    ("[rules.doubled-word]\nzzz = 1", "doubled-word has no option 'zzz'; there are "),
    ("[rules.doubled-headline]\nzzz = 1", "doubled-headline has no option 'zzz'"),
    ("select = 'typo'", "select must be a list of texts, not 'typo'"),
])  # fmt: skip
def test_an_error_in_the_configuration_names_file_and_key_and_what_there_is(
    table: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("newslint.toml").write_text(table + "\n")
    done = run("check")
    assert done.exit_code == 2
    assert done.stderr.startswith("newslint: newslint.toml: ")
    assert said in done.stderr


def test_a_configuration_that_is_not_utf_8_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("newslint.toml").write_bytes(b'words = ["caf\xe9"]\n')
    assert "newslint.toml: is not UTF-8 (byte 13); save it as UTF-8" in run("check").stderr


def test_what_help_does_not_shorten_it_does_not_call_a_part() -> None:
    assert "--help-all" not in run("accept", "--help").stdout
    assert "--only" in run("fix", "--help").stdout
    assert "--help-all" in run("fix", "--help").stdout


def test_one_name_and_one_path_are_not_taken_for_their_letters(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Police said the the man recieve it.\n")
    for names in ("doubled-word", ["doubled-word"]):
        for paths in (tmp_path, str(tmp_path), [tmp_path]):
            found = Linter(select=names, isolated=True).lint_paths(paths)
            assert [one.rule for one in found] == ["doubled-word"]
    assert Linter(isolated=True, ignore="typo").lint_paths(tmp_path / "a.txt") == []


@pytest.mark.parametrize("text", [b"Police said the the man fled.", None, 7])
def test_what_is_no_text_is_refused_in_words(text: object) -> None:
    with pytest.raises(TypeError, match="an article is a str, not"):
        Linter(isolated=True).lint_text(text)  # type: ignore[arg-type]


def test_who_looks_around_in_the_library_sees_all_that_is_public() -> None:
    assert set(newslint.__all__) <= set(dir(newslint))
