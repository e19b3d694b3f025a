"""MB per CPU second of newslint, typos and codespell on two trees of files, reading included.

One is made of real articles, the other of copies of the five seeds: what stands in a run twice is judged once.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from environments import cost, newslint, peers
from tree import FILES, copies, tree

RULE_SETS = {
    "newslint": [],
    "newslint, typo": ["--select", "typo"],
    "newslint, without typo": ["--ignore", "typo"],
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--files", type=int, default=FILES)
    options = parser.parse_args()
    for made_of, folder in (("articles", tree(options.files)), ("copies of five articles", copies(options.files))):
        _compare(made_of, folder, options.runs)


def _compare(made_of: str, folder: Path, runs: int) -> None:
    sizes = [path.stat().st_size for path in folder.rglob("*.txt")]
    megabytes = sum(sizes) / 1e6
    print(f"{len(sizes)} files of {made_of}, {megabytes:.1f} MB; best of {runs} runs, by turns")
    commands = _commands(folder)
    best = dict.fromkeys(commands, float("inf"))
    for _ in range(runs):
        for name, command in commands.items():
            best[name] = min(best[name], cost(command).seconds)
    for name, seconds in best.items():
        print(f"{name:24} {megabytes / seconds:6.1f} MB per CPU second ({seconds:.2f} s)")


def _commands(folder: Path) -> dict[str, list[str]]:
    check = [str(newslint()), "check", "--isolated", "--no-cache", "--scope", "document", "--jobs", "1", "--exit-zero"]
    ours = {name: [*check, "--output-format", "json", *options, str(folder)] for name, options in RULE_SETS.items()}
    scripts = peers()
    return ours | {
        "typos": [str(scripts / "typos"), "--threads", "1", "--format", "json", str(folder)],
        "codespell": [str(scripts / "codespell"), str(folder)],
    }


if __name__ == "__main__":
    main()
