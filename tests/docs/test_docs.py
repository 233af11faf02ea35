"""The documentation says what is so: commands, facts, targets, figures of an example."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from typing import Any

import msgspec
import pytest

from yalu.debate import model as debate_model
from yalu.lists.sources import SOURCES
from yalu.measures import model
from yalu.measures.facts import ACTIVITIES, FACTS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted(p for p in DOCS.rglob("*.md") if "_build" not in p.parts),
]
ELISION = "…"


@pytest.fixture(scope="module")
def blocks() -> dict[str, Any]:
    """The script that fills the blocks of the pages."""
    return runpy.run_path(str(DOCS / "_fill.py"))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_every_command_has_its_help_in_the_reference(blocks: dict[str, Any]) -> None:
    shown = re.findall(r"<!-- help: ([^>]+?) -->", _text(DOCS / "reference" / "commands.md"))
    assert shown == blocks["commands"]()


def test_every_list_source_is_in_the_reference_with_its_licence_and_address() -> None:
    rows = [
        line for line in _text(DOCS / "reference" / "list-sources.md").splitlines() if line.startswith("| `")
    ]
    assert rows == [
        f"| `{one.name}` | `{one.family}` | {one.title} | {one.publisher} | {one.licence} | <{one.address}> |"
        for one in SOURCES
    ]


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_filled_blocks_are_what_the_program_prints(page: Path, blocks: dict[str, Any]) -> None:
    assert _text(page) == blocks["refreshed"](_text(page)), "run `make docs`"


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_an_excerpt_shows_only_lines_that_are_printed_in_that_order(
    page: Path, blocks: dict[str, Any]
) -> None:
    for block in blocks["CONSOLE"].finditer(_text(page)):
        printed = iter(blocks["printed"](block["command"]).splitlines())
        for line in block["shown"].splitlines():
            if line.strip() and line.strip() != ELISION:
                assert any(line.rstrip() == real for real in printed), (
                    f"{block['command']} does not print: {line}"
                )


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_python_of_a_page_runs(page: Path) -> None:
    namespace: dict[str, Any] = {}
    for block in re.findall(r"```python\n(.*?)```", _text(page), re.DOTALL):
        exec(compile(block, _name(page), "exec"), namespace)  # noqa: S102  # the page's own code is what is tested


def test_every_fact_and_activity_is_explained_in_the_reference() -> None:
    page = _text(DOCS / "reference" / "facts.md")
    for fact in FACTS.values():
        assert f"| `{fact.name}` | {fact.kind} | {fact.says} |" in page
    for name, says in ACTIVITIES.items():
        assert f"| `{name}` | {says.partition(': ')[0]} | {says.partition(': ')[2]} |" in page


def test_make_targets_that_pages_name_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", _text(ROOT / "Makefile"), re.MULTILINE))
    named = {
        target
        for page in PAGES
        for target in re.findall(r"(?:^|`)make ([a-z]+)(?:`|$)", _text(page), re.MULTILINE)
    }
    assert {"demo", "check"} <= named <= targets


def test_readme_gives_exactly_the_two_commands() -> None:
    block = re.findall(r"```sh\n(.*?)```", _text(ROOT / "README.md"), re.DOTALL)[0]
    assert [line.partition("#")[0].strip() for line in block.splitlines()] == ["make demo", "make check"]


def test_every_decision_has_a_number_in_order_and_a_date() -> None:
    headings = re.findall(r"^## (.*)$", _text(DOCS / "design.md"), re.MULTILINE)
    for number, heading in enumerate(headings, start=1):
        assert re.fullmatch(rf"{number}\. .+ \(\d{{4}}-\d\d-\d\d\)", heading)


@pytest.mark.parametrize("record", ["Measure", "Goods", "Exemption", "Cap"])
def test_every_field_of_a_law_file_is_in_the_reference(record: str) -> None:
    section = (
        _text(DOCS / "reference" / "measures-toml.md").partition(f"\n## {record}\n")[2].partition("\n## ")[0]
    )
    named = [
        name
        for row in re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", row)
    ]
    assert sorted(named) == sorted(field.name for field in msgspec.structs.fields(getattr(model, record)))


@pytest.mark.parametrize(
    "folder", ["terms", "measures", "lists", "trade", "screen", "assess", "events", "strategy"]
)
def test_every_shipped_table_is_in_the_reference(folder: str) -> None:
    page = _text(DOCS / "reference" / "tables.md")
    tables = [
        path.name
        for path in (ROOT / "src" / "yalu" / folder / "data").glob("*.*")
        if path.suffix in {".csv", ".txt"}
    ]
    assert [name for name in tables if f"| `{name}` |" not in page] == []


@pytest.mark.parametrize(
    "record", ["Debate", "Hypothesis", "Relation", "Cluster", "Item", "Prediction", "Participant"]
)
def test_every_field_of_a_debate_is_in_the_reference(record: str) -> None:
    page = _text(DOCS / "reference" / "debate-toml.md")
    section = page.partition(f"\n## {record}\n")[2].partition("\n## ")[0]
    for field in msgspec.structs.fields(getattr(debate_model, record)):
        assert re.search(rf"^\| .*`{field.encode_name}`.* \|", section, re.MULTILINE), field.encode_name
