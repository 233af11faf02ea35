"""What does each segment of a UN/EDIFACT message say of the consignment?

One table of handlers by segment tag, for every message type: a name in NAD is a party in CUSCAR, CUSDEC, IFTMCS and INVOIC
alike. A line of goods starts with GID (CUSCAR, IFTMCS), CST (CUSDEC) or LIN (INVOIC); what follows belongs to it. CNI starts a
consignment of its own. A component that no handler takes is left out if it is a short code, a number or a date (in reference
segments also one word with a digit in it); any other comes back as an unmapped note.

Shapes: a path is `NAD[CZ].name`, under `CNI[1]/`, `GID[1]/`, `CST[1]/` or `LIN[1]/` where one is open. Text over several
components comes first as it most likely reads, then joined with and without blanks.
Sources: UN/EDIFACT directories D.95B, D.96B, D.99B, D.04B and D.14B and code lists 3035, 3227, 4451, 1153, 8067 (general
knowledge, checked on the samples).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from yalu.screen.messages.consignment import (
    KILOGRAMS,
    Draft,
    Line,
    Mode,
    Transport,
    amount,
    calendar_day,
    rejoined,
)
from yalu.screen.messages.model import (
    Dated,
    Identifier,
    IdentifierKind,
    NoteKind,
    NotScreened,
    Party,
    PartyRole,
    PlaceRole,
    Said,
)
from yalu.screen.messages.trail import SHAPES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from yalu.screen.messages.formats.edifact_syntax import Group, Segment

__all__ = ["consignments"]

PARTIES: dict[str, PartyRole] = {  # 3035
    "CZ": "consignor", "SF": "consignor", "PW": "consignor", "OS": "consignor", "SH": "consignor", "CGN": "consignor",
    "EX": "exporter", "CN": "consignee", "UC": "consignee", "UD": "consignee", "ST": "consignee", "DP": "consignee",
    "IM": "importer", "N1": "notify", "N2": "notify", "N3": "notify", "NI": "notify", "BY": "buyer", "IV": "buyer", "PR": "buyer",
    "SE": "seller", "SU": "seller", "II": "seller", "MF": "manufacturer", "MAN": "manufacturer", "DT": "declarant",
    "AE": "declarant",
    "AG": "agent", "CB": "agent", "BA": "agent", "CX": "agent", "SR": "agent", "CPN": "agent", "AM": "agent", "FW": "forwarder",
    "CA": "carrier", "HL": "carrier", "TR": "operator", "CF": "operator", "CV": "owner", "GO": "owner", "OW": "owner",
    "CO": "owner",
    "CPE": "master", "DR": "driver", "WH": "warehouse", "WD": "warehouse", "SG": "warehouse", "GU": "guarantor",
    "SP": "guarantor",
    "MS": "sender", "MR": "receiver", "BE": "creditor", "PE": "creditor", "OY": "debtor", "PB": "bank", "RB": "bank",
    "BB": "bank",
    "BK": "bank", "AH": "bank", "COB": "bank", "FL": "traveller",
}  # fmt: skip
PLACES: dict[str, PlaceRole] = {  # 3227
    "5": "dispatch", "88": "dispatch", "198": "dispatch", "1": "delivery", "7": "delivery", "83": "delivery", "20": "delivery",
    "8": "destination", "28": "destination", "36": "destination", "170": "destination", "65": "destination", "9": "loading",
    "76": "loading", "11": "unloading", "12": "unloading", "60": "unloading", "13": "transhipment", "10": "transhipment",
    "27": "origin", "35": "export", "79": "export", "30": "export", "49": "transit", "50": "transit", "61": "transit",
    "92": "transit", "94": "transit", "125": "transit", "24": "border", "87": "border", "22": "office", "26": "office",
    "41": "office", "42": "office", "43": "office", "44": "office", "118": "office", "119": "office", "120": "office",
    "121": "office", "122": "office",
}  # fmt: skip
_MODES: dict[str, Mode] = {"1": "sea", "2": "rail", "3": "road", "4": "air", "8": "inland"}  # 8067
_TEXTS: dict[str, NoteKind] = {  # 4451
    "AAA": "description", "ACB": "description", "AAI": "other", "SIN": "instruction", "HAN": "instruction", "DIN": "instruction",
    "CUS": "instruction", "ICN": "instruction", "MKS": "marks", "PKG": "description", "PRD": "description", "ZZZ": "other",
}  # fmt: skip
_REFERENCES: dict[str, IdentifierKind] = {
    "VA": "tax",
    "FC": "tax",
    "AHP": "tax",
    "GN": "company",
    "XA": "company",
    "ABO": "eori",
}  # 1153
_GROSS, _NET = {"G", "AAB", "AAD", "GW"}, {"N", "AAL", "AAC", "AAF", "NW"}  # 6313
_LINE_VALUES = {"203", "38", "66", "40", "123", "43", "ZZZ"}  # 5025, amounts of the goods of a line
_QUIET = re.compile(
    rf"(?:{SHAPES['code'].pattern}|{SHAPES['number'].pattern}|{SHAPES['date'].pattern})", re.IGNORECASE
)
_NUMBERED = re.compile(rf"(?:{_QUIET.pattern}|{SHAPES['reference'].pattern})", re.IGNORECASE)
_WITH_REFERENCES = frozenset(
    {
        "UNB",
        "UNG",
        "UNH",
        "UNT",
        "UNE",
        "UNZ",
        "UNO",
        "UNP",
        "SEL",
        "GIN",
        "GIR",
        "EQD",
        "BGM",
        "CNI",
        "SGP",
        "PIA",
        "LIN",
    }
)
_HS = re.compile(r"\d{4}(?:[. ]?\d{2}){0,3}")
_IMO, _MMSI = re.compile(r"(?:IMO)?\s*\d{7}", re.IGNORECASE), re.compile(r"\d{9}")
_BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_IBAN = re.compile(r"[A-Z]{2}\d{2} ?[A-Z0-9 ]{8,34}")


def consignments(group: Group) -> Iterator[Draft]:
    """The consignments of one message: one, or one for each CNI."""
    head = _Reader(Draft(warnings=group.warnings()))
    for segment in group.envelope:
        head.read(segment)
    reader = head
    for segment in group.body:
        if segment.tag == "CNI":
            if reader is not head:
                yield reader.draft
            elif head.draft.is_large:
                yield head.draft
                head = _Reader(head.draft.brief(), currency=head.currency)
            reader = head.copy()
        reader.read(segment)
    for segment in group.trailer:
        reader.read(segment)
    yield reader.draft


class _Reader:
    """Reads segments in their order into a draft; knows which consignment, line and party is open."""

    def __init__(self, draft: Draft, *, currency: str = "") -> None:
        self.draft = draft
        self.said, self.note = draft.tally.said, draft.tally.note
        self.bill = self.under = ""
        self.line: Line | None = None
        self.opened_by = ""
        self.party = -1  # the place in the draft of the party that RFF, CTA and COM belong to
        self.currency = currency
        self.object = False

    def copy(self) -> _Reader:
        return _Reader(self.draft.copy(), currency=self.currency)

    def read(self, segment: Segment) -> None:
        """Takes from a segment what it says and accounts for the rest."""
        tag, elements = segment.tag, [element.copy() for element in segment.elements]
        if self.object or tag == "":
            self.stray(segment)
            return
        handler = _HANDLERS.get(tag)
        path = f"{self.under}{tag}"
        if handler:
            path = handler(self, elements, path) or path
        shape = _NUMBERED if tag in _WITH_REFERENCES else _QUIET
        for number, element in enumerate(elements, 1):
            for place, component in enumerate(element, 1):
                if component:
                    where = f"{path}.{number}" if len(element) == 1 else f"{path}.{number}.{place}"
                    self.draft.tally.rest(where, component, shape)

    def stray(self, segment: Segment) -> None:
        """Text outside any segment; after UNO, the object that it announces."""
        text = "+".join(":".join(element) for element in segment.elements)
        if not self.object:
            self.draft.tally.rest("between the segments", text)
        elif segment.tag == "UNP" or "UNP+" in f"{segment.tag}+{text}":
            self.object = False
            self.draft.tally.rest("UNP", text.rpartition("UNP+")[2], _QUIET)


def _take(elements: list[list[str]], element: int, component: int = 0) -> str:
    """The component, taken out of what is still to be accounted for."""
    if element < len(elements) and component < len(elements[element]):
        value = elements[element][component]
        elements[element][component] = ""
        return value
    return ""


def _code(elements: list[list[str]], element: int, component: int = 0) -> str:
    """The component, left to be accounted for: it is a code, or else free text in the place of one."""
    if element < len(elements) and component < len(elements[element]):
        return elements[element][component].strip()
    return ""


def _take_all(elements: list[list[str]], element: int, count: int = 99) -> list[str]:
    """The components of an element, taken; trailing blanks stay, for they tell how full a field is."""
    if element >= len(elements):
        return []
    values = elements[element][:count]
    elements[element][:count] = [""] * len(values)
    return [value for value in values if value.strip()]


def _ways(parts: list[str], width: int) -> tuple[str, ...]:
    """The text of components; a line end inside one may be a blank or nothing."""
    ways = rejoined(parts, width)
    if any("\n" in part for part in parts):
        ways = (*ways, "".join("".join(part.splitlines()) for part in parts))
    return ways


def _envelope(reader: _Reader, elements: list[list[str]], path: str) -> str:
    """Who sent the interchange, by number or name: technical addresses, screened as free text."""
    for element in (1, 2):
        reader.note("other", path, _take(elements, element))
    return path


def _object(reader: _Reader, _elements: list[list[str]], path: str) -> str:
    """A binary object follows, up to UNP."""
    reader.object = True
    reader.draft.tally.seen += 1
    reader.draft.tally.not_screened.append(NotScreened(path=path, why="binary"))
    return path


def _bgm(reader: _Reader, elements: list[list[str]], path: str) -> str:
    """The number of the document, and its name where it has one."""
    number = _take(elements, 1)
    reader.draft.reference = reader.draft.reference or number.strip()
    reader.note("reference", path, number)
    reader.note("document", path, _take(elements, 0, 3))
    return path


def _cni(reader: _Reader, elements: list[list[str]], path: str) -> str:
    """A consignment of its own, by the number of its transport document."""
    reader.under = reader.bill = f"CNI[{_code(elements, 0)}]/"
    number = _take(elements, 1)
    reader.draft.reference = number.strip() or reader.draft.reference
    reader.note("reference", path, number)
    reader.line, reader.party = None, -1
    return reader.bill[:-1]


def _dtm(reader: _Reader, elements: list[list[str]], path: str) -> str:
    """A day in its role; a period or a bare time is left."""
    qualifier = elements[0][0] if elements else ""
    form = elements[0][2] if elements and len(elements[0]) > 2 else ""
    value = elements[0][1] if elements and len(elements[0]) > 1 else ""
    day = _short_day(value) if form in {"101", "201"} else calendar_day(value)
    path = f"{path}[{qualifier}]"
    if day and reader.said(path, _take(elements, 0, 1)):
        reader.draft.dates.append(Dated(role=_DAYS.get(qualifier, "other"), on=day, path=path))
    return path


_DAYS: dict[str, Literal["issued", "departure", "arrival", "acceptance", "contract", "other"]] = {  # 2005
    "137": "issued", "3": "issued", "182": "issued", "133": "departure", "136": "departure", "186": "departure",
    "189": "departure",
    "132": "arrival", "178": "arrival", "232": "arrival", "148": "acceptance", "150": "acceptance", "126": "contract",
    "4": "contract",
}  # fmt: skip


def _short_day(text: str) -> date | None:
    """YYMMDD, with years from 80 on in the last century."""
    century = "19" if text[:2] >= "80" else "20"
    return calendar_day(century + text[:6])


def _nad(reader: _Reader, elements: list[list[str]], path: str) -> str:
    """A party: number, name and address lines, name, street, city, country."""
    qualifier = _code(elements, 0)
    path = f"{path}[{qualifier}]"
    role = PARTIES.get(qualifier, "other")
    number = _take(elements, 1)
    identifier = reader.said(path, number)
    lines = [said for line in _take_all(elements, 2) if (said := reader.said(f"{path}.lines", line))]
    parts = _take_all(elements, 3, 5)
    names = _saids(reader, f"{path}.name", _ways(parts, 35))
    address = _saids(reader, f"{path}.street", _ways(_take_all(elements, 4), 35))
    address += [
        s for e in (5, 6, 7) for part in _take_all(elements, e) if (s := reader.said(f"{path}.address", part))
    ]
    country = reader.said(f"{path}.country", _take(elements, 8))
    reader.draft.parties.append(
        Party(
            role=role,
            kind="bank" if role == "bank" else "unknown",
            names=tuple(names),
            lines=tuple(lines),
            address=tuple(address),
            country=country,
            identifiers=(Identifier(kind=_kind(role, elements, number), value=identifier.text, path=path),)
            if identifier
            else (),
            path=path,
        )
    )
    reader.party = len(reader.draft.parties) - 1
    return path


def _saids(reader: _Reader, path: str, ways: tuple[str, ...]) -> list[Said]:
    """One field in the ways in which it may be read; it counts once."""
    found = [said for way in ways if (said := reader.said(path, way))]
    reader.draft.tally.seen -= max(0, len(found) - 1)
    return found


def _kind(role: PartyRole, elements: list[list[str]], number: str) -> IdentifierKind:
    """What the number of a party is: by the code list that it names, then by its look."""
    code_list = elements[1][1] if len(elements) > 1 and len(elements[1]) > 1 else ""
    if code_list in {"167", "VAT"}:
        return "tax"
    if role == "carrier" and re.fullmatch(r"[A-Z]{2,4}", number):
        return "scac"
    return "bic" if role == "bank" and _BIC.fullmatch(number) else "other"


def _amend(reader: _Reader, **more: tuple[Identifier, ...] | tuple[Said, ...]) -> None:
    """Adds to the open party."""
    from msgspec.structs import replace

    party = reader.draft.parties[reader.party]
    reader.draft.parties[reader.party] = replace(
        party, **{name: getattr(party, name) + value for name, value in more.items()}
    )


def _rff(reader: _Reader, elements: list[list[str]], path: str) -> str:
    """A reference: a number of the open party where it is one of those, else a note."""
    qualifier = _code(elements, 0)
    path = f"{path}[{qualifier}]"
    value = _take(elements, 0, 1)
    kind = _REFERENCES.get(qualifier)
    if kind and reader.party >= 0 and (said := reader.said(path, value)):
        _amend(reader, identifiers=(Identifier(kind=kind, value=said.text, path=path),))
    else:
        reader.note("reference", path, value)
    return path


def _cta(reader: _Reader, elements: list[list[str]], path: str) -> str:
    """A person to ask."""
    path = f"{path}[{_code(elements, 0)}]"
    if name := reader.said(path, _take(elements, 1, 1)):
        reader.draft.parties.append(Party(role="other", kind="person", names=(name,), path=path))
    return path


def _com(reader: _Reader, elements: list[list[str]], path: str) -> str:
    """Telephone, mail: free text."""
    for element in range(len(elements)):
        reader.note("other", path, _take(elements, element))
    return path


def _fii(reader: _Reader, elements: list[list[str]], path: str) -> str:
    """A bank of a party: account, holder, BIC, name of the bank and of its branch."""
    path = f"{path}[{_code(elements, 0)}]"
    numbers: list[Identifier] = []
    if account := reader.said(path, _take(elements, 1)):
        kind: IdentifierKind = "iban" if _IBAN.fullmatch(account.text) else "account"
        numbers.append(Identifier(kind=kind, value=account.text, path=path))
    if holder := _saids(reader, f"{path}.holder", _ways(_take_all(elements, 1, 3), 35)):
        reader.draft.parties.append(Party(role="account_owner", names=tuple(holder), path=path))
    number = elements[2][0] if len(elements) > 2 else ""
    if _BIC.fullmatch(number) and (bic := reader.said(path, _take(elements, 2))):
        numbers.append(Identifier(kind="bic", value=bic.text, path=path))
    lines = [said for c in (0, 3, 6, 7) if (said := reader.said(f"{path}.bank", _take(elements, 2, c)))]
    country = reader.said(f"{path}.country", _take(elements, 3))
    if numbers or lines:
        reader.draft.parties.append(
            Party(
                role="bank",
                kind="bank",
                lines=tuple(lines),
                country=country,
                identifiers=tuple(numbers),
                path=path,
            )
        )
    return path


def _loc(reader: _Reader, elements: list[list[str]], path: str) -> str:
    """Places in their role; the country of origin of an open line."""
    qualifier = _code(elements, 0)
    path = f"{path}[{qualifier}]"
    role = PLACES.get(qualifier, "other")
    for element in range(1, min(len(elements), 4)):
        code, name = _take(elements, element).strip(), _take(elements, element, 3)
        is_country = len(code) in {2, 3} and code.isalpha()
        if role == "origin" and reader.line and not reader.line.origin:
            reader.line.origin = reader.said(path, code)
            code, is_country = "", False
        reader.draft.place(
            role, path, code="" if is_country else code, name=name, country=code if is_country else ""
        )
    return path


def _tdt(reader: _Reader, elements: list[list[str]], path: str) -> str:
    """A stage of the transport: voyage, mode, carrier, and the ship, truck or wagon."""
    path = f"{path}[{_code(elements, 0)}]"
    transport = Transport(path, voyage=reader.said(path, _take(elements, 1)))
    if len(elements) > 2 and elements[2][0] in _MODES:
        transport.mode = _MODES[_take(elements, 2)]
    code, name = _take(elements, 4), _take(elements, 4, 3)
    identifier, named = reader.said(f"{path}.carrier", code), reader.said(f"{path}.carrier", name)
    if identifier or named:
        kind: IdentifierKind = "scac" if re.fullmatch("[A-Z]{2,4}", code) else "other"
        numbers = (Identifier(kind=kind, value=identifier.text, path=identifier.path),) if identifier else ()
        reader.draft.parties.append(
            Party(
                role="carrier", names=(named,) if named else (), identifiers=numbers, path=f"{path}.carrier"
            )
        )
    _vessel(reader, transport, elements, 7 if len(elements) < 9 or any(elements[7]) else 8, path)
    reader.draft.transports.append(transport)
    reader.party = -1
    return path


def _vessel(
    reader: _Reader, transport: Transport, elements: list[list[str]], element: int, path: str
) -> None:
    """The identification of the means of transport (C222): number, its kind, name, flag."""
    number = _take(elements, element).strip()
    kind = elements[element][1] if element < len(elements) and len(elements[element]) > 1 else ""
    if said := reader.said(f"{path}.id", number):
        if kind == "103":
            transport.call_sign = said
        elif kind == "146" or _IMO.fullmatch(number):
            transport.imo = said
        elif _MMSI.fullmatch(number):
            transport.mmsi = said
        else:
            transport.registration = said
    transport.name = reader.said(f"{path}.name", _take(elements, element, 3))
    transport.flag = reader.said(f"{path}.flag", _take(elements, element, 4))


def _tpl(reader: _Reader, elements: list[list[str]], path: str) -> str:
    """The truck or wagon that goods are placed in."""
    transport = Transport(path)
    _vessel(reader, transport, elements, 0, path)
    reader.draft.transports.append(transport)
    return path


def _container(reader: _Reader, elements: list[list[str]], path: str) -> str:
    """A container: EQD names its kind first, SGP does not."""
    if path.endswith("EQD"):
        path = f"{path}[{_code(elements, 0)}]"
    number = reader.said(path, _take(elements, 0 if path.endswith("SGP") else 1))
    if number:
        if not reader.draft.transports:
            reader.draft.transports.append(Transport(path))
        reader.draft.transports[-1].containers.append(number)
    return path


def _open(reader: _Reader, tag: str, number: str) -> Line:
    """A new line of goods."""
    path = f"{reader.bill}{tag}[{number or len(reader.draft.goods) + 1}]"
    line = Line(path, number=int(number) if number.isdigit() and len(number) < 7 else 0)
    reader.draft.goods.append(line)
    reader.line, reader.opened_by, reader.under, reader.party = line, tag, f"{path}/", -1
    return line


def _gid(reader: _Reader, elements: list[list[str]], path: str) -> str:
    """Goods by packages: number and kind."""
    line = _open(reader, "GID", _code(elements, 0))
    for element in range(1, len(elements)):
        if line.quantity is None and (quantity := amount(elements[element][0])) is not None:
            line.quantity, line.unit = quantity, _code(elements, element, 1)
            reader.said(path, _take(elements, element))
        if text := reader.said(line.path, _take(elements, element, 4)):
            line.descriptions.append(text)
    return line.path


def _cst(reader: _Reader, elements: list[list[str]], path: str) -> str:
    """The customs tariff code; it starts a line of its own unless goods by packages are open."""
    number = _code(elements, 0)
    line = reader.line
    if line is None or reader.opened_by != "GID":
        line = _open(reader, "CST", number)
        path = line.path
    for element in range(1, len(elements)):
        code = elements[element][0].strip()
        kind = elements[element][1] if len(elements[element]) > 1 else ""
        if _HS.fullmatch(code) and kind in {"", "122", "HS", "CV", "169"}:
            _tariff(reader, line, path, _take(elements, element))
    return path


def _tariff(reader: _Reader, line: Line, path: str, code: str) -> None:
    """The declared code; a second one makes a second line with the same words."""
    said = reader.said(path, code)
    if line.hs and said and said.text != line.hs.text:
        more = Line(line.path, descriptions=line.descriptions, marks=line.marks, origin=line.origin)
        reader.draft.goods.append(more)
        line = more
    line.hs = said


def _lin(reader: _Reader, elements: list[list[str]], _path: str) -> str:
    """A line of an invoice."""
    return _open(reader, "LIN", _code(elements, 0)).path


def _pia(reader: _Reader, elements: list[list[str]], path: str) -> str:
    """Codes of the goods: a tariff code, or the number of an article."""
    line = reader.line
    for element in range(1, len(elements)):
        kind = elements[element][1] if len(elements[element]) > 1 else ""
        if line and kind in {"HS", "CV", "CG", "TSN", "HSN"} and _HS.fullmatch(elements[element][0].strip()):
            _tariff(reader, line, path, _take(elements, element))
    return path


def _describe(reader: _Reader, path: str, parts: list[str], kind: NoteKind = "description") -> None:
    """Words on goods: of the open line, else of the consignment."""
    ways = _ways(
        parts, max(map(len, parts), default=0) if parts and len(parts[0]) in {35, 70, 256, 512} else 0
    )
    if not (reader.line and kind in {"description", "marks"}):
        reader.note(kind, path, *ways)
        return
    kept = reader.line.descriptions if kind == "description" else reader.line.marks
    kept += _saids(reader, path, ways)


def _ftx(reader: _Reader, elements: list[list[str]], path: str) -> str:
    """Free text by its subject."""
    subject = _code(elements, 0)
    path = f"{path}[{subject}]"
    _describe(reader, path, _take_all(elements, 3), _TEXTS.get(subject, "other"))
    return path


def _imd(reader: _Reader, elements: list[list[str]], path: str) -> str:
    """The description of an article."""
    if len(elements) > 2:
        parts = [part for component in (3, 4) if (part := _take(elements, 2, component))]
        _describe(reader, path, parts)
    return path


def _pci(reader: _Reader, elements: list[list[str]], path: str) -> str:
    """Marks and numbers on the packages."""
    _describe(reader, path, _take_all(elements, 1), "marks")
    return path


def _mea(reader: _Reader, elements: list[list[str]], path: str) -> str:
    """Weights of the open line."""
    line, attribute = reader.line, elements[1][0] if len(elements) > 1 else ""
    if line is None or len(elements) < 3 or len(elements[2]) < 2:
        return path
    factor, weight = KILOGRAMS.get(elements[2][0]), amount(elements[2][1])
    if factor is None or weight is None:
        return path
    if attribute in _GROSS or not attribute:
        line.gross_kg = weight * factor
    elif attribute in _NET:
        line.net_kg = weight * factor
    else:
        return path
    reader.said(path, _take(elements, 2, 1))
    return path


def _moa(reader: _Reader, elements: list[list[str]], path: str) -> str:
    """The value of the open line."""
    line = reader.line
    if (
        line is None
        or line.value is not None
        or not elements
        or len(elements[0]) < 2
        or elements[0][0] not in _LINE_VALUES
    ):
        return path
    line.value = amount(elements[0][1])
    if line.value is not None:
        reader.said(path, _take(elements, 0, 1))
        line.currency = _code(elements, 0, 2) or reader.currency
    return path


def _cux(reader: _Reader, elements: list[list[str]], path: str) -> str:
    """The currency of the document."""
    reader.currency = reader.currency or (elements[0][1] if elements and len(elements[0]) > 1 else "")
    return path


def _qty(reader: _Reader, elements: list[list[str]], path: str) -> str:
    """The invoiced or delivered quantity of the open line."""
    line = reader.line
    if line and line.quantity is None and elements and len(elements[0]) > 1:
        line.quantity = amount(elements[0][1])
        if line.quantity is not None:
            reader.said(path, _take(elements, 0, 1))
            line.unit = _code(elements, 0, 2)
    return path


def _ali(reader: _Reader, elements: list[list[str]], path: str) -> str:
    """The country of origin of an article."""
    if reader.line and not reader.line.origin:
        reader.line.origin = reader.said(path, _take(elements, 0))
    return path


def _document(reader: _Reader, elements: list[list[str]], path: str) -> str:
    """A document: its name and number."""
    reader.note("document", path, _take(elements, 0, 3))
    reader.note("reference", path, _take(elements, 1))
    return path


_HANDLERS: dict[str, Callable[[_Reader, list[list[str]], str], str]] = {
    "UNB": _envelope, "UNG": _envelope, "UNO": _object, "BGM": _bgm, "CNI": _cni, "DTM": _dtm, "NAD": _nad, "RFF": _rff,
    "CTA": _cta,
    "COM": _com, "FII": _fii, "LOC": _loc, "TDT": _tdt, "TPL": _tpl, "EQD": _container, "SGP": _container, "GID": _gid,
    "CST": _cst,
    "LIN": _lin, "PIA": _pia, "FTX": _ftx, "IMD": _imd, "PCI": _pci, "MEA": _mea, "MOA": _moa, "CUX": _cux, "QTY": _qty,
    "ALI": _ali, "DOC": _document,
}  # fmt: skip
