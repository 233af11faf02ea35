"""How do answers of games, bargains and scenarios read in a terminal?

Order: what was asked, the figures with their ranges, the sentences with the share of draws behind each, the assumptions, the
recipe. A share is one of stated ranges, never the chance that a sentence is true; each page says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yalu.report.cells import Cell, Column, columns, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from yalu.report.cells import Style

__all__ = ["strategy_text"]

_MOST = 12  # rows of a long table that a screen shows; the document has all


def strategy_text(
    answers: Sequence[Mapping[str, Any]], recipe: Mapping[str, Any], width: int, style: Style
) -> str:
    """The answers as text, ending in a line break."""
    lines: list[str] = []
    for one in answers:
        lines += [*_VIEWS[one["kind"]](one, width, style), ""]
    said = dict.fromkeys(text for one in answers for text in one["assumptions"])
    lines += [style.bold("Assumed")]
    lines += [line for text in said for line in _hung(text, width, style)]
    source = recipe["file"] or "the casebook's own tables"
    how = f"{recipe['draws']} draws, seed {recipe['seed']}, version {recipe['version']}"
    lines += ["", *wrap(style.words(f"From {source}; {how}."), width)]
    return "\n".join(lines) + "\n"


def _hung(text: str, width: int, style: Style) -> list[str]:
    first, *rest = wrap(style.words(text), width - 2)
    return [f"  {first}", *(f"  {part}" for part in rest)]


def _title(text: str, width: int, style: Style) -> list[str]:
    return [style.bold(style.words(text)), style.words("─") * width]


def _table(heads: Iterable[str], rows: Sequence[Sequence[object]], width: int, style: Style) -> list[str]:
    shown = [[Cell(str(value)) for value in row] for row in rows[:_MOST]]
    lines = columns([Column(head) for head in heads], shown, width, style)
    if len(rows) > _MOST:
        lines.append(style.words(f"… and {len(rows) - _MOST} more; --json has them all"))
    return lines


def _range(spread: Any, scale: float = 100.0) -> str:
    low, middle, high = (
        (spread["low"], spread["middle"], spread["high"])
        if isinstance(spread, dict)
        else (spread.low, spread.middle, spread.high)
    )
    return f"{scale * middle:.0f} ({scale * low:.0f}–{scale * high:.0f})"


def _year(figure: Mapping[str, Any]) -> str:
    return f"{figure['usd']:,.0f} in {figure['since'].year}"


def _percent(share: float | None) -> str:
    return "none" if share is None else f"{100 * share:.0f} %"


def _share(statement: Any) -> str:
    share = statement["share"] if isinstance(statement, dict) else statement.share
    says = statement["says"] if isinstance(statement, dict) else statement.says
    return f"{'no draw' if share is None else f'{100 * share:.0f} %'} of draws: {says}"


def _quantal(one: Mapping[str, Any], width: int, style: Style) -> list[str]:
    rows = [
        (f"lambda {each['lambda']:g}", _mix(each["row"]), _mix(each["column"])) for each in one["logit_qre"]
    ]
    rows += [("Nash", _mix(each["row"]), _mix(each["column"])) for each in one["nash_equilibria"]]
    heads = ("answer", "row plays", "column plays")
    return _title("Logit quantal response", width, style) + _table(heads, rows, width, style)


def _mix(mix: Sequence[float]) -> str:
    return " ".join(f"{value:.6f}" for value in mix)


def _signalling(one: Mapping[str, Any], width: int, style: Style) -> list[str]:
    rows = [
        [f"{each[name]:.4f}" for name in ("PR", "PF", "PC", "sq", "cd", "sf", "bd")]
        for each in one["equilibria"]
    ]
    return [
        *_title(f"Signalling game {one['id']}: {one['number']} equilibria", width, style),
        *_table(("resist", "stand firm", "challenge", "status quo", "concession", "fight", "back down"), rows, width, style),
    ]  # fmt: skip


def _conflict(one: Mapping[str, Any], width: int, style: Style) -> list[str]:
    rows = [(concept, ", ".join(map(str, states)) or "none") for concept, states in one["equilibria"].items()]
    title = _title(f"Where the conflict rests: {one['name']}", width, style)
    return title + _table(("concept", "states"), rows, width, style)


def _voting(one: Mapping[str, Any], width: int, style: Style) -> list[str]:
    rows = [
        (each["member"], each["number"], each["shapley_shubik_fraction"], each["banzhaf_normalised_fraction"], each["swings"])
        for each in one["members"]
    ]  # fmt: skip
    return [
        *_title(f"Voting power: {one['rule']}", width, style),
        *_table(("member", "number", "Shapley-Shubik", "Banzhaf", "swings"), rows, width, style),
        style.words(
            f"{one['winning_coalitions']} winning coalitions, power to act {one['power_to_act_fraction']}"
        ),
    ]


def _estimate(one: Mapping[str, Any], width: int, style: Style) -> list[str]:
    rows = [
        (payoff, name, f"{value:.4f}")
        for payoff, terms in one["parameters"].items()
        for name, value in terms.items()
    ]
    likelihood = one["log_likelihood"]
    said = (
        "given parameters"
        if likelihood is None
        else f"log-likelihood {likelihood:.3f} in {one['rounds']} rounds"
    )
    counts = ", ".join(f"{games} with {number}" for number, games in one["equilibria_per_game"].items())
    lines = [
        *_title(f"Signalling game on {one['games_played']} rows: {said}", width, style),
        *columns([Column(head) for head in ("payoff", "term", "value")], [[Cell(x) for x in row] for row in rows], width, style),
        style.words(f"Equilibria: games by their number of equilibria: {counts}"),
    ]  # fmt: skip
    if stored := one.get("stored"):
        resist, stand = stored["largest_difference"]
        lines += _hung(
            f"From the published {' and '.join(stored['columns'])}: log-likelihood {stored['log_likelihood']:.3f}; "
            f"the best reply differs by at most {resist:.1e} and {stand:.1e}", width, style,
        )  # fmt: skip
    return lines


def _contest(one: Mapping[str, Any], width: int, style: Style) -> list[str]:
    contest = one["contest"]
    lines = _title(contest.get("title") or "The enforcement game", width, style)
    enforcer, target, sender = (contest.get(name, name) for name in ("enforcer", "target", "sender"))
    if one["reading"]:
        lines += [*wrap(style.words(one["reading"]), width), ""]
    if one["enforce"]:
        kept = (
            f"{one['kept']} of {one['draws']} draws kept" if one["conditioned"] else f"{one['draws']} draws"
        )
        rates = f"{enforcer} enforces {_range(one['enforce'])} %, {target} provokes {_range(one['provoke'])} % of the time"
        lines += [*wrap(style.words(f"{rates} ({kept})"), width), ""]
        rows = [
            (
                each["lever"],
                _range(each["enforce_change"]),
                _range(each["provoke_change"]),
                *(_percent(said["share"]) for said in each["statements"]),
            )
            for each in one["effects"]
        ]
        heads = ("lever", "enforcement, points", "provocation, points", "rises", "falls", "both")
        lines += _table(heads, rows, width, style)
        lines += [
            style.words("rises, falls, both: share of draws in which enforcement rises and provocation falls")
        ]
    if one["signalling"]:
        presses = [
            (
                each["lever"],
                *(_range(each[name]) for name in ("challenge", "resist", "enforce")),
                _percent(each["several"]),
            )
            for each in one["signalling"]
        ]
        on_sender = (
            f"lever on {sender}",
            "challenges %",
            "is resisted %",
            "ends in enforcement %",
            "more than one answer",
        )
        lines += ["", *_table(on_sender, presses, width, style)]
    return lines


def _line(one: Mapping[str, Any], width: int, style: Style) -> list[str]:
    low, high = one["acceptance_interval"]
    rows = [
        ("accepted", f"{low:g} to {high:g}"),
        ("adopted", f"{one['text_adopted']:g}"),
        ("diluted by", f"{one['dilution']:g}"),
        ("gridlock", "yes" if one["gridlock"] else "no"),
    ]
    if offers := one.get("rubinstein"):
        rows.append(("first offer keeps", f"{offers['share_first_mover']:.6f}"))
    return _title("One issue, one offer, vetoes", width, style) + _table(("", ""), rows, width, style)


def _spatial(one: Mapping[str, Any], width: int, style: Style) -> list[str]:
    rows = [
        (name, f"{risk:.3f}", f"{one['win_probability'][name]:.4f}")
        for name, risk in zip(one["actors"], one["turn0_risk"], strict=True)
    ]
    means = "; ".join(
        f"{issue}: mean {value:.4g}, median {one['weighted_median'][issue]:.4g}"
        for issue, value in one["weighted_mean"].items()
    )
    return [
        *_title(f"Before anybody moves: {one['scenario'] or 'spatial model'}", width, style),
        *_table(("actor", "risk", "chance of its position"), rows, width, style),
        *wrap(style.words(f"Rivals: {means}"), width),
    ]


def _draft(one: Mapping[str, Any], width: int, style: Style) -> list[str]:
    rows = [
        (each["issue"], f"{each['status_quo']:.0f}", _range(each["wanted"], 1), _range(each["predicted"], 1),
         _range(each["weighted_mean"], 1), "" if each["adopted"] is None else f"{each['adopted']:.0f}")
        for each in one["issues"]
    ]  # fmt: skip
    heads = ("issue", "before", "wanted", "veto model", "weighted mean", "adopted")
    lines = [
        *_title(f"Draft {one['name']}: scope of each issue, 0 to 100", width, style),
        *_table(heads, rows, width, style),
    ]
    if one["errors"]:
        wrong = "; ".join(f"{name} {_range(value, 1)}" for name, value in one["errors"].items())
        nearest = "; ".join(f"{name} {100 * share:.0f} %" for name, share in one["nearest"].items())
        lines += _hung(
            f"Mean error in points: {wrong}. Nearest to what was adopted: {nearest} of draws.", width, style
        )
    lines += _hung(
        f"Diluted by {_range(one['dilution'])} % of the proposer's way; gridlock in {100 * one['gridlock']:.0f} % of draws"
        + (f"; {one['lag_days']} days from the trigger to the vote." if one["lag_days"] is not None else "."),
        width, style,
    )  # fmt: skip
    return lines


def _scenario(one: Mapping[str, Any], width: int, style: Style) -> list[str]:
    lines = _title(f"{one['name']}, on {one['on']}", width, style)
    rows = [(each["act"], each["before"], each["after"], ", ".join(each["cites"])) for each in one["changed"]]
    lines += (
        _table(("act", "as it is", "under it", "by"), rows, width, style)
        if rows
        else ["No act of the list changes."]
    )
    trade = [
        (each["act"], each["goods"], each["reporter"], *(_year(each[name]) for name in ("last", "largest")))
        for each in one["recorded_trade"]
    ]
    if trade:
        lines += ["", style.bold("Recorded trade it touches, US dollars")]
        lines += _table(("act", "recorded as", "reporter", "last year", "largest year"), trade, width, style)
    left = ", ".join(one["still_open"]) or "nothing of the list"
    lines += ["", *_hung(f"Still allowed: {left}", width, style)]
    accepts = one["accepts"]
    lines += _hung(f"Who accepts it: {accepts['says']}", width, style)
    lines += [line for said in accepts["shares"] for line in _hung(_share(said), width, style)]
    found = one["game"]
    scope = found["mean_scope"]
    moved = "; ".join(
        f"{what} {_range(found[name]['before'])} to {_range(found[name]['after'])} %"
        for what, name in (("enforcement", "enforce"), ("provocation", "provoke"))
    )
    scopes = f"{scope['before']:.0f} becoming {scope['after']:.0f}"
    lines += _hung(f"In the game, with mean scope {scopes}: {moved}.", width, style)
    lines += [line for said in found["statements"] for line in _hung(_share(said), width, style)]
    return lines


_VIEWS: dict[str, Callable[[Mapping[str, Any], int, Style], list[str]]] = {
    "quantal": _quantal, "signalling": _signalling, "conflict": _conflict, "voting": _voting, "estimate": _estimate,
    "contest": _contest, "line": _line, "spatial": _spatial, "draft": _draft, "scenario": _scenario,
}  # fmt: skip
