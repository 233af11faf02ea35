"""A format is told from its content; what is not known is refused with what was seen."""

import io

import pytest

from yalu.screen.messages.errors import ReaderError
from yalu.screen.messages.recognise import read_messages

FIN = b"{1:F01SAMPGB2LAXXX0000000001}{2:I103SAMPUS33XXXXN}{4:\r\n:20:R1\r\n:59:/1\r\nEXAMPLE CO\r\n-}"


def test_fin_is_told_by_its_first_block():
    (message,) = read_messages(io.BytesIO(b"\xef\xbb\xbf  " + FIN))
    assert (message.format, message.profile, message.content.reference) == ("SWIFT FIN", "MT103", "R1")


@pytest.mark.parametrize(
    "content",
    [
        b'{"kind": "consignment", "means": [{"vessel": "QUARTZLING", "imo": "9074729", "flag": "MN"}]}',
        b'{"payer": "ZELKOVA", "payee": "QUIXWORTH", "remittance": "invoice 5"}',
        b'{"vessel": "QUARTZLING", "imo": "9074729", "from": "CNDLC", "to": "VNHPH"}',
    ],
)
def test_own_json_is_told_by_any_field_of_a_message(content):
    (message,) = read_messages(io.BytesIO(content))
    assert message.format == "yalu JSON"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is empty"),
        (b"\x1f\x8b\x08\x00rest", "compressed; unpack it first"),
        (b"%PDF-1.7", "a PDF document"),
        (b"Dear Sir, please find", "it starts with 'Dear Sir, please find'. Formats read: ISO 20022"),
    ],
)
def test_unknown_content_is_refused_with_what_was_seen(content, said):
    with pytest.raises(ReaderError, match="unknown format, start of the file") as refusal:
        list(read_messages(io.BytesIO(content)))
    assert said in str(refusal.value)


def test_a_stream_longer_than_its_start_is_read_whole_without_seeking():
    class Pipe(io.RawIOBase):
        def __init__(self, content):
            self._left = io.BytesIO(content)

        def readable(self):
            return True

        def seekable(self):
            return False

        def readinto(self, buffer):
            return self._left.readinto(buffer)

    many = list(read_messages(io.BufferedReader(Pipe(FIN * 2000))))
    assert [message.index for message in many] == list(range(2000))
