"""How long does a large CSV take into a store, beside DuckDB's own reader on the same columns?

    python bench/trade_scale.py [MILLION_ROWS]

Writes a table in the layout of BACI (t, i, j, k, v, q), 25 years, 5,000 codes of goods, stores it (`yalu.trade.stored`),
and copies the same columns to one Parquet file with DuckDB alone, three times each in turn, each in a process of its own.
Prints the medians, their ratio, the peak memory of the store, and one query over the flows.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

_TURNS = 3
_COLUMNS = "{'t': 'VARCHAR', 'i': 'VARCHAR', 'j': 'VARCHAR', 'k': 'VARCHAR', 'v': 'DOUBLE', 'q': 'DOUBLE'}"


def write_table(path: Path, rows: int) -> None:
    """A made-up table of `rows` rows: exporters, importers and codes repeat as they do in BACI."""
    import duckdb

    duckdb.connect().execute(
        f"""COPY (SELECT 1995 + (n * 25) // {rows} AS t,
        [156, 842, 699, 643, 392, 410, 276, 251][1 + (hash(n) % 8)::INT] AS i,
        [408, 410, 156, 842, 344, 579][1 + (hash(n * 7) % 6)::INT] AS j,
        printf('%06d', 10111 + 187 * (hash(n * 3) % 5000)::INT) AS k,
        round((hash(n * 11) % 1000000) / 1000.0, 3) AS v,
        CASE WHEN hash(n) % 10 = 0 THEN NULL ELSE round((hash(n * 13) % 100000) / 1000.0, 3) END AS q
        FROM range({rows}) AS made(n)) TO '{path}' (HEADER)"""  # noqa: S608  # our own
    )


def _timed(what: str, source: Path, folder: Path) -> None:
    """One turn in this process: seconds and peak memory in MiB on one line."""
    start = perf_counter()
    if what == "store":
        from yalu.trade.stored.read import store

        store(source, folder)
    else:
        import duckdb

        connection = duckdb.connect()
        connection.execute("SET memory_limit = '600MB'")
        connection.execute(
            f"COPY (SELECT * FROM read_csv('{source}', header = true, columns = {_COLUMNS})) TO "  # noqa: S608  # our own path
            f"'{folder}.parquet' (FORMAT parquet)"
        )
    print(perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _turn(what: str, source: Path, folder: Path) -> tuple[float, float]:
    shutil.rmtree(folder, ignore_errors=True)
    done = subprocess.run(
        [sys.executable, __file__, what, source, folder], check=True, capture_output=True, text=True
    )
    seconds, memory = done.stdout.split()
    return float(seconds), float(memory)


def main(rows: int) -> None:
    """Prints the comparison."""
    import narwhals as nw

    from yalu.trade.stored.read import stored_flows

    with tempfile.TemporaryDirectory() as room:
        source = Path(room) / "BACI_HS92_bench.csv"
        write_table(source, rows)
        print(f"{rows:,} rows, {source.stat().st_size / 1e6:,.0f} MB of CSV")
        turns: dict[str, list[tuple[float, float]]] = {"duckdb": [], "store": []}
        for _ in range(_TURNS):
            for what, done in turns.items():
                done.append(_turn(what, source, Path(room) / what))
        seconds = {what: median(second for second, _ in done) for what, done in turns.items()}
        memory = max(peak for _, peak in turns["store"])
        print(
            f"DuckDB alone {seconds['duckdb']:.2f} s, store {seconds['store']:.2f} s, ratio "
            f"{seconds['store'] / seconds['duckdb']:.2f}"
        )
        print(f"peak memory of the store {memory:,.0f} MiB")
        start = perf_counter()
        flows = stored_flows(Path(room) / "store")
        found = (
            flows.filter(nw.col("partner") == "PRK")
            .group_by("reporter", "since")
            .agg(nw.col("value").sum())
            .collect()
        )
        print(f"{found.shape[0]} exporters and years to one partner: {perf_counter() - start:.2f} s")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        _timed(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        main(int(float(sys.argv[1] if len(sys.argv) > 1 else 20) * 1_000_000))
