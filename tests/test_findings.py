"""The findings of a run, however many there are."""

from __future__ import annotations

import pytest

from newslint.document import Document
from newslint.engines import findings
from newslint.engines.findings import Findings
from newslint.model import Diagnostic, Severity, Span
from newslint.packing import densely


def finding(path: str, record: int, said: str = "Said") -> Diagnostic:
    location = Document("One.", path, record).locate(Span(0, 3))
    return Diagnostic(location, "house-rule", "text", None, Severity.ERROR, said, "One")


@pytest.mark.parametrize("loose", [0, 3, 100])
def test_packed_or_not_they_are_read_in_order(loose: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "LOOSE", loose)
    found = Findings(2)
    found.add(1, (finding("b", 2),))
    found.add(0, (finding("a", 2), finding("a", 1)))
    found.add(1, ())
    found.add(1, (finding("b", 1), finding("b", 3)))
    assert [one.location[:2] for one in found] == [("a", 1), ("a", 2), ("b", 1), ("b", 2), ("b", 3)]
    assert len(found) == 5
    assert found[-1] == finding("b", 3)


def test_those_that_come_packed_are_read_and_replaced_as_others() -> None:
    found = Findings(1)
    found.add(0, (finding("a", 1),))
    found.add(0, densely((finding("b", 1), finding("b", 2))))
    assert list(found) == [finding("a", 1), finding("b", 1), finding("b", 2)]
    found.replace(0, {2}, ())
    assert list(found) == [finding("a", 1), finding("b", 1)]
    assert len(found) == 2


@pytest.mark.parametrize("loose", [0, 2, 100])
def test_those_of_a_record_are_replaced(loose: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "LOOSE", loose)
    found = Findings(2)
    found.add(0, (finding("a", 1),))
    found.add(1, (finding("b", 1), finding("b", 2), finding("b", 2, "Also")))
    found.replace(1, {2}, (finding("b", 2, "New"),))
    assert list(found) == [finding("a", 1), finding("b", 1), finding("b", 2, "New")]
    assert len(found) == 3
