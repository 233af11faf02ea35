"""What did a download bring, in a few lines for a terminal?"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yalu.app.sync.comtrade import Progress, Synced

__all__ = ["progress_line", "summary"]

_NAMED = 12  # periods in a row before the rest is only counted


def progress_line(step: Progress) -> str:
    """How far a run is, as one line."""
    return f"[{step.done}/{step.calls}] {step.says}"


def summary(synced: Synced) -> str:
    """The vintage, where it stands, and everything it lacks."""
    snapshot = synced.snapshot
    calls = f"{synced.calls_made} call{'s'[: synced.calls_made != 1]}" + (
        f", {synced.calls_reused} kept from before" if synced.calls_reused else ""
    )
    lines = [
        f"{snapshot.records:,} records from {snapshot.publisher} ({calls}).",
        f"{'Kept as' if synced.new else 'The same as'} {synced.path}",
        f"Licence: {snapshot.licence}",
    ]
    lines += [f"{stretch.year} is partial: {stretch.why}." for stretch in synced.partial_years]
    if synced.no_record:
        lines.append(f"No record, which is not zero: {_some(synced.no_record)}.")
    if synced.lost:
        lines.append(f"The vintage before had records for {_some(synced.lost)}.")
    if synced.cut_off:
        lines.append(
            f"As many records as one call gives, so some may be missing: {_some(synced.cut_off, '; ')}."
        )
    if synced.doubles:
        lines.append(f"{synced.doubles} records are about the same thing as another one.")
    return "\n".join(lines) + "\n"


def _some(words: tuple[str, ...], between: str = ", ") -> str:
    more = f" and {len(words) - _NAMED} more" if len(words) > _NAMED else ""
    return between.join(words[:_NAMED]) + more
