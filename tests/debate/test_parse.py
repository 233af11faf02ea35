"""Every mistake of a file is told at once, with its place; what is right is read."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yalu.debate.model import Curve
from yalu.debate.parse import parse_debate
from yalu.debate.read import skeleton
from yalu.debate.scale import Range
from yalu.debate.weigh import weigh
from yalu.terms.errors import BadFile, BadInput

HEAD = """
schema = 1
question = "Which?"
asked = 2020-01-01
day = 2020-12-31
"""
HYPOTHESES = """
[[hypothesis]]
id = "a"
name = "A"
prior = 0.4
[[hypothesis]]
id = "b"
name = "B"
prior = [0.5, 0.7]
[[prediction]]
id = "P1"
what = "something"
of = ["a", "b"]
by = 2020-12-31
likely = { a = "likely", b = 0.2 }
"""
ITEM = """
[[item]]
id = "E1"
what = "seen"
on = 2020-02-01
known = 2020-02-02
source = "a paper"
likely = { a = "likely", b = [0.1, 0.3] }
"""


def problems(text):
    with pytest.raises(BadFile) as found:
        parse_debate(text, "own.toml")
    return [str(problem) for problem in found.value.problems]


def test_a_small_debate_is_read():
    told = parse_debate(HEAD + HYPOTHESES + ITEM, "own.toml")
    assert told.item[0].likely["b"] == Range(0.1, 0.2, 0.3)
    assert told.item[0].known == date(2020, 2, 2)
    assert told.prediction[0].outcome is None
    assert told.cluster == ()


def test_without_the_day_of_the_question_it_is_that_of_the_first_item():
    text = HEAD.replace("asked = 2020-01-01\n", "")
    assert parse_debate(text + HYPOTHESES + ITEM, "own.toml").asked == date(2020, 2, 2)
    assert parse_debate(text + HYPOTHESES, "own.toml").asked == date(2020, 12, 31)


def test_all_problems_of_one_file_are_told_together():
    text = (
        HEAD
        + HYPOTHESES
        + """
[[hypothesis]]
id = "c"
name = "C"
prior = 0.4
[[item]]
id = "E1"
what = "seen too early"
on = 2020-03-02
known = 2020-03-01
source = ""
cluster = "nowhere"
reliability = 1.3
likely = { a = "likelyy", b = 0.2, d = 0.1 }
[[item]]
id = "E2"
what = "not yet"
on = 2021-01-01
known = 2021-01-01
source = "s"
wihtdraws = ["E1"]
likely = { a = 0, b = 0, c = 0 }
"""
    )
    assert problems(text) == [
        "own.toml, item E1: reliability: 1.3 is no probability; it must lie between 0 and 1",
        'own.toml, item E1: likely.a: unknown word of likelihood "likelyy". Nearest: likely.',
        "own.toml, item E2: wihtdraws: unknown field. Nearest: withdraws.",
        "own.toml: prior: the priors sum to 1.3 to 1.5; they must be able to sum to 1",
        'own.toml, hypothesis c: prediction: has no prediction; write one with of = ["c"], so that time can prove it wrong',
        "own.toml, item E1: known: 2020-03-01 is before the event itself, 2020-03-02",
        "own.toml, item E1: source: an item without a source is no evidence",
        'own.toml, item E1: cluster: "nowhere" is named but never defined',
        'own.toml, item E1: likely: "d" is not defined',
        "own.toml, item E1: likely: says nothing of c",
        "own.toml, item E2: on: 2021-01-01 is after the day of the file, 2020-12-31",
        "own.toml, item E2: likely: is impossible under every hypothesis",
        "own.toml, prediction P1: likely: says nothing of c",
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("schema = [", "is no TOML"),
        (HEAD.replace('question = "Which?"', "") + HYPOTHESES, "question: is missing"),
        (HEAD.replace("schema = 1", "schema = 2") + HYPOTHESES, "schema: Invalid enum value 2"),
        (HEAD + "questiom = 1\n" + HYPOTHESES, "questiom: unknown field. Nearest: question."),
        (HEAD + "item = 3\n" + HYPOTHESES, "item: is no list of tables; write [[item]]"),
        (HEAD, "a debate needs two hypotheses or more"),
        (HEAD.replace("2020-01-01", "2021-01-01") + HYPOTHESES, "asked: 2021-01-01 is after the day"),
        (HEAD + HYPOTHESES + ITEM + ITEM, "item or prediction E1: id: stands twice"),
        (HEAD + HYPOTHESES + ITEM.replace("E1", "P1"), "item or prediction P1: id: stands twice"),
        (HEAD + HYPOTHESES + ITEM.replace("E1", "E 1"), "other signs than letters"),
        (HEAD + HYPOTHESES.replace("prior = 0.4\n", ""), "hypothesis a: prior: is missing; state all priors, or none"),
        (HEAD + HYPOTHESES + '[[hypothesis]]\nid = "c"\n', "hypothesis c: Object missing required field `name`"),
        (HEAD + HYPOTHESES.replace('name = "A"', 'name = "A"\nimplies = ["a"]'), 'implies: "a" is not defined'),
        (HEAD + HYPOTHESES + '[[relation]]\nboth = ["a", "c"]\nprior = 0.1\n', '"c" is not defined'),
        (HEAD + HYPOTHESES + '[[relation]]\nboth = ["a", "a"]\nprior = 0.1\n', "names one hypothesis twice"),
        (HEAD + HYPOTHESES + ITEM.replace("2020-02-02", "2021-02-02"), "known: 2021-02-02 is after the day of the file"),
        (HEAD + HYPOTHESES + ITEM + 'withdraws = ["E7"]\n', 'withdraws: "E7" is not defined'),
        (HEAD + HYPOTHESES + ITEM.replace("E1", "E3") + 'corrects = ["E1"]\n' + ITEM + 'withdraws = ["E3"]\n',
         "sets itself aside through the items it withdraws"),
        (HEAD + HYPOTHESES.replace("by = 2020-12-31", "by = 2019-12-31"), "by: 2019-12-31 is before the question was asked"),
        (HEAD + HYPOTHESES.replace("by = ", 'cluster = "x"\nby = '), '"x" is named but never defined'),
        (HEAD + HYPOTHESES + 'outcome = { happened = true, known = 2021-02-01, source = " " }\n',
         "outcome.known: 2021-02-01 is after the day of the file"),
        (HEAD + HYPOTHESES + 'outcome = { happened = true, known = 2020-02-01, source = " " }\n',
         "outcome.source: an outcome without a source is no evidence"),
        (HEAD + HYPOTHESES + 'outcome = { happened = true, known = 2019-02-01, source = "s" }\n',
         "outcome.known: 2019-02-01 is before the question was asked, 2020-01-01; then it is an item, no prediction"),
        (HEAD + HYPOTHESES.replace('a = "likely", b = 0.2', "a = 1, b = 1")
         + 'outcome = { happened = false, known = 2020-02-01, source = "s" }\n',
         "did not happen, which is impossible under every hypothesis"),
        (HEAD + HYPOTHESES + '[[participant]]\nid = "x"\nname = "X"\nsource = "s"\nprior = { a = 0.5 }\n',
         "participant x: prior: says nothing of b"),
        (HEAD + HYPOTHESES + '[[participant]]\nid = "x"\nname = "X"\nsource = "s"\nprior = { a = 0.5, b = 0.2 }\n',
         "participant x: prior: the priors sum to 0.7"),
        (HEAD + HYPOTHESES + '[[participant]]\nid = "x"\nname = "X"\nsource = "s"\nleaves_out = ["P2"]\n',
         'leaves_out: "P2" is not defined'),
        (HEAD + HYPOTHESES + '[[participant]]\nid = "x"\nname = "X"\nsource = "s"\n'
         'reading = [{ item = "P1", likely = { c = 2 } }]\n',
         "reading of P1: \"c\" is not defined"),
        (HEAD + HYPOTHESES + '[[participant]]\nid = "x"\nname = "X"\nsource = "s"\nreading = ["P1"]\n', "Expected `object`"),
        (HEAD + HYPOTHESES + ITEM.replace('likely = { a = "likely"', 'likely = { a = { points = [[1, 0.5], [0, 0.2]] }'),
         "needs two points or more, with rising figures"),
        (HEAD + HYPOTHESES + ITEM.replace('likely = { a = "likely"', 'likely = { a = { point = [[1, 0.5], [2, 0.2]] }'),
         "write { points = [[figure, likelihood], ...] }"),
        (HEAD + HYPOTHESES + ITEM.replace('likely = { a = "likely"', 'likely = { a = { points = [[0, 0.5], [1, 0.2]] }'),
         "a likelihood in points needs measure"),
        (HEAD + HYPOTHESES + ITEM + 'measure = { figure = "f" }\n', "no likelihood depends on the figure"),
        (HEAD + HYPOTHESES + ITEM.replace('likely = { a = "likely"',
                                          'measure = { figure = "f", on = 2020-09-01 }\n'
                                          'likely = { a = { points = [[0, 0.5], [1, 0.2]] }'),
         "measure.on: 2020-09-01 is after the item is known"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(text, says):
    assert says in "\n".join(problems(text))


def test_of_a_lost_hypothesis_nothing_more_is_told():
    nameless = HYPOTHESES.replace('name = "A"\n', "")
    (found,) = problems(HEAD + nameless + ITEM)
    assert found.endswith("hypothesis a: Object missing required field `name`")
    (found,) = problems("hypothesis = 3\n" + HEAD + ITEM)
    assert found.endswith("hypothesis: is no list of tables; write [[hypothesis]]")


def test_a_debate_with_a_curve_an_outcome_and_a_participant_is_read():
    told = parse_debate(
        HEAD
        + HYPOTHESES
        + 'outcome = { happened = true, known = 2020-05-01, source = "s", reliability = [0.8, 1] }\n'
        + ITEM.replace("likely = {", 'measure = { figure = "f" }\nlikely = {').replace(
            '"likely", b', '{ points = [[0, "unlikely"], [2.5, [0.6, 0.8]]] }, b'
        )
        + '[[participant]]\nid = "x"\nname = "X"\nsource = "s"\nprior = { a = 0.5, b = 0.5 }\nleaves_out = ["E1"]\n'
        + '[[participant.reading]]\nitem = "P1"\nlikely = { a = "even" }\n',
        "own.toml",
    )
    curve = told.item[0].likely["a"]
    assert isinstance(curve, Curve)
    assert curve.at == (0.0, 2.5)
    assert curve.values[1] == pytest.approx((0.6, 0.7, 0.8))
    assert told.prediction[0].outcome.reliability == pytest.approx((0.8, 0.9, 1.0))
    assert told.participant[0].reading[0].likely == {"a": Range(*told.participant[0].reading[0].likely["a"])}
    assert told.participant[0].reading[0].likely["a"].best == 0.5


JUNK = (
    '""', '"x"', "-1", "0", "1", "[]", "[[]]", "[{}]", "{}", "{ a = 1 }", "true", "2020-01-01", "0001-01-01", "9999-12-31",
    "nan", "inf", "1e400", "12:00:00", "2020-01-01T00:00:00Z", '["E1"]', "[0, 1]", '["even", "likely"]', '"2020-13-01"',
    '{ points = [[0, 0.1], [1, "likely"]] }', "{ points = [[-inf, 0.1], [inf, 0.2]] }", "{ figure = \"\" }",
)  # fmt: skip
LINES = [
    re.sub(r"^# ?", "", line) if re.match(r"# ?(\[|\w+ = )", line) else line
    for line in skeleton().splitlines()
]
PLACES = [at for at, line in enumerate(LINES) if re.match(r"\w+ = ", line)]


@settings(max_examples=150, deadline=None)
@given(at=st.sampled_from(PLACES), junk=st.sampled_from(JUNK))
def test_any_value_anywhere_is_read_and_weighed_or_refused_in_words(at, junk):
    name = LINES[at].partition(" = ")[0]
    text = "\n".join([*LINES[:at], f"{name} = {junk}", *LINES[at + 1 :]])
    with suppress(BadInput):
        told = parse_debate(text.replace("paper = 0.9 }", 'paper = 0.8, "bites+paper" = 0.1 }'), "own.toml")
        found = weigh(told, on=told.day, rng=np.random.default_rng(1), draws=20)
        assert sum(one.p for one in found.posterior.values()) > 1 - 1e-9
