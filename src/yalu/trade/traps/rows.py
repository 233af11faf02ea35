"""Traps of single rows: periods that cannot be, negatives, doubtful codes, duplicates, doubled totals.

Sources: briefed practice of the statistics themselves: UN Comtrade returns a row for every second partner, customs procedure and
mode of transport unless each is set to its total.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from yalu.trade.finding import Case, Finding, Severity, counted, lines_of, told
from yalu.trade.flow import goods_key, key_of
from yalu.trade.series import named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from yalu.trade.flow import Flow

__all__ = [
    "doubts",
    "doubled",
    "duplicated",
    "future",
    "negative",
    "reporter_unknown",
    "unit_unknown",
]

_DOUBTS: dict[str, tuple[Severity, str]] = {
    "impossible_period": ("error", "the period does not exist; the rows are left out"),
    "cut_off": (
        "error",
        "the last row stops short of all rows before it; the file may have been cut off there",
    ),
    "unknown_partner": ("warning", "no State is known by this name; the words are kept"),
    "unknown_reporter": ("warning", "no State is known by this name; the words are kept"),
    "contradicted_partner": ("error", "code and name are of different places; the first is kept"),
    "reporter_unknown": ("warning", "a mapping file can say otherwise"),
    "unknown_code": ("warning", "no code of goods"),
    "direction_unknown": (
        "error",
        "they are read as both together, and stand for no ban; name the file by its direction",
    ),
    "doubted_figure": ("warning", "compare another page before use"),
    "footnote_mark": ("warning", "the number is kept; read what the footnote says of it"),
    "sum_row": ("note", "a sum of rows stands in the place of a period; it is left out"),
    "no_money": ("note", "the rows are left out"),
    "read_in_part": ("note", "what is odd in other rows was not looked for"),
    "unknown_unit": ("error", "no currency is named; the numbers are kept as printed, without a currency"),
}


def doubts(case: Case) -> Iterator[Finding]:
    """What the reader could not take at its word, gathered by kind and words."""
    for vintage, several in case.doubts.items():
        groups: dict[tuple[str, str], list[int]] = defaultdict(list)
        for doubt in several:
            kind = "lost_leading_zero" if "leading zero" in doubt.says else doubt.kind
            groups[kind, "" if kind == "lost_leading_zero" else doubt.says].append(doubt.line)
        for (kind, says), lines in groups.items():
            severity, meaning = _DOUBTS.get(
                kind, ("warning", "a zero was lost on the way through a spreadsheet and is set again")
            )
            name = case.files.get(vintage, vintage)
            yield Finding(
                kind=_mix_up(case, kind, says),
                severity=severity,
                says=f"{says}: {meaning}" if says else f"codes of an odd number of digits: {meaning}",
                rows=tuple(f"{name}:{line}" for line in dict.fromkeys(lines))[:20],
                count=len(lines),
            )


def _mix_up(case: Case, kind: str, says: str) -> str:
    """A row that names both of two places that are often mixed up is that trap; so is a name that both share."""
    if kind not in ("contradicted_partner", "unknown_partner", "unknown_reporter"):
        return kind
    both = any(f"({pair.small})" in says and f"({pair.large})" in says for pair in case.look_alikes)
    return "north_south" if both else kind


def future(case: Case) -> Iterator[Finding]:
    """Periods that begin after the day of reading, or that were not over then."""
    later = [flow for flow in case.flows if flow.since > case.on]
    if later:
        yield Finding(
            kind="future_period",
            severity="error",
            says=f"{counted(len(later), 'figure')} of periods that begin after {case.on.isoformat()}",
            rows=lines_of(case, later),
            count=len(later),
        )
    running = [flow for flow in case.flows if flow.since <= case.on < flow.until]
    if running:
        yield Finding(
            kind="partial_period",
            severity="warning",
            says=f"{counted(len(running), 'figure')} of periods that were not over on {case.on.isoformat()}",
            rows=lines_of(case, running),
            count=len(running),
        )


def negative(case: Case) -> Iterator[Finding]:
    """Values or quantities below zero."""
    below = [flow for flow in case.flows if (flow.value or 0) < 0 or (flow.quantity or 0) < 0]
    if below:
        yield Finding(
            kind="negative",
            severity="error",
            says=f"{counted(len(below), 'row')} with a value or quantity below zero, as in {named(below[0])}: "
            f"{below[0].value:,.0f}"
            if below[0].value is not None
            else f"{counted(len(below), 'row')} with a quantity below zero",
            rows=lines_of(case, below),
            count=len(below),
        )


def unit_unknown(case: Case) -> Iterator[Finding]:
    """Values in files that never state a currency."""
    without = [flow for flow in case.flows if flow.value is not None and not flow.currency]
    said = {
        vintage
        for vintage, several in case.doubts.items()
        if any(doubt.kind == "unknown_unit" for doubt in several)
    }
    without = [flow for flow in without if flow.vintage not in said]
    if without:
        yield Finding(
            kind="unknown_unit",
            severity="error",
            says="no heading, title or column states the currency; the numbers are kept as printed. "
            "Check the multiple against a known total before use",
            rows=lines_of(case, without[:1]),
            count=len(without),
        )


def reporter_unknown(case: Case) -> Iterator[Finding]:
    """Figures in files that never say whose they are."""
    without: dict[str, list[Flow]] = defaultdict(list)
    for flow in case.flows:
        if flow.line and not flow.reporter:
            without[flow.vintage].append(flow)
    for flows in without.values():
        yield Finding(
            kind="reporter_unknown",
            severity="warning",
            says="no heading, title or column says whose figures these are; a mapping file can, or `yalu assess STATE`",
            rows=lines_of(case, flows[:1]),
            count=len(flows),
        )


def _by_key(flows: Iterable[Flow]) -> dict[tuple[object, ...], list[Flow]]:
    found: dict[tuple[object, ...], list[Flow]] = defaultdict(list)
    for flow in flows:
        if flow.value is not None:
            found[(flow.vintage, flow.currency, *key_of(flow), goods_key(flow))].append(flow)
    return found


def duplicated(case: Case) -> Iterator[Finding]:
    """One figure on several lines of one file, with the same value or with different ones."""
    same: list[Flow] = []
    conflicts: list[tuple[Flow, Finding]] = []
    for several in _by_key(case.flows).values():
        if len(several) < 2:
            continue
        by_part: dict[str, list[Flow]] = defaultdict(list)
        for flow in several:
            by_part[flow.breakdown].append(flow)
        for flows in by_part.values():
            lines = list({flow.line: flow for flow in flows}.values())
            if len(lines) < 2:
                continue
            if len({flow.value for flow in lines}) == 1:
                same.extend(lines[1:])
            else:
                values = " and ".join(f"{flow.value:,.0f}" for flow in lines[:3])
                says = f"{named(lines[0])} stands on several lines with different values: {values}"
                finding = Finding(
                    kind="duplicate_conflict",
                    severity="error",
                    says=says,
                    rows=lines_of(case, lines),
                    count=len(lines),
                )
                conflicts.append((lines[0], finding))
    yield from told(case, conflicts)
    if same:
        yield Finding(
            kind="duplicate",
            severity="error",
            says=f"{counted(len(same), 'figure')} printed again on another line; a sum would count it twice",
            rows=lines_of(case, same),
            count=len(same),
        )


def doubled(case: Case) -> Iterator[Finding]:
    """Rows that are parts of a total beside that total, because a code was not set to its total."""
    beside: list[Flow] = []
    alone: list[Flow] = []
    for several in _by_key(case.flows).values():
        parts = [flow for flow in several if flow.breakdown]
        if not parts or any(not flow.line for flow in parts):
            continue
        (beside if any(not flow.breakdown for flow in several) else alone).extend(parts)
    for flows, says in (
        (beside, "as parts of a total that stands beside them; a sum over all rows would count them twice"),
        (alone, "as parts without their total; only all of them together are the figure"),
    ):
        if flows:
            what = ", ".join(
                sorted({part.split("=")[0] for flow in flows for part in flow.breakdown.split("; ")})
            )
            yield Finding(
                kind="double_rows" if flows is beside else "split_rows",
                severity="error" if flows is beside else "warning",
                says=f"{counted(len(flows), 'row')} ({what}) {says}",
                rows=lines_of(case, flows),
                count=len(flows),
            )
