"""The page and the terminal text of a debate: whole, self-contained, every number leading to its items and their sources."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date

import numpy as np
import pytest
from lxml import etree, html
from msgspec.structs import replace

from yalu.debate.model import Curve, Figure, Measure
from yalu.debate.parse import parse_debate
from yalu.debate.scale import Range
from yalu.debate.weigh import weigh
from yalu.report.cells import Style
from yalu.report.charts.debate_cells import marks, moves_bar, range_bar, steps_line
from yalu.report.charts.debate_path import path_chart
from yalu.report.debate_cases import answers_text, matrix_text
from yalu.report.debate_page import debate_files
from yalu.report.debate_text import debate_text
from yalu.report.debate_words import flip_size, headline, points, range_words, standing, steps

TEXT = """
schema = 1
question = "Does the rule bite?"
about = "An example."
asked = 2020-01-01
day = 2020-12-31
[[hypothesis]]
id = "bites"
name = "It bites"
says = "Trade falls."
source = "after an essay, https://example.org/essay"
prior = [0.3, 0.6]
[[hypothesis]]
id = "paper"
name = "On <paper>"
prior = [0.4, 0.7]
[[cluster]]
id = "ministry"
what = "What the ministry says"
rule = "copies"
share = [0.4, 0.8]
[[item]]
id = "E1"
what = "The ministry publishes the rule"
on = 2020-01-10
known = 2020-01-12
source = "the ministry, https://example.org/rule"
cluster = "ministry"
likely = { bites = "very likely", paper = "likely" }
[[item]]
id = "E2"
what = "The ministry says that it is applied"
on = 2020-02-01
known = 2020-02-01
source = "the ministry, https://example.org/said"
kind = "stated"
cluster = "ministry"
likely = { bites = "very likely", paper = "likely" }
[[item]]
id = "E3"
what = "A trader says that nothing is checked"
on = 2020-03-15
known = 2020-03-18
source = "a paper"
kind = "reported"
reliability = [0.5, 0.8]
chance = 0.3
note = "one trader"
likely = { bites = "unlikely", paper = "likely" }
[[item]]
id = "E4"
what = "The paper withdraws the story"
on = 2020-04-02
known = 2020-04-02
source = "the paper"
withdraws = ["E3"]
[[item]]
id = "E5"
what = "Trade by the books"
on = 2020-06-30
known = 2020-08-01
source = "customs"
likely = { bites = "unlikely", paper = "likely" }
[[item]]
id = "E6"
what = "It rains"
on = 2020-06-30
known = 2020-08-01
source = "the weather service"
likely = { bites = 0.5, paper = 0.5 }
[[prediction]]
id = "P1"
what = "Trade falls by half"
of = ["bites"]
by = 2020-09-30
check = "customs"
likely = { bites = "likely", paper = "very unlikely" }
[prediction.outcome]
happened = false
known = 2020-10-20
source = "customs, https://example.org/customs"
note = "first publication"
[[prediction]]
id = "P2"
what = "A court case is opened"
of = ["bites", "paper"]
by = 2020-11-30
check = "the court's register"
likely = { bites = "even", paper = "very unlikely" }
[[participant]]
id = "critic"
name = "The critic"
source = "an essay"
note = "the numbers are ours"
prior = { bites = 0.1, paper = 0.9 }
leaves_out = ["E2"]
[[participant]]
id = "friend"
name = "The friend"
source = "another essay"
[[participant.reading]]
item = "E1"
likely = { paper = "even" }
"""


def weighed(debate, draws=500, **more):
    return weigh(debate, on=debate.day, rng=np.random.default_rng(1), seed=1, draws=draws, **more)


@pytest.fixture(scope="module")
def debate():
    return parse_debate(TEXT, "own.toml")


@pytest.fixture(scope="module")
def found(debate):
    return weighed(debate)


@pytest.fixture(scope="module")
def files(debate, found):
    return debate_files(debate, found, text=TEXT, name="own", recipe="yalu debate own.toml")


@pytest.fixture(scope="module")
def page(files):
    return html.fromstring(files["index.html"])


def words(node):
    return " ".join(" ".join(node.itertext()).split())


def test_tags_are_balanced_and_nothing_comes_from_elsewhere(files):
    text = re.sub(r"<style>.*?</style>", "<style></style>", files["index.html"], flags=re.DOTALL)
    text = re.sub(r"<(meta|br)\b([^>]*?)/?>", r"<\1\2/>", text.replace("<!DOCTYPE html>", ""))
    tree = etree.fromstring(text.strip().encode())
    assert not tree.xpath("//script | //link | //img | //iframe | //@src | //@*[starts-with(name(), 'on')]")


def test_every_link_leads_to_an_anchor_a_file_or_a_source_on_any_day(debate, files):
    early = weigh(debate, on=debate.asked, rng=np.random.default_rng(1), draws=50)
    for some in (files, debate_files(debate, early, text=TEXT, name="own", recipe="r")):
        page = html.fromstring(some["index.html"])
        anchors = set(page.xpath("//@id"))
        for link in page.xpath("//a/@href"):
            if not link.startswith("http"):
                assert link[1:] in anchors if link.startswith("#") else link in some


def test_no_anchor_stands_twice(page):
    anchors = page.xpath("//@id")
    assert sorted(anchors) == sorted(set(anchors))


def test_a_weight_opens_to_the_sum_its_lines_to_items_and_items_to_their_source(page, found, debate):
    """From the number to the source in three steps, each by its link."""
    now = page.xpath("//td[@class='now nowrap']/a")
    assert [(words(link), link.get("href")) for link in now] == [
        (f"{found.posterior[h].p:.0%}".replace("%", " %"), "#sum")
        for h in sorted(found.posterior, key=lambda h: -found.posterior[h].p)
    ]
    lines = set(page.xpath("//*[@id='sum']//td[@data-label='Items']/a/@href"))
    assert lines == {f"#item-{one.id}" for one in found.items if one.state == "counts"}
    for one in found.items:
        entry = words(page.xpath(f"//*[@id='item-{one.id}']")[0])
        assert one.source.split(",")[0] in entry
        assert one.known.strftime("%Y") in entry
    assert page.xpath("//*[@id='item-E1']//a/@href") == ["https://example.org/rule"]


def test_a_withdrawn_item_is_shown_and_says_so(page):
    assert "withdrawn by E4" in words(page.xpath("//*[@id='item-E3']")[0])
    assert any("withdrawn by E4" in words(row) for row in page.xpath("//tr[@class='aside-row']"))


def test_predictions_scored_and_open_and_how_readings_fared_are_on_the_page(page):
    scored, still_open = (words(page.xpath(f"//*[@id='prediction-{name}']")[0]) for name in ("P1", "P2"))
    assert "no" in scored
    assert "0.25" in scored  # 1 less 0.75, which the first reading gave
    assert "open" in still_open
    assert "the court's register" in still_open
    text = words(page)
    assert "Trade falls by half: did not happen, wrong" in text
    assert "(due 30 Nov 2020, no outcome entered)" in text


def test_a_participants_own_numbers_stand_beside_their_weights(page):
    text = words(page)
    assert "Own priors: A 0.1, B 0.9. Leaves out E2 ." in text
    assert "Reads E1 as B 0.5." in text


def test_users_words_are_escaped(files):
    assert "On &lt;paper&gt;" in files["index.html"]
    assert "<paper>" not in files["index.html"]


def test_rows_beside_the_page_hold_the_numbers_in_full(files, found):
    document = json.loads(files["debate.json"])
    assert document["posterior"]["bites"]["p"] == found.posterior["bites"].p
    items = {row["id"]: row for row in csv.DictReader(io.StringIO(files["items.csv"]))}
    assert float(items["E5"]["points"]) == next(one.points for one in found.items if one.id == "E5")
    assert items["E4"]["bites_best"] == ""
    assert float(items["E1"]["bites_best"]) == 0.9
    path = list(csv.DictReader(io.StringIO(files["path.csv"])))
    assert path[-1]["day"] == "2020-12-31"
    assert float(path[-1]["bites_p"]) == pytest.approx(found.posterior["bites"].p)
    predictions = {row["id"]: row for row in csv.DictReader(io.StringIO(files["predictions.csv"]))}
    assert predictions["P1"]["happened"] == "no"
    assert float(predictions["P1"]["bites_p"]) == 0.25
    assert predictions["P2"]["happened"] == ""
    assert files["own.toml"] == TEXT


def test_the_terminal_says_the_same_in_its_width(found):
    for width in (80, 118):
        text = debate_text(found, recipe="yalu debate own.toml", width=width, style=Style())
        assert max(map(len, text.splitlines())) <= width
        flat = " ".join(text.split())
        for said in (
            "Does the rule bite?",
            "withdrawn",
            "Discriminates nothing: E6",
            "what would flip it",
            "P2:",
            "The critic",
            "Heuer",
        ):
            assert said in flat
    assert "0.90" in text  # broad enough for the likelihoods


def test_more_items_than_fit_are_counted(debate):
    many = tuple(replace(debate.item[0], id=f"X{n}") for n in range(14))
    text = debate_text(
        weighed(replace(debate, item=many, participant=(), prediction=debate.prediction[1:]), draws=50),
        recipe="r",
        width=90,
        style=Style(),
    )
    assert "2 more in --json and on the page" in text
    assert "as seen by" not in text
    assert "prediction, scored" not in text


def test_a_computed_item_shows_its_figure(debate):
    ends = (Range.exactly(0.2), Range.exactly(0.8))
    curve = {"bites": Curve(at=(0, 10), values=ends), "paper": Range.exactly(0.5)}
    item = replace(debate.item[0], likely=curve, measure=Measure(figure="any"))
    told = replace(debate, item=(item,), participant=())

    def figure(address, on):
        assert address == "any"
        assert on <= date(2020, 12, 31)
        return Figure(
            value=5.0, low=4.0, high=6.0, words="5 of something", sources=("a table, https://example.org/t",)
        )

    found = weighed(told, draws=50, figures=figure)
    page = debate_files(told, found, text=TEXT, name="own", recipe="r")["index.html"]
    entry = html.fromstring(page).xpath("//*[@id='item-E1']")[0]
    assert "5 of something, from any" in words(entry)
    assert "A 0: 0.2, 10: 0.8; straight between these points" in words(entry)
    assert "https://example.org/t" in entry.xpath(".//a/@href")
    text = debate_text(found, recipe="r", width=80, style=Style())
    assert "5 of something" in " ".join(text.split())


def test_readings_that_may_hold_together_are_said_to(debate):
    told = parse_debate(
        TEXT.partition("[[participant]]")[0] + '[[relation]]\nboth = ["bites", "paper"]\nprior = 0.1\n',
        "own.toml",
    )
    found = weighed(told, draws=50)
    page = debate_files(told, found, text=TEXT, name="own", recipe="r")["index.html"]
    assert "weights add up to more than 100 %" in page
    assert "more than 100 %" in debate_text(found, recipe="r", width=80, style=Style())


def test_a_bare_debate_has_a_page(debate):
    """No items, no participants, nothing open, nothing scored: empty tables say so."""
    told = replace(debate, item=(), participant=(), about="", prediction=())
    found = weighed(told, draws=50)
    page = words(html.fromstring(debate_files(told, found, text="", name="own", recipe="r")["index.html"]))
    assert "No open prediction" in page
    found = replace(found, flip=())
    assert debate_text(found, recipe="r", width=80, style=Style())


def stand_of(found, **leader):
    return replace(
        found, posterior={**found.posterior, found.leader: replace(found.posterior[found.leader], **leader)}
    )


def test_how_firmly_it_stands_follows_its_rules(found):
    near = next(one for one in found.flip if one.kind == "likelihood")
    far, gone = replace(near, steps=2.0), next(one for one in found.flip if one.kind == "withdrawal")
    sure = {"leads": 1.0, "p": 0.97, "low": 0.9, "high": 0.99}
    assert (
        standing(replace(stand_of(found, **sure), flip=(replace(near, steps=0.9),))).word
        == "Too early to close"
    )
    assert standing(stand_of(found, leads=0.94)).word == "Too early to close"
    assert "Another reading leads in 6 % of the draws" in standing(stand_of(found, leads=0.94)).reason
    strongly = standing(replace(stand_of(found, **sure), flip=(far,)))
    assert (strongly.word, strongly.sure) == ("Leans strongly", "moderate")
    leans = standing(replace(stand_of(found, **{**sure, "p": 0.8}), flip=(gone,)))
    assert (leans.word, leans.sure) == ("Leans", "high")
    assert "No single likelihood flips the order; withdrawing" in leans.reason
    none = standing(replace(stand_of(found, **sure), flip=()))
    assert "no thirty items withdrawn" in none.reason


def test_small_words():
    assert range_words(0.431, 0.788) == "43 to 79 %"
    assert points(-0.031) == "−3"
    assert steps(1.04) == "1 step"


def test_sizes_of_flips_are_steps_items_or_factors(found):
    sizes = {one.kind: flip_size(one) for one in found.flip}
    assert sizes["likelihood"].endswith(("step", "steps"))
    assert re.fullmatch(r"\d+ items?", sizes["withdrawal"])
    assert re.fullmatch(r"[\d.]+ times smaller", sizes["prior"])


def test_a_headline_without_ranges_states_none(found):
    exact = stand_of(found, low=0.7, high=0.7, p=0.7)
    assert "anywhere" not in headline(exact)
    assert "anywhere from" in headline(found)


def test_a_dozen_hypotheses_have_marks_of_their_own():
    drawn = marks([f"h{n}" for n in range(30)])
    assert len({(one.letter, one.hue, one.line) for one in drawn.values()}) == 30
    assert drawn["h27"].letter == "H28"


def test_bars_point_to_the_side_of_the_leader_or_against_it():
    assert "f-blue" in moves_bar(0.1, 0.2)
    assert "f-vermilion" in moves_bar(-0.1, 0.2)


def test_letters_at_one_place_do_not_cover_each_other(found):
    drawing = steps_line(next(one for one in found.items if one.id == "E6").likely, marks(["bites", "paper"]))
    places = [float(x) for x in re.findall(r'<text x="([\d.]+)"', drawing)]
    assert len(places) == 2
    assert abs(places[0] - places[1]) >= 8


def test_answers_and_counts_read_in_a_terminal():
    from yalu.debate.cases import answers, matrix_from

    case = {"priors": [0.5, 0.5], "likelihoods_P_e_given_h": [[0.9, 0.3]]}
    stated = {**case, "posterior_dependent": [0.75, 0.25]}
    text = answers_text(answers(json.dumps([case, stated]).encode(), "x"), 80, Style())
    assert "0.7500000000" in text
    assert "not stated" in text
    marked = b'{"question": "Which?", "hypotheses": {"H1": "one", "H2": "two"}, "evidence": [["E1", "seen", "-", "+"]]}'
    text = matrix_text(matrix_from(marked, "x"), 80, Style())
    assert text.index("H2: two") < text.index("H1: one")
    assert "none" in text


def test_years_stand_under_a_long_path_and_a_crowd_of_names_stays_off_the_page(debate):
    day = date(2026, 3, 1)
    crowd = [replace(debate.item[0], id=f"X{n}", on=day, known=day) for n in range(20)]
    told = replace(debate, item=(*debate.item, *crowd), day=date(2026, 12, 31), participant=())
    drawing = path_chart(weighed(told, draws=50), marks(["bites", "paper"]))
    assert ">2023</text>" in drawing
    assert ">X0</text>" in drawing
    assert ">X19</text>" not in drawing


def test_a_range_bar_has_a_whisker_only_where_there_is_a_range(found):
    mark = marks(["bites"])["bites"]
    stand = found.posterior["bites"]
    assert "w-over" in range_bar(stand, mark, "It bites")
    assert "w-over" not in range_bar(replace(stand, low=stand.p, high=stand.p), mark, "It bites")


def test_what_names_a_cell_on_a_phone_fits_beside_it(page):
    named = {str(label) for label in page.xpath("//table[contains(@class, 'stack')]//td/@data-label")}
    assert {"A", "B", "Size", "Items counted"} <= named
    assert max(map(len, named)) <= 14  # of 12 px, in a column of 91 px
