import pickle
import re
from importlib import import_module
from pathlib import Path

import pytest

import newslint
from newslint.late import late

PACKAGE = Path(newslint.__file__).parent
MODULES = [
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
    for path in sorted(PACKAGE.rglob("*.py"))
    if "= late(" in path.read_text("utf-8")
]


def test_a_late_pattern_does_what_the_pattern_does() -> None:
    pattern = late(r"(?P<word>[a-z]+)\d", re.IGNORECASE)
    match = pattern.search("a AB1")
    assert match is not None
    assert (match["word"], pattern.findall("x1 y2"), pattern.sub("-", "a1b")) == ("AB", ["x", "y"], "-b")
    assert pattern.match("a AB1", 2) is not None
    assert pattern.pattern == r"(?P<word>[a-z]+)\d"


def test_a_late_pattern_is_compiled_when_it_is_used() -> None:
    broken = late("(")
    with pytest.raises(re.error):
        broken.search("a")


def test_a_late_pattern_travels_to_another_process() -> None:
    pattern = pickle.loads(pickle.dumps(late("a+")))  # noqa: S301
    assert pattern.fullmatch("aaa")


@pytest.mark.parametrize("module", MODULES)
def test_every_late_pattern_compiles(module: str) -> None:
    late_ones = [value for value in vars(import_module(module)).values() if type(value) is type(late(""))]
    assert late_ones
    for pattern in late_ones:
        assert re.compile(pattern.pattern, pattern.flags)
