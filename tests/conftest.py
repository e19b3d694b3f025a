import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

# How long an example takes says more about the machine than about the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
MISSING = ("could not import", "not installed", "not here")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--no-missing-tools", action="store_true", help="fail where a test is skipped for want of a tool")


def pytest_configure(config: pytest.Config) -> None:
    """Nobody tests stale rules. Another process compiles, so that no rule is imported in this one."""
    # What runs in the background of a script ignores Ctrl-C, and hands that on to all that it starts.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if not hasattr(config, "workerinput"):
        subprocess.run([sys.executable, "-m", "newslint.build", "--if-older"], check=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.skipped and item.config.getoption("--no-missing-tools") and _lacks_a_tool(report):
        report.outcome = "failed"
        report.longrepr = f"skipped for want of a tool that can be installed: {report.longrepr[2]}"
    return report


def _lacks_a_tool(report: pytest.TestReport) -> bool:
    return isinstance(report.longrepr, tuple) and any(words in report.longrepr[2] for words in MISSING)
