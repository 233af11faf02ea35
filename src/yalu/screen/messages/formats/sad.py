"""What does an ASYCUDA World declaration declare? The single administrative document, root `ASYCUDA`, or `Sad` as published.

Exports of the system write `Tarification` and `HScode`, the published description `Tariff` and `HS_code`: elements are known by
their name without regard to case and underscores, wherever they stand. The name of a trader is text of several lines, with the
address in it and often the country's code as the last line. No field holds an IMO number.

Sources: shape seen in exports; element names typed from general knowledge where no sample shows them.
"""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING, Literal

from yalu.screen.messages.draft import Ignored, messages_of, number_of
from yalu.screen.messages.model import GoodsLine, Identifier, Means, Party, Said
from yalu.screen.messages.xml import format_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from yalu.screen.messages.draft import Draft, Mode
    from yalu.screen.messages.model import Message, NoteKind, PartyRole, PlaceRole, Refused
    from yalu.screen.messages.xml import Node

__all__ = ["FORMAT", "read", "recognises"]

FORMAT = "ASYCUDA declaration"
SPLITS = frozenset(("ASYCUDA", "Sad", "SAD"))
_TRADERS: dict[str, PartyRole] = {
    "exporter": "exporter", "consignor": "consignor", "consignee": "consignee", "importer": "importer", "declarant": "declarant",
    "financial": "other", "principal": "guarantor", "guarantee": "guarantor", "bank": "bank", "carrier": "carrier",
    "representative": "agent", "suppliersdocuments": "seller", "supplier": "seller", "buyer": "buyer", "seller": "seller",
    "notify": "notify", "warehouse": "warehouse", "driver": "driver",
}  # fmt: skip
_DIRECTIONS: dict[str, Literal["import", "export", "transit"]] = {
    "I": "import",
    "E": "export",
    "T": "transit",
}
_MODES: dict[str, Mode] = {"1": "sea", "2": "rail", "3": "road", "4": "air", "8": "inland"}
_PLACES: dict[str, PlaceRole] = {
    "countryfirstdestination": "transit", "tradingcountry": "other", "countryoforiginname": "origin",
    "countryoforigincode": "origin", "customsclearanceofficecode": "office", "customsclearanceofficename": "office",
    "locationofgoods": "other", "placeofdeclaration": "office", "exportcountryregion": "export",
    "destinationcountryregion": "destination", "countryoforiginregion": "origin",
}  # fmt: skip
_COUNTRIES = frozenset(("countryfirstdestination", "tradingcountry", "countryoforigincode"))
_NOTES: dict[str, NoteKind] = {
    "additionalinformation": "other", "commentsfreetext": "other", "freetext1": "other", "freetext2": "other",
    "attacheddocumentname": "document", "attacheddocumentreference": "document", "summarydeclaration": "reference",
    "manifestreferencenumber": "reference", "previousdocumentreference": "reference", "licencenumber": "document",
    "identitynumber": "reference",
}  # fmt: skip
_COUNTRY = re.compile(r"[A-Z]{2}")
_IGNORED = Ignored({
    "number": "Total_number_of_items Total_number_of_packages Number_of_the_form Total_number_of_forms"
    " Total_number_of_loading_lists Number_of_loading_lists Number_of_packages Item_price Statistical_value"
    " Amount_national_currency Amount_foreign_currency Currency_rate Gross_weight Total_cost Total_CIF Total_invoice"
    " Total_weight Rate_of_adjustment Alpha_coeficient_of_apportionment Duty_tax_base Duty_tax_rate Duty_tax_amount"
    " Duty_tax_MP Item_taxes_amount Item_taxes_guaranted_amount Item_taxes_mode_of_payment"
    " Counter_of_normal_mode_of_payment Displayed_item_taxes_amount Total_cost_itm Total_CIF_itm"
    " Amount_deducted_from_licence Quantity_deducted_from_licence Global_taxes Total_taxes Totals_taxes"
    " Total_manual_taxes Selected_page Suppplementary_unit_quantity Supplementary_unit_quantity Quantity Delay"
    " Calculation_working_mode Value_item Gross_weight_itm Net_weight_itm Item_Number Packages_number Packages_weight"
    " Total_item_taxes_amount Serial_number Number Year Global_taxes_amount Time_limit Attached_doc_item"
    " Mode_of_payment Amount Duty_tax_Base Value_details Suppliers_document_invoice_nbr @id",
    "date": "Date_of_declaration Date Attached_document_date Year",
    "flag": "Container_flag Empty_full_indicator Export_release",
    "code": "Sad_flow Type_of_declaration Declaration_gen_procedure_code Type_of_transit_document Kind_of_packages_code"
    " Extended_customs_procedure National_customs_procedure Precision_1 Precision_2 Precision_3 Precision_4"
    " Valuation_method_code Preference_code Currency_code Mode Inland_mode_of_transport Code Situation Duty_tax_code"
    " Duty_tax_MP Suppplementary_unit_code Attached_document_code Attached_document_from_rule Container_type"
    " Packages_type Serial_number Serial_Number CAP Quota_code Value_details Duty_Tax_code Item_taxes_mode_of_payment"
    " Code_Of_Mode_Of_Payment Attached_doc_item",
    "reference": "Number Summary_declaration_sl Reference Deffered_payment_reference Number_of_registration",
})  # fmt: skip


def recognises(text: str) -> bool:
    """Whether a text that starts so is of this format."""
    return format_of(text) == FORMAT


def read(stream: IO[bytes]) -> Iterator[Message | Refused]:
    """Each declaration of a file."""
    return messages_of(stream, FORMAT, _take, _IGNORED, splits=SPLITS)


def _plain(name: str) -> str:
    return name.replace("_", "").replace(".", "").casefold()


def _take(node: Node, draft: Draft) -> None:
    for child in node.children:
        name = _plain(child.name)
        if name == "item":
            draft.goods.append(_goods(child, len(draft.goods) + 1, draft))
        elif name == "meansoftransport":
            _transport(child, draft)
        elif name in _TRADERS and any(_field(leaf.name) for leaf in child.children):
            _trader(child, name, draft)
        elif name in _PLACES:
            _place(child, name, draft)
        elif name in {"export", "destination", "placeofloading", "borderoffice", "deliveryterms", "office"}:
            _named_place(child, name, draft)
        elif name == "container":
            _container(child, draft)
        elif name == "sadflow":
            draft.direction = _DIRECTIONS.get(child.text.upper(), "")
        elif name == "dateofdeclaration":
            draft.dated("issued", child)
        elif name == "reference" and child.says("Number"):
            draft.reference = child.says("Number")
        elif name in _NOTES:
            draft.note(_NOTES[name], child.said())
            _take(child, draft)
        else:
            _take(child, draft)


def _field(name: str) -> str:
    """Which part of a trader an element is: its code, name or address."""
    plain = _plain(name)
    return next(
        (
            part
            for part in ("code", "name", "address", "representative", "identification", "country", "city")
            if plain.endswith(part)
        ),
        "",
    )


def _trader(node: Node, name: str, draft: Draft) -> None:
    identifiers: list[Identifier] = []
    lines: list[Said] = []
    address: list[Said] = []
    country: Said | None = None
    for child in node.children:
        part = _field(child.name)
        if part in {"name", "representative"}:
            told, own = _name_lines(child)
            lines.extend(told)
            country = country or own
        elif part in {"address", "city"}:
            address.extend(filter(None, [child.said()]))
        elif part == "country" and child.text:
            country = country or child.said()
        elif part in {"code", "identification"}:
            said = child.said()
            if said is not None:
                identifiers.append(
                    Identifier(kind="other" if name == "bank" else "tax", value=said.text, path=said.path)
                )
        elif _plain(child.name) == "reference" and child.children:
            draft.reference = child.says("Number") or draft.reference
        elif name == "bank":
            lines.extend(filter(None, [child.said()]))
    if name == "warehouse" and identifiers and not lines:  # the number of premises, not of a person
        draft.place("other", code=Said(text=identifiers[0].value, path=identifiers[0].path))
    elif lines or identifiers or address:
        draft.parties.append(
            Party(
                role=_TRADERS[name], kind="bank" if name == "bank" else "unknown", lines=tuple(lines), address=tuple(address),
                country=country, identifiers=tuple(identifiers), path=node.path,
            )
        )  # fmt: skip


def _name_lines(node: Node) -> tuple[list[Said], Said | None]:
    """The lines of a trader's name; a last line of two letters is the country."""
    lines = node.lines()
    if lines and _COUNTRY.fullmatch(lines[-1].text) and len(lines) > 1:
        return lines[:-1], lines[-1]
    return lines, None


def _place(node: Node, name: str, draft: Draft) -> None:
    said, role = node.said(), _PLACES[name]
    if name in _COUNTRIES:
        draft.place(role, country=said)
    elif name.endswith("code"):
        draft.place(role, code=said)
    else:
        draft.place(role, name=said)


_NAMED: dict[str, PlaceRole] = {
    "export": "export", "destination": "destination", "placeofloading": "loading", "borderoffice": "border",
    "deliveryterms": "delivery", "office": "office",
}  # fmt: skip


def _named_place(node: Node, name: str, draft: Draft) -> None:
    """A place with a code, a name, a country; the code of a country's element is the country."""
    code = country = called = None
    for child in node.children:
        plain = _plain(child.name)
        if plain.endswith("countrycode") or plain == "country":
            country = country or child.said()
        elif plain == "code" and name != "deliveryterms":
            code = code or child.said()
        elif plain.endswith(("name", "place")) and plain != "code":
            called = called or child.said()
        elif plain.endswith("region"):
            draft.place(_NAMED[name], name=child.said())
    draft.place(_NAMED[name], code=code, country=country, name=called)


def _transport(node: Node, draft: Draft) -> None:
    """The means at the border and on arrival or departure; one that is both is told once."""
    for child in node.children:
        identity, flag = child.find("Identity"), child.find("Nationality")
        if identity is None and flag is None:
            continue
        mode = _MODES.get(child.says("Mode").lstrip("0")[:1], "unknown")
        name, nation = identity.said() if identity else None, flag.said() if flag else None
        if name or nation:
            draft.means.append(Means(mode=mode, name=name, flag=nation, path=child.path))


def _container(node: Node, draft: Draft) -> None:
    said = node.say("Container_identity")
    if said is not None:
        draft.means.append(Means(containers=(said,), path=node.path))
    draft.note("description", node.say("Goods_description"))


def _goods(node: Node, number: int, draft: Draft) -> GoodsLine:
    """One item: code, words, weights, value, origin; places and notes inside it go to the declaration."""
    found: dict[str, Node] = {}
    marks: list[Said] = []
    descriptions: list[Said] = []
    for leaf in node.leaves():
        name = _plain(leaf.name)
        found.setdefault(name, leaf)
        if name.startswith("marks"):
            marks.extend(filter(None, [leaf.said()]))
        elif name in {"descriptionofgoods", "commercialdescription", "goodsdescription"}:
            descriptions.extend(filter(None, [leaf.said()]))
    hs = _first(found, "commoditycode", "hscode")
    origin = _first(found, "countryoforigincode")
    value, currency = _first(found, "amountforeigncurrency", "itemprice"), _first(found, "currencycode")
    gross, net = _first(found, "grossweightitm", "grossweight"), _first(found, "netweightitm", "netweight")
    quantity = _first(found, "suppplementaryunitquantity", "supplementaryunitquantity", "numberofpackages")
    unit = _first(found, "suppplementaryunitcode", "supplementaryunitcode", "kindofpackagescode")
    for leaf in node.leaves():
        name = _plain(leaf.name)
        if name in _NOTES:
            draft.note(_NOTES[name], leaf.said())
        elif name == "countryoforiginregion":
            _place(leaf, name, draft)
    return GoodsLine(
        number=number, hs=hs.said() if hs else None, descriptions=tuple(_once(descriptions)), marks=tuple(marks),
        quantity=_number(quantity), unit=unit.text if unit else "", gross_kg=_number(gross), net_kg=_number(net),
        value=_number(value), currency=currency.text if currency else "", origin=origin.said() if origin else None,
        path=node.path,
    )  # fmt: skip


def _first(found: dict[str, Node], *names: str) -> Node | None:
    return next((found[name] for name in names if name in found), None)


def _number(node: Node | None) -> float | None:
    return number_of(node.text) if node is not None else None


def _once(told: Iterable[Said]) -> list[Said]:
    """Texts without those said before in the same words."""
    return list({said.text: said for said in reversed(list(told))}.values())[::-1]
