"""Places that can be none of a phrase by what stands beside them are left out, and no others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.document import Document
from newslint.kinds._phrases import Form, Phrases
from newslint.model import Span
from newslint.rule import Hit

PHRASES = (
    "# shares", "shares #", "* network", "read more", "read more about the mayor here", "more in *", "about # of *",
    "share:", "don't miss", "[advert]", "- afp", r"we are \#1", "save #% off", "© *", "by *, staff",
    "x-ray # of # x-ray",
)  # fmt: skip
BESIDE = st.sampled_from(
    [" ", "\n", "\r\n", "\n\n", "» ", "- ", "1. ", "2,000 ", "5k ", "٣ ", "a", "é", "_", "’s", ".", "»", "…", "\u00a0"]
)  # fmt: skip


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Return a text of phrases, cut short or whole, with all that may stand beside them."""
    pieces: list[str] = []
    for phrase in draw(st.lists(st.sampled_from(PHRASES), min_size=1, max_size=4)):
        said = phrase.replace("\\", "").replace("#", draw(st.sampled_from(["7", "1,200", "3k", "#"])))
        said = said.replace("*", draw(st.sampled_from(["the old town", "Oslo.", "*", "(x"])))
        cut = draw(st.sampled_from([said, said, said[:-1], f"{said}s", said.upper()]))
        pieces += [draw(BESIDE), draw(BESIDE), cut, draw(BESIDE)]
    return "".join(pieces)


def hits_of(phrases: Phrases, document: Document) -> Iterator[Hit]:
    for trigger in phrases.triggers:
        at = document.folded.find(trigger)
        while at >= 0:
            yield Hit(Span(at, at + len(trigger)), trigger)
            at = document.folded.find(trigger, at + 1)


def fits(phrases: Phrases, document: Document, hit: Hit) -> bool:
    start = hit.span.end - len(hit.trigger.lstrip("\n"))
    return any(one.fits(document.folded, start) for one in phrases.around(hit.trigger))


@pytest.mark.parametrize("form", get_args(Form))
@given(text=texts())
def test_what_is_found_at_all_hits_is_found_at_those_that_fit(form: Form, text: str) -> None:
    phrases, document = Phrases(PHRASES, form), Document(text)
    hits = list(hits_of(phrases, document))
    some = [hit for hit in hits if fits(phrases, document, hit)]
    assert set(phrases.find(document, some)) == set(phrases.find(document, hits))
