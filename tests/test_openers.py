"""URLs in place of files, options of readers, and what readers have to say: the doors that other formats come by."""

import json
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest

from newslint.config import Config
from newslint.files.remote import discover_remote
from newslint.openers import Opener, is_url, opener_of
from newslint.readers import Reader, Source, UnreadableError, reader_for

HOUSE = """
from io import BytesIO
from newslint import Document, hookimpl
from newslint.openers import Opener
from newslint.readers import Reader

FILES = {
    "desk://may/a.txt": b"Police said the the man fled.\\n",
    "desk://may/b.jsonl": b'{"text": "Rain."}\\n{"text": "Police said the the man fled."}\\n',
    "desk://may/old/c.txt": b"Police said the the man fled.\\n",
    "desk://may/README.txt": b"Police said the the man fled.\\n",
}

def fetch(url):
    if url.endswith("odd.txt"):
        raise OSError("the desk is closed")
    return BytesIO(FILES[url.partition("?")[0]])

def walk(url):
    if "*" in url:
        return [one for one in FILES if one.startswith(url.partition("*")[0])]
    if url.endswith("/"):
        return [one for one in FILES if one.startswith(url)]

def read(source):
    source.note(f"{source.options['captions']} captions")
    yield Document("Police said the the man fled.", source.name)

@hookimpl
def newslint_openers():
    return [Opener("desk", ("desk",), fetch, walk)]

@hookimpl
def newslint_readers():
    return [
        Reader("wire", (".wire", ".wire.gz"), read, version="7", options={"captions": ("keep", "drop")}),
    ]
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / "house.py").write_text(HOUSE)
    configure(tmp_path)
    return tmp_path


def configure(folder: Path, more: str = "") -> None:
    (folder / "newslint.toml").write_text(f'plugins = ["house.py"]\nselect = ["doubled-word", "input"]\n{more}')


def newslint(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "newslint", *arguments]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PRE_COMMIT")}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


def found(folder: Path, *arguments: str) -> list[str]:
    run = newslint(folder, "check", *arguments, "--output-format", "json")
    return [one["path"] for one in json.loads(run.stdout)]


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("s3://papers/may.jsonl", True), ("https://example.org/a?b=c", True), ("memory://a.txt", True),
        ("simplecache::s3://papers/a.txt", True), ("zip://a.csv::https://example.org/a.zip", True),
        ("C://papers/a.txt", False),
        ("a.txt", False), ("C:\\papers\\a.txt", False), ("./://a", False), ("a/s3://b", False), ("//host/a", False),
    ],
)  # fmt: skip
def test_what_is_a_url_and_what_a_path(name: str, is_one: bool) -> None:
    assert is_url(name) == is_one


def test_openers_come_by_newslint_openers(house: Path) -> None:
    assert found(house, "desk://may/a.txt") == ["desk://may/a.txt"]
    assert "1 opener" in newslint(house, "plugins").stdout
    assert "opener desk (desk)" in newslint(house, "plugins", "-v").stdout


def test_records_at_a_url_are_told_apart(house: Path) -> None:
    (one,) = json.loads(newslint(house, "check", "desk://may/b.jsonl", "--output-format", "json").stdout)
    assert (one["path"], one["record"], one["field"], one["column"]) == ("desk://may/b.jsonl", 2, "text", 13)


def test_of_a_remote_folder_what_is_included_is_read_and_what_is_excluded_is_not(house: Path) -> None:
    assert found(house, "desk://may/") == ["desk://may/a.txt", "desk://may/old/c.txt"]
    assert found(house, "desk://may/", "--exclude", "old/") == ["desk://may/a.txt"]
    configure(house, 'exclude = ["a.*"]\ninclude = ["*.jsonl", "*.txt"]\n')
    assert found(house, "desk://may/") == ["desk://may/b.jsonl", "desk://may/old/c.txt"]


def test_what_a_pattern_names_is_named_outright(house: Path) -> None:
    assert found(house, "desk://may/b*") == ["desk://may/b.jsonl"]


def test_a_query_is_no_part_of_the_suffix(house: Path) -> None:
    assert found(house, "desk://may/b.jsonl?day=.txt") == ["desk://may/b.jsonl?day=.txt"]


def test_sections_for_paths_hold_for_urls(house: Path) -> None:
    configure(house, '[[per-path]]\npaths = ["desk://may/**"]\nignore = ["doubled-word"]\n')
    assert found(house, "desk://may/a.txt") == []


def test_a_url_that_nothing_opens_or_that_is_not_there_is_an_error_and_the_rest_goes_on(house: Path) -> None:
    run = newslint(house, "check", "s3://papers/a.txt", "desk://may/x*", "desk://may/odd.txt", "desk://may/a.txt")
    assert run.returncode == 2
    assert (
        "s3://papers/a.txt: cannot be opened: nothing here opens s3://; it takes the plugin newslint-formats: in a"
        in run.stderr
    )
    assert "desk://may/x*: there is no such file or folder" in run.stderr
    assert "desk://may/odd.txt: cannot be read: the desk is closed" in run.stderr
    assert "doubled-word" in run.stdout


def test_a_file_that_lies_elsewhere_is_not_fixed_and_fix_says_so(house: Path) -> None:
    run = newslint(house, "fix", "desk://may/a.txt")
    assert run.returncode == 2
    assert "desk://may/a.txt: cannot be fixed: newslint writes only files of this machine" in run.stderr


def test_reports_for_tools_show_a_url_as_it_is(house: Path) -> None:
    (one,) = json.loads(newslint(house, "check", "desk://may/a.txt", "--output-format", "gitlab").stdout)
    assert one["location"]["path"] == "desk://may/a.txt"
    log = json.loads(newslint(house, "check", "desk://may/a.txt", "--output-format", "sarif").stdout)
    (result,) = log["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "desk://may/a.txt"


def test_several_processes_read_urls_as_one_does(house: Path) -> None:
    assert found(house, "desk://may/", "--jobs", "2") == found(house, "desk://may/")


def test_a_suffix_of_two_parts_is_nearer_than_a_packed_one() -> None:
    wire = Reader("wire", (".wire", ".wire.gz"), lambda source: ())
    readers = {".wire": wire, ".wire.gz": wire, "": Reader("plain", ("",), lambda source: ())}
    assert reader_for(readers, "may/a.b.WIRE.gz").name == "wire"
    assert reader_for(readers, "may/a.b.wire.zst").name == "wire.zst"
    assert reader_for(readers, "wire.gz").name == "plain.gz"


def test_an_unpacking_reader_has_the_version_and_the_options_of_what_it_unpacks() -> None:
    wire = Reader("wire", (".wire",), lambda source: (), version="7", options={"captions": ("keep", "drop")})
    packed = reader_for({".wire": wire, "": wire}, "a.wire.zst")
    assert (packed.version, packed.options) == ("7", wire.options)


def test_a_reader_gets_what_the_configuration_says_to_it_and_its_notes_change_no_status(house: Path) -> None:
    (house / "a.wire").write_text("")
    assert "a.wire: keep captions" in newslint(house, "check", "a.wire", "--exit-zero").stderr
    configure(house, '[readers.wire]\ncaptions = "drop"\n')
    run = newslint(house, "check", "a.wire", "--exit-zero")
    assert (run.returncode, run.stderr) == (0, "newslint: a.wire: drop captions\n")
    assert newslint(house, "check", "a.wire", "--quiet").stderr == ""
    configure(house, '[[per-path]]\npaths = ["*.wire"]\nreaders = { wire = { captions = "drop" } }\n')
    assert "drop captions" in newslint(house, "check", "a.wire").stderr
    log = json.loads(newslint(house, "check", "a.wire", "--output-format", "sarif").stdout)
    (note,) = log["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert (note["level"], note["message"]["text"]) == ("note", "a.wire: drop captions")


def test_of_many_notes_a_few_are_shown(house: Path) -> None:
    for number in range(12):
        (house / f"{number:02}.wire").write_text("")
    lines = newslint(house, "check", *(f"{number:02}.wire" for number in range(12))).stderr.splitlines()
    assert len(lines) == 11
    assert lines[-1] == "newslint: ... and 2 more notes like these"


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ('[readers.wier]\ncaptions = "drop"\n', "no reader 'wier'; did you mean 'wire'?"),
        ('[readers.wire]\ncaption = "drop"\n', "the reader wire has no option 'caption'; did you mean 'captions'?"),
        ('[readers.wire]\ncaptions = "drup"\n', "captions must be keep or drop, not 'drup'; did you mean 'drop'?"),
        ("[readers.wire]\ncaptions = 1\n", "captions must be keep or drop, not 1"),
        ("[readers]\nwire = 1\n", "[readers] wire must be a table of options, not 1"),
        ('[[per-path]]\npaths = ["*"]\nreaders = { wire = { captions = "no" } }\n', "must be keep or drop, not 'no'"),
    ],
)
def test_what_no_reader_understands_is_an_error_that_names_the_near_one(house: Path, said: str, message: str) -> None:
    configure(house, said)
    run = newslint(house, "check", "desk://may/a.txt")
    assert run.returncode == 2
    assert message in run.stderr
    assert "newslint.toml" in run.stderr


def test_the_effective_configuration_shows_the_options_of_readers(house: Path) -> None:
    configure(house, '[readers.wire]\ncaptions = "drop"\n')
    shown = newslint(house, "config").stdout
    assert '[readers.wire]\ncaptions = "drop"' in shown
    assert "# newslint.toml" in shown.partition("[readers.wire]")[2]


def test_a_format_for_which_the_plugin_is_missing_names_it() -> None:
    refusing = reader_for({"": Reader("plain", ("",), lambda source: ())}, "a.parquet")
    with pytest.raises(
        UnreadableError, match=r"no reader for \.parquet; it takes the plugin newslint-formats: in a checkout"
    ):
        refusing.read(Source("a.parquet", BytesIO(b"")))


def test_exclusions_hold_for_what_is_named_outright_where_that_is_wanted() -> None:
    desk = {"": Opener("desk", ("",), lambda url: BytesIO(b""), lambda url: None)}
    config = Config(exclude=("old*",))
    assert discover_remote(["x://a/old.txt"], desk, config, (), True).excluded == ("x://a/old.txt",)
    assert [one.path for one in discover_remote(["x://a/old.txt"], desk, config, (), False).files] == ["x://a/old.txt"]


def test_an_opener_for_any_scheme_gives_way_to_one_for_this_scheme() -> None:
    any_, own = (Opener(name, (name,), lambda url: BytesIO(b""), lambda url: None) for name in ("", "s3"))
    assert opener_of({"": any_, "s3": own}, "S3://a") is own
    assert opener_of({"": any_, "s3": own}, "memory://a") is any_
