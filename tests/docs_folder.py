"""The folder in which the blocks of a page run: articles, records and what the examples call files of the house."""

import gzip
import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

from docs_blocks import ROOT

NEWSLINT = f"""#!/bin/sh
"{sys.executable}" -m newslint "$@"
status=$?
# Findings are no failure of the page. Status 2 is one.
[ "$status" -eq 1 ] && [ -z "$DOCS_TEST_STATUS" ] && exit 0
exit "$status"
"""
REFUSED = """#!/bin/sh
echo "$(basename "$0"): reaches beyond the folder of the page" >&2
exit 99
"""
BEYOND = ("pip", "pip3", "pipx", "uv", "uvx", "make", "npm", "npx", "docker", "curl", "wget", "sudo", "apt-get", "code")
"""What would install, download or build; a page says of such a block that it is parsed only."""
PYTHON = f"""#!/bin/sh
case "$1 $2" in
    "-m pip"|"-m venv"|"-m pytest") echo "python $*: reaches beyond the folder of the page" >&2; exit 99;;
esac
exec "{sys.executable}" "$@"
"""
STORY = """{headline}

By Ann Reporter

{sentence} People there spoke to Idlib and to Kharkivets, who livestreamed it all and upvoted the rest.

Share this story with friends

Our other pages are below

Read also: what else we know of {town}

On our pages: more about {town}
"""
EVENTS = {
    "Springfield": (
        "River rises by a metre in Springfield",
        "The river rose on Tuesday, and the old bridge was closed.",
    ),
    "Northam": ("Mayor of Northam opens a school", "Ninety children sang when the mayor cut the ribbon."),
    "Easton": ("Easton bakers win a prize for rye bread", "Three brothers bake by night in a mill from 1820."),
    "Westbury": ("Train to Westbury stops in the snow", "Passengers walked for an hour through a white forest."),
    "Milton": ("Milton votes for a swimming pool", "It will cost four million dollars and open next summer."),
}
"""What happened in each town: the headline, and the first sentence."""
RULE = (ROOT / "plugins" / "newslint-example" / "newslint_example.py").read_text("utf-8")
PACK = """[house-now]
kind = "substitution"
summary = "A phrase has a shorter twin."
message = "“{better}” says the same as “{found}”"
swap = { "at this moment in time" = "now" }
bad = ["He is free [[at this moment in time]]."]
good = ["He is free now.", "At that moment he was free."]
"""


def furnished(folder: Path) -> Path:
    """Put into a folder what the examples in the pages name, and return it."""
    stories = {town: STORY.format(town=town, headline=h, sentence=s) for town, (h, s) in EVENTS.items()}
    flood = stories["Springfield"]
    folders = ("archive", "articles", "crawl", "crawl/monday", "crawl/tuesday")
    files = {f"{name}/{town.lower()}.txt": text for name in folders
             for town, text in stories.items()}  # fmt: skip
    records = "".join(
        json.dumps({"id": n, "url": f"https://example.org/{n}", "text": s}) + "\n"
        for n, s in enumerate(stories.values())
    )
    files |= {
        "article.txt": flood, "words.txt": "Kobani\n", "house.toml": PACK, "crawl.jsonl": records,
        "page.html": f"<html><body><article><p>{flood}</p></article></body></html>",
        "export.csv": 'headline,body\n"Rain","Rain fell on Tuesday."\n', "my_package/__init__.py": "",
        "my_package/rules.py": RULE.replace("example_wordy", "packaged_wordy"),
        "rules/house.py": RULE.replace("example_wordy", "house_wordy"),
    }  # fmt: skip
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    (folder / "crawl.jsonl.gz").write_bytes(gzip.compress(records.encode()))
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    _put_programs(folder)
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    return folder


def environment(folder: Path, plugins: Iterable[str]) -> dict[str, str]:
    """Return the environment of a block: programs of the folder first, and the plugins that its page asks for."""
    paths = [folder, *(ROOT / "plugins" / name for name in plugins), *(_metadata(folder, name) for name in plugins)]
    author = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return os.environ | author | {
        "PATH": f"{folder / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join(map(str, paths)), "HOME": str(folder), "NO_COLOR": "1", "COLUMNS": "120",
        "XDG_CONFIG_HOME": str(folder / ".config"), "XDG_CACHE_HOME": str(folder / ".cache"),
    }  # fmt: skip


def _put_programs(folder: Path) -> None:
    programs = folder / ".venv" / "bin"
    programs.mkdir(parents=True)
    scripts = {"newslint": NEWSLINT, "python": PYTHON, "python3": PYTHON} | dict.fromkeys(BEYOND, REFUSED)
    for name, script in scripts.items():
        (programs / name).write_text(script, "utf-8")
        (programs / name).chmod(0o755)


def _metadata(folder: Path, plugin: str) -> Path:
    """Return a folder that says of a plugin of this repository what its installation would say."""
    project = tomllib.loads((ROOT / "plugins" / plugin / "pyproject.toml").read_text("utf-8"))["project"]
    about = folder / ".plugins" / f"{plugin.replace('-', '_')}-{project['version']}.dist-info"
    about.mkdir(parents=True, exist_ok=True)
    lines = [f"{name} = {target}" for name, target in project["entry-points"]["newslint"].items()]
    (about / "entry_points.txt").write_text("\n".join(["[newslint]", *lines, ""]), "utf-8")
    return about.parent
