"""Who pays whom through which banks, and what for? ISO 20022 messages: pain, pacs, camt and their kin, in any version.

Elements are known by their local name wherever they stand: under any envelope, with or without head.001, in any namespace. Each
transaction is a `Payment` of its own, with what its group says of it; both legs of a cover payment stand in one. An element that
is no party of the table but has a name (`Nm`) in it is a party in the role `other`.

Sources: the message definitions of ISO 20022 (element names of versions 1 to 13 as far as remembered; typed from general
knowledge and checked against samples).
"""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING, Literal

from yalu.screen.messages.draft import Ignored, messages_of
from yalu.screen.messages.model import Identifier, Party, Payment, Said
from yalu.screen.messages.xml import format_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yalu.screen.messages.draft import DateRole, Draft
    from yalu.screen.messages.model import IdentifierKind, Message, NoteKind, PartyRole, Refused
    from yalu.screen.messages.xml import Node

__all__ = ["FORMAT", "read", "recognises"]

FORMAT = "ISO 20022"
PartyKind = Literal["person", "organisation", "bank", "unknown"]
SPLITS = frozenset(
    ("Document", "CdtTrfTxInf", "DrctDbtTxInf", "TxInf", "TxInfAndSts", "Ntry", "TxDtls", "CdtTrfTx", "Itm")
)
ROLES: dict[str, PartyRole] = {
    "Dbtr": "debtor", "OrgnlDbtr": "debtor", "UltmtDbtr": "ultimate_debtor", "InitgPty": "initiating", "Cdtr": "creditor",
    "OrgnlCdtr": "creditor", "UltmtCdtr": "ultimate_creditor", "DbtrAgt": "debtor_agent", "OrgnlDbtrAgt": "debtor_agent",
    "CdtrAgt": "creditor_agent", "OrgnlCdtrAgt": "creditor_agent", "IntrmyAgt": "intermediary", "IntrmyAgt1": "intermediary",
    "IntrmyAgt2": "intermediary", "IntrmyAgt3": "intermediary", "PrvsInstgAgt": "intermediary",
    "PrvsInstgAgt1": "intermediary", "PrvsInstgAgt2": "intermediary", "PrvsInstgAgt3": "intermediary",
    "FwdgAgt": "intermediary", "InstgAgt": "sender", "InstdAgt": "receiver", "Fr": "sender", "To": "receiver",
    "Assgnr": "sender", "Assgne": "receiver", "MsgSndr": "sender", "MsgRcpt": "receiver",
    "InstgRmbrsmntAgt": "correspondent", "InstdRmbrsmntAgt": "correspondent", "ThrdRmbrsmntAgt": "correspondent",
    "ChrgsAcctAgt": "bank", "AcctSvcr": "bank", "Svcr": "bank", "DlvrgAgt": "bank", "RcvgAgt": "bank", "IssgAgt": "bank",
    "Ownr": "account_owner", "AcctOwnr": "account_owner", "Invcr": "seller", "Invcee": "buyer", "CdtrSchmeId": "creditor",
    "OrgnlCdtrSchmeId": "creditor", "TradgPty": "other", "SttlmPlc": "bank", "Prtry": "other",
}  # fmt: skip
_NOTES: dict[str, NoteKind] = {
    "RmtInf": "remittance", "RltdRmtInf": "remittance", "AddtlRmtInf": "remittance", "Ustrd": "remittance",
    "InstrForNxtAgt": "instruction", "InstrForCdtrAgt": "instruction", "InstrForDbtrAgt": "instruction",
    "InstrInf": "instruction", "Purp": "purpose", "CtgyPurp": "purpose", "RgltryRptg": "purpose", "AddtlTxInf": "other",
    "AddtlNtryInf": "other", "AddtlInf": "other", "AddtlStsInf": "other", "AddtlNtfctnInf": "other", "AddtlRptInf": "other",
    "AddtlStmtInf": "other", "ReqNrrtv": "other", "RspnNrrtv": "other", "MemoFld": "other", "SplmtryData": "other",
}  # fmt: skip
_IDENTIFIERS: dict[str, IdentifierKind] = {
    "BIC": "bic", "BICFI": "bic", "AnyBIC": "bic", "BICOrBEI": "bic", "BEI": "bic", "LEI": "lei", "IBEI": "lei", "IBAN": "iban",
    "BBAN": "account", "UPIC": "account", "MmbId": "other", "TaxId": "tax", "TaxIdNb": "tax", "RegnId": "registration",
    "DUNS": "company", "EANGLN": "company", "USCHU": "other", "BkPtyId": "other", "PsptNb": "passport",
    "IdntyCardNb": "national_id", "SclSctyNb": "national_id", "DrvrsLicNb": "other", "CstmrNb": "other", "AlnRegnNb": "other",
    "MplyrIdNb": "other",
}  # fmt: skip
_SCHEMES: dict[str, IdentifierKind] = {
    "TXID": "tax", "CCPT": "passport", "NIDN": "national_id", "SOSE": "national_id", "COID": "company", "DUNS": "company",
    "GS1G": "company", "BANK": "other", "IMO": "imo_company",
}  # fmt: skip
_NAMES = frozenset(("Nm", "FullLglNm", "TradgNm", "ShrtNm"))
_ADDRESSES = frozenset(("PstlAdr", "Adr", "LglAdr", "OprAdr", "BizAdr", "BllgAdr"))
_AMOUNTS = frozenset(
    (
        "IntrBkSttlmAmt",
        "InstdAmt",
        "RtrdIntrBkSttlmAmt",
        "RtrdInstdAmt",
        "OrgnlIntrBkSttlmAmt",
        "OrgnlInstdAmt",
    )
)
_ENTRIES = frozenset(("Ntry", "TxDtls", "TxAmt", "EqvtAmt", "InstdAmt", "Itm"))
_SETTLED = frozenset(("IntrBkSttlmDt", "ReqdExctnDt", "ReqdColltnDt", "ValDt"))
_REFERENCES = (
    "PmtId/InstrId", "PmtId/TxId", "PmtId/EndToEndId", "Refs/InstrId", "Refs/TxId", "Refs/EndToEndId", "OrgnlInstrId",
    "OrgnlTxId", "OrgnlEndToEndId", "RtrId", "CxlId", "AcctSvcrRef", "NtryRef", "MsgId", "GrpHdr/MsgId", "Assgnmt/Id", "Id",
)  # fmt: skip
_DEFINITION = re.compile(r"\b((?!head)[a-z]{4}\.\d{3}\.\d{3}\.\d{2})\b")
_IGNORED = Ignored({
    "number": "NbOfTxs NbOfNtries NbOfItms NbOfDays NbOfLines NbOfNotes CtrlSum Sum Amt TtlAmt Rate XchgRate Pctg PgNb BdryAmt"
    " RmtdAmt DuePyblAmt CdtNoteAmt DscntApldAmt TaxAmt TtlTaxAmt TtlTaxblBaseAmt TaxblBaseAmt TtlChrgsAndTaxAmt"
    " TtlIntrstAndTaxAmt TtlNetNtryAmt TtlIntrBkSttlmAmt ElctrncSeqNb LglSeqNb SeqNb Unit UnitPric PdctAmt PdctQty"
    " NoteDnmtn LineWidth PrtLineWidth InstdAmt IntrBkSttlmAmt RtrdInstdAmt RtrdIntrBkSttlmAmt OrgnlIntrBkSttlmAmt"
    " ChrgsAmt EqvtAmt CompstnAmt TtlRtrdIntrBkSttlmAmt OrgnlNbOfTxs OrgnlCtrlSum DtldNbOfTxs DtldCtrlSum",
    "date": "CreDtTm CreDt BizPrcgDt IntrBkSttlmDt ReqdExctnDt ReqdColltnDt Dt DtTm FrDt ToDt FrDtTm ToDtTm QtnDt AccptncDtTm"
    " StartDt EndDt TradDt TradActvtyCtrctlSttlmDt VldtnDt XpryDt FctvDt Yr RltdDt CLSTm TillTm FrTm RjctTm CdtDtTm"
    " DbtDtTm PoolgAdjstmntDt ChqMtrtyDt TxDtTm DtOfSgntr OrgnlIntrBkSttlmDt OrgnlCreDtTm FctvIntrBkSttlmDt",
    "flag": "BtchBookg PssblDplct LastPgInd RvslInd ChrgInclInd Incl ComssnWvrInd FcstInd FllbckInd CardPres CrdhldrPres"
    " OnLineCntxt AttndncMsgCpbl AttndntMsgCpbl FmlyMdclInsrncInd MplyeeTermntnInd Yldd AmdmntInd GrpRtr GrpCxl",
    "code": "Cd SubFmlyCd ChrgBr SttlmMtd SttlmPrty InstrPrty Prty CpyDplct CpyDplctInd CdtDbtInd Sts GrpSts PmtInfSts TxSts"
    " PmtMtd SeqTp ClrChanl Ccy @Ccy SrcCcy TrgtCcy UnitCcy CcyOfTrf RateTp ChqTp DbtCdtRptgInd Tp Issr Prtry Br Frqcy"
    " PrefrdMtd NmPrfx UnitOfMeasr FrmsCd Mtd AddtlSvc TxChanl AttndncCntxt TxEnvt CSCMgmt CardDataNtryMd POICmpntTp"
    " DispTp Conf",
    "reference": "MsgId BizMsgIdr InstrId EndToEndId TxId UETR ClrSysRef PmtInfId AcctSvcrRef NtryRef MndtId OrgnlMsgId"
    " OrgnlPmtInfId OrgnlInstrId OrgnlEndToEndId OrgnlTxId OrgnlUETR RtrId Id MsgNmId OrgnlMsgNmId MsgDefIdr"
    " AcctOwnrTxId ChqNb CertId RefNb Regy CtrctId StsId OrgnlClrSysRef MktInfrstrctrTxId PrcgId AcctSvcrTxId RmtId Cd"
    " Prtry CdtId DbtId CxlId CxlReqId CaseId RqstrInvstgtnId RspndrInvstgtnId",
    "standard": "BizSvc MsgDefIdr",
})  # fmt: skip


def recognises(text: str) -> bool:
    """Whether a text that starts so is of this format."""
    return format_of(text) == FORMAT


def read(stream: IO[bytes]) -> Iterator[Message | Refused]:
    """Each transaction of the documents in a file."""
    return messages_of(stream, FORMAT, _take, _IGNORED, kind=Payment, splits=SPLITS)


def _take(node: Node, draft: Draft) -> None:
    for path in _REFERENCES:
        text = node.says(path)
        if text:
            draft.reference = text
            break
    _walk(node, draft, None)


def _walk(node: Node, draft: Draft, kind: NoteKind | None) -> None:
    """Maps what stands in an element; inside remittance and the like, any text is a note of that kind."""
    kind = _NOTES.get(node.name, kind)
    if kind and node.text and not _IGNORED.holds(node):
        draft.note(kind, node.said())
    accounts = {child.name: child for child in node.children if child.name.endswith("Acct")}
    for child in node.children:
        name = child.name
        if name == "Acct":
            _statement_account(child, draft)
        elif name in ROLES and (child.children or not child.text):
            _party(child, ROLES[name], accounts.pop(name + "Acct", None), draft)
        elif name in accounts:
            continue
        elif name in _AMOUNTS or (name == "Amt" and node.name in _ENTRIES):
            _amount(child, draft, kind)
        elif name in _SETTLED or name == "CreDtTm":
            _date(child, draft)
        elif name in _NAMES and child.text:
            continue
        elif name == "Ctry":
            draft.place("other", country=child.said())
        elif any(grandchild.name in _NAMES and grandchild.text for grandchild in child.children):
            _party(child, "other", None, draft)
        elif child.name == "FinInstnId":
            _party(child, "bank", None, draft)
        elif name[0] == "@":
            _definition(child, draft)
        else:
            _walk(child, draft, kind)
    for name, account in accounts.items():  # an account whose party is not named beside it
        _party(account, ROLES.get(name.removesuffix("Acct"), "other"), account, draft)


def _definition(node: Node, draft: Draft) -> None:
    if node.name.startswith("@xmlns"):
        found = _DEFINITION.search(node.text)
        if found:
            draft.profile = found[1]


def _amount(node: Node, draft: Draft, kind: NoteKind | None) -> None:
    if node.text:
        draft.amount(node, node.says("@Ccy"))
    else:
        _walk(node, draft, kind)


def _date(node: Node, draft: Draft) -> None:
    role: DateRole = "issued" if node.name == "CreDtTm" else "settlement"
    for place in (node, node.find("Dt"), node.find("DtTm")):
        draft.dated(role, place)


class _Found:
    """What a party's elements say, as they are met."""

    def __init__(self) -> None:
        self.names: list[Said] = []
        self.lines: list[Said] = []
        self.address: list[Said] = []
        self.countries: list[Said] = []
        self.nationality: Said | None = None
        self.births: list[Said] = []
        self.identifiers: list[Identifier] = []
        self.kind: PartyKind = "unknown"

    def identify(self, kind: IdentifierKind, node: Node | None) -> None:
        said = node.said() if node is not None else None
        if said is not None:
            self.identifiers.append(Identifier(kind=kind, value=said.text, path=said.path))


def _party(node: Node, role: PartyRole, account: Node | None, draft: Draft) -> None:
    found = _Found()
    if account is not node:
        _fill(node, found, draft)
    if account is not None:
        _fill_account(account, found, draft)
    if not (found.names or found.lines or found.address or found.countries or found.identifiers):
        return
    bank = found.kind == "bank" or role in {
        "bank",
        "intermediary",
        "correspondent",
        "debtor_agent",
        "creditor_agent",
    }
    draft.parties.append(
        Party(
            role=role, kind="bank" if bank else found.kind, names=tuple(found.names), lines=tuple(found.lines),
            address=tuple(found.address),
            country=found.countries[0] if found.countries else None, nationality=found.nationality,
            births=tuple(found.births), identifiers=tuple(found.identifiers), path=node.path,
        )
    )  # fmt: skip
    for country in found.countries[1:]:
        draft.place("address", country=country)


_KINDS: dict[str, PartyKind] = {"FinInstnId": "bank", "PrvtId": "person", "OrgId": "organisation"}


def _fill(node: Node, found: _Found, draft: Draft) -> None:
    for child in node.children:
        name = child.name
        if name in _NAMES:
            said = child.said()
            if said is not None:
                found.names.append(said)
        elif name in _ADDRESSES:
            _fill_address(child, found)
        elif name in _IDENTIFIERS:
            found.identify(_IDENTIFIERS[name], child)
        elif name in {"Othr", "PrtryId", "OthrId"}:
            scheme = child.says("SchmeNm/Cd") or child.says("SchmeNm/Prtry") or child.says("Tp/Cd")
            found.identify(_SCHEMES.get(scheme.upper(), "other"), child.find("Id"))
        elif name == "CtctDtls":
            _contact(child, draft)
        elif name in {"CtryOfRes", "CtryOfOpr"}:
            found.countries.extend(filter(None, [child.said()]))
        elif name == "DtAndPlcOfBirth":
            found.births.extend(filter(None, [child.say("BirthDt")]))
            found.address.extend(filter(None, [child.say("CityOfBirth"), child.say("PrvcOfBirth")]))
            found.nationality = found.nationality or child.say("CtryOfBirth")
        elif name == "BrnchId":
            found.lines.extend(filter(None, [child.say("Nm")]))
            found.identify("other", child.find("Id"))
            _fill(child, found, draft)
        elif name[0] != "@":
            found.kind = _KINDS.get(name, found.kind)
            _fill(child, found, draft)


def _fill_address(node: Node, found: _Found) -> None:
    for child in node.children:
        if child.name == "Ctry":
            found.countries[:0] = filter(None, [child.said()])
        elif child.name in _ADDRESSES:
            _fill_address(child, found)
        elif child.name != "AdrTp" and child.name[0] != "@":
            found.address.extend(filter(None, [child.said()]))


def _contact(node: Node, draft: Draft) -> None:
    said = node.say("Nm")
    if said is not None:
        draft.parties.append(Party(role="other", names=(said,), path=node.path))
    for leaf in node.leaves():
        if leaf.name in {"PhneNb", "MobNb", "FaxNb", "EmailAdr", "URLAdr", "JobTitl", "Rspnsblty", "Dept"}:
            draft.note("other", leaf.said())


def _fill_account(node: Node, found: _Found, draft: Draft) -> None:
    found.identify("iban", node.find("Id/IBAN"))
    for path in ("Id/Othr/Id", "Id/BBAN", "Id/UPIC", "Id/PrtryAcct/Id"):
        found.identify("account", node.find(path))
    found.identify("other", node.find("Prxy/Id"))
    found.names.extend(filter(None, [node.say("Nm")]))
    for child in node.children:  # an account may name its owner and its bank
        if child.name in ROLES and child.children:
            _party(child, ROLES[child.name], None, draft)


def _statement_account(node: Node, draft: Draft) -> None:
    """The account that a statement is about, with its owner."""
    owner = node.find("Ownr")
    _party(owner if owner is not None else node, "account_owner", node, draft)
    for child in node.children:
        if child.name in ROLES and child.name != "Ownr":
            _party(child, ROLES[child.name], None, draft)
