"""What an article says to newslint in a comment or in what stands above it: ``<!-- newslint: ignore[rule] -->``.

Pure functions on texts. Where such a thing may stand the readers know; what it silences, ``silences.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from newslint.late import late
from newslint.model import Span

if TYPE_CHECKING:
    from newslint.text.origin import Place

VERBS = ("ignore", "ignore-start", "ignore-end", "skip-file")
FIELD = "newslint-ignore"
"""What a key of front matter and a field of a record are called that name the rules to be silent."""
ALL = "all"
# What people write who know the comments of other tools.
_MEANT = {
    "disable": "ignore", "off": "ignore", "noqa": "ignore", "ignore-next-line": "ignore", "ignore-line": "ignore",
    "disable-next-line": "ignore", "disable-line": "ignore", "allow": "ignore", "disable-start": "ignore-start",
    "ignore-begin": "ignore-start", "enable": "ignore-end", "on": "ignore-end", "ignore-stop": "ignore-end",
    "end-ignore": "ignore-end", "start-ignore": "ignore-start", "ignore-file": "skip-file", "skip": "skip-file",
    "ignore-all": "skip-file", "disable-file": "skip-file", "file-skip": "skip-file",
}  # fmt: skip
_HEAD = late(r"<!--\s*+(?P<tool>news?[-_ ]?lint)(?:(?P<colon>\s*+[:=])|[-_]|(?=\s|-->))\s*+", re.IGNORECASE)
_PUBLISHED = late(r"<!--[^\S\r\n]*+news?[-_ ]?lint[^\r\n]{0,300}?(?:-->|(?=[\r\n])|\Z)", re.IGNORECASE)
_CALL = late(r"<!--\s*+\S++(?:\s*+[:=])?\s*+[^\s\[]*+(?:\[[^\[\]\r\n]*+\]|\[[\w:-]*+)?")
_BODY = late(r"(?P<verb>[^\s\[\](:,]*+)\s*+(?:\[(?P<names>[^\[\]]*+)\])?\s*+(?P<more>.*)", re.DOTALL)
_FIELD = late(r"\A\s*+[\"']?newslint[-_]ignore[\"']?\s*+[:=]", re.IGNORECASE)
_REASON = ("-", "–", "—", "#")
"""What parts a reason from a comment that names no rule."""
_APART = late(r"[\s,;\[\]\"'`]+")
_YES = frozenset({"true", "yes", "on", "1", "*"})

How = Literal["above", "beside", "article", "published"]


class Instruction(NamedTuple):
    """What an article says to newslint, as it stands there; what it means is asked later, and of few articles."""

    said: str
    span: Span
    """What is marked when something is said of it: itself, or what stands near it where the text does not hold it."""
    at: int
    """The offset in the text behind which it stands."""
    how: How
    """Whether it stands above what it is about or beside it, speaks of the whole article, or is published as text."""
    place: Place | None = None
    """Where it stands for a person, where the text does not hold it."""


class Directive(NamedTuple):
    """What an instruction means."""

    verb: str
    names: tuple[str, ...] = ()
    """Of rules, groups and categories; none: all."""
    fault: str = ""
    """Why it means nothing, as a sentence without its stop."""


def is_directive(comment: str) -> bool:
    """Whether a comment of HTML, with its signs, speaks to newslint, though perhaps not well."""
    found = _HEAD.match(comment) if "lint" in comment[:40].lower() else None
    if found is None:
        return False
    verb = _verb(_body(comment, found))
    return bool(found["colon"]) or verb in VERBS or verb in _MEANT or bool(_near(verb))


def comments_in(text: str) -> Iterator[Span]:
    """Yield the comments of HTML in a text that speak to newslint."""
    at = text.find("<!--")
    while at >= 0:
        end = text.find("-->", at + 4)
        if end < 0:
            return
        if is_directive(text[at : end + 3]):
            yield Span(at, end + 3)
        at = text.find("<!--", end + 3)


def published_in(text: str) -> Iterator[Span]:
    """Yield what of a text that is read as it is looks like a comment to newslint."""
    for match in _PUBLISHED.finditer(text) if "<!--" in text else ():
        if is_directive(match[0]):
            yield Span(*match.span())


def own_length(said: str) -> int:
    """Return how many characters are the comment itself; where its end is missing, what follows is the article's."""
    called = _CALL.match(said)
    return len(said) if said.endswith("-->") or called is None else called.end()


def understood(said: str) -> Directive:
    """Return what a comment to newslint means."""
    found = _HEAD.match(said)
    if found is None:
        return Directive("", fault="newslint does not understand this comment")
    if not said.endswith("-->"):
        return Directive("", fault="This comment has no end (-->), so it does nothing and is published")
    if found["tool"].lower() != "newslint":
        return Directive("", fault=f"This comment speaks to “{found['tool']}”; write newslint: ignore[...]")
    return _of_body(_body(said, found))


def named_by(said: str) -> Directive:
    """Return what ``newslint-ignore: value`` means: names between commas, brackets or dashes, for the whole article."""
    key = _FIELD.match(said)
    if key is None:
        return Directive("skip-file", fault=f"newslint does not understand this key; write {FIELD}: [doubled-word]")
    value = said[key.end() :]
    lines = (line.partition(" #")[0].strip().removeprefix("- ") for line in value.splitlines())
    names = _names(" ".join(line for line in lines if not line.startswith("#")))
    if not names:
        return Directive("skip-file", fault=f"{FIELD} names no rule, so it silences nothing")
    if _YES.intersection(names) or value.lstrip().startswith("{"):
        return Directive("skip-file", fault=f"{FIELD} wants the names of rules, or all, not “{value.strip()}”")
    return Directive("skip-file", names)


def _of_body(body: str) -> Directive:
    parts = _BODY.match(body)
    verb = _verb(body)
    if parts is None or verb not in VERBS:
        return Directive("", fault=_unknown_verb(verb))
    names, more = parts["names"], parts["more"]
    if names is None and more.startswith("["):
        return Directive("", fault="A bracket is not closed, so this comment silences nothing")
    if names is None and more and not more.startswith(_REASON):
        return Directive("", fault=f"Name rules in square brackets: {verb}[doubled-word]; this comment does nothing")
    if names is not None and not _names(names):
        return Directive("", fault="No rule is named between the brackets, so this comment silences nothing")
    return Directive(verb, _names(names or ""))


def _unknown_verb(verb: str) -> str:
    near = _MEANT.get(verb) or _near(verb)
    meant = f"did you mean {near}?" if near else f"it knows {', '.join(VERBS)}"
    return f"newslint does not understand “{verb}”; {meant}" if verb else f"This comment says nothing; {meant}"


def _near(verb: str) -> str:
    from difflib import get_close_matches

    return next(iter(get_close_matches(verb, VERBS, 1, 0.75)), "")


def _body(comment: str, head: re.Match[str]) -> str:
    return comment[head.end() :].removesuffix("-->").strip()


def _verb(body: str) -> str:
    found = _BODY.match(body)
    return _plain(found["verb"]) if found else ""


def _names(listed: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_plain(name) for name in _APART.sub(" ", listed).split() if name != "-"))


def _plain(name: str) -> str:
    return name.strip().lower().replace("_", "-")
