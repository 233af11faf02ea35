"""What goes by air, from whom to whom? IATA Cargo-XML: master and house waybills (XFWB, XFZB), manifests of flights and houses.

The parties' numbers for customs stand in notes with a content code (`T` a trader's number, `CP` a person to contact). A line's
type code of six digits or more is a tariff code. Airports are IATA codes, which say no country. A waybill of a consolidation
often describes no goods; then its houses do.

Sources: IATA Cargo-XML Toolkit 3 and later, element names, from general knowledge and samples.
"""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING

from yalu.screen.messages.draft import Ignored, kilograms, messages_of, number_of
from yalu.screen.messages.formats.cefact import party
from yalu.screen.messages.model import GoodsLine, Identifier, Means, Party, Said
from yalu.screen.messages.xml import format_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yalu.screen.messages.draft import Draft
    from yalu.screen.messages.model import Message, NoteKind, PartyRole, PlaceRole, Refused
    from yalu.screen.messages.xml import Node

__all__ = ["FORMAT", "read", "recognises"]

FORMAT = "IATA Cargo-XML"
_SPLITS = frozenset(("Waybill", "HouseWaybill", "HouseManifest", "FlightManifest"))
_ROLES: dict[str, PartyRole] = {
    "ConsignorParty": "consignor", "ConsigneeParty": "consignee", "FreightForwarderParty": "forwarder", "CarrierParty": "carrier",
    "AssociatedParty": "notify", "NotifiedParty": "notify", "BuyerParty": "buyer", "SellerParty": "seller", "AgentParty": "agent",
    "SenderParty": "sender", "RecipientParty": "receiver", "OperatingParty": "operator", "OriginatorParty": "other",
}  # fmt: skip
_PLACES: dict[str, PlaceRole] = {
    "OriginLocation": "loading", "FinalDestinationLocation": "destination", "OccurrenceArrivalLocation": "unloading",
    "OccurrenceDepartureLocation": "loading", "IssueAuthenticationLocation": "other", "RoutingLocation": "transit",
    "TransferLocation": "transhipment", "SpecifiedCargoAgentLocation": "other",
}  # fmt: skip
_NOTES: dict[str, NoteKind] = {
    "Content": "other", "Description": "instruction", "Information": "other", "Signatory": "other", "Reason": "other",
    "SummaryDescription": "description", "SenderAssignedID": "reference",
}  # fmt: skip
_SUBJECTS: dict[str, PartyRole] = {"SHP": "consignor", "CNE": "consignee", "NFY": "notify", "AGT": "agent"}
_ITEMS = frozenset(("IncludedMasterConsignmentItem", "IncludedHouseConsignmentItem"))
_NEAR = 30  # parties and numbers; a waybill has fewer
_TARIFF = re.compile(r"\d{6,12}")
_IGNORED = Ignored({
    "number": "SequenceNumeric IncludedTareGrossWeightMeasure GrossVolumeMeasure TotalPieceQuantity ConsignmentItemQuantity"
    " GrossWeightMeasure PackageQuantity PieceQuantity ItemQuantity WidthMeasure LengthMeasure HeightMeasure ActualAmount"
    " ChargeableWeightMeasure AppliedRate AppliedAmount WeightChargeTotalAmount TaxTotalAmount CarrierTotalDuePayableAmount"
    " AgentTotalDuePayableAmount GrandTotalAmount TotalPrepaidChargeAmount TotalCollectChargeAmount VersionID TareWeightMeasure"
    " DeclaredValueForCarriageAmount DeclaredValueForCustomsAmount InsuranceValueAmount ValuationTotalAmount ConversionRate"
    " SpecialContractID LoadedPackageQuantity LoadingQuantity TotalDisbursementAmount",
    "date": "IssueDateTime ActualDateTime ScheduledOccurrenceDateTime OccurrenceDateTime SignatureDateTime MarkDateTime",
    "flag": "NilCarriageValueIndicator NilCustomsValueIndicator NilInsuranceValueIndicator TotalChargePrepaidIndicator"
    " TotalDisbursementPrepaidIndicator PrepaidIndicator ConsolidationIndicator WeightTotalChargeIndicator",
    "code": "TypeCode ContentCode SubjectCode DescriptionCode CharacteristicCode CategoryCode GoodsStatusCode PartyTypeCode"
    " SourceCurrencyCode TargetCurrencyCode ModeCode ID PrimaryID SpecialServiceDescriptionCode @schemeID @unitCode @currencyID"
    " @listAgencyID @languageID StageCode CountryID Information OperatingPartyID",
    "reference": "ID PrimaryID AccountID TypeCode",
    "standard": "@schemaLocation",
})  # fmt: skip


def recognises(text: str) -> bool:
    """Whether a text that starts so is of this format."""
    return format_of(text) == FORMAT


def read(stream: IO[bytes]) -> Iterator[Message | Refused]:
    """Each waybill or manifest of a file."""
    return messages_of(stream, FORMAT, _take, _IGNORED, splits=_SPLITS)


def _take(node: Node, draft: Draft) -> None:
    draft.reference = node.says("BusinessHeaderDocument/ID") or node.says("MessageHeaderDocument/ID")
    draft.profile = node.name
    draft.dated("issued", node.find("MessageHeaderDocument/IssueDateTime"))
    _walk(node, draft)


def _walk(node: Node, draft: Draft) -> None:
    for child in node.children:
        name = child.name
        if name in _ROLES or (name.endswith("Party") and child.children):
            party(child, _ROLES.get(name, "other"), draft)
        elif name == "MasterResponsibleTransportPerson":
            party(child, "master", draft)
        elif name in _PLACES:
            draft.place(_PLACES[name], code=child.say("ID"), name=child.say("Name"))
        elif name in _ITEMS:
            _item(child, draft)
        elif name in {"SpecifiedLogisticsTransportMovement", "LogisticsTransportMovement"}:
            _movement(child, draft)
        elif name == "IncludedCustomsNote":
            _customs_note(child, draft)
        elif name in {"AssociatedUnitLoadTransportEquipment", "UtilizedUnitLoadTransportEquipment"}:
            if said := child.say("ID"):
                draft.means.append(Means(mode="air", containers=(said,), path=child.path))
            _walk(child, draft)
        elif name in _NOTES and not child.children:
            draft.note(_NOTES[name], child.said())
        else:
            _walk(child, draft)


def _customs_note(node: Node, draft: Draft) -> None:
    """A trader's number or a person of a party, or any other word to customs."""
    said, code = node.find("Content"), node.says("ContentCode")
    role = _SUBJECTS.get(node.says("SubjectCode"), "other")
    if said is not None and code == "T" and (number := said.said()):
        tax = Identifier(kind="tax", value=number.text, path=number.path)
        near = range(max(0, len(draft.parties) - _NEAR), len(draft.parties))
        same = next((n for n in near if _takes(draft.parties[n], role)), None)
        if same is None:
            draft.parties.append(Party(role=role, identifiers=(tax,), path=node.path))
        else:
            one = draft.parties[same]
            draft.parties[same] = Party(
                role=one.role, names=one.names, address=one.address, country=one.country,
                identifiers=(*one.identifiers, tax), path=one.path,
            )  # fmt: skip
    elif said is not None and code == "CP" and (name := said.said()):
        draft.parties.append(Party(role="other", kind="person", names=(name,), path=node.path))
    _walk(node, draft)
    draft.place("address", country=node.say("CountryID"))


def _takes(one: Party, role: PartyRole) -> bool:
    """Whether a number of this role belongs to a party; one with very many takes no more, so that work grows with the size."""
    return one.role == role and len(one.identifiers) < _NEAR


def _movement(node: Node, draft: Draft) -> None:
    """A flight: its number, its carrier, where it leaves and lands."""
    name, voyage = node.say("UsedLogisticsTransportMeans/Name"), node.say("ID")
    draft.note("other", node.say("Mode"))
    draft.note("other", node.say("StageCode"))
    draft.dated("departure", node.find("DepartureEvent/ScheduledOccurrenceDateTime"))
    draft.dated("arrival", node.find("ArrivalEvent/ScheduledOccurrenceDateTime"))
    if name or voyage:
        draft.means.append(Means(mode="air", name=name, voyage=voyage, path=node.path))
    _walk(node, draft)


def _item(node: Node, draft: Draft) -> None:
    """A line of a rating or of a house. A line that has a code only belongs with the words of the one before."""
    words = tuple(
        said
        for name in ("NatureIdentificationTransportCargo/Identification", "Information")
        if len(node.says(name)) > 3 and (said := node.say(name))
    )
    code = node.find("TypeCode")
    hs: Said | None = code.said() if code is not None and _TARIFF.fullmatch(code.text) else None
    pieces = node.find("PieceQuantity")
    if words or hs:
        draft.goods.append(
            GoodsLine(
                number=len(draft.goods) + 1, hs=hs, descriptions=words, origin=node.say("OriginCountry/ID"),
                quantity=number_of(pieces.text) if pieces else None, gross_kg=kilograms(node.find("GrossWeightMeasure")),
                path=node.path,
            )
        )  # fmt: skip
    _walk(node, draft)
