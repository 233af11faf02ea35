r"""What does a SWIFT FIN message say? MT101, MT103, MT199, MT202 and its COV variant; any other type by the same tags.

A file may hold one message, several one after the other, an RJE batch (`$` between messages) or a DOS-PCC one (control characters
around each); `messages_in` reads such a text wherever it stands. A service message (ACK or NAK) before a message is read with it.
Fields are told by the tag at the start of a line; the option letter tells how a party is written: A a BIC, B a branch, C an
account, D, H and K lines of name and address, F numbered lines, G an account and a BIC, L one line, none an account and lines.

Shapes: lines of a party stand in order in `lines`; text over several lines comes twice, joined with and without a blank, because
senders break words at 35 characters. Years of two digits from 80 on are of the last century.
Sources: the tag and option conventions of the SWIFT user handbook, category 1 and 2, as general knowledge, checked on the Prowide
samples.
"""

from __future__ import annotations

import re
from datetime import date
from typing import IO, TYPE_CHECKING, NamedTuple

from yalu.screen.messages.charsets import texts
from yalu.screen.messages.errors import ReaderError
from yalu.screen.messages.model import (
    Cash,
    Dated,
    Identifier,
    Message,
    Note,
    NoteKind,
    Party,
    PartyRole,
    Payment,
    Place,
    Refused,
    Said,
)
from yalu.screen.messages.trail import SHAPES, Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["FORMAT", "messages_in", "read", "recognises"]

FORMAT = "SWIFT FIN"
LONGEST_MESSAGE = 1_000_000  # characters; the network takes 10,000
_START = re.compile(r"(?<![^}$\x01\x03\s])\{1:")
_BLOCK = re.compile(r"\{([0-9A-Z]):((?:\{[^{}]*+\}|[^{}])*+)\}")
_TEXT_BLOCK = re.compile(r"\{4:\s*+(?!\{)")
_TEXT_END = re.compile(r"-\}(?=[\s$\x01\x03]*(?:\{|\Z))")
_INNER = re.compile(r"\{(\w+):([^{}]*)\}")
_TAG = re.compile(r"^:(\d\d[A-Z]?):", re.MULTILINE)
_SEPARATORS = "$\x01\x03 \t\r\n"
_BIC = re.compile(r"[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?", re.IGNORECASE)
_AMOUNT = re.compile(r"([A-Z]{3})(\d+(?:[,.]\d*)?)")
_DAY = re.compile(r"(\d\d)(\d\d)(\d\d)")
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{8,30}")
_WORDS = re.compile(r"[^\W\d_]{5,}")  # an account with a word in it is screened as a line too
_ROLES: dict[str, PartyRole] = {
    "50": "debtor",
    "51": "sender",
    "52": "debtor_agent",
    "53": "correspondent",
    "54": "correspondent",
    "55": "correspondent",
    "56": "intermediary",
    "57": "creditor_agent",
    "58": "creditor",
    "59": "creditor",
}
_NOTES: dict[str, NoteKind] = {
    "20": "reference",
    "21": "reference",
    "70": "remittance",
    "72": "instruction",
    "77": "other",
    "79": "other",
}
_CODES = {  # tags without words in them, and the shape that their values must have
    "13": "reference",
    "23": "code",
    "26": "code",
    "28": "reference",
    "30": "date",
    "36": "number",
    "71": "code",
}
_COUNTRY_OF_F = re.compile(
    r"3/([A-Z]{2})(?:/.*)?"
)  # lines of option F have numbers: 3 is the country and town,
_BIRTH_OF_F = re.compile(r"4/((?:19|20)\d\d)(\d\d)(\d\d)")  # 4 the day of birth
_RESIDENCE = re.compile(r"/(?:ORDERRES|BENEFRES)/([A-Z]{2})\b")
_HEADER = re.compile(r"[A-Z0-9]{4,50}", re.IGNORECASE)
_BIC_OPTIONS = {"A", "G"}


class Block(NamedTuple):
    """A block of a message: its letter or digit and its text."""

    id: str
    text: str


class Fin(NamedTuple):
    """One message as blocks, with the service messages before it, and text that stands outside any block."""

    blocks: list[Block]
    outside: list[tuple[str, str]]
    service: list[Block]


def recognises(head: str) -> bool:
    """Whether a text starts with a block of FIN, or with a field of a bare text block."""
    return bool(re.match(r"[\x01$\s]*(\{[1-5]:|:\d\d[A-Z]?:)", head))


def read(stream: IO[bytes]) -> Iterator[Message | Refused]:
    """The messages of the stream; one that is cut short comes as `Refused`."""
    return messages_in(texts(stream, format=FORMAT))


def messages_in(
    pieces: Iterable[str], *, index: int = 0, around: Sequence[tuple[str, str]] = ()
) -> Iterator[Message | Refused]:
    """The messages of a text that comes in pieces.

    Args:
        index: of the first message.
        around: fields that stand around the text, by their paths; they go with the first message.
    """
    service: list[Block] = []
    outside = list(around)
    for at, text in _parts(pieces):
        fin = _blocks(text)
        if isinstance(fin, str):
            yield Refused(format=FORMAT, index=index, position=f"message at character {at}", why=fin)
        elif fin.blocks and fin.blocks[0].text.startswith("F21"):
            service += fin.blocks
            outside += fin.outside
            continue
        else:
            yield _message(Fin(fin.blocks, outside + fin.outside, service), index)
        service, outside, index = [], [], index + 1
    if service or outside:
        yield _message(Fin([], outside, service), index)


def _parts(pieces: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The text cut before each basic header: position and text of each part."""
    left, at = "", 0
    for piece in pieces:
        left += piece
        starts = [m.start() for m in _START.finditer(left) if m.start()]
        begin = 0
        for start in starts:
            if left[begin:start].strip(_SEPARATORS):
                yield at + begin, left[begin:start]
            begin = start
        left, at = left[begin:], at + begin
        if len(left) > LONGEST_MESSAGE:
            raise ReaderError(
                FORMAT, f"message at character {at}", f"longer than {LONGEST_MESSAGE:,} characters"
            )
    if left.strip(_SEPARATORS):
        yield at, left
    else:
        raise ReaderError(FORMAT, "start of the file", "no message in it")


def _blocks(text: str) -> Fin | str:
    """The blocks of one message; a reason in words where they do not close."""
    blocks, outside, at = [], [], 0
    if text.lstrip(_SEPARATORS).startswith(":"):
        return Fin([Block("4", text)], [], [])
    while (opening := text.find("{", at)) >= 0:
        outside.append(text[at:opening])
        if body := _TEXT_BLOCK.match(text, opening):
            end = _TEXT_END.search(text, body.end())
            if end is None:
                return "the text block does not end with -}: the message is cut short"
            blocks.append(Block("4", text[body.end() : end.start()]))
            at = end.end()
        elif block := _BLOCK.match(text, opening):
            blocks.append(Block(block[1], block[2]))
            at = block.end()
        else:
            return f"the block at character {opening} of the message does not close"
    outside.append(text[at:])
    left = [("outside the blocks", stripped) for part in outside if (stripped := part.strip(_SEPARATORS))]
    return Fin(blocks, left, [])


def _message(fin: Fin, index: int) -> Message:
    """The canonical payment of one message."""
    tally = Tally()
    for block in fin.service:
        _inner(tally, "ACK", block)
    headers = {block.id: block.text for block in fin.blocks if block.id in {"1", "2"}}
    outgoing = headers.get("2", "").startswith("O")
    draft = _Draft(tally)
    for block in fin.blocks:
        if block.id in {"1", "2"}:
            draft.header(block, outgoing=outgoing)
        elif block.id != "4":
            _inner(tally, "", block)
    for path, part in fin.outside:
        tally.rest(path, part)
    kind = headers.get("2", "")[1:4]
    cover = kind == "202" and any(block.id == "3" and "{119:COV}" in block.text for block in fin.blocks)
    for block in fin.blocks:
        if block.id == "4":
            draft.text(block.text, kind=kind, cover=cover)
    payment = Payment(
        reference=draft.reference,
        parties=tuple(draft.parties),
        places=tuple(draft.places),
        amounts=tuple(draft.amounts),
        notes=tuple(tally.notes),
        dates=tuple(draft.dates),
    )
    return Message(
        format=FORMAT,
        profile=f"MT{kind}{'COV' if cover else ''}" if kind else "",
        index=index,
        content=payment,
        seen=tally.seen,
        mapped=tally.mapped,
        ignored=tally.ignored,
        not_screened=tuple(tally.not_screened),
    )


def _inner(tally: Tally, prefix: str, block: Block) -> None:
    """The fields of a block of braces: numbers and codes are left out, words (field 433, 165) are kept."""
    path = f"{prefix}{{{block.id}:}}"
    for tag, value in _INNER.findall(block.text):
        tally.rest(
            f"{path}{{{tag}:}}", value, SHAPES["reference" if any(map(str.isdigit, value)) else "code"]
        )
    tally.rest(path, _INNER.sub("", block.text), SHAPES["reference"])


class _Draft:
    """The payment as it is read, field by field."""

    def __init__(self, tally: Tally) -> None:
        self.tally = tally
        self.reference = ""
        self.parties: list[Party] = []
        self.places: list[Place] = []
        self.amounts: list[Cash] = []
        self.dates: list[Dated] = []

    def header(self, block: Block, *, outgoing: bool) -> None:
        """Sender or receiver from the logical terminal in block 1 or 2; `outgoing` as the network sees it."""
        path = f"{{{block.id}:}}"
        if block.id == "1":
            terminal = block.text[3:15]
            role: PartyRole = "receiver" if outgoing else "sender"
        else:
            terminal = block.text[14:26] if outgoing else block.text[4:16]
            role = "sender" if outgoing else "receiver"
        bic = terminal[:8] + terminal[9:12].replace("XXX", "")
        if _BIC.fullmatch(bic) and _HEADER.fullmatch(block.text):
            self.tally.said(path, block.text)
            identifier = Identifier(kind="bic", value=bic, path=path)
            self.parties.append(Party(role=role, kind="bank", identifiers=(identifier,), path=path))
        else:
            self.tally.rest(path, block.text)

    def text(self, block: str, *, kind: str, cover: bool) -> None:
        """The fields of the text block; a second `:21:` of an MT101 and the first 50 of a cover start a part of their own."""
        block = block.replace("\r\n", "\n").replace("\r", "\n")
        cuts = list(_TAG.finditer(block))
        self.tally.rest("{4:}", block[: cuts[0].start()] if cuts else block)
        part, transactions, seen = "", 0, dict[str, int]()
        ends = [*(cut.start() for cut in cuts[1:]), len(block)]
        for cut, end in zip(cuts, ends, strict=False):
            tag, value = cut[1], block[cut.end() : end]
            if kind == "101" and tag == "21":
                transactions += 1
                part = f"B[{transactions}]"
            elif cover and not part and tag[:2] == "50":
                part = "B"
            path = f"{part}:{tag}:"
            seen[path] = seen.get(path, 0) + 1
            if seen[path] > 1:
                path += f"[{seen[path]}]"
            self.field(tag, value.strip("\n"), path, bank_leg=kind == "202" and not part)

    def field(self, tag: str, value: str, path: str, *, bank_leg: bool) -> None:
        """One field; on a leg between banks the ordering and the beneficiary institution are debtor and creditor."""
        number, option = tag[:2], tag[2:]
        if number in _ROLES:
            self.party(number, option, value, path, bank_leg=bank_leg)
        elif tag in {"32A", "32B", "33B"}:
            self.amount(tag, value, path)
        elif tag == "30" and (day := _day(value)):
            self.tally.said(path, value)
            self.dates.append(Dated(role="settlement", on=day, path=path))
        elif number in _CODES:
            self.tally.rest(path, value, SHAPES[_CODES[number]])
        elif number in _NOTES:
            for found in _RESIDENCE.finditer(value if tag == "77B" else ""):
                self.places.append(Place(role="address", country=Said(text=found[1], path=path)))
            if tag == "20" and not self.reference:
                self.reference = value.strip()
            note(self.tally, _NOTES[number], path, value)
        else:
            note(self.tally, "unmapped", path, value)

    def amount(self, tag: str, value: str, path: str) -> None:
        """`32A` is day, currency, amount; `32B` and `33B` have no day."""
        day = _day(value[:6]) if tag == "32A" else None
        sum_ = _AMOUNT.fullmatch(value[6:].strip() if tag == "32A" else value.strip())
        if sum_ is None or (tag == "32A" and day is None):
            self.tally.rest(path, value)
            return
        self.tally.said(path, value)
        self.amounts.append(Cash(amount=float(sum_[2].replace(",", ".")), currency=sum_[1], path=path))
        if day:
            self.dates.append(Dated(role="settlement", on=day, path=path))

    def party(self, number: str, option: str, value: str, path: str, *, bank_leg: bool) -> None:
        """A party in any option."""
        role = _ROLES[number]
        if number == "50" and option in {"C", "L"}:
            role = "initiating"
        elif number == "52" and bank_leg:
            role = "debtor"
        lines = [said for line in value.split("\n") if (said := self.tally.said(path, line))]
        identifiers: list[Identifier] = []
        kept: list[Said] = []
        for place, line in enumerate(lines):
            account = place == 0 and line.text.startswith("/")
            bic = option in _BIC_OPTIONS and _BIC.fullmatch(line.text)
            if account:
                identifiers.append(_account(line))
            elif bic:
                identifiers.append(Identifier(kind="bic", value=line.text, path=path))
            if not (bic or (account and not _WORDS.search(line.text))):
                kept.append(line)
        if not lines:
            return
        self.parties.append(
            Party(
                role=role,
                kind="bank" if "51" <= number <= "58" else "unknown",
                lines=tuple(kept),
                country=_told(kept, _COUNTRY_OF_F) if option == "F" else _country(kept),
                births=tuple(filter(None, [_told(kept, _BIRTH_OF_F)])) if option == "F" else (),
                identifiers=tuple(identifiers),
                path=path,
            )
        )


def _account(line: Said) -> Identifier:
    """The account in a line such as `/DE89...`, `/C/123` or `//CH123456`."""
    number = line.text.rsplit("/", 1)[1].replace(" ", "") or line.text
    iban = _IBAN.fullmatch(number)
    return Identifier(kind="iban" if iban else "account", value=line.text.lstrip("/"), path=line.path)


def _told(lines: list[Said], shape: re.Pattern[str]) -> Said | None:
    """What the first line of this shape says: a country, or a day with hyphens."""
    found = next((told for line in lines if (told := shape.fullmatch(line.text))), None)
    return Said(text="-".join(found.groups()), path=lines[0].path) if found else None


def _country(lines: list[Said]) -> Said | None:
    """The country, where the last line is its code."""
    return lines[-1] if len(lines) > 1 and re.fullmatch("[A-Z]{2}", lines[-1].text) else None


def _day(text: str) -> date | None:
    """YYMMDD as a day."""
    parts = _DAY.fullmatch(text.strip())
    if parts is None:
        return None
    year, month, day = map(int, parts.groups())
    try:
        return date(year + (1900 if year >= 80 else 2000), month, day)
    except ValueError:
        return None


def note(tally: Tally, kind: NoteKind, path: str, value: str) -> None:
    """Text over several lines, once joined with blanks and once without: a word may be broken at the end of a line."""
    lines = [line.removeprefix("//") for line in value.split("\n")]
    tally.note(kind, path, "\n".join(lines))
    if len(lines) > 1 and (said := tally.said(path, "".join(lines))):
        tally.seen -= 1
        tally.notes.append(Note(kind=kind, said=said))
