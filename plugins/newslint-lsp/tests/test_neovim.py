"""What a person does in a real editor: Neovim as Debian has it, without a window."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

PLUGIN = Path(__file__).resolve().parent.parent
EDITORS = PLUGIN.parent.parent / "docs" / "editors.md"
SHARED = "Rescue workers pulled eleven people from the rubble of the market hall on Tuesday night, the mayor said.\n"
# What later versions of Neovim bring, for the lines that are meant for them.
LATER = """
vim.lsp.config = function(name, config)
  vim.lsp.enable = function(enabled)
    assert(enabled == name and vim.tbl_contains(config.root_markers, "newslint.toml"))
    vim.api.nvim_create_autocmd("FileType", {
      pattern = config.filetypes,
      callback = function()
        local id = vim.lsp.start_client({ name = name, cmd = config.cmd, root_dir = vim.env.DESK })
        vim.lsp.buf_attach_client(0, id)
      end,
    })
  end
end
"""


def snippets(language: str) -> list[str]:
    return re.findall(rf"(?ms)^```{language}\n(.*?)^```$", EDITORS.read_text("utf-8"))


@pytest.mark.editor
@pytest.mark.parametrize("version", ["0.7", "0.11"])
def test_a_person_works_in_neovim(version: str, tmp_path: Path) -> None:
    notes = _work(tmp_path, version)
    (typo,) = notes["opened"]
    line = "“\U0001f600” Cafe\u0301s recieve"
    assert (typo["rule"], typo["line"]) == ("known-misspelling", 0)
    assert typo["column"] == len(line.encode()) - len("recieve"), "bytes, after an emoji and a combining mark"
    assert typo["end_column"] == len(line.encode())
    assert [one["rule"] for one in notes["typed"]] == ["known-misspelling"] * 2
    assert "“recieve” is misspelt" in " ".join(notes["hover"])
    assert "is one of the slips that are made again and again" in " ".join(notes["hover"])
    assert notes["fixed"][0] == f"{line.replace('recieve', 'receive')} it."
    assert {"Add “recieve” to the project's words", "Explain known-misspelling"} <= set(notes["offered"])
    assert notes["mended"][-2:] == ["It didn’t rain.", "It didn’t snow."]
    (twin,) = notes["twin"]
    assert (twin["rule"], twin["line"]) == ("shared-paragraph", 0)
    assert "b.txt:3" in twin["message"]
    assert notes["shown"] == {"name": str(tmp_path / "desk" / "b.txt"), "line": 3}
    assert _ends(tmp_path), "the server ends with its editor"


def _work(folder: Path, version: str) -> dict[str, Any]:
    neovim = shutil.which("nvim")
    if neovim is None:
        pytest.skip("nvim is not installed")
    desk, programs = folder / "desk", folder / "bin"
    for one in (desk, programs):
        one.mkdir()
    (desk / "newslint.toml").write_text("", encoding="utf-8")
    (desk / "a.txt").write_text("“\U0001f600” Cafe\u0301s recieve it.\n", encoding="utf-8")
    (desk / "b.txt").write_text(f"Something else.\n\n{SHARED}", encoding="utf-8")
    (desk / "c.txt").write_text(SHARED, encoding="utf-8")
    server = programs / "newslint-lsp"
    server.write_text(f'#!/bin/sh\necho $$ >> {folder}/pids\nexec {sys.executable} -m newslint_lsp "$@"\n', "utf-8")
    server.chmod(0o755)
    latest, later, older = snippets("lua")
    chosen = [LATER, latest] if version == "0.11" else [older, later]
    files = []
    for number, text in enumerate(chosen):
        files.append(folder / f"{number}.lua")
        files[-1].write_text(text, encoding="utf-8")
    around = {
        "PATH": f"{programs}:{os.environ['PATH']}", "PYTHONPATH": str(PLUGIN), "XDG_CONFIG_HOME": str(folder),
        "XDG_STATE_HOME": str(folder), "XDG_CACHE_HOME": str(folder), "XDG_DATA_HOME": str(folder),
        "DESK": str(desk), "NOTES": str(folder / "notes.json"), "SNIPPETS": ":".join(map(str, files)),
    }  # fmt: skip
    command = [neovim, "--headless", "-u", "NONE", "-i", "NONE", "-S", str(PLUGIN / "tests" / "editor.lua")]
    done = subprocess.run(
        command, cwd=desk, env=os.environ | around, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=90
    )
    notes: dict[str, Any] = json.loads((folder / "notes.json").read_text("utf-8"))
    assert "problem" not in notes, f"{notes}\n{done.stderr}"
    return notes


def _ends(folder: Path) -> bool:
    """Whether the servers that were started end within some seconds."""
    pids = [int(line) for line in (folder / "pids").read_text("utf-8").split()]
    end = time.monotonic() + 10
    while any(map(_lives, pids)) and time.monotonic() < end:
        time.sleep(0.1)
    return bool(pids) and not any(map(_lives, pids))


def _lives(pid: int) -> bool:
    try:
        return " Z " not in Path(f"/proc/{pid}/stat").read_text("utf-8")
    except OSError:
        return False
