"""Which list is this file, and what does it hold?

Files of one list (OFAC's CSV has four) are recognised one by one from their first bytes and read together.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from yalu.lists.errors import BadList
from yalu.lists.model import KINDS, Snapshot
from yalu.lists.sources import SOURCES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from yalu.lists.model import ParsedList
    from yalu.lists.source import Source

__all__ = ["Loaded", "NamedBytes", "load", "recognise", "source_by_name", "summary"]

_HEAD = 4096  # bytes; the longest heading that tells a list, that of the UK's CSV, has 1,300


class NamedBytes(NamedTuple):
    """A file's name, for messages and for telling OFAC's two lists apart, and its bytes as published."""

    name: str
    data: bytes


class Loaded(NamedTuple):
    """One list as read: what it is, what is on it, and the bytes of its files in the order of the snapshot."""

    snapshot: Snapshot
    parsed: ParsedList
    data: tuple[bytes, ...]


def recognise(head: bytes, name: str, sources: Sequence[Source] = SOURCES) -> tuple[Source, str] | None:
    """The list that a file belongs to and its role in it, by its first bytes."""
    bare = head.removeprefix(b"\xef\xbb\xbf")
    for source in sources:
        if role := source.detect(bare, _base(name)):
            return source, role
    return None


def source_by_name(name: str) -> Source:
    """The source of that name.

    Raises:
        BadList: there is none.
    """
    found = next((source for source in SOURCES if source.name == name), None)
    if found is None:
        raise BadList(f'no list is called "{name}"; there are {", ".join(source.name for source in SOURCES)}')
    return found


def load(files: Iterable[NamedBytes], published: date | None = None) -> tuple[Loaded, ...]:
    """The lists that some files hold, in the order of the files.

    Args:
        published: the publisher's day, for lists whose files carry none; where a file carries one, it must be the same.

    Raises:
        BadList: a file is of no known list, two files play one part, or a list cannot be read.
    """
    groups: dict[str, tuple[Source, dict[str, NamedBytes]]] = {}
    for file in files:
        found = recognise(file.data[:_HEAD], file.name)
        if found is None:
            raise BadList(f"{file.name}: {_stranger(file.data)}")
        source, role = found
        _, roles = groups.setdefault(source.name, (source, {}))
        if role in roles:
            raise BadList(
                f'{file.name}: is "{role}" of {source.name}, and so is {roles[role].name}; give one day of a list at a time'
            )
        roles[role] = file
    return tuple(_loaded(source, roles, published) for source, roles in groups.values())


def summary(snapshot: Snapshot, parsed: ParsedList) -> dict[str, object]:
    """What `lists add` reports of a list."""
    return {
        "source": snapshot.source,
        "publisher": snapshot.publisher,
        "published": snapshot.published,
        "published_from": snapshot.published_from,
        "sha256": snapshot.sha256,
        "files": snapshot.files,
        "subjects": snapshot.subjects,
        "by_kind": snapshot.by_kind,
        "names": snapshot.names,
        "rows": parsed.rows,
        "findings": parsed.findings,
    }


def _loaded(source: Source, roles: Mapping[str, NamedBytes], published: date | None) -> Loaded:
    names = tuple(roles[role].name for role in source.roles if role in roles)
    try:
        parsed = source.parse({role: file.data for role, file in roles.items()})
        _check_ids(parsed)
        day = _day(parsed.published, published)
    except BadList as error:
        raise BadList(f"{', '.join(names)}: {error}") from None
    counts = Counter(subject.kind for subject in parsed.subjects)
    data = tuple(roles[role].data for role in source.roles if role in roles)
    hashes = tuple(hashlib.sha256(one).hexdigest() for one in data)
    snapshot = Snapshot(
        source=source.name,
        publisher=source.publisher,
        published=day,
        published_from="file" if parsed.published else "given" if published else "absent",
        sha256=_hash(hashes),
        bytes=sum(map(len, data)),
        files=tuple(map(_base, names)),
        file_sha256=hashes,
        subjects=len(parsed.subjects),
        by_kind={kind: counts[kind] for kind in KINDS if counts[kind]},
        names=sum(len(subject.names) for subject in parsed.subjects),
        highest=max((_number(subject.record) for subject in parsed.subjects), default=0),
    )
    return Loaded(snapshot, parsed, data)


def _number(record: str) -> int:
    return int(record) if record.isascii() and record.isdecimal() and len(record) < 16 else 0


def _base(name: str) -> str:
    """A file's name without its folders, whose names say nothing of the list."""
    return name.replace("\\", "/").rpartition("/")[2]


def _check_ids(parsed: ParsedList) -> None:
    counts = Counter(subject.id for subject in parsed.subjects)
    if twice := next((id_ for id_, count in counts.items() if count > 1), None):
        raise BadList(f'the id "{twice}" stands on two records')


def _day(printed: date | None, given: date | None) -> date | None:
    if printed and given and printed != given:
        raise BadList(f"the list says that it is of {printed}, not of {given}")
    return printed or given


def _hash(hashes: Sequence[str]) -> str:
    """The hash of one file; of several, that of their own hashes in the order of their roles."""
    return hashes[0] if len(hashes) == 1 else hashlib.sha256("\n".join(hashes).encode()).hexdigest()


def _stranger(data: bytes) -> str:
    """Why a file is not recognised, as far as it shows."""
    start = data[:512].lstrip().lower()
    if not data.strip(b"\x00\x1a \r\n\t"):
        return "the file is empty"
    if start.startswith((b"<!doctype html", b"<html")):
        return "the file is a web page, not a list; the download may have failed"
    if start.startswith(b"%pdf"):
        return "the file is a PDF; give the list as XML, CSV or JSON lines"
    if start.startswith(b"pk\x03\x04"):
        return "the file is a zip; give what is inside"
    return "the file is of no list that is known here"
