"""Who is asked for in a row of a table, and which columns of a table say it?

Nothing is dropped in silence: a cell that cannot be read is a fault in words, and the party is screened without it; a row without
a name cannot be screened at all. Several values of one cell are parted by `|`.
Days of birth: ISO, day-month-year with the month as a word or a number, or a year. Where day and month are both numbers up to
12, both orders are taken as alternatives: the table does not say whether it writes as in London or as in New York.
Assumes the headings of `_HEADINGS`; a table with others names its columns.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace

from yalu.lists.births import birth
from yalu.lists.numbers import is_imo_ship
from yalu.screen.party import Party, number_of, party_of_ftm
from yalu.terms.errors import BadInput, nearest
from yalu.terms.read import gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from yalu.screen.rows import Kind

__all__ = ["FIELDS", "SCHEMATA", "Asked", "asked", "columns_of", "kinds_named"]

FIELDS = ("name", "id", "schema", "birth_date", "country", "gender", "imo", "passport")
_HEADINGS: dict[str, tuple[str, ...]] = {
    "name": (
        "name", "full name", "fullname", "customer name", "client name", "party name", "entity name", "company name",
        "vessel name", "ship name", "beneficiary name", "counterparty name", "account holder", "beneficiary", "counterparty",
        "customer", "client", "party", "company", "vessel", "ship",
        "이름", "성명", "고객명", "상호", "회사명", "선박명", "선명", "姓名",
        "名称", "名稱", "客户名称", "公司名称", "船名", "имя", "фио", "наименование", "nom", "nombre",
    ),
    "family": ("last name", "lastname", "surname", "family name", "성", "姓"),
    "given": ("first name", "firstname", "given name", "forename", "名"),
    "id": ("id", "customer id", "client id", "reference", "ref", "number", "no", "key"),
    "schema": ("schema", "type", "entity type", "party type", "customer type", "kind"),
    "birth_date": ("birth date", "birthdate", "date of birth", "dob", "born", "생년월일", "出生日期", "дата рождения"),
    "country": ("country", "nationality", "country code", "citizenship", "국적", "国籍", "国家", "страна"),
    "gender": ("gender", "sex", "성별", "性别"),
    "imo": ("imo", "imo number", "imo no", "imonumber"),
    "passport": ("passport", "passport number", "passport no", "passportnumber", "여권번호", "护照号码"),
}  # fmt: skip
"""Headings by what they hold, the surest first; letters only, in lower case."""

SCHEMATA: dict[str, tuple[Kind, ...]] = {
    "Person": ("person",),
    "Organization": ("organisation",),
    "Company": ("organisation",),
    "Vessel": ("vessel",),
    "LegalEntity": ("person", "organisation"),
    "Thing": ("person", "organisation", "vessel"),
}
_SCHEMA_WORDS = {
    **{name.lower(): name for name in SCHEMATA},
    **dict.fromkeys(("individual", "natural person", "p", "i", "개인", "个人"), "Person"),
    **dict.fromkeys(
        ("entity", "organisation", "corporate", "corporation", "business", "firm", "legal person", "publicbody", "법인", "企业"),
        "Organization",
    ),
    **dict.fromkeys(("ship", "선박", "船舶"), "Vessel"),
    "legal entity": "LegalEntity",
}  # fmt: skip
_GENDERS = {
    **dict.fromkeys(("m", "male", "남", "남성", "男"), "male"),
    **dict.fromkeys(("f", "female", "여", "여성", "女"), "female"),
}
_NOTHING = frozenset(("", "-", "--", "n/a", "#n/a", "null", "none", "nan", "unknown"))
_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.-]\s*(\d{1,2})[/.-]\s*(\d{1,2})\.?")
_RUN_TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})")
_LONGEST_NAME = 400  # letters; the longest name on any list read here has 286


class Asked(NamedTuple):
    """The party of a row, None where there is none to screen, and what could not be read."""

    party: Party | None
    faults: tuple[str, ...]


def asked(cells: Mapping[str, Any]) -> Asked:
    """The party in a row, by the fields of `FIELDS`."""
    names = _values(cells, "name")
    if not names:
        return Asked(None, ("no name",))
    if fault := next(filter(None, map(_bad_name, names)), ""):
        return Asked(None, (fault,))
    faults: list[str] = []
    properties: dict[str, list[str]] = {"name": names}
    for field, property_ in (("passport", "passportNumber"), ("imo", "imoNumber")):
        properties[property_] = _values(cells, field)
    faults += (
        f'imo "{text}" fails its check digit'
        for text in properties["imoNumber"]
        if not is_imo_ship(number_of(text))
    )
    properties["gender"] = _known(cells, "gender", _GENDERS.get, faults)
    properties["country"] = _known(cells, "country", _country, faults)
    births = [span for text in _values(cells, "birth_date") for span in _births(text, faults)]
    schema = next(iter(_known(cells, "schema", lambda text: _SCHEMA_WORDS.get(text.lower()), faults)), None)
    party = party_of_ftm(
        {"id": str(cells.get("id") or ""), "schema": "LegalEntity", "properties": properties}
    )
    return Asked(replace(party, births=tuple(births), kinds=SCHEMATA[schema or "LegalEntity"]), tuple(faults))


def kinds_named(text: str) -> str:
    """The schema that a word names.

    Raises:
        BadInput: it names none.
    """
    if found := _SCHEMA_WORDS.get(text.lower()):
        return found
    near = nearest(text, SCHEMATA)
    raise BadInput(f'schema "{text}" is none of {", ".join(SCHEMATA)}.{f" Nearest: {near}." if near else ""}')


def columns_of(headings: Sequence[str], chosen: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """The columns that say each field: those chosen, else those whose heading is known.

    Several columns of `name` are the parts of one name, in their order.

    Args:
        chosen: column names by field.

    Raises:
        BadInput: a column chosen is not there, a heading that counts stands twice, or none holds names.
    """
    found: dict[str, tuple[str, ...]] = {}
    plain = {_plain(heading): heading for heading in reversed(headings)}
    for field, names in _HEADINGS.items():
        if heading := next((plain[name] for name in names if name in plain), None):
            found[field] = (heading,)
    parts = (*found.pop("family", ()), *found.pop("given", ()))
    if "name" not in found and len(parts) == 2:
        found["name"] = parts
    for field, columns in chosen.items():
        for name in columns:
            if name not in headings:
                near = nearest(name, headings)
                raise BadInput(
                    f'there is no column "{name}"; there are {_some(headings)}.{f" Nearest: {near}." if near else ""}'
                )
        if columns:
            found[field] = tuple(columns)
    if "name" not in found:
        raise BadInput(f"no column is known to hold names: {_some(headings)}. Name it with --name COLUMN")
    if twice := next((one for names in found.values() for one in names if headings.count(one) > 1), None):
        raise BadInput(f'the heading "{twice}" stands over two columns; rename one')
    return found


def _some(headings: Sequence[str]) -> str:
    shown = ", ".join(f'"{heading[:40]}"' for heading in headings[:12])
    return shown + (f" and {len(headings) - 12} more" if len(headings) > 12 else "")


def _plain(heading: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", heading.casefold()).split())


def _values(cells: Mapping[str, Any], field: str) -> list[str]:
    whole = "" if cells.get(field) is None else str(cells[field])
    return [text for part in whole.split("|") if (text := part.strip()).lower() not in _NOTHING]


def _bad_name(text: str) -> str:
    """Why a name cannot be screened; empty where it can."""
    if len(text) > _LONGEST_NAME:
        return f"the name has {len(text):,} letters; a name has at most {_LONGEST_NAME}"
    if "\ufffd" in text or re.search(r"\?\?", text):
        return f'the name "{text}" lost letters when the table was saved; save it again as UTF-8'
    if "\n" in text or "\r" in text:
        return f'the name "{" ".join(text.split())[:60]}" runs over several lines; a quotation mark may be missing'
    if not any(unicodedata.category(sign)[0] in "LN" for sign in text):
        return f'the name "{text}" has no letters'
    return ""


def _known(cells: Mapping[str, Any], field: str, of: Any, faults: list[str]) -> list[str]:
    """The values of a field that `of` knows; the others become faults."""
    known = []
    for text in _values(cells, field):
        if value := of(text) or of(text.lower()):
            known.append(value)
        else:
            faults.append(f'{field.replace("_", " ")} "{text}" cannot be read')
    return known


@lru_cache(maxsize=1_000)
def _country(text: str) -> str | None:
    try:
        return gazetteer().find(text).iso3
    except BadInput:
        return None


def _births(text: str, faults: list[str]) -> Iterator[tuple[int, int]]:
    """The days on which a text may say somebody was born."""
    found = {born for way in _ways(text) if (born := birth(way))}
    if not found:
        faults.append(f'birth date "{text}" cannot be read')
    days = {born for born in found if born.precision == "day"}
    for born in sorted(days or found, key=lambda born: born.since):
        yield born.since.toordinal(), born.until.toordinal()


def _ways(text: str) -> Iterator[str]:
    """A date as lists write it; day and month as numbers in both orders."""
    if parts := _NUMBERS.fullmatch(text):
        yield f"{parts[3]}-{parts[2]}-{parts[1]}"
        yield f"{parts[3]}-{parts[1]}-{parts[2]}"
    elif parts := _RUN_TOGETHER.fullmatch(text) or _YEAR_FIRST.fullmatch(text.partition(" 00:00")[0]):
        yield f"{parts[1]}-{parts[2]}-{parts[3]}"
    else:
        yield text
