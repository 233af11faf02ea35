"""What may a question state beyond day, direction and goods?

Every fact is optional; what is not stated is unknown. Two exceptions are said in each verdict that uses them: no listed party is
assumed where none is named, and an approval by the Committee that is not stated counts as not given.
Units: `*_t` tonnes, `*_bbl` barrels, `*_usd` US dollars; `quantity` carries its unit in words ("20000 t").
"""

from __future__ import annotations

from datetime import date
from math import isfinite
from typing import Literal, NamedTuple

from yalu.terms.amounts import parse_amount
from yalu.terms.days import parse_day
from yalu.terms.errors import BadInput, UnknownValue, nearest

__all__ = ["ACTIVITIES", "FACTS", "Fact", "fact_value"]


class Fact(NamedTuple):
    """A fact by name, how it is written, and what it says when true."""

    name: str
    kind: Literal["yes or no", "day", "number", "amount"]
    says: str


FACTS = {
    fact.name: fact
    for fact in (
        Fact("livelihood_only", "yes or no", "exclusively for the livelihood of the people, unrelated to revenue for programmes"),
        Fact("no_linked_party", "yes or no", "no party is designated or linked to the programmes"),
        Fact("linked_to_programmes", "yes or no", "could contribute to the weapons programmes or to evasion"),
        Fact("armed_forces", "yes or no", "could directly add to the operational capability of armed forces"),
        Fact("committee_approval", "yes or no", "the Committee approved this case in advance; not stated counts as no"),
        Fact("committee_notified", "yes or no", "the State notified the Committee as the paragraph asks"),
        Fact("contract_date", "day", "day on which the written contract was finalised"),
        Fact("origin_outside", "yes or no", "the goods originate outside the sanctioned State"),
        Fact("rajin_transit_only", "yes or no", "passes through only to be exported from the port of Rajin (Rason)"),
        Fact("spare_part", "yes or no", "a spare part needed for safe operation"),
        Fact("civil_passenger_aircraft", "yes or no", "a part for a civil passenger aircraft, or fuel put into one abroad"),
        Fact("diplomatic_mission", "yes or no", "for a diplomatic or consular mission or a mission to the UN"),
        Fact("humanitarian", "yes or no", "timely humanitarian assistance or basic human needs, by a provider the Council names"),
        Fact("emergency", "yes or no", "an emergency, such as distress at sea"),
        Fact("under_inspection", "yes or no", "the entry or landing serves an inspection"),
        Fact("return_to_port", "yes or no", "the vessel returns to its port of origination"),
        Fact("on_national_list", "yes or no", "the deciding State's own luxury list names the goods"),
        Fact("on_control_list", "yes or no", "an item of the Council's nuclear, missile, chemical or dual-use lists"),
        Fact("missile_related", "yes or no", "a missile or a missile-related item, material or technology"),
        Fact("unit_value_usd", "number", "value of one item in US dollars"),
        Fact("quantity", "amount", "how much, with its unit"),
        Fact("value_usd", "number", "value of the load in US dollars"),
        Fact("cumulative_t", "number", "tonnes already counted against the cap by all States"),
        Fact("cumulative_usd", "number", "US dollars already counted against the cap by all States"),
        Fact("cumulative_bbl", "number", "barrels already counted against the cap by all States"),
        Fact("new_item", "yes or no", "new, not used"),
        Fact("existing", "yes or no", "the branch, account, venture or contract existed before the measure"),
        Fact("winding_up", "yes or no", "it is being closed, or the worker sent home, within the time given"),
        Fact("expansion", "yes or no", "an existing venture grows by new investment"),
        Fact("within_level", "yes or no", "the number of permits stays within the level on the day of adoption"),
        Fact("sensitive_discipline", "yes or no", "teaching in a discipline the paragraph names as useful to proliferation"),
        Fact("military_training", "yes or no", "training of or by military, paramilitary or police"),
        Fact("further_account", "yes or no", "a second account for the same mission or accredited diplomat"),
        Fact("own_bank_in_dprk", "yes or no", "an office, subsidiary or account of one's own bank inside the sanctioned State"),
        Fact("designated_entity", "yes or no", "it belongs to a designated person; taken from the party where one is named"),
        Fact("public_utility", "yes or no", "non-commercial public utility infrastructure that generates no profit"),
        Fact("hydroelectric", "yes or no", "an existing hydroelectric project with China"),
        Fact("rajin_khasan", "yes or no", "the Rajin-Khasan port and rail project for Russian coal"),
        Fact("carrying_prohibited", "yes or no", "there are grounds to believe that prohibited goods or acts are involved"),
        Fact("refused_inspection", "yes or no", "the vessel refused an authorised inspection"),
        Fact("controlled_by_sanctioned_state", "yes or no", "owned, controlled, operated or flagged by the sanctioned State"),
        Fact("host_state_national", "yes or no", "the worker is a national of the host State"),
        Fact("return_barred", "yes or no", "national or international law bars sending the worker home"),
        Fact("medical_exchange", "yes or no", "a medical exchange"),
        Fact("state_determined", "yes or no", "the State determined case by case that it cannot contribute to programmes"),
        Fact("basic_expenses", "yes or no", "payment of basic expenses from frozen funds"),
    )
}  # fmt: skip

ACTIVITIES = {
    "payment": "finance: a payment or transfer",
    "correspondent_account": "finance: a correspondent relation with a bank of the sanctioned State",
    "bank_branch": "finance: a branch, office, subsidiary or account",
    "joint_venture_new": "finance: a new joint venture or cooperative entity",
    "joint_venture_existing": "finance: operating an existing joint venture",
    "bulk_cash": "finance: cash or gold carried in bulk",
    "trade_credit": "finance: export credit, guarantee or insurance for trade",
    "diplomatic_account": "finance: a bank account of a mission or diplomat",
    "port_entry": "vessels: entry into a port",
    "ship_to_ship": "vessels: a transfer from ship to ship",
    "charter": "vessels: lease or charter of a vessel or aircraft",
    "crew": "vessels: crew services",
    "registration": "vessels: registration, flag or classification",
    "insurance": "vessels: insurance or reinsurance",
    "bunkering": "vessels: fuel and supplies for a ship",
    "sale": "vessels: sale or supply of a ship",
    "overflight": "transport: take-off, landing or overflight",
    "work_permit": "people: a new work permit",
    "employment": "people: a worker earning income abroad",
    "entry": "people: entry or transit of a person",
    "training": "people: teaching or training",
    "technical_training": "services: technical training, advice or assistance on arms and weapons items",
    "scientific_cooperation": "services: scientific and technical cooperation",
    "real_property": "services: use of real property of the sanctioned State abroad",
    "representative_office": "services: an office of a designated entity",
    "fishing_rights": "export: sale or transfer of fishing rights",
}


def fact_value(name: str, value: object) -> bool | float | str | date:
    """The value of a fact in its own type, from TOML or from text such as `yes`, `2017-07-01`, `20000 t`.

    Raises:
        UnknownValue: no such fact.
        BadInput: the value does not fit the fact.
    """
    fact = FACTS.get(name)
    if fact is None:
        raise UnknownValue("fact", name, nearest(name, FACTS))
    if fact.kind == "yes or no":
        return _flag(fact, value)
    if fact.kind == "day":
        return _day(fact, value)
    return _number(fact, value) if fact.kind == "number" else _amount(fact, value)


def _flag(fact: Fact, value: object) -> bool:
    words = {"true": True, "yes": True, "false": False, "no": False}
    found = words.get(value.lower()) if isinstance(value, str) else value
    if not isinstance(found, bool):
        raise BadInput(f'fact {fact.name} is "{value}"; write true or false')
    return found


def _day(fact: Fact, value: object) -> date:
    if isinstance(value, date) and type(value) is date:
        return value
    try:
        return parse_day(str(value))
    except BadInput as error:
        raise BadInput(f"fact {fact.name}: {error}") from None


def _number(fact: Fact, value: object) -> float:
    try:
        number = float("nan") if isinstance(value, bool) else float(str(value).replace(",", ""))
    except ValueError:
        number = float("nan")
    if not isfinite(number) or number < 0:
        raise BadInput(f'fact {fact.name} is "{value}"; write a number that is not negative')
    return number


def _amount(fact: Fact, value: object) -> str:
    try:
        parse_amount(str(value))
    except BadInput as error:
        raise BadInput(f"fact {fact.name}: {error}") from None
    return str(value)
