"""Documents beside the common ones: orders, shipments, bodies without envelope, tariffs of other States, crews of flights."""

from __future__ import annotations

import pytest

ITEM = (
    '<Item><Description>Squid</Description><CommodityClassification><ItemClassificationCode listID="HS">030743'
    "</ItemClassificationCode></CommodityClassification></Item>"
)


def ubl(root, inner):
    space = f"urn:oasis:names:specification:ubl:schema:xsd:{root}-2"
    return (f'<{root} xmlns="{space}"><ID>D-1</ID><IssueDate>2017-09-06</IssueDate>{inner}</{root}>').encode()


def party(name, called):
    return f"<{name}><Party><PartyName><Name>{called}</Name></PartyName></Party></{name}>"


def test_ubl_order(told, read):
    order = ubl(
        "Order",
        party("BuyerCustomerParty", "QUIXWORTH") + party("SellerSupplierParty", "ZELKOVA") + "<OrderLine><LineItem>"
        '<Quantity unitCode="KGM">5</Quantity><LineExtensionAmount currencyID="EUR">9</LineExtensionAmount>'
        f"{ITEM}</LineItem></OrderLine>",
    )  # fmt: skip
    (one,) = told(order)
    assert one.parties == [("buyer", ("QUIXWORTH",), "", ()), ("seller", ("ZELKOVA",), "", ())]
    assert one.goods == [("030743", ("Squid",), (), "")]
    assert one.amounts == [(5.0, "KGM", None, None, 9.0, "EUR")]
    assert read(order)[0].profile == "Order"


def test_ubl_despatch_advice_has_a_ship_and_ports(told):
    (one,) = told(
        ubl(
            "DespatchAdvice",
            party("DespatchSupplierParty", "ZELKOVA") + party("DeliveryCustomerParty", "QUIXWORTH") + "<Shipment>"
            "<GoodsItem><Description>Whole load</Description><RequiredCustomsID>160554</RequiredCustomsID>"
            '<GrossWeightMeasure unitCode="TNE">2</GrossWeightMeasure>'
            '<NetWeightMeasure unitCode="KGM">1900</NetWeightMeasure></GoodsItem>'
            "<ShipmentStage><TransportMeans><JourneyID>V7</JourneyID><RegistrationNationalityID>KP</RegistrationNationalityID>"
            "<MaritimeTransport><VesselID>IMO 9074729</VesselID><VesselName>SINARU</VesselName>"
            "<RadioCallSignID>HMAB</RadioCallSignID></MaritimeTransport></TransportMeans>"
            "<LoadingPortLocation><ID>KPCHO</ID></LoadingPortLocation>"
            "<UnloadingPortLocation><Name>Dalian</Name></UnloadingPortLocation>"
            "<DriverPerson><FirstName>Valery</FirstName><FamilyName>Gamma</FamilyName></DriverPerson></ShipmentStage>"
            "<TransportHandlingUnit><TransportEquipment><ID>MSKU1234565</ID></TransportEquipment><TransportEquipment>"
            "<Odd>seal of Sinaru</Odd></TransportEquipment></TransportHandlingUnit></Shipment>"
            f'<DespatchLine><DeliveredQuantity unitCode="KGM">5</DeliveredQuantity>{ITEM}</DespatchLine>',
        )
    )  # fmt: skip
    assert [(role, names) for role, names, *_ in one.parties] == [
        ("consignor", ("ZELKOVA",)), ("consignee", ("QUIXWORTH",)), ("other", ("Valery Gamma",)),
    ]  # fmt: skip
    assert one.goods == [("160554", ("Whole load",), (), ""), ("030743", ("Squid",), (), "")]
    assert one.amounts[0][2:4] == (2000.0, 1900.0)
    ship, container = one.means
    assert ship == {
        "name": "SINARU", "imo": "IMO 9074729", "call_sign": "HMAB", "flag": "KP", "voyage": "V7", "mode": "sea",
    }  # fmt: skip
    assert container == {"containers": ["MSKU1234565"]}
    assert ("loading", "KPCHO", "", "") in one.places
    assert ("unloading", "", "", "Dalian") in one.places
    assert "seal of Sinaru" in one.unmapped


@pytest.mark.parametrize(
    ("means", "said"),
    [
        (
            "<RoadTransport><LicensePlateID>F-1</LicensePlateID></RoadTransport>",
            {"registration": "F-1", "mode": "road"},
        ),
        ("<RailTransport><TrainID>T9</TrainID></RailTransport>", {"voyage": "T9", "mode": "rail"}),
        (
            "<MaritimeTransport><VesselID>LOCAL-3</VesselID></MaritimeTransport>",
            {"registration": "LOCAL-3", "mode": "sea"},
        ),
        ("<RegistrationNationalityID>KP</RegistrationNationalityID>", {"flag": "KP"}),
    ],
)
def test_ubl_means_of_transport(told, means, said):
    (one,) = told(
        ubl("Waybill", f"<Shipment><ShipmentStage><TransportMeans>{means}</TransportMeans></ShipmentStage></Shipment>")
    )  # fmt: skip
    assert one.means == [said]


def test_ubl_means_that_nothing_is_said_of(told):
    (one,) = told(ubl("Waybill", "<TransportMeans><Odd>SINARU</Odd></TransportMeans>"))
    assert one.means == []
    assert one.unmapped == ["SINARU"]


def test_a_waybill_without_that_namespace_is_of_the_air(read):
    assert (
        read(b"<Waybill><BusinessHeaderDocument><ID>888-1</ID></BusinessHeaderDocument></Waybill>")[0].format
        == "IATA Cargo-XML"
    )


@pytest.mark.parametrize("body", ["FIToFICstmrCdtTrf", "FICdtTrf", "CstmrCdtTrfInitn", "FIToFICstmrDrctDbt"])
def test_an_iso_20022_body_without_its_document(told, read, body):
    bare = f"<{body}><CdtTrfTxInf><Dbtr><Nm>ZELKOVA</Nm></Dbtr></CdtTrfTxInf></{body}>".encode()
    assert told(bare)[0].parties == [("debtor", ("ZELKOVA",), "", ())]
    assert read(bare)[0].format == "ISO 20022"


def test_an_investigation_says_its_narrative(told):
    (one,) = told(
        b"<Document><InvstgtnReq><InvstgtnReq><InvstgtnData><AddtlReqData><ReqNrrtv>who is Zelkova</ReqNrrtv></AddtlReqData>"
        b"</InvstgtnData></InvstgtnReq></InvstgtnReq></Document>"
    )
    assert one.notes == [("other", "who is Zelkova")]


@pytest.mark.parametrize(
    ("classes", "code"),
    [
        ((("CV", "0027321-9"), ("SRC", "27011200")), "27011200"),
        ((("GN", "99887766"), ("TSP", "270112")), "270112"),
        ((("CV", "0027321-9"),), ""),
    ],
)
def test_wco_tariffs_of_other_states(told, classes, code):
    told_classes = "".join(
        f"<Classification><ID>{number}</ID><IdentificationTypeCode>{kind}</IdentificationTypeCode></Classification>"
        for kind, number in classes
    )
    (one,) = told(
        (
            "<d:Declaration xmlns:d='urn:x'><GoodsShipment><GovernmentAgencyGoodsItem><Commodity><Description>Coal</Description>"
            f"{told_classes}</Commodity></GovernmentAgencyGoodsItem></GoodsShipment></d:Declaration>"
        ).encode()
    )
    assert one.goods == [(code, ("Coal",), (), "")]


def test_the_captain_of_a_flight_is_a_party(told):
    (one,) = told(
        b"<FlightManifest><LogisticsTransportMovement><ID>JS152</ID><MasterResponsibleTransportPerson><Name>VALERY GAMMA</Name>"
        b"</MasterResponsibleTransportPerson></LogisticsTransportMovement></FlightManifest>"
    )
    assert one.parties == [("master", ("VALERY GAMMA",), "", ())]


@pytest.mark.parametrize("reference", ["OFFICE39", "BUREAU-39", "SHIP/ZELKOVA/1"])
def test_a_reference_that_may_be_a_name_is_said(told, reference):
    (one,) = told(
        f"<Document><FIToFICstmrCdtTrf><CdtTrfTxInf><PmtId><EndToEndId>{reference}</EndToEndId><TxId>20170906-A1</TxId></PmtId>"
        "</CdtTrfTxInf></FIToFICstmrCdtTrf></Document>".encode()
    )
    assert one.notes == [("unmapped", reference)]


def test_a_sad_of_the_system_names_warehouse_supplier_and_bank(told):
    (one,) = told(
        b"<ASYCUDA id='12'><Warehouse><Identification>W-12</Identification></Warehouse>"
        b"<Suppliers_documents><Suppliers_document_name>ZELKOVA</Suppliers_document_name><Suppliers_document_country>KP"
        b"</Suppliers_document_country><Suppliers_document_city>Nampo</Suppliers_document_city></Suppliers_documents>"
        b"<Financial><Bank><Name>SINARU BANK</Name></Bank></Financial>"
        b"<Item><Tarification><Attached_doc_item>IV05</Attached_doc_item></Tarification></Item></ASYCUDA>"
    )
    assert one.parties == [("seller", ("ZELKOVA",), "KP", ()), ("bank", ("SINARU BANK",), "", ())]
    assert list(one.addresses.values()) == [("Nampo",)]
    assert ("other", "W-12", "", "") in one.places  # premises: no party whose name is missing
    assert one.unmapped == []


def test_a_warehouse_with_a_name_is_a_party(told):
    (one,) = told(
        b"<ASYCUDA><Warehouse><Identification>W-12</Identification><Warehouse_name>QUAY STORE</Warehouse_name>"
        b"</Warehouse></ASYCUDA>"
    )
    assert one.parties == [("warehouse", ("QUAY STORE",), "", (("tax", "W-12"),))]


def test_customs_numbers_of_a_waybill_are_all_kept_however_many(read):
    fields = "<ContentCode>T</ContentCode><SubjectCode>SHP</SubjectCode><Content>N{}</Content>"
    note = f"<IncludedCustomsNote>{fields}</IncludedCustomsNote>"
    notes = "".join(note.format(n) for n in range(100))
    (message,) = read(
        f"<Waybill><ConsignorParty><Name>ZELKOVA</Name></ConsignorParty>{notes}</Waybill>".encode()
    )
    numbers = [number.value for party in message.content.parties for number in party.identifiers]
    assert numbers == [f"N{n}" for n in range(100)]
