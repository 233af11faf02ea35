"""How do the answers to exact cases, and Heuer's count of a matrix, read in a terminal?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yalu.report.cells import Cell, Column, columns, entries, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yalu.debate.cases import CaseAnswer, Matrix
    from yalu.report.cells import Style

__all__ = ["answers_text", "matrix_text"]


def answers_text(found: Sequence[CaseAnswer], width: int, style: Style) -> str:
    """A line for each case; the last column is how far the stated answer lies from ours."""
    heads = [Column("case", breaks=False), Column("dependent"), Column("independent")]
    heads.append(Column("stated answer off by", breaks=False))
    rows = [
        [
            Cell(str(one.case)),
            Cell(" ".join(f"{p:.10f}" for p in one.posterior_dependent)),
            Cell(" ".join(f"{p:.10f}" for p in one.posterior_independent)),
            Cell("not stated" if one.missed is None else f"{one.missed:.1e}"),
        ]
        for one in found
    ]
    return "\n".join(columns(heads, rows, width, style)) + "\n"


def matrix_text(found: Matrix, width: int, style: Style) -> str:
    """The count by hypothesis, fewest inconsistencies first, and what the count cannot say."""
    heads = [Column("hypothesis"), Column("inconsistent items", breaks=False)]
    rows = [
        [Cell(f"{name}: {found.hypotheses[name]}"), Cell(str(found.count.inconsistencies[name]))]
        for name in found.count.ranking
    ]
    pairs = [("Same for all", ", ".join(found.count.non_diagnostic) or "none")]
    pairs.append(("Assumed, not observed", ", ".join(found.assumptions) or "none"))
    pairs.append(("Trust", found.count.why_no_probability))
    lines = [*wrap(style.words(found.question), width), *columns(heads, rows, width, style)]
    return "\n".join([*lines, "", *entries(pairs, width, style)]) + "\n"
