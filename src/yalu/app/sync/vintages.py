"""Which vintages of a download are kept, and which is the latest?

Layout of a folder, one for each question that is asked of a publisher:

    2026-11-21-3f2a9c0b17d4.json         the data, in the publisher's layout, by the day and the start of their SHA-256
    2026-11-21-3f2a9c0b17d4.about.json   publisher, licence, when and how it was retrieved, what is missing
    latest.json                          which of them is the latest, and when it was last seen to be so
    unfinished/                          the journal of a run that was stopped

Nothing is overwritten but `latest.json`, and that in one step, after the data it points to are safe on the disk.
The same data brought again make no new vintage: the hash decides.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from yalu.app.sync.folders import UNFINISHED, put, written
from yalu.terms.errors import BadFile, Problem
from yalu.trade.vintages import Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

__all__ = ["About", "Asked", "Kept", "Latest", "Stretch", "Vintages"]


class Stretch(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A year that is not whole: the months with a record, where months were asked for, and why."""

    year: int
    months: tuple[int, ...] = ()
    why: str


class Asked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One address that was asked, without the key: when it answered, with how many records, and their hash."""

    url: str
    retrieved_at: datetime
    records: int
    sha256: str


class About(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a vintage comes from and what it lacks.

    `no_record` are periods that were asked for and have no record: nobody reported, or nothing of what was asked for was
    traded; the publisher does not say which, and neither is zero. `cut_off` are calls with as many records as the publisher
    gives in one, which may lack some. `doubles` counts records about the same thing as another one.
    """

    snapshot: Snapshot
    program: str
    retrieved_since: datetime
    retrieved_until: datetime
    asked: dict[str, object]
    calls: tuple[Asked, ...]
    no_record: tuple[str, ...] = ()
    partial_years: tuple[Stretch, ...] = ()
    cut_off: tuple[str, ...] = ()
    doubles: int = 0


class Latest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The latest vintage, and the moment of the last run that found these data."""

    file: str
    about: str
    sha256: str
    seen_at: datetime


class Kept(NamedTuple):
    """Where the data stand and where what is known of them, what this run knows of them, and whether the data are new."""

    path: Path
    about_path: Path
    about: About
    new: bool


class Vintages:
    """The vintages of one question, in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def latest(self) -> Latest | None:
        """The latest vintage; None where there is none yet.

        Raises:
            BadFile: the pointer was changed from outside.
        """
        path = self.folder / "latest.json"
        try:
            return msgspec.json.decode(path.read_bytes(), type=Latest)
        except FileNotFoundError:
            return None
        except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
            raise BadFile([Problem(str(path), "", "", f"cannot be read: {error}")]) from error

    def held(self) -> tuple[About, ...]:
        """All vintages, oldest first.

        Raises:
            BadFile: one was changed from outside.
        """
        found: list[About] = []
        problems: list[Problem] = []
        for path in self.folder.glob("*.about.json"):
            try:
                found.append(msgspec.json.decode(path.read_bytes(), type=About))
            except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
                problems.append(Problem(str(path), "", "", f"cannot be read: {error}"))
        if problems:
            raise BadFile(problems)
        return tuple(sorted(found, key=lambda one: (one.retrieved_until, one.snapshot.sha256)))

    def keep(self, pieces: Iterable[bytes], about_them: Callable[[str, int], About]) -> Kept:
        """Write the data piece by piece, then what is known of them, then the pointer.

        Args:
            about_them: asked with the hash and the size of the data once the last piece is written.

        Raises:
            BadInput: the folder cannot be written.
        """
        self.sweep()
        digest, size = hashlib.sha256(), 0
        with written(self.folder) as file:
            for piece in pieces:
                digest.update(piece)
                size += file.write(piece)
            about = about_them(digest.hexdigest(), size)
            sha256 = about.snapshot.sha256
            same = next((one for one in self.held() if one.snapshot.sha256 == sha256), None)
            if same:  # the record of the first time holds
                about = msgspec.structs.replace(about, snapshot=same.snapshot)
            name = about.snapshot.name
            if same is None or not self._whole(same.snapshot):
                put(file, self.folder / name)
        beside = f"{name.removesuffix('.json')}.about.json"
        if same is None:
            self._write(beside, about)
        self._write(
            "latest.json", Latest(file=name, about=beside, sha256=sha256, seen_at=about.retrieved_until)
        )
        return Kept(self.folder / name, self.folder / beside, about, same is None)

    def sweep(self) -> None:
        """Remove what a run that was killed left half-written."""
        for path in self.folder.glob(f"{UNFINISHED}*"):
            path.unlink(missing_ok=True)

    def _whole(self, snapshot: Snapshot) -> bool:
        try:
            with (self.folder / snapshot.name).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == snapshot.sha256
        except OSError:
            return False

    def _write(self, name: str, record: msgspec.Struct) -> None:
        with written(self.folder) as file:
            file.write(msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n")
            put(file, self.folder / name)
