"""What changed between two days of a list, and who was on it on a day between?

Shapes: `added` and `removed` hold the subjects themselves, `amended` the id and the names of the fields that differ.
Assumes that an id means the same subject in both. The order of names, addresses and other alternatives does not count; where a
record stood in its file does not either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from yalu.lists.model import Subject

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

__all__ = ["Amended", "Difference", "as_of", "diff", "on_day", "returned", "without_day"]

_NOT_CONTENT = frozenset(("id", "position", "record"))


class Amended(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One subject whose record changed, and in which fields."""

    id: str
    fields: tuple[str, ...]


class Difference(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What changed from one snapshot to another."""

    added: tuple[Subject, ...]
    removed: tuple[Subject, ...]
    amended: tuple[Amended, ...]


def diff(before: Iterable[Subject], after: Iterable[Subject]) -> Difference:
    """What was added, removed and amended, in the order of the lists."""
    old = {subject.id: subject for subject in before}
    new = {subject.id: subject for subject in after}
    both = ((id_, _changed(old[id_], subject)) for id_, subject in new.items() if id_ in old)
    return Difference(
        added=tuple(subject for id_, subject in new.items() if id_ not in old),
        removed=tuple(subject for id_, subject in old.items() if id_ not in new),
        amended=tuple(Amended(id=id_, fields=fields) for id_, fields in both if fields),
    )


def as_of(subjects: Iterable[Subject], day: date) -> tuple[Subject, ...]:
    """Those of a list who were listed by the end of that day, as the list describes them now.

    It rebuilds a list from its days of listing: who had been removed before the list was made is not on it, and who has no
    day of listing (`without_day`) is left out.
    """
    return tuple(subject for subject in subjects if subject.listed_on and subject.listed_on <= day)


def on_day(
    before: Iterable[Subject] | None, after: Iterable[Subject], day: date, *, made: date | None = None
) -> tuple[Subject, ...]:
    """A list as it stood on a day between two snapshots, as far as they show.

    It holds everybody of the snapshot before, and those of the one after who were listed since. Who was removed between the
    two is still on it: lists print no day of removal. Who is new in the one after, with a day of listing before the snapshot
    that lacks them, came back on a day nobody prints (`returned`) and is left out.

    Args:
        before: the last snapshot of or before that day; None where there is none, and then `as_of` the one after.
        after: the first snapshot after that day.
        made: the day of the snapshot before.
    """
    if before is None:
        return as_of(after, day)
    held = tuple(before)
    known = {subject.id for subject in held}
    new = (subject for subject in as_of(after, day) if subject.id not in known)
    return (
        *held,
        *(subject for subject in new if made is None or (subject.listed_on and subject.listed_on > made)),
    )


def returned(before: Iterable[Subject], after: Iterable[Subject], made: date) -> tuple[Subject, ...]:
    """Those who are on the later snapshot and not on the earlier, though listed by its day: they came back in between."""
    known = {subject.id for subject in before}
    return tuple(subject for subject in as_of(after, made) if subject.id not in known)


def without_day(subjects: Iterable[Subject]) -> tuple[Subject, ...]:
    """Those of whom the list gives no day of listing, so that nothing can be said of another day."""
    return tuple(subject for subject in subjects if subject.listed_on is None)


def _changed(old: Subject, new: Subject) -> tuple[str, ...]:
    return tuple(
        field
        for field in Subject.__struct_fields__
        if field not in _NOT_CONTENT and not _same(getattr(old, field), getattr(new, field))
    )


def _same(old: object, new: object) -> bool:
    if old == new:
        return True
    return isinstance(old, tuple) and isinstance(new, tuple) and set(old) == set(new)
