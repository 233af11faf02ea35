"""What do the files of a regime say, and what is wrong with them?

A resolution's file holds `[resolution]` and tables `[[measure]]`, `[[saving]]`, `[[duty]]`, `[[designation]]`,
`[[institution]]`; `adopted` and `effective` are taken from the resolution where a table does not state its own.
Every table is checked on its own and against the others, and all mistakes are reported together with their place.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from yalu.measures.conflicts import conflicts
from yalu.measures.facts import ACTIVITIES, FACTS
from yalu.measures.model import (
    Act,
    Designation,
    Duty,
    Hint,
    Institution,
    Measure,
    Period,
    RegimeTables,
    Resolution,
    Saving,
    Split,
)
from yalu.measures.regime import Scenario, closed
from yalu.terms.cite import parse_cite
from yalu.terms.errors import BadFile, BadInput, Conflict, Problem, nearest
from yalu.terms.goods import parse_hs_range

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from yalu.terms.goods import KnownCodes

__all__ = ["Bundle", "scenario_from", "tables_from"]

_KINDS: dict[str, type[Any]] = {
    "measure": Measure,
    "saving": Saving,
    "duty": Duty,
    "designation": Designation,
    "institution": Institution,
}


class Bundle(NamedTuple):
    """The raw files of a regime, by name."""

    regime: dict[str, Any]
    resolutions: dict[str, dict[str, Any]]
    words: dict[str, Any]
    candidates: list[dict[str, str]]
    national: dict[str, dict[str, Any]]


class _Read(NamedTuple):
    """Records of one kind with the place each stands in."""

    record: Any
    file: str


def tables_from(bundle: Bundle, codes: KnownCodes) -> RegimeTables:
    """The regime of a folder, checked.

    Raises:
        BadFile: with every problem found.
        Conflict: where the measures contradict each other without an order.
    """
    problems: list[Problem] = []
    found: dict[str, list[_Read]] = {kind: [] for kind in _KINDS}
    resolutions = []
    for file, raw in bundle.resolutions.items():
        resolutions += _resolution(file, raw, problems)
        for kind, records in _records(file, raw, problems).items():
            found[kind] += records
    splits = _listed(bundle.words, "split", Split, "words.toml", problems)
    hints = _listed(bundle.words, "hint", Hint, "words.toml", problems)
    acts = [act for file, raw in bundle.national.items() for act in _acts(file, raw, problems)]
    periods = _listed(bundle.regime, "period", Period, "regime.toml", problems)
    candidates = {row["hs"]: row["lists"] for row in bundle.candidates}
    problems += _faults(found, splits, hints, acts, candidates, codes)
    if problems:
        raise BadFile(problems)
    measures = closed(read.record for read in found["measure"])
    if clashes := conflicts(measures, {split.name: split for split in splits}):
        raise Conflict("\n".join(clashes))
    regime = {name: str(bundle.regime.get(name, "")) for name in ("id", "name", "target", "committee")}
    return RegimeTables(
        **regime,
        resolutions=tuple(resolutions),
        measures=measures,
        savings=tuple(read.record for read in found["saving"]),
        duties=tuple(read.record for read in found["duty"]),
        designations=tuple(read.record for read in found["designation"]),
        institutions=tuple(read.record for read in found["institution"]),
        splits=tuple(splits),
        hints=tuple(hints),
        candidates=candidates,
        acts=tuple(acts),
        periods=tuple(periods),
    )


def scenario_from(file: str, raw: dict[str, Any], regime: RegimeTables, codes: KnownCodes) -> Scenario:
    """The scenario of one file: measures laid over a regime, and `[[close]]` tables with `id` and `last_day`.

    Its measures are cited as `RES PARA` or, where no resolution has them, as `draft ...`.

    Raises:
        BadFile: with every problem found.
    """
    problems: list[Problem] = []
    head = raw.get("scenario")
    name = head.get("name") if isinstance(head, dict) else None
    if not isinstance(name, str):
        problems.append(Problem(file, "", "scenario", 'a scenario needs [scenario] with name = "..."'))
    known = ("schema", "scenario", "resolution", "close", "strategy", *_KINDS)  # `strategy` is read there
    problems += [
        Problem(file, "", name, "unknown table", nearest(name, known)) for name in raw if name not in known
    ]
    inner = {name: value for name, value in raw.items() if name not in ("scenario", "close", "strategy")}
    read = _records(file, inner, problems)["measure"]
    closes = []
    for number, close in _tables(raw, "close", file, problems):
        try:
            closes.append((str(close["id"]), msgspec.convert(close["last_day"], date)))
        except (KeyError, TypeError, msgspec.ValidationError):
            problems.append(Problem(file, f"close {number}", "", "needs id and last_day, a day"))
        problems += [
            Problem(file, f"close {number}", field, "unknown field", nearest(field, ("id", "last_day")))
            for field in close
            if field not in ("id", "last_day")
        ]
    measures = {measure.id for measure in regime.measures} | {one.record.id for one in read}
    for one in read:
        problems += () if one.record.cite.startswith("draft ") else _cite_faults(one)
        problems += _measure_words(one, measures, {split.name for split in regime.splits})
        problems += _measure_codes(one, codes)
    if problems or not isinstance(name, str):
        raise BadFile(problems)
    return Scenario(name, tuple(one.record for one in read), tuple(closes))


def _resolution(file: str, raw: dict[str, Any], problems: list[Problem]) -> list[Resolution]:
    head = raw.get("resolution")
    if not isinstance(head, dict):
        problems.append(Problem(file, "", "resolution", "the file needs a [resolution] table"))
        return []
    record = _converted(head, Resolution, file, "resolution", problems)
    known = ("schema", "resolution", *_KINDS)
    problems += [
        Problem(file, "", name, "unknown table", nearest(name, known)) for name in raw if name not in known
    ]
    return [record] if record is not None else []


def _records(file: str, raw: dict[str, Any], problems: list[Problem]) -> dict[str, list[_Read]]:
    head = raw.get("resolution")
    adopted = head.get("adopted") if isinstance(head, dict) else None
    found: dict[str, list[_Read]] = {}
    for kind, type_ in _KINDS.items():
        found[kind] = []
        for number, table in _tables(raw, kind, file, problems):
            where = f"{kind} {table.get('id') or table.get('cite') or number}"
            whole = {"adopted": adopted, **table}
            if kind in ("measure", "saving"):
                whole.setdefault("effective", whole["adopted"])
            record = _converted(whole, type_, file, where, problems)
            if record is not None:
                found[kind].append(_Read(record, file))
    return found


def _tables(
    raw: dict[str, Any], name: str, file: str, problems: list[Problem]
) -> Iterator[tuple[int, dict[str, Any]]]:
    """The numbered tables of a list of tables; anything else is noted."""
    tables = raw.get(name, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        problems.append(Problem(file, "", name, f"is no list of tables; write [[{name}]]"))
        return
    yield from enumerate(tables, start=1)


def _converted(
    raw: dict[str, Any], type_: type[Any], file: str, where: str, problems: list[Problem]
) -> Any | None:
    """The record, or None after noting each unknown field and the first other mistake."""
    known = type_.__struct_fields__
    unknown = [name for name in raw if name not in known]
    problems += [Problem(file, where, name, "unknown field", nearest(name, known)) for name in unknown]
    try:
        return msgspec.convert({name: raw[name] for name in raw if name in known}, type_)
    except msgspec.ValidationError as error:
        text, _, path = str(error).partition(" - at ")
        problems.append(Problem(file, where, path.strip("`").removeprefix("$."), text))
        return None


def _listed(
    raw: dict[str, Any], name: str, type_: type[Any], file: str, problems: list[Problem]
) -> list[Any]:
    records = [
        _converted(table, type_, file, f"{name} {table.get('name') or table.get('fact') or number}", problems)
        for number, table in _tables(raw, name, file, problems)
    ]
    return [record for record in records if record is not None]


def _acts(file: str, raw: dict[str, Any], problems: list[Problem]) -> list[Act]:
    with_state = {**raw, "act": [{"state": raw.get("state", ""), **act} for act in raw.get("act", [])]}
    return _listed(with_state, "act", Act, f"national/{file}", problems)


def _faults(
    found: Mapping[str, list[_Read]],
    splits: list[Split],
    hints: list[Hint],
    acts: list[Act],
    candidates: Mapping[str, str],
    codes: KnownCodes,
) -> Iterator[Problem]:
    """Mistakes that only show when the tables are held against each other and against the word lists."""
    every = [read for records in found.values() for read in records]
    yield from _doubled(every)
    measures = {read.record.id for read in found["measure"]}
    names = {split.name for split in splits}
    for read in every:
        yield from _cite_faults(read)
    for read in found["measure"]:
        yield from _measure_words(read, measures, names)
        yield from _measure_codes(read, codes)
    for read in found["saving"]:
        yield from _unknown(read, "covers", read.record.covers, measures)
        yield from _unknown(read, "needs", read.record.needs, FACTS)
    for split in splits:
        texts = (*split.hs, *split.certain, *split.never)
        yield from _bad_codes("words.toml", f"split {split.name}", "hs", texts, codes)
    for hint in hints:
        yield from _unknown(_Read(hint, "words.toml"), "fact", (hint.fact,), FACTS)
    yield from _bad_codes("luxury_candidates.csv", "", "hs", candidates, codes)
    for act in acts:
        yield from _unknown(_Read(act, f"national/{act.state}.toml"), "covers", act.covers, measures)


def _doubled(every: list[_Read]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for read in every:
        if read.record.id in seen:
            yield Problem(read.file, read.record.id, "id", f"stands in {seen[read.record.id]} already")
        seen[read.record.id] = read.file


def _cite_faults(read: _Read) -> Iterator[Problem]:
    cites = [("cite", read.record.cite)]
    cites += [("unless.cite", one.cite) for one in getattr(read.record, "unless", ()) if one.cite]
    for field, cite in cites:
        try:
            parse_cite(cite)
        except BadInput as error:
            yield Problem(read.file, read.record.id, field, str(error))


def _measure_words(read: _Read, measures: set[str], splits: set[str]) -> Iterator[Problem]:
    one: Measure = read.record
    for field in ("replaces", "over", "refines"):
        yield from _unknown(read, field, getattr(one, field), measures)
    for field in ("when", "not_when", "presumes", "asks"):
        yield from _unknown(read, field, getattr(one, field), FACTS)
    yield from _unknown(read, "activities", one.activities, {*ACTIVITIES, "goods"})
    for item in one.goods:
        yield from _unknown(
            read, "goods.split", [name for name in (item.split, item.disputed) if name], splits
        )
        if item.hs_reading and (not item.reading_source or item.reading_confidence is None):
            yield Problem(
                read.file, one.id, "goods.hs_reading", "a reading needs reading_source and reading_confidence"
            )
    for exemption in one.unless:
        yield from _unknown(read, "unless.needs", (*exemption.needs, *exemption.rival_needs), FACTS)
        yield from _unknown(read, "unless.activities", exemption.activities, ACTIVITIES)
        yield from _unknown(read, "unless.split", [exemption.split] if exemption.split else [], splits)
    if one.direction is None and any(item.any_but is None for item in one.goods):
        yield Problem(read.file, one.id, "direction", "goods need a direction, export or import")


def _unknown(read: _Read, field: str, values: Iterable[str], known: Iterable[str]) -> Iterator[Problem]:
    known = list(known)
    name = getattr(read.record, "id", "")
    for value in values:
        if value not in known:
            yield Problem(read.file, name, field, f'unknown "{value}"', nearest(value, known))


def _measure_codes(read: _Read, codes: KnownCodes) -> Iterator[Problem]:
    one: Measure = read.record
    for item in one.goods:
        for field in ("hs_text", "hs_reading", "any_but"):
            yield from _bad_codes(read.file, one.id, field, getattr(item, field) or (), codes)
    for exemption in one.unless:
        yield from _bad_codes(read.file, one.id, "unless.hs", (*exemption.hs, *exemption.speaks_for), codes)


def _bad_codes(
    file: str, where: str, field: str, texts: Iterable[str], codes: KnownCodes
) -> Iterator[Problem]:
    for text in texts:
        try:
            parse_hs_range(text, codes)
        except BadInput as error:
            yield Problem(file, where, field, str(error))
