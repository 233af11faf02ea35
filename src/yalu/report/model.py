"""What does a page draw beside the judgement? Periods that a chart is read against.

Periods are half-open days.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

__all__ = ["Period"]


class Period(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A period named on a chart: a partial or a full ban, or an outside cause, which is dotted and no enforcement."""

    since: date
    until: date
    kind: Literal["partial ban", "full ban", "outside cause"]
    label: str
