"""The kernel runs unchanged where one machine is not enough: Spark finds what one process finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from yalu.screen.batch import COLUMNS, SPARK_SCHEMA, hits
from yalu.screen.names import Matcher, build_index
from yalu.screen.party import Party
from yalu.screen.read import read_matcher, write_index

if TYPE_CHECKING:
    from pathlib import Path

    from pyspark.sql import SparkSession

    from yalu.screen.read import Tables

pa = pytest.importorskip("pyarrow")

LISTED = (
    Party(id="L1", kinds=("person",), names=("KIM, Yong Chol", "KIM, Young-chul")),
    Party(id="L2", kinds=("organisation",), names=("Korea Ryonbong General Corporation",)),
    Party(id="L3", kinds=("vessel",), names=("JI NAM SAN",), identifiers=(("imo", "8518780"),)),
)
ASKED = [
    ("a", "김영철", "Person", ""),
    ("b", "Jane Doe", "Person", ""),
    ("c", "Chosun Ryonbong General Corp.", "Organization", ""),
    ("d", "PETREL 9", "Vessel", "8518780"),
    ("e", "", "Person", ""),
] * 20


def test_spark_finds_what_one_process_finds(spark: SparkSession, tables: Tables, tmp_path: Path) -> None:
    index, path = build_index(LISTED, tables), tmp_path / "listed.index"
    write_index(index, path)
    names = ("id", "name", "schema", "imo")
    frame = spark.createDataFrame(ASKED, ", ".join(f"{name} string" for name in names)).repartition(2)
    found = frame.mapInArrow(lambda batches: hits(batches, read_matcher(path)), SPARK_SCHEMA)
    table = pa.Table.from_pylist([dict(zip(names, row, strict=True)) for row in ASKED])
    alone = pa.Table.from_batches(hits(table.to_batches(), Matcher(index, tables)))
    assert found.columns == list(COLUMNS) == alone.schema.names
    told = COLUMNS[1:]  # `row` counts within a task
    there = sorted((tuple(row[name] for name in told) for row in found.collect()), key=str)
    here = sorted((tuple(row[name] for name in told) for row in alone.to_pylist()), key=str)
    assert there == here
    assert {(row[0], row[1]) for row in there} == {("a", "L1"), ("c", "L2"), ("d", "L3"), ("e", None)}
    assert len(there) == 80
