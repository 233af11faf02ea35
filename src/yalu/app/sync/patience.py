"""How often and how long is tried again before giving up?

Units: seconds. The wait doubles from try to try and is shortened by chance, so that many who were turned away together do
not come back together (exponential backoff with jitter). A wait that the publisher names itself (RFC 9110, 10.2.3) is kept
to in full, and refused if it is longer than a run should last.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from yalu.app.sync.errors import LimitReached, Refused, Unsteady

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from yalu.app.sync.clock import Clock

__all__ = ["Patience", "patiently", "replenished_in_s", "retry_after_s"]

_Result = TypeVar("_Result")


class Patience(NamedTuple):
    """How many tries, the first and the longest wait between two, and the longest that a publisher may ask for."""

    tries: int = 6
    first_s: float = 1.0
    longest_s: float = 60.0
    asked_s: float = 600.0


def patiently(
    attempt: Callable[[], _Result], patience: Patience, clock: Clock, tell: Callable[[str], None]
) -> _Result:
    """What `attempt` returns, tried again after each `Unsteady`.

    Args:
        tell: hears why and how long is waited.

    Raises:
        LimitReached: the publisher asks to wait longer than `patience.asked_s`.
        Refused: the last try failed as well, with its reason; or what `attempt` raises otherwise.
    """
    for number in range(1, patience.tries + 1):
        try:
            return attempt()
        except Unsteady as error:
            if number == patience.tries:
                tried = f" (tried {number} times)" if number > 1 else ""
                raise Refused(f"{error}{tried}") from error
            wait = _wait_s(number, error, patience, clock)
            tell(f"{error}; try {number + 1} of {patience.tries} in {wait:.0f} s")
            clock.sleep(wait)
    raise AssertionError("unreachable: the last try returns or raises")  # pragma: no cover


def _wait_s(number: int, error: Unsteady, patience: Patience, clock: Clock) -> float:
    own = min(patience.first_s * 2.0 ** (number - 1), patience.longest_s) * (0.5 + clock.chance() / 2)
    if error.wait_s is None:
        return own
    if error.wait_s > patience.asked_s:
        raise LimitReached(f"{error}; the publisher asks to wait {timedelta(seconds=round(error.wait_s))}")
    return error.wait_s + own  # a little after the moment it named, and not all at once


def retry_after_s(headers: Mapping[str, str], now: datetime) -> float | None:
    """The seconds of a `Retry-After` header, which is a number or a date; None where there is none that can be read."""
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=now.tzinfo)
    return max((moment - now).total_seconds(), 0.0)


def replenished_in_s(text: str) -> float | None:
    """The seconds of "try again in 2 seconds" or "replenished in 3.11:17:14" (days, hours, minutes, seconds).

    >>> replenished_in_s("Rate limit is exceeded. Try again in 2 seconds.")
    2.0
    >>> replenished_in_s("Out of call volume quota. Quota will be replenished in 03:30:56.")
    12656.0
    """
    if found := re.search(r"in (\d{1,9}) second", text):
        return float(found[1])
    if found := re.search(r"in (?:(\d{1,5})\.)?(\d{1,2}):(\d\d):(\d\d)", text):
        days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds).total_seconds()
    return None
