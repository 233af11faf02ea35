"""What do OFAC's two lists have in common, in whatever layout they come?

Sources: the Sanctions List Service's names of files.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from yalu.lists.source import Sane, Source

if TYPE_CHECKING:
    from typing import Protocol

    from yalu.lists.model import ParsedList
    from yalu.lists.source import Files

    class Detect(Protocol):
        """As `Source.detect`, of one of the two lists."""

        def __call__(self, head: bytes, name: str, /, *, consolidated: bool) -> str | None: ...

    class Parse(Protocol):
        """As `Source.parse`, of one of the two lists."""

        def __call__(self, files: Files, /, source: str) -> ParsedList: ...


__all__ = ["ofac_lists"]

_TITLES = {
    "sdn": "OFAC Specially Designated Nationals and Blocked Persons List",
    "consolidated": "OFAC Consolidated (non-SDN) List",
}
_SANE = {
    "sdn": (Sane("person", 3000, 20000), Sane("organisation", 2500, 25000), Sane("vessel", 200, 5000)),
    "consolidated": (Sane("organisation", 200, 2000),),
}


def ofac_lists(
    layout: str,
    called: str,
    files: tuple[str, str],
    detect: Detect,
    parse: Parse,
    roles: tuple[str, ...] = ("list",),
) -> tuple[Source, Source]:
    """The SDN list and the consolidated list in one layout.

    Args:
        layout: ends the sources' names.
        called: the layout in words.
        files: the publisher's names of the file that names the subjects, of the one list and of the other.
    """
    sdn, consolidated = (
        Source(
            name=f"ofac_{list_}_{layout}",
            family=f"ofac_{list_}",
            title=f"{_TITLES[list_]} ({called})",
            publisher="US Department of the Treasury, Office of Foreign Assets Control",
            address=f"https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/{file}",
            licence="US Government work, public domain",
            roles=roles,
            sane=_SANE[list_],
            detect=partial(detect, consolidated=list_ == "consolidated"),
            parse=partial(parse, source=f"ofac_{list_}_{layout}"),
        )
        for list_, file in zip(_TITLES, files, strict=True)
    )
    return sdn, consolidated
