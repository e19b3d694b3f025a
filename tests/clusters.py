"""A corpus with twins, and runs of the command line on it with any engine, some of whose workers are killed."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PLUGINS = ("dask", "ray")
_WHO = (
    "A deputy mayor|Two farmers from the valley|The harbour master|A retired teacher|Nurses at the clinic"
    "|The ferry company|A judge in the capital|Students of the college|The weather service|Three climbers"
).split("|")
_DID = (
    "opened|closed|criticised|praised|inspected|repaired|sold|rebuilt|photographed|counted|measured|abandoned|visited"
).split("|")
_WHAT = (
    "a wooden bridge|the old pumping station|forty apple trees|a row of houses|the night trains|a school kitchen"
    "|six fishing boats|the village archive|a mountain road|the swimming pool|an empty warehouse|the cattle market"
).split("|")
_WHEN = (
    "on Monday morning|shortly before noon|after heavy rain|in the second week of March|despite the strike"
    "|while the council was in session|for the third time this year|to the surprise of many residents|late last night"
).split("|")
_WHY = (
    "because the money had run out|so that nobody would have to wait|which the owners had asked for since the flood"
    "|although experts had advised against it|as the law requires of every district|and paid for it themselves"
    "|without telling their neighbours|to make room for the new railway|in spite of two court orders"
    "|as part of a plan from the seventies|while cameras were running|under the eyes of a curious crowd"
    "|before the first snow could fall|at a cost that surprised even the treasurer|and promised to do so again"
).split("|")
HOUSE = '''
"""Notes which steps are done; kills the first worker that has done a part of a step, or waits, when told to."""
import os
import signal
import time
from pathlib import Path

from newslint import hookimpl
from newslint.steps.work import Work

done = Work.do


def do(self, step, part):
    answer = done(self, step, part)
    log = Path("steps" if "WAIT" not in os.environ else "steps-interrupted")
    with log.open("a") as file:
        file.write(step + "\\n")
    if step in os.environ.get("KILL", "").split() and str(os.getpid()) != os.environ["RUN"]:
        kill(Path(f"killed-{step}"))
    # Answers are kept in order: a worker that waits with the first part would let nothing be kept.
    is_first = step == "map" and 0 in part
    if step == os.environ.get("WAIT") and log.read_text().split().count(step) > 2 and not is_first:
        wait(int(os.environ["RUN"]))
    return answer


def wait(process):
    try:
        while True:
            os.kill(process, 0)
            time.sleep(0.1)
    except ProcessLookupError:
        pass


def kill(mark):
    try:
        mark.touch(exist_ok=False)
    except FileExistsError:
        return
    os.kill(os.getpid(), signal.SIGKILL)


Work.do = do


@hookimpl
def newslint_words():
    return ["Hollinbrook"]
'''
# The process of the run says which one it is, so that no plugin kills it.
PROGRAM = "import os, sys; os.environ['RUN'] = str(os.getpid()); from newslint.cli import run; run()"


class Ran(NamedTuple):
    """What came of a run."""

    status: int
    findings: list[dict[str, Any]]
    said: str


def write_corpus(folder: Path, files: int = 300) -> list[str]:
    """Write articles, every fifth of which has a paragraph of an earlier one, and return their names."""
    dice = random.Random(11)  # noqa: S311 - no secret
    articles: list[list[str]] = []
    names = []
    for number in range(files):
        paragraphs = [_paragraph(dice) for _ in range(4)]
        if number % 5 == 4:
            paragraphs[2] = dice.choice(dice.choice(articles))
        if number % 7 == 3:
            paragraphs[1] += " Nobody was was hurt."
        articles.append(paragraphs)
        path = folder / f"{number % 10}" / f"{number:03}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n\n".join(paragraphs) + "\n", "utf-8")
        names.append(str(path.relative_to(folder)))
    return names


def _paragraph(dice: random.Random) -> str:
    return " ".join(
        f"{_clause(dice)}, and {dice.randint(3, 999)} days later {_clause(dice).lower()}." for _ in range(3)
    )


def _clause(dice: random.Random) -> str:
    return " ".join(dice.choice(some) for some in (_WHO, _DID, _WHAT, _WHEN, _WHY))


def environment(folder: Path, **others: str) -> dict[str, str]:
    """Return an environment in which the plugins with the engines are installed, as far as newslint can tell."""
    site = folder.parent / "site"
    for name in PLUGINS:
        metadata = site / f"newslint_{name}-0.1.0.dist-info"
        metadata.mkdir(parents=True, exist_ok=True)
        (metadata / "entry_points.txt").write_text(f"[newslint]\n{name} = newslint_{name}\n")
    paths = [site, *(ROOT / "plugins" / f"newslint-{name}" for name in PLUGINS)]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths)), **others}


def command(*arguments: str) -> list[str]:
    """Return what starts newslint in a process that says which one it is."""
    return [sys.executable, "-c", PROGRAM, "check", "--no-cache", "--output-format", "json", *arguments]


def check(folder: Path, *arguments: str, **variables: str) -> Ran:
    """Check files in a folder, which is the working directory."""
    done = subprocess.run(
        command(*arguments), cwd=folder, env=environment(folder, **variables), capture_output=True, text=True,
        check=False, timeout=300,
    )  # fmt: skip
    return Ran(done.returncode, json.loads(done.stdout) if done.stdout else [], done.stderr)


def steps_done(folder: Path) -> Counter[str]:
    """Return how many parts of each step have been done since somebody last asked."""
    path = folder / "steps"
    found = Counter(path.read_text().split()) if path.exists() else Counter()
    path.unlink(missing_ok=True)
    return found


def corpus(folder: Path, files: int = 300) -> list[str]:
    """Make a folder with articles and a plugin that kills workers when told to; return the names of the articles."""
    names = write_corpus(folder, files)
    (folder / "house.py").write_text(HOUSE, "utf-8")
    (folder / "newslint.toml").write_text('plugins = ["house.py"]\n', "utf-8")
    return names


def checked_with(folder: Path, engine: str, names: Sequence[str], **variables: str) -> Ran:
    """Check articles, named in any order, with two workers of an engine."""
    shuffled = random.Random(engine).sample(names, len(names))  # noqa: S311 - no secret
    return check(folder, "--engine", engine, "--jobs", "2", *shuffled, **variables)


def interrupt(folder: Path, engine: str, step: str) -> None:
    """Begin a run and kill its process, with no chance to clean up, as soon as it has kept a part of a step."""
    with subprocess.Popen(
        command("--engine", engine, "--jobs", "2", "--resume"), cwd=folder, env=environment(folder, WAIT=step),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    ) as process:  # fmt: skip
        deadline = time.monotonic() + 60
        while not list(folder.glob(f".newslint_cache/runs/*/{step}-" + "?" * 32)) and time.monotonic() < deadline:
            assert process.poll() is None
            time.sleep(0.02)
        process.kill()
    (folder / "steps-interrupted").unlink()


def assert_that_all_find_the_same(folder: Path, engine: str) -> None:
    """Serial, pool and a cluster, with any order of articles, and with a worker killed in each step."""
    names = corpus(folder)
    whole = check(folder, "--engine", "serial")
    assert {one["category"] for one in whole.findings} == {"duplicate", "typo"}
    assert checked_with(folder, "pool", names) == whole
    assert checked_with(folder, engine, names) == whole
    killed = checked_with(folder, engine, names, KILL="map group verify")
    assert {path.name for path in folder.glob("killed-*")} == {"killed-map", "killed-group", "killed-verify"}
    assert (killed.status, killed.findings) == (whole.status, whole.findings)


def assert_that_an_interrupted_run_is_resumed(folder: Path, engine: str) -> None:
    """What was kept of a run that was killed is not done again."""
    corpus(folder)
    whole = check(folder, "--engine", "serial")
    interrupt(folder, engine, "map")
    kept = list(folder.glob(".newslint_cache/runs/*/map-" + "?" * 32))
    assert kept
    steps_done(folder)
    assert check(folder, "--engine", engine, "--jobs", "2", "--resume") == whole
    assert steps_done(folder)["map"] == 5 - len(kept)


def assert_that_a_part_that_no_worker_survives_is_done_all_the_same(folder: Path, engine: str) -> None:
    """In the end it is done in the process of the run."""
    corpus(folder, files=20)
    whole = check(folder, "--engine", "serial")
    house = folder / "house.py"
    house.write_text(house.read_text().replace("mark.touch(exist_ok=False)", "pass"))
    killed = check(folder, "--engine", engine, "--jobs", "2", KILL="map")
    assert killed.findings == whole.findings


def assert_that_what_a_worker_raises_is_said(folder: Path, engine: str) -> None:
    """A plugin that only works where the run was started is an error with the message of the plugin."""
    corpus(folder, files=20)
    house = folder / "house.py"
    raising = "\nif str(os.getpid()) != os.environ['RUN']:\n    raise KeyError('no worker')\n"
    house.write_text(house.read_text() + raising)
    ran = check(folder, "--engine", engine, "--jobs", "2")
    assert ran.status == 2
    assert "the plugin house.py cannot be loaded: KeyError: 'no worker'" in ran.said
