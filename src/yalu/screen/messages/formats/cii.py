"""Who invoices whom for which goods? UN/CEFACT Cross Industry Invoices (CII D16B and its profiles: Factur-X, ZUGFeRD, XRechnung).

The payee is the creditor; accounts and banks of a payment are parties of their own. A class code is an HS code where its list
says so; any other is a note. An invoice has no vessel and no port of loading.

Sources: UN/CEFACT Cross Industry Invoice, element names, from general knowledge and samples; UNTDID 7143 for the lists of codes.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from yalu.screen.messages.draft import Ignored, messages_of, number_of
from yalu.screen.messages.formats.cefact import address, party
from yalu.screen.messages.model import GoodsLine, Identifier, Party, Said
from yalu.screen.messages.xml import format_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yalu.screen.messages.draft import Draft
    from yalu.screen.messages.model import IdentifierKind, Message, PartyRole, Refused
    from yalu.screen.messages.xml import Node

__all__ = ["FORMAT", "read", "recognises"]

FORMAT = "CII invoice"
_SPLITS = frozenset(("CrossIndustryInvoice", "CrossIndustryDocument"))
_ROLES: dict[str, PartyRole] = {
    "SellerTradeParty": "seller", "BuyerTradeParty": "buyer", "PayeeTradeParty": "creditor", "PayerTradeParty": "debtor",
    "InvoicerTradeParty": "seller", "InvoiceeTradeParty": "buyer", "ShipToTradeParty": "consignee",
    "UltimateShipToTradeParty": "consignee", "ShipFromTradeParty": "consignor", "SellerTaxRepresentativeTradeParty": "agent",
    "BuyerTaxRepresentativeTradeParty": "agent", "SalesAgentTradeParty": "agent", "BuyerAgentTradeParty": "agent",
    "SellerAgentTradeParty": "agent", "ProductEndUserTradeParty": "recipient", "BuyerRequisitionerTradeParty": "buyer",
    "ManufacturerTradeParty": "manufacturer", "CarrierTradeParty": "carrier", "InvoiceIssuerTradeParty": "other",
}  # fmt: skip
_HS_LISTS = frozenset(("HS", "TSP", "HTS", "TARIC", "CN", "HSN"))
_WORDS = frozenset(("Name", "Description", "BrandName", "ModelName", "Content"))
_IGNORED = Ignored({
    "number": "ChargeAmount BasisQuantity ActualAmount CalculatedAmount BasisAmount LineTotalAmount ChargeTotalAmount"
    " AllowanceTotalAmount TaxBasisTotalAmount TaxTotalAmount GrandTotalAmount TotalPrepaidAmount DuePayableAmount"
    " RoundingAmount RateApplicablePercent CalculationPercent BilledQuantity LineID SequenceNumeric PackageQuantity"
    " ConversionRate PaidAmount ChargeFreeQuantity UnitQuantity BasisPeriodMeasure",
    "date": "DateTimeString DateString DateTime",
    "flag": "Indicator TestIndicator CopyIndicator",
    "code": "TypeCode CategoryCode InvoiceCurrencyCode TaxCurrencyCode ReasonCode ExemptionReasonCode DueDateTypeCode"
    " StatusCode SubjectCode ContentCode LineStatusCode LineStatusReasonCode @schemeID @listID @format @unitCode @currencyID"
    " @listVersionID ReferenceTypeCode SourceCurrencyCode TargetCurrencyCode DeliveryTypeCode LanguageID ID",
    "reference": "ID GlobalID LineID IssuerAssignedID SellerAssignedID BuyerAssignedID PaymentReference IndustryAssignedID"
    " ExemptionReasonCode CreditorReferenceID ClassCode BuyerReference",
    "standard": "ID URIID @schemeURI",
    "media": "@mimeCode",
})  # fmt: skip


def recognises(text: str) -> bool:
    """Whether a text that starts so is of this format."""
    return format_of(text) == FORMAT


def read(stream: IO[bytes]) -> Iterator[Message | Refused]:
    """Each invoice of a file."""
    return messages_of(stream, FORMAT, _take, _IGNORED, splits=_SPLITS)


def _take(node: Node, draft: Draft) -> None:
    for name in ("ExchangedDocument", "HeaderExchangedDocument"):
        document = node.find(name)
        if document is not None:
            draft.reference = document.says("ID")
            draft.dated("issued", document.find("IssueDateTime/DateTimeString"))
    draft.profile = node.says("ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID")
    _walk(node, draft)


def _walk(node: Node, draft: Draft) -> None:
    for child in node.children:
        name = child.name
        if name in _ROLES or name.endswith("TradeParty"):
            party(child, _ROLES.get(name, "other"), draft)
        elif name == "IncludedSupplyChainTradeLineItem":
            _line(child, draft)
        elif name == "SpecifiedTradeSettlementPaymentMeans":
            _payment(child, draft)
        elif name.endswith("ReferencedDocument"):
            draft.note("document", child.say("Name"))
            draft.note("reference", child.say("IssuerAssignedID"))
            _walk(child, draft)
        elif name in {"RelevantTradeLocation", "LogisticsLocation"}:
            draft.place("delivery", code=child.say("ID"), name=child.say("Name"))
        elif name == "ActualDeliverySupplyChainEvent":
            draft.dated("arrival", child.find("OccurrenceDateTime/DateTimeString"))
        elif name in {
            "Content",
            "Description",
            "Reason",
            "Information",
            "ExemptionReason",
            "PaymentReference",
        }:
            draft.note("remittance" if name == "PaymentReference" else "other", child.said())
        else:
            _walk(child, draft)


def _line(node: Node, draft: Draft) -> None:
    product = node.find("SpecifiedTradeProduct")
    words: list[Said] = []
    hs = origin = None
    for child in product.children if product is not None else ():
        if child.name in _WORDS:
            words.extend(filter(None, [child.said()]))
        elif child.name == "DesignatedProductClassification":
            hs = hs or _class_code(child, draft)
        elif child.name == "OriginTradeCountry":
            origin = child.say("ID")
        elif child.name in {"ApplicableProductCharacteristic", "IndividualTradeProductInstance"}:
            for leaf in child.leaves():
                if leaf.name[0] != "@":
                    draft.note("description", leaf.said())
    quantity = node.find("SpecifiedLineTradeDelivery/BilledQuantity") or node.find(
        "SpecifiedSupplyChainTradeDelivery/BilledQuantity"
    )
    value = node.find(
        "SpecifiedLineTradeSettlement/SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount"
    )
    draft.goods.append(
        GoodsLine(
            number=len(draft.goods) + 1, hs=hs, descriptions=tuple(words), origin=origin,
            quantity=number_of(quantity.text) if quantity else None, unit=quantity.says("@unitCode") if quantity else "",
            value=number_of(value.text) if value else None, currency=value.says("@currencyID") if value else "",
            path=node.path,
        )
    )  # fmt: skip
    _walk(node, draft)


def _class_code(node: Node, draft: Draft) -> Said | None:
    """The code, where the list it is from is a customs tariff; else it is a note."""
    code = node.find("ClassCode")
    draft.note("description", node.say("ClassName"))
    if code is not None and code.says("@listID").upper() in _HS_LISTS:
        return code.said()
    return None


def _payment(node: Node, draft: Draft) -> None:
    """Accounts and banks of payer and payee: each is a party with its number."""
    draft.note("other", node.say("Information"))
    for child in node.children:
        side: PartyRole = "creditor" if child.name.startswith("Payee") else "debtor"
        if child.name.endswith("FinancialAccount"):
            name = child.say("AccountName")
            numbers = _numbers(child, (("IBANID", "iban"), ("ProprietaryID", "account")))
            if name or numbers:
                draft.parties.append(
                    Party(role=side, names=(name,) if name else (), identifiers=numbers, path=child.path)
                )
        elif child.name.endswith("FinancialInstitution"):
            name = child.say("Name")
            numbers = _numbers(child, (("BICID", "bic"), ("GermanBankleitzahlID", "other")))
            lines: list[Said] = []
            countries: list[Said] = []
            address(child, lines, countries)
            draft.parties.append(
                Party(
                    role="bank", kind="bank", names=(name,) if name else (), address=tuple(lines),
                    country=countries[0] if countries else None, identifiers=numbers, path=child.path,
                )
            )  # fmt: skip


def _numbers(node: Node, kinds: tuple[tuple[str, IdentifierKind], ...]) -> tuple[Identifier, ...]:
    return tuple(
        Identifier(kind=kind, value=said.text, path=said.path)
        for name, kind in kinds
        if (said := node.say(name))
    )
