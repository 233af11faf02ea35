"""What tests of statistics files share: a reader over text, with the casebook's knowledge."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from yalu.trade.check import check
from yalu.trade.flow_file import parse_statistics
from yalu.trade.read import knowledge

if TYPE_CHECKING:
    from collections.abc import Callable

    from yalu.trade.check import Report
    from yalu.trade.flow_file import FlowFile

ON = date(2026, 11, 21)


@pytest.fixture(scope="session")
def read() -> Callable[..., FlowFile]:
    """The flows of a text or of bytes, under a name."""

    def reader(text: str | bytes, name: str = "table.csv") -> FlowFile:
        content = text.encode() if isinstance(text, str) else text
        return parse_statistics(name, content, knowledge())

    return reader


@pytest.fixture(scope="session")
def checked(read) -> Callable[..., Report]:
    """The report on texts by name."""

    def reader(*texts: str, about: str = "PRK", on: date = ON, **named: str) -> Report:
        files = [read(text, f"table{at}.csv") for at, text in enumerate(texts)]
        files += [read(text, f"{name}.csv") for name, text in named.items()]
        return check(files, knowledge(), on=on, about=about)

    return reader


@pytest.fixture(scope="session")
def kinds(checked) -> Callable[..., set[str]]:
    """The kinds of findings on texts."""

    def reader(*texts: str, **options: object) -> set[str]:
        return {finding.kind for finding in checked(*texts, **options).findings}

    return reader
