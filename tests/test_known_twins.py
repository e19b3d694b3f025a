"""A known twin stays known while paragraphs are split and joined, however many findings tell of it, and no longer."""

from pathlib import Path
from random import Random

import pytest
from edits_of_articles import sentence

from newslint.cli.baselines import write_baseline
from newslint.cli.options import Asked
from newslint.config import Layer
from newslint.engine import Result, run
from newslint.known.withheld import Withheld
from newslint.requests.request import Options, prepare

DUPLICATES = Layer("test", select=("duplicate",))
Article = list[list[str]]


def check(baseline: str) -> Result:
    options = Options((".",), isolated=True, layer=DUPLICATES, baseline=baseline, scope="corpus")
    return run(prepare(options))


def write(articles: dict[str, Article]) -> None:
    for name, paragraphs in articles.items():
        Path(f"{name}.txt").write_text("\n\n".join(map(" ".join, paragraphs)) + "\n")


def noted() -> None:
    asked = Asked(paths=(".",), write_baseline="known.jsonl", quiet=True)
    before = Path("known.jsonl").read_bytes() if Path("known.jsonl").exists() else None
    assert not write_baseline(asked, check("known.jsonl" if before else ""), before)


def stale_and_new() -> tuple[list[str], list[str]]:
    found = check("known.jsonl").diagnostics
    assert isinstance(found, Withheld)
    return [one.entry.excerpt for one in found.unused if one.is_judged], [one.excerpt for one in found]


def articles(dice: Random) -> dict[str, Article]:
    """Return three articles with sentences in common, here and there in paragraphs of other lengths."""
    shared = [sentence(dice, dice.choice([12, 14, 16])) for _ in range(7)]
    found = {}
    for name in "abc":
        mine, paragraphs = list(shared), []
        while mine:
            size = dice.randint(1, 4)
            paragraphs.append(mine[:size])
            mine = mine[size:]
        for _ in range(7):
            paragraphs.insert(dice.randint(0, len(paragraphs)), [sentence(dice, 14) for _ in range(4)])
        found[name] = paragraphs
    return found


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_split_and_joined_no_known_twin_is_called_stale(seed: int) -> None:
    dice = Random(seed)  # noqa: S311
    texts = articles(dice)
    write(texts)
    noted()
    for _ in range(3):
        paragraphs = texts[dice.choice("abc")]
        number = dice.randrange(len(paragraphs) - 1)
        if len(paragraphs[number]) > 1 and dice.random() < 0.5:
            at = dice.randint(1, len(paragraphs[number]) - 1)
            paragraphs[number : number + 1] = [paragraphs[number][:at], paragraphs[number][at:]]
        else:
            paragraphs[number : number + 2] = [paragraphs[number] + paragraphs[number + 1]]
    write(texts)
    assert stale_and_new()[0] == []


FIRST = "The harbour council said on Monday that the ferry will not sail until engineers have looked at the bridge."
SECOND = "Its oldest wall was damaged in the storm that broke over the town when nobody was out there on the pier."


@pytest.mark.usefixtures("folder")
def test_a_twin_that_is_told_of_in_fewer_findings_stays_known_and_a_deleted_one_is_stale() -> None:
    dice = Random(3)  # noqa: S311
    own = {name: [[sentence(dice, 15) for _ in range(4)] for _ in range(6)] for name in "ab"}
    write({"a": [[FIRST, SECOND], *own["a"]], "b": [*own["b"], [FIRST], own["b"][0][:1], [SECOND]]})
    noted()
    write({"a": [[FIRST], [SECOND], *own["a"]]})
    assert stale_and_new() == ([], [])
    noted()
    write({"a": [[FIRST, SECOND], *own["a"]]})
    assert stale_and_new() == ([], [])
    write({"a": [[FIRST], *own["a"]]})
    stale, new = stale_and_new()
    assert len(stale) >= 1
    assert new == []
