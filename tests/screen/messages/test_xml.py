"""No way of writing XML hides a word."""

import io

import pytest

from yalu.screen.messages.errors import ReaderError
from yalu.screen.messages.recognise import read_messages

PACS = (
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08"><FIToFICstmrCdtTrf><CdtTrfTxInf>'
    "<Dbtr><Nm>{}</Nm></Dbtr></CdtTrfTxInf></FIToFICstmrCdtTrf></Document>"
)


def names(content):
    (message,) = read_messages(io.BytesIO(content))
    return [said.text for party in message.content.parties for said in party.names]


@pytest.mark.parametrize(
    "written",
    [
        "KOREA TANGUN TRADING",
        "KOREA <!-- x -->TANGUN TRADING",
        "KOREA TAN<!-- x -->GUN TRADING",
        "KOREA TAN<?x y?>GUN TRADING",
        "<![CDATA[KOREA TANGUN]]> TRADING",
        "KOREA TAN<![CDATA[GUN]]> TRADING",
        "KOREA &#84;ANGUN &#x54;RADING",
        "KOREA\u200b TAN\u00adGUN\u202e TRADING",
        "KOREA\n      TANGUN\r\n  TRADING",
        "KOREA <b>TANGUN</b> TRADING",
    ],
)
def test_name_is_whole_however_it_is_written(written):
    assert "KOREA TANGUN TRADING" in names(PACS.format(written).encode())


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE Document [<!ENTITY n "KOREA TANGUN">]>',
        '<!DOCTYPE Document SYSTEM "http://example.org/x.dtd">',
        "<!DOCTYPE Document>",
    ],
)
def test_a_doctype_is_refused(doctype):
    with pytest.raises(ReaderError, match="a DOCTYPE"):
        names((doctype + PACS.format("A")).encode())


def test_an_entity_without_a_doctype_is_refused():
    with pytest.raises(ReaderError, match=r"line 1, column 1.*not well-formed: undefined entity"):
        names(PACS.format("&n;").encode())
