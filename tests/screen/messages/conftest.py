"""Messages read from bytes or from samples, and what they say in plain values."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from yalu.screen.messages.model import Payment
from yalu.screen.messages.recognise import read_messages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from yalu.screen.messages.model import Message, Refused, Said

SAMPLES = Path(__file__).with_name("samples")


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of messages written for these tests, in the layouts of their formats."""
    return SAMPLES


@pytest.fixture(scope="session")
def read() -> Callable[[str | bytes], list[Message | Refused]]:
    """Reads a sample by its name, or bytes."""

    def reading(what: str | bytes) -> list[Message | Refused]:
        content = (SAMPLES / what).read_bytes() if isinstance(what, str) else what
        return list(read_messages(io.BytesIO(content)))

    return reading


class Told:
    """What a message says, as plain values; `of` takes one kind of them."""

    def __init__(self, message: Message) -> None:
        content = message.content
        goods = () if isinstance(content, Payment) else content.goods
        means = () if isinstance(content, Payment) else content.means
        self.parties = [
            (p.role, tuple(s.text for s in (*p.names, *p.lines)), p.country.text if p.country else "", ids(p))
            for p in content.parties
        ]
        self.addresses = {p.path: tuple(s.text for s in p.address) for p in content.parties if p.address}
        self.kinds = {(p.names or p.lines)[0].text: p.kind for p in content.parties if p.names or p.lines}
        self.places = [(p.role, *(text(s) for s in (p.code, p.country, p.name))) for p in content.places]
        self.goods = [
            (
                text(g.hs),
                tuple(s.text for s in g.descriptions),
                tuple(s.text for s in g.marks),
                text(g.origin),
            )
            for g in goods
        ]
        self.amounts = [(g.quantity, g.unit, g.gross_kg, g.net_kg, g.value, g.currency) for g in goods]
        self.means = [
            {
                name: getattr(m, name).text
                for name in ("name", "imo", "mmsi", "call_sign", "flag", "registration", "voyage")
                if getattr(m, name)
            }
            | ({"mode": m.mode} if m.mode != "unknown" else {})
            | ({"containers": [s.text for s in m.containers]} if m.containers else {})
            for m in means
        ]
        self.notes = [(n.kind, n.said.text) for n in content.notes]
        self.unmapped = [n.said.text for n in content.notes if n.kind == "unmapped"]
        self.dates = [(d.role, d.on.isoformat()) for d in content.dates]


def text(said: Said | None) -> str:
    return said.text if said else ""


def ids(party: Any) -> tuple[tuple[str, str], ...]:
    return tuple((number.kind, number.value) for number in party.identifiers)


@pytest.fixture(scope="session")
def told(read: Callable[[str | bytes], list[Message | Refused]]) -> Callable[[str | bytes], list[Told]]:
    """What the messages of a sample say."""

    def telling(what: str | bytes) -> list[Told]:
        return [Told(message) for message in read(what)]

    return telling


def every_text(value: Any) -> Iterator[str]:
    """Every text anywhere in a record that is screened: not paths, units, and what repeats a note."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in ("path", "unit", "currency", "edition", "profile", "reference"):
                yield from every_text(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from every_text(inner)


@pytest.fixture(scope="session")
def texts() -> Callable[[Any], str]:
    """All texts of what was read, in one."""
    from msgspec import to_builtins

    return lambda found: "\n".join(every_text(to_builtins(found)))
