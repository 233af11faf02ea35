"""How do verdicts, cases and measures read in a terminal?

Units: cells; days are ISO, as in data. Order: the answer, its grounds, what is missing and who says it, the way out, rival
readings, the deciding State's own acts, what was assumed, and the checks that are owed whatever the answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yalu.measures.facts import ACTIVITIES, FACTS
from yalu.report.cells import Cell, Column, columns, display_width, entries, pad, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from msgspec import Struct

    from yalu.measures.model import Ground, Measure, Question, Verdict, WayOut
    from yalu.measures.question import Case, CaseResult
    from yalu.report.cells import Style

__all__ = ["cases_text", "measures_text", "records_text", "verdict_text"]

_BASIS = {
    "reading": "the code is a reading of its words",
    "text": "",
    "conduct": "",
    "designation": "by the list of that day",
}
_CONFIDENCE = {
    "text-read": "text read",
    "verified-twice": "two sources",
    "one-source": "one source",
    "from-memory": "from memory",
}


def verdict_text(question: Question, answer: Verdict, scenario: str | None, width: int, style: Style) -> str:
    """One verdict as lines of text, ending in a line break; `scenario` is what was laid over the law, if anything."""
    mark, hue = style.decision(answer.verdict)
    head = style.bold(style.paint(f"{mark} {answer.verdict.upper()}", hue))
    asked = wrap(style.words(_asked(question)), width - len(answer.verdict) - 8)
    lines = [f"{head}   {asked[0]}", *(" " * (len(answer.verdict) + 5) + part for part in asked[1:])]
    lines += [style.words("─") * width]
    if scenario:
        lines += wrap(style.words(f"Under the scenario {scenario}, which is not the law."), width)
    if not answer.grounds:
        lines += wrap(style.words(_silent(answer)), width)
    for title, block in _blocks(answer, width, style):
        if block:
            lines += ["", style.bold(title), *block]
    return "\n".join(lines) + "\n"


def _asked(question: Question) -> str:
    """The question in one line: the act, the goods, the way, the day."""
    act = ACTIVITIES[question.activity].partition(": ")[2] if question.activity else ""
    goods = " ".join(part for part in (question.goods, f"(HS {question.hs})" if question.hs else "") if part)
    way = {"export": "leaving the sanctioned State", "import": "going to the sanctioned State", None: ""}[
        question.direction
    ]
    who = f"party {question.party}" if question.party else ""
    ship = f"ship IMO {question.imo}" if question.imo else ""
    decides = f"{question.reporter} decides" if question.reporter else ""
    return ", ".join(part for part in (act, goods, way, who, ship, decides, f"on {question.on}") if part)


def _silent(answer: Verdict) -> str:
    if answer.verdict == "conditional":
        return "No measure is found by these words alone; the HS code decides."
    if not answer.checks_owed and not answer.flags:
        return "No measure of the regime speaks of it on this day."
    return "No measure in force on this day forbids it. That is no clearance: the checks below are owed."


def _blocks(answer: Verdict, width: int, style: Style) -> list[tuple[str, list[str]]]:
    missing = [(name, _says(name)) for name in answer.missing]
    readings = [
        (f"{_cite(side.cite)} {side.verdict}", f"{side.who}: {side.says}") for side in answer.readings
    ]
    return [
        (
            "Grounds",
            [line for at, one in enumerate(answer.grounds, 1) for line in _ground(at, one, width, style)],
        ),
        ("Missing", entries(missing, width, style, indent=2)),
        ("Way out", [line for way in answer.way_out for line in _way(way, width, style)]),
        ("Readings", entries(readings, width, style, indent=2)),
        ("National acts", _items(answer.national, width, style)),
        ("Flags, which cannot forbid", _items(answer.flags, width, style)),
        ("Assumed", _items(answer.assumed, width, style)),
        ("Checks owed", _items(answer.checks_owed, width, style)),
    ]


def _cite(cite: str) -> str:
    """A cite as it is printed: 2371 ¶9; a draft's stays as it is."""
    return cite.replace(" ", " ¶", 1) if cite[:1].isdigit() else cite


def _says(name: str) -> str:
    if name in FACTS:
        return FACTS[name].says
    return {"hs": "the HS code, or a finer one", "goods": "what the goods are, in words"}.get(name, "")


def _ground(number: int, ground: Ground, width: int, style: Style) -> list[str]:
    mark, hue = style.decision(ground.answer)
    cite = style.words(_cite(ground.cite))
    trust = "; ".join(
        part
        for part in (
            ground.force.replace("_", " "),
            _CONFIDENCE[ground.confidence],
            "number read" if ground.paragraph_seen else "number not read",
            _BASIS[ground.basis],
        )
        if part
    )
    lines = [f"  [{number}] {style.bold(cite)} {style.paint(f'{mark} {ground.answer}', hue)}"]
    lines += [" " * 6 + part for part in wrap(style.words(ground.why), width - 6)]
    return lines + [" " * 6 + style.paint(part, "dim") for part in wrap(style.words(trust), width - 6)]


def _way(way: WayOut, width: int, style: Style) -> list[str]:
    needs = f" ({', '.join(way.needs)})" if way.needs else ""
    text = f"{_cite(way.cite)}: {way.says}{needs}"
    return _items([text], width, style)


def _items(texts: Sequence[str], width: int, style: Style) -> list[str]:
    lines = []
    for text in texts:
        first, *rest = wrap(style.words(text), width - 4)
        lines += [f"  {first}", *(f"    {part}" for part in rest)]
    return lines


def cases_text(asked: Sequence[Case], results: Sequence[CaseResult], width: int, style: Style) -> str:
    """A line for each case and the count at the end."""
    names = {case.id: case.name for case in asked}
    rows = []
    for one in results:
        mark, hue = style.decision(one.verdict)
        state = "" if not one.expected else "ok" if one.passed else "FAILED"
        rows.append([Cell(one.id), Cell(f"{mark} {one.verdict}", hue), Cell(state), Cell(names[one.id])])
    heads = [
        Column("case", breaks=False),
        Column("verdict", breaks=False),
        Column("", breaks=False),
        Column("question"),
    ]
    lines = columns(heads, rows, width, style)
    for one in results:
        if not one.passed:
            lines += ["", *_failure(one, width, style)]
    stated = [one for one in results if one.expected]
    passed = sum(one.passed for one in stated)
    return "\n".join([*lines, "", f"{len(results)} answered; {passed} of {len(stated)} as expected"]) + "\n"


def _failure(one: CaseResult, width: int, style: Style) -> list[str]:
    pairs = [
        ("expected", " or ".join(one.expected)),
        ("got", one.verdict),
        ("cites", f"{', '.join(one.cites_expected) or 'any'}; got {', '.join(one.cites) or 'none'}"),
        ("missing", f"{', '.join(one.missing_expected) or 'any'}; got {', '.join(one.missing) or 'none'}"),
    ]
    return [style.bold(style.words(one.id)), *entries(pairs, width, style, indent=2)]


def measures_text(found: Sequence[Measure], on: date, regime: str, width: int, style: Style) -> str:
    """Two lines for each measure in force, its id whole in the second, and the count."""
    lines = [style.bold(style.words(f"{regime} in force on {on}")), ""]
    for one in found:
        way = f"{one.direction}, " if one.direction else ""
        head = f"{_cite(one.cite)}  {one.title} ({way}{one.force.replace('_', ' ')})"
        lines += wrap(style.words(head), width)
        lines.append("  " + style.paint(one.id, "dim"))
    return (
        "\n".join(
            [
                *(lines if found else [*lines, "none"]),
                "",
                f"{len(found)} measure{'' if len(found) == 1 else 's'}",
            ]
        )
        + "\n"
    )


def records_text(records: Sequence[Struct], width: int, style: Style) -> str:
    """Records of the law, field by field, as their files state them, a blank line between two."""
    import msgspec

    blocks = ("\n".join(_tree(msgspec.to_builtins(one), width, style, 0)) for one in records)
    return "\n\n".join(blocks) + "\n"


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,.10g}" if isinstance(value, float) else str(value)


def _tree(fields: dict[str, object], width: int, style: Style, depth: int) -> list[str]:
    lines = []
    label_width = max((display_width(name) for name in fields), default=0) + 2
    for name, value in fields.items():
        if isinstance(value, (list, tuple)) and value and isinstance(value[0], dict):
            for item in value:
                lines += [" " * depth + style.bold(name), *_tree(item, width, style, depth + 2)]
        elif isinstance(value, dict):
            lines += [" " * depth + style.bold(name), *_tree(value, width, style, depth + 2)]
        else:
            text = "; ".join(map(_plain, value)) if isinstance(value, (list, tuple)) else _plain(value)
            parts = wrap(style.words(text), max(width - depth - label_width, 20))
            lines.append(" " * depth + style.paint(pad(name, label_width), "dim") + parts[0])
            lines += [" " * (depth + label_width) + part for part in parts[1:]]
    return lines
