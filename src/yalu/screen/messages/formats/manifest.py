"""What does an ASYCUDA World manifest carry? Roots `Awmds` (manifest), `Awbolds` (bills of lading), `Awmcds` (its siblings).

Each bill of lading is a `Consignment` of its own, with the voyage, ship and carrier of the general segment. No field holds an IMO
number. Weights are kilograms.

Sources: shape of a generator and a field map; element names typed from general knowledge where no sample shows them.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from yalu.screen.messages.draft import Ignored, messages_of, number_of
from yalu.screen.messages.model import GoodsLine, Identifier, Means, Party, Said
from yalu.screen.messages.xml import format_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yalu.screen.messages.draft import DateRole, Draft, Mode
    from yalu.screen.messages.model import Message, NoteKind, PartyRole, PlaceRole, Refused
    from yalu.screen.messages.xml import Node

__all__ = ["FORMAT", "read", "recognises"]

FORMAT = "ASYCUDA manifest"
SPLITS = frozenset(("Bol_segment", "Bol_Segment"))
_TRADERS: dict[str, PartyRole] = {
    "Carrier": "carrier", "Shipping_Agent": "agent", "Shipping_agent": "agent", "Exporter": "exporter", "Notify": "notify",
    "Consignee": "consignee", "Consignor": "consignor", "Shipper": "consignor", "Importer": "importer", "Forwarder": "forwarder",
    "Transporter": "carrier", "Declarant": "declarant", "Master": "master",
}  # fmt: skip
_MODES: dict[str, Mode] = {"1": "sea", "2": "rail", "3": "road", "4": "air", "8": "inland"}
_PLACES: dict[str, PlaceRole] = {
    "Place_of_departure": "loading", "Place_of_destination": "unloading", "Place_of_loading": "loading",
    "Place_of_unloading": "unloading", "Port_of_loading": "loading", "Port_of_discharge": "unloading",
    "Place_of_transhipment": "transhipment", "Customs_office": "office", "Country_of_origin": "origin",
    "Location": "other", "Place_of_delivery": "delivery", "Port_of_origin": "origin", "Last_port": "transit",
}  # fmt: skip
_NOTES: dict[str, NoteKind] = {
    "Information": "other", "Information_part_a": "other", "Location_info": "other", "Remarks": "other",
    "Previous_document_reference": "reference", "UCR_reference": "reference",
}  # fmt: skip
_DATES: dict[str, DateRole] = {
    "Date_of_departure": "departure",
    "Date_of_arrival": "arrival",
    "Date_of_last_discharge": "arrival",
}
_IGNORED = Ignored({
    "number": "Total_number_of_bols Total_number_of_packages Total_number_of_containers Total_gross_mass Number_of_packages"
    " Gross_mass Volume_in_cubic_meters Line_number Num_of_ctn_for_this_bol Number_of_ctn_for_this_bol Gross_tonnage"
    " Net_tonnage Remaining_packages Remaining_gross_mass Number_of_seals Empty_weight Goods_weight"
    " Minimum_temperature Maximum_temperature",
    "date": "Date_of_departure Date_of_arrival Date_of_last_discharge Time_of_arrival Date_of_registration",
    "code": "Bol_nature Bol_type_code Mode_of_transport_code Package_type_code Empty_Full Empty_Full_indicator"
    " Type_of_container PC_indicator Freight_currency Customs_currency Transport_currency Insurance_currency Currency"
    " Seal_party Unit Tariff_quantity Container_type",
    "reference": "Bol_reference Master_bol_ref_number Unique_carrier_reference Registration_number Master_bol",
    "flag": "Consolidated_Cargo",
})  # fmt: skip


def recognises(text: str) -> bool:
    """Whether a text that starts so is of this format."""
    return format_of(text) == FORMAT


def read(stream: IO[bytes]) -> Iterator[Message | Refused]:
    """Each bill of lading of a manifest; a manifest without any is one message."""
    return messages_of(stream, FORMAT, _take, _IGNORED, splits=SPLITS)


def _take(node: Node, draft: Draft) -> None:
    if node.name in SPLITS:
        _goods(node, draft)
    _walk(node, draft)


def _walk(node: Node, draft: Draft) -> None:
    for child in node.children:
        name = child.name
        if name in _TRADERS and child.children:
            _trader(child, draft)
        elif name == "General_segment":
            _voyage(child, draft)
            _walk(child, draft)
        elif name in {"ctn_segment", "Ctn_segment", "Container"}:
            _container(child, draft)
        elif name in _DATES:
            draft.dated(_DATES[name], child)
        elif name == "Bol_reference":
            draft.reference = child.text
        elif name in _NOTES:
            draft.note(_NOTES[name], child.said())
        elif _base(name) in _PLACES and child.text:
            _place(child, draft)
        else:
            _walk(child, draft)


def _base(name: str) -> str:
    return name.removesuffix("_code").removesuffix("_name")


def _place(node: Node, draft: Draft) -> None:
    role = _PLACES[_base(node.name)]
    if _base(node.name) == "Country_of_origin":
        draft.place(role, country=node.said())
    elif node.name.endswith("_code"):
        draft.place(role, code=node.said())
    else:
        draft.place(role, name=node.said())


def _trader(node: Node, draft: Draft) -> None:
    names: list[Said] = []
    address: list[Said] = []
    identifiers: list[Identifier] = []
    role = _TRADERS[node.name]
    country = None
    for child in node.children:
        if child.name.endswith("_name"):
            names.extend(filter(None, [child.said()]))
        elif child.name.endswith(("_country", "_country_code")):
            country = child.said()
        elif child.name.endswith("_code"):
            said = child.said()
            if said is not None:
                identifiers.append(
                    Identifier(kind="scac" if role == "carrier" else "tax", value=said.text, path=said.path)
                )
        else:
            address.extend(filter(None, [child.said()]))
    if names or address or identifiers:
        draft.parties.append(
            Party(
                role=role, names=tuple(names), address=tuple(address), country=country, identifiers=tuple(identifiers),
                path=node.path,
            )
        )  # fmt: skip


def _voyage(node: Node, draft: Draft) -> None:
    """The ship of the whole manifest, with the number of its voyage."""
    told = node.find("Transport_information") or node
    mode = _MODES.get(told.says("Mode_of_transport_code").lstrip("0")[:1], "unknown")
    name, flag = told.say("Identity_of_transporter"), told.say("Nationality_of_transporter_code")
    registration = told.say("Registration_number_of_transport")
    voyage = node.say("General_segment_id/Voyage_number") or node.say("Voyage_number")
    if name or flag or registration or voyage:
        draft.means.append(
            Means(mode=mode, name=name, flag=flag, registration=registration, voyage=voyage, path=told.path)
        )
    draft.place("other", name=told.say("Place_of_registration_of_transport"))


def _container(node: Node, draft: Draft) -> None:
    number = node.say("Ctn_reference") or node.say("Container_identity") or node.say("Reference")
    if number is not None:
        draft.means.append(Means(containers=(number,), path=node.path))


def _goods(node: Node, draft: Draft) -> None:
    """The goods of a bill: one line for each declared code, else one for the description of the whole."""
    whole = node.find("Goods_segment")
    coded = [*node.all("HS_Compliance"), *(whole.all("HS_Compliance") if whole else ())]
    number = 0
    for part in coded:
        number += 1
        draft.goods.append(
            _line(part, number, ("Commercial_description", "Goods_description", "Description"))
        )
    if whole is None:
        return
    line = _line(whole, number + 1, ("Goods_description",))
    if not coded:
        draft.goods.append(line)
    elif line.descriptions or line.marks:
        first = draft.goods[-len(coded)]
        told = {said.text for said in first.descriptions}
        words = (*first.descriptions, *(said for said in line.descriptions if said.text not in told))
        draft.goods[-len(coded)] = _with(first, words, (*first.marks, *line.marks))


def _with(line: GoodsLine, descriptions: tuple[Said, ...], marks: tuple[Said, ...]) -> GoodsLine:
    return GoodsLine(
        number=line.number, hs=line.hs, descriptions=descriptions, marks=marks, quantity=line.quantity, unit=line.unit,
        gross_kg=line.gross_kg, net_kg=line.net_kg, value=line.value, currency=line.currency, origin=line.origin, path=line.path,
    )  # fmt: skip


def _line(node: Node, number: int, words: tuple[str, ...]) -> GoodsLine:
    value = node.find("Customs_value") or node.find("Value")
    return GoodsLine(
        number=number, hs=node.say("HS_code") or node.say("HS_Code") or node.say("Commodity_code"),
        descriptions=tuple(filter(None, (node.say(name) for name in words))),
        marks=tuple(filter(None, (node.say("Shipping_marks"), node.say("Marks")))),
        quantity=number_of(node.says("Number_of_packages")), unit=node.says("Package_type_code"),
        gross_kg=number_of(node.says("Gross_mass")), net_kg=number_of(node.says("Net_mass")),
        value=number_of(value.text) if value else None, currency=node.says("Currency") if value else "",
        origin=node.say("Country_of_origin") or node.say("Country_of_origin_code"), path=node.path,
    )  # fmt: skip
