"""What do the publishers of watch lists say today?

A list is one file, or two of one publisher that are taken in together: all or nothing. A page in place of a list, half a list
or a busy server is tried again; what is then no list, an older one or a much smaller one is refused, and the list held stays.
Units: bytes and seconds.
Sources: addresses as in `yalu.lists.sources`. The UN and OFAC answer with a redirect to their store of files, whose hosts stand
in `WATCH_LISTS`, as users of these addresses saw them in 2025 and 2026; their publishers do not promise them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from yalu.app.snapshots import Added, Store
from yalu.app.sync.clock import REAL
from yalu.app.sync.download import Limits, checked_base, fetch, page_title
from yalu.app.sync.errors import Refused, Unsteady
from yalu.app.sync.patience import Patience, patiently, retry_after_s
from yalu.lists.errors import BadList
from yalu.lists.recognise import NamedBytes, load
from yalu.lists.sources import eu_fsf, ofac_xml, uk_list, un_consolidated

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from yalu.app.sync.clock import Clock
    from yalu.lists.source import Source

__all__ = ["WATCH_LISTS", "body_of", "sync_lists"]

_LIMITS = Limits(size=256 << 20, seconds=900.0)  # the largest, OFAC's, has some 30 MB
_PATIENCE = Patience(tries=4)
_BY_HAND = "load it by hand: yalu lists add FILE"
_PAGES = (b"<!doctype html", b"<html")


class Publisher(NamedTuple):
    """The lists that one name brings, and the hosts that their addresses lead to, beside their own."""

    sources: tuple[Source, ...]
    hosts: frozenset[str]


WATCH_LISTS = {
    "un": Publisher((un_consolidated.SOURCE,), frozenset({"unsolprodfiles.blob.core.windows.net"})),
    "ofac": Publisher(
        (ofac_xml.SDN, ofac_xml.CONSOLIDATED),
        frozenset({"wc2h-sls-prod-public-published.s3.us-gov-west-1.amazonaws.com"}),
    ),
    "eu": Publisher((eu_fsf.XML,), frozenset()),
    "uk": Publisher((uk_list.XML,), frozenset()),
}


def sync_lists(
    name: str,
    folder: Path,
    *,
    base: str | None = None,
    force: bool = False,
    limits: Limits = _LIMITS,
    patience: Patience = _PATIENCE,
    clock: Clock = REAL,
    tell: Callable[[str], None] = lambda says: None,
) -> tuple[Added, ...]:
    """The lists of one publisher as they are today, taken into the folder of lists.

    Args:
        base: asked in place of the publisher's scheme and host, such as a mirror's.
        force: take a list in although its age or its counts speak against it.

    Raises:
        BadInput: the base address is not safe.
        BadList: what came is no list, not the one asked for, or must not take the place of the one held.
        Refused: the publisher does not answer, refuses, or sends to an unknown host.
    """
    publisher = WATCH_LISTS[name]
    files = []
    for source in publisher.sources:
        address = _address(source, base)
        body = patiently(
            lambda address=address: body_of(address, limits, clock, publisher.hosts, by_hand=_BY_HAND),  # type: ignore[misc]  # bound now
            patience,
            clock,
            tell,
        )
        tell(f"{source.name}: {len(body):,} bytes")
        files.append(NamedBytes(source.name, body))
    loaded = load(files)
    for source, one in zip(publisher.sources, loaded, strict=True):
        if one.snapshot.source != source.name:
            raise BadList(
                f"{_address(source, base)} was to bring {source.name} and brings {one.snapshot.source}"
            )
    return Store(folder).take(loaded, force=force)


def _address(source: Source, base: str | None) -> str:
    parts = urlsplit(source.address)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return checked_base(base or f"{parts.scheme}://{parts.netloc}") + path


def body_of(address: str, limits: Limits, clock: Clock, hosts: frozenset[str], *, by_hand: str) -> bytes:
    """One try at a file; `by_hand` says what to do if it has moved.

    Raises:
        Refused: as `fetch`, or the publisher says no.
        Unsteady: as `fetch`; the publisher asks to wait, has an error, or sends a page or nothing in place of a list.
    """
    answer = fetch(address, limits, clock, accept="*/*", hosts=hosts)
    host = urlsplit(address).hostname
    if answer.status in {408, 429} or answer.status >= 500:
        raise Unsteady(f"{host} answers {answer.status}", retry_after_s(answer.headers, clock.now()))
    if answer.status != 200:
        raise Refused(
            f"{host} refuses the request ({answer.status}: {_said(answer.body)}); if the file has moved, {by_hand}"
        )
    start = answer.body[:512].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if not start:
        raise Unsteady(f"{host} sends an empty answer")
    if start.startswith(_PAGES):
        raise Unsteady(f'{host} sends a page in place of the file: "{page_title(answer.body)}"')
    return answer.body


def _said(body: bytes) -> str:
    return page_title(body) or "no words"
