"""Is this answer of UN Comtrade the one that was asked for?

An answer is used whole or not at all. A page in place of data, broken JSON and half an answer may be better the next time
(`Unsteady`); other columns, another State, another period or a second partner are refused at once.
Shapes: a record stays the publisher's own JSON text, without blanks between its parts; records are in the order of period, flow,
code, reporter and partner, whatever the order they came in.
Source: the envelope and the fields of an answer of the API as it stood in 2024 (`elapsedTime`, `count`, `data`, `error`).
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from yalu.app.sync.download import page_title, plain_words
from yalu.app.sync.errors import LimitReached, Refused, Unsteady
from yalu.app.sync.patience import replenished_in_s, retry_after_s
from yalu.terms.read import gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from yalu.app.sync.download import Answer
    from yalu.app.sync.plan import Call, Terms

__all__ = ["Key", "Records", "key_of", "records"]

Key = tuple[str, str, str, str, str]
_AS_TEXT = re.compile(r"at `\$\.?(.*)`")
_BROKEN = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)  # the last for brackets without end
_LEVEL_DIGITS = {"AG2": 2, "AG4": 4, "AG6": 6}


class _Envelope(msgspec.Struct):
    """What stands around the records. Other fields may come and go."""

    data: list[msgspec.Raw]
    count: int | None = None
    error: str | None = None


class _Row(msgspec.Struct, rename="camel"):
    """The fields of a record that yalu rests on; UN Comtrade sends some thirty more, which are kept and not judged."""

    type_code: str
    freq_code: str
    period: str | int
    reporter_code: int | str
    flow_code: str
    partner_code: int | str
    partner2_code: int | str
    classification_code: str
    cmd_code: str
    customs_code: str
    mot_code: int | str
    qty: float | None
    net_wgt: float | None
    cifvalue: float | None
    fobvalue: float | None
    primary_value: float | None

    @property
    def key(self) -> Key:
        return (
            str(self.period),
            self.flow_code,
            self.cmd_code,
            str(self.reporter_code),
            str(self.partner_code),
        )


class Records(NamedTuple):
    """The records of one call, and whether there may be more of them than the publisher gives in one.

    `doubles` counts records that say something about the same thing as another one.
    """

    rows: tuple[bytes, ...]
    cut_off: bool
    doubles: int


def key_of(row: bytes) -> Key:
    """What a record is about: period, flow, code, reporter, partner."""
    return msgspec.json.decode(row, type=_Row).key


def records(answer: Answer, call: Call, terms: Terms, now: datetime) -> Records:
    """The records of an answer with status 200, each checked against what was asked for.

    Raises:
        LimitReached: the calls of the day or the key are used up.
        Refused: the answer is of another layout or about something else, or the publisher refuses the request.
        Unsteady: no data, but there may be on another try.
    """
    if answer.status != 200:
        raise _refusal(answer, now)
    envelope = _envelope(answer.body)
    if envelope.error:
        raise Refused(f"UN Comtrade answers with an error: {plain_words(envelope.error)}")
    found = len(envelope.data)
    cut_off = found >= terms.records
    if envelope.count is not None and envelope.count != found and not cut_off:
        raise Unsteady(f"the answer of UN Comtrade says it has {envelope.count:,} records and has {found:,}")
    keyed = sorted(
        (_checked(number, row, call).key, _compact(row)) for number, row in enumerate(envelope.data, 1)
    )
    doubles = sum(n - 1 for n in Counter(key for key, _ in keyed).values())
    return Records(tuple(row for _, row in keyed), cut_off, doubles)


def _compact(row: msgspec.Raw) -> bytes:
    return msgspec.json.format(bytes(row), indent=-1)


def _envelope(body: bytes) -> _Envelope:
    text = body.removeprefix(b"\xef\xbb\xbf").strip()
    if not text:
        raise Unsteady("UN Comtrade sends an empty answer")
    if text.startswith(b"<"):
        raise Unsteady(f'UN Comtrade sends a page in place of data: "{page_title(text)}"')
    try:
        text.decode()  # whole, as parts of it are kept that are not looked into
        return msgspec.json.decode(text, type=_Envelope)
    except msgspec.ValidationError as error:
        raise Refused(f"UN Comtrade sends another layout than the one known: {_where(error)}") from error
    except _BROKEN as error:
        raise Unsteady(f"the JSON of UN Comtrade is broken or cut off: {error}") from error


def _checked(number: int, raw: msgspec.Raw, call: Call) -> _Row:
    try:
        row = msgspec.json.decode(raw, type=_Row)
    except msgspec.ValidationError as error:
        raise Refused(f"the columns of UN Comtrade have changed: record {number}: {_where(error)}") from error
    faults = "; ".join(_differences(row, call))
    if faults:
        raise Refused(f"UN Comtrade answers another question than the one asked: record {number}: {faults}")
    return row


def _differences(row: _Row, call: Call) -> Iterator[str]:
    """In what a record is not what was asked for."""
    if call.reporter is not None and str(row.reporter_code) != str(call.reporter):
        yield f"reporter {_place(row.reporter_code)}, not {_place(call.reporter)}"
    if call.partner is not None and str(row.partner_code) != str(call.partner):
        yield f"partner {_place(row.partner_code)}, not {_place(call.partner)}"
    expected: Sequence[tuple[str, str, Sequence[str]]] = (
        ("typeCode", row.type_code, ("C",)),
        ("freqCode", row.freq_code, ("M" if call.monthly else "A",)),
        ("period", str(row.period), call.periods),
        ("flowCode", row.flow_code, call.flows),
        ("partner2Code", str(row.partner2_code), ("0",)),
        ("motCode", str(row.mot_code), ("0",)),
        ("customsCode", row.customs_code, ("C00",)),
    )
    for name, found, wanted in expected:
        if found not in wanted:
            yield f"{name} {plain_words(found, 20)}, not {_some(wanted)}"
    if not _asked(row.cmd_code, call.codes):
        yield f"cmdCode {plain_words(row.cmd_code, 20)}, not {_some(call.codes)}"


def _asked(code: str, codes: Sequence[str]) -> bool:
    level = _LEVEL_DIGITS.get(codes[0])
    return code in codes if level is None else code.isdigit() and len(code) == level


def _some(values: Sequence[str]) -> str:
    return " or ".join(values[:3]) + (" or …" if len(values) > 3 else "")


def _place(code: int | str) -> str:
    """A number of UN Comtrade with the name of its place, where it has one."""
    from yalu.terms.errors import BadInput

    try:
        return f"{code} ({gazetteer().find(code, 'comtrade').name})"
    except BadInput:
        return plain_words(str(code), 20)


def _where(error: msgspec.ValidationError) -> str:
    """The fault in words of the table, not of its reader."""
    return plain_words(
        _AS_TEXT.sub(r"at \1", str(error)).replace("Object missing required field", "no field").rstrip(" -")
    )


def _refusal(answer: Answer, now: datetime) -> Refused:
    """What a status other than 200 means."""
    said = _said(answer.body)
    words = f"{answer.status}" + (f": {said}" if said else "")
    wait = retry_after_s(answer.headers, now)
    if wait is None:
        wait = replenished_in_s(said)
    if "quota" in said.lower() and (wait is None or wait > 60):
        return LimitReached(f"the limit of calls is used up; UN Comtrade answers {words}")
    if answer.status == 429 or (answer.status == 403 and wait is not None):
        return Unsteady(f"UN Comtrade asks to slow down ({words})", wait)
    if answer.status == 408 or answer.status >= 500:
        return Unsteady(f"UN Comtrade answers {words}", wait)
    return Refused(f"UN Comtrade refuses the request ({words}){_HINTS.get(answer.status, '')}")


_HINTS = {
    401: "; the key is not accepted: check --key or YALU_COMTRADE_KEY",
    403: "; the key has no right to this",
    404: "; the address is not there: check --base, or the publisher has moved",
    414: "; the address is too long: ask for fewer codes",
}


def _said(body: bytes) -> str:
    """The message in an error's body: of the gateway (`message`), of the API (`error`, `errorObject`), or of a page."""
    text = body.strip()
    if text.startswith(b"<"):
        return page_title(text)
    try:
        fields = msgspec.json.decode(text, type=dict[str, object])
    except _BROKEN:
        return plain_words(text.decode("utf-8", "replace"))
    nested = fields.get("errorObject")
    messages: list[Callable[[], object]] = [
        lambda: fields.get("message"),
        lambda: fields.get("error"),
        lambda: nested.get("errorMessage") if isinstance(nested, dict) else None,
    ]
    return plain_words(next((str(found) for message in messages if (found := message())), ""))
