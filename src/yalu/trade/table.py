"""Which rows does a file hold, in which encoding, and on which lines?

Shapes: a `Table` is all rows of a file, ragged as they stand, each with the line it begins on (for JSON and Parquet the
number of the record). Blank rows are kept out.
Assumes text is UTF-8, UTF-16 with its mark, GB18030 (which holds GBK and GB 2312), the Korean, Taiwanese or Russian set of
Windows, or else its Latin one. Each reads almost any bytes, so the one that yields most words that tables of trade use is taken.
"""

from __future__ import annotations

import csv
import io
import re
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from yalu.terms.errors import BadFile, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = [
    "GZIP",
    "PARQUET",
    "Row",
    "Table",
    "decode",
    "parse_parquet",
    "parse_rows",
    "record_rows",
    "unpack",
]

GZIP, PARQUET, _ZIP = b"\x1f\x8b", b"PAR1", b"PK\x03\x04"
_LIMIT = 2 << 30  # bytes of an unpacked file read whole; larger ones are streamed to Parquet
# Words that tables of trade use, by the set of signs in which they may be written.
_WORDS = {
    "gb18030": ("国", "年", "月", "出口", "进口", "商品", "贸易", "单位", "美元", "朝鲜"),
    "cp949": ("수출", "수입", "국가", "기간", "금액", "북한", "중국", "품목", "중량", "연도"),
    "big5hkscs": ("國", "年", "月", "出口", "進口", "商品", "貿易", "單位", "美元", "北韓"),
    "cp1251": ("экспорт", "импорт", "страна", "стоимость", "кндр", "корея", "китай", "код", "год"),
}
_DELIMITERS = (",", "\t", ";", "|", "，")
_WEB_PAGE = re.compile(
    r"\s*(?:<!--.*?-->\s*|<\?xml.*?>\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)


class Row(NamedTuple):
    """The cells of one row and the line it begins on."""

    line: int
    cells: list[str]


class Table(NamedTuple):
    """The rows of one file, and how it was read: `form` is CSV, JSON or Parquet."""

    name: str
    form: str
    encoding: str
    delimiter: str
    rows: list[Row]


def _refuse(name: str, why: str, where: str = "") -> BadFile:
    return BadFile([Problem(name, where, "", why)])


def unpack(name: str, content: bytes) -> bytes:
    """The content of a gzip file, or `content` itself.

    Raises:
        BadFile: cut off or damaged gzip, or one that unpacks to more than 2 GiB.
    """
    if not content.startswith(GZIP):
        return content
    parts: list[bytes] = []
    left, size = content, 0
    try:
        while left:
            unpacker = zlib.decompressobj(wbits=31)
            part = unpacker.decompress(left, _LIMIT - size)
            size += len(part)
            if unpacker.unconsumed_tail or size >= _LIMIT:
                raise _refuse(name, "the gzip file unpacks to more than 2 GiB; store it as Parquet first")
            if not unpacker.eof:
                raise _refuse(name, "the gzip file is cut off")
            parts.append(part)
            left = unpacker.unused_data if unpacker.unused_data.startswith(GZIP) else b""
    except zlib.error as error:
        raise _refuse(name, f"the gzip file is damaged ({error})") from error
    return b"".join(parts)


def decode(name: str, content: bytes) -> tuple[str, str]:
    """The text of a file and the encoding it was read in.

    Raises:
        BadFile: bytes that are no text.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return _strict(name, content, encoding), encoding
    if b"\0" in content[:4096]:
        raise _refuse(name, "this is no text file; give a CSV, JSON or Parquet table")
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    read = [(encoding, _decoded(content, encoding)) for encoding in _WORDS]
    encoding, text = max(read, key=lambda each: _words_in(each[1].casefold(), _WORDS[each[0]]))
    if _words_in(text.casefold(), _WORDS[encoding]):
        return text, encoding
    return content.decode("cp1252", errors="replace"), "cp1252"


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _words_in(text: str, words: tuple[str, ...]) -> int:
    """The letters of `text` that stand in one of the words."""
    return sum(len(word) * text.count(word) for word in words)


def _strict(name: str, content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _refuse(name, f"byte {error.start} does not fit its mark of {encoding}") from error


def parse_rows(name: str, content: bytes) -> Table:
    """The rows of a CSV or JSON file, plain or gzip.

    Raises:
        BadFile: no text, a web page, broken JSON, a spreadsheet, an empty file.
    """
    content = unpack(name, content)
    if content.startswith(_ZIP):
        raise _refuse(name, "this is a spreadsheet or an archive; save the sheet as CSV, or unpack it")
    text, encoding = decode(name, content)
    if not text.strip():
        raise _refuse(name, "the file is empty")
    if _WEB_PAGE.match(text):
        raise _refuse(name, f"this is a web page{_title(text)}, not a table; the download failed")
    if text.lstrip().startswith("<"):
        raise _refuse(
            name, "this is XML, not a table; the download failed, or another form must be asked for"
        )
    if text.lstrip()[:1] in "{[":
        return Table(name, "JSON", encoding, "", record_rows(_records(name, text)))
    delimiter = _delimiter(text)
    return Table(name, "CSV", encoding, delimiter, list(_csv_rows(name, text, delimiter)))


def _title(text: str) -> str:
    match = re.search(r"<title[^>]*>([^<]{1,200})", text[:20_000], re.IGNORECASE)
    return f' ("{" ".join(match[1].split())}")' if match else ""


def _delimiter(text: str) -> str:
    """The sign that parts most cells in the first lines."""
    lines = text[:20_000].splitlines()[:30]
    return max(_DELIMITERS, key=lambda sign: sorted(line.count(sign) for line in lines)[-1 - len(lines) // 4])


def _csv_rows(name: str, text: str, delimiter: str) -> Iterator[Row]:
    spaced = f'{delimiter} "' in text  # a quote behind a space opens a cell only so
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=spaced)
    line = 1
    try:
        for cells in reader:
            if any(cell and not cell.isspace() for cell in cells):
                yield Row(line, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        raise _refuse(name, f"this is no CSV: {error}", f"line {line}") from error


def _records(name: str, text: str) -> list[dict[str, Any]]:
    """The records of a JSON answer: a list of objects, or an object that holds one under `data`."""
    try:
        answer = msgspec.json.decode(text)
    except msgspec.DecodeError as error:
        answer = _lines(text)
        if not answer:
            raise _refuse(name, f"the JSON is broken or cut off: {error}") from error
    except RecursionError as error:
        raise _refuse(name, "the JSON is nested too deep for a table") from error
    records = answer
    if isinstance(answer, dict):
        said = answer.get("error") or answer.get("message")
        if said:
            said = said.get("message", said) if isinstance(said, dict) else said
            raise _refuse(name, f"the publisher answered with an error: {str(said)[:200]}")
        keys = ("data", "dataset", "results", "rows")
        records = next((answer[key] for key in keys if isinstance(answer.get(key), list)), None)
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise _refuse(
            name, "the JSON holds no list of records; yalu reads a list, or an object with one under data"
        )
    if not records:
        raise _refuse(name, "the JSON holds no record: the publisher found nothing, which is not zero trade")
    return records


def _lines(text: str) -> list[Any]:
    """The records of a file that holds one to a line; none where a line is no record."""
    try:
        records = msgspec.json.Decoder().decode_lines(text)
    except (msgspec.DecodeError, RecursionError):
        return []
    return records if all(isinstance(record, dict) for record in records) else []


def record_rows(records: Iterable[dict[str, Any]]) -> list[Row]:
    """Records as rows under one heading of all their keys; the first record stands on line 1, its heading on line 0."""
    records = list(records)
    headings = list(dict.fromkeys(key for record in records for key in record))
    rows = [Row(0, headings)]
    rows.extend(
        Row(at, [_cell(record.get(heading)) for heading in headings]) for at, record in enumerate(records, 1)
    )
    return rows


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def parse_parquet(name: str, content: bytes, wanted: Callable[[list[Row]], frozenset[int] | None]) -> Table:
    """The rows of a Parquet file, headings first.

    Args:
        wanted: given the heading row, the columns that will be read; the cells of others stay empty. None reads all.

    Raises:
        BadFile: pyarrow is not installed, or the file is damaged.
    """
    try:
        import pyarrow as pa  # type: ignore[import-untyped]  # it ships no types
        from pyarrow import parquet
    except ImportError as error:
        raise _refuse(name, "Parquet files need pyarrow: install yalu[trade]") from error
    try:
        file = parquet.ParquetFile(pa.BufferReader(content))
        headings = list(file.schema_arrow.names)
        columns = wanted([Row(0, headings)])
        names = [heading for at, heading in enumerate(headings) if columns is None or at in columns]
        table = file.read(columns=names)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise _refuse(name, f"the Parquet file is damaged: {error}") from error
    held = {heading: [_cell(value) for value in table[heading].to_pylist()] for heading in names}
    blank = [""] * table.num_rows
    cells = zip(*(held.get(heading, blank) for heading in headings), strict=True)
    rows = [Row(0, headings), *(Row(at, list(row)) for at, row in enumerate(cells, 1))]
    return Table(name, "Parquet", "utf-8", "", rows)
