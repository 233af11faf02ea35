"""In which forms are the answers of a table written, row by row, so that they are never held whole?"""

from __future__ import annotations

import csv
import io
from importlib.util import find_spec
from itertools import islice
from typing import IO, TYPE_CHECKING, Any

import msgspec

from yalu.terms.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

__all__ = ["FIELDS", "WRITERS", "checked_out"]

FIELDS = ("row", "id", "name", "list", "list_id", "list_name", "score", "outcome", "reason")
_PARQUET_ROWS = 16384


def checked_out(out: Path, table: Path) -> None:
    """Refuse a place that the answers cannot be written to, before hours of work.

    Raises:
        BadInput: no known suffix, the table itself, or no folder.
    """
    if out.suffix not in WRITERS:
        raise BadInput(f"{out}: end its name in {', '.join(WRITERS)}, which say the form to write")
    if out.exists() and out.samefile(table):
        raise BadInput(f"{out}: is the table itself; give the answers another name")
    if not out.parent.is_dir():
        raise BadInput(f"{out.parent}: there is no such folder")
    if out.suffix in {".parquet", ".arrow"} and find_spec("pyarrow") is None:
        raise BadInput("Parquet and Arrow tables need pyarrow: install yalu[trade]")


def _write_csv(file: IO[bytes], rows: Iterable[dict[str, Any]]) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    sheet = csv.DictWriter(text, FIELDS)
    sheet.writeheader()
    sheet.writerows(rows)
    text.detach()


def _write_lines(file: IO[bytes], rows: Iterable[dict[str, Any]]) -> None:
    file.writelines(msgspec.json.encode(row) + b"\n" for row in rows)


def _write_json(file: IO[bytes], rows: Iterable[dict[str, Any]]) -> None:
    """One document, row by row, so that it is never held whole."""
    before = b"[\n"
    for row in rows:
        file.write(before + msgspec.json.encode(row))
        before = b",\n"
    file.write(b"\n]\n" if before == b",\n" else b"[]\n")


def _write_parquet(file: IO[bytes], rows: Iterable[dict[str, Any]]) -> None:
    from pyarrow import parquet  # type: ignore[import-untyped]  # it ships no types

    with parquet.ParquetWriter(file, _arrow_schema()) as writer:
        for batch in _arrow_batches(rows):
            writer.write_batch(batch)


def _write_arrow(file: IO[bytes], rows: Iterable[dict[str, Any]]) -> None:
    import pyarrow as pa

    with pa.ipc.new_file(file, _arrow_schema()) as writer:
        for batch in _arrow_batches(rows):
            writer.write_batch(batch)


def _arrow_schema() -> Any:
    import pyarrow as pa

    kinds = {"row": pa.int64(), "score": pa.float64()}
    return pa.schema([(name, kinds.get(name, pa.string())) for name in FIELDS])


def _arrow_batches(rows: Iterable[dict[str, Any]]) -> Iterator[Any]:
    import pyarrow as pa

    left = iter(rows)
    while block := list(islice(left, _PARQUET_ROWS)):
        yield pa.RecordBatch.from_pylist(block, schema=_arrow_schema())


WRITERS: dict[str, Callable[[IO[bytes], Iterable[dict[str, Any]]], None]] = {
    ".csv": _write_csv,
    ".jsonl": _write_lines,
    ".json": _write_json,
    ".parquet": _write_parquet,
    ".arrow": _write_arrow,
}
