"""Commands that screen names against lists: one name, labelled pairs, every query against a list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from yalu.app import options
from yalu.app.messages import message
from yalu.terms.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from yalu.screen.names import Hit, Matcher
    from yalu.screen.party import Party

__all__ = ["screen"]


@click.group()
def screen() -> None:
    """Is this name a listed party? Match, review or no, with the reasons."""


@screen.command()
@click.argument("text")
@click.option("--dob", metavar="DATE", help="Birth date: day, month or year.")
@click.option("--country", help="A country the party is tied to, by code or name.")
@click.option(
    "--schema",
    default="LegalEntity",
    show_default=True,
    help="Person, Organization, Company, Vessel or LegalEntity.",
)
@options.folder
@options.on
@options.as_json
def name(
    text: str, dob: str | None, country: str | None, schema: str, folder: str | None, on: date, as_json: bool
) -> None:
    """One name against the lists held, or against the casebook's designations while none is loaded."""
    from yalu.screen.party import party_of_ftm

    matcher, source = _listed(folder, on)
    properties: dict[str, list[str]] = {"name": [text]}
    properties |= {"birthDate": [dob]} if dob else {}
    properties |= {"country": [_country(country)]} if country else {}
    hits = matcher.screen(party_of_ftm({"schema": schema, "properties": properties}))
    if as_json:
        options.print_json({"query": text, "on": on, "source": source, "hits": [_hit(one) for one in hits]})
        return
    click.echo(f"{source}, on {on}")
    for one in hits:
        click.echo(f"{one.outcome:7} {one.score:.2f}  {one.id}  {one.reason}")
    if not hits:
        click.echo("no hit; a name that is not found is no clearance")


@screen.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE.jsonl...")
@click.option(
    "--rows", is_flag=True, help="One JSON object a pair: id, score, outcome, reason; labels are not needed."
)
@options.as_json
def pairs(files: tuple[Path, ...], rows: bool, as_json: bool) -> None:
    """Pairs of parties from JSON lines with `query` and `candidate`; with labels (`match`) precision, recall, F1 and AUC."""
    from yalu.screen.names import score_pair
    from yalu.screen.party import party_of_ftm
    from yalu.screen.quality import Labelled, quality
    from yalu.screen.read import tables

    scored = {
        path.stem: [
            (row, score_pair(party_of_ftm(row["query"]), party_of_ftm(row["candidate"]), tables()))
            for row in _lines(path, "query", "candidate")
        ]
        for path in files
    }
    if rows:
        for row, hit in (pair for found in scored.values() for pair in found):
            options.print_json(
                {
                    "id": row.get("id"),
                    "score": round(hit.score, 4),
                    "outcome": hit.outcome,
                    "reason": hit.reason,
                }
            )
        return
    figures = {
        stem: quality(
            [
                Labelled(
                    category=row.get("category", ""),
                    match=row["match"],
                    score=hit.score,
                    said=hit.outcome == "match",
                )
                for row, hit in found
                if isinstance(row.get("match"), bool)
            ]
        )
        for stem, found in scored.items()
    }
    if as_json:
        options.print_json({"files": figures})
        return
    for stem, one in figures.items():
        shown = ", ".join(
            f"{label} {'none' if value is None else f'{value:.3f}'}"
            for label, value in (
                ("precision", one.precision),
                ("recall", one.recall),
                ("F1", one.f1),
                ("AUC", one.auc),
            )
        )
        click.echo(f"{stem}: {one.n} pairs; {shown}")


@screen.command("list")
@click.option(
    "--list",
    "list_",
    required=True,
    type=click.Path(path_type=Path),
    help="Entities in FollowTheMoney JSON lines.",
)
@click.option("--queries", required=True, type=click.Path(path_type=Path), help="Queries of the same shape.")
@click.option("--limit", default=10, show_default=True, help="Hits a query at most.")
def against(list_: Path, queries: Path, limit: int) -> None:
    """Every query against a list; one JSON object a query: id and hits."""
    from yalu.screen.names import Matcher
    from yalu.screen.party import party_of_ftm
    from yalu.screen.read import tables

    matcher = Matcher.of([party_of_ftm(row) for row in _lines(list_, "schema")], tables())
    for row in _lines(queries, "schema"):
        hits = matcher.screen(party_of_ftm(row), limit=limit, explain=False)
        found = [{"id": one.id, "score": round(one.score, 4), "outcome": one.outcome} for one in hits]
        options.print_json({"id": row.get("id"), "hits": found})


def _listed(folder: str | None, on: date) -> tuple[Matcher, str]:
    """A matcher over what is held, and in words what that is."""
    from yalu.app.folder import data_folder
    from yalu.app.snapshots import Store, casebook
    from yalu.lists.recognise import source_by_name
    from yalu.screen.names import Matcher
    from yalu.screen.party import party_of_subject
    from yalu.screen.read import tables

    store = Store(data_folder(folder) / "lists")
    held = store.held()
    parties: list[Party]
    if held:
        parties = [
            party_of_subject(one)
            for snapshot in held
            for one in store.as_of(source_by_name(snapshot.source).family, on).subjects
        ]
        source = ", ".join(f"{one.source} of {one.published or 'no date'}" for one in held)
    else:
        shipped = casebook(on)
        parties = [party_of_subject(one) for one in shipped.subjects]
        source = f"casebook designations as of {shipped.published} (no list is loaded)"
    return Matcher.of(parties, tables()), source


def _country(text: str) -> str:
    from yalu.terms.read import gazetteer

    return gazetteer().find(text).iso2.lower()


def _hit(one: Hit) -> dict[str, Any]:
    reasons = [
        {"feature": reason.feature, "effect": round(reason.effect, 4), "text": reason.text}
        for reason in one.reasons
    ]
    return {"id": one.id, "score": round(one.score, 4), "outcome": one.outcome, "reasons": reasons}


def _lines(path: Path, *needed: str) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines.

    Raises:
        BadInput: the file cannot be read, or a line is no object with the fields needed.
    """
    import json

    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path}: cannot be read: {error}") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise BadInput(f"{path}, line {number}: is no JSON: {error}") from error
        if not isinstance(row, dict) or any(name not in row for name in needed):
            raise BadInput(f"{path}, line {number}: needs an object with {' and '.join(needed)}")
        yield row


screen.add_command(message)
