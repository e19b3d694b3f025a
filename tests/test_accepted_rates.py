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


def test_an_example_of_white_space_is_shown_as_what_it_is(folder: Path) -> None:
    (folder / "a.txt").write_text("The rain fell , and the wind came.\n")
    (folder / "newslint.toml").unlink(missing_ok=True)
    done = newslint("stats", "--select", "stray-space", "a.txt", folder=folder)
    assert "a.txt:1:14  (white space)" in done.stdout.decode()


def test_a_corpus_is_never_written_over_with_its_own_copies(folder: Path) -> None:
    done = newslint("repair", ".", "../" + folder.name, folder=folder)
    assert ". would be written over with its own copies; name another folder for them" in done.stderr.decode()
