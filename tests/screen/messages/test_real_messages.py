"""Real messages: every well-formed one of the formats read, the broken ones refused with the place."""

from __future__ import annotations

import pytest

from yalu.screen.messages.errors import ReaderError
from yalu.screen.messages.model import Refused
from yalu.screen.messages.recognise import read_messages

# Files of each folder: all that are messages, of these the broken ones (told in its README or by an XML parser), and files with
# one broken message among whole ones.
FOLDERS = {
    "dprk_scenarios": (145, set()),
    "edifact": (3, set()),
    "einvoice": (31, set()),
    "iata_cargo_xml": (6, set()),
    "iso20022": (55, set()),
    "swift_mt": (22, set()),
    "wco_dms": (243, {"TT_IM084a__TT_IM084a.xml"}),
    "x12": (2, set()),
}


@pytest.mark.parametrize("folder", sorted(FOLDERS))
def test_every_well_formed_message_is_read(test_data, folder):
    count, broken = FOLDERS[folder]
    files = [
        path
        for path in sorted(test_data(f"messages/{folder}").rglob("*"))
        if path.is_file() and path.name not in ("README.md", "MANIFEST.csv", "expected.csv")
    ]
    assert len(files) == count
    refused = {}
    for path in files:
        try:
            with path.open("rb") as stream:
                found = list(read_messages(stream))
        except ReaderError as error:
            refused[path.name] = error.position
            continue
        assert found
        whole = [one for one in found if not isinstance(one, Refused)]
        assert whole or path.name.startswith("MT")
        for message in whole:
            assert message.seen == message.mapped + message.ignored + len(message.not_screened)
    assert set(refused) == broken
    assert all(refused.values())
