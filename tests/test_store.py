"""The cache is the index, and only a cache: warm and cold give one and the same list, whatever happens to it."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from newslint.cache import kept, kept_twins
from newslint.config import Layer
from newslint.engine import Result, run
from newslint.model import Diagnostic
from newslint.requests.library import Library
from newslint.requests.request import Options, prepare
from newslint.requests.shards import CACHE
from newslint.steps.work import Work

WORDS = (
    "harbour council mayor minister police budget ferry bridge tunnel school hospital river farmers union strike talks "
    "contract report auditors engineers villagers fishermen reporters weather storm flooding repairs traffic market "
    "prices exports factory workers elections ballots candidate parliament treaty border"
).split()


def sentence(dice: random.Random) -> str:
    return " ".join(dice.choice(WORDS) for _ in range(dice.randint(9, 16))).capitalize() + "."


def paragraphs(dice: random.Random, count: int) -> list[str]:
    return [" ".join(sentence(dice) for _ in range(dice.randint(1, 4))) for _ in range(count)]


class Newsroom:
    """A folder of articles that share paragraphs, and what may happen to it."""

    def __init__(self, seed: int, size: int = 40) -> None:
        self.dice = random.Random(seed)  # noqa: S311 - no secret
        self.pool = paragraphs(self.dice, 60)
        # Stands in more files than are compared with each other.
        self.common = paragraphs(self.dice, 1)[0]
        for number in range(size):
            self.write(f"{number:03}.txt")

    def write(self, name: str) -> None:
        chosen = [*self.dice.sample(self.pool, 3), paragraphs(self.dice, 1)[0]]
        if self.dice.random() < 0.8:
            chosen.append(self.common)
        self.dice.shuffle(chosen)
        Path(name).write_text("\n\n".join(chosen) + "\n", "utf-8")

    def write_records(self, name: str) -> None:
        count = self.dice.randint(1, 12)
        rows = [
            {"id": str(n), "text": "\n\n".join([*self.dice.sample(self.pool, 2), self.common])} for n in range(count)
        ]
        Path(name).write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")

    def happen(self) -> None:
        names = sorted(path.name for path in Path().glob("*.txt"))
        for _ in range(self.dice.randint(1, 3)):
            name = self.dice.choice(names)
            what = self.dice.choice(("records", "edit", "edit", "delete", "add", "copy", "rename", "touch"))
            if what == "records":
                self.write_records(f"{self.dice.randint(0, 2)}.jsonl")
            elif what == "edit" or not Path(name).exists():
                self.write(name)
            elif what == "delete":
                Path(name).unlink()
            elif what == "add":
                self.write(f"{self.dice.randint(0, 999):03}.txt")
            elif what == "copy":
                shutil.copy(name, f"{self.dice.randint(0, 999):03}.txt")
            elif what == "rename":
                Path(name).rename(f"{self.dice.randint(0, 999):03}.txt")
            else:
                Path(name).touch()


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NEWSLINT_CACHE_DIR", raising=False)
    Path("newslint.toml").write_text('corpus = ["*.txt"]\n')
    return tmp_path


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few files are remembered as thousands are."""
    monkeypatch.setattr(kept_twins, "FEW", 0)
    monkeypatch.setattr(kept_twins, "SMALL_SHARE", 0.6)
    monkeypatch.setattr("newslint.twins.pairing.CROWD", 12)
    monkeypatch.setattr("newslint.twins.affected.CROWD", 12)


DUPLICATE = Layer("test", select=("duplicate", "recurring-line", "doubled-word"))


def lint(*paths: str, cache: bool = True, **others: object) -> Result:
    return run(prepare(Options(paths or (".",), jobs=1, cache=cache, layer=DUPLICATE).but(**others)))


def said(result: Result) -> list[Diagnostic]:
    return list(result.diagnostics)


def counting(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note the files that are read, to be linted or as twins."""
    read: list[str] = []
    stream = Library.stream

    def noted(library: Library, path: str) -> Iterator[object]:
        read.append(path)
        return stream(library, path)

    monkeypatch.setattr(Library, "stream", noted)
    return read


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happens_to_the_files_warm_and_cold_say_the_same(seed: int, small: None) -> None:
    Path("newslint.toml").write_text('corpus = ["*.txt", "*.jsonl"]\n')
    room = Newsroom(seed)
    for _ in range(6):
        names = sorted(path.name for path in Path().glob("*.txt"))
        some = room.dice.sample(names, 3)
        records = tuple(path.name for path in sorted(Path().glob("*.jsonl")))
        asked = room.dice.choice(((".", *records), (".",), tuple(some), (some[0],)))
        assert said(lint(*asked)) == said(lint(*asked, cache=False))
        room.happen()


def test_the_sample_has_twins_of_all_kinds(small: None) -> None:
    Newsroom(0)
    rules = {one.rule for one in lint().diagnostics}
    assert {"shared-paragraph", "shared-sentence"} <= rules
    assert max(one.twins or 0 for one in lint().diagnostics) > 12


def test_an_unchanged_file_is_not_read(small: None, monkeypatch: pytest.MonkeyPatch) -> None:
    Newsroom(1)
    old()
    expected = said(lint())
    read = counting(monkeypatch)
    assert said(lint()) == expected
    assert read == []


def test_an_edited_file_is_compared_without_reading_those_that_are_no_twins(
    small: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = Newsroom(2, size=30)
    Path("lone.txt").write_text("\n\n".join(paragraphs(room.dice, 3)), "utf-8")
    old()
    lint()
    Path("000.txt").write_text(f"{room.pool[0]}\n", "utf-8")
    expected = said(lint("000.txt", cache=False))
    read = counting(monkeypatch)
    assert said(lint("000.txt")) == expected
    assert expected
    assert "000.txt" in read
    assert "lone.txt" not in read


def test_a_file_that_was_moved_or_only_touched_is_known_by_its_content(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt").write_text("Police said the the man fled.\n")
    expected = [one.message for one in lint().diagnostics]
    Path("a.txt").rename("b.txt")
    Path("b.txt").touch()
    read = counting(monkeypatch)
    result = lint()
    assert [one.message for one in result.diagnostics] == expected
    assert {one.location.path for one in result.diagnostics} == {"b.txt"}
    assert read == []


def test_a_file_written_twice_within_its_time_stamp_is_read_again() -> None:
    path = Path("a.txt")
    path.write_text("Police said the the man fled.\n")
    stamp = path.stat().st_mtime_ns
    assert said(lint())
    path.write_text("Police said all the man fled.\n")
    os.utime(path, ns=(stamp, stamp))
    assert said(lint()) == said(lint(cache=False)) == []


def test_counts_are_those_of_a_cold_run() -> None:
    Path("a.txt").write_text("Police said the the man fled.\n")
    Path("b.txt").write_text("Nobody was hurt.\n")
    cold = lint(cache=False)
    assert lint()[1:5] == lint()[1:5] == cold[1:5]


@pytest.mark.parametrize(
    "change",
    [
        'ignore = ["doubled-word"]\n',
        '[severity]\n"doubled-word" = "info"\n',
        '[[per-path]]\npaths = ["a.txt"]\nignore = ["doubled-word"]\n',
    ],
)
def test_another_configuration_says_what_it_says_without_a_cache(change: str) -> None:
    Path("a.txt").write_text("Police said the the man fled.\n")
    before = said(lint())
    Path("newslint.toml").write_text(change)
    assert said(lint()) == said(lint(cache=False)) != before


PACK = """
[house]
kind = "phrase"
summary = "S."
reason = "R."
message = "m"
phrases = ["WORD fox"]
bad = ["The [[WORD fox]] ran."]
good = ["A.", "B."]
"""
MODULE = '''
from newslint import Bad, Finding, Good, rule


@rule("m", category="text", triggers=["WORD fox"], examples=[Bad("[[WORD fox]]"), Good("a"), Good("b")])
def house(document, hits):
    """S.

    R.
    """
    return [Finding(hit.span) for hit in hits]
'''


@pytest.mark.parametrize(("name", "house"), [("house.toml", PACK), ("house.py", MODULE)])
def test_an_edited_plugin_says_what_it_says_without_a_cache(name: str, house: str) -> None:
    Path("newslint.toml").write_text(f'plugins = ["{name}"]\n')
    Path("a.txt").write_text("The brown fox met the red fox.\n")
    found = []
    for word in ("brown", "red", "blue"):
        Path(name).write_text(house.replace("WORD", word))
        command = [sys.executable, "-m", "newslint", "check", "--select", "house", "--output-format", "jsonl", "a.txt"]
        found.append(subprocess.run(command, capture_output=True, text=True).stdout)
    assert "brown fox" in found[0]
    assert "red fox" in found[1]
    assert found[2] == ""


def test_text_from_standard_input_is_compared_and_nothing_of_it_is_kept(small: None) -> None:
    room = Newsroom(3)
    lint()
    text = f"{room.pool[0]}\n\n{room.common}\n".encode()
    asked = {"paths": (), "stdin": ("000.txt", text), "named_stdin": True}
    assert said(lint(**asked)) == said(lint(cache=False, **asked))
    assert said(lint()) == said(lint(cache=False))


def broken(path: Path) -> None:
    path.write_bytes(b"no database at all, only some text that is long enough to be looked at" * 100)


def shortened(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def overwritten(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for at in range(8192, len(data), 97):
        data[at] ^= 0x5A
    path.write_bytes(bytes(data))


def of_another_format(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("pragma user_version = 77")


@pytest.mark.parametrize("damage", [broken, shortened, overwritten, of_another_format])
def test_a_damaged_store_is_made_anew_and_said_to_be(damage: Callable[[Path], None], small: None) -> None:
    Newsroom(4)
    expected = said(lint())
    damage(Path(CACHE, "index.sqlite"))
    result = lint()
    assert said(result) == expected
    assert len(result.notes) == 1
    assert result.errors == ()
    again = lint()
    assert said(again) == expected
    assert again.notes == ()


@pytest.mark.parametrize("seed", range(6))
def test_a_store_with_a_few_wrong_bytes_never_gives_a_wrong_result(seed: int, small: None) -> None:
    Newsroom(5, size=20)
    expected = said(lint())
    path = Path(CACHE, "index.sqlite")
    dice, data = random.Random(seed), bytearray(path.read_bytes())  # noqa: S311 - no secret
    for _ in range(40):
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    path.write_bytes(bytes(data))
    assert said(lint()) == expected


def test_where_no_store_can_be_written_there_is_none_and_one_note(here: Path) -> None:
    Path("a.txt").write_text("Police said the the man fled.\n")
    Path(CACHE).write_text("a file where a folder should be")
    result = lint()
    assert said(result) == said(lint(cache=False))
    assert len(result.notes) == 1


def test_a_full_disk_costs_the_store_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    from newslint.cache.store import Store, StoreError

    Path("a.txt").write_text("Police said the the man fled.\n")

    def full(*_: object) -> None:
        raise StoreError("database or disk is full")

    lint()
    Path("a.txt").write_text("Police said the the woman fled.\n")
    monkeypatch.setattr(Store, "write", full)
    result = lint()
    assert said(result) == said(lint(cache=False))
    assert "disk is full" in result.notes[0]


def test_two_processes_at_once_give_the_same(small: None) -> None:
    Newsroom(6, size=30)
    expected = said(lint(cache=False))
    results: list[Sequence[Diagnostic]] = []
    threads = [threading.Thread(target=lambda: results.append(said(lint()))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [expected] * 4
    assert said(lint()) == expected


KILLED = """
import os, signal
from newslint.cache import kept
from newslint.config import Layer
from newslint.engine import run
from newslint.requests.request import Options, prepare

kept.BATCH = 5
flush = kept.KeptFiles.flush
times = 0

def killed(self):
    global times
    times += 1
    if times == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    flush(self)

kept.KeptFiles.flush = killed
layer = Layer('test', select=('duplicate', 'recurring-line', 'doubled-word'))
run(prepare(Options(jobs=1, cache=True, part=5, layer=layer)))
"""


def test_what_a_killed_run_had_kept_is_not_done_again(small: None, monkeypatch: pytest.MonkeyPatch) -> None:
    Newsroom(7, size=30)
    old()
    assert subprocess.run([sys.executable, "-c", KILLED]).returncode < 0
    mapped: list[int] = []
    map_part = Work.map
    monkeypatch.setattr(Work, "map", lambda work, part: [mapped.extend(part), map_part(work, part)][1])
    result = lint()
    assert len(mapped) == 20
    assert said(result) == said(lint(cache=False))


def test_findings_that_come_packed_are_kept_like_others(small: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newslint.steps.linking.WORTH_LOCATING", 0)
    Newsroom(9, size=20)
    cold = said(lint(cache=False))
    assert cold
    assert said(lint()) == cold
    assert said(lint()) == cold


def test_many_small_runs_are_put_together(small: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newslint.cache.index.MOST_SEGMENTS", 3)
    room = Newsroom(8, size=20)
    for _ in range(10):
        assert said(lint()) == said(lint(cache=False))
        room.happen()
    with sqlite3.connect(Path(CACHE, "index.sqlite")) as connection:
        assert connection.execute("select count(*) from segments").fetchone()[0] <= 4


def test_without_a_configuration_nothing_is_kept() -> None:
    Path("newslint.toml").unlink()
    Path("a.txt").write_text("Police said the the man fled.\n")
    lint()
    assert not Path(CACHE).exists()


def test_the_environment_and_the_configuration_say_where(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt").write_text("Police said the the man fled.\n")
    Path("newslint.toml").write_text('cache-dir = "kept"\n')
    lint()
    assert Path("kept", "index.sqlite").exists()
    assert Path("kept", ".gitignore").read_text().endswith("*\n")
    monkeypatch.setenv("NEWSLINT_CACHE_DIR", str(here / "elsewhere"))
    lint()
    assert Path("elsewhere", "index.sqlite").exists()


def old() -> None:
    """Make all files older than the time within which they are distrusted."""
    for path in Path().glob("*.txt"):
        os.utime(path, ns=(path.stat().st_mtime_ns - 10 * kept.YOUNG,) * 2)


def test_the_command_says_what_is_kept_and_deletes_it() -> None:
    def cache(what: str) -> str:
        return subprocess.run([sys.executable, "-m", "newslint", "cache", what], capture_output=True, text=True).stdout

    Path("a.txt").write_text("Police said the the man fled.\n")
    lint()
    assert "1 files" in cache("info")
    assert "deleted" in cache("clean")
    assert not Path(CACHE, "index.sqlite").exists()
    assert "no cache" in cache("clean")


def test_a_file_of_the_same_size_and_time_is_no_other_one() -> None:
    first, second = Path("a.txt"), Path("b.txt")
    first.write_text("Police said the the man fled.\n")
    second.write_text("Police said all the man fled.\n")
    old()
    for path in (first, second):
        os.utime(path, ns=(10**18, 10**18))
    assert [one.location.path for one in lint("a.txt", "b.txt").diagnostics] == ["a.txt"]
    first.rename("c.txt")
    second.rename("a.txt")
    Path("c.txt").rename("b.txt")
    assert [one.location.path for one in lint("a.txt", "b.txt").diagnostics] == ["b.txt"]


def test_what_is_rewritten_while_it_is_read_is_not_kept_as_what_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    path = Path("a.txt")
    path.write_text("Police said all the man fled.\n")
    map_part = Work.map

    def rewritten(work: Work, part: Sequence[int]) -> object:
        path.write_text("Police said the the man fled.\n")
        return map_part(work, part)

    with monkeypatch.context() as patched:
        patched.setattr(Work, "map", rewritten)
        assert said(lint())
    path.write_text("Police said all the man fled.\n")
    assert said(lint()) == []


ZEBRA = '''
from newslint import Corpus, Good, Fact, Span, rule


@rule("z {twin}", category="duplicate", on="corpus", examples=[Corpus({}), Good("a"), Good("b")])
def aaa_zebra(document):
    """S.

    R.
    """
    return [Fact(b"zebra", Span(0, 5))] if "zebra" in document.text else []
'''


def test_a_run_with_more_rules_that_compare_finds_the_same(small: None) -> None:
    Path("newslint.toml").write_text("")
    dice = random.Random(3)  # noqa: S311 - no secret
    shared = paragraphs(dice, 3)
    for name in ("a", "b"):
        Path(name).mkdir()
        for number in range(3):
            Path(name, f"{number}.txt").write_text("\n\n".join([*paragraphs(dice, 1), *shared]) + "\n")
    Path("b", "newslint.toml").write_text('plugins = ["./house.py"]\n')
    Path("b", "house.py").write_text(ZEBRA)
    lint("a")
    assert said(lint("a", "b")) == said(lint("a", "b", cache=False)) != []


JUDGE = '''
from newslint import Corpus, Good, Fact, Span, rule


def broken(key, share):
    raise ValueError("no verdict")


@rule("z", category="duplicate", on="corpus", judge=broken, examples=[Corpus({}), Good("a"), Good("b")])
def weigher(document):
    """S.

    R.
    """
    return [Fact(b"signs", Span(0, 5))]
'''


def test_a_rule_that_fails_to_weigh_fails_again(small: None) -> None:
    Path("newslint.toml").write_text('plugins = ["./house.py"]\n')
    Path("house.py").write_text(JUDGE)
    for number in range(3):
        Path(f"{number}.txt").write_text("Nobody was hurt in the fire.\n")
    layer = Layer("test", select=("weigher", "rule-failed"))
    results = [lint(layer=layer) for _ in range(2)]
    assert [one.failures for one in results] == [3, 3]


def test_what_cannot_be_read_in_the_corpus_is_said_again(small: None) -> None:
    Path("a.txt").write_text("Nobody was hurt.\n")
    Path("bad.txt").write_bytes(b"Nobody was hurt \xff\xfe\n")
    lint()
    assert [lint("a.txt").uncompared for _ in range(2)] == [(("bad.txt", None),)] * 2


def test_two_readers_that_share_an_ending_do_not_share_what_they_read() -> None:
    Path("newslint.toml").write_text('plugins = ["./house.py"]\n')
    Path("house.py").write_text(
        "from newslint import Document, hookimpl\nfrom newslint.readers import Reader\n\n\n"
        "def read(source):\n    source.stream.read()\n    yield Document('Nothing.', source.name)\n\n\n"
        "@hookimpl\ndef newslint_readers():\n    return [Reader('story', ('.story.txt',), read)]\n"
    )
    for name in ("a.story.txt", "b.txt"):
        Path(name).write_text("Police said the the man fled.\n")
    results = [said(lint("a.story.txt", "b.txt", cache=cache)) for cache in (True, True, False)]
    assert results[0] == results[1] == results[2] != []
