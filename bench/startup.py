"""How long does yalu take to start and to answer, beside bare Python and a minimal click program?

Units: CPU milliseconds, user and system, of the child process; the median of `RUNS` runs. Ratios are to bare Python.
Assumes an idle machine; one unmeasured run of each comes first, so that files are in the cache and bytecode is written.

Usage: python bench/startup.py
"""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path
from statistics import median

RUNS = 15
YALU = str(Path(sys.executable).with_name("yalu"))
CLICK = "import click; click.command()(click.option('--name', help='A name.')(lambda name: None))(['--help'])"
CHECK = ["check", "--direction", "export", "--hs", "0307", "--on", "2017-09-01"]
PROGRAMS = {
    "python -c pass": ([sys.executable, "-c", "pass"], None),
    "a click program, --help": ([sys.executable, "-c", CLICK], None),
    "yalu --help": ([YALU, "--help"], 60),
    "yalu " + " ".join(CHECK): ([YALU, *CHECK], 150),
}
LOAD_BUDGET = 50  # ms
BARE_ON_ANCHOR = 9  # ms; budgets are stated for a machine where bare Python takes this long


def cpu_ms(command: list[str]) -> float:
    """CPU milliseconds of one run.

    Raises:
        CalledProcessError: the program failed, so its time means nothing.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


def load_ms() -> float:
    """CPU milliseconds to load the regime in a process that has done nothing else, imports not counted; median of `RUNS`."""
    code = (
        "import time; from yalu.measures.read import read_regime; import yalu.terms.read; "
        "start = time.process_time(); read_regime(); print(1000 * (time.process_time() - start))"
    )
    runs = (
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True) for _ in range(RUNS)
    )
    return median(float(run.stdout) for run in runs)


def main() -> None:
    """Prints one line for each program."""
    print(f"{'program':58} {'CPU ms':>7} {'ratio':>6}  {'budget here':>11}")
    bare = None
    for name, (command, budget) in PROGRAMS.items():
        cpu_ms(command)
        took = median(cpu_ms(command) for _ in range(RUNS))
        bare = bare or took
        allowed = f"{budget * bare / BARE_ON_ANCHOR:.0f} ms" if budget else ""
        print(f"{name:58} {took:7.1f} {took / bare:6.1f}  {allowed:>11}")
    load, allowed = load_ms(), f"{LOAD_BUDGET * (bare or BARE_ON_ANCHOR) / BARE_ON_ANCHOR:.0f} ms"
    print(f"{'loading the regime':58} {load:7.1f} {load / (bare or BARE_ON_ANCHOR):6.1f}  {allowed:>11}")


if __name__ == "__main__":
    main()
