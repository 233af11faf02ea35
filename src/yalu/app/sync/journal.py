"""Which calls of an unfinished run are done, and how many were made today?

Layout: one file for each finished call, named by the hash of the call: a line about it, then one line for each record. A file
is moved to its place whole, so what stands there is finished, even after `kill -9`. A call whose answer was cut off and that
was asked again in parts has a first line only. The key is in none of them.
Assumes that a finished call is as good as new for `_FRESH`, so that a vintage is of one week at most.
"""

from __future__ import annotations

import hashlib
import shutil
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from yalu.app.sync.errors import LimitReached
from yalu.app.sync.folders import put, written
from yalu.app.sync.plan import Call
from yalu.terms.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from yalu.app.sync.answer import Records

__all__ = ["CallCount", "Done", "Journal", "journal_of"]

_FRESH = timedelta(days=7)


class Done(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A finished call: when it was answered, with how many records, and the hash of them as they stand in the journal.

    `divided` says that it was asked again in parts, `cut_off` that it could not be divided and may lack records.
    """

    call: Call
    retrieved_at: datetime
    count: int
    sha256: str
    cut_off: bool = False
    divided: bool = False
    doubles: int = 0


class Journal:
    """The finished calls of one plan, in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def done(self, call: Call, now: datetime) -> Done | None:
        """What is known of a call; None if it is not finished, too old or damaged."""
        try:
            with self._path(call).open("rb") as file:
                head = msgspec.json.decode(file.readline(), type=Done)
                sound = hashlib.file_digest(file, "sha256").hexdigest() == head.sha256
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None
        fresh = now - _FRESH <= head.retrieved_at
        return head if sound and fresh and head.call == call else None

    def keep(self, call: Call, found: Records, retrieved_at: datetime, *, divided: bool) -> Done:
        """Note a call as finished, with its records."""
        lines = b"" if divided else b"".join(row + b"\n" for row in found.rows)
        done = Done(
            call=call,
            retrieved_at=retrieved_at,
            count=0 if divided else len(found.rows),
            sha256=hashlib.sha256(lines).hexdigest(),
            cut_off=found.cut_off and not divided,
            divided=divided,
            doubles=0 if divided else found.doubles,
        )
        with written(self.folder) as file:
            file.write(msgspec.json.encode(done) + b"\n" + lines)
            put(file, self._path(call))
        return done

    def rows(self, call: Call) -> list[bytes]:
        """The records of a finished call."""
        with self._path(call).open("rb") as file:
            file.readline()
            return [line.rstrip(b"\n") for line in file]

    def clear(self) -> None:
        """Forget the run and older ones of the same question: a vintage stands for them."""
        shutil.rmtree(self.folder.parent, ignore_errors=True)

    def _path(self, call: Call) -> Path:
        return self.folder / f"{hashlib.sha256(msgspec.json.encode(call)).hexdigest()}.jsonl"


class _Count(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The calls of one day (UTC)."""

    day: date
    calls: int


class CallCount:
    """The calls made today, over all runs that keep their vintages in one folder."""

    def __init__(self, path: Path, limit: int | None) -> None:
        self._path, self._limit = path, limit

    def today(self, now: datetime) -> int:
        """How many were made on this day."""
        try:
            count = msgspec.json.decode(self._path.read_bytes(), type=_Count)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return 0
        return count.calls if count.day == now.date() else 0

    def spend(self, now: datetime) -> None:
        """Count one more call, before it is made.

        Raises:
            LimitReached: the day has no more.
        """
        made = self.today(now)
        if self._limit is not None and made >= self._limit:
            raise LimitReached(f"the {self._limit} calls of {now.date()} (UTC) are used up")
        with written(self._path.parent) as file:
            file.write(msgspec.json.encode(_Count(day=now.date(), calls=made + 1)))
            put(file, self._path)


def journal_of(folder: Path, calls: Sequence[Call], base: str) -> Journal:
    """The journal of a plan at one address; another plan has another one.

    Raises:
        BadInput: the folder cannot be written.
    """
    name = hashlib.sha256(msgspec.json.encode((base, calls))).hexdigest()[:16]
    try:
        (folder / name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(f"{folder}: cannot be written: {error.strerror}") from error
    return Journal(folder / name)
