"""Which figures have a size that cannot be right, and what explains it best? Each is said once.

One month ten times too large is at once a power of ten, a spike as the South's trade makes it, and a size no month had. The
reading with the most behind it is said, in this order: an exchange of two places or directions that both show it, a unit that
changed for all partners, a level that the growth printed with it contradicts, a printed figure, the neighbours of the series,
the largest size ever, figures that do not fit each other, a spike. What else fits stands in the same sentence; the gravest of
the readings is how grave the finding is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from yalu.trade.finding import Case, Claim, Finding, spot, told
from yalu.trade.traps.columns import exchanged_sides, level_steps
from yalu.trade.traps.known import above_ceiling, against_published, over_ceiling
from yalu.trade.traps.partners import spikes, swapped
from yalu.trade.traps.plausible import contradictions, grown_tenfold, powers_of_ten
from yalu.trade.traps.shifts import unit_shift

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from yalu.trade.flow import Flow

__all__ = ["sizes"]

_MANY = (
    "differs_from_published",
    "growth_and_levels",
    "growth_of_parts",
    "part_larger_than_whole",
    "parts_and_whole",
    "power_of_ten",
    "unit_change",
)
_SET = 3  # figures of one contradiction: exports, imports and total
_SURE = (
    "unit_change",
    "north_south",
    "exchanged_columns",
)  # explained by other rows: no second reading is owed


def sizes(case: Case) -> Iterator[Finding]:
    """One finding for each figure, or group of figures, of a size that cannot be right."""
    said = _Said(case)
    said.take(swapped(case))
    said.take(exchanged_sides(case))
    said.take(unit_shift(case))
    said.take(level_steps(case))
    said.take(grown_tenfold(case))
    printed = list(against_published(case))
    said.take(claim for claim in printed if claim.finding.severity != "note")
    said.take(powers_of_ten(case))
    over = list(over_ceiling(case))
    for flow, ceiling in over:
        said.beside(
            flow, f"it is above the {ceiling:,.0f} USD that all its trade in such a period can be", grave=True
        )
    said.take(above_ceiling(case, [each for each in over if not said.holds(each[0])]))
    said.take_apart(contradictions(case))
    said.take(spikes(case))
    said.take(claim for claim in printed if claim.finding.severity == "note")
    yield from said.told()


class _Owner:
    """A claim that is said, and what else its figures could be."""

    __slots__ = ("asides", "claim", "grave", "rows")

    def __init__(self, claim: Claim) -> None:
        self.claim, self.grave = claim, claim.finding.severity == "error"
        self.asides: dict[str, None] = {}
        self.rows = dict.fromkeys(claim.finding.rows)

    def finding(self) -> Finding:
        return replace(
            self.claim.finding,
            says="; ".join([self.claim.finding.says, *self.asides]),
            severity="error" if self.grave else self.claim.finding.severity,
            rows=tuple(self.rows),
        )


class _Said:
    """What is said already, and of which figures."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._owners: list[_Owner] = []
        self._by: dict[tuple[str, int, str, str], _Owner | None] = {}
        contradicted = {
            (vintage, doubt.line)
            for vintage, doubts in case.doubts.items()
            for doubt in doubts
            if doubt.kind == "contradicted_partner"
        }
        if contradicted:  # the reader says whose such a row may be
            rows = (flow for flow in case.flows if (flow.vintage, flow.line) in contradicted)
            self._by.update((spot(flow), None) for flow in rows)

    def take(self, claims: Iterable[Claim]) -> None:
        """Claims with figures that nothing explains yet; of the others, what else they could be."""
        for claim in claims:
            new = [flow for flow in claim.flows if not self.holds(flow)]
            for flow in claim.flows:
                if claim.aside:
                    self.beside(flow, claim.aside)
            if new:
                self._own(claim, new)

    def take_apart(self, claims: Iterable[Claim]) -> None:
        """Claims that set several figures against each other: a reading of its own only where none of them is explained yet."""
        for claim in claims:
            held = next((flow for flow in claim.flows if self.holds(flow)), None)
            if held is None:
                self._own(claim, claim.flows)
            else:
                self.beside(held, claim.aside, rows=claim.finding.rows)

    def _own(self, claim: Claim, flows: Iterable[Flow]) -> None:
        owner = _Owner(claim)
        self._owners.append(owner)
        self._by.update((spot(flow), owner) for flow in flows)

    def holds(self, flow: Flow) -> bool:
        """Is anything said of this figure?"""
        return spot(flow) in self._by

    def beside(self, flow: Flow, words: str, *, grave: bool = False, rows: Iterable[str] = ()) -> None:
        """Another reading of a figure, in the sentence of the first."""
        owner = self._by.get(spot(flow))
        if owner is not None:
            owner.grave |= grave
            if owner.claim.finding.kind not in _SURE:
                owner.asides.setdefault(words)
                owner.rows.update(dict.fromkeys(rows))

    def told(self) -> Iterator[Finding]:
        """Each claim as one finding, single figures and contradictions of one kind together when many."""
        many: list[tuple[Flow, Finding]] = []
        for owner in self._owners:
            finding = owner.finding()
            if finding.kind in _MANY and len(owner.claim.flows) <= _SET:
                many.append((owner.claim.flows[0], finding))
            else:
                yield finding
        yield from told(self._case, many)
