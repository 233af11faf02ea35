"""A table too large for memory, kept once as Parquet in parts and asked again and again: opens, writes and reads such a store.

A store is a folder: the columns that its layout reads, typed, in the order of the rows, and `source.json`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from yalu.terms.errors import BadFile, BadInput, Problem
from yalu.trade.read import knowledge
from yalu.trade.stored import frames

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from narwhals import LazyFrame
    from pyspark.sql import SparkSession

    from yalu.trade.flow_file import FlowFile
    from yalu.trade.layout import Layout
    from yalu.trade.rows import Doubt, RowReader
    from yalu.trade.stored.frames import Lookup
    from yalu.trade.table import Table

__all__ = ["Part", "read_stored", "store", "stored_doubts", "stored_flows", "stored_parts"]

_MISSING = (
    "",
    "NA",
    "NaN",
    "nan",
    "null",
    "N/A",
    "n/a",
    "-",
    "--",
    "..",
    "...",
)  # as `cells.number` reads them
_MOST = 10_000  # bad cells of one column that are named
_PART = 128_000_000  # bytes of one part of a store


def store(
    path: str | Path,
    folder: str | Path,
    progress: Callable[[float], None] | None = None,
    *,
    memory: str = "600MB",
) -> Path:
    """A CSV file of any size as Parquet in parts of bounded size, rows in their order; flows come from `stored_flows`.

    Nothing is overwritten, and a store appears whole or not at all. Rows of periods that do not exist are kept and give no flow;
    `stored_doubts` names them.

    Args:
        progress: called now and then with the share that is done.
        memory: the most that the engine may use.

    Raises:
        BadInput: the folder exists, or no such file.
        BadFile: no known layout, no period that exists, or cells that are no numbers: all of them, with line and column.
    """
    from yalu.trade.heads import find_layout
    from yalu.trade.layout import Layout
    from yalu.trade.table import parse_rows

    source, target = Path(path), Path(folder)
    if target.exists():
        raise BadInput(f"{target}: this store exists; nothing is overwritten")
    table = parse_rows(source.name, _first_lines(source))
    at, head, layout = find_layout(source.name, table.rows)
    if not isinstance(layout, Layout) or table.rows[at].line != 1 or not frames.can_store(layout):
        raise BadFile(
            [
                Problem(
                    source.name,
                    "",
                    "",
                    "only a table with its heading in line 1 and a column of periods can be stored",
                )
            ]
        )
    part = target.with_name(f"{target.name}.part")
    if part.exists():
        _remove(part)
    part.mkdir(parents=True)
    try:
        _copy(source, part, table, head.cells, layout, progress, memory)
        said = _Stored(source.name, tuple(head.cells), _hash(source))
        doubts = frames.period_doubts(
            _frame(part, _engine(memory)), said.headings, layout, _reader(said, layout)
        )
        (part / "source.json").write_bytes(
            msgspec.json.encode(msgspec.structs.replace(said, doubts=tuple(doubts)))
        )
    except BaseException:
        _remove(part)
        raise
    part.rename(target)
    return target


def _first_lines(path: Path) -> bytes:
    """The first lines of a file, whole ones, unpacked if it is gzip."""
    import zlib

    try:
        with path.open("rb") as file:
            head = file.read(1 << 20)
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror}") from error
    if head.startswith(b"\x1f\x8b"):
        head = zlib.decompressobj(wbits=31).decompress(head, 1 << 20)
    return head[: head.rfind(b"\n") + 1] or head


def _hash(path: Path) -> str:
    from hashlib import file_digest

    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _remove(folder: Path) -> None:
    for each in sorted(folder.rglob("*"), reverse=True):
        each.rmdir() if each.is_dir() else each.unlink()
    folder.rmdir()


def _copy(
    source: Path,
    part: Path,
    table: Table,
    headings: Sequence[str],
    layout: Layout,
    progress: Callable[[float], None] | None,
    memory: str,
) -> None:
    """Source to Parquet, in the engine; the rows that it refuses become problems."""
    connection = _engine(memory)
    names = [_text(name) for name in headings]
    types = ", ".join(f"{name}: 'VARCHAR'" for name in names)
    reader = (
        f"read_csv({_text(str(source))}, header = true, delim = {_text(table.delimiter)}, nullstr = ['\\0'], "
        f"columns = {{{types}}}, "
        f"force_not_null = [{', '.join(names)}], store_rejects = true)"
    )
    padded = {
        cell for row in table.rows for cell in row.cells if cell.strip() in _MISSING
    }  # R pads its NA to a width
    missing = ", ".join(_text(cell) for cell in sorted(padded | set(_MISSING)))
    counted = {
        column: f"CASE WHEN {(name := _name(headings[column]))} IN ({missing}) THEN NULL ELSE {name} END"
        for column in frames.counted_columns(layout)
    }
    kept = ", ".join(
        f"CAST({counted[column]} AS DOUBLE) AS {name}" if column in counted else name
        for column in frames.stored_columns(layout)
        for name in [_name(headings[column])]
    )
    copy = (
        f"COPY (SELECT {kept} FROM {reader}) TO {_text(str(part))} (FORMAT parquet, FILE_SIZE_BYTES {_PART})"  # noqa: S608  # all quoted
    )
    bad = [] if _copied(connection, copy, progress) else _no_numbers(connection, reader, headings, counted)
    refused = connection.execute(
        "SELECT DISTINCT line, column_idx, column_name, error_message FROM reject_errors ORDER BY line"
    ).fetchall()
    bad = [(_with_refused(line, refused), at, name, why) for line, at, name, why in bad]
    problems = sorted(
        [*bad, *((line, at, name, str(why).splitlines()[0]) for line, at, name, why in refused)]
    )
    if problems:
        raise BadFile(
            [
                Problem(source.name, f"line {line}", f"column {at} ({name})", why)
                for line, at, name, why in problems
            ]
        )


def _with_refused(line: int, refused: Sequence[tuple[int, ...]]) -> int:
    """The line of a row in the file, of which the engine counts only the rows that it takes."""
    for before in sorted({one[0] for one in refused}):
        line += before <= line
    return line


def _copied(connection: Any, statement: str, progress: Callable[[float], None] | None) -> bool:
    """Runs the copy; False where a cell of numbers prints none."""
    from duckdb import ConversionException

    try:
        _run(connection, statement, progress)
    except ConversionException:
        return False
    return True


def _no_numbers(
    connection: Any, reader: str, headings: Sequence[str], counted: Mapping[int, str]
) -> list[tuple[int, int, str, str]]:
    """Line, place and heading of every cell that prints no number where one is due."""
    found = []
    for column, cell in counted.items():
        rows = connection.execute(
            f"SELECT line, cell FROM (SELECT row_number() OVER () + 1 AS line, {cell} AS cell FROM {reader}) "  # noqa: S608  # all quoted
            f"WHERE cell IS NOT NULL AND TRY_CAST(cell AS DOUBLE) IS NULL LIMIT {_MOST}"
        ).fetchall()
        found += [(line, column + 1, headings[column], f'"{cell}" is no number') for line, cell in rows]
    return found


def _numbered(folder: Path) -> str:
    """The query of all parts, with the line of the source for each row: parts keep the order."""
    return " UNION ALL ".join(
        f"SELECT * EXCLUDE (file_row_number), file_row_number + {line} AS {frames.LINE} "  # noqa: S608  # the path is quoted
        f"FROM read_parquet({_text(str(folder / name))}, file_row_number = true)"
        for name, line, _ in stored_parts(folder)
    )


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _name(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'


def _engine(memory: str) -> Any:
    try:
        import duckdb
    except ImportError as error:
        raise BadInput("large tables need DuckDB and Narwhals: install yalu[trade]") from error
    connection = duckdb.connect()
    connection.execute(f"SET memory_limit = {_text(memory)}")
    connection.execute("SET enable_progress_bar = false")
    return connection


def _run(connection: Any, statement: str, progress: Callable[[float], None] | None) -> None:
    """Runs a statement, and tells how far it is meanwhile."""
    if progress is None:
        connection.execute(statement)
        return
    from concurrent.futures import ThreadPoolExecutor, wait

    with ThreadPoolExecutor(1) as pool:
        job = pool.submit(connection.execute, statement)
        while wait([job], timeout=0.2).not_done:
            progress(max(0.0, min(1.0, connection.query_progress() / 100)))
        job.result()
    progress(1.0)


class _Stored(msgspec.Struct, frozen=True):
    """What a store says of its source: the name, the headings, the hash, and periods that do not exist."""

    name: str
    headings: tuple[str, ...]
    sha256: str
    doubts: tuple[tuple[str, int, str, str], ...] = ()


def _opened(folder: str | Path) -> tuple[_Stored, Layout]:
    from yalu.trade.heads import find_layout
    from yalu.trade.layout import Layout
    from yalu.trade.table import Row

    try:
        said = msgspec.json.decode((Path(folder) / "source.json").read_bytes(), type=_Stored)
    except OSError as error:
        raise BadInput(f"{folder}: no store of statistics stands there") from error
    layout = find_layout(said.name, [Row(1, list(said.headings))])[2]
    if not isinstance(layout, Layout):
        raise BadInput(f"{folder}: this store was kept by another version")
    return said, layout


def _reader(said: _Stored, layout: Layout) -> RowReader:
    from yalu.trade.partners import Partners
    from yalu.trade.rows import RowReader

    known = knowledge()
    partners = Partners(known.gazetteer, layout.numbering, known.regions)
    return RowReader(said.name, said.headings, layout, partners, said.sha256[:16])


def _frame(folder: Path, connection: Any) -> LazyFrame[Any]:
    import narwhals as nw

    frame: LazyFrame[Any] = nw.from_native(connection.sql(_numbered(folder)))
    return frame


def stored_doubts(folder: str | Path) -> tuple[Doubt, ...]:
    """The periods of a store that do not exist, each at the line where it first stands; their rows give no flow.

    Raises:
        BadInput: no store stands there.
    """
    from yalu.trade.rows import Doubt

    return tuple(Doubt(*each) for each in _opened(folder)[0].doubts)


def stored_flows(folder: str | Path, session: SparkSession | None = None) -> LazyFrame[Any]:
    """The flows of a store as a lazy frame of Narwhals, with the columns of `Flow`: on DuckDB, or on a Spark session.

    Raises:
        BadInput: no store stands there.
    """
    said, layout = _opened(folder)
    frame, lookup = _engine_frame(Path(folder), session)
    return frames.flow_frame(frame, said.headings, layout, _reader(said, layout), lookup)


def _engine_frame(folder: Path, session: SparkSession | None) -> tuple[LazyFrame[Any], Lookup]:
    """The stored rows in an engine, and what makes a frame of values in the same."""
    import narwhals as nw
    import pyarrow as pa  # type: ignore[import-untyped]  # it ships no types

    if session is not None:
        return _spark_frame(folder, session), lambda table: nw.from_native(
            session.createDataFrame(pa.table(table))
        )
    connection = _engine("600MB")
    return _frame(folder, connection), lambda table: nw.from_native(connection.from_arrow(pa.table(table)))


def _spark_frame(folder: Path, session: SparkSession) -> LazyFrame[Any]:
    import narwhals as nw
    from pyspark.sql import functions as sf

    before = {name: line for name, line, _ in stored_parts(folder)}
    first = sf.create_map(*(sf.lit(one) for pair in before.items() for one in pair))
    rows = session.read.parquet(*(str(folder / name) for name in before))
    line = sf.col("_metadata.row_index") + first[sf.col("_metadata.file_name")]
    frame: LazyFrame[Any] = nw.from_native(rows.withColumn(frames.LINE, line))
    return frame


def read_stored(folder: str | Path, state: str, target: str, session: SparkSession | None = None) -> FlowFile:
    """What a State's page needs of a store, as a file of flows (`selected`).

    Raises:
        BadInput: no store stands there.
    """
    from yalu.trade.flow_file import FlowFile
    from yalu.trade.rows import Doubt
    from yalu.trade.stored.selected import flows_about

    said, layout = _opened(folder)
    flows = flows_about(stored_flows(folder, session), state, target)
    part = f"of this store the rows between {state} and {target} were read, and totals of {state} with others"
    return FlowFile(
        name=said.name,
        vintage=said.sha256[:16],
        sha256=said.sha256,
        form="stored CSV",
        encoding="utf-8",
        heading_line=1,
        rows=sum(part.rows for part in stored_parts(Path(folder))),
        layout=layout,
        reference=None,
        flows=flows,
        doubts=(*stored_doubts(folder), Doubt("read_in_part", 1, "", part)),
        notes=(),
    )


class Part(NamedTuple):
    """One file of a store: its name, the line of its first row in the source, and its number of rows."""

    name: str
    line: int
    rows: int


def stored_parts(folder: Path) -> list[Part]:
    """The parts of a store, in the order of the rows."""
    from pyarrow.parquet import read_metadata  # type: ignore[import-untyped]  # it ships no types

    paths = sorted(folder.glob("data_*.parquet"), key=lambda part: int(part.stem.removeprefix("data_")))
    found, line = [], 2  # the heading is line 1
    for path in paths:
        rows = read_metadata(path).num_rows
        found.append(Part(path.name, line, rows))
        line += rows
    return found
