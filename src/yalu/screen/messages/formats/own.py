"""What does a message in yalu's own JSON say? For senders whose system writes none of the standards, and for travellers.

One object is one message; an array of objects, or one object on each line, is many. `docs/reference/own-json.md` has the names. A
party stands under its role (`consignee`, `debtor_agent`) as an object, a list of them, or a name alone. Whatever stands under a
name that is not known is screened as free text; a name that stands twice in one object is refused, for one of the two would be
lost.
Shapes: a path is `goods[1].description`, counted from 1.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import chain
from typing import IO, TYPE_CHECKING, Any, Literal, get_args

from yalu.screen.messages.charsets import texts
from yalu.screen.messages.consignment import amount, calendar_day
from yalu.screen.messages.errors import ReaderError
from yalu.screen.messages.model import (
    Cash,
    Consignment,
    Dated,
    GoodsLine,
    Identifier,
    IdentifierKind,
    Means,
    Message,
    NoteKind,
    Party,
    PartyRole,
    Payment,
    Place,
    PlaceRole,
    Refused,
    Said,
    Traveller,
)
from yalu.screen.messages.trail import Tally

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["FORMAT", "read", "recognises"]

FORMAT = "yalu JSON"
_LARGEST = 1 << 25  # characters of a document
_ROLES: dict[str, PartyRole] = {
    **{role: role for role in get_args(PartyRole)},
    "shipper": "consignor", "sender_party": "consignor", "receiver_party": "consignee", "notify_party": "notify",
    "dbtr": "debtor", "cdtr": "creditor", "dbtr_agt": "debtor_agent", "cdtr_agt": "creditor_agent", "inter": "intermediary",
    "payer": "debtor", "payee": "creditor", "beneficiary": "creditor", "courier": "traveller", "person": "traveller",
}  # fmt: skip
_BANKS = frozenset(("debtor_agent", "creditor_agent", "intermediary", "correspondent", "bank"))
_IDENTIFIERS: frozenset[str] = frozenset(get_args(IdentifierKind)) - {"other"}
_PLACES: dict[str, PlaceRole] = {
    **{role: role for role in get_args(PlaceRole) if role not in ("address", "other", "origin")},
    "frm": "loading", "from": "loading", "to": "unloading", "port_of_loading": "loading", "port_of_discharge": "unloading",
    "via": "transit",
}  # fmt: skip
_MEANS = {"imo": "imo", "mmsi": "mmsi", "call_sign": "call_sign", "flag": "flag", "registration": "registration",
          "plate": "registration", "voyage": "voyage", "conveyance": "name", "vessel": "name", "ship": "name"}  # fmt: skip
_NOTES: dict[str, NoteKind] = {
    "rmt": "remittance", "remittance": "remittance", "purpose": "purpose", "instruction": "instruction", "notes": "other",
    "note": "other", "remarks": "other", "description": "description", "title": "other", "documents": "document",
}  # fmt: skip
_DATES = ("issued", "departure", "arrival", "acceptance", "settlement", "contract")
_KINDS = {"goods": "consignment", "consignment": "consignment", "pay": "payment", "payment": "payment",
          "traveller": "traveller", "traveler": "traveller"}  # fmt: skip
_LOCODE = re.compile(r"[A-Z]{2} ?[A-Z2-9]{3}")
_KNOWN = re.compile(
    r'"(?:goods|parties|places|means|cash|amounts|consignee|consignor|shipper|exporter|importer|notify|buyer|seller|carrier|debtor|'
    r'creditor|payer|payee|beneficiary|debtor_agent|creditor_agent|intermediary|remittance|traveller|vessel|imo)"\s*:|'
    r'"kind"\s*:\s*"(?:consignment|payment|traveller)"'
)
_FIELD = re.compile(r"[a-z][a-z0-9_]{0,40}")
_QUIET = re.compile(r"[-+]?[\d.,]{1,40}|[A-Za-z0-9]{1,4}|true|false|null")


def recognises(head: str) -> bool:
    """Whether the text starts as JSON and names a part of a message."""
    return head[:1] in ("{", "[") and bool(_KNOWN.search(head))


def read(stream: IO[bytes]) -> Iterator[Message | Refused]:
    """Each message of the stream; a broken line among many comes as `Refused`."""
    for index, (where, document) in enumerate(_documents(texts(stream, format=FORMAT))):
        if isinstance(document, ReaderError):
            yield Refused(format=FORMAT, index=index, position=document.position, why=document.why)
        elif not isinstance(document, dict):
            why = f"an object with the fields of a message is expected, not {type(document).__name__}"
            yield Refused(format=FORMAT, index=index, position=where, why=why)
        else:
            yield _Reading(document).message(index)


def _documents(pieces: Iterator[str]) -> Iterator[tuple[str, Any]]:
    """The documents of a text with their places: the lines where the first line is one, else the whole text or its parts."""
    first, rest = _first_line(pieces)
    alone = _tried(first, "line 1")
    if isinstance(alone, dict) and rest is not None:
        lines = _lines(chain((rest,), pieces))
        yield "line 1", alone
        for number, line in enumerate(lines, 2):
            if line.strip():
                yield f"line {number}", _tried(line, f"line {number}")
        return
    text = first if rest is None else f"{first}\n{rest}"
    for piece in pieces:
        text += piece
        if len(text) > _LARGEST:
            raise ReaderError(
                FORMAT, f"character {_LARGEST:,}", "the document is too large; send one object on each line"
            )
    whole = _parsed(text, "")
    if isinstance(whole, list):
        yield from ((f"[{place}]", one) for place, one in enumerate(whole, 1))
    else:
        yield "the document", whole


def _first_line(pieces: Iterator[str]) -> tuple[str, str | None]:
    text = ""
    for piece in pieces:
        line, mark, rest = (piece if text else piece.lstrip("\ufeff \t\r\n")).partition("\n")
        text += line
        if mark:
            return text, rest
        if len(text) > _LARGEST:
            raise ReaderError(FORMAT, "line 1", f"over {_LARGEST:,} characters")
    return text, None


def _lines(pieces: Iterator[str]) -> Iterator[str]:
    left = ""
    for piece in pieces:
        first, *more = piece.split("\n")
        left += first  # never looked through again: a line may come in many pieces
        if more:
            yield left
            yield from more[:-1]
            left = more[-1]
        if len(left) > _LARGEST:
            raise ReaderError(FORMAT, "a line", f"over {_LARGEST:,} characters")
    yield left


def _tried(text: str, where: str) -> Any:
    try:
        return _parsed(text, where)
    except ReaderError as error:
        return error


def _parsed(text: str, where: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_once, parse_float=str, parse_int=str, parse_constant=str)
    except json.JSONDecodeError as error:
        place = where or f"line {error.lineno}, column {error.colno}"
        raise ReaderError(FORMAT, place, f"no JSON: {error.msg}") from None
    except RecursionError:
        raise ReaderError(FORMAT, where or "the document", "nested too deeply") from None
    except _Twice as error:
        raise ReaderError(
            FORMAT, where or "the document", f'the name "{error}" stands twice in one object'
        ) from None


class _Twice(Exception):
    pass


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Twice(Counter(name for name, _ in pairs).most_common(1)[0][0])
    return found


class _Reading:
    """A document on its way into the canonical record; numbers are still text, as the sender wrote them."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.tally = Tally()
        self.parties: list[Party] = []
        self.places: list[Place] = []
        self.goods: list[GoodsLine] = []
        self.cash: list[Cash] = []
        self.dates: list[Dated] = []
        self.means: list[Means] = []
        self.own: dict[
            str, Said
        ] = {}  # fields of the one means of transport that stand in the document itself
        self.mode: str = "unknown"
        self.capacity: str = ""
        self.direction: str = ""

    def message(self, index: int) -> Message:
        """The canonical message."""
        kind = _KINDS.get(str(self.document.get("kind", "")).lower(), "")
        for name, value in self.document.items():
            self._name(name, name)
            self.field(name.lower(), name, value)
        if self.own or self.mode != "unknown":
            self.means.insert(0, Means(mode=self.mode, path="means", **self.own))  # type: ignore[arg-type]
        if not kind:
            roles = {party.role for party in self.parties}
            kind = (
                "traveller"
                if "traveller" in roles
                else "payment"
                if roles & {"debtor", "creditor"}
                else "consignment"
            )
        reference = next(
            (str(self.document[name]) for name in ("reference", "id") if self.document.get(name)), ""
        )
        shared: dict[str, Any] = {
            "reference": reference, "parties": tuple(self.parties), "places": tuple(self.places), "dates": tuple(self.dates),
            "notes": tuple(self.tally.notes),
        }  # fmt: skip
        goods = {"goods": tuple(self.goods), "means": tuple(self.means)}
        content: Consignment | Payment | Traveller
        if kind == "payment" and not self.goods and not self.means:
            content = Payment(amounts=tuple(self.cash), **shared)
        elif kind == "traveller":
            content = Traveller(capacity=self.capacity, cash=tuple(self.cash), **goods, **shared)  # type: ignore[arg-type]
        else:
            content = Consignment(direction=self.direction, **goods, **shared)  # type: ignore[arg-type]
        tally = self.tally
        return Message(
            format=FORMAT, profile=kind, index=index, content=content, seen=tally.seen, mapped=tally.mapped,
            ignored=tally.ignored, not_screened=tuple(tally.not_screened),
        )  # fmt: skip

    def field(self, name: str, path: str, value: Any) -> None:
        """One field of the document, by its name."""
        if value is None or value in ("", [], {}):
            return
        if name in _ROLES:
            self._each(value, path, lambda one, at: self._party(_ROLES[name], at, one))
        elif name == "parties":
            self._each(value, path, self._party_of_list)
        elif name in _PLACES or name == "places":
            self._each(value, path, lambda one, at: self._place(_PLACES.get(name, "other"), at, one))
        elif name == "goods":
            self._each(value, path, self._goods)
        elif name in ("cash", "amounts", "amount"):
            self._each(value, path, self._cash)
        elif name == "means":
            self._each(value, path, self._transport)
        elif name in _NOTES:
            self._words(_NOTES[name], path, value)
        elif isinstance(value, str):
            self._single(name, path, value)
        else:
            self._unknown(path, value)

    def _single(self, name: str, path: str, text: str) -> None:
        """A field that is one text: the ship's numbers, a date, a word for the way."""
        tally = self.tally
        if name in _MEANS and _MEANS[name] not in self.own:
            if said := tally.said(path, text):
                self.own[_MEANS[name]] = said
        elif name in _DATES and (day := calendar_day(text)):
            tally.said(path, text)
            self.dates.append(Dated(role=name, on=day, path=path))  # type: ignore[arg-type]  # one of _DATES
        elif name == "mode" and text in ("sea", "road", "rail", "air", "inland"):
            self.mode, _ = text, tally.said(path, text)
        elif name == "capacity" and text in ("private", "courier", "diplomat", "official"):
            self.capacity, _ = text, tally.said(path, text)
        elif name == "direction" and text in ("import", "export", "transit"):
            self.direction, _ = text, tally.said(path, text)
        elif name == "amt" and (number := amount(text)) is not None:
            tally.said(path, text)
            self.cash.append(Cash(amount=number, currency=str(self.document.get("ccy", "")), path=path))
        elif name in ("reference", "id"):
            tally.note("reference", path, text)
        elif name == "kind" and text.lower() in _KINDS:
            tally.said(path, text)
        else:
            tally.rest(path, text, _QUIET)

    def _each(self, value: Any, path: str, take: Any) -> None:
        for place, one in enumerate(value, 1) if isinstance(value, list) else ((0, value),):
            if one not in (None, "", [], {}):
                take(one, f"{path}[{place}]" if place else path)

    def _texts(self, value: Any, path: str) -> list[Said]:
        """The texts of a field that is one text or a list of them; anything else is free text."""
        found: list[Said] = []
        self._each(value, path, lambda one, at: self._text(one, at, found))
        return found

    def _text(self, one: Any, path: str, found: list[Said]) -> None:
        if isinstance(one, str):
            found.extend(filter(None, [self.tally.said(path, one)]))
        else:
            self._unknown(path, one)

    def _one(self, value: Any, path: str) -> Said | None:
        found = self._texts(value, path)
        for more in found[1:]:
            self.tally.notes.append(_note(more))
        return found[0] if found else None

    def _party_of_list(self, one: Any, path: str) -> None:
        role = _ROLES.get(str(one.get("role", "")).lower(), "other") if isinstance(one, dict) else "other"
        if isinstance(one, dict) and str(one.get("role", "")).lower() in _ROLES:
            self.tally.said(f"{path}.role", str(one["role"]))
            one = {name: value for name, value in one.items() if name != "role"}
        self._party(role, path, one)

    def _party(self, role: PartyRole, path: str, value: Any) -> None:
        if not isinstance(value, dict):
            value, inner = {"name": value}, path
        else:
            inner = ""
        names: list[Said] = []
        lines: list[Said] = []
        births: list[Said] = []
        numbers: list[Identifier] = []
        country = nationality = None
        kind: Literal["person", "organisation", "bank", "unknown"] = "bank" if role in _BANKS else "unknown"
        for name, field in value.items():
            at = inner or f"{path}.{name}"
            if name in ("name", "names", "alias", "aliases"):
                names += self._texts(field, at)
            elif name in ("address", "city", "street"):
                lines += self._texts(field, at)
            elif name == "country":
                country = self._one(field, at)
            elif name == "nationality":
                nationality = self._one(field, at)
            elif name in ("birth", "births", "birth_date", "dob"):
                births += self._texts(field, at)
            elif name == "kind" and field in ("person", "organisation", "bank"):
                kind, _ = field, self.tally.said(at, field)
            elif name in _IDENTIFIERS or name == "number":
                of: IdentifierKind = name if name in _IDENTIFIERS else "other"
                numbers += [
                    Identifier(kind=of, value=said.text, path=said.path) for said in self._texts(field, at)
                ]
            else:
                self._name(at, name)
                self._unknown(at, field)
        if names or lines or births or numbers or country or nationality:
            self.parties.append(
                Party(
                    role=role, kind=kind, names=tuple(names), address=tuple(lines), country=country, nationality=nationality,
                    births=tuple(births), identifiers=tuple(numbers), path=path,
                )
            )  # fmt: skip

    def _place(self, role: PlaceRole, path: str, value: Any) -> None:
        if isinstance(value, dict):
            told = str(value.get("role", "")).lower()
            if told in get_args(PlaceRole):
                role = told  # type: ignore[assignment]  # one of the roles
                self.tally.said(f"{path}.role", told)
            said = {
                name: self._one(value[name], f"{path}.{name}")
                for name in ("code", "country", "name")
                if value.get(name)
            }
            known = ("code", "country", "name", *(("role",) if told in get_args(PlaceRole) else ()))
            for name in (name for name in value if name not in known):
                self._name(f"{path}.{name}", name)
                self._unknown(f"{path}.{name}", value[name])
            if any(said.values()):
                self.places.append(Place(role=role, **said))
        elif one := self._one(value, path):
            place = Place(role=role, code=one) if _LOCODE.fullmatch(one.text) else Place(role=role, name=one)
            self.places.append(place)

    def _goods(self, one: Any, path: str) -> None:
        if not isinstance(one, dict):
            one = {"description": one}
        said: dict[str, list[Said]] = {}
        numbers: dict[str, float] = {}
        units: dict[str, str] = {"unit": "", "currency": "", "edition": ""}
        for name, field in one.items():
            at = f"{path}.{name}"
            if name in ("hs", "origin", "description", "descriptions", "marks"):
                said.setdefault(name.removesuffix("s") if name == "descriptions" else name, []).extend(
                    self._texts(field, at)
                )
            elif (
                name in ("quantity", "gross_kg", "net_kg", "value")
                and (number := amount(str(field))) is not None
            ):
                numbers[name], _ = number, self.tally.said(at, str(field))
            elif name in units and isinstance(field, str) and len(field) <= 12:
                units[name], _ = field, self.tally.said(at, field)
            else:
                self._name(at, name)
                self._unknown(at, field)
        first = {name: found[0] for name, found in said.items() if found}
        for name in ("hs", "origin"):
            self.tally.notes += map(_note, said.get(name, [])[1:])
        self.goods.append(
            GoodsLine(
                number=len(self.goods) + 1, hs=first.get("hs"), origin=first.get("origin"), path=path,
                unit=units["unit"], currency=units["currency"], edition=units["edition"], quantity=numbers.get("quantity"),
                gross_kg=numbers.get("gross_kg"), net_kg=numbers.get("net_kg"), value=numbers.get("value"),
                descriptions=tuple(said.get("description", ())), marks=tuple(said.get("marks", ())),
            )
        )  # fmt: skip

    def _cash(self, one: Any, path: str) -> None:
        if not isinstance(one, dict):
            one = {"amount": one}
        number, currency, words = None, "", []
        for name, field in one.items():
            at = f"{path}.{name}"
            self._name(at, name)
            if name == "amount" and (found := amount(str(field))) is not None:
                number, _ = found, self.tally.said(at, str(field))
            elif name == "currency" and isinstance(field, str) and len(field) <= 12:
                currency, _ = field, self.tally.said(at, field)
            else:
                words += self._texts(field, at)
        self.tally.notes += map(_note, words)
        text = "; ".join(said.text for said in words)
        self.cash.append(Cash(amount=number, currency=currency, words=text, path=path))

    def _transport(self, one: Any, path: str) -> None:
        if not isinstance(one, dict):
            one = {"name": one}
        said: dict[str, Said | None] = {}
        mode: Literal["sea", "road", "rail", "air", "inland", "unknown"] = "unknown"
        containers: list[Said] = []
        for name, field in one.items():
            at, known = f"{path}.{name}", _MEANS.get(name, "name" if name == "name" else "")
            if known and known not in said:
                said[known] = self._one(field, at)
            elif name in ("container", "containers"):
                containers += self._texts(field, at)
            elif name == "mode" and field in ("sea", "road", "rail", "air", "inland"):
                mode, _ = field, self.tally.said(at, field)
            else:
                self._name(at, name)
                self._unknown(at, field)
        self.means.append(Means(mode=mode, containers=tuple(containers), path=path, **said))

    def _words(self, kind: NoteKind, path: str, value: Any) -> None:
        for said in self._texts(value, path):
            self.tally.notes.append(_note(said, kind))

    def _name(self, path: str, name: str) -> None:
        """The name of a field that is not known: free text, unless it is written as names of fields are."""
        if not _FIELD.fullmatch(name):
            self.tally.note("unmapped", f"{path}, its name", name)

    def _unknown(self, path: str, value: Any) -> None:
        """Every text of a field that is not known, and every name inside it that is a word."""
        if isinstance(value, dict):
            for name, inner in value.items():
                self._name(f"{path}.{name}", name)
                self._unknown(f"{path}.{name}", inner)
        elif isinstance(value, list):
            for place, inner in enumerate(value, 1):
                self._unknown(f"{path}[{place}]", inner)
        elif value is not None:
            self.tally.rest(path, str(value), _QUIET)


def _note(said: Said, kind: NoteKind = "other") -> Any:
    from yalu.screen.messages.model import Note

    return Note(kind=kind, said=said)
