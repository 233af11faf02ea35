"""How often does the matcher alert on ordinary names? Match and review rates with their bars.

Usage: `YALU_TEST_DATA=FOLDER python bench/matcher_ordinary.py [--sample N] [--show]`. A sample is every k-th row.
Homonyms are counted: a name that is letter for letter a listed one alerts, as it must.
"""

import csv
import gzip
import os
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import numpy as np
from matcher_lists import all_lists, dprk_persons

from yalu.screen.names import Matcher
from yalu.screen.party import Party
from yalu.screen.read import tables


def rows(folder: Path, name: str, sample: int) -> list[dict[str, str]]:
    """The rows of one file of names, or every k-th of them."""
    with gzip.open(folder / "lists" / "names" / f"{name}.csv.gz", "rt", encoding="utf-8") as file:
        found = list(csv.DictReader(file))
    return found[:: max(1, len(found) // sample)] if sample else found


def measure(title: str, matcher: Matcher, queries: Iterable[Party], bar: float, show: bool) -> None:
    """Prints the share of queries that alert."""
    begin, asked, counts, shown = time.perf_counter(), list(queries), {"match": 0, "review": 0}, 0
    n = len(asked)
    index = matcher.index
    captions = {index.ids.one(i): index.captions.one(i) for i in range(len(index.ids))} if show else {}
    for query, hits in zip(asked, matcher.screen_many(asked, limit=1, explain=False), strict=True):
        if hits:
            counts[hits[0].outcome] += 1
            if show and hits[0].outcome == "match" and shown < 40:
                shown += 1
                print(f"      {hits[0].score:.3f} {query.names[0]} | {captions[hits[0].id]}")
    took = time.perf_counter() - begin
    match, review = (counts[k] / n for k in ("match", "review"))
    print(f"{title:44}{n:8}{match:9.3%}{bar:9.2%}{review:9.3%}{n / took:9.0f}/s", flush=True)


def born(queries: Iterable[Party]) -> Iterator[Party]:
    """The same persons with birth days drawn evenly from 1940 to 2000, seed 20261121."""
    rng = np.random.default_rng(20261121)
    first, last = date(1940, 1, 1).toordinal(), date(2000, 1, 1).toordinal()
    for query in queries:
        day = int(rng.integers(first, last))
        yield Party(kinds=query.kinds, names=query.names, births=((day, day + 1),))


def main() -> None:
    """Runs what is asked for."""
    folder = Path(os.environ["YALU_TEST_DATA"])
    sample = int(sys.argv[sys.argv.index("--sample") + 1]) if "--sample" in sys.argv else 0
    show = "--show" in sys.argv
    only = [a for a in sys.argv[1:] if a in ("korean", "chinese", "companies", "ships")]
    table = tables()
    print(f"{'queries':44}{'n':>8}{'match':>9}{'bar':>9}{'review':>9}{'speed':>11}")
    if not only or "korean" in only:
        matcher = Matcher.of(dprk_persons(folder), table)
        people = rows(folder, "ko_persons", sample)
        for title, field, bar in (
            ("Korean, DPRK spelling", "romanised_dprk_style", 0.004),
            ("Korean, southern spelling", "romanised_southern_style", 0.004),
            ("Korean, Hangul", "hangul", 0.002),
        ):  # fmt: skip
            queries = [Party(kinds=("person",), names=(r[field],)) for r in people]
            measure(title, matcher, queries, bar, show)
            if field != "romanised_southern_style":
                measure(f"{title}, random birth days", matcher, born(queries), 0.0003, show)
    if only == ["korean"]:
        return
    begin = time.perf_counter()
    parties = all_lists(folder)
    middle = time.perf_counter()
    matcher = Matcher.of(parties, table)
    print(
        f"all lists: {len(parties)} parties, read in {middle - begin:.1f} s, indexed in {time.perf_counter() - middle:.1f} s"
    )
    if not only or "chinese" in only:
        people = rows(folder, "zh_persons", sample)
        for title, field in (("Chinese, pinyin", "pinyin"), ("Chinese, characters", "hanzi")):
            measure(
                title, matcher, [Party(kinds=("person",), names=(r[field],)) for r in people], 0.003, show
            )
    if not only or "companies" in only:
        for name in ("us_listed_companies", "synthetic_companies"):
            firms = [Party(kinds=("organisation",), names=(r["name"],)) for r in rows(folder, name, sample)]
            measure(name.replace("_", " "), matcher, firms, 0.01, show)
    if not only or "ships" in only:
        ships = rows(folder, "vessels", sample)
        named = [Party(kinds=("vessel",), names=(r["name"],)) for r in ships if r["name"].strip()]
        listed = {n for p in parties for k, n in p.identifiers if k == "imo"}
        measure("ships by name alone, listed ones too", matcher, named, 0.005, False)
        named = [
            Party(kinds=("vessel",), names=(r["name"],))
            for r in ships
            if r["name"].strip() and r["imo"] not in listed
        ]
        measure("ships by name alone, listed ones left out", matcher, named, 0.005, show)
        numbered = [
            Party(kinds=("vessel",), names=(r["name"],), identifiers=(("imo", r["imo"]),))
            for r in ships if r["name"].strip() and r["imo"] not in listed
        ]  # fmt: skip
        measure("ships with IMO, those listed left out", matcher, numbered, 0.005, False)


if __name__ == "__main__":
    main()
