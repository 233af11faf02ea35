"""Did the State file the reports that it owes the Council, and in time?

Units: days; counts of States.
Shapes: one `Report` for each duty whose day has come and that the State owed as a member of the United Nations on that day,
in the order of the days. A place that is no member owes no report of its own: nothing is graded.
Sources: the resolutions for the duties; the press for who had filed by when, as the Committee's pages are overwritten.
Grades of a report: kept: filed on or before its day; what it holds is not graded. Partly kept: filed late. Not kept: not
filed by a day on or after the due day, as a source says or as a list of all who filed shows. Cannot be judged: filed by a
day after the due one and no day of filing, or nothing in the casebook. Of the duty as a whole: kept or not kept only if
every judged report is. A deadline counts as missed where the report came late or had not come.
How sure: moderate, days of print stand for days of filing; low where nothing is held.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yalu.assess.casebook import NO_REPLY, addresses, reply_to, sources_of
from yalu.assess.model import Finding, Indicator, Note, Report, Trust
from yalu.assess.part import JUDGED, Judged, Part, combined
from yalu.assess.words import both, capital, plural
from yalu.terms.days import plain_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from yalu.assess.casebook import Casebook
    from yalu.assess.model import Grade
    from yalu.events.model import NamedReport, ReportCount, ReportDuty

__all__ = ["reporting_part", "reports"]


def reports(state: str, casebook: Casebook) -> tuple[Report, ...]:
    """Each duty to report that has fallen due for the State as a member, with what it did."""
    return tuple(_report(state, duty, casebook) for duty in _owed(state, casebook))


def _owed(state: str, casebook: Casebook) -> list[ReportDuty]:
    since = casebook.since_member(state)
    return [duty for duty in casebook.duties if since is not None and since <= duty.due]


def _report(state: str, duty: ReportDuty, casebook: Casebook) -> Report:
    own = [row for row in casebook.reports if row.state == state and row.report == duty.report]
    counts = [row for row in casebook.counts if row.report == duty.report]
    full = [row for row in counts if row.names_all and row.on >= duty.due]
    grade, did = _did(duty, own, full)
    used: list[NamedReport | ReportCount] = [*own, *(counts[-1:] or []), *(full if not own else [])]
    rows = dict.fromkeys(
        (
            f"report_duties:{duty.id}",
            *addresses("un_members", [row for row in casebook.members if row.id == state]),
            *addresses("implementation_reports_named", own),
            *addresses("implementation_report_counts", [row for row in used if row in counts]),
        )
    )
    return Report(
        duty=f"{duty.cite.replace(' ', ' ¶')}, {duty.duty}",
        due=duty.due,
        state_did=did,
        grade=grade,
        sure="moderate" if grade in JUDGED else "low",
        all_states=f"{counts[-1].states} of {counts[-1].of} by {plain_day(counts[-1].on)}"
        if counts
        else "no figure",
        rows=tuple(rows),
    )


def _did(
    duty: ReportDuty, own: Sequence[NamedReport], full: Sequence[ReportCount]
) -> tuple[Grade, str | None]:
    filed = next((row for row in own if row.how == "on"), None) or next(
        (row for row in own if row.how == "by"), None
    )
    if filed:
        return _filed(duty.due, filed)
    absent = next((row for row in own if row.how == "not_by" and row.day >= duty.due), None)
    if absent:
        return "not kept", f"had not filed by {plain_day(absent.day)}"
    if full:
        return (
            "not kept",
            f"was not among the {full[0].states} States that had filed by {plain_day(full[0].on)}",
        )
    return "cannot be judged", None


def _filed(due: date, filed: NamedReport) -> tuple[Grade, str]:
    day = plain_day(filed.day)
    if filed.how == "by":
        if filed.day <= due:
            return "kept", f"filed by {day}"
        return "cannot be judged", f"filed by {day}; the day itself is not known"
    number = "; number of workers: no figure" if filed.number == "no" else ""
    if filed.day > due:
        return "partly kept", f"filed on {day}, {plural((filed.day - due).days, 'day')} late{number}"
    return "kept", f"filed on {day}{number}"


def reporting_part(state: str, name: str, casebook: Casebook, sent_home: Judged | None) -> Part | None:
    """The indicators of reports and workers and their section; None before the first report was due.

    Args:
        name: the State's name as a sentence uses it.
    """
    if not casebook.duties:
        return None
    found = reports(state, casebook)
    if not found:
        return _not_owed(name, casebook)
    judged = [report for report in found if report.grade in JUDGED]
    missed = [report for report in judged if report.grade != "kept"]
    grade = combined(report.grade for report in found)
    rows = tuple(dict.fromkeys(row for report in found for row in report.rows))
    open_ = len(found) - len(judged)
    figure = _figure(found)
    reason = " ".join(f"{report.duty.split(',')[0]}: {report.state_did}." for report in judged)
    duties = _owed(state, casebook)
    indicator = Indicator(
        id="reports",
        section="reports",
        title="Reports to the Council",
        measures=tuple(dict.fromkeys(duty.measure for duty in duties)),
        cites=tuple(dict.fromkeys(duty.cite for duty in duties)),
        since=found[0].due,
        until=None,
        value=float(len(missed)) if judged else None,
        unit="deadlines missed",
        basis="reported",
        figure=figure,
        beside=f"{plural(open_, 'other')}: no figure" if open_ and judged else "",
        grade=grade,
        sure="moderate" if judged else "low",
        reason=reason or f"No report of {name} has a day in the casebook.",
        reply=reply_to(casebook, state, "reports"),
        needs=("the days on which the reports were filed",) if open_ else (),
        sources=_sources(casebook, rows),
        rows=rows,
    )
    clause = Judged(
        indicator,
        good=_in_time([report for report in judged if report.grade == "kept"]),
        bad=both(_clause(report) for report in missed[:1]),
        weight=3,
    )
    missing = (f"the days on which {name} filed {plural(open_, 'report')}",) if open_ else ()
    judged_all = (clause, sent_home) if sent_home else (clause,)
    return Part(judged_all, _finding(name, [item.indicator for item in judged_all], found), (), missing)


def _named(report: Report) -> str:
    """The report by its resolution ("2321 report"), or by its own name where a resolution asks for several."""
    resolution, _, duty = report.duty.partition(", ")
    return f"{resolution.split()[0]} report" if duty == "report on implementation" else duty


def _in_time(kept: Sequence[Report]) -> str:
    if not kept:
        return ""
    names = both(_named(report) for report in kept)
    return f"filed its {names} in time"


def _clause(report: Report) -> str:
    """What one missed deadline is called in the headline."""
    did = report.state_did or ""
    if report.grade == "partly kept":
        late = did.partition(", ")[2].split(";")[0]
        return f"filed its {_named(report)} {late}"
    return did.replace("filed by", f"filed under {report.duty.split()[0]} by")


def _not_owed(name: str, casebook: Casebook) -> Part:
    """The section of a place that is no member of the United Nations."""
    indicator = Indicator(
        id="reports",
        section="reports",
        title="Reports to the Council",
        measures=(),
        cites=tuple(dict.fromkeys(duty.cite for duty in casebook.duties)),
        since=None,
        until=None,
        value=None,
        unit="deadlines missed",
        basis="reported",
        figure="owes no report of its own",
        grade="context",
        sure="moderate",
        reason=f"The duties to report fall on members of the United Nations; {name} was none on the days they fell due.",
        reply=NO_REPLY,
        sources=(),
        rows=(),
    )
    finding = Finding(
        id="reports",
        label="Reports and workers",
        title=capital(f"{name} owes no report of its own"),
        indicators=(indicator.id,),
        notes=(Note(label="Why this grade", text=indicator.reason),),
        trust=Trust(
            where_from="Days of admission to the United Nations.",
            how_far="Whether a State reports for the place in its own report is not in the casebook.",
            rows=(),
        ),
    )
    return Part((Judged(indicator),), finding)


def _figure(found: Sequence[Report]) -> str:
    """Deadlines missed; where none was, those met."""
    grades = [report.grade for report in found if report.grade in JUDGED]
    if not grades:
        return "no figure"
    missed = len(grades) - grades.count("kept")
    if len(grades) == 1:
        return f"the one known deadline {'missed' if missed else 'met'}"
    return (
        f"{missed} of {len(grades)} known deadlines missed"
        if missed
        else f"all {len(grades)} known deadlines met"
    )


def _sources(casebook: Casebook, rows: Sequence[str]) -> tuple[str, ...]:
    wanted = set(rows)
    return sources_of(
        [
            *(row for row in casebook.reports if f"implementation_reports_named:{row.id}" in wanted),
            *(row for row in casebook.counts if f"implementation_report_counts:{row.id}" in wanted),
            *(row for row in casebook.duties if f"report_duties:{row.id}" in wanted),
            *(row for row in casebook.members if f"un_members:{row.id}" in wanted),
        ]
    )


def _finding(name: str, indicators: Sequence[Indicator], found: Sequence[Report]) -> Finding:
    indicator = indicators[0]
    judged = sum(report.grade in JUDGED for report in found)
    more = len(found) - judged
    title = (
        f"{name}: {indicator.figure}{f'; {more} more without a day' if more else ''}"
        if judged
        else f"No report of {name} has a day in the casebook"
    )
    workers = len(indicators) > 1
    return Finding(
        id="reports",
        label="Reports and workers" if workers else "Reports",
        title=capital(title),
        indicators=tuple(item.id for item in indicators),
        notes=tuple(Note(label="Why this grade", text=item.reason) for item in indicators),
        trust=Trust(
            where_from="Counts of reports in the press; members and their days of admission, United Nations"
            + ("; interim reports under 2397 ¶8 as listed by KBS and NKDB." if workers else "."),
            how_far="Fair for who had filed by a day, poor for the day of filing." + _contradiction(found),
            rows=(
                "report_duties",
                "implementation_report_counts",
                "implementation_reports_named",
                "worker_repatriation",
                "un_members",
            ),
            measures=tuple(dict.fromkeys(measure for item in indicators for measure in item.measures)),
        ),
    )


def _contradiction(found: Sequence[Report]) -> str:
    """Two counts of the first report that do not agree, once both are in print."""
    if not any(report.duty.startswith("1718") and "94 of" in report.all_states for report in found):
        return ""
    return (
        " A count of 35 of 193 for 2015 contradicts 94 for 1718 in 2016; both are kept and neither is graded."
    )
