"""What can go wrong between yalu and a publisher?

YaluError
└── Refused           the publisher's answer cannot be used; what was kept before stays as it is
    ├── Unsteady      another try may do better: no connection, a server error, a page or half an answer in place of data
    └── LimitReached  no more calls are allowed for now; the finished ones are kept and the next run goes on from them
"""

from __future__ import annotations

from yalu.terms.errors import YaluError

__all__ = ["LimitReached", "Refused", "Unsteady"]


class Refused(YaluError):
    """An answer that is not what was asked for, with the reason in words."""


class Unsteady(Refused):
    """An answer that may be right the next time.

    Args:
        wait_s: the seconds the publisher asks to wait, None where it does not say.
    """

    def __init__(self, message: str, wait_s: float | None = None) -> None:
        self.wait_s = wait_s
        super().__init__(message)


class LimitReached(Refused):
    """The publisher's limit on calls, of a day or of a key."""
