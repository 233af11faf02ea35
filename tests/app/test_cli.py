"""The command line is a contract: what it prints as JSON, its exit status, and one clear message for bad input."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from yalu import __version__
from yalu.app import cli as app
from yalu.app.cli import cli
from yalu.measures.facts import ACTIVITIES, FACTS
from yalu.terms.errors import BadInput

SQUID = ("--on", "2017-09-10", "--direction", "export", "--hs", "0307", "--goods", "frozen squid")
CASE = """
schema = 1
[[case]]
id = "squid"
name = "frozen squid after the window"
on = 2017-09-10
regime = "un-dprk"
direction = "export"
hs = "0307"
expect = "{expect}"
cites = ["2371 9"]
why = "the window closed on 4 September 2017"
"""


@pytest.fixture
def cases(tmp_path):
    """A file with one case that is right, and one that expects what the law does not say."""
    right, wrong = tmp_path / "right.toml", tmp_path / "wrong.toml"
    right.write_text(CASE.format(expect="forbidden"), encoding="utf-8")
    wrong.write_text(CASE.format(expect="allowed"), encoding="utf-8")
    return right, wrong


# What the contract promises


def test_check_answers_as_the_contract_says(yalu):
    ran = yalu("check", *SQUID, "--reporter", "CN", "--json")
    assert (ran.status, ran.err) == (0, "")
    answer = json.loads(ran.out)
    assert {"verdict", "grounds", "missing", "way_out", "readings", "assumed", "checks_owed"} <= set(answer)
    assert answer["verdict"] == "forbidden"
    (ground,) = [one for one in answer["grounds"] if one["cite"] == "2371 9"]
    assert {"cite", "measure", "why"} <= set(ground)
    assert ground["measure"] == "R2371-9-seafood"
    assert answer["question"]["on"] == "2017-09-10"
    assert answer["question"]["reporter"] == "CHN"
    assert (answer["regime"], answer["scenario"], answer["version"]) == ("un-dprk", None, __version__)


def test_check_takes_facts_in_words(yalu):
    facts = ("--fact", "contract_date=2017-07-01", "--fact", "committee_notified = yes")
    ran = yalu("check", "--on", "2017-09-01", "--direction", "export", "--hs", "0307", *facts, "--json")
    assert json.loads(ran.out)["verdict"] == "allowed"


def test_check_takes_a_scenario_by_name_and_by_file(yalu, tmp_path):
    watches = ("check", "--on", "2022-06-01", "--direction", "export", "--hs", "9101", "--json")
    assert json.loads(yalu(*watches).out)["verdict"] == "allowed"
    under = json.loads(yalu(*watches, "--scenario", "draft-2022-431").out)
    assert (under["verdict"], under["scenario"]) == ("forbidden", "draft-2022-431")
    path = tmp_path / "relief.toml"
    path.write_text(
        '[scenario]\nname = "relief"\n[[close]]\nid = "R2371-9-seafood"\nlast_day = 2017-09-09\n',
        encoding="utf-8",
    )
    assert json.loads(yalu("check", *SQUID, "--json", "--scenario", path).out)["verdict"] == "allowed"


def test_check_without_a_day_asks_of_today(yalu):
    from datetime import date

    ran = yalu("check", "--direction", "export", "--hs", "0307", "--json")
    assert json.loads(ran.out)["on"] == date.today().isoformat()  # noqa: DTZ011, TID251  the user's own day


def test_cases_answer_as_the_contract_says(yalu, cases):
    right, wrong = cases
    ran = yalu("cases", right, wrong, "--json")
    assert (ran.status, ran.err) == (1, "")
    document = json.loads(ran.out)
    assert set(document) == {"total", "passed", "failed", "answers"}
    assert (document["total"], document["passed"]) == (2, 1)
    (failed,) = document["failed"]
    assert {"id", "expected", "got", "cites_expected", "cites_got"} <= set(failed)
    assert (failed["id"], failed["expected"], failed["got"]) == ("squid", ["allowed"], "forbidden")
    assert "2371 9" in failed["cites_got"]
    assert [set(one) for one in document["answers"]] == [{"id", "verdict", "cites", "missing"}] * 2


def test_cases_that_pass_exit_0_and_one_that_fails_exits_1(yalu, cases):
    right, wrong = cases
    ran = yalu("cases", right)
    assert ran.status == 0
    assert ran.out.rstrip().endswith("1 of 1 as expected")
    ran = yalu("cases", wrong)
    assert ran.status == 1
    assert "FAILED" in ran.out
    assert "0 of 1 as expected" in ran.out


def test_a_case_without_an_answer_is_only_asked(yalu, tmp_path):
    path = tmp_path / "asked.toml"
    path.write_text(
        'schema = 1\n[[case]]\nid = "q"\non = 2018-02-01\ndirection = "export"\nhs = "0808"\n',
        encoding="utf-8",
    )
    ran = yalu("cases", path, "--json")
    assert ran.status == 0
    assert json.loads(ran.out)["answers"][0]["verdict"] == "forbidden"


def test_cases_take_a_scenario(yalu, tmp_path):
    path = tmp_path / "watch.toml"
    path.write_text(
        'schema = 1\n[[case]]\nid = "q"\non = 2022-06-01\ndirection = "export"\nhs = "9101"\nexpect = "forbidden"\n',
        encoding="utf-8",
    )
    assert yalu("cases", path).status == 1
    assert yalu("cases", path, "--scenario", "draft-2022-431").status == 0


def test_measures_list_the_law_of_a_day(yalu):
    ran = yalu("measures", "--on", "2017-08-05", "--hs", "2701", "--direction", "export", "--json")
    document = json.loads(ran.out)
    assert (ran.status, document["on"], document["regime"]) == (0, "2017-08-05", "un-dprk")
    assert [one["id"] for one in document["measures"]] == ["R2371-8-coal-iron"]
    ran = yalu("measures", "--on", "2017-08-05", "--hs", "2701", "--direction", "export")
    assert "2371 ¶8" in ran.out
    assert ran.out.endswith("\n1 measure\n")


def test_measures_by_activity_and_resolution(yalu):
    ran = yalu(
        "measures", "--on", "2018-01-01", "--activity", "ship_to_ship", "--resolution", "2375", "--json"
    )
    assert [one["id"] for one in json.loads(ran.out)["measures"]] == ["R2375-11-sts"]


def test_measures_of_a_day_without_any_says_none(yalu):
    ran = yalu("measures", "--on", "1990-01-01")
    assert ran.status == 0
    assert "none" in ran.out.splitlines()
    assert "0 measures" in ran.out


def test_show_prints_one_record_whole(yalu):
    ran = yalu("measures", "show", "R2321-26b-coal-cap", "--json")
    document = json.loads(ran.out)
    assert (document["cite"], document["effective"]) == ("2321 26(b)", "2017-01-01")
    ran = yalu("measures", "show", "R2321-26b-coal-cap")
    assert "400,870,018" in ran.out
    assert "2017-08-04" in ran.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", *SQUID),
        ("measures", "--on", "2018-01-01"),
        ("measures", "show", "R2397-4-crude"),
        ("measures", "show", "R2397-25-humanitarian"),
    ],
)
def test_json_is_one_document_and_nothing_else(yalu, arguments):
    ran = yalu(*arguments, "--json")
    assert ran.err == ""
    assert isinstance(json.loads(ran.out), dict)
    assert "\x1b" not in ran.out


def test_assess_answers_as_the_contract_says(yalu):
    ran = yalu("assess", "CHN", "--on", "2024-05-01", "--json")
    assert (ran.status, ran.err) == (0, "")
    document = json.loads(ran.out)
    promised = "id measure period value low high unit basis grade reason reply sources"
    assert document["indicators"]
    for one in document["indicators"]:
        assert set(promised.split()) <= set(one)


def test_assess_prints_the_page_for_a_terminal(yalu):
    ran = yalu("assess", "China", "--on", "2024-05-01")
    assert ran.status == 0
    assert "PARTLY KEPT" in ran.out
    assert "\x1b" not in ran.out


def test_assess_writes_the_page_and_its_rows(yalu, tmp_path):
    ran = yalu("assess", "CHN", "--on", "2024-05-01", "--out", tmp_path / "page")
    assert ran.status == 0
    (page,) = (tmp_path / "page").glob("*.html")
    assert f"Written: {page}" in ran.out
    assert list((tmp_path / "page").rglob("*.csv"))
    assert not list((tmp_path / "page").rglob("*.part"))


# Bad input: one clear message on standard error, exit 2, nothing on standard output


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("check", "--on", "2017-09-10", "--direction", "export", "--hs", "27011"), "27011"),
        (("check", *SQUID, "--fact", "livelyhood_only=true"), "Nearest: livelihood_only"),
        (("check", *SQUID, "--fact", "emergency"), "has no value"),
        (("check", *SQUID, "--fact", "emergency=perhaps"), "write true or false"),
        (("check", *SQUID, "--fact", "contract_date=2017-02-30"), "is no day"),
        (("check", *SQUID, "--fact", "quantity=much"), "fact quantity"),
        (("check", "--on", "2017-09-31", "--direction", "export", "--hs", "0307"), "2017-09-31"),
        (("check", "--on", "yesterday", "--hs", "0307"), "yesterday"),
        (("check", "--on", "2017-09-10", "--hs", "0307"), "need a direction"),
        (("check", "--on", "2017-09-10", "--direction", "out", "--hs", "0307"), "export or import"),
        (("check", "--on", "2017-09-10"), "names no goods"),
        (("check", "--on", "2017-09-10", "--activity", "port_entri"), "Nearest: port_entry"),
        (("check", "--on", "2017-09-10", "--activity", "payment", "--party", "KPe.999"), "KPe.999"),
        (("check", "--on", "2017-09-10", "--activity", "port_entry", "--imo", "9191774"), "check digit"),
        (("check", *SQUID, "--reporter", "Atlantis"), "Atlantis"),
        (("check", *SQUID, "--regime", "un-drpk"), "Nearest: un-dprk"),
        (("check", *SQUID, "--scenario", "draft-of-nobody"), "there is no such file"),
        (("check", *SQUID, "--colour", "never"), "--colour"),
        (("check", *SQUID, "--color", "green"), "green"),
        (("measures", "--hs", "27011"), "27011"),
        (("measures", "--direction", "out"), "export or import"),
        (("measures", "--activity", "port_entri"), "Nearest: port_entry"),
        (("measures", "--resolution", "twenty"), "twenty"),
        (("measures", "show", "R2371-10-leads"), "Nearest: R2371-10-lead"),
        (("measures", "show"), "ID"),
        (("cases",), "FILE"),
        (("chek",), "check"),
        (("assess", "Atlantis"), "Atlantis"),
        (("assess", "KP"), "the State under the measures"),
        (("assess", "World"), "is not a State"),
        (("assess", "Korea"), "Korea"),
        (("assess", "CHN", "--on", "soon"), "soon"),
    ],
)
def test_bad_input_is_refused_in_words(yalu, arguments, says):
    ran = yalu(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert says in ran.err
    assert "Traceback" not in ran.err


def test_every_mistake_of_a_question_is_told_at_once(yalu):
    ran = yalu(
        "check", "--on", "2017-01-01", "--hs", "27011", "--direction", "out", "--fact", "emergancy=yes"
    )
    assert len(ran.err.rstrip().splitlines()) == 3


@pytest.mark.parametrize(
    ("content", "says"),
    [("", "holds no questions"), ("][", "is not TOML"), ("schema = 1\n", "holds no questions")],
)
def test_a_bad_file_of_cases_is_refused_by_name(yalu, tmp_path, content, says):
    path = tmp_path / "bad.toml"
    path.write_text(content, encoding="utf-8")
    ran = yalu("cases", path)
    assert (ran.status, ran.out) == (2, "")
    assert str(path) in ran.err
    assert says in ran.err


@pytest.mark.parametrize(("name", "says"), [("", "is a directory"), ("none.toml", "there is no such file")])
def test_a_folder_or_no_file_at_all_is_refused_by_name(yalu, tmp_path, name, says):
    ran = yalu("cases", tmp_path / name)
    assert (ran.status, ran.out) == (2, "")
    assert str(tmp_path / name) in ran.err
    assert says in ran.err


def test_a_bad_file_beside_a_good_one_leaves_nothing_half_printed(yalu, cases, tmp_path):
    right, _ = cases
    ran = yalu("cases", right, tmp_path / "none.toml", "--json")
    assert (ran.status, ran.out) == (2, "")


@pytest.mark.parametrize("line", ['hs = "0307"', 'activity = "payment"\nparty = "KPe.999"'])
def test_a_question_that_cannot_be_judged_is_named(yalu, tmp_path, line):
    path = tmp_path / "bad.toml"
    path.write_text(f'schema = 1\n[[case]]\nid = "the one"\non = 2017-01-01\n{line}\n', encoding="utf-8")
    ran = yalu("cases", path)
    assert (ran.status, ran.out) == (2, "")
    assert "the one" in ran.err


def test_a_folder_that_cannot_be_written_is_refused_by_name(yalu, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    ran = yalu("assess", "CHN", "--on", "2024-05-01", "--out", tmp_path / "file" / "page")
    assert (ran.status, ran.out) == (2, "")
    assert str(tmp_path / "file" / "page") in ran.err


def test_a_folder_that_is_no_regime_is_refused(yalu, tmp_path):
    ran = yalu("check", *SQUID, "--regime", tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert "regime.toml" in ran.err


def test_a_refusal_is_an_error_of_the_tree(cases):
    result = CliRunner().invoke(cli, ["check", "--on", "2017-01-01"])
    assert isinstance(result.exception, BadInput)


@pytest.mark.parametrize(
    ("raised", "status"), [(KeyboardInterrupt(), 130), (BrokenPipeError(), 0), (BadInput("no"), 2)]
)
def test_how_a_run_ends(monkeypatch, raised, status):
    def fails(**_):
        raise raised

    monkeypatch.setattr(app.cli, "main", fails)
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with pytest.raises(SystemExit) as leave:
        app.main()
    assert leave.value.code == status


# How it looks


def test_help_lists_every_fact_and_activity(yalu):
    ran = yalu("check", "--help")
    assert ran.status == 0
    for name in (*FACTS, *ACTIVITIES):
        assert name in ran.out


def test_help_lists_every_command(yalu):
    ran = yalu("--help")
    assert ran.status == 0
    for name in ("assess", "cases", "check", "measures"):
        assert f"  {name} " in ran.out


def test_version_is_said(yalu):
    assert __version__ in yalu("--version").out


def test_a_pipe_gets_no_escape(yalu):
    for arguments in (("check", *SQUID), ("measures",), ("measures", "show", "R2371-10-lead")):
        assert "\x1b" not in yalu(*arguments).out


def test_colour_that_is_asked_for_is_given(yalu):
    assert "\x1b[" in yalu("check", *SQUID, "--color", "always").out


# The program itself


def test_a_command_elsewhere_is_listed_with_the_first_words_of_its_own_help():
    import click

    from yalu.app.cli import _ELSEWHERE

    ctx = click.Context(cli)
    for name, (_, says) in _ELSEWHERE.items():
        command = cli.get_command(ctx, name)
        assert command.name == name
        assert (
            command.get_short_help_str(1000) == says.rstrip(".") or command.get_short_help_str(1000) == says
        )


def run(*arguments, env=None, code="from yalu.app.cli import main; main()"):
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True, check=False, encoding="utf-8", env={**os.environ, "PYTHONIOENCODING": "utf-8", **(env or {})},
    )  # fmt: skip


def test_the_program_exits_0_1_and_2(cases):
    right, wrong = cases
    assert run("check", *SQUID).returncode == 0
    assert run("cases", str(right)).returncode == 0
    assert run("cases", str(wrong)).returncode == 1
    refused = run("check", "--hs", "27011", "--direction", "export")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith("yalu: ")


def test_the_program_speaks_ascii_where_it_must():
    ran = run("check", *SQUID, env={"PYTHONIOENCODING": "ascii"})
    assert ran.returncode == 0
    assert ran.stdout.isascii()
    assert "STOP FORBIDDEN" in ran.stdout


def test_a_reader_that_leaves_early_is_no_error():
    pipe = f'{sys.executable} -c "from yalu.app.cli import main; main()" measures --on 2018-01-01 | head -1'
    ran = subprocess.run(["sh", "-c", pipe], capture_output=True, check=False, encoding="utf-8")
    assert ran.stderr == ""
    assert "in force on 2018-01-01" in ran.stdout


def loaded(*arguments):
    code = (
        "import sys\nsys.stdout = open('/dev/null', 'w')\nfrom yalu.app.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\nprint(*sys.modules, file=sys.stderr)"
    )
    return set(run(*arguments, code=code).stderr.split())


def test_help_loads_no_heavy_library():
    modules = loaded("--help")
    assert "yalu.app.cli" in modules
    for name in ("msgspec", "jinja2", "numpy", "tomllib", "csv", "yalu.measures.model", "yalu.report.law"):
        assert name not in modules


def test_check_loads_no_page_and_no_parser_of_toml():
    modules = loaded("check", *SQUID)
    assert "msgspec" in modules
    for name in ("jinja2", "numpy", "tomllib", "difflib", "yalu.assess.model"):
        assert name not in modules
