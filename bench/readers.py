"""How many messages a second are read, beside packages that read the same?

Usage: `YALU_TEST_DATA=FOLDER python -W ignore bench/readers.py [SECONDS]`. Each reader goes over its samples again and again for
SECONDS (default 2) of one core, the whole read into canonical records; a peer goes over the same files in turns with it, and
the files that it reads are counted. Peers (`pydifact`, `pyiso20022` with `xsdata[lxml]`, `mt103`) are installed by hand or not
shown: what each keeps of a message differs, so its figure says what it costs to parse, not to screen.
"""

import contextlib
import importlib
import io
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from yalu.screen.messages.recognise import read_messages

TURNS = 5
ROWS = (
    ("pacs.008", "iso20022", "*pacs.008*min*"),
    ("pacs.008 of every element", "iso20022", "*pacs.008.max*"),
    ("ISO 20022, all", "iso20022", "*.xml"),
    ("SWIFT MT103", "swift_mt", "mt103*.fin"),
    ("UN/EDIFACT", "dprk_scenarios", "*/*.edi"),
    ("WCO declaration", "wco_dms", "*.xml"),
    ("UBL and CII invoices", "einvoice", "*.xml"),
    ("IATA Cargo-XML", "iata_cargo_xml", "*.xml"),
    ("ASYCUDA declaration", "dprk_scenarios", "*/asycuda_sad.xml"),
    ("ASYCUDA manifest", "dprk_scenarios", "*/awmds.xml"),
)


def pydifact() -> Callable[[bytes], object]:
    """Interchange and messages, segment by segment."""
    collection = importlib.import_module("pydifact.segmentcollection")
    return lambda content: list(collection.Interchange.from_str(content.decode()).get_messages())


def pyiso20022() -> Callable[[bytes], object]:
    """The `Document` in typed records; an envelope around it is cut off first."""
    parsers = importlib.import_module("xsdata.formats.dataclass.parsers")
    document = importlib.import_module("pyiso20022.pacs.pacs_008_001_08.pacs_008_001_08").Document
    parser = parsers.XmlParser()
    end = b"</Document>"
    return lambda content: parser.from_bytes(
        content[content.index(b"<Document") : content.index(end) + len(end)], document
    )


def mt103() -> Callable[[bytes], object]:
    """The fields of the text block; a message that it does not take comes back empty."""
    message = importlib.import_module("mt103").MT103

    def parse(content: bytes) -> object:
        found = message(content.decode())
        if not found.text:
            raise ValueError
        return found

    return parse


PEERS = {
    "pacs.008": (pyiso20022,),
    "UN/EDIFACT": (pydifact,),
    "SWIFT MT103": (mt103,),
}


def whole(content: bytes) -> list[object]:
    """Every message of a file."""
    return list(read_messages(io.BytesIO(content)))


def files(folder: Path, pattern: str) -> list[bytes]:
    """The files that yalu reads; the broken ones of the folder are left out for all."""
    found = []
    for path in sorted(folder.glob(pattern)):
        with contextlib.suppress(Exception):
            whole(path.read_bytes())
            found.append(path.read_bytes())
    return found


def speed(read: Callable[[bytes], object], contents: list[bytes], seconds: float) -> tuple[int, float]:
    """Files read and seconds taken; a file that is refused counts in the time alone."""
    start, done = time.process_time(), 0
    while (spent := time.process_time() - start) < seconds:
        for content in contents:
            try:
                read(content)
            except Exception:  # noqa: BLE001, S112  # a peer may fail in any way; that is what is counted
                continue
            done += 1
    return done, spent


def main() -> None:
    """Prints the table."""
    root = Path(os.environ["YALU_TEST_DATA"]) / "messages"
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 2.0
    print("| format | reader | files | of these read | KB each | files a second |\n|---|---|---|---|---|---|")
    for name, folder, pattern in ROWS:
        contents = files(root / folder, pattern)
        readers: dict[str, Callable[[bytes], object]] = {"yalu": whole}
        for peer in PEERS.get(name, ()):
            with contextlib.suppress(ImportError):
                readers[peer.__name__] = peer()
        totals = {reader: [0, 0.0] for reader in readers}
        for _ in range(TURNS):
            for reader, read in readers.items():
                done, spent = speed(read, contents, seconds / TURNS)
                totals[reader][0] += done
                totals[reader][1] += spent
        size = sum(map(len, contents)) / len(contents) / 1024
        for reader, (done, spent) in totals.items():
            read_ones = sum(_reads(readers[reader], content) for content in contents)
            print(f"| {name} | {reader} | {len(contents)} | {read_ones} | {size:.1f} | {done / spent:,.0f} |")


def _reads(read: Callable[[bytes], object], content: bytes) -> bool:
    try:
        read(content)
    except Exception:  # noqa: BLE001  # as above
        return False
    return True


if __name__ == "__main__":
    main()
