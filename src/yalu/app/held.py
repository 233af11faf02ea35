"""What is screened against: the lists held as they stood on a day, or the casebook's designations while none is loaded?

The index of the names is made once for a state of the lists and kept beside them (`index/<key>`), so that the next process opens
it at once and shares its pages. Taking in a list makes it, so that the first question need not wait. The key is the hash of the
snapshots used as they lie on the disk, of the day where they depend on it, and of the files of the matcher and of the reader of
lists: whatever changes, another index is made. It is moved to its place whole; what a process that was killed left half written
is removed by the next.
"""

from __future__ import annotations

import gc
import hashlib
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from msgspec.structs import replace

import yalu.lists.read as list_files
import yalu.screen.read as matcher_files
from yalu.app.snapshots import Store, casebook
from yalu.lists.casebook import CASEBOOK
from yalu.lists.recognise import source_by_name
from yalu.screen.names import Matcher, build_index
from yalu.screen.party import party_of_subject
from yalu.screen.read import read_index, tables, write_index
from yalu.terms.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from yalu.app.snapshots import Used
    from yalu.lists.model import Snapshot, Subject
    from yalu.screen.names import Index
    from yalu.screen.party import Party

__all__ = [
    "Held", "held", "index_key", "kept_index", "key_of_day", "parties_of_lists", "split_id", "uncollected",
]  # fmt: skip

_CODE = tuple(Path(str(part.__file__)).parent for part in (matcher_files, list_files))
_INDEXES = 4  # kept beside the lists: the newest, and some days asked about before


class Held(NamedTuple):
    """A matcher over what is held. Its ids name the list and the entry there: "un:KPi.001".

    `snapshots` are those that were used, `published` the day of the casebook where there are none. `key` changes whenever an
    answer could.
    """

    matcher: Matcher
    snapshots: tuple[Snapshot, ...]
    published: date | None
    key: str

    def source(self, on: date) -> str:
        """What is screened against, in words, with its age on a day."""
        if not self.snapshots:
            return f"casebook designations as of {_aged(self.published, on)} (no list is loaded)"
        return ", ".join(f"{one.source} of {_aged(one.published, on)}" for one in self.snapshots)


def held(folder: Path, on: date) -> Held:
    """What the folder of lists holds, as it stood on a day."""
    store = Store(folder)
    used = [store.used(source_by_name(one.source).family, on) for one in store.held()]
    if not used:
        shipped = casebook(on)
        parties = parties_of_lists({CASEBOOK: shipped.subjects})
        key = index_key(msgspec.json.encode(parties))
        return Held(Matcher.of(parties, tables()), (), shipped.published, key)
    key = key_of_day(store, used, on)
    snapshots = tuple(snapshot for one in used if (snapshot := one.before or one.after))
    index = kept_index(folder, key, lambda: _parties_of(store, on))
    return Held(Matcher(index, tables()), snapshots, None, key)


def split_id(id_: str) -> tuple[str, str]:
    """The list and the entry of an id of `Held`."""
    list_, _, entry = id_.partition(":")
    return list_, entry


def key_of_day(store: Store, used: Iterable[Used], on: date) -> str:
    """The name of the index of the lists as they stood on a day, by the snapshots that say so."""
    return index_key(*(part for one in used for part in _stamps(store, one, on)))


def _stamps(store: Store, used: Used, on: date) -> Iterator[bytes]:
    """The snapshot of or before a day, and the one after it with that day: only together do they say who was listed."""
    yield store.stamp(used.before) if used.before else b""
    if used.after:
        yield store.stamp(used.after)
        yield on.isoformat().encode()


def kept_index(folder: Path, key: str, parties: Callable[[], Sequence[Party]]) -> Index:
    """The index of that key from the folder of lists, or made now of the parties and kept."""
    path = folder / "index" / key
    try:
        return read_index(path)
    except BadInput:
        with uncollected():
            index = build_index(parties(), tables())
    try:
        path.parent.mkdir(exist_ok=True)
        write_index(index, path)
        _forget(path)
    except OSError:  # a folder that cannot be written costs the next process the time, not the answer
        return index
    return read_index(path)


def _forget(newest: Path) -> None:
    """Remove all indexes but the newest, and what was left half written before it."""
    made = newest.stat().st_mtime
    others = sorted(((path.stat().st_mtime, path) for path in newest.parent.iterdir()), reverse=True)
    whole = [path for _, path in others if path.suffix != ".part"]
    left = [path for when, path in others if path.suffix == ".part" and when < made]
    for path in (*whole[_INDEXES:], *left):
        path.unlink(missing_ok=True)


@contextmanager
def uncollected() -> Iterator[None]:
    """A stretch in which records are made that stay: the collector of garbage does not look through them again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was:
            gc.enable()


def _parties_of(store: Store, on: date) -> list[Party]:
    families = [source_by_name(one.source).family for one in store.held()]
    return parties_of_lists({family: store.as_of(family, on).subjects for family in families})


def parties_of_lists(lists: dict[str, Iterable[Subject]]) -> list[Party]:
    """The subjects of lists by family as parties, whose ids name the list and the entry there."""
    return [
        replace(party_of_subject(one), id=f"{name}:{one.id}")
        for name, subjects in lists.items()
        for one in subjects
    ]


def index_key(*parts: bytes) -> str:
    """The name of the index of what the parts stand for, another whenever the matcher changes."""
    return hashlib.sha256(b"\n".join((_matcher(), *parts))).hexdigest()


@cache
def _matcher() -> bytes:
    """The hash of the code and tables of the matcher and of the reader of lists, which shape an index."""
    found = hashlib.sha256()
    for folder in _CODE:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                found.update(path.read_bytes())
    return found.digest()


def _aged(day: date | None, on: date) -> str:
    """A day with its age, or that there is none."""
    if day is None:
        return "no date"
    age = (on - day).days
    if age >= 0:
        return f"{day} ({age:,} day{'s'[: age != 1]} old)"
    return f"{day}, after the day asked about (entries without a day of listing are left out)"
