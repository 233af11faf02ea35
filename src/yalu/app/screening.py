"""Commands that screen names against lists: one name, labelled pairs, every query against a list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from yalu.app import options
from yalu.app.messages import message
from yalu.app.recipe import recipe
from yalu.terms.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from yalu.screen.names import Hit

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
    default="Thing",
    show_default=True,
    help="Person, Organization, Company, Vessel, LegalEntity or Thing, which may be any.",
)
@options.folder
@options.on
@options.as_json
def name(
    text: str, dob: str | None, country: str | None, schema: str, folder: str | None, on: date, as_json: bool
) -> None:
    """One name against the lists held, or against the casebook's designations while none is loaded."""
    from yalu.app.folder import data_folder
    from yalu.app.held import held, split_id
    from yalu.screen.asked import asked, kinds_named

    question = asked({"name": text, "birth_date": dob, "country": country, "schema": kinds_named(schema)})
    if question.party is None or question.faults:
        raise BadInput("\n".join(question.faults))
    listed = held(data_folder(folder) / "lists", on)
    hits = listed.matcher.screen(question.party)
    if as_json:
        options.print_json(
            {
                "query": text,
                "on": on,
                "source": listed.source(on),
                "hits": [_hit(one) for one in hits],
                "recipe": recipe(),
            }
        )
        return
    click.echo(f"{listed.source(on)}, on {on}")
    for one in hits:
        click.echo(f"{one.outcome:7} {one.score:.2f}  {' '.join(split_id(one.id))}  {one.reason}")
    if not hits:
        click.echo("no hit; a name that is not found is no clearance")


@screen.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where the hits go: .csv, .jsonl, .json, .parquet or .arrow.",
)
@click.option(
    "--name", "names", multiple=True, metavar="COLUMN", help="Holds the name; given again, its next part."
)
@click.option("--dob", metavar="COLUMN", help="Holds the birth date.")
@click.option("--country", metavar="COLUMN", help="Holds a country.")
@click.option("--id", "id_", metavar="COLUMN", help="Holds what tells the row, and comes back with each hit.")
@click.option(
    "--schema",
    metavar="COLUMN|WORD",
    help="Holds what the party is, or says it for all: Person, Organization, Company, Vessel, Thing.",
)
@click.option("--encoding", help="Of a CSV that is not UTF-8, such as cp949, gb18030 or cp1252.")
@click.option("--limit", default=25, show_default=True, type=click.IntRange(1), help="Hits a row at most.")
@options.folder
@options.on
@options.as_json
def table(
    file: Path,
    out: Path,
    names: tuple[str, ...],
    dob: str | None,
    country: str | None,
    id_: str | None,
    schema: str | None,
    encoding: str | None,
    limit: int,
    folder: str | None,
    on: date,
    as_json: bool,
) -> None:
    """A table of names (CSV, Parquet, Arrow) of any size; one that was stopped goes on where it was.

    Columns with usual headings (name, date of birth, country, type, id, imo, passport, gender) are found by themselves.
    """
    from yalu.app.folder import data_folder
    from yalu.app.held import held
    from yalu.app.table_file import open_table
    from yalu.app.table_forms import checked_out
    from yalu.app.table_screening import progress, screen_table
    from yalu.screen.asked import columns_of, kinds_named

    opened = open_table(file, encoding)
    checked_out(out, file)
    chosen = {"name": names, "birth_date": _one(dob), "country": _one(country), "id": _one(id_)}
    word = schema if schema not in opened.headings else None
    columns = columns_of(opened.headings, {**chosen, "schema": () if word else _one(schema)})
    if word:
        word = kinds_named(word)
        columns.pop("schema", None)
    rows = opened.count()
    listed = held(data_folder(folder) / "lists", on)
    done = screen_table(opened, columns, listed, out, schema=word, limit=limit, tell=progress(rows))
    if as_json:
        options.print_json(
            {
                "file": str(file),
                "out": str(out),
                "on": on,
                "source": listed.source(on),
                "columns": columns,
                **done._asdict(),
            }
        )
        return
    click.echo(f"Read: {', '.join(f'{field} from {_quoted(of)}' for field, of in columns.items())}")
    if "schema" not in columns and not word:
        click.echo(
            "Each party may be a person or an organisation; for ships say --schema Vessel, or Thing for anything"
        )
    click.echo(f"Against {listed.source(on)}, on {on}")
    click.echo(
        f"{done.rows:,} rows: {done.match:,} match, {done.review:,} review, {done.not_screenable:,} not screenable, "
        f"{done.no_hit:,} without a hit, which is no clearance"
    )
    for fault in done.faults:
        click.echo(f"  {fault}")
    if done.more_faults:
        click.echo(f"  and {done.more_faults:,} more, each in the answers")
    click.echo(
        f"Written: {out}" + (f" (taken up at row {done.taken_up_at + 1:,})" if done.taken_up_at else "")
    )


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


def _one(column: str | None) -> tuple[str, ...]:
    return () if column is None else (column,)


def _quoted(columns: tuple[str, ...]) -> str:
    return " and ".join(f'"{column}"' for column in columns)


def _hit(one: Hit) -> dict[str, Any]:
    from yalu.app.held import split_id

    reasons = [
        {"feature": reason.feature, "effect": round(reason.effect, 4), "text": reason.text}
        for reason in one.reasons
    ]
    list_, entry = split_id(one.id)
    return {
        "id": entry,
        "list": list_,
        "score": round(one.score, 4),
        "outcome": one.outcome,
        "reasons": reasons,
    }


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
