"""What items does a TOML file ask about?

`[[item]]` tables, each with a `topic` or the words of its `agenda`, and a `name` if it has one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from yalu.strategy.council.topics import topic_of
from yalu.terms.errors import BadFile, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yalu.strategy.council.topics import Topic

__all__ = ["Asked", "asked_from"]


class Asked(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One item: its topic by name, or told by the words of its agenda."""

    name: str = ""
    topic: str = ""
    agenda: str = ""

    def told(self, topics: Sequence[Topic]) -> str:
        """The topic."""
        return self.topic or topic_of(self.agenda, topics)


class _File(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    item: list[Asked]


def asked_from(name: str, parsed: Any) -> tuple[Asked, ...]:
    """The items of a parsed file.

    Raises:
        BadFile: no item, or one without topic and agenda; all together.
    """
    try:
        items = msgspec.convert(parsed, _File).item
    except msgspec.ValidationError as error:
        raise BadFile(
            [Problem(name, "", "", f'{error}; write [[item]] tables, such as topic = "DPRK"')]
        ) from None
    problems = [
        Problem(name, f"item {number}", "topic", "needs a topic or an agenda, not both")
        for number, one in enumerate(items, start=1)
        if bool(one.topic) == bool(one.agenda)
    ]
    if problems or not items:
        raise BadFile(problems or [Problem(name, "", "item", 'no item; add one, such as topic = "DPRK"')])
    return tuple(items)
