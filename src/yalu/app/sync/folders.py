"""How does a file get to its place so that nobody ever sees half of it, and how do two runs keep out of each other's way?"""

from __future__ import annotations

import fcntl
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from yalu.terms.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["UNFINISHED", "put", "taken", "written"]

UNFINISHED = ".new-"  # how the name of a file begins until it is whole


@contextmanager
def written(folder: Path) -> Iterator[IO[bytes]]:
    """A file to write in `folder`, gone afterwards unless `put` has moved it.

    Raises:
        BadInput: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=UNFINISHED, delete=False) as file:
            try:
                yield file
            finally:
                Path(file.name).unlink(missing_ok=True)
    except OSError as error:
        raise BadInput(f"{folder}: cannot be written: {error.strerror}") from error


def put(file: IO[bytes], target: Path) -> None:
    """Move a file of `written` to its place in one step, after it is safe on the disk."""
    file.flush()
    os.fsync(file.fileno())
    Path(file.name).replace(target)
    handle = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def taken(folder: Path) -> Iterator[None]:
    """Hold a folder for one run; the hold ends with the process, however that ends.

    Raises:
        BadInput: another run holds it, or it cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / "lock", os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise BadInput(f"{folder}: cannot be written: {error.strerror}") from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise BadInput(f"{folder}: another run is at work here; wait until it is done") from error
        yield
    finally:
        os.close(handle)
