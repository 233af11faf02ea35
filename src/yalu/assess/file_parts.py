"""What do the user's files add to the page: trade around each ban, totals, both sides' books, what the reader noticed?

Shapes: one `Part` for each section that has anything to show; `FilesPage` holds the records beside them.
Grades: trade around a ban is graded by the law on each day; totals and mirror comparisons are context. The reader's findings
stand on the page whatever they touch, and no figure is changed for them.
"""

from __future__ import annotations

from collections import defaultdict
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from yalu.assess.around_ban import around_bans, codes_of
from yalu.assess.casebook import NO_REPLY
from yalu.assess.file_totals import file_totals, with_totals
from yalu.assess.files import Doubts, addresses_of, between, files_used, noticed_in, row_table, settled
from yalu.assess.mirror import mirrors
from yalu.assess.model import Finding, Indicator, Mirrored, Note, Reply, Trust
from yalu.assess.part import JUDGED, Judged, Part, combined
from yalu.assess.words import amount, both, count_word, period

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from yalu.assess.after_ban import Standing
    from yalu.assess.casebook import Casebook
    from yalu.assess.files import Files
    from yalu.assess.model import AroundBan, FileTotal, FileUsed, Noticed, RowTable
    from yalu.measures.model import Measure
    from yalu.trade.flow import Flow

__all__ = ["FilesPage", "files_page"]

_UNASKED = Reply(kind="none", text="")  # context promises nothing, so nothing is answered
_WEIGHT = 5  # of the headline's exceptions: behind what the casebook holds of coal and of goods after a ban
_NAMED = 3  # files, codes or years that a sentence names


class FilesPage(NamedTuple):
    """The sections, the records they draw, and the rows of the files behind them."""

    parts: tuple[Part, ...]
    files: tuple[FileUsed, ...]
    around_bans: tuple[AroundBan, ...]
    file_totals: tuple[FileTotal, ...]
    mirrored: tuple[Mirrored, ...]
    noticed: tuple[Noticed, ...]
    table: RowTable


def files_page(
    state: str,
    name: str,
    files: Files,
    *,
    measures: Sequence[Measure],
    casebook: Casebook,
    standing: Standing,
    on: date,
) -> FilesPage:
    """What the files hold of the State's trade by the day, judged and set beside its own past."""
    files = files.until(on)
    voted: dict[int, list[int]] = defaultdict(list)
    for row in casebook.council:
        if row.kind == "measures" and row.resolution is not None:
            voted[row.on.year].append(int(row.resolution))
    around = around_bans(state, files, measures, casebook, standing, on)
    totals = file_totals(state, files, voted)
    both_sides = _mirrored(state, files)
    used = [row for records in (around, totals, both_sides) for each in records for row in each.rows]
    noticed = noticed_in(files, used)
    told = files_used(files, used)
    broad = _too_broad(state, files, measures, around, on)
    parts = [
        _around_part(name, around, told, broad),
        _totals_part(name, totals, told),
        _mirror_part(name, both_sides, told),
        _noticed_part(noticed, told),
    ]
    return FilesPage(
        tuple(part for part in parts if part),
        told,
        around,
        totals,
        both_sides,
        noticed,
        row_table(files, used),
    )


def _mirrored(state: str, files: Files) -> tuple[Mirrored, ...]:
    """What both sides have, goods in one edition only."""
    doubts = Doubts(files)
    flows = with_totals(between(files, state))[::-1]  # the file given last counts
    sides: dict[tuple[object, ...], Flow] = {}
    for flow in flows:
        about = (flow.reporter, flow.partner, flow.direction, flow.hs, flow.since, flow.until)
        if flow.currency == "USD":
            sides.setdefault(about, flow)
    found = []
    for each in mirrors(flows):
        sold = sides[each.exporter, each.importer, "export", each.hs, each.since, each.until]
        bought = sides[each.importer, each.exporter, "import", each.hs, each.since, each.until]
        if sold.edition != bought.edition:
            continue
        compiled = ", compiled" if "compiled" in (sold.basis, bought.basis) else ""
        found.append(
            Mirrored(
                exporter=each.exporter, importer=each.importer, hs=each.hs, since=each.since, until=each.until,
                sold_usd=each.sold_usd, bought_usd=each.bought_usd, valued=f"{each.valued}{compiled}",
                margin=each.margin, agrees=each.agrees, noticed=doubts.on([sold, bought]),
                rows=addresses_of(files, [sold, bought]),
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda each: (each.hs != "TOTAL", each.since, each.exporter, each.hs)))


def _too_broad(
    state: str, files: Files, measures: Sequence[Measure], around: Sequence[AroundBan], on: date
) -> str:
    """Codes of which the files hold a broader one only, in words; empty where there are none."""
    held = {flow.hs for flow in settled(files, state) if flow.hs.isdigit()}
    shown = {(each.measure, each.hs) for each in around}
    wanted: dict[str, set[str]] = defaultdict(set)
    for measure in measures:
        if measure.direction is None or measure.when or measure.effective > on:
            continue
        for goods in measure.goods:
            for text in (*goods.hs_text, *goods.hs_reading):
                if (measure.id, text.replace("-", "–")) not in shown:
                    for code in codes_of(text):
                        broader = next(
                            (code[:size] for size in (2, 4) if size < len(code) and code[:size] in held), ""
                        )
                        if broader:
                            wanted[broader].add(code)
    return "; ".join(
        f"{broader} holds {', '.join(sorted(codes)[:_NAMED])}{' and others' if len(codes) > _NAMED else ''}"
        for broader, codes in sorted(wanted.items())
    )


def _where_from(files: Sequence[FileUsed]) -> str:
    named = [f"{each.file} ({each.layout})" for each in files]
    more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
    return f"Your files: {both(named[:_NAMED]) if not more else ', '.join(named[:_NAMED])}{more}."


def _sources(files: Iterable[FileUsed]) -> tuple[str, ...]:
    return tuple(f"{each.file}, sha256 {each.sha256}" for each in files)


# around each ban


def _around_part(name: str, found: Sequence[AroundBan], files: Sequence[FileUsed], broad: str) -> Part | None:
    if not found:
        return None
    broken = [each for each in found if each.grade in ("not kept", "partly kept")]
    disputed = [each for each in found if each.grade == "contested"]
    judged = [each for each in found if each.grade in JUDGED]
    counts = both(
        f"{sum(each.grade == word for each in found)} {word}"
        for word in (*JUDGED, "cannot be judged")
        if any(each.grade == word for each in found)
    )
    indicator = Indicator(
        id="files-after-ban",
        section="files-ban",
        title="Trade after a ban, in your files",
        measures=tuple(dict.fromkeys(each.measure for each in found)),
        cites=tuple(dict.fromkeys(each.cite for each in found)),
        since=min(each.since for each in found),
        until=max((each.after or each.between or each.before).until for each in found),  # type: ignore[union-attr]  # one is there
        value=float(len(broken)),
        low=float(len(broken)),
        high=float(len(broken) + len(disputed)),
        unit="products not kept",
        basis="recorded",
        figure=f"{len(broken)} of {count_word(len(found), 'product')} not kept",
        beside=_largest(broken),
        grade=combined(each.grade for each in found),
        sure="low" if not judged or any(each.sure == "low" for each in judged) else "moderate",
        reason=f"Products by measure, as your files have them: {counts}.",
        reply=NO_REPLY,
        sources=_sources(files),
        rows=tuple(dict.fromkeys(row for each in found for row in each.rows)),
    )
    notes = [Note(label="Why this grade", text=indicator.reason)]
    if broad:
        notes.append(
            Note(
                label="Too broad",
                text=f"Your files hold a broader code only: {broad}. A finer download would tell.",
            )
        )
    finding = Finding(
        id="files-ban",
        label="Around each ban, in your files",
        title=_around_title(name, found, broken),
        indicators=(indicator.id,),
        notes=tuple(notes),
        trust=Trust(
            where_from=_where_from(files),
            how_far="Codes are a reading of the law’s words, converted to the edition of each row; the relation stands beside "
            "them. Change is of monthly means. A stretch without a row is no zero, a zero in customs is no zero trade, and "
            "deliveries surge before a deadline.",
            rows=("files",),
        ),
    )
    return Part((Judged(indicator, bad=_clause(broken), weight=_WEIGHT),), finding)


def _largest(broken: Sequence[AroundBan]) -> str:
    worst = max(broken, key=lambda each: each.after.value if each.after else 0.0, default=None)
    if worst is None or worst.after is None:
        return ""
    span = period(worst.after.since, worst.after.until)
    return f"the largest: {amount(worst.after.value, worst.after.currency)} of {worst.goods} ({worst.hs}) in {span}"


def _clause(broken: Sequence[AroundBan]) -> str:
    worst = max(broken, key=lambda each: each.after.value if each.after else 0.0, default=None)
    if worst is None or worst.after is None:
        return ""
    value = amount(worst.after.value, worst.after.currency)
    span = period(worst.after.since, worst.after.until)
    return f"recorded {value} of {worst.goods} against {worst.cite.replace(' ', ' ¶')} in {span}"


def _around_title(name: str, found: Sequence[AroundBan], broken: Sequence[AroundBan]) -> str:
    gone = sum(1 for each in found if each.after and not each.after.value)
    kept = f"; {count_word(gone, 'product')} at zero" if gone else ""
    products = count_word(len(found), "product")
    count = count_word(len(broken), "product").split()[0] if broken else "none"
    return f"Of {products} under a measure, {name} recorded {count} against it{kept}"


# totals


def _totals_part(name: str, found: Sequence[FileTotal], files: Sequence[FileUsed]) -> Part | None:
    if not found:
        return None
    shown = [each for each in found if each.direction == "total"] or list(found)
    ranked = [each for each in shown if each.partners]
    last = max(ranked or shown, key=lambda each: each.since)
    notes = [
        Note(label="In the year of a resolution", text=_year_text(each), rows=each.rows)
        for each in ranked or shown
        if each.voted and each.growth is not None
    ]
    indicator = Indicator(
        id="files-total",
        section="files-total",
        title="Total trade, in your files",
        measures=(),
        cites=(),
        since=min(each.since for each in found),
        until=max(each.until for each in found),
        value=last.value,
        unit=last.currency,
        basis="recorded",
        figure=f"{amount(last.value, last.currency)} in {last.since.year}",
        beside=_rank_text(last),
        grade="context",
        sure="moderate",
        reason="Total trade mixes banned and free goods; a rank among other partners shows the setting and is never scored.",
        reply=_UNASKED,
        sources=_sources(files),
        rows=last.rows,
    )
    finding = Finding(
        id="files-total",
        label="Totals, in your files",
        title=f"Total trade of {name} in {last.since.year}: {amount(last.value, last.currency)}{_comma(_rank_text(last))}",
        indicators=(indicator.id,),
        notes=(Note(label="Why this grade", text=indicator.reason), *notes),
        trust=Trust(
            where_from=_where_from(files),
            how_far="Growth is on the year before in one book. The rank is a placebo test: the share of all partners above "
            "100 M USD the year before that grew less; near the middle nothing sets the year apart."
            if ranked
            else "Growth is on the year before in one book. A rank needs a file with the State’s other partners.",
            rows=("files",),
        ),
    )
    return Part((Judged(indicator),), finding)


def _comma(text: str) -> str:
    return f", {text}" if text else ""


def _signed(share: float) -> str:
    return f"{share * 100:+.1f} %".replace("-", "−")


def _rank_text(each: FileTotal) -> str:
    """Growth and rank: "+8.6 %, more than 59 % of 173 partners"."""
    if each.growth is None:
        return ""
    if each.partners is None or each.grew_less is None:
        return f"{_signed(each.growth)} on the year before"
    return f"{_signed(each.growth)}, more than {each.grew_less * 100:.0f} % of {each.partners} partners"


def _year_text(each: FileTotal) -> str:
    numbers = both(str(number) for number in each.voted)
    middle = f"; the middle partner {_signed(each.median)}" if each.median is not None else ""
    return f"{each.since.year}, year of {numbers}: {_rank_text(each)}{middle}."


# both sides


def _mirror_part(name: str, found: Sequence[Mirrored], files: Sequence[FileUsed]) -> Part | None:
    if not found:
        return None
    imports = [each for each in found if each.hs == "TOTAL" and "CIF/FOB" in each.valued] or [
        each for each in found if each.hs == "TOTAL"
    ] or list(found)  # fmt: skip
    last = max(imports, key=lambda each: each.since)
    agreeing = [each.margin for each in imports if each.agrees]
    off = [each for each in found if not each.agrees]
    indicator = Indicator(
        id="files-mirror",
        section="files-mirror",
        title="Both sides’ books, in your files",
        measures=(),
        cites=(),
        since=min(each.since for each in found),
        until=max(each.until for each in found),
        value=last.margin,
        low=min(agreeing, default=None),
        high=max(agreeing, default=None),
        unit="share",
        basis="recorded",
        figure=f"margin {_signed(last.margin)} in {period(last.since, last.until)}",
        beside=f"middle of {count_word(len(agreeing), 'period')}: {_signed(median(agreeing))}"
        if len(agreeing) > 1
        else "",
        grade="context",
        sure="moderate" if last.agrees else "low",
        reason="A margin of freight and insurance is what an importer’s books add; outside −10 % to +25 % it is no freight.",
        reply=_UNASKED,
        sources=_sources(files),
        rows=last.rows,
    )
    notes = [Note(label="Why this grade", text=indicator.reason)]
    if off:
        said = both(
            f"{each.exporter} to {each.importer}, {period(each.since, each.until)} ({each.hs}): {_signed(each.margin)}"
            for each in off[:_NAMED]
        )
        notes.append(
            Note(
                label="No freight",
                text=f"{count_word(len(off), 'flow').capitalize()} outside the band, such as {said}.",
            )
        )
    finding = Finding(
        id="files-mirror",
        label="Both sides’ books, in your files",
        title=f"{last.importer} books {_signed(last.margin)} on what {last.exporter} sold in "
        f"{period(last.since, last.until)} ({last.valued})",
        indicators=(indicator.id,),
        notes=tuple(notes),
        trust=Trust(
            where_from=_where_from(files),
            how_far="Compared in US dollars, one period, one code and edition. A compiled figure is made from both sides’ "
            "reports, so its margin is what the compiler took off. A year that one side alone has is absent, not zero.",
            rows=("files",),
        ),
    )
    return Part((Judged(indicator),), finding)


# what the reader noticed


def _noticed_part(found: Sequence[Noticed], files: Sequence[FileUsed]) -> Part:
    counts = [
        count_word(sum(each.severity == word for each in found), word)
        for word in ("error", "warning", "note")
    ]
    finding = Finding(
        id="files-noticed",
        label="What the reader noticed in your files",
        title=f"The reader noticed {both(counts)}; no number was changed"
        if found
        else "The reader noticed nothing; no number was changed",
        indicators=(),
        notes=(),
        trust=Trust(
            where_from=_where_from(files),
            how_far="An error is wrong as it stands, a warning must be looked at, a note must be known. Figures above that rest "
            "on such rows carry the finding’s name. What the reader does not know it cannot notice.",
            rows=("files",),
        ),
    )
    return Part((), finding)
