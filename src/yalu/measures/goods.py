"""Are these the goods a measure means?

A code decides where it lies wholly inside the measure's codes. A heading that only partly falls under the measure is
decided by the words of the description, through a table of words; with no word the answer is open, and the question is
said. Words of the resolution (`hs_text`) and somebody's reading of them (`hs_reading`) are told apart in the result.
Units: unit values in US dollars an item.
Source: the word tables stand in `data/un-dprk/words.toml`, each with its own.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from yalu.terms.goods import covers, parse_hs_range

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from yalu.measures.model import Goods, Split
    from yalu.measures.needs import Stated

__all__ = ["Match", "ends_with", "goods_match", "said", "within", "word_decision"]

_Basis = Literal["text", "reading"]


class Match(NamedTuple):
    """Whether goods fall under an item: yes, or open with what is missing, or no.

    `disputed` is the item whose `held` and `against` readings part over these goods, or None.
    """

    answer: Literal["yes", "open", "no"]
    basis: _Basis = "text"
    missing: tuple[str, ...] = ()
    why: str = ""
    disputed: Goods | None = None


_NO = Match("no")


@lru_cache(maxsize=4096)
def _pattern(term: str) -> re.Pattern[str]:
    """The term as whole words, plural or not ("coal-free" does not say coal); in Cyrillic as a stem; elsewhere anywhere.

    A term of one Chinese letter is only the whole description: 银 is silver, 银耳 a mushroom.
    """
    if term.isascii():
        return re.compile(rf"(?<![a-z0-9]){re.escape(term)}(?:e?s)?(?![a-z0-9]|-free(?![a-z]))")
    if "\u0400" <= term[0] <= "\u04ff":
        return re.compile(rf"(?<!\w){re.escape(term)}\w*")
    return re.compile(rf"^{re.escape(term)}$" if len(term) == 1 else re.escape(term))


_DENIED = re.compile(
    r"(?:(?<![a-z])non[- ]|(?<![a-z])(?:no|not|not for|not for the|without|excluding|except|other than|toy|model|replica) )$"
)


def _found(term: str, text: str) -> re.Match[str] | None:
    """The first place where the term is said and not denied just before ("not for", "non-", "toy")."""
    if term not in text:  # nearly always; spares compiling its pattern
        return None
    return next(
        (match for match in _pattern(term).finditer(text) if not _DENIED.search(text[: match.start()])), None
    )


def said(terms: Iterable[str], description: str) -> str | None:
    """The first of the terms that the description says, or None.

    >>> said(("condensate",), "Light Condensates, in bulk")
    'condensate'
    """
    text = description.casefold()
    return next((term for term in terms if _found(term, text)), None)


def ends_with(terms: Iterable[str], description: str) -> tuple[str, bool] | None:
    """The term that a description says, and whether it is what the description ends with, so names the goods themselves.

    >>> ends_with(("squid",), "frozen squid"), ends_with(("pearl",), "pearl barley")
    (('squid', True), ('pearl', False))
    """
    text = description.casefold().strip(" .,;")
    found = [(term, match.end() == len(text)) for term in terms for match in [_last(term, text)] if match]
    return max(found, key=lambda pair: pair[1], default=None)


def _last(term: str, text: str) -> re.Match[str] | None:
    if term not in text:
        return None
    matches = [match for match in _pattern(term).finditer(text) if not _DENIED.search(text[: match.start()])]
    return matches[-1] if matches else None


def within(codes: Iterable[str], hs: str) -> Literal["full", "part", "none"]:
    """How much of a code lies inside any of the codes or ranges."""
    best: Literal["full", "part", "none"] = "none"
    for code in codes:
        found = covers(parse_hs_range(code) if "-" in code else code, hs)
        if found == "full":
            return "full"
        if found == "part":
            best = "part"
    return best


def word_decision(split: Split, hs: str | None, description: str) -> Match:
    """What a table of words says of a code under one of its headings."""
    if hs is not None:
        if within(split.certain, hs) == "full":
            return Match("yes", why=f"code {hs} needs no word")
        if within(split.never, hs) == "full":
            return _NO
    yes, no = told(split, description)
    if yes and not no:
        return Match("yes", why=f'the description says "{yes}"')
    if no and not yes:
        return _NO
    if split.default == "yes" and not yes:
        return Match("yes", why="nothing in the description says otherwise")
    if split.default == "no" and description and not yes:
        return _NO
    return Match("open", missing=("goods",), why=split.question)


def told(split: Split, description: str) -> tuple[str | None, str | None]:
    """The word for and the word against that a description says; a word inside a longer one of the other side is none.

    "Aviation gasoline" says aviation fuel although "gasoline" alone speaks against it.
    """
    text = description.casefold()
    spans = {
        side: [(match.start(), match.end(), term) for term in terms if (match := _found(term, text))]
        for side, terms in (("yes", split.yes), ("no", split.no))
    }
    found = {
        side: next(
            (term for start, end, term in spans[side] if not _swallowed(start, end, spans[other])), None
        )
        for side, other in (("yes", "no"), ("no", "yes"))
    }
    return found["yes"], found["no"]


def _swallowed(start: int, end: int, others: list[tuple[int, int, str]]) -> bool:
    return any(s <= start and end <= e and (s, e) != (start, end) for s, e, _ in others)


def goods_match(
    item: Goods,
    hs: str | None,
    description: str,
    stated: Stated,
    splits: Mapping[str, Split],
    candidates: Mapping[str, str],
) -> Match:
    """Whether the goods of a question are the goods of one item of a measure.

    Args:
        stated: what the question states of value and lists.
        candidates: headings that some State's luxury list names, with the list.
    """
    if item.any_but is not None:
        return Match("yes") if hs is None or within(item.any_but, hs) != "full" else _NO
    if item.national_list:
        return _national(hs, stated, candidates)
    found = _by_code(item, hs, description, splits)
    if found.answer == "no":
        return found
    if item.over_usd is not None:
        found = _over(item.over_usd, found, stated)
    if (
        item.disputed
        and found.answer != "no"
        and word_decision(splits[item.disputed], hs, description).answer == "yes"
    ):
        found = found._replace(disputed=item)
    return found


def _by_code(item: Goods, hs: str | None, description: str, splits: Mapping[str, Split]) -> Match:
    split = splits.get(item.split)
    if hs is None:
        return _by_words(item, description, split)
    in_text, in_reading = within(item.hs_text, hs), within(item.hs_reading, hs)
    if in_text == in_reading == "none":
        lead = said(item.words_lead, description)
        return (
            Match("open", "reading", ("hs",), f'the description says "{lead}", the code does not')
            if lead
            else _NO
        )
    basis: _Basis = "text" if in_text != "none" else "reading"
    if split is not None and within(split.hs, hs) != "none":
        return word_decision(split, hs, description)._replace(basis=basis)
    if "full" in (in_text, in_reading) or said(item.terms, description):
        return Match("yes", basis)
    return Match("open", basis, ("hs",), f"code {hs} is broader than the goods meant")


def _by_words(item: Goods, description: str, split: Split | None) -> Match:
    """A description alone: it decides where it ends with the name of the goods, else the code is asked for."""
    found = ends_with(item.terms, description)
    if found is None:
        return _NO
    if split is not None and (decided := _split_words(item, split, description)) is not None:
        return decided
    term, is_name = found
    if is_name:
        return Match("yes", "text", why=f'the description names "{term}"')
    return Match("open", "text", ("hs",), f'the description says "{term}"; the code decides')


def _split_words(item: Goods, split: Split, description: str) -> Match | None:
    """What the words of a split heading say without a code; None where the split leaves other headings of the item."""
    yes, no = told(split, description)
    if no and not yes:
        return _NO
    whole = all(
        within(split.hs, code.partition("-")[0]) == "full" for code in (*item.hs_text, *item.hs_reading)
    )
    if whole and not yes:
        return Match("open", "text", ("goods", "hs"), split.question)
    return None


def _over(limit_usd: float, found: Match, stated: Stated) -> Match:
    unit_value = stated.number("unit_value_usd")
    if unit_value is None:
        missing = tuple(dict.fromkeys((*found.missing, "unit_value_usd")))
        return found._replace(
            answer="open", missing=missing, why=f"meant only above {limit_usd:,.0f} USD an item"
        )
    return found if unit_value > limit_usd else _NO


def _national(hs: str | None, stated: Stated, candidates: Mapping[str, str]) -> Match:
    on_list = stated.flag("on_national_list")
    if on_list is not None:
        return Match("yes", "text", why="the State's own list names the goods") if on_list else _NO
    listed = next((lists for code, lists in candidates.items() if hs and within((code,), hs) == "full"), None)
    if listed is None:
        return _NO
    return Match("open", "reading", ("on_national_list",), f"luxury by the lists of {listed}")
