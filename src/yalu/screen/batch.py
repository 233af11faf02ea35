"""A table of names in, a table of hits out: the form that Spark's `mapInArrow` calls.

    frame.mapInArrow(lambda batches: hits(batches, read_matcher(path)), SPARK_SCHEMA)

There each worker opens the index at `path` for itself (`yalu.screen.read`), for a matcher's caches cannot be sent.
Shapes: the input has one row for each party and a column `name`; `id`, `schema`, `birth_date`, `country`, `gender`, `imo` and
`passport` count where they are there. The output has one row for each hit: `row` (the place in the whole input, from 0), `id`,
`list_id`, `score`, `outcome`, `reason`; a party without hits gives no row. Spark hands each task a part of the input, and
`row` then counts within that part: tell rows by `id`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yalu.screen.party import party_of_ftm

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyarrow as pa  # type: ignore[import-untyped]

    from yalu.screen.names import Matcher
    from yalu.screen.party import Party

__all__ = ["COLUMNS", "SPARK_SCHEMA", "hits", "party_of_row"]

COLUMNS = ("row", "id", "list_id", "score", "outcome", "reason")
SPARK_SCHEMA = "row long, id string, list_id string, score double, outcome string, reason string"
_PROPERTIES = {"name": "name", "birth_date": "birthDate", "country": "country", "gender": "gender",
               "imo": "imoNumber", "passport": "passportNumber"}  # fmt: skip


def party_of_row(row: dict[str, Any]) -> Party:
    """The party in a row of a table; several values of one field are parted by `|`."""
    found = {to: str(row[of]).split("|") for of, to in _PROPERTIES.items() if row.get(of)}
    return party_of_ftm(
        {"id": row.get("id") or "", "schema": row.get("schema") or "LegalEntity", "properties": found}
    )


def hits(
    batches: Iterable[pa.RecordBatch], matcher: Matcher, *, limit: int = 10, explain: bool = True
) -> Iterator[pa.RecordBatch]:
    """The hits of record batches, one batch for each, in order; each is done before the next is asked for."""
    import pyarrow as pa

    types = (pa.int64(), pa.string(), pa.string(), pa.float64(), pa.string(), pa.string())
    schema = pa.schema(list(zip(COLUMNS, types, strict=True)))
    start = 0
    for batch in batches:
        parties = [party_of_row(row) for row in batch.to_pylist()]
        said = [
            (start + place, party.id, hit.id, hit.score, hit.outcome, hit.reason)
            for place, (party, found) in enumerate(
                zip(parties, matcher.screen_many(parties, limit=limit, explain=explain), strict=True)
            )
            for hit in found
        ]
        start += batch.num_rows
        columns = zip(*said, strict=True) if said else ([] for _ in COLUMNS)
        yield pa.record_batch(
            [pa.array(list(c), type=t) for c, t in zip(columns, types, strict=True)], schema=schema
        )
