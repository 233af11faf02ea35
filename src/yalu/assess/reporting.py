"""Did the State file the reports that it owes the Council, and in time?

Units: days; counts of States.
Shapes: one `Report` for each duty whose day has come, in the order of the days.
Sources: the resolutions for the duties; the press for who had filed by when, as the Committee's pages are overwritten.
Grades of a report: kept: filed on or before its day. Partly kept: filed late, or without the number it asks for. Not kept: not
filed by a day on or after the due day, as a source says or as a list of all who filed shows. Cannot be judged: filed by a
day after the due one and no day of filing, or nothing in the casebook. Of the duty as a whole: kept or not kept only if
every judged report is.
How sure: moderate, days of print stand for days of filing; low where nothing is held.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yalu.assess.casebook import addresses, reply_to, sources_of
from yalu.assess.model import Finding, Indicator, Note, Report, Trust
from yalu.assess.part import JUDGED, Judged, Part, combined
from yalu.assess.words import plural
from yalu.terms.days import plain_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from yalu.assess.casebook import Casebook
    from yalu.assess.model import Grade
    from yalu.events.model import NamedReport, ReportCount, ReportDuty

__all__ = ["reporting_part", "reports"]


def reports(state: str, casebook: Casebook) -> tuple[Report, ...]:
    """Each duty to report that has fallen due, with what the State did."""
    return tuple(_report(state, duty, casebook) for duty in casebook.duties)


def _report(state: str, duty: ReportDuty, casebook: Casebook) -> Report:
    own = [row for row in casebook.reports if row.state == state and row.report == duty.report]
    counts = [row for row in casebook.counts if row.report == duty.report]
    full = [row for row in counts if row.names_all and row.on >= duty.due]
    grade, did = _did(duty, own, full)
    used: list[NamedReport | ReportCount] = [*own, *(counts[-1:] or []), *(full if not own else [])]
    rows = dict.fromkeys(
        (
            f"report_duties:{duty.id}",
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
        return "not kept", f"had not filed by {plain_day(absent.day)}; day of filing: no figure"
    if full:
        return (
            "not kept",
            f"not among the {full[0].states} States by {plain_day(full[0].on)}; day of filing: no figure",
        )
    return "cannot be judged", None


def _filed(due: date, filed: NamedReport) -> tuple[Grade, str]:
    day = plain_day(filed.day)
    if filed.how == "by":
        if filed.day <= due:
            return "kept", f"filed by {day}"
        return "cannot be judged", f"filed by {day}; the day itself is not known"
    if filed.number == "no":
        return "partly kept", f"filed {day}; no number published"
    if filed.day > due:
        return "partly kept", f"filed {day}, {plural((filed.day - due).days, 'day')} late"
    return "kept", f"filed {day}"


def reporting_part(state: str, name: str, casebook: Casebook, sent_home: Judged | None) -> Part | None:
    """The indicators of reports and workers and their section; None before the first report was due."""
    found = reports(state, casebook)
    if not found:
        return None
    judged = [report for report in found if report.grade in JUDGED]
    missed = [report for report in judged if report.grade == "not kept"]
    grade = combined(report.grade for report in found)
    rows = tuple(dict.fromkeys(row for report in found for row in report.rows))
    open_ = len(found) - len(judged)
    figure = _figure(found)
    reason = " ".join(f"{report.duty.split(',')[0]}: {report.state_did}." for report in judged)
    indicator = Indicator(
        id="reports",
        section="reports",
        title="Reports to the Council",
        measures=tuple(dict.fromkeys(duty.measure for duty in casebook.duties)),
        cites=tuple(dict.fromkeys(duty.cite for duty in casebook.duties)),
        since=found[0].due,
        until=None,
        value=float(len(missed)) if judged else None,
        unit="reports missed",
        basis="reported",
        figure=figure,
        beside=f"{open_} others: no figure" if open_ and judged else "",
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
        good="files its reports in time" if len(judged) > 1 else "",
        bad=f"missed {len(missed)} of {plural(len(judged), 'known report deadline')}"
        if missed
        else "files late",
        weight=3,
    )
    missing = (f"days on which {name} filed {plural(open_, 'report')}",) if open_ else ()
    judged_all = (clause, sent_home) if sent_home else (clause,)
    return Part(judged_all, _finding(name, [item.indicator for item in judged_all], found), (), missing)


def _figure(found: Sequence[Report]) -> str:
    """Deadlines missed; where none was, those met."""
    grades = [report.grade for report in found if report.grade in JUDGED]
    if not grades:
        return "no figure"
    known = plural(len(grades), "known deadline")
    missed = grades.count("not kept")
    return f"{missed} of {known} missed" if missed else f"{grades.count('kept')} of {known} met"


def _sources(casebook: Casebook, rows: Sequence[str]) -> tuple[str, ...]:
    wanted = set(rows)
    return sources_of(
        [
            *(row for row in casebook.reports if f"implementation_reports_named:{row.id}" in wanted),
            *(row for row in casebook.counts if f"implementation_report_counts:{row.id}" in wanted),
            *(row for row in casebook.duties if f"report_duties:{row.id}" in wanted),
        ]
    )


def _finding(name: str, indicators: Sequence[Indicator], found: Sequence[Report]) -> Finding:
    indicator = indicators[0]
    judged = sum(report.grade in JUDGED for report in found)
    title = (
        f"{name}: {indicator.figure}; {len(found) - judged} more without a day"
        if judged
        else f"No report of {name} has a day in the casebook"
    )
    return Finding(
        id="reports",
        label="Reports and workers",
        title=title,
        indicators=tuple(item.id for item in indicators),
        notes=tuple(Note(label="Why this grade", text=item.reason) for item in indicators),
        trust=Trust(
            where_from="Counts of reports in the press; interim reports under 2397 ¶8 as listed by KBS and NKDB.",
            how_far="Fair for who had filed by a day, poor for the day of filing. A count of 35 of 193 for 2015 contradicts"
            " 94 for 1718 in 2016; both are kept and neither is graded.",
            rows=(
                "report_duties",
                "implementation_report_counts",
                "implementation_reports_named",
                "worker_repatriation",
            ),
            measures=tuple(dict.fromkeys(measure for item in indicators for measure in item.measures)),
        ),
    )
