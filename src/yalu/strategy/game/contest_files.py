"""How are stakes that nobody measures written, as ranges, with the levers on them, and what is wrong with a file that is not?

A single number stands for a range without width; an answer to that is arithmetic, no finding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yalu.strategy.game.inspection import NOT_BELOW_ZERO, STAKES
from yalu.strategy.game.levers import Contest, Lever
from yalu.strategy.game.signalling import PAYOFFS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yalu.strategy.fields import Fields

__all__ = ["NOUGHT", "contest_from", "levers_from"]

_RATES = ("enforce", "provoke")
NOUGHT = {"VB": 0.0}  # the normalisation of the literature


def contest_from(fields: Fields, where: str, raw: Mapping[str, Any]) -> Contest:
    """The model of stakes as ranges; stakes may also stand alone, as the numbers of one inspection game."""
    if "inspection" not in raw and "signalling" not in raw:
        raw = {"inspection": {name: value for name, value in raw.items() if name not in ("schema", "id")}}
    fields.known(where, raw, ("schema", "contest", "inspection", "signalling", "lever", "observed"))
    head = fields.table(where, raw, "contest", needed=False)
    fields.known("contest", head, ("title", "sender", "enforcer", "target", "period"))
    seen = fields.table(where, raw, "observed", needed=False)
    fields.known("observed", seen, _RATES)
    rates = {
        name: fields.span("observed", name, seen[name], low=0, high=1) for name in seen if name in _RATES
    }
    return Contest(
        title=str(head.get("title", "")),
        sender=str(head.get("sender", "sender")),
        enforcer=str(head.get("enforcer", "enforcer")),
        target=str(head.get("target", "target")),
        period=str(head.get("period", "")),
        inspection=_stakes(fields, raw, "inspection", tuple(STAKES), {"k": 1.0}),
        signalling=_stakes(fields, raw, "signalling", PAYOFFS, NOUGHT),
        levers=tuple(levers_from(fields, where, raw)),
        enforce=rates.get("enforce"),
        provoke=rates.get("provoke"),
    )


def _stakes(
    fields: Fields, raw: Mapping[str, Any], name: str, names: Sequence[str], defaults: Mapping[str, float]
) -> dict[str, Any]:
    """The ranges of one layer, all there and in the order of the model."""
    if name not in raw:
        return {}
    table = fields.table("", raw, name)
    if fields.told(table):
        return {}
    fields.known(name, table, names)
    found = {}
    for one in names:
        value = table.get(one, defaults.get(one))
        if value is None:
            fields.wrong(name, one, "is missing: every stake needs a number or a range")
            continue
        low = 0.0 if name == "inspection" and one in NOT_BELOW_ZERO else -50.0
        found[one] = fields.span(name, one, value, low=low, high=50.0)
    return found


def levers_from(fields: Fields, where: str, raw: Mapping[str, Any]) -> list[Lever]:
    """The levers in the list under `lever`; none if it is missing."""
    levers = []
    at = f"{where} lever".strip()
    for number, one in enumerate(fields.rows(where, raw, "lever", needed=False), start=1):
        if isinstance(one, dict):
            levers.append(_lever(fields, f"{at} {number}", one))
        else:
            fields.wrong(f"{at} {number}", "", "is no table")
    return levers


def _lever(fields: Fields, where: str, raw: Mapping[str, Any]) -> Lever:
    """One lever: what it adds to the stakes of each layer."""
    fields.known(where, raw, ("name", "says", "source", "inspection", "signalling"))
    added = {}
    for layer, names in (("inspection", tuple(STAKES)), ("signalling", PAYOFFS)):
        table = fields.table(where, raw, layer, needed=False)
        fields.known(f"{where} {layer}", table, names)
        added[layer] = {
            name: fields.span(where, name, value, low=-50, high=50) for name, value in table.items()
        }
    return Lever(
        name=fields.text(where, raw, "name"),
        says=fields.text(where, raw, "says", ""),
        source=fields.text(where, raw, "source", ""),
        **added,
    )
