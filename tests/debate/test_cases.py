"""Files of exact cases and matrices of marks, read and answered."""

from __future__ import annotations

import json

import pytest

from yalu.debate.cases import answers, matrix_from
from yalu.terms.errors import BadFile

HAND = {
    "priors": [0.5, 0.5],
    "likelihoods_P_e_given_h": [[0.5, 0.1], [0.2, 0.4]],
    "cluster": [0, 1],
    "rho": 0.7,
    "posterior_dependent": [0.17 / 0.252, 0.082 / 0.252],
    "posterior_independent": [0.1 / 0.14, 0.04 / 0.14],
}
MARKS = {
    "question": "Which?",
    "hypotheses": {"H1": "one", "H2": "two", "H3": "three"},
    "evidence": [
        ["E1", "seen by all", "+", "+", "+"],
        ["E2", "seen", "-", "+", "-"],
        ["E3", "Assumption of ours", "-", "+", "+"],
        ["E4", "seen", "-", "0", "+"],
    ],
}


def encoded(value):
    return json.dumps(value).encode()


def test_a_case_is_answered_with_and_without_dependence():
    (found,) = answers(encoded([HAND]), "own.json")
    assert found.posterior_dependent == pytest.approx(HAND["posterior_dependent"], abs=1e-12)
    assert found.posterior_independent == pytest.approx(HAND["posterior_independent"], abs=1e-12)
    assert found.case == 1
    assert found.missed < 1e-12


def test_a_case_with_reliability_by_hand():
    case = {
        "priors": [0.5, 0.5],
        "likelihoods_P_e_given_h": [[0.9, 0.1]],
        "reliability": [0.8],
        "chance": 0.3,
        "seed": 9,
    }
    (found,) = answers(encoded([case]), "own.json")
    assert found.posterior_dependent == pytest.approx([0.78 / 0.92, 0.14 / 0.92])
    assert (found.case, found.missed) == (9, None)


def test_a_wrong_stated_answer_is_measured():
    (found,) = answers(encoded([{**HAND, "posterior_dependent": [0.6, 0.4]}]), "own.json")
    assert found.missed == pytest.approx(0.17 / 0.252 - 0.6)


def test_every_case_that_cannot_be_read_is_told():
    cases = [
        {**HAND, "cluster": [0, 5]},
        {**HAND, "likelihoods_P_e_given_h": [[0.5]], "cluster": []},
        {**HAND, "priors": "half"},
        {**HAND, "rho": 1.4},
        {**HAND, "reliability": [1.0]},
        {**HAND, "posterior_dependent": [0.2, 0.3, 0.5]},
        {**HAND, "priors": [0, 0]},
        {"priors": [1.0], "likelihoods_P_e_given_h": [[0.5]]},
        HAND,
    ]
    with pytest.raises(BadFile) as found:
        answers(encoded(cases), "own.json")
    assert [problem.where for problem in found.value.problems] == [f"case {n}" for n in range(1, 9)]
    assert "priors [0.0, 0.0] are none" in str(found.value)
    assert "places begin at 0" in str(found.value)
    assert "needs 2 numbers" in str(found.value)
    assert "1 values were given for 2 items" in str(found.value)
    assert "states 3 probabilities for 2 hypotheses" in str(found.value)


@pytest.mark.parametrize(
    ("text", "says"), [(b"[", "is no JSON"), (b"3", "holds no list of cases"), (b"[]", "holds no case")]
)
def test_what_is_no_list_of_cases_is_refused(text, says):
    with pytest.raises(BadFile, match=says):
        answers(text, "own.json")


def test_heuers_count_orders_by_inconsistent_items_and_flags_assumptions():
    found = matrix_from(encoded(MARKS), "own.json")
    assert found.count.inconsistencies == {"H1": 3, "H2": 0, "H3": 1}
    assert found.count.ranking == ("H2", "H3", "H1")
    assert found.count.non_diagnostic == ("E1",)
    assert found.assumptions == ("E3",)
    assert "gives no probability" in found.count.why_no_probability


def test_heuers_own_matrix_is_ranked_as_he_did(test_data):
    text = test_data("models/ach/heuer_iraq_retaliation.json").read_bytes()
    expected = json.loads(text)["expected"]
    found = matrix_from(text, "heuer.json")
    assert found.count.inconsistencies == expected["inconsistencies"]
    assert list(found.count.ranking) == expected["ranking"]
    assert list(found.count.non_diagnostic) == expected["non_diagnostic"]
    assert found.assumptions == ("E3", "E6")


@pytest.mark.parametrize(
    "broken",
    [
        {"hypotheses": {"H1": "one"}},
        {**MARKS, "evidence": [["E1", "seen", "+"]]},
        {**MARKS, "evidence": [["E1", "seen", "+", "?", "-"]]},
        {**MARKS, "hypotheses": ["H1"]},
        {**MARKS, "evidence": []},
        {"hypotheses": {}, "evidence": []},
    ],
)
def test_what_is_no_matrix_is_refused(broken):
    with pytest.raises(BadFile, match=r"is no matrix of marks \+ and -"):
        matrix_from(encoded(broken), "own.json")


def test_a_matrix_that_is_no_json_is_refused():
    with pytest.raises(BadFile, match="is no matrix"):
        matrix_from(b'{"hypotheses": ', "own.json")


def test_the_count_of_a_debate_takes_less_than_even_as_inconsistent(make):
    told = make.debate(
        [0.5, 0.5], [make.item("E1", [0.5, 0.49]), make.item("E2", [0.2, 0.3]), make.item("E3", [0.9, 0.1])]
    )
    found = make.weighed(told).ach
    assert found.inconsistencies == {"A": 1, "B": 3}
    assert found.non_diagnostic == ("E2",)
