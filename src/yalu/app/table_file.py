"""How is a table of names read row by row, whatever its size, from CSV, Parquet or Arrow?

Shapes: rows are counted from 1 under the headings; empty lines of a CSV count for nothing. A row is a mapping of heading to
cell, or a fault in words where its cells cannot be told apart.
Assumes that the first line of a CSV holds its headings, that its delimiter is the one of `,` `;` tab and `|` that stands most
often in that line, and UTF-8 (UTF-16 with its mark) unless an encoding is named. Memory is that of one batch of rows.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
from abc import ABC, abstractmethod
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from yalu.terms.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import IO

__all__ = ["Row", "Table", "open_table", "sha256_of"]

_DELIMITERS = ",;\t|"
_CHUNK = 1 << 20
_BATCH = 4096  # rows of a Parquet or Arrow batch
_REFUSED = {
    b"PK\x03\x04": "is a spreadsheet or a zip; save the sheet as CSV in UTF-8, or give what is inside",
    b"\x1f\x8b": "is packed with gzip; unpack it first",
    b"%PDF": "is a PDF; give the table as CSV, Parquet or Arrow",
    b"\xd0\xcf\x11\xe0": "is an old spreadsheet; save the sheet as CSV in UTF-8",
}


class Row(NamedTuple):
    """One row: its cells by heading, or the fault for which they cannot be read."""

    cells: Mapping[str, Any] | None
    fault: str = ""


class Table(ABC):
    """A table that can be gone through again and again. `headings` are as they stand in it."""

    def __init__(self, path: Path, headings: tuple[str, ...]) -> None:
        self.path, self.headings = path, headings

    @abstractmethod
    def rows(self) -> Iterator[Row]:
        """Each row, from the first."""

    def count(self) -> int:
        """How many rows there are.

        Raises:
            BadInput: the table breaks off, or holds bytes that are no text.
        """
        return sum(1 for _ in self.rows())


def open_table(path: Path, encoding: str | None = None) -> Table:
    """The table in a file, by what its first bytes say.

    Raises:
        BadInput: it cannot be read, is no table, or needs a library that is not installed.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_CHUNK)
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror or 'cannot be read'}") from None
    if head.startswith(b"PAR1"):
        return _Parquet(path)
    if head.startswith(b"ARROW1") or path.suffix in {".arrow", ".arrows", ".feather"}:
        return _Arrow(path)
    for mark, why in _REFUSED.items():
        if head.startswith(mark):
            raise BadInput(f"{path}: {why}")
    start = head[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml")):
        raise BadInput(f"{path}: is a web page or XML, not a table")
    if start.startswith((b"{", b"[")):
        raise BadInput(f"{path}: is JSON; queries in JSON lines are screened by: yalu screen list")
    return _Csv(path, encoding or _encoding(head))


def sha256_of(path: Path) -> str:
    """The hash of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _encoding(head: bytes) -> str:
    return "utf-16" if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"


class _Csv(Table):
    """A table of text."""

    def __init__(self, path: Path, encoding: str) -> None:
        try:
            codecs.lookup(encoding)
        except LookupError:
            raise BadInput(
                f'no encoding is called "{encoding}"; write utf-8, cp949, gb18030 or cp1252'
            ) from None
        self._encoding = encoding
        with path.open(encoding=encoding, newline="") as file:
            try:
                first = file.readline(_CHUNK)
            except UnicodeError as error:
                raise self._undecoded(path, error) from None
        if not first.strip():
            raise BadInput(f"{path}: the first line is empty; it must hold the headings")
        self._delimiter = max(_DELIMITERS, key=first.count)
        with path.open(encoding=encoding, newline="") as file:
            headings = next(self._reader(file))
        super().__init__(path, tuple(heading.strip() for heading in headings))

    def rows(self) -> Iterator[Row]:
        with self.path.open(encoding=self._encoding, newline="") as file:
            reader = self._reader(file)
            next(reader)
            while True:
                line = reader.line_num + 1
                try:
                    cells = next(reader, None)
                except UnicodeError as error:
                    raise self._undecoded(self.path, error) from None
                except csv.Error as error:
                    if "unexpected end of data" in str(error):
                        raise BadInput(
                            f"{self.path}, line {line}: a quotation mark is opened here and never closed"
                        ) from None
                    yield Row(None, f"line {line}: {error}")
                    continue
                if cells is None:
                    return
                if any(map(str.strip, cells)):
                    yield self._row(cells, line)

    def _row(self, cells: list[str], line: int) -> Row:
        """A row's cells by heading; one with other cells than headings may be shifted, and is a fault."""
        many = len(self.headings)
        if len(cells) < many or any(map(str.strip, cells[many:])):
            return Row(None, f"line {line}: {len(cells)} cells where the headings are {many}")
        return Row(dict(zip(self.headings, cells, strict=False)))

    def _reader(self, file: IO[str]) -> Any:
        return csv.reader(file, delimiter=self._delimiter, strict=True)

    def _undecoded(self, path: Path, error: UnicodeError) -> BadInput:
        where = f" at byte {error.start:,} of a block" if isinstance(error, UnicodeDecodeError) else ""
        return BadInput(
            f"{path}: is not text in {self._encoding.removesuffix('-sig')}{where}; name its encoding with --encoding, such as "
            "cp949 (Korean), gb18030 (Chinese) or cp1252 (Western)"
        )


class _Columns(Table):
    """A table in columns, read through pyarrow."""

    def rows(self) -> Iterator[Row]:
        for batch in self._batches():
            for start in range(0, batch.num_rows, _BATCH):
                yield from map(Row, batch.slice(start, _BATCH).to_pylist())

    @abstractmethod
    def _batches(self) -> Iterator[Any]: ...


class _Parquet(_Columns):
    def __init__(self, path: Path) -> None:
        from pyarrow import parquet  # type: ignore[import-untyped]  # it ships no types

        with _whole(path):
            self._file = parquet.ParquetFile(path)
        super().__init__(path, tuple(self._file.schema_arrow.names))

    def count(self) -> int:
        return int(self._file.metadata.num_rows)

    def _batches(self) -> Iterator[Any]:
        with _whole(self.path):
            yield from self._file.iter_batches(batch_size=_BATCH)


class _Arrow(_Columns):
    """An Arrow file or stream."""

    def __init__(self, path: Path) -> None:
        with _whole(path), self._reader(path) as reader:
            super().__init__(path, tuple(reader.schema.names))

    def _reader(self, path: Path) -> Any:
        import pyarrow as pa

        source = pa.memory_map(str(path))
        if source.read(6) == b"ARROW1":
            return pa.ipc.open_file(source)
        source.seek(0)
        return pa.ipc.open_stream(source)

    def _batches(self) -> Iterator[Any]:
        with _whole(self.path), self._reader(self.path) as reader:
            if hasattr(reader, "num_record_batches"):
                yield from map(reader.get_batch, range(reader.num_record_batches))
            else:
                yield from reader


@contextmanager
def _whole(path: Path) -> Iterator[None]:
    """Says in yalu's words that pyarrow is not there, or that the file is damaged."""
    try:
        import pyarrow as pa
    except ImportError:
        raise BadInput("Parquet and Arrow tables need pyarrow: install yalu[trade]") from None
    try:
        yield
    except (pa.ArrowException, OSError) as error:
        raise BadInput(f"{path}: is damaged or cut off ({' '.join(str(error).split())})") from None
