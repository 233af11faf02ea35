from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from yalu.screen.batch import COLUMNS, hits, party_of_row
from yalu.screen.names import Matcher
from yalu.screen.party import Party

if TYPE_CHECKING:
    from yalu.screen.read import Tables

pa = pytest.importorskip("pyarrow")


def test_batches_come_back_in_order_with_the_place_of_each_row(tables: Tables) -> None:
    matcher = Matcher.of([Party(id="L1", kinds=("person",), names=("KIM, Yong Chol",))], tables)
    first = pa.record_batch(
        {"id": ["x", "y"], "name": ["Jane Doe", "김영철"], "schema": ["Person", "Person"]}
    )
    second = pa.record_batch({"id": ["z"], "name": ["Kim Yong-chol|Kim Young Cheol"], "schema": ["Person"]})
    found = list(hits([first, second, first.slice(0, 1)], matcher))
    assert [batch.schema.names for batch in found] == [list(COLUMNS)] * 3
    rows = pa.Table.from_batches(found).to_pylist()
    assert [(r["row"], r["id"], r["list_id"], r["outcome"]) for r in rows] == [
        (1, "y", "L1", "match"),
        (2, "z", "L1", "match"),
    ]


def test_a_row_becomes_a_party() -> None:
    party = party_of_row({"name": "A B", "birth_date": "1970-01-01", "country": "kp", "imo": None})
    assert party.kinds == ("person", "organisation")
    assert party.countries == ("PRK",)
