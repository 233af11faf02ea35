"""Which formats are read? One file and one line for each; the first whose recogniser says yes reads the stream.

A recogniser gets the start of the text (64 KB, decoded, without a byte order mark or leading blanks) and is cheap. A reader gets
the stream from its start, as bytes.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, NamedTuple

from yalu.screen.messages.formats import (
    bill_of_lading,
    cargo_xml,
    cii,
    edifact,
    eu_customs,
    fin_in_xml,
    iso20022,
    manifest,
    own,
    sad,
    swift,
    traveller,
    truck,
    ubl,
    wco,
    x12,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from yalu.screen.messages.model import Message, Refused

__all__ = ["FORMATS", "Format"]


class Format(NamedTuple):
    """A format: its name for the user, how its start is told, and its reader."""

    name: str
    recognises: Callable[[str], bool]
    read: Callable[[IO[bytes]], Iterator[Message | Refused]]


FORMATS: tuple[Format, ...] = (
    Format(iso20022.FORMAT, iso20022.recognises, iso20022.read),
    Format(sad.FORMAT, sad.recognises, sad.read),
    Format(manifest.FORMAT, manifest.recognises, manifest.read),
    Format(ubl.FORMAT, ubl.recognises, ubl.read),
    Format(cii.FORMAT, cii.recognises, cii.read),
    Format(cargo_xml.FORMAT, cargo_xml.recognises, cargo_xml.read),
    Format(eu_customs.FORMAT, eu_customs.recognises, eu_customs.read),
    Format(wco.FORMAT, wco.recognises, wco.read),
    Format(fin_in_xml.FORMAT, fin_in_xml.recognises, fin_in_xml.read),
    Format(swift.FORMAT, swift.recognises, swift.read),
    Format(edifact.FORMAT, edifact.recognises, edifact.read),
    Format(x12.FORMAT, x12.recognises, x12.read),
    Format(own.FORMAT, own.recognises, own.read),
    Format(traveller.FORMAT, traveller.recognises, traveller.read),
    Format(truck.FORMAT, truck.recognises, truck.read),
    Format(bill_of_lading.FORMAT, bill_of_lading.recognises, bill_of_lading.read),
)
