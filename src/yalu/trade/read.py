"""Opens the tables of trade that ship with the package, each once, when first asked for, and statistics files of the user."""

from __future__ import annotations

import csv
from datetime import timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import msgspec

from yalu.terms.days import parse_day
from yalu.terms.errors import BadFile, BadInput, Problem
from yalu.terms.tables import parse_table
from yalu.trade.model import CapLimit, CoalMonth, Figure, Notification, ProductFigure, YearTotals

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from narwhals import LazyFrame
    from pyspark.sql import SparkSession

    from yalu.trade.bulk import Lookup
    from yalu.trade.check import Report
    from yalu.trade.editions import Correlation
    from yalu.trade.flow_file import FlowFile, Knowledge
    from yalu.trade.layout import Layout
    from yalu.trade.rows import Doubt, RowReader
    from yalu.trade.table import Table

__all__ = [
    "LARGE",
    "Part",
    "caps",
    "check_files",
    "coal_months",
    "correlation",
    "figures",
    "knowledge",
    "notifications",
    "product_figures",
    "read_statistics",
    "read_stored",
    "store",
    "stored_doubts",
    "stored_flows",
    "stored_parts",
    "year_totals",
]

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
LARGE = 1 << 30  # bytes of a file that is read whole, row by row
_MOST = 10_000  # bad cells of one column that are named
_PART = 128_000_000  # bytes of one part of a store
_Record = TypeVar("_Record", bound=msgspec.Struct)


def _table(name: str, kind: type[_Record]) -> tuple[_Record, ...]:
    text = files("yalu.trade").joinpath("data", name).read_text(encoding="utf-8")
    return parse_table(name, text, kind)


@cache
def coal_months() -> tuple[CoalMonth, ...]:
    """Coal counted against the two caps of 2321."""
    return _table("coal_2321.csv", CoalMonth)


@cache
def caps() -> tuple[CapLimit, ...]:
    """The limbs of the caps on coal, refined petroleum and crude."""
    return _table("caps.csv", CapLimit)


@cache
def notifications() -> tuple[Notification, ...]:
    """Refined petroleum: notices, silence, estimates."""
    return _table("petroleum_notifications.csv", Notification)


@cache
def figures() -> tuple[Figure, ...]:
    """Published totals, coal, ores, textiles, fuel, luxury goods and estimates."""
    return _table("published_figures.csv", Figure)


@cache
def product_figures() -> tuple[ProductFigure, ...]:
    """Printed figures by product."""
    return _table("product_figures.csv", ProductFigure)


@cache
def year_totals() -> tuple[YearTotals, ...]:
    """China's official yearly totals, 1998 to 2014."""
    return _table("china_annual_1998_2014.csv", YearTotals)


@cache
def knowledge() -> Knowledge:
    """What is known before a file is read: places, regions, codes, look-alikes, breaks of series, rates of the yuan."""
    from yalu.terms.read import gazetteer, hs_codes
    from yalu.trade.cells import heading_key
    from yalu.trade.finding import Break, LookAlike
    from yalu.trade.flow_file import Knowledge

    return Knowledge(
        gazetteer(),
        {heading_key(row["spelling"]): row["region"] for row in _rows("regions.csv")},
        hs_codes(),
        tuple(LookAlike(row["small"], row["large"], float(row["times"])) for row in _rows("look_alikes.csv")),
        tuple(
            Break(
                row["kind"],
                row["reporter"],
                row["partner"],
                row["direction"],
                row["hs"],
                parse_day(row["since"]),
                parse_day(row["last_day"]) + timedelta(days=1) if row["last_day"] else None,
                row["says"],
                row["source"],
            )
            for row in _rows("series_breaks.csv")
        ),
        {int(row["year"]): float(row["cny_per_usd"]) for row in _rows("yuan_rates.csv")},
        _published(),
        {"PRK": max(row.value or 0.0 for row in figures() if row.series == "dprk_world")},
    )


_PRINTED_CODES = ("TOTAL", "2701", "2709")  # codes that pages print under one reading


def _published() -> dict[tuple[str, str, str, str, date, date], list[float]]:
    """Printed figures of trade with the sanctioned State, as its partners have them."""
    from yalu.trade.sources.published import flows_of_figures, flows_of_years

    sound = [row for row in product_figures() if row.status == "ok"]
    stated = [row for row in figures() if not row.note.startswith("suspect")]
    flows = [*flows_of_years(year_totals(), "PRK"), *flows_of_figures([*stated, *sound], "PRK")]
    found: dict[tuple[str, str, str, str, date, date], list[float]] = {}
    for flow in flows:
        if flow.value and flow.currency == "USD" and flow.basis == "recorded" and flow.hs in _PRINTED_CODES:
            about = (flow.reporter, flow.partner, flow.direction, flow.hs, flow.since, flow.until)
            found.setdefault(about, []).append(flow.value)
    return found


def read_statistics(path: str | Path, mapping: str | Path | None = None) -> FlowFile:
    """The flows of one statistics file: CSV, JSON or Parquet, plain or gzip.

    Args:
        mapping: a TOML file that says which column holds what.

    Raises:
        BadInput: no such file.
        BadFile: everything that is wrong with the file, with line and column.
    """
    from yalu.trade.flow_file import parse_statistics
    from yalu.trade.sources.mapping import parse_mapping

    content = _content(path)
    columns = parse_mapping(Path(mapping).name, _content(mapping)) if mapping else None
    return parse_statistics(Path(path).name, content, knowledge(), columns)


def _content(path: str | Path) -> bytes:
    try:
        if Path(path).stat().st_size > LARGE:
            raise BadInput(
                f"{path}: over {LARGE >> 20} MiB; keep it with yalu trade store, and name its folder"
            )
        return Path(path).read_bytes()
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror}") from error


def check_files(
    paths: Sequence[str | Path],
    *,
    on: date,
    about: str = "",
    mapping: str | Path | None = None,
    state: str = "",
    session: SparkSession | None = None,
) -> tuple[Report, list[FlowFile]]:
    """What the reader makes of several files, and their flows; all bad files are refused together.

    Args:
        on: the day of reading.
        about: the State whose trade is asked about.
        mapping: which column is what, for all of the files.
        state: the State for whose page they are read: figures that say nobody's are taken as its own, and that is said.
        session: the Spark in which stores are asked; DuckDB else. Of a store (a folder) only what the page of `state` needs is
            read.

    Raises:
        BadFile: every problem of every file.
    """
    from yalu.trade.check import check
    from yalu.trade.flow_file import given_for

    read: list[FlowFile] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            if Path(path).is_dir():
                read.append(read_stored(path, state, about, session))
            else:
                read.append(read_statistics(path, mapping))
        except BadFile as error:
            problems.extend(error.problems)
        except BadInput as error:
            problems.append(Problem("", "", "", str(error)))
    if problems:
        raise BadFile(problems)
    if state:
        read = [given_for(file, state) for file in read]
    return check(read, knowledge(), on=on, about=about, state=state), read


def _rows(name: str) -> list[dict[str, str]]:
    text = files("yalu.trade").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


@cache
def correlation() -> Correlation:
    """The correlation of all editions of the Harmonized System."""
    from yalu.trade.editions import Correlation, parse_correlation

    text = files("yalu.trade").joinpath("data", "hs_conversions.txt").read_text(encoding="utf-8")
    return Correlation(parse_correlation(text))


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
    from yalu.trade import bulk
    from yalu.trade.heads import find_layout
    from yalu.trade.layout import Layout
    from yalu.trade.table import parse_rows

    source, target = Path(path), Path(folder)
    if target.exists():
        raise BadInput(f"{target}: this store exists; nothing is overwritten")
    table = parse_rows(source.name, _first_lines(source))
    at, head, layout = find_layout(source.name, table.rows)
    if not isinstance(layout, Layout) or table.rows[at].line != 1 or not bulk.can_store(layout):
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
        doubts = bulk.period_doubts(
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
    from yalu.trade import bulk

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
        for column in bulk.counted_columns(layout)
    }
    kept = ", ".join(
        f"CAST({counted[column]} AS DOUBLE) AS {name}" if column in counted else name
        for column in bulk.stored_columns(layout)
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
    from yalu.trade import bulk

    return " UNION ALL ".join(
        f"SELECT * EXCLUDE (file_row_number), file_row_number + {line} AS {bulk.LINE} "  # noqa: S608  # the path is quoted
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
    from yalu.trade import bulk

    said, layout = _opened(folder)
    frame, lookup = _engine_frame(Path(folder), session)
    return bulk.flow_frame(frame, said.headings, layout, _reader(said, layout), lookup)


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

    from yalu.trade import bulk

    before = {name: line for name, line, _ in stored_parts(folder)}
    first = sf.create_map(*(sf.lit(one) for pair in before.items() for one in pair))
    rows = session.read.parquet(*(str(folder / name) for name in before))
    line = sf.col("_metadata.row_index") + first[sf.col("_metadata.file_name")]
    frame: LazyFrame[Any] = nw.from_native(rows.withColumn(bulk.LINE, line))
    return frame


def read_stored(folder: str | Path, state: str, target: str, session: SparkSession | None = None) -> FlowFile:
    """What a State's page needs of a store, as a file of flows (`selected`).

    Raises:
        BadInput: no store stands there.
    """
    from yalu.trade.flow_file import FlowFile
    from yalu.trade.rows import Doubt
    from yalu.trade.selected import flows_about

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
