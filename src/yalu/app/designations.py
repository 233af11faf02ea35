"""Commands on watch lists: take in a file, show what is held, what changed, and who was listed on a day."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from yalu.app import options

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from yalu.app.snapshots import Added, AsOf, Store
    from yalu.lists.diff import Difference
    from yalu.lists.model import Snapshot, Subject

__all__ = ["lists", "make_index", "print_added"]


@click.group()
def lists() -> None:
    """Watch lists as dated snapshots: who is designated, by whom, since when."""


@lists.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--published", metavar="DAY", help="The publisher's date, for a list whose file carries none.")
@click.option(
    "--force", is_flag=True, help="Take the list in although its age or its counts speak against it."
)
@options.folder
@options.as_json
def add(
    files: tuple[Path, ...], published: str | None, force: bool, folder: str | None, as_json: bool
) -> None:
    """Take in the lists of some files; files of one list are given together."""
    from yalu.terms.days import parse_day

    day = parse_day(published) if published else None
    store = _store(folder)
    print_added(store.add(files, published=day, force=force), as_json)
    make_index(store.folder)


@lists.command()
@options.folder
@options.as_json
@options.on
def show(folder: str | None, as_json: bool, on: date) -> None:
    """The snapshots held; with none, what the casebook ships and how old it is."""
    from yalu.app.snapshots import casebook

    history = _store(folder).history()
    if as_json:
        options.print_json([_fields(one) for one in history])
    elif history:
        click.echo("\n".join(_line(one) for one in history))
    else:
        shipped = casebook(on)
        click.echo(
            f"No list is loaded. The casebook holds {len(shipped.subjects)} designations as of {shipped.published}; "
            "load a list with: yalu lists add FILE"
        )


@lists.command()
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@options.folder
@options.as_json
def diff(before: str, after: str, folder: str | None, as_json: bool) -> None:
    """What was added, removed and amended from A to B.

    A and B are files, or snapshots held: `un`, `un@2025-08-02`, or the start of a hash.
    """
    from yalu.lists.diff import diff as difference

    store = _store(folder)
    found = difference(store.list_named(before)[1], store.list_named(after)[1])
    if as_json:
        options.print_json(
            {
                "added": [subject.id for subject in found.added],
                "removed": [subject.id for subject in found.removed],
                "amended": found.amended,
            }
        )
    else:
        click.echo(_difference(found))


@lists.command("as-of")
@click.argument("day", metavar="DAY")
@click.option("--list", "list_", default="un", show_default=True, help="Which list, by its family.")
@options.folder
@options.as_json
def as_of(day: str, list_: str, folder: str | None, as_json: bool) -> None:
    """Who was on a list on a day, as far as the snapshots show."""
    from yalu.terms.days import parse_day

    found = _store(folder).as_of(list_, parse_day(day))
    if as_json:
        options.print_json(found)
    else:
        click.echo(_as_of(found))


@lists.command()
@click.argument("name", metavar="LIST")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where the lines go; replaced whole.",
)
@options.folder
@options.as_json
def export(name: str, out: Path, folder: str | None, as_json: bool) -> None:
    """A list as FollowTheMoney JSON lines, for other programs.

    LIST is a file, or a snapshot held: `un`, `un@2025-08-02`, or the start of a hash.
    """
    from yalu.app.snapshots import write_whole
    from yalu.lists.ftm_export import to_json_lines

    snapshot, subjects = _store(folder).list_named(name)
    lines = list(to_json_lines(subjects, snapshot))
    write_whole(out, b"".join(lines))
    if as_json:
        options.print_json({"out": str(out), **_fields(snapshot), "entities": len(lines)})
    else:
        click.echo(f"{_line(snapshot)}\nWritten: {out}, {len(lines):,} entities")


@lists.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@click.option("--id", "id_", help="Only the cluster of this entry, such as KPi.001 or un:KPi.001.")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="FILE.csv", help="Write the evidence, one row a tie."
)
@options.folder
@options.as_json
def clusters(
    files: tuple[Path, ...],
    id_: str | None,
    out: Path | None,
    folder: str | None,
    as_json: bool,
) -> None:
    """The same subject on several lists, with the evidence: of the lists held, or of some files."""
    from yalu.app.crosslist import clusters_held, clusters_text, ties_csv
    from yalu.app.snapshots import write_whole

    found = clusters_held(_store(folder), files, id_)
    if out:
        write_whole(out, ties_csv(found))
    if as_json:
        options.print_json({"lists": found.lists, "clusters": found.clusters})
    else:
        click.echo(clusters_text(found))
        if out:
            click.echo(f"Written: {out}")


def print_added(added: Sequence[Added], as_json: bool) -> None:
    """What became of the lists that were taken in."""
    if as_json:
        documents = [
            {**_fields(one.snapshot), "rows": one.rows, "findings": one.findings, "same": one.same}
            for one in added
        ]
        options.print_json(documents[0] if len(documents) == 1 else documents)
        return
    for one in added:
        click.echo(f"{_line(one.snapshot)}{'; held already' if one.same else ''}")
        for finding in one.findings:
            click.echo(f"  {finding}")


def make_index(lists: Path) -> None:
    """Make the index of the lists held in a folder, if it is not there yet, so that the first question need not wait."""
    from datetime import date

    from yalu.app.held import held

    if sys.stderr.isatty():
        click.echo("Making the index of the names", err=True)
    held(lists, date.today())


def _store(folder: str | None) -> Store:
    from yalu.app.folder import data_folder
    from yalu.app.snapshots import Store

    return Store(data_folder(folder) / "lists")


def _fields(snapshot: Snapshot) -> dict[str, Any]:
    import msgspec

    fields: dict[str, Any] = msgspec.to_builtins(snapshot)
    fields.setdefault("published", None)
    return fields


def _line(snapshot: Snapshot) -> str:
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in snapshot.by_kind.items())
    day = snapshot.published or "no date"
    return f"{snapshot.source}  {day}  {snapshot.subjects:,} subjects ({kinds}), {snapshot.names:,} names  {snapshot.sha256[:12]}"


def _difference(found: Difference) -> str:
    lines = [f"{len(found.added)} added, {len(found.removed)} removed, {len(found.amended)} amended"]
    lines += [f"+ {_named(subject)}" for subject in found.added]
    lines += [f"- {_named(subject)}" for subject in found.removed]
    lines += [f"~ {one.id}  {', '.join(one.fields)}" for one in found.amended]
    return "\n".join(lines)


def _named(subject: Subject) -> str:
    since = f"  listed {subject.listed_on}" if subject.listed_on else ""
    return f"{subject.id}  {subject.names[0].text if subject.names else ''}{since}"


def _as_of(found: AsOf) -> str:
    used = [
        f"{word} {one.source} of {one.published or 'no date'}"
        for word, one in (("before:", found.before), ("after:", found.after))
        if one
    ]
    head = f"{len(found.subjects)} subjects on {found.day}, from the snapshot {' and the one '.join(used)}"
    undated = (
        [f"{found.undated} entries of the later snapshot have no day of listing and are left out"]
        if found.undated
        else []
    )
    back = (
        [
            f"{len(found.returned)} came back between the two snapshots on a day no list prints and are left out"
        ]
        if found.returned
        else []
    )
    if found.before is None:
        back.append("with no snapshot before that day, who had been removed or listed again cannot be seen")
    return "\n".join([head, *undated, *back, *(_named(subject) for subject in found.subjects)])
