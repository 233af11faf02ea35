"""Which calls bring what was asked for, so that none can hold more records than the publisher gives in one?

Shapes: a call is a set of periods, flows and codes; the plan is in the order of the periods.
Sources: limits and parameters of the UN Comtrade API as the packages comtradeapicall 1.3.2 and comtradr 1.0 use them: 500 records
without a key, 100,000 with a free one; an address of at most 4,095 signs. Without a key a call takes one period: two are answered
with status 400 (seen by users in July 2026).
Assumes that a call whose second partner, transport and customs procedure are set to their totals has at most one record for each
reporter, partner, period, flow and code.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from yalu.terms.errors import BadInput, UnknownValue, nearest
from yalu.terms.goods import KnownCodes, parse_hs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = [
    "EDITIONS",
    "FLOWS",
    "WITHOUT_KEY",
    "WITH_KEY",
    "Ask",
    "Call",
    "Terms",
    "checked_years",
    "halves",
    "parse_codes",
    "parse_flows",
    "plan",
]

FLOWS = ("M", "X", "RM", "RX")  # imports, exports, re-imports, re-exports
EDITIONS = ("HS", "H0", "H1", "H2", "H3", "H4", "H5", "H6")  # as reported, and HS1992 to HS2022
_LEVELS = {"AG2": 2, "AG4": 4, "AG6": 6}
_UNSPECIFIED = ("99", "9999", "999999")  # UN Comtrade: commodities not specified according to kind
_PLACES = 300  # UN Comtrade numbers some 250 partners, areas and remainders
_CODE_SIGNS = 3_000  # of an address of 4,095, for the list of codes
_MOST_CALLS = 20_000  # at a second each, half a day
_EARLIEST = 1962  # the oldest year of UN Comtrade


class Terms(NamedTuple):
    """What one call may ask: the path of the address, the most records and periods; and how many calls a day.

    `calls_a_day` is None where the publisher does not say.
    """

    path: str
    records: int
    periods: int
    calls_a_day: int | None


WITHOUT_KEY = Terms("public/v1/preview", 500, 1, None)
WITH_KEY = Terms("data/v1/get", 100_000, 12, 500)


class Ask(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is wanted: one reporter and one partner by UN Comtrade's numbers (None is all of them), years inclusive.

    `series` names it for people and folders.
    """

    series: str
    reporter: int | None
    partner: int | None
    since: int
    last: int
    monthly: bool
    codes: tuple[str, ...]
    flows: tuple[str, ...]
    edition: str

    @property
    def periods(self) -> tuple[str, ...]:
        """Years as `2016`, months as `201603`, in order."""
        years = range(self.since, self.last + 1)
        if not self.monthly:
            return tuple(map(str, years))
        return tuple(f"{year}{month:02d}" for year in years for month in range(1, 13))


class Call(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One request for data, but for the address and the key."""

    reporter: int | None
    partner: int | None
    monthly: bool
    edition: str
    periods: tuple[str, ...]
    flows: tuple[str, ...]
    codes: tuple[str, ...]

    def path(self, terms: Terms) -> str:
        """The path of the address: goods, the frequency, the edition."""
        return f"{terms.path}/C/{'M' if self.monthly else 'A'}/{self.edition}"

    def query(self, terms: Terms) -> dict[str, str]:
        """The parameters. A place that is left out stands for all; the totals keep each figure from coming twice."""
        places = {"reporterCode": self.reporter, "partnerCode": self.partner}
        return {
            **{name: str(number) for name, number in places.items() if number is not None},
            "period": ",".join(self.periods),
            "flowCode": ",".join(self.flows),
            "cmdCode": ",".join(self.codes),
            "partner2Code": "0",
            "motCode": "0",
            "customsCode": "C00",
            "maxRecords": str(terms.records),
            "format": "JSON",
            "includeDesc": "true",
        }

    def __str__(self) -> str:
        periods = self.periods[0] if len(self.periods) == 1 else f"{self.periods[0]} to {self.periods[-1]}"
        codes = (
            ",".join(self.codes) if len(self.codes) <= 4 else f"{len(self.codes)} codes from {self.codes[0]}"
        )
        return f"{periods} {','.join(self.flows)} {codes}"

    @property
    def most_records(self) -> int:
        """The most records the answer can hold."""
        places = (_PLACES if self.reporter is None else 1) * (_PLACES if self.partner is None else 1)
        return places * len(self.periods) * len(self.flows) * sum(map(_size, self.codes))


def parse_codes(text: str) -> tuple[str, ...]:
    """The codes of a list with commas: `TOTAL`, `AG2`, `AG4`, `AG6`, or HS codes; each once, in the order given;
    a code that a level asked for holds as well is left out.

    >>> parse_codes("TOTAL, AG2,2701,27.01")
    ('TOTAL', 'AG2', '2701')

    Raises:
        BadInput: nothing is asked for, or a code that is none; all are named together.
    """
    found: dict[str, None] = {}
    faults: list[str] = []
    for word in filter(None, (part.strip() for part in text.split(","))):
        try:
            found[_code(word)] = None
        except BadInput as error:
            faults.append(str(error))
    if faults:
        raise BadInput("\n".join(faults))
    if not found:
        raise BadInput(
            "no code is asked for; write TOTAL, AG2, AG4, AG6 or HS codes, with commas between them"
        )
    covered = {_LEVELS[code] for code in found if code in _LEVELS}
    return tuple(code for code in found if not (code.isdigit() and len(code) in covered))


def parse_flows(text: str) -> tuple[str, ...]:
    """The flows of a list with commas, each once.

    Raises:
        UnknownValue: a flow that is none of `FLOWS`.
    """
    flows = dict.fromkeys(part.strip().upper() for part in text.split(",") if part.strip())
    for flow in flows:
        if flow not in FLOWS:
            raise UnknownValue("flow", flow, nearest(flow, FLOWS) or "M, X, RM or RX")
    if not flows:
        raise BadInput("no flow is asked for; write M, X, RM or RX, with commas between them")
    return tuple(flow for flow in FLOWS if flow in flows)


def _code(word: str) -> str:
    upper = word.upper()
    if upper == "TOTAL" or upper in _LEVELS or word in _UNSPECIFIED:
        return upper
    if re.fullmatch(r"[A-Z].*", upper) and not upper.startswith("HS"):
        raise UnknownValue("code", word, nearest(upper, ("TOTAL", *_LEVELS)) or "TOTAL, AG2, AG4, AG6")
    return parse_hs(word, _known_codes())


def checked_years(since: int, last: int, year: int) -> None:
    """Are the years in order, and none before the first or after the present one?

    Raises:
        BadInput: they are not.
    """
    if since > last:
        raise BadInput(f"the years run backwards: from {since} to {last}")
    if since < _EARLIEST:
        raise BadInput(f"UN Comtrade begins in {_EARLIEST}; {since} is before it")
    if last > year:
        raise BadInput(f"{last} has not begun; the last year that can be asked for is {year}")


def plan(ask: Ask, terms: Terms) -> tuple[Call, ...]:
    """The calls for `ask`, in the order of the periods; each surely below the limit, as far as it can be divided.

    Raises:
        BadInput: more calls than anybody can wait for.
    """
    calls = tuple(islice(_calls(ask, terms), _MOST_CALLS + 1))
    if len(calls) > _MOST_CALLS:
        raise BadInput(
            f"this takes more than {_MOST_CALLS:,} calls of {terms.records:,} records each; ask for fewer codes, years or "
            "partners, or with a key"
        )
    return calls


def _calls(ask: Ask, terms: Terms) -> Iterator[Call]:
    for first in range(0, len(ask.periods), terms.periods):
        stretch = ask.periods[first : first + terms.periods]
        for codes in _groups(ask.codes):
            whole = Call(
                reporter=ask.reporter,
                partner=ask.partner,
                monthly=ask.monthly,
                edition=ask.edition,
                periods=stretch,
                flows=ask.flows,
                codes=codes,
            )
            yield from _fitted(whole, terms)


def _groups(codes: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """A level such as AG2 is asked for alone, all other codes together."""
    single = tuple(code for code in codes if code not in _LEVELS)
    if single:
        yield single
    for code in codes:
        if code in _LEVELS:
            yield (code,)


def _fitted(call: Call, terms: Terms) -> Iterator[Call]:
    """A call with exactly the limit would look cut off, so a call must stay below it."""
    if call.most_records < terms.records and len(",".join(call.codes)) <= _CODE_SIGNS:
        yield call
        return
    parts = _by_codes(call, terms) or halves(call)
    if not parts:
        yield call
    for part in parts:
        yield from _fitted(part, terms)


def _by_codes(call: Call, terms: Terms) -> tuple[Call, ...]:
    """The call in as few lists of codes as fit; none where a single code is too much or the list is a level."""
    if len(call.codes) < 2:
        return ()
    each = call.most_records // sum(map(_size, call.codes))
    longest = max(map(len, call.codes)) + 1
    fit = min((terms.records - 1) // each, _CODE_SIGNS // longest)
    if fit < 1:
        return ()
    count = -(-len(call.codes) // fit)
    size = -(-len(call.codes) // count)
    return tuple(
        msgspec.structs.replace(call, codes=call.codes[first : first + size])
        for first in range(0, len(call.codes), size)
    )


def halves(call: Call) -> tuple[Call, ...]:
    """The call in two or more parts: by period, then by flow, then by code; none where it cannot be divided.

    A level is divided into all codes of that level in any edition, and "not specified".
    """
    for field in ("periods", "flows", "codes"):
        values = getattr(call, field)
        if len(values) > 1:
            middle = len(values) // 2
            return tuple(
                msgspec.structs.replace(call, **{field: part}) for part in (values[:middle], values[middle:])
            )
    level = call.codes[0]
    if level not in _LEVELS:
        return ()
    return tuple(
        msgspec.structs.replace(call, codes=chunk) for chunk in _chunks(_codes_of_level(_LEVELS[level]))
    )


def _chunks(codes: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Two parts at least, each short enough for an address."""
    longest = len(codes[0]) + 1
    count = max(2, -(-len(codes) * longest // _CODE_SIGNS))
    size = -(-len(codes) // count)
    return (tuple(codes[first : first + size]) for first in range(0, len(codes), size))


def _size(code: str) -> int:
    """The most records a code stands for: the codes of a level in its longest edition, and "not specified"."""
    return _largest_edition()[_LEVELS[code]] + 1 if code in _LEVELS else 1


@cache
def _largest_edition() -> Mapping[int, int]:
    counts: dict[tuple[int, str], int] = {}
    for code in _known_codes():
        for edition in _known_codes().editions(code):
            counts[len(code), edition] = counts.get((len(code), edition), 0) + 1
    return {
        level: max(n for (digits, _), n in counts.items() if digits == level) for level in _LEVELS.values()
    }


def _codes_of_level(digits: int) -> tuple[str, ...]:
    return (*_of_length(_known_codes(), digits), "9" * digits)


def _of_length(codes: Iterable[str], digits: int) -> list[str]:
    return sorted(code for code in codes if len(code) == digits)


def _known_codes() -> KnownCodes:
    from yalu.terms.read import hs_codes

    return hs_codes()
