"""The enforcement game, the bargaining over a text, a scenario: `yalu game`, `yalu bargain`, `yalu scenario`.

Each runs on the casebook without a file. Every answer carries its assumptions and its recipe: file, hash, seed, draws, version.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from yalu.app import options
from yalu.app.recipe import recipe

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yalu.strategy.bargain.draft import Draft
    from yalu.strategy.bargain.scope import Law
    from yalu.strategy.read import Source

__all__ = ["bargain", "game", "scenario", "shipped_texts"]

_DRAWS = 2000
_SETTLED_DAYS = 30  # after adoption: winding-down clauses of goods are over, no later text has come
_OPEN_DAY = timedelta(days=1)

_seed = click.option(
    "--seed",
    type=click.IntRange(0),
    default=1,
    show_default=True,
    help="Seed of the draws; it stands in the answer.",
)
_out = click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write the page with its charts and the JSON into this folder.",
)


class _Output(NamedTuple):
    """Where and how an answer is shown."""

    folder: Path | None
    as_json: bool
    color: str


@click.command()
@click.argument("file", required=False)
@_seed
@_out
@options.as_json
@options.color
def game(file: str | None, seed: int, out: Path | None, as_json: bool, color: str) -> None:
    """Who presses, who enforces, who provokes: the enforcement game over stated ranges, and which lever moves it.

    FILE is a game in TOML, JSON or CSV; without one, the game of the casebook.
    """
    from yalu.strategy.game.files import games_from, signals_from, votes_from
    from yalu.strategy.read import read_source, shipped_game

    source = read_source(file) if file else shipped_game()
    if source.rows is None:
        games, listed = games_from(source.name, source.raw)
    elif "rule" in source.heads:
        games, listed = list(votes_from(source.name, source.records())), False
    elif "SA" in source.heads:
        games, listed = signals_from(source.name, source.records()), True
    else:
        games, listed = [_estimate(source)], False
    found = [_game(one, source, file or "", seed) for one in games]
    _show("game", found, listed or len(found) > 1, source, seed, _Output(out, as_json, color))


def _estimate(source: Source) -> Any:
    """A table of games as played, in the published layout, estimated with the published formulas."""
    from yalu.strategy.game.answers import PUBLISHED
    from yalu.strategy.game.estimate_files import COUNTS, Estimate
    from yalu.terms.errors import BadFile, Problem

    if not set(COUNTS) <= set(source.heads):
        why = (
            "is no table of games: it needs a column rule, or the payoffs SA, VA, CB, WA, WB, a, or the counts sq, cd, sf, bd "
            "with the columns of the published formulas; formulas of your own stand in a file with [estimate]"
        )
        raise BadFile([Problem(source.name, "", "", why)])
    stage = ("PRhat", "PFhat") if {"PRhat", "PFhat"} <= set(source.heads) else None
    return Estimate("", PUBLISHED, stage, 200, None)


def _game(one: Any, source: Source, path: str, seed: int) -> dict[str, Any]:
    import numpy as np

    from yalu.strategy.game.answers import ASSUMPTIONS, document, estimate_document
    from yalu.strategy.game.estimate_files import Estimate, observed_from
    from yalu.strategy.read import read_table

    if isinstance(one, Estimate):
        rows = read_table(one.data, path) if one.data else source.records()
        stored = ("PRnpl", "PFnpl") if rows and {"PRnpl", "PFnpl"} <= set(rows[0]) else None
        found = estimate_document(
            one, observed_from(one.data or source.name, rows, one, stored or ()), stored
        )
    else:
        found = document(one, draws=_DRAWS, rng=np.random.default_rng(seed))
    return {**found, "assumptions": list(ASSUMPTIONS[found["kind"]])}


@click.command()
@click.argument("file", required=False)
@_seed
@_out
@options.as_json
@options.color
def bargain(file: str | None, seed: int, out: Path | None, as_json: bool, color: str) -> None:
    """How much of a draft gets past those who can block it, always beside two dumb guesses.

    FILE is a bargain in TOML, JSON or CSV; without one, the six texts of 2013 to 2017 are predicted and scored.
    """
    import numpy as np

    from yalu.strategy.bargain.answers import ASSUMPTIONS, document, hindcast_document
    from yalu.strategy.bargain.files import bargains_from, ktab_from, stakeholders_from
    from yalu.strategy.read import Source, hash_of_tables, read_source

    rng = np.random.default_rng(seed)
    if file is None:
        source = Source("casebook", hash_of_tables(), None)
        found = [hindcast_document(shipped_texts(), draws=_DRAWS, rng=rng)]
        listed = False
    else:
        source = read_source(file)
        if source.rows is None:
            bargains, listed = bargains_from(source.name, source.raw)
        else:
            ktab = "capability" not in source.heads
            read = (
                ktab_from(source.name, source.rows)
                if ktab
                else stakeholders_from(source.name, source.records())
            )
            bargains, listed = [read], False
        found = [document(one, draws=_DRAWS, rng=np.random.default_rng(seed)) for one in bargains]
    found = [{**one, "assumptions": list(ASSUMPTIONS[one["kind"]])} for one in found]
    _show("bargain", found, listed, source, seed, _Output(out, as_json, color))


@click.command()
@click.argument("file", required=False)
@click.option(
    "--regime",
    default="un-dprk",
    show_default=True,
    help="A shipped regime by name, or a folder of TOML files.",
)
@_seed
@_out
@options.as_json
@options.color
def scenario(file: str | None, regime: str, seed: int, out: Path | None, as_json: bool, color: str) -> None:
    """What a draft, a ban on what was left open, or a phased relief would change.

    FILE is a scenario in TOML or the name of one that ships; without it, the draft vetoed in May 2022.
    """
    import numpy as np
    from msgspec.structs import replace

    from yalu.measures.read import read_regime, read_scenario, scenario_path
    from yalu.strategy.fields import Fields
    from yalu.strategy.game.contest_files import contest_from
    from yalu.strategy.read import acts, coded, read_source, shipped_game
    from yalu.strategy.scenario import days_of, phase, scenario_document
    from yalu.strategy.scenario_files import plan_from
    from yalu.terms.errors import BadInput
    from yalu.trade.read import product_figures

    name = file or "draft-2022-431"
    laid, law = read_scenario(name, regime), read_regime(regime)
    source = read_source(str(scenario_path(name, regime)))
    assert isinstance(source.raw, dict)  # noqa: S101  the law has read it as a scenario
    plan = plan_from(source.name, source.raw, coded(), tuple(dict.fromkeys(act.issue for act in acts())))
    days = days_of(laid)
    if not days:
        raise BadInput(f"{source.name}: changes nothing; it needs [[measure]] or [[close]] tables")
    before, after = _law(law), _law(law.under(laid))
    phases = [phase(acts(), before, after, day, product_figures()) for day in days]
    contest = contest_from(Fields("game.toml"), "", shipped_game().raw)
    found = scenario_document(
        laid.name, phases, plan.parties, replace(contest, levers=plan.levers),
        draws=_DRAWS, rng=np.random.default_rng(seed),
    )  # fmt: skip
    _show("scenario", [found], False, source, seed, _Output(out, as_json, color))


def _law(regime: Any) -> Law:
    from yalu.measures.read import listed
    from yalu.measures.verdict import verdict
    from yalu.terms.read import petroleum_factors

    return lambda question: verdict(question, regime, listed(), petroleum_factors())


def shipped_texts() -> list[Draft]:
    """The coded texts that were adopted: scope on the day before, and when winding down is over."""
    from yalu.events.read import council
    from yalu.measures.read import read_regime
    from yalu.strategy.bargain.coded import coded_parties
    from yalu.strategy.bargain.draft import Draft
    from yalu.strategy.bargain.scope import scope
    from yalu.strategy.read import acts, coded

    law, texts = _law(read_regime()), []
    votes = {str(act.resolution): act for act in council() if act.resolution}
    for name in coded().drafts:
        if name not in votes:
            continue
        vote = votes[name]
        before = scope(acts(), law, vote.on - _OPEN_DAY)
        lag = (vote.on - vote.trigger_on).days if vote.trigger_on else None
        texts.append(
            Draft(
                name=name,
                issues=tuple(before),
                status_quo=before,
                adopted=scope(acts(), law, vote.on + timedelta(days=_SETTLED_DAYS)),
                parties=coded_parties(coded(), name),
                lag_days=lag,
            )
        )
    return texts


def _show(
    command: str,
    found: Sequence[Mapping[str, Any]],
    listed: bool,
    source: Source,
    seed: int,
    to: _Output,
) -> None:
    made = {
        "command": command, "file": source.name, "sha256": source.sha256, "seed": seed, "draws": _DRAWS, **recipe(),
    }  # fmt: skip
    documents = [{**one, "recipe": made} for one in found]
    answer = documents if listed else documents[0]
    written = _written(found, made, answer, to.folder) if to.folder else ()
    if to.as_json:
        options.print_json(answer)
        return
    from yalu.report.strategy_text import strategy_text

    options.print_text(strategy_text(found, made, **options.look_here(to.color)._asdict()), to.color)
    if written:
        click.echo(f"\nWritten: {written[0]} and {written[1]}")


def _written(
    found: Sequence[Mapping[str, Any]], made: Mapping[str, Any], answer: Any, folder: Path
) -> tuple[Path, ...]:
    from yalu.app.pages import write_files
    from yalu.report.strategy_page import strategy_files

    return write_files(strategy_files(found, made, answer), folder)
