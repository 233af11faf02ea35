"""Which payoffs make the signalling game most likely to have been played as recorded?

Units: payoffs are linear in the columns named by the specification, in standard deviations of private knowledge.
Shapes: `n` games, `q` coefficients in the order of `PAYOFFS` and of each formula. Counts are of status quo, concession, stand
firm and back down, shape (n, 4).
Sources: two-step pseudo-likelihood, then the same nested, after Aguirregabiria and Mira (2007) and Crisman-Cox and Gibilisco
(2019, doi 10.1017/psrm.2019.58); its gradient is written out here.
Assumes the games are independent and that each was played in the equilibrium that the first stage saw. Standard errors are not
given: those of a pseudo-likelihood leave out the first stage.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize
from scipy.special import log_ndtr, ndtr, xlogy

from yalu.strategy.game.normal import density, share_of_upper
from yalu.strategy.game.signalling import PAYOFFS, Payoffs, best_response, play

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

__all__ = ["Design", "Fit", "columns_of", "design_of", "fit", "first_stage", "likelihood", "payoffs_of"]

_TERM = re.compile(r"(?:(sqrt|log|exp)\()?\s*([A-Za-z_][\w.]*)\s*(\))?")
_FUNCTIONS = {"sqrt": np.sqrt, "log": np.log, "exp": np.exp}
_TINY = 1e-300
_INSIDE = (1e-9, 1 - 1e-9)  # chances at which the likelihood still has a value
_SETTLED = 1e-8  # largest change of a probability at which nesting stops


@dataclass(frozen=True, slots=True)
class Design:
    """The specification made numbers: `names` of the coefficients by payoff, `columns` of shape (n, q)."""

    names: tuple[tuple[str, str], ...]
    columns: NDArray[np.float64]

    def of(self, payoff: str) -> list[int]:
        """Which coefficients belong to a payoff."""
        return [at for at, (owner, _) in enumerate(self.names) if owner == payoff]


@dataclass(frozen=True, slots=True)
class Fit:
    """Coefficients of shape (q,), the log-likelihood, and p_R and p_F of shape (n,) that the coefficients answer to.

    `rounds` counts the likelihoods maximised, `change` is the largest step of a probability in the last of them.
    """

    coefficients: NDArray[np.float64]
    log_likelihood: float
    resist: NDArray[np.float64]
    stand: NDArray[np.float64]
    rounds: int
    change: float


def columns_of(formula: str) -> list[tuple[str, str, str]]:
    """Name, function and column of each term of a formula such as "1 + sqrt(dependence) + contig"; "0" has none.

    Raises:
        ValueError: a term that is neither 1, a column, nor sqrt, log or exp of a column.
    """
    terms = [term.strip() for term in formula.split("+")]
    if terms == ["0"]:
        return []
    found = []
    for term in terms:
        match = _TERM.fullmatch(term)
        if term == "1":
            found.append(("1", "", ""))
        elif match and bool(match[1]) == bool(match[3]):
            found.append((term.replace(" ", ""), match[1] or "", match[2]))
        else:
            raise ValueError(f'"{term}" is no term; write 1, a column, or sqrt, log or exp of a column')
    return found


def design_of(
    specification: Mapping[str, str], columns: Mapping[str, NDArray[np.float64]], games: int
) -> Design:
    """The design of a specification whose columns are all there; a payoff without a formula is zero."""
    names, values = [], []
    for payoff in PAYOFFS:
        for name, function, column in columns_of(specification.get(payoff, "0")):
            names.append((payoff, name))
            raw = columns[column] if column else np.ones(games)
            values.append(_FUNCTIONS[function](raw) if function else raw)
    return Design(tuple(names), np.column_stack(values))


def payoffs_of(design: Design, coefficients: NDArray[np.float64]) -> Payoffs:
    """The payoffs of each game under the coefficients."""
    weighted = design.columns * coefficients
    return Payoffs(**{payoff: weighted[:, design.of(payoff)].sum(axis=1) for payoff in PAYOFFS})


def first_stage(counts: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """p_R and p_F of each game from its own counts, drawn towards those of all games; shape (n,) each.

    Six games of the pooled kind are added to each: with the few challenges of a dyad the pooled share leads.
    """
    _, conceded, stood, backed = counts.T
    fought, added = stood + backed, 6.0
    resisted = fought.sum() / max((conceded + fought).sum(), 1.0)
    firm = stood.sum() / max(fought.sum(), 1.0)
    resist = (fought + added * resisted) / (conceded + fought + added)
    stand = (stood + added * firm) / (fought + added)
    return np.clip(resist, 0.01, 0.99), np.clip(stand, 0.01, 0.99)


def likelihood(
    payoffs: Payoffs, counts: NDArray[np.float64], roots: Sequence[NDArray[np.float64]]
) -> float | None:
    """The log-likelihood of the counts in equilibria known by their p_R, in each game in the likeliest of its own.

    None where a game has no equilibrium, or where none of its own gives an outcome that happened any chance.
    """
    best = []
    for game, own in enumerate(roots):
        each = payoffs.pick(np.full(len(own), game))
        values = xlogy(counts[game], play(each, own).outcomes()).sum(axis=1)
        best.append(float(values.max(initial=-np.inf)))
    return sum(best) if np.isfinite(best).all() else None


def fit(
    design: Design,
    counts: NDArray[np.float64],
    resist: NDArray[np.float64],
    stand: NDArray[np.float64],
    *,
    rounds: int,
) -> Fit:
    """The pseudo-likelihood estimate from first-stage `resist` and `stand`, nested for up to `rounds` rounds."""
    chain = [(payoff, design.of(payoff)) for payoff in PAYOFFS]
    coefficients = np.zeros(design.columns.shape[1])
    done, likelihood, change = 0, -np.inf, np.inf
    while done < rounds and change >= _SETTLED:
        coefficients, likelihood = _maximum(design, chain, counts, resist, stand, coefficients)
        reply = best_response(payoffs_of(design, coefficients), resist, stand)
        change = float(max(np.abs(reply.resist - resist).max(), np.abs(reply.stand - stand).max()))
        resist, stand = np.clip(reply.resist, *_INSIDE), np.clip(reply.stand, *_INSIDE)
        done += 1
    return Fit(coefficients, likelihood, resist, stand, done, change)


def _maximum(
    design: Design,
    chain: Sequence[tuple[str, list[int]]],
    counts: NDArray[np.float64],
    resist: NDArray[np.float64],
    stand: NDArray[np.float64],
    start: NDArray[np.float64],
) -> tuple[NDArray[np.float64], float]:
    """Coefficients of the largest pseudo-likelihood, and its logarithm. Columns are scaled to one while it is sought."""
    scale = np.maximum(np.abs(design.columns).max(axis=0), _TINY)

    def falling(scaled: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        payoffs = payoffs_of(design, scaled / scale)
        value, slopes = _log_likelihood(payoffs, counts, resist, stand)
        gradient = np.zeros(len(scaled))
        for payoff, at in chain:
            gradient[at] = slopes[payoff] @ design.columns[:, at]
        return -value, -gradient / scale

    found = minimize(falling, start * scale, jac=True, method="BFGS", options={"gtol": 1e-7, "maxiter": 2000})
    return found.x / scale, -float(found.fun)


def _log_likelihood(
    payoffs: Payoffs,
    counts: NDArray[np.float64],
    resist: NDArray[np.float64],
    stand: NDArray[np.float64],
) -> tuple[float, dict[str, NDArray[np.float64]]]:
    """The logarithm of the pseudo-likelihood and its slope in each payoff of each game."""
    quiet, conceded, stood, backed = counts.T
    fought = stood + backed
    cutoff = (payoffs.SA - (1 - resist) * payoffs.VA) / resist
    above, aside = payoffs.WA - cutoff, payoffs.a - cutoff
    challenge = np.maximum(-np.expm1(log_ndtr(-above) + log_ndtr(-aside)), _TINY)
    firm = np.maximum(challenge * share_of_upper(above, aside), _TINY)
    back = np.maximum(challenge * share_of_upper(aside, above), _TINY)
    argument = payoffs.WB + ((1 - stand) * payoffs.VB - payoffs.CB) / stand
    value = (
        quiet * (log_ndtr(-above) + log_ndtr(-aside))
        + conceded * (np.log(challenge) + log_ndtr(-argument))
        + fought * log_ndtr(argument)
        + stood * np.log(firm)
        + backed * np.log(back)
    )
    edge_above, edge_aside = density(above) * ndtr(-aside), density(aside) * ndtr(-above)
    root = np.sqrt(2.0)
    tie = density((above - aside) / root) * ndtr((above + aside) / root) / root
    by_above = (
        -quiet * _hazard(-above)
        + conceded * edge_above / challenge
        + stood * (edge_above + tie) / firm
        - backed * tie / back
    )
    by_aside = (
        -quiet * _hazard(-aside)
        + conceded * edge_aside / challenge
        - stood * tie / firm
        + backed * (edge_aside + tie) / back
    )
    by_argument = fought * _hazard(argument) - conceded * _hazard(-argument)
    by_cutoff = -(by_above + by_aside)
    slopes = {
        "SA": by_cutoff / resist,
        "VA": -by_cutoff * (1 - resist) / resist,
        "WA": by_above,
        "a": by_aside,
        "WB": by_argument,
        "VB": by_argument * (1 - stand) / stand,
        "CB": -by_argument / stand,
    }
    return float(value.sum()), slopes


def _hazard(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """The normal density over its distribution function, without underflow."""
    return np.asarray(np.exp(-0.5 * x * x - 0.5 * np.log(2 * np.pi) - log_ndtr(x)))
