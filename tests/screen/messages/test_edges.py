"""Odd and hostile messages: read, or refused with the place and the reason; nothing hides a name."""

from __future__ import annotations

import cProfile
import io

import pytest

from yalu.screen.messages.errors import ReaderError
from yalu.screen.messages.formats import edifact, own, swift, truck, ubl, x12
from yalu.screen.messages.model import Refused

PACS = (
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08"><FIToFICstmrCdtTrf><CdtTrfTxInf>{}</CdtTrfTxInf>'
    "</FIToFICstmrCdtTrf></Document>"
)
FIN = "{{1:F01ZELKBEBBAXXX0001000001}}{{2:I103QUARDEFFXXXXN2}}{{4:\r\n:20:REF-1\r\n{}\r\n-}}"
EDI = "UNB+UNOC:3+A+B+180401:0900+R'UNH+1+IFTMCS:D:99B:UN'BGM+700+M1+9'{}UNT+4+1'UNZ+1+R'"
X12 = (
    "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *180401*0900*U*00401*000000001*0*P*>~"
    "ST*310*0001~{}SE*3*0001~"
)


def refusal(read, content):
    with pytest.raises(ReaderError) as caught:
        read(content if isinstance(content, bytes) else content.encode())
    return str(caught.value)


# --- character sets


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030"])
def test_tables_in_any_character_set(read, texts, charset):
    table = "车牌号,发货人,收货人,货物名称\n辽F12345,华新样例公司,基克斯,皮鞋\n"
    (message,) = read(table.encode(charset))
    assert "华新样例公司" in texts(message)


@pytest.mark.parametrize("charset", ["cp1252", "latin-1", "utf-16-le", "utf-16-be"])
def test_western_tables(read, texts, charset):
    (message,) = read(
        "bill number,shipper,consignee,description\nB1,Société Générale du Thé,Zelkova,thé\n".encode(charset)
    )
    assert "Société Générale du Thé" in texts(message)


@pytest.mark.parametrize(
    ("charset", "shipper"),
    [
        ("cp949", "조선련봉총회사,평양무역회사,무연탄"),
        ("big5hkscs", "香港遠洋船務有限公司,朝鮮礦業開發貿易會社,無煙煤"),
        ("gb18030", "丹东鸿祥实业发展有限公司,朝鲜平壤贸易会社,无烟煤"),
    ],
)
def test_eastern_tables_that_do_not_say_their_character_set(read, texts, charset, shipper):
    table = f"bill number,shipper,consignee,description\nB1,{shipper}\n"
    (message,) = read(table.encode(charset))
    assert shipper.split(",")[0] in texts(message)


@pytest.mark.parametrize(
    ("charset", "words"),
    [
        ("cp1251", "Корейская торговая компания,ООО Восток,уголь каменный"),
        ("koi8-r", "Корейская торговая компания,ООО Восток,уголь каменный"),
        ("cp874", "บริษัทการค้าเกาหลี,กรุงเทพ,ถ่านหิน"),
        ("shift_jis", "朝鮮総聯商工会,東京貿易株式会社,無煙炭"),
    ],
)
def test_a_character_set_that_cannot_be_told_is_refused_and_not_garbled(read, charset, words):
    table = f"bill number,shipper,consignee,description\nB1,{words}\n"
    assert "in a character set that cannot be told; save the file as UTF-8" in refusal(
        read, table.encode(charset)
    )


def test_a_byte_that_does_not_fit_is_refused_with_its_place(read):
    good = ("bill number,shipper,consignee,description\n" + "B1,ZELKOVA é,A,B\n" * 5).encode()
    assert "does not fit utf-8" in refusal(read, good + b"B2,ZELK" + b"x" * 70_000 + b"\xff")


def test_a_nul_is_refused(read):
    assert "NUL" in refusal(read, b"bill number,shipper,consignee,description\nB1,ZEL\0KOVA,A,B\n")


def test_declared_encodings_of_xml(read, texts):
    for name, charset in (
        ("GB18030", "gb18030"),
        ("gb2312", "gb2312"),
        ("windows-1252", "cp1252"),
        ("UTF-16", "utf-16"),
    ):
        who = "华新公司" if name.startswith(("GB", "gb", "UTF")) else "Société"
        text = f'<?xml version="1.0" encoding="{name}"?>' + PACS.format(f"<Cdtr><Nm>{who}</Nm></Cdtr>")
        assert who in texts(read(text.encode(charset))), name
    assert "is not read here" in refusal(read, '<?xml version="1.0" encoding="x-odd"?>' + PACS.format(""))
    assert "does not fit" in refusal(
        read,
        b'<?xml version="1.0" encoding="windows-1255"?>'
        + PACS.format("<Cdtr><Nm>\x00</Nm></Cdtr>").encode().replace(b"\0", b"\xd9"),
    )


def test_service_strings_and_character_sets_of_edifact(read, texts):
    who = "ООО ЗЕЛЬКОВА"
    cyrillic = EDI.replace("UNOC", "UNOE").format(f"NAD+CZ+++{who}'")
    assert who in texts(read(cyrillic.encode("iso8859-5")))
    assert who in texts(read(cyrillic.encode()))  # UTF-8 under another name
    assert who in texts(read(cyrillic.encode("utf-16")))
    other = "UNA|*.!-~" + EDI.format("NAD+CZ+++ZELKOVA!~ SONS'").replace("'", "~").replace("+", "*").replace(
        ":", "|"
    )
    assert "ZELKOVA" in texts(read(other.encode()))
    assert "does not fit iso2022_jp" in refusal(
        read, EDI.replace("UNOC", "UNOX").format("NAD+CZ+++ZELK\xff\xfe'").encode("latin-1")
    )


def test_edifact_of_level_b_is_parted_by_control_characters(told):
    printed = EDI.replace("UNOC", "UNOB").format("NAD+CZ+++~'")
    level_b = printed.translate({ord("+"): "\x1d", ord(":"): "\x1f", ord("'"): "\x1c"})
    level_b = level_b.replace("~", "ZELKOVA'S + SON? LTD")
    for content in (level_b, "UNA\x1f\x1d. \x1c" + level_b, level_b.replace("\x1c", "\x1c\r\n")):
        (one,) = told(content.encode())
        assert one.parties[-1][:2] == ("consignor", ("ZELKOVA'S + SON? LTD",))
    mixed = told((printed + level_b + printed).encode())
    assert [one.parties[-1][1] for one in mixed] == [("~",), ("ZELKOVA'S + SON? LTD",), ("~",)]


FIN_BLOCKS = "{1:F01ZELKBEBBAXXX0000000001}{4:\n:20:R1\n:59:ZELKOVA TRADING\n-}"


def test_fin_in_xml_is_told_by_the_text_of_an_element(told, read):
    envelope = "<Hub><A>{}</A><B>ZELKOVA</B></Hub>"
    (one,) = told(envelope.format(FIN_BLOCKS).encode())
    assert one.parties[-1][1] == ("ZELKOVA TRADING",)
    assert ("unmapped", "ZELKOVA") in one.notes
    coded = "OjIw" + "QUJD" * 20
    assert "no element of the envelope holds a message" in refusal(read, envelope.format(coded))
    odd = coded + "Q"
    assert "no element of the envelope holds a message" in refusal(read, envelope.format(odd))
    assert "unknown format" in refusal(read, envelope.format("see {1: below, or :20: of it"))
    (cut,) = read(envelope.format(FIN_BLOCKS.replace("-}", "")).encode())
    assert "cut short" in cut.why


def test_a_large_head_is_a_message_of_its_own(read):
    """With the head in each consignment, work and memory would grow with the product of the two."""
    many = range(300)
    head = "TDT+20+V15+1+++++9074729:146::QUARTZLING'LOC+9+KPNAM'" + "".join(
        f"NAD+CA+++CARRIER {i}'EQD+CN+TEMU{i:07d}'" for i in many
    )
    bills = "".join(f"CNI+{i}+B{i}'NAD+CZ+++SHIPPER {i}'" for i in many)
    x12 = X12.format(
        "M10*ZKLN*O*MN*9074729*QUARTZLING*V1~"
        + "".join(f"N1*CA*CARRIER {i}~" for i in many)
        + "".join(f"M11*B{i}*KPNAM*4~N1*SH*SHIPPER {i}~" for i in many)
    )
    for content in (EDI.format(head + bills), x12):
        whole, *each = read(content.encode())
        assert (len(whole.content.parties), len(each)) == (300, 300)
        assert "message of its own" in each[-1].warnings[-1]
        last = each[-1].content
        assert (last.means[0].imo.text, last.means[0].containers) == ("9074729", ())
        assert [party.names[0].text for party in last.parties[:2]] == ["CARRIER 0", "CARRIER 1"]
        assert (last.parties[-1].names[0].text, len(last.parties)) == ("SHIPPER 299", 51)
        assert last.places[0].code.text == "KPNAM"
    small, *_ = read(EDI.format("NAD+CA+++CARRIER'" + bills).encode())
    assert [party.names[0].text for party in small.content.parties] == ["CARRIER", "SHIPPER 0"]


def test_titles_above_a_table_beyond_all_measure_go_with_the_first_row_only(read):
    titles = ",".join(f"title {i}" for i in range(600))
    headings = "identifier,vessel_name,shipper_party_name,consignee_name,description_text"
    first, second = read(f"{titles}\n{headings}\nB1,Q,S,C,shoes\nB2,Q,S,C,shoes\n".encode())
    assert (len(first.content.notes), len(second.content.notes)) == (601, 1)


def test_a_numbered_party_tells_its_birth_and_country_and_77b_a_residence(read):
    fields = (
        ":50F:NIDN/BE/1234\n1/ZELKOVA\n3/BE/ANTWERP\n4/19640717\n:59F:1/QUIXWORTH\n:77B:/BENEFRES/KP//HAMHUNG"
    )
    (one,) = read(f"{{1:F01ZELKBEBBAXXX0000000001}}{{4:\n:20:R1\n{fields}\n-}}".encode())
    _, debtor, creditor = one.content.parties
    assert (debtor.country.text, [said.text for said in debtor.births]) == ("BE", ["1964-07-17"])
    assert (creditor.country, creditor.births) == (None, ())
    assert [(place.role, place.country.text) for place in one.content.places] == [("address", "KP")]


# --- hiding


@pytest.mark.parametrize(
    "hidden",
    [
        "ZEL\u200bKOVA TRADING", "ZEL\u00adKOVA TRADING", "\u202eZELKOVA TRADING\u202c", "ZELKOVA\u2028TRADING",
        "ZELKOVA&#10;TRADING",
        "ZELKOVA<!-- x -->&#32;TRADING", "<![CDATA[ZELKOVA TRADING]]>", "ZELKOVA <?hide me?>TRADING", "&#90;ELKOVA TRADING",
        "ZELKOVA\n   TRADING",
    ],
)  # fmt: skip
def test_a_name_is_whole_however_it_is_hidden(read, texts, hidden):
    assert "ZELKOVA TRADING" in texts(read(PACS.format(f"<Cdtr><Nm>{hidden}</Nm></Cdtr>").encode()))


def test_names_after_the_end_and_between_parts_are_said(read, texts):
    late = EDI.format("") + "NAD+CZ+++ZELKOVA TRADING'"
    assert "ZELKOVA TRADING" in texts(read(late.encode()))
    between = EDI.format("") + "\r\nnot a segment but ZELKOVA TRADING\r\n" + EDI.format("")
    found = read(between.encode())
    assert "ZELKOVA TRADING" in texts(found)
    assert len(found) == 2
    bare = "UNH+1+CUSREP:D:96B:UN'BGM+1+2'NAD+CZ+++ZELKOVA TRADING'UNT+3+1'"
    assert "ZELKOVA TRADING" in texts(read(bare.encode()))
    outside = FIN.format(":59:/1\r\nA").replace("{4:", " ZELKOVA TRADING {4:")
    assert "ZELKOVA TRADING" in texts(read(outside.encode()))
    tail = X12.format("N1*SH*A~") + "GE*1*1~IEA*1*ZELKOVA TRADING~"
    assert "ZELKOVA TRADING" in texts(read(tail.encode()))


def test_text_after_the_document_is_refused(read):
    assert "not well-formed" in refusal(read, PACS.format("") + "ZELKOVA")


def test_an_envelope_without_a_message_is_refused(read):
    (only,) = read(b"UNB+UNOC:3+A+B+180401:0900+R'UNZ+0+R'")
    assert isinstance(only, Refused)
    assert "without a message" in only.why
    two = read(("UNB+UNOC:3+A+B+180401:0900+R'" + EDI.format("")).encode())
    assert [isinstance(one, Refused) for one in two] == [True, False]


def test_messages_that_are_cut_short_are_told(read):
    for content, position in (
        (EDI.format("")[:-20], "segment"),
        (X12.format("")[:-14], "segment"),
        (FIN.format("")[:-3], "message at character 0"),
        ("{1:F01ZELKBEBBAXXX0001000001}{2:I103QUAR", "message at character 0"),
    ):
        (only,) = read(content.encode())
        assert isinstance(only, Refused)
        assert position in only.position
    good, bad = read((PACS.format("<Cdtr><Nm>A</Nm></Cdtr></CdtTrfTxInf><CdtTrfTxInf>") + "<").encode())
    assert not isinstance(good, Refused)
    assert isinstance(bad, Refused) or "A" in str(bad)


def test_a_last_segment_without_its_end_is_read(read, texts):
    (message,) = read((X12.format("N1*SH*ZELKOVA~")[:-1]).encode())
    assert "ZELKOVA" in texts(message)
    assert [one.profile for one in read(FIN.format(":32A:181332EUR5,\r\n:30:189999").encode())] == ["MT103"]
    (bare,) = read(b":20:REF\r\n:59:/1\r\nZELKOVA TRADING\r\n")
    assert "ZELKOVA TRADING" in texts(bare)
    service, *_ = read(b"{1:F21ZELKBEBBAXXX0001000001}{4:{177:1804010900}{451:0}}")
    assert "F21ZELKBEBBAXXX0001000001" in texts(service)


def test_what_is_no_message_of_its_format_is_refused(read):
    for reader, content, why in (
        (edifact, b" \n", "no UNH"), (x12, b"ISA*1~", "no ST segment"), (swift, b" \r\n", "no message"),
        (truck, b"a,b\nc,d\n" * 30, "no row of headings"),
        (truck, b"a,b\n", "no row of headings"), (truck, b"", "no row of headings"), (own, b" ", "no JSON"),
    ):  # fmt: skip
        with pytest.raises(ReaderError, match=why):
            list(reader.read(io.BytesIO(content)))
    assert "unknown format" in refusal(read, "<odd/>")
    assert "unknown format" in refusal(read, "<<")
    assert "no row with content" in refusal(read, "bill number,shipper,consignee,description\n,,,\n")
    assert "a quote left open" in refusal(
        read, "bill number,shipper,consignee,description\nB,C,D,E\n" + 'B1,"A' + "x" * 140_000
    )


# --- too much


def test_bombs_are_refused(read, monkeypatch):
    deep = PACS.format("<a>" * 150 + "</a>" * 150)
    assert "deep" in refusal(read, deep)
    monkeypatch.setattr("yalu.screen.messages.xml.MOST_NODES", 1000)
    assert "more than 1,000 elements" in refusal(read, PACS.format("<a/>" * 2000))
    monkeypatch.setattr("yalu.screen.messages.xml._LARGEST", 1 << 17)
    assert "0 MB" in refusal(read, PACS.format("<a>" + "x" * (1 << 18) + "</a>"))
    monkeypatch.setattr("yalu.screen.messages.draft.MOST_AROUND", 5)
    around = "".join(f"<a>v{n}</a>" for n in range(20))
    assert "stand around" in refusal(read, PACS.format("").replace("<CdtTrfTxInf>", around + "<CdtTrfTxInf>"))
    monkeypatch.setattr("yalu.screen.messages.formats.edifact_syntax.LONGEST_SEGMENT", 1000)
    assert "longer than" in refusal(read, EDI.format("FTX+AAA+++" + "x" * 80_000))
    monkeypatch.setattr("yalu.screen.messages.formats.edifact_syntax.MOST_SEGMENTS", 10)
    assert "over 10 segments" in refusal(read, EDI.format("GIS+1'" * 20))
    monkeypatch.setattr("yalu.screen.messages.formats.x12._LONGEST", 1000)
    assert "over 1,000 characters" in refusal(read, X12.format("C8***" + "x" * 80_000))
    monkeypatch.setattr("yalu.screen.messages.formats.x12._MOST", 10)
    assert "over 10 in one" in refusal(read, X12.format("LX*1~" * 20))
    monkeypatch.setattr("yalu.screen.messages.formats.swift.LONGEST_MESSAGE", 1000)
    assert "longer than" in refusal(read, FIN.format(":70:" + "x" * 80_000))
    monkeypatch.setattr("yalu.screen.messages.formats.sheet.ROWS_OF_ONE", 10)
    assert "over 10 rows" in refusal(read, "bill number,shipper,consignee,description\n" + "B1,A,B,C\n" * 20)
    monkeypatch.setattr("yalu.screen.messages.formats.own._LARGEST", 1000)
    assert "too large" in refusal(read, '{"consignee":\n"' + "x" * 80_000 + '"}')
    assert "over 1,000 characters" in refusal(read, '{"consignee":"' + "x" * 80_000 + '"}')
    assert "over 1,000 characters" in refusal(
        read, '{"consignee":"A"}\n{"consignee":"' + "x" * 160_000 + '"}'
    )


def test_what_is_too_long_or_binary_is_not_screened(read):
    (message,) = read(FIN.format(":70:" + "x" * 70_000 + "\r\n:99Z:" + "QUJD" * 200).encode())
    assert [gap.why for gap in message.not_screened] == ["too long"]
    (table,) = read(X12.format("ZZ*" + "QUJD" * 200 + "*" + "x" * 70_000 + "~").encode())
    assert [gap.why for gap in table.not_screened] == ["binary", "too long"]
    (other,) = read(
        PACS.format("<Odd>" + "QUJD" * 200 + "</Odd><Odder>" + "x " * 70_000 + "</Odder>").encode()
    )
    assert [gap.why for gap in other.not_screened] == ["binary", "too long"]


@pytest.mark.parametrize(
    "make",
    [
        lambda n: PACS.format("<Cdtr><Nm>A</Nm></Cdtr>" * n),
        lambda n: EDI.format("NAD+CZ+++ZELKOVA?'?+'" * n),
        lambda n: FIN.format(":72:/INS/A\r\n" * n),
        lambda n: X12.format("N1*SH*A~N2*B~" * n),
        lambda n: "bill number,shipper,consignee,description\n" + "B1,A,B,C\n" * n,
        lambda n: (
            "bill number,shipper,vessel,container\n"
            + "".join(f"B1,A{row},V{row},C{row}\n" for row in range(n)) * 2
        ),
        lambda n: '{"consignee": "A"}\n' * n,
    ],
    ids=["xml", "edifact", "fin", "x12", "table", "table of one bill", "json"],
)
def test_work_grows_with_size_and_not_faster(read, make):
    def calls(n):
        profile = cProfile.Profile()
        profile.runcall(read, make(n).encode())
        return sum(entry.callcount for entry in profile.getstats())

    calls(10)
    assert calls(1600) < 2.2 * calls(800)  # twice the size; a square would take four times the calls


def test_a_heading_of_x12_that_never_ends_takes_no_time(read):
    """Each element could end at any of ten stars: tried anew, the first 300 characters would take years."""
    assert "unknown format" in refusal(read, "ISA" + "*a" * 200)


def test_a_name_of_x12_over_endless_segments_is_said_and_does_not_grow(read, texts):
    (message,) = read(
        X12.format("N1*CN*FIRST~" + "N2*MORE~N3*ROAD~" * 200 + "N2*LAST WORDS~N3*LAST ROAD~").encode()
    )
    (consignee,) = message.content.parties
    assert len(consignee.names) + len(consignee.address) < 50
    assert "LAST WORDS" in texts(message)
    assert "LAST ROAD" in texts(message)


def test_lines_of_x12_may_break_anywhere(read, texts):
    whole = X12.format("N1*CN*ZELKOVA TRADING~N1*SH*FIRST\nSECOND~")
    (message,) = read("\r\n".join(whole[at : at + 70] for at in range(0, len(whole), 70)).encode())
    assert message.content.parties[0].names[0].text == "ZELKOVA TRADING"
    assert "FIRST SECOND" in texts(message)


def test_a_line_of_a_table_without_end_is_refused(read, monkeypatch):
    monkeypatch.setattr("yalu.screen.messages.formats.sheet.LONGEST_LINE", 1000)
    table = "bill number,shipper,consignee,description\nB1,A,B,C\n" + "x" * 140_000
    assert "over 1,000 characters" in refusal(read, table)


def test_a_bare_text_block_may_begin_with_any_field(read, texts):
    (message,) = read(b":27:1/1\r\n:40A:IRREVOCABLE\r\n:59:ZELKOVA TRADING\r\n")
    assert "ZELKOVA TRADING" in texts(message)


# --- own JSON


def test_many_documents(read):
    array = read(
        b'[{"consignee": "A"}, {"debtor": "B", "amt": "5", "ccy": "EUR"}, "C", {"traveller": "D", "capacity": "courier"}]'
    )
    assert [getattr(one, "profile", "refused") for one in array] == [
        "consignment",
        "payment",
        "refused",
        "traveller",
    ]
    assert array[1].content.amounts[0].currency == "EUR"
    assert array[3].content.capacity == "courier"
    lines = read(
        b'\n{"consignee": "A"}\n\n{"consignee": B}\n{"consignee": "C", "consignee": "D"}\n[1]\n{"consignee": "E"}'
    )
    assert [isinstance(one, Refused) for one in lines] == [False, True, True, True, False]
    assert [one.position for one in lines if isinstance(one, Refused)] == ["line 3", "line 4", "line 5"]
    assert "stands twice" in lines[2].why


def test_a_document_over_many_lines_and_pieces(read, texts):
    (message,) = read(
        ('{"consignee":\n "ZELKOVA", "notes": [' + '"word",\n' * 20_000 + '"end of Gamma"]}').encode()
    )
    assert {"ZELKOVA", "end of Gamma"} <= set(texts(message).splitlines())


def test_json_that_is_none_is_refused(read):
    assert "line 2, column" in refusal(read, '{"consignee":\n oops}')
    assert "nested too deeply" in refusal(read, '{"consignee": ' + "[" * 100_000 + "]" * 100_000 + "}")
    with pytest.raises(ReaderError, match="stands twice"):
        read(b'{"consignee": "A",\n "consignee": "B"}')


def test_fields_of_own_json_of_other_kinds(read, texts):
    (message,) = read(
        b'{"consignee": {"name": [1, {"a": "DEEP INNER"}], "kind": "clan of"}, "transit": {"role": "border", "name": "Hue"},'
        b' "amt": "x", "mode": "mule", "capacity": "spy", "direction": "up", "ODD NAME": 1, "kind": "old feud",'
        b' "documents": null, "amount": "12", "imo": "\\u200b", "via": ["\\u200b"]}'
    )
    assert {"DEEP INNER", "clan of", "ODD NAME", "old feud"} <= set(texts(message).splitlines())
    assert [place.role for place in message.content.places] == ["border"]


# --- parts that stand elsewhere


def test_iso_20022_parties_in_unusual_places(told):
    (one,) = told(
        PACS.format(
            "<Tax><Cdtr><TaxId>BE99</TaxId></Cdtr></Tax><CtryOfDest><Ctry>VN</Ctry></CtryOfDest><Grp><Nm>LONE NAME</Nm></Grp>"
            "<Clr><FinInstnId><BICFI>ZELKBEBB</BICFI></FinInstnId></Clr><InstdAmt><Amt Ccy='EUR'>5</Amt></InstdAmt>"
            "<Dbtr><Nm>A</Nm><Id><OrgId/></Id><CtryOfRes>LU</CtryOfRes><PstlAdr><Ctry>BE</Ctry><AdrTp>x</AdrTp>"
            "<PstlAdr><TwnNm>Inner Town</TwnNm></PstlAdr></PstlAdr></Dbtr><Nm>BARE NAME</Nm><Cdtr a='1' b=''><Nm>B</Nm></Cdtr>"
            "<CreDtTm>2018-13-45</CreDtTm>"
        ).encode()
    )
    assert ("debtor", ("A",), "BE", ()) in one.parties
    assert ("address", "", "LU", "") in one.places
    assert ("other", "", "VN", "") in one.places
    assert ("other", ("LONE NAME",), "", ()) in one.parties
    assert ("bank", (), "", (("bic", "ZELKBEBB"),)) in one.parties
    assert any("Inner Town" in lines for lines in one.addresses.values())


def test_invoices_with_parties_in_parties(told):
    invoice = (
        "<Invoice><AccountingSupplierParty><Party><PartyName><Name>A</Name></PartyName><PostalAddress><Country>"
        "<IdentificationCode>CN</IdentificationCode></Country></PostalAddress><PhysicalLocation><Address><Country><IdentificationCode>VN"
        "</IdentificationCode></Country></Address><Odd>z</Odd></PhysicalLocation>"
        "<AgentParty><PartyName><Name>AGENT GAMMA</Name></PartyName>"
        "</AgentParty><Odd>ODD WORD</Odd>"
        "<Note>word of Sinaru</Note></Party></AccountingSupplierParty><InvoiceLine><Item><CommodityClassification>"
        "<CommodityCode>640399"
        "</CommodityCode></CommodityClassification><Keyword>KEY</Keyword><Odd>x</Odd><Dimension><AttributeID a='1'>LONG WORD"
        "</AttributeID></Dimension></Item></InvoiceLine><Delivery><Despatch><Odd>x</Odd></Despatch><DeliveryLocation><Odd>y</Odd>"
        "<Address><Country><Name>Viet Nam</Name></Country></Address></DeliveryLocation></Delivery></Invoice>"
    )
    (one,) = told(invoice.encode())
    assert ("agent", ("AGENT GAMMA",), "", ()) in one.parties
    assert ("address", "", "VN", "") in one.places
    assert ("other", "word of Sinaru") in one.notes
    assert one.goods == [("640399", ("KEY",), (), "")]
    (around,) = told(b"<Batch><Invoice><ID>1</ID></Invoice><Note>LATE WORD</Note></Batch>")
    assert ("other", "LATE WORD") in around.notes
    assert ubl.recognises("<Invoice>")


def test_cii_party_with_two_countries(told):
    (one,) = told(
        b"<CrossIndustryInvoice><ExchangedDocument><ID>1</ID></ExchangedDocument><SellerTradeParty><Name>A</Name><PostalTradeAddress>"
        b"<CountryID>CN</CountryID></PostalTradeAddress><PostalTradeAddress><CountryID>VN</CountryID></PostalTradeAddress>"
        b"</SellerTradeParty></CrossIndustryInvoice>"
    )
    assert ("seller", ("A",), "CN", ()) in one.parties
    assert ("address", "", "VN", "") in one.places


@pytest.mark.parametrize(
    ("kind", "direction"), [("IMD", "import"), ("EXA", "export"), ("T1", "transit"), ("X", "")]
)
def test_directions_of_wco_declarations(read, kind, direction):
    place = "<Destination><CountryCode>VN</CountryCode><Odd><Name>DEEP PLACE</Name></Odd></Destination>"
    content = f"<Declaration><TypeCode>{kind}</TypeCode>{place}</Declaration>"
    (message,) = read(content.encode())
    assert message.content.direction == direction


def test_sad_of_other_offices(told, read):
    content = (
        "<SAD><Reference><Number>77</Number></Reference><Exporter><Exporter_name>A</Exporter_name><Country>CN</Country></Exporter>"
        "<Means_of_transport><Border><Mode>1</Mode></Border><Other><Identity/></Other></Means_of_transport></SAD>"
    )
    (one,) = told(content.encode())
    assert one.parties == [("exporter", ("A",), "CN", ())]
    assert read(content.encode())[0].content.reference == "77"


def test_edifact_days_and_codes(told):
    (one,) = told(
        EDI.format("DTM+137:20181399:102'TDT+20+++++++:103:11:QUARTZLING'EQD+CN+TEMU1234567'LOC+27+CN'TDT+20++1+++++9V8896:103'"
                   "TDT+30++1+++++440123456'GID+1'PCI+28'CTA+IC+:'FII+BF++:25:5'").encode()
    )  # fmt: skip
    assert one.dates == []
    assert {"mmsi": "440123456", "mode": "sea"} in one.means
    assert ("origin", "", "CN", "") in one.places
    (broken,) = told(EDI.format("NAD+CZ+++ZELKOVA TRA\nDING'").encode())
    assert "ZELKOVA TRADING" in broken.parties[0][1]


def test_tables_with_other_cells(told):
    (one,) = told(
        "bill number;shipper;consignee;description;net weight;weight unit;value;currency;port of loading;container;marks;vessel;"
        "ship name\n"
        "B1;A;B;C;5 tons;KGM;9 USD;;\u200b;\u200b;ZK 1;ONE SHIP;OTHER SHIP\nB1;A;B;D;5;;;EUR;;;;;\n".encode()
    )
    assert one.goods[0][2] == ("ZK 1",)
    assert ("other", "OTHER SHIP") in one.notes
    assert one.amounts[0] == (None, "", None, None, 9.0, "USD") or one.amounts[0][4:] == (9.0, "USD")
    (quoted,) = told(b'\n\nbill number,shipper,consignee,description\rB1,"A\nB",C,D\r')
    assert ("consignor", ("A B",), "", ()) in quoted.parties
