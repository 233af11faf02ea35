"""How does a judgement read in a terminal?

Units: cells; the width is taken between 80 and 120. Order as on the page: answer, table, two small charts, Trust,
Needs, Rows, Page. Nothing is said by colour alone: a late month carries `*`, a silent one `×`, one without a figure `·`.
Days are ISO here, as in data.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from yalu.report.cells import Cell, Column, Hue, Style, columns, display_width, entries, pad, wrap
from yalu.report.charts.months import axis_of
from yalu.report.glyphs import GRADE_WORDS
from yalu.report.links import Links
from yalu.report.words import MONTHS, amount, capital, owner, percent, period, recipe, signed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yalu.assess.model import CapUse, Indicator, Monthly, StateJudgement, Stretch

__all__ = ["BROADEST", "NARROWEST", "state_text"]

NARROWEST, BROADEST = 80, 120
_BROAD = 110  # from here on the table has the rival figure and the reply
_TENTH = 0.1  # of the cap is one cell of a bar
_BAR_ROOM = 46  # cells of a bar where the amounts stand beside it
_MOST_PRODUCTS = 12  # products, and findings, that a terminal shows
_UNITS = {"t": "tonnes", "USD": "value", "bbl": "barrels"}


def state_text(judgement: StateJudgement, *, width: int, style: Style) -> str:
    """The judgement as lines of text, ending in a line break."""
    width = min(max(width, NARROWEST), BROADEST)
    blocks = [
        _head(judgement, width, style),
        wrap(style.words(judgement.headline), width),
        _table(judgement, width, style),
        _caps(judgement.cap_uses, width, style),
        _fuel(judgement, width, style),
        _around(judgement, width, style),
        _noticed(judgement, width, style),
        _foot(judgement, width, style),
    ]
    return "\n\n".join("\n".join(block) for block in _joined(blocks)) + "\n"


def _joined(blocks: Sequence[list[str]]) -> list[list[str]]:
    """Head and answer stand together; empty blocks are left out."""
    return [blocks[0] + blocks[1], *(block for block in blocks[2:] if block)]


def _head(judgement: StateJudgement, width: int, style: Style) -> list[str]:
    mark, hue = style.grade(judgement.grade)
    name, grade = style.words(judgement.name.upper()), f"{mark} {judgement.grade.upper()}"
    plain = f"{name}   {grade}   how sure: {judgement.sure}"
    shown = (
        f"{style.bold(name)}   {style.bold(style.paint(grade, hue))}   how sure: {style.bold(judgement.sure)}"
    )
    book = style.words(f"{judgement.regime} · casebook {judgement.casebook.isoformat()}")
    rule = style.words("─") * width
    gap = width - display_width(plain) - display_width(book)
    if width >= _BROAD and gap >= 3:
        return [shown + " " * gap + style.paint(book, "dim"), rule]
    first = [shown]
    if display_width(plain) > width:  # a long name has its own lines
        first = [style.bold(part) for part in wrap(name, width)]
        first.append(shown.removeprefix(style.bold(name)).lstrip())
    return [*first, *(style.paint(part, "dim") for part in wrap(book, width)), rule]


def _table(judgement: StateJudgement, width: int, style: Style) -> list[str]:
    if not judgement.indicators:
        return []
    broad = width >= _BROAD
    heads = [Column("what was looked at"), Column("figure"), Column("grade", breaks=False)]
    heads.append(Column("how sure", breaks=False))
    if broad:
        heads.insert(2, Column("beside it"))
        heads.append(Column(f"{owner(judgement.name)} reply"))
    return columns(heads, [_row(one, style, broad=broad) for one in judgement.indicators], width, style)


def _row(one: Indicator, style: Style, *, broad: bool) -> list[Cell]:
    mark, hue = style.grade(one.grade)
    word = "context only" if one.grade == "context" else GRADE_WORDS[one.grade].lower()
    cells = [Cell(one.title), _figure(one.figure), Cell(f"{mark} {word}", hue), Cell(one.sure)]
    if broad:
        reply = "" if one.grade == "context" else one.reply.text or "none in the casebook"
        cells.insert(2, Cell(one.beside, "dim"))
        cells.append(Cell(reply, "dim"))
    return cells


def _figure(text: str) -> Cell:
    return Cell(text) if text and text != "no figure" else Cell("no figure", "dim")


def _caps(uses: Sequence[CapUse], width: int, style: Style) -> list[str]:
    """A bar for each cap: one cell a tenth of it, a mark at 100 %, the rest in another colour."""
    if not uses:
        return []
    cap = style.words("┃")
    labels = [
        f"{capital(use.label)}, {use.since.isoformat()} to {(use.until - timedelta(days=1)).isoformat()}"
        for use in uses
    ]
    lines = [style.bold("Recorded against each cap") + style.paint(f"   {cap} 100 % of the cap", "dim")]
    before = ""
    for use, label in zip(uses, labels, strict=True):
        if label != before:
            lines += ["  " + part for part in wrap(style.words(label), width - 2)]
        before = label
        lines.append(_cap_line(use, width, style))
    return lines


def _cap_line(use: CapUse, width: int, style: Style) -> str:
    head = f"    {_UNITS[use.unit]:<8}{percent(use.share):>8}  "
    words = f"{'about ' if use.approximate else ''}{amount(use.amount, use.unit)} of {amount(use.limit, use.unit)}"
    broad = width >= _BROAD
    room = (_BAR_ROOM if broad else width - len(head)) - 11
    cells = max(round(use.share / _TENTH), 1 if use.amount > 0 else 0)
    within, beyond = min(cells, 10), min(max(cells - 10, 0), room)
    full = style.words("█")
    cut = style.words("»") if cells - 10 > room else ""  # the bar goes on; its figure stands beside it
    bar = style.paint(full * within, "blue") + " " * (10 - within) + style.words("┃")
    bar += style.paint(full * (beyond - len(cut)) + cut, "vermilion")
    return head + bar + (" " * (room - beyond + 2) + words if broad else "")


def _fuel(judgement: StateJudgement, width: int, style: Style) -> list[str]:
    months = judgement.fuel_months
    if not months:
        return []
    axis = axis_of(months)
    legend = style.words("   × silent  * late  · no figure")
    title = style.words(f"Fuel notified by {judgement.name}, {axis.words} a month")
    lines = [style.bold(title)]
    if display_width(title + legend) <= width:
        lines = [lines[0] + style.paint(legend, "dim")]
    else:
        lines.append(style.paint(legend.strip(), "dim"))
    lines.append(style.paint("        " + "".join(pad(name, 5, right=True) for name in MONTHS), "dim"))
    by_month = {month.month: month for month in months}
    for year in range(months[0].month.year, months[-1].month.year + 1):
        cells = [_month(by_month.get(date(year, number, 1)), axis.holds, style) for number in range(1, 13)]
        lines.append(f"  {year}  " + "".join(cells))
    late = Links(judgement).known(
        [row for month in months if month.status == "late" for row in month.rows], "known"
    )
    if len(late) == 1:
        lines += [
            "  " + part for part in wrap(style.words(f"* in one filing, known {late.pop()}."), width - 2)
        ]
    return lines


def _month(month: Monthly | None, holds: float, style: Style) -> str:
    words, hue = _month_words(month, holds)
    shown = style.words(words)
    return " " * (5 - display_width(shown)) + style.paint(shown, hue)


def _month_words(month: Monthly | None, holds: float) -> tuple[str, Hue]:
    if month is not None and month.status == "silent":
        return "×", "vermilion"
    if month is None or month.value is None:
        return "·", "dim"
    value = month.value / holds
    words = f"{value:,.0f}" if value >= 1 or value == 0 else f"{max(value, 0.1):.1f}".removeprefix("0")
    return (f"{words}*", "ochre") if month.status == "late" else (words, "")


def _around(judgement: StateJudgement, width: int, style: Style) -> list[str]:
    """Trade around each ban in the user's files: what was not kept or is contested first, at most twelve."""
    order = ("not kept", "partly kept", "contested", "cannot be judged", "kept")
    found = sorted(judgement.around_bans, key=lambda each: order.index(each.grade))
    if not found:
        return []
    heads = [Column("goods, HS"), Column("measure", breaks=False), Column("year before"), Column("after")]
    heads += [Column("a month", breaks=False), Column("grade", breaks=False)]
    rows = []
    for each in found[:_MOST_PRODUCTS]:
        mark, hue = style.grade(each.grade)
        change = "" if each.change is None else signed(each.change)
        rows.append(
            [
                Cell(f"{each.goods} {each.hs}"), Cell(each.cite), Cell(_stretch(each.before)), Cell(_stretch(each.after)),
                Cell(change), Cell(f"{mark} {each.grade}", hue),
            ]
        )  # fmt: skip
    lines = [style.bold("Trade around each ban, in your files"), *columns(heads, rows, width, style)]
    left = len(found) - _MOST_PRODUCTS
    return [*lines, style.paint(f"and {left} more: --json, or the page", "dim")] if left > 0 else lines


def _stretch(held: Stretch | None) -> str:
    if held is None:
        return "no row"
    weight = "" if held.quantity_t is None else f", {amount(held.quantity_t, 't')}"
    return f"{amount(held.value, held.currency)}{weight} in {period(held.since, held.until)}"


def _noticed(judgement: StateJudgement, width: int, style: Style) -> list[str]:
    """What the reader noticed in the user's files: errors and warnings on the rows used, the rest counted."""
    if not judgement.files:
        return []
    grave = [one for one in judgement.noticed if one.severity != "note" and one.rows]
    others = len(judgement.noticed) - len(grave)
    lines = [style.bold("What the reader noticed in your files; no number was changed")]
    for one in grave[:_MOST_PRODUCTS]:
        where = f" ({', '.join(one.at[:2])}{' and more' if one.count > 2 else ''})" if one.at else ""
        head = f"{one.severity}, {one.kind.replace('_', ' ')}: {one.says}{where}"
        shown = wrap(style.words(head), width - 2)
        hue: Hue = "vermilion" if one.severity == "error" else "ochre"
        lines += [f"  {style.paint(part, hue) if at == 0 else part}" for at, part in enumerate(shown)]
    others += max(0, len(grave) - _MOST_PRODUCTS)
    if not grave:
        lines.append("  no error and no warning on the rows used here")
    if others:
        lines.append(style.paint(f"  {others} more, on other rows or to be known: yalu trade check", "dim"))
    return lines


def _foot(judgement: StateJudgement, width: int, style: Style) -> list[str]:
    needs = [note.label for note in judgement.would_change] or list(judgement.missing)
    again = recipe(judgement)
    rows = sum(len(table.rows) for table in judgement.tables)
    pairs = [("Trust", judgement.reason)]
    if needs:
        pairs.append(("Needs", "; ".join(needs)))
    if rows:
        pairs.append(("Rows", f"{rows:,} in {len(judgement.tables)} tables: {again} --json"))
    pairs.append(("Page", f"{again} --out {judgement.state.lower()}/"))
    return entries(pairs, width, style)
