"""Which entries of several lists are the same subject, and by what evidence?

Evidence, strongest first: a reference to the other list that the record itself states; an IMO number whose check digit
holds; a passport; a bank's BIC; a birth date together with the same letters of a name; an organisation's name that is long
and borne by nobody else.
Shapes: a cluster has at least two members, named by list and id; each tie of evidence joins two of them.
Assumes that a number or name borne by several subjects of one list proves nothing by itself, and that two entries of one list are
different subjects unless an IMO number or a reference says otherwise. Birth dates that exclude each other forbid any tie but a
reference: homonyms are common (seven of the UN's 80 DPRK persons are a KIM with CHOL in the given name).
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import Struct

from yalu.lists.names import name_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from yalu.lists.model import BirthDate, Identifier, Subject

__all__ = ["Cluster", "EvidenceKind", "Member", "Tie", "clusters", "ties"]

EvidenceKind = Literal["reference", "imo", "imo_company", "passport", "bic", "birth_date_and_name", "name"]

_LONG_NAME = (
    14  # letters of an organisation's name that two different ones hardly share; "Korea Shipping" has 13
)
_NO_SIGN = re.compile(r"[\W_]+")
_SHORTEST_NUMBER = 6  # signs of a passport number; shorter ones are fragments
_YEAR_DAYS = 366
_SLIP = timedelta(
    days=1
)  # the UN's file of 2026 has several DPRK births a day before its file of 2018 and the EU's annex


class Member(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, order=True):
    """An entry: the list, by any name the caller gave it, and its id there."""

    list: str
    id: str


class Tie(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One piece of evidence that two entries are the same subject, and the words or number that it rests on."""

    kind: EvidenceKind
    first: Member
    second: Member
    value: str


class Cluster(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Entries that are the same subject, and all the evidence for it."""

    members: tuple[Member, ...]
    evidence: tuple[Tie, ...]


class _Entry(NamedTuple):
    """An entry with its record."""

    member: Member
    subject: Subject


def clusters(
    lists: Mapping[str, Iterable[Subject]], evidence: Iterable[EvidenceKind] | None = None
) -> tuple[Cluster, ...]:
    """The clusters among some lists, largest evidence first; entries without a counterpart are in none.

    Args:
        lists: subjects by list. References are stated as "un:KPi.001", so the UN's list should be called "un".
        evidence: the kinds to use; all of them where none are named.
    """
    kinds = None if evidence is None else set(evidence)
    group: dict[Member, set[Member]] = {}
    kept: list[Tie] = []
    for tie in ties(lists):
        if kinds is not None and tie.kind not in kinds:
            continue
        first = group.setdefault(tie.first, {tie.first})
        second = group.setdefault(tie.second, {tie.second})
        if first is not second:
            if _crowded(first, second) and tie.kind not in {"reference", "imo", "imo_company"}:
                continue
            first |= second
            for member in second:
                group[member] = first
        kept.append(tie)
    found: dict[int, list[Tie]] = defaultdict(list)
    for tie in kept:
        found[id(group[tie.first])].append(tie)
    return tuple(
        Cluster(members=tuple(sorted(group[evidence_[0].first])), evidence=tuple(evidence_))
        for evidence_ in found.values()
    )


def ties(lists: Mapping[str, Iterable[Subject]]) -> Iterator[Tie]:
    """All evidence between entries, strongest kind first."""
    entries = [
        _Entry(Member(list=name, id=subject.id), subject)
        for name, subjects in lists.items()
        for subject in subjects
    ]
    yield from _by_reference(entries)
    yield from _by_key(entries, "imo", _numbers("imo", "vessel"), within=True)
    yield from _by_key(entries, "imo_company", _numbers("imo_company", "organisation"))
    yield from _by_key(entries, "passport", _passports)
    yield from _by_key(entries, "bic", _bics)
    yield from _by_birth(entries)
    yield from _by_key(entries, "name", _long_names)


def _crowded(first: set[Member], second: set[Member]) -> bool:
    """Would one list stand in the group twice?"""
    return not {member.list for member in first}.isdisjoint(member.list for member in second)


def _by_reference(entries: Iterable[_Entry]) -> Iterator[Tie]:
    by_id = {f"{entry.member.list}:{entry.member.id}": entry for entry in entries}
    first_with: dict[str, _Entry] = {}
    for entry in entries:
        for reference in entry.subject.references:
            other = by_id.get(reference) or first_with.setdefault(reference, entry)
            if other.member != entry.member:
                yield Tie(kind="reference", first=other.member, second=entry.member, value=reference)


def _by_key(
    entries: Iterable[_Entry],
    kind: EvidenceKind,
    keys: Callable[[Subject], Iterable[str]],
    *,
    within: bool = False,
) -> Iterator[Tie]:
    """Ties between entries with a key in common.

    Args:
        within: whether several entries of one list may bear the key and be one subject.
    """
    bearers: dict[str, list[_Entry]] = defaultdict(list)
    for entry in entries:
        for key in dict.fromkeys(keys(entry.subject)):
            bearers[key].append(entry)
    for key, found in bearers.items():
        lists = [entry.member.list for entry in found]
        if not within and len(set(lists)) < len(lists):
            found = [entry for entry in found if lists.count(entry.member.list) == 1]  # noqa: PLW2901  # those left to compare
        for place, first in enumerate(found):
            for second in found[place + 1 :]:
                if _compatible(first.subject, second.subject, same_name=kind == "passport"):
                    yield Tie(kind=kind, first=first.member, second=second.member, value=key)


def _by_birth(entries: Iterable[_Entry]) -> Iterator[Tie]:
    """Persons with the same letters in a name whose births meet: on one day, or in one year if nobody else has that name."""
    bearers: dict[str, list[_Entry]] = defaultdict(list)
    for entry in entries:
        if entry.subject.kind == "person" and entry.subject.births:
            for key in _keys(entry.subject):
                bearers[key].append(entry)
    seen: set[tuple[Member, Member]] = set()
    for found in bearers.values():
        lists = [entry.member.list for entry in found]
        alone = len(set(lists)) == len(lists)
        for place, first in enumerate(found):
            for second in found[place + 1 :]:
                pair = (first.member, second.member)
                if first.member.list == second.member.list or pair in seen:
                    continue
                meeting = _meeting(first.subject.births, second.subject.births, alone=alone)
                if meeting:
                    seen.add(pair)
                    yield Tie(
                        kind="birth_date_and_name", first=first.member, second=second.member,
                        value=f"{first.subject.caption}, born {meeting}",
                    )  # fmt: skip


def _meeting(first: Iterable[BirthDate], second: tuple[BirthDate, ...], *, alone: bool) -> str:
    """The day (or the one beside it) or year in which two sets of birth dates meet; empty where they do not."""
    for one in first:
        for other in second:
            same_day = one.precision == other.precision == "day" and abs(one.since - other.since) <= _SLIP
            in_a_year = alone and _overlap(one, other) and max(_days(one), _days(other)) <= _YEAR_DAYS
            if same_day or in_a_year:
                return one.text or one.since.isoformat()
    return ""


def _compatible(first: Subject, second: Subject, *, same_name: bool) -> bool:
    """Can the two be one: kinds that agree, and no birth dates that exclude each other?

    Args:
        same_name: whether the same letters of a name outweigh the dates, as they do beside a passport in common.
    """
    if "unknown" not in {first.kind, second.kind} and first.kind != second.kind:
        return False
    if not first.births or not second.births:
        return True
    if any(
        _overlap(one, other) or one.circa or other.circa for one in first.births for other in second.births
    ):
        return True
    return same_name and not _keys(first).isdisjoint(_keys(second))


def _overlap(one: BirthDate, other: BirthDate) -> bool:
    return one.since < other.until and other.since < one.until


def _days(one: BirthDate) -> int:
    return (one.until - one.since).days


def _numbers(type_: str, kind: str) -> Callable[[Subject], list[str]]:
    def keys(subject: Subject) -> list[str]:
        if subject.kind not in {kind, "unknown"}:
            return []
        return [number.value for number in subject.identifiers if number.type == type_ and number.valid]

    return keys


def _passports(subject: Subject) -> list[str]:
    return [
        sign
        for number in subject.identifiers
        if number.type == "passport" and len(sign := _signs(number)) >= _SHORTEST_NUMBER
    ]


def _bics(subject: Subject) -> list[str]:
    return [
        number.value[:8]
        for number in subject.identifiers
        if number.type == "bic" and number.valid is not False
    ]


def _long_names(subject: Subject) -> list[str]:
    if subject.kind != "organisation":
        return []
    return [key for key in _keys(subject) if len(key) >= _LONG_NAME]


def _keys(subject: Subject) -> set[str]:
    """The letters of its good names; one form each, whichever word comes first."""
    return {
        min(name_keys(name.text))
        for name in subject.names
        if name.quality != "weak" and len(name.text.split()) > 1 and name_keys(name.text)
    }


def _signs(number: Identifier) -> str:
    return _NO_SIGN.sub("", number.value).upper()
