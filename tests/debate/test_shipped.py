"""The debates that ship: what they say leads back to the public record, and the skeleton is a debate."""

from __future__ import annotations

import re
from datetime import date

import pytest

from yalu.debate.parse import parse_debate
from yalu.debate.read import read_debate, read_text, shipped, skeleton
from yalu.events import read as events
from yalu.terms.errors import BadInput

SHIPPED = shipped()


def test_march_2013_and_march_2016_ship():
    assert SHIPPED == ("march-2013", "march-2016")
    assert [read_debate(name).asked for name in SHIPPED] == [date(2013, 3, 7), date(2016, 3, 2)]


@pytest.mark.parametrize("name", SHIPPED)
def test_every_item_outcome_reading_and_participant_names_a_source_that_can_be_opened(name):
    """An address, a numbered document, or a row of the casebook."""
    debate = read_debate(name)
    sources = [item.source for item in debate.item]
    sources += [one.outcome.source for one in debate.prediction if one.outcome]
    sources += [one.source for one in (*debate.hypothesis, *debate.participant)]
    openable = re.compile(r"https?://\S+|www\S+\.\S+/|\w+\.\w+(\.\w+)?/\S+|S/(RES/|PRST/)?\d{4}|\w+:\w+")
    assert [source for source in sources if not openable.search(source)] == []


@pytest.mark.parametrize("name", SHIPPED)
def test_council_rows_that_are_named_exist_on_the_day_of_the_item(name):
    acts = {act.id: act for act in events.council()}
    named = [
        (row, item.on)
        for item in read_debate(name).item
        for row in re.findall(r"council:([\w-]+)", item.source)
    ]
    assert named
    for row, on in named:
        assert acts[row].on == on


@pytest.mark.parametrize("name", SHIPPED)
def test_rows_of_the_casebook_that_are_named_are_in_it(name, root):
    tables = {path.stem: path for path in (root / "src" / "yalu").glob("*/data/*.csv")}
    named = re.findall(r"\b([a-z]\w+):([A-Z][A-Z0-9]+)((?:, PR\d+)*)", read_text(name))
    rows = [
        (table, row)
        for table, first, more in named
        for row in [first, *more.split(", ")[1:]]
        if table in tables
    ]
    assert len(rows) >= 5
    for table, row in rows:
        assert re.search(rf"^{row},", tables[table].read_text(encoding="utf-8"), re.MULTILINE), (
            f"{table}:{row}"
        )


@pytest.mark.parametrize("name", SHIPPED)
def test_they_say_that_they_are_demonstrations_and_have_open_predictions(name):
    debate = read_debate(name)
    assert debate.about.startswith("A demonstration, no proof (n = 2")
    assert any(one.outcome is None and one.by > debate.day for one in debate.prediction)
    assert all(one.check for one in debate.prediction if one.outcome)


def test_the_skeleton_is_a_debate_of_five_items():
    debate = parse_debate(skeleton(), "skeleton.toml")
    assert len(debate.item) == 5


def test_what_is_commented_out_in_the_skeleton_is_right_too():
    lines = skeleton().splitlines()
    text = "\n".join(
        re.sub(r"^# ?", "", line) if re.match(r"# ?(\[|\w+ = )", line) else line for line in lines
    )
    text = text.replace("paper = 0.9 }", 'paper = 0.8, "bites+paper" = 0.1 }')
    debate = parse_debate(text, "skeleton.toml")
    assert debate.relation
    assert debate.participant[0].reading
    assert debate.prediction[0].outcome.happened


def test_a_file_that_is_not_there_names_the_debates_that_ship(tmp_path):
    with pytest.raises(
        BadInput, match=r"march-2031: No such file.*march-2013, march-2016\. Nearest of those that ship"
    ):
        read_text("march-2031")
    (tmp_path / "own.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInput, match="is no text in UTF-8"):
        read_text(str(tmp_path / "own.toml"))
    (tmp_path / "bom.toml").write_text("\ufeff" + skeleton(), encoding="utf-8")
    assert read_debate(str(tmp_path / "bom.toml")).question == "Does the new rule bite?"
