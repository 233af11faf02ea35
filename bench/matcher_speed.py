"""How fast and how large is the matcher? Cold and warm apart; start, memory, percentiles; pairs against an everyday list.

Usage: `YALU_TEST_DATA=FOLDER python bench/matcher_speed.py`. Times are of the wall; `cpu` beside them is process time.
*One by one* asks as a counter does, *together* as `yalu screen table` does. rapidfuzz is measured on the same names in the same
run, and so is nomenklatura's logic-v2 where `nomenklatura` is installed.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from matcher_lists import all_lists, ftm_lines
from rapidfuzz import fuzz
from rapidfuzz.process import cdist, extract

from yalu.screen.names import Matcher, build_index
from yalu.screen.party import Party
from yalu.screen.read import tables, write_index

FIRST = """
import sys, time
from pathlib import Path
begin = time.perf_counter()
from yalu.screen.names import Matcher
from yalu.screen.party import Party
from yalu.screen.read import read_index, tables
matcher = Matcher(read_index(Path(sys.argv[1])), tables())
matcher.screen(Party(kinds=("person",), names=("Kim Yong Chol",)))
took = time.perf_counter() - begin
print(took, next(int(l.split()[1]) for l in open("/proc/self/status") if l.startswith("VmHWM")) / 1024)
"""
MANY = """
import sys, time, json
from pathlib import Path
from yalu.screen.names import Matcher
from yalu.screen.party import party_of_ftm
from yalu.screen.read import read_index, tables
matcher = Matcher(read_index(Path(sys.argv[1])), tables())
part, parts = int(sys.argv[3]), int(sys.argv[4])
queries = [party_of_ftm(json.loads(l)) for l in Path(sys.argv[2]).read_text("utf-8").splitlines()][part::parts]
each, begin, cpu = [], time.perf_counter(), time.process_time()
for query in queries:
    one = time.perf_counter()
    matcher.screen(query, explain=False)
    each.append(time.perf_counter() - one)
took, cpu = time.perf_counter() - begin, time.process_time() - cpu
again = time.perf_counter()
for query in queries:
    matcher.screen(query, explain=False)
again = time.perf_counter() - again
each.sort()
at = lambda share: each[int(len(each) * share)] * 1000
print(json.dumps({"n": len(queries), "cold": len(queries) / took, "cold_cpu": len(queries) / cpu, "warm": len(queries) / again,
    "p50": at(.5), "p95": at(.95), "p99": at(.99),
    "mib": next(int(l.split()[1]) for l in open("/proc/self/status") if l.startswith("VmHWM")) / 1024}))
"""
TOGETHER = """
import sys, time, json
from pathlib import Path
from yalu.screen.names import Matcher
from yalu.screen.party import party_of_ftm
from yalu.screen.read import read_index, tables
matcher = Matcher(read_index(Path(sys.argv[1])), tables())
part, parts = int(sys.argv[3]), int(sys.argv[4])
queries = [party_of_ftm(json.loads(l)) for l in Path(sys.argv[2]).read_text("utf-8").splitlines()][part::parts]
begin = time.perf_counter()
matcher.screen_many(queries, explain=False)
print(len(queries) / (time.perf_counter() - begin))
"""


def run(script: str, *arguments: object) -> subprocess.Popen[str]:
    """A fresh interpreter with a script."""
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)], stdout=subprocess.PIPE, text=True
    )


def answered(process: subprocess.Popen[str]) -> str:
    """What a process printed."""
    return process.communicate()[0].strip()


def pair_rates(parties: list[Party]) -> None:
    """One query against 1,000 listed persons, every word of every alias."""
    table = tables()
    people = [p for p in parties if p.kinds == ("person",)]
    listed, asked = people[:1000], people[5000:5100]
    matcher = Matcher.of(listed, table)
    rows = len(matcher.index.parts["person"].row_count)
    names = [p.names[0] for p in asked]
    for title, queries in (
        ("name pairs, one against many", [Party(kinds=("person",), names=(n,)) for n in names]),
        ("entity pairs, one against many", asked),
    ):
        for query in queries[:5]:
            matcher.scores(query, every=True)
        spellings = sum(len(q.names) + len(q.weak_names) for q in queries)
        begin, cpu = time.perf_counter(), time.process_time()
        for query in queries:
            matcher.scores(query, every=True)
        took, cpu = time.perf_counter() - begin, time.process_time() - cpu
        print(
            f"{title:40}{len(queries) * 1000 / took:12,.0f} parties/s"
            f" {spellings * rows / took:12,.0f} names/s  (cpu {len(queries) * 1000 / cpu:,.0f} parties/s)"
        )
    texts = [n for p in listed for n in p.names]
    begin = time.perf_counter()
    cdist(names, texts, scorer=fuzz.token_set_ratio)
    print(
        f"{'rapidfuzz token_set_ratio, cdist':40}{len(names) * len(texts) / (time.perf_counter() - begin):12,.0f} names/s"
    )
    try:
        from followthemoney import model
        from nomenklatura.matching import get_algorithm
    except ImportError:
        print("nomenklatura is not installed: logic-v2 is not measured here")
        return
    algorithm = get_algorithm("logic-v2")
    made = []
    for place, party in enumerate(asked[:3] + listed):
        one = model.make_entity("Person")
        one.id = str(place)
        one.add("name", list(party.names))
        made.append(one)
    for other in made[3:50]:
        algorithm.compare(made[0], other, algorithm.default_config())
    begin = time.perf_counter()
    for query in made[:3]:
        for other in made[3:]:
            algorithm.compare(query, other, algorithm.default_config())
    print(f"{'nomenklatura logic-v2':40}{3 * len(listed) / (time.perf_counter() - begin):12,.0f} parties/s")


def peer_queries(listed: list[Party], asked: list[Party]) -> None:
    """Rapidfuzz's own search over every name of the same list: no facts, no scripts but Latin."""
    names = [n for p in listed for n in p.names]
    for title, scorer, cutoff in (("WRatio", fuzz.WRatio, 85), ("token_set_ratio", fuzz.token_set_ratio, 85)):
        begin = time.perf_counter()
        for party in asked[::150]:
            extract(party.names[0], names, scorer=scorer, score_cutoff=cutoff, limit=10)
        rate = len(asked[::150]) / (time.perf_counter() - begin)
        print(f"rapidfuzz extract {title:22}{rate:12,.1f} queries/s over {len(names):,} names")


def main() -> None:
    """Prints all measures."""
    folder = Path(os.environ["YALU_TEST_DATA"])
    queries = folder / "matching" / "screen_queries.jsonl"
    with tempfile.TemporaryDirectory() as home:
        parties = ftm_lines(folder / "matching" / "speed_list_20k.jsonl")
        for title, some in (("20,000 entities", parties), ("all lists", all_lists(folder))):
            begin = time.perf_counter()
            index = build_index(some, tables())
            built = time.perf_counter() - begin
            path = Path(home) / "index"
            write_index(index, path)
            del index
            print(
                f"== {title}: {len(some)} parties, built in {built:.1f} s, file {path.stat().st_size / 2**20:.1f} MiB"
            )
            firsts = sorted(tuple(map(float, answered(run(FIRST, path)).split())) for _ in range(5))
            print(f"start to first answer {firsts[2][0]:.3f} s, {firsts[2][1]:.0f} MiB")
            one = json.loads(answered(run(MANY, path, queries, 0, 1)))
            print("one process:  " + "  ".join(f"{k} {v:,.2f}" for k, v in one.items()))
            two = [json.loads(answered(p)) for p in [run(MANY, path, queries, i, 2) for i in range(2)]]
            together = [float(answered(run(TOGETHER, path, queries, 0, 1)))]
            both = [float(answered(p)) for p in [run(TOGETHER, path, queries, i, 2) for i in range(2)]]
            print(f"together, cold: one process {together[0]:,.0f}/s  two {sum(both):,.0f}/s")
            print(
                f"two processes: cold {sum(t['cold'] for t in two):,.0f}/s  warm {sum(t['warm'] for t in two):,.0f}/s"
            )
        pair_rates(parties)
        peer_queries(parties, ftm_lines(queries))


if __name__ == "__main__":
    main()
