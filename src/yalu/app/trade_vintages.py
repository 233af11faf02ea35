"""Statistics files kept as dated vintages: `yalu trade add`, `show` and `diff`.

Layout, under `trade/vintages` of the data folder: a file as its publisher wrote it, named by the start of its SHA-256, and beside
it `<the same>.about.json`, its `Snapshot`. The record is written last, each in one step, so a run that is killed leaves a
vintage that is whole or none. Nothing is ever overwritten; the same bytes are kept once.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from yalu.app import options
from yalu.app.folder import data_folder
from yalu.terms.errors import BadFile, BadInput, Problem

if TYPE_CHECKING:
    from yalu.report.cells import Style
    from yalu.trade.flow_file import FlowFile
    from yalu.trade.vintages import Change, Snapshot

__all__ = ["add", "diff", "show"]

_SHOWN = 40  # changes that a screen shows; the document has all
_FEWEST = 4  # digits of a hash by which a vintage may be named

_mapping = click.option(
    "--mapping",
    type=click.Path(path_type=Path),
    metavar="FILE.toml",
    help="Which column is what, for a table that no publisher's layout fits.",
)


class _Added(NamedTuple):
    snapshot: Snapshot
    new: bool


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "--published", metavar="DAY", callback=options.day_or_none, help="The publisher's date, if known."
)
@click.option(
    "--publisher", default="", metavar="NAME", help="Who published it, where the layout does not say."
)
@click.option(
    "--licence", default="", metavar="WORDS", help="Under which licence, where the layout does not say."
)
@_mapping
@options.folder
@options.as_json
def add(
    files: tuple[Path, ...],
    published: date | None,
    publisher: str,
    licence: str,
    mapping: Path | None,
    folder: str | None,
    as_json: bool,
) -> None:
    """Keep statistics files as vintages, so that a later revision can be told; a file that cannot be read is refused."""
    from yalu.measures.read import read_regime
    from yalu.trade.read import check_files
    from yalu.trade.vintages import fingerprint

    today = date.today()
    _, read = check_files(files, on=today, about=read_regime().tables.target, mapping=mapping)
    if problems := [Problem(one.name, "", "", "holds no trade figures") for one in read if not one.flows]:
        raise BadFile(problems)
    store = _folder(folder)
    contents = [path.read_bytes() for path in files]
    if changed := [
        Problem(one.name, "", "", "changed while it was read")
        for one, content in zip(read, contents, strict=True)
        if fingerprint(content) != one.sha256
    ]:
        raise BadFile(changed)
    added = [
        _kept(store, path, _record(one, content, today, published, publisher, licence), content)
        for path, one, content in zip(files, read, contents, strict=True)
    ]
    if as_json:
        options.print_json([{**_fields(one.snapshot), "new": one.new} for one in added])
        return
    for one in added:
        click.echo(f"{'kept' if one.new else 'held already'}: {_line(one.snapshot)}")


@click.command()
@options.folder
@options.as_json
def show(folder: str | None, as_json: bool) -> None:
    """The vintages kept: hash, publisher, licence, and when each was published and taken in."""
    held = _held(_folder(folder))
    if as_json:
        options.print_json([_fields(one) for one in held])
    elif held:
        click.echo("\n".join(map(_line, held)))
    else:
        click.echo("No vintage is kept; keep one with: yalu trade add FILE")


@click.command()
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@_mapping
@options.folder
@options.as_json
@options.color
def diff(
    before: str, after: str, mapping: Path | None, folder: str | None, as_json: bool, color: str
) -> None:
    """What was added, removed and revised from A to B, figure by figure.

    A and B are files, or vintages kept, by the start of their hash.
    """
    from yalu.trade.read import read_statistics
    from yalu.trade.vintages import differences

    store = _folder(folder)
    old, new = (read_statistics(_named(store, name), mapping) for name in (before, after))
    changes = differences(old.flows, new.flows)
    if as_json:
        document = {
            "from": old.sha256,
            "to": new.sha256,
            "figures": {"from": len(old.flows), "to": len(new.flows)},
            "changes": [_change(one) for one in changes],
        }
        options.print_json(document)
        return
    options.print_text(_told(changes, old, new, *options.look_here(color)), color)


def _folder(given: str | None) -> Path:
    return data_folder(given) / "trade" / "vintages"


def _record(
    read: FlowFile, content: bytes, today: date, published: date | None, publisher: str, licence: str
) -> Snapshot:
    from yalu.trade.sources import SOURCES
    from yalu.trade.vintages import snapshot

    name = read.layout.source if read.layout else ""
    known = next((one for one in SOURCES if one.name == name), None)
    return snapshot(
        content,
        name=read.name,
        source=name,
        publisher=publisher or (known.publisher if known else "") or "not said",
        licence=licence or (known.licence if known else "") or "not said",
        address=known.address if known else "",
        fetched=today,
        published=published,
        records=len(read.flows),
    )


def _kept(store: Path, path: Path, record: Snapshot, content: bytes) -> _Added:
    import msgspec

    from yalu.app.sync import folders

    target = store / f"{record.sha256[:16]}{''.join(path.suffixes[-2:]).lower()}"
    beside = store / f"{record.sha256[:16]}.about.json"
    if (held := _about(beside)) is not None:
        return _Added(held, new=False)
    with folders.written(store) as file:
        file.write(content)
        folders.put(file, target)
    kept = msgspec.structs.replace(record, name=target.name)
    with folders.written(store) as file:
        file.write(msgspec.json.format(msgspec.json.encode(kept), indent=1) + b"\n")
        folders.put(file, beside)
    return _Added(kept, new=True)


def _about(path: Path) -> Snapshot | None:
    import msgspec

    from yalu.trade.vintages import Snapshot

    try:
        return msgspec.json.decode(path.read_bytes(), type=Snapshot)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as error:
        raise BadInput(f"{path}: was changed from outside: {error}") from None


def _held(store: Path) -> tuple[Snapshot, ...]:
    found = [one for path in store.glob("*.about.json") if (one := _about(path)) is not None]
    return tuple(sorted(found, key=lambda one: (one.published or one.fetched, one.fetched, one.sha256)))


def _named(store: Path, name: str) -> Path:
    """A file, or the file of the one vintage whose hash begins so."""
    if Path(name).exists():
        return Path(name)
    found = [one for one in _held(store) if len(name) >= _FEWEST and one.sha256.startswith(name.lower())]
    if len(found) != 1:
        why = "more than one vintage begins so" if found else "no such file, and no vintage that begins so"
        raise BadInput(f"{name}: {why}; yalu trade show names them")
    return store / found[0].name


def _fields(record: Any) -> dict[str, Any]:
    import msgspec

    fields: dict[str, Any] = msgspec.to_builtins(record)
    return fields


def _line(one: Snapshot) -> str:
    days = f"published {one.published}, " if one.published else ""
    what = one.source or "own table"
    return f"{one.sha256[:12]}  {what}, {one.records:,} figures, {days}taken in {one.fetched}; {one.publisher}; {one.licence}"


def _change(one: Change) -> dict[str, Any]:
    return {
        "kind": one.kind,
        **one.key._asdict(),
        "currency": one.currency,
        "breakdown": one.breakdown,
        "old": one.old.value if one.old else None,
        "new": one.new.value if one.new else None,
        "by": one.by,
        "unit": about.unit if (about := one.new or one.old) else "",
        "old_quantity": one.old.quantity if one.old else None,
        "new_quantity": one.new.quantity if one.new else None,
        "old_line": one.old.line if one.old else None,
        "new_line": one.new.line if one.new else None,
    }


def _told(changes: list[Change], old: FlowFile, new: FlowFile, width: int, style: Style) -> str:
    from yalu.report.cells import Cell, Column, columns, wrap

    counts = {kind: sum(one.kind == kind for one in changes) for kind in ("added", "removed", "changed")}
    said = ", ".join(f"{count:,} {kind}" for kind, count in counts.items())
    lines = wrap(
        f"From {old.name} ({old.sha256[:12]}) to {new.name} ({new.sha256[:12]}): {said} of {len(old.flows):,} and "
        f"{len(new.flows):,} figures.",
        width,
    )
    if changes:
        rows = [
            [
                Cell(text)
                for text in (
                    one.kind,
                    f"{one.key.reporter} {one.key.direction} {one.key.partner}",
                    one.key.hs,
                    f"{one.key.since} to before {one.key.until}",
                    _value(one.old.value if one.old else None),
                    _value(one.new.value if one.new else None),
                    one.currency,
                )
            ]
            for one in changes[:_SHOWN]
        ]
        heads = ("what", "flow", "HS", "period", "old", "new", "")
        lines += ["", *columns([Column(head) for head in heads], rows, width, style)]
    if len(changes) > _SHOWN:
        lines.append(f"... and {len(changes) - _SHOWN:,} more; --json has them all")
    return "\n".join(map(style.words, lines)) + "\n"


def _value(value: float | None) -> str:
    return "" if value is None else f"{value:,.2f}".removesuffix(".00")
