"""What are the exact posteriors of small cases whose answers are known, and what does Heuer's count say of his own matrix?

Two layouts in JSON are read, so that cases from elsewhere can be put to this part as they are. A list of cases with
`priors`, `likelihoods_P_e_given_h` (one row for each item), `cluster` (the places of the items that go back to one
source), `rho` (the chance that they are copies: joint = rho min + (1 - rho) product) and, where reports may be
uninformed, `reliability` and `chance`, a number or a list. Or a matrix: `hypotheses`, and `evidence` rows of id, words and
one mark, + or -, for each hypothesis. A case may state `posterior_independent` and `posterior_dependent`; they are
compared and never used.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
from msgspec import Struct

from yalu.debate import ach
from yalu.debate.evidence import evidence_on, no_figures
from yalu.debate.findings import Counted
from yalu.debate.model import Cluster, Debate, Hypothesis, Item
from yalu.debate.posterior import posterior
from yalu.debate.scale import STEPS, Range, parse_range
from yalu.terms.errors import BadFile, BadInput, Problem

__all__ = ["CaseAnswer", "Matrix", "answers", "matrix_from"]

_DAY = date(2000, 1, 1)  # of every item: a case has no dates
_MARKS = {"+": STEPS["likely"], "-": STEPS["unlikely"], "0": STEPS["even"]}


class _Case(Struct, frozen=True, kw_only=True):
    """One case as it is written; fields beyond these are not read."""

    priors: list[float]
    likelihoods: list[list[float]] = msgspec.field(name="likelihoods_P_e_given_h")
    cluster: list[int] = []
    rho: float = 0.0
    reliability: float | list[float] = 1.0
    chance: float | list[float] | None = None
    seed: int | None = None
    posterior_independent: list[float] | None = None
    posterior_dependent: list[float] | None = None


class CaseAnswer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The exact posteriors of a case, counting each item in full and as its cluster says.

    `missed` is the widest difference from what the case states, or None where it states nothing.
    """

    case: int
    posterior_independent: list[float]
    posterior_dependent: list[float]
    missed: float | None


class Matrix(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Heuer's count of a matrix, with the rows that are assumptions and no observations."""

    question: str
    hypotheses: dict[str, str]
    count: Counted
    assumptions: tuple[str, ...]


def answers(text: bytes, name: str) -> tuple[CaseAnswer, ...]:
    """The answers to a list of cases.

    Raises:
        BadFile: with every case that cannot be read.
    """
    try:
        raw = msgspec.json.decode(text)
    except msgspec.DecodeError as error:
        raise BadFile([Problem(name, "", "", f"is no JSON: {error}")]) from error
    if not isinstance(raw, list):
        raise BadFile([Problem(name, "", "", "holds no list of cases")])
    if not raw:
        raise BadFile([Problem(name, "", "", "holds no case")])
    problems: list[Problem] = []
    found: list[CaseAnswer] = []
    for number, one in enumerate(raw, start=1):
        try:
            case = msgspec.convert(one, _Case)
            found.append(_answer(case, case.seed if case.seed is not None else number))
        except (msgspec.ValidationError, BadInput) as error:
            problems.append(Problem(name, f"case {number}", "", str(error)))
    if problems:
        raise BadFile(problems)
    return tuple(found)


def _answer(case: _Case, name: int) -> CaseAnswer:
    dependent, independent = (_posterior(case, rho) for rho in (case.rho, 0.0))
    stated = [
        (case.posterior_dependent, dependent),
        (case.posterior_independent, independent),
    ]
    missed = []
    for said, found in stated:
        if said is not None and len(said) != len(found):
            raise BadInput(f"states {len(said)} probabilities for {len(found)} hypotheses")
        missed += [abs(ours - theirs) for ours, theirs in zip(found, said or (), strict=False)]
    return CaseAnswer(
        case=name,
        posterior_independent=independent,
        posterior_dependent=dependent,
        missed=max(missed) if missed else None,
    )


def _posterior(case: _Case, rho: float) -> list[float]:
    count = len(case.likelihoods)
    if len(case.priors) < 2 or not sum(case.priors):
        raise BadInput(f"priors {case.priors} are none; it needs two or more that can sum to 1")
    if any(not 0 <= place < count for place in case.cluster):
        raise BadInput(f"cluster {case.cluster} names an item that is none of the {count}; places begin at 0")
    if any(len(row) != len(case.priors) for row in case.likelihoods):
        raise BadInput(f"a row of likelihoods needs {len(case.priors)} numbers, one for each prior")
    names = [f"H{n}" for n in range(1, len(case.priors) + 1)]
    trust, chance = _each(case.reliability, count), _each(case.chance, count)
    debate = Debate(
        schema=1,
        question="",
        asked=_DAY,
        day=_DAY,
        hypothesis=tuple(
            Hypothesis(id=name, name=name, prior=parse_range(p))
            for name, p in zip(names, case.priors, strict=True)
        ),
        cluster=(Cluster(id="C", what="", rule="copies", share=parse_range(rho)),),
        item=tuple(
            Item(
                id=f"E{n:06}",
                what="",
                on=_DAY,
                known=_DAY,
                source="",
                cluster="C" if n in case.cluster else "",
                reliability=parse_range(trust[n]),
                chance=None if chance[n] is None else parse_range(chance[n]),
                likely={name: parse_range(p) for name, p in zip(names, row, strict=True)},
            )
            for n, row in enumerate(case.likelihoods)
        ),
    )
    return [float(p) for p in posterior(debate, evidence_on(debate, _DAY, no_figures))]


def _each(given: float | list[float] | None, count: int) -> list[float] | list[float | None]:
    """A value for each item, from one for all or from a list."""
    if isinstance(given, list):
        if len(given) != count:
            raise BadInput(f"{len(given)} values were given for {count} items")
        return given
    return [given] * count


def matrix_from(text: bytes, name: str) -> Matrix:
    """Heuer's count of a matrix of marks.

    Raises:
        BadFile: the matrix cannot be read.
    """
    try:
        raw: Any = msgspec.json.decode(text)
        hypotheses = msgspec.convert(raw["hypotheses"], dict[str, str])
        rows = [_row(row, len(hypotheses)) for row in raw["evidence"]]
        if len(hypotheses) < 2 or not rows:
            raise BadInput("it needs two hypotheses and a row of evidence at least")  # noqa: TRY301
    except (msgspec.DecodeError, KeyError, TypeError, IndexError, msgspec.ValidationError, BadInput) as error:
        raise BadFile([Problem(name, "", "", f"is no matrix of marks + and -: {error}")]) from error
    debate = Debate(
        schema=1,
        question=str(raw.get("question", "")),
        asked=_DAY,
        day=_DAY,
        hypothesis=tuple(Hypothesis(id=key, name=says) for key, says in hypotheses.items()),
        item=tuple(
            Item(
                id=key,
                what=what,
                on=_DAY,
                known=_DAY,
                source="",
                kind="assumed" if what.startswith("Assumption") else "observed",
                likely={h: Range.exactly(p) for h, p in zip(hypotheses, marks, strict=True)},
            )
            for key, what, marks in rows
        ),
    )
    return Matrix(
        question=debate.question,
        hypotheses=hypotheses,
        count=ach.count(debate, evidence_on(debate, _DAY, no_figures)),
        assumptions=tuple(item.id for item in debate.item if item.kind == "assumed"),
    )


def _row(row: list[str], count: int) -> tuple[str, str, list[float]]:
    """The id, the words and the marks of a row, the marks as likelihoods."""
    name, what, *marks = row
    if len(marks) != count:
        raise BadInput(f"row {name} has {len(marks)} marks for {count} hypotheses")
    return str(name), str(what), [_MARKS[mark] for mark in marks]
