"""CPU time of `newslint check seeds` beside `codespell seeds`, run by turns; prints the ratio of the medians."""

from __future__ import annotations

import argparse
from statistics import median

from environments import cost, newslint, peers

TARGET = 0.85


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=40)
    runs = parser.parse_args().runs
    ours = str(newslint())
    commands = {
        "newslint": [ours, "check", "--exit-zero", "seeds"],
        "newslint --version": [ours, "--version"],
        "codespell": [str(peers() / "codespell"), "seeds"],
    }
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for command in commands.values():
        cost(command)
    for _ in range(runs):
        for name, command in commands.items():
            seconds[name].append(cost(command).seconds)
    for name, measured in seconds.items():
        print(f"{name:20} {1000 * median(measured):6.1f} ms CPU (best {1000 * min(measured):.1f})")
    ratio = median(seconds["newslint"]) / median(seconds["codespell"])
    print(f"{'ratio':20} {ratio:6.2f} (to reach: at most {TARGET})")


if __name__ == "__main__":
    main()
