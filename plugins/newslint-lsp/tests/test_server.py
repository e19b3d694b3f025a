import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("pygls")
from lsp_client import Client, insertion, place, rules
from newslint_lsp.texts import Text

TYPO = "They hope to recieve the money soon.\n"
SHARED = "Rescue workers pulled eleven people from the rubble of the market hall on Tuesday night, the mayor said.\n"
Start = Callable[..., Client]


def test_what_is_typed_is_checked_and_what_is_mended_disappears(desk: Path, start: Start) -> None:
    client, uri = start(desk), (desk / "a.txt").as_uri()
    assert client.open(uri, "They hope to receive the money soon.\n") == []
    client.change(uri, 2, {"range": _range(0, 13, 0, 20), "text": "recieve"})
    (typo,) = client.found(uri, 2)
    assert (typo["code"], typo["severity"], typo["source"]) == ("known-misspelling", 1, "newslint")
    assert place(typo) == (0, 13, 0, 20)
    client.change(uri, 3, {"range": _range(0, 16, 0, 18), "text": "ei"})
    assert client.found(uri, 3) == []
    assert client.close() == 0


def test_findings_of_a_document_that_is_closed_disappear(desk: Path, start: Start) -> None:
    client, uri = start(desk), (desk / "a.txt").as_uri()
    assert rules(client.open(uri, TYPO)) == ["known-misspelling"]
    client.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
    assert client.until(uri, lambda found: not found) == []


def test_a_late_edit_and_one_outside_the_text_are_left_out_and_the_next_ones_hold(desk: Path, start: Start) -> None:
    client, uri = start(desk), (desk / "a.txt").as_uri()
    client.open(uri, TYPO, version=5)
    client.change(uri, 3, {"text": "All is well here.\n"})
    client.until_logged("came late and was left out: 3 after 5")
    client.change(uri, 6, insertion(99, 0, "nowhere"))
    client.until_logged("there is no line 100")
    client.change(
        uri, 7, {"range": {"start": {"line": 0, "character": 9}, "end": {"line": 0, "character": 2}}, "text": ""}
    )
    client.until_logged("ends before it begins")
    client.change(uri, 8, insertion(0, 0, "Yes. "))
    (typo,) = client.found(uri, 8)
    assert place(typo) == (0, 18, 0, 25)
    client.tell("textDocument/didSave", {"textDocument": {"uri": uri}, "text": "Nothing to report today.\n"})
    assert client.until(uri, lambda found: not found) == []


def test_edits_of_what_is_not_open_and_messages_that_mean_nothing_do_no_harm(desk: Path, start: Start) -> None:
    client, uri = start(desk), (desk / "a.txt").as_uri()
    client.change(uri, 3, insertion(0, 0, "x"))
    client.until_logged("is not open")
    client.change((desk / "b.txt").as_uri(), 3, {"range": {"start": {"line": -1}}})
    client.tell("textDocument/didChange", {"textDocument": 7})
    assert "error" in client.ask("textDocument/nonsense", {})
    assert rules(client.open(uri, TYPO)) == ["known-misspelling"]


@pytest.mark.parametrize(("units", "column"), [("utf-8", 13), ("utf-16", 7), ("utf-32", 6)])
def test_columns_are_counted_as_agreed(units: str, column: int, desk: Path, start: Start) -> None:
    client = start(desk, capabilities={"general": {"positionEncodings": [units]}})
    assert client.server["capabilities"]["positionEncoding"] == units
    text = "They said.\r\nA “\U0001f600” recieve it.\rWe recieve \u2028 e\u0301 recieve it.\n"
    found = client.open((desk / "a.txt").as_uri(), text)
    before = [(1, "A “\U0001f600” "), (2, "We "), (2, "We recieve \u2028 e\u0301 ")]
    width = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[units]
    encoding = units if width == 1 else f"{units}-le"
    assert [place(one)[:2] for one in found] == [(line, len(said.encode(encoding)) // width) for line, said in before]
    assert place(found[0])[1] == column


def test_twins_in_other_files_and_other_windows_are_found_and_move_with_the_text(desk: Path, start: Start) -> None:
    (desk / "b.txt").write_text(f"An opening paragraph of its own stands here.\n\n{SHARED}", encoding="utf-8")
    (desk / "c.txt").write_text("Nothing.\n", encoding="utf-8")
    client, a, c = start(desk), (desk / "a.txt").as_uri(), (desk / "c.txt").as_uri()
    client.open(a, f"Something else.\n\n{SHARED}")
    (twin,) = client.until(a, bool)
    assert twin["code"] == "shared-paragraph"
    assert "b.txt:3" in twin["message"]
    assert str(desk) not in twin["message"]
    (related,) = twin["relatedInformation"]
    assert related["location"]["uri"] == (desk / "b.txt").as_uri()
    assert related["location"]["range"]["start"] == {"line": 2, "character": 0}
    client.change(a, 2, insertion(0, 0, "A new line.\n\n"))
    assert [place(one)[0] for one in client.found(a, 2)] == [4]
    client.open(c, f"One more.\n\n{SHARED}")
    assert rules(client.until(c, bool)) == ["shared-paragraph"]
    assert "and in 1 more place" in client.until(a, lambda found: "more place" in str(found))[0]["message"]
    client.change(c, 2, {"text": "Nothing.\n"})
    assert client.until(c, lambda found: not found) == []
    client.until(a, lambda found: "more place" not in str(found))


def test_a_large_document_freezes_nothing(desk: Path, start: Start) -> None:
    client, uri = start(desk), (desk / "a.txt").as_uri()
    large = (TYPO * 30).replace("\n", " ") + "\n\n"
    client.tell(
        "textDocument/didOpen",
        {
            "textDocument": {
                "uri": uri,
                "languageId": "plaintext",
                "version": 1,
                "text": large * (1_000_000 // len(large)),
            }
        },
    )
    other = (desk / "b.txt").as_uri()
    client.open(other, TYPO)
    found = client.found(uri, 1)
    assert len(found) == 501
    assert "more findings are not shown here" in found[-1]["message"]


def test_the_server_ends_when_its_editor_is_gone(desk: Path, start: Start) -> None:
    client = start(desk)
    client.open((desk / "a.txt").as_uri(), TYPO)
    assert client.process.stdin is not None
    client.process.stdin.close()
    assert client.end() == 0
    rude = start(desk)
    rude.tell("exit", None)
    assert rude.end() == 1, "an editor that does not shut down first is at fault"


def test_the_server_ends_with_an_editor_that_leaves_its_pipes_open(desk: Path, start: Start) -> None:
    editor = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    client = start(desk, processId=editor.pid)
    client.open((desk / "a.txt").as_uri(), TYPO)
    editor.communicate()
    assert client.end() == 1


def _range(line: int, column: int, end_line: int, end_column: int) -> dict[str, dict[str, int]]:
    return {"start": {"line": line, "character": column}, "end": {"line": end_line, "character": end_column}}


def test_places_and_offsets_lead_to_each_other() -> None:
    from hypothesis import given
    from hypothesis import strategies as st

    letters = st.text(alphabet=st.sampled_from("ab \n\r\u2028\x0c“é\u0301\U0001f600\U00010000"), max_size=40)

    @given(letters, st.sampled_from(["utf-8", "utf-16", "utf-32"]))
    def there_and_back(text: str, units: str) -> None:
        of = Text(text, units)
        for offset in range(len(text) + 1):
            if text[offset - 1 : offset + 1] != "\r\n" or offset == 0:
                assert of.offset(of.position(offset)) == offset

    there_and_back()
