"""The casebook, the law and the judgement of China: read once for all tests of `assess`."""

from __future__ import annotations

import csv
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from yalu.assess.read import casebook
from yalu.assess.state import judgement
from yalu.measures.model import Question
from yalu.measures.read import compile_regime, listed
from yalu.measures.regime import Regime
from yalu.measures.verdict import verdict
from yalu.terms.read import petroleum_factors

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from yalu.assess.after_ban import Standing
    from yalu.assess.casebook import Casebook
    from yalu.assess.model import StateJudgement
    from yalu.measures.model import RegimeTables

END_OF_2025 = date(2025, 12, 31)


@pytest.fixture(scope="session")
def book() -> Casebook:
    return casebook()


@pytest.fixture(scope="session")
def tables() -> RegimeTables:
    return compile_regime()


@pytest.fixture(scope="session")
def standing(tables: RegimeTables) -> Standing:
    """The law's verdict word."""
    regime, names, factors = Regime(tables), listed(), petroleum_factors()

    def word(hs: str, direction: str, day: date, facts: Mapping[str, object]) -> str:
        question = Question(on=day, direction=direction, hs=hs, facts=dict(facts))
        return verdict(question, regime, names, factors).verdict

    return word


@pytest.fixture(scope="session")
def judge(book: Casebook, tables: RegimeTables, standing: Standing) -> Callable[..., StateJudgement]:
    """The judgement of a State on a day, by the law."""

    def of(state: str, on: date = END_OF_2025) -> StateJudgement:
        return judgement(
            state,
            on=on,
            casebook=book,
            acts=tables.acts,
            resolutions=tables.resolutions,
            measures=tables.measures,
            standing=standing,
        )

    return of


@pytest.fixture(scope="session")
def china(judge: Callable[..., StateJudgement]) -> StateJudgement:
    return judge("CHN")


@pytest.fixture(scope="session")
def rows_of() -> Callable[[str], dict[str, dict[str, str]]]:
    """The rows of a shipped table by id, read without any code of the package."""

    def rows(name: str) -> dict[str, dict[str, str]]:
        for part in ("trade", "events", "assess"):
            path = files(f"yalu.{part}").joinpath("data", f"{name}.csv")
            if path.is_file():
                table = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
                return {row["id"]: row for row in table}
        raise AssertionError(f"no table {name}")

    return rows
