"""A line that is not to stand in an article."""

from __future__ import annotations

from collections.abc import Sequence

from newslint.kinds import Matcher
from newslint.kinds._lines import Removal, lines_with


def line(*, phrases: Sequence[str], fix: Removal = "none", extra: Sequence[str] = ()) -> Matcher:
    """Find lines of at most 200 characters that say a phrase and nothing else, in any case.

    The message may say ``{text}``.

    Args:
        phrases: what the whole line says, whatever signs stand around it; ``#`` stands for a number,
            ``*`` for some words.
        fix: whether removing the line is ``safe``, ``unsafe``, or for a person (``none``).
        extra: further phrases; an option of the rule.
    """
    return lines_with([*phrases, *extra], "line", fix)
