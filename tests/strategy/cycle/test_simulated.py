"""Histories whose truth is known: do the parameters come back, and do 90 % ranges hold the truth as often as they say?"""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from yalu.strategy.cycle.ensemble import fitted, ready, standard_normals
from yalu.strategy.cycle.history import history
from yalu.strategy.cycle.intensity import expected_ahead, fit_intensity, prepare
from yalu.strategy.cycle.rare import rare_outlook

SINCE = date(1998, 1, 1)
DAYS = 22 * 365 + 5
SLOW, FAST = np.log(2) / 426, np.log(2) / 32
HISTORIES = 120
HORIZONS = (30, 365)
MONTHS = np.array([(SINCE + timedelta(day)).month - 1 for day in range(DAYS + 365)])


def simulated(rng, base, slow, fast, season):
    """Days with an event, and the two sums over past events at the end."""
    days, level, burst = [], 0.0, 0.0
    for day, (month, chance) in enumerate(zip(MONTHS[:DAYS], rng.random(DAYS), strict=True)):
        rate = season[month] * (base + slow * level * np.exp(-SLOW / 2) + fast * burst * np.exp(-FAST / 2))
        level, burst = level * np.exp(-SLOW), burst * np.exp(-FAST)
        if chance < 1 - np.exp(-rate):
            days.append(day)
            level, burst = level + SLOW * np.exp(-SLOW / 2), burst + FAST * np.exp(-FAST / 2)
    return days, level, burst


def truth(base, slow, fast, season, level, burst, horizon):
    ahead = np.arange(horizon) + 0.5
    rate = base + slow * level * np.exp(-SLOW * ahead) + fast * burst * np.exp(-FAST * ahead)
    return 1 - np.exp(-(season[MONTHS[DAYS : DAYS + horizon]] * rate).sum())


@pytest.fixture(scope="module")
def runs():
    rng = np.random.default_rng(11)
    gap = np.abs(np.subtract.outer(range(12), range(12)))
    spread = 0.45**2 * 0.55 ** np.minimum(gap, 12 - gap)
    found = []
    while len(found) < HISTORIES:
        base, slow, fast = np.array([0.7 / 365.25, 0.45, 0.35]) * np.exp(rng.normal(size=3) * [1, 0.6, 0.6])
        season = np.exp(rng.multivariate_normal(np.zeros(12), spread))
        if slow + fast > 1:  # it would run away
            continue
        days, level, burst = simulated(rng, base, slow, fast, season)
        if len(days) < 2:
            continue
        record = history("simulated", [SINCE + timedelta(day) for day in days])
        today = SINCE + timedelta(DAYS)
        day = record.number(today)
        model = fitted(ready(record, day), day, record.month(today), standard_normals(rng))
        true = [truth(base, slow, fast, season, level, burst, horizon) for horizon in HORIZONS]
        best = int(np.argmax(model.posteriors[0].weights))
        found.append(
            (
                [(one.low, one.p, one.high) for one in map(model.outlook, HORIZONS)],
                true,
                (model.posteriors[0].modes[best][:3], model.posteriors[0].covariances[best][:3, :3]),
                np.log([base, slow, fast]),
            )
        )
    return found


def test_the_ranges_of_the_probability_hold_the_truth_nine_times_in_ten(runs):
    room = 0.05 + 1.64 * np.sqrt(0.09 / HISTORIES)  # 85 to 95 %, and the chance of so many histories
    for place in range(len(HORIZONS)):
        held = [ranges[place][0] <= true[place] <= ranges[place][2] for ranges, true, _, _ in runs]
        assert np.mean(held) == pytest.approx(0.9, abs=room)


def test_probabilities_are_right_on_average_and_tell_histories_apart(runs):
    p = np.array([ranges[0][1] for ranges, _, _, _ in runs])
    true = np.array([true[0] for _, true, _, _ in runs])
    assert p.mean() == pytest.approx(true.mean(), abs=0.03)
    assert np.corrcoef(p, true)[0, 1] > 0.9


def test_the_branching_ratios_come_back(runs):
    room = 0.05 + 1.64 * np.sqrt(0.09 / HISTORIES)
    for place in (1, 2):
        held = [
            abs(mode[place] - true[place]) < 1.645 * np.sqrt(covariance[place, place])
            for _, _, (mode, covariance), true in runs
        ]
        assert np.mean(held) == pytest.approx(0.9, abs=room)


def test_a_day_counts_once_however_much_happened_on_it():
    """With 0.8 launches a day 55 % of days have one; the rate is 0.8, not the 0.55 of days that counted."""
    rng = np.random.default_rng(3)
    days = np.flatnonzero(rng.random(3000) < 1 - np.exp(-0.8))
    record = history("simulated", [SINCE + timedelta(int(day)) for day in days])
    made = prepare(record, 3000)
    ahead = expected_ahead(made, fit_intensity(made, 3000, seasonal=False), 3000, 1, standard_normals(rng))
    assert np.mean([one.mean() for one in ahead]) == pytest.approx(0.8, abs=0.06)


def test_a_rare_event_of_constant_rate_is_forecast_within_its_range():
    rng = np.random.default_rng(5)
    rate, days = 6 / 8000, 8000
    held = []
    for _ in range(400):
        seen = np.flatnonzero(rng.random(days) < rate)
        found = rare_outlook("nuclear test", seen, days, 365)
        held.append(found.low <= 1 - np.exp(-365 * rate) <= found.high)
    # It forgets, since rates drift; where the rate does not, the range is wider than it need be.
    assert 0.85 <= np.mean(held) < 1


def test_more_days_ahead_are_never_less_likely(runs):
    assert all(ranges[0][1] <= ranges[1][1] for ranges, _, _, _ in runs)
