"""Questions as TOML and forms give them, and how a case is judged."""

from __future__ import annotations

from datetime import date

import pytest

from yalu.measures.model import Ground, Verdict, WayOut
from yalu.measures.question import Case, case_from, case_result, question_from
from yalu.terms.read import gazetteer, hs_codes

SQUID = {"on": date(2017, 9, 1), "direction": "export", "hs": "0307"}


def asked(**fields):
    return question_from({**SQUID, **fields}, hs_codes(), gazetteer())


def test_a_whole_question_is_read():
    question, faults = asked(
        hs="0307.43.00",
        goods="frozen squid",
        reporter="CN",
        party="KPe.047",
        imo="IMO 9191773",
        activity="port_entry",
        facts={"contract_date": "2017-07-01"},
    )
    assert faults == []
    assert (question.hs, question.reporter, question.imo) == ("030743", "CHN", "9191773")
    assert (question.party, question.activity) == ("KPe.047", "port_entry")
    assert question.facts == {"contract_date": date(2017, 7, 1)}


def test_a_day_as_text_is_read():
    question, _ = asked(on="2017-09-01")
    assert question.on == date(2017, 9, 1)


def test_party_and_imo_may_stand_among_the_facts():
    question, faults = asked(facts={"party": "KPe.047", "imo": "9191773"})
    assert faults == []
    assert (question.party, question.imo, question.facts) == ("KPe.047", "9191773", {})


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("on", "1 September 2017", "is no day"),
        ("on", "2017-02-30", "is no day"),
        ("on", 2017, "is no day"),
        ("direction", "exprot", "Nearest: export"),
        ("direction", "out", "export or import"),
        ("hs", "27011", "Nearest: 2701"),
        ("hs", 307, "307"),
        ("hs", "fish", "fish"),
        ("activity", "port_entri", "Nearest: port_entry"),
        ("reporter", "Atlantis", "Atlantis"),
        ("reporter", "Korea", "Korea"),  # which one?
        ("imo", "919177", "is not seven digits"),
        ("imo", "９１９１７７３", "is not seven digits"),
        ("imo", "9191774", "fails its check digit"),
        ("facts", {"contract_dat": "2017-07-01"}, "Nearest: contract_date"),
        ("facts", {"contract_date": "soon"}, "is no day"),
        ("gods", "squid", "Nearest: goods"),
    ],
)
def test_what_cannot_be_read_is_one_fault_in_words(field, value, says):
    question, faults = asked(**{field: value})
    assert question is None
    (fault,) = faults
    assert says in fault


@pytest.mark.parametrize("word", ["finance", "vessels", "transport", "people", "services"])
def test_the_kinds_of_act_have_no_way(word):
    question, faults = asked(direction=word, activity="payment")
    assert faults == []
    assert question.direction is None


def test_a_direction_is_read_in_any_case():
    assert asked(direction=" Export ")[0].direction == "export"


def test_all_faults_are_told_together():
    question, faults = question_from({"hs": "27011", "direction": "out"}, hs_codes(), gazetteer())
    assert question is None
    assert len(faults) == 3
    assert "a question needs its day" in faults[-1]


def test_a_case_reads_its_answer_as_one_or_a_list():
    one = case_from({**SQUID, "id": "a", "expect": "conditional"}, "f", 1, hs_codes(), gazetteer())
    two = case_from({**SQUID, "expect": ["conditional", "contested"]}, "f", 2, hs_codes(), gazetteer())
    asked_only = case_from(dict(SQUID), "f", 3, hs_codes(), gazetteer())
    assert (one.id, one.expect) == ("a", ("conditional",))
    assert (two.id, two.expect) == ("case 2", ("conditional", "contested"))
    assert asked_only.expect == ()


def verdict_of(answer, *, grounds=(), ways=(), missing=()):
    return Verdict(
        verdict=answer, on=date(2017, 9, 1), missing=missing, readings=(), assumed=(), checks_owed=(), flags=(), national=(),
        grounds=tuple(
            Ground(
                cite=cite, measure="m", answer=answer, why="", basis="text", force="decides", confidence="text-read",
                paragraph_seen=True,
            )
            for cite in grounds
        ),
        way_out=tuple(
            WayOut(needs=(), cite=cite, measure="m", says="", general=general) for cite, general in ways
        ),
    )  # fmt: skip


@pytest.fixture
def case_of(ask):
    question, _ = asked()

    def make(**fields):
        return Case(id="a", name="", regime="", question=question, **fields)

    return make


@pytest.mark.parametrize(
    ("expected", "got", "passed"),
    [
        ({"expect": ("forbidden",)}, {"answer": "forbidden"}, True),
        ({"expect": ("forbidden",)}, {"answer": "conditional"}, False),
        ({}, {"answer": "conditional"}, True),
        # An expected cite is met by itself or any sub-paragraph; "a|b" are alternatives.
        ({"cites": ("1718 8",)}, {"answer": "forbidden", "grounds": ("1718 8(a)(iii)",)}, True),
        ({"cites": ("1718 8(a)",)}, {"answer": "forbidden", "grounds": ("1718 8",)}, False),
        ({"cites": ("2397 7|2321 30",)}, {"answer": "forbidden", "grounds": ("2321 30",)}, True),
        ({"cites": ("2371 9", "2371 8")}, {"answer": "forbidden", "grounds": ("2371 9",)}, False),
        # Cites are not asked of an act that is allowed.
        ({"expect": ("allowed",), "cites": ("2371 9",)}, {"answer": "allowed"}, True),
        ({"missing": ("goods",)}, {"answer": "conditional", "missing": ("hs", "goods")}, True),
        ({"missing": ("goods",)}, {"answer": "conditional", "missing": ("hs",)}, False),
        ({"missing": ("goods",)}, {"answer": "contested", "missing": ()}, False),
        ({"missing": ("goods",)}, {"answer": "forbidden"}, True),
        # What a measure's own exemption cites is among the grounds; the saving for everything is not.
        ({"cites": ("1718 9",)}, {"answer": "forbidden", "ways": (("1718 9", False),)}, True),
        ({"cites": ("2397 25",)}, {"answer": "forbidden", "ways": (("2397 25", True),)}, False),
    ],
)
def test_a_case_passes_on_its_answer_grounds_and_gaps(case_of, expected, got, passed):
    result = case_result(case_of(**expected), verdict_of(got.pop("answer"), **got))
    assert result.passed is passed


def test_a_result_names_each_cite_once(case_of):
    got = verdict_of("forbidden", grounds=("2371 9", "2371 9"), ways=(("2371 9", False), ("1718 9", False)))
    assert case_result(case_of(), got).cites == ("2371 9", "1718 9")
