"""Debates made in a line, and the plain way to weigh them: fractions, every order, every outcome, with nothing of yalu's own."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pytest

from yalu.debate.evidence import evidence_on, no_figures
from yalu.debate.model import Cluster, Debate, Hypothesis, Item
from yalu.debate.posterior import posterior
from yalu.debate.scale import Range, parse_range
from yalu.debate.weigh import weigh

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yalu.debate.findings import Weighing

START = date(2020, 1, 1)
END = date(2020, 12, 31)


class Make:
    """Debates of items known one a day, with hypotheses A, B, C and so on."""

    start, end = START, END

    @staticmethod
    def names(count: int) -> list[str]:
        return [chr(ord("A") + at) for at in range(count)]

    @staticmethod
    def item(name: str, likely: Sequence[object], **more: object) -> Item:
        """An item by its id and likelihoods; the day follows from the number in its id."""
        day = START + timedelta(days=int("".join(filter(str.isdigit, name)) or 0))
        told = {"what": f"what {name} shows", "on": day, "known": day, "source": f"source of {name}", **more}
        for field in ("reliability", "chance"):
            if field in told:
                told[field] = parse_range(told[field])
        names = Make.names(len(likely))
        return Item(id=name, likely={h: parse_range(p) for h, p in zip(names, likely, strict=True)}, **told)  # type: ignore[arg-type]

    @staticmethod
    def debate(priors: Sequence[object], items: Sequence[Item], **more: object) -> Debate:
        told = {"question": "Which?", "asked": START, "day": END, **more}
        return Debate(
            schema=1,
            hypothesis=tuple(
                Hypothesis(id=name, name=f"Reading {name}", prior=parse_range(p))
                for name, p in zip(Make.names(len(priors)), priors, strict=True)
            ),
            item=tuple(items),
            **told,  # type: ignore[arg-type]
        )

    @staticmethod
    def cluster(name: str, rule: str, share: float) -> Cluster:
        return Cluster(id=name, what=f"cluster {name}", rule=rule, share=Range.exactly(share))  # type: ignore[arg-type]

    @staticmethod
    def posterior(debate: Debate, on: date = END) -> list[float]:
        return [float(p) for p in posterior(debate, evidence_on(debate, on, no_figures))]

    @staticmethod
    def weighed(debate: Debate, on: date = END, draws: int = 200) -> Weighing:
        return weigh(debate, on=on, rng=np.random.default_rng(5), seed=5, draws=draws)


@pytest.fixture(scope="session")
def make() -> type[Make]:
    return Make


@pytest.fixture(scope="session")
def exact():
    """The posterior in fractions: priors, rows of likelihoods, and clusters of copies as (places, share)."""

    def bayes(priors, rows, clusters=()):
        priors = [Fraction(str(p)) for p in priors]
        rows = [[Fraction(str(p)) for p in row] for row in rows]
        weights = []
        for at, prior in enumerate(priors):
            weight, told = prior, set()
            for places, share in clusters:
                column = [rows[place][at] for place in places]
                product = Fraction(1)
                for p in column:
                    product *= p
                part = Fraction(str(share))
                weight *= part * min(column) + (1 - part) * product
                told.update(places)
            for place, row in enumerate(rows):
                if place not in told:
                    weight *= row[at]
            weights.append(weight)
        return [float(weight / sum(weights)) for weight in weights]

    return bayes
