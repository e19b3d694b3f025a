"""What the page on editors tells people to paste is at least what it says it is."""

import json
import re
import tomllib
from pathlib import Path

from newslint_lsp.choices import _MEANINGS, Choices, choices_in

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "editors.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    found = re.findall(rf"(?ms)^```{language}\n(.*?)^```$", PAGE)
    assert found
    return found


def test_the_lines_for_helix_name_servers_that_helix_knows() -> None:
    for text in blocks("toml"):
        table = tomllib.loads(text)
        known = {*table["language-server"], "marksman"}
        assert table["language-server"]["newslint"] == {"command": "newslint-lsp"}
        assert all(set(one["language-servers"]) <= known for one in table["language"])


def test_the_task_for_zed_is_json_with_what_a_task_needs() -> None:
    for text in blocks("json"):
        for task in json.loads(text):
            assert {"label", "command"} <= task.keys()
            assert task["command"].startswith("newslint check ")


def test_the_lines_for_emacs_can_be_read() -> None:
    for text in blocks("elisp"):
        code = re.sub(r'"[^"]*"|;.*', "", text)
        depth = 0
        for sign in re.findall(r"[()]", code):
            depth += 1 if sign == "(" else -1
            assert depth >= 0
        assert depth == 0
        assert '"newslint-lsp"' in text


def test_every_setting_stands_on_the_page_with_its_default() -> None:
    rows = dict(re.findall(r"(?m)^\| `(\w+)` \| `(.*?)` \|", PAGE))
    assert {name: json.loads(value) for name, value in rows.items()} == Choices().as_dict()
    assert _MEANINGS.keys() == rows.keys()


def test_settings_that_are_left_out_stay_as_they_were() -> None:
    before = Choices(show="error")
    assert choices_in(None, before) == (before, [], [])
    assert choices_in({"newslint": {"twins": False, "show": None}}, before)[0] == before.but(twins=False)
    chosen, wrong, unknown = choices_in({"shwo": "info", "twins": 7}, before)
    assert chosen == before
    assert wrong == ["the editor's setting newslint.twins must be true or false, not 7"]
    assert unknown == ["no setting newslint.shwo; did you mean 'show'?"]
