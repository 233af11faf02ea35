"""The tables of the matcher, from the package's own data files; an index, from a file and back."""

from __future__ import annotations

import csv
import mmap
import os
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from yalu.screen.chinese import Mandarin
from yalu.screen.korean import Syllables
from yalu.terms.errors import BadInput

if TYPE_CHECKING:
    from yalu.screen.decision.cargo import Lexicon
    from yalu.screen.decision.flags import Flag
    from yalu.screen.decision.nexus import Target
    from yalu.screen.names import Index, Matcher

__all__ = ["Tables", "headings", "read_index", "read_matcher", "tables", "write_index"]

_DATA = Path(__file__).with_name("data")


@dataclass(frozen=True, eq=False)  # told apart as objects: what is made of one is kept for it
class Tables:
    """What the matcher knows before it has seen a list."""

    korean: Syllables
    mandarin: Mandarin
    organisation: dict[str, tuple[str, str]]
    common: frozenset[str]
    titles: frozenset[str]
    particles: frozenset[str]
    nicknames: dict[str, frozenset[str]]


def _text(name: str) -> str:
    return (_DATA / name).read_text("utf-8")


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(_text(name).splitlines()))


def _expanded(text: str) -> list[str]:
    """The spellings of a text whose braces hold alternatives.

    >>> _expanded("ob{shch/sch}estvo")
    ['obshchestvo', 'obschestvo']
    """
    parts = re.split(r"\{(.*?)\}", text)
    return ["".join(one) for one in product(*(p.split("/") if i % 2 else [p] for i, p in enumerate(parts)))]


def _organisation() -> dict[str, tuple[str, str]]:
    """Spelling (words parted by blanks) to kind and word."""
    found: dict[str, tuple[str, str]] = {}
    for row in _rows("organisation_words.csv"):
        text = row["spellings"]
        spellings = [w for part in text.split("|") for w in _expanded(part)] if "|" in text else text.split()
        for part in spellings:
            for spelling in (
                [part] if "|" in text and part.count(" ") and part != spellings[0] else part.split()
            ):
                found.setdefault(spelling, (row["kind"], row["word"].replace(" ", "")))
    return found


@cache
def tables() -> Tables:
    """All tables, read once."""
    han = {line[0]: line for line in _text("han.tsv").splitlines()}
    families = {
        row["hangul"]: (row["spellings"].split(), row["hanja"]) for row in _rows("korean_surnames.csv")
    }
    mandarin = Mandarin(han, _surnames())
    people = {row["kind"]: row["words"].split() for row in _rows("person_words.csv")}
    nicknames: dict[str, set[str]] = {}
    for row in _rows("nicknames.csv"):
        names, short = row["name"].split(), row["short"].split()
        for name in names:
            nicknames.setdefault(name, set()).update((*names, *short))
        for name in short:
            nicknames.setdefault(name, set()).update((*names, name))
    readings, shares = _readings(mandarin, han)
    return Tables(
        Syllables(families, readings, shares, _mandarin_families(mandarin, families)),
        mandarin,
        _organisation(),
        frozenset(
            w for line in _text("common_firm_words.txt").splitlines() if line[:1] != "#" for w in line.split()
        ),
        frozenset(people["title"]),
        frozenset(people["particle"]),
        {name: frozenset(group) for name, group in nicknames.items()},
    )


def _surnames() -> list[str]:
    *singles, pairs = _text("chinese_surnames.txt").splitlines()
    return [*"".join(singles), *pairs.split()]


def _readings(mandarin: Mandarin, han: dict[str, str]) -> tuple[set[str], dict[str, dict[str, float]]]:
    """Every Sino-Korean reading, and for each pinyin syllable its readings with their share of the characters."""
    readings: set[str] = set()
    counts: dict[str, dict[str, int]] = {}
    for char in han:
        entry = mandarin.han(char)
        readings.update(entry.korean)
        for pinyin in entry.pinyin[:1]:
            for reading in entry.korean:
                counts.setdefault(pinyin, {}).setdefault(reading, 0)
                counts[pinyin][reading] += 1
    shares = {p: {r: n / max(found.values()) for r, n in found.items()} for p, found in counts.items()}
    return readings, shares


def _mandarin_families(
    mandarin: Mandarin, families: dict[str, tuple[list[str], str]]
) -> dict[str, list[str]]:
    """The pinyin of a Korean family name's characters to its Hangul: jin is 김, piao is 박."""
    found: dict[str, list[str]] = {}
    for hangul, (_, characters) in families.items():
        if len(hangul) == 1:
            for char in characters:
                entry = mandarin.han(char)
                for pinyin in {*entry.pinyin[:1], *(("piao",) if char == "朴" else ())}:
                    found.setdefault(pinyin, []).append(hangul)
    return found


@cache
def headings(table: str) -> dict[str, str]:
    """Field by heading of the tables of consignments (`truck`, `bill`), as `sheet.plain` writes headings."""
    from yalu.screen.messages.formats.sheet import plain

    rows = [
        (row["table"], row["field"], [h.strip() for h in row["headings"].split("|")])
        for row in _rows("headings.csv")
    ]
    found = {plain(h): field for kind, field, words in rows if kind == table for h in words}
    parts = [(part, endings) for kind, part, endings in rows if kind == f"{table} party part"]
    for kind, role, words in rows:
        if kind != f"{table} party":
            continue
        for part, endings in parts:
            for name in (f"{word} {ending}" for word in words for ending in endings):
                found.setdefault(plain(name), "remark" if part == "contact" else f"{role}.{part}")
    return found


def write_index(index: Index, path: Path) -> None:
    """Keeps an index in a file, which appears whole or not at all."""
    from yalu.screen.store import packed

    partial = path.with_name(f"{path.name}.{os.getpid()}.part")
    with partial.open("wb") as file:
        for block in packed(index):
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def read_index(path: Path) -> Index:
    """The index in a file; its arrays stay in the file and are shared with other processes that read it.

    Raises:
        BadInput: the file cannot be read, or is no whole index of this version.
    """
    from yalu.screen.store import index_of

    try:
        with path.open("rb") as file:
            return index_of(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)))
    except (OSError, ValueError) as error:
        raise BadInput(f"{path}: no index can be read here ({error}); build it again") from None


@lru_cache(maxsize=2)
def read_matcher(path: Path) -> Matcher:
    """A matcher over the index in a file, opened once in a process: what the workers of a cluster ask.

    Raises:
        BadInput: the file cannot be read, or is no whole index of this version.
    """
    from yalu.screen.names import Matcher

    return Matcher(read_index(path), tables())


@cache
def lexicon() -> Lexicon:
    """The words for controlled goods of `data/controlled_goods.csv`."""
    return _lexicon("controlled_goods.csv", "hs")


@cache
def acts() -> Lexicon:
    """The words for controlled acts of `data/controlled_acts.csv`."""
    return _lexicon("controlled_acts.csv", "activity")


def _lexicon(file: str, means: str) -> Lexicon:
    from yalu.screen.decision.cargo import Lexicon, Term

    return Lexicon(
        [
            Term(term.strip(), row["language"], tuple(row[means].split(";")), row["source"])
            for row in _rows(file)
            for term in row["terms"].split("|")
        ]
    )


@cache
def red_flags() -> dict[str, Flag]:
    """The red flags of `data/red_flags.csv`, by id."""
    from yalu.screen.decision.flags import Flag

    return {
        row["id"]: Flag(
            row["id"],
            row["indicator"],
            float(row["weight"]),
            row["activity"],
            row["source"],
            row["seen_in"],
            row["data_needed"],
        )
        for row in _rows("red_flags.csv")
    }


@cache
def target(regime: str, iso3: str) -> Target:
    """The sanctioned State of a regime: names and codes of its places from `data/`."""
    from yalu.screen.decision.nexus import Target
    from yalu.terms.read import gazetteer

    gazette = gazetteer()
    codes = next(row for row in _rows("target_codes.csv") if row["iso3"] == iso3)
    patterns, passages = [], []
    for row in (one for one in _rows("places_of_target.csv") if one["regime"] == regime):
        for spelling in row["spellings"].split("|"):
            latin = spelling[0].isascii() or "\u0400" <= spelling[0] <= "\u04ff"
            body = re.escape(spelling).replace("\\ ", r"\s+")
            after = rf"(?!{row['not_before']})" if row["not_before"] else ""
            passages += [re.escape(spelling)] if row["passage"] else []
            patterns.append(rf"(?<!\w){body}(?!\w){after}" if latin else f"{body}{after}")
    place_codes = [
        row["code"].replace("#", r"\d") for row in _rows("place_codes_of_target.csv") if row["iso3"] == iso3
    ]
    phone = codes["phone"]
    return Target(
        iso2=gazette.find(iso3).iso2,
        iso3=iso3,
        mid=codes["mid"],
        phone=re.compile(rf"(?:\+|(?<!\d)00)\s?{phone}[\s-]?\d|(?i:tel|fax|phone|ph)\.?:?\s?{phone}[\s-]\d"),
        names=re.compile("|".join(patterns) or "(?!)"),
        codes=re.compile("|".join(place_codes) or "(?!)"),
        passages=re.compile("|".join(passages) or "(?!)"),
        gazetteer=gazette,
    )


def tables_sha256() -> str:
    """The hash of every table that a decision rests on beside the law and the lists."""
    digest = sha256()
    for path in sorted(_DATA.iterdir()):
        digest.update(path.read_bytes())
    return digest.hexdigest()
