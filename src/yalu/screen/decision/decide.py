"""May this message pass on this day, and on what grounds?

The worst finding decides, in the order of `model.DISPOSITIONS`; red flags count together. Nothing is cleared with a list that is
missing or older than the rules allow, or while a party or field could not be screened. What was found stays in the record all the
same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from yalu.measures.model import Question
from yalu.screen.decision.asking import ByName, plan
from yalu.screen.decision.cargo import WHICH_GOODS, act_findings, for_review, goods_findings, word_findings
from yalu.screen.decision.flags import Case, raised
from yalu.screen.decision.model import DISPOSITIONS, Decision, Finding, Reader
from yalu.screen.decision.nexus import nexus, texts_of
from yalu.screen.decision.parties import MOST_HITS, party_findings
from yalu.screen.messages.model import Consignment, Payment, Traveller

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from yalu.measures.model import Measure, Saving, Verdict
    from yalu.measures.regime import Regime
    from yalu.screen.decision.asking import Plan
    from yalu.screen.decision.cargo import Lexicon
    from yalu.screen.decision.flags import Flag
    from yalu.screen.decision.model import Disposition, Recipe
    from yalu.screen.decision.nexus import Nexus, Target, Way
    from yalu.screen.decision.parties import Entry, Listed
    from yalu.screen.messages.model import Content, Message, NotScreened
    from yalu.screen.names import Hit
    from yalu.screen.party import Party
    from yalu.terms.goods import KnownCodes

__all__ = ["Desk", "decide"]

_MOST_KEPT = 50_000  # names whose answers are kept in memory
_RANK = {name: place for place, name in enumerate(DISPOSITIONS)}
_BOTH: tuple[Way, ...] = ("export", "import")
_CONTRADICTED = "the declared origin contradicts the route"
_NO_WAY = "no field says whether the goods come from the sanctioned State, go there or pass through"
_CONTENT = {Consignment: "consignment", Payment: "payment", Traveller: "traveller"}


class Desk:
    """All that decisions of one day rest on: law, lists, tables, rules. Answers of the law and the matcher are kept for reuse.

    Args:
        ask: the law's answer to a question.
        refs: references that the law's own table of designations holds.
        flags: the table of red flags, by id.
    """

    def __init__(
        self,
        *,
        on: date,
        regime: Regime,
        ask: Callable[[Question], Verdict],
        refs: frozenset[str],
        listed: Listed,
        target: Target,
        lexicon: Lexicon,
        acts: Lexicon,
        flags: Mapping[str, Flag],
        codes: KnownCodes,
        register: Mapping[str, str],
        reporter: str | None,
    ) -> None:
        self.on, self.regime, self.refs, self.listed, self.target = on, regime, refs, listed, target
        self.lexicon, self.acts, self.flags, self.codes = lexicon, acts, flags, codes
        self.register, self.reporter = register, reporter
        self._hits: dict[Party, list[Hit]] = {}
        self._ask = ask
        self._answers: dict[object, Verdict] = {}
        self._bases: dict[tuple[str, str], tuple[str | None, str | None, str]] = {}

    def answers(self, plans: Sequence[Plan]) -> Mapping[Party, list[Hit]]:
        """The matcher's answers to all names of some plans, those asked lately from memory."""
        asked = dict.fromkeys(step.asked for one in plans for step in one.steps if isinstance(step, ByName))
        new = [one for one in asked if one not in self._hits]
        if len(self._hits) + len(new) > _MOST_KEPT:
            self._hits, new = {}, list(asked)
        self._hits.update(zip(new, self.listed.matcher.screen_many(new, limit=MOST_HITS), strict=True))
        return self._hits

    def ask(self, question: Question) -> Verdict:
        """The law's answer, from memory where it was asked before."""
        key = (
            question.direction, question.hs, question.activity, question.goods, question.party, question.imo,
            tuple(question.facts.items()),
        )  # fmt: skip
        if key not in self._answers:
            self._answers[key] = self._ask(question)
        return self._answers[key]

    def basis(self, entry: Entry) -> tuple[str | None, str | None, str]:
        """Measure, cite and words of the law on a listed subject; for another State's list its own basis in words."""
        key = (entry.family, entry.subject.id)
        if key not in self._bases:
            self._bases[key] = self._basis(entry)
        return self._bases[key]

    def measures_on(self, activity: str) -> tuple[Measure, ...]:
        """The measures in force that speak of an act by anybody, listed or not."""
        acts = set(activity.split("|"))
        return tuple(
            m for m in self.regime.in_force(self.on) if acts & set(m.activities) and not m.designated
        )

    def _basis(self, entry: Entry) -> tuple[str | None, str | None, str]:
        subject = entry.subject
        imo = next((n.value for n in subject.identifiers if n.type == "imo"), None)
        if subject.id in self.refs:
            answer = self.ask(Question(on=self.on, party=subject.id))
        elif subject.kind == "vessel" and imo:
            answer = self.ask(Question(on=self.on, imo=imo, activity="port_entry"))
        else:
            answer = None
        if answer and answer.grounds:
            ground = answer.grounds[0]
            return ground.measure, ground.cite, ground.why
        legal = "; ".join((*subject.legal_basis, *subject.programmes)[:2])
        return None, legal or None, f"by the list {entry.family}{', ' + legal if legal else ''}"


class _Found(NamedTuple):
    findings: tuple[Finding, ...]
    checks: tuple[str, ...]
    assumed: tuple[str, ...]


def decide(messages: Sequence[Message], desk: Desk, recipes: Sequence[Recipe]) -> list[Decision]:
    """The decisions on some messages, with their whole records; many at once are decided several times as quickly."""
    plans = [plan(one.content, texts_of(one.content), desk.listed.spotter, desk.register) for one in messages]
    hits = desk.answers(plans)
    return [
        _decide(message, desk, recipe, one, hits)
        for message, recipe, one in zip(messages, recipes, plans, strict=True)
    ]


def _decide(
    message: Message, desk: Desk, recipe: Recipe, asked: Plan, hits: Mapping[Party, list[Hit]]
) -> Decision:
    content = message.content
    ties = nexus(content, desk.target)
    parties = party_findings(
        asked, desk.listed.entries, hits, basis=desk.basis, stop_score=recipe.rules.stop_score
    )
    goods = _goods(message, desk, ties)
    findings = (*parties, *goods.findings)
    flags = tuple(_flags(message, desk, ties, findings, recipe.rules.off))
    findings = (*findings, *flags)
    not_screened = (*message.not_screened, *asked.not_screened)
    stale, degraded = _ages(desk, recipe)
    disposition = "unavailable" if stale else _worst(findings, bool(not_screened), recipe.rules.flags_over)
    return Decision(
        disposition=disposition,
        reference=content.reference,
        content=_CONTENT[type(content)],  # type: ignore[arg-type]  # the three names of the literal
        reasons=_reasons(findings, not_screened, degraded),
        findings=tuple(sorted(findings, key=lambda one: (_RANK[one.disposition], one.kind == "red_flag"))),
        not_screened=not_screened,
        checks_owed=goods.checks,
        assumed=goods.assumed,
        degraded=degraded,
        screened=asked.screened,
        answer=_answer(content, disposition, findings),
        reader=Reader(
            format=message.format,
            profile=message.profile,
            seen=message.seen,
            mapped=message.mapped,
            ignored=message.ignored,
            unmapped=tuple(dict.fromkeys(n.said.path for n in content.notes if n.kind == "unmapped")),
            warnings=message.warnings,
        ),
        lists=desk.listed.used,
        recipe=recipe,
    )


def _goods(message: Message, desk: Desk, ties: Nexus) -> _Found:
    content = message.content
    findings: list[Finding] = []
    checks: list[str] = []
    assumed: list[str] = []
    if isinstance(content, Payment):
        if ties.ties:
            for said in texts_of(content):
                for term in desk.lexicon.found(said.text):
                    ways = ties.ways or _BOTH
                    findings += word_findings(
                        term, said, ways, on=desk.on, reporter=desk.reporter, ask=desk.ask
                    )
                findings += act_findings(
                    said, on=desk.on, reporter=desk.reporter, ask=desk.ask, acts=desk.acts
                )
        return _Found(tuple(findings), (), ())
    outside = {number for number, _ in ties.contradicted}
    ways, unsure = ties.ways or _BOTH if ties.of("place", "country", "flag", "origin") else (), not ties.ways
    for line in content.goods:
        foreign = line.number in outside
        for way in ways:
            found = goods_findings(
                line, way, on=desk.on, reporter=desk.reporter, ask=desk.ask, codes=desk.codes, lexicon=desk.lexicon,
                foreign=foreign and ties.passage, doubt=_CONTRADICTED if foreign else "",
            )  # fmt: skip
            findings += (for_review(one, _NO_WAY, rule=one.rule) for one in found) if unsure else found
    if ways:
        answer = desk.ask(Question(on=desk.on, direction=ways[0], hs="100630"))
        checks += answer.checks_owed
        assumed += answer.assumed
    if isinstance(content, Traveller) or not ties.of("place", "country", "origin"):
        # Baggage is declared in words, without codes; the flag of a ship alone says nothing of its cargo.
        findings = [one for one in findings if one.rule != WHICH_GOODS]
    return _Found(tuple(dict.fromkeys(findings)), tuple(checks), tuple(assumed))


def _flags(
    message: Message, desk: Desk, ties: Nexus, findings: tuple[Finding, ...], off: tuple[str, ...]
) -> Iterator[Finding]:
    case = Case(message.content, ties, desk.target, desk.lexicon, desk.codes, findings)
    for flag, said, why in raised(case, desk.flags, off):
        laws = _laws(flag, desk)
        for law in laws or (None,):
            yield Finding(
                kind="bank" if flag.id == "RF-FIN-06" else "red_flag",
                input_path=said.path,
                value=said.text,
                measure=law.id if law else None,
                cite=law.cite if law else None,
                reason=f"{why} ({flag.indicator}; {flag.source})",
                disposition="review" if flag.weight >= 1 else "clear",
                rule=flag.id,
                weight=flag.weight / (len(laws) or 1),
            )


def _laws(flag: Flag, desk: Desk) -> tuple[Measure | Saving, ...]:
    """What of the law bears on a flag: the latest exemption for relief, or the measures that speak of its acts."""
    if flag.activity == "humanitarian":
        return desk.regime.savings(desk.on)[-1:]
    laws = desk.measures_on(flag.activity) if flag.activity else ()
    # A bank of the State is met by what the Council calls upon States to do as well.
    return laws if flag.id == "RF-FIN-06" else tuple(law for law in laws if law.force == "decides")


def _worst(findings: tuple[Finding, ...], gaps: bool, flags_over: float) -> Disposition:
    found = {finding.disposition for finding in findings}
    if sum(finding.weight for finding in findings) >= flags_over:
        found.add("review")
    if gaps:
        found.add("not_screenable")
    return min(found | {"clear"}, key=_RANK.__getitem__)


def _ages(desk: Desk, recipe: Recipe) -> tuple[bool, tuple[str, ...]]:
    """Is a list too old to clear with, and what is to be said of the lists' age?"""
    said: list[str] = []
    stale = not desk.listed.used
    if stale:
        said.append("no list is held")
    for used in desk.listed.used:
        if used.age_days is None:
            said.append(f"the list {used.list} has no date")
        elif used.age_days > recipe.rules.soft_age_days:
            hard = used.age_days > recipe.rules.hard_age_days
            stale = stale or hard
            limit = recipe.rules.hard_age_days if hard else recipe.rules.soft_age_days
            said.append(f"the list {used.list} is {used.age_days} days old; the limit is {limit}")
    return stale, tuple(said)


def _reasons(
    findings: tuple[Finding, ...], gaps: tuple[NotScreened, ...], degraded: tuple[str, ...]
) -> tuple[str, ...]:
    """One plain sentence for each thing that led here, the gravest first."""
    ranked = sorted(findings, key=lambda one: _RANK[one.disposition])
    said = [f"{one.input_path}: {one.reason}" for one in ranked]
    return tuple(dict.fromkeys((*degraded, *said, *(f"{gap.path}: {gap.why}" for gap in gaps))))


def _answer(content: Content, disposition: Disposition, findings: tuple[Finding, ...]) -> dict[str, str]:
    """The answer in the sender's own terms.

    Field 433 of SWIFT block 3 carries a screening result to the next bank; a customs service answers with a status, the
    field it points to, and the papers it wants.
    """
    if isinstance(content, Payment):
        if disposition == "clear":
            return {"field_433": "/AOK/NON BLOCKING HIT" if findings else "/AOK/NO HIT DETECTED"}
        return {"field_433": f"/NOK/{disposition.replace('_', ' ').upper()}"}
    answer = {"customs_status": _STATUS[disposition]}
    worst = min(findings, key=lambda one: _RANK[one.disposition], default=None)
    if worst is not None and disposition != "clear":
        answer["pointer"] = worst.input_path
    wanted = tuple(dict.fromkeys(need for one in findings for need in one.missing))
    if wanted:
        answer["documents_wanted"] = ", ".join(wanted)
    return answer


_STATUS: Mapping[Disposition, str] = {
    "unavailable": "not decided",
    "stop": "refused",
    "stop_unless_exempt": "held, documents wanted",
    "review": "under control",
    "not_screenable": "held, party to be named",
    "clear": "cleared",
}
