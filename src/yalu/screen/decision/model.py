"""What comes back for a message: the disposition, what was found where, what was not screened, and by which rules.

Dispositions, the worst first: `unavailable`, `stop`, `stop_unless_exempt`, `review`, `not_screenable`, `clear`.
A record holds nothing that changes from one run to the next: no clock, no machine, no path. The same input, lists and rules
give the same record to the byte.
Units: `age_days` counts days from the publication of a list to the day screened for; a list published later counts 0.
Source: the table from verdict to disposition in `docs/explain/decisions.md`.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from yalu.screen.messages.model import NotScreened

__all__ = [
    "DISPOSITIONS", "Decision", "Disposition", "Finding", "FindingKind", "ListEntry", "ListUsed", "Reader", "Recipe", "Rules",
]  # fmt: skip

Disposition = Literal["unavailable", "stop", "stop_unless_exempt", "review", "not_screenable", "clear"]
DISPOSITIONS: tuple[Disposition, ...] = (
    "unavailable", "stop", "stop_unless_exempt", "review", "not_screenable", "clear",
)  # fmt: skip
FindingKind = Literal["party", "vessel", "bank", "goods", "act", "place", "red_flag", "list"]


class ListEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The listed subject that a value met. `sha256` is that of the entry, so that a later change of the entry shows."""

    id: str
    list: str
    name: str
    matched: str = ""
    listed_on: date | None = None
    sha256: str
    score: float
    outcome: Literal["match", "review"]


class Finding(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing that speaks against passing, where it stands in the input, and what the law or the list says of it.

    `disposition` is what this finding alone would lead to. `weight` counts for red flags only: they add up.
    `missing` are facts that the parties can show.
    """

    kind: FindingKind
    input_path: str
    value: str
    list_entry: ListEntry | None = None
    measure: str | None = None
    cite: str | None = None
    reason: str
    disposition: Disposition
    rule: str = ""
    weight: float = 0.0
    missing: tuple[str, ...] = ()


class ListUsed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A list as it stood on the day screened for: the hash of its entries, and the snapshots they were taken from."""

    list: str
    sha256: str
    snapshots: tuple[str, ...]
    published: date | None
    age_days: int | None
    entries: int


class Reader(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the message was read, and the account of its fields."""

    format: str
    profile: str
    seen: int
    mapped: int
    ignored: int
    unmapped: tuple[str, ...]
    warnings: tuple[str, ...]


class Rules(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The numbers and switches that a compliance officer answers for.

    Args:
        soft_age_days: a list older than this is said to be old.
        hard_age_days: with a list older than this nothing is cleared.
        stop_score: a name met with less than this, of 1, is for a person to look at; so is one with anything but its legal form
            told otherwise.
        flags_over: red flags whose weights add up to this or more lead to `review`.
        off: ids of red flags that are switched off.
    """

    soft_age_days: int = 7
    hard_age_days: int = 30
    stop_score: float = 0.96
    flags_over: float = 1.0
    off: tuple[str, ...] = ()


class Recipe(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that is needed to make the same decision again."""

    input_sha256: str
    index: int
    on: date
    regime: str
    regime_sha256: str
    reporter: str | None
    rules: Rules
    tables_sha256: str
    register_sha256: str | None
    version: str


class Decision(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The decision on one message, with everything an auditor asks for."""

    schema: int = 1
    disposition: Disposition
    reference: str
    content: Literal["consignment", "payment", "traveller"]
    reasons: tuple[str, ...]
    findings: tuple[Finding, ...]
    not_screened: tuple[NotScreened, ...]
    checks_owed: tuple[str, ...]
    assumed: tuple[str, ...]
    degraded: tuple[str, ...]
    screened: int
    answer: dict[str, str]
    reader: Reader
    lists: tuple[ListUsed, ...]
    recipe: Recipe
