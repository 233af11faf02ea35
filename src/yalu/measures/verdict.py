"""What does the law say of this act on this day, and by which paragraph?

Every measure in force is asked whether it speaks of the act; where it does, its exemptions are tried. Bans cumulate and the
strictest answer wins: forbidden, contested, conditional, allowed. A call cannot forbid, it raises a flag. Where readings
part, each is followed to its own answer, and only if the answers differ is the verdict contested.
Assumes that whoever asks has the act right: a false description or origin is for `yalu.screen` to doubt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar, get_args

from msgspec.structs import replace

from yalu.measures.goods import Match, ends_with, goods_match, within, word_decision
from yalu.measures.model import Direction, Exemption, Ground, Reading, Side, Verdict, WayOut
from yalu.measures.needs import Stated, Status, exemption_status, hinted_facts
from yalu.terms.errors import BadInput, UnknownValue, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from yalu.measures.model import Act, Answer, Cap, Listing, Measure, Question, Saving, Vessel
    from yalu.measures.regime import Listed, Regime
    from yalu.terms.amounts import PetroleumFactors

__all__ = ["verdict"]

_T = TypeVar("_T")
_STRICTNESS: dict[Answer, int] = {"allowed": 0, "conditional": 1, "contested": 2, "forbidden": 3}
_YEAR_OPEN = "which counting year this day falls in"
_COUNT = Reading(who="a count of days from the paragraph", says="the day counted from adoption in New York")
_MOVES_GOODS = frozenset({None, "sale", "ship_to_ship", "bunkering", "trade_credit"})
_NAMES = {
    "flat": "exception",
    "livelihood": "livelihood exception",
    "winddown": "window for what was agreed before",
    "cap": "cap",
    "committee": "approval",
    "notice": "exception with notice",
}
_FORBIDS = frozenset({"decides", "requires", "clarifies", "reaffirms"})


class _Case(NamedTuple):
    """A question with all that does not change while the measures are asked."""

    question: Question
    regime: Regime
    stated: Stated
    listing: Listing | None
    ships: tuple[Vessel, ...]


class _Finding(NamedTuple):
    """What one measure says."""

    ground: Ground
    missing: tuple[str, ...]
    way_out: tuple[WayOut, ...]
    sides: tuple[Side, ...]


def verdict(question: Question, regime: Regime, listed: Listed, factors: PetroleumFactors) -> Verdict:
    """The answer of a regime to one question, with its grounds.

    Args:
        listed: who is designated, so that `party` and `imo` are answered by day.
        factors: barrels per tonne, for a load in another unit than the cap.

    Raises:
        BadInput: the question names neither goods nor an activity nor a party, or goods without a direction.
        UnknownValue: the party is a reference that the list never held.
    """
    case = _case(question, regime, listed, factors)
    findings: list[_Finding] = []
    owed: list[Measure] = []
    flags: list[str] = []
    for measure in regime.in_force(question.on):
        match = _speaks(measure, case)
        if match.answer == "no":
            flags += _contradicted(measure, case)
            continue
        if measure.force not in _FORBIDS:
            if _triggered(measure, case.stated):
                flags.append(f"{measure.cite}: {measure.text}")
        elif (triggered := _triggered(measure, case.stated)) is None or (measure.owed and not measure.when):
            owed.append(measure)
        elif triggered:
            findings.append(_finding(measure, match, case))
    answer = _combined(question, findings, owed, flags, case)
    if (
        (question.hs or question.goods)
        and question.direction is None
        and _way_matters(question, regime, listed, factors)
    ):
        # An act on goods whose way nobody stated: one way may be banned where the act alone is not.
        answer = _stricter(answer, "direction")
    wordy = (
        question.goods and question.hs is None and question.direction and question.activity in _MOVES_GOODS
    )
    if wordy and answer.verdict in ("allowed", "conditional"):
        # Words never clear goods: what no table knows, or an exemption of one measure alone, leaves the code to be asked.
        return _stricter(answer, "hs")
    return answer


def _stricter(answer: Verdict, missing: str) -> Verdict:
    """The verdict with one more thing to know before it could be allowed."""
    if answer.verdict not in ("allowed", "conditional"):
        return answer
    return replace(answer, verdict="conditional", missing=_each((*answer.missing, missing)))


def _way_matters(question: Question, regime: Regime, listed: Listed, factors: PetroleumFactors) -> bool:
    """Would the goods meet a measure if they left, or if they went, to the sanctioned State?"""
    loads = (replace(question, direction=way, activity=None) for way in get_args(Direction))
    found = (ground for load in loads for ground in verdict(load, regime, listed, factors).grounds)
    return any(ground.answer != "allowed" for ground in found)


def _contradicted(measure: Measure, case: _Case) -> list[str]:
    """A flag where the description names goods of a ban and the code is of other goods."""
    question = case.question
    if question.hs is None or not question.goods or measure.direction != question.direction:
        return []
    return [
        f'{measure.cite}: the description says "{named[0]}", which it bans; code {question.hs} is of other goods'
        for item in measure.goods
        if measure.force in _FORBIDS and (named := ends_with(item.terms, question.goods)) and named[1]
    ][:1]


def _case(question: Question, regime: Regime, listed: Listed, factors: PetroleumFactors) -> _Case:
    if question.hs is None and question.activity is None and not question.goods and question.party is None:
        raise BadInput(
            "the question names no goods, activity or party; give an hs code, goods in words, or an activity"
        )
    if (question.hs or question.goods) and question.direction is None and question.activity is None:
        raise BadInput(
            "goods need a direction, seen from the sanctioned State: export leaves it, import goes to it"
        )
    listing = _listing(question, listed)
    hinted = hinted_facts(regime.tables.hints, question.goods)
    stated = Stated(question, hinted, party_listed=listing is not None, factors=factors)
    ships = listed.ships(question.imo, question.on) if question.imo else ()
    return _Case(question, regime, stated, listing, ships)


def _listing(question: Question, listed: Listed) -> Listing | None:
    """The subject that the question names, if it is listed on the day."""
    if question.party is None:
        return None
    subject = listed.subject(question.party)
    if subject is None:
        refs = [one.ref for one in listed.subjects if one.ref[:3].casefold() == question.party[:3].casefold()]
        raise UnknownValue("reference on this regime's list", question.party, nearest(question.party, refs))
    standing = subject.listed_on <= question.on
    standing = standing and (subject.removed_on is None or question.on < subject.removed_on)
    return subject if standing else None


def _speaks(measure: Measure, case: _Case) -> Match:
    """Does the measure speak of this act at all?"""
    question = case.question
    silenced = any(case.stated.flag(fact) for fact in measure.not_when)
    if silenced or any(case.stated.flag(fact) is False for fact in measure.presumes):
        return Match("no")
    if measure.designated:
        return Match("yes") if _designates(measure, case) else Match("no")
    if None not in (measure.direction, question.direction) and measure.direction != question.direction:
        return Match("no")
    if question.activity is not None:
        hit = question.activity in measure.activities
        if hit or (question.hs is None and not question.goods):
            return Match("yes") if hit else Match("no")
    if question.direction is None or (question.hs is None and not question.goods):
        return Match("no")
    return _best(measure, case)


def _best(measure: Measure, case: _Case) -> Match:
    """The surest match among the items of a measure."""
    question, order = case.question, {"yes": 2, "open": 1, "no": 0}
    matches = (
        goods_match(
            item, question.hs, question.goods, case.stated, case.regime.splits, case.regime.tables.candidates
        )
        for item in measure.goods
    )
    return max(matches, key=lambda match: order[match.answer], default=Match("no"))


def _designates(measure: Measure, case: _Case) -> bool:
    """Is the party or ship of the question under this kind of designation, in an act the measure covers?"""
    activity = case.question.activity
    covered = not measure.activities or (activity or "goods") in measure.activities
    kinds = set(case.listing.measures) if case.listing and not measure.resolved_by else set()
    for ship in case.ships:
        if not measure.resolved_by or set(ship.legal_basis) & set(measure.resolved_by):
            kinds |= set(ship.kinds)
    return covered and bool(kinds & set(measure.designated))


def _triggered(measure: Measure, stated: Stated) -> bool | None:
    """Are the facts stated that the measure speaks upon? None: not known, so it is a check owed."""
    states = [stated.flag(fact) for fact in measure.when]
    if any(state for state in states) or not states:
        return True
    return None if None in states else False


def _finding(measure: Measure, match: Match, case: _Case) -> _Finding:
    """The measure's answer, each contested point followed through under every reading of it."""
    asked = [(fact, case.stated.flag(fact)) for fact in measure.asks]
    if any(state is False for _, state in asked):
        return _say(measure, match, "allowed", f"does not reach this: {', '.join(measure.asks)} is false")
    open_ = (*match.missing, *(fact for fact, state in asked if state is None))
    tried = [(exemption, _try(exemption, case)) for exemption in _exemptions(measure, case)]
    base, missing, why = _settle([(one, worlds[0]) for one, worlds in tried], open_, match.why)
    sides = _scope_sides(measure, match, base)
    for exemption, worlds in tried:
        sides += _exemption_sides(measure, exemption, worlds, tried, open_, base)
    answer: Answer = "contested" if sides else base
    why = "readings part here, each with its own answer" if sides else why
    every = (*missing, *(name for side in sides for name in _missing_of(side, tried)))
    way_out = _way_out(measure, tried)
    return _say(measure, match, answer, why, tuple(dict.fromkeys(every)), way_out, sides)


def _settle(
    statuses: Iterable[tuple[Exemption, Status]], open_: tuple[str, ...], why: str
) -> tuple[Answer, tuple[str, ...], str]:
    """Forbidden unless an exemption is met, or something that could lift or miss the ban is still open."""
    statuses = tuple(statuses)
    if met := next((exemption for exemption, status in statuses if status.answer == "met"), None):
        return "allowed", (), f"exempt: {met.text}"
    waiting = [(exemption, status) for exemption, status in statuses if status.answer == "open"]
    missing = tuple(dict.fromkeys((*open_, *(name for _, status in waiting for name in status.missing))))
    if missing:
        reasons = [why] if open_ else []
        reasons += [f"lawful only if {exemption.text}" for exemption, _ in waiting]
        return "conditional", missing, "; ".join(reason for reason in reasons if reason)
    shut = [
        f"{_NAMES[exemption.kind]}: {status.why}"
        for exemption, status in statuses
        if _worth_saying(exemption, status)
    ]
    return "forbidden", (), f"not lifted ({'; '.join(shut)})" if shut else ""


def _worth_saying(exemption: Exemption, status: Status) -> bool:
    """A saving nobody claimed, or one whose time has not come, explains nothing."""
    return not exemption.claimed and not status.why.startswith("begins")


def _exemptions(measure: Measure, case: _Case) -> list[Exemption]:
    """The measure's own exemptions that reach these goods and parties, then the general savings."""
    own = [one for one in measure.unless if _reaches(one, case)]
    savings = case.regime.savings(case.question.on)
    general = [saving for saving in savings if not saving.covers][-1:]  # each restates the one before
    named = [saving for saving in savings if measure.id in saving.covers]
    return own + [_as_exemption(saving) for saving in (*named, *general)]


def _as_exemption(saving: Saving) -> Exemption:
    return Exemption(
        kind="committee",
        text=saving.text,
        cite=saving.cite,
        needs=saving.needs,
        claimed=True,
        general=not saving.covers,
    )


def _reaches(exemption: Exemption, case: _Case) -> bool:
    question = case.question
    if exemption.parties and (case.listing is None or case.listing.ref not in exemption.parties):
        return False
    if exemption.activities and question.activity not in exemption.activities:
        return False
    if exemption.hs and question.hs is not None and within(exemption.hs, question.hs) == "none":
        return False
    return not exemption.split or _split_open(exemption, case) is not None


def _split_open(exemption: Exemption, case: _Case) -> tuple[str, ...] | None:
    """What is missing to know whether the exemption means these goods; None where it does not."""
    if not exemption.split:
        return ()
    found = word_decision(case.regime.splits[exemption.split], case.question.hs, case.question.goods)
    return None if found.answer == "no" else found.missing


def _try(exemption: Exemption, case: _Case) -> tuple[Status, Status]:
    """Where the exemption stands as the text is read here, and under the rival reading (the same where none is)."""
    speak = bool(
        exemption.speaks_for and case.question.hs and within(exemption.speaks_for, case.question.hs) == "full"
    )
    base = exemption_status(exemption, case.stated, goods_speak=speak)
    if base.answer != "shut" and (which := _split_open(exemption, case)):
        base = Status("open", (*which, *base.missing), "which goods these are")
    rival = base
    if _between_years(exemption.cap, exemption.since, case.question.on):
        rival = Status("open", ("cumulative_bbl",), _YEAR_OPEN)
    elif exemption.last_day_rival:
        rival = exemption_status(
            exemption, case.stated, last_day=exemption.last_day_rival[0], goods_speak=speak
        )
    elif exemption.rival_needs:
        rival = exemption_status(exemption, case.stated, more_needs=exemption.rival_needs, goods_speak=speak)
    elif exemption.cap and exemption.cap.stop_disputed:
        rival = exemption_status(exemption, case.stated, heed_stop=False, goods_speak=speak)
    elif exemption.against:
        rival, base = base, Status("shut", why="held by some only")
    return base, rival


def _between_years(cap: Cap | None, first: date | None, on: date) -> bool:
    """Is this a day, after the first counting year's own, on which two ways of counting the cap's year part?"""
    if cap is None or cap.year_starts_rival is None or (first is not None and on.year == first.year):
        return False
    return cap.year_starts <= f"{on:%m-%d}" < cap.year_starts_rival[0]


def _scope_sides(measure: Measure, match: Match, base: Answer) -> tuple[Side, ...]:
    """Both sides where readings part over whether these goods are meant at all."""
    item = match.disputed
    if item is None or base == "allowed":
        return ()
    return _sides(measure, item.held, base, item.against, "allowed")


def _exemption_sides(
    measure: Measure,
    exemption: Exemption,
    worlds: tuple[Status, Status],
    tried: list[tuple[Exemption, tuple[Status, Status]]],
    open_: tuple[str, ...],
    base: Answer,
) -> tuple[Side, ...]:
    """Both sides where readings of one exemption lead to different answers."""
    if worlds[0] == worlds[1]:
        return ()
    others = [(one, pair[1] if one is exemption else pair[0]) for one, pair in tried]
    rival, _, _ = _settle(others, open_, "")
    if rival == base:
        return ()
    held, against = _holders(exemption, worlds[1])
    return _sides(measure, held, rival, against, base, exemption.cite)


def _holders(exemption: Exemption, rival: Status) -> tuple[tuple[Reading, ...], tuple[Reading, ...]]:
    """Who holds the rival reading of an exemption, and who the one followed here."""
    cap = exemption.cap
    if cap and cap.year_starts_rival and rival.why == _YEAR_OPEN:
        return (cap.year_starts_rival[1],), (_COUNT,)
    if exemption.last_day_rival:
        return (exemption.last_day_rival[1],), (_COUNT,)
    if cap and cap.stop_disputed:
        return cap.stop_disputed[1:], cap.stop_disputed[:1]
    return exemption.held, exemption.against


def _sides(
    measure: Measure,
    held: tuple[Reading, ...],
    if_held: Answer,
    against: tuple[Reading, ...],
    if_not: Answer,
    cite: str = "",
) -> tuple[Side, ...]:
    cite = cite or measure.cite
    return tuple(
        Side(who=reading.who, says=reading.says, verdict=answer, cite=cite)
        for readings, answer in ((held, if_held), (against, if_not))
        for reading in readings
    )


def _missing_of(side: Side, tried: list[tuple[Exemption, tuple[Status, Status]]]) -> tuple[str, ...]:
    if side.verdict != "conditional":
        return ()
    return tuple(
        name for _, worlds in tried for status in worlds if status.answer == "open" for name in status.missing
    )


def _way_out(measure: Measure, tried: list[tuple[Exemption, tuple[Status, Status]]]) -> tuple[WayOut, ...]:
    """What would lift the ban: exemptions whose needs can still be met, and savings nobody claimed."""
    return tuple(
        WayOut(
            needs=_all_needs(exemption),
            cite=exemption.cite or measure.cite,
            measure=measure.id,
            says=exemption.text,
            general=exemption.general,
        )
        for exemption, (base, _) in tried
        if base.answer == "open" or (base.answer == "shut" and _claimable(exemption, base))
    )


def _claimable(exemption: Exemption, status: Status) -> bool:
    """Could the parties still invoke it? One kept for certain goods speaks for no others."""
    return status.why in ("not claimed", _NO_APPROVAL) and not exemption.speaks_for


_NO_APPROVAL = "not met: committee_approval"


def _all_needs(exemption: Exemption) -> tuple[str, ...]:
    return exemption.needs + (("contract_date",) if exemption.contract_before else ())


def _say(
    measure: Measure,
    match: Match,
    answer: Answer,
    why: str,
    missing: tuple[str, ...] = (),
    way_out: tuple[WayOut, ...] = (),
    sides: tuple[Side, ...] = (),
) -> _Finding:
    if measure.designated:
        basis = "designation"
    elif measure.goods and match.answer != "no" and not measure.activities:
        basis = match.basis
    else:
        basis = "conduct"
    ground = Ground(
        cite=measure.cite,
        measure=measure.id,
        answer=answer,
        why=f"{measure.text} {_sentence(why)}".strip(),
        basis=basis,  # type: ignore[arg-type]  # one of the literals by construction
        force=measure.force,
        confidence=measure.confidence,
        paragraph_seen=measure.paragraph_seen,
    )
    return _Finding(ground, missing, way_out, sides)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + ("" if words.endswith("?") or not words else ".")


def _combined(
    question: Question, findings: list[_Finding], owed: list[Measure], flags: list[str], case: _Case
) -> Verdict:
    """The strictest finding decides; the rest stand as further grounds."""
    findings = sorted(findings, key=lambda finding: -_STRICTNESS[finding.ground.answer])
    answer: Answer = findings[0].ground.answer if findings else "allowed"
    open_ = answer in ("conditional", "contested")
    return Verdict(
        verdict=answer,
        on=question.on,
        grounds=tuple(finding.ground for finding in findings),
        missing=_each(name for finding in findings for name in finding.missing) if open_ else (),
        way_out=_ways(way for finding in findings for way in finding.way_out) if answer != "allowed" else (),
        readings=_each(side for finding in findings for side in finding.sides),
        assumed=tuple(case.stated.assumed),
        checks_owed=_checks(owed),
        flags=tuple(flags),
        national=_national(question, findings, case),
    )


def _ways(ways: Iterable[WayOut]) -> tuple[WayOut, ...]:
    """Each way out once, under the first measure by name of those that have it."""
    once: dict[tuple[str, str], WayOut] = {}
    for way in ways:
        key = (way.cite, way.says)
        once[key] = min(once.get(key, way), way, key=lambda one: one.measure)
    return tuple(once.values())


def _each(items: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(items))


def _checks(owed: list[Measure]) -> tuple[str, ...]:
    """What is to be seen to whatever the answer; one line for measures that ask the same."""
    by_text: dict[str, list[str]] = {}
    for measure in owed:
        if measure.force != "requires":  # what 1695 asked without Chapter VII, 1718 decides
            by_text.setdefault(measure.owed or measure.text, []).append(measure.cite)
    return tuple(f"{', '.join(cites)}: {text}" for text, cites in by_text.items())


def _national(question: Question, findings: list[_Finding], case: _Case) -> tuple[str, ...]:
    """What the deciding State's own acts hold of the grounds: a layer apart, with its own dates."""
    state = question.reporter
    if state is None:
        return ()
    acts = [act for act in case.regime.tables.acts if act.state == state]
    return _each(
        line for finding in findings if acts for line in _acts_on(finding.ground.measure, acts, question.on)
    )


def _acts_on(measure: str, acts: list[Act], on: date) -> list[str]:
    held = [act for act in acts if measure in act.covers and act.in_force <= on]
    held = [act for act in held if act.last_day is None or on <= act.last_day]
    return [
        f"{act.title}, in force {act.in_force}: {act.text}{'; ' + act.window if act.window else ''}"
        for act in held
    ]
