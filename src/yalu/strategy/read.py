"""Opens the shipped tables and files of games and bargains, and those of the user.

A file is TOML, JSON or a table (CSV), told by the end of its name.
"""

from __future__ import annotations

import csv
import itertools
import json
import tomllib
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec

from yalu.measures.question import question_from
from yalu.strategy.bargain.coded import ActRow, Coded, PlayerRow, PositionRow, SalienceRow
from yalu.strategy.bargain.scope import Act
from yalu.strategy.council.topics import Topic
from yalu.terms.errors import BadFile, Problem
from yalu.terms.read import gazetteer, hs_codes
from yalu.terms.tables import parse_table

__all__ = [
    "Source",
    "act_from",
    "acts",
    "coded",
    "council_topics",
    "hash_of_tables",
    "read_source",
    "read_table",
    "shipped_game",
]

_Record = TypeVar("_Record", bound=msgspec.Struct)
_DATA = files("yalu.strategy").joinpath("data")
_TABLES = ("players.csv", "saliences.csv", "positions.csv", "scope_acts.csv")
_ANY_DAY = "2016-01-01"  # a question needs a day; the scope asks it again on its own


class Source(NamedTuple):
    """A file: its name, its hash, and its content as tables; the cells of a CSV file, row by row, as `rows`."""

    name: str
    sha256: str
    raw: Any
    rows: tuple[tuple[str, ...], ...] | None = None

    @property
    def heads(self) -> tuple[str, ...]:
        """The cells of the first row of a table."""
        return self.rows[0] if self.rows else ()

    def records(self) -> list[dict[str, str]]:
        """The rows under the heads of the first; cells that a row lacks are empty.

        Raises:
            BadFile: rows with more cells than the heads.
        """
        heads, *rows = self.rows or ((),)
        long = [
            Problem(self.name, f"line {line}", "", f"has {len(row)} cells, the head has {len(heads)}")
            for line, row in enumerate(rows, start=2)
            if any(row[len(heads) :])
        ]
        if long:
            raise BadFile(long)
        return [
            dict(itertools.zip_longest(heads, row[: len(heads)], fillvalue="")) for row in rows if any(row)
        ]


def read_source(name: str) -> Source:
    """A file of the user.

    Raises:
        BadFile: it cannot be read, or is not what its name says.
    """
    path = Path(name)
    try:
        content = path.read_bytes()
        text = content.decode("utf-8-sig")
        if path.suffix.lower() == ".csv":
            rows = tuple(tuple(row) for row in csv.reader(text.splitlines()))
            return Source(path.name, sha256(content).hexdigest(), None, rows)
        raw = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except OSError as error:
        why = (
            "there is no such file"
            if isinstance(error, FileNotFoundError)
            else f"cannot be read: {error.strerror}"
        )
        raise BadFile([Problem(name, "", "", why)]) from error
    except UnicodeDecodeError as error:
        raise BadFile([Problem(name, "", "", "is not text in UTF-8")]) from error
    except (tomllib.TOMLDecodeError, json.JSONDecodeError, csv.Error, RecursionError) as error:
        kind = (
            "JSON" if path.suffix.lower() == ".json" else "TOML" if path.suffix.lower() != ".csv" else "CSV"
        )
        raise BadFile([Problem(name, "", "", f"is not {kind}: {error}")]) from error
    return Source(path.name, sha256(content).hexdigest(), raw)  # fmt: skip


def read_table(name: str, beside: str) -> list[dict[str, str]]:
    """The rows of a CSV file that another file names, looked for beside it first."""
    near = Path(beside).parent / name
    return read_source(str(near if near.exists() else name)).records()


def shipped_game() -> Source:
    """The enforcement game of the casebook."""
    content = _DATA.joinpath("game.toml").read_bytes()
    return Source("game.toml", sha256(content).hexdigest(), tomllib.loads(content.decode()))


@cache
def coded() -> Coded:
    """Who wanted what of each text."""
    return Coded(
        players=_table("players.csv", PlayerRow),
        saliences=_table("saliences.csv", SalienceRow),
        positions=_table("positions.csv", PositionRow),
    )


@cache
def acts() -> tuple[Act, ...]:
    """The acts that stand for the issues of a text."""
    return tuple(map(act_from, _table("scope_acts.csv", ActRow)))


@cache
def council_topics() -> tuple[Topic, ...]:
    """The topics of the Council, in the order in which they are tried."""
    return _table("council_topics.csv", Topic)


def hash_of_tables() -> str:
    """One hash over the shipped tables of the bargaining."""
    return sha256(b"".join(_DATA.joinpath(name).read_bytes() for name in _TABLES)).hexdigest()


def _table(name: str, kind: type[_Record]) -> tuple[_Record, ...]:
    return parse_table(name, _DATA.joinpath(name).read_text(encoding="utf-8"), kind)


def act_from(row: ActRow) -> Act:
    """The question of a row.

    Raises:
        BadFile: the law cannot be asked about it.
    """
    asked: dict[str, Any] = {
        name: getattr(row, name) for name in ("direction", "hs", "activity", "goods") if getattr(row, name)
    }
    facts = {name: value for name, _, value in (pair.partition("=") for pair in row.facts.split(";")) if name}
    question, faults = question_from({"on": _ANY_DAY, "facts": facts, **asked}, hs_codes(), gazetteer())
    if question is None:
        raise BadFile([Problem("scope_acts.csv", row.id, "", fault) for fault in faults])
    return Act(row.id, row.issue, row.words, question)
