"""How is a decision written, so that the same decision is the same bytes, and what is its hash?

Fields stand in the order of `model.Decision`; texts are UTF-8; numbers are as short as they can be.
"""

from __future__ import annotations

from hashlib import sha256

import msgspec

from yalu.screen.decision.model import Decision

__all__ = ["encoded", "entry_sha256", "read_record"]


def encoded(decision: Decision) -> bytes:
    """The decision as JSON, always the same bytes for the same decision."""
    return msgspec.json.encode(decision)


def entry_sha256(subject: msgspec.Struct) -> str:
    """The hash of a listed subject, so that a later change of its entry shows."""
    return sha256(msgspec.json.encode(subject)).hexdigest()


def read_record(raw: object) -> Decision:
    """A record read back.

    Raises:
        msgspec.ValidationError: it is no record of this version.
    """
    return msgspec.convert(raw, type=Decision)
