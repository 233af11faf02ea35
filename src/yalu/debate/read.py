"""Opens debates: a file of the user's, one that ships by name, and the skeleton of a new one."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from yalu.debate.parse import parse_debate
from yalu.terms.errors import BadInput, nearest

if TYPE_CHECKING:
    from yalu.debate.model import Debate

__all__ = ["read_debate", "read_text", "shipped", "skeleton"]

_DATA = files("yalu.debate").joinpath("data")
_SKELETON = "skeleton.toml"


def shipped() -> tuple[str, ...]:
    """The names of the debates that ship with the package."""
    names = (entry.name for entry in _DATA.iterdir())
    return tuple(
        sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml") and name != _SKELETON)
    )


def read_text(name: str) -> str:
    """The text of a debate's file, by path or by the name under which it ships.

    Raises:
        BadInput: there is no such file, or it cannot be read as text.
    """
    if name in shipped():
        return _DATA.joinpath(f"{name}.toml").read_text(encoding="utf-8")
    try:
        return Path(name).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"{name}: is no text in UTF-8") from error
    except OSError as error:
        hint = nearest(name, shipped())
        near = f" Nearest of those that ship: {hint}." if hint else ""
        raise BadInput(
            f"{name}: {error.strerror}; the debates that ship are {', '.join(shipped())}.{near}"
        ) from error


def read_debate(name: str) -> Debate:
    """The debate of a file, checked.

    Raises:
        BadInput: there is no such file.
        BadFile: with every problem found in it.
    """
    return parse_debate(read_text(name), Path(name).name)


def skeleton() -> str:
    """A commented file to fill in."""
    return _DATA.joinpath(_SKELETON).read_text(encoding="utf-8")
