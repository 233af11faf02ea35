"""What do the statistics files that a user gives hold of a State's trade with the sanctioned State, each figure once?

Units, days: as in `yalu.trade.flow`. Shapes: a `Sum` is one period of one thing with the flows that make it.
A figure that two files print is taken from the file given last, one that a file prints twice from its first line: both are
findings of the reader, which stand on the page. Parts without their total are added up only where all are split by the same
columns. Running totals, re-exports and re-imports are left out. Where a year stands beside its months, the months are taken if
they fill it, else the year. Books are never joined: whoever reports, through which publisher, on which basis, in which currency,
is a book of its own.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from yalu.assess.model import FileUsed, Noticed, RowTable
from yalu.trade.flow import key_of, seen_from

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from yalu.trade.check import Report
    from yalu.trade.editions import Correlation
    from yalu.trade.finding import Finding
    from yalu.trade.flow import Flow

__all__ = [
    "TABLE", "Book", "Doubts", "Files", "Sum", "addresses_of", "between", "book_of", "files_used", "noticed_in", "row_table",
    "settled", "without_overlap",
]  # fmt: skip

TABLE = "files"  # the name of the table of used rows, on the page and beside it
_DIRECTIONS = ("export", "import", "total")


@dataclass(frozen=True, slots=True)
class Files:
    """What the user gave: flows in the order of the files, the reader's report on them, the correlation of editions.

    `target` is the sanctioned State, `names` and `sources` the file and the layout of each vintage, `rates` yuan per dollar by
    year.
    """

    flows: Sequence[Flow]
    report: Report
    correlation: Correlation
    target: str
    names: Mapping[str, str]
    sources: Mapping[str, str]
    rates: Mapping[int, float]

    def until(self, day: date) -> Files:
        """The files without periods that were not over on the day."""
        return Files(
            [flow for flow in self.flows if flow.until <= day],
            self.report, self.correlation, self.target, self.names, self.sources, self.rates,
        )  # fmt: skip

    def at(self, flow: Flow) -> str:
        """Where a flow stands, as the reader's findings say it."""
        return f"{self.names.get(flow.vintage, flow.vintage)}:{flow.line}"

    def source_of(self, flow: Flow) -> str:
        """The layout of the flow's file, which names the publisher."""
        return self.sources.get(flow.vintage, "")

    def address(self, flow: Flow) -> str:
        """The address of a flow's row on the page: the heading too, since a row may hold several figures."""
        return f"{TABLE}:{self.at(flow)}/{flow.column}"


class Book(NamedTuple):
    """Whose figures, from which publisher, on which basis, in which currency."""

    reporter: str
    basis: str
    source: str
    currency: str

    @property
    def words(self) -> str:
        """As the page names it."""
        whose = (
            f"{self.basis} by {self.reporter or '?'}"
            if self.basis != "compiled"
            else "compiled of both sides"
        )
        return f"{whose} ({self.source})"


class Sum(NamedTuple):
    """One period: the sum of its flows, in tonnes too where every flow has a weight."""

    since: date
    until: date
    value: float
    quantity_t: float | None
    flows: tuple[Flow, ...]


def book_of(flow: Flow, files: Files) -> Book:
    """The book that a flow stands in; compiled figures have no reporter of their own."""
    reporter = "" if flow.basis == "compiled" else flow.reporter
    return Book(reporter, flow.basis, files.source_of(flow), flow.currency)


def settled(files: Files, state: str) -> list[Flow]:
    """The flows between the two, seen from `state`, each figure once, parts without a total as their sum."""
    return [replace(flow, direction=seen_from(state, flow)) for flow in between(files, state)]


def between(files: Files, state: str) -> list[Flow]:
    """The same as each side prints it."""
    kept: dict[tuple[object, ...], Flow] = {}
    for flow in files.flows:
        if {flow.reporter, flow.partner} != {state, files.target} or flow.direction not in _DIRECTIONS:
            continue
        if flow.running or flow.value is None or not flow.currency:
            continue
        about = (*_about(flow, files), flow.breakdown)
        held = kept.get(about)
        if held is None or held.vintage != flow.vintage:
            kept[about] = flow
    return _whole(kept.values(), files)


def _about(flow: Flow, files: Files) -> tuple[object, ...]:
    return (*key_of(flow), book_of(flow, files), flow.goods if not flow.hs else "")


def _whole(flows: Iterable[Flow], files: Files) -> list[Flow]:
    """Flows that are not split further, and the sum of the parts where all are split by the same columns."""
    groups: dict[tuple[object, ...], list[Flow]] = defaultdict(list)
    for flow in flows:
        groups[_about(flow, files)].append(flow)
    found: list[Flow] = []
    for several in groups.values():
        whole = [flow for flow in several if not flow.breakdown]
        splits = {
            frozenset(part.partition("=")[0] for part in flow.breakdown.split("; ")) for flow in several
        }
        if whole:
            found.append(whole[-1])
        elif len(splits) == 1:
            weights = [flow.quantity for flow in several if flow.unit == several[0].unit]
            weighed = len(weights) == len(several) and None not in weights
            quantity = sum(weight or 0.0 for weight in weights) if weighed else None
            found.append(
                replace(
                    several[-1],
                    value=sum(flow.value or 0.0 for flow in several),
                    quantity=quantity,
                    breakdown="",
                )
            )
    return found


def without_overlap(sums: Iterable[Sum]) -> list[Sum]:
    """Periods that do not overlap, oldest first: a longer one gives way to shorter ones only where they fill it."""
    longest = sorted(sums, key=lambda each: (each.since - each.until, each.since))
    taken: list[Sum] = []
    for each in longest:
        if any(other.since < each.until and each.since < other.until for other in taken):
            continue
        inside = [o for o in longest if o is not each and each.since <= o.since and o.until <= each.until]
        if not _fills(inside, each.since, each.until):
            taken.append(each)
    return sorted(taken)


def _fills(parts: Sequence[Sum], since: date, until: date) -> bool:
    day = since
    for part in sorted(parts, key=lambda each: (each.since, each.until)):
        if part.since > day:
            return False
        day = max(day, part.until)
    return day >= until


class Doubts:
    """The findings of the reader by the rows that they name."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._kinds: dict[str, set[str]] = defaultdict(set)
        for finding in files.report.findings:
            if finding.severity != "note":
                for row in finding.rows:
                    self._kinds[row].add(finding.kind)

    def on(self, flows: Iterable[Flow]) -> tuple[str, ...]:
        """The kinds of errors and warnings on these rows, in the order of the alphabet."""
        return tuple(sorted({kind for flow in flows for kind in self._kinds.get(self._files.at(flow), ())}))


def addresses_of(files: Files, flows: Iterable[Flow]) -> tuple[str, ...]:
    """The addresses of rows, each once."""
    return tuple(dict.fromkeys(files.address(flow) for flow in flows))


def row_table(files: Files, used: Iterable[str]) -> RowTable:
    """The rows of the files that the page rests on."""
    wanted = set(used)
    columns = (
        "id", "reporter", "partner", "direction", "hs", "edition", "since", "last_day", "value", "currency", "quantity",
        "unit", "valuation", "basis", "goods", "growth",
    )  # fmt: skip
    rows = {
        address: (
            address.removeprefix(f"{TABLE}:"), flow.reporter, flow.partner, flow.direction, flow.hs, flow.edition,
            flow.since.isoformat(), (flow.until - timedelta(days=1)).isoformat(), _number(flow.value), flow.currency,
            _number(flow.quantity), flow.unit, flow.valuation, flow.basis, flow.goods, _number(flow.growth),
        )
        for flow in files.flows
        if (address := files.address(flow)) in wanted
    }  # fmt: skip
    return RowTable(name=TABLE, columns=columns, rows=tuple(rows.values()))


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.0f}" if value == round(value) else repr(value)


def files_used(files: Files, used: Iterable[str]) -> tuple[FileUsed, ...]:
    """Each file given, with the number of its figures that stand on the page."""
    wanted = set(used)
    counts: dict[str, int] = defaultdict(int)
    for flow in files.flows:
        if files.address(flow) in wanted:
            counts[files.names.get(flow.vintage, flow.vintage)] += 1
    return tuple(
        FileUsed(
            file=each.file, sha256=each.sha256, layout=each.layout, since=each.since, until=each.until, flows=each.flows,
            used=counts[each.file],
        )
        for each in files.report.files
    )  # fmt: skip


def noticed_in(files: Files, used: Iterable[str]) -> tuple[Noticed, ...]:
    """The reader's findings, with the addresses of those rows that the page holds; those that touch any come first."""
    held: dict[str, list[str]] = defaultdict(list)
    for address in used:
        held[address.removeprefix(f"{TABLE}:").rpartition("/")[0]].append(address)
    found = [_noticed(finding, held.get) for finding in files.report.findings]
    return tuple(sorted(found, key=lambda each: not each.rows))


def _noticed(finding: Finding, held: Callable[[str], list[str] | None]) -> Noticed:
    rows = dict.fromkeys(address for at in finding.rows for address in held(at) or ())
    return Noticed(
        kind=finding.kind, severity=finding.severity, says=finding.says, count=finding.count, at=finding.rows,
        rows=tuple(rows),
    )  # fmt: skip
