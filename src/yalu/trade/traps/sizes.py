"""Which figures have a size that cannot be right, and what explains it best? Each is said once.

One month ten times too large is at once a power of ten, a spike as the South's trade makes it, and a size no month had. The
reading with the most behind it is said, in this order: an exchange of two places that both show it, a unit that changed for all
partners, a level that the growth printed with it contradicts, a printed figure, the neighbours of the series, the largest size
ever, a spike. What else fits stands in the same sentence; the gravest of the readings is how grave the finding is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from yalu.trade.finding import Case, Claim, Finding, told
from yalu.trade.traps.columns import level_steps
from yalu.trade.traps.known import above_ceiling, against_published, over_ceiling
from yalu.trade.traps.partners import spikes, swapped
from yalu.trade.traps.plausible import grown_tenfold, powers_of_ten
from yalu.trade.traps.shifts import unit_shift

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from yalu.trade.flow import Flow

__all__ = ["sizes"]

_SURE = ("unit_change", "north_south")  # explained by other rows: no second reading is owed


def sizes(case: Case) -> Iterator[Finding]:
    """One finding for each figure, or group of figures, of a size that cannot be right."""
    said = _Said()
    said.take(swapped(case))
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
    said.take(spikes(case))
    said.take(claim for claim in printed if claim.finding.severity == "note")
    yield from said.told(case)


class _Said:
    """What is said already, and of which figures."""

    def __init__(self) -> None:
        self._claims: list[tuple[Claim, list[str], bool]] = []
        self._by: dict[tuple[str, int, str, str], int] = {}

    def take(self, claims: Iterable[Claim]) -> None:
        """Claims whose figures nothing explains yet; of one that is explained, what else it could be."""
        for claim in claims:
            new = [flow for flow in claim.flows if not self.holds(flow)]
            for flow in claim.flows:
                if claim.aside:
                    self.beside(flow, claim.aside)
            if new:
                self._by.update((_where(flow), len(self._claims)) for flow in new)
                self._claims.append((claim, [], False))

    def holds(self, flow: Flow) -> bool:
        """Is anything said of this figure?"""
        return _where(flow) in self._by

    def beside(self, flow: Flow, words: str, *, grave: bool = False) -> None:
        """Another reading of a figure, in the sentence of the first."""
        at = self._by.get(_where(flow))
        if at is not None:
            claim, asides, was_grave = self._claims[at]
            if words not in asides and claim.finding.kind not in _SURE:
                asides.append(words)
            self._claims[at] = (claim, asides, was_grave or grave)

    def told(self, case: Case) -> Iterator[Finding]:
        """Each claim as one finding, the other readings in its sentence; single figures of one kind together when many."""
        single: list[tuple[Flow, Finding]] = []
        for claim, asides, grave in self._claims:
            says = "; ".join([claim.finding.says, *asides])
            finding = replace(claim.finding, says=says, severity="error" if grave else claim.finding.severity)
            if len(claim.flows) == 1 and finding.kind != "north_south":
                single.append((claim.flows[0], finding))
            else:
                yield finding
        yield from told(case, single)


def _where(flow: Flow) -> tuple[str, int, str, str]:
    return flow.vintage, flow.line, flow.column, flow.direction
