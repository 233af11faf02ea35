"""What the tests of the law share: the shipped regime asked in one line, and small regimes made by hand."""

from __future__ import annotations

from datetime import date

import pytest

from yalu.measures.model import Goods, Measure, Question, RegimeTables, Saving
from yalu.measures.read import listed, read_regime
from yalu.measures.regime import Listed, Regime
from yalu.measures.verdict import verdict
from yalu.terms.read import petroleum_factors

FIRST = date(2017, 8, 5)


def _measure(id_="ban", **fields):
    """A ban on chapter 78 leaving the State, effective 5 August 2017, changed by the fields given."""
    said = {
        "cite": "2371 10",
        "title": "Lead",
        "text": "No lead from there.",
        "category": "lead",
        "direction": "export",
        "force": "decides",
        "adopted": FIRST,
        "effective": FIRST,
        "goods": (Goods(words="lead", hs_text=("78",)),),
        "confidence": "text-read",
        "paragraph_seen": True,
        "sources": ("written for this test",),
    }
    return Measure(id=id_, **{**said, **fields})


@pytest.fixture(scope="session")
def measure():
    """Makes a measure."""
    return _measure


@pytest.fixture(scope="session")
def saving():
    """Makes a saving."""

    def make(id_="saving", **fields):
        said = {
            "cite": "2375 26",
            "text": "the Committee approves case by case",
            "adopted": FIRST,
            "effective": FIRST,
            "needs": ("committee_approval",),
            "confidence": "text-read",
            "paragraph_seen": True,
            "sources": ("written for this test",),
        }
        return Saving(id=id_, **{**said, **fields})

    return make


@pytest.fixture(scope="session")
def regime_of():
    """Makes a regime of measures, with other tables by name."""

    def make(*measures, **tables):
        return Regime(
            RegimeTables(
                id="small",
                name="small",
                target="PRK",
                committee="its Committee",
                resolutions=(),
                measures=measures,
                **tables,
            )
        )

    return make


@pytest.fixture(scope="session")
def ask():
    """Asks the shipped regime, or another, with the shipped list."""

    def answer(on, *, regime=None, names=None, **question):
        on = date.fromisoformat(on) if isinstance(on, str) else on
        law = regime or read_regime()
        return verdict(
            Question(on=on, **question), law, listed() if names is None else names, petroleum_factors()
        )

    return answer


@pytest.fixture(scope="session")
def nobody():
    """An empty list."""
    return Listed()
