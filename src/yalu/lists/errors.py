"""What can be wrong with a list: one class, so that whoever feeds bytes to a parser has one thing to catch."""

from __future__ import annotations

from yalu.terms.errors import BadInput

__all__ = ["BadList"]


class BadList(BadInput):
    """Bytes that are not the list they are said to be: malformed, truncated, a web page, or mixed with another day's."""
