"""The beginning of a line that is not to stand in an article."""

from __future__ import annotations

from collections.abc import Sequence

from newslint.kinds import Matcher
from newslint.kinds._lines import Removal, lines_with


def opening(*, phrases: Sequence[str], fix: Removal = "none", extra: Sequence[str] = ()) -> Matcher:
    """Find lines that begin with a phrase, in any case; the whole line is reported.

    The message may say ``{text}``.

    Args:
        phrases: what the line begins with, whatever signs stand before it; ``#`` stands for a number,
            ``*`` for some words.
        fix: whether removing the line is ``safe``, ``unsafe``, or for a person (``none``).
        extra: further phrases; an option of the rule.
    """
    return lines_with([*phrases, *extra], "opening", fix)
