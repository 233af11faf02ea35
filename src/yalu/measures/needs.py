"""Is what an exemption needs met, not met, or unknown?

Needs are three-valued. What is not stated is unknown, with two exceptions that every verdict says aloud: an approval by the
Committee that is not stated counts as not given, and no linked party is assumed where none is named.
Units: caps and loads in t, bbl or USD; shares 0 to 1. A load in tonnes against a cap in barrels (or the reverse) is a range,
because the factor hangs on the product.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from yalu.terms.amounts import Amount, parse_amount

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from yalu.measures.model import Cap, Exemption, Hint, Question
    from yalu.terms.amounts import PetroleumFactors

__all__ = ["Status", "Stated", "cap_status", "exemption_status"]

ASSUMED_UNLINKED = "no party is named, so none is taken to be listed or linked to the programmes"
ASSUMED_NO_APPROVAL = "no approval by the Committee is stated, so none is taken to be given"
# Facts that stand in many questions without anybody invoking the exemption that asks for them.
_NO_CLAIM = frozenset({"committee_notified", "no_linked_party"})


class Stated:
    """What a question states, read as facts; remembers what had to be assumed."""

    def __init__(
        self, question: Question, hinted: Mapping[str, bool], *, party_listed: bool, factors: PetroleumFactors
    ) -> None:
        self._facts = question.facts
        self._hinted = hinted
        self._party_listed = party_listed
        self._party_named = question.party is not None
        self._goods = question.goods
        self.on = question.on
        self.factors = factors
        self.assumed: dict[str, None] = {}

    def flag(self, name: str) -> bool | None:
        """True or false as stated or said by the description; None where unknown."""
        if name == "designated_entity" and self._party_named and name not in self._facts:
            return self._party_listed
        value = self._facts.get(name, self._hinted.get(name))
        return value if isinstance(value, bool) else None

    def number(self, name: str) -> float | None:
        """A number as stated."""
        value = self._facts.get(name)
        return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None

    def met(self, need: str) -> bool | None:
        """Whether a need is met, with the two assumptions of the law."""
        value = self.flag(need)
        if need == "no_linked_party":
            return self._unlinked(value)
        if value is None and need == "committee_approval":
            self.assumed[ASSUMED_NO_APPROVAL] = None
            return False
        return value

    def _unlinked(self, value: bool | None) -> bool:
        if self._party_listed or self.flag("linked_to_programmes"):
            return False
        if value is None:
            self.assumed[ASSUMED_UNLINKED] = None
            return True
        return value

    def contract_before(self, day: date) -> bool | None:
        """Whether the written contract was finalised before a day."""
        value = self._facts.get("contract_date")
        return value < day if isinstance(value, date) else None

    def product(self) -> str | None:
        """The petroleum product that the description names, or None."""
        from yalu.measures.goods import said

        rows = (row for row in self.factors.rows if not row.central)
        return next((row.product for row in rows if said((row.product, *row.spellings), self._goods)), None)

    def load(self, unit: str) -> Amount | None:
        """The load where it is stated in this unit: the quantity, or the value for USD."""
        value = self.number("value_usd")
        if unit == "USD" and value is not None:
            return Amount(value, "USD")
        text = self._facts.get("quantity")
        amount = parse_amount(text) if isinstance(text, str) else None
        return amount if amount is not None and amount.unit == unit else None


class Status(NamedTuple):
    """Where one exemption stands: met, open with what is missing, or shut with the reason."""

    answer: Literal["met", "open", "shut"]
    missing: tuple[str, ...] = ()
    why: str = ""


def hinted_facts(hints: Iterable[Hint], description: str) -> dict[str, bool]:
    """Facts that the words of a goods description state, where they do not contradict each other."""
    from yalu.measures.goods import said

    found: dict[str, bool] = {}
    for hint in hints:
        yes, no = said(hint.true, description), said(hint.false, description)
        if bool(yes) != bool(no):
            found[hint.fact] = bool(yes)
    return found


def exemption_status(
    exemption: Exemption,
    stated: Stated,
    *,
    last_day: date | None = None,
    more_needs: tuple[str, ...] = (),
    heed_stop: bool = True,
    goods_speak: bool = False,
) -> Status:
    """Where an exemption stands for what is stated.

    Args:
        last_day: the window's end to use, where readings part; else the exemption's own.
        more_needs: needs that a rival reading adds.
        heed_stop: whether the stop below the cap is taken to bind.
        goods_speak: the goods are of the kind for which a claimed exemption is in play unasked.
    """
    if shut := _window(exemption, stated.on, last_day or exemption.last_day):
        return Status("shut", why=shut)
    needs = (*exemption.needs, *more_needs)
    if "committee_approval" in needs:
        stated.met("committee_approval")  # what is not stated is assumed aloud, claimed or not
    if (
        exemption.claimed
        and not goods_speak
        and not any(stated.flag(need) for need in needs if need not in _NO_CLAIM)
    ):
        return Status("shut", why="not claimed")
    met = {need: stated.met(need) for need in needs}
    if exemption.contract_before is not None:
        met["contract_date"] = stated.contract_before(exemption.contract_before)
    missing = [need for need, state in met.items() if state is None]
    failed = [need for need, state in met.items() if state is False]
    if failed:
        return Status("shut", why="not met: " + ", ".join(failed))
    ceiling = cap_status(exemption.cap, stated, heed_stop=heed_stop) if exemption.cap else Status("met")
    if ceiling.answer == "shut":
        return ceiling
    missing.extend(ceiling.missing)
    return Status("open", tuple(missing), ceiling.why) if missing else Status("met", why=ceiling.why)


def _window(exemption: Exemption, on: date, last_day: date | None) -> str:
    if exemption.since is not None and on < exemption.since:
        return f"begins {exemption.since}"
    if last_day is not None and on > last_day:
        return f"ended {last_day}"
    return ""


def cap_status(cap: Cap, stated: Stated, *, heed_stop: bool = True) -> Status:
    """Where the running total of all States and this load stand against a cap.

    Two limits of which the lower binds must both hold; one ceiling in two units is judged in the unit that is stated.
    """
    verdicts = [_limit(unit, limit, cap, stated, heed_stop) for unit, limit in cap.limits.items()]
    shut = [status for status in verdicts if status.answer == "shut"]
    known = [status for status in verdicts if status.answer == "met"]
    if cap.both:
        if shut:
            return shut[0]
        missing = tuple(dict.fromkeys(name for status in verdicts for name in status.missing))
        return Status("open", missing, "headroom unknown") if missing else known[0]
    if shut or known:  # a total over the ceiling in either unit is over it
        return shut[0] if shut else known[0]
    return Status("open", verdicts[0].missing, "headroom unknown")


def _limit(unit: str, limit: float, cap: Cap, stated: Stated, heed_stop: bool) -> Status:
    load_low, load_high = _in_unit(unit, stated, stated.load(unit), cap)
    total = stated.number(f"cumulative_{unit.lower()}")
    if load_low is not None and load_low > limit:
        return Status("shut", why=f"the load alone is over the cap of {limit:,.0f} {unit}")
    if total is None:
        return Status("open", (f"cumulative_{unit.lower()}",))
    if total > limit or total + (load_low or 0.0) > limit:
        return Status(
            "shut", why=f"over the cap of {limit:,.0f} {unit}: {total:,.0f} counted before{_plus(load_low)}"
        )
    if heed_stop and cap.stop_at is not None and total >= cap.stop_at * limit:
        return Status("shut", why=f"{cap.stop_at:.0%} of the cap is reached, where every State must stop")
    if load_high is not None and total + load_high > limit:
        return Status("open", ("goods",), "over the cap or not, by product")
    if load_high is None:
        return Status("open", ("value_usd" if unit == "USD" else "quantity",))
    return Status("met", why=f"within the cap of {limit:,.0f} {unit}")


def _plus(load: float | None) -> str:
    return f", at least {load:,.0f} in this load" if load else ""


def _in_unit(unit: str, stated: Stated, load: Amount | None, cap: Cap) -> tuple[float | None, float | None]:
    """The load in the unit of a limit as a range, or None where it is not stated in anything that converts."""
    if load is not None:
        return load.value, load.value
    other = {"bbl": "t", "t": "bbl"}.get(unit)
    foreign = stated.load(other) if other and cap.product else None
    if foreign is None:
        return None, None
    factor = stated.factors.bbl_per_t(stated.product() if cap.product == "refined" else cap.product)
    ends = (factor.low, factor.high) if unit == "bbl" else (1 / factor.high, 1 / factor.low)
    return foreign.value * ends[0], foreign.value * ends[1]
