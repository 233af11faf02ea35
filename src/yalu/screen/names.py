"""Is this name one of the listed, on its face and by the facts of its record?

A `Matcher` holds the subjects of one or more lists. `screen` answers one question with hits; `score_pair` compares two
parties; `scores` compares one with every candidate, or with every subject. Scores are 0 to 1; outcomes are `match`, `review`
and `no`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from yalu.screen.analyse import analyser_of
from yalu.screen.explain import Reason, fact_reasons, name_reasons
from yalu.screen.facts import Facts, fact_scores, record_scores
from yalu.screen.index import Lookup, Part, Texts, build_part
from yalu.screen.keys import key
from yalu.screen.persons import PERSON_WAYS
from yalu.screen.query import Pairs, Vocabulary
from yalu.screen.score import score_pairs
from yalu.screen.weights import MATCH, REVIEW, W
from yalu.screen.words import WordReader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from yalu.screen.facts import FactScores
    from yalu.screen.party import Party
    from yalu.screen.read import Tables
    from yalu.screen.rows import Kind, Row

__all__ = ["Hit", "Index", "Matcher", "Outcome", "Reason", "build_index", "outcome_of", "score_pair"]

Outcome = Literal["match", "review", "no"]
KINDS: tuple[Kind, ...] = ("person", "organisation", "vessel")
_MOST_NAMESAKES = 5
_AT_ONCE = 64


class Hit(NamedTuple):
    """A subject that may be the one asked for; `place` is its place among the subjects."""

    id: str
    score: float
    outcome: Outcome
    reasons: tuple[Reason, ...]
    place: int

    @property
    def reason(self) -> str:
        """The reasons in one line."""
        return "; ".join(f"{r.text} ({r.effect:+.2f})" for r in self.reasons)


class Index(NamedTuple):
    """Everything that is made of the subjects once: it can be kept in a file and opened again (`yalu.screen.read`).

    `captions` are the names to show; `identifiers` lead to the places of the subjects that bear them.
    """

    ids: Texts
    captions: Texts
    facts: Facts
    parts: dict[Kind, Part]
    identifiers: Identifiers


class Identifiers(NamedTuple):
    """Numbers of subjects (passports, ships), each with its kind, in the order of their sums."""

    numbers: Texts
    bearers: Lookup

    @classmethod
    def of(cls, subjects: Sequence[Party]) -> Identifiers:
        """The numbers of some subjects."""
        told = [
            (f"{kind} {number}", place) for place, s in enumerate(subjects) for kind, number in s.identifiers
        ]
        told.sort(key=lambda pair: (key("I", pair[0]), pair[1]))
        bearers = Lookup.of((key("I", text), place) for text, place in told)
        return cls(Texts.of([text for text, _ in told]), bearers)

    def bearers_of(self, kind: str, number: str) -> list[int]:
        """The places of the subjects that bear a number."""
        text = f"{kind} {number}"
        own = np.uint32(key("I", text))
        start, stop = (
            np.searchsorted(self.bearers.keys, own, "left"),
            np.searchsorted(self.bearers.keys, own, "right"),
        )
        return [int(self.bearers.values[i]) for i in range(start, stop) if self.numbers.one(i) == text]


class Found(NamedTuple):
    """The best name score of each party and subject of one kind, and where it comes from; arrays of one length.

    `owners` has an entry for each spelling asked for: the party that bears it.
    """

    parties: NDArray[np.int64]
    subjects: NDArray[np.int64]
    scores: NDArray[np.float32]
    ways: NDArray[np.uint8]
    pairs: Pairs
    owners: NDArray[np.int64]


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
    analyser, reader = analyser_of(tables), WordReader(tables)
    parts: dict[Kind, Part] = {}
    for kind in KINDS:
        names: list[tuple[str, int, bool, Sequence[Row]]] = []
        for place, subject in enumerate(subjects):
            if kind in subject.kinds:
                every = [(text, False) for text in subject.names] + [
                    (text, True) for text in subject.weak_names
                ]
                rows = [analyser.listed_rows(text, kind, subject.kinds) for text, _ in every]
                names += [
                    (text, place, weak, own)
                    for (text, weak), own in zip(every, _pinyin_beside_korean(rows), strict=True)
                ]
        parts[kind] = build_part(names, tables, reader)
    captions = [next(iter((*s.names, *s.weak_names)), s.id) for s in subjects]
    return Index(
        Texts.of([s.id for s in subjects]),
        Texts.of(captions),
        Facts.of(subjects),
        parts,
        Identifiers.of(subjects),
    )


def _pinyin_beside_korean(names: Sequence[Sequence[Row]]) -> list[list[Row]]:
    """The rows of a subject's names; where one is Korean, the others' Mandarin syllables are not read the Korean way as well.

    Ri Song Hyok is also listed as Li Cheng He, which can stand for many other Korean names.
    """
    rows = [list(own) for own in names]
    if not any(not reading.mandarin for own in rows for row in own for reading in row.korean):
        return rows
    return [
        [row._replace(korean=tuple(reading for reading in row.korean if not reading.mandarin)) for row in own]
        for own in rows
    ]


class Matcher:
    """The subjects of one or more lists, ready to be asked."""

    def __init__(self, index: Index, tables: Tables) -> None:
        self.index, self.tables = index, tables
        self._analyser = analyser_of(tables)
        reader = WordReader(tables)
        self._vocabulary = {
            kind: Vocabulary(part, kind, tables, reader) for kind, part in index.parts.items()
        }

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
        return self.screen_many([query], limit=limit, cutoff=cutoff, explain=explain, every=every)[0]

    def screen_many(
        self,
        queries: Sequence[Party],
        *,
        limit: int = 10,
        cutoff: float = REVIEW,
        explain: bool = True,
        every: bool = False,
    ) -> list[list[Hit]]:
        """The hits of each of many parties, as `screen` gives them; many at once are screened several times as quickly."""
        answers: list[list[Hit]] = []
        for start in range(0, len(queries), _AT_ONCE):
            some = queries[start : start + _AT_ONCE]
            records = self._records(some, every=every)
            for party, scores in enumerate(self._best(some, records)):
                kept = sorted(
                    ((s, i) for i, s in scores.items() if s >= cutoff), key=lambda pair: (-pair[0], pair[1])
                )[:limit]
                answers.append(
                    [
                        Hit(
                            self.index.ids.one(i),
                            round(s, 4),
                            outcome_of(s),
                            tuple(self._reasons(some[party], party, records, i)) if explain else (),
                            i,
                        )
                        for s, i in kept
                    ]
                )
        return answers

    def scores(self, query: Party, *, every: bool = False) -> dict[int, float]:
        """The score of each candidate subject by its place; `every` compares with all of them, by every word."""
        return self._best([query], self._records([query], every=every))[0]

    def _best(self, queries: Sequence[Party], records: Sequence[_Record]) -> list[dict[int, float]]:
        best: list[dict[int, float]] = [{} for _ in queries]
        for record in records:
            found = record.found
            for p, i, score in zip(
                found.parties.tolist(), found.subjects.tolist(), record.scores.tolist(), strict=True
            ):
                best[p][i] = max(score, best[p].get(i, 0.0))
        for p, query in enumerate(queries):
            for pair in query.identifiers:
                for i in self.index.identifiers.bearers_of(*pair):
                    best[p][i] = max(best[p].get(i, 0.0), W["identifier equal"])
        return best

    def _records(self, queries: Sequence[Party], *, every: bool) -> list[_Record]:
        records = []
        own = Facts.of(queries)
        for kind in KINDS:
            found = self._found(queries, kind, every=every)
            if found is not None:
                one_word = _one_word(found, len(queries))[found.parties]
                facts = fact_scores(own, self.index.facts, found.parties, found.subjects, one_word=one_word)
                records.append(_Record(kind, found, facts, record_scores(found.scores, facts, kind)))
        return records

    def _found(self, queries: Sequence[Party], kind: Kind, *, every: bool) -> Found | None:
        part = self.index.parts[kind]
        rows: list[Row] = []
        owners: list[int] = []
        for party, query in enumerate(queries):
            if kind in query.kinds:
                for text in (*query.names, *query.weak_names):
                    own = self._analyser.asked_rows(text, kind, query.kinds)
                    rows += own
                    owners += [party] * len(own)
        if not rows or not len(part.row_count):
            return None
        pairs = self._vocabulary[kind].pairs(rows, every=every)
        if pairs is None:
            return None
        scores, ways = score_pairs(pairs, self.tables)
        if not every:
            hopeful = np.flatnonzero(scores >= REVIEW - W["birth day equal"])
            pairs, scores, ways = pairs.some(hopeful), scores[hopeful], ways[hopeful]
        owner = np.array(owners, dtype=np.int64)
        parties = owner[pairs.q]
        subjects = part.name_subject[part.row_name[pairs.r]].astype(np.int64)
        codes = parties * (len(self.index.ids) + 1) + subjects
        order = np.lexsort((-scores, codes))
        first = order[np.flatnonzero(np.diff(codes[order], prepend=-1))]
        return Found(parties[first], subjects[first], scores[first], ways[first], pairs.some(first), owner)

    def _reasons(self, query: Party, party: int, records: Sequence[_Record], subject: int) -> list[Reason]:
        said: list[Reason] = []
        shared = [
            f"{kind} {number}"
            for kind, number in query.identifiers
            if subject in self.index.identifiers.bearers_of(kind, number)
        ]
        if shared:
            said.append(Reason("identifier", W["identifier equal"], f"the same {', '.join(shared)}"))
        best = max(
            (
                (float(record.scores[p]), record, int(p))
                for record in records
                for p in np.flatnonzero((record.found.subjects == subject) & (record.found.parties == party))
            ),
            key=lambda entry: entry[0],
            default=None,
        )
        if best is not None:
            _, record, place = best
            found = record.found
            way = PERSON_WAYS[int(found.ways[place])]
            said += name_reasons(
                found.pairs.some(np.array([place])), way, float(found.scores[place]), self.tables
            )
            said += fact_reasons(record.facts, place, record.kind, self._namesakes(record, party, subject))
        return said

    def _namesakes(self, record: _Record, party: int, subject: int) -> tuple[str, ...]:
        """The other subjects of the same name, where the births disagree."""
        found = record.found
        others = np.flatnonzero(
            (found.scores >= MATCH) & (found.parties == party) & (found.subjects != subject)
        )
        places = found.subjects[others].tolist()[:_MOST_NAMESAKES]
        return tuple(f"{self.index.captions.one(i)} ({self.index.ids.one(i)})" for i in places)


def _one_word(found: Found, parties: int) -> NDArray[np.bool_]:
    """Parties all of whose names are one word, neither Korean nor Chinese, and no number: names that many ships may bear."""
    one = np.ones(parties, dtype=np.bool_)
    asked = found.pairs.asked
    for row, east, owner in zip(asked.rows, asked.all_east().tolist(), found.owners.tolist(), strict=True):
        one[owner] &= len(row.tokens) == 1 and not row.masks[3] and not east
    return one


def score_pair(one: Party, two: Party, tables: Tables) -> Hit:
    """How alike two parties are: the second as if it were the only one on a list."""
    hits = Matcher.of([two], tables).screen(one, cutoff=0.0, every=True)
    return hits[0] if hits else Hit(two.id, 0.0, "no", (), 0)
