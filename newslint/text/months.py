"""The month of a date, however an article writes it."""

from __future__ import annotations

import re

from newslint.late import late

_YEAR_FIRST = late(r"(?<!\d)((?:1[5-9]|20)\d\d)[-/.]?(0?[1-9]|1[0-2])(?:(?!\d)|(?=\d\d(?!\d)|\d\d[T ]))")
_YEAR_LAST = late(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.]((?:1[5-9]|20)\d\d)(?!\d)")
_NAMED = late(
    r"(?<![a-z])(?:(jan)(?:uary)?|(feb)(?:ruary)?|(mar)(?:ch)?|(apr)(?:il)?|(may)|(june?)|(july?)|(aug)(?:ust)?"
    r"|(sep)(?:t(?:ember)?)?|(oct)(?:ober)?|(nov)(?:ember)?|(dec)(?:ember)?)(?![a-z])",
    re.IGNORECASE,
)
_YEAR = late(r"(?<!\d)((?:1[5-9]|20)\d\d)(?!\d)")
_SECONDS = late(r"\d{9,10}(?:\.\d+)?|\d{12,13}")
LONGEST = 80
"""As many characters a date has at most."""


def month_of(date: str | None) -> str | None:
    """Return year and month ("2024-11"); None where a date does not say them, or may mean two months.

    Read are dates that begin with the year (ISO 8601), names of months in English, seconds or milliseconds since
    1970, and days, months and years in numbers where only one order can be meant.
    """
    text = (date or "").strip()[:LONGEST]
    if not text:
        return None
    if _SECONDS.fullmatch(text):
        return _since_1970(text)
    if found := _YEAR_FIRST.search(text):
        return _written(int(found[1]), int(found[2]))
    if (named := _NAMED.search(text)) and (year := _YEAR.search(text)):
        return _written(int(year[1]), named.lastindex or 0)
    if found := _YEAR_LAST.search(text):
        return _of_numbers(int(found[1]), int(found[2]), int(found[3]))
    return None


def _of_numbers(first: int, second: int, year: int) -> str | None:
    months = {number for number, day in ((first, second), (second, first)) if number <= 12 and 1 <= day <= 31}
    return _written(year, months.pop()) if len(months) == 1 else None


def _since_1970(text: str) -> str | None:
    from datetime import UTC, datetime

    number = float(text)
    moment = datetime.fromtimestamp(number / 1000 if number > 1e11 else number, UTC)
    return _written(moment.year, moment.month)


def _written(year: int, month: int) -> str | None:
    return f"{year:04}-{month:02}" if 1 <= month <= 12 else None
