"""What the samples say, by reading them: each format's parties, places, goods, means, dates and texts, under the right names."""

from __future__ import annotations

import pytest


def test_iso_20022_credit_transfer(told):
    first, second = told("pacs008.xml")
    assert first.parties == [
        ("sender", (), "", (("bic", "ZELKBEBBXXX"),)),
        ("receiver", (), "", (("bic", "QUARDEFFXXX"),)),
        ("other", (), "", (("iban", "BE68539007547034"),)),
        ("ultimate_debtor", ("Zelkova Holding",), "LU", ()),
        ("other", ("Anna Desk",), "", ()),
        (
            "debtor",
            ("Zelkova Shoes BV", "Zelkova main account"),
            "BE",
            (("lei", "529900T8BM49AURSDO55"), ("tax", "BE0403019261"), ("iban", "BE68539007547034")),
        ),
        ("debtor_agent", ("Zelkova Bank", "Quay branch"), "BE", (("bic", "ZELKBEBB"), ("other", "B7"))),
        ("creditor_agent", (), "", (("bic", "QUARDEFF"),)),
        ("creditor", ("Quixworth Valery",), "", (("passport", "PX4567812"), ("account", "778899"))),
        ("seller", ("Sinaru Soles",), "", ()),
    ]
    assert first.kinds["Quixworth Valery"] == "person"
    assert first.kinds["Zelkova Bank"] == "bank"
    assert first.notes == [
        ("other", "+32-1234"),
        ("purpose", "school fees"),
        ("instruction", "call before paying"),
        ("remittance", "Invoice 5, rubber soles"),
        ("remittance", "second half"),
        ("other", "Gamma Trading"),
    ]
    assert first.dates == [("issued", "2018-04-01"), ("settlement", "2018-04-02")]
    assert second.parties[-2:] == [
        ("creditor", ("Second Payee",), "", ()),
        ("debtor", (), "", (("account", "11223344"),)),
    ]


def test_iso_20022_amounts_births_and_references(read):
    first, second = read("pacs008.xml")
    assert (first.content.reference, second.content.reference) == ("INS-1", "E2E-2")
    assert [(cash.amount, cash.currency) for cash in first.content.amounts] == [(1250.5, "EUR")]
    (creditor,) = (party for party in first.content.parties if party.role == "creditor")
    assert [said.text for said in creditor.births] == ["1964-07-17"]
    assert creditor.nationality.text == "FR"


def test_iso_20022_statement(told, read):
    (entry,) = told("camt053.xml")
    assert entry.parties == [
        ("bank", (), "", (("bic", "QUARDEFF"),)),
        ("account_owner", ("Zelkova GmbH",), "", (("iban", "DE89370400440532013000"),)),
        ("debtor", ("Payer One",), "", (("account", "998877"),)),
        ("debtor_agent", (), "", (("other", "12345678"),)),
    ]
    assert entry.notes == [("other", "salary of Valery"), ("remittance", "for soles")]
    (message,) = read("camt053.xml")
    assert [(cash.amount, cash.currency) for cash in message.content.amounts] == [
        (500.0, "EUR"),
        (600.0, "USD"),
    ]


def test_asycuda_declaration(told, read):
    (sad,) = told("sad.xml")
    assert sad.parties == [
        ("exporter", ("ZELKOVA TRADING", "12 XINGWU ROAD"), "CN", (("tax", "X123"),)),
        ("consignee", ("QUIXWORTH COMPANY", "PORT ROAD 5"), "", ()),
        ("other", ("SINARU FINANCE",), "", ()),
        ("declarant", ("GAMMA BROKERS", "Valery Desk"), "", (("tax", "D9"),)),
        ("bank", ("SINARU BANK", "Dock", "R5"), "", (("other", "B1"),)),
    ]
    assert ("loading", "CNDLC", "CN", "Dalian") in sad.places
    assert ("destination", "", "VN", "Viet Nam") in sad.places
    assert ("border", "DDG02", "", "Dandong port") in sad.places
    assert sad.goods == [("64039900", ("SHOES", "leather shoes"), ("ZK 1-40", "KEEP DRY"), "CN")]
    assert sad.amounts == [(400.0, "NAR", 1200.5, 1100.0, 9000.0, "USD")]
    assert sad.means == [
        {"name": "LIAO F A1234", "flag": "CN"},
        {"name": "QUARTZLING", "flag": "MN", "mode": "sea"},
        {"containers": ["TEMU1234567"]},
    ]
    (message,) = read("sad.xml")
    assert (message.content.reference, message.content.direction) == ("2018-77", "export")


def test_asycuda_manifest_is_one_message_for_each_bill(told, read):
    first, second = told("awmds.xml")
    assert [message.content.reference for message in read("awmds.xml")] == ["BL1", "BL2"]
    assert first.parties == [
        ("carrier", ("ZELKOVA LINES",), "", (("scac", "ZKL"),)),
        ("exporter", ("ZELKOVA TRADING",), "", ()),
        ("consignee", ("QUIXWORTH CO",), "VN", (("tax", "VN9"),)),
        ("notify", ("SINARU AGENCY",), "", ()),
    ]
    assert first.goods == [("", ("SHOES IN CARTONS",), ("ZK 1-40",), "")]
    assert first.amounts == [(40.0, "CT", 1200.0, None, None, "")]
    assert {
        "name": "QUARTZLING",
        "flag": "MN",
        "registration": "R-9",
        "voyage": "V15",
        "mode": "sea",
    } in first.means
    assert first.unmapped == ["Captain Valery"]
    assert second.goods == [("640399", ("leather shoes", "SHOES, two lots"), ("ZK",), "CN")]
    assert second.parties == first.parties[:1]


@pytest.mark.parametrize("sample", ["ubl.xml", "cii.xml"])
def test_an_invoice_in_two_standards(told, sample):
    (invoice,) = told(sample)
    named = {(role, names[0]) for role, names, _, _ in invoice.parties if names}
    assert {
        ("seller", "Zelkova Trading"), ("buyer", "Quixworth Co"), ("creditor", "Sinaru Factoring"),
        ("consignee", "Warehouse Nine"),         ("other", "Gamma Broker"), ("other", "Anna Desk"), ("creditor", "Zelkova main"),
    } <= named  # fmt: skip
    numbers = {number for *_, numbers in invoice.parties for number in numbers}
    assert {
        ("lei", "529900T8BM49AURSDO55"), ("tax", "CN123"), ("iban", "DE89370400440532013000"), ("account", "998877"),
        ("bic", "QUARDEFF"), ("other", "1234567890123"),
    } <= numbers  # fmt: skip
    ((hs, words, _, origin),) = invoice.goods
    assert (hs, set(words), origin) == ("640399", {"Shoes", "leather shoes"}, "CN")
    assert invoice.amounts == [(400.0, "NMB", None, None, 9000.0, "USD")]
    assert {text for _, text in invoice.notes} >= {
        "two lots of Gamma",
        "Bill of lading",
        "BL-77",
        "for soles",
        "brown",
    }
    assert invoice.dates == [("issued", "2018-04-01"), ("arrival", "2018-04-05")]
    assert any("Xingwu Road 12" in lines for lines in invoice.addresses.values())
    assert any(code == "VNHPH" for _, code, *_ in invoice.places)


def test_air_waybill(told, read):
    (waybill,) = told("xfwb.xml")
    assert waybill.parties == [
        ("sender", (), "", (("other", "ZELKCARGO"),)),
        ("consignor", ("ZELKOVA TRADING",), "CN", (("other", "ACC1"), ("tax", "CN1234567N"))),
        ("consignee", ("QUIXWORTH CO",), "", ()),
        ("other", ("SINARU HANDLING",), "", ()),
        ("notify", (), "", (("tax", "77"),)),
        ("other", ("Hilda Hilarious",), "", ()),
    ]
    assert waybill.goods == [("640399", ("LEATHER SHOES",), (), "CN")]
    assert waybill.amounts == [(3.0, "", 1042.0, None, None, "")]
    assert waybill.means == [
        {"name": "ZK", "voyage": "ZK345", "mode": "air"},
        {"mode": "air", "containers": ["1337"]},
    ]
    assert ("destination", "HPH", "", "Hai Phong") in waybill.places
    assert {text for _, text in waybill.notes} >= {
        "Consolidation of Gamma",
        "Mr Security",
        "handle with care",
    }
    assert waybill.dates == [("issued", "2018-04-01"), ("departure", "2018-04-01"), ("arrival", "2018-04-05")]
    (message,) = read("xfwb.xml")
    assert (message.profile, message.content.reference) == ("Waybill", "888-11111111")


def test_wco_declaration(told, read):
    (declared,) = told("wco.xml")
    assert declared.parties == [
        ("agent", (), "", (("eori", "GB123456789000"),)),
        ("carrier", ("Zelkova Lines",), "", ()),
        ("other", ("Anna Desk",), "", ()),
        ("declarant", ("Gamma Brokers",), "GB", ()),
        ("exporter", ("Zelkova Trading",), "CN", ()),
        ("buyer", ("Inner Buyer",), "", ()),
        ("consignee", ("Quixworth Co",), "FR", (("eori", "FR12345678901234"),)),
        ("sender", (), "", (("eori", "GB999999999000"),)),
    ]
    assert declared.goods == [
        ("64039900", ("leather shoes",), ("ZK 1-40",), "CN"),
        ("", ("laces",), (), ""),
        ("", ("polish",), (), ""),
    ]
    assert declared.amounts[:2] == [
        (400.0, "NPR", 1200.0, 1100.0, 9000.0, "USD"),
        (5.0, "BX", None, None, None, ""),
    ]
    assert declared.means == [
        {"name": "QUARTZLING", "imo": "9074729", "flag": "MN", "voyage": "V15", "mode": "sea"},
        {"name": "QUARTZLING TWO"},
        {"registration": "AB12CDE", "mode": "road"},
        {"voyage": "ZK345"},
        {"containers": ["TEMU1234567"]},
    ]
    assert {
        ("office", "GBLON001", "", ""), ("loading", "CNDLC", "", "Dalian"), ("unloading", "GBFXT", "", ""),
        ("export", "", "CN", ""), ("destination", "", "GB", ""), ("transit", "", "VN", ""),
        ("delivery", "GBFXT", "", "Felixstowe"),         ("other", "GBWH1", "", ""), ("other", "GBAUFXT", "GB", "Shed 4"),
    } <= set(declared.places)  # fmt: skip
    assert ("other", "importer is Gamma") in declared.notes
    assert ("document", "Invoice of Sinaru") in declared.notes
    (message,) = read("wco.xml")
    assert (message.profile, message.content.reference, message.content.direction) == (
        "DEC",
        "LRN-9",
        "import",
    )


def test_swift_messages_in_the_envelope_of_a_hub(told, read):
    first, second, third = told("hub.xml")
    assert [(message.index, message.content.reference) for message in read("hub.xml")] == [
        (0, "HUB-1"),
        (1, "HUB-2"),
        (2, "HUB-3"),
    ]
    assert first.parties[2:] == [
        ("debtor", ("ZELKOVA SHOES BV", "QUAY STREET 5"), "", (("iban", "BE68539007547034"),)),
        ("creditor", ("QUIXWORTH VALERY",), "", (("iban", "DE89370400440532013000"),)),
    ]
    assert {"Otto Kell", "IN 7 of Gamma", "Zelkova Bank"} <= set(first.unmapped)
    assert [party[1] for party in second.parties] == [("SECOND PAYER",), ("THIRD PAYEE",)]
    assert [party[1] for party in third.parties[2:]] == [("FOURTH PAYER",), ("LAST PAYEE",)]
    assert {"released by Gamma Desk", "Anna Desk"} <= set(third.unmapped)


def test_eu_export_declaration(told, read):
    (declared,) = told("cc515c.xml")
    assert declared.parties == [
        ("other", (), "", (("eori", "BE0403019261"),)),
        ("exporter", ("Zelkova Shoes BV",), "BE", (("eori", "BE0403019261"),)),
        ("other", ("Anna Desk",), "", ()),
        ("declarant", (), "", (("eori", "BE0777888999"),)),
        ("agent", (), "", (("eori", "BE0111222333"),)),
        ("forwarder", (), "", (("eori", "NL123456789"),)),
        ("carrier", (), "", (("eori", "NL999888777"),)),
        ("consignor", ("Zelkova Depot",), "", ()),
        ("consignee", ("Quixworth Co",), "VN", ()),
        ("other", ("Ben Shed",), "", ()),
    ]
    assert declared.goods == [("64039996", ("leather shoes",), ("ZK 1-40",), "CN")]
    assert declared.amounts == [(40.0, "CT", 1200.5, 1100.0, 7000.0, "")]
    assert declared.means == [
        {"containers": ["TEMU1234567"]},
        {"registration": "1ABC234", "flag": "BE", "mode": "road"},
        {"imo": "IMO9074729", "flag": "MN", "voyage": "V15", "mode": "sea"},
    ]
    assert declared.places == [
        ("office", "BE101000", "", ""), ("office", "BE212000", "", ""), ("export", "", "BE", ""), ("destination", "", "VN", ""),
        ("delivery", "VNHPH", "VN", "Hai Phong"), ("other", "", "BE", ""), ("other", "", "", "Shed 4"), ("other", "", "", "2030"),
        ("other", "", "", "Antwerp North"), ("transit", "", "CN", ""),
    ]  # fmt: skip
    said = {text for _, text in declared.notes}
    assert {"by order of Sinaru", "consignee is Gamma", "SEAL OF GAMMA", "BL-77", "Sinaru Office"} <= said
    (message,) = read("cc515c.xml")
    assert (message.profile, message.content.reference, message.content.direction) == (
        "CC515C",
        "LRN-515",
        "export",
    )


def test_eu_import_declarations_in_an_envelope(told, read):
    declared, amended = told("cc415a.xml")
    assert declared.parties == [
        ("importer", ("Quixworth SL",), "", (("eori", "ESB12345678"),)),
        ("seller", ("Sinaru Soles",), "CN", ()),
        ("exporter", ("Zelkova Trading",), "CN", ()),
    ]
    assert declared.goods == [
        ("6403999610", ("leather shoes",), (), "CN"),
        ("", ("laces",), (), ""),
        ("", ("polish",), (), ""),
    ]
    assert declared.amounts[0] == (None, "", 500.0, None, 9000.0, "USD")
    assert declared.places == [
        ("office", "ES000801", "", ""),
        ("dispatch", "", "CN", ""),
        ("destination", "", "ES", ""),
        ("destination", "", "", "Madrid"),
        ("loading", "CNDLC", "", ""),
    ]
    assert declared.means == [
        {"name": "QUARTZLING", "mode": "sea"},
        {"name": "QUARTZLING TWO", "flag": "MN", "mode": "sea"},
    ]
    assert amended.parties == [("importer", ("Second Importer",), "", ())]
    messages = read("cc415a.xml")
    assert [(one.profile, one.content.direction) for one in messages] == [
        ("CC415A", "import"),
        ("CC413A", "import"),
    ]


def test_eu_transit_declaration(told, read):
    content = b"""<CC015C><TransitOperation><LRN>L1</LRN></TransitOperation><HolderOfTheTransitProcedure><name>Zelkova</name>
    </HolderOfTheTransitProcedure><Consignment><PlaceOfLoading><UNLocode>CNDLC</UNLocode></PlaceOfLoading><HouseConsignment>
    <DepartureTransportMeans><typeOfIdentification>21</typeOfIdentification><identificationNumber>T9</identificationNumber>
    <conveyanceReferenceNumber>V1</conveyanceReferenceNumber></DepartureTransportMeans><ConsignmentItem><Commodity>
    <descriptionOfGoods>shoes</descriptionOfGoods></Commodity></ConsignmentItem></HouseConsignment></Consignment></CC015C>"""
    (declared,) = told(content)
    assert declared.parties == [("guarantor", ("Zelkova",), "", ())]
    assert declared.goods == [("", ("shoes",), (), "")]
    assert declared.means == [{"voyage": "T9", "mode": "rail"}]
    assert declared.notes == [("reference", "V1")]
    assert read(content)[0].content.direction == "transit"


def test_swift_messages_of_an_rje_batch(told, read):
    mt103, cover, request = told("payments.fin")
    assert [message.profile for message in read("payments.fin")] == ["MT103", "MT202COV", "MT101"]
    assert mt103.parties == [
        ("sender", (), "", (("bic", "ZELKBEBB"),)),
        ("receiver", (), "", (("bic", "QUARDEFF"),)),
        (
            "debtor",
            ("1/ZELKOVA SHOES BV", "2/QUAY STREET 5", "3/BE/ANTWERP"),
            "BE",
            (("iban", "BE68539007547034"),),
        ),
        ("sender", (), "", (("bic", "ZELKBEBB"),)),
        ("debtor_agent", ("ZELKOVA BANK", "BRUSSELS", "BE"), "BE", (("account", "CH123456"),)),
        ("correspondent", (), "", (("account", "998877"),)),
        ("intermediary", (), "", (("bic", "QUARDEFF"),)),
        ("creditor_agent", (), "", (("account", "SC200000"),)),
        ("creditor", ("QUIXWORTH VAL", "ERY", "PORT ROAD 5"), "", (("iban", "C/DE89370400440532013000"),)),
    ]
    assert ("remittance", "INVOICE 5 OF SIN ARU SOLES") in mt103.notes
    assert ("remittance", "INVOICE 5 OF SINARU SOLES") in mt103.notes
    assert {"/AOK/NO HITS", "odd field of Valery"} <= set(mt103.unmapped)
    assert cover.parties[2:] == [
        ("debtor", (), "", (("bic", "ZELKBEBB"),)),
        ("creditor", (), "", (("bic", "QUARDEFF"),)),
        ("debtor", ("ZELKOVA SHOES BV", "BE"), "BE", (("account", "1"),)),
        ("creditor", ("1/QUIXWORTH VALERY",), "", (("account", "456"),)),
    ]
    assert request.parties == [
        ("receiver", (), "", (("bic", "QUARDEFF"),)),
        ("sender", (), "", (("bic", "ZELKBEBB"),)),
        ("initiating", ("ZELKOVA GROUP",), "", ()),
        ("debtor", (), "", (("iban", "DE89370400440532013000"), ("bic", "QUARDEFF"))),
        ("creditor", (), "", (("account", "77"), ("bic", "QUARDEFF"))),
        ("creditor", ("SECOND PAYEE",), "", ()),
    ]
    assert request.dates == [("settlement", "2018-04-03")]


def test_edifact_manifest_is_one_message_for_each_consignment(told, read):
    first, second = told("cuscar.edi")
    assert [message.content.reference for message in read("cuscar.edi")] == ["BL1", "BL2"]
    assert read("cuscar.edi")[0].warnings == ("UNT says 40 segments, the message has 49",)
    assert ("consignor", "CN") in [(role, country) for role, _, country, _ in first.parties]
    (consignor,) = (names for role, names, *_ in first.parties if role == "consignor")
    assert "ZELKOVA TRADING AND EXPORT COMPANY LIMITED" in consignor  # broken after 35 letters
    assert ("consignee", ("QUIXWORTH 'SONS'",), "VN", ()) in first.parties  # released terminators
    assert ("notify", ("SINARU AGENCY", "PORT ROAD 6", "HAI PHONG"), "", ()) in first.parties
    assert first.goods == [
        (
            "640399",
            ("CARTONS OF SHOES", "LEATHER SHOES BROWN", "LEATHER SHOESBROWN"),
            ("ZK 1-40 KEEP DRY", "ZK 1-40KEEP DRY"),
            "CN",
        ),
        (
            "640391",
            ("CARTONS OF SHOES", "LEATHER SHOES BROWN", "LEATHER SHOESBROWN"),
            ("ZK 1-40 KEEP DRY", "ZK 1-40KEEP DRY"),
            "CN",
        ),
    ]
    assert first.amounts[0] == (40.0, "CT", 1200.0, 1100.0, 9000.0, "USD")
    assert first.means[0] | {"containers": []} == {
        "name": "QUARTZLING", "imo": "9074729", "flag": "MN", "voyage": "V15", "mode": "sea", "containers": [],
    }  # fmt: skip
    assert first.means[1] == {"name": "ZELKOVA TRUCK", "registration": "LN F A1234"}
    assert ("loading", "CNDLC", "", "") in first.places
    assert second.goods == [("", ("LACES",), (), "")]
    assert ("consignor", ("SECOND SHIPPER",), "", ()) in second.parties
    assert not any(role == "consignee" for role, *_ in second.parties)
    assert second.means[0]["name"] == "QUARTZLING"  # the head of the manifest


def test_edifact_invoice(told, read):
    (invoice,) = told("invoic.edi")
    assert invoice.parties == [
        ("seller", ("ZELKOVA TRADING",), "CN", (("other", "1234567890123"), ("company", "CN555"))),
        ("account_owner", ("ZELKOVA MAIN",), "", ()),
        ("bank", ("QUAY BANK",), "DE", (("iban", "DE89370400440532013000"), ("bic", "QUARDEFF"))),
        ("bank", (), "", (("account", "998877"),)),
        ("bank", ("SORT1",), "", ()),
        ("buyer", ("QUIXWORTH CO",), "", ()),
    ]
    assert invoice.goods == [
        ("640399", ("LEATHER SHOES BROWN", "LEATHER SHOESBROWN"), (), "CN"),
        ("", ("LACES",), (), ""),
    ]
    assert invoice.amounts == [(400.0, "NMB", None, None, 9000.0, "USD"), (None, "", None, 5.0, None, "")]
    (message,) = read("invoic.edi")
    assert [gap.why for gap in message.not_screened] == ["binary"]


def test_x12_bill(told, read):
    first, second = told("bill.x12")
    assert first.parties == [
        (
            "consignor",
            ("ZELKOVA TRADING AND", "EXPORT COMPANY", "ZELKOVA TRADING AND EXPORT COMPANY"),
            "CN",
            (("other", "940924821"),),
        ),
        ("consignee", ("QUIXWORTH CO",), "VN", ()),
        ("carrier", ("ZELKOVA LINES",), "", (("scac", "ZKLN"),)),
        ("bank", ("QUAY BANK",), "", ()),
        ("other", ("UNKNOWN ROLE",), "", ()),
    ]
    assert first.places == [("loading", "CNDLC", "CN", "DALIAN"), ("unloading", "55206", "VN", "HAI PHONG")]
    assert first.goods == [("640399", ("LEATHER SHOES",), ("ZK 1-40",), ""), ("", ("LACES",), (), "")]
    assert first.amounts[0] == (40.0, "CTN", 1200.0, 1100.0, None, "")
    assert first.means == [
        {
            "name": "QUARTZLING",
            "imo": "9074729",
            "flag": "MN",
            "voyage": "V15",
            "mode": "sea",
            "containers": ["TEMU1234567"],
        }
    ]
    assert {text for _, text in first.notes} >= {"OF GAMMA", "ANNA DESK", "PIER NINE", "CHARGE SINARU"}
    assert second.means == [{"name": "QUARTZLING", "call_sign": "9V8896", "flag": "MN", "voyage": "V15"}]
    assert read("bill.x12")[0].warnings == ("SE says 29 segments, the message has 31",)


def test_x12_manifest_is_one_message_for_each_bill(told, read):
    first, second = told("manifest.x12")
    assert [message.content.reference for message in read("manifest.x12")] == ["BL1", "BL2"]
    assert first.goods == [("640399", ("LEATHER SHOES",), ("ZK 1-40",), "CN")]
    assert first.amounts == [(40.0, "CTN", 1200.0, None, None, "")]
    assert first.places == [("unloading", "5301", "", ""), ("loading", "55206", "", "")]
    assert second.goods == [("", ("LACES",), (), "")]
    assert second.parties == []
    assert {"LOST LINE", "LOST ROAD"} <= {text for _, text in second.notes}


def test_truck_manifest_in_gb18030(told):
    truck, wagon = told("truck.csv")
    assert truck.parties == [
        ("consignor", ("丹东样例贸易公司",), "", ()),
        ("consignee", ("基克斯公司",), "VN", ()),
        ("driver", ("王五",), "", (("passport", "E1234567"),)),
    ]
    assert truck.goods == [
        ("640399", ("皮鞋",), (), "CN"),
        ("", ("鞋带",), (), "CN"),
        ("", ("鞋油",), (), ""),
    ]
    assert truck.amounts == [
        (40.0, "箱", 1200.0, None, 9000.0, "USD"),
        (5.0, "箱", 2000.0, None, None, ""),
        (1.0, "", None, None, None, ""),
    ]
    assert truck.means == [{"registration": "辽F12345", "voyage": "T7", "mode": "road"}]
    assert {"边境货物舱单", "转交伽马", "有字"} <= {text for _, text in truck.notes}
    assert wagon.means == [{"name": "WAGON TEN"}]


def test_table_of_bills(told, read):
    first, second = told("bills.csv")
    assert first.parties == [
        ("consignor", ("ZELKOVA TRADING",), "CN", ()),
        ("consignee", ("QUIXWORTH CO",), "", ()),
        ("notify", ("SINARU AGENCY",), "", ()),
    ]
    assert first.goods == [("640399", ("LEATHER SHOES",), (), "CN"), ("640391", ("OF GAMMA",), (), "CN")]
    assert first.amounts == [(40.0, "", 1200.0, None, 9000.0, ""), (5.0, "", None, None, None, "")]
    assert first.means == [
        {
            "name": "QUARTZLING", "imo": "9074729", "flag": "MN", "voyage": "V15", "mode": "sea",
            "containers": ["TEMU1234567", "TEMU7654321"],
        }
    ]  # fmt: skip
    assert read("bills.csv")[0].warnings == ('row 3, weight: no weight in "Stones" is known',)
    assert second.means == [{"registration": "LN12345", "mode": "road"}]


def test_table_of_travellers(told, read):
    first, _ = told("travellers.csv")
    message, other = read("travellers.csv")
    assert first.parties == [
        ("traveller", ("QUIXWORTH VALERY",), "", (("passport", "PX4567812"),)),
        ("mission", ("Embassy of Gamma",), "", ()),
        ("recipient", ("SINARU",), "", ()),
    ]
    assert message.content.capacity == "diplomat"
    assert [(cash.amount, cash.currency, cash.words) for cash in message.content.cash] == [
        (90000.0, "USD", ""),
        (500.0, "EUR", "banknotes"),
    ]
    assert first.goods == [("910111", ("wrist watch",), (), ""), ("", ("banknotes",), (), "")]
    assert first.places == [("loading", "CNBJS", "", ""), ("destination", "KPFNJ", "", "")]
    assert (other.content.capacity, other.content.cash) == ("", ())


def test_own_json(told, read):
    (own,) = told("own.json")
    assert own.parties == [
        ("consignor", ("ZELKOVA TRADING", "ZELKOVA LTD"), "CN", (("tax", "CN123"),)),
        ("consignee", ("QUIXWORTH CO",), "", ()),
        ("driver", ("WANG WU",), "", (("passport", "E1"), ("other", "77"))),
        ("notify", ("SINARU AGENCY",), "", ()),
        ("other", ("COUSIN VALERY",), "", ()),
        ("other", ("LONE NAME",), "", ()),
    ]
    assert own.goods == [("640399", ("LEATHER SHOES", "BROWN"), ("ZK",), "CN"), ("", ("LACES",), (), "")]
    assert own.amounts[0] == (40.0, "CT", 1200.5, None, 9000.0, "USD")
    assert own.means == [
        {"name": "QUARTZLING", "imo": "9074729", "flag": "MN", "voyage": "V15", "mode": "sea"},
        {"name": "LIAO F A1234", "mode": "road", "containers": ["TEMU1234567"]},
        {"name": "FOURTH SHIP"},
    ]
    assert own.places == [
        ("loading", "CNDLC", "", ""), ("unloading", "VNHPH", "", "Hai Phong"), ("transit", "CNDDG", "", ""),
        ("transit", "", "", "Hue"), ("border", "", "VN", ""), ("other", "", "", "SOMEWHERE"),
    ]  # fmt: skip
    assert {
        "SECOND NAME", "Nine of Gamma", "HIDDEN OWNER", "cousin", "ODD CODE", "of Gamma", "about five", "MAKER GAMMA",
        "THIRD NAME", "DEEP NOTE", "DEEP NAME",
    } == set(own.unmapped)  # fmt: skip
    (message,) = read("own.json")
    assert (message.content.reference, message.content.direction) == ("R-9", "export")


def test_account_of_fields_adds_up(read, samples):
    for path in sorted(samples.iterdir()):
        for message in read(path.name):
            assert message.seen == message.mapped + message.ignored + len(message.not_screened), path.name
