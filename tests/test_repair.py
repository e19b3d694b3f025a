"""``newslint repair``: clean copies of a corpus, and the way back."""

from __future__ import annotations

import csv
import gzip
import json
import os
import shutil
import subprocess
import sys
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint.edits import Shift, applied
from newslint.model import Edit, Span
from newslint.plugins import load
from newslint.readers import Source
from newslint.repairing.how import AUDIT, Drop, How, Job
from newslint.repairing.patches import patched, patches
from newslint.repairing.run import parts_of, repair
from newslint.repairing.undo import undo
from newslint.requests.request import Loaded, Options, prepare

# A loaded machine is no failure.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

NEWSLINT = Path(sys.executable).with_name("newslint")
GOLDEN = Path(__file__).parent / "golden" / "repair.jsonl"
READERS = load().readers
BY = "By Jane Roe, Staff Writer"
CREDIT = "(Reporting by Jane Roe; Editing by John Doe)"
WRONG = "Rain kept most families of the old town at home. Police said the the man fled."
RIGHT = "Rain kept most families of the old town at home. Police said the man fled."
LAST = "The road is open again."
BODY = f"{BY}\n\n{WRONG}\n\n{LAST}\n\n{CREDIT}"
CLEAN = f"{RIGHT}\n\n{LAST}"


def run(folder: Path, *arguments: str, status: int = 0) -> str:
    command = [NEWSLINT, "repair", *arguments]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert "Traceback" not in result.stderr
    assert result.returncode == status, result.stdout + result.stderr
    return result.stdout + result.stderr


def files(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder that are no audit."""
    paths = (path for path in folder.rglob("*") if path.is_file() and AUDIT not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def audit(folder: Path) -> list[dict[str, Any]]:
    parts = sorted((folder / AUDIT).glob("*.jsonl"))
    return [json.loads(line) for part in parts for line in part.read_text("utf-8").split("\n") if line]


def changes(folder: Path, action: str) -> list[dict[str, Any]]:
    return [one for one in audit(folder) if one["kind"] == "change" and one["action"] == action]


def as_csv(rows: list[list[str]], **dialect: Any) -> str:
    text = StringIO(newline="")
    csv.writer(text, **dialect).writerows(rows)
    return text.getvalue()


def as_jsonl(*records: dict[str, Any]) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def write(folder: Path, texts: dict[str, str | bytes]) -> Path:
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    return folder


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with a file of each kind, and what should not break anything."""
    record = {"id": "a1", "title": "Storm closes fair", "text": BODY}
    lines = as_jsonl(record, {"id": "a2", "title": "Fair", "text": "Caf\u00e9 was was shut.", "credits": ["AP"]})
    front = f"---\r\ntitle: Storm closes fair\r\n---\r\n\r\n{BODY}\r\n".replace("\r\n", "\n").replace("\n", "\r\n")
    table = as_csv([["title", "text"], ["Storm closes fair", BODY], ["Fair", "Rain fell."]])
    return write(
        tmp_path / "src",
        {
            "plain.txt": f"Storm closes fair\n\n{BODY}\n",
            "sub/windows.txt": b"\xef\xbb\xbf" + f"Fair\n\n{WRONG}\n".replace("\n", "\r\n").encode(),
            "sub/wide.txt": b"\xff\xfe" + WRONG.encode("utf-16-le"),
            "sub/bytes.txt": b"Caf\xe9 was the the best.\n",
            "sub/deep/front.md": front,
            "bare.md": f"# Storm closes fair\n\n{BODY}\n",
            "page.html": f"<h1>Fair</h1><p>{WRONG}</p>",
            "lines.jsonl": lines,
            "one.json": json.dumps(record, indent=2),
            "many.json": json.dumps({"items": [record, {"title": "Fair", "body": WRONG}]}, indent="\t"),
            "table.csv": table,
            "table.tsv": "title\ttext\nFair\tPolice said the the man fled.\n",
            "packed.jsonl.gz": gzip.compress(lines.encode(), 1, mtime=77),
            "packed.txt.zst": zstandard.ZstdCompressor(19).compress(WRONG.encode()),
            "clean.txt": "Rain fell on the town.\n",
            "README.md": "The the readme.\n",
            "picture.png": b"\x89PNG\0the the",
            "broken.jsonl": '{"text": "the the\n',
        },
    )


def test_every_kind_of_file_is_mended_and_restored_byte_for_byte(corpus: Path) -> None:
    before = files(corpus)
    run(corpus.parent, "src", "dst")
    after = files(corpus.parent / "dst")
    assert files(corpus) == before
    assert after.keys() == before.keys()
    alike = {name for name in before if before[name] == after[name]}
    assert alike == {"sub/bytes.txt", "clean.txt", "README.md", "picture.png", "broken.jsonl"}
    for name in before.keys() - alike:
        content = gzip.decompress(after[name]) if name.endswith(".gz") else after[name]
        assert b"the the" not in content, name
    run(corpus.parent, "--undo", "dst", "back")
    assert files(corpus.parent / "back") == before


def test_a_repair_of_a_repaired_corpus_changes_nothing(corpus: Path) -> None:
    run(corpus.parent, "src", "dst", "--dedupe", "article")
    said = run(corpus.parent, "dst", "again", "--dedupe", "article")
    assert said.startswith("0 files of")
    assert files(corpus.parent / "again") == files(corpus.parent / "dst")


def test_a_fix_that_is_right_only_when_the_others_are_done_is_not_left_to_the_next_repair(tmp_path: Path) -> None:
    record = {"title": WRONG, "text": f"{WRONG}\n{WRONG}\n"}
    write(tmp_path / "src", {"a.jsonl": as_jsonl(record)})
    run(tmp_path, "src", "dst")
    assert run(tmp_path, "dst", "again").startswith("0 files of 1 changed")


def test_credits_go_where_the_format_keeps_data_about_an_article(corpus: Path) -> None:
    run(corpus.parent, "src", "dst")
    after = {name: data.decode("utf-8", "replace") for name, data in files(corpus.parent / "dst").items()}
    first, second = map(json.loads, after["lines.jsonl"].splitlines())
    assert first == {"id": "a1", "title": "Storm closes fair", "text": CLEAN, "credits": [BY, CREDIT]}
    assert second["credits"] == ["AP"]
    assert json.loads(after["one.json"])["credits"] == [BY, CREDIT]
    assert json.loads(after["many.json"])["items"][0]["credits"] == [BY, CREDIT]
    assert after["sub/deep/front.md"].startswith(f'---\r\ncredits:\r\n  - "{BY}"\r\n  - "{CREDIT}"\r\ntitle: Storm')
    rows = list(csv.reader(StringIO(after["table.csv"], newline="")))
    assert rows[0] == ["title", "text", "credits"]
    assert rows[1] == ["Storm closes fair", CLEAN, f"{BY}\n{CREDIT}"]
    assert rows[2] == ["Fair", "Rain fell.", ""]


def test_credits_stay_in_the_text_where_a_file_has_no_place_for_them(corpus: Path) -> None:
    run(corpus.parent, "src", "dst")
    for name in ("plain.txt", "bare.md"):
        text = (corpus.parent / "dst" / name).read_text("utf-8")
        assert BY in text
        assert CREDIT in text
    kept = [one for one in changes(corpus.parent / "dst", "kept") if one["path"] == "plain.txt"]
    assert [one["old"] for one in kept] == [BY, CREDIT]
    assert "no place for the field credits" in kept[0]["reason"]


def test_credits_stay_where_somebody_wants_to_keep_them(corpus: Path) -> None:
    run(corpus.parent, "src", "dst", "--credits", "keep")
    record = json.loads((corpus.parent / "dst" / "one.json").read_text("utf-8"))
    assert BY in record["text"]
    assert "credits" not in record
    assert changes(corpus.parent / "dst", "kept") == []


def test_the_configuration_names_the_field_for_credits(tmp_path: Path) -> None:
    record = {"title": "Fair", "text": BODY, "meta": {"by": ["AP"]}}
    write(tmp_path / "src", {"a.jsonl": as_jsonl(record), "newslint.toml": '[fields]\ncredits = "meta.by"\n'})
    run(tmp_path, "src", "dst")
    record = json.loads((tmp_path / "dst" / "a.jsonl").read_text("utf-8"))
    assert record == {"title": "Fair", "text": CLEAN, "meta": {"by": ["AP", BY, CREDIT]}}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.jsonl", as_jsonl({"title": "Fair", "text": BODY, "credits": "Jane Roe"})),
        ("a.jsonl", as_jsonl({"title": "Fair", "text": BODY, "credits": {"by": "Jane Roe"}})),
        ("a.json", json.dumps({"title": "Fair", "text": BODY, "credits": [1]})),
        ("a.csv", as_csv([["title", "text", "credits"], ["Fair", BODY, "Jane Roe"]])),
        ("a.md", f"---\ncredits: Jane Roe\n---\n\n{BODY}\n"),
        ("a.md", f"---\n{{title: Fair}}\n---\n\n{BODY}\n"),
        ("a.md", f"---\n- Fair\n---\n\n{BODY}\n"),
    ],
)
def test_what_holds_something_else_already_is_no_place_for_credits(name: str, text: str, tmp_path: Path) -> None:
    write(tmp_path / "src", {name: text})
    run(tmp_path, "src", "dst")
    after = (tmp_path / "dst" / name).read_text("utf-8")
    assert BY in after.replace('\\"', '"')
    assert "the the" not in after
    assert {one["rule"] for one in changes(tmp_path / "dst", "kept")} == {"byline", "contributor-credit"}


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        (f"+++\n[extra]\na = 1\n+++\n\n{BODY}\n", f'+++\ncredits = ["{BY}", "{CREDIT}"]\n[extra]\n'),
        (f"---\n# ours\n\ntitle: Fair\n---\n\n{BODY}\n", f'---\ncredits:\n  - "{BY}"\n  - "{CREDIT}"\n# ours\n'),
    ],
)
def test_front_matter_keeps_its_form_when_credits_are_put_in(text: str, begin: str, tmp_path: Path) -> None:
    write(tmp_path / "src", {"a.md": text})
    run(tmp_path, "src", "dst")
    assert (tmp_path / "dst" / "a.md").read_text("utf-8").startswith(begin)
    assert_places_hold(tmp_path, "a.md", text, (tmp_path / "dst" / "a.md").read_text("utf-8"))


def test_an_article_of_nothing_but_credits_keeps_them(tmp_path: Path) -> None:
    text = as_jsonl({"title": "Fair", "text": f"{BY}\n\n{CREDIT}"})
    write(tmp_path / "src", {"a.jsonl": text})
    run(tmp_path, "src", "dst")
    assert (tmp_path / "dst" / "a.jsonl").read_text("utf-8") == text


def test_a_credit_that_comes_to_light_only_when_the_rest_is_mended_is_moved_too(tmp_path: Path) -> None:
    text = as_jsonl({"title": "Fair", "text": f"{RIGHT}\n\n{LAST}\n\nPho\u200bto: Jane Roe"})
    write(tmp_path / "src", {"a.jsonl": text})
    run(tmp_path, "src", "dst")
    record = json.loads((tmp_path / "dst" / "a.jsonl").read_text("utf-8"))
    assert record["credits"] == ["Photo: Jane Roe"]
    assert record["text"] == CLEAN


def test_corrections_and_captions_stay_where_they_mean_something(tmp_path: Path) -> None:
    note = "Correction: An earlier version of this article named the wrong town."
    text = as_jsonl({"text": f"{RIGHT}\n\n{LAST}\n\n{note}"})
    write(tmp_path / "src", {"a.jsonl": text})
    run(tmp_path, "src", "dst")
    assert (tmp_path / "dst" / "a.jsonl").read_text("utf-8") == text


def assert_places_hold(folder: Path, name: str, before: str, after: str) -> None:
    """Assert that what the audit says stood somewhere stood there, and what it says stands somewhere does."""
    found = [one for one in audit(folder / "dst") if one["kind"] == "change" and one["path"] == name]
    assert found
    for one in found:
        source, result = one["source"], one.get("result")
        assert before[source["start"] : source["end"]] == one["old"]
        if result is not None:
            assert after[result["start"] : result["end"]] == one["new"]


def test_the_audit_says_where_in_both_versions_a_change_stands(tmp_path: Path) -> None:
    before = f"Fair\n\nIt it was was wet. {WRONG}\n\nThe mayor mayor left.\n"
    write(
        tmp_path / "src", {"a.txt": before, "a.jsonl": as_jsonl({"text": "Rain fell."}, {"text": f"{BY}\n\n{before}"})}
    )
    run(tmp_path, "src", "dst")
    assert_places_hold(tmp_path, "a.txt", before, (tmp_path / "dst" / "a.txt").read_text("utf-8"))
    record = json.loads((tmp_path / "dst" / "a.jsonl").read_text("utf-8").splitlines()[1])
    assert_places_hold(tmp_path, "a.jsonl", f"{BY}\n\n{before}", record["text"])
    assert {one["source"]["record"] for one in changes(tmp_path / "dst", "fixed") if one["path"] == "a.jsonl"} == {2}


def test_the_audit_is_as_it_was_agreed(corpus: Path) -> None:
    small = write(
        corpus.parent / "small",
        {
            "a.jsonl": as_jsonl({"id": "x", "title": "Storm closes fair", "text": BODY}),
            "b.txt": f"Fair\n\n{WRONG}\n\n{CREDIT}\n",
            "c.txt": "Rain fell on the town.\n",
            "d.png": b"\x89PNG",
        },
    )
    run(small.parent, "small", "dst")
    found = "".join(
        f"# {path.name}\n{path.read_text('utf-8')}" for path in sorted((corpus.parent / "dst" / AUDIT).glob("*.json*"))
    )
    # Made anew, when a change is right, with UPDATE_GOLDEN=1.
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(found, "utf-8")
    assert found == GOLDEN.read_text("utf-8")


def test_a_folder_that_holds_something_is_not_written_to(corpus: Path) -> None:
    write(corpus.parent, {"dst/mine.txt": "Mine.\n"})
    assert "not empty" in run(corpus.parent, "src", "dst", status=2)
    assert "not empty" in run(corpus.parent, "src", "dst", "--force", status=2)
    assert files(corpus.parent / "dst") == {"mine.txt": b"Mine.\n"}


def test_force_replaces_what_an_earlier_repair_wrote_and_nothing_else(corpus: Path) -> None:
    run(corpus.parent, "src", "dst")
    (corpus / "plain.txt").unlink()
    assert "--force" in run(corpus.parent, "src", "dst", status=2)
    run(corpus.parent, "src", "dst", "--force")
    assert files(corpus.parent / "dst").keys() == files(corpus).keys()
    changed = corpus.parent / "dst" / "clean.txt"
    changed.write_text("Mine.\n")
    assert "clean.txt" in run(corpus.parent, "src", "dst", "--force", status=2)
    assert changed.read_text() == "Mine.\n"


def test_force_leaves_what_somebody_else_put_beside_the_audit(corpus: Path) -> None:
    run(corpus.parent, "src", "dst")
    mine = corpus.parent / "dst" / AUDIT / "mine.txt"
    mine.write_text("not of newslint")
    run(corpus.parent, "src", "dst", "--force", status=2)
    assert mine.read_text() == "not of newslint"


@pytest.mark.parametrize("target", ["src", "src/inner", "."])
def test_neither_folder_may_lie_in_the_other(target: str, corpus: Path) -> None:
    before = files(corpus)
    run(corpus.parent, "src", target, status=2)
    assert files(corpus) == before


def test_a_configuration_that_means_nothing_leaves_the_earlier_result(corpus: Path) -> None:
    run(corpus.parent, "src", "dst")
    before = files(corpus.parent / "dst")
    run(corpus.parent, "src", "dst", "--force", "--select", "no-such-rule", status=2)
    assert files(corpus.parent / "dst") == before


def test_a_dry_run_counts_and_writes_nothing(corpus: Path) -> None:
    for more in ((), ("--dedupe", "article")):
        said = run(corpus.parent, "src", "dst", "--dry-run", *more, status=1)
        assert "would be changed" in said
        assert not (corpus.parent / "dst").exists()
    real = run(corpus.parent, "src", "dst")
    assert real.splitlines()[1:-1] == run(corpus.parent, "src", "x", "--dry-run", status=1).splitlines()[1:]
    run(corpus.parent, "dst", "x", "--dry-run", status=0)


def test_one_file_can_be_repaired_alone(corpus: Path) -> None:
    run(corpus.parent, "src/plain.txt", "dst")
    assert files(corpus.parent / "dst").keys() == {"plain.txt"}
    run(corpus.parent, "--undo", "dst", "back")
    assert files(corpus.parent / "back") == {"plain.txt": (corpus / "plain.txt").read_bytes()}


def test_unsafe_fixes_are_applied_only_when_somebody_says_so(tmp_path: Path) -> None:
    text = f"Fair\n\n{RIGHT}\n\nNote: Subscribe to our newsletter to get the news by email.\n\n{LAST}\n"
    write(tmp_path / "src", {"a.txt": text})
    run(tmp_path, "src", "safe")
    run(tmp_path, "src", "unsafe", "--unsafe-fixes", "--extend-select", "boilerplate:promo")
    assert (tmp_path / "safe" / "a.txt").read_text() == text
    assert "newsletter" not in (tmp_path / "unsafe" / "a.txt").read_text()
    run(tmp_path, "--undo", "unsafe", "back")
    assert (tmp_path / "back" / "a.txt").read_text() == text


def test_links_inside_are_made_again_and_hidden_files_left_out(corpus: Path) -> None:
    (corpus / "link.txt").symlink_to("plain.txt")
    (corpus / "folder").symlink_to("sub", target_is_directory=True)
    write(corpus, {".hidden/a.txt": WRONG, ".env": "the the"})
    run(corpus.parent, "src", "dst")
    copy = corpus.parent / "dst"
    assert os.readlink(copy / "link.txt") == "plain.txt"
    assert os.readlink(copy / "folder") == "sub"
    assert not (copy / ".hidden").exists()
    assert not (copy / ".env").exists()
    run(corpus.parent, "--undo", "dst", "back")
    assert os.readlink(corpus.parent / "back" / "folder") == "sub"
    run(corpus.parent, "src", "dst", "--force")


def test_a_link_to_an_article_that_is_left_out_goes_with_it_and_comes_back(tmp_path: Path) -> None:
    more = " ".join(f"On day {day} the mayor spoke to {day * 7} of them about stall number {day}." for day in range(30))
    text = f"Storm closes fair\n\n{WRONG} Nobody in the town had expected it, and many had come far.\n\n{more}\n"
    write(tmp_path / "src", {"a.txt": text, "b.txt": text, ".old/c.txt": text, "copies/d.txt": text})
    for name, to in {"to-a": "a.txt", "to-b": "b.txt", "again": "to-b", "old": ".old/c.txt", "dir": "copies"}.items():
        (tmp_path / "src" / name).symlink_to(to)
    run(tmp_path, "src", "dst", "--dedupe", "article")
    copies = sorted(path.name for path in (tmp_path / "dst").iterdir() if path.is_symlink())
    assert copies == ["to-a"]
    assert all(path.exists() for path in (tmp_path / "dst").iterdir())
    run(tmp_path, "src", "dst", "--dedupe", "article", "--force")
    run(tmp_path, "--undo", "dst", "back")
    assert os.readlink(tmp_path / "back" / "again") == "to-b"
    assert (tmp_path / "back" / "again").read_text() == text


def test_a_packed_file_that_breaks_off_is_copied_as_it_is_and_said(tmp_path: Path) -> None:
    data = gzip.compress(as_jsonl({"text": WRONG}).encode())[:-9]
    write(tmp_path / "src", {"a.jsonl.gz": data, "b.txt": WRONG})
    said = run(tmp_path, "src", "dst", status=2)
    assert "a.jsonl.gz: the packed file is damaged" in said
    assert files(tmp_path / "dst") == {"a.jsonl.gz": data, "b.txt": RIGHT.encode()}
    run(tmp_path, "--undo", "dst", "back")
    assert files(tmp_path / "back") == files(tmp_path / "src")


WIRE = """
from newslint import Document, hookimpl
from newslint.readers import Reader


def read(source):
    for number, text in enumerate(source.stream.read().decode().split("==="), 1):
        yield Document(text, source.name, number)


@hookimpl
def newslint_readers():
    return [Reader("wire", (".wire",), read)]
"""


def test_what_a_reader_cannot_write_is_copied_as_it_is_and_said_where_there_was_something_to_do(tmp_path: Path) -> None:
    story = f"{RIGHT} " * 6
    texts = {"a.wire": f"Fair\n\n{WRONG}", "b.wire": f"{story}===Rain fell.", "c.txt": WRONG, "a.txt": story}
    write(tmp_path / "src", texts)
    write(tmp_path, {"house.py": WIRE, "newslint.toml": 'plugins = ["./house.py"]\n'})
    said = run(tmp_path, "src", "dst", "--dedupe", "article", status=2)
    assert "a.wire: cannot be repaired: the reader wire does not write" in said
    assert "b.wire: the reader wire cannot leave out single records" in said
    assert files(tmp_path / "dst") == files(tmp_path / "src") | {"c.txt": RIGHT.encode()}
    run(tmp_path, "--undo", "dst", "back")
    assert files(tmp_path / "back") == files(tmp_path / "src")


def test_a_copy_that_was_changed_is_not_restored_and_all_others_are(corpus: Path) -> None:
    run(corpus.parent, "src", "dst")
    for name in ("plain.txt", "clean.txt", "packed.jsonl.gz"):
        (corpus.parent / "dst" / name).write_bytes(b"Mine.\n")
    (corpus.parent / "dst" / "one.json").unlink()
    said = run(corpus.parent, "--undo", "dst", "back", status=2)
    assert said.count("was changed since it was repaired") == 3
    assert "one.json: cannot be read" in said
    wanted = files(corpus)
    for name in ("plain.txt", "clean.txt", "packed.jsonl.gz", "one.json"):
        del wanted[name]
    assert files(corpus.parent / "back") == wanted


def test_what_is_no_finished_repair_cannot_be_undone(corpus: Path) -> None:
    assert "holds no .newslint-audit" in run(corpus.parent, "--undo", "src", "back", status=2)
    run(corpus.parent, "src", "dst")
    (corpus.parent / "dst" / AUDIT / "run.json").unlink()
    assert "was not finished" in run(corpus.parent, "--undo", "dst", "back", status=2)
    assert not (corpus.parent / "back").exists()


def test_an_audit_that_was_tampered_with_restores_nothing_outside(corpus: Path) -> None:
    run(corpus.parent, "src", "dst")
    part = corpus.parent / "dst" / AUDIT / "others.jsonl"
    part.write_text(part.read_text().replace('"README.md"', '"../evil.md"'))
    assert "cannot be" in run(corpus.parent, "--undo", "dst", "back", status=2)
    assert not (corpus.parent / "evil.md").exists()


def job_for(source: Path, target: Path, how: How, **options: Any) -> tuple[Loaded, Job, list[Any]]:
    loaded = prepare(
        Options((str(source),), isolated=True, scope="document", corpora=False, all_readable=True, **options)
    )
    parts = parts_of(loaded.request.tasks)
    numbers = {part[0].path: number for number, part in enumerate(parts)}
    return loaded, Job(loaded.request, str(source), str(target), how, numbers), parts


def test_a_run_that_is_interrupted_leaves_no_half_written_file_and_can_be_done_again(tmp_path: Path) -> None:
    source = write(tmp_path / "src", {f"{number:03}.txt": WRONG for number in range(200)})

    def interrupt(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        repair(*job_for(source, tmp_path / "dst", How()), interrupt)
    there = files(tmp_path / "dst")
    assert 0 < len(there) < 200
    assert set(there.values()) == {RIGHT.encode()}
    run(tmp_path, "--undo", "dst", "back", status=2)
    run(tmp_path, "src", "dst", "--force")
    assert len(files(tmp_path / "dst")) == 200


def test_a_write_that_fails_leaves_no_half_written_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = write(tmp_path / "src", {"a.txt": WRONG, "b.txt": WRONG})

    def fail(source: str, target: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("newslint.fixer.os.replace", fail)
    with pytest.raises(KeyboardInterrupt):
        repair(*job_for(source, tmp_path / "dst", How()))
    assert files(tmp_path / "dst") == {}


def test_several_processes_write_what_one_does(tmp_path: Path) -> None:
    paragraphs = [
        f"Paragraph {number} of the old town holds words enough to be compared with others." for number in range(9)
    ]
    texts = {
        f"{number:03}.txt": f"Fair {number}\n\n{WRONG}\n\n" + "\n\n".join(paragraphs[number % 5 :]) + "\n"
        for number in range(150)
    }
    write(tmp_path / "src", texts)
    for jobs in ("1", "2"):
        run(tmp_path, "src", f"dst{jobs}", "--jobs", jobs, "--dedupe", "article")
    assert files(tmp_path / "dst1") == files(tmp_path / "dst2")
    assert audit(tmp_path / "dst1") == audit(tmp_path / "dst2")
    assert len(files(tmp_path / "dst1")) < 150
    run(tmp_path, "--undo", "dst2", "back")
    assert files(tmp_path / "back") == files(tmp_path / "src")


LINE_ENDS = st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\r\n\r\n"])
PIECES = st.sampled_from(
    [
        WRONG, RIGHT, BY, CREDIT, LAST, "It it rained.", "Caf\u00e9 \u201cthe the\u201d", "a\u00a0 b", "&amp;",
        "# Fair", "\U0001f600 the the", "", "  ", "- the the", "---", "title: the the", "Photo: Jane Roe", "\ufeff",
        "\u2028", "\0", "<b>the the</b>",
    ]
)  # fmt: skip
TEXTS = st.lists(st.tuples(PIECES, LINE_ENDS), max_size=9).map(lambda pairs: "".join(a + b for a, b in pairs))


def there_and_back(folder: Path, texts: dict[str, bytes], how: How) -> dict[str, bytes]:
    """Repair some files and take it back; return the repaired ones."""
    shutil.rmtree(folder, ignore_errors=True)
    source = write(folder / "src", dict(texts))
    outcome = repair(*job_for(source, folder / "dst", how))
    done = undo(str(folder / "dst"), str(folder / "back"))
    assert (outcome.problems, done.problems) == ((), ())
    assert files(folder / "back") == texts
    return files(folder / "dst")


@settings(max_examples=60)
@given(
    text=TEXTS,
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    suffix=st.sampled_from([".txt", ".md", ".txt.gz", ".html"]),
    junk=st.binary(max_size=3),
    unsafe=st.booleans(),
)
def test_undoing_a_repair_gives_back_any_text(
    tmp_path_factory: pytest.TempPathFactory, text: str, encoding: str, suffix: str, junk: bytes, unsafe: bool
) -> None:
    data = text.encode(encoding, "replace") + junk
    data = gzip.compress(data, 1) if suffix.endswith(".gz") else data
    how = How(unsafe=unsafe)
    folder = tmp_path_factory.getbasetemp() / "texts"
    repaired = there_and_back(folder, {f"a{suffix}": data}, how)
    if not suffix.endswith(".gz"):
        assert there_and_back(folder, repaired, how) == repaired


RECORDS = st.lists(
    st.fixed_dictionaries(
        {"text": TEXTS.filter(str.strip)},
        optional={"title": PIECES, "credits": st.sampled_from([[], ["AP"], "Jane", None]), "id": st.integers(0, 3)},
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=60)
@given(
    records=RECORDS,
    form=st.sampled_from(["jsonl", "json", "indented", "csv", "tsv"]),
    ascii_only=st.booleans(),
    end=st.sampled_from(["\n", "\r\n", ""]),
    dedupe=st.sampled_from(["", "article", "paragraph"]),
)
def test_undoing_a_repair_gives_back_any_records(
    tmp_path_factory: pytest.TempPathFactory, records: Any, form: str, ascii_only: bool, end: str, dedupe: str
) -> None:
    if form == "jsonl":
        name, text = (
            "a.jsonl",
            end.join(json.dumps(one, ensure_ascii=ascii_only) for one in records) if end else json.dumps(records[0]),
        )
    elif form in ("json", "indented"):
        name, text = (
            "a.json",
            json.dumps(records, ensure_ascii=ascii_only, indent=2 if form == "indented" else None) + end,
        )
    else:
        rows = [["title", "text"], *([str(one.get("title", "")), one["text"].replace("\0", "")] for one in records)]
        dialect = {"delimiter": "\t" if form == "tsv" else ",", "lineterminator": end or "\n"}
        name, text = f"a.{form}", as_csv(rows, **dialect)
    folder = tmp_path_factory.getbasetemp() / "records"
    how = How(dedupe=dedupe)
    repaired = there_and_back(folder, {name: text.encode("utf-8")}, how)
    assert there_and_back(folder, repaired, how) == repaired


@given(before=st.text("ab \n", max_size=60), after=st.text("ab \n", max_size=60))
def test_patches_lead_back_from_any_bytes_to_any_others(before: str, after: str) -> None:
    found = patches(before.encode(), after.encode())
    assert patched(after.encode(), found) == before.encode()
    assert found == sorted(found)


def test_patches_hold_little_more_than_what_differs() -> None:
    before = b"".join(b"line %d of the the text\n" % number for number in range(2000))
    found = patches(
        before, before.replace(b"line 7 of the the", b"line 7 of the").replace(b"line 9 of the the", b"line 9 of the")
    )
    assert len(found) == 2
    assert all(len(one.old) < 20 for one in found)


@st.composite
def edits_of_a_text(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(st.text("abc", min_size=1, max_size=30))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = [Span(*pair) for pair in zip(cuts[::2], cuts[1::2], strict=False)]
    return text, [Edit(span, draw(st.text("xyz", max_size=4))) for span in spans]


@given(given=edits_of_a_text())
def test_a_shift_back_leads_to_where_the_same_letters_stood(given: tuple[str, list[Edit]]) -> None:
    text, edits = given
    after = applied(text, edits)
    back = Shift(edits).back()
    for at, letter in enumerate(after):
        if letter in "abc":
            start, end = back.moved(Span(at, at + 1))
            assert letter in text[start:end]


@pytest.mark.parametrize("suffix", [".jsonl", ".json", ".csv"])
def test_records_are_left_out_without_touching_the_others(suffix: str) -> None:
    texts = {
        ".jsonl": ('{"text": "a"}\n\n{"text": "b"}\r\n{"text": "c"}', '\n{"text": "b"}\r\n'),
        ".json": ('[\n {"text": "a"},\n {"text": "b"} ,\n {"text": "c"}\n]\n', '[\n {"text": "b"}\n]\n'),
        ".csv": ('text,x\na,1\n"b\n",2\nc,3', 'text,x\n"b\n",2\n'),
    }
    before, after = texts[suffix]
    without = READERS[suffix].without
    assert without is not None
    assert without(Source("a" + suffix, BytesIO(before.encode())), {1, 3}).decode() == after


def test_a_row_with_too_many_cells_does_not_become_a_good_one_when_a_column_is_added(tmp_path: Path) -> None:
    table = as_csv(
        [["title", "text"], ["Fair", BODY], ["Fair", "Rain", "fell."], ["Fair", "Police said the the man fled."]]
    )
    write(tmp_path / "src", {"a.csv": table})
    run(tmp_path, "src", "dst")
    rows = list(csv.reader(StringIO((tmp_path / "dst" / "a.csv").read_bytes().decode(), newline="")))
    assert [len(row) for row in rows] == [3, 3, 4, 3]
    assert rows[3][1] == "Police said the man fled."


def test_nothing_is_left_out_unless_somebody_says_so() -> None:
    assert How().twin_rules == ()
    assert Drop().articles == {}
