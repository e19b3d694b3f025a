from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("pygls")
from lsp_client import Client, insertion, place, rules

TYPO = "They hope to recieve the money soon.\n"
Start = Callable[..., Client]
HOUSE = '''
from pathlib import Path
from newslint import Bad, Finding, Good, rule
Path({mark!r}).write_text("")

@rule("This house does not say zounds", category="text", triggers=("zounds",), examples=[
    Bad("[[Zounds]], he said."), Good("He said."), Good("She said."),
])
def house_word(document, hits):
    """The house does not say so.

    It is old.
    """
    for hit in hits:
        yield Finding(hit.span)
'''


def test_a_folder_without_a_configuration_stays_silent_unless_somebody_chose_otherwise(
    tmp_path: Path, start: Start
) -> None:
    client, uri = start(tmp_path), (tmp_path / "a.txt").as_uri()
    assert client.open(uri, TYPO) == []
    client.until_logged("no newslint.toml governs")
    client.tell("workspace/didChangeConfiguration", {"settings": {"newslint": {"unconfigured": True}}})
    assert rules(client.until(uri, bool)) == ["known-misspelling"]


def test_settings_are_asked_for_and_what_is_wrong_with_them_is_said(tmp_path: Path, start: Start) -> None:
    asked = {"newslint": {"unconfigured": "yes", "twins": False, "path": "/opt/newslint-lsp", "trace": {}}}
    client = start(
        tmp_path, initializationOptions=asked, answers={"workspace/configuration": [{"unconfigured": True}]},
        capabilities={"workspace": {"configuration": True, "didChangeWatchedFiles": {"dynamicRegistration": True}}},
    )  # fmt: skip
    said = client.until_told("window/showMessage")["params"]["message"]
    assert said == "the editor's setting newslint.unconfigured must be true or false, not 'yes'"
    client.until_logged("no setting newslint.path")
    uri = (tmp_path / "a.txt").as_uri()
    assert rules(client.until_found(uri, TYPO)) == ["known-misspelling"]
    (registered,) = client.until_told("client/registerCapability")["params"]["registrations"]
    assert registered["method"] == "workspace/didChangeWatchedFiles"


def test_a_configuration_that_appears_and_changes_holds_at_once(tmp_path: Path, start: Start) -> None:
    client, uri = start(tmp_path), (tmp_path / "a.txt").as_uri()
    assert client.open(uri, TYPO) == []
    settings = tmp_path / "newslint.toml"
    for table, wanted in (("", ["known-misspelling"]), ('words = ["recieve"]', [])):
        settings.write_text(table, encoding="utf-8")
        client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": settings.as_uri(), "type": 2}]})
        assert rules(client.until(uri, lambda found, wanted=wanted: rules(found) == wanted)) == wanted


def test_what_is_wrong_with_a_configuration_is_shown_on_its_line_until_it_is_mended(desk: Path, start: Start) -> None:
    settings = desk / "newslint.toml"
    client, uri = start(desk), (desk / "a.txt").as_uri()
    assert rules(client.open(uri, TYPO)) == ["known-misspelling"]
    broken = {
        'extend = "desk"\n\n[severity]\nknown-mispelling = "off"\n': (3, "did you mean 'known-misspelling'"),
        'extend = "desk"\nwords = 7\n': (1, "words must be a list of texts"),
        'extend = "desk"\nwords = [\n': (1, "is not TOML"),
        'extend = "desk"\n= 7\n': (1, "is not TOML: Invalid statement"),
        'extend = "desk"\nplugins = ["./gone.toml"]\n': (1, "gone.toml cannot be read"),
        'extend = "desk"\n\nwords-files = ["none.txt"]\n': (2, "none.txt cannot be read"),
        'extend = "house"\n': (0, "no preset 'house'"),
    }
    for text, (line, words) in broken.items():
        settings.write_text(text, encoding="utf-8")
        client.tell("textDocument/didSave", {"textDocument": {"uri": settings.as_uri()}})
        (found,) = client.until(settings.as_uri(), lambda found, words=words: words in str(found))
        assert (found["severity"], place(found)[0]) == (1, line), found
        assert rules(client.found(uri)) == ["known-misspelling"], "what was found before is still shown"
    settings.write_text('extend = "desk"\n', encoding="utf-8")
    client.tell("textDocument/didSave", {"textDocument": {"uri": settings.as_uri()}})
    assert client.until(settings.as_uri(), lambda found: not found) == []


def test_what_is_wrong_with_an_extended_configuration_is_shown_there(desk: Path, start: Start) -> None:
    (desk / "newslint.toml").write_text('extend = "house.toml"\n', encoding="utf-8")
    house = desk / "house.toml"
    house.write_text('# The house.\nignore = ["typos"]\n', encoding="utf-8")
    client = start(desk)
    (found,) = client.until(house.as_uri(), bool)
    assert (place(found)[0], found["severity"]) == (1, 1)
    assert "did you mean 'typo'" in found["message"]
    assert "typos" in client.until_told("window/showMessage")["params"]["message"]
    house.write_text('ignore = ["typo"]\n', encoding="utf-8")
    client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": house.as_uri(), "type": 2}]})
    assert client.until(house.as_uri(), lambda found: not found) == []
    assert client.open((desk / "a.txt").as_uri(), TYPO) == []


def test_folders_have_configurations_of_their_own(tmp_path: Path, start: Start) -> None:
    strict, lax = tmp_path / "strict", tmp_path / "lax"
    for folder, table in ((strict, ""), (lax, 'ignore = ["typo"]')):
        folder.mkdir()
        (folder / "newslint.toml").write_text(table, encoding="utf-8")
    client = start(strict, lax)
    assert rules(client.open((strict / "a.txt").as_uri(), TYPO)) == ["known-misspelling"]
    assert client.open((lax / "a.txt").as_uri(), TYPO) == []
    assert rules(client.open("untitled:Untitled-1", TYPO)) == ["known-misspelling"], "a buffer is of the first folder"
    assert client.open((tmp_path / "outside.txt").as_uri(), TYPO) == []


def test_what_check_would_pass_over_is_passed_over_here_too(desk: Path, start: Start) -> None:
    (desk / "newslint.toml").write_text('exclude = ["drafts"]\n', encoding="utf-8")
    client = start(desk)
    page = f"<p>{TYPO}</p>"
    assert rules(client.open("untitled:Untitled-1", page, "html")) == ["known-misspelling"], "a buffer has no name yet"
    for name in ("README.md", "drafts/a.txt", "page.html", "newslint.toml"):
        assert client.open((desk / name).as_uri(), TYPO) == [], name
    assert client.open((desk / "a.md").as_uri(), TYPO, "markdown")


def test_a_program_that_a_configuration_names_is_loaded_only_when_the_folder_is_trusted(
    desk: Path, tmp_path: Path, start: Start
) -> None:
    (desk / "newslint.toml").write_text(
        'plugins = ["./house.py"]\n\n[severity]\nhouse-word = "error"\n', encoding="utf-8"
    )
    (desk / "house.py").write_text(HOUSE.format(mark=str(tmp_path / "it-ran")), encoding="utf-8")
    client, uri = start(desk), (desk / "a.txt").as_uri()
    settings = (desk / "newslint.toml").as_uri()
    assert rules(client.open(uri, f"Zounds. {TYPO}")) == ["known-misspelling"]
    (said,) = client.until(settings, bool)
    assert "newslint trust" in said["message"]
    assert place(said)[0] == 0
    assert not (tmp_path / "it-ran").exists()
    _trust(desk, tmp_path)
    client.change(uri, 2, insertion(0, 0, "So. "))
    assert rules(client.found(uri, 2)) == ["house-word", "known-misspelling"]
    assert (tmp_path / "it-ran").exists()
    assert client.until(settings, lambda found: not found) == []


def _trust(folder: Path, home: Path) -> None:
    import json

    (home / "newslint").mkdir()
    listed = {"version": 1, "folders": [{"path": str(folder), "number": folder.stat().st_ino}]}
    file = home / "newslint" / "trusted.json"
    file.write_text(json.dumps(listed), encoding="utf-8")
    file.chmod(0o600)
