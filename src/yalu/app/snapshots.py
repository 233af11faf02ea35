"""Where are the lists kept that a user has loaded, and how does a new one take the place of the old?

Layout of a store: `files/<sha256>` holds a file as its publisher made it, `snapshots/<sha256>.json` one list as read from its
files, `held.json` says which of them is held for each list and which were held before. A file is written whole beside its
place, forced to the disk and moved there; `held.json` is replaced last, the same way. Whoever is stopped on the way, even by
`kill -9`, leaves the old state or the new one, and at worst a file nobody points to. Two processes take turns by a lock on
`lock`. Nothing is ever overwritten: a snapshot's name is the hash of what the publisher sent.
"""

from __future__ import annotations

import csv
import fcntl
import os
import tempfile
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from msgspec import Struct

import yalu.measures.read as law
from yalu.lists.assertions import insane, objections
from yalu.lists.casebook import casebook_list
from yalu.lists.diff import on_day, returned, without_day
from yalu.lists.errors import BadList
from yalu.lists.model import ParsedList, Snapshot, Subject
from yalu.lists.read import read_bytes
from yalu.lists.recognise import Loaded, NamedBytes, load, source_by_name
from yalu.terms.errors import UnknownValue, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Added", "AsOf", "Store", "Used", "casebook", "read_lists", "write_whole"]


class _Kept(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A snapshot as it stands on the disk."""

    snapshot: Snapshot
    parsed: ParsedList


class _Held(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The snapshots of every list, by its family, the one held last."""

    lists: dict[str, tuple[Snapshot, ...]] = {}


class Added(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What became of one list: `same` says that it was held already."""

    snapshot: Snapshot
    rows: dict[str, int]
    findings: tuple[str, ...]
    same: bool


class Used(NamedTuple):
    """The snapshot of or before a day, and the first after it where the day lies between: one of the two is there."""

    before: Snapshot | None
    after: Snapshot | None


class AsOf(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A list on a day: the snapshots before and after it that were used, and who was on it.

    `returned` are those who came back between the two snapshots, on a day no list prints; they are left out. `undated`
    counts entries of the later snapshot without a day of listing, of whom nothing is known before it. With no
    snapshot after the day, the one before is the answer, however old; with none dated, the one held.
    """

    day: date
    before: Snapshot | None
    after: Snapshot | None
    subjects: tuple[Subject, ...]
    undated: int
    returned: tuple[str, ...] = ()


def read_lists(paths: Iterable[Path], published: date | None = None) -> tuple[Loaded, ...]:
    """The lists in some files; files of one list are read together.

    Raises:
        BadList: a file cannot be read, or is of no known list.
    """
    return load([NamedBytes(str(path), read_bytes(path)) for path in paths], published)


def casebook(on: date) -> ParsedList:
    """The designations that ship with the law, as they stood on a day: what is screened while no list is loaded."""
    folder = Path(law.__file__).with_name("data")
    parties, vessels = (
        csv.DictReader((folder / name).read_text(encoding="utf-8").splitlines())
        for name in ("designations.csv", "vessels.csv")
    )
    return casebook_list(parties, vessels, on=on)


class Store:
    """The lists a user has loaded, in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(
        self, paths: Iterable[Path], *, published: date | None = None, force: bool = False
    ) -> tuple[Added, ...]:
        """Take in the lists of some files: all of them, or none.

        Args:
            force: take a list in although its counts or its age speak against it.

        Raises:
            BadList: a file cannot be read, or a list must not take the place of the one held; each reason is given.
        """
        return self.take(read_lists(paths, published), force=force)

    def take(self, loaded: Sequence[Loaded], *, force: bool = False) -> tuple[Added, ...]:
        """Take in lists that were read: all of them, or none.

        Args:
            force: take a list in although its counts or its age speak against it.

        Raises:
            BadList: a list must not take the place of the one held; each reason is given.
        """
        with self._locked():
            held = self._held()
            if not force and (reasons := list(_reasons(loaded, held))):
                raise BadList("\n".join(reasons))
            lists = dict(held.lists)
            for one in loaded:
                family = _family(one.snapshot)
                earlier = tuple(old for old in lists.get(family, ()) if old.sha256 != one.snapshot.sha256)
                self._keep(one)
                lists[family] = (*earlier, one.snapshot)
            write_whole(self.folder / "held.json", msgspec.json.encode(_Held(lists=lists)))
        return tuple(
            Added(
                snapshot=one.snapshot,
                rows=one.parsed.rows,
                findings=one.parsed.findings,
                same=_is_held(held, one.snapshot),
            )
            for one in loaded
        )

    def held(self) -> tuple[Snapshot, ...]:
        """The snapshot held of each list."""
        return tuple(snapshots[-1] for snapshots in self._held().lists.values())

    def history(self) -> tuple[Snapshot, ...]:
        """Every snapshot kept, oldest first within its list."""
        return tuple(snapshot for snapshots in self._held().lists.values() for snapshot in snapshots)

    def find(self, name: str) -> Snapshot:
        """A snapshot by the start of its hash, by its list ("un": the one held), or by list and day ("un@2025-08-02").

        Raises:
            BadList: several snapshots fit.
            UnknownValue: none does.
        """
        lists = self._held().lists
        family, _, day = name.partition("@")
        if name in lists:
            return lists[name][-1]
        every = self.history()
        found = [
            one
            for one in every
            if (day and _family(one) == family and one.published and one.published.isoformat() == day)
            or (len(name) >= 6 and one.sha256.startswith(name))
        ]
        if not found:
            known = [*lists, *(f"{_family(one)}@{one.published}" for one in every if one.published)]
            raise UnknownValue("snapshot", name, nearest(name, known))
        if len({one.sha256 for one in found}) > 1:
            raise BadList(f'"{name}" fits several snapshots: {", ".join(one.sha256[:12] for one in found)}')
        return found[0]

    def read(self, snapshot: Snapshot) -> ParsedList:
        """What is on a snapshot.

        Raises:
            BadList: the store was changed from outside.
        """
        path = self._path(snapshot.sha256)
        try:
            return msgspec.json.decode(path.read_bytes(), type=_Kept).parsed
        except (OSError, msgspec.DecodeError) as error:
            raise BadList(f"{path}: the snapshot cannot be read ({error}); add its list again") from None

    def stamp(self, snapshot: Snapshot) -> bytes:
        """What changes whenever what is kept of a snapshot does.

        Raises:
            BadList: the store was changed from outside.
        """
        path = self._path(snapshot.sha256)
        try:
            found = path.stat()
        except OSError as error:
            raise BadList(f"{path}: the snapshot cannot be read ({error}); add its list again") from None
        return f"{snapshot.sha256} {found.st_size} {found.st_mtime_ns}".encode()

    def used(self, list_: str, day: date, *, among: frozenset[str] | None = None) -> Used:
        """The snapshots of a list that say who was on it on a day.

        Args:
            list_: the list's family, such as "un" or "ofac_sdn".
            among: only these snapshots count, by their hashes.

        Raises:
            UnknownValue: nothing of that list is kept.
        """
        lists = self._held().lists
        if list_ not in lists:
            raise UnknownValue("list", list_, nearest(list_, lists))
        kept = [one for one in lists[list_] if among is None or one.sha256 in among]
        if not kept:
            raise UnknownValue("list among the snapshots named", list_, None)
        dated = sorted((one for one in kept if one.published), key=_published)
        before = next((one for one in reversed(dated) if _published(one) <= day), None)
        after = next((one for one in dated if _published(one) > day), None)
        if after is None:
            return Used(before or kept[-1], None)
        return Used(before, None if before and before.published == day else after)

    def as_of(self, list_: str, day: date, *, among: frozenset[str] | None = None) -> AsOf:
        """A list as it stood on a day, from the snapshots kept around it.

        Args:
            list_: the list's family, such as "un" or "ofac_sdn".
            among: only these snapshots count, by their hashes.

        Raises:
            UnknownValue: nothing of that list is kept.
        """
        before, after = self.used(list_, day, among=among)
        held = self.read(before).subjects if before else None
        if after is None:
            return AsOf(day=day, before=before, after=None, subjects=held or (), undated=0)
        later = self.read(after).subjects
        made = before.published if before else None
        back = returned(held, later, made) if held is not None and made else ()
        return AsOf(
            day=day,
            before=before,
            after=after,
            subjects=on_day(held, later, day, made=made),
            undated=len(without_day(later)),
            returned=tuple(subject.id for subject in back),
        )

    def _keep(self, loaded: Loaded) -> None:
        """Put a list and its files on the disk, if they are not there yet."""
        for sha256, data in zip(loaded.snapshot.file_sha256, loaded.data, strict=True):
            if not (path := self.folder / "files" / sha256).exists():
                write_whole(path, data)
        kept = msgspec.json.encode(_Kept(snapshot=loaded.snapshot, parsed=loaded.parsed))
        path = self._path(loaded.snapshot.sha256)
        if not path.exists() or path.read_bytes() != kept:  # another release may read the same file otherwise
            write_whole(path, kept)

    def list_named(self, name: str) -> tuple[Snapshot, tuple[Subject, ...]]:
        """A list and who is on it: a file by its path, or a snapshot as `find` finds it.

        Raises:
            BadList: the file is no list, or holds several.
            UnknownValue: there is neither.
        """
        if not Path(name).is_file():
            snapshot = self.find(name)
            return snapshot, self.read(snapshot).subjects
        (loaded,) = read_lists([Path(name)])
        return loaded.snapshot, loaded.parsed.subjects

    def _held(self) -> _Held:
        path = self.folder / "held.json"
        try:
            return msgspec.json.decode(path.read_bytes(), type=_Held)
        except FileNotFoundError:
            return _Held()
        except (OSError, msgspec.DecodeError) as error:
            raise BadList(f"{path}: cannot be read ({error})") from None

    def _path(self, sha256: str) -> Path:
        return self.folder / "snapshots" / f"{sha256}.json"

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.folder / "lock", os.O_CREAT | os.O_RDWR, 0o600)
        except OSError as error:
            raise BadList(f"{self.folder}: {error.strerror}") from None
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


def write_whole(path: Path, data: bytes) -> None:
    """Put a file in its place in one step, after it is safe on the disk.

    Raises:
        BadList: it cannot be written; what stood there stays.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    except OSError as error:
        raise BadList(f"{path}: cannot be written: {error.strerror}") from None
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise BadList(f"{path}: cannot be written: {error.strerror}") from None
    _sync(path.parent)


def _reasons(loaded: Sequence[Loaded], held: _Held) -> Iterator[str]:
    """Why lists are refused, each with its name."""
    for one in loaded:
        snapshot = one.snapshot
        against = list(insane(source_by_name(snapshot.source), snapshot))
        before = held.lists.get(_family(snapshot), ())
        if before:
            against += objections(snapshot, before[-1])
        for reason in against:
            kept = f"; the one of {before[-1].published or 'unknown day'} stays" if before else ""
            yield f"{', '.join(snapshot.files)}: {snapshot.source} is refused: {reason}{kept}"


def _is_held(held: _Held, snapshot: Snapshot) -> bool:
    before = held.lists.get(_family(snapshot), ())
    return bool(before) and before[-1].sha256 == snapshot.sha256


def _published(snapshot: Snapshot) -> date:
    return snapshot.published or date.min


def _family(snapshot: Snapshot) -> str:
    return source_by_name(snapshot.source).family


def _sync(folder: Path) -> None:
    """Make a move inside a folder last."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
