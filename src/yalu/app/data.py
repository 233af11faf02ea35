"""Is what ships compiled from its source, and does every fact name where it came from?

`python -m yalu.app.data` writes what is compiled anew, `--check` only compares; both refuse a casebook table with a row that
has no source or stands under an id that another row has.

The regime is edited as TOML and read at start from one JSON file, because parsing TOML takes longer than answering.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import msgspec

import yalu.measures.read as law
from yalu.terms.errors import YaluError

__all__ = ["compiled", "main", "unsourced"]

_DATA = Path(law.__file__).with_name("data")
_PACKAGE = Path(law.__file__).parents[1]


def compiled(regime: str) -> bytes:
    """A regime's TOML folder as the JSON that ships, one record to a line so that changes can be reviewed."""
    tables = msgspec.to_builtins(law.compile_regime(_DATA / regime))
    lines = [f'"{name}": {_rows(value)}' for name, value in tables.items()]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def unsourced(package: Path = _PACKAGE) -> list[str]:
    """One line for each row of a shipped table that names no source, or whose id another row has."""
    faults = []
    for path in sorted(package.glob("*/data/**/*.csv")):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        seen: set[str] = set()
        for number, row in enumerate(csv.DictReader(lines), start=2):
            where = f"{path.relative_to(package)}, row {number}"
            if "source" in row and not (row["source"] or "").strip():
                faults.append(f"{where}: has no source")
            if row.get("id") in seen:
                faults.append(f"{where}: id {row['id']} stands twice")
            seen.add(row.get("id") or where)
    return faults


def _rows(value: object) -> str:
    def encode(item: object) -> str:
        return msgspec.json.encode(item).decode()

    if isinstance(value, (list, tuple)) and value:
        return "[\n" + ",\n".join(encode(item) for item in value) + "\n]"
    return encode(value)


def main(arguments: list[str]) -> int:
    """Write or compare every shipped regime; 1 if one differs from its source, 2 if a source or a table has mistakes."""
    if faults := unsourced():
        print("\n".join(faults), file=sys.stderr)
        return 2
    stale = []
    for folder in sorted(path.parent for path in _DATA.glob("*/regime.toml")):
        target = _DATA / f"{folder.name}.json"
        try:
            fresh = compiled(folder.name)
        except YaluError as error:
            print(error, file=sys.stderr)
            return 2
        if target.exists() and target.read_bytes() == fresh:
            continue
        if "--check" in arguments:
            stale.append(target.name)
        else:
            target.write_bytes(fresh)
            print(f"written: {target.name}")
    if stale:
        print(f"{', '.join(stale)}: differs from its source; run make data", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
