"""Records -> documents: the headline and the body of each, and what is wrong with those that are no articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from newslint.document import Document
from newslint.model import Edit, Span
from newslint.readers import CREDITS, Identities, Mark, Source
from newslint.readers.fields import META, Chooser, Chosen, Path, as_text, has_one, host_of, value_at
from newslint.readers.html_fields import Shown, is_html, shown
from newslint.readers.lines import UNDECODED
from newslint.text.origin import Fields, Piece

if TYPE_CHECKING:
    from newslint.text.directives import Instruction

GAP = "\n\n"
"""Between the headline and the body, as between paragraphs."""
ASKS = frozenset({"newslint-ignore", "newslint_ignore"})
"""The fields in which a record names rules that are to be silent about it."""
_NOTHING = frozenset({"", "false", "none", "null", "nan"})
"""What tables write where there is nothing."""
SHOWN = 200
"""How much of a record that is none is shown, in characters."""


class Found(NamedTuple):
    """A record as it stands in a file: which one it is, where it begins, and whether it could be decoded."""

    record: int | None
    mark: Mark
    raw: str
    damaged: bool = False


class Records:
    """Makes documents of the records of one file, in their order."""

    def __init__(self, source: Source, *, keeps_lines: bool = False, identities: Identities | None = None) -> None:
        """Take the file.

        Args:
            source: the file.
            keeps_lines: whether a line end in a field is one in the file too.
            identities: to which the ids are added that other pieces of the file must not have.
        """
        self._identities = identities
        self._path = source.name
        self._keeps_lines = keeps_lines
        self._chooser = Chooser(source.fields)
        # Hashes rather than the names themselves: a large file has many.
        self._records_of: dict[int, int] = {}
        # A body that is not there is said of each record; credits are put there, not sought.
        self._sought = {what: names for what, names in source.fields.items() if names and what not in ("body", CREDITS)}
        self._any = False

    def document(
        self,
        found: Found,
        record: Mapping[str, Any],
        line_of: Callable[[Path], int] | None = None,
        problem: str = "",
    ) -> Document:
        """Return the document of a record.

        Args:
            found: where it stands.
            record: its fields.
            line_of: the line of the file on which the value of a field begins; None: the first one of the record.
            problem: what is wrong with it, though it can be read.
        """
        self._any = True
        if self._sought:
            self._sought = {what: names for what, names in self._sought.items() if not has_one(record, names)}
        chosen = self._chooser.chosen(record)
        wrong = self._wrong(chosen, record)
        record_id = self._id(chosen, record)
        if wrong:
            return self.faulty(found, wrong, record_id)
        problem = problem or self._repeated(chosen, found, record_id)
        line_of = line_of or (lambda path: found.mark[1])
        text, pieces, heading, said = _joined(chosen, record, line_of)
        title = _trimmed(text, pieces[0].span) if len(pieces) > 1 else None
        damaged = found.damaged and UNDECODED.search(text) is not None
        origin = Fields(pieces, self._keeps_lines, found.mark)
        return Document(
            text, self._path, found.record, record_id, _meta(chosen, record), title or heading, damaged=damaged,
            origin=origin, problem=problem, heading=heading if title else None,
            instructions=_instructions(origin, said, record, line_of) if said or not ASKS.isdisjoint(record) else (),
        )  # fmt: skip

    def all(self, documents: Iterable[Document]) -> Iterator[Document]:
        """Yield the documents of a whole file; the last one says which fields the configuration names and none has."""
        held: Document | None = None
        try:
            for document in documents:
                if held is not None:
                    yield held
                held = document if self._sought else None
                if held is None:
                    yield document
        except Exception:
            # What a packed file holds before it breaks off is not lost.
            if held is not None:
                yield held
            raise
        if held is not None:
            yield held._replace(problem=". ".join(filter(None, (held.problem, self._unmet()))))

    def _unmet(self) -> str:
        fields = ", nor ".join(f"{' or '.join(names)} ({what})" for what, names in self._sought.items())
        return f"No record has the field {fields}; see [fields] in the configuration" if self._any and fields else ""

    def faulty(self, found: Found, problem: str, record_id: str | None = None) -> Document:
        """Return what stands for a record that is no article."""
        text = found.raw[:SHOWN].rstrip("\r\n") or " "
        origin = Fields((Piece(None, Span(0, len(text)), found.mark[1]),), mark=found.mark)
        return Document(text, self._path, found.record, record_id, damaged=True, origin=origin, problem=problem)

    def empty(self) -> Document:
        """Return what stands for a file without any record."""
        return self.faulty(Found(None, (0, 1), ""), "The file is empty: it holds no record")

    def wanted(self, what: str) -> str:
        """Return in words which fields are looked for."""
        return self._chooser.wanted(what)

    def has_body(self, record: Mapping[str, Any]) -> bool:
        """Whether a record has a field that is taken for the body, whatever is in it."""
        return "body" in self._chooser.chosen(record).paths

    def _wrong(self, chosen: Chosen, record: Mapping[str, Any]) -> str:
        path = chosen.paths.get("body")
        if path is None:
            return f"The record has no field for the body ({self.wanted('body')})"
        body = value_at(record, path)
        if not isinstance(body, str):
            return f"The record's field {'.'.join(path)} holds {_kind(body)}, not a text"
        return "" if body.strip() else f"The record's field {'.'.join(path)} is empty"

    def _id(self, chosen: Chosen, record: Mapping[str, Any]) -> str | None:
        path = chosen.paths.get("id")
        return (as_text(value_at(record, path)) or None) if path else None

    def _repeated(self, chosen: Chosen, found: Found, record_id: str | None) -> str:
        if record_id is None or found.record is None or chosen.id_is_address:
            return ""
        if self._identities is not None:
            self._identities.append((found.record, record_id))
        first = self._records_of.setdefault(hash(record_id), found.record)
        return "" if first == found.record else problem_of_id(first, record_id)


def problem_of_id(first: int, record_id: str | None) -> str:
    """Return what is wrong with a record that has the id of an earlier one."""
    return f"The record has the id of record {first} ({record_id})"


def problem_of_json(value: object) -> str:
    """Return what is wrong with a value of JSON that should be a record."""
    return f"The record is {_kind(value)}, not an object"


def edits_by_field(document: Document, edits: Sequence[Edit]) -> Iterator[tuple[str, list[Edit]]]:
    """Yield for each field of a record that is edited its name and the edits, counted from its beginning."""
    pieces = document.origin.pieces if isinstance(document.origin, Fields) else ()
    for piece in pieces:
        own = [edit for edit in edits if piece.span.covers(edit.span)]
        if own and piece.field is not None:
            yield piece.field, [Edit(piece.in_field(span), _written(piece, text)) for span, text, _ in own]


def _written(piece: Piece, text: str) -> str:
    if piece.markup is None:
        return text
    import html

    return html.escape(text, quote=False)


def _joined(
    chosen: Chosen, record: Mapping[str, Any], line_of: Callable[[Path], int]
) -> tuple[str, tuple[Piece, ...], Span | None, list[tuple[Piece, Instruction]]]:
    """Return the text of headline and body, where each stands in it, a main heading, and what is said to newslint."""
    text, heading = "", None
    said: list[tuple[Piece, Instruction]] = []
    pieces: list[Piece] = []
    body = value_at(record, chosen.paths["body"])
    in_html = "<" in body and is_html(body)
    for what in ("headline", "body"):
        path = chosen.paths.get(what)
        value = value_at(record, path) if path else None
        if path and isinstance(value, str) and value.strip() and not (pieces and path == chosen.paths["headline"]):
            text += GAP * bool(text)
            part = shown(value) if in_html else Shown(value)
            start = len(text)
            pieces.append(Piece(".".join(path), Span(start, start + len(part.text)), line_of(path), part.markup))
            text += part.text
            heading = part.heading and Span(start + part.heading.start, start + part.heading.end)
            said += [(pieces[-1], one) for one in part.said]
    return text, tuple(pieces), heading, said


def _instructions(
    origin: Fields, said: Iterable[tuple[Piece, Instruction]], record: Mapping[str, Any], line_of: Callable[[Path], int]
) -> tuple[Instruction, ...]:
    """Return what a record says to newslint: in its field for that, and in comments in a field of HTML."""
    from newslint.readers.comments import in_record, of_field

    in_text = (in_record(origin, piece, one) for piece, one in said)
    values = ((name, _asked(record.get(name))) for name in sorted(ASKS))
    fields = (of_field(name, value, line_of((name,))) for name, value in values if value.lower() not in _NOTHING)
    return (*fields, *in_text)


def _asked(value: object) -> str:
    """Return the value of a field that asks for silence as text; an object is none, and that has to be said."""
    return as_text(value) or (str(value) if isinstance(value, dict) and value else "")


def _meta(chosen: Chosen, record: Mapping[str, Any]) -> dict[str, str]:
    meta = {}
    for what, name in META.items():
        path = chosen.paths.get(what)
        if path and (value := as_text(value_at(record, path)).strip()):
            meta[name] = value
    title = chosen.paths.get("headline")
    if title and (value := as_text(value_at(record, title)).strip()):
        meta["title"] = value
    if "site" not in meta and (host := host_of(meta.get("url", ""))):
        meta["site"] = host
    return meta


def _trimmed(text: str, span: Span) -> Span:
    content = span.of(text)
    start = span.start + len(content) - len(content.lstrip())
    return Span(start, span.start + len(content.rstrip()))


def _kind(value: object) -> str:
    if value is None:
        return "nothing"
    names = {bool: "true or false", int: "a number", float: "a number", str: "a text", list: "a list"}
    return names.get(type(value), "an object")
