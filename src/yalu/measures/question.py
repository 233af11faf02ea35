"""How is a question written, and what is wrong with one that is not?

A question is a record with a day; the same record in TOML with an `expect` is a test case.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, get_args

from msgspec import Struct

from yalu.measures.facts import ACTIVITIES, fact_value
from yalu.measures.model import Answer, Direction, Question
from yalu.terms.cite import is_met, parse_cite
from yalu.terms.errors import BadInput, Problem, UnknownValue, nearest
from yalu.terms.goods import parse_hs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from yalu.measures.model import Verdict
    from yalu.terms.goods import KnownCodes
    from yalu.terms.places import Gazetteer

__all__ = ["Case", "CaseResult", "case_from", "case_result", "direction_from", "question_from"]

_NO_WAY = ("finance", "vessels", "transport", "people", "services")
_FIELDS = ("on", "direction", "hs", "activity", "goods", "reporter", "party", "imo", "facts", "regime")
_CASE_FIELDS = ("id", "name", "why", "expect", "cites", "missing", *_FIELDS)


class Case(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question with the answers that a reader of the law accepts; no expectation means it is only asked."""

    id: str
    name: str
    regime: str
    question: Question
    expect: tuple[Answer, ...] = ()
    cites: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    why: str = ""


class CaseResult(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a case got, and whether that is what it expected."""

    id: str
    verdict: Answer
    cites: tuple[str, ...]
    missing: tuple[str, ...]
    passed: bool
    expected: tuple[Answer, ...]
    cites_expected: tuple[str, ...]
    missing_expected: tuple[str, ...]


def question_from(
    raw: Mapping[str, Any], codes: KnownCodes, places: Gazetteer
) -> tuple[Question | None, list[str]]:
    """The question of a raw record, or None with every reason why not.

    Args:
        raw: fields as TOML or a form gives them; texts are read as days and numbers where a fact wants them.
    """
    faults: list[str] = []
    stated = raw.get("facts") or {}
    facts = dict(stated) if isinstance(stated, dict) else {}
    if not isinstance(stated, dict):
        faults.append("facts is not a table; write facts = { spare_part = true }")
    fields: dict[str, Any] = {"goods": str(raw.get("goods") or "")}
    fields["on"] = _kept(faults, _day, raw.get("on"))
    fields["direction"] = _kept(faults, direction_from, raw.get("direction"))
    fields["hs"] = _kept(faults, lambda text: parse_hs(str(text), codes), raw.get("hs"))
    fields["activity"] = _kept(faults, _activity, raw.get("activity"))
    fields["reporter"] = _kept(faults, lambda text: places.find(str(text)).iso3, raw.get("reporter"))
    fields["party"] = _kept(faults, str, raw.get("party") or facts.pop("party", None))
    fields["imo"] = _kept(faults, _imo, raw.get("imo") or facts.pop("imo", None))
    fields["facts"] = {name: _kept(faults, partial(fact_value, name), value) for name, value in facts.items()}
    faults += [_unknown_field(name, _CASE_FIELDS) for name in raw if name not in _CASE_FIELDS]
    if "on" not in raw:
        faults.append("a question needs its day: on = 2017-09-01")
    return (None if faults else Question(**fields)), faults


def case_from(
    raw: object, file: str, number: int, codes: KnownCodes, places: Gazetteer
) -> Case | list[Problem]:
    """The case of one raw table of a file, or its problems."""
    if not isinstance(raw, dict):
        return [Problem(file, f"case {number}", "", "is no table; write [[case]] and its fields below")]
    question, faults = question_from(raw, codes, places)
    id_ = str(raw.get("id", f"case {number}"))
    expect = _texts(raw, "expect", faults, one=True)
    cites, missing = _texts(raw, "cites", faults), _texts(raw, "missing", faults)
    for answer in expect:
        if answer not in get_args(Answer):
            faults.append(str(UnknownValue("answer", answer, nearest(answer, get_args(Answer)))))
    for cite in cites:
        for alternative in cite.split("|"):
            _kept(faults, parse_cite, alternative)
    if faults or question is None:
        return [Problem(file, id_, "", fault) for fault in faults]
    return Case(
        id=id_,
        name=str(raw.get("name", "")),
        regime=str(raw.get("regime", "")),
        question=question,
        expect=expect,  # type: ignore[arg-type]  # each was just checked against the literal
        cites=cites,
        missing=missing,
        why=str(raw.get("why", "")),
    )


def _texts(raw: Mapping[str, Any], name: str, faults: list[str], *, one: bool = False) -> tuple[str, ...]:
    """A list of texts; with `one`, a single text stands for a list of it."""
    value = raw.get(name, [])
    if one and isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    faults.append(f'{name} is not a list of texts; write {name} = ["..."]')
    return ()


def case_result(case: Case, answer: Verdict) -> CaseResult:
    """Whether the verdict is one the case accepts, on the grounds and with the gaps that it names.

    Cites are not asked of an act that is allowed: what permits it may be that nothing forbids it.
    """
    got = tuple(dict.fromkeys(ground.cite for ground in answer.grounds))
    got += tuple(cite for way in answer.way_out if (cite := way.cite) not in got and not way.general)
    right = not case.expect or answer.verdict in case.expect
    right = right and (answer.verdict == "allowed" or all(is_met(cite, got) for cite in case.cites))
    asked = answer.verdict in ("conditional", "contested")
    right = right and (not asked or set(case.missing) <= set(answer.missing))
    return CaseResult(
        id=case.id,
        verdict=answer.verdict,
        cites=got,
        missing=answer.missing,
        passed=right,
        expected=case.expect,
        cites_expected=case.cites,
        missing_expected=case.missing,
    )


def _kept(faults: list[str], read: Callable[[Any], Any], value: object) -> Any:
    """The value read, or None after noting why it could not be."""
    if value is None:
        return None
    try:
        return read(value)
    except BadInput as error:
        faults.append(str(error))
        return None


def _day(value: object) -> date:
    from yalu.terms.days import parse_day

    return value if type(value) is date else parse_day(str(value))


def direction_from(value: object) -> Direction | None:
    """The way goods go, or None for the kinds of act that have no way (finance, vessels, transport, people, services).

    Raises:
        UnknownValue: another word.
    """
    word = str(value).strip().lower()
    if word in _NO_WAY:
        return None
    if word in get_args(Direction):
        return word  # type: ignore[return-value]  # just checked against the literal
    raise UnknownValue("direction", str(value), nearest(word, get_args(Direction)) or "export or import")


def _activity(value: object) -> str:
    if value in ACTIVITIES:
        return str(value)
    raise UnknownValue("activity", str(value), nearest(str(value), ACTIVITIES))


def _imo(value: object) -> str:
    digits = str(value).upper().removeprefix("IMO").strip()
    if len(digits) != 7 or not digits.isdecimal() or not digits.isascii():
        raise BadInput(f'IMO number "{value}" is not seven digits')
    if sum(int(digit) * weight for digit, weight in zip(digits, range(7, 1, -1), strict=False)) % 10 != int(
        digits[6]
    ):
        raise BadInput(f'IMO number "{value}" fails its check digit')
    return digits


def _unknown_field(name: str, known: tuple[str, ...]) -> str:
    return str(UnknownValue("field", name, nearest(name, known)))
