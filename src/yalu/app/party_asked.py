"""Whom does `--party` mean: a reference of the regime's own table, an entry of a list held, or a name?

The law answers by the references of its own table. An entry of another list is followed to the UN's by the evidence of
`clusters`; a name is screened against the lists held, or the casebook while none is. Only one answer at match level is taken;
several are named to the user, who knows which one was meant.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from yalu.measures.read import listed
from yalu.terms.errors import BadInput, UnknownValue, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from yalu.screen.names import Hit

__all__ = ["PartyAsked", "party_asked"]

_REFERENCE = re.compile(r"[A-Za-z]{2,3}\.?\d{1,4}")
_REGIME_LISTS = frozenset(("un", "casebook"))


class PartyAsked(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A party as it was asked for, its reference, and why it is this one; no reason where the reference was given.

    `others` are the entries of other lists that the name fits as well: the same party, or another of that name.
    """

    asked: str
    reference: str
    against: str = ""
    reason: str = ""
    others: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Who was taken for whom, and why; empty where the reference was given."""
        if not self.reason:
            return ""
        others = (
            f"\nThe name fits as well: {', '.join(self.others)}. A name alone proves nothing."
            if self.others
            else ""
        )
        return (
            f'"{self.asked}" is taken for {self.reference}: {self.reason}\n(against {self.against}){others}\n'
        )


def party_asked(text: str, lists: Path, on: date) -> PartyAsked:
    """The reference that a party stands for.

    Args:
        lists: the folder of lists.

    Raises:
        BadInput: several listed parties, or none of this regime's, fit.
        UnknownValue: nobody listed fits.
    """
    if _REFERENCE.fullmatch(text) or listed().subject(text):
        return PartyAsked(
            asked=text, reference=text
        )  # the law knows its references, and the nearest to a wrong one
    if ":" in text:
        return _entry(text, lists)
    return _name(text, lists, on)


def _entry(text: str, lists: Path) -> PartyAsked:
    from yalu.app.crosslist import clusters_held
    from yalu.app.snapshots import Store

    found = clusters_held(Store(lists), (), text)
    (cluster,) = found.clusters
    references = _known(member.id for member in cluster.members if member.list == "un")
    if not references:
        raise BadInput(
            f"{text} is tied to no entry of this regime's list; leave --party out to ask of an unlisted party"
        )
    why = "; ".join(dict.fromkeys(f"{tie.kind.replace('_', ' ')}: {tie.value}" for tie in cluster.evidence))
    return PartyAsked(
        asked=text, reference=references[0], against=f"{len(found.lists)} lists held", reason=why
    )


def _name(text: str, lists: Path, on: date) -> PartyAsked:
    from yalu.app.held import held, split_id
    from yalu.screen.asked import asked

    question = asked({"name": text, "schema": "Thing"})
    if question.party is None:
        raise _nobody(text)
    asked_of = held(lists, on)
    hits = asked_of.matcher.screen(question.party)
    matches = [one for one in hits if one.outcome == "match"]
    ours = {
        entry: one
        for one in matches
        for list_, entry in (split_id(one.id),)
        if list_ in _REGIME_LISTS and _known((entry,))
    }
    if len(ours) == 1:
        ((reference, hit),) = ours.items()
        others = tuple(one.id for one in matches if one is not hit)
        return PartyAsked(
            asked=text, reference=reference, against=asked_of.source(on), reason=hit.reason, others=others
        )
    if ours:
        raise BadInput(
            f'"{text}" fits {len(ours)} listed parties; name one by its reference:\n{_lines(ours.values())}'
        )
    if matches:
        raise BadInput(
            f'"{text}" is on other lists and not on this regime\'s; leave --party out to ask of a party that is not listed:\n'
            f"{_lines(matches)}"
        )
    if hits:
        raise BadInput(
            f'"{text}" is near a listed party and not the same; if it is one of these, give its reference:\n{_lines(hits)}'
        )
    raise _nobody(text)


def _known(references: Iterable[str]) -> list[str]:
    return [one for one in references if listed().subject(one)]


def _nobody(text: str) -> UnknownValue:
    return UnknownValue(
        "reference or name of a listed party", text, nearest(text, [one.ref for one in listed().subjects])
    )


def _lines(hits: Iterable[Hit]) -> str:
    return "\n".join(f"  {one.id}  {one.outcome} {one.score:.2f}  {one.reason}" for one in hits)
