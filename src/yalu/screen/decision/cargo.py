"""Do the goods of a line meet a ban on this day: by the declared code, and by what the words say they are?

The declared code is put to the law for each way the message is tied to the sanctioned State. The words are held against a table
of controlled goods (`data/controlled_goods.csv`): a word for goods of another heading than the declared one is a contradiction,
and the law is asked about those goods too; what it then says is for a person to weigh, because words are cheap.
Units: a unit value is US dollars an item, taken only where the line's value is in US dollars and its unit counts items.
Assumes that the line's whole quantity is one kind of goods.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from yalu.measures.goods import said
from yalu.measures.model import Question
from yalu.screen.decision.model import Finding
from yalu.terms.errors import BadInput, UnknownValue
from yalu.terms.goods import parse_hs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from yalu.measures.model import Ground, Verdict, WayOut
    from yalu.screen.decision.model import Disposition
    from yalu.screen.decision.nexus import Way
    from yalu.screen.messages.model import GoodsLine, Said
    from yalu.terms.goods import KnownCodes

__all__ = [
    "WHICH_GOODS", "Lexicon", "Term", "act_findings", "code_of", "for_review", "goods_findings", "verdict_disposition",
    "word_findings",
]  # fmt: skip

WHICH_GOODS = "law:which goods"
"""The rule of a finding on goods that neither a code nor a known word tells."""


_ITEMS = frozenset(
    (
        "NMB",
        "PCE",
        "C62",
        "EA",
        "PCS",
        "PC",
        "NO",
        "UNT",
        "UNIT",
        "UNITS",
        "H87",
        "台",
        "辆",
        "个",
        "件",
        "只",
        "대",
        "개",
    )
)
_TONNES = frozenset(("TNE", "T", "MT", "TON", "TONS", "TONNE", "TONNES", "吨", "公吨", "톤"))
_KILOS = frozenset(("KGM", "KG", "KGS", "千克", "公斤"))
_OUTSIDE = "origin_outside"
_OPEN_GOODS = frozenset(("on_national_list", "goods", "hs", "direction", "on_control_list"))


class Term(NamedTuple):
    """A word for controlled goods with the codes that it means, or for a controlled act with its names in the law."""

    term: str
    language: str
    means: tuple[str, ...]
    source: str


class Lexicon:
    """The words for controlled goods or acts, ready to be looked for."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._by_term = {one.term.casefold(): one for one in terms}
        latin = sorted(
            (t for t in self._by_term if t[0].isascii() or "\u0400" <= t[0] <= "\u04ff"),
            key=len,
            reverse=True,
        )
        eastern = sorted((t for t in self._by_term if t not in set(latin)), key=len, reverse=True)
        words = "|".join(map(re.escape, latin))
        self._latin = re.compile(rf"(?<!\w)(?:{words})(?=\w{{0,3}}(?!\w))")
        self._eastern = re.compile("|".join(map(re.escape, eastern)))

    def found(self, text: str) -> tuple[Term, ...]:
        """The terms that a text says and does not deny, the longest at each place."""
        low = text.casefold()
        names = [match[0] for match in self._latin.finditer(low)]
        if not low.isascii():
            names += [match[0] for match in self._eastern.finditer(low)]
        return tuple(self._by_term[name] for name in dict.fromkeys(names) if said((name,), text))


def code_of(text: str, codes: KnownCodes) -> str | None:
    """The HS code that a declared code stands for, cut to what the nomenclature knows; None where it is no code.

    National digits after the sixth are cut; a subheading that no edition holds falls back to its heading.
    """
    digits = re.sub(r"\D", "", text)
    for length in (6, 4, 2):
        if len(digits) >= length:
            try:
                return parse_hs(digits[:length], codes)
            except (BadInput, UnknownValue):
                continue
    return None


def goods_findings(
    line: GoodsLine,
    way: Way,
    *,
    on: date,
    reporter: str | None,
    ask: Callable[[Question], Verdict],
    codes: KnownCodes,
    lexicon: Lexicon,
    foreign: bool = False,
    doubt: str = "",
) -> Iterator[Finding]:
    """What the law says of one line of goods on one way.

    Args:
        foreign: the goods are declared to be of another State and leave through a place where that can be lawful; what
            the declaration claims is then still to be shown.
        doubt: why an answer which hangs on facts is for a person, where it is.
    """
    words = "; ".join(said_.text for said_ in line.descriptions)
    code = code_of(line.hs.text, codes) if line.hs else None
    if code is None and not words:
        return
    where = line.hs if line.hs and code else line.descriptions[0]
    facts = _facts(line) | ({_OUTSIDE: True} if foreign else {})
    question = Question(on=on, direction=way, hs=code, goods=words, reporter=reporter, facts=facts)
    for finding in _of_verdict(ask(question), where, f"{words or code} ({code or 'no code'})"):
        if foreign and finding.disposition == "stop_unless_exempt":
            yield replace(finding, missing=(_OUTSIDE, *finding.missing))
        elif doubt and finding.disposition == "stop_unless_exempt":
            yield for_review(finding, doubt, rule=finding.rule)
        else:
            yield finding
    for term, said_ in _said_otherwise(line, code, lexicon):
        yield from word_findings(term, said_, (way,), on=on, reporter=reporter, ask=ask, code=code)


def word_findings(
    term: Term,
    said_: Said,
    ways: Sequence[Way],
    *,
    on: date,
    reporter: str | None,
    ask: Callable[[Question], Verdict],
    code: str | None = None,
) -> Iterator[Finding]:
    """What the law says of the goods that a word means, for a person to weigh; nothing where it says nothing."""
    declared = f", the declared code {code} is of other goods" if code else ""
    for way in ways:
        for hs in term.means:
            answer = ask(Question(on=on, direction=way, hs=hs, goods=said_.text, reporter=reporter))
            for finding in _of_verdict(answer, said_, said_.text):
                yield for_review(
                    finding, f'the text says "{term.term}" (heading {hs}){declared}', rule="words"
                )


def act_findings(
    said_: Said, *, on: date, reporter: str | None, ask: Callable[[Question], Verdict], acts: Lexicon
) -> Iterator[Finding]:
    """What the law says of the acts that a text speaks of, for a person to weigh."""
    for term in acts.found(said_.text):
        for activity in term.means:
            answer = ask(Question(on=on, activity=activity, reporter=reporter))
            for finding in _of_verdict(answer, said_, said_.text):
                yield replace(for_review(finding, f'the text says "{term.term}"', rule="words"), kind="act")


def verdict_disposition(answer: Verdict, ground: Ground) -> Disposition:
    """What one ground of a verdict leads to: the table of `docs/explain/decisions.md`."""
    if ground.answer == "forbidden":
        approval = any(_is_approval(way) and way.measure == ground.measure for way in answer.way_out)
        return "stop_unless_exempt" if approval else "stop"
    if ground.answer == "contested":
        return "review"
    return "review" if answer.missing and set(answer.missing) <= _OPEN_GOODS else "stop_unless_exempt"


def _of_verdict(answer: Verdict, where: Said, value: str) -> Iterator[Finding]:
    if answer.verdict == "conditional" and not answer.grounds:
        yield Finding(
            kind="goods",
            input_path=where.path,
            value=value,
            reason="neither a code nor a word that the law's tables know says which goods these are",
            disposition="review",
            rule=WHICH_GOODS,
            missing=answer.missing,
        )
    for ground in answer.grounds:
        if ground.answer == "allowed":
            continue
        open_ = ground.answer != "forbidden"
        yield Finding(
            kind="goods",
            input_path=where.path,
            value=value,
            measure=ground.measure,
            cite=ground.cite,
            reason=f"{ground.answer} by {ground.cite}: {ground.why}",
            disposition=verdict_disposition(answer, ground),
            rule=f"law:{ground.answer}",
            missing=answer.missing if open_ else _needs(answer, ground),
        )


def _is_approval(way: WayOut) -> bool:
    """Is this an approval by the Committee that the measure itself provides for?"""
    return not way.general and "committee_approval" in way.needs


def _needs(answer: Verdict, ground: Ground) -> tuple[str, ...]:
    ways = (way for way in answer.way_out if way.measure == ground.measure and not way.general)
    return tuple(dict.fromkeys(need for way in ways for need in way.needs))


def for_review(finding: Finding, why: str, *, rule: str) -> Finding:
    """The finding as one for a person, with the reason why."""
    return replace(finding, reason=f"{why}; {finding.reason}", disposition="review", rule=rule)


def _said_otherwise(line: GoodsLine, code: str | None, lexicon: Lexicon) -> Iterator[tuple[Term, Said]]:
    """The words of a line that mean goods outside the declared code."""
    for said_ in (*line.descriptions, *line.marks):
        for term in lexicon.found(said_.text):
            if code is None or not any(_same_heading(code, hs) for hs in term.means):
                yield term, said_


def _same_heading(code: str, hs: str) -> bool:
    shared = min(len(code), len(hs), 4)
    return code[:shared] == hs[:shared]


def _facts(line: GoodsLine) -> dict[str, bool | float | str | date]:
    facts: dict[str, bool | float | str | date] = {}
    unit = line.unit.strip().upper()
    dollars = line.currency.strip().upper() == "USD" and line.value is not None
    if dollars and line.value is not None:
        facts["value_usd"] = line.value
        if line.quantity and unit in _ITEMS:
            facts["unit_value_usd"] = line.value / line.quantity
    tonnes = (
        line.quantity
        if unit in _TONNES
        else line.quantity / 1000
        if unit in _KILOS and line.quantity
        else line.net_kg / 1000
        if line.net_kg
        else line.gross_kg / 1000
        if line.gross_kg
        else None
    )
    if tonnes:
        facts["quantity"] = f"{tonnes:.12g} t"
    return facts
