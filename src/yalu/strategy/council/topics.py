"""Which topic is an agenda item about?

The same matter stands on the agenda under many names; a table of words, made for this project, brings them together. The first
row that fits is taken.
Assumes that a name says enough: Syria and Lebanon often stand as *The situation in the Middle East*.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["OTHER", "Topic", "topic_of"]

OTHER = "other"


class Topic(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A topic and the words, parted by semicolons, that show it in an agenda item."""

    id: str
    words: str
    topic: str
    source: str
    note: str = ""


def topic_of(agenda: str, topics: Sequence[Topic]) -> str:
    """The topic of an agenda item, *other* where none fits."""
    said = agenda.lower()
    return next((one.topic for one in topics if any(word in said for word in one.words.split(";"))), OTHER)
