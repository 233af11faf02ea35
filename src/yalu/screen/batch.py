"""A table of names in, a table of hits out: the form that Spark's `mapInArrow` calls.

    frame.mapInArrow(lambda batches: hits(batches, read_matcher(path)), SPARK_SCHEMA)

There each worker opens the index at `path` for itself (`yalu.screen.read`), for a matcher's caches cannot be sent.
Shapes: the input has one row for each party and a column `name`; `id`, `schema`, `birth_date`, `country`, `gender`, `imo` and
`passport` count where they are there (`yalu.screen.asked`). The output has one row for each hit: `row` (the place in the whole
input, from 1), `id`, `list_id`, `score`, `outcome`, `reason`; a party without hits gives no row. A party that could not be
screened, or a field of one, gives a row of outcome `not_screenable` with what was missing as its reason and no `list_id`.
Spark hands each task a part of the input, and `row` then counts within that part: tell rows by `id`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from yalu.screen.asked import asked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pyarrow as pa  # type: ignore[import-untyped]

    from yalu.screen.names import Matcher

__all__ = ["COLUMNS", "NOT_SCREENABLE", "SPARK_SCHEMA", "Answer", "answers", "hits"]

SPARK_SCHEMA = "row long, id string, list_id string, score double, outcome string, reason string"
NOT_SCREENABLE = "not_screenable"


class Answer(NamedTuple):
    """One row of the output."""

    row: int
    id: str
    list_id: str | None
    score: float | None
    outcome: str
    reason: str


COLUMNS = Answer._fields


def answers(
    rows: Sequence[tuple[int, Mapping[str, Any]]], matcher: Matcher, *, limit: int = 10, explain: bool = True
) -> list[list[Answer]]:
    """What is said of each row: what could not be read in it, then its hits; many rows at once go several times as quickly.

    Args:
        rows: the number of each row and its cells.
    """
    questions = [asked(cells) for _, cells in rows]
    found = iter(
        matcher.screen_many([one.party for one in questions if one.party], limit=limit, explain=explain)
    )
    said = []
    for (row, cells), question in zip(rows, questions, strict=True):
        id_ = str(cells.get("id") or "")
        own = [Answer(row, id_, None, None, NOT_SCREENABLE, fault) for fault in question.faults]
        if question.party:
            own += [Answer(row, id_, hit.id, hit.score, hit.outcome, hit.reason) for hit in next(found)]
        said.append(own)
    return said


def hits(
    batches: Iterable[pa.RecordBatch], matcher: Matcher, *, limit: int = 10, explain: bool = True
) -> Iterator[pa.RecordBatch]:
    """The answers to record batches, one batch for each, in order; each is done before the next is asked for."""
    import pyarrow as pa

    types = (pa.int64(), pa.string(), pa.string(), pa.float64(), pa.string(), pa.string())
    schema = pa.schema(list(zip(COLUMNS, types, strict=True)))
    start = 1
    for batch in batches:
        rows = list(enumerate(batch.to_pylist(), start))
        said = [one for own in answers(rows, matcher, limit=limit, explain=explain) for one in own]
        start += batch.num_rows
        columns = zip(*said, strict=True) if said else ([] for _ in COLUMNS)
        yield pa.record_batch(
            [pa.array(list(c), type=t) for c, t in zip(columns, types, strict=True)], schema=schema
        )
