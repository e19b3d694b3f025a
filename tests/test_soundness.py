"""What a rule returns is looked at before it is reported: anybody may write one."""

import subprocess
import sys
from pathlib import Path

import pytest

RULE = """
from newslint import Finding, Good, Span, rule

@rule("It is {word}", category="text", examples=[])
def acme_rule(document):
    \"\"\"A rule.

    It is wrong.
    \"\"\"
    yield RETURNED
"""


@pytest.mark.parametrize(
    "returned",
    ["Finding(Span(0, 5))", "'a text'", "Finding(Span(9999, 10000), {'word': 1})", "Finding(Span(3, 3), {'word': 1})"],
)
def test_a_rule_that_returns_nonsense_has_failed_and_the_run_goes_on(tmp_path: Path, returned: str) -> None:
    (tmp_path / "acme_rule.py").write_text(RULE.replace("RETURNED", returned), encoding="utf-8")
    (tmp_path / "newslint.toml").write_text('plugins = ["acme_rule.py"]\n', encoding="utf-8")
    (tmp_path / "a.txt").write_text("Police said the the man fled.\n", encoding="utf-8")
    command = [sys.executable, "-m", "newslint", "check", "--output-format", "concise", "."]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "acme-rule" in done.stdout
    assert "rule-failed" in done.stdout
    assert "doubled-word" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_file_that_no_reader_knows_is_no_plain_text(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_text("<item><title>Police said the the man fled.</title></item>\n", encoding="utf-8")
    command = [sys.executable, "-m", "newslint", "check", "a.rss"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "no reader for .rss" in done.stderr
