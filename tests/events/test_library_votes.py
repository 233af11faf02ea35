"""The UN library's table of votes in the Security Council: one row a member and resolution."""

from __future__ import annotations

from datetime import date

import pytest

from yalu.events.sources.library_votes import is_library_table, parse_library_votes
from yalu.terms.errors import BadFile

HEAD = (
    "undl_id,ms_code,ms_name,permanent_member,ms_vote,date,resolution,draft,meeting,description,agenda,subjects,vote_note,"
    "modality,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link\n"
)


def row(
    number=1,
    code="CHN",
    vote="Y",
    day="2017-12-22",
    symbol="S/RES/2397(2017)",
    tally="2.0,0.0,1.0",
    modality="Vote",
    agenda="DPRK",
):
    about = f'{symbol},,S/PV.8151,"2397 (2017), DPRK",{agenda},,,{modality},{tally}'
    return f"{number},{code},NAME,True,{vote},{day},{about},0.0,3.0,\n"


def read(rows):
    return parse_library_votes("v.csv", (HEAD + rows).encode(), today=date(2026, 1, 1))


def test_a_resolution_has_its_printed_tally_and_the_members_by_name():
    found = read(row() + row(code="USA") + row(code="RUS", vote="A"))
    (item,), (vote,) = found
    assert (item.document, str(item.on), item.outcome) == ("S/RES/2397 (2017)", "2017-12-22", "adopted")
    assert (item.yes, item.no, item.abstain, item.agenda) == (2, 0, 1, "DPRK")
    assert (vote.document, vote.yes, vote.abstain, vote.no) == (item.document, "CHN;USA", "RUS", "")


def test_rows_of_one_resolution_need_not_stand_together_and_time_orders_them():
    rows = (
        row(2, day="2018-01-01", symbol="S/RES/2400 (2018)")
        + row()
        + row(code="USA")
        + row(code="RUS", vote="A")
    )
    assert [one.document for one in read(rows).items] == ["S/RES/2397 (2017)", "S/RES/2400 (2018)"]


def test_names_that_do_not_add_up_to_the_tally_are_left_out_and_the_tally_stays():
    found = read(row() + row(code="USA", vote="X") + row(code="RUS", vote="A"))
    assert found.items[0].yes == 2
    assert found.votes == ()


def test_what_was_adopted_without_a_vote_has_no_tally():
    (item,) = read(row(vote="Y", modality="Without vote", tally="0.0,0.0,0.0")).items
    assert item.without_vote
    assert (item.yes, item.no, item.abstain) == (None, None, None)


def test_an_item_without_agenda_is_told_by_its_description_and_the_ussr_sits_for_russia():
    found = read(row(agenda="", code="SUN", vote="N", tally="0.0,1.0,0.0"))
    assert found.items[0].agenda == "2397 (2017), DPRK"
    assert found.votes[0].no == "RUS"


def test_every_problem_is_told_at_once_in_the_order_of_lines():
    with pytest.raises(BadFile) as told:
        read(
            row(vote="maybe")
            + row(2, symbol="A/RES/1")
            + row(3)
            + row(3)
            + row(4, day="2027-01-01")
            + row(5, day="soon")
            + row(6, tally="many,0,0")
        )
    said = str(told.value)
    for words in (
        'line 2: ms_vote: "maybe" is no vote',
        '"A/RES/1" is no symbol',
        "CHN votes twice on S/RES/2397(2017)",
        "2027-01-01 is later than today",
        "line 7",
        '"many" is no tally',
    ):
        assert words in said
    assert said.index("line 2") < said.index("line 3") < said.index("line 5") < said.index("line 8")


def test_the_head_tells_the_table():
    assert is_library_table(b"\xef\xbb\xbf" + HEAD.encode())
    assert not is_library_table(b"date,outcome,document\n")
    with pytest.raises(BadFile, match="no column"):
        parse_library_votes("v.csv", b"ms_code,ms_vote\nCHN,Y\n", today=date(2026, 1, 1))
