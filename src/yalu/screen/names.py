"""Is this name one of the listed, on its face and by the facts of its record?

A `Matcher` holds the subjects of one or more lists. `screen` answers one question with hits; `score_pair` compares two
parties; `scores` compares one with every candidate, or with every subject. Scores are 0 to 1; outcomes are `match`, `review`
and `no`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from yalu.screen.analyse import Analyser
from yalu.screen.explain import Reason, fact_reasons, name_reasons
from yalu.screen.facts import Facts, fact_scores, record_scores
from yalu.screen.index import Part, WordReader, build_part
from yalu.screen.persons import PERSON_WAYS
from yalu.screen.query import Query, candidates, query_of
from yalu.screen.score import score_rows
from yalu.screen.weights import MATCH, REVIEW, W

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from yalu.screen.analyse import Kind, Row
    from yalu.screen.facts import FactScores
    from yalu.screen.party import Party
    from yalu.screen.read import Tables

__all__ = ["Hit", "Index", "Matcher", "Outcome", "Reason", "build_index", "outcome_of", "score_pair"]

Outcome = Literal["match", "review", "no"]
KINDS: tuple[Kind, ...] = ("person", "organisation", "vessel")
_MOST_NAMESAKES = 5


class Hit(NamedTuple):
    """A subject that may be the one asked for."""

    id: str
    score: float
    outcome: Outcome
    reasons: tuple[Reason, ...]

    @property
    def reason(self) -> str:
        """The reasons in one line."""
        return "; ".join(f"{r.text} ({r.effect:+.2f})" for r in self.reasons)


class Index(NamedTuple):
    """Everything that is made of the subjects once: it can be kept in a file and opened again (`yalu.screen.read`).

    `captions` are the names to show; `identifiers` lead to the places of the subjects that bear them.
    """

    ids: list[str]
    captions: list[str]
    facts: Facts
    parts: dict[Kind, Part]
    identifiers: dict[tuple[str, str], list[int]]


class Found(NamedTuple):
    """The best name score of each subject of one kind, and where it comes from; arrays of one length."""

    subjects: NDArray[np.int32]
    scores: NDArray[np.float32]
    rows: NDArray[np.int32]
    ways: NDArray[np.uint8]
    asked: NDArray[np.int32]
    queries: list[Query]


class _Record(NamedTuple):
    """One kind's scores with the facts of the records."""

    kind: Kind
    found: Found
    facts: FactScores
    scores: NDArray[np.float32]


def outcome_of(score: float) -> Outcome:
    """The outcome of a score."""
    return "match" if score >= MATCH else "review" if score >= REVIEW else "no"


def build_index(subjects: Sequence[Party], tables: Tables) -> Index:
    """The index of some subjects, in their order."""
    analyser, reader = Analyser(tables), WordReader(tables)
    parts: dict[Kind, Part] = {}
    for kind in KINDS:
        names: list[tuple[str, int, bool, Sequence[Row]]] = []
        for place, subject in enumerate(subjects):
            if kind in subject.kinds:
                every = [(text, False) for text in subject.names] + [
                    (text, True) for text in subject.weak_names
                ]
                names += [(text, place, weak, analyser.rows(text, kind)) for text, weak in every]
        parts[kind] = build_part(names, tables, reader)
    identifiers: dict[tuple[str, str], list[int]] = {}
    for place, subject in enumerate(subjects):
        for pair in subject.identifiers:
            identifiers.setdefault(pair, []).append(place)
    captions = [next(iter((*s.names, *s.weak_names)), s.id) for s in subjects]
    return Index([s.id for s in subjects], captions, Facts.of(subjects), parts, identifiers)


class Matcher:
    """The subjects of one or more lists, ready to be asked."""

    def __init__(self, index: Index, tables: Tables) -> None:
        self.index, self.tables = index, tables
        self._analyser, self._reader = Analyser(tables), WordReader(tables)

    @classmethod
    def of(cls, subjects: Sequence[Party], tables: Tables) -> Matcher:
        """A matcher of some subjects."""
        return cls(build_index(subjects, tables), tables)

    def screen(
        self,
        query: Party,
        *,
        limit: int = 10,
        cutoff: float = REVIEW,
        explain: bool = True,
        every: bool = False,
    ) -> list[Hit]:
        """The subjects that may be the party asked for, best first, those below `cutoff` left out.

        Args:
            explain: give the reasons of each hit; without them an answer is quicker.
            every: compare with every name, not only with those that the keys lead to.
        """
        records = self._records(query, every=every)
        scores = _best(records, self._by_identifier(query))
        kept = sorted(
            ((s, i) for i, s in scores.items() if s >= cutoff), key=lambda pair: (-pair[0], pair[1])
        )[:limit]
        return [
            Hit(
                self.index.ids[i],
                round(s, 4),
                outcome_of(s),
                tuple(self._reasons(query, records, i)) if explain else (),
            )
            for s, i in kept
        ]

    def scores(self, query: Party, *, every: bool = False) -> dict[int, float]:
        """The score of each candidate subject by its place; `every` compares with all of them, by every word."""
        return _best(self._records(query, every=every), self._by_identifier(query))

    def _by_identifier(self, query: Party) -> list[int]:
        return [i for pair in query.identifiers for i in self.index.identifiers.get(pair, ())]

    def _records(self, query: Party, *, every: bool) -> list[_Record]:
        records = []
        for kind in query.kinds:
            found = self._found(query, kind, every=every)
            if len(found.subjects):
                one_word = kind == "vessel" and all(_is_one_word(q) for q in found.queries)
                facts = fact_scores(query, self.index.facts, found.subjects, one_word=one_word)
                records.append(_Record(kind, found, facts, record_scores(found.scores, facts, kind)))
        return records

    def _found(self, query: Party, kind: Kind, *, every: bool) -> Found:
        part = self.index.parts[kind]
        queries, pieces = [], []
        for text in (*query.names, *query.weak_names):
            for row in self._analyser.rows(text, kind):
                asked = query_of(row, part, self.tables, self._reader, every=every)
                rows = (
                    np.arange(len(part.row_count), dtype=np.int32)
                    if every
                    else candidates(asked, part, self.tables)
                )
                if len(rows):
                    pieces.append(score_rows(asked, part, rows, self.tables))
                    queries.append(asked)
        if not pieces:
            none = np.zeros(0, dtype=np.int32)
            return Found(none, none.astype(np.float32), none, none.astype(np.uint8), none, [])
        rows, scores, ways = (np.concatenate([piece[k] for piece in pieces]) for k in range(3))
        asked_by = np.repeat(np.arange(len(pieces), dtype=np.int32), [len(piece.rows) for piece in pieces])
        if not every:
            hopeful = scores >= REVIEW - W["birth day equal"]
            rows, scores, ways, asked_by = rows[hopeful], scores[hopeful], ways[hopeful], asked_by[hopeful]
        subjects = part.name_subject[part.row_name[rows]]
        order = np.lexsort((-scores, subjects))
        first = order[np.flatnonzero(np.diff(subjects[order], prepend=-1))]
        return Found(subjects[first], scores[first], rows[first], ways[first], asked_by[first], queries)

    def _reasons(self, query: Party, records: Sequence[_Record], subject: int) -> list[Reason]:
        said: list[Reason] = []
        shared = [
            f"{kind} {number}"
            for kind, number in query.identifiers
            if subject in self.index.identifiers.get((kind, number), ())
        ]
        if shared:
            said.append(Reason("identifier", W["identifier equal"], f"the same {', '.join(shared)}"))
        best = max(
            (
                (float(r.scores[p]), r, int(p))
                for r in records
                for p in np.flatnonzero(r.found.subjects == subject)
            ),
            key=lambda entry: entry[0],
            default=None,
        )
        if best is not None:
            _, record, place = best
            found = record.found
            part = self.index.parts[record.kind]
            asked = found.queries[int(found.asked[place])]
            way = PERSON_WAYS[int(found.ways[place])]
            said += name_reasons(
                asked, part, int(found.rows[place]), way, float(found.scores[place]), self.tables
            )
            said += fact_reasons(record.facts, place, record.kind, self._namesakes(record, subject))
        return said

    def _namesakes(self, record: _Record, subject: int) -> tuple[str, ...]:
        """The other subjects of the same name, where the births disagree."""
        others = np.flatnonzero((record.found.scores >= MATCH) & (record.found.subjects != subject))
        places = record.found.subjects[others].tolist()
        return tuple(f"{self.index.captions[i]} ({self.index.ids[i]})" for i in places[:_MOST_NAMESAKES])


def _is_one_word(query: Query) -> bool:
    """One word that is neither Korean nor Chinese, and no number: a name that many ships may bear."""
    return len(query.row.tokens) == 1 and not query.row.masks[3] and not bool(query.words.east.all())


def _best(records: Sequence[_Record], known: Sequence[int]) -> dict[int, float]:
    best: dict[int, float] = {}
    for record in records:
        for i, score in zip(record.found.subjects.tolist(), record.scores.tolist(), strict=True):
            best[i] = max(score, best.get(i, 0.0))
    for i in known:
        best[i] = max(best.get(i, 0.0), W["identifier equal"])
    return best


def score_pair(one: Party, two: Party, tables: Tables) -> Hit:
    """How alike two parties are: the second as if it were the only one on a list."""
    hits = Matcher.of([two], tables).screen(one, cutoff=0.0, every=True)
    return hits[0] if hits else Hit(two.id, 0.0, "no", ())
