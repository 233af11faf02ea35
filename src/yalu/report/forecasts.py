"""How do forecasts, their backtest and their standing read in a terminal?

Probabilities are given in percent with their 90 % range; scores as they are, lower being better. Nothing of a resolution is
said without what days without one show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yalu.report.cells import Cell, Column, columns, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from yalu.report.cells import Style

__all__ = ["forecast_text"]

_SHOWN = 24  # months or forecasts, the latest, that a screen shows; the document has all


def forecast_text(said: Mapping[str, Any], width: int, style: Style) -> str:
    """The answer as text, ending in a line break."""
    return "\n".join(_VIEWS[said["kind"]](said, width, style)) + "\n"


def _title(text: str, width: int, style: Style) -> list[str]:
    return [style.bold(style.words(text)), style.words("─") * width]


def _table(heads: Iterable[str], rows: Sequence[Sequence[object]], width: int, style: Style) -> list[str]:
    shown = [[Cell(style.words(str(value))) for value in row] for row in rows]
    return columns([Column(style.words(head)) for head in heads], shown, width, style)


def _paragraph(text: str, width: int, style: Style) -> list[str]:
    return wrap(style.words(text), width)


def _percent(p: float) -> str:
    if p > 0.9995:
        return ">99.9\u00a0%"
    # A space that does not break keeps the sign with its number.
    return f"{100 * p:.0f}\u00a0%" if 0.095 <= p <= 0.905 else f"{100 * p:.1f}\u00a0%"


def _range(one: Mapping[str, Any]) -> str:
    low, high = _percent(one["low"]), _percent(one["high"])
    return low if low == high else f"{low.rstrip('%').rstrip()}–{high}"


def _band(band: Mapping[str, float]) -> str:
    return f"{band['value']:+.3f} ({band['low']:+.3f} to {band['high']:+.3f})"


def _of_record(record: Mapping[str, Any]) -> str:
    return (
        f"Record: {record['series']} ({record['layout']}), {record['event_days']} event-days, the last on "
        f"{record['last_event']}; taken as complete before {record['until']}."
    )


def _outlook(said: Mapping[str, Any], width: int, style: Style) -> list[str]:
    rows = [
        (
            one["event"],
            one["days"],
            one["last_day"],
            _percent(one["p"]),
            _range(one),
            _range({"low": min(one["members"].values()), "high": max(one["members"].values())}),
        )
        for one in said["outlooks"]
    ]
    stored = said["stored"]
    kept = f"Stored: {stored['added']} new" if stored["added"] else "Stored before, unchanged"
    lines = [
        *_title(f"At least one, from {said['on']}", width, style),
        *_table(("event", "days", "to", "chance", "90 %", "models"), rows, width, style),
        "",
        *_paragraph(_of_record(said["record"]), width, style),
        *_paragraph(
            "Gaps against what each model expects (time rescaling): "
            + "; ".join(
                f"{one['model'].replace('_', ' ')} distance {one['distance']:.3f}, P {one['p']:.2f}"
                for one in said["checks"]
            )
            + ".",
            width,
            style,
        ),
        *_paragraph(_reach(said["capability"]), width, style),
        *(line for note in said["notes"] for line in _paragraph(note, width, style)),
        *_paragraph(f"{kept}, in {stored['file']}.", width, style),
    ]
    if said["resolutions"]:
        lines += ["", *_effects(said["resolutions"], width, style)]
    lines += ["", style.bold("Assumed")]
    for text in said["assumptions"]:
        lines += [f"  {line}" for line in _paragraph(text, width - 2, style)]
    recipe = said["recipe"]
    return [*lines, "", f"Seed {recipe['seed']}, version {recipe['version']}."]


def _reach(steps: Sequence[Mapping[str, Any]]) -> str:
    if not steps:
        return "No missile of known reach had flown."
    last = steps[-1]
    return (
        f"Farthest missile flown, in the casebook to the end of 2019: {last['missile']}, first on {last['on']}, "
        f"thought to reach {last['low_km']:,} to {last['high_km']:,} km."
    )


def _effects(effects: Sequence[Mapping[str, Any]], width: int, style: Style) -> list[str]:
    rows = [
        (
            one["resolution"],
            one["adopted"],
            one["window"],
            f"{one['before']} → {one['after']}{'' if one['whole_window'] else ' (cut off)'}",
            _null(one["any_day"]),
            _null(one["launch_day_and_lag"]),
        )
        for one in effects
    ]
    return [
        *_title("Event-days before and after each resolution", width, style),
        *_table(
            ("resolution", "adopted", "days", "before → after", "any day", "launch day and its lag"),
            rows,
            width,
            style,
        ),
        *_paragraph(
            "The last two columns: of days without a resolution, the share after which launches fell by as much or more. Only a "
            "small share beside the launch days would speak for an effect, and not for its cause.",
            width,
            style,
        ),
    ]


def _null(null: Mapping[str, Any] | None) -> str:
    return "none" if null is None else f"{_percent(null['fell_as_much'])} of {null['days']}"


def _backtest(said: Mapping[str, Any], width: int, style: Style) -> list[str]:
    scores, forecasts = said["scores"], said["forecasts"]
    named = [("yalu", scores["yalu"], None)] + [
        (name, one, scores["versus"][name]) for name, one in scores["baselines"].items()
    ]
    named.sort(key=lambda one: float(one[1]["log"]))
    rows = [
        (
            name,
            f"{one['log']:.4f}",
            f"{one['brier']:.4f}",
            _percent(one["mean_p"]),
            _band(versus["log"]) if versus else "",
        )
        for name, one, versus in named
    ]
    bins = [
        (
            f"{_percent(one['since'])} to {_percent(one['until'])}",
            one["n"],
            _percent(one["mean_p"]),
            _percent(one["happened"]),
        )
        for one in scores["reliability"]
    ]
    months = [
        (
            one["month"],
            _percent(one["p"]),
            _range(one),
            "yes" if one["observed"] else "no",
        )
        for one in forecasts[-_SHOWN:]
    ]
    lines = [
        *_title(
            f"{forecasts[0]['month']} to {forecasts[-1]['month']}: {scores['months']} months, "
            f"{scores['months_with_event']} with an event",
            width,
            style,
        ),
        *_table(("forecast", "log score", "Brier", "mean", "yalu less it, 90 %"), rows, width, style),
        "",
        *_title("Reliability of yalu's", width, style),
        *_table(("given", "months", "mean", "happened"), bins, width, style),
        "",
        *_title(f"The last {len(months)} months", width, style),
        *_table(("month", "probability", "90 % range", "an event"), months, width, style),
        "",
        *_paragraph(_of_record(said["record"]), width, style),
    ]
    for note in said["notes"]:
        lines += _paragraph(note, width, style)
    recipe = said["recipe"]
    return [*lines, f"Seed {recipe['seed']}, version {recipe['version']}."]


def _standing(said: Mapping[str, Any], width: int, style: Style) -> list[str]:
    rows = [
        (
            one["forecast"]["event"],
            one["forecast"]["on"],
            one["forecast"]["last_day"],
            _percent(one["forecast"]["p"]),
            {None: "open", 0: "did not come", 1: "came"}[one["observed"]],
            "" if one["log"] is None else f"{one['log']:.3f}",
        )
        for one in said["forecasts"][-_SHOWN:]
    ]
    lines = [
        *_title(f"{said['stored']} forecasts stored, {said['closed']} closed", width, style),
        *_table(("event", "from", "to", "probability", "outcome", "log score"), rows, width, style),
        "",
    ]
    for name, one in said["scores"].items():
        lines.append(style.words(f"{name}: log score {one['log']:.3f}, Brier {one['brier']:.3f}"))
    return [
        *lines,
        *_paragraph(_of_record(said["record"]), width, style),
        *(line for note in said["notes"] for line in _paragraph(note, width, style)),
        *_paragraph(said["file"], width, style),
    ]


_VIEWS = {"outlook": _outlook, "backtest": _backtest, "standing": _standing}
