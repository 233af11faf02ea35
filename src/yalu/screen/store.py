"""How does an index lie in a file, so that it opens at once and is shared between processes?

Layout: the mark and version, the length of a heading in JSON, the heading (name, type, shape and place of each block), then the
blocks, each from a multiple of 64 bytes. Arrays are as numpy holds them, little-endian; texts are UTF-8 end to end with an array
of where each begins.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

from yalu.screen.facts import Facts
from yalu.screen.index import Lookup, Part, Texts
from yalu.screen.names import KINDS, Identifiers, Index
from yalu.screen.words import Words
from yalu.terms.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from yalu.screen.rows import Kind

__all__ = ["index_of", "packed"]

_MARK = b"yalu-index-5\n"
_ALIGN = 64


def packed(index: Index) -> Iterator[bytes]:
    """The bytes of an index, block by block."""
    blocks: list[tuple[dict[str, Any], bytes]] = []
    place = 0
    for name, array in _blocks(index):
        data = np.ascontiguousarray(array).tobytes()
        entry = {"name": name, "kind": array.dtype.str, "shape": list(array.shape), "at": place}
        blocks.append((entry, data))
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
    found: dict[str, NDArray[Any]] = {}
    for entry in json.loads(bytes(buffer[begin : begin + size])):
        kind = np.dtype(entry["kind"])
        count = int(np.prod(entry["shape"], dtype=np.int64))
        if start + entry["at"] + count * kind.itemsize > len(buffer):
            raise BadInput("the index was cut off: build it again")
        array = np.frombuffer(buffer, dtype=kind, count=count, offset=start + entry["at"])
        found[entry["name"]] = array.reshape(entry["shape"])
    return _index(found)


def _blocks(index: Index) -> Iterator[tuple[str, NDArray[Any]]]:
    yield from _fields("ids", index.ids)
    yield from _fields("captions", index.captions)
    yield from _fields("facts", index.facts)
    yield from _fields("identifiers", index.identifiers)
    for kind, part in index.parts.items():
        yield from _fields(kind, part)


def _fields(name: str, value: Any) -> Iterator[tuple[str, NDArray[Any]]]:
    """The arrays of a record of arrays, each with its name; the words of a list as letters end to end."""
    for field, column in value._asdict().items():
        if isinstance(column, Words | Lookup | Texts):
            yield from _fields(f"{name}.{field}", column)
        elif column.dtype == object:
            yield from _fields(f"{name}.{field}", Texts.of(column.tolist()))
        else:
            yield f"{name}.{field}", column


def _index(found: dict[str, NDArray[Any]]) -> Index:
    return Index(
        _texts(found, "ids"),
        _texts(found, "captions"),
        Facts(*(found[f"facts.{name}"] for name in Facts._fields)),
        {kind: _part(found, kind) for kind in KINDS},
        Identifiers(_texts(found, "identifiers.numbers"), _lookup(found, "identifiers.bearers")),
    )


def _texts(found: dict[str, NDArray[Any]], name: str) -> Texts:
    return Texts(found[f"{name}.letters"], found[f"{name}.at"])


def _lookup(found: dict[str, NDArray[Any]], name: str) -> Lookup:
    return Lookup(found[f"{name}.keys"], found[f"{name}.values"])


def _part(found: dict[str, NDArray[Any]], kind: Kind) -> Part:
    letters = _texts(found, f"{kind}.words.text")
    text = np.empty(len(letters), dtype=object)
    text[:] = letters.some(np.arange(len(letters)))
    columns = [found[f"{kind}.words.{name}"] for name in Words._fields[1:]]
    fields: dict[str, Any] = {"words": Words(text, *columns)}
    for name in Part._fields[1:]:
        whole = f"{kind}.{name}"
        if whole in found:
            fields[name] = found[whole]
        else:
            fields[name] = (_lookup if f"{whole}.keys" in found else _texts)(found, whole)
    return Part(**fields)
