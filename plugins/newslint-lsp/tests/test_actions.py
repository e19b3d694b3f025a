from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls")
from hypothesis import given
from hypothesis import strategies as st
from lsp_client import Client, Json, insertion, place
from lsprotocol.types import Position
from newslint_lsp.changing import Change, changes
from newslint_lsp.texts import Text

TYPO = "They hope to recieve the money soon.\n"
SHARED = "Rescue workers pulled eleven people from the rubble of the market hall on Tuesday night, the mayor said.\n"
SHOWS = {"window": {"showDocument": {"support": True}}, "workspace": {"workspaceEdit": {"documentChanges": True}}}
Start = Callable[..., Client]


def test_a_fix_that_needs_no_judgement_is_preferred_and_does_what_it_says(desk: Path, start: Start) -> None:
    client, uri = start(desk), (desk / "a.txt").as_uri()
    text = "“\U0001f600” They hope to recieve the money.\r\n"
    found = client.open(uri, text)
    (fix,) = [one for one in offered(client, uri, found[0]) if one.get("isPreferred")]
    assert fix["title"] == "Change “recieve” to “receive”"
    assert fix["kind"] == "quickfix"
    assert fix["diagnostics"] == found
    assert edited(text, fix["edit"]["changes"][uri]) == text.replace("recieve", "receive")


def test_nothing_is_offered_while_the_text_may_differ_from_what_is_on_the_screen(desk: Path, start: Start) -> None:
    client, uri = start(desk), (desk / "a.txt").as_uri()
    client.open(uri, TYPO)
    client.change(uri, 2, {"text": f"So. {TYPO}"})
    client.change(uri, 1, insertion(0, 0, "Late, but of a text that was sent whole since. "))
    (typo,) = client.found(uri, 2)
    assert titles(offered(client, uri, typo)), "nothing was missed"
    client.change(uri, 4, insertion(0, 0, "After. "))
    client.change(uri, 3, insertion(0, 0, "Before. "))
    said = client.until_told("window/showMessage")["params"]["message"]
    assert said.startswith("newslint lost track of a.txt: the editor sent its edits out of order")
    (typo,) = client.found(uri, 4)
    assert offered(client, uri, typo) == []
    client.tell("textDocument/didSave", {"textDocument": {"uri": uri}, "text": f"Before. After. So. {TYPO}"})
    (typo,) = client.until(uri, lambda found: place(found[0])[1] == 32)
    (fix,) = [one for one in offered(client, uri, typo) if one.get("isPreferred")]
    assert fix["title"] == "Change “recieve” to “receive”"


def test_a_name_that_may_be_misspelt_is_changed_only_by_choice(desk: Path, start: Start) -> None:
    client, uri = start(desk), (desk / "a.txt").as_uri()
    text = "“We recieve nothing,” he said.\n"
    found = client.open(uri, text)
    several = offered(client, uri, found[0])
    assert not any(one.get("isPreferred") for one in several), "nobody alters a quotation by a key"
    assert "Change “recieve” to “receive”, if it is wrong" in titles(several)


def test_everything_that_can_be_mended_safely_is_mended_at_once(desk: Path, start: Start) -> None:
    client, uri = start(desk, capabilities=SHOWS), (desk / "a.txt").as_uri()
    text = f"It didnt rain, and it didnt snow.\r\n\r\n{TYPO}“I didnt,” he said.\n"
    found = client.open(uri, text)
    everything = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}
    context = {"diagnostics": found, "only": ["source.fixAll"]}
    wanted = {"textDocument": {"uri": uri}, "range": everything, "context": context}
    (fix,) = client.ask("textDocument/codeAction", wanted)
    assert fix["kind"] == "source.fixAll.newslint"
    (change,) = fix["edit"]["documentChanges"]
    assert change["textDocument"] == {"uri": uri, "version": 1}
    assert len(change["edits"]) > 1, "what is right stays untouched"
    wanted_text = text.replace("It didnt", "It didn’t").replace("it didnt", "it didn’t").replace("recieve", "receive")
    assert edited(text, change["edits"]) == wanted_text
    several = titles(offered(client, uri, found[0]))
    assert "Mend all 3 findings of known-misspelling in this document" in several


def test_a_leftover_is_taken_out_with_its_line(desk: Path, start: Start) -> None:
    client, uri = start(desk), (desk / "a.txt").as_uri()
    body = (
        "The town council voted on Monday to repair the bridge, which was closed for months after the flood of last"
        " spring, and to pay for it with a loan from the county, officials said.\n"
    )
    text = f"{body}\nShare this article\n\n{body.replace('town', 'city')}"
    found = client.open(uri, text)
    (leftover,) = [one for one in found if text.splitlines()[one["range"]["start"]["line"]] == "Share this article"]
    fix = offered(client, uri, leftover)[0]
    assert fix["title"].startswith("Remove “Share this article”")
    assert edited(text, fix["edit"]["changes"][uri]) == text.replace("Share this article\n\n", "")


def test_records_and_pages_are_mended_as_they_are_written(desk: Path, start: Start) -> None:
    (desk / "newslint.toml").write_text('include = ["*.jsonl", "*.html", "*.csv"]\n', encoding="utf-8")
    client = start(desk)
    for name, text in {
        "a.jsonl": '{"id": 1, "text": "Caf\\u00e9s opened.\\n\\nThey hope to recieve it."}\n',
        "a.html": "<html><body><p>They &amp; we hope to recieve the money soon.</p></body></html>\n",
        "a.csv": 'id,text\n1,"They ""hope"", to recieve it."\n',
    }.items():
        uri = (desk / name).as_uri()
        found = [one for one in client.open(uri, text, name[2:]) if one["code"] == "known-misspelling"]
        assert text_at(text, found[0]) == "recieve", name
        fix = offered(client, uri, found[0])[0]
        assert edited(text, fix["edit"]["changes"][uri]) == text.replace("recieve", "receive"), name


def test_hovering_explains_the_rule_and_the_link_leads_to_its_page(desk: Path, start: Start) -> None:
    client, uri = start(desk), (desk / "a.txt").as_uri()
    (typo,) = client.open(uri, TYPO)
    said = client.ask("textDocument/hover", at(uri, 0, 15))
    assert said["range"] == typo["range"]
    page = said["contents"]["value"]
    for words in ("is misspelt", "known to be wrong", "becomes", "*Not reported*", "Right, of random findings"):
        assert words in page
    assert client.ask("textDocument/hover", at(uri, 0, 2)) is None
    href = typo["codeDescription"]["href"]
    file = Path(href.removeprefix("file://"))
    assert "known to be wrong" in file.read_text("utf-8")
    assert client.close() == 0
    assert not file.exists(), "nothing is left behind"


def test_a_rule_is_explained_on_demand(desk: Path, start: Start) -> None:
    client, uri = start(desk, capabilities=SHOWS), (desk / "a.txt").as_uri()
    found = client.open(uri, TYPO)
    run(client, next(one for one in offered(client, uri, found[0]) if one["title"] == "Explain known-misspelling"))
    assert client.until_told("window/showDocument")["params"]["uri"] == found[0]["codeDescription"]["href"]


def test_a_word_that_is_added_is_known_and_the_configuration_names_the_file(desk: Path, start: Start) -> None:
    client, uri = start(desk), (desk / "a.txt").as_uri()
    found = client.open(uri, TYPO)
    run(client, next(one for one in offered(client, uri, found[0]) if "project's words" in one["title"]))
    assert client.until(uri, lambda found: not found) == []
    assert (desk / "words.txt").read_text("utf-8").endswith("recieve\n")
    assert 'words-files = ["words.txt"]' in (desk / "newslint.toml").read_text("utf-8")


def test_what_is_right_as_it_is_is_noted_and_not_reported_again(desk: Path, start: Start) -> None:
    client, uri = start(desk), (desk / "a.txt").as_uri()
    found = client.open(uri, f"{TYPO}\nIt didnt rain.\n")
    run(client, next(one for one in offered(client, uri, found[0]) if "right as it is" in one["title"]))
    assert [one["range"]["start"]["line"] for one in client.until(uri, lambda found: len(found) == 1)] == [2]
    assert "recieve" in (desk / ".newslint-accepted.jsonl").read_text("utf-8")
    context = {"diagnostics": [], "only": ["source.fixAll.newslint"]}
    everything = {"textDocument": {"uri": uri}, "range": found[0]["range"], "context": context}
    (fix,) = client.ask("textDocument/codeAction", everything)
    assert edited(f"{TYPO}\nIt didnt rain.\n", fix["edit"]["changes"][uri]) == f"{TYPO}\nIt didn't rain.\n"
    client.change(uri, 2, {"text": f"Yes. {TYPO}"})
    assert client.found(uri, 2) == [], "it is known among other words too"


def test_a_twin_is_shown_at_its_place_and_go_to_definition_leads_there_too(desk: Path, start: Start) -> None:
    (desk / "b.txt").write_text(f"“\U0001f600”\n\n{SHARED}", encoding="utf-8")
    client, uri = start(desk, capabilities=SHOWS), (desk / "a.txt").as_uri()
    client.open(uri, f"Something else.\n\n{SHARED}")
    (twin,) = client.until(uri, bool)
    show = next(one for one in offered(client, uri, twin) if one["title"] == "Show the twin in b.txt, line 3")
    run(client, show)
    asked = client.until_told("window/showDocument")["params"]
    assert asked["uri"] == (desk / "b.txt").as_uri()
    assert asked["selection"]["start"] == {"line": 2, "character": 0}
    (there,) = client.ask("textDocument/definition", at(uri, 2, 5))
    assert there == {"uri": asked["uri"], "range": asked["selection"]}
    run(client, next(one for one in offered(client, uri, twin) if "right as it is" in one["title"]))
    assert client.until(uri, lambda found: not found) == []


def test_what_cannot_be_written_is_said_and_nothing_is_lost(desk: Path, start: Start) -> None:
    client, uri = start(desk), (desk / "a.txt").as_uri()
    (desk / "words.txt").write_bytes(b"\xff\n")
    found = client.open(uri, TYPO)
    run(client, next(one for one in offered(client, uri, found[0]) if "project's words" in one["title"]))
    assert "not UTF-8" in client.until_told("window/showMessage")["params"]["message"]
    assert (desk / "words.txt").read_bytes() == b"\xff\n"


@given(st.text("ab\r\n \u2028é"), st.text("ab\r\n \u2028é"), st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_changes_turn_one_text_into_the_other(before: str, after: str, units: str) -> None:
    text = Text(before, units)
    found = list(changes(before, after))
    for start, end, new in reversed(found):
        # As an editor applies them.
        before = before[: text.offset(text.position(start))] + new + before[text.offset(text.position(end)) :]
    assert before == after
    assert all(isinstance(one, Change) for one in found)


def offered(client: Client, uri: str, about: Json) -> list[Json]:
    context = {"diagnostics": [about]}
    wanted = {"textDocument": {"uri": uri}, "range": about["range"], "context": context}
    found: list[Json] = client.ask("textDocument/codeAction", wanted)
    return found


def titles(several: Sequence[Json]) -> list[str]:
    return [one["title"] for one in several]


def run(client: Client, action: Json) -> None:
    command = action["command"]
    done = client.ask("workspace/executeCommand", {"command": command["command"], "arguments": command["arguments"]})
    assert done is None, done


def at(uri: str, line: int, column: int) -> Json:
    return {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}


def text_at(text: str, found: Json) -> str:
    of = Text(text)
    start, end = (of.offset(Position(**found["range"][end])) for end in ("start", "end"))
    return of.text[start:end]


def edited(text: str, edits: Sequence[Any]) -> str:
    """Return the text after edits, as an editor applies them."""
    of = Text(text)
    spans = [(*(of.offset(Position(**one["range"][end])) for end in ("start", "end")), one["newText"]) for one in edits]
    for start, end, new in sorted(spans, reverse=True):
        text = text[:start] + new + text[end:]
    return text
