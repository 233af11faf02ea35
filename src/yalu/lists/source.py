"""What is known of a publisher's list before it is opened?

A list may come as several files (OFAC's CSV has four); each has a role, of which the first is the one that names the subjects.
Sane counts are of subjects, wide enough for a year of change: outside them the file is something else, or cut.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from yalu.lists.model import ParsedList

__all__ = ["Files", "Parser", "Sane", "Source"]

Files = Mapping[str, bytes]
"""The bytes of a list's files by role."""

Parser = Callable[[Files], ParsedList]
"""Bytes to records. Raises `BadList`, and nothing else, whatever the bytes are."""


class Sane(NamedTuple):
    """How many subjects of a kind a whole list has: at least and at most."""

    kind: str
    least: int
    most: int


class Source(NamedTuple):
    """One list in one layout.

    `family` is shared by the layouts of one list, so that a snapshot in one may follow one in another. `detect` says from a
    file's first bytes and its name which role it has, None if it is not of this list. `roles` names the files; only the
    first is indispensable.
    """

    name: str
    family: str
    title: str
    publisher: str
    address: str
    licence: str
    roles: tuple[str, ...]
    sane: tuple[Sane, ...]
    detect: Callable[[bytes, str], str | None]
    parse: Parser
