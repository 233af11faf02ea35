"""Who sells or sends whom which goods? UBL 2.1 invoices, credit and debit notes, orders, despatch notes and their kin.

The supplier is the seller, the customer the buyer. A classification code is an HS code where its list says so (`HS`, `CN`,
`TARIC`, `HTS` and the like); any other is a note. An invoice has no vessel and no port of loading; a despatch
advice, a waybill and others with a shipment may.

Sources: UBL 2.1 (OASIS), element names of documents and their common aggregates, from general knowledge and samples.
"""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING

from yalu.screen.messages.draft import Ignored, kilograms, messages_of, number_of
from yalu.screen.messages.model import GoodsLine, Identifier, Means, Party, Said
from yalu.screen.messages.xml import format_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from yalu.screen.messages.draft import Draft, Mode
    from yalu.screen.messages.model import IdentifierKind, Message, NoteKind, PartyRole, PlaceRole, Refused
    from yalu.screen.messages.xml import Node

__all__ = ["FORMAT", "read", "recognises"]

FORMAT = "UBL invoice"
SPLITS = frozenset(
    ("Invoice", "CreditNote", "DebitNote", "Order", "OrderResponse", "DespatchAdvice", "ReceiptAdvice")
)
_LINES = frozenset((
    "InvoiceLine", "CreditNoteLine", "DebitNoteLine", "SubInvoiceLine", "LineItem", "DespatchLine", "ReceiptLine", "GoodsItem",
))  # fmt: skip
_PORTS: dict[str, PlaceRole] = {
    "LoadingPortLocation": "loading", "UnloadingPortLocation": "unloading", "TransshipPortLocation": "transhipment",
    "FirstArrivalPortLocation": "border", "LastExitPortLocation": "border",
}  # fmt: skip
_MODES: dict[str, Mode] = {
    "MaritimeTransport": "sea",
    "RoadTransport": "road",
    "RailTransport": "rail",
    "AirTransport": "air",
}
_IMO = re.compile(r"(?:IMO ?)?\d{7}", re.IGNORECASE)
_ROLES: dict[str, PartyRole] = {
    "AccountingSupplierParty": "seller", "SellerSupplierParty": "seller", "OriginatorCustomerParty": "buyer",
    "AccountingCustomerParty": "buyer", "BuyerCustomerParty": "buyer", "PayeeParty": "creditor", "DeliveryParty": "consignee",
    "DespatchParty": "consignor", "CarrierParty": "carrier", "NotifyParty": "notify", "TaxRepresentativeParty": "agent",
    "ManufacturerParty": "manufacturer", "ManufacturerSupplierParty": "manufacturer", "ConsignorParty": "consignor",
    "ConsigneeParty": "consignee", "AgentParty": "agent", "ServiceProviderParty": "other", "PowerOfAttorney": "agent",
    "InformationContentProviderParty": "other", "IssuerParty": "other", "OriginParty": "manufacturer",
    "FinalDeliveryParty": "consignee", "LogisticsOperatorParty": "forwarder", "FreightForwarderParty": "forwarder",
    "ExporterParty": "exporter", "ImporterParty": "importer", "PayerParty": "debtor", "BeneficiaryParty": "creditor",
    "DespatchSupplierParty": "consignor", "DeliveryCustomerParty": "consignee", "OwnerParty": "owner",
    "OperatorParty": "operator",
}  # fmt: skip
_NOTES: dict[str, NoteKind] = {
    "Note": "other", "PaymentID": "remittance", "InstructionNote": "instruction", "InstructionID": "remittance",
    "BuyerReference": "reference", "AccountingCost": "reference", "DocumentDescription": "document", "SpecialTerms": "other",
    "SpecialInstructions": "instruction", "LossRisk": "other", "Information": "other", "AllowanceChargeReason": "other",
    "TaxExemptionReason": "other", "URI": "document", "HandlingInstructions": "instruction",
    "DeliveryInstructions": "instruction", "Remarks": "other", "SummaryDescription": "description", "SalesOrderID": "reference",
}  # fmt: skip
_HS_LISTS = frozenset(
    ("HS", "CN", "TARIC", "HTS", "HSN", "HTSUS", "TSP", "HS6", "CUSTOMS", "HARMONIZED", "HARMONISED")
)
_SCHEMES: dict[str, IdentifierKind] = {
    "VAT": "tax",
    "GST": "tax",
    "LEI": "lei",
    "0199": "lei",
    "EORI": "eori",
}
_IGNORED = Ignored({
    "number": "LineExtensionAmount PriceAmount TaxAmount TaxableAmount TaxExclusiveAmount TaxInclusiveAmount PayableAmount"
    " AllowanceTotalAmount ChargeTotalAmount PrepaidAmount PayableRoundingAmount Amount BaseAmount BaseQuantity"
    " InvoicedQuantity CreditedQuantity DebitedQuantity Percent MultiplierFactorNumeric LineCountNumeric"
    " CalculationRate Quantity PackSizeNumeric PackQuantity OrderableUnitFactorRate RoundingAmount"
    " TransactionCurrencyTaxAmount PaidAmount DeliveredQuantity ReceivedQuantity BackorderQuantity GrossWeightMeasure"
    " NetWeightMeasure GrossVolumeMeasure TotalTransportHandlingUnitQuantity TotalGoodsItemQuantity ValueAmount",
    "date": "IssueDate DueDate TaxPointDate StartDate EndDate ActualDeliveryDate LatestDeliveryDate IssueTime PaymentDueDate"
    " Date PaidDate ReceivedDate ActualDeliveryTime",
    "flag": "ChargeIndicator CopyIndicator FreeOfChargeIndicator TaxIncludedIndicator HazardousRiskIndicator",
    "code": "UBLVersionID InvoiceTypeCode CreditNoteTypeCode DocumentCurrencyCode TaxCurrencyCode PaymentMeansCode"
    " DescriptionCode PricingCurrencyCode PaymentCurrencyCode AllowanceChargeReasonCode TaxTypeCode DocumentTypeCode"
    " TaxExemptionReasonCode @unitCode @currencyID @schemeID @listID @listAgencyID @schemeAgencyID @listVersionID"
    " @name ID SourceCurrencyCode TargetCurrencyCode PaymentChannelCode @unitCodeListID @languageID @schemeVersionID"
    " TransportModeCode",
    "reference": "ID UUID LineID @listVersionID ProfileExecutionID TaxExemptionReasonCode @schemeID EndpointID @listID",
    "standard": "CustomizationID ProfileID @schemeURI @listURI @listSchemeURI @schemeDataURI @unitCodeListURI",
    "media": "@mimeCode",
})  # fmt: skip


def recognises(text: str) -> bool:
    """Whether a text that starts so is of this format."""
    return format_of(text) == FORMAT


def read(stream: IO[bytes]) -> Iterator[Message | Refused]:
    """Each document of a file."""
    return messages_of(stream, FORMAT, _take, _IGNORED, splits=SPLITS)


def _take(node: Node, draft: Draft) -> None:
    draft.reference, draft.profile = node.says("ID"), node.name
    draft.dated("issued", node.find("IssueDate"))
    _walk(node, draft)


def _walk(node: Node, draft: Draft) -> None:
    for child in node.children:
        name = child.name
        if name in _ROLES and child.children:
            _party(child, _ROLES[name], draft)
        elif name in _LINES:
            _line(child, draft)
        elif name in _ALONE:
            _ALONE[name](child, draft)
        elif name in _PORTS:
            _location(child, draft, _PORTS[name])
        elif name.endswith("Person"):
            _person(child, draft)
        elif name in _NOTES and not child.children:
            draft.note(_NOTES[name], child.said())
        elif name.endswith("DocumentReference"):
            draft.note("document", child.say("ID"))
            _walk(child, draft)
        elif name.endswith("Party") and child.children:
            _party(child, "other", draft)
        else:
            _walk(child, draft)


def _party(node: Node, role: PartyRole, draft: Draft) -> None:
    """The party, and those inside it: persons to contact, agents."""
    own = node.find("Party") or node
    names: list[Said] = []
    address: list[Said] = []
    identifiers: list[Identifier] = []
    countries: list[Said] = []
    for child in (
        own.children if own is node else [*own.children, *(c for c in node.children if c is not own)]
    ):
        name = child.name
        if name == "PartyName":
            names.extend(filter(None, [child.say("Name")]))
        elif name == "PartyLegalEntity":
            names.extend(filter(None, [child.say("RegistrationName")]))
            _identify("company", child.find("CompanyID"), identifiers)
            draft.note("other", child.say("CompanyLegalForm"))
            _address(child, address, countries)
        elif name == "PartyTaxScheme":
            names.extend(filter(None, [child.say("RegistrationName")]))
            _identify("tax", child.find("CompanyID"), identifiers)
            _address(child, address, countries)
        elif name == "PartyIdentification":
            _identify("other", child.find("ID"), identifiers)
        elif name in {
            "EndpointID",
            "CustomerAssignedAccountID",
            "SupplierAssignedAccountID",
            "AdditionalAccountID",
        }:
            _identify("other", child, identifiers)
        elif name in {"PostalAddress", "PhysicalLocation"}:
            _address(child, address, countries)
        elif name in {
            "Contact",
            "AccountingContact",
            "DeliveryContact",
            "SellerContact",
            "BuyerContact",
            "DespatchContact",
        }:
            _contact(child, draft)
        elif name == "Person":
            _person(child, draft)
        elif name in _ROLES or name in {"AgentParty", "Party"}:
            _party(child, _ROLES.get(name, "other"), draft)
        elif name in _NOTES:
            draft.note(_NOTES[name], child.said())
    names = list({said.text: said for said in reversed(names)}.values())[::-1]
    if names or address or identifiers or countries:
        draft.parties.append(
            Party(
                role=role, names=tuple(names), address=tuple(address), country=countries[0] if countries else None,
                identifiers=tuple(identifiers), path=node.path,
            )
        )  # fmt: skip
    for country in countries[1:]:
        draft.place("address", country=country)


def _identify(kind: IdentifierKind, node: Node | None, identifiers: list[Identifier]) -> None:
    if node is None:
        return
    kind = _SCHEMES.get(node.says("@schemeID").upper(), kind)
    said = node.said()
    if said is not None:
        identifiers.append(Identifier(kind=kind, value=said.text, path=said.path))


def _address(node: Node, address: list[Said], countries: list[Said]) -> None:
    """Every text of an address; the code of a country apart."""
    for leaf in node.leaves():
        if leaf.taken or leaf.name[0] == "@" or leaf.name in {"AddressFormatCode", "AddressTypeCode"}:
            continue
        if leaf.name == "IdentificationCode":
            countries.extend(filter(None, [leaf.said()]))
        elif "Address" in leaf.path or leaf.name == "Description":
            address.extend(filter(None, [leaf.said()]))


def _contact(node: Node, draft: Draft) -> None:
    said = node.say("Name")
    if said is not None:
        draft.parties.append(Party(role="other", names=(said,), path=node.path))
    for leaf in node.leaves():
        if leaf.name in {"Telephone", "Telefax", "ElectronicMail", "Note", "Value"}:
            draft.note("other", leaf.said())


def _person(node: Node, draft: Draft) -> None:
    names = [node.say(name) for name in ("FirstName", "MiddleName", "FamilyName")]
    told = [said for said in names if said is not None]
    if told:
        whole = Said(text=" ".join(said.text for said in told), path=node.path)
        draft.parties.append(Party(role="other", kind="person", names=(whole,), path=node.path))


def _delivery(node: Node, draft: Draft) -> None:
    draft.dated("arrival", node.find("ActualDeliveryDate"))
    for child in node.children:
        if child.name in {"DeliveryLocation", "DeliveryAddress", "AlternativeDeliveryLocation"}:
            _location(child, draft)
        elif child.name == "Despatch":
            for part in child.children:
                if part.name in {"DespatchAddress", "DespatchLocation"}:
                    _location(part, draft, "dispatch")
    _walk(node, draft)


def _location(node: Node, draft: Draft, role: PlaceRole | None = None) -> None:
    address: list[Said] = []
    countries: list[Said] = []
    code, name = node.say("ID"), node.say("Name")
    for child in node.children if node.name.endswith("Location") else [node]:
        if child.name.endswith("Address"):
            _address(child, address, countries)
    role = role or ("unloading" if code else "delivery")
    draft.place(role, code=code, country=countries[0] if countries else None, name=name)
    for said in address:
        draft.place(role, name=said)


def _means(node: Node, draft: Draft) -> None:
    """A ship, truck, train or aircraft of a stage; a ship's number is an IMO number where it looks like one."""
    number, name = node.say("MaritimeTransport/VesselID"), node.say("MaritimeTransport/VesselName")
    imo = number if number and _IMO.fullmatch(number.text) else None
    plates = ("RoadTransport/LicensePlateID", "AirTransport/AircraftID", "RailTransport/RailCarID")
    registration = next((said for path in plates if (said := node.say(path))), None if imo else number)
    voyage = node.say("JourneyID") or node.say("RailTransport/TrainID")
    call_sign, flag = node.say("MaritimeTransport/RadioCallSignID"), node.say("RegistrationNationalityID")
    if name or imo or registration or voyage or call_sign or flag:
        draft.means.append(
            Means(
                mode=next((mode for part, mode in _MODES.items() if node.find(part)), "unknown"), name=name, imo=imo,
                registration=registration, voyage=voyage, call_sign=call_sign, flag=flag, path=node.path,
            )
        )  # fmt: skip
    _walk(node, draft)


def _equipment(node: Node, draft: Draft) -> None:
    if said := node.say("ID"):
        draft.means.append(Means(containers=(said,), path=node.path))
    _walk(node, draft)


def _terms(node: Node, draft: Draft) -> None:
    location = node.find("DeliveryLocation")
    if location is not None:
        _location(location, draft)
    draft.note("other", node.say("ID"))
    _walk(node, draft)


def _payment(node: Node, draft: Draft) -> None:
    """Accounts and banks of payer and payee: each is a party with its number, its bank beside it."""
    for child in node.children:
        if child.name not in {
            "PayeeFinancialAccount",
            "PayerFinancialAccount",
            "CardAccount",
            "PaymentMandate",
        }:
            continue
        account = child.find("PayerFinancialAccount") or child
        role: PartyRole = "creditor" if child.name.startswith("Payee") else "debtor"
        number, name = (
            account.say("ID") or account.say("PrimaryAccountNumberID"),
            account.say("Name") or account.say("HolderName"),
        )
        if number or name:
            kind: IdentifierKind = "iban" if number and number.text[:2].isalpha() else "account"
            identifiers = (Identifier(kind=kind, value=number.text, path=number.path),) if number else ()
            draft.parties.append(
                Party(role=role, names=(name,) if name else (), identifiers=identifiers, path=account.path)
            )
        branch = account.find("FinancialInstitutionBranch")
        if branch is not None:
            _bank(branch, draft)
    _walk(node, draft)


def _bank(node: Node, draft: Draft) -> None:
    identifiers: list[Identifier] = []
    for path in ("ID", "FinancialInstitution/ID"):
        _identify("bic", node.find(path), identifiers)
    names = [said for path in ("FinancialInstitution/Name", "Name") if (said := node.say(path))]
    address: list[Said] = []
    countries: list[Said] = []
    _address(node, address, countries)
    if identifiers or names:
        draft.parties.append(
            Party(
                role="bank", kind="bank", names=tuple(names), address=tuple(address),
                country=countries[0] if countries else None, identifiers=tuple(identifiers), path=node.path,
            )
        )  # fmt: skip


def _line(node: Node, draft: Draft) -> None:
    item = node.find("Item") or node
    descriptions: list[Said] = []
    hs = origin = None
    for child in item.children:
        if child.name in {
            "Name",
            "Description",
            "Keyword",
            "BrandName",
            "ModelName",
            "AdditionalInformation",
        }:
            descriptions.extend(filter(None, [child.said()]))
        elif child.name == "CommodityClassification":
            hs = hs or _classification(child, draft)
        elif child.name == "OriginCountry":
            origin = origin or child.say("IdentificationCode")
            draft.note("other", child.say("Name"))
        elif child.name in {
            "AdditionalItemProperty",
            "ItemInstance",
            "OriginAddress",
            "Certificate",
            "Dimension",
        }:
            for leaf in child.leaves():
                if leaf.name[0] != "@":
                    draft.note("description", leaf.said())
    hs = hs or item.say("CommodityClassification/CommodityCode") or node.say("RequiredCustomsID")
    quantity = next((child for child in node.children if child.name.endswith("Quantity")), None)
    value = node.find("LineExtensionAmount")
    draft.goods.append(
        GoodsLine(
            number=len(draft.goods) + 1, hs=hs, descriptions=tuple({s.text: s for s in reversed(descriptions)}.values())[::-1],
            quantity=number_of(quantity.text) if quantity else None, unit=quantity.says("@unitCode") if quantity else "",
            value=number_of(value.text) if value else None, currency=value.says("@currencyID") if value else "",
            gross_kg=kilograms(node.find("GrossWeightMeasure")), net_kg=kilograms(node.find("NetWeightMeasure")),
            origin=origin, path=node.path,
        )
    )  # fmt: skip
    _walk(node, draft)


def _classification(node: Node, draft: Draft) -> Said | None:
    """The code, where the list it is from is a customs tariff; else it is a note."""
    for name in ("ItemClassificationCode", "CommodityCode", "CargoTypeCode", "NatureCode"):
        code = node.find(name)
        if code is None:
            continue
        listed = code.says("@listID").upper().replace(" ", "")
        if name == "CommodityCode" or listed in _HS_LISTS:
            return code.said()
        draft.note("other", code.said())
    return None


_ALONE: dict[str, Callable[[Node, Draft], None]] = {
    "Delivery": _delivery, "DeliveryTerms": _terms, "PaymentMeans": _payment, "TransportMeans": _means,
    "TransportEquipment": _equipment,
}  # fmt: skip
