"""Messages written by hand, and the desk that decides on them: the law as shipped, the casebook's designations as its list."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pytest

from yalu.app.deciding import office
from yalu.screen.messages.model import (
    Consignment,
    GoodsLine,
    Identifier,
    Means,
    Message,
    Note,
    Party,
    Payment,
    Place,
    Said,
    Traveller,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from yalu.app.deciding import Office
    from yalu.screen.decision.model import Decision, Rules


class Write:
    """Contents of messages in a few words; the path of a field is made from its role."""

    @staticmethod
    def said(text: str, path: str = "field") -> Said:
        return Said(text=text, path=path)

    @staticmethod
    def party(role: str = "consignee", name: str = "", **fields: object) -> Party:
        """A party by its name; `lines` and `address` as texts, `bic` and the like as keywords of identifiers."""
        numbers = tuple(
            Identifier(kind=kind, value=str(fields.pop(kind)), path=f"{role}.{kind}")
            for kind in ("bic", "eori", "passport", "imo_company", "lei", "account", "company")
            if kind in fields
        )
        texts = {
            key: tuple(Write.said(text, f"{role}.{key}") for text in fields.pop(key, ()))
            for key in ("lines", "address", "births")
        }
        one = {
            key: Write.said(str(fields.pop(key)), f"{role}.{key}")
            for key in ("country", "nationality")
            if key in fields
        }
        return Party(
            role=role,
            names=(Write.said(name, f"{role}.name"),) if name else (),
            identifiers=numbers,
            path=role,
            **texts,
            **one,
            **fields,
        )

    @staticmethod
    def place(role: str, code: str = "", name: str = "", country: str = "") -> Place:
        return Place(
            role=role,
            code=Write.said(code, f"{role}.code") if code else None,
            name=Write.said(name, f"{role}.name") if name else None,
            country=Write.said(country, f"{role}.country") if country else None,
        )

    @staticmethod
    def goods(
        words: str = "", hs: str = "", origin: str = "", number: int = 1, **fields: object
    ) -> GoodsLine:
        return GoodsLine(
            number=number,
            hs=Write.said(hs, f"line{number}.hs") if hs else None,
            descriptions=(Write.said(words, f"line{number}.words"),) if words else (),
            origin=Write.said(origin, f"line{number}.origin") if origin else None,
            path=f"line{number}",
            **fields,
        )

    @staticmethod
    def ship(name: str = "", **texts: str) -> Means:
        return Means(
            mode="sea",
            name=Write.said(name, "ship.name") if name else None,
            path="ship",
            **{key: Write.said(text, f"ship.{key}") for key, text in texts.items()},
        )

    @staticmethod
    def note(text: str, kind: str = "remittance") -> Note:
        return Note(kind=kind, said=Write.said(text, "note"))

    @staticmethod
    def message(content: Consignment | Payment | Traveller, **account: object) -> Message:
        return Message(
            format="test", index=0, content=content, **{"seen": 1, "mapped": 1, "ignored": 0, **account}
        )


@pytest.fixture(scope="session")
def write() -> type[Write]:
    """How contents are written."""
    return Write


@cache
def _office(on: date, reporter: str | None, rules: Rules | None) -> Office:
    return office(folder="no folder", on=on, reporter=reporter, rules=rules)


@pytest.fixture(scope="session")
def desk() -> Callable[..., Office]:
    """The office of a day, which nothing but the casebook's designations are held by."""

    def made(on: str, reporter: str | None = None, rules: Rules | None = None) -> Office:
        return _office(date.fromisoformat(on), reporter, rules)

    return made


@pytest.fixture(scope="session")
def decision(desk: Callable[..., Office]) -> Callable[..., Decision]:
    """The decision on a content on a day."""

    def made(content: Consignment | Payment | Traveller, on: str, **given: object) -> Decision:
        return desk(on, **given).decide([(Write.message(content), "0" * 64)])[0]

    return made
