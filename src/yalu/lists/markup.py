"""How is XML from outside read without trusting it?

No document type, no entities, no network, no oversized trees: a list needs none of these, and each is a way to make a reader
open files or fill memory. Element names are compared without their namespace, because publishers change it between editions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yalu.lists.errors import BadList
from yalu.lists.names import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Element", "LARGEST_XML", "child", "children", "local_name", "parse_xml", "text_of", "texts_of"]

Element = Any
"""An element of lxml, which carries no types of its own."""

LARGEST_XML = 256 << 20
"""Bytes. The largest list read here, OFAC's whole SDN list as enhanced XML, has about 120 MB."""


def parse_xml(data: bytes, root: str) -> Element:
    """The root element of a document, which must be called `root`.

    Raises:
        BadList: not well-formed, another root, a document type, or too large.
    """
    from lxml import etree  # type: ignore[import-untyped]  # a large library without types, needed only for XML

    if len(data) > LARGEST_XML:
        raise BadList(f"the file has {len(data):,} bytes; no list has more than {LARGEST_XML:,}")
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:65536]:
        raise BadList("the file declares a document type; a list has none, a web page has")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        tree = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise BadList(f"the XML is not well-formed or was cut off: {error}") from None
    if tree is None or tree.getroottree().docinfo.doctype:
        raise BadList("the file declares a document type; a list has none, a web page has")
    if local_name(tree) != root:
        raise BadList(f"the XML opens with <{local_name(tree)}>; this list opens with <{root}>")
    return tree


def local_name(element: Element) -> str:
    """An element's name without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The direct children of that name."""
    if element is not None:
        yield from (one for one in element if local_name(one) == name)


def child(element: Element | None, name: str) -> Element | None:
    """The first direct child of that name."""
    return next(children(element, name), None)


def text_of(element: Element | None, *path: str) -> str:
    """The cleaned text of the first element down a path of names; empty where there is none."""
    for name in path:
        element = child(element, name)
    return clean(element.text) if element is not None else ""


def texts_of(element: Element | None, *path: str) -> tuple[str, ...]:
    """The cleaned, non-empty texts of all elements at the end of a path of names."""
    found = [element] if element is not None else []
    for name in path:
        found = [one for parent in found for one in children(parent, name)]
    return tuple(text for one in found if (text := clean(one.text)))
