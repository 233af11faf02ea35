"""`yalu rerun`: any stored answer again from its recipe, and every decision from its record."""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stdout, suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from yalu.app import options
from yalu.app.messages import decided_by
from yalu.app.recipe import AGAIN, digest_of
from yalu.terms.errors import BadInput

if TYPE_CHECKING:
    from yalu.app.deciding import Office
    from yalu.screen.decision.model import Decision

__all__ = ["rerun"]

_ANSWERS = (  # what may be run from a file that anybody may have written: commands that answer and change nothing
    "check", "measures", "assess", "screen name", "trade check", "trade gravity", "forecast", "council", "game", "bargain",
    "scenario", "debate weigh",
)  # fmt: skip
_BESIDE = "stored"  # what a command did beside its answer; it is not done again


class _Told(NamedTuple):
    """One answer or decision made again, and why it comes out otherwise; empty where it is the same."""

    path: str
    place: int
    what: str
    why: str


@click.command()
@click.argument("record", type=click.Path(path_type=Path), metavar="RECORD")
@click.option(
    "--input",
    "input_",
    type=click.Path(path_type=Path),
    help="The input of a decision, where it no longer lies at the path of the record.",
)
@click.option(
    "--register",
    type=click.Path(path_type=Path),
    metavar="FILE.csv",
    help="The register that the decision used, if it used one.",
)
@options.folder
@options.as_json
@click.pass_context
def rerun(
    ctx: click.Context,
    record: Path,
    input_: Path | None,
    register: Path | None,
    folder: str | None,
    as_json: bool,
) -> None:
    """A stored answer (JSON) again from its recipe, or decisions (JSON lines) from their records; exit 1 where one differs."""
    try:
        data = record.read_bytes()
    except OSError as error:
        raise BadInput(f"{record}: cannot be read: {error.strerror}") from None
    answer = _answer(data)
    if answer is not None:
        words = " ".join(_recipe(answer)["words"])
        told = [_Told(str(record), 0, words, _answered(answer, ctx.find_root().command))]
    else:
        told = [
            _Told(
                line["path"],
                line["index"],
                f"{line['path']}, message {line['index']}",
                _again(line, input_, register, folder),
            )
            for line in _records(record, data)
        ]
    if as_json:
        options.print_json(
            {
                "total": len(told),
                "same": sum(not one.why for one in told),
                "differ": [{"path": one.path, "index": one.place, "why": one.why} for one in told if one.why],
            }
        )
    else:
        for one in told:
            click.echo(f"{one.what}: {one.why or 'the same to the byte'}")
    if any(one.why for one in told):
        sys.exit(1)


def _answer(data: bytes) -> Any:
    """The answer with a recipe that a file holds, or the list of them that a command gave; None where it is something else."""
    import msgspec

    try:
        found = msgspec.json.decode(data)
    except msgspec.DecodeError:
        return None
    kept, parts = _recipe(found), {"words": list, "inputs": dict, "version": str}
    return found if all(isinstance(kept.get(name), kind) for name, kind in parts.items()) else None


def _recipe(answer: Any) -> dict[str, Any]:
    one = answer[0] if isinstance(answer, list) and answer else answer
    kept = one.get("recipe") if isinstance(one, dict) else None
    return kept if isinstance(kept, dict) else {}


def _answered(old: Any, yalu: click.Command) -> str:
    """Why an answer comes out otherwise; empty where it is the same, blanks between its parts aside."""
    import msgspec

    kept = _recipe(old)
    words = [str(word) for word in kept["words"]]
    if not any(words[: len(name.split())] == name.split() for name in _ANSWERS) or any(
        word.startswith("--out") for word in words
    ):
        raise BadInput(f'"yalu {" ".join(words)}" is no command that only answers; it was not run')
    for name, digest in kept["inputs"].items():
        try:
            if digest_of(Path(name)) != digest:
                return f"{name} is not the file that was read: its hash differs"
        except OSError as error:
            raise BadInput(
                f"{name}: cannot be read: {error.strerror}; run this in the folder where the answer was made"
            ) from None
    said = io.TextIOWrapper(io.BytesIO(), "utf-8")
    ctx = yalu.make_context("yalu", [*words, "--json"])
    ctx.meta[AGAIN] = True
    with redirect_stdout(said), ctx, suppress(SystemExit):  # a "prohibited" has an exit status of its own
        yalu.invoke(ctx)
    said.flush()
    new = msgspec.json.decode(said.buffer.getvalue())
    pairs = list(zip(*(one if isinstance(one, list) else [one] for one in (old, new)), strict=False))
    parts = [
        name
        for before, after in pairs
        for name in dict.fromkeys([*before, *after])
        if name != _BESIDE and msgspec.json.encode(before.get(name)) != msgspec.json.encode(after.get(name))
    ]
    if isinstance(old, list) and len(old) != len(new):
        parts.append(f"{len(old)} answers are now {len(new)}")
    if not parts:
        return ""
    version = _recipe(new)["version"]
    made = f"made by version {kept['version']}, this is {version}; " if kept["version"] != version else ""
    return f"comes out otherwise: {made}{', '.join(parts)}"


def _records(path: Path, data: bytes) -> list[dict[str, Any]]:
    """The lines of a file of decisions that hold a record.

    Raises:
        BadInput: it is no such file, or holds no record.
    """
    import msgspec

    try:
        lines = [msgspec.json.decode(line, type=dict[str, Any]) for line in data.splitlines() if line.strip()]
    except msgspec.MsgspecError as error:
        raise BadInput(f"{path}: is no answer with a recipe and no file of decisions: {error}") from None
    found = [line for line in lines if line.get("record")]
    if not found:
        raise BadInput(f"{path}: holds no recipe of an answer and no record of a decision")
    return found


def _again(line: dict[str, Any], input_: Path | None, register: Path | None, folder: str | None) -> str:
    """Why a decision comes out otherwise, or nothing where it is the same to the byte."""
    import msgspec

    from yalu.app.deciding import office
    from yalu.screen.decision.record import encoded, read_record

    try:
        old = read_record(line["record"])
    except msgspec.ValidationError as error:
        raise BadInput(f"the record of {line.get('path')} is of another version: {error}") from None
    recipe = old.recipe
    path = input_ or Path(line["path"])
    try:
        if sha256(path.read_bytes()).hexdigest() != recipe.input_sha256:
            return f"{path} is not the input that was decided on: its hash differs"
    except OSError as error:
        raise BadInput(f"{path}: cannot be read: {error.strerror}; name the input with --input") from None
    key = (
        recipe.on,
        recipe.regime,
        recipe.reporter,
        recipe.rules,
        tuple(one for used in old.lists for one in used.snapshots),
    )
    if key not in _OFFICES:
        _OFFICES[key] = office(
            folder=folder,
            on=recipe.on,
            regime=recipe.regime,
            reporter=recipe.reporter,
            rules=recipe.rules,
            register=register,
            snapshots=frozenset(one for used in old.lists for one in used.snapshots),
        )
    new = decided_by(_OFFICES[key], path, recipe.index)
    if new is None:
        return "the message is no longer there"
    if encoded(new) == encoded(old):
        return ""
    return "comes out otherwise: " + ", ".join(_differences(old, new))


_OFFICES: dict[object, Office] = {}


def _differences(old: Decision, new: Decision) -> list[str]:
    """The parts of a record that are not the same, what explains the rest first."""
    parts = [
        f"{name} {getattr(old.recipe, name)} is now {getattr(new.recipe, name)}"
        for name in old.recipe.__struct_fields__
        if getattr(old.recipe, name) != getattr(new.recipe, name)
    ]
    return parts + [
        name
        for name in old.__struct_fields__
        if name != "recipe" and getattr(old, name) != getattr(new, name)
    ]
