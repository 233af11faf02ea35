"""Opens the law: TOML as lawyers edit it, and the compiled form that starts quickly.

The TOML files are the source. `data/un-dprk.json` is compiled from them by `make data` and checked by `make check`;
a folder of one's own is read from its TOML at each start. Every mistake of a folder is found before any is reported.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from yalu.measures.model import Listing, RegimeTables, Vessel
from yalu.measures.question import Case, case_from
from yalu.measures.regime import Listed, Regime
from yalu.terms.errors import BadFile, Problem, UnknownValue, nearest
from yalu.terms.read import gazetteer, hs_codes

if TYPE_CHECKING:
    from yalu.measures.regime import Scenario

__all__ = [
    "compile_regime", "listed", "read_cases", "read_regime", "read_scenario", "scenario_path", "shipped_regimes",
    "shipped_scenarios",
]  # fmt: skip

_DATA = Path(__file__).with_name("data")


def shipped_regimes() -> tuple[str, ...]:
    """Names of the regimes that ship with the package."""
    return tuple(sorted(path.stem for path in _DATA.glob("*.json")))


def shipped_scenarios(regime: str) -> tuple[str, ...]:
    """Names of the scenarios that ship beside a regime."""
    return tuple(sorted(path.stem for path in (_DATA / regime / "scenarios").glob("*.toml")))


@cache
def read_regime(name: str = "un-dprk") -> Regime:
    """A shipped regime by name, or a folder of TOML files by its path.

    Raises:
        BadFile: the folder has mistakes; all of them are named.
        UnknownValue: no such regime and no such folder.
    """
    compiled = _DATA / f"{name}.json"
    if "/" not in name and compiled.exists():
        return Regime(msgspec.json.decode(compiled.read_bytes(), type=RegimeTables))
    if Path(name).is_dir():
        return Regime(compile_regime(Path(name)))
    raise UnknownValue("regime", name, nearest(name, shipped_regimes()))


def compile_regime(folder: Path | None = None) -> RegimeTables:
    """The tables of a folder of TOML files, all checked against each other.

    Raises:
        BadFile: every mistake in the folder, with file, paragraph, field and the nearest valid value.
        Conflict: two measures contradict each other without an order.
    """
    from yalu.measures.files import Bundle, tables_from  # the compiler, which no shipped regime needs

    folder = folder or _DATA / "un-dprk"
    problems: list[Problem] = []
    bundle = Bundle(
        regime=_toml(folder / "regime.toml", problems),
        resolutions={
            path.name: _toml(path, problems) for path in sorted(folder.glob("unscr-*.toml"), key=_number)
        },
        words=_toml(folder / "words.toml", problems),
        candidates=_csv(folder / "luxury_candidates.csv"),
        national={path.name: _toml(path, problems) for path in sorted((folder / "national").glob("*.toml"))},
    )
    if problems:
        raise BadFile(problems)
    return tables_from(bundle, hs_codes())


def scenario_path(name: str, regime: str = "un-dprk") -> Path:
    """Where a scenario stands: among those that ship, else where its name says."""
    shipped = _DATA / regime / "scenarios" / f"{name}.toml"
    return shipped if shipped.exists() else Path(name)


def read_scenario(name: str, regime: str = "un-dprk") -> Scenario:
    """A scenario by the path of its TOML file, or by name among those that ship.

    Raises:
        BadFile: the file has mistakes; all of them are named.
        BadInput: there is no such file.
    """
    from yalu.measures.files import scenario_from

    path = scenario_path(name, regime)
    problems: list[Problem] = []
    raw = _toml(path, problems)
    if problems:
        near = None if path.exists() else nearest(name, shipped_scenarios(regime))
        raise BadFile([problem._replace(nearest=near) for problem in problems])
    return scenario_from(path.name, raw, read_regime(regime).tables, hs_codes())


@cache
def listed() -> Listed:
    """The casebook's table of designations."""
    subjects = tuple(_record(row, Listing) for row in _csv(_DATA / "designations.csv"))
    vessels = tuple(_record(row, Vessel) for row in _csv(_DATA / "vessels.csv"))
    return Listed(subjects, vessels)


def read_cases(path: Path) -> tuple[Case, ...]:
    """The questions of a TOML file.

    Raises:
        BadFile: the file cannot be read, is empty, or has mistakes; all of them are named.
    """
    problems: list[Problem] = []
    raw = _toml(path, problems)
    tables = raw.get("case", [])
    if not problems and (raw.get("schema") != 1 or not isinstance(tables, list) or not tables):
        problems.append(
            Problem(str(path), "", "", "holds no questions; it needs schema = 1 and [[case]] tables")
        )
    cases: list[Case] = []
    for number, table in enumerate(tables if isinstance(tables, list) else [], start=1):
        case = case_from(table, str(path), number, hs_codes(), gazetteer())
        if isinstance(case, Case):
            cases.append(case)
        else:
            problems += case
    if problems:
        raise BadFile(problems)
    return tuple(cases)


def _toml(path: Path, problems: list[Problem]) -> dict[str, Any]:
    import tomllib  # a slow parser, needed only where the source is read

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except IsADirectoryError:
        problems.append(Problem(str(path), "", "", "is a directory; give a TOML file"))
    except FileNotFoundError:
        problems.append(Problem(str(path), "", "", "there is no such file"))
    except OSError as error:
        problems.append(Problem(str(path), "", "", f"cannot be read: {error.strerror}"))
    except UnicodeDecodeError:
        problems.append(Problem(str(path), "", "", "is not text in UTF-8"))
    except tomllib.TOMLDecodeError as error:
        problems.append(Problem(str(path), "", "", f"is not TOML: {error}"))
    return {}


def _csv(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def _record(row: dict[str, str], kind: type[Any]) -> Any:
    fields = {name: value for name, value in row.items() if value and name in kind.__struct_fields__}
    for name in ("measures", "kinds", "legal_basis"):
        if name in fields:
            fields[name] = fields[name].split(";")  # type: ignore[assignment]  # a list cell becomes a list
    if kind is Vessel:
        fields.setdefault("imo", "")
    return msgspec.convert(fields, kind)


def _number(path: Path) -> int:
    """The number in a resolution's file name, so that files are read in order of adoption."""
    digits = "".join(letter for letter in path.stem if letter.isdecimal())
    return int(digits or 0)
