"""Which columns of a table hold what, judged by their headings alone?

Used by the sources whose headings vary (China Customs, its statistics office, OEC, WITS) and for tables of no known source.
Assumes that a heading with a currency, or with the word for exports or imports, heads figures; a unit that no heading states
may stand in the title above. A table that prints one figure in two multiples is read in the finer one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from yalu.terms.errors import BadInput
from yalu.trade.cells import Money, heading_key, money, number
from yalu.trade.layout import Cell, Figures, Head, Layout, direction_in
from yalu.trade.sources.heading_words import (
    DIRECTION,
    EDITION,
    EXPORTER,
    GOODS,
    GROWTH,
    HS,
    IMPORTER,
    MONTH,
    NO_VALUE,
    PARTNER,
    PARTNER_IN,
    PERIOD,
    QUANTITY,
    QUANTITY_IN,
    QUANTITY_UNIT,
    REPORTER,
    RUNNING,
    UNIT,
    VALUE,
    YEAR,
)
from yalu.trade.sources.titles import edition_in, is_period, title_period

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["merged", "table_layout"]


def merged(head: Head) -> Head | None:
    """A heading of two rows as one, the upper cells carried to the right; None where the row below holds figures."""
    below = [cell.strip() for cell in head.below]
    filled = [cell for cell in below if cell]
    months = any(RUNNING.search(cell) for cell in filled)  # "5" beside "1 to 5" heads a month
    years = any(direction_in(cell) for cell in head.cells)  # 2013 under "Exports" heads a year
    if len(filled) < 2 or any(
        _is_number(cell) and not (months and _is_month(cell)) and not (years and _is_year(cell))
        for cell in filled
    ):
        return None
    cells: list[str] = []
    upper = ""
    for at, lower in enumerate(below):
        here = head.cells[at].strip() if at < len(head.cells) else ""
        upper = here or (upper if lower else "")
        cells.append(f"{upper} {lower}".strip())
    cells.extend(cell.strip() for cell in head.cells[len(below) :])
    return Head(cells, [heading_key(cell) for cell in cells], head.above, (), head.name)


def _is_year(cell: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)[0-9]{2}", cell))


def _is_month(cell: str) -> bool:
    return cell.isdigit() and 1 <= int(cell) <= 12


def _is_number(cell: str) -> bool:
    try:
        return number(cell) is not None
    except BadInput:
        return False


def _column(head: Head, names: str) -> int:
    return head.at(*names.split("|"))


def _columns(head: Head, names: str) -> tuple[int, ...]:
    keys = {heading_key(name): None for name in names.split("|")}
    return tuple(head.keys.index(key) for key in keys if key in head.keys)


def _direction_columns(head: Head) -> tuple[int, ...]:
    """Columns of directions; 进出口 heads one where the figures beside it have no direction of their own, else a total."""
    bare = _columns(head, "进出口")
    beside = [_heading(cell) for at, cell in enumerate(head.cells) if at not in bare]
    figures = any(said.money and not said.direction for said in beside)
    is_word = bool(bare) and figures and not any(said.direction for said in beside)
    return _columns(head, DIRECTION) or (bare if is_word else ())


def _direction_cell(head: Head) -> Cell:
    """The column of directions; where neither one nor a heading says it, the title may."""
    columns = _direction_columns(head)
    own = any(direction_in(cell) for cell in head.cells)
    return Cell(columns) if columns or own else Cell((), direction_in(head.above))


class _Heading(NamedTuple):
    """What a heading of figures says."""

    direction: str
    cumulative: bool
    money: Money | None


def _heading(text: str) -> _Heading:
    return _Heading(direction_in(text), bool(RUNNING.search(text.replace("_", " "))), money(text))


def _figures(head: Head, taken: set[int], has_unit_column: bool, names_partners: bool) -> tuple[Figures, ...]:
    """The columns of values, each with its growth column, in the finest multiple printed; the heading may name the partner."""
    title = money(head.above)
    growths: dict[tuple[str, bool], list[tuple[int, float]]] = {}
    values: list[tuple[int, str, _Heading]] = []
    for at, cell in enumerate(head.cells):
        if at in taken or not cell.strip():
            continue
        said = _heading(cell)
        if GROWTH.search(cell):
            factor = 0.001 if "tenth" in cell else 0.01
            growths.setdefault((said.direction, said.cumulative), []).append((at, factor))
        elif not NO_VALUE.search(cell) and (said.money or VALUE.search(cell.replace("_", " "))):
            values.append((at, cell.strip(), said))
    best: dict[tuple[str, str, bool, str], Figures] = {}
    for at, cell, said in values:
        unit = said.money or (None if has_unit_column else title)
        growth, factor = _growth(growths, said, at)
        partner = _partner_in(cell) if names_partners else ""
        figures = Figures(
            at, cell, said.direction, partner,
            currency=unit.currency if unit else "", factor=unit.factor if unit else 1.0,
            cumulative=said.cumulative, growth=growth, growth_factor=factor,
        )  # fmt: skip
        key = (said.direction, partner, said.cumulative, figures.currency)
        if key not in best or figures.factor < best[key].factor:
            best[key] = figures
    return tuple(best.values())


def _partner_in(heading: str) -> str:
    match = PARTNER_IN.search(heading.replace("_", " "))
    return (match["zh"] or match["en"]).strip().removeprefix("the ") if match else ""


def _growth(
    growths: dict[tuple[str, bool], list[tuple[int, float]]], said: _Heading, at: int
) -> tuple[int, float]:
    """The growth column of a figure: of several with the same words the first behind it, else the only one."""
    found = growths.get((said.direction, said.cumulative), [])
    found = found or [each for each in growths.get(("", said.cumulative), []) if each[0] == at + 1]
    behind = [each for each in found if each[0] > at]
    return behind[0] if behind else found[0] if len(found) == 1 else (-1, 0.01)


class _Dated(NamedTuple):
    """A column headed by a period: where, its heading, the period, and what else the heading says."""

    at: int
    heading: str
    period: str
    rest: str


def _year_columns(head: Head, taken: set[int]) -> list[_Dated]:
    """Columns headed by a year or month, alone or beside a direction; the year of a month may stand in the title."""
    year = title_period(head.above)[:4] if not re.search(r"(?:19|20)[0-9]{2}", "".join(head.cells)) else ""
    found = []
    for at, cell in enumerate(head.cells):
        words = cell.strip()
        if at in taken:
            continue
        if year and re.fullmatch(r"[0-9]{1,2}\s*月份?", words) and is_period(f"{year}年{words}"):
            found.append(_Dated(at, words, f"{year}年{words}", ""))
            continue
        parts = [words] if is_period(words) else words.split()
        when = next((part for part in parts if re.match(r"(?:19|20)[0-9]{2}", part) and is_period(part)), "")
        rest = words.replace(when, "", 1).strip() if when else ""
        if when and (not rest or direction_in(rest)):
            found.append(_Dated(at, words, when, rest))
    return found


def _wide(head: Head, taken: set[int]) -> tuple[Figures, ...]:
    title = money(head.above) or next((money(cell) for cell in head.cells if money(cell)), None)
    found = []
    for at, heading, when, rest in _year_columns(head, taken):
        unit = money(rest) or title
        found.append(
            Figures(
                at, heading, direction_in(rest), currency=unit.currency if unit else "", factor=unit.factor if unit else 1.0,
                period=when,
            )
        )  # fmt: skip
    return tuple(found)


def _period_columns(head: Head) -> dict[str, Any]:
    year, month, whole = _column(head, YEAR), _column(head, MONTH), _column(head, PERIOD)
    if head.has("start", "end") and year < 0:
        return {"first_day": head.at("start"), "last_day": head.at("end")}
    if year >= 0 and (month >= 0 or whole < 0):
        return {"year": year, "month": month}
    if whole >= 0:
        return {"period": whole}
    if month >= 0:
        return {"period": month}
    fixed = title_period(head.above) or title_period(head.name)
    return {"fixed_period": fixed} if fixed else {}


def table_layout(head: Head, source: str, says: str, **known: Any) -> Layout | None:
    """A layout from headings alone; None where no partner, no period or no figures are found.

    Args:
        known: fields of the layout that the source knows better.
    """
    partner, exporter, importer = (
        _columns(head, PARTNER),
        _columns(head, EXPORTER),
        _columns(head, IMPORTER),
    )
    pair = bool(exporter and importer)
    fields: dict[str, Any] = {
        "reporter": Cell(exporter if pair else _columns(head, REPORTER)),
        "partner": Cell(importer if pair else partner),
        "exporter_first": pair,
        "direction": Cell((), "export") if pair else _direction_cell(head),
        "hs": Cell(_columns(head, HS) or _coded_goods(head)),
        "edition": _edition_cell(head),
        "goods": _column(head, GOODS),
        "quantity": _quantity_column(head),
        "quantity_unit": _quantity_cell(head),
        "unit_column": _column(head, UNIT),
        **_period_columns(head),
    }
    fields.update(known)
    taken = _taken(fields)
    names_partners = not (fields["partner"].columns or fields["partner"].constant)
    wide = not any(name in fields for name in ("year", "period", "first_day", "fixed_period"))
    if (
        "fixed_period" in fields and len(_year_columns(head, taken)) > 1
    ):  # the title's year is that of the columns
        wide = True
        del fields["fixed_period"]
    figures = known.get("figures") or (
        _wide(head, taken) if wide else _figures(head, taken, fields["unit_column"] >= 0, names_partners)
    )
    fields["figures"] = figures if known.get("label", -1) >= 0 else _chosen(figures, fields["direction"])
    if names_partners and known.get("label", -1) < 0:
        fields["figures"] = tuple(each for each in fields["figures"] if each.partner)
    if not fields["figures"]:
        return None
    return Layout(source=source, says=says, **fields)


def _chosen(figures: Sequence[Figures], direction: Cell) -> tuple[Figures, ...]:
    """Figures without a direction in their heading need a column of directions; beside one that has it they are left."""
    if direction.columns or direction.constant:
        plain = tuple(each for each in figures if not each.direction)
        return plain or tuple(figures)
    return tuple(each for each in figures if each.direction or each.partner)


def _taken(fields: dict[str, Any]) -> set[int]:
    taken: set[int] = set()
    for name, value in fields.items():
        if isinstance(value, Cell):
            taken.update(value.columns)
        elif name in (
            "year",
            "month",
            "period",
            "first_day",
            "last_day",
            "goods",
            "quantity",
            "unit_column",
            "label",
        ):
            taken.add(value)
    return taken


def _edition_cell(head: Head) -> Cell:
    columns = _columns(head, EDITION)
    said = edition_in(head.name) or next((edition_in(cell) for cell in head.cells if edition_in(cell)), "")
    return Cell(columns) if columns else Cell((), said)


def _coded_goods(head: Head) -> tuple[int, ...]:
    """The column of goods where it holds codes: PRODUCT over 84 or TOTAL."""
    at = _column(head, GOODS)
    cell = head.below[at].strip() if 0 <= at < len(head.below) else ""
    coded = cell.isdigit() and len(cell) in (2, 4, 6, 8, 10)
    return (at,) if coded or cell.upper() == "TOTAL" else ()


def _quantity_column(head: Head) -> int:
    """The column of quantities: by its heading alone, or by a heading that names its unit behind the word."""
    at = _column(head, QUANTITY)
    return (
        at
        if at >= 0
        else next((at for at, cell in enumerate(head.cells) if QUANTITY_IN.fullmatch(cell.strip())), -1)
    )


def _quantity_cell(head: Head) -> Cell:
    at = _quantity_column(head)
    match = QUANTITY_IN.fullmatch(head.cells[at].strip()) if at >= 0 else None
    if match:
        return Cell((), (match["unit"] or match["own"]).strip())
    if at >= 0 and ("kg" in head.keys[at] or head.keys[at] in ("netwgt", "netweight")):
        return Cell((), "kg")
    return Cell(_columns(head, QUANTITY_UNIT))
