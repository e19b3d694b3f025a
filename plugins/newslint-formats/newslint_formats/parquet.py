"""Parquet: a record a row. Row groups are read a batch at a time, and of each only the columns that mean something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from newslint.document import Document
from newslint.readers import Names, Source, UnreadableError
from newslint.readers.decoding import decode
from newslint.readers.fields import Chooser, Path, value_at
from newslint.readers.records import ASKS, Found, Records

AT_ONCE = 1_000_000
"""About how many bytes of values are decoded at a time."""
MOST_ROWS = 1024
BUFFER = 1 << 18
"""How many packed bytes of a column are read at a time; without a buffer a row group is read as a whole."""
SHOWN = 40
"""How many characters of each value are shown of a row that is no article."""
_TEXTS = (
    pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view, pa.types.is_binary,
    pa.types.is_large_binary, pa.types.is_binary_view,
)  # fmt: skip


def read(source: Source) -> Iterator[Document]:
    """Yield a document for each row.

    Raises:
        UnreadableError: the file comes as a stream, in which a reader cannot go back.
    """
    if not source.stream.seekable():
        raise UnreadableError(
            f"{source.name}: a Parquet file is read from its end, so it has to be unpacked or copied here"
        )
    records = Records(source)
    try:
        table = _Table(source, pq.ParquetFile(source.stream, buffer_size=BUFFER, pre_buffer=False), records)
    except Exception as problem:  # noqa: BLE001 - what Arrow raises of damaged metadata has a dozen types
        yield _faulty(records, None, 0, f"The file is no Parquet file, or breaks off: {_said(problem)}")
        return
    if table.problem:
        yield _faulty(records, None, 0, table.problem)
    elif table.is_empty:
        yield records.empty()
    else:
        yield from records.all(table.documents())


class _Table:
    """A file whose schema has been read."""

    def __init__(self, source: Source, file: Any, records: Records) -> None:
        self._file, self._records = file, records
        shape = _shape(file.schema_arrow)
        self._paths = Chooser(source.fields).chosen(shape).paths
        self._columns = sorted(
            {".".join(path) for path in self._paths.values()}
            | set(_named(source.fields, shape))
            | ASKS.intersection(shape)
        )

    @property
    def is_empty(self) -> bool:
        """Whether there is no row."""
        return not self._file.metadata.num_rows

    @property
    def problem(self) -> str:
        """What is wrong with the schema, so that no row can be read."""
        body = self._paths.get("body")
        if body is None:
            return f"The file has no column for the body ({self._records.wanted('body')})"
        kind = _type_at(self._file.schema_arrow, body)
        return "" if _is_text(kind) else f"The column {'.'.join(body)} holds no texts, but {kind}"

    def documents(self) -> Iterator[Document]:
        """Yield the documents of all rows; of a row group that is damaged the rows that can be read."""
        first = 1
        for group in range(self._file.num_row_groups):
            meta = self._file.metadata.row_group(group)
            record = first
            first += meta.num_rows
            for batch in self._batches(group, meta):
                if isinstance(batch, str):
                    rows = f"Row {record}" if record == first - 1 else f"Rows {record} to {first - 1}"
                    yield _faulty(self._records, record, record - 1, f"{rows} cannot be read: {batch}")
                else:
                    yield from self._of_batch(record, batch)
                    record += batch.num_rows

    def _batches(self, group: int, meta: Any) -> Iterator[Any]:
        """Yield the rows of a group, some at a time, and last what is wrong with it where it is damaged."""
        size = max(1, meta.total_byte_size // max(1, meta.num_rows))
        rows = min(MOST_ROWS, max(1, AT_ONCE // size))
        try:
            yield from self._file.iter_batches(rows, [group], self._columns, use_threads=False)
        except Exception as problem:  # noqa: BLE001 - as above
            yield _said(problem)

    def _of_batch(self, record: int, batch: Any) -> Iterator[Document]:
        names = batch.schema.names
        columns = [_values(column) for column in batch.columns]
        damaged = any(had_faults for _, had_faults in columns)
        for number, values in enumerate(zip(*(values for values, _ in columns), strict=True), record):
            row = dict(zip(names, values, strict=True))
            yield self._records.document(Found(number, (number - 1, 1), self._shown(row), damaged), row)

    def _shown(self, row: Mapping[str, Any]) -> str:
        """Return the beginning of each value where the row is no article, else nothing."""
        body = value_at(row, self._paths["body"])
        if isinstance(body, str) and body.strip():
            return ""
        return ", ".join(f"{name}: {' '.join(str(value)[:SHOWN].split())}" for name, value in row.items())


def _faulty(records: Records, record: int | None, offset: int, problem: str) -> Document:
    return records.faulty(Found(record, (offset, 1), ""), problem)


def _said(problem: Exception) -> str:
    """Return what Arrow says of a damaged file.

    Raises:
        OSError: it is the system that does not let us read.
    """
    if isinstance(problem, OSError) and problem.errno is not None:
        raise problem
    return " ".join(str(problem).split()).removesuffix(".")


def _shape(fields: Any) -> dict[str, Any]:
    """Return what a record of a schema looks like, an empty text in place of each value."""
    return {field.name: _shape(field.type) if pa.types.is_struct(field.type) else "" for field in fields}


def _named(names: Names, shape: Mapping[str, Any]) -> Iterator[str]:
    """Yield the columns that the configuration names: which of them counts may differ from row to row."""
    for several in names.values():
        for name in several:
            if name in shape or value_at(shape, tuple(name.split("."))) is not None:
                yield name


def _type_at(fields: Any, path: Path) -> Any:
    kind = fields
    for name in path:
        kind = kind.field(name).type
    return kind


def _is_text(kind: Any) -> bool:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    return any(is_one(kind) for is_one in _TEXTS)


def _values(column: Any) -> tuple[list[Any], bool]:
    """Return the values of a column, and whether bytes among them are no UTF-8 (they become lone surrogates)."""
    if not _is_text(column.type):
        return _plain_values(column), False
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    try:
        values = column.to_pylist()
    except UnicodeDecodeError:
        values = column.cast(pa.large_binary()).to_pylist()
    if not any(isinstance(value, bytes) for value in values):
        return values, False
    decoded = [value if value is None else decode(value) for value in values]
    return [one and one.text for one in decoded], any(one is not None and one.damaged for one in decoded)


def _plain_values(column: Any) -> list[Any]:
    """Return values that are no texts; what Python has no value for, such as a nanosecond, as Arrow writes it."""
    for kind in (column.type, pa.string()):
        try:
            values: list[Any] = column.cast(kind).to_pylist()
        except Exception:  # noqa: BLE001, S112 - dates alone raise half a dozen kinds; no article is lost with one
            continue
        return values
    return [None] * len(column)
