"""Names that are near a listed one and are another's: never stopped by themselves.

The table is written by hand: real firms, offices and invented people and ships whose names share words or sounds with a
designation; none is the name or an alias of one.
"""

from __future__ import annotations

import csv
from pathlib import Path

from yalu.screen.messages.model import Consignment, Payment

NEAR = list(csv.DictReader(Path(__file__).with_name("near_names.csv").read_text("utf-8").splitlines()))


def test_no_near_name_is_stopped_in_any_place(write, decision):
    assert len(NEAR) >= 200
    stopped = []
    for row in NEAR:
        name, kind = row["name"], row["kind"]
        if kind == "vessel":
            contents = [Consignment(means=(write.ship(name),))]
        else:
            contents = [
                Consignment(parties=(write.party("consignee", name, kind=kind),)),
                Payment(parties=(write.party("creditor", lines=(name, "1 QUAY STREET")),)),
                Payment(notes=(write.note(name),)),
            ]
        contents.append(Payment(notes=(write.note(f"INV 5, {name}, SHOES"),)))
        stopped += [
            (name, finding.list_entry.id, finding.reason)
            for content in contents
            for finding in decision(content, "2026-03-01").findings
            if finding.list_entry and finding.disposition == "stop"
        ]
    assert stopped == []
