"""Traps of goods: editions of the Harmonized System side by side or before their time, codes of several levels.

Sources: the years in which editions came into force, and the codes each holds, as `yalu.terms.goods` has them.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from yalu.terms.goods import EDITION_YEARS
from yalu.trade.finding import Case, Finding, counted, lines_of
from yalu.trade.flow import WORLD, Flow, is_state
from yalu.trade.series import named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from yalu.terms.goods import KnownCodes

__all__ = ["levels", "mixed_editions"]


def _holds(codes: KnownCodes, flow: Flow) -> bool:
    """Does the flow's edition hold its code, or any edition where none is stated?"""
    return flow.edition in codes.editions(flow.hs) if flow.edition else flow.hs in codes


def mixed_editions(case: Case) -> Iterator[Finding]:
    """Several editions of the Harmonized System in one file, editions that did not exist yet, codes an edition lacks."""
    held: dict[tuple[str, str], dict[str, list[Flow]]] = defaultdict(lambda: defaultdict(list))
    early: dict[tuple[str, str], list[Flow]] = defaultdict(list)
    absent: list[Flow] = []
    for flow in case.flows:
        if not flow.line:
            continue
        if case.codes is not None and flow.hs.isdigit() and not _holds(case.codes, flow):
            absent.append(flow)
        if flow.edition and flow.since.year < EDITION_YEARS[flow.edition] and flow.basis == "recorded":
            early[flow.vintage, flow.reporter].append(flow)
        elif flow.edition and flow.hs != "TOTAL":  # all goods are all goods in any edition
            held[flow.vintage, flow.reporter][flow.edition].append(flow)
    for (_, reporter), editions in held.items():
        if len(editions) > 1:
            yield Finding(
                kind="mixed_editions",
                severity="warning",
                says=f"{reporter} is in several editions of the Harmonized System ({_spans(editions)}); one code can be other "
                "goods in each",
                rows=lines_of(case, (flows[0] for flows in editions.values())),
                count=len(editions),
            )
    for about, flows in early.items():
        beside = f"; the other rows are in {_spans(held[about])}" if held.get(about) else ""
        yield Finding(
            kind="impossible_edition", severity="error",
            says=f"{counted(len(flows), 'row')} in an edition that was not in force yet, as in {named(flows[0])} in "
            f"{flows[0].edition}, in force from {EDITION_YEARS[flows[0].edition]}{beside}",
            rows=lines_of(case, flows), count=len(flows),
        )  # fmt: skip
    if absent:
        yield Finding(
            kind="code_not_in_edition", severity="warning",
            says=f"{counted(len(absent), 'row')} with a code that its edition does not "
                f"hold, as in {absent[0].hs} in {absent[0].edition or 'any'}",
            rows=lines_of(case, absent), count=len(absent),
        )  # fmt: skip


def _spans(editions: Mapping[str, Iterable[Flow]]) -> str:
    return "; ".join(f"{edition} in {_years(flows)}" for edition, flows in sorted(editions.items()))


def _years(flows: Iterable[Flow]) -> str:
    years = sorted({flow.since.year for flow in flows})
    return str(years[0]) if len(years) == 1 else f"{years[0]} to {years[-1]}"


def levels(case: Case) -> Iterator[Finding]:
    """Totals beside their parts in one file: levels of goods, the world beside States, both directions beside their sum."""
    goods: dict[str, set[str]] = defaultdict(set)
    partners: dict[str, set[str]] = defaultdict(set)
    for flow in case.flows:
        if flow.line:
            goods[flow.vintage].add(_level(flow.hs))
            partners[flow.vintage].add(
                "state" if is_state(flow.partner) else "world" if flow.partner == WORLD else "group"
            )
    for vintage, levels_of_goods in goods.items():
        name = case.files.get(vintage, vintage)
        if len(levels_of_goods) > 1:
            words = ", ".join(sorted(levels_of_goods, reverse=True))
            yield Finding(
                kind="mixed_levels", severity="note",
                says=f"goods stand on several levels ({words}); take one level for a sum", rows=(name,),
            )  # fmt: skip
        if "state" in partners[vintage] and len(partners[vintage]) > 1:
            yield Finding(
                kind="mixed_partners", severity="note",
                says="the world or groups of States stand beside States; a sum over all partners counts them twice", rows=(name,),
            )  # fmt: skip


def _level(hs: str) -> str:
    return (
        "TOTAL"
        if hs == "TOTAL"
        else "groups of chapters"
        if "-" in hs
        else f"{len(hs)} digits"
        if hs.isdigit()
        else "words"
    )
