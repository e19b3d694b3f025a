"""What somebody accepted counts neither for the score of an article nor for a rate."""

import json
from pathlib import Path

from test_accept import accept, folder
from test_baseline import check
from test_cli_check import newslint

__all__ = ["folder"]


def test_what_is_accepted_costs_no_score_and_counts_for_no_rate_and_what_a_baseline_knows_does(folder: Path) -> None:
    def scores(*more: str) -> list[float]:
        done = newslint("score", "--quiet", *more, folder=folder)
        return [json.loads(line)["score"] for line in done.stdout.splitlines()]

    check(folder, "--write-baseline", "known.jsonl")
    (folder / "newslint.toml").write_text('select = ["typo"]\nbaseline = "known.jsonl"\n')
    before = scores()
    assert max(before) < 100
    accept(folder, "b.txt:1:32")
    (folder / "b.txt").rename(folder / "c.txt")
    assert scores() == scores("--jobs", "2") == scores("--scope", "all") == [before[0], 100]
    counted = newslint("stats", "--quiet", folder=folder).stdout
    assert counted.count(b"doubled-word") == 1
    # Whoever is used to newslint check says so here too, where it is a matter of course.
    assert newslint("stats", "--quiet", "--no-baseline", folder=folder).stdout == counted
    accept(folder, "a.txt:1", "a.txt:3:37", "a.txt:3:15")
    assert b"doubled-word" not in newslint("stats", "--quiet", folder=folder).stdout
