"""Which measures stand on a day, by filter, and one record by its id."""

from __future__ import annotations

from datetime import date

import pytest

from yalu.measures.listing import in_force, records
from yalu.measures.read import read_regime
from yalu.terms.errors import BadInput, UnknownValue
from yalu.terms.read import hs_codes


def ids(on, **filters):
    asked = {"hs": None, "direction": None, "activity": None, "resolution": None, **filters}
    return {one.id for one in in_force(read_regime(), date.fromisoformat(on), codes=hs_codes(), **asked)}


def test_coal_out_is_under_the_paragraph_of_the_day():
    # The fact sheet: which paragraph governs coal on which date.
    for on, id_ in [
        ("2016-03-01", None),
        ("2016-03-02", "R2270-29-coal-iron"),
        ("2016-11-30", "R2321-26b-coal-2016"),
        ("2017-01-01", "R2321-26b-coal-cap"),
        ("2017-08-05", "R2371-8-coal-iron"),
    ]:
        found = ids(on, hs="2701", direction="export")
        assert found - {"R2321-26a-rajin"} == ({id_} if id_ else set())


def test_filters_narrow_together():
    every = ids("2018-01-01")
    seafood = ids("2018-01-01", hs="0307")
    out = ids("2018-01-01", hs="0307", direction="export")
    assert out <= seafood <= every
    assert "R2371-9-seafood" in out
    assert ids("2018-01-01", hs="0307", direction="import").isdisjoint(out)


def test_an_activity_and_a_resolution_narrow():
    assert "R2375-11-sts" in ids("2018-01-01", activity="ship_to_ship")
    of_2375 = ids("2018-01-01", resolution=2375)
    assert of_2375
    assert all(id_.startswith("R2375-") for id_ in of_2375)
    assert ids("2018-01-01", resolution=9999) == set()


@pytest.mark.parametrize(
    ("filters", "says"),
    [
        ({"hs": "27011"}, "Nearest: 2701"),
        ({"direction": "exports"}, "Nearest: export"),
        ({"direction": "out"}, "export or import"),
        ({"activity": "ship-to-ship"}, "Nearest: ship_to_ship"),
    ],
)
def test_a_filter_that_cannot_be_read_is_refused(filters, says):
    with pytest.raises(BadInput, match=says):
        ids("2018-01-01", **filters)


@pytest.mark.parametrize(
    "id_",
    [
        "R2371-10-lead",
        "R2397-25-humanitarian",
        "R2270-40-report",
        "R2371-3-designations",
        "R1718-12-committee",
    ],
)
def test_a_record_of_any_kind_is_found_by_its_id(id_):
    assert [one.id for one in records(read_regime(), id_)] == [id_]


def test_an_unknown_record_is_refused_with_the_nearest():
    with pytest.raises(UnknownValue) as caught:
        records(read_regime(), "R2371-10-leads")
    assert caught.value.nearest == "R2371-10-lead"


def test_a_paragraph_shows_all_its_records():
    # 2321 26 holds the cap of 2016, the yearly cap, iron and the Rajin saving.
    found = records(read_regime(), "2321 26")
    assert {one.cite for one in found} == {"2321 26(a)", "2321 26(b)", "2321 26(c)"}
