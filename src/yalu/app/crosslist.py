"""Which entries of the lists held are one subject, and how is that shown: in sum, one cluster whole, or as a table of evidence?

A list is named by its family, as the store names it: "un:KPi.001".
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from yalu.app.snapshots import read_lists
from yalu.lists.clusters import clusters
from yalu.lists.errors import BadList
from yalu.lists.recognise import source_by_name
from yalu.terms.errors import UnknownValue, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from yalu.app.snapshots import Store
    from yalu.lists.clusters import Cluster, Member
    from yalu.lists.model import Snapshot, Subject

__all__ = ["Clusters", "clusters_held", "clusters_text", "ties_csv"]

_COLUMNS = ("cluster", "evidence", "value", "list_1", "id_1", "name_1", "list_2", "id_2", "name_2")


class ListUsed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A list that was looked through."""

    list: str
    source: str
    published: str | None
    sha256: str
    subjects: int


class Clusters(NamedTuple):
    """The lists that were looked through, their clusters, and the first name of each entry in one."""

    lists: tuple[ListUsed, ...]
    clusters: tuple[Cluster, ...]
    names: Mapping[Member, str]
    whole: bool


def clusters_held(store: Store, files: Sequence[Path], id_: str | None = None) -> Clusters:
    """The clusters among the lists held, or among the lists of some files.

    Args:
        id_: only the cluster of this entry, with or without its list before it.

    Raises:
        BadList: there are not two lists, or two files of one list.
        UnknownValue: no list has such an entry, or it is in no cluster.
    """
    lists: dict[str, tuple[Snapshot, Sequence[Subject]]] = {}
    if files:
        for one in read_lists(files):
            family = source_by_name(one.snapshot.source).family
            if family in lists:
                raise BadList(f'two of the files are the list "{family}"; give one day and layout of each')
            lists[family] = one.snapshot, one.parsed.subjects
    else:
        for snapshot in store.held():
            lists[source_by_name(snapshot.source).family] = snapshot, store.read(snapshot).subjects
    if len(lists) < 2:
        raise BadList(
            "clusters need two lists; load them with yalu lists add FILE or yalu sync, or name their files"
        )
    found = clusters({name: subjects for name, (_, subjects) in lists.items()})
    if id_ is not None:
        found = (_of(found, id_, lists),)
    captions = {(name, one.id): one.caption for name, (_, subjects) in lists.items() for one in subjects}
    return Clusters(
        lists=tuple(_used(name, snapshot) for name, (snapshot, _) in lists.items()),
        clusters=found,
        names={member: captions[member.list, member.id] for cluster in found for member in cluster.members},
        whole=id_ is None,
    )


def clusters_text(found: Clusters) -> str:
    """A summary of all clusters, or one of them with its evidence."""
    return _summary(found) if found.whole else _one(found.clusters[0], found.names)


def ties_csv(found: Clusters) -> bytes:
    """The evidence, one row a tie, the clusters numbered from 1."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(_COLUMNS)
    for number, cluster in enumerate(found.clusters, start=1):
        for tie in cluster.evidence:
            ends = (part for end in (tie.first, tie.second) for part in (end.list, end.id, found.names[end]))
            table.writerow((number, tie.kind, tie.value, *ends))
    return text.getvalue().encode()


def _of(
    found: Iterable[Cluster], id_: str, lists: Mapping[str, tuple[Snapshot, Sequence[Subject]]]
) -> Cluster:
    known = [f"{name}:{one.id}" for name, (_, subjects) in lists.items() for one in subjects]
    if id_ not in known and not any(name.endswith(f":{id_}") for name in known):
        raise UnknownValue("entry", id_, nearest(id_, (name.partition(":")[2] for name in known)))
    for cluster in found:
        if any(id_ in {member.id, f"{member.list}:{member.id}"} for member in cluster.members):
            return cluster
    raise BadList(f'"{id_}" is in no cluster: nothing ties it to an entry of another list')


def _used(name: str, snapshot: Snapshot) -> ListUsed:
    return ListUsed(
        list=name,
        source=snapshot.source,
        published=snapshot.published.isoformat() if snapshot.published else None,
        sha256=snapshot.sha256,
        subjects=snapshot.subjects,
    )


def _summary(found: Clusters) -> str:
    pairs: Counter[tuple[str, str]] = Counter()
    kinds: Counter[str] = Counter()
    for cluster in found.clusters:
        pairs.update(combinations(sorted({member.list for member in cluster.members}), 2))
        kinds.update({tie.kind for tie in cluster.evidence})
    entries = sum(len(cluster.members) for cluster in found.clusters)
    return "\n".join(
        (
            f"{len(found.clusters):,} clusters of {entries:,} entries on {len(found.lists)} lists",
            *(f"  {count:>6,}  {first} and {second}" for (first, second), count in pairs.most_common()),
            "with evidence by",
            *(f"  {count:>6,}  {kind.replace('_', ' ')}" for kind, count in kinds.most_common()),
            "One of them whole: --id ID. All, with the evidence: --out FILE.csv or --json.",
        )
    )


def _one(cluster: Cluster, names: Mapping[Member, str]) -> str:
    return "\n".join(
        (
            f"{len(cluster.members)} entries are the same subject",
            *(f"  {member.list}:{member.id}  {names[member]}" for member in cluster.members),
            "because",
            *(
                f"  {tie.first.list}:{tie.first.id} and {tie.second.list}:{tie.second.id}  "
                f"{tie.kind.replace('_', ' ')}: {tie.value}"
                for tie in cluster.evidence
            ),
        )
    )
