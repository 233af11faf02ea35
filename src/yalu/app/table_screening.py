"""How is a table of any size screened so that whoever stops it, even by `kill -9`, loses a second of work and nothing else?

Answers go, block by block, into `OUT.partial`: JSON lines, forced to the disk, each block closed by a line that says how many
rows are done. The next run of the same question cuts off what stands behind the last such line and goes on there; a run over
another table, with other columns, lists or another matcher begins anew. At the end the answers are written in the form of OUT's
suffix beside it and moved to its place in one step, so OUT is whole or not there, and equal to that of a run nobody stopped.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import sys
import time
from contextlib import contextmanager
from itertools import islice
from typing import IO, TYPE_CHECKING, Any, NamedTuple

import msgspec

from yalu.app.held import split_id
from yalu.app.sync.folders import put, written
from yalu.app.table_file import sha256_of
from yalu.app.table_forms import FIELDS, WRITERS
from yalu.screen.batch import NOT_SCREENABLE, Answer, answers
from yalu.terms.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from yalu.app.held import Held
    from yalu.app.table_file import Row, Table

__all__ = ["Screened", "progress", "screen_table"]

_BLOCK = 256  # rows between two marks: some tenths of a second of work
_GRAVEST = ("match", "review", NOT_SCREENABLE)
_NAMED = 20  # faults told one by one before the rest is only counted


class _Head(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The first line of a partial file: the hash of everything its answers depend on."""

    key: str


class _Mark(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The line that closes a block: rows done so far, and how many of them had which outcome as their gravest."""

    done: int
    counts: dict[str, int]


class Screened(NamedTuple):
    """What a run made: rows by their gravest outcome, the first faults in words, where it took up the work of an earlier run."""

    rows: int
    match: int
    review: int
    no_hit: int
    not_screenable: int
    faults: tuple[str, ...]
    more_faults: int
    taken_up_at: int


def screen_table(
    table: Table,
    columns: Mapping[str, tuple[str, ...]],
    held: Held,
    out: Path,
    *,
    schema: str | None = None,
    limit: int = 10,
    tell: Callable[[int], None] = lambda done: None,
) -> Screened:
    """Screen every row and write the answers.

    Args:
        columns: the columns of each field, as `yalu.screen.asked.columns_of` finds them.
        schema: what every row is, where no column says it.
        tell: hears how many rows are done.

    Raises:
        BadInput: the table breaks off, or another run is at work on the same OUT.
    """
    key = hashlib.sha256(
        msgspec.json.encode((sha256_of(table.path), sorted(columns.items()), schema, limit, held.key))
    ).hexdigest()
    with _partial(out.with_name(f"{out.name}.partial")) as file:
        done, counts = _taken_up(file, key)
        taken_up_at = done
        rows = islice(table.rows(), done, None)
        while block := list(islice(rows, _BLOCK)):
            for said in _said(done + 1, block, columns, schema, held, limit):
                done += 1
                file.writelines(msgspec.json.encode(answer) + b"\n" for answer in said)
                gravest = _gravest(said)
                counts[gravest] = counts.get(gravest, 0) + 1
            file.write(msgspec.json.encode(_Mark(done=done, counts=counts)) + b"\n")
            file.flush()
            os.fsync(file.fileno())
            tell(done)
        index = held.matcher.index
        captions = {index.ids.one(at): index.captions.one(at) for at in range(len(index.ids))}
        faults, more = _finished(file, out, captions)
    out.with_name(f"{out.name}.partial").unlink()
    return Screened(
        rows=done,
        match=counts.get("match", 0),
        review=counts.get("review", 0),
        no_hit=counts.get("no", 0),
        not_screenable=counts.get(NOT_SCREENABLE, 0),
        faults=faults,
        more_faults=more,
        taken_up_at=taken_up_at,
    )


def progress(rows: int) -> Callable[[int], None]:
    """Tells on a terminal how far a run is, how fast, and how long it will take; elsewhere nothing."""
    if not sys.stderr.isatty():
        return lambda done: None
    began = time.monotonic()
    first: int | None = None  # where an earlier run had stopped

    def tell(done: int) -> None:
        nonlocal first
        first = done if first is None else first
        pace = (done - first) / (time.monotonic() - began)
        left = f", {(rows - done) / pace / 60:,.0f} min left" if pace else ""
        end = "\n" if done == rows else ""
        print(
            f"\r{done:,} of {rows:,} rows, {pace:,.0f} a second{left}  ", end=end, file=sys.stderr, flush=True
        )

    return tell


def _said(
    first: int,
    rows: Sequence[Row],
    columns: Mapping[str, tuple[str, ...]],
    schema: str | None,
    held: Held,
    limit: int,
) -> Iterator[list[tuple[str, Answer]]]:
    """The answers to each row, each with the name asked for."""
    readable = [
        (number, _cells(row.cells, columns, schema))
        for number, row in enumerate(rows, first)
        if row.cells is not None
    ]
    found = iter(answers(readable, held.matcher, limit=limit))
    asked = iter(readable)
    for number, row in enumerate(rows, first):
        if row.cells is None:
            yield [("", Answer(number, "", None, None, NOT_SCREENABLE, row.fault))]
        else:
            _, cells = next(asked)
            name = "" if cells["name"] is None else str(cells["name"])
            yield [(name, answer) for answer in next(found)]


def _cells(
    row: Mapping[str, Any], columns: Mapping[str, tuple[str, ...]], schema: str | None
) -> dict[str, Any]:
    """The cells of a row by the fields that they fill."""
    cells: dict[str, Any] = {"schema": schema}
    for field, names in columns.items():
        values = [row[name] for name in names]
        parts = [str(value) for value in values if value is not None]
        cells[field] = " ".join(parts) if len(names) > 1 else values[0]
    return cells


def _gravest(said: Iterable[tuple[str, Answer]]) -> str:
    """The gravest outcome of a row: without a hit, a row of which something could not be read is not screenable."""
    outcomes = {answer.outcome for _, answer in said}
    return next((name for name in _GRAVEST if name in outcomes), "no")


@contextmanager
def _partial(path: Path) -> Iterator[IO[bytes]]:
    """The partial file, held by this run alone.

    Raises:
        BadInput: another run holds it, or it cannot be written.
    """
    try:
        handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o644)
    except OSError as error:
        raise BadInput(f"{path}: cannot be written: {error.strerror}") from error
    with os.fdopen(handle, "r+b") as file:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise BadInput(f"{path}: another run is at work here; wait until it is done") from error
        try:
            yield file
        except OSError as error:
            raise BadInput(f"{path}: cannot be written: {error.strerror}") from error


def _taken_up(file: IO[bytes], key: str) -> tuple[int, dict[str, int]]:
    """Rows done by an earlier run of the same question, and their counts; what stands behind its last mark is cut off."""
    done, counts = 0, dict[str, int]()
    if _decoded(file.readline(), _Head) == _Head(key=key):
        end = file.tell()
        while line := file.readline():
            if line.startswith(b'{"done"') and (mark := _decoded(line, _Mark)):
                done, counts, end = mark.done, dict(mark.counts), file.tell()
        file.truncate(end)
        file.seek(end)
    else:
        file.seek(0)
        file.truncate()
        file.write(msgspec.json.encode(_Head(key=key)) + b"\n")
    return done, counts


def _decoded(line: bytes, of: type[Any]) -> Any:
    """A line that is whole, as a record; None where it is not."""
    try:
        return msgspec.json.decode(line, type=of) if line.endswith(b"\n") else None
    except msgspec.DecodeError:
        return None


def _finished(file: IO[bytes], out: Path, captions: Mapping[str, str]) -> tuple[tuple[str, ...], int]:
    """Write OUT from the partial file; the first faults, and how many more there are."""
    faults: list[str] = []
    more = 0

    def rows() -> Iterator[dict[str, Any]]:
        nonlocal more
        file.seek(0)
        for line in file:
            if line.startswith(b"["):
                name, answer = msgspec.json.decode(line, type=tuple[str, Answer])
                if answer.outcome == NOT_SCREENABLE:
                    if len(faults) < _NAMED:
                        faults.append(f"row {answer.row}: {answer.reason}")
                    else:
                        more += 1
                list_, entry = split_id(answer.list_id) if answer.list_id else (None, None)
                caption = captions.get(answer.list_id) if answer.list_id else None
                values = (answer.row, answer.id, name, list_, entry, caption, *answer[3:])
                yield dict(zip(FIELDS, values, strict=True))

    with written(out.parent) as target:
        os.fchmod(target.fileno(), 0o644)
        WRITERS[out.suffix](target, rows())
        put(target, out)
    return tuple(faults), more
