"""`yalu council`: the document, the text, and bad input."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from click.testing import CliRunner

from yalu.app.cli import cli
from yalu.terms.errors import YaluError

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, ["council", *words])


def test_the_document_says_the_chances_the_members_and_the_selection() -> None:
    said = json.loads(run("--on", "2024-04-01", "--json").output)
    vote = said["votes"][0]["vote"]
    assert vote["topic"] == "DPRK"
    assert [one["event"] for one in vote["chances"]] == ["vetoed", "not unanimous"]
    assert [one["state"] for one in vote["members"]] == ["CHN", "FRA", "GBR", "RUS", "USA"]
    assert said["assumptions"][0].startswith("given that it is put to the vote")
    assert said["recipe"]["seed"] == 1


def test_the_text_says_first_that_it_is_put_to_the_vote_and_where_the_record_ends() -> None:
    text = run("--on", "2024-04-01").output
    assert "if it is put to the vote" in text.splitlines()[0]
    assert "to 2024-03-28" in " ".join(text.split())
    assert "Last on this topic: 2024-03-28 vetoed by RUS; 2023-03-23 adopted" in " ".join(text.split())


def test_the_text_names_the_topic_that_an_agenda_was_taken_for(tmp_path: Path) -> None:
    file = tmp_path / "items.toml"
    file.write_text(
        '[[item]]\nname = "a new war"\nagenda = "The situation in Examplia"\n[[item]]\nname = "a text"\ntopic = "DPRK"\n'
    )
    text = " ".join(run(str(file), "--on", "2020-01-01").output.split())
    assert "a new war (topic: other), on 2020-01-01" in text
    assert "No topic of the table: counted with the other items that have none" in text
    assert "a text (topic: DPRK)" in text
    assert text.count("Last on this topic") == 1


def test_the_same_seed_gives_the_same_document() -> None:
    first, again = (run("--on", "2024-04-01", "--json").output for _ in range(2))
    assert first == again


def test_a_file_asks_about_several_items(tmp_path: Path) -> None:
    file = tmp_path / "items.toml"
    file.write_text(
        '[[item]]\nname = "a new text"\ntopic = "dprk"\n[[item]]\nagenda = "The situation in Cyprus"\n'
    )
    said = json.loads(run(str(file), "--on", "2020-01-01", "--json").output)
    assert [(one["name"], one["vote"]["topic"]) for one in said["votes"]] == [
        ("a new text", "DPRK"),
        ("", "Cyprus"),
    ]
    assert len(said["recipe"]["sha256"]) == 64


def test_a_backtest_scores_the_casebook_or_another_record(tmp_path: Path) -> None:
    said = json.loads(run("--backtest", "2000-01-01:2019-12-31", "--json").output)
    assert said["backtest"]["vetoed"]["items"] == 1257
    table = tmp_path / "items.csv"
    table.write_text(
        "date,outcome,document,yes,no,abstain,mode,vetoed_by,topic\n"
        "2001-01-01,adopted,S/RES/1,15,0,0,vote,,Cyprus\n2002-01-01,vetoed,S/2,14,1,0,vote,USA,Cyprus\n"
    )
    text = run("--backtest", "2002-01-01:2002-12-31", "--items", str(table)).output
    assert "1 items, 1 vetoed" in text
    assert "2 items from 2001-01-01 to 2002-01-01" in text


def test_bad_input_is_one_message(tmp_path: Path) -> None:
    for words, says in (
        (("--backtest", "2019-12-31:2000-01-01"), "ends before it begins"),
        (("--backtest", "2000"), "write FROM:TO"),
        (("--backtest", "2000-01-01:soon"), "is no day"),
        (("--backtest", "2030-01-01:2031-01-01"), "no item"),
        (("--on", "1980-01-01"), "begins on"),
        (("--items", str(tmp_path / "no.csv")), "cannot be read"),
        ((str(tmp_path / "no.toml"),), "no such file"),
    ):
        error = run(*words).exception
        assert isinstance(error, YaluError), words
        assert says in str(error), words


def test_the_page_says_the_selection_shows_every_member_and_loads_nothing(tmp_path: Path) -> None:
    text = run("--on", "2024-04-01", "--out", str(tmp_path)).output
    page = (tmp_path / "index.html").read_text()
    assert f"Written: {tmp_path / 'index.html'}" in text
    assert "If it is put to the vote" in page
    for state in ("CHN", "FRA", "GBR", "RUS", "USA"):
        assert state in page
    assert page.count("<figure>") == 2
    assert "<script" not in page
    assert json.loads((tmp_path / "answer.json").read_text())["kind"] == "council"


def test_other_drafts_move_the_members_and_a_table_of_vetoes_is_no_record(tmp_path):
    drafts = tmp_path / "drafts.csv"
    drafts.write_text(
        "meeting,draft,year,submitted_by,in_favour,abstain,against\n"
        + "1,S/1,2015,[],\"['France', 'United Kingdom', 'United States']\",[],\"['China', 'Russian Federation']\"\n"
        * 9,
        "utf-8",
    )
    shipped, moved = (
        json.loads(CliRunner().invoke(cli, ["council", "--json", *words]).stdout)
        for words in ([], ["--votes", str(drafts)])
    )
    assert moved["recipe"]["votes"] != shipped["recipe"]["votes"] == "casebook"
    assert moved["votes"][0]["vote"]["members"] != shipped["votes"][0]["vote"]["members"]
    vetoes = tmp_path / "vetoes.csv"
    vetoes.write_text(
        "date,draft,meeting,agenda_item,topic,region,china,france,russia,ussr,usa,uk\n"
        "2012-02-04,S/2012/77,m,Syria,t,r,1,0,1,0,0,0\n",
        "utf-8",
    )
    told = CliRunner().invoke(cli, ["council", "--items", str(vetoes)]).exception
    assert "1 items, and none that passed" in str(told)


LIBRARY = (
    "undl_id,ms_code,ms_name,permanent_member,ms_vote,date,resolution,draft,meeting,description,agenda,subjects,vote_note,"
    "modality,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link\n"
)
ELECTED = ("BEL", "DOM", "EST", "DEU", "IDN", "NER", "VCT", "ZAF", "TUN", "VNM")


def library(number: int, day: str, agenda: str, abstain: str = "") -> str:
    """The rows of one made-up resolution, fifteen members."""
    away = set(abstain.split())
    return "".join(
        f"{number},{code},X,{code in {'CHN', 'FRA', 'GBR', 'RUS', 'USA'}},{'A' if code in away else 'Y'},{day},"
        f"S/RES/{number}({day[:4]}),,S/PV.1,invented,{agenda},,,Vote,{15 - len(away)}.0,0.0,{len(away)}.0,0.0,15.0,\n"
        for code in ("CHN", "FRA", "GBR", "RUS", "USA", *ELECTED)
    )


def test_the_librarys_votes_and_a_table_of_vetoes_are_one_record_to_today(tmp_path: Path) -> None:
    passed, vetoes = tmp_path / "sc_voting.csv", tmp_path / "vetoes.csv"
    passed.write_text(
        LIBRARY
        + library(5001, "2021-01-05", "The situation in Cyprus")
        + library(5002, "2022-01-05", "The situation in Cyprus", "CHN RUS"),
        "utf-8",
    )
    vetoes.write_text(
        "year,date,draft,agenda_item,member_veto1,China,France,Russia,USSR,USA,UK\n"
        "2022,7/8/2022,S/2022/538,Cyprus,Russia,0,0,0,0,0,0\n",
        "utf-8",
    )
    both = ("--items", str(passed), "--items", str(vetoes))
    said = json.loads(run(*both, "--on", "2023-01-01", "--json").output)
    assert said["record"] == {"items": 3, "since": "2021-01-05", "until": "2022-07-08", "note": ""}
    assert said["contested_items"] == 1  # the veto has no tally
    text = run(*both, "--backtest", "2022-01-01:2022-12-31").output
    assert "2 items, 1 vetoed" in text
    assert "2 items, 2 not unanimous" in text
    assert "The record has no item on this topic before." in run(*both, "--on", "2023-01-01").output
    passed.write_text(passed.read_text() + library(5003, "2026-01-05", "The situation in Cyprus"), "utf-8")
    assert "later ones are missing and the chances are too low" in " ".join(run(*both).output.split())
    alone = run("--items", str(passed)).exception
    assert "none that failed" in str(alone)


def test_the_librarys_votes_name_who_abstained(tmp_path: Path) -> None:
    passed = tmp_path / "sc_voting.csv"
    known = [  # who of the five abstained is as it was; of the ten, made up
        library(2117, "2013-09-26", "Small arms", "RUS"),
        library(1973, "2011-03-17", "The situation in Libya", "CHN RUS BEL EST DEU"),
    ]
    passed.write_text(LIBRARY + "".join(known), "utf-8")
    shipped, named = (
        {
            one["state"]: one
            for one in json.loads(run(*words, "--on", "2014-01-01", "--json").output)["votes"][0]["vote"][
                "members"
            ]
        }
        for words in ((), ("--votes", str(passed)))
    )
    assert named["RUS"]["abstain"] > shipped["RUS"]["abstain"]
    assert named["FRA"]["abstain"] < shipped["FRA"]["abstain"]
