from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from yalu.screen.batch import COLUMNS, hits
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
        (2, "y", "L1", "match"),
        (3, "z", "L1", "match"),
    ]


def test_what_cannot_be_screened_is_a_row_of_its_own(tables: Tables) -> None:
    matcher = Matcher.of([Party(id="L1", kinds=("person",), names=("KIM, Yong Chol",))], tables)
    batch = pa.record_batch({"id": ["x", "y"], "name": ["", "김영철"], "birth_date": [None, "next year"]})
    (found,) = hits([batch], matcher)
    rows = [(r["row"], r["list_id"], r["score"], r["outcome"], r["reason"]) for r in found.to_pylist()]
    assert rows[0] == (1, None, None, "not_screenable", "no name")
    assert rows[1] == (2, None, None, "not_screenable", 'birth date "next year" cannot be read')
    assert rows[2][:2] == (2, "L1")


def test_a_batch_without_a_hit_is_an_empty_batch(tables: Tables) -> None:
    (found,) = hits([pa.record_batch({"name": ["Jane Doe"]})], Matcher.of([], tables))
    assert (found.num_rows, found.schema.names) == (0, list(COLUMNS))
