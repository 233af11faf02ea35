"""Which listed parties, ships and banks does a message name, and what follows for each?

A name that says all that the listed one says, but for the legal form or a misspelt word of trade, in a field that holds a party's
name or as a whole mention in a text, stops. A likeness, a part of a longer text, a name with another birth date, Chinese letters
that only sound like a listed person's name are for a person to look at. A listed number stops; a call sign, which passes from
ship to ship, does not.
Assumes the lists given are those of the day: who was not yet listed is not in them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from yalu.screen.decision.asking import ByNumber
from yalu.screen.decision.model import Finding, ListEntry, ListUsed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from yalu.lists.model import Subject
    from yalu.screen.decision.asking import ByName, Plan
    from yalu.screen.decision.freetext import Spotter
    from yalu.screen.decision.model import FindingKind
    from yalu.screen.messages.model import Said
    from yalu.screen.names import Hit, Matcher
    from yalu.screen.party import Party as Asked

__all__ = ["MOST_HITS", "Entry", "Listed", "party_findings"]

MOST_HITS = 3
"""Hits that are asked for each name."""
_SAME_NAME = frozenset(("legal form", "slips"))
"""Told otherwise by these alone (another legal form, a word of trade misspelt), a name of `_FEWEST_WORDS` is the same name."""
_FEWEST_WORDS = (
    3  # "Hana Bank" in Seoul is not the listed Hana Banking Corporation Ltd, Griffon Corp not Griffon FZC
)
_EQUAL = (
    0.9  # what a number gives that is the same; one that differs or is not given leaves less of a ship's name
)
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")


class Entry(NamedTuple):
    """A listed subject as a finding shows it: `family` is its list."""

    subject: Subject
    family: str
    sha256: str


class Listed(NamedTuple):
    """The lists of a day, ready to be asked: `entries` stand in the order of the matcher's subjects."""

    entries: Sequence[Entry]
    matcher: Matcher
    spotter: Spotter
    used: tuple[ListUsed, ...]


class _Hit(NamedTuple):
    """An entry that a field met: by what rule, how surely, and in whose words."""

    said: Said
    place: int
    kind: FindingKind
    score: float
    certain: bool
    why: str
    matched: str
    rule: str


def party_findings(
    plan: Plan,
    entries: Sequence[Entry],
    hits: Mapping[Asked, list[Hit]],
    *,
    basis: Callable[[Entry], tuple[str | None, str | None, str]],
    stop_score: float,
) -> tuple[Finding, ...]:
    """What the answers to a message's questions come to, an entry once for each field.

    Args:
        hits: the matcher's answers to all names of the plan.
        basis: measure, cite and words of the law on an entry.
        stop_score: a hit of a lower score is for a person to look at.
    """
    found: dict[tuple[str, int], _Hit] = {}
    # Fields that hold a listed party as a whole: what they mention besides is not asked.
    settled: set[str] = set()
    for step in plan.steps:
        if isinstance(step, ByNumber):
            met = [_by_number(step)]
        elif step.mention and step.said.path in settled:
            continue
        else:
            met = _by_name(step, entries, hits, stop_score)
        for hit in met:
            key = (hit.said.path, hit.place)
            old = found.get(key)
            if old is None or _says_more(hit, old):
                found.pop(key, None)
                found[key] = hit
        settled.update(hit.said.path for hit in met if hit.certain)
    return tuple(_finding(hit, entries[hit.place], basis(entries[hit.place])) for hit in found.values())


def _says_more(hit: _Hit, old: _Hit) -> bool:
    """Whether a hit is the better evidence: a sure one before a likeness, then the higher score, a name before its number."""
    if hit.certain != old.certain:
        return hit.certain
    return hit.score > old.score and hit.rule != "number"


def _by_number(step: ByNumber) -> _Hit:
    why = f"the same {step.type} {step.number}"
    sure = step.type != "call_sign"  # a State gives the call sign of a ship that left to another
    return _Hit(step.said, step.place, step.kind, 1.0, sure, why, step.number, "number")


def _by_name(
    step: ByName, entries: Sequence[Entry], hits: Mapping[Asked, list[Hit]], stop_score: float
) -> list[_Hit]:
    mention = step.mention
    whole = mention is None or mention.whole
    part = "" if mention is None or whole else f'"{mention.text}" stands within a longer text; '
    found = []
    for hit in hits[step.asked]:
        if mention is None or hit.place in mention.places:
            number = any(one.feature in ("imo", "identifier") and one.effect > _EQUAL for one in hit.reasons)
            matched = mention.text if mention else step.asked.names[0]
            sure = hit.score >= stop_score if number else _is_same(hit, matched, entries, stop_score)
            found.append(
                _Hit(
                    step.said,
                    hit.place,
                    step.kind,
                    hit.score,
                    whole and sure,
                    part + hit.reason,
                    matched,
                    "number" if number else "name",
                )
            )
    return found


def _is_same(hit: Hit, matched: str, entries: Sequence[Entry], stop_score: float) -> bool:
    """Whether a name says all that the listed one says."""
    slight = _SAME_NAME if len(matched.split()) >= _FEWEST_WORDS else ()
    lost = sum(one.effect for one in hit.reasons if one.feature in slight)
    otherwise = any(one.effect < 0 for one in hit.reasons if one.feature not in slight)
    return hit.score - lost >= stop_score and not otherwise and not _only_sounds(hit, matched, entries)


def _only_sounds(hit: Hit, matched: str, entries: Sequence[Entry]) -> bool:
    """Whether Chinese letters only sound like a listed name, as many others' do, and no birth says that it is this one."""
    if not _HAN.search(matched) or any(one.feature == "birth" and one.effect > 0 for one in hit.reasons):
        return False
    letters = re.sub(r"\W", "", matched)
    return all(re.sub(r"\W", "", name.text) != letters for name in entries[hit.place].subject.names)


def _finding(hit: _Hit, entry: Entry, basis: tuple[str | None, str | None, str]) -> Finding:
    measure, cite, law = basis
    subject = entry.subject
    level = "listed" if hit.certain else "may be listed"
    return Finding(
        kind="vessel" if subject.kind == "vessel" else hit.kind,
        input_path=hit.said.path,
        value=hit.said.text,
        list_entry=ListEntry(
            id=subject.id,
            list=entry.family,
            name=subject.names[0].text,
            matched=hit.matched,
            listed_on=subject.listed_on,
            sha256=entry.sha256,
            score=round(hit.score, 4),
            outcome="match" if hit.certain else "review",
        ),
        measure=measure,
        cite=cite,
        reason=f"{level}: {subject.names[0].text} ({subject.id}); {hit.why}{'; ' + law if law else ''}",
        disposition="stop" if hit.certain else "review",
        rule=hit.rule,
    )
