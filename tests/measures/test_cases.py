"""The worked cases: questions whose answers a reader of the resolutions can check by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from yalu.measures.question import Case, case_result
from yalu.measures.read import listed, read_cases, read_regime
from yalu.measures.verdict import verdict
from yalu.terms.read import petroleum_factors

FOLDER = Path(__file__).parents[1] / "cases"
CASES = [(path.stem, case) for path in sorted(FOLDER.glob("*.toml")) for case in read_cases(path)]


def result_of(case: Case):
    return case_result(
        case, verdict(case.question, read_regime(case.regime or "un-dprk"), listed(), petroleum_factors())
    )


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{file}:{case.id}") for file, case in CASES])
def test_case_is_answered_as_a_reader_of_the_law_would(case):
    got = result_of(case)
    assert got.passed, (
        f"{case.id}, {case.name} ({case.question.on}): "
        f"expected {' or '.join(case.expect)} by {list(case.cites)} missing {list(case.missing)}; "
        f"got {got.verdict} by {list(got.cites)} missing {list(got.missing)}. {case.why}"
    )


def test_every_case_says_its_answer_and_why():
    assert [case.id for _, case in CASES if not (case.expect and case.why and case.name)] == []


def test_case_ids_are_not_used_twice():
    ids = [case.id for _, case in CASES]
    assert sorted(ids) == sorted(set(ids))


def test_the_twelve_worked_cases_of_the_fact_sheet_are_here():
    assert len([case for file, case in CASES if file == "twelve"]) == 12


def test_beside_the_twelve_stand_two_hundred_boundary_cases():
    assert len(CASES) >= 12 + 200
