"""How does an outlook on the Council read in a terminal?

Order: each item with its two chances, the five members, how China and Russia share a veto, or the scores of a backtest; then
the record it rests on, what is assumed, the recipe. That it is put to the vote is said first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yalu.report.cells import Cell, Column, columns, wrap
from yalu.strategy.council.topics import OTHER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yalu.report.cells import Style

__all__ = ["council_text"]


def council_text(document: Mapping[str, Any], width: int, style: Style) -> str:
    """The document as text, ending in a line break."""
    lines: list[str] = []
    for one in document.get("votes", ()):
        lines += [*_vote(one, width, style), ""]
    for event, scores in document.get("backtest", {}).items():
        lines += [*_scores(event, scores, width, style), ""]
    record, recipe = document["record"], document["recipe"]
    lines += wrap(
        style.words(
            f"Record: {record['items']} items from {record['since']} to {record['until']}. "
            "Every agenda to the end of 2019; in the casebook only the DPRK after that."
            if recipe["items"] == "casebook"
            else f"Record: {record['items']} items from {record['since']} to {record['until']}."
        ),
        width,
    )
    if record["note"]:
        lines += wrap(style.words(f"Mind: {record['note']}."), width)
    lines += ["", style.bold("Assumed")]
    for text in document["assumptions"]:
        first, *rest = wrap(style.words(text), width - 2)
        lines += [f"  {first}", *(f"  {part}" for part in rest)]
    return "\n".join([*lines, "", f"Seed {recipe['seed']}, version {recipe['version']}."]) + "\n"


def _vote(one: Mapping[str, Any], width: int, style: Style) -> list[str]:
    vote = one["vote"]
    topic = f" (topic: {vote.topic})" if one["name"] not in ("", vote.topic) else ""
    title = f"{one['name'] or vote.topic}{topic}, on {vote.on}: if it is put to the vote"
    chances = [
        (each.event, _percent(each.p), f"{_percent(each.low)} to {_percent(each.high)}", f"{each.items:.1f}")
        for each in vote.chances
    ]
    votes = [
        (each.state, _percent(each.no), _percent(each.abstain), _percent(each.yes)) for each in vote.members
    ]
    regimes = "; ".join(f"{name} {_percent(p)}" for name, p in vote.regimes.items())
    return [
        style.bold(style.words(title)),
        style.words("─" * width),
        *_table(("outcome", "chance", "90 % range", "earlier items, discounted"), chances, width, style),
        "",
        *_table(("member", "no", "abstains", "yes"), votes, width, style),
        "",
        *wrap(style.words(f"A veto by China and Russia: {regimes}."), width),
        *wrap(style.words(_last(vote)), width),
    ]


def _last(vote: Any) -> str:
    if vote.topic == OTHER:
        return "No topic of the table: counted with the other items that have none, drawn towards the share of all topics."
    if not vote.last:
        return "The record has no item on this topic before."
    said = "; ".join(
        f"{one.on} {one.outcome.replace('_', ' ')}"
        + (f" by {one.vetoed_by.replace(';', ', ')}" if one.vetoed_by else "")
        for one in vote.last
    )
    return f"Last on this topic: {said}."


def _scores(event: str, scores: Any, width: int, style: Style) -> list[str]:
    gain = scores.gain
    verdict = "better" if gain.high < 0 else "worse" if gain.low > 0 else "not told apart"
    said = [
        (
            f"{scores.items} items, {scores.happened} {event}: log score {scores.log:.4f}, Brier {scores.brier:.5f}. "
            f"The share of the topic in five years, shrunk: log score {scores.simple_log:.4f}, Brier {scores.simple_brier:.5f}."
        ),
        (
            f"Ours less the share: {gain.value:+.4f}, 90 % interval {gain.low:+.4f} to {gain.high:+.4f}: {verdict}. "
            f"Each topic forecast from the others alone: log score {scores.unseen_log:.4f}."
        ),
    ]
    without = [one for one in scores.topics if one.gain_without is not None]
    if without:
        most = max(without, key=lambda one: one.gain_without)
        said.append(
            f"The topic that most of it rests on is {most.topic}: {most.gain_without:+.4f} without it."
        )
    rows = [
        (
            one.topic,
            str(one.items),
            str(one.happened),
            *(f"{log:.4f}" for log in (one.log, one.simple_log, one.unseen_log)),
        )
        for one in scores.topics
        if one.happened
    ]
    never = sum(not one.happened for one in scores.topics)
    return [
        style.bold(event.capitalize()),
        *(line for part in said for line in wrap(style.words(part), width)),
        "",
        *_table(("topic", "items", event, "log score", "share", "from others"), rows, width, style),
        *wrap(style.words(f"On {never} other topics none was {event}."), width),
    ]


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int, style: Style) -> list[str]:
    return columns(
        [Column(head) for head in heads], [[Cell(value) for value in row] for row in rows], width, style
    )


def _percent(p: float) -> str:
    return f"{100 * p:.1f} %"
