"""What happened when: launches and tests, the Council's votes, the State's own acts?

Days: every event has one; launches known by month alone (all before 1993) are left out, as the timeline starts in 2006.
Shapes: events by day. A day with a long-range launch is a launch day as well: it stands twice, once in each lane.
Sources: the CNS missile test database to 2019, the Council's record, the State's acts. No launch after 2019 is in the
casebook, so a quiet stretch from 2020 on is missing, not quiet.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from yalu.assess.model import Event, Finding, Note, Trust
from yalu.assess.words import count_word, plural
from yalu.terms.days import plain_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yalu.assess.casebook import Casebook
    from yalu.events.model import CouncilAct, Test
    from yalu.measures.model import Act

__all__ = ["STARTS", "events", "timeline_finding"]

STARTS = date(2006, 1, 1)  # the year of 1695 and 1718, the first resolutions with measures
_LAST_LAUNCHES = 2019  # the table of launches ends with this year
_NUMBER = re.compile(r"(?:No\.|notice) ?(\d+)")
_ORDINALS = re.compile(r"\d(?:st|[nr]d|th)")


def events(casebook: Casebook, acts: Sequence[Act]) -> tuple[Event, ...]:
    """All events that could be known, by day."""
    found = [event for test in casebook.tests if test.precision == "day" for event in _launches(test)]
    found += [event for row in casebook.council if (event := _council(row))]
    found += [
        Event(
            on=act.in_force,
            kind="act",
            label=_act_label(act),
            detail=f"{act.resolution}: {act.text}",
            row=f"acts:{act.id}",
        )
        for act in acts
    ]
    return tuple(
        sorted((event for event in found if event.on >= STARTS), key=lambda event: (event.on, event.kind))
    )


def _act_label(act: Act) -> str:
    number = _NUMBER.search(act.title)
    return f"No. {number.group(1)}" if number else act.title


def _launches(test: Test) -> list[Event]:
    on, row = date.fromisoformat(test.on), f"tests:{test.id}"
    if test.kind == "nuclear_test":
        ordinal = _ORDINALS.search(test.note)
        label = f"{ordinal.group()} test" if ordinal else "test"
        return [Event(on=on, kind="nuclear_test", label=label, detail=test.note, row=row)]
    detail = f"{plural(test.missiles or 0, 'missile')}, farthest class {test.farthest or 'unknown'}"
    launch = Event(on=on, kind="launch_day", label=test.farthest or "launch", detail=detail, row=row)
    if test.kind != "long_range_launch":
        return [launch]
    name = "satellite" if test.farthest == "SLV" else "ICBM"
    return [launch, Event(on=on, kind="long_range_launch", label=name, detail=test.outcome, row=row)]


def _council(row: CouncilAct) -> Event | None:
    at = f"council:{row.id}"
    votes = f"{row.yes}–{row.no}–{row.abstain}"
    if row.kind == "measures":
        return Event(
            on=row.on, kind="resolution", label=str(row.resolution), detail=f"{votes}; {row.trigger}", row=at
        )
    if row.kind == "veto":
        who = row.vetoed_by.replace(";", ", ")
        return Event(on=row.on, kind="veto", label=row.document, detail=f"{votes}; vetoed by {who}", row=at)
    if row.kind == "mandate_end":
        return Event(on=row.on, kind="mandate_end", label="Panel of Experts ends", detail=row.note, row=at)
    return None


def _acts_told(name: str, acts: Sequence[Event]) -> str:
    """How many acts, and over which months they lie."""
    if len(acts) == 1:
        return f"one act of {name} in the casebook, of {plain_day(acts[0].on)}"
    months = (acts[-1].on.year - acts[0].on.year) * 12 + acts[-1].on.month - acts[0].on.month
    return f"the {count_word(len(acts), 'act')} of {name} in the casebook lie within {count_word(months, 'month')}"


def timeline_finding(name: str, found: Sequence[Event], casebook: Casebook) -> Finding:
    """The section: how many resolutions, how many acts, and where the record stops."""
    resolutions = [event for event in found if event.kind == "resolution"]
    acts = [event for event in found if event.kind == "act"]
    vetoes = [event for event in found if event.kind == "veto"]
    last_launch = max((event.on for event in found if event.kind == "launch_day"), default=None)
    title = "No resolution yet"
    if resolutions:
        first, last = resolutions[0].on.year, resolutions[-1].on.year
        years = f"from {first} to {last}" if first < last else f"in {first}"
        title = f"{plural(len(resolutions), 'resolution')} {years}"
    if acts:
        title += f"; {_acts_told(name, acts)}"
    elif resolutions:
        title += f"; no act of {name} is in the casebook"
    notes = []
    if vetoes:
        gap = max((after.on - before.on).days for before, after in pairwise([resolutions[-1], *vetoes]))
        notes.append(
            Note(
                label="Vetoes",
                text=f"{plain_day(vetoes[0].on)}: the first veto on a text with measures, {gap:,} days after"
                f" {resolutions[-1].label}.",
            )
        )
    disputed = [row for row in casebook.council if "contradicted" in row.note]
    notes.extend(Note(label="Contradiction", text=f"{row.resolution}: {row.note}.") for row in disputed)
    ended = last_launch and any(event.on > date(last_launch.year, 12, 31) for event in found)
    stops = (
        f" No launch after {last_launch.year} is in the casebook: missing, not quiet."
        if last_launch and ended and last_launch.year >= _LAST_LAUNCHES
        else ""
    )
    return Finding(
        id="timeline",
        label="Tests, resolutions, acts",
        title=title,
        indicators=(),
        notes=tuple(notes),
        trust=Trust(
            where_from="Votes and documents of the Council; launch days of the CNS test database, one row a day; nuclear"
            " tests by CSIS with a page for each; acts from the State’s ministries.",
            how_far=f"Days of votes and tests agree in two sources. Days are local; New York may be a day behind.{stops}",
            rows=("tests", "council", "acts"),
        ),
    )
