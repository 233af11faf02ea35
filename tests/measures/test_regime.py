"""Measures by day, closed by their successors, and scenarios laid over them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from yalu.measures.model import Cap, Exemption, Goods, Listing, Vessel
from yalu.measures.read import read_regime, read_scenario
from yalu.measures.regime import Listed, Scenario, closed, lives
from yalu.terms.errors import BadInput, Conflict

ONE_DAY = timedelta(days=1)


def ids(regime, on):
    return {one.id for one in regime.in_force(date.fromisoformat(on))}


@pytest.mark.parametrize(
    ("id_", "first", "last"),
    [
        ("R2270-29-coal-iron", "2016-03-02", "2016-11-29"),
        ("R2321-26b-coal-2016", "2016-11-30", "2016-12-31"),
        ("R2321-26b-coal-cap", "2017-01-01", "2017-08-04"),
        ("R2371-11-workers-freeze", "2017-08-05", "2017-09-10"),
        ("R2375-15-crude", "2017-09-11", "2017-12-21"),
        ("R2375-14-refined-q4", "2017-09-11", "2017-12-31"),
    ],
)
def test_a_measure_speaks_from_its_first_day_through_its_last(id_, first, last):
    regime = read_regime()
    first, last = date.fromisoformat(first), date.fromisoformat(last)
    days = (first - ONE_DAY, first, last, last + ONE_DAY)
    assert [regime.measure(id_) in regime.in_force(day) for day in days] == [False, True, True, False]


def test_the_yearly_quota_of_2375_closed_before_it_took_effect_and_never_speaks():
    regime = read_regime()
    measure = regime.measure("R2375-14-refined")
    assert measure.last_day < measure.effective
    day = date(2017, 9, 11)
    while day < date(2018, 12, 31):
        assert measure not in regime.in_force(day)
        day += ONE_DAY


def test_nothing_is_in_force_before_1993_and_only_1540_before_1695():
    assert ids(read_regime(), "1993-05-10") == set()
    assert ids(read_regime(), "2006-07-14") <= {"R1540-wmd-nonstate"}


def test_savings_stand_from_their_day():
    regime = read_regime()
    assert [one.cite for one in regime.savings(date(2016, 11, 29))] == []
    assert [one.cite for one in regime.savings(date(2017, 12, 22))] == ["2321 46", "2375 26", "2397 25"]


def test_a_successor_closes_what_it_replaces_on_the_day_before(measure):
    old, new = measure("old"), measure("new", effective=date(2018, 1, 1), replaces=("old",))
    shut, left = closed((old, new))
    assert (shut.last_day, shut.ended_by) == (date(2017, 12, 31), "new")
    assert left == new


def test_the_first_of_two_successors_closes(measure):
    old = measure("old")
    later = measure("later", effective=date(2019, 1, 1), replaces=("old",))
    sooner = measure("sooner", effective=date(2018, 1, 1), replaces=("old",))
    assert closed((old, later, sooner))[0].ended_by == "sooner"


def test_an_earlier_last_day_of_its_own_stays(measure):
    old = measure("old", last_day=date(2017, 9, 10))
    new = measure("new", effective=date(2018, 1, 1), replaces=("old",))
    assert closed((old, new))[0] == old


def test_a_later_last_day_of_its_own_is_shortened(measure):
    old = measure("old", last_day=date(2018, 9, 10))
    new = measure("new", effective=date(2018, 1, 1), replaces=("old",))
    assert closed((old, new))[0].last_day == date(2017, 12, 31)


def test_a_record_without_an_end_goes_on(measure):
    assert lives(measure(), date(2100, 1, 1))


def test_a_subject_is_found_by_its_reference_in_any_case():
    subject = Listing(
        ref="KPe.047", kind="entity", name="a bank", listed_on=date(2017, 8, 5), measures=("asset_freeze",),
        legal_basis=("2371 3",), source="test",
    )  # fmt: skip
    assert Listed((subject,)).subject("kpe.047") is subject
    assert Listed((subject,)).subject("KPe.048") is None


@pytest.mark.parametrize(
    ("on", "stands"),
    [("2016-03-01", False), ("2016-03-02", True), ("2016-03-20", True), ("2016-03-21", False)],
)
def test_a_ship_stands_on_the_list_until_the_day_it_is_removed(on, stands):
    ship = Vessel(
        ref="x", name="a ship", imo="9191773", kinds=("asset_freeze",), designated_on=date(2016, 3, 2),
        legal_basis=("2270 23",), removed_on=date(2016, 3, 21), source="test",
    )  # fmt: skip
    listed = Listed(vessels=(ship,))
    assert listed.ships("9191773", date.fromisoformat(on)) == ((ship,) if stands else ())
    assert listed.ships("9114555", date.fromisoformat(on)) == ()


def test_a_scenario_adds_and_closes_and_leaves_the_regime_as_it_was(measure, regime_of):
    law = regime_of(measure("ban"))
    before = law.tables
    draft = Scenario("relief", (measure("new", effective=date(2020, 1, 1)),), (("ban", date(2019, 12, 31)),))
    under = law.under(draft)
    assert ids(under, "2019-12-31") == {"ban"}
    assert ids(under, "2020-01-01") == {"new"}
    assert under.measure("ban").ended_by == "relief"
    assert law.tables is before
    assert ids(law, "2020-01-01") == {"ban"}


def test_a_measure_of_a_scenario_may_replace_one_of_the_regime(measure, regime_of):
    under = regime_of(measure("ban")).under(
        Scenario("draft", (measure("new", effective=date(2020, 1, 1), replaces=("ban",)),))
    )
    assert under.measure("ban").last_day == date(2019, 12, 31)


def test_a_scenario_that_closes_the_unknown_or_names_one_twice_is_refused_with_both(measure, regime_of):
    draft = Scenario("draft", (measure("ban"),), (("nothing", date(2019, 12, 31)),))
    with pytest.raises(BadInput) as caught:
        regime_of(measure("ban")).under(draft)
    assert 'closes "nothing", which the regime lacks' in str(caught.value)
    assert 'names "ban", which the regime has already' in str(caught.value)


def test_a_scenario_that_permits_what_is_banned_is_a_conflict(measure, regime_of):
    cap = Exemption(kind="cap", text="a cap", cap=Cap(period="", pool="", limits={"t": 1.0}))
    lead = (Goods(words="lead", hs_text=("7801",)),)
    draft = Scenario("draft", (measure("capped", goods=lead, unless=(cap,)),))
    with pytest.raises(Conflict, match="capped permits or caps 7801, which ban bans"):
        regime_of(measure("ban")).under(draft)


def test_the_vetoed_draft_lowers_the_caps_and_bans_watches_and_tobacco():
    # The vetoed draft: crude 4 to 3 million barrels (393,750 t), refined 500,000 to 375,000 barrels.
    draft = read_regime().under(read_scenario("draft-2022-431"))
    caps = [exemption.cap.limits for exemption in draft.measure("D2022-crude").unless if exemption.cap]
    assert caps == [{"bbl": 3_000_000.0, "t": 393_750.0}]
    (refined,) = [exemption.cap for exemption in draft.measure("D2022-refined").unless if exemption.cap]
    assert refined.limits == {"bbl": 375_000.0}
    assert draft.measure("R2397-4-crude").last_day == date(2022, 5, 25)
    assert read_regime().measure("R2397-4-crude").last_day is None


@pytest.mark.parametrize(
    ("hs", "direction", "before", "under"),
    [
        ("9101", "export", "allowed", "forbidden"),
        ("2401", "import", "allowed", "forbidden"),
        ("2712", "export", "allowed", "forbidden"),
        ("6403", "export", "allowed", "allowed"),
    ],
)
def test_what_the_vetoed_draft_would_have_changed(ask, hs, direction, before, under):
    draft = read_regime().under(read_scenario("draft-2022-431"))
    assert ask("2022-05-26", hs=hs, direction=direction).verdict == before
    assert ask("2022-05-26", hs=hs, direction=direction, regime=draft).verdict == under
    assert ask("2022-05-25", hs=hs, direction=direction, regime=draft).verdict == before
