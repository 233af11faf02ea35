"""Commands of the models of players: the enforcement game, the bargaining over a text, what a scenario changes.

Each runs on the casebook's own tables where no file is given. Every answer lists its assumptions, and its recipe: the file by
hash, the number of draws, the seed, the version.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from yalu import __version__
from yalu.app import options
from yalu.terms.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from yalu.measures.model import Question, Verdict
    from yalu.measures.regime import Regime, Scenario
    from yalu.strategy.draft import Draft

__all__ = ["bargain", "game", "scenario", "shipped_drafts"]

_DRAFTS = ("2094", "2270", "2321", "2371", "2375", "2397")
_REGIME = "un-dprk"
_FRESH = 183  # days for which positions coded for a text are taken to hold

_file = click.argument("file", required=False, type=click.Path(path_type=Path))
_draws = click.option(
    "--draws", type=click.IntRange(1, 200_000), default=1000, show_default=True, help="Draws of the stated ranges."
)  # fmt: skip
_seed = click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="The random seed.")


@click.command()
@_file
@_draws
@_seed
@options.as_json
@options.color
def game(file: Path | None, draws: int, seed: int, as_json: bool, color: str) -> None:
    """Who presses, who enforces, who provokes: a game from FILE (TOML, JSON, CSV), or the casebook's over stated ranges."""
    from yalu.strategy.estimate_files import Estimate
    from yalu.strategy.game import ASSUMPTIONS, document, estimate_document
    from yalu.strategy.read import read_games, read_observed, shipped_game

    games, listed = read_games(file) if file else (shipped_game(), False)
    answers = []
    for asked in games:
        if isinstance(asked, Estimate):
            seen, stored = read_observed(file or Path(), asked)
            said = estimate_document(asked, seen, stored)
        else:
            said = document(asked, draws=draws, rng=_rng(seed))
        answers.append({**said, "assumptions": list(ASSUMPTIONS[said["kind"]])})
    _show(answers, listed, _recipe(file, draws, seed), as_json, color)


@click.command()
@_file
@_draws
@_seed
@options.as_json
@options.color
def bargain(file: Path | None, draws: int, seed: int, as_json: bool, color: str) -> None:
    """What gets past those who can block it: a bargain from FILE (TOML, JSON, CSV), or the six big texts of the casebook."""
    from yalu.strategy.bargains import ASSUMPTIONS, document
    from yalu.strategy.read import read_bargains

    asked, listed = read_bargains(file) if file else (shipped_drafts(), True)
    answers = []
    for one in asked:
        said = document(one, draws=draws, rng=_rng(seed))
        answers.append({**said, "assumptions": list(ASSUMPTIONS[said["kind"]])})
    _show(answers, listed, _recipe(file, draws, seed), as_json, color)


@click.command()
@click.argument("name", metavar="FILE")
@options.on
@_draws
@_seed
@options.as_json
@options.color
def scenario(name: str, on: date, draws: int, seed: int, as_json: bool, color: str) -> None:
    """What a draft or a relief would change: acts, recorded trade, who accepts it, the game. FILE or a shipped name."""
    from yalu.measures.read import read_regime, read_scenario

    laid = read_scenario(name, _REGIME)
    law = read_regime(_REGIME)
    said = _scenario_document(name, laid, law, on, draws, seed)
    path = Path(name)
    _show([said], False, _recipe(path if path.exists() else None, draws, seed), as_json, color)


def _scenario_document(
    name: str, laid: Scenario, law: Regime, on: date, draws: int, seed: int
) -> dict[str, Any]:
    from yalu.strategy.read import acts
    from yalu.strategy.scenario import ASSUMPTIONS, accepted, in_the_game, recorded, still_open
    from yalu.strategy.scope import changes, scope
    from yalu.trade.read import product_figures

    before, after = _asking(law), _asking(law.under(laid))
    moved = changes(acts(), before, after, on)
    was, becomes = scope(acts(), before, on), scope(acts(), after, on)
    draft = _draft_under(Path(name).stem, law, on, was, becomes)
    return {
        "kind": "scenario",
        "name": laid.name,
        "on": on,
        "measures": [{"id": one.id, "cite": one.cite, "text": one.text} for one in laid.measures],
        "closes": [{"id": id_, "last_day": day} for id_, day in laid.closes],
        "changed": [
            {
                "act": one.act.words,
                "issue": one.act.issue,
                "before": one.before.verdict,
                "after": one.after.verdict,
                "cites": list(
                    dict.fromkeys(ground.cite for ground in (one.after.grounds or one.before.grounds))
                ),
            }
            for one in moved
        ],
        "scope": {issue: {"before": was[issue], "after": becomes[issue]} for issue in was},
        "recorded_trade": recorded(moved, product_figures(), on),
        "still_open": still_open(acts(), after, on),
        "accepts": accepted(draft, draws=draws, rng=_rng(seed)),
        "game": in_the_game(was, becomes, draws=draws, rng=_rng(seed)),
        "assumptions": list(ASSUMPTIONS),
    }


def _draft_under(
    name: str, law: Regime, on: date, was: dict[str, float], becomes: dict[str, float]
) -> Draft | None:
    """The draft with positions coded for it, else with those of a text of the half year before; None where there are none."""
    from yalu.strategy.bargains import draft_of
    from yalu.strategy.read import table

    coded = {row["draft"] for row in table("positions.csv")}
    recent = [
        str(one.number)
        for one in law.tables.resolutions
        if str(one.number) in coded and 0 <= (on - one.adopted).days <= _FRESH
    ]
    chosen = [name] if name in coded else recent[-1:]
    return next(
        (
            draft_of(
                one,
                status_quo=was,
                adopted=becomes,
                players=table("players.csv"),
                positions=table("positions.csv"),
                saliences=table("saliences.csv"),
            )
            for one in chosen
        ),
        None,
    )


def shipped_drafts() -> list[Draft]:
    """The six big texts of the casebook, with the positions of those who bargained over them."""
    from datetime import timedelta

    from yalu.events.read import council
    from yalu.measures.read import read_regime
    from yalu.strategy.bargains import draft_of
    from yalu.strategy.read import acts, table
    from yalu.strategy.scope import scope

    law = read_regime(_REGIME)
    ask = _asking(law)
    adopted = {str(one.number): one.adopted for one in law.tables.resolutions}
    lags = {
        str(one.resolution): (one.on - one.trigger_on).days
        for one in council()
        if one.resolution and one.trigger_on
    }
    return [
        draft_of(
            name,
            status_quo=scope(acts(), ask, adopted[name] - timedelta(1)),
            adopted=scope(acts(), ask, adopted[name]),
            players=table("players.csv"),
            positions=table("positions.csv"),
            saliences=table("saliences.csv"),
            lag_days=lags.get(name),
        )
        for name in _DRAFTS
    ]


def _asking(law: Regime) -> Callable[[Question], Verdict]:
    from yalu.measures.read import listed
    from yalu.measures.verdict import verdict
    from yalu.terms.read import petroleum_factors

    table, factors = listed(), petroleum_factors()
    return lambda question: verdict(question, law, table, factors)


def _rng(seed: int) -> Any:
    import numpy as np

    return np.random.default_rng(seed)


def _recipe(file: Path | None, draws: int, seed: int) -> dict[str, Any]:
    try:
        digest = sha256(file.read_bytes()).hexdigest() if file else "casebook"
    except OSError as error:
        raise BadInput(f"{file}: cannot be read: {error.strerror}") from None
    return {
        "file": str(file or ""),
        "sha256": digest,
        "draws": draws,
        "seed": seed,
        "version": __version__,
    }


def _show(
    answers: list[dict[str, Any]], listed: bool, recipe: dict[str, Any], as_json: bool, color: str
) -> None:
    """One document, a list where the file held one; or text for a reader."""
    if as_json:
        documents = [{**one, "recipe": recipe} for one in answers]
        options.print_json(documents if listed else documents[0])
        return
    from yalu.report.strategies import strategy_text

    options.print_text(strategy_text(answers, recipe, *options.look_here(color)), color)
