"""Do the parameters of the launch intensity come back, and do its 90 % ranges hold 90 % of the truth?

Histories of 22 years are drawn from the model itself, with parameters drawn from its priors and one of its pairs of half-lives;
each is fitted, and it is counted how often the true value lies inside the 90 % range: of the parameters, and of P(at least one
launch in 30 days).

Usage: python bench/forecast_calibration.py [histories]
"""

from __future__ import annotations

import sys
from datetime import date

import numpy as np

from yalu.strategy.cycle.history import History
from yalu.strategy.cycle.intensity import (
    _MEAN as MEAN,
)
from yalu.strategy.cycle.intensity import (
    _SPREAD as SPREAD,
)
from yalu.strategy.cycle.intensity import (
    FAST,
    NAMES,
    SLOW,
    expected_ahead,
    fit_intensity,
    prepare,
)

DAYS = 8035  # 22 years
HORIZON = 30


def simulated(rng: np.random.Generator) -> tuple[History, np.ndarray, float]:
    """A history without season, its parameters (5,), and the expected number of events in the 30 days after it."""
    theta = MEAN + SPREAD * rng.standard_normal(len(MEAN))
    base, slow, fast, far, nuclear = np.exp(theta)
    b, c = np.log(2) / rng.choice(SLOW), np.log(2) / rng.choice(FAST)
    days, long_range, tests = [], [], []
    long_memory = short_memory = 0.0
    for day in range(DAYS):
        long_memory, short_memory = long_memory * np.exp(-b), short_memory * np.exp(-c)
        rate = base + slow * b * long_memory * np.exp(b / 2) + fast * c * short_memory * np.exp(c / 2)
        if rng.random() < 6 / DAYS:
            tests.append(day)
            short_memory += nuclear * np.exp(-c / 2)
        if rng.random() < 1 - np.exp(-rate):
            is_far = rng.random() < 0.2
            days.append(day)
            long_range.append(is_far)
            long_memory += np.exp(-b / 2)
            short_memory += (far if is_far else 1) * np.exp(-c / 2)
    ahead = np.arange(HORIZON)
    expected = (
        base * HORIZON
        + slow * long_memory * np.exp(-b * ahead) @ np.ones(HORIZON) * (1 - np.exp(-b))
        + fast * short_memory * np.exp(-c * ahead) @ np.ones(HORIZON) * (1 - np.exp(-c))
    )
    record = History(
        "simulated", date(1998, 1, 1), np.array(days, dtype=np.int64), np.array(long_range, dtype=np.bool_),
        np.array(tests, dtype=np.int64), np.array([], dtype=np.int64),
    )  # fmt: skip
    return record, theta, float(1 - np.exp(-expected))


def covered(
    record: History, theta: np.ndarray, p: float, rng: np.random.Generator
) -> tuple[np.ndarray, bool, np.ndarray]:
    """Is each parameter, and P, inside its 90 % range; and the mean of each parameter."""
    made = prepare(record, DAYS)
    posterior = fit_intensity(made, DAYS, seasonal=False)
    normal = rng.standard_normal((400, len(theta)))
    draws = [posterior.draws(index, normal) for index in range(len(posterior.weights))]
    ahead = [1 - np.exp(-one) for one in expected_ahead(made, posterior, DAYS, HORIZON, normal)]
    picked = rng.choice(len(draws), size=4000, p=posterior.weights)
    row = rng.integers(0, 400, size=4000)
    parameters = np.array([draws[k][j] for k, j in zip(picked, row, strict=True)])
    chances = np.array([ahead[k][j] for k, j in zip(picked, row, strict=True)])
    low, high = np.quantile(parameters, [0.05, 0.95], axis=0)
    under, over = np.quantile(chances, [0.05, 0.95])
    return (low <= theta) & (theta <= high), bool(under <= p <= over), parameters.mean(axis=0)


def main() -> None:
    """Prints the shares."""
    histories = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    rng = np.random.default_rng(7)
    inside, chances, means, truths = [], [], [], []
    while len(inside) < histories:
        record, theta, p = simulated(rng)
        if not 15 <= len(record.days) <= 2000:  # records like the one in hand, and none that explode
            continue
        held, chance, mean = covered(record, theta, p, rng)
        inside.append(held)
        chances.append(chance)
        means.append(mean)
        truths.append(theta)
    for name, share, mean, truth in zip(
        NAMES, np.mean(inside, axis=0), np.transpose(means), np.transpose(truths), strict=True
    ):
        gone, alike = np.mean(mean - truth), np.corrcoef(mean, truth)[0, 1]
        print(f"{name:12} inside {share:.3f}  mean error {gone:+.3f}  correlation {alike:.2f}")
    print(f"parameters   inside {np.mean(inside):.3f}")
    print(f"P(30 days)   inside {np.mean(chances):.3f}")


if __name__ == "__main__":
    main()
