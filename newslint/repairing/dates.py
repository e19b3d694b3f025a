"""When an article was published, as what is known of it says in any of the usual ways."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from newslint.document import Document

_FORMATS = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%Y/%m/%d", "%Y.%m.%d")
_COMPACT = {8: "%Y%m%d", 14: "%Y%m%d%H%M%S"}
"""By how many figures there are."""
_KEY = re.compile(
    r"^(?:date|published(?:[_-]?(?:at|on|date))?|publish[_-]?date|pub[_-]?date|datetime)"
    r"[ \t]*[:=][ \t]*(\S.*?)[ \t\r]*$",
    re.IGNORECASE | re.MULTILINE,
)
_MILLISECONDS = 10**11
"""A number of more than so many seconds counts milliseconds."""


def published(document: Document) -> float | None:
    """Return when an article was published, in seconds since 1970; None where nobody says, or not so that it is plain.

    A day without a time begins at midnight, a time without a zone is that of Greenwich.
    """
    given = document.meta.get("published", "") or _in_front_matter(document.source)
    return moment(given)


def _in_front_matter(text: str) -> str:
    """Return what the front matter of a text gives as its date, as it is written there."""
    fence = text[:3]
    end = text.find(f"\n{fence}", 3) if fence in ("---", "+++") else -1
    found = _KEY.search(text, 0, end) if end > 0 else None
    return found[1].strip("\"'") if found else ""


def moment(text: str) -> float | None:
    """Return the time that a text names, in seconds since 1970."""
    text = text.strip()
    for read in (_iso, _by_format, _number, _of_mail):
        found = read(text)
        if found is not None:
            return found
    return None


def _iso(text: str) -> float | None:
    try:
        # Eight figures are a day too, which another way reads; a lone year is none.
        return _seconds(datetime.fromisoformat(text)) if re.match(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        return None


def _by_format(text: str) -> float | None:
    # The library takes fewer figures than these too, and then other ones for the month.
    forms = (_COMPACT.get(len(text), ""),) if text.isdecimal() else _FORMATS
    for form in filter(None, forms):
        try:
            return _seconds(datetime.strptime(text, form))
        except ValueError:
            continue
    return None


def _number(text: str) -> float | None:
    if not re.fullmatch(r"\d{9,13}(?:\.\d+)?", text):
        return None
    number = float(text)
    return number / 1000 if number > _MILLISECONDS else number


def _of_mail(text: str) -> float | None:
    from email.utils import parsedate_to_datetime

    try:
        return _seconds(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError):
        return None


def _seconds(when: datetime) -> float | None:
    try:
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None
