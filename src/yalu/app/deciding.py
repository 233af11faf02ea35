"""The desk that decides on messages, made from what is held on this machine, and a decision made again from its record.

Lists are those of the day: from the snapshots kept, or the designations of the casebook while none is. The index of the lists is
kept beside them under the hash of what it was made from, so that the next start is quick.
"""

from __future__ import annotations

import csv
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from yalu import __version__
from yalu.app.folder import data_folder
from yalu.app.held import kept_index, key_of_day, parties_of_lists, uncollected
from yalu.app.snapshots import Store, Used, casebook
from yalu.lists.recognise import source_by_name
from yalu.measures.read import listed as designated
from yalu.measures.read import read_regime
from yalu.measures.verdict import verdict
from yalu.screen.decision.decide import Desk, decide
from yalu.screen.decision.flags import CHECKS
from yalu.screen.decision.freetext import Spotter
from yalu.screen.decision.model import ListUsed, Recipe, Rules
from yalu.screen.decision.parties import Entry, Listed
from yalu.screen.decision.record import entry_sha256
from yalu.screen.names import Matcher
from yalu.screen.party import number_of
from yalu.screen.read import acts, lexicon, red_flags, tables, tables_sha256, target
from yalu.terms.errors import BadFile, BadInput, Problem, UnknownValue, nearest
from yalu.terms.read import gazetteer, hs_codes, petroleum_factors

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from yalu.lists.model import Subject
    from yalu.measures.model import Question, Verdict
    from yalu.screen.decision.model import Decision
    from yalu.screen.messages.model import Message

__all__ = ["Office", "office", "read_register", "read_rules"]

_COLUMNS = ("number", "name")


class Office(NamedTuple):
    """A desk with what goes into each recipe."""

    desk: Desk
    regime: str
    regime_sha256: str
    rules: Rules
    register_sha256: str | None

    def decide(self, messages: Sequence[tuple[Message, str]]) -> list[Decision]:
        """The decisions on some messages, each with the hash of its input; many at once are decided several times as quickly."""
        recipes = [
            Recipe(
                input_sha256=input_sha256,
                index=message.index,
                on=self.desk.on,
                regime=self.regime,
                regime_sha256=self.regime_sha256,
                reporter=self.desk.reporter,
                rules=self.rules,
                tables_sha256=_tables(),
                register_sha256=self.register_sha256,
                version=__version__,
            )
            for message, input_sha256 in messages
        ]
        return decide([message for message, _ in messages], self.desk, recipes)


def office(
    *,
    folder: str | None,
    on: date,
    regime: str = "un-dprk",
    reporter: str | None = None,
    rules: Rules | None = None,
    register: Path | None = None,
    snapshots: frozenset[str] | None = None,
) -> Office:
    """Everything that decisions of a day rest on.

    Args:
        snapshots: take only these snapshots into account, as an earlier decision did.

    Raises:
        BadInput: a list, the register or the regime cannot be read.
    """
    law = read_regime(regime)
    table, factors = designated(), petroleum_factors()
    with uncollected():
        listed = _listed(folder, on, snapshots)

    def ask(question: Question) -> Verdict:
        return verdict(question, law, table, factors)

    names, register_sha = read_register(register) if register else ({}, None)
    desk = Desk(
        on=on,
        regime=law,
        ask=ask,
        refs=frozenset(one.ref for one in table.subjects),
        listed=listed,
        target=target(regime, _letters(law.tables.target)),
        lexicon=lexicon(),
        acts=acts(),
        flags=red_flags(),
        codes=hs_codes(),
        register=names,
        reporter=reporter,
    )
    digest = sha256(msgspec.json.encode(law.tables)).hexdigest()
    return Office(desk, regime, digest, rules or Rules(), register_sha)


def read_rules(path: Path) -> Rules:
    """The rules of a TOML file.

    Raises:
        BadInput: it cannot be read, or holds what is no rule.
    """
    try:
        rules = msgspec.toml.decode(path.read_bytes(), type=Rules)
    except OSError as error:
        raise BadInput(f"{path}: cannot be read: {error.strerror}") from None
    except msgspec.MsgspecError as error:
        raise BadInput(f"{path}: {error}") from None
    for id_ in rules.off:
        if id_ not in CHECKS:
            raise UnknownValue("red flag that a message can show", id_, nearest(id_, CHECKS))
    return rules


def read_register(path: Path) -> tuple[Mapping[str, str], str]:
    """Names by number from a CSV file with the columns `number` and `name`, and the file's hash.

    Raises:
        BadFile: it cannot be read, lacks a column, or a row lacks a value; all at once.
    """
    try:
        data = path.read_bytes()
        rows = csv.DictReader(data.decode("utf-8-sig").splitlines())
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile([Problem(str(path), "", "", f"cannot be read as UTF-8: {error}")]) from None
    missing = [name for name in _COLUMNS if name not in (rows.fieldnames or ())]
    if missing:
        raise BadFile([Problem(str(path), "line 1", name, "the column is missing") for name in missing])
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for row in rows:
        number, name = (str(row[column] or "").strip() for column in _COLUMNS)
        if number and name:
            found[number_of(number)] = name
        else:
            problems.append(
                Problem(str(path), f"line {rows.line_num}", "number" if name else "name", "is empty")
            )
    if problems:
        raise BadFile(problems)
    return found, sha256(data).hexdigest()


def _letters(name: str) -> str:
    return gazetteer().find(name).iso3


_TABLES: list[str] = []


def _tables() -> str:
    if not _TABLES:
        _TABLES.append(tables_sha256())
    return _TABLES[0]


def _listed(folder: str | None, on: date, snapshots: frozenset[str] | None) -> Listed:
    store = Store(data_folder(folder) / "lists")
    lists = list(_lists(store, on, snapshots))
    entries: list[Entry] = []
    used: list[ListUsed] = []
    for family, subjects, made_from, published in lists:
        of_list = [Entry(subject, family, entry_sha256(subject)) for subject in subjects]
        entries += of_list
        used.append(
            ListUsed(
                list=family,
                sha256=sha256("".join(one.sha256 for one in of_list).encode()).hexdigest(),
                snapshots=tuple(one.sha256 for one in made_from if one),
                published=published,
                age_days=max(0, (on - published).days) if published else None,
                entries=len(subjects),
            )
        )
    parties = parties_of_lists({family: subjects for family, subjects, _, _ in lists})
    between = [one for _, _, one, _ in lists]
    if any(one.before or one.after for one in between):
        key = key_of_day(store, between, on)
        matcher = Matcher(kept_index(store.folder, key, lambda: parties), tables())
    else:
        matcher = Matcher.of(parties, tables())
    call_signs = {
        number_of(number.value): place
        for place, entry in enumerate(entries)
        for number in entry.subject.identifiers
        if number.type == "call_sign"
    }
    return Listed(entries, matcher, Spotter(parties, call_signs), tuple(used))


def _lists(
    store: Store, on: date, snapshots: frozenset[str] | None
) -> Iterator[tuple[str, tuple[Subject, ...], Used, date | None]]:
    """Each list of the day: its family, its subjects, the snapshots it was made from, and how late these were published."""
    held = store.held()
    if not held or snapshots == frozenset():
        shipped = casebook(on)
        yield shipped.source, shipped.subjects, Used(None, None), shipped.published
        return
    for family in dict.fromkeys(source_by_name(one.source).family for one in held):
        state = store.as_of(family, on, among=snapshots)
        made_from = Used(state.before, state.after)
        published = max((one.published for one in made_from if one and one.published), default=None)
        yield family, state.subjects, made_from, published
