"""What a reader says of a message that it cannot read: the format, the position, the reason."""

from __future__ import annotations

from yalu.terms.errors import BadInput

__all__ = ["ReaderError"]


class ReaderError(BadInput):
    """A message that cannot be read.

    Args:
        format: the reader that gave up, as `recognise` names it.
        position: where, as the sender can find it: a line, a segment, a byte.
        why: what is wrong there and what would be right.
    """

    def __init__(self, format: str, position: str, why: str) -> None:  # noqa: A002  # the word of the trade
        self.format, self.position, self.why = format, position, why
        super().__init__(f"{format}, {position}: {why}")
