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

__all__ = ["Match", "goods_match", "said", "within", "word_decision"]

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
    """The term as whole words, plural or not; in scripts without spaces anywhere."""
    if not term.isascii():
        return re.compile(re.escape(term))
    return re.compile(rf"(?<![a-z0-9]){re.escape(term)}(?:e?s)?(?![a-z0-9])")


def said(terms: Iterable[str], description: str) -> str | None:
    """The first of the terms that the description says, or None.

    >>> said(("condensate",), "Light Condensates, in bulk")
    'condensate'
    """
    text = description.casefold()
    return next((term for term in terms if _pattern(term).search(text)), None)


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
        side: [(match.start(), match.end(), term) for term in terms if (match := _pattern(term).search(text))]
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
        return _NO
    basis: _Basis = "text" if in_text != "none" else "reading"
    if split is not None and within(split.hs, hs) != "none":
        return word_decision(split, hs, description)._replace(basis=basis)
    if "full" in (in_text, in_reading) or said(item.terms, description):
        return Match("yes", basis)
    return Match("open", basis, ("hs",), f"code {hs} is broader than the goods meant")


def _by_words(item: Goods, description: str, split: Split | None) -> Match:
    """A description alone decides where it names the goods; the code is then still owed."""
    yes, no = told(split, description) if split is not None else (None, None)
    if yes and not no:
        return Match("yes", "text", why=f'the description says "{yes}"')
    if found := said(item.terms, description):
        if no and not yes:
            return _NO
        return Match("yes", "text", why=f'the description says "{found}"')
    return _NO


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
    listed = next((lists for code, lists in candidates.items() if hs and within((code,), hs) != "none"), None)
    if listed is None:
        return _NO
    return Match("open", "reading", ("on_national_list",), f"luxury by the lists of {listed}")
