"""Mutated messages of every format are read or refused; nothing but the readers' own error comes out."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from yalu.screen.messages.errors import ReaderError
from yalu.screen.messages.recognise import read_messages

CORPUS = [path.read_bytes() for path in sorted(Path(__file__).with_name("samples").iterdir())]
PIECES = [
    b"",
    b"'",
    b"+",
    b":",
    b"?",
    b"~",
    b"*",
    b"<",
    b">",
    b"&",
    b'"',
    b",",
    b"\n",
    b"\0",
    b"{",
    b"}",
    b"-}",
    b"\xff",
    b"[",
    b"UNH",
    b"]]>",
    "煤".encode(),
]


@st.composite
def mutated(draw):
    content = draw(st.sampled_from(CORPUS))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 200)))
        other = draw(st.sampled_from(CORPUS))
        at = draw(st.integers(0, len(other)))
        piece = draw(st.sampled_from([*PIECES, other[at : at + 60], content[start:end] * 2]))
        content = content[:start] + piece + content[end:]
    return content


@settings(max_examples=400, deadline=None)
@given(mutated())
def test_mutated_messages_are_read_or_refused(content):
    with contextlib.suppress(ReaderError):
        for place, message in enumerate(read_messages(io.BytesIO(content))):
            assert message.index == place
