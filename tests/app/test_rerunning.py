"""`yalu rerun` on stored answers: every one comes out again, and what has changed is said."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from yalu.app.recipe import digest_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def again(yalu: Callable[..., Any], tmp_path: Path) -> Callable[..., tuple[Any, Any]]:
    """An answer stored as JSON, and what a rerun of it says."""

    def run(*words: object) -> tuple[Any, Any]:
        told = yalu(*words, "--json")
        assert told.status == 0, told.err
        kept = tmp_path / "answer.json"
        kept.write_text(told.out)
        return json.loads(told.out), yalu("rerun", kept)

    return run


@pytest.mark.parametrize(
    "words",
    [
        (
            "check",
            "--direction",
            "export",
            "--hs",
            "0307",
            "--on",
            "2017-09-01",
            "--fact",
            "livelihood_only=true",
        ),
        ("measures", "--on", "2017-01-01", "--hs", "2701"),
        ("assess", "CHN", "--on", "2018-06-01"),
        ("council", "--on", "2024-04-01"),
        ("council", "--backtest", "2000-01-01:2001-12-31"),
        ("game", "--seed", "3"),
        ("bargain",),
        ("scenario", "crude-2016"),
        ("debate", "march-2013"),
        ("forecast", "--backtest", "2012-01:2012-06"),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_a_stored_answer_comes_out_the_same(again: Callable[..., Any], words: tuple[str, ...]) -> None:
    answer, told = again(*words)
    assert (told.status, told.err) == (0, "")
    assert told.out.endswith(": the same to the byte\n")
    assert answer["recipe"]["words"][0] == words[0]


def test_the_day_is_written_out_where_the_question_left_it_to_today(again: Callable[..., Any]) -> None:
    answer, _ = again("council")
    assert answer["recipe"]["words"] == ["council", "--on", answer["on"], "--seed", "1"]


def test_a_forecast_is_made_again_without_being_stored_again(
    yalu: Callable[..., Any], tmp_path: Path
) -> None:
    data = tmp_path / "data"
    first = yalu("forecast", "--json", "--data", data).out
    kept = tmp_path / "f.json"
    kept.write_text(first)
    stored = next(path for path in data.rglob("*") if path.is_file())
    stored.unlink()
    assert yalu("rerun", kept).status == 0
    assert not stored.exists()


def test_an_answer_in_a_folder_of_a_page_comes_out_the_same(yalu: Callable[..., Any], tmp_path: Path) -> None:
    for words, name in (
        (("assess", "JPN", "--on", "2018-06-01"), "state.json"),
        (("game",), "answer.json"),
        (("debate", "march-2013"), "debate.json"),
    ):
        assert yalu(*words, "--out", tmp_path / name).status == 0
        assert yalu("rerun", tmp_path / name / name).status == 0


def test_another_input_another_answer_and_another_version_are_said(
    yalu: Callable[..., Any], tmp_path: Path
) -> None:
    file = tmp_path / "items.toml"
    file.write_text('[[item]]\ntopic = "dprk"\n')
    answer = json.loads(yalu("council", file, "--on", "2024-04-01", "--json").out)
    assert answer["recipe"]["inputs"] == {str(file): digest_of(file)}
    kept = tmp_path / "answer.json"
    kept.write_text(json.dumps({**answer, "contested_items": 0}))
    told = yalu("rerun", kept)
    assert told.status == 1
    assert told.out.endswith(": comes out otherwise: contested_items\n")
    other = {**answer, "recipe": {**answer["recipe"], "version": "0.0.1"}}
    kept.write_text(json.dumps(other))
    assert "made by version 0.0.1, this is 0.1.0; recipe" in yalu("rerun", kept).out
    file.write_text('[[item]]\ntopic = "cyprus"\n')
    kept.write_text(json.dumps(answer))
    told = json.loads(yalu("rerun", kept, "--json").out)
    assert (told["total"], told["same"]) == (1, 0)
    assert told["differ"][0]["why"] == f"{file} is not the file that was read: its hash differs"
    file.unlink()
    gone = yalu("rerun", kept)
    assert gone.status == 2
    assert "run this in the folder where the answer was made" in gone.err


def test_several_answers_of_one_file_are_made_again_together(
    yalu: Callable[..., Any], tmp_path: Path
) -> None:
    file = tmp_path / "bargains.json"
    file.write_text(json.dumps([{"status_quo": 0.2, "proposer_ideal": 0.9, "veto_ideals": [0.4]}] * 2))
    told = yalu("bargain", file, "--json")
    assert told.status == 0, told.err
    answers = json.loads(told.out)
    kept = tmp_path / "answers.json"
    kept.write_text(told.out)
    assert isinstance(answers, list)
    assert yalu("rerun", kept).status == 0
    kept.write_text(json.dumps(answers[:1]))
    assert "1 answers are now 2" in yalu("rerun", kept).out


def test_the_hash_of_a_folder_covers_names_and_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    first = digest_of(tmp_path)
    (tmp_path / "a").rename(tmp_path / "b")
    renamed = digest_of(tmp_path)
    (tmp_path / "b").write_bytes(b"2")
    assert len({first, renamed, digest_of(tmp_path)}) == 3


@pytest.mark.parametrize(
    "words", [["lists", "add", "x.xml"], ["sync", "un"], ["game", "--out", "here"], ["council", "--out=here"]]
)
def test_a_file_from_elsewhere_cannot_make_it_write_or_download(
    yalu: Callable[..., Any], tmp_path: Path, words: list[str]
) -> None:
    kept = tmp_path / "answer.json"
    kept.write_text(json.dumps({"recipe": {"words": words, "inputs": {}, "version": "0.1.0"}}))
    told = yalu("rerun", kept)
    assert told.status == 2
    assert "is no command that only answers; it was not run" in told.err
    assert not (tmp_path / "here").exists()
    kept.write_text(json.dumps({"recipe": {"words": words}}))
    assert "no recipe of an answer and no record of a decision" in yalu("rerun", kept).err
