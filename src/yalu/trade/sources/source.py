"""What is known of one source of trade statistics, and how are its files recognised?"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from yalu.trade.layout import Head, Layout

__all__ = ["Source"]


class Source(NamedTuple):
    """One publisher's layout: who publishes it, under which licence, where, and what recognises its headings."""

    name: str
    publisher: str
    licence: str
    address: str
    recognise: Callable[[Head], Layout | None]
