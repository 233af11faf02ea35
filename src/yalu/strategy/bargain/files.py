"""How is a bargain written, and what is wrong with one that is not?

A file holds one bargain as a table, or a list of them; each says by its fields which kind it is: a case on one line
(`status_quo` as a number), actors with power, position and salience (`actors`), or a draft with parties (`draft`). Tables (CSV)
come in KTAB's layout or as one row for each stakeholder. Every mistake of a file is reported together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from yalu.strategy.bargain.draft import Draft, Party
from yalu.strategy.bargain.spatial import Actors
from yalu.strategy.fields import Fields, read_cases
from yalu.strategy.ranges import Range

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = [
    "Assembly",
    "Bargain",
    "LineCase",
    "Offers",
    "bargains_from",
    "ktab_from",
    "parties_from",
    "stakeholders_from",
]

_ROLES = ("proposer", "veto", "other")
_ASSEMBLY = (
    "schema", "id", "name", "scenario", "issues", "scale", "actor", "actors",
    "n_actors", "n_dimensions", "parameters", "turn0_value_matrix", "turn0_risk", "turn0_utility_matrix",
    "position_history", "win_probability_history",  # beside actors in KTAB's published logs
)  # fmt: skip


class LineCase(NamedTuple):
    """A bargain on one issue, and alternating offers if their discounts are given."""

    status_quo: float
    proposer_ideal: float
    veto_ideals: tuple[float, ...]
    low: float
    high: float
    discounts: tuple[float, float] | None


class Offers(NamedTuple):
    """Alternating offers alone: the discount factors of who offers first, and of the other."""

    first: float
    second: float


class Assembly(NamedTuple):
    """Actors of the spatial model by issue, with the length of the scale."""

    name: str
    issues: tuple[str, ...]
    actors: Actors
    span: float


Bargain = LineCase | Offers | Assembly | Draft


def bargains_from(file: str, raw: object) -> tuple[list[Bargain], bool]:
    """The bargains of a file, and whether it held a list of them.

    Raises:
        BadFile: every problem found.
    """
    return read_cases(file, raw, "bargains", _bargain)


def _bargain(fields: Fields, where: str, raw: object) -> Bargain | None:
    if not isinstance(raw, dict):
        fields.wrong(where, "", "is no table with the fields of a bargain")
    elif "actors" in raw or "actor" in raw:
        return _assembly(fields, where, raw)
    elif "draft" in raw or "player" in raw:
        return _draft(fields, where, raw)
    elif "rubinstein" in raw and not {"status_quo", "proposer_ideal", "veto_ideals"} & raw.keys():
        fields.known(where, raw, ("schema", "id", "rubinstein"))
        return Offers(*(_discounts(fields, where, raw) or (0.0, 0.0)))
    elif "status_quo" in raw:
        return _line(fields, where, raw)
    else:
        fields.wrong(
            where, "", "is no bargain that is known: it needs status_quo, rubinstein, actors or a draft"
        )
    return None


_ANSWERS = ("acceptance_interval", "text_adopted", "dilution", "gridlock")


def _line(fields: Fields, where: str, raw: Mapping[str, Any]) -> LineCase | None:
    fields.known(
        where,
        raw,
        ("schema", "id", "status_quo", "proposer_ideal", "veto_ideals", "scale", "rubinstein", *_ANSWERS),
    )
    scale = raw.get("scale", [0.0, 1.0])
    ends = fields.span(where, "scale", scale) if isinstance(scale, list) else Range(low=0.0, high=1.0)
    if not isinstance(scale, list) or ends.low == ends.high:
        fields.wrong(where, "scale", "is no scale; write [0, 1]")
    if ends.low >= ends.high:
        return None
    inside = {"low": ends.low, "high": max(ends.high, ends.low)}
    return LineCase(
        fields.number(where, raw, "status_quo", **inside),
        fields.number(where, raw, "proposer_ideal", **inside),
        tuple(fields.numbers(where, raw, "veto_ideals", **inside)),
        ends.low,
        ends.high,
        _discounts(fields, where, raw),
    )


def _discounts(fields: Fields, where: str, raw: Mapping[str, Any]) -> tuple[float, float] | None:
    offers = fields.table(where, raw, "rubinstein", needed=False)
    fields.known(f"{where} rubinstein".strip(), offers, ("d1", "d2", "share_first_mover"))
    if not offers:
        return None
    d1, d2 = (fields.number(where, offers, name, low=0.0, high=1.0) for name in ("d1", "d2"))
    if d1 * d2 >= 1:
        fields.wrong(where, "rubinstein", "two discount factors of 1 leave every share possible")
    return d1, d2


def _assembly(fields: Fields, where: str, raw: Mapping[str, Any]) -> Assembly | None:
    fields.known(where, raw, _ASSEMBLY)
    rows = fields.rows(where, raw, "actors" if "actors" in raw else "actor")
    read = [
        _actor(fields, f"{where} actor {number}".strip(), row) for number, row in enumerate(rows, start=1)
    ]
    issues = fields.words(where, raw, "issues")
    span = fields.number(where, raw, "scale", low=1e-9, default=100.0)
    return _assembled(fields, where, str(raw.get("scenario") or raw.get("name") or ""), issues, read, span)


def _actor(fields: Fields, where: str, raw: object) -> tuple[str, float, list[float], list[float]]:
    if not isinstance(raw, dict):
        fields.wrong(where, "", "is no table")
        return "", 1.0, [0.0], [1.0]
    fields.known(where, raw, ("name", "power", "power_printed", "position", "salience"))
    lists = {
        name: raw[name] if isinstance(raw[name], list) else [raw[name]]
        for name in ("position", "salience")
        if name in raw
    }
    return (
        fields.text(where, raw, "name"),
        fields.number(where, raw, "power", low=0.0),
        fields.numbers(where, lists, "position"),
        fields.numbers(where, lists, "salience", low=0.0),
    )


def _assembled(
    fields: Fields,
    where: str,
    name: str,
    issues: tuple[str, ...],
    read: Sequence[tuple[str, float, list[float], list[float]]],
    span: float,
) -> Assembly | None:
    """The actors as arrays; None where their rows do not fit together."""
    before = len(fields.problems)
    sizes = {len(part) for _, _, position, salience in read for part in (position, salience)}
    if len(sizes - {0}) > 1:
        fields.wrong(where, "actors", "every actor needs one position and one salience for each issue")
    if len(read) == 1:
        fields.wrong(where, "actors", "an actor is missing: a bargain needs two or more")
    if len({one[0] for one in read}) < len(read):
        fields.wrong(where, "actors", "a name stands twice")
    for actor, _, position, salience in read:
        if salience and not any(salience):
            fields.wrong(where, actor, "cares about nothing: one salience must be above zero")
        if position and max(position) - min(0.0, *position) > span:
            fields.wrong(where, actor, f"a position of {max(position):g} lies outside the scale of {span:g}")
    if read and not sum(one[1] for one in read):
        fields.wrong(where, "actors", "nobody has power")
    size = max(sizes, default=0)
    if issues and len(issues) != size:
        fields.wrong(where, "issues", f"names {len(issues)}, the actors have {size}")
    if len(fields.problems) > before or len(sizes) != 1:
        return None
    actors = Actors(
        tuple(one[0] for one in read),
        np.array([one[1] for one in read]),
        np.array([one[2] for one in read]),
        np.array([one[3] for one in read]),
    )
    return Assembly(name, issues or tuple(f"Pstn{number}" for number in range(1, size + 1)), actors, span)


def ktab_from(file: str, rows: Sequence[Sequence[str]]) -> Assembly:
    """The scenario of a table in KTAB's layout: name, description, actors, issues; heads; then name, description, power, and a
    position and a salience for each issue.

    Raises:
        BadFile: every problem found.
    """  # fmt: skip
    fields = Fields(file)
    lines = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    counts = [cell for cell in (lines[0] if lines else []) if cell.isdecimal()]
    if len(counts) < 2 or len(lines) < 2:
        fields.wrong("line 1", "", "KTAB's first line ends with the numbers of actors and of issues")
        fields.settle()
    actors, issues = int(counts[0]), int(counts[1])
    if len(lines) - 2 != actors:
        fields.wrong("", "", f"the first line says {actors} actors, the table has {len(lines) - 2}")
    read = []
    for number, row in enumerate(lines[2:], start=3):
        cells = row[2 : 3 + 2 * issues]
        if len(cells) < 1 + 2 * issues:
            fields.wrong(
                f"line {number}",
                row[0],
                f"needs power, and position and salience for each of {issues} issues",
            )
            continue
        values = [
            _number(fields, f"line {number}", name, cell)
            for name, cell in zip(lines[1][2:], cells, strict=False)
        ]
        read.append((row[0], values[0], values[1::2], values[2::2]))
    heads = tuple(head.removesuffix(" Position") for head in lines[1][3 : 3 + 2 * issues : 2])
    found = _assembled(fields, "", lines[0][0], heads, read, 100.0)
    fields.settle()
    assert found is not None  # noqa: S101  a problem would have been kept
    return found


def stakeholders_from(file: str, rows: Sequence[Mapping[str, str]]) -> Assembly:
    """The actors of a table with `actor`, `capability`, a column that begins with `position`, and `salience`.

    Positions may be on any scale; it is taken from the least to the greatest of them.

    Raises:
        BadFile: every problem found.
    """
    fields = Fields(file)
    if not rows:
        fields.wrong("", "", "has no rows: a bargain needs two actors or more")
        fields.settle()
    heads = tuple(rows[0])
    place = next((head for head in heads if head.startswith("position")), "position")
    for head in ("actor", "capability", place, "salience"):
        if head not in heads:
            fields.wrong("", head, f"no such column; the table has {', '.join(heads)}")
    fields.settle()
    read = []
    for line, row in enumerate(rows, start=2):
        power, position, salience = (
            _number(fields, f"line {line}", head, row[head]) for head in ("capability", place, "salience")
        )
        read.append((row["actor"], power, [position], [salience]))
    values = [one[2][0] for one in read]
    span = max(values) - min(0.0, *values) or 1.0
    found = _assembled(fields, "", "", (place,), read, span)
    fields.settle()
    assert found is not None  # noqa: S101  a problem would have been kept
    return found


def _number(fields: Fields, where: str, name: str, cell: str) -> float:
    try:
        value = float(cell)
    except ValueError:
        fields.wrong(where, name, f'"{cell}" is no number')
        return 1.0
    least = -np.inf if name.lower().startswith("pos") else 0.0
    return fields.value(where, name, value, low=least)


def _draft(fields: Fields, where: str, raw: Mapping[str, Any]) -> Draft | None:
    fields.known(where, raw, ("schema", "draft", "player"))
    head = fields.table(where, raw, "draft")
    fields.known("draft", head, ("name", "issues", "status_quo", "adopted", "lag_days"))
    before = fields.table("draft", head, "status_quo")
    issues = fields.words("draft", head, "issues") or tuple(before)
    if not issues:
        if not fields.told(before):
            fields.wrong("draft", "status_quo", "names no issue")
        return None
    after = fields.table("draft", head, "adopted", needed=False)
    for name, table in (("status_quo", before), ("adopted", after)):
        fields.known(name, table, issues)
    told = len(fields.problems)
    parties = parties_from(fields, where, raw, issues) if issues else []
    roles = [party.role for party in parties if len(fields.problems) == told]
    if roles and roles.count("proposer") != 1:
        fields.wrong(where, "player", 'a player is missing: exactly one has role = "proposer"')
    if roles and "veto" not in roles:
        fields.wrong(where, "player", 'a player is missing: one or more have role = "veto"')
    if parties and not any(party.power.high for party in parties):
        fields.wrong(where, "player", "nobody has power")
    return Draft(
        name=str(head.get("name", "")),
        issues=issues,
        status_quo={issue: fields.number("status_quo", before, issue, low=0, high=100) for issue in issues},
        adopted={issue: fields.number("adopted", after, issue, low=0, high=100) for issue in issues}
        if after
        else {},
        parties=tuple(parties),
        lag_days=int(fields.number("draft", head, "lag_days", low=0)) if "lag_days" in head else None,
    )


def parties_from(
    fields: Fields, where: str, raw: Mapping[str, Any], issues: Sequence[str], *, needed: bool = True
) -> list[Party]:
    """The players in the list under `player`, each with a name of its own."""
    parties = []
    at = f"{where} player".strip()
    for number, one in enumerate(fields.rows(where, raw, "player", needed=needed), start=1):
        if isinstance(one, dict):
            parties.append(_party(fields, f"{at} {number}", one, issues))
        else:
            fields.wrong(f"{at} {number}", "", "is no table")
    names = [party.name for party in parties]
    for name in sorted({name for name in names if name and names.count(name) > 1}):
        fields.wrong(where, "player", f"{name} stands twice")
    return parties


def _party(fields: Fields, where: str, raw: Mapping[str, Any], issues: Sequence[str]) -> Party:
    """One player of a draft, with its ranges by issue."""
    fields.known(where, raw, ("name", "role", "ideal", "salience", "power", "patience"))
    name, role = fields.text(where, raw, "name"), fields.text(where, raw, "role", "other")
    if role not in _ROLES:
        fields.wrong(where, "role", f'"{role}" is none of {", ".join(_ROLES)}')
    ideal, salience = fields.table(where, raw, "ideal"), fields.table(where, raw, "salience", needed=False)
    for label, table in (("ideal", ideal), ("salience", salience)):
        fields.known(f"{where} {label}", table, issues)
    lacks = [issue for issue in issues if issue not in ideal]
    if lacks and not fields.told(ideal):
        fields.wrong(where, "ideal", f"{', '.join(lacks)} {'is' if len(lacks) == 1 else 'are'} missing")
    even = Range(low=50.0, high=50.0)
    return Party(
        name=name,
        role=role if role in _ROLES else "other",  # type: ignore[arg-type]  # just checked against the literal
        ideal={issue: fields.span(where, issue, ideal.get(issue, 0), low=0, high=100) for issue in issues},
        salience={
            issue: fields.span(where, issue, salience[issue], low=1e-6) if issue in salience else even
            for issue in issues
        },
        power=fields.span(where, "power", raw["power"], low=0)
        if "power" in raw
        else Range(low=100.0, high=100.0),
        patience=fields.span(where, "patience", raw["patience"], low=0, high=0.999999)
        if "patience" in raw
        else None,
    )
