"""Which columns of a table hold what, judged by their headings alone?

Used by the sources whose headings vary (China Customs, its statistics office, OEC, WITS) and for tables of no known source.
Assumes that a heading with a currency, or with the word for exports or imports, heads figures; a unit that no heading states
may stand in the title above. A table that prints one figure in two multiples is read in the finer one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from yalu.terms.errors import BadInput
from yalu.trade.cells import Money, heading_key, money, number, period
from yalu.trade.layout import Cell, Figures, Head, Layout, direction_in

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["edition_in", "merged", "table_layout", "title_period"]

_REPORTER = (
    "reporter|reporteriso3|reporteriso|reportercode|reportername|reportercountry|reporterdesc|reporting country|"
    "reporting economy|declarant|报告国|报告国家|申报国|보고국"
)
_PARTNER = (
    "iso3|iso_3|partneriso3|partneriso|partnercode|partner|partner_zh|partnername|partner country|partnerdesc|partner economy|"
    "partner name|country|country name|country/region|country(region)|countries(regions)|country or region|region|region_raw|"
    "国别(地区)|国家(地区)|国别地区|国家地区|国家和地区|国家或地区|国家|国别|地区|贸易伙伴|贸易伙伴名称|贸易国|进出口国家(地区)|"
    "국가|국가명|상대국|страна|counterparty"
)
_EXPORTER = (
    "exporter|exporter country|exportercountry|exporter country id|origin|country_origin_id|orig|iso_o|"
    "i|exporter_iso3|origin_id"
)
_IMPORTER = (
    "importer|importer country|importercountry|importer country id|dest|destination|country_destination_id|iso_d|j|importer_iso3|"
    "destination_id"
)
_DIRECTION = (
    "flow|tradeflow|trade flow|tradeflowname|trade flow name|tradeflowcode|flowcode|flowdesc|direction|trade direction|"
    "进出口方向|贸易方向|贸易流向|流向|进出口标志|进出口类型|수출입구분|flow_dprk|trade type"
)
_HS = (
    "hs|hscode|hs code|cmdcode|commoditycode|commodity code|productcode|product code|hs6|hs4|hs2|商品编码|税号|商品编号|"
    "품목코드|k|hs_code|hs6 code"
)
_EDITION = "edition|hs edition|hs_edition|classification|classificationcode|nomenclature|hs_revision|revision|classcode"
_GOODS = "commodity|cmddesc|product|product description|goods|description|商品名称|품목명|productdescription|cmddesce"
_YEAR = "year|yr|refyear|ref_year|t|年|年份|年度|연도|год"
_MONTH = "month|mon|refmonth|月|月份|월"
_PERIOD = (
    "period|date|time|yearmonth|year-month|year month|数据年月|年月|时间|日期|统计月份|统计时间|기간|период|month_year|ym|"
    "refperiodid"
)
_QUANTITY = "netwgt|netweight|net weight|netweight(kg)|netwgt(kg)|netweight in kgm|quantity|qty|第一数量|数量|重量|q|중량|weight"
_QUANTITY_UNIT = (
    "qtyunitabbr|qty unit|quantity unit|qtyunit|unit of quantity|第一计量单位|计量单位|数量单位|quantity_unit|"
    "quantitytoken|qty_unit"
)
_UNIT = "unit|currency|单位|货币单位|金额单位|币制|value unit|currency unit|통화"
_VALUE = re.compile(
    r"^(?:trade ?)?value|^amount|金额|贸易额|总额|总值|primary ?value|^tradevalue|^v$|금액|стоимость|export|import|进口|出口|"
    r"进出口|"
    r"수출|수입|trade ?total|total ?trade",
    re.IGNORECASE,
)
_GROWTH = re.compile(r"同比|yoy|growth|±|增长|增减|比去年|change|year on year|증감", re.IGNORECASE)
_RUNNING = re.compile(
    r"累计|cum(?![a-z])|cumulative|ytd|year to date|누계|1\s*(?:至|-|to)\s*\d{1,2}\s*月?", re.IGNORECASE
)
_NO_VALUE = re.compile(
    r"数量|quantity|weight|商品|code|编码|flag|estimated|方式|名称|price|share|rank|比重", re.IGNORECASE
)
_TITLE_RUN = re.compile(r"([0-9]{4})\s*年\s*([0-9]{1,2})\s*(?:-|–|—|~|至|到)\s*([0-9]{1,2})\s*月")
_TITLE_MONTH = re.compile(r"([0-9]{4})\s*年\s*([0-9]{1,2})\s*月|([0-9]{4})[-_./]([0-9]{2})(?![0-9])")
_TITLE_YEAR = re.compile(r"([0-9]{4})\s*年(?!\s*[0-9])")
_EDITION_WORDS = re.compile(r"(?:hs|h)[ _-]?((?:19|20)?(?:88|92|96|02|07|12|17|22))(?![0-9])", re.IGNORECASE)
_EDITION_OF = {"88": "H0", "92": "H0", "96": "H1", "02": "H2", "07": "H3", "12": "H4", "17": "H5", "22": "H6"}


def edition_in(text: str) -> str:
    """The edition a file or column is named for; empty where none is.

    >>> edition_in("BACI_HS92_Y2013_V202401.csv")
    'H0'
    """
    match = _EDITION_WORDS.search(text)
    return _EDITION_OF[match[1][-2:]] if match else ""


def title_period(text: str) -> str:
    """The period that a title names, as `cells.period` reads it; empty where it names none.

    >>> title_period("(2) 2024年1-5月进出口商品国别(地区)总值表")
    '2024年1-5月'
    """
    if match := _TITLE_RUN.search(text):
        named = match[0]
    elif match := _TITLE_MONTH.search(text):
        named = f"{match[1] or match[3]}-{(match[2] or match[4]).zfill(2)}"
    else:
        match = _TITLE_YEAR.search(text)
        named = match[1] if match else ""
    return named if named and _is_period(named) else ""


def merged(head: Head) -> Head | None:
    """A heading of two rows as one, the upper cells carried to the right; None where the row below holds figures."""
    below = [cell.strip() for cell in head.below]
    if sum(1 for cell in below if cell) < 2 or any(_is_number(cell) for cell in below):
        return None
    cells: list[str] = []
    upper = ""
    for at, lower in enumerate(below):
        here = head.cells[at].strip() if at < len(head.cells) else ""
        upper = here or (upper if lower else "")
        cells.append(f"{upper} {lower}".strip())
    cells.extend(cell.strip() for cell in head.cells[len(below) :])
    return Head(cells, [heading_key(cell) for cell in cells], head.above, (), head.name)


def _is_period(text: str) -> bool:
    try:
        period(text)
    except BadInput:
        return False
    return True


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
    return _columns(head, _DIRECTION) or (bare if is_word else ())


class _Heading(NamedTuple):
    """What a heading of figures says."""

    direction: str
    cumulative: bool
    money: Money | None


def _heading(text: str) -> _Heading:
    return _Heading(direction_in(text), bool(_RUNNING.search(text.replace("_", " "))), money(text))


def _figures(head: Head, taken: set[int], has_unit_column: bool) -> tuple[Figures, ...]:
    """The columns of values, each with its growth column, in the finest multiple printed."""
    title = money(head.above)
    growths: dict[tuple[str, bool], list[tuple[int, float]]] = {}
    values: list[tuple[int, str, _Heading]] = []
    for at, cell in enumerate(head.cells):
        if at in taken or not cell.strip():
            continue
        said = _heading(cell)
        if _GROWTH.search(cell):
            factor = 0.001 if "tenth" in cell else 0.01
            growths.setdefault((said.direction, said.cumulative), []).append((at, factor))
        elif not _NO_VALUE.search(cell) and (said.money or _VALUE.search(cell.replace("_", " "))):
            values.append((at, cell.strip(), said))
    best: dict[tuple[str, bool, str], Figures] = {}
    for at, cell, said in values:
        unit = said.money or (None if has_unit_column else title)
        growth, factor = _growth(growths, said, at)
        figures = Figures(
            at, cell, said.direction,
            currency=unit.currency if unit else "", factor=unit.factor if unit else 1.0,
            cumulative=said.cumulative, growth=growth, growth_factor=factor,
        )  # fmt: skip
        key = (said.direction, said.cumulative, figures.currency)
        if key not in best or figures.factor < best[key].factor:
            best[key] = figures
    return tuple(best.values())


def _growth(
    growths: dict[tuple[str, bool], list[tuple[int, float]]], said: _Heading, at: int
) -> tuple[int, float]:
    """The growth column of a figure: of several with the same words the first behind it, else the only one."""
    found = growths.get((said.direction, said.cumulative), [])
    behind = [each for each in found if each[0] > at]
    return behind[0] if behind else found[0] if len(found) == 1 else (-1, 0.01)


def _year_columns(head: Head, taken: set[int]) -> list[tuple[int, str]]:
    """Columns headed by a year or a month."""
    found = []
    for at, cell in enumerate(head.cells):
        if at not in taken and re.match(r"\s*(?:19|20)[0-9]{2}", cell) and _is_period(cell):
            found.append((at, cell.strip()))
    return found


def _wide(head: Head, taken: set[int]) -> tuple[Figures, ...]:
    unit = money(head.above) or next((money(cell) for cell in head.cells if money(cell)), None)
    return tuple(
        Figures(
            at, cell, currency=unit.currency if unit else "", factor=unit.factor if unit else 1.0, period=cell
        )
        for at, cell in _year_columns(head, taken)
    )


def _period_columns(head: Head) -> dict[str, Any]:
    year, month, whole = _column(head, _YEAR), _column(head, _MONTH), _column(head, _PERIOD)
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
        _columns(head, _PARTNER),
        _columns(head, _EXPORTER),
        _columns(head, _IMPORTER),
    )
    pair = bool(exporter and importer)
    fields: dict[str, Any] = {
        "reporter": Cell(exporter if pair else _columns(head, _REPORTER)),
        "partner": Cell(importer if pair else partner),
        "exporter_first": pair,
        "direction": Cell((), "export") if pair else Cell(_direction_columns(head)),
        "hs": Cell(_columns(head, _HS)),
        "edition": _edition_cell(head),
        "goods": _column(head, _GOODS),
        "quantity": _column(head, _QUANTITY),
        "quantity_unit": _quantity_cell(head),
        "unit_column": _column(head, _UNIT),
        **_period_columns(head),
    }
    fields.update(known)
    taken = _taken(fields)
    wide = not any(name in fields for name in ("year", "period", "first_day", "fixed_period"))
    figures = known.get("figures") or (
        _wide(head, taken) if wide else _figures(head, taken, fields["unit_column"] >= 0)
    )
    fields["figures"] = figures if known.get("label", -1) >= 0 else _chosen(figures, fields["direction"])
    if not fields["figures"] or not (
        fields["partner"].columns or fields["partner"].constant or known.get("label", -1) >= 0
    ):
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
    columns = _columns(head, _EDITION)
    said = edition_in(head.name) or next((edition_in(cell) for cell in head.cells if edition_in(cell)), "")
    return Cell(columns) if columns else Cell((), said)


def _quantity_cell(head: Head) -> Cell:
    at = _column(head, _QUANTITY)
    if at >= 0:
        key = head.keys[at]
        if "kg" in key or key in ("netwgt", "netweight"):
            return Cell((), "kg")
    return Cell(_columns(head, _QUANTITY_UNIT))
