"""What do the keepers of launches, votes, visits and sanctions say today?

Each answer is read as what it should be before it is kept; what is no such table, or holds far less than the newest one held, is
refused. A file is kept by day and hash beside what is known of it, and never overwritten; the same bytes brought again are not
kept twice.
Units: bytes, seconds; what is counted is said by each (event-days, resolutions).
Sources: the UN library's own address for votes; for the rest public copies, kept daily or by hand by their owners; none is
promised. Roll calls of the Assembly have no public address in a layout that is read here.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import msgspec

from yalu.app.sync.clock import REAL
from yalu.app.sync.download import Limits, checked_base
from yalu.app.sync.errors import Refused
from yalu.app.sync.folders import put, taken, written
from yalu.app.sync.patience import Patience, patiently
from yalu.app.sync.watch_lists import body_of
from yalu.events.series import parse_events
from yalu.events.sources.library_votes import parse_library_votes
from yalu.events.sources.member_votes import parse_vetoes
from yalu.events.sources.tables import parse_impositions, parse_visit_years
from yalu.terms.errors import BadFile, Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from yalu.app.sync.clock import Clock

__all__ = ["EVENT_FILES", "Brought", "sync_events"]

_LIMITS = Limits(size=64 << 20, seconds=300.0)  # the largest, the votes, has some 20 MB
_PATIENCE = Patience(tries=4)
_FEWEST = 0.9  # of what is held; publishers correct single rows, and a file cut off loses many


class Held(NamedTuple):
    """What a file holds: its rows, the number of what is counted, and the last day or year."""

    rows: int
    number: int
    last: str


def _events(name: str, data: bytes, today: date) -> Held:
    series = parse_events(name, data, today=today)
    return Held(series.rows, len(series.days), str(series.days[-1]) if series.days else "")


def _library_votes(name: str, data: bytes, today: date) -> Held:
    found = parse_library_votes(name, data, today=today)
    return Held(data.count(b"\n"), len(found.items), str(found.items[-1].on))


def _vetoes(name: str, data: bytes, today: date) -> Held:
    found = parse_vetoes(name, data, today=today)
    return Held(len(found), len(found), str(found[-1].on))


def _visits(name: str, data: bytes, today: date) -> Held:
    found = parse_visit_years(name, data)
    known = [one for one in found if one.total is not None and one.year <= today.year]
    return Held(len(found), len(known), str(max((one.year for one in known), default="")))


def _sanctions(name: str, data: bytes, today: date) -> Held:
    found = [one for one in parse_impositions(name, data) if one.since <= today.year]
    return Held(len(found), len(found), str(max((one.since for one in found), default="")))


class Keeper(NamedTuple):
    """A public file: who compiled it, who keeps the copy, where, under what terms, how it is read, and what to do with it.

    `listed` is the shape of a file's name where `address` is a list of files (JSON, `name`, `format` and `url`), from which the
    newest of these is taken.
    """

    publisher: str
    address: str
    licence: str
    read: Callable[[str, bytes, date], Held]
    counted: str
    use: str
    by_hand: str
    listed: str = ""


_COPIES = "https://raw.githubusercontent.com"
EVENT_FILES = {
    "cns": Keeper(
        "CNS North Korea Missile Test Database (James Martin Center, for NTI), kept by nagix/nk-missile-tests",
        f"{_COPIES}/nagix/nk-missile-tests/master/data/test.en.json",
        "Apache-2.0 (the copy); credit CNS and NTI",
        _events,
        "event-days",
        "yalu forecast --events {path}",
        "give a file that you have to yalu forecast --events FILE",
    ),
    "csis": Keeper(
        "CSIS Beyond Parallel, Database of North Korean Provocations, kept by stiles/north-korea-provocations",
        f"{_COPIES}/stiles/north-korea-provocations/main/data/processed/north_korea_provocations_1958_present.csv",
        "CC0 (the copy); credit CSIS",
        _events,
        "event-days",
        "yalu forecast --events {path}",
        "give a file that you have to yalu forecast --events FILE",
    ),
    "votes": Keeper(
        "UN Dag Hammarskjold Library, Security Council Voting Data",
        "https://digitallibrary.un.org/api/v1/file?recid=4055387",
        "United Nations; non-commercial use with attribution",
        _library_votes,
        "resolutions",
        "yalu council --votes {path}",
        "download the CSV of https://digitallibrary.un.org/record/4055387 by hand and give it to yalu council --votes FILE",
        r"(\d{4})_(\d{1,2})_(\d{1,2})_sc_voting",
    ),
    "vetoes": Keeper(
        "UN Dag Hammarskjold Library's list of vetoes to September 2022, compiled by C. L. Yordan, "
        "kept by world-politics-datalab/vetoes-un-security-council",
        f"{_COPIES}/world-politics-datalab/vetoes-un-security-council/HEAD/unsc_vetoes_1946_sept2022.csv",
        "MIT (the copy); credit C. L. Yordan",
        _vetoes,
        "vetoes",
        "yalu council --items VOTES --items {path}, with VOTES from yalu sync votes",
        "give a table of vetoes that you have to yalu council --items FILE, beside that of the votes",
    ),
    "visits": Keeper(
        "AidData, China's Public Diplomacy v2.0, kept by milesdwilliams15/chinese_media_and_foreign_aid",
        f"{_COPIES}/milesdwilliams15/chinese_media_and_foreign_aid/HEAD/01_data/PublicDiplomacy/ChinesePublicDiplomacy.csv",
        "AidData open data; cite AidData",
        _visits,
        "countries and years with a count",
        "the casebook holds the rows of the DPRK; this file has all countries beside them",
        "download it from https://www.aiddata.org",
    ),
    "ties": Keeper(
        "Threat and Imposition of Sanctions v4 (Morgan, Bapat and Kobayashi 2014), impositions, "
        "kept by kssrr/RepeatedEconomicSanctions",
        f"{_COPIES}/kssrr/RepeatedEconomicSanctions/HEAD/ties_custom.csv",
        "free for research with citation",
        _sanctions,
        "impositions",
        "a record of sanctions to weigh a reading against; no command rests on it",
        "download it from the authors' page",
    ),
}


class Brought(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file as it came: where it stands, its hash, what it holds, and whether it is new."""

    source: str
    path: str
    publisher: str
    address: str
    licence: str
    retrieved_at: datetime
    sha256: str
    rows: int
    count: int
    counted: str
    last: str
    new: bool


def sync_events(
    name: str,
    folder: Path,
    *,
    base: str | None = None,
    force: bool = False,
    patience: Patience = _PATIENCE,
    clock: Clock = REAL,
    tell: Callable[[str], None] = lambda says: None,
) -> Brought:
    """One file as it is today, kept in its folder.

    Args:
        base: asked in place of the scheme and host, such as a mirror's.
        force: keep it although it holds far less than the newest one held.

    Raises:
        BadFile: what came is no such table.
        BadInput: the base address is not safe, or the folder cannot be written.
        Refused: no answer, a refusal, no such file in the list, or far less than held.
    """
    keeper = EVENT_FILES[name]
    parts = urlsplit(keeper.address)
    host = checked_base(base or f"{parts.scheme}://{parts.netloc}")

    def brought_from(path: str) -> bytes:
        return patiently(
            lambda: body_of(host + path, _LIMITS, clock, frozenset(), by_hand=keeper.by_hand),
            patience,
            clock,
            tell,
        )

    path = parts.path + (f"?{parts.query}" if parts.query else "")
    if keeper.listed:
        path = _newest(keeper, brought_from(path))
    body = brought_from(path)
    now = clock.now()
    found = keeper.read(host + path, body, now.date())
    place = folder / name
    with taken(place):
        held = _held(place)
        newest = held[-1] if held else None
        if newest and found.number < _FEWEST * newest.count and not force:
            raise Refused(
                f"{name}: {found.number} {keeper.counted}, and the file of {newest.retrieved_at:%Y-%m-%d} has {newest.count}; "
                "not kept, as it may be cut off. If it is whole, say --force"
            )
        digest = hashlib.sha256(body).hexdigest()
        same = next((one for one in held if one.sha256 == digest), None)
        if same:
            return msgspec.structs.replace(same, new=False)
        target = place / f"{now:%Y-%m-%d}-{digest[:12]}{Path(path).suffix}"
        brought = Brought(
            source=name,
            path=str(target),
            publisher=keeper.publisher,
            address=host + path,
            licence=keeper.licence,
            retrieved_at=now,
            sha256=digest,
            rows=found.rows,
            count=found.number,
            counted=keeper.counted,
            last=found.last,
            new=True,
        )
        for file_path, data in ((target, body), (_about(target), msgspec.json.encode(brought))):
            with written(place) as file:
                file.write(data)
                put(file, file_path)
        return brought


class _Listed(msgspec.Struct):
    """One file of a record in the library."""

    name: str
    format: str
    url: str


def _newest(keeper: Keeper, body: bytes) -> str:
    """The path of the newest file in a list whose name has the shape; the host is the one that was asked."""
    try:
        files = msgspec.json.decode(body, type=list[_Listed])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refused(f"{keeper.address} sends no list of files ({error}); {keeper.by_hand}") from None
    dated = [
        (tuple(map(int, found.groups())), one.url)
        for one in files
        if one.format == ".csv" and (found := re.fullmatch(keeper.listed, one.name))
    ]
    if not dated:
        raise Refused(f"{keeper.address} lists no table of votes; {keeper.by_hand}")
    return urlsplit(max(dated)[1]).path


def _about(target: Path) -> Path:
    return target.with_suffix(".about.json")


def _held(place: Path) -> list[Brought]:
    """What is held already, oldest first."""
    found = []
    for path in place.glob("*.about.json"):
        try:
            found.append(msgspec.json.decode(path.read_bytes(), type=Brought))
        except (OSError, msgspec.DecodeError) as error:
            raise BadFile([Problem(str(path), "", "", f"cannot be read: {error}")]) from error
    return sorted(found, key=lambda one: one.retrieved_at)
