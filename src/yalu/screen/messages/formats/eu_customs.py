"""What does a customs declaration of the European Union declare? Export (CC515C), import (CC415), transit (CC015C) and the like.

The messages of the Union's systems (AES, import, NCTS phase 5) share one vocabulary: a trader, a place or a means of transport is
an element with a capital, what it says are elements with a small letter. Names are compared without regard to capitals, since
national schemas differ there. A trader is often a number alone (EORI): such a party has identifiers and no name. Weights are
kilograms. The code of goods is the subheading, with the digits of the combined nomenclature and of TARIC behind it.

Sources: the common domains AES and NCTS (element names of CC515C, CC015C) and national H1 schemas (`GoodsShipmentItem`,
`CountryOfDispatch`), as printed in public code and guides; code list CL750 for what the number of a means of transport is.
Assumes messages of the newer generation: those with abbreviated names (`HEAHEA`, `TRAEXPEX1`) are not of this format.
"""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING

from yalu.screen.messages.draft import Ignored, messages_of, number_of
from yalu.screen.messages.model import GoodsLine, Identifier, Means, Party, Said
from yalu.screen.messages.xml import EU_DECLARATIONS, format_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from yalu.screen.messages.draft import DateRole, Draft, Mode
    from yalu.screen.messages.model import Message, NoteKind, PartyRole, PlaceRole, Refused
    from yalu.screen.messages.xml import Node

__all__ = ["FORMAT", "read", "recognises"]

FORMAT = "EU customs declaration"
_ROLES: dict[str, PartyRole] = {
    "exporter": "exporter", "importer": "importer", "consignor": "consignor", "consignee": "consignee", "declarant": "declarant",
    "representative": "agent", "seller": "seller", "buyer": "buyer", "carrier": "carrier", "manufacturer": "manufacturer",
    "subcontractor": "other", "contractualpartner": "other", "holderofthetransitprocedure": "guarantor", "guarantor": "guarantor",
    "additionalsupplychainactor": "other", "additionalfiscalreference": "other", "economicoperator": "other",
    "personpayingcustomsduty": "other", "personprovidingguarantee": "guarantor", "traderatdestination": "consignee",
    "notifyparty": "notify", "deferredpayment": "other",
}  # fmt: skip
_ACTORS: dict[str, PartyRole] = {
    "CS": "forwarder",
    "FW": "forwarder",
    "MF": "manufacturer",
    "WH": "warehouse",
}
_ITEMS = frozenset(
    ("goodsitem", "goodsshipmentitem", "consignmentitem", "governmentagencygoodsitem", "houseconsignmentitem")
)
_COUNTRIES: dict[str, PlaceRole] = {
    "countryofexport": "export", "countryofdispatch": "dispatch", "countryofdestination": "destination",
    "countryofroutingofconsignment": "transit", "destination": "destination", "dispatch": "dispatch",
    "memberstateoffirstentry": "border",
}  # fmt: skip
_PLACES: dict[str, PlaceRole] = {
    "locationofgoods": "other", "placeofloading": "loading", "placeofunloading": "unloading", "placeofacceptance": "dispatch",
    "placeofdelivery": "delivery", "deliveryterms": "delivery", "placeofdispatch": "dispatch", "warehouse": "other",
    "transshipment": "transhipment", "placeofpresentation": "other",
}  # fmt: skip
_MEANS = frozenset(
    (
        "departuretransportmeans",
        "activebordertransportmeans",
        "arrivaltransportmeans",
        "transportmeans",
        "activetransportmeansattheborder",
        "passivebordertransportmeans",
    )
)
# Code list 750, type of identification of a means of transport: the mode, and which number it is ("name" for a name).
_NUMBERS: dict[str, tuple[Mode, str]] = {
    "10": ("sea", "imo"), "11": ("sea", "name"), "20": ("rail", "registration"), "21": ("rail", "voyage"),
    "30": ("road", "registration"), "31": ("road", "registration"), "40": ("air", "voyage"), "41": ("air", "registration"),
    "80": ("inland", "registration"), "81": ("inland", "name"),
}  # fmt: skip
_MODES: dict[str, Mode] = {"1": "sea", "2": "rail", "3": "road", "4": "air", "8": "inland"}
_DATES: dict[str, DateRole] = {
    "preparationdateandtime": "issued", "declarationacceptancedate": "acceptance", "acceptancedate": "acceptance",
    "presentationofthegoodsdateandtime": "other", "issuingdate": "other", "limitdate": "other",
    "estimateddateandtimeofarrival": "arrival", "actualdateandtimeofarrival": "arrival",
    "estimateddateandtimeofdeparture": "departure",
}  # fmt: skip
_NOTES: dict[str, NoteKind] = {
    "text": "other", "description": "other", "descriptionofgoods": "description", "shippingmarks": "marks",
    "complementofinformation": "document", "issuingauthorityname": "document", "referencenumberucr": "reference",
}  # fmt: skip
_DIGITS = re.compile(r"\d{2,10}")
_EORI = re.compile(r"[A-Z]{2}[A-Z0-9]{3,15}")
_IGNORED = Ignored({
    "number": "sequenceNumber declarationGoodsItemNumber goodsItemNumber grossMass netMass supplementaryUnits statisticalValue"
    " totalAmountInvoiced numberOfPackages numberOfSeals totalGrossMass exchangeRate latitude longitude amount quantity"
    " itemAmountInvoiced invoiceAmount taxRate taxBase payableTaxAmount totalDutiesAndTaxesAmount amountToBeCovered amountOfTax"
    " taxAmount numberOfPieces documentLineItemNumber measurementUnitQuantity totalNumberOfItems totalNumberOfPackages"
    " totalDutiesAndTaxes customsValue amountConcerned natureOfTransaction volume postcode houseNumber",
    "date": "preparationDateAndTime presentationOfTheGoodsDateAndTime declarationAcceptanceDate acceptanceDate issuingDate"
    " limitDate validityDate estimatedDateAndTimeOfArrival estimatedDateAndTimeOfDeparture releaseDate",
    "flag": "containerIndicator reducedDatasetIndicator bindingItinerary",
    "code": "messageType security regionOfDispatch regionOfDestination declarationType"
    " additionalDeclarationType specificCircumstanceIndicator invoiceCurrency status role"
    " inlandModeOfTransport modeOfTransportAtTheBorder typeOfLocation qualifierOfIdentification typeOfIdentification"
    " incotermCode type requestedProcedure previousProcedure additionalProcedure typeOfPackages measurementUnitAndQualifier"
    " currency methodOfPayment code taxType preference valuationMethod UNNumber natureOfTransaction internalCurrencyUnit"
    " combinedNomenclatureCode taricCode TARICCode taricAdditionalCode TARICAdditionalCode nationalAdditionalCode"
    " quotaOrderNumber guaranteeType languageCode cusCode subDivision additionalIdentifier statisticalValueCurrency"
    " valuationIndicators ccQualifier preferentialOrigin @PhaseID @languageID @Id @id",
    "reference": "messageIdentification correlationIdentifier LRN MRN messageSender messageRecipient GRN accessCode"
    " cusCode authorisationNumber code @PhaseID @Id @id declarationGoodsItemNumber messageType",
})  # fmt: skip


def recognises(text: str) -> bool:
    """Whether a text that starts so is of this format."""
    return format_of(text) == FORMAT


def read(stream: IO[bytes]) -> Iterator[Message | Refused]:
    """Each declaration of a file."""
    return messages_of(stream, FORMAT, _take, _IGNORED, splits=EU_DECLARATIONS, outermost=True)


def _take(node: Node, draft: Draft) -> None:
    if node.name in EU_DECLARATIONS:
        draft.profile = node.name[:6]
        draft.direction = "transit" if node.name[2] == "0" else "import" if node.name[2] == "4" else "export"
    _walk(node, draft)


def _walk(node: Node, draft: Draft) -> None:
    for child in node.children:
        name = child.name.lower()
        if name in _ROLES:
            _party(child, _ROLES[name], draft)
        elif name in _ITEMS:
            _goods(child, draft)
        elif name in _MEANS:
            _means(child, node, draft)
        elif name in _COUNTRIES:
            _country(child, _COUNTRIES[name], draft)
        elif name in _PLACES or "customsoffice" in name:
            _place(child, _PLACES.get(name, "office"), draft)
        elif name in _DATES:
            draft.dated(_DATES[name], child)
        elif name in _NOTES:
            draft.note(_NOTES[name], child.said())
        elif name in _ALONE:
            _ALONE[name](child, draft)
        elif name.endswith(("document", "reference", "authorisation")):
            _document(child, draft)
        else:
            _walk(child, draft)


def _named(node: Node, *names: str) -> Node | None:
    """The first child of one of these names, whatever its capitals."""
    return next((child for child in node.children if child.name.lower() in names), None)


def _say(node: Node, *names: str) -> Said | None:
    found = _named(node, *names)
    return found.said() if found is not None else None


def _says(node: Node, *names: str) -> str:
    found = _named(node, *names)
    return found.text if found is not None else ""


def _operation(node: Node, draft: Draft) -> None:
    """The numbers of the declaration itself."""
    draft.reference = _says(node, "lrn") or _says(node, "mrn") or draft.reference
    _walk(node, draft)


def _identifier(said: Said) -> Identifier:
    kind = "eori" if _EORI.fullmatch(said.text) and any(map(str.isdigit, said.text)) else "other"
    return Identifier(kind=kind, value=said.text, path=said.path)  # type: ignore[arg-type]


def _party(node: Node, role: PartyRole, draft: Draft) -> None:
    role = _ACTORS.get(_says(node, "role").upper(), role)
    number, name = _say(node, "identificationnumber", "tirholderidentificationnumber"), _say(node, "name")
    address: list[Said] = []
    countries: list[Said] = []
    for child in node.children:
        if child.name.lower().endswith("address"):
            _address(child, address, countries)
        elif child.name.lower() == "contactperson":
            _contact(child, draft)
        else:
            _walk(child, draft)
    if name or number or address or countries:
        draft.parties.append(
            Party(
                role=role, names=(name,) if name else (), address=tuple(address), country=countries[0] if countries else None,
                identifiers=(_identifier(number),) if number else (), path=node.path,
            )
        )  # fmt: skip


def _address(node: Node, address: list[Said], countries: list[Said]) -> None:
    """Every text of an address; the country apart, a second one among the texts."""
    for leaf in node.leaves():
        if leaf.name.lower() == "country" and not countries:
            countries.extend(filter(None, [leaf.said()]))
        else:
            address.extend(filter(None, [leaf.said()]))


def _contact(node: Node, draft: Draft) -> None:
    said = _say(node, "name")
    if said is not None:
        draft.parties.append(Party(role="other", kind="person", names=(said,), path=node.path))
    for leaf in node.leaves():
        draft.note("other", leaf.said())


def _country(node: Node, role: PlaceRole, draft: Draft) -> None:
    """A country by itself, or an element that holds one, and a region."""
    draft.place(role, country=node.said())
    draft.place(role, country=_say(node, "country", "countryofdestination", "countryofdispatch"))
    draft.place(role, name=_say(node, "region"))
    _walk(node, draft)


def _place(node: Node, role: PlaceRole, draft: Draft) -> None:
    """An office, or a location: a code, a country, a name, an address, whose premises they are."""
    address: list[Said] = []
    countries: list[Said] = []
    for child in node.children:
        if child.name.lower().endswith("address"):
            _address(child, address, countries)
        elif child.name.lower() == "contactperson":
            _contact(child, draft)
    code = _say(node, "unlocode") or _say(node, "referencenumber", "identifier")
    country = _say(node, "country") or (countries.pop(0) if countries else None)
    draft.place(role, code=code, country=country, name=_say(node, "location", "name"))
    for said in address:
        draft.place(role, name=said)
    _walk(node, draft)


def _means(node: Node, around: Node, draft: Draft) -> None:
    """A means of transport; the code beside its number says what the number is, and else the mode of the leg."""
    border = "border" in node.name.lower()
    leg = _says(around, "modeoftransportattheborder" if border else "inlandmodeoftransport")
    mode, what = _NUMBERS.get(_says(node, "typeofidentification"), (_MODES.get(leg[:1], "unknown"), "name"))
    said = _say(node, "identificationnumber")
    told: dict[str, Said | None] = {what: said}
    flag, voyage = _say(node, "nationality"), _say(node, "conveyancereferencenumber")
    if told.setdefault("voyage", voyage) is not voyage:
        draft.note("reference", voyage)
    if said or voyage or flag:
        draft.means.append(
            Means(
                mode=mode, name=told.get("name"), imo=told.get("imo"), registration=told.get("registration"),
                voyage=told["voyage"], flag=flag, path=node.path,
            )
        )  # fmt: skip
    _walk(node, draft)


def _equipment(node: Node, draft: Draft) -> None:
    said = _say(node, "containeridentificationnumber")
    if said is not None:
        draft.means.append(Means(containers=(said,), path=node.path))
    for seal in node.all("Seal"):
        draft.note("reference", _say(seal, "identifier"))
    _walk(node, draft)


def _document(node: Node, draft: Draft) -> None:
    kind: NoteKind = "reference" if node.name.lower().startswith("previous") else "document"
    draft.note(kind, _say(node, "referencenumber"))
    holder = _say(node, "holderofauthorisation")
    if holder is not None:
        draft.parties.append(Party(role="other", identifiers=(_identifier(holder),), path=node.path))
    _walk(node, draft)


def _goods(node: Node, draft: Draft) -> None:
    """One item; parties, places and documents inside it go to the declaration."""
    commodity = _named(node, "commodity") or node
    packages = [child for child in node.children if child.name.lower() == "packaging"]
    measure = _named(commodity, "goodsmeasure") or _named(node, "goodsmeasure") or commodity
    package = packages[0] if packages else node
    origin = _named(node, "origin", "countryoforigin")
    value, currency = _value(node, commodity)
    draft.goods.append(
        GoodsLine(
            number=len(draft.goods) + 1,
            hs=_code(_named(commodity, "commoditycode")),
            descriptions=tuple(filter(None, [_say(commodity, "descriptionofgoods")])),
            marks=tuple(said for one in packages if (said := _say(one, "shippingmarks"))),
            quantity=number_of(_says(package, "numberofpackages")),
            unit=_says(package, "typeofpackages"),
            gross_kg=number_of(_says(measure, "grossmass")),
            net_kg=number_of(_says(measure, "netmass")),
            value=value,
            currency=currency,
            origin=(origin.said() or _say(origin, "countryoforigin", "country")) if origin else None,
            path=node.path,
        )
    )
    _walk(node, draft)


def _code(node: Node | None) -> Said | None:
    """The subheading with the digits that other elements add to it; parts that are no digits are left to be accounted for."""
    if node is None:
        return None
    first = _named(node, "harmonizedsystemsubheadingcode")
    said = first.said() if first is not None else None
    if said is None:
        return None
    more = [_named(node, name) for name in ("combinednomenclaturecode", "tariccode")]
    digits = [part.text for part in more if part is not None and _DIGITS.fullmatch(part.text)]
    return Said(text="".join((said.text, *digits)), path=said.path)


def _value(node: Node, commodity: Node) -> tuple[float | None, str]:
    """The invoiced amount with its currency, else the statistical value, which is in the currency of the State that reads it."""
    invoice = _named(commodity, "invoiceline") or _named(node, "invoiceline") or node
    invoiced = number_of(_says(invoice, "itemamountinvoiced", "invoiceamount", "itemcharge"))
    if invoiced is not None:
        return invoiced, _says(invoice, "invoicecurrency", "currency")
    return number_of(_says(node, "statisticalvalue") or _says(commodity, "statisticalvalue")), ""


_ALONE: dict[str, Callable[[Node, Draft], None]] = {
    "exportoperation": _operation, "importoperation": _operation, "transitoperation": _operation,
    "transportequipment": _equipment,
}  # fmt: skip
