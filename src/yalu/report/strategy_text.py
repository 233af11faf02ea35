"""How does a game, a bargain or a scenario read in a terminal?

Units: cells, 80 to 120. A range "a to b" holds nine draws of ten, the number before it is the middle one; chances and shares
in per cent. Under the answer stand its assumptions and its recipe.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yalu.report.cells import Cell, Column, columns, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from yalu.report.cells import Style

    Document = Mapping[str, Any]

__all__ = ["strategy_text"]

_SHOWN = 12  # games of a table, and answers of a list, that a terminal shows; all are in --json


def strategy_text(found: Sequence[Document], recipe: Document, *, width: int, style: Style) -> str:
    """The answers as lines of text, ending in a line break."""
    blocks = [block for one in found[:_SHOWN] for block in _KINDS[one["kind"]](one, width, style)]
    if len(found) > _SHOWN:
        blocks.append([style.paint(f"{len(found) - _SHOWN} more in --json", "dim")])
    blocks.append(_foot(found, recipe, width, style))
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _foot(found: Sequence[Document], recipe: Document, width: int, style: Style) -> list[str]:
    assumed = dict.fromkeys(text for one in found for text in one["assumptions"])
    lines = [style.bold("Assumed")]
    for text in assumed:
        lines += wrap(style.words(text), width)
    made = (
        f"Made by: yalu {recipe['command']}, {recipe['file']} (sha256 {recipe['sha256'][:12]}), seed {recipe['seed']}, "
        f"{recipe['draws']} draws, version {recipe['version']}."
    )
    return [*lines, *(style.paint(line, "dim") for line in wrap(style.words(made), width))]


def _title(text: str, width: int, style: Style) -> list[str]:
    return [style.bold(style.words(text)), style.words("─") * width]


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.0f} %"


def _chance(spread: Document | None) -> str:
    if spread is None or spread["middle"] != spread["middle"]:
        return "–"
    return f"{100 * spread['middle']:.0f} %, {100 * spread['low']:.0f} to {100 * spread['high']:.0f}"


def _points(spread: Document) -> str:
    return f"{100 * spread['middle']:+z.0f}, {100 * spread['low']:+z.0f} to {100 * spread['high']:+z.0f}"


def _scope(spread: Document) -> str:
    return f"{spread['middle']:.0f}, {spread['low']:.0f} to {spread['high']:.0f}"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int, style: Style) -> list[str]:
    return columns(
        [Column(head) for head in heads],
        [[Cell(style.words(text)) for text in row] for row in rows],
        width,
        style,
    )


def _contest(one: Document, width: int, style: Style) -> list[list[str]]:
    asked = one["contest"]
    blocks = [_title(asked.get("title") or "The enforcement game", width, style)]
    if one["enforce"]:
        blocks[0] += wrap(style.words(one["reading"]), width)
        blocks[0] += wrap(style.words(_bite(one, asked)), width)
        enforcer, target = asked.get("enforcer", "enforcer"), asked.get("target", "target")
        rows = [["as it is", _chance(one["enforce"]), "", _chance(one["provoke"]), "", ""]]
        rows += [_lever_row(effect) for effect in one["effects"]]
        heads = [
            f"lever ({enforcer} enforces, {target} provokes)",
            "enforces",
            "more",
            "provokes",
            "less",
            "both",
        ]
        kept = _kept(one)
        blocks.append([*_table(heads, rows, width, style), *wrap(style.words(kept), width)])
    if one["signalling"]:
        blocks.append(_press(one, asked, width, style))
    return blocks


def _lever_row(effect: Document) -> list[str]:
    shares = {statement["id"]: _percent(statement["share"]) for statement in effect["statements"]}
    return [
        effect["lever"],
        _chance(effect["enforce"]),
        shares["enforcement_rises"],
        _chance(effect["provoke"]),
        shares["provocation_falls"],
        shares["both"],
    ]


def _bite(one: Document, asked: Document) -> str:
    share = one["faith"]["more_bite"]["share"]
    return (
        f"In {_percent(share)} of the draws, sanctions that bite more make {asked.get('enforcer', 'the enforcer')} enforce less "
        f"and {asked.get('target', 'the target')} provoke less together."
    )


def _kept(one: Document) -> str:
    told = "“more”, “less”, “both”: share of draws in which enforcement rises, provocation falls, both."
    if one["conditioned"]:
        return (
            f"{told} {one['kept']} of {one['draws']} draws match what was observed; the others are left out."
        )
    if one["kept"] < one["draws"]:
        return f"{told} Only {one['kept']} of {one['draws']} draws match what was observed, too few: all are used."
    return told


def _press(one: Document, asked: Document, width: int, style: Style) -> list[str]:
    sender, enforcer = asked.get("sender", "sender"), asked.get("enforcer", "enforcer")
    rows = []
    for press in one["signalling"]:
        shares = {statement["id"]: _percent(statement["share"]) for statement in press["statements"]}
        name = "as it is" if press["lever"] == "none" else press["lever"]
        chances = [_chance(press[key]) for key in ("challenge", "resist", "stand")]
        rows.append([name, *chances, shares.get("enforcement_rises", ""), _percent(press["several"])])
    heads = [f"lever ({sender} presses, {enforcer} resists)", "presses", "resists", "stands firm"]
    heads += ["concedes more", "several"]
    note = "“several”: share of draws with more than one equilibrium; they are left out of the chances."
    return [*_table(heads, rows, width, style), *wrap(style.words(note), width)]


def _quantal(one: Document, width: int, style: Style) -> list[list[str]]:
    rows = []
    for answer in one["logit_qre"]:
        rows.append([f"precision {answer['lambda']:g}", _mix(answer["row"]), _mix(answer["column"])])
        rows += [
            ["  or as well", _mix(other["row"]), _mix(other["column"])] for other in answer["others"] or ()
        ]
    rows += [["Nash", _mix(mixes["row"]), _mix(mixes["column"])] for mixes in one["nash_equilibria"]]
    title = _title("Logit quantal response", width, style)
    return [[*title, *_table(["", "row", "column"], rows, width, style)]]  # fmt: skip


def _mix(chances: Sequence[float]) -> str:
    return " ".join(f"{chance:.6f}" for chance in chances)


def _signals(one: Document, width: int, style: Style) -> list[list[str]]:
    number = one["number"]
    how_many = "one equilibrium" if number == 1 else f"{number or 'no'} equilibria"
    found = _equilibria([(one["id"], one["equilibria"])], width, style) if number else []
    note = wrap(style.words(one["note"]), width) if one["note"] else []
    return [[*_title(f"Signalling game {one['id']}: {how_many}", width, style), *found, *note]]


def _equilibria(games: Sequence[tuple[str, Sequence[Document]]], width: int, style: Style) -> list[str]:
    names = ("PC", "PR", "PF", "sq", "cd", "sf", "bd")
    heads = ["game", "challenge", "resist", "stand firm", "quiet", "conceded", "stood", "backed"]
    rows = [[id_, *(f"{one[name]:.4f}" for name in names)] for id_, found in games for one in found]
    return _table(heads, rows, width, style)


def _estimate(one: Document, width: int, style: Style) -> list[list[str]]:
    title = _title(f"Signalling game estimated on {one['games_played']} games", width, style)
    if one["log_likelihood"] is not None:
        rounds = f"after {one['rounds']} rounds" if one["rounds"] else "at the parameters given"
        title.append(f"Log-likelihood {one['log_likelihood']:.3f} {rounds}.")
    if stored := one.get("stored"):
        resist, stand = stored["largest_difference"]
        title += wrap(
            f"From the stored probabilities {stored['log_likelihood']:.3f}; one best response gives them back to {resist:.1e} "
            f"(resist) and {stand:.1e} (stand firm).",
            width,
        )
    counts = ", ".join(f"{number} in {games} games" for number, games in one["equilibria_per_game"].items())
    title.append(f"Equilibria: {counts}.")
    rows = [
        [payoff, name, f"{value:+.4f}"]
        for payoff, terms in one["parameters"].items()
        for name, value in terms.items()
    ]
    games = [(game["gameID"], game["equilibria"]) for game in one["games"][:_SHOWN]]
    more = len(one["games"]) - _SHOWN
    last = [style.paint(f"{more} more games in --json", "dim")] if more > 0 else []
    return [
        title,
        _table(["payoff", "term", "coefficient"], rows, width, style),
        [*_equilibria(games, width, style), *last],
    ]  # fmt: skip


def _votes(one: Document, width: int, style: Style) -> list[list[str]]:
    names = ("shapley_shubik_fraction", "banzhaf_normalised_fraction", "swings")
    rows = [
        [f"{member['member']} ({member['number']})", *(str(member[name]) for name in names)]
        for member in one["members"]
    ]
    title = _title(f"Voting power: {one['rule']}", width, style)
    return [[*title, *_table(["member", "Shapley-Shubik", "Banzhaf", "swings"], rows, width, style),
             f"Winning coalitions: {one['power_to_act_fraction']}."]]  # fmt: skip


def _conflict(one: Document, width: int, style: Style) -> list[list[str]]:
    rows = [[concept, ", ".join(map(str, states)) or "–"] for concept, states in one["equilibria"].items()]
    title = _title(f"Conflict: {one['name']}, {one['states']} states", width, style)
    return [[*title, *_table(["stable for all", "states"], rows, width, style)]]


def _line(one: Document, width: int, style: Style) -> list[list[str]]:
    low, high = one["acceptance_interval"]
    told = f"Accepted: {low:g} to {high:g}. Adopted: {one['text_adopted']:g}, {one['dilution']:g} from the proposer's ideal."
    lines = [told + (" Gridlock: nothing moves." if one["gridlock"] else "")]
    offered = _offers(one, width, style) if "rubinstein" in one else []
    return [[line for text in lines for line in wrap(style.words(text), width)], *offered]


def _offers(one: Document, width: int, style: Style) -> list[list[str]]:
    text = f"Alternating offers: who offers first keeps {one['rubinstein']['share_first_mover']:.4f}."
    return [wrap(style.words(text), width)]


def _actors(one: Document, width: int, style: Style) -> list[list[str]]:
    rows = [
        [actor, f"{risk:+.4f}", f"{one['win_probability'][actor]:.4f}"]
        for actor, risk in zip(one["actors"], one["turn0_risk"], strict=True)
    ]
    means = [
        [issue, f"{mean:.2f}", f"{one['weighted_median'][issue]:.2f}"]
        for issue, mean in one["weighted_mean"].items()
    ]
    title = _title(one["name"] or "Spatial model, turn 0", width, style)
    return [
        [*title, *_table(["actor", "risk", "prevails"], rows, width, style)],
        _table(["dumb rival, by issue", "weighted mean", "weighted median"], means, width, style),
    ]  # fmt: skip


def _draft(one: Document, width: int, style: Style) -> list[list[str]]:
    known = any(issue["adopted"] is not None for issue in one["issues"])
    heads = ["issue (scope 0 to 100)", "before", "wanted", "veto model", "mean", "veto ideal"]
    heads += ["adopted"] if known else []
    rows = []
    for issue in one["issues"]:
        row = [issue["issue"], f"{issue['status_quo']:.0f}"]
        row += [_scope(issue[name]) for name in ("wanted", "predicted", "weighted_mean", "veto_ideal")]
        rows.append(row + ([f"{issue['adopted']:.0f}"] if known else []))
    lines = [
        f"Dilution {_chance(one['dilution'])} of the way wanted; gridlock in {_percent(one['gridlock'])} of draws."
    ]
    lines += [f"{party['says']}: {_percent(party['share'])} of draws." for party in one["accept"]]
    if one["errors"]:
        off = ", ".join(f"{name} {_scope(spread)}" for name, spread in one["errors"].items())
        lines.append(f"Mean distance to the scope adopted: {off}.")
    prevail = ", ".join(f"{name} {_chance(spread)}" for name, spread in one["win_probability"].items())
    lines.append(f"Position that prevails before anybody moves: {prevail}.")
    lines += [
        f"{wait['first']} offers first to {wait['second']} and keeps {_chance(wait['share_first_mover'])}."
        for wait in one["delay"]
    ]
    told = [line for text in lines for line in wrap(style.words(text), width)]
    return [[*_title(one["name"] or "A draft", width, style), *_table(heads, rows, width, style), *told]]  # fmt: skip


def _hindcast(one: Document, width: int, style: Style) -> list[list[str]]:
    rows = []
    for draft in one["drafts"]:
        least = min(draft["errors"], key=lambda name: draft["errors"][name]["middle"])
        errors = [f"{spread['middle']:.1f}" for spread in draft["errors"].values()]
        accept = ", ".join(f"{party['id']} {_percent(party['share'])}" for party in draft["accept"])
        rows.append([draft["name"], *errors, least, accept, str(draft["lag_days"])])
    heads = ["text", "veto model", "mean", "veto ideal", "nearest", "no worse off", "days"]
    off = one["mean_error"]
    best = min(off, key=lambda name: off[name])
    over = "beats both dumb guesses" if best == "veto model" else "does not beat both dumb guesses"
    each = ", ".join(f"{name} {value:.1f}" for name, value in off.items())
    lag = one["toughness_and_lag"]
    timed = f"Kendall's tau {lag['tau']:.2f} over {lag['texts']} texts"
    lines = [
        f"Mean distance to the scope adopted, of 100: {each}. The veto model {over}: nearest is the {best}.",
        f"Tougher texts and days to the vote: {timed}, which {_percent(lag['share_of_orders'])} of all orders reach.",
    ]
    told = [line for text in lines for line in wrap(style.words(text), width)]
    return [[*_title("What of each text got past the vetoes, 2013 to 2017", width, style), *told,
             *_table(heads, rows, width, style)]]  # fmt: skip


def _scenario(one: Document, width: int, style: Style) -> list[list[str]]:
    blocks = [
        [
            *_title(f"Scenario: {one['name']}", width, style),
            "Nothing of it is law, and nothing of it enters the regime.",
        ]
    ]
    for phase in one["phases"]:
        rows = [
            [
                change["words"],
                change["before"],
                change["after"],
                ", ".join(change["cites_after"]) or "–",
                _recorded(change),
            ]
            for change in phase["changes"]
        ]
        heads = ["act", "before", "after", "by", "recorded trade"]
        lines = _table(heads, rows, width, style) if rows else ["No act of the table changes."]
        touched = (
            f"forbids {_dollars(phase['covers_usd'])} of recorded trade, frees {_dollars(phase['frees_usd'])}"
        )
        told = [f"From {phase['on']}: {touched}.", _accepted(phase, one["roles"])]
        blocks.append([*lines, *(line for text in told for line in wrap(style.words(text), width))])
    blocks.append(wrap(style.words(f"Still open: {'; '.join(one['phases'][-1]['open'])}."), width))
    for effect in one["game"]["effects"]:
        words = (
            f"In the game, {effect['lever']}: enforcement {_points(effect['enforce_change'])} points, "
            f"provocation {_points(effect['provoke_change'])} points; "
            + ", ".join(
                f"{_phrase(statement)} in {_percent(statement['share'])} of draws"
                for statement in effect["statements"]
            )
        )
        blocks.append(wrap(style.words(f"{words}."), width))
    return blocks  # fmt: skip


def _accepted(phase: Document, roles: Document) -> str:
    votes = [
        f"{party['id']} ({roles[party['id']]}) in {_percent(party['share'])}" for party in phase["accept"]
    ]
    return (
        f"No worse off: {', '.join(votes)} of draws."
        if votes
        else "No positions are stated: nobody was asked."
    )


def _phrase(statement: Document) -> str:
    return str(statement["says"]).partition(": ")[2]


def _recorded(change: Document) -> str:
    figure = change["recorded"]
    return f"{_dollars(figure['value_usd'])} ({figure['year']})" if figure else "no figure"


def _dollars(value: float) -> str:
    return f"{value / 1e6:,.0f} m USD"


_KINDS: dict[str, Callable[[Document, int, Style], list[list[str]]]] = {
    "contest": _contest,
    "quantal": _quantal,
    "signalling": _signals,
    "estimate": _estimate,
    "voting": _votes,
    "conflict": _conflict,
    "line": _line,
    "offers": _offers,
    "actors": _actors,
    "draft": _draft,
    "hindcast": _hindcast,
    "scenario": _scenario,
}
