"""Which names and numbers of a message are those of a listed party, on the day?

Every party is asked by its names, by the joins of its lines (a name broken over two lines is one name), and by its numbers; every
ship by its number and its name; every other text is searched for listed names and numbers. A name that says all that the listed
one says, but for the legal form, in a field that holds a party's name or as a whole mention in a text, stops; a likeness, or a
part of a longer text, is for a person to look at.
Assumes the lists given are those of the day: who was not yet listed is not in them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from yalu.screen.decision.model import Finding, ListEntry, ListUsed
from yalu.screen.messages.model import Consignment, NotScreened, Said, Traveller
from yalu.screen.party import Party as Asked
from yalu.screen.party import birth_interval, number_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from yalu.lists.model import Subject
    from yalu.screen.analyse import Kind
    from yalu.screen.decision.freetext import Spotter
    from yalu.screen.decision.model import Disposition, FindingKind
    from yalu.screen.messages.model import Content, Means, Party
    from yalu.screen.names import Hit, Matcher

__all__ = ["Entry", "Listed", "Screened", "party_findings"]

_MOST_HITS = 3
_TOLD_OTHERWISE = -0.015  # what a name loses by more than another legal form
_MOST_LINES = 3  # a name runs over at most so many lines
_KINDS: Mapping[str, tuple[Kind, ...]] = {
    "person": ("person",), "organisation": ("organisation",), "bank": ("organisation",), "unknown": ("person", "organisation"),
}  # fmt: skip
_ASKED_BY = frozenset(("bic", "lei", "passport", "imo_company"))
_NAMELESS = frozenset(
    ("eori", "tax", "company", "registration", "lei", "passport", "national_id", "account", "iban", "other")
)
_SHIPS = frozenset(("sea", "inland", "unknown"))
_PLATE = re.compile(
    r"[A-Z\u4e00-\u9fff\s·.-]{0,12}[\dA-Z·.-]*\d[\dA-Z·.-]*|WAGON.*|TRUCK.*|FLIGHT.*", re.IGNORECASE
)


class Entry(NamedTuple):
    """A listed subject as a finding shows it: `family` is its list, `law` says what the regime holds of it."""

    subject: Subject
    family: str
    sha256: str


class Listed(NamedTuple):
    """The lists of a day, ready to be asked: `entries` stand in the order of the matcher's subjects."""

    entries: Sequence[Entry]
    matcher: Matcher
    spotter: Spotter
    used: tuple[ListUsed, ...]


class Screened(NamedTuple):
    """What the names and numbers of a message came to. `screened` counts the fields compared."""

    findings: tuple[Finding, ...]
    not_screened: tuple[NotScreened, ...]
    screened: int


class _Basis(NamedTuple):
    """The law on a listed subject: measure, cite, and what follows."""

    measure: str | None
    cite: str | None
    disposition: Disposition
    says: str


def party_findings(
    content: Content,
    texts: Iterable[Said],
    listed: Listed,
    *,
    basis: Callable[[Entry], tuple[str | None, str | None, str]],
    register: Mapping[str, str],
    stop_score: float,
    cache: dict[Asked, list[Hit]],
) -> Screened:
    """The listed parties, ships and banks that a message names.

    Args:
        texts: every free text of the message.
        basis: measure, cite and words of the law on an entry.
        register: names by the number of a party, from a register file.
        stop_score: a hit of a lower score is for a person to look at.
        cache: hits of parties asked before; the caller keeps it as long as the lists stay.
    """
    asking = _Asking(listed, basis, register, stop_score, cache)
    for party in content.parties:
        asking.party(party)
    if isinstance(content, (Consignment, Traveller)):
        for means in content.means:
            asking.means(means)
    for said in texts:
        asking.text(said)
    return Screened(tuple(asking.findings), tuple(asking.not_screened), asking.screened)


class _Asking:
    """One message being asked about."""

    def __init__(
        self,
        listed: Listed,
        basis: Callable[[Entry], tuple[str | None, str | None, str]],
        register: Mapping[str, str],
        stop_score: float,
        cache: dict[Asked, list[Hit]],
    ) -> None:
        self.listed, self.basis, self.register, self.cache = listed, basis, register, cache
        self.stop_score = stop_score
        self.findings: list[Finding] = []
        self.not_screened: list[NotScreened] = []
        self.screened = 0

    def party(self, party: Party) -> None:
        kinds = _KINDS[party.kind]
        kind: FindingKind = "bank" if party.kind == "bank" else "party"
        births = tuple(interval for said in party.births if (interval := birth_interval(said.text)))
        numbers = tuple((n.kind, number_of(n.value)) for n in party.identifiers if n.kind in _ASKED_BY)
        names = (*party.names, *_registered(party, self.register))
        for said in names:
            self._ask(said, Asked(kinds=kinds, names=(said.text,), births=births), kind)
        for said in _joined(party.lines):
            self._ask(said, Asked(kinds=kinds, names=(said.text,), births=births), kind)
        for number in party.identifiers:
            self._number(Said(text=number.value, path=number.path), kind)
        for said in (*names, *party.lines, *party.address):
            self.text(said, kind, births)
        if not names and not party.lines and not (party.kind == "bank" and numbers):
            self._nameless(party)

    def means(self, means: Means) -> None:
        numbers = tuple(("imo", number_of(said.text)) for said in (means.imo,) if said)
        name = (
            means.name
            if means.name and means.mode in _SHIPS and not _PLATE.fullmatch(means.name.text)
            else None
        )
        where = means.imo or name
        if where is not None:
            asked = Asked(kinds=("vessel",), names=(name.text,) if name else ("",), identifiers=numbers)
            self._ask(where, asked, "vessel")
        for said in (means.mmsi, means.call_sign, means.registration):
            if said:
                self._number(said, "vessel")
        for said in (means.name, means.voyage, means.registration, *means.containers):
            if said:
                self.text(said, "vessel")

    def text(self, said: Said, kind: FindingKind = "party", births: tuple[tuple[int, int], ...] = ()) -> None:
        """Searches a text for listed names and numbers; `births` are those of the party whose field it is."""
        self.screened += 1
        for mention in self.listed.spotter.mentions(said.text):
            if any(
                f.input_path == said.path and f.list_entry and f.list_entry.outcome == "match"
                for f in self.findings
            ):
                break  # the field was asked as a whole and is a listed party
            asked = Asked(kinds=("person", "organisation", "vessel"), names=(mention.text,), births=births)
            for hit in self._hits(asked):
                if int(hit.id) in mention.places:
                    part = "" if mention.whole else f'"{mention.text}" stands within a longer text; '
                    self._found(
                        Said(text=said.text, path=said.path),
                        hit,
                        kind,
                        certain=mention.whole,
                        why=part,
                        matched=mention.text,
                    )
        self._number(said, kind)

    def _number(self, said: Said, kind: FindingKind) -> None:
        for type_, number, place in self.listed.spotter.numbers(said.text):
            entry = self.listed.entries[place]
            if any(
                f.input_path == said.path and f.list_entry and f.list_entry.id == entry.subject.id
                for f in self.findings
            ):
                continue
            why = f"the same {type_} {number}"
            self._add(said, entry, kind, 1.0, certain=True, why=why, matched=number, rule="number")

    def _ask(self, said: Said, asked: Asked, kind: FindingKind) -> None:
        self.screened += 1
        for hit in self._hits(asked):
            self._found(said, hit, kind, certain=True, why="", matched=asked.names[0])

    def _hits(self, asked: Asked) -> list[Hit]:
        found = self.cache.get(asked)
        if found is None:
            found = self.listed.matcher.screen(asked, limit=_MOST_HITS)
            self.cache[asked] = found
        return found

    def _found(
        self, said: Said, hit: Hit, kind: FindingKind, *, certain: bool, why: str, matched: str
    ) -> None:
        entry = self.listed.entries[int(hit.id)]
        sure = hit.score >= self.stop_score and all(one.effect > _TOLD_OTHERWISE for one in hit.reasons)
        earlier = [
            f
            for f in self.findings
            if f.input_path == said.path
            and f.list_entry
            and f.list_entry.id == entry.subject.id
            and f.list_entry.list == entry.family
        ]
        if any(f.list_entry and f.list_entry.score >= hit.score for f in earlier):
            return
        for old in earlier:
            self.findings.remove(old)
        by_number = any(
            reason.feature in ("imo", "identifier") and reason.effect > 0 for reason in hit.reasons
        )
        self._add(
            said, entry, kind, hit.score,
            certain=certain and sure, why=why + hit.reason, matched=matched, rule="number" if by_number else "name",
        )  # fmt: skip

    def _add(
        self,
        said: Said,
        entry: Entry,
        kind: FindingKind,
        score: float,
        *,
        certain: bool,
        why: str,
        matched: str,
        rule: str,
    ) -> None:
        measure, cite, law = self.basis(entry)
        subject = entry.subject
        level = "listed" if certain else "may be listed"
        self.findings.append(
            Finding(
                kind="vessel" if subject.kind == "vessel" else kind,
                input_path=said.path,
                value=said.text,
                list_entry=ListEntry(
                    id=subject.id,
                    list=entry.family,
                    name=subject.names[0].text,
                    matched=matched,
                    listed_on=subject.listed_on,
                    sha256=entry.sha256,
                    score=round(score, 4),
                    outcome="match" if certain else "review",
                ),
                measure=measure,
                cite=cite,
                reason=f"{level}: {subject.names[0].text} ({subject.id}); {why}{'; ' + law if law else ''}",
                disposition="stop" if certain else "review",
                rule=rule,
            )
        )

    def _nameless(self, party: Party) -> None:
        numbers = [number for number in party.identifiers if number.kind in _NAMELESS]
        if numbers:
            shown = ", ".join(f"{number.kind} {number.value}" for number in numbers)
            self.not_screened.append(
                NotScreened(path=party.path, why=f"no_name: {party.role} is given only as {shown}")
            )


def _registered(party: Party, register: Mapping[str, str]) -> Iterator[Said]:
    """The names that a register gives for a party's numbers; what stands in a number's field without a digit is a name itself."""
    for number in party.identifiers:
        if name := register.get(number_of(number.value)):
            yield Said(text=name, path=number.path)
        elif number.kind in _NAMELESS and not any(char.isdigit() for char in number.value):
            yield Said(text=number.value, path=number.path)


def _joined(lines: Sequence[Said]) -> Iterator[Said]:
    """The first line, and the joins of it with those below: a name may run on, at a blank or inside a word."""
    for last in range(1, min(len(lines), _MOST_LINES) + 1):
        texts = [line.text for line in lines[:last]]
        yield Said(text=" ".join(texts), path=lines[0].path)
        if last > 1:
            yield Said(text="".join(texts), path=lines[0].path)
