"""How does an index lie in a file, so that it opens at once and is shared between processes?

Layout: the mark and version, the length of a heading in JSON, the heading (name, type, shape and place of each block), then the
blocks, each from a multiple of 64 bytes. Arrays are as numpy holds them, little-endian; texts are joined by line feeds in UTF-8.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

from yalu.screen.facts import Facts
from yalu.screen.index import Lookup, Part, Words
from yalu.screen.names import KINDS, Index
from yalu.terms.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yalu.screen.analyse import Kind

__all__ = ["index_of", "packed"]

_MARK = b"yalu-index-1\n"
_ALIGN = 64


def packed(index: Index) -> Iterator[bytes]:
    """The bytes of an index, block by block."""
    blocks: list[tuple[dict[str, Any], bytes]] = []
    place = 0
    for name, value in _blocks(index):
        array = (
            np.frombuffer("\n".join(value).encode(), dtype=np.uint8)
            if isinstance(value, list)
            else np.ascontiguousarray(value)
        )
        data = array.tobytes()
        kind = "text" if isinstance(value, list) else array.dtype.str
        blocks.append(
            ({"name": name, "kind": kind, "shape": list(array.shape), "at": place, "count": len(value)}, data)
        )
        place += -(-len(data) // _ALIGN) * _ALIGN
    heading = json.dumps([entry for entry, _ in blocks]).encode()
    start = len(_MARK) + 12 + len(heading)
    yield _MARK + f"{len(heading):012d}".encode() + heading + b"\0" * (-start % _ALIGN)
    for _, data in blocks:
        yield data + b"\0" * (-len(data) % _ALIGN)


def index_of(buffer: memoryview) -> Index:
    """The index in some bytes; its arrays are views of them.

    Raises:
        BadInput: the bytes are no index of this version, or were cut.
    """
    if bytes(buffer[: len(_MARK)]) != _MARK:
        raise BadInput("this is no index of yalu, or one of another version: build it again")
    size = int(bytes(buffer[len(_MARK) : len(_MARK) + 12]))
    begin = len(_MARK) + 12
    start = begin + size + (-(begin + size) % _ALIGN)
    found: dict[str, Any] = {}
    for entry in json.loads(bytes(buffer[begin : begin + size])):
        kind = np.dtype(np.uint8 if entry["kind"] == "text" else entry["kind"])
        count = int(np.prod(entry["shape"], dtype=np.int64))
        stop = start + entry["at"] + count * kind.itemsize
        if stop > len(buffer):
            raise BadInput("the index was cut off: build it again")
        array = np.frombuffer(buffer, dtype=kind, count=count, offset=start + entry["at"]).reshape(
            entry["shape"]
        )
        found[entry["name"]] = (
            array
            if entry["kind"] != "text"
            else array.tobytes().decode().split("\n")
            if entry["count"]
            else []
        )
    return _index(found)


def _blocks(index: Index) -> Iterator[tuple[str, Any]]:
    yield "ids", [_line(text) for text in index.ids]
    yield "captions", [_line(text) for text in index.captions]
    yield from ((f"facts.{name}", value) for name, value in index.facts._asdict().items())
    pairs = [
        (kind, number, place) for (kind, number), places in index.identifiers.items() for place in places
    ]
    yield "identifier_kinds", [_line(kind) for kind, _, _ in pairs]
    yield "identifier_numbers", [_line(number) for _, number, _ in pairs]
    yield "identifier_places", np.array([place for _, _, place in pairs], dtype=np.int32)
    for kind, part in index.parts.items():
        for name, value in part._asdict().items():
            if isinstance(value, Words | Lookup):
                for field, column in value._asdict().items():
                    yield f"{kind}.{name}.{field}", column.tolist() if column.dtype == object else column
            else:
                yield f"{kind}.{name}", [_line(text) for text in value] if isinstance(value, list) else value


def _line(text: str) -> str:
    return " ".join(text.split("\n"))


def _index(found: dict[str, Any]) -> Index:
    identifiers: dict[tuple[str, str], list[int]] = {}
    places = found["identifier_places"].tolist()
    for kind, number, place in zip(
        found["identifier_kinds"], found["identifier_numbers"], places, strict=True
    ):
        identifiers.setdefault((kind, number), []).append(place)
    facts = Facts(*(found[f"facts.{name}"] for name in Facts._fields))
    return Index(
        found["ids"], found["captions"], facts, {kind: _part(found, kind) for kind in KINDS}, identifiers
    )


def _part(found: dict[str, Any], kind: Kind) -> Part:
    columns = {name: found[f"{kind}.words.{name}"] for name in Words._fields}
    text = np.empty(len(columns["text"]), dtype=object)
    text[:] = columns["text"]
    words = Words(**(columns | {"text": text}))
    lookups: dict[str, Any] = {
        name: Lookup(found[f"{kind}.{name}.keys"], found[f"{kind}.{name}.values"])
        for name in ("by_word", "by_row")
    }
    plain: dict[str, Any] = {
        name: found[f"{kind}.{name}"] for name in Part._fields if name not in ("words", *lookups)
    }
    return Part(words=words, **plain, **lookups)
