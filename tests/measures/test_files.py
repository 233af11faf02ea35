"""A folder with mistakes is refused with all of them, each with its place and the nearest valid value."""

from __future__ import annotations

import pytest

from yalu.measures.read import compile_regime, read_cases, read_regime, read_scenario
from yalu.terms.errors import BadFile, Conflict, UnknownValue

REGIME = 'schema = 1\nid = "small"\nname = "A small regime"\ntarget = "PRK"\ncommittee = "its Committee"\n'
RESOLUTION = """
schema = 1
[resolution]
number = 2371
adopted = 2017-08-05
vote = "15-0-0"
sources = ["written for this test"]
"""
LEAD = """
[[measure]]
id = "lead"
cite = "2371 10"
title = "Lead"
text = "No lead from there."
category = "lead"
direction = "export"
force = "decides"
confidence = "text-read"
paragraph_seen = true
sources = ["written for this test"]

[[measure.goods]]
words = "lead"
hs_text = ["78"]
"""
WORDS = """
schema = 1
[[split]]
name = "scrap"
hs = ["7802"]
yes = ["scrap"]
question = "scrap or not?"
source = "written for this test"
"""


@pytest.fixture
def folder(tmp_path):
    """A folder that loads: one resolution, one ban, one table of words."""
    (tmp_path / "regime.toml").write_text(REGIME, encoding="utf-8")
    (tmp_path / "words.toml").write_text(WORDS, encoding="utf-8")
    (tmp_path / "unscr-2371.toml").write_text(RESOLUTION + LEAD, encoding="utf-8")
    return tmp_path


def problems_of(folder, law):
    (folder / "unscr-2371.toml").write_text(law, encoding="utf-8")
    with pytest.raises(BadFile) as caught:
        compile_regime(folder)
    return caught.value.problems


def measure_with(old, new):
    assert old in LEAD
    return RESOLUTION + LEAD.replace(old, new)


def test_a_folder_of_ones_own_is_read(folder):
    tables = read_regime(str(folder)).tables
    assert (tables.id, tables.name, tables.target) == ("small", "A small regime", "PRK")
    (lead,) = tables.measures
    assert lead.adopted.isoformat() == "2017-08-05"
    assert lead.effective == lead.adopted  # where a table does not state its own


def test_broken_toml_is_named_with_its_line(folder):
    (one,) = problems_of(folder, RESOLUTION + "[[measure]\n")
    assert "unscr-2371.toml" in one.file
    assert one.why.startswith("is not TOML: ")
    assert "line" in one.why


def test_unknown_field_is_named_with_the_nearest(folder):
    (one,) = problems_of(folder, measure_with("category =", "categry ="))[:1]
    assert (one.where, one.field, one.nearest) == ("measure lead", "categry", "category")
    assert str(one) == "unscr-2371.toml, measure lead: categry: unknown field. Nearest: category."


def test_unknown_field_of_a_sub_table_is_refused(folder):
    (one,) = problems_of(folder, measure_with("hs_text", "hs_txt"))
    assert "hs_txt" in str(one)
    assert "goods" in one.field


def test_missing_field_is_named(folder):
    (one,) = problems_of(folder, measure_with('title = "Lead"\n', ""))
    assert "title" in one.why


def test_a_day_that_is_none_is_refused(folder):
    problems = problems_of(folder, measure_with("paragraph_seen", 'effective = "2017-13-40"\nparagraph_seen'))
    assert [one.field for one in problems] == ["effective"]


def test_a_day_the_calendar_lacks_breaks_the_file(folder):
    (one,) = problems_of(folder, measure_with("paragraph_seen", "effective = 2017-02-30\nparagraph_seen"))
    assert one.why.startswith("is not TOML: ")


def test_an_unknown_answer_of_force_is_refused(folder):
    (one,) = problems_of(folder, measure_with('"decides"', '"wishes"'))
    assert one.field == "force"
    assert "wishes" in one.why


@pytest.mark.parametrize(("bad", "nearest"), [("27011", "2701"), ("78011", "7801"), ("270115", "2701")])
def test_bad_code_is_named_with_the_nearest(folder, bad, nearest):
    (one,) = problems_of(folder, measure_with('["78"]', f'["{bad}"]'))
    assert (one.where, one.field) == ("lead", "hs_text")
    assert bad in one.why
    assert f"Nearest: {nearest}" in one.why


def test_a_chapter_that_does_not_exist_is_named(folder):
    (one,) = problems_of(folder, measure_with('["78"]', '["9999"]'))
    assert "99" in one.why


def test_bad_codes_of_exemptions_splits_and_candidates_are_found(folder):
    (folder / "words.toml").write_text(WORDS.replace('"7802"', '"780"'), encoding="utf-8")
    (folder / "luxury_candidates.csv").write_text("hs,lists\n71139999,EU\n711,EU\n", encoding="utf-8")
    law = RESOLUTION + LEAD + '[[measure.unless]]\nkind = "flat"\ntext = "some"\nhs = ["xx"]\n'
    places = {(one.file, one.field) for one in problems_of(folder, law)}
    assert places >= {
        ("words.toml", "hs"),
        ("luxury_candidates.csv", "hs"),
        ("unscr-2371.toml", "unless.hs"),
    }


def test_unknown_fact_in_needs_is_named_with_the_nearest(folder):
    law = (
        RESOLUTION + LEAD + '[[measure.unless]]\nkind = "flat"\ntext = "some"\nneeds = ["livelyhood_only"]\n'
    )
    (one,) = problems_of(folder, law)
    assert (one.field, one.nearest) == ("unless.needs", "livelihood_only")
    assert 'unknown "livelyhood_only"' in one.why


def test_unknown_fact_in_when_and_asks_is_found(folder):
    law = measure_with(
        "force =", 'when = ["armed_force"]\nnot_when = ["emergancy"]\nasks = ["spare_parts"]\nforce ='
    )
    found = {one.field: one.nearest for one in problems_of(folder, law)}
    assert found == {"when": "armed_forces", "not_when": "emergency", "asks": "spare_part"}


def test_unknown_fact_in_presumes_is_found(folder):
    (one,) = problems_of(
        folder, measure_with("force =", 'presumes = ["controlled_by_sanctioned_stat"]\nforce =')
    )
    assert (one.field, one.nearest) == ("presumes", "controlled_by_sanctioned_state")


def test_unknown_activity_and_split_are_found(folder):
    law = measure_with("force =", 'activities = ["port_entrie"]\nforce =').replace(
        'hs_text = ["78"]', 'hs_text = ["78"]\nsplit = "scrapp"'
    )
    law += '[[measure.unless]]\nkind = "flat"\ntext = "some"\nactivities = ["charterr"]\nsplit = "scra"\n'
    found = {one.field: one.nearest for one in problems_of(folder, law)}
    assert found == {
        "activities": "port_entry",
        "goods.split": "scrap",
        "unless.activities": "charter",
        "unless.split": "scrap",
    }


@pytest.mark.parametrize("field", ["replaces", "over", "refines"])
def test_unknown_measure_is_named_with_the_nearest(folder, field):
    second = LEAD.replace('"lead"\ncite', '"lead-two"\ncite').replace(
        "force =", f'{field} = ["leed"]\nforce ='
    )
    (one,) = problems_of(folder, RESOLUTION + LEAD + second)
    assert (one.where, one.field, one.nearest) == ("lead-two", field, "lead")


def test_doubled_id_is_named_with_both_files(folder):
    (folder / "unscr-2375.toml").write_text(
        RESOLUTION.replace("2371", "2375") + LEAD.replace("2371 10", "2375 10"), encoding="utf-8"
    )
    (one,) = problems_of(folder, RESOLUTION + LEAD)
    assert (one.file, one.where, one.field) == ("unscr-2375.toml", "lead", "id")
    assert "unscr-2371.toml" in one.why


@pytest.mark.parametrize("cite", ["2371", "2371 p10", "23 7", "2371 10 (a)"])
def test_bad_cite_is_refused(folder, cite):
    (one,) = problems_of(folder, measure_with('"2371 10"', f'"{cite}"'))
    assert one.field == "cite"
    assert "is no cite" in one.why


def test_bad_cite_of_an_exemption_is_refused(folder):
    law = RESOLUTION + LEAD + '[[measure.unless]]\nkind = "flat"\ntext = "some"\ncite = "para 3"\n'
    (one,) = problems_of(folder, law)
    assert one.field == "unless.cite"


def test_goods_without_a_direction_are_refused(folder):
    (one,) = problems_of(folder, measure_with('direction = "export"\n', ""))
    assert (one.where, one.field) == ("lead", "direction")
    assert "export or import" in one.why


def test_a_reading_without_source_is_refused(folder):
    (one,) = problems_of(folder, measure_with("hs_text", "hs_reading"))
    assert one.field == "goods.hs_reading"


def test_unknown_table_is_named_with_the_nearest(folder):
    (one,) = problems_of(folder, RESOLUTION + LEAD + "[[mesure]]\nid = 1\n")
    assert (one.field, one.nearest) == ("mesure", "measure")


def test_a_file_without_its_resolution_is_refused(folder):
    problems = problems_of(folder, "schema = 1\n")
    assert [one.field for one in problems] == ["resolution"]


def test_a_saving_that_covers_nothing_known_is_refused(folder):
    saving = """
[[saving]]
id = "case by case"
cite = "2371 26"
text = "the Committee approves"
needs = ["commitee_approval"]
covers = ["leads"]
confidence = "text-read"
paragraph_seen = true
sources = ["written for this test"]
"""
    found = {one.field: one.nearest for one in problems_of(folder, RESOLUTION + LEAD + saving)}
    assert found == {"covers": "lead", "needs": "committee_approval"}


def test_a_hint_and_a_national_act_are_checked(folder):
    (folder / "words.toml").write_text(
        WORDS + '[[hint]]\nfact = "livelihod_only"\ntrue = ["aid"]\n', encoding="utf-8"
    )
    (folder / "national").mkdir()
    (folder / "national" / "CHN.toml").write_text(
        'schema = 1\nstate = "CHN"\n[[act]]\nid = "one"\ntitle = "Notice"\nin_force = 2017-08-15\n'
        'resolution = 2371\ntext = "no lead"\ncovers = ["led"]\nconfidence = "text-read"\nsource = "this test"\n',
        encoding="utf-8",
    )
    found = {(one.file, one.field): one.nearest for one in problems_of(folder, RESOLUTION + LEAD)}
    assert found == {("words.toml", "fact"): "livelihood_only", ("national/CHN.toml", "covers"): "lead"}


def test_a_table_of_words_with_a_wrong_field_is_named(folder):
    (folder / "words.toml").write_text(WORDS.replace("question", "qestion"), encoding="utf-8")
    problems = problems_of(folder, RESOLUTION + LEAD)
    assert (problems[0].where, problems[0].nearest) == ("split scrap", "question")


def test_all_mistakes_are_reported_together(folder):
    law = measure_with('"2371 10"', '"x"').replace('["78"]', '["27011"]').replace("category", "categry")
    law = law.replace("categry", 'category = "lead"\ncategry') + "[[mesure]]\n"
    law += '[[measure.unless]]\nkind = "flat"\ntext = "some"\nneeds = ["livelyhood_only"]\n'
    law = law.replace("[[mesure]]\n[[measure.unless]]", "[[measure.unless]]") + "\n[[mesure]]\n"
    problems = problems_of(folder, law)
    assert {one.field for one in problems} == {"categry", "mesure", "cite", "hs_text", "unless.needs"}
    with pytest.raises(BadFile) as caught:
        compile_regime(folder)
    assert str(caught.value).count("\n") == len(problems) - 1


def test_mistakes_of_several_files_are_reported_together(folder):
    (folder / "unscr-2375.toml").write_text("][", encoding="utf-8")
    (folder / "words.toml").write_text("][", encoding="utf-8")
    with pytest.raises(BadFile) as caught:
        compile_regime(folder)
    assert len(caught.value.problems) == 2


def test_an_empty_folder_says_what_it_lacks(tmp_path):
    with pytest.raises(BadFile) as caught:
        compile_regime(tmp_path)
    assert {one.file.rpartition("/")[2] for one in caught.value.problems} == {"regime.toml", "words.toml"}
    assert all(one.why == "there is no such file" for one in caught.value.problems)


def test_an_unknown_regime_is_named_with_the_nearest():
    with pytest.raises(UnknownValue) as caught:
        read_regime("un-drpk")
    assert caught.value.nearest == "un-dprk"


def test_a_table_where_a_list_of_tables_is_meant_is_refused_in_words(folder):
    # [measure] for [[measure]] is the first slip of anybody who writes TOML.
    problems = problems_of(folder, RESOLUTION + LEAD.replace("[[measure]]", "[measure]"))
    assert [one.field for one in problems] == ["measure"]


CAP = """
[[measure]]
id = "cap"
cite = "2371 12"
title = "Lead up to a cap"
text = "Lead up to a cap."
category = "lead"
direction = "export"
force = "decides"
confidence = "text-read"
paragraph_seen = true
sources = ["written for this test"]

[[measure.goods]]
words = "lead"
hs_text = ["7801"]

[[measure.unless]]
kind = "cap"
text = "the cap is not exceeded"

[measure.unless.cap]
period = "year"
pool = "all States"
limits = { t = 1000.0 }
"""


def test_a_cap_and_a_flat_ban_without_an_order_are_a_conflict_that_names_both(folder):
    (folder / "unscr-2371.toml").write_text(RESOLUTION + LEAD + CAP, encoding="utf-8")
    with pytest.raises(Conflict) as caught:
        compile_regime(folder)
    assert "cap permits or caps 7801, which lead bans on the same days" in str(caught.value)
    assert "over" in str(caught.value)


@pytest.mark.parametrize(
    ("of_ban", "of_cap"),
    [
        ('over = ["cap"]', ""),
        ("", 'over = ["lead"]'),
        ('replaces = ["cap"]\neffective = 2018-01-01', ""),
        ("last_day = 2017-12-31", "effective = 2018-01-01"),
    ],
)
def test_an_order_or_different_days_is_no_conflict(folder, of_ban, of_cap):
    ban = LEAD.replace("force =", f"{of_ban}\nforce =")
    cap = CAP.replace("force =", f"{of_cap}\nforce =")
    (folder / "unscr-2371.toml").write_text(RESOLUTION + ban + cap, encoding="utf-8")
    assert len(compile_regime(folder).measures) == 2


SCENARIO = '[scenario]\nname = "draft"\n[resolution]\nnumber = 9999\nadopted = 2022-05-26\nvote = "13-2-0"\nsources = ["test"]\n'


def scenario_problems(tmp_path, text):
    path = tmp_path / "draft.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadFile) as caught:
        read_scenario(str(path))
    return caught.value.problems


def test_a_closing_with_a_field_beside_id_and_day_is_refused(tmp_path):
    text = SCENARIO + '[[close]]\nid = "R2371-9-seafood"\nlast_day = 2022-12-31\nlastday = 3\n'
    (problem,) = scenario_problems(tmp_path, text)
    assert (problem.where, problem.field, problem.nearest) == ("close 1", "lastday", "last_day")


def test_a_scenario_is_read_from_a_file(tmp_path):
    path = tmp_path / "draft.toml"
    path.write_text(
        SCENARIO
        + LEAD.replace("2371 10", "9999 1")
        + '[[close]]\nid = "R2371-10-lead"\nlast_day = 2022-05-25\n',
        encoding="utf-8",
    )
    scenario = read_scenario(str(path))
    assert scenario.name == "draft"
    assert [one.id for one in scenario.measures] == ["lead"]
    assert [(id_, day.isoformat()) for id_, day in scenario.closes] == [("R2371-10-lead", "2022-05-25")]


def test_a_scenario_without_a_name_is_refused(tmp_path):
    (one,) = scenario_problems(tmp_path, "schema = 1\n")
    assert one.field == "scenario"


def test_mistakes_of_a_scenario_are_reported_together(tmp_path):
    text = SCENARIO + LEAD.replace('["78"]', '["27011"]') + '[[close]]\nid = "x"\n[[mesure]]\n'
    problems = scenario_problems(tmp_path, text)
    assert {one.where or one.field for one in problems} == {"mesure", "close 1", "lead"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('cite = "2371 10"', 'cite = "nowhere"'),
        ("force =", 'when = ["armed_force"]\nforce ='),
        ("force =", 'replaces = ["R2397-4-crudee"]\nforce ='),
        ('hs_text = ["78"]', 'hs_text = ["78"]\ndisputed = "no-such-table"'),
    ],
)
def test_a_scenario_is_checked_like_a_resolution(tmp_path, old, new):
    assert scenario_problems(tmp_path, SCENARIO + LEAD.replace(old, new))


def test_a_scenario_that_nearly_ships_is_offered_by_name():
    with pytest.raises(BadFile) as caught:
        read_scenario("draft-2022-43")
    assert caught.value.problems[0].nearest == "draft-2022-431"


def test_a_missing_scenario_file_is_named(tmp_path):
    with pytest.raises(BadFile, match="there is no such file"):
        read_scenario(str(tmp_path / "none.toml"))


def cases_problems(tmp_path, text):
    path = tmp_path / "cases.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(BadFile) as caught:
        read_cases(path)
    return caught.value.problems


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "holds no questions"),
        ("schema = 1\n", "holds no questions"),
        ("[[case]]\non = 2017-01-01\n", "schema = 1"),
        ("case = 3\nschema = 1\n", "holds no questions"),
        ("][", "is not TOML"),
        (b"\xff\xfe\x00", "is not text in UTF-8"),
    ],
)
def test_a_file_without_questions_is_refused(tmp_path, text, why):
    assert why in cases_problems(tmp_path, text)[0].why


def test_a_folder_is_no_file_of_questions(tmp_path):
    with pytest.raises(BadFile, match="is a directory; give a TOML file"):
        read_cases(tmp_path)


def test_a_file_under_a_file_is_refused(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(BadFile, match="cannot be read"):
        read_cases(tmp_path / "file" / "cases.toml")


def test_the_mistakes_of_all_questions_are_reported_together(tmp_path):
    text = 'schema = 1\n[[case]]\nid = "a"\nhs = "27011"\ndirection = "out"\n'
    text += '[[case]]\nid = "b"\non = 2017-01-01\nexpect = "forbiden"\ncites = ["x"]\nwhat = 1\n'
    problems = cases_problems(tmp_path, text)
    assert [one.where for one in problems] == ["a"] * 3 + ["b"] * 3
    said = "\n".join(map(str, problems))
    for words in (
        "27011",
        '"out"',
        "needs its day",
        "Nearest: forbidden",
        "is no cite",
        'unknown field "what"',
    ):
        assert words in said


@pytest.mark.parametrize(
    "line",
    ["facts = 3", 'facts = "spare_part"', 'cites = "2371 9"', 'missing = "goods"', "cites = 4", "expect = 4"],
)
def test_a_field_of_the_wrong_kind_is_refused_in_words(tmp_path, line):
    text = f'schema = 1\n[[case]]\nid = "a"\non = 2017-09-01\ndirection = "export"\nhs = "0307"\n{line}\n'
    (one,) = cases_problems(tmp_path, text)
    assert line.partition(" ")[0] in str(one)


def test_a_list_of_anything_but_tables_is_refused_in_words(tmp_path):
    assert cases_problems(tmp_path, "schema = 1\ncase = [1, 2]\n")
