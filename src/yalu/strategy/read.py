"""Games, bargains and scenarios from files, and those that ship: from the package's own data folder."""

from __future__ import annotations

import csv
import json
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yalu.measures.model import Question
from yalu.strategy.scope import Act
from yalu.terms.errors import BadFile, Problem

if TYPE_CHECKING:
    from yalu.strategy.bargain_files import Bargain
    from yalu.strategy.estimate_files import Estimate, Observed
    from yalu.strategy.game_files import Game

__all__ = ["acts", "read_bargains", "read_games", "read_observed", "shipped_game", "table"]

_DATA = Path(__file__).with_name("data")
_ANY_DAY = date(2000, 1, 1)  # a question needs a day; each use sets its own


def table(name: str) -> list[dict[str, str]]:
    """The rows of a shipped table."""
    return _rows((_DATA / name).read_text("utf-8"))


def _rows(text: str) -> list[dict[str, str]]:
    return [{key: value for key, value in row.items() if key} for row in csv.DictReader(text.splitlines())]


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise BadFile([Problem(str(path), "", "", f"cannot be read: {error.strerror}")]) from None
    except UnicodeDecodeError as error:
        raise BadFile([Problem(str(path), f"byte {error.start}", "", "is no UTF-8 text")]) from None


def _parsed(path: Path, text: str) -> Any:
    try:
        return json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
    except ValueError as error:
        raise BadFile([Problem(str(path), "", "", str(error))]) from None


def read_games(path: Path) -> tuple[list[Game], bool]:
    """The games of a TOML, JSON or CSV file, and whether it held a list of them.

    A table with a column `rule` holds voting rules; any other is taken for games as played, see `estimate_files`.

    Raises:
        BadFile: every problem found.
    """
    from yalu.strategy.estimate_files import Estimate
    from yalu.strategy.game import PUBLISHED
    from yalu.strategy.game_files import games_from, votes_from

    text = _text(path)
    if path.suffix != ".csv":
        return games_from(str(path), _parsed(path, text))
    rows = _rows(text)
    if rows and "rule" in rows[0]:
        return list(votes_from(str(path), rows)), True
    stage = ("PRhat", "PFhat")
    held = stage if rows and set(stage) <= set(rows[0]) else None
    return [Estimate(str(path), PUBLISHED, held, 200, None)], False


def read_observed(path: Path, asked: Estimate) -> tuple[Observed, tuple[str, str] | None]:
    """The table of an estimate (its path may be relative to the file that names it), and a published p_R and p_F it holds."""
    from yalu.strategy.estimate_files import observed_from

    data = Path(asked.data)
    if not data.is_absolute() and not data.exists():
        data = path.parent / data
    rows = _rows(_text(data))
    published = ("PRnpl", "PFnpl")
    stored = published if rows and set(published) <= set(rows[0]) else None
    if stored:
        asked = asked._replace(first_stage=asked.first_stage or stored)
    seen = observed_from(str(data), rows, asked)
    if stored:
        more = observed_from(str(data), rows, asked._replace(first_stage=stored))
        seen.columns.update({name: more.columns[name] for name in stored})
    return seen, stored


def read_bargains(path: Path) -> tuple[list[Bargain], bool]:
    """The bargains of a TOML, JSON or CSV file (KTAB's layout, or one row for each stakeholder), and whether it held a list.

    Raises:
        BadFile: every problem found.
    """
    from yalu.strategy.bargain_files import bargains_from, ktab_from, stakeholders_from

    text = _text(path)
    if path.suffix != ".csv":
        return bargains_from(str(path), _parsed(path, text))
    rows = _rows(text)
    if rows and "capability" in rows[0]:
        return [stakeholders_from(str(path), rows)], False
    return [ktab_from(str(path), list(csv.reader(text.splitlines())))], False


def shipped_game() -> list[Game]:
    """The enforcement game of the casebook."""
    return read_games(_DATA / "game.toml")[0]


@cache
def acts() -> tuple[Act, ...]:
    """The acts that the scope of a text is measured by."""
    return tuple(
        Act(
            row["id"],
            row["issue"],
            row["words"],
            Question(
                on=_ANY_DAY,
                direction=row["direction"] or None,  # type: ignore[arg-type]  # one of the two words
                hs=row["hs"] or None,
                activity=row["activity"] or None,
                goods=row["goods"],
                facts=dict(_fact(one) for one in row["facts"].split(";") if one),
            ),
        )
        for row in table("scope_acts.csv")
    )


def _fact(text: str) -> tuple[str, bool | float]:
    name, _, value = text.partition("=")
    return name, True if value == "true" else float(value)
