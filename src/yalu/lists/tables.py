"""How is a table from outside read: which encoding, which cells, and is it a table at all?

Assumes UTF-8 where the bytes are UTF-8 and the code page named by the caller where they are not. An end-of-file byte (0x1A)
that old exports append is dropped.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from yalu.lists.errors import BadList

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LARGEST_TABLE", "decode", "dict_rows", "plain_rows"]

LARGEST_TABLE = 512 << 20
"""Bytes. The largest table read here, the US consolidated list, has some 20 MB."""

_PAGE = ("<!doctype html", "<html")


def decode(data: bytes, fallback: str = "cp1252") -> str:
    """The text of a table.

    Raises:
        BadList: empty, a web page, binary, or in neither encoding.
    """
    if len(data) > LARGEST_TABLE:
        raise BadList(f"the file has {len(data):,} bytes; no list has more than {LARGEST_TABLE:,}")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode(fallback)
        except UnicodeDecodeError as error:
            raise BadList(f"the bytes are neither UTF-8 nor {fallback}: {error.reason}") from None
    text = text.rstrip("\x1a\r\n\t ")
    if not text:
        raise BadList("the file is empty")
    if text[:512].lstrip().lower().startswith(_PAGE):
        raise BadList("the file is a web page, not the list")
    if "\x00" in text:
        raise BadList("the file holds zero bytes: it is not a text table")
    return text


def plain_rows(text: str, *, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """The rows of a table with their line numbers; empty rows are left out.

    Raises:
        BadList: a cell without end, or longer than any cell should be.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            if any(row):
                yield reader.line_num, row
    except csv.Error as error:
        raise BadList(f"line {reader.line_num}: {error}") from None


def dict_rows(
    text: str, needed: tuple[str, ...], *, delimiter: str = ",", skip: int = 0
) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table with headings, as heading to cell.

    Args:
        needed: the headings without which this is another table.
        skip: rows above the headings.

    Raises:
        BadList: a heading is missing, or a row is longer or shorter than the headings.
    """
    rows = plain_rows(text, delimiter=delimiter)
    for _ in range(skip):
        next(rows, None)
    _, head = next(rows, (0, []))
    head = [cell.strip() for cell in head]
    if missing := [name for name in needed if name not in head]:
        raise BadList(f"the table has no column {missing[0]}; it has {', '.join(head[:8])}")
    for line, row in rows:
        if len(row) != len(head):
            raise BadList(
                f"line {line}: {len(row)} cells where the headings are {len(head)}; the file was cut or re-saved"
            )
        yield line, dict(zip(head, row, strict=True))
