"""What does a customs declaration on the WCO Data Model declare? Import, export, transit, and the answers of customs to them.

Elements are known by their local name, whatever the country's namespaces; the flavour read in most detail is that of the United
Kingdom's Customs Declaration Service (its data elements are named below). Traders are often numbers alone (EORI): such a party
has identifiers and no name. Weights are kilograms unless a unit says otherwise.

Sources: WCO Data Model 3 element names; the codes of means of transport (7/7, 7/9, 7/14) and of modes (7/4) as in the United
Kingdom's and the Union's tables; typed from general knowledge and checked against samples.
"""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING

from yalu.screen.messages.draft import Ignored, kilograms, messages_of, number_of
from yalu.screen.messages.model import GoodsLine, Identifier, Means, Party, Said
from yalu.screen.messages.xml import format_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from yalu.screen.messages.draft import DateRole, Draft, Mode
    from yalu.screen.messages.model import Message, NoteKind, PartyRole, PlaceRole, Refused
    from yalu.screen.messages.xml import Node

__all__ = ["FORMAT", "read", "recognises"]

FORMAT = "WCO declaration"
SPLITS = frozenset(
    (
        "MetaData",
        "mdMetaData",
        "Declaration",
        "Response",
        "DeclarationStatusDetails",
        "DeclarationVersionDetails",
    )
)
_ROLES: dict[str, PartyRole] = {
    "Exporter": "exporter", "Consignor": "consignor", "Importer": "importer", "Consignee": "consignee", "Declarant": "declarant",
    "Agent": "agent", "Carrier": "carrier", "Buyer": "buyer", "Seller": "seller", "NotifyParty": "notify",
    "Manufacturer": "manufacturer", "FreightForwarder": "forwarder", "Consolidator": "forwarder", "Deconsolidator": "forwarder",
    "Submitter": "agent", "Surety": "guarantor", "Principal": "guarantor", "TransitPrincipal": "guarantor",
    "AuthorisationHolder": "other", "DomesticDutyTaxParty": "other", "AEOMutualRecognitionParty": "other", "Payer": "other",
    "ResponsibleGovernmentAgency": "other", "Master": "master", "Driver": "driver", "Owner": "owner", "Operator": "operator",
    "ShippingAgent": "agent", "DeliveryParty": "consignee", "Producer": "manufacturer", "Grower": "manufacturer",
    "TransportEquipmentOperator": "operator", "Applicant": "other", "Supplier": "seller", "UltimateConsignee": "consignee",
    "Warehouse": "warehouse", "StuffingParty": "other", "Authenticator": "other", "CrewMember": "other", "Passenger": "traveller",
}  # fmt: skip
_MEANS = frozenset((
    "BorderTransportMeans", "ArrivalTransportMeans", "DepartureTransportMeans", "TransportMeans", "TransitTransportMeans",
    "OnCarriageTransportMeans", "InlandTransportMeans",
))  # fmt: skip
_MODES: dict[str, Mode] = {"1": "sea", "2": "rail", "3": "road", "4": "air", "8": "inland"}
_COUNTRIES: dict[str, PlaceRole] = {
    "Destination": "destination", "ExportCountry": "export", "Itinerary": "transit", "Origin": "origin",
    "ExportationCountry": "export",
    "DispatchCountry": "dispatch", "DestinationCountry": "destination", "TransitCountry": "transit",
}  # fmt: skip
_PLACES: dict[str, PlaceRole] = {
    "GoodsLocation": "other", "LoadingLocation": "loading", "UnloadingLocation": "unloading", "ExitOffice": "office",
    "EntryOffice": "office", "PresentationOffice": "office", "SupervisingOffice": "office", "TransitOffice": "office",
    "TransitDepartureOffice": "office", "TransitDestinationOffice": "office", "DeclarationOffice": "office",
    "ArrivalLocation": "unloading", "FirstArrivalLocation": "border", "DepartureLocation": "loading",
    "TranshipmentLocation": "transhipment", "TransshipmentLocation": "transhipment", "BorderCrossingLocation": "border",
    "DeliveryDestination": "delivery", "GoodsReceiptPlace": "dispatch", "GoodsConsignedPlace": "dispatch",
    "FinalDestinationLocation": "destination", "ExaminationPlace": "other", "Location": "other",
}  # fmt: skip
_ITEMS = frozenset(("GovernmentAgencyGoodsItem", "ConsignmentItem", "GoodsItem"))
_DATES: dict[str, DateRole] = {
    "AcceptanceDateTime": "acceptance", "IssueDateTime": "issued", "DepartureDateTime": "departure",
    "ArrivalDateTime": "arrival", "EstimatedArrivalDateTime": "arrival",
}  # fmt: skip
_NOTES: dict[str, NoteKind] = {
    "StatementDescription": "other", "Description": "description", "CargoDescription": "description", "MarksNumbersID": "marks",
    "Remarks": "other", "Content": "other", "ContentDescription": "other", "SummaryDescription": "description",
}  # fmt: skip
_TARIFFS = frozenset(("", "TSP", "HS", "SRZ", "CN", "HTS", "TRF"))
_TARIFF_CODE = re.compile(r"\d{6}|\d{8}|\d{10}")
_EORI = re.compile(r"[A-Z]{2}[A-Z0-9]{3,15}")
_IGNORED = Ignored({
    "number": "GoodsItemQuantity TotalPackageQuantity InvoiceAmount SequenceNumeric StatisticalValueAmount ItemChargeAmount"
    " GrossMassMeasure NetNetWeightMeasure NetWeightMeasure TariffQuantity QuantityQuantity CustomsValueAmount"
    " OtherChargeDeductionAmount"
    " FreightChargeAmount PaymentAmount TaxAssessedAmount SpecificTaxBaseQuantity LineNumeric TotalGrossMassMeasure RateNumeric"
    " AdValoremTaxBaseAmount DeductAmount AmountAmount SecurityAmount VersionID ChangeReasonCode DutyAmount"
    " ValueAmount WCODataModelVersionCode mdWCODataModelVersionCode",
    "date": "DateTimeString pDateTimeString DateTime",
    "flag": "ContainerCode",
    "code": "TypeCode FunctionCode CategoryCode AdditionCode ChargesTypeCode ConditionCode CurrentCode PreviousCode"
    " DutyRegimeCode"
    " IdentificationTypeCode LPCOExemptionCode MethodCode ModeCode PaymentMethodCode RoleCode SecurityDetailsCode"
    " StatementTypeCode"
    " TransactionNatureCode WCODataModelVersionCode WCOTypeName ResponsibleCountryCode ResponsibleAgencyName"
    " AgencyAssignedCustomizationVersionCode AgencyAssignedCustomizationCode NameCode DocumentSectionCode TagID ID ICS ROE"
    " VersionID"
    " @currencyID @unitCode @formatCode @languageID @listID @schemeID @schemeAgencyID @listAgencyID FullnessCode regime"
    " CountryRelationshipCode QuotaOrderID mdWCODataModelVersionCode mdWCOTypeName mdResponsibleCountryCode"
    " mdResponsibleAgencyName mdAgencyAssignedCustomizationVersionCode",
    "reference": "FunctionalReferenceID LRN ReferenceID TraderAssignedReferenceID StatementCode ValidationCode QuotaOrderID ID"
    " clientID"
    " conversationID VersionID AgencyAssignedCustomizationVersionCode @unitCode TagID receiptDate",
    "schema": "@xsischemaLocation",
    "standard": "@xsischemaLocation",
})  # fmt: skip


def recognises(text: str) -> bool:
    """Whether a text that starts so is of this format."""
    return format_of(text) == FORMAT


def read(stream: IO[bytes]) -> Iterator[Message | Refused]:
    """Each declaration, or answer to one, of a file."""
    return messages_of(stream, FORMAT, _walk, _IGNORED, splits=SPLITS, outermost=True)


def _walk(node: Node, draft: Draft) -> None:
    if node.name == "Declaration":
        _declaration(node, draft)
    for child in node.children:
        name = child.name
        if name in _ROLES and child.children:
            _party(child, _ROLES[name], draft)
        elif name in _ITEMS:
            _goods(child, draft)
        elif name in _MEANS:
            _means(child, draft)
        elif name in _COUNTRIES and child.children:
            _country(child, draft)
        elif name in _PLACES and child.children:
            _place(child, _PLACES[name], draft)
        elif name in _ALONE:
            _ALONE[name](child, draft)
        elif name.endswith("Document"):
            _document(child, draft)
        elif name in _DATES:
            draft.dated(_DATES[name], next((leaf for leaf in child.leaves() if leaf.name[0] != "@"), None))
        elif name in _NOTES and child.text:
            draft.note(_NOTES[name], child.said())
        else:
            _walk(child, draft)


def _declaration(node: Node, draft: Draft) -> None:
    draft.reference = (
        node.says("FunctionalReferenceID") or node.says("LRN") or node.says("ID") or draft.reference
    )
    kind = node.says("TypeCode").upper()
    if kind.startswith("IM"):
        draft.direction = "import"
    elif kind.startswith(("EX", "CO")) and kind != "COR":
        draft.direction = "export"
    elif kind.startswith("T"):
        draft.direction = "transit"


def _identifier(said: Said) -> Identifier:
    kind = "eori" if _EORI.fullmatch(said.text) and any(map(str.isdigit, said.text)) else "other"
    return Identifier(kind=kind, value=said.text, path=said.path)  # type: ignore[arg-type]


def _lone_number(node: Node, draft: Draft) -> None:
    said = node.said()
    if said is not None:
        draft.parties.append(Party(role="sender", identifiers=(_identifier(said),), path=node.path))


def _party(node: Node, role: PartyRole, draft: Draft) -> None:
    names: list[Said] = []
    address: list[Said] = []
    identifiers: list[Identifier] = []
    countries: list[Said] = []
    for child in node.children:
        name = child.name
        if name in {"Name", "TradeName", "GivenName", "FamilyName"}:
            names.extend(filter(None, [child.said()]))
        elif name.endswith("ID") and child.text and name[0] != "@":
            identifiers.extend(_identifier(said) for said in [child.said()] if said)
        elif name.endswith("Address"):
            _address(child, address, countries)
        elif name == "Contact":
            _contact(child, draft)
        elif name == "Communication":
            draft.note("other", child.say("ID"))
        elif name in _ROLES and child.children:
            _party(child, _ROLES[name], draft)
        elif name in {"NationalityCode", "CountryCode"}:
            countries.extend(filter(None, [child.said()]))
        elif child.children:
            _walk(child, draft)
    if role == "warehouse" and identifiers and not names:  # the number of premises, not of a person
        draft.place("other", code=Said(text=identifiers[0].value, path=identifiers[0].path))
    elif names or address or identifiers or countries:
        draft.parties.append(
            Party(
                role=role, names=tuple(names), address=tuple(address), country=countries[0] if countries else None,
                identifiers=tuple(identifiers), path=node.path,
            )
        )  # fmt: skip
    for country in countries[1:]:
        draft.place("address", country=country)


def _address(node: Node, address: list[Said], countries: list[Said]) -> None:
    for child in node.children:
        if child.name in {"CountryCode", "CountryID"}:
            countries.extend(filter(None, [child.said()]))
        elif child.name[0] != "@" and child.name != "TypeCode":
            address.extend(filter(None, [child.said()]))


def _contact(node: Node, draft: Draft) -> None:
    said = node.say("Name")
    if said is not None:
        draft.parties.append(Party(role="other", names=(said,), path=node.path))
    for leaf in node.leaves():
        if leaf.name in {"ID", "CompleteNumber", "URIID"}:
            draft.note("other", leaf.said())


def _country(node: Node, draft: Draft) -> None:
    for child in node.children:
        if child.name in {"CountryCode", "ID", "RoutingCountryCode"}:
            draft.place(_COUNTRIES[node.name], country=child.said())
        elif child.name in {"RegionID", "Name", "RegionName"}:
            draft.place(_COUNTRIES[node.name], name=child.said())
        elif child.children:
            _walk(child, draft)


def _place(node: Node, role: PlaceRole, draft: Draft) -> None:
    address: list[Said] = []
    countries: list[Said] = []
    for child in node.children:
        if child.name.endswith("Address"):
            _address(child, address, countries)
        elif child.name in _DATES:
            draft.dated(_DATES[child.name], next(child.leaves(), None))
    country = node.say("CountryCode") or (countries[0] if countries else None)
    draft.place(role, code=node.say("ID"), country=country, name=node.say("Name"))
    for said in address:
        draft.place(role, name=said)


def _means(node: Node, draft: Draft) -> None:
    """A means of transport; the code beside its ID says what the ID is."""
    kind, said = node.says("IdentificationTypeCode"), node.say("ID")
    name, voyage = node.say("Name"), node.say("JourneyID")
    imo = said if kind == "10" else None
    registration = said if kind in {"20", "21", "30", "31", "41", "80"} else None
    flight = said if kind == "40" else None
    if said is not None and not (imo or registration or flight):
        name = name or said
    mode = _MODES.get(node.says("ModeCode")[:1], "unknown")
    flag = node.say("RegistrationNationalityCode") or node.say("RegistrationNationalityID")
    if name or imo or registration or flight or voyage or flag:
        draft.means.append(
            Means(
                mode=mode, name=name, imo=imo, registration=registration, voyage=voyage or flight, flag=flag, path=node.path
            )
        )  # fmt: skip
    _walk(node, draft)


def _terms(node: Node, draft: Draft) -> None:
    draft.place("delivery", code=node.say("LocationID"), name=node.say("LocationName"))
    _walk(node, draft)


def _office(node: Node, draft: Draft) -> None:
    draft.place("office", code=node.said())


def _profile(node: Node, draft: Draft) -> None:
    draft.profile = node.text


def _equipment(node: Node, draft: Draft) -> None:
    said = node.say("ID")
    if said is not None:
        draft.means.append(Means(containers=(said,), path=node.path))
    _walk(node, draft)


def _document(node: Node, draft: Draft) -> None:
    kind: NoteKind = "reference" if node.name.startswith("Previous") else "document"
    draft.note(kind, node.say("ID"))
    draft.note("document", node.say("Name"))
    _walk(node, draft)


def _goods(node: Node, draft: Draft) -> None:
    """One item; parties, places and documents inside it go to the declaration."""
    number = len(draft.goods)
    commodities = node.all("Commodity") or [node]
    packages = node.all("Packaging")
    marks = tuple(said for package in packages if (said := package.say("MarksNumbersID")))
    for commodity in commodities:
        number += 1
        draft.goods.append(_line(node, commodity, packages, number, marks, draft))
    _walk(node, draft)


def _line(
    node: Node, commodity: Node, packages: list[Node], number: int, marks: tuple[Said, ...], draft: Draft
) -> GoodsLine:
    words = tuple(
        said for name in ("Description", "CargoDescription", "Name") if (said := commodity.say(name))
    )
    measure = commodity.find("GoodsMeasure") or node.find("GoodsMeasure")
    value = (
        commodity.find("InvoiceLine/ItemChargeAmount")
        or node.find("CustomsValueAmount")
        or node.find("StatisticalValueAmount")
    )
    origin = node.find("Origin") or commodity.find("Origin")
    quantity = measure.find("TariffQuantity") if measure else None
    package = packages[0] if packages else None
    if quantity is None and package is not None:
        quantity = package.find("QuantityQuantity")
    unit = quantity.says("@unitCode") if quantity else ""
    return GoodsLine(
        number=number, hs=_tariff_code(commodity), descriptions=words, marks=marks,
        quantity=number_of(quantity.text) if quantity else None,
        unit=unit or (package.says("TypeCode") if package and quantity and quantity.name == "QuantityQuantity" else ""),
        gross_kg=kilograms(measure.find("GrossMassMeasure")) if measure else None,
        net_kg=kilograms(measure.find("NetNetWeightMeasure") or measure.find("NetWeightMeasure")) if measure else None,
        value=number_of(value.text) if value else None, currency=value.says("@currencyID") if value else "",
        origin=origin.say("CountryCode") if origin else None, path=node.path,
    )  # fmt: skip


def _tariff_code(commodity: Node) -> Said | None:
    """The code whose type is a tariff; else the first that looks like one, for States name their tariffs differently."""
    told = commodity.all("Classification")
    named = [one for one in told if one.says("IdentificationTypeCode").upper() in _TARIFFS]
    alike = [one for one in told if _TARIFF_CODE.fullmatch(one.says("ID"))]
    return next((one.say("ID") for one in (*named, *alike)), None)


_ALONE: dict[str, Callable[[Node, Draft], None]] = {
    "TradeTerms": _terms, "TransportEquipment": _equipment, "DeclarationOfficeID": _office, "WCOTypeName": _profile,
    "mdWCOTypeName": _profile, "originatingPartyID": _lone_number, "authenticatedPartyID": _lone_number,
}  # fmt: skip
