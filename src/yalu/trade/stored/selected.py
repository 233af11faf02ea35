"""Which flows of a table too large for memory does a State's page need?

All between the State and the sanctioned State, row by row; and the State's totals with every other partner, printed or, where the
table prints none, added up over the broadest codes of each, as goods "sum of codes".
Shapes: a frame has the columns of `frames.flow_frame`; what comes back is in the order of the rows, sums after it.
Sums stand where their first row stands. Rows split further (`breakdown`) and running totals are in no sum.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yalu.trade.flow import Flow

if TYPE_CHECKING:
    import narwhals as nw

__all__ = ["ADDED", "flows_about"]

ADDED = "sum of codes"
_ABOUT = (
    "reporter", "partner", "direction", "since", "until", "currency", "edition", "valuation", "basis", "vintage", "column",
)  # fmt: skip


def flows_about(frame: nw.LazyFrame[Any], state: str, target: str) -> list[Flow]:
    """The flows of the two, and the State's totals with its other partners."""
    import narwhals as nw

    reporter, partner = nw.col("reporter"), nw.col("partner")
    pair = frame.filter(
        ((reporter == state) & (partner == target)) | ((reporter == target) & (partner == state))
    )
    others = frame.filter(
        (reporter == state) & (partner != target) & (nw.col("breakdown") == "") & ~nw.col("running")
    )
    found = _flows(pair)
    printed = _flows(others.filter(nw.col("hs") == "TOTAL"))
    if printed or any(flow.hs == "TOTAL" for flow in found):
        return [*found, *printed]
    return [*found, *_sums(others)]


def _flows(frame: nw.LazyFrame[Any]) -> list[Flow]:
    return [Flow(**row) for row in frame.sort("line", "column").collect().iter_rows(named=True)]


def _sums(others: nw.LazyFrame[Any]) -> list[Flow]:
    import narwhals as nw

    coded = others.filter(nw.col("hs").str.contains("^[0-9]+$")).with_columns(
        level=nw.col("hs").str.len_chars()
    )
    grouped = coded.group_by(*_ABOUT, "level").agg(
        nw.col("value").sum().alias("value"),
        nw.col("line").min().alias("line"),
        nw.col("hs").count().alias("codes"),
    )
    broadest: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in grouped.collect().iter_rows(named=True):
        about = tuple(row[name] for name in _ABOUT)
        if about not in broadest or row["level"] < broadest[about]["level"]:
            broadest[about] = row
    flows = [
        Flow(
            **{name: row[name] for name in _ABOUT if name != "edition"},
            value=row["value"],
            line=row["line"],
            goods=f"{ADDED}, {row['codes']}",
        )
        for row in broadest.values()
    ]
    return sorted(flows, key=lambda flow: (flow.line, flow.column))
