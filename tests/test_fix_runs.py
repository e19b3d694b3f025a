"""Whole runs of ``newslint fix`` over articles that are put together at random."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from newslint.text.bylines import is_byline, is_credit

SENTENCES = (
    "Police said that the harbour was closed for two days after the storm, and that all ferries had been called off.",
    "The mayor of the the town definately did not recieve the letter, which had been sent in the the morning.",
    "Rain fell in teh country, and and nobody had seen so much of it , said the office on Monday..",
    "It was a hour before an report came; the Goverment and and its ministers dont know when it will end.",
    "Officials  had said so before &amp; after the vote, and  the opposition did too,  all of them.",
)
FAULTS = ("the the", "definately", "teh", "recieve", "a hour", "and and", "dont")
LEFTOVERS = (
    "Advertisement", "Share this article", "Read more: Storm closes harbour", "Subscribe to our newsletter",
    "Your support matters to us. Give today to support our independent journalism.", "Sign up for our newsletter",
)  # fmt: skip
KEPT = (
    "“We {0} never saw it, and {1} was all that he knew of {2} matter,” said the man who had been there on Monday.",
    '"They {0} came back {1} later than {2} others," she said, when the the rain had ended in the country at last.',
    "By Jane Teh and Joe Recieve", "By Definately Roe", "Photo: Teh Roe/Reuters",
    "By Jane Teh, Goverment Correspondent", "(Reporting by Jane Teh; editing by Joe Recieve)",
    "Photograph: Jane Teh/the the Agency",
)  # fmt: skip
ENDS = ("\n", "\r\n", "\r")


def article(seed: int, ends: tuple[str, ...] = ENDS) -> tuple[str, list[str]]:
    """Return an article, and what of it nothing may change."""
    chance = random.Random(seed)  # noqa: S311
    kept = [
        chance.choice(KEPT).format(*(chance.choice(FAULTS) for _ in range(3))) for _ in range(chance.randrange(1, 4))
    ]
    paragraphs = [" ".join(chance.choices(SENTENCES, k=2)) for _ in range(chance.randrange(2, 5))]
    paragraphs += [*kept, *chance.choices(LEFTOVERS, k=chance.randrange(4))]
    chance.shuffle(paragraphs)
    headline = ["Storm closes harbour"] * chance.randrange(3)
    end = chance.choice(ends)
    text = "".join(one + end * chance.choice((1, 2, 2, 2, 3)) for one in [*headline, *paragraphs])
    text = chance.choice(("", "", "\ufeff")) + text.rstrip("\r\n") + end * chance.randrange(3)
    return text, [said for one in kept if (said := _protected(one))]


def _protected(paragraph: str) -> str:
    """Return what stands in quotation marks, or all of a byline or a credit."""
    if closing := {"“": "”", '"': '"'}.get(paragraph[0]):
        return paragraph[: paragraph.index(closing, 1) + 1]
    return paragraph if is_byline(paragraph) or is_credit(paragraph) else ""


def test_most_of_what_is_to_be_kept_is_known_for_what_it_is() -> None:
    assert sum(bool(_protected(one)) for one in KEPT) >= 6


def newslint(*arguments: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "newslint", *arguments, "--isolated", "--no-cache", "--scope", "document", "-q"]
    inherited = {key: value for key, value in os.environ.items() if key not in ("PRE_COMMIT", "FORCE_COLOR")}
    return subprocess.run(command, cwd=folder, capture_output=True, env=inherited, timeout=120)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("runs") / "articles"
    folder.mkdir()
    for seed in range(60):
        # A line feed is all that ends a line of a diff.
        text, _ = article(seed, ENDS[:2])
        (folder / f"{seed}{' of may' * (seed % 7 == 0)}.{('txt', 'md')[seed % 2]}").write_bytes(text.encode())
    return folder


@pytest.mark.parametrize("unsafe", [(), ("--unsafe-fixes",), ("--only", "typo,boilerplate")])
@pytest.mark.parametrize("tool", ["git apply -p0 -", "patch -s -p0 --binary"])
def test_a_diff_is_exactly_what_a_fix_does_and_a_second_fix_does_nothing(
    articles: Path, tmp_path: Path, unsafe: tuple[str, ...], tool: str
) -> None:
    if not shutil.which(tool.split()[0]):
        pytest.skip(f"{tool.split()[0]} is not installed")
    fixed, patched = tmp_path / "fixed", tmp_path / "patched"
    shutil.copytree(articles, fixed)
    shutil.copytree(articles, patched)
    diff = newslint("check", "--diff", *unsafe, folder=patched).stdout
    assert contents(patched) == contents(articles)
    subprocess.run(tool.split(), cwd=patched, input=diff, check=True, capture_output=True)
    newslint("fix", *unsafe, folder=fixed)
    assert contents(fixed) == contents(patched)
    changed = [name for name, data in contents(articles).items() if contents(fixed)[name] != data]
    assert len(changed) > 30
    again = newslint("fix", *unsafe, folder=fixed)
    assert contents(fixed) == contents(patched), again.stderr
    assert newslint("fix", "--diff", *unsafe, folder=fixed).stdout == b""


def test_nothing_in_a_quotation_a_byline_or_a_credit_is_changed(tmp_path: Path) -> None:
    kept: dict[str, list[str]] = {}
    for seed in range(1000, 1120):
        text, kept[f"{seed}.txt"] = article(seed)
        (tmp_path / f"{seed}.txt").write_bytes(text.encode())
    before = contents(tmp_path)
    newslint("fix", "--unsafe-fixes", "--extend-select", "all", folder=tmp_path)
    after = contents(tmp_path)
    assert sum(after[name] != before[name] for name in after) > 100
    lost = [(name, one) for name, several in kept.items() for one in several if one.encode() not in after[name]]
    assert lost == []
