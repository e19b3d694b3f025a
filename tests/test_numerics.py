"""Modules that need numpy, where it is there, missing, or broken."""

import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

from newslint.numerics import needing_numpy


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    needing_numpy.cache_clear()
    yield
    needing_numpy.cache_clear()


class Broken(ModuleType):
    """A numpy of which only the folder is left, or half."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        raise RuntimeError("this numpy was built for another processor")


@pytest.mark.parametrize("numpy", [None, ModuleType("numpy"), Broken("numpy")])
def test_where_numpy_is_missing_or_broken_the_plain_way_is_gone(
    numpy: ModuleType | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "newslint.gates.batch", raising=False)
    monkeypatch.setitem(sys.modules, "numpy", numpy)
    assert needing_numpy("newslint.gates.batch") is None


def test_what_could_not_be_imported_is_not_tried_again_for_each_heap(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def fails(name: str) -> None:
        tried.append(name)
        raise ImportError(name)

    monkeypatch.setattr("newslint.numerics.import_module", fails)
    assert [needing_numpy("newslint.gates.batch") for _ in range(3)] == [None] * 3
    assert tried == ["newslint.gates.batch"]
