"""Which codes of one edition of the Harmonized System hold the goods of a code of another, and what is lost on the way?

Shapes: a `Step` is one pair of codes of neighbouring editions with its relation; a `Conversion` is all codes that a code
leads to.
Sources: the correlation tables of the UN Statistics Division (`data/hs_conversions.txt` names its copy).
Assumes nothing beyond the tables: a code that they do not hold converts to nothing, and says so. Relations are of codes, not of
trade: 1:n gives every code that holds a part, never a share of the value.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple

from yalu.terms.errors import UnknownValue
from yalu.terms.goods import EDITION_YEARS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Conversion", "Correlation", "Relation", "Step", "parse_correlation"]

Relation = Literal["1:1", "1:n", "n:1", "n:n", "unknown"]
_ORDER = tuple(EDITION_YEARS)


class Step(NamedTuple):
    """One pair of the table, from the newer edition to the older."""

    newer: str
    code: str
    older_code: str


class Conversion(NamedTuple):
    """What a code of one edition is in another.

    `codes` hold the goods between them. `relation` counts both ways: "n:1" means that other codes lead there as well, so a series
    in the new edition holds `also`, goods that the old code did not name. "unknown" has no codes.
    """

    code: str
    edition: str
    to: str
    codes: tuple[str, ...]
    relation: Relation
    also: tuple[str, ...] = ()

    @property
    def lost(self) -> str:
        """What the conversion cannot keep, in words; empty for 1:1."""
        if self.relation == "unknown":
            return f"the tables do not lead {self.code} from {self.edition} to {self.to}: nothing is known"
        parts = []
        if len(self.codes) > 1:
            parts.append(f"split over {len(self.codes)} codes, which may hold other goods too")
        if self.also:
            parts.append(
                f"mixed with goods of {', '.join(self.also[:5])}{' and more' if len(self.also) > 5 else ''}"
            )
        return "; ".join(parts)


class Correlation:
    """The tables between neighbouring editions, followed from any edition to any other."""

    def __init__(self, steps: Iterable[Step]) -> None:
        self._down: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._up: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for step in steps:
            older = _ORDER[_ORDER.index(step.newer) - 1]
            self._down[step.newer][step.code].add(step.older_code)
            self._up[older][step.older_code].add(step.code)

    def convert(self, code: str, edition: str, to: str) -> Conversion:
        """The codes of edition `to` that hold the goods of `code` of `edition`; a heading or chapter by all its subheadings.

        Raises:
            UnknownValue: an edition that is none.
        """
        for each in (edition, to):
            if each not in _ORDER:
                raise UnknownValue("hs edition", each, "H0 to H6")
        if edition == to:
            return Conversion(code, edition, to, (code,), "1:1")
        inside = {code} if len(code) == 6 else self._inside(code, edition)
        codes = self._follow(inside, edition, to)
        if not codes:
            return Conversion(code, edition, to, (), "unknown")
        if len(code) < 6:
            return self._wider(code, edition, to, inside, codes)
        also = self._follow(codes, to, edition) - {code}
        relation: Relation = f"{'n' if also else '1'}:{'n' if len(codes) > 1 else '1'}"  # type: ignore[assignment]  # four of five
        return Conversion(code, edition, to, tuple(sorted(codes)), relation, tuple(sorted(also)))

    def _wider(self, code: str, edition: str, to: str, inside: set[str], codes: set[str]) -> Conversion:
        """A heading stays whole where all its goods stay under it and nothing else came in."""
        shorter = {each[: len(code)] for each in codes}
        also = {each for each in self._follow(codes, to, edition) if not each.startswith(code)}
        came = {each for each in self._inside_all(shorter, to) - codes if self._follow({each}, to, edition)}
        relation: Relation = f"{'n' if also or came else '1'}:{'n' if len(shorter) > 1 else '1'}"  # type: ignore[assignment]  # four of five
        return Conversion(code, edition, to, tuple(sorted(shorter)), relation, tuple(sorted(also | came)))

    def _inside(self, code: str, edition: str) -> set[str]:
        held = self._down[edition].keys() | self._up[edition].keys()
        return {each for each in held if each.startswith(code)}

    def _inside_all(self, codes: Iterable[str], edition: str) -> set[str]:
        return {each for code in codes for each in self._inside(code, edition)}

    def _follow(self, codes: Iterable[str], edition: str, to: str) -> set[str]:
        here, last = _ORDER.index(edition), _ORDER.index(to)
        found = set(codes)
        while here != last:
            table: Mapping[str, set[str]] = (
                self._down[_ORDER[here]] if here > last else self._up[_ORDER[here]]
            )
            found = {target for code in found for target in table.get(code, ())}
            here += 1 if last > here else -1
        return found


def parse_correlation(text: str) -> list[Step]:
    """The steps of `hs_conversions.txt`: one line for each pair of editions and code, its older codes parted by spaces.

    A line `H3|=` lists codes that stay themselves and alone.
    """
    steps: list[Step] = []
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        newer, code, older = line.split("|")
        pairs: Sequence[tuple[str, str]] = (
            [(each, each) for each in older.split()]
            if code == "="
            else [(code, each) for each in older.split()]
        )
        steps.extend(Step(newer, first, second) for first, second in pairs)
    return steps
