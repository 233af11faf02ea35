"""How does a weighing read in a terminal?

Units: cells, 80 to 120. Order as on the page: answer, readings, items, what flips it, what to look
for, participants, scores, notes. Days are ISO. A range is the 5th to 95th of 100 draws over the entered intervals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yalu.report.cells import Cell, Column, columns, entries, wrap
from yalu.report.debate_words import flip_size, headline, points, range_words, signed, standing, weight_words
from yalu.report.terminal import BROADEST, NARROWEST

if TYPE_CHECKING:
    from yalu.debate.findings import Weighing
    from yalu.report.cells import Style

__all__ = ["debate_text"]

_BROAD = 110  # from here on the table of items has the likelihoods
_SHOWN = 12  # items printed; all are in the JSON and on the page


def debate_text(found: Weighing, *, recipe: str, width: int, style: Style) -> str:
    """The weighing as lines of text, ending in a line break."""
    width = min(max(width, NARROWEST), BROADEST)
    blocks = [
        _head(found, width, style),
        _readings(found, width, style),
        _items(found, width, style),
        _flips(found, width, style),
        _look(found, width, style),
        _people(found, width, style),
        _scores(found, width, style),
        _foot(found, recipe, width, style),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _head(found: Weighing, width: int, style: Style) -> list[str]:
    firm = standing(found)
    title = f"{firm.word.upper()}   how sure: {firm.sure}   known to {found.on.isoformat()}"
    about = wrap(style.words(found.about), width) if found.about else []
    return [
        style.bold(style.words(title)),
        style.words("─") * width,
        *wrap(style.words(headline(found)), width),
        *wrap(style.words(firm.reason), width),
        *(style.paint(line, "dim") for line in about),
    ]


def _readings(found: Weighing, width: int, style: Style) -> list[str]:
    heads = [Column("reading"), *(Column(head, breaks=False) for head in ("start", "now", "range", "leads"))]
    order = sorted(found.posterior, key=lambda name: -found.posterior[name].p)
    rows = []
    for name in order:
        one = found.posterior[name]
        rows.append(
            [
                Cell(f"{name}: {found.names[name]}", bold=name == found.leader),
                Cell(weight_words(one.start)),
                Cell(weight_words(one.p)),
                Cell(range_words(one.low, one.high)),
                Cell(weight_words(one.leads)),
            ]
        )
    lines = columns(heads, rows, width, style)
    if not found.exclusive:
        lines.append(style.words("Readings may hold together, so their weights add up to more than 100 %."))
    plain = ", ".join(f"{name} {weight_words(found.if_independent[name])}" for name in order)
    copies = ", ".join(f"{name} {weight_words(found.if_copies[name])}" for name in order)
    return [
        *lines,
        *wrap(style.words(f"Were all items independent: {plain}. Were clusters copies: {copies}."), width),
    ]


def _items(found: Weighing, width: int, style: Style) -> list[str]:
    if not found.items:
        return []
    names = list(found.names) if width >= _BROAD else []
    heads = [Column("item", breaks=False), Column("known", breaks=False), Column("what was observed")]
    heads += [Column(name, breaks=False) for name in names]
    heads += [Column("trust", breaks=False), Column("moves", breaks=False)]
    rows = []
    for one in found.items[:_SHOWN]:
        likely = [f"{one.likely[name].best:.2f}" if name in one.likely else "" for name in names]
        aside = one.state if one.state != "counts" else ""
        figure = f" ({one.figure})" if one.figure else ""
        told = f"{one.what}{figure}" + (f"; {aside}" if aside else "")
        move = "" if aside else points(one.points)
        cells = [one.id, one.known.isoformat(), told, *likely, f"{one.reliability:.2f}", move]
        rows.append([Cell(text, "dim" if aside else "") for text in cells])
    lines = [
        style.bold("Items, what moves most first")
        + style.paint(style.words(f"   moves: points that {found.leader} loses without the item"), "dim"),
        *columns(heads, rows, width, style),
    ]
    if len(found.items) > _SHOWN:
        lines.append(style.paint(f"{len(found.items) - _SHOWN} more in --json and on the page", "dim"))
    if found.nothing:
        lines += wrap(style.words(f"Discriminates nothing: {', '.join(found.nothing)}."), width)
    return lines


def _flips(found: Weighing, width: int, style: Style) -> list[str]:
    if not found.flip:
        return []
    heads = [Column("what would flip it"), Column("size", breaks=False), Column("then first", breaks=False)]
    rows = []
    for one in found.flip:
        size = flip_size(one)
        rows.append([Cell(one.says), Cell(size), Cell(one.leader)])
    return columns(heads, rows, width, style)


def _look(found: Weighing, width: int, style: Style) -> list[str]:
    if not found.look_for:
        return []
    heads = [Column("what to look for"), Column("by", breaks=False), Column("expected", breaks=False)]
    heads += [Column(f"{found.leader} if seen", breaks=False), Column("if not", breaks=False)]
    rows = []
    for one in found.look_for:
        either = [weight_words(side[found.leader]) if side else "" for side in (one.if_seen, one.if_not)]
        due = f"{one.by.isoformat()}{' (due)' if one.due else ''}"
        rows.append(
            [Cell(f"{one.id}: {one.what}"), Cell(due), Cell(f"{one.bits:.2f} bits"), *map(Cell, either)]
        )
    return columns(heads, rows, width, style)


def _people(found: Weighing, width: int, style: Style) -> list[str]:
    if not found.participants:
        return []
    names = list(found.names)
    heads = [Column("as seen by"), *(Column(name, breaks=False) for name in names)]
    rows = [
        [Cell(f"{one.id}: {one.name}"), *(Cell(weight_words(one.posterior[name].p)) for name in names)]
        for one in found.participants
    ]
    lines = columns(heads, rows, width, style)
    for gap in found.differences[:3]:
        text = (
            f"{gap.one} and {gap.other} differ by {signed(gap.gap)} in log odds of {found.leader}: priors {signed(gap.prior)}, "
            f"readings {signed(gap.reading)}, items counted {signed(gap.counting)}."
        )
        lines += wrap(style.words(text), width)
    return lines


def _scores(found: Weighing, width: int, style: Style) -> list[str]:
    if not found.predictions:
        return []
    names = list(found.names)
    heads = [Column("prediction, scored"), Column("happened", breaks=False)]
    heads += [Column(name, breaks=False) for name in (*names, "all")]
    rows = [
        [
            Cell(f"{one.id}: {one.what}, by {one.by.isoformat()}"),
            Cell("yes" if one.happened else "no"),
            *(Cell(f"{p:.2f}") for p in (*one.p.values(), one.debate)),
        ]
        for one in found.predictions
    ]
    tally = found.tally
    scores = [tally.hypotheses[name] for name in names] + [tally.debate]
    said = ["none" if score is None else f"{score:.2f}" for score in scores]
    rows.append([Cell("mean log score (0 best, coin 0.69)", bold=True), Cell(""), *map(Cell, said)])
    return columns(heads, rows, width, style)


def _foot(found: Weighing, recipe: str, width: int, style: Style) -> list[str]:
    count = found.ach
    order = ", ".join(f"{name} {count.inconsistencies[name]}" for name in count.ranking)
    pairs = [("Note", note) for note in found.notes]
    pairs += [
        ("Heuer", f"items against each reading, fewest first: {order}. {count.why_no_probability}"),
        ("Trust", "as far as the likelihoods. They were entered by hand; change one and the answer changes."),
        ("Again", f"{recipe} ({found.draws:,} draws, seed {found.seed})"),
        ("Page", f"{recipe} --out DIR"),
    ]
    return entries(pairs, width, style)
