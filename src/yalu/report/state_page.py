"""How does a State's judgement read as one page that needs no script and no network?

Shapes: the page is one HTML text with its style inside; the files it links to stand beside it (`state_files`).
A section without data is left out; a row address becomes a link only where the judgement holds that row.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec
from markupsafe import Markup

from yalu.assess.words import in_sentence
from yalu.report import charts, svg, words
from yalu.report.figures import Figure, figures_of
from yalu.report.glyphs import GRADE_WORDS, grade_glyph, sure_bars
from yalu.report.links import Link, Links
from yalu.report.read import read_templates
from yalu.report.style import page_style
from yalu.report.tables import anchor, judgement_json, rows_file, series_files
from yalu.terms.days import plain_day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from yalu.assess.model import FileTotal, Finding, Indicator, StateJudgement, Sure
    from yalu.report.model import Period

__all__ = ["state_files", "state_page"]


@dataclass(frozen=True, slots=True)
class _GradeLine:
    """One grade in the side column; `what` names the indicator where a section has several."""

    indicator: Indicator
    what: str


@dataclass(frozen=True, slots=True)
class _Section:
    """One section as the template lays it out: side column and content, or the full width."""

    number: int
    finding: Finding
    grades: tuple[_GradeLine, ...]
    sure: Sure | None
    remarks: tuple[tuple[str, tuple[str, ...]], ...]
    figures: tuple[Figure, ...]
    series: tuple[str, ...]
    rows: tuple[Link, ...]
    measures: tuple[Link, ...]
    broad: bool


def state_page(judgement: StateJudgement, *, periods: Sequence[Period] = ()) -> str:
    """The page as HTML; `periods` are the bans and outside causes that trade is read against."""
    links = Links(judgement)
    sections = _sections(judgement, links, periods)
    template = read_templates().get_template("state.html.j2")
    return template.render(
        j=judgement,
        sections=sections,
        anchors={ident: section.finding.id for section in sections for ident in section.finding.indicators},
        style=Markup(page_style()),  # noqa: S704  our own style sheet
        patterns=Markup(svg.PATTERNS),  # noqa: S704  a constant
        years=_years(judgement),
        recipe=words.recipe(judgement),
        total_years=_total_years(judgement.file_totals),
        owner=words.owner(judgement.name),
        owned=words.owner(in_sentence(judgement.name)),
        links=links,
        longest=max((lag.days for lag in judgement.lags if lag.days is not None), default=1),
        **_TOOLS,
    )


def state_files(
    judgement: StateJudgement, recipe: Mapping[str, object], *, periods: Sequence[Period] = ()
) -> dict[str, str]:
    """The page and every file it links to, by file name."""
    pretty = msgspec.json.format(judgement_json(judgement, recipe), indent=2).decode()
    page = state_page(judgement, periods=periods)
    return {"index.html": page, "state.json": pretty + "\n"} | series_files(judgement)


_TOOLS = {
    "GRADE_WORDS": GRADE_WORDS,
    "amount": words.amount,
    "anchor": anchor,
    "capital": words.capital,
    "cite": words.cite,
    "count_word": words.count_word,
    "day": plain_day,
    "grade_glyph": grade_glyph,
    "lag_bar": charts.lag_bar,
    "period": words.period,
    "rows_file": rows_file,
    "signed": words.signed,
    "sourced": words.sourced,
    "sure_bars": sure_bars,
    "tongues": words.tongues,
}


def _years(judgement: StateJudgement) -> str:
    """The years that the indicators span; an end is the day after the last one."""
    starts = [one.since.year for one in judgement.indicators if one.since]
    ends = [(one.until - timedelta(days=1)).year for one in judgement.indicators if one.until]
    if not starts:
        return ""
    first, last = min(starts), min(max([*starts, *ends]), judgement.on.year)
    return f", {first} to {last}" if first < last else f", {first}"


@dataclass(frozen=True, slots=True)
class _TotalYear:
    """One year of one book of the user's files: its directions side by side."""

    book: str
    since: date
    until: date
    export: FileTotal | None
    imports: FileTotal | None
    total: FileTotal | None

    @property
    def held(self) -> tuple[FileTotal, ...]:
        return tuple(one for one in (self.total, self.export, self.imports) if one)

    @property
    def rows(self) -> tuple[str, ...]:
        return tuple(row for one in self.held for row in one.rows)

    @property
    def voted(self) -> tuple[int, ...]:
        return self.held[0].voted

    @property
    def noticed(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(kind for one in self.held for kind in one.noticed))


def _total_years(totals: Sequence[FileTotal]) -> list[_TotalYear]:
    years: dict[tuple[str, str, date, date], dict[str, FileTotal]] = {}
    for one in totals:
        years.setdefault((one.book, one.currency, one.since, one.until), {})[one.direction] = one
    return [
        _TotalYear(book, since, until, held.get("export"), held.get("import"), held.get("total"))
        for (book, _, since, until), held in sorted(years.items())
    ]


def _sections(judgement: StateJudgement, links: Links, periods: Sequence[Period]) -> list[_Section]:
    indicators = {one.id: one for one in judgement.indicators}
    made: list[_Section] = []
    for finding in judgement.findings:
        own = [indicators[ident] for ident in finding.indicators if ident in indicators]
        figures = figures_of(judgement, finding, links, periods)
        made.append(
            _Section(
                number=len(made) + 1,
                finding=finding,
                grades=_grades(own),
                sure=own[0].sure if own and len({one.sure for one in own}) == 1 else None,
                remarks=_remarks(judgement, finding, own),
                figures=figures,
                series=tuple(name for figure in figures for name in figure.series),
                rows=links.grouped(finding.trust.rows),
                measures=links.measures(finding.trust.measures),
                broad=any(figure.broad for figure in figures),
            )
        )
    return made


def _grades(own: Sequence[Indicator]) -> tuple[_GradeLine, ...]:
    """The grades of a section; the words that all titles begin with are left out."""
    if len(own) == 1:
        return (_GradeLine(own[0], ""),)
    parts = [one.title.split(", ") for one in own]
    shared = 0
    while all(len(part) > shared + 1 for part in parts) and len({part[shared] for part in parts}) == 1:
        shared += 1
    return tuple(
        _GradeLine(one, words.capital(", ".join(part[shared:]))) for one, part in zip(own, parts, strict=True)
    )


def _remarks(
    judgement: StateJudgement, finding: Finding, own: Sequence[Indicator]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Label and texts: why this grade, the reply, the finding's notes, what is needed.

    What the finding's own notes say under one of these labels stands instead of what the indicators hold.
    """
    said = f"{words.owner(judgement.name)} reply"
    graded = [one for one in own if one.grade != "context"]
    gathered = {
        "Why this grade": [one.reason for one in own],
        said: [words.capital(one.reply.text) for one in graded],
    }
    noted: dict[str, list[str]] = {}
    for note in finding.notes:
        noted.setdefault(note.label, []).append(note.text)
    needed = {"Needed": [words.capital(need) for one in own for need in one.needs]}
    labelled = {
        **gathered,
        **noted,
        **{label: texts for label, texts in needed.items() if label not in noted},
    }
    made = (
        (label, tuple(dict.fromkeys(text for text in texts if text))) for label, texts in labelled.items()
    )
    return tuple((label, texts) for label, texts in made if texts)
