"""``python -m newslint``."""

from newslint.cli import run

if __name__ == "__main__":
    run()
