"""`yalu screen message`: decisions on messages."""

from __future__ import annotations

import os
import sys
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from yalu.app import options
from yalu.terms.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import ProcessPoolExecutor
    from datetime import date

    from yalu.app.deciding import Office
    from yalu.screen.decision.model import Decision
    from yalu.screen.messages.model import Message

__all__ = ["decided_by", "message"]

_BLOCK = 1 << 20
_FILES_AT_ONCE = 64  # handed to a process together
_MESSAGES_AT_ONCE = 64  # decided on together
_OFFICE: list[Office] = []


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "--reporter", help="The State that decides, by code or name: its own acts are named beside the law."
)
@click.option(
    "--register",
    type=click.Path(path_type=Path),
    metavar="FILE.csv",
    help="Names by number (columns number, name), for parties given only by a number.",
)
@click.option(
    "--rules",
    type=click.Path(path_type=Path),
    metavar="FILE.toml",
    help="Ages of lists, the weight that red flags may reach, flags switched off.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE.jsonl",
    help="Write the lines here; a run that was stopped goes on where it was.",
)
@click.option(
    "--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes at work on several files."
)
@click.option(
    "--view", is_flag=True, help="Show each decision for a reader; the default for one file on a terminal."
)
@options.folder
@options.on
@options.as_json
@options.color
def message(
    files: tuple[Path, ...],
    reporter: str | None,
    register: Path | None,
    rules: Path | None,
    out: Path | None,
    jobs: int,
    view: bool,
    folder: str | None,
    on: date,
    as_json: bool,
    color: str,
) -> None:
    """Consignments, payments and travellers in any supported format, files or folders: may they pass? One line a message."""
    from yalu.app.deciding import office, read_rules
    from yalu.terms.read import gazetteer

    if view and (out or as_json):
        raise BadInput("--view is for a reader: leave it out where --out or --json asks for lines")
    paths = list(dict.fromkeys(_paths(files)))
    _OFFICE[:] = [
        office(
            folder=folder,
            on=on,
            reporter=gazetteer().find(reporter).iso3 if reporter else None,
            rules=read_rules(rules) if rules else None,
            register=register,
        )
    ]
    shown = view or (not as_json and out is None and len(paths) == 1 and sys.stdout.isatty())
    printed = shown or (len(paths) == 1 and out is None)
    refused = _printed(paths, shown, color) if printed else _many(paths, out, jobs)
    if refused:
        raise BadInput("\n".join(refused))


def _printed(paths: list[Path], shown: bool, color: str) -> list[str]:
    """Decides on the messages of some files as they come; a single file that cannot be read at all raises."""
    refused: list[str] = []
    between = ""
    for seen, decision in _decided(paths):
        if seen.whole_file and len(paths) == 1:
            raise BadInput(seen.said)
        if not shown:
            options.print_json(_line(seen, decision))
        elif decision is not None:
            from yalu.report.decision import decision_text

            text = decision_text(str(seen.path), seen.place, decision, *options.look_here(color))
            options.print_text(between + text, color)
            between = "\n"
        refused += [seen.said] if seen.why else []
    return refused


def _many(paths: list[Path], out: Path | None, jobs: int) -> list[str]:
    """Decides on many files in their order; with `out` it goes on after the last whole file there."""
    refused: list[str] = []
    start = _resumed(out, paths) if out else 0
    try:
        sink = out.open("ab") if out else None
    except OSError as error:
        raise BadInput(f"{out}: cannot be written: {error.strerror}") from None
    done = _Progress(start, len(paths))
    try:
        for lines in _lines(paths[start:], jobs):
            for path, line, why in lines:
                if sink:
                    sink.write(line)
                else:
                    click.echo(line, nl=False)
                refused += [why] if why else []
                done.at(path)
            if sink:
                sink.flush()
    finally:
        if sink:
            sink.close()
    done.all()
    return refused


class _Progress:
    """Tells on a terminal how many of the files were come to."""

    def __init__(self, start: int, total: int) -> None:
        self.count, self.total, self.path = start, total, Path()
        self.shown = sys.stderr.isatty()

    def at(self, path: Path) -> None:
        """A line of this file was written."""
        if path != self.path:
            self.count, self.path = self.count + 1, path
            if self.shown and self.count % 20 == 0:
                click.echo(f"\r{self.count} of {self.total} files", err=True, nl=False)

    def all(self) -> None:
        """All files are done."""
        if self.shown:
            click.echo(f"\r{self.total} of {self.total} files", err=True)


def _lines(paths: list[Path], jobs: int) -> Iterator[Iterable[tuple[Path, bytes, str]]]:
    """Groups of lines in the order of the files, each with its file and why it was refused where it was."""
    if jobs == 1 or len(paths) == 1:
        yield _written(paths)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(jobs, mp_context=get_context("fork")) as pool:
        yield from _ordered(pool, paths, jobs)


def _ordered(
    pool: ProcessPoolExecutor, paths: list[Path], jobs: int
) -> Iterator[list[tuple[Path, bytes, str]]]:
    """As `pool.map`, but with only a few batches waiting, so that a million files need no more memory than a thousand."""
    batches = (paths[at : at + _FILES_AT_ONCE] for at in range(0, len(paths), _FILES_AT_ONCE))
    waiting = [pool.submit(_batch, batch) for batch in islice(batches, 2 * jobs)]
    while waiting:
        yield waiting.pop(0).result()
        waiting += [pool.submit(_batch, batch) for batch in islice(batches, 1)]


def _batch(paths: list[Path]) -> list[tuple[Path, bytes, str]]:
    return list(_written(paths))


def _written(paths: list[Path]) -> Iterator[tuple[Path, bytes, str]]:
    import msgspec

    for seen, decision in _decided(paths):
        line = msgspec.json.encode(_line(seen, decision)) + b"\n"
        yield seen.path, line, seen.said if seen.why else ""


class _Seen(NamedTuple):
    """A message of a file as it was read, or why it was not and where."""

    path: Path
    place: int
    sha256: str = ""
    message: Message | None = None
    position: str = ""
    why: str = ""
    whole_file: bool = False

    @property
    def said(self) -> str:
        """Why it was refused, with its place."""
        if self.whole_file:
            return f"{self.path}: {self.why}"
        return f"{self.path}, message {self.place}, {self.position}: {self.why}"


def decided_by(office: Office, path: Path, index: int) -> Decision | None:
    """The decision on one message of a file, by its place in it; None where there is no such message."""
    _OFFICE[:] = [office]
    return next((decision for seen, decision in _decided([path]) if seen.place == index), None)


def _decided(paths: Iterable[Path]) -> Iterator[tuple[_Seen, Decision | None]]:
    """Each message of some files with its decision, or without one where it was refused."""
    seen = chain.from_iterable(map(_read, paths))
    while some := list(islice(seen, _MESSAGES_AT_ONCE)):
        decisions = iter(_OFFICE[0].decide([(one.message, one.sha256) for one in some if one.message]))
        yield from ((one, next(decisions) if one.message else None) for one in some)


def _read(path: Path) -> Iterator[_Seen]:
    from yalu.screen.messages.errors import ReaderError
    from yalu.screen.messages.model import Refused
    from yalu.screen.messages.recognise import read_messages

    count = 0
    try:
        digest = sha256()
        with path.open("rb") as stream:
            while block := stream.read(_BLOCK):
                digest.update(block)
            stream.seek(0)
            for found in read_messages(stream):
                count += 1
                if isinstance(found, Refused):
                    yield _Seen(path, found.index, position=found.position, why=found.why)
                else:
                    yield _Seen(path, found.index, digest.hexdigest(), found)
    except OSError as error:
        why = f"cannot be read: {error.strerror}"
        yield _Seen(path, count, position="file", why=why, whole_file=True)
    except ReaderError as error:
        yield _Seen(path, count, position="file", why=str(error), whole_file=True)


def _line(seen: _Seen, decision: Decision | None) -> dict[str, Any]:
    if decision is None:
        return _refusal(seen)
    return {
        "path": str(seen.path),
        "index": seen.place,
        "disposition": decision.disposition,
        "findings": decision.findings,
        "not_screened": decision.not_screened,
        "record": decision,
    }


def _refusal(seen: _Seen) -> dict[str, Any]:
    return {
        "path": str(seen.path),
        "index": seen.place,
        "disposition": "unavailable",
        "findings": [],
        "not_screened": [{"path": seen.position, "why": seen.why}],
        "record": None,
    }


def _paths(given: Iterable[Path]) -> Iterator[Path]:
    """The files given, and those in the folders given, in the order of their names; hidden ones are left out."""
    for path in given:
        if not path.is_dir():
            yield path
            continue
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            yield from (Path(folder, name) for name in sorted(names) if not name.startswith("."))


def _resumed(out: Path, paths: list[Path]) -> int:
    """How many files an earlier run finished; what it wrote of the next one is taken back.

    Raises:
        BadInput: the file holds something else.
    """
    if not out.exists():
        return 0
    import msgspec

    places = {str(path): place for place, path in enumerate(paths)}
    last, start = "", 0
    with out.open("rb+") as held:
        while line := held.readline():
            if not line.endswith(b"\n"):
                break
            try:
                path = msgspec.json.decode(line, type=dict[str, Any])["path"]
            except (msgspec.DecodeError, KeyError):
                raise BadInput(
                    f"{out}: holds other lines than those of decisions; name another file"
                ) from None
            if path not in places:
                raise BadInput(f"{out}: holds a decision on {path}, which is not among the files given")
            if path != last:
                last, start = path, held.tell() - len(line)
        held.truncate(start)
    return places[last] if last else 0
