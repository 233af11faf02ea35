"""Which red flags does a message raise by itself, and what do they weigh?

Each flag is a row of `data/red_flags.csv`: indicator, data needed, weight, source, and `seen_in` = `message` where a message
alone can show it. The rest need a ship's track, a registry, an account's history; they stand in the table so that a reader sees
what was *not* looked at. A check here is a function from a `Case` to what it saw and why; the weights are the table's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from yalu.lists.numbers import is_imo_company, is_imo_ship
from yalu.screen.decision.cargo import code_of
from yalu.screen.decision.nexus import texts_of
from yalu.screen.messages.model import Consignment, Payment, Said, Traveller

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from yalu.screen.decision.cargo import Lexicon
    from yalu.screen.decision.model import Finding
    from yalu.screen.decision.nexus import Nexus, Target
    from yalu.screen.messages.model import Content, GoodsLine, Means
    from yalu.terms.goods import KnownCodes

__all__ = ["CHECKS", "Case", "Flag", "raised"]

_RELIEF = re.compile(
    r"\b(?:relief|humanitarian|unicef|wfp|world food programme|red cross|red crescent|ifrc|icrc|unfpa|undp|un agency|fao)\b|"
    r"人道|救援|红十字|구호|인도주의|гуманитарн",
    re.IGNORECASE,
)
_FORWARDER = re.compile(
    r"\b(?:logistics|forwarding|forwarders?|freight|shipping agency|customs broker)\b|物流|货运|货代|물류",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"(?:general (?:cargo|merchandise|goods)|various goods|misc(?:ellaneous)?(?: goods)?|sundries|daily necessities|goods|cargo|"
    r"freight all kinds|fak|said to contain|consolidated cargo|as per (?:invoice|attached)|parts|samples|"
    r"杂货|日用品|日用百货|百货|货物|잡화)",
    re.IGNORECASE,
)
_BORDER_TOWNS = re.compile(
    r"\b(?:dandong|hunchun|tumen|yanji|ji'?an|changbai|khasan|quanhe|longjing|helong)\b|丹东|珲春|图们|延吉|集安|长白|圈河|龙井|和龙",
    re.IGNORECASE,
)
_GOLD = re.compile(r"\b(?:gold|bullion|platinum)\b|黄金|金条|금괴|золот", re.IGNORECASE)
_WORK = re.compile(
    r"\b(?:workers?|work (?:permit|visa)|employment|labou?r(?:ers?| contract)?|salary|salaries|wages?|payroll|crew wages)\b|"
    r"劳务|工人|务工|工资|工作签证|로동자|노동자|근로자|임금|рабоч|трудов|зарплат|заработн",
    re.IGNORECASE,
)
_WEAPONS_ITEMS = "1718 8(a)(ii)"  # the source of words for items of the nuclear, missile and chemical lists
_RESOURCES = ("03", "25", "26", "27", "44", "7108", "72", "79")
_WATCHED = ("03", "25", "26", "27", "44", *(str(chapter) for chapter in range(50, 64)))


class Case(NamedTuple):
    """A message with what is already known of it."""

    content: Content
    nexus: Nexus
    target: Target
    lexicon: Lexicon
    codes: KnownCodes
    findings: tuple[Finding, ...]


class Flag(NamedTuple):
    """A red flag of the table. `activity` names acts of the law that bear on it, parted by `|`."""

    id: str
    indicator: str
    weight: float
    activity: str
    source: str
    seen_in: str
    data_needed: str


def raised(case: Case, flags: Mapping[str, Flag], off: tuple[str, ...]) -> Iterator[tuple[Flag, Said, str]]:
    """Each flag that is on and raised, with the field that shows it and the reason in words."""
    for id_, check in CHECKS.items():
        if id_ not in off:
            for said, why in dict.fromkeys(check(case)):
                yield flags[id_], said, why


def _imo(case: Case) -> Iterator[tuple[Said, str]]:
    for means in _means(case):
        if means.imo:
            digits = re.sub(r"\D", "", means.imo.text)
            if not is_imo_ship(digits):
                other = "; it fits the rule for companies" if is_imo_company(digits) else ""
                yield means.imo, f"IMO number {means.imo.text} fails its check digit{other}"


def _other_name(case: Case) -> Iterator[tuple[Said, str]]:
    for finding in case.findings:
        entry = finding.list_entry
        if entry and finding.rule == "number" and finding.kind == "vessel":
            for means in _means(case):
                if (
                    means.imo
                    and means.imo.path == finding.input_path
                    and means.name
                    and means.name.text.casefold() not in entry.name.casefold()
                ):
                    yield (
                        means.name,
                        f"the number is that of {entry.name}, the name given is {means.name.text}",
                    )


def _flag(case: Case) -> Iterator[tuple[Said, str]]:
    for tie in case.nexus.of("flag"):
        yield tie.said, "the ship or vehicle carries the flag of the sanctioned State"


def _mmsi(case: Case) -> Iterator[tuple[Said, str]]:
    for means in _means(case):
        if means.mmsi and means.mmsi.text.startswith(case.target.mid):
            yield (
                means.mmsi,
                f"the maritime identity begins with {case.target.mid}, the sanctioned State's digits",
            )


def _company(case: Case) -> Iterator[tuple[Said, str]]:
    for party in case.content.parties:
        for number in party.identifiers:
            if number.kind == "imo_company" and not is_imo_company(re.sub(r"\D", "", number.value)):
                yield (
                    Said(text=number.value, path=number.path),
                    f"company number {number.value} fails its check digit",
                )


def _voyage(case: Case) -> Iterator[tuple[Said, str]]:
    if not isinstance(case.content, Consignment) or not case.nexus.of("place"):
        return
    for place in case.content.places:
        where = place.code or place.name or place.country
        if place.role in ("transit", "transhipment") and where:
            yield where, f"the goods are to change ship or pass through {where.text} on the way"


def _origin(case: Case) -> Iterator[tuple[Said, str]]:
    for _, said in case.nexus.contradicted:
        yield said, f"declared origin {said.text}, but the goods are loaded in the sanctioned State"


def _border_trader(case: Case) -> Iterator[tuple[Said, str]]:
    goods = case.content.goods if isinstance(case.content, Consignment) else ()
    watched = any(
        (code := code_of(line.hs.text, case.codes)) and code.startswith(_WATCHED) for line in goods if line.hs
    )
    if watched:
        for party in case.content.parties:
            if party.role in ("exporter", "consignor", "seller"):
                for said in (*party.address, *party.lines):
                    if _BORDER_TOWNS.search(said.text):
                        yield (
                            said,
                            "a trader of the border region sells goods that the sanctioned State used to export",
                        )
                        break


def _vague(case: Case) -> Iterator[tuple[Said, str]]:
    for line in _goods(case):
        for said in line.descriptions:
            if _VAGUE.fullmatch(said.text.strip(" .,")):
                yield said, f'"{said.text}" says nothing of what the goods are'
    for finding in case.findings:
        if finding.rule == "words" and "declared code" in finding.reason:
            yield Said(text=finding.value, path=finding.input_path), finding.reason.split(";")[0]


def _weapons_item(case: Case) -> Iterator[tuple[Said, str]]:
    if "import" in case.nexus.ways:
        for line in _goods(case):
            for said in line.descriptions:
                for term in case.lexicon.found(said.text):
                    if term.source.startswith(_WEAPONS_ITEMS):
                        yield said, f'"{term.term}": see whether it is an item of the lists'


def _forwarder(case: Case) -> Iterator[tuple[Said, str]]:
    if case.nexus.ways:
        for party in case.content.parties:
            if party.role == "consignee":
                for said in (*party.names, *party.lines[:1]):
                    if _FORWARDER.search(said.text):
                        yield said, "a forwarder is given as the final consignee"


def _blank(case: Case) -> Iterator[tuple[Said, str]]:
    if case.nexus.ways:
        for line in _goods(case):
            if not line.descriptions and line.hs is None:
                yield Said(text="", path=line.path), "a line of goods has neither words nor a code"


def _unknown_code(case: Case) -> Iterator[tuple[Said, str]]:
    for line in _goods(case):
        if line.hs and code_of(line.hs.text, case.codes) is None:
            yield line.hs, f'"{line.hs.text}" is no code of the nomenclature'


def _resources(case: Case) -> Iterator[tuple[Said, str]]:
    if isinstance(case.content, Payment) and case.nexus.ties:
        for said in texts_of(case.content):
            for term in case.lexicon.found(said.text):
                if term.means[0].startswith(_RESOURCES):
                    yield said, f'a payment for "{term.term}" names the sanctioned State or a place in it'


def _bank(case: Case) -> Iterator[tuple[Said, str]]:
    for tie in case.nexus.of("bank"):
        yield tie.said, f"{tie.said.text}: a bank of the sanctioned State"


def _payee(case: Case) -> Iterator[tuple[Said, str]]:
    if isinstance(case.content, Payment):
        for tie in case.nexus.of("country", "place"):
            yield tie.said, f"{tie.said.text}: a party to the payment is in the sanctioned State"


def _phone(case: Case) -> Iterator[tuple[Said, str]]:
    for tie in case.nexus.of("phone"):
        yield tie.said, "a telephone number of the sanctioned State"


def _place_in_text(case: Case) -> Iterator[tuple[Said, str]]:
    if not case.nexus.of("place", "country", "origin"):
        for tie in case.nexus.of("words"):
            yield tie.said, "the text names the sanctioned State or a place in it, no other field does"


def _relief(case: Case) -> Iterator[tuple[Said, str]]:
    if "import" in case.nexus.ways and isinstance(case.content, Consignment):
        texts = [said for party in case.content.parties for said in (*party.names, *party.lines)]
        for said in (*texts, *texts_of(case.content)):
            if _RELIEF.search(said.text):
                yield said, "relief goods, or a relief agency: see whether the exemption is needed and held"
                return


def _cash(case: Case) -> Iterator[tuple[Said, str]]:
    if isinstance(case.content, Traveller) and case.nexus.ties:
        for cash in case.content.cash:
            shown = f"{cash.amount:,.2f} {cash.currency}" if cash.amount is not None else cash.words
            yield (
                Said(text=shown, path=cash.path),
                f"{shown} carried by a person to or from the sanctioned State",
            )
        for line in case.content.goods:
            for said in line.descriptions:
                if _GOLD.search(said.text):
                    yield said, "precious metal carried by a person to or from the sanctioned State"


def _work(case: Case) -> Iterator[tuple[Said, str]]:
    """Words of work beside a traveller who is a national of the State, or beside a payment that names it."""
    if isinstance(case.content, Traveller):
        tied = any(
            said and case.target.is_country(said.text)
            for party in case.content.parties
            if party.role == "traveller"
            for said in (party.nationality, party.country)
        )
    else:
        tied = isinstance(case.content, Payment) and bool(case.nexus.ties)
    for said in texts_of(case.content) if tied else ():
        if found := _WORK.search(said.text):
            yield said, f'"{found[0]}": work abroad of nationals of the sanctioned State, or its pay'


def _crossing(case: Case) -> Iterator[tuple[Said, str]]:
    if isinstance(case.content, Consignment) and not case.nexus.ways:
        for place in case.content.places:
            if (
                place.role in ("border", "transit", "office")
                and place.name
                and _BORDER_TOWNS.search(place.name.text)
            ):
                yield place.name, "the route leads to a crossing of the border, and no place beyond is named"


def _goods(case: Case) -> tuple[GoodsLine, ...]:
    return () if isinstance(case.content, Payment) else case.content.goods


def _means(case: Case) -> tuple[Means, ...]:
    return () if isinstance(case.content, Payment) else case.content.means


CHECKS: Mapping[str, Callable[[Case], Iterator[tuple[Said, str]]]] = {
    "RF-VES-03": _imo,
    "RF-VES-04": _other_name,
    "RF-VES-10": _voyage,
    "RF-VES-15": _flag,
    "RF-VES-16": _mmsi,
    "RF-VES-17": _company,
    "RF-TRA-01": _origin,
    "RF-TRA-05": _border_trader,
    "RF-TRA-09": _vague,
    "RF-TRA-12": _forwarder,
    "RF-TRA-17": _crossing,
    "RF-TRA-19": _weapons_item,
    "RF-TRA-18": _unknown_code,
    "RF-FIN-02": _resources,
    "RF-FIN-06": _bank,
    "RF-FIN-16": _payee,
    "RF-FIN-17": _phone,
    "RF-FIN-18": _place_in_text,
    "RF-BOR-03": _blank,
    "RF-BOR-12": _relief,
    "RF-BOR-13": _cash,
    "RF-ITW-09": _work,
}
"""The flags that a message alone can show, by the id of their row."""
