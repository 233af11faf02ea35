"""Dispositions, ages of lists, answers, and the record to the byte."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from yalu.lists.model import Identifier, Name, Subject
from yalu.screen.decision.decide import Desk
from yalu.screen.decision.model import Decision, ListUsed, Rules
from yalu.screen.decision.record import encoded, read_record
from yalu.screen.messages.model import Consignment, NotScreened, Payment

LISTED = "KOREA RYONBONG GENERAL CORPORATION"


def with_lists(desk, *used):
    """A desk of the same day whose lists have other ages."""
    place = desk("2018-04-02")
    old = place.desk
    fresh = Desk(
        on=old.on, regime=old.regime, ask=old._ask, refs=old.refs, listed=old.listed._replace(used=used), target=old.target,
        lexicon=old.lexicon, acts=old.acts, flags=old.flags, codes=old.codes, register=old.register, reporter=None,
    )  # fmt: skip
    return place._replace(desk=fresh)


def held(age, name="un"):
    return ListUsed(list=name, sha256="0", snapshots=(), published=None, age_days=age, entries=1)


def test_the_worst_finding_decides(write, decision):
    listed = write.party("consignor", LISTED)
    nameless = write.party("importer", eori="GB1")
    assert decision(Consignment(parties=(nameless,)), "2018-04-02").disposition == "not_screenable"
    assert decision(Consignment(parties=(listed, nameless)), "2018-04-02").disposition == "stop"


@pytest.mark.parametrize(
    ("ages", "disposition", "told"),
    [
        ((0,), "clear", ()),
        ((7,), "clear", ()),
        ((8,), "clear", ("the list un is 8 days old; the limit is 7",)),
        ((30,), "clear", ("the list un is 30 days old; the limit is 7",)),
        ((31,), "unavailable", ("the list un is 31 days old; the limit is 30",)),
        ((None,), "clear", ("the list un has no date",)),
        ((), "unavailable", ("no list is held",)),
    ],
)
def test_nothing_is_cleared_with_a_list_that_is_too_old(write, desk, ages, disposition, told):
    made = with_lists(desk, *map(held, ages)).decide([(write.message(Consignment()), "0" * 64)])[0]
    assert (made.disposition, made.degraded) == (disposition, told)


def test_what_was_found_with_an_old_list_stays_in_the_record(write, desk):
    made = with_lists(desk, held(99)).decide(
        [(write.message(Consignment(parties=(write.party("consignor", LISTED),))), "0" * 64)]
    )[0]
    assert made.disposition == "unavailable"
    assert made.findings[0].disposition == "stop"


def test_a_field_that_the_reader_could_not_screen_stays_in_the_record(write, desk):
    gap = NotScreened(path="CIN:99:X", why="binary")
    made = desk("2018-04-02").decide([(write.message(Payment(), not_screened=(gap,)), "0" * 64)])[0]
    assert made.disposition == "not_screenable"
    assert made.not_screened == (gap,)
    assert "CIN:99:X: binary" in made.reasons


def test_unmapped_fields_are_named_and_screened(write, desk):
    made = desk("2018-04-02").decide(
        [(write.message(Payment(notes=(write.note(LISTED, kind="unmapped"),)), warnings=("odd",)), "0" * 64)]
    )[0]
    assert made.reader.unmapped == ("note",)
    assert made.reader.warnings == ("odd",)
    assert made.disposition == "stop"


def test_the_answer_speaks_the_senders_terms(write, decision):
    assert decision(Payment(), "2018-04-02").answer == {"field_433": "/AOK/NO HIT DETECTED"}
    noted = decision(Payment(notes=(write.note("school fees Pyongyang"),)), "2018-04-02")
    assert noted.answer == {"field_433": "/AOK/NON BLOCKING HIT"}
    stopped = decision(Payment(parties=(write.party("creditor", LISTED),)), "2018-04-02")
    assert stopped.answer == {"field_433": "/NOK/STOP"}
    cargo = Consignment(
        goods=(write.goods("aviation gasoline", hs="271012"),),
        places=(write.place("destination", "KPFNJ"),),
    )
    # 2270 para 31: approval of the Committee in advance
    made = decision(cargo, "2016-04-15")
    assert made.answer["customs_status"] == "held, documents wanted"
    assert "committee_approval" in made.answer["documents_wanted"]
    assert made.answer["pointer"] in ("line1.hs", "line1.words")
    assert decision(Consignment(), "2018-04-02").answer == {"customs_status": "cleared"}


def test_checks_owed_come_with_goods_on_the_way_to_the_state(write, decision):
    # 2270 para 18: all cargo to and from the State is inspected.
    cargo = Consignment(
        goods=(write.goods("rice", hs="100630"),), places=(write.place("destination", "KPFNJ"),)
    )
    assert decision(cargo, "2016-04-15").checks_owed
    assert decision(Consignment(goods=(write.goods("rice", hs="100630"),)), "2016-04-15").checks_owed == ()


def test_the_same_message_gives_the_same_bytes(write, decision, desk):
    content = Consignment(
        parties=(write.party("consignor", LISTED),), goods=(write.goods("coal", hs="270111"),)
    )
    first = encoded(decision(content, "2018-04-02"))
    desk("2018-04-02").desk._hits.clear()
    assert encoded(decision(content, "2018-04-02")) == first
    assert encoded(read_record(msgspec.json.decode(first))) == first


def test_a_record_of_another_version_is_refused(write, decision):
    raw = msgspec.to_builtins(decision(Payment(), "2018-04-02"))
    with pytest.raises(msgspec.ValidationError):
        read_record({**raw, "more": 1})
    assert isinstance(read_record(raw), Decision)


def test_a_record_says_on_what_it_rests(write, desk):
    place = desk("2018-04-02", reporter="CHN", rules=Rules(off=("RF-TRA-09",)))
    recipe = place.decide([(write.message(Payment()), "ab" * 32)])[0].recipe
    assert recipe.input_sha256 == "ab" * 32
    assert (recipe.on, recipe.regime, recipe.reporter) == (date(2018, 4, 2), "un-dprk", "CHN")
    assert recipe.rules.off == ("RF-TRA-09",)
    assert {len(recipe.regime_sha256), len(recipe.tables_sha256)} == {64}


def test_the_law_on_an_entry_of_another_list_is_that_list(desk):
    from yalu.screen.decision.parties import Entry

    place = desk("2018-04-02").desk
    abroad = Subject(
        id="OFAC-1", kind="organisation", names=(Name(text="Zelkova", kind="primary"),), programmes=("DPRK3",)
    )
    assert place.basis(Entry(abroad, "ofac", "0")) == (None, "DPRK3", "by the list ofac, DPRK3")
    bare = Subject(id="OFAC-2", kind="organisation", names=(Name(text="Zelkova", kind="primary"),))
    assert place.basis(Entry(bare, "ofac", "0")) == (None, None, "by the list ofac")
    # AN SAN 1 was designated for the asset freeze and the port ban on 30 March 2018
    vessel = Subject(
        id="OFAC-3",
        kind="vessel",
        names=(Name(text="AN SAN 1", kind="primary"),),
        identifiers=(Identifier(type="imo", value="7303803"),),
    )
    measure, cite, _ = place.basis(Entry(vessel, "ofac", "0"))
    assert measure is not None
    assert cite


def test_memory_of_answers_is_bounded_and_changes_nothing(write, desk, monkeypatch):
    place = with_lists(desk, held(0))
    messages = [
        (write.message(Payment(parties=(write.party("creditor", name),))), "0" * 64)
        for name in (LISTED, "ZELKOVA")
    ]
    together = place.decide(messages)
    monkeypatch.setattr("yalu.screen.decision.decide._MOST_KEPT", 1)
    assert [place.decide([one])[0] for one in messages] == together
    assert len(place.desk._hits) == 1
