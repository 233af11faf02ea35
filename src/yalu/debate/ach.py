"""What would Heuer's analysis of competing hypotheses say? For comparison only.

Sources: Heuer, Psychology of Intelligence Analysis (1999), chapter 8: an item is consistent or inconsistent with each
hypothesis, and the hypothesis with the fewest inconsistent items stands best. Here an item is inconsistent with a
hypothesis under which it is less likely than even. The count knows no reliability, no strength, no dates but the day,
no sources in common and no prior; it grows with every item entered. It is no probability and is never turned into
one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yalu.debate.findings import Counted

if TYPE_CHECKING:
    from yalu.debate.evidence import Evidence
    from yalu.debate.model import Debate

__all__ = ["count"]

_EVEN = 0.5
WHY = (
    "A count of inconsistent items ignores how reliable and how telling each item is and whether several come from one "
    "source; it grows with every item that is entered and has no prior. It orders, and gives no probability."
)


def count(debate: Debate, evidence: Evidence) -> Counted:
    """The count over the evidence that stands on the day."""
    ids = [one.id for one in debate.hypothesis]
    against = evidence.likely[:, : len(ids), 1] < _EVEN
    inconsistencies = {name: int(n) for name, n in zip(ids, against.sum(axis=0), strict=True)}
    same = [bool(row.all() or not row.any()) for row in against]
    return Counted(
        inconsistencies=inconsistencies,
        ranking=tuple(sorted(ids, key=lambda name: (inconsistencies[name], ids.index(name)))),
        non_diagnostic=tuple(name for name, alike in zip(evidence.ids, same, strict=True) if alike),
        why_no_probability=WHY,
    )
