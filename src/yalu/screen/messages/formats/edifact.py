"""What do the messages of a UN/EDIFACT file say? CUSCAR, CUSDEC, IFTMCS and INVOIC in full, any other type by the same segments.

A manifest with many consignments (CNI) becomes one message for each of them, with the head of the manifest in each.
The file is taken apart in `edifact_syntax`, what each segment says is in `edifact_segments`.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from yalu.screen.messages.charsets import texts
from yalu.screen.messages.errors import ReaderError
from yalu.screen.messages.formats.edifact_segments import consignments
from yalu.screen.messages.formats.edifact_syntax import FORMAT, begins, messages
from yalu.screen.messages.model import Message, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["FORMAT", "read", "recognises"]


def recognises(head: str) -> bool:
    """Whether an interchange or a message starts somewhere near the start of the text."""
    return begins(head)


def read(stream: IO[bytes]) -> Iterator[Message | Refused]:
    """The messages of the stream, a manifest as one for each consignment; one that is cut short comes as `Refused`."""
    index = 0
    for group in messages(texts(stream, format=FORMAT, eight_bit="latin-1")):
        if why := group.broken():
            yield Refused(format=FORMAT, index=index, position=f"segment {group.last}", why=why)
            index += 1
            continue
        for draft in consignments(group):
            yield draft.message(FORMAT, group.profile, index)
            index += 1
    if not index:
        raise ReaderError(FORMAT, "start of the file", "no message in it: no UNH segment")
