"""``newslint init``: looks at a folder, proposes, writes, and harms nothing that is there."""

import gzip
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from newslint.cli.main import main
from newslint.cli.starting import blocks, hooks, planning
from newslint.readers import UnwritableError

yaml = pytest.importorskip("yaml")

CLEAN = "Rain fell on the town.\n\nThe mayor said on Monday that the bridge would be closed until spring.\n"
SCRAPED = "Rain falls\n\nRain fell on the town.\n\nRead more: Mayor closes bridge\n\nShare this article\n"
FRONT = f"---\ntitle: Rain falls\n---\n\n{CLEAN}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def init(*arguments: str, stdin: str = "") -> Result:
    return CliRunner().invoke(main, ["init", *arguments], input=stdin, prog_name="newslint")


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def repository(folder: Path) -> None:
    subprocess.run(["git", "init", "-q", str(folder)], check=True)


def preset(folder: Path) -> str:
    return str(tomllib.loads((folder / "newslint.toml").read_text("utf-8"))["extend"])


def test_a_newsroom_s_own_texts_get_the_preset_desk_and_hooks(folder: Path) -> None:
    repository(folder)
    write(folder, **{f"articles__{number}_md": FRONT for number in range(5)})
    done = init()
    assert done.exit_code == 0, done.output
    assert preset(folder) == "desk"
    assert "5 articles (5 .md), in a git repository" in done.stdout
    assert "they have front matter" in done.stdout
    ids = [
        hook["id"] for repo in yaml.safe_load(Path(hooks_file(folder)).read_text())["repos"] for hook in repo["hooks"]
    ]
    assert ids == ["newslint", "newslint-corpus"]
    assert "pre-commit install" in done.stdout


def hooks_file(folder: Path) -> Path:
    return folder / ".pre-commit-config.yaml"


def test_scraped_texts_get_the_preset_feed_even_in_a_repository(folder: Path) -> None:
    repository(folder)
    write(folder, **{f"{number}_txt": SCRAPED for number in range(5)})
    done = init()
    assert preset(folder) == "feed"
    assert "5 of the 5 that were read carry leftovers of web pages" in done.stdout


def test_a_few_records_among_texts_do_not_make_a_corpus_of_them_and_hooks_are_for_all_kinds(folder: Path) -> None:
    repository(folder)
    write(folder, crawl_jsonl=json.dumps({"title": "Rain", "text": CLEAN}) + "\n", a_html=f"<html><body>{CLEAN}</body>")
    write(folder, **{f"{number}_md": FRONT for number in range(5)})
    done = init()
    assert preset(folder) == "desk"
    assert "1 file of records (.jsonl)" in done.stdout
    one, records, across = yaml.safe_load(hooks_file(folder).read_text())["repos"][0]["hooks"]
    assert one["types_or"] == across["types_or"] == ["plain-text", "markdown", "html"]
    assert records["files"] == r"\.(jsonl)$"


def test_where_leftovers_recur_all_is_checked_at_once_as_it_was_for_the_baseline(folder: Path) -> None:
    repository(folder)
    write(folder, **{f"{number}_txt": f"Story {number}.\n\n{SCRAPED}" for number in range(5)})
    init()
    (hook,) = yaml.safe_load(hooks_file(folder).read_text())["repos"][0]["hooks"]
    assert hook["files"] == r"\.(txt|md)$"
    assert hook["pass_filenames"] is False
    arguments = shlex.split(hook["entry"])[1:]
    assert CliRunner().invoke(main, arguments).exit_code == 0


@pytest.mark.parametrize("text", [FRONT, SCRAPED])
def test_every_hook_passes_over_what_the_baseline_knows(folder: Path, text: str) -> None:
    repository(folder)
    write(folder, **{f"news__{number}_md": f"{text}\n\nThe the mayor left in year {number}.\n" for number in range(5)})
    init("news", "--preset", "desk" if text is FRONT else "feed")
    for hook in yaml.safe_load(hooks_file(folder).read_text())["repos"][0]["hooks"]:
        names = [] if hook.get("pass_filenames") is False else [f"news/{number}.md" for number in range(5)]
        done = CliRunner().invoke(main, [*shlex.split(hook["entry"])[1:], *names])
        assert done.exit_code == 0, done.output


def test_the_hooks_run_under_pre_commit_and_stop_what_is_new(folder: Path) -> None:
    repository(folder)
    write(folder, **{f"news__{number}_md": f"{FRONT}\n\nThe the mayor left in year {number}.\n" for number in range(3)})
    init("news")
    assert hooked(folder) == 0
    write(folder, **{"news__new_md": FRONT.replace("fell on", "fell fell on")})
    assert hooked(folder) == 1


def hooked(folder: Path) -> int:
    subprocess.run(["git", "add", "--all"], cwd=folder, check=True)
    command = [sys.executable, "-m", "pre_commit", "run"]
    settings = {"PRE_COMMIT_HOME": str(folder.parent / "hooks")}
    done = subprocess.run(command, cwd=folder, env=os.environ | settings, capture_output=True, text=True, check=False)
    assert "newslint" in done.stdout, done.stdout + done.stderr
    return done.returncode


def test_what_is_no_folder_is_said_to_be_none(folder: Path) -> None:
    write(folder, a_txt=CLEAN)
    assert "a.txt is a file; name the folder" in init("a.txt").stderr
    assert "there is no such folder" in init("missing").stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")
def test_on_a_terminal_it_asks_and_no_is_no(folder: Path) -> None:
    import pty

    write(folder, a_txt=CLEAN)
    for answer, is_written in (("n\n", False), ("\n", True)):
        ours, theirs = pty.openpty()
        os.write(ours, answer.encode())
        command = [sys.executable, "-m", "newslint", "init"]
        done = subprocess.run(command, stdin=theirs, capture_output=True, text=True, check=True)
        os.close(theirs)
        os.close(ours)
        assert "Write this? [Y/n]" in done.stdout
        assert (folder / "newslint.toml").exists() == is_written


def test_records_get_the_preset_corpus_and_are_included_with_the_fields_that_hold_them(folder: Path) -> None:
    rows = [{"title": "Rain falls", "text": CLEAN, "url": f"https://example.org/{n}"} for n in range(4)]
    write(folder, a_txt=CLEAN, crawl_jsonl="".join(json.dumps(row) + "\n" for row in rows))
    done = init()
    assert done.exit_code == 0, done.output
    table = tomllib.loads((folder / "newslint.toml").read_text("utf-8"))
    assert table["extend"] == "corpus"
    assert "*.jsonl" in table["include"]
    assert "headline in 'title'" in done.stdout
    assert "about 4 articles" in done.stdout
    assert CliRunner().invoke(main, ["check", "--exit-zero"]).exit_code == 0


def test_a_field_that_newslint_would_not_take_for_the_text_is_named_in_the_configuration(folder: Path) -> None:
    row = {"headline": "Rain falls", "xyz": CLEAN * 4}
    write(folder, crawl_jsonl=json.dumps(row) + "\n")
    assert init().exit_code == 0
    assert tomllib.loads((folder / "newslint.toml").read_text("utf-8"))["fields"] == {"body": ["xyz"]}
    checked = CliRunner().invoke(main, ["check", "--output-format", "json"])
    assert '"input"' not in checked.stdout


def test_packed_records_are_looked_into(folder: Path) -> None:
    (folder / "crawl.jsonl.gz").write_bytes(gzip.compress(json.dumps({"title": "Rain", "body": CLEAN}).encode()))
    assert "headline in 'title'" in init("--dry-run").stdout


@pytest.mark.parametrize("files", [{}, {"data_json": '{"name": "x"}'}, {"table_csv": "a,b\n1,2\n"}, {"photo_jpg": "x"}])
def test_a_folder_without_articles_is_not_guessed_about(folder: Path, files: dict[str, str]) -> None:
    write(folder, **files)
    done = init()
    assert done.exit_code == 2
    assert "holds no articles yet" in done.stderr
    assert not (folder / "newslint.toml").exists()


def test_a_folder_without_articles_is_set_up_when_somebody_says_for_what(folder: Path) -> None:
    assert init("--preset", "desk").exit_code == 0
    assert preset(folder) == "desk"


def test_the_source_of_a_program_is_not_taken_for_articles(folder: Path) -> None:
    write(folder, **{f"source__{n}_py": "pass\n" for n in range(9)}, notes__a_txt=CLEAN, notes__b_txt=CLEAN)
    done = init()
    assert done.exit_code == 2
    assert "newslint init notes" in done.stderr
    assert init("notes").exit_code == 0
    assert CliRunner().invoke(main, ["check"]).exit_code == 0


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take no such names")
@pytest.mark.parametrize("name", ["two\nlines", "caf\udce9", 'it\'s "odd": #1, [x] {y}', "-dash", "Zürich ‘news’ 📰"])
def test_a_folder_of_any_name_gets_hooks_for_it(folder: Path, name: str) -> None:
    repository(folder)
    (folder / name).mkdir()
    (folder / name / "a.md").write_text(FRONT, "utf-8")
    assert init("--", name).exit_code == 0
    written = hooks_file(folder).read_bytes()
    if "\udce9" not in name:  # YAML cannot hold it
        one, across = yaml.safe_load(written)["repos"][0]["hooks"]
        assert re.fullmatch(one["files"] + "a.md", f"{name}/a.md")
        assert CliRunner().invoke(main, shlex.split(across["entry"])[1:]).exit_code == 0


def test_a_mistyped_preset_is_answered_with_the_one_that_was_meant(folder: Path) -> None:
    write(folder, a_txt=CLEAN)
    assert "did you mean 'desk'?" in init("--preset", "dsk").stderr


def test_a_dry_run_writes_nothing(folder: Path) -> None:
    repository(folder)
    write(folder, a_txt=CLEAN)
    done = init("--dry-run")
    assert "Nothing was written" in done.stdout
    assert sorted(path.name for path in folder.iterdir()) == [".git", "a.txt"]


def test_a_configuration_that_is_there_stays_unless_it_is_to_be_replaced(folder: Path) -> None:
    write(folder, a_txt=CLEAN, newslint_toml='fail-on = "error"\n')
    assert "left as it is" in init().stdout
    assert (folder / "newslint.toml").read_text() == 'fail-on = "error"\n'
    assert init("--force", "--preset", "corpus").exit_code == 0
    assert preset(folder) == "corpus"


def test_a_configuration_above_holds_and_no_second_one_is_written(folder: Path) -> None:
    write(folder, articles__a_txt=CLEAN, pyproject_toml='[tool.newslint]\nextend = "desk"\n')
    done = init("articles")
    assert "pyproject.toml  holds here already" in done.stdout
    assert not (folder / "articles" / "newslint.toml").exists()


def test_a_second_run_changes_nothing(folder: Path) -> None:
    repository(folder)
    write(folder, a_txt=CLEAN)
    init()
    before = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    assert init().exit_code == 0
    assert {path: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


@pytest.mark.parametrize("name", ["newslint.toml", ".pre-commit-config.yaml"])
def test_a_folder_where_a_file_belongs_is_an_error_that_names_it(folder: Path, name: str) -> None:
    repository(folder)
    write(folder, a_txt=CLEAN)
    (folder / name).mkdir()
    done = init()
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"{name}: cannot be read: " in done.stderr
    assert sorted(path.name for path in folder.iterdir()) == sorted([".git", "a.txt", name])


def test_a_hook_for_another_folder_is_left_as_it_is_and_said_not_to_know_this_one(folder: Path) -> None:
    repository(folder)
    write(folder, city__a_txt=CLEAN, sport__a_txt=CLEAN)
    assert init("city").exit_code == 0
    assert "it was left as it is; see to it that its files match sport/ too" in init("sport").stdout
    assert "see to it" not in init("city").stdout


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_an_error_that_names_the_file(folder: Path) -> None:
    write(folder, a_txt=CLEAN)
    folder.chmod(0o500)
    try:
        done = init()
    finally:
        folder.chmod(0o700)
    assert done.exit_code == 2
    assert "newslint.toml cannot be written" in done.stderr


def test_hooks_for_a_folder_in_a_repository_are_for_that_folder_alone(folder: Path) -> None:
    repository(folder)
    write(folder, **{"news (old)__a_md": FRONT})
    assert init("news (old)").exit_code == 0
    one, across = yaml.safe_load(hooks_file(folder).read_text())["repos"][0]["hooks"]
    assert one["files"] == r"^news\ \(old\)/"
    assert across["entry"].endswith("check --scope corpus 'news (old)'")


BLOCK = blocks.block(".", blocks.Wanted(records=(".jsonl",)))
USUAL = [
    "a: 1\n",
    "# a note\n",
    "default_stages: [pre-commit]\n",
    "\n",
    "exclude: |\n  (?x)^(\n    # old\n    a|b\n  )$\n",
]
ITEMS = [
    "- repo: https://example.org/a\n  rev: v1\n  hooks:\n    - id: one\n      args:\n      - --x: y\n",
    "- repo: local\n  # a note\n  hooks:\n  - id: two\n    name: 'It''s'\n    entry: |\n"
    '      bash -c "\n      # not a note\n      x"\n    language: system\n',
    "-   repo: meta\n    hooks: [{id: three}]\n\n",
]


@given(
    above=st.lists(st.sampled_from(USUAL[1:4])),
    items=st.lists(st.sampled_from(ITEMS), min_size=1, max_size=4),
    below=st.lists(st.sampled_from(["# the end\n", "\n", "ci:\n  skip: [one]\n", "fail_fast: true\n"]), unique=True),
    indent=st.sampled_from([0, 2, 4]),
    windows=st.booleans(),
    ends=st.booleans(),
    marker=st.booleans(),
)
def test_a_hook_is_added_to_any_usual_list_and_nothing_else_is_changed(
    above: list[str], items: list[str], below: list[str], indent: int, windows: bool, ends: bool, marker: bool
) -> None:
    above = list(dict.fromkeys(above))
    indented = "".join(" " * indent * bool(line.strip()) + line for item in items for line in item.splitlines(True))
    text = "---\n" * marker + "".join(above) + "repos:\n" + indented + "".join(below)
    text = text if ends else text.rstrip("\n")
    text = text.replace("\n", "\r\n") if windows else text
    after = hooks.inserted(text, BLOCK)
    assert after is not None
    known, now = yaml.safe_load(text), yaml.safe_load(after)
    assert now["repos"] == [*known["repos"], *yaml.safe_load(BLOCK)]
    assert {key: value for key, value in now.items() if key != "repos"} == {
        key: value for key, value in known.items() if key != "repos"
    }
    rest = iter(after.splitlines())
    assert all(line in rest for line in text.splitlines())
    assert ("\r" in after) == windows
    assert "\r" not in after.replace("\r\n", "")


@pytest.mark.parametrize("text", [
    "", "repos: []\n", "repos:\n", "repos: [{repo: meta, hooks: []}]\n", "{repos: []}\n", "fail_fast: true\n",
    "repos:\n\t- repo: meta\n", "repos:\n  - repo: meta\n - repo: meta\n", "repos:\n  key: 1\n",
    "repos: &all\n  - repo: meta\n",
    "repos:\n  - repo: meta\n---\nrepos:\n  - repo: meta\n", "repos:\n- repo: meta\nrepos:\n- repo: meta\n",
    "repos:\n  - repo: local\n    entry: |+\n      x\n\n",
])  # fmt: skip
def test_a_list_that_is_not_written_in_the_usual_way_is_left_alone(text: str, folder: Path) -> None:
    assert hooks.inserted(text, BLOCK) is None
    repository(folder)
    write(folder, a_txt=CLEAN)
    hooks_file(folder).write_bytes(text.encode())
    done = init()
    assert done.exit_code == 0
    assert hooks_file(folder).read_bytes() == text.encode()
    assert "- id: newslint" in done.stdout


def test_hooks_of_a_released_newslint_come_from_its_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "is_released", lambda: True)
    (repo,) = yaml.safe_load(blocks.block(".", blocks.Wanted("articles", (".csv",))))
    assert repo["repo"] == blocks.REMOTE
    assert [hook["id"] for hook in repo["hooks"]] == ["newslint", "newslint-records", "newslint-corpus"]
    assert repo["hooks"][1]["files"] == r"^articles/.*\.(csv)$"
    (repo,) = yaml.safe_load(blocks.block(".", blocks.Wanted("my news", (".csv",), (".html",), whole=True)))
    (hook,) = repo["hooks"]
    assert hook["id"] == "newslint-corpus"
    assert hook["args"] == ["--scope", "all", "my news"]
    assert hook["files"] == r"^my\ news/.*\.(txt|md|html|csv)$"
    assert hook["types_or"] == []


def test_hooks_of_our_own_repository_are_those_that_init_writes() -> None:
    manifest = yaml.safe_load((Path(__file__).parent.parent / ".pre-commit-hooks.yaml").read_text())
    known = {hook["id"]: hook for hook in manifest}
    for hook in yaml.safe_load(blocks.block(".", blocks.Wanted(records=(".jsonl", ".csv"))))[0]["hooks"]:
        assert hook["entry"].endswith(known[hook["id"]]["entry"].removeprefix("newslint"))
        assert hook["name"] == known[hook["id"]]["name"]


def test_what_is_found_today_is_said_and_not_reported_again_and_what_is_new_is(folder: Path) -> None:
    write(folder, a_txt=SCRAPED, b_txt=CLEAN.replace("the town", "the the town"))
    done = init()
    assert done.exit_code == 0, done.output
    assert "Found today:" in done.stdout
    assert "1 doubled-word" in done.stdout
    assert tomllib.loads((folder / "newslint.toml").read_text("utf-8"))["baseline"] == "newslint-baseline.jsonl"
    checked = CliRunner().invoke(main, ["check"])
    assert checked.exit_code == 0, checked.output
    write(folder, c_txt="The mayor said that that that was new.\n\nThe the bridge is closed.\n")
    checked = CliRunner().invoke(main, ["check"])
    assert checked.exit_code == 1
    assert "a.txt" not in checked.stdout
    assert "b.txt" not in checked.stdout


def test_what_the_baseline_knows_is_shown_and_mended_on_demand(folder: Path) -> None:
    write(folder, a_txt=CLEAN.replace("the town", "the the town"))
    init()
    shown = CliRunner().invoke(main, ["check", "--no-baseline"])
    assert shown.exit_code == 1
    assert "doubled-word" in shown.stdout
    assert CliRunner().invoke(main, ["fix", "--no-baseline"]).exit_code == 0
    assert (folder / "a.txt").read_text("utf-8") == CLEAN


def test_no_baseline_holds_whatever_else_is_said_of_one_but_none_is_written_then(folder: Path) -> None:
    write(folder, a_txt=CLEAN.replace("the town", "the the town"))
    init()
    named = ["--no-baseline", "--baseline", "newslint-baseline.jsonl"]
    assert CliRunner().invoke(main, ["check", *named]).exit_code == 1
    refused = CliRunner().invoke(main, ["check", "--no-baseline", "--write-baseline", "other.jsonl"])
    assert refused.exit_code == 2
    assert not (folder / "other.jsonl").exists()


def test_no_baseline_is_written_where_none_is_wanted_or_one_is_there(folder: Path) -> None:
    write(folder, a_txt=SCRAPED)
    init("--no-baseline")
    assert not (folder / "newslint-baseline.jsonl").exists()
    assert "baseline" not in tomllib.loads((folder / "newslint.toml").read_text("utf-8"))
    (folder / "newslint.toml").unlink()
    init()
    (folder / "newslint.toml").unlink()
    before = (folder / "newslint-baseline.jsonl").read_bytes()
    write(folder, b_txt=SCRAPED)
    init()
    assert (folder / "newslint-baseline.jsonl").read_bytes() == before
    assert tomllib.loads((folder / "newslint.toml").read_text("utf-8"))["baseline"] == "newslint-baseline.jsonl"


def test_the_configuration_stands_where_one_works_and_takes_only_the_folder_that_was_named(folder: Path) -> None:
    write(folder, articles__a_txt=SCRAPED, articles__deep__b_md=FRONT, words_txt="Kobani\n", notes__c_txt=SCRAPED)
    done = init("articles")
    assert "newslint.toml  the preset" in done.stdout
    assert sorted(path.name for path in (folder / "articles").iterdir()) == ["a.txt", "deep"]
    checked = CliRunner().invoke(main, ["check", "--no-baseline"])
    assert "2 articles" in checked.stdout
    assert CliRunner().invoke(main, ["accept", "--last", "--dry-run"]).exit_code == 0
    assert CliRunner().invoke(main, ["check"]).exit_code == 0


def test_words_that_are_kept_already_are_named_in_the_configuration(folder: Path) -> None:
    write(folder, articles__a_txt=SCRAPED, words_txt="Kobani\n")
    init("articles")
    assert tomllib.loads((folder / "newslint.toml").read_text("utf-8"))["words-files"] == ["words.txt"]


def test_who_gets_a_baseline_is_told_where_what_was_found_today_stands(folder: Path) -> None:
    write(folder, a_txt=SCRAPED)
    assert "All of it stands in newslint-baseline.jsonl now." in init().stdout
    assert "All of it stands" not in init("--force", "--no-baseline").stdout


def test_reports_that_lie_among_the_articles_are_no_articles_whatever_they_are_called(folder: Path) -> None:
    write(folder, a_txt=SCRAPED, b_html=f"<!doctype html><title>Rain</title><p>{CLEAN} newslint report</p>")
    reports = ("html=friday.html", "markdown=friday.md")
    CliRunner().invoke(main, ["check", "a.txt", *(word for one in reports for word in ("--report", one))])
    assert "2 articles (1 .txt, 1 .html)" in init("--dry-run").stdout
    assert "2 articles, " in CliRunner().invoke(main, ["check", "a.txt", "b.html", "friday.html", "friday.md"]).stdout


def test_a_second_folder_gets_a_configuration_of_its_own(folder: Path) -> None:
    write(folder, one__a_txt=SCRAPED, two__a_txt=SCRAPED)
    init("one")
    before = (folder / "newslint.toml").read_bytes()
    assert "(newslint.toml takes none of these files for articles)" in init("two").stdout
    assert (folder / "newslint.toml").read_bytes() == before
    assert sorted(path.name for path in (folder / "two").iterdir() if path.suffix != ".txt")[-2:] == [
        "newslint-baseline.jsonl",
        "newslint.toml",
    ]
    assert CliRunner().invoke(main, ["check", "one", "two"]).exit_code == 0


def test_articles_in_a_repository_below_or_elsewhere_keep_their_configuration_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, repo__news__a_md=FRONT, here__x_txt=CLEAN)
    repository(folder / "repo")
    init("repo/news")
    assert tomllib.loads((folder / "repo" / "newslint.toml").read_text())["include"] == [
        "news/**/*.txt",
        "news/**/*.md",
    ]
    write(folder, other__a_md=FRONT)
    monkeypatch.chdir(folder / "here")
    init("../other")
    assert (folder / "other" / "newslint.toml").exists()
    assert not (folder / "here" / "newslint.toml").exists()


def test_to_begin_anew_replaces_the_baseline_and_counts_all_that_is_found(folder: Path) -> None:
    write(folder, a_txt=CLEAN.replace("the town", "the the town"), b_txt=CLEAN)
    init("--preset", "corpus")
    (folder / "a.txt").unlink()
    write(folder, b_txt=CLEAN.replace("on the", "on on the"))
    done = init("--preset", "corpus", "--force")
    assert "1 doubled-word" in done.stdout
    baseline = (folder / "newslint-baseline.jsonl").read_text("utf-8")
    assert "b.txt" in baseline
    assert "a.txt" not in baseline


def test_a_repository_below_is_entered_before_its_hooks_are_installed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, **{"my repo__news__a_md": FRONT})
    repository(folder / "my repo")
    assert "  cd 'my repo' && " in init("my repo").stdout
    monkeypatch.chdir(folder / "my repo" / "news")
    assert "cd " not in init().stdout.partition("Next:")[2]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_configuration_that_cannot_be_replaced_is_said_not_to_be_written(folder: Path) -> None:
    write(folder, a_txt=CLEAN, newslint_toml="")
    (folder / "newslint.toml").chmod(0o400)
    done = init("--force")
    assert "Nothing was written." in done.stdout
    assert "cannot be written: the file is read-only" in done.stderr


def test_what_replaces_a_file_never_speaks_of_fixing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str, before: bytes, after: bytes) -> None:
        raise UnwritableError(f"{path}: cannot be fixed: the file is read-only")

    monkeypatch.setattr(planning, "replace", refuse)
    write(folder, a_txt=CLEAN, newslint_toml="")
    done = init("--force")
    assert (done.exit_code, "Nothing was written." in done.stdout) == (2, True)
    assert "newslint.toml: cannot be written: the file is read-only" in done.stderr


def test_files_that_were_not_read_are_accounted_for_and_other_presets_named(folder: Path) -> None:
    write(folder, a_md=FRONT, b_md=FRONT, c_md="")
    done = init("--dry-run")
    assert "3 articles (3 .md)" in done.stdout
    assert "2 articles read (1 left out: empty, too large, or more than a sample needs)" in done.stdout
    assert "If that is not so:\n  --preset feed    articles from elsewhere" in done.stdout


SIGNED = "Council approves bridge {0}\n\nBy {1}, Staff Writer\n\n" + CLEAN


def test_articles_that_few_people_sign_are_a_desks_own_though_a_form_of_the_house_looks_like_a_leftover(
    folder: Path,
) -> None:
    people = ("Jane Roe", "John Doe", "Ann Lee")
    texts = {f"{number}_txt": SIGNED.format(number, people[number % 3]) for number in range(12)}
    write(folder, **texts, x_txt=SCRAPED, y_txt=SCRAPED, z_txt=SCRAPED)
    done = init("--dry-run")
    assert "12 of the 15 that were read are signed, by 3 people in all, who seem to write here" in done.stdout
    assert "Preset desk" in done.stdout


def test_articles_that_many_people_sign_or_an_agency_are_a_feed(folder: Path) -> None:
    write(folder, **{f"{number}_txt": SIGNED.format(number, f"{chr(65 + number)}nna Roe") for number in range(8)})
    done = init("--dry-run")
    assert "Preset feed" in done.stdout
    assert "nothing here says that they are your own" in done.stdout
    repository(folder)
    write(folder, **{f"{number}_txt": f"{CLEAN}\n\n(Reuters)\n" for number in range(8)})
    done = init("--dry-run")
    assert "8 of the 8 that were read carry the credit of a news agency" in done.stdout


def test_links_to_folders_are_said_not_to_be_followed(folder: Path) -> None:
    write(folder, real__a_txt=CLEAN)
    (folder / "link").mkdir()
    (folder / "link" / "articles").symlink_to(folder / "real")
    said = "links to folders are not followed (link/articles)"
    assert said in init("link").stderr
    assert said in CliRunner().invoke(main, ["check", "link"]).stderr


def test_for_visual_studio_code_it_says_how_to_install_the_extension(folder: Path) -> None:
    write(folder, a_txt=CLEAN)
    assert "code --install-extension" in init("--vscode").stdout
