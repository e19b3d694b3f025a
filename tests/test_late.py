import pickle
import re
from importlib import import_module
from pathlib import Path

import pytest

import newslint
from newslint.late import _compiled, _programs, identity, late, program_of

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


def test_a_pattern_from_its_program_is_the_pattern_compiled_anew() -> None:
    import newslint._compiled as compiled

    made_for, programs = compiled.PROGRAMS
    assert made_for == identity()
    assert len(programs) > 100
    for (pattern, flags), program in programs.items():
        assert program == program_of(pattern, flags)
        # Patterns are equal when their programs are.
        assert _compiled(pattern, flags) == re.compile(pattern, flags)


def test_a_program_of_another_interpreter_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newslint._compiled.PROGRAMS", ("another", {("a+", 0): b"not to be read"}))
    _programs.cache_clear()
    assert late("a+").fullmatch("aaa")
    _programs.cache_clear()


def test_a_pattern_that_is_none_leaves_the_compiler_as_it_was() -> None:
    with pytest.raises(re.error):
        program_of("(", 0)
    assert re.compile("(again)").fullmatch("again")
