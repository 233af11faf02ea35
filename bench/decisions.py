"""How many messages are decided on in a second: read, names against every list held, law, flags, record?

Usage: `python bench/decisions.py NAMES LISTS [COUNT]`. NAMES is a folder with `synthetic_companies.csv.gz`, `ko_persons.csv.gz`
and `zh_persons.csv.gz`; LISTS is a data folder in which lists are held (`yalu lists add`). COUNT messages, every name new, are
written in three formats: payments (pacs.008, MT103) and cargo reports (CUSCAR). Whole commands are timed, start included,
with one process and two; the user and system seconds of all processes stand beside the wall.
"""

import csv
import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from itertools import cycle
from pathlib import Path
from xml.sax.saxutils import escape

PACS = (
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08"><FIToFICstmrCdtTrf><GrpHdr><MsgId>M{n}</MsgId>'
    "<CreDtTm>2026-02-27T09:00:00</CreDtTm><NbOfTxs>1</NbOfTxs><SttlmInf><SttlmMtd>INDA</SttlmMtd></SttlmInf></GrpHdr>"
    "<CdtTrfTxInf><PmtId><InstrId>I{n}</InstrId><EndToEndId>E{n}</EndToEndId></PmtId>"
    '<IntrBkSttlmAmt Ccy="EUR">1250.00</IntrBkSttlmAmt><ChrgBr>SHAR</ChrgBr><Dbtr><Nm>{a}</Nm><PstlAdr>'
    "<StrtNm>Quay Street</StrtNm><TwnNm>Antwerp</TwnNm><Ctry>BE</Ctry></PstlAdr></Dbtr><DbtrAgt><FinInstnId>"
    "<BICFI>KREDBEBB</BICFI></FinInstnId></DbtrAgt><CdtrAgt><FinInstnId><BICFI>DEUTDEFF</BICFI></FinInstnId></CdtrAgt><Cdtr><Nm>{b}</Nm></Cdtr>"
    "<RmtInf><Ustrd>Invoice {n} of {c}, rubber soles</Ustrd></RmtInf></CdtTrfTxInf></FIToFICstmrCdtTrf></Document>"
)
MT103 = (
    "{{1:F01KREDBEBBAXXX0000000000}}{{2:I103DEUTDEFFXXXXN}}{{4:\r\n:20:R{n}\r\n:23B:CRED\r\n:32A:260227USD10000,\r\n:50K:/123\r\n"
    "{a}\r\n1 QUAY STREET\r\nANTWERP\r\n:59:/456\r\n{b}\r\nDALIAN\r\n:70:INV {n} {c}\r\n:71A:SHA\r\n-}}"
)
CUSCAR = (
    "UNB+UNOC:3+SENDER+RECEIVER+260227:0900+{n}'UNH+1+CUSCAR:D:95B:UN'BGM+85+M{n}+9'TDT+20+V{n}+1++:::LINE+++9074729:::QUARTZLING'"
    "LOC+9+CNDLC:139'LOC+11+JPTYO:139'GIS+23'CNI+1+B{n}'"
    "NAD+CZ+++{a}+1 QUAY STREET+DALIAN++116000+CN'NAD+CN+++{b}+5 PORT ROAD+TOKYO+++JP'"
    "NAD+NI+++{c}'GID+1+20:CT'FTX+AAA+++RUBBER SOLES FOR SHOES'MEA+WT++KGM:12000'UNT+15+1'UNZ+1+{n}'"
)
FORMATS = (("xml", PACS, escape), ("fin", MT103, lambda text: text[:35]),
           ("edi", CUSCAR, lambda text: text[:35].translate({ord(c): f"?{c}" for c in "?'+:"})))  # fmt: skip


def names(folder: Path) -> list[str]:
    """Firms and people, mixed."""
    found = []
    for file, column in (
        ("synthetic_companies", "name"),
        ("ko_persons", "romanised_dprk_style"),
        ("zh_persons", None),
    ):
        with gzip.open(folder / f"{file}.csv.gz", "rt", encoding="utf-8") as text:
            rows = csv.DictReader(text)
            found.append([row[column or rows.fieldnames[-1]] for row in rows])
    return [name for three in zip(*found, strict=False) for name in three if name]


def write(folder: Path, names_: list[str], count: int) -> None:
    """Messages with three new names each."""
    fresh = iter(names_)
    for n, (suffix, form, clean) in zip(range(count), cycle(FORMATS), strict=False):
        a, b, c = (clean(next(fresh)) for _ in range(3))
        (folder / f"{n:06}.{suffix}").write_text(
            form.format(n=n, a=a, b=b, c=c), encoding="utf-8", newline=""
        )


def run(inbox: Path, lists: str, out: Path, jobs: int) -> tuple[float, float]:
    """Wall and CPU seconds of a whole command."""
    out.unlink(missing_ok=True)
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(
        [Path(sys.executable).with_name("yalu"), "screen", "message", inbox, "--on", "2026-03-01", "--data", lists,
         "--jobs", str(jobs), "--out", out],
        check=True, env=os.environ,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - begin, cpu


def main() -> None:
    """Prints the table."""
    names_folder, lists, count = (
        Path(sys.argv[1]),
        sys.argv[2],
        int(sys.argv[3]) if len(sys.argv) > 3 else 3000,
    )
    with tempfile.TemporaryDirectory() as place:
        box, few, out = Path(place, "box"), Path(place, "few"), Path(place, "out.jsonl")
        box.mkdir(), few.mkdir()
        write(box, names(names_folder), count)
        write(few, names(names_folder), 3)
        run(few, lists, out, 1)  # builds the index where it is not yet kept
        start, start_cpu = run(few, lists, out, 1)
        print(f"start: {start:.2f} s, CPU {start_cpu:.2f} s")
        for jobs in (1, 2):
            wall, cpu = run(box, lists, out, jobs)
            told = Counter(json.loads(line)["disposition"] for line in out.read_text("utf-8").splitlines())
            rate, busy = count / (wall - start), count / (cpu - start_cpu)
            print(f"{jobs} process(es): {count} in {wall:.2f} s; {count / wall:.0f}/s whole, {rate:.0f}/s after the start; "
                  f"{busy:.0f} for each CPU second; {dict(told)}")  # fmt: skip


main()
