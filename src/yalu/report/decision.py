"""How does a decision on a message read in a terminal?

Order: the disposition, what was found, gravest first, each with the field and the deciding words marked in it; what was not
screened; the checks owed; the lists with their age. The marked words are those that the list or the word table met.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yalu.measures.facts import FACTS
from yalu.report.cells import wrap

if TYPE_CHECKING:
    from yalu.report.cells import Style
    from yalu.screen.decision.model import Decision, Finding

__all__ = ["decision_text"]

_MARKS = {
    "unavailable": "to a person",
    "stop": "forbidden",
    "stop_unless_exempt": "conditional",
    "review": "to a person",
    "not_screenable": "to a person",
    "clear": "no hit",
}
_LONGEST = 300  # characters of a reason that a screen shows; the record has it whole


def decision_text(path: str, index: int, decision: Decision, width: int, style: Style) -> str:
    """One decision as lines of text, ending in a line break."""
    mark, hue = style.decision(_MARKS[decision.disposition])
    word = decision.disposition.replace("_", " ").upper()
    reader, recipe = decision.reader, decision.recipe
    head = style.bold(style.paint(f"{mark} {word}", hue))
    lines = [f"{head}   {style.words(f'{decision.content} {decision.reference}'.strip())}"]
    lines += wrap(
        style.words(f"{path}, message {index}, read as {reader.format}, screened for {recipe.on}"), width
    )
    lines += [style.words("─") * width]
    for finding in decision.findings:
        lines += _finding(finding, width, style)
    if not decision.findings:
        lines += ["Nothing was found. That is no clearance of what the message does not say."]
    lines += _block("Not screened", [f"{gap.path}: {gap.why}" for gap in decision.not_screened], width, style)
    lines += _block("Read as free text, the field is not known", list(reader.unmapped), width, style)
    lines += _block("Checks owed whatever the answer", list(decision.checks_owed), width, style)
    lines += _block("Age of the lists", list(decision.degraded), width, style)
    used = [
        f"{one.list}: {one.entries} entries, published {one.published or 'no date'}" for one in decision.lists
    ]
    lines += _block("Lists", used, width, style)
    answer = [f"{name.replace('_', ' ')}: {value}" for name, value in decision.answer.items()]
    return "\n".join(lines + _block("Answer to the sender", answer, width, style)) + "\n"


def _finding(finding: Finding, width: int, style: Style) -> list[str]:
    title = f"{finding.disposition.replace('_', ' ')}: {finding.kind.replace('_', ' ')}"
    if finding.disposition == "clear":
        title = f"noted, weight {finding.weight:.2g}: {finding.kind.replace('_', ' ')}"
    reason = finding.reason if len(finding.reason) <= _LONGEST else finding.reason[: _LONGEST - 1] + "…"
    lines = ["", style.bold(style.words(f"{title}  {finding.cite or ''}".rstrip()))]
    shown = [style.words(part) for part in wrap(f"{finding.input_path}  {finding.value}", width - 2)]
    lines += [f"  {_marked(part, finding, style)}" for part in shown]
    lines += [f"  {style.words(part)}" for part in wrap(reason, width - 2)]
    if finding.missing:
        wanted = "; ".join(_in_words(name) for name in finding.missing)
        lines += [f"  {style.words(part)}" for part in wrap(f"to show: {wanted}", width - 2)]
    return lines


def _in_words(name: str) -> str:
    return f"{FACTS[name].says} ({name})" if name in FACTS else name


def _marked(part: str, finding: Finding, style: Style) -> str:
    """The line with the words that decided underlined."""
    words = finding.list_entry.matched if finding.list_entry else _quoted(finding.reason)
    at = part.casefold().find(words.casefold()) if words else -1
    if at < 0:
        return part
    return part[:at] + style.underline(part[at : at + len(words)]) + part[at + len(words) :]


def _quoted(reason: str) -> str:
    """The words that a reason quotes first."""
    return reason.split('"')[1] if reason.count('"') >= 2 else ""


def _block(title: str, entries: list[str], width: int, style: Style) -> list[str]:
    if not entries:
        return []
    lines = ["", style.bold(title)]
    for entry in entries:
        first, *rest = wrap(style.words(entry), width - 4)
        lines += [f"  {first}", *(f"    {part}" for part in rest)]
    return lines
