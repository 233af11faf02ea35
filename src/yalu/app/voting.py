"""`yalu council`: what to expect of an item that is put to the vote in the Security Council."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from yalu.app import options
from yalu.app.recipe import recipe
from yalu.terms.errors import BadInput

if TYPE_CHECKING:
    from yalu.events import CouncilItem, Draft
    from yalu.strategy.read import Source

__all__ = ["council"]

_TOPIC = "DPRK"
_LONG = 1000  # days without a failed item; from 1990 to 2019 there were never more than 971


def _days(span: str) -> tuple[date, date]:
    from yalu.terms.days import parse_day

    since, parted, until = span.partition(":")
    if not parted:
        raise BadInput(f'"{span}" is no span; write FROM:TO, such as 2000-01-01:2019-12-31')
    if parse_day(until) < parse_day(since):
        raise BadInput(f'"{span}" ends before it begins; write FROM:TO, such as 2000-01-01:2019-12-31')
    return parse_day(since), parse_day(until)


@click.command()
@click.argument("file", required=False)
@options.on
@click.option(
    "--items",
    type=click.Path(path_type=Path),
    metavar="TABLE",
    multiple=True,
    help="Another record of items, as one table or several: outcomes, the UN library's votes, vetoes (CSV).",
)
@click.option(
    "--votes",
    type=click.Path(path_type=Path),
    metavar="TABLE",
    help="Other votes by name: failed drafts with their voters, or the UN library's votes (CSV).",
)
@click.option(
    "--backtest",
    "span",
    metavar="FROM:TO",
    help="Score forecasts of each item of these days from earlier ones.",
)
@click.option(
    "--seed", type=click.IntRange(0), default=1, show_default=True, help="The random seed of the ranges."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write the page with its charts and the JSON into this folder.",
)
@options.as_json
@options.color
def council(
    file: str | None,
    on: date,
    items: tuple[Path, ...],
    votes: Path | None,
    span: str | None,
    seed: int,
    out: Path | None,
    as_json: bool,
    color: str,
) -> None:
    """If it is put to the vote, is an item vetoed, is all agreed, who votes how? FILE (TOML), or the DPRK."""
    from yalu.strategy.council.vote import ASSUMPTIONS
    from yalu.strategy.read import read_source

    source = read_source(file) if file else None
    record, named = _record(items)
    said = (
        _backtest(record, _days(span), seed)
        if span
        else _votes(source, record, (*_drafts(votes), *named), on, seed)
    )
    made = {
        "file": source.name if source else "",
        "sha256": source.sha256 if source else "casebook",
        "items": ";".join(_digest(path) for path in items) or "casebook",
        "votes": _digest(votes) if votes else "casebook",
        "seed": seed,
        **recipe(),
    }
    document = {
        "kind": "council",
        "record": {"items": len(record), "since": record[0].on, "until": record[-1].on, "note": _gap(record)},
        **said,
        "assumptions": list(ASSUMPTIONS),
        "recipe": made,
    }
    written = _written(document, out) if out else ()
    if as_json:
        options.print_json(document)
        return
    from yalu.report.council import council_text

    options.print_text(council_text(document, *options.look_here(color)), color)
    for path in written:
        click.echo(f"Written: {path}")


def _written(document: dict[str, Any], folder: Path) -> tuple[Path, ...]:
    from yalu.app.pages import write_files
    from yalu.report.council_page import council_files

    return write_files(council_files(document), folder)


def _record(paths: tuple[Path, ...]) -> tuple[tuple[CouncilItem, ...], tuple[Draft, ...]]:
    """The items to count, and the votes by name that came with them."""
    from yalu.events.read import council as acts
    from yalu.events.read import council_items
    from yalu.events.sources.library_votes import is_library_table
    from yalu.strategy.council.record import joined, merged

    if not paths:
        return joined(council_items(), acts()), ()
    tables = [_table(path) for path in paths]
    record = merged(items for items, _ in tables)
    lacking = ""
    if all(item.outcome != "adopted" for item in record):
        lacking = "passed"
    elif all(is_library_table(_bytes(path)) for path in paths):
        lacking = "failed"
    if lacking:
        raise BadInput(
            f"{', '.join(map(str, paths))}: {len(record)} items, and none that {lacking}, so no chance can be counted from them; "
            "give the table of outcomes, or that of the UN library's votes and that of vetoes together"
        )
    return record, tuple(draft for _, votes in tables for draft in votes)


def _gap(record: tuple[CouncilItem, ...]) -> str:
    """What is to be said where tables of different ends were put together."""
    failed = [item.on for item in record if item.outcome != "adopted"]
    if not failed or (record[-1].on - failed[-1]).days <= _LONG:
        return ""
    return (
        f"the last item that failed is of {failed[-1]}, the last that passed of {record[-1].on}; if the table of vetoes ends "
        "there, later ones are missing and the chances are too low"
    )


def _table(path: Path) -> tuple[tuple[CouncilItem, ...], tuple[Draft, ...]]:
    from yalu.events.sources.library_votes import is_library_table, parse_library_votes
    from yalu.events.sources.member_votes import is_veto_table, parse_vetoes
    from yalu.events.sources.outcomes import parse_outcomes

    name, data, today = str(path), _bytes(path), date.today()
    if is_library_table(data):
        return parse_library_votes(name, data, today=today)
    if is_veto_table(data):
        return parse_vetoes(name, data, today=today), ()
    return parse_outcomes(name, data, today=today), ()


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path}: cannot be read: {error.strerror}") from None


def _digest(path: Path) -> str:
    return sha256(_bytes(path)).hexdigest()


def _drafts(path: Path | None) -> tuple[Draft, ...]:
    from yalu.events.read import failed_drafts
    from yalu.events.sources.library_votes import is_library_table, parse_library_votes
    from yalu.events.sources.member_votes import parse_member_votes
    from yalu.terms.read import gazetteer

    if path is None:
        return failed_drafts()
    data = _bytes(path)
    if is_library_table(data):  # it has what passed, the casebook's drafts what failed
        return (*failed_drafts(), *parse_library_votes(str(path), data, today=date.today()).votes)
    return parse_member_votes(str(path), data, lambda name: gazetteer().find(name).iso3)


def _votes(
    source: Source | None, record: tuple[CouncilItem, ...], drafts: tuple[Draft, ...], on: date, seed: int
) -> dict[str, Any]:
    import numpy as np

    from yalu.events.read import agreements
    from yalu.strategy.council.files import Asked, asked_from
    from yalu.strategy.council.members import fit_members, prior_places
    from yalu.strategy.council.vote import vote_outlook
    from yalu.strategy.read import council_topics

    if on <= record[0].on:
        raise BadInput(f"{on}: the record begins on {record[0].on}; ask about a later day")
    topics = council_topics()
    asked = asked_from(source.name, source.raw) if source else (Asked(topic=_TOPIC),)
    members = fit_members(record, drafts, topics, prior_places(agreements(), on), on)
    outlooks = [
        vote_outlook(record, topics, members, one.told(topics), on, np.random.default_rng(seed))
        for one in asked
    ]
    return {
        "on": on,
        "votes": [{"name": one.name, "vote": vote} for one, vote in zip(asked, outlooks, strict=True)],
        "contested_items": members.items,
    }


def _backtest(record: tuple[CouncilItem, ...], span: tuple[date, date], seed: int) -> dict[str, Any]:
    import numpy as np

    from yalu.strategy.council.base import EVENTS, backtest
    from yalu.strategy.read import council_topics

    (since, until), topics = span, council_topics()
    return {
        "backtest": {
            event: backtest(record, topics, event, since, until, np.random.default_rng(seed))
            for event in EVENTS
        }
    }
