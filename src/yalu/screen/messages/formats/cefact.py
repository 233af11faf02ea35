"""Parties and their contacts as UN/CEFACT names them, in CII invoices and IATA Cargo-XML alike.

Sources: UN/CEFACT Core Component Library, names of `TradeParty`, `TradeAddress`, `TradeContact`; from general knowledge and
samples.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yalu.screen.messages.model import Identifier, Party, Said

if TYPE_CHECKING:
    from yalu.screen.messages.draft import Draft
    from yalu.screen.messages.model import IdentifierKind, PartyRole
    from yalu.screen.messages.xml import Node

__all__ = ["address", "party"]

_NUMBERS = frozenset(
    (
        "ID",
        "GlobalID",
        "PrimaryID",
        "AdditionalID",
        "AccountID",
        "CargoAgentID",
        "SellerAssignedID",
        "BuyerAssignedID",
    )
)
_NESTED: dict[str, IdentifierKind] = {
    "SpecifiedLegalOrganization": "company",
    "SpecifiedTaxRegistration": "tax",
}
_SCHEMES: dict[str, IdentifierKind] = {
    "0199": "lei",
    "VA": "tax",
    "FC": "tax",
    "EORI": "eori",
    "0191": "company",
}


def party(node: Node, role: PartyRole, draft: Draft) -> None:
    """Adds a party and those to contact; a party with nothing said of it is none."""
    names: list[Said] = []
    identifiers: list[Identifier] = []
    lines: list[Said] = []
    countries: list[Said] = []
    for child in node.children:
        if child.name == "Name":
            names.extend(filter(None, [child.said()]))
        elif child.name in _NUMBERS:
            identifiers.extend(_numbered(child, "other"))
        elif child.name in _NESTED:
            identifiers.extend(_numbered(child.find("ID"), _NESTED[child.name]))
            names.extend(filter(None, [child.say("TradingBusinessName"), child.say("Name")]))
            address(child, lines, countries)
        elif child.name.endswith("Address"):
            address(child, lines, countries)
        elif child.name.endswith("Contact"):
            _contact(child, draft)
        else:
            draft.note("other", child.said())
    if names or identifiers or lines or countries:
        draft.parties.append(
            Party(
                role=role, names=tuple(names), address=tuple(lines), country=countries[0] if countries else None,
                identifiers=tuple(identifiers), path=node.path,
            )
        )  # fmt: skip
    for country in countries[1:]:
        draft.place("address", country=country)


def address(node: Node, lines: list[Said], countries: list[Said]) -> None:
    """Every text of an address; the code of a country apart."""
    for leaf in node.leaves():
        if leaf.name == "CountryID":
            countries.extend(filter(None, [leaf.said()]))
        elif leaf.name[0] != "@" and not leaf.name.endswith("TypeCode"):
            lines.extend(filter(None, [leaf.said()]))


def _numbered(node: Node | None, kind: IdentifierKind) -> list[Identifier]:
    if node is None:
        return []
    kind = _SCHEMES.get(node.says("@schemeID").upper(), kind)
    said = node.said()
    return [Identifier(kind=kind, value=said.text, path=said.path)] if said else []


def _contact(node: Node, draft: Draft) -> None:
    for name in ("PersonName", "DepartmentName"):
        if said := node.say(name):
            draft.parties.append(
                Party(
                    role="other",
                    kind="person" if name == "PersonName" else "unknown",
                    names=(said,),
                    path=node.path,
                )
            )
    for leaf in node.leaves():
        if leaf.name[0] != "@":
            draft.note("other", leaf.said())
