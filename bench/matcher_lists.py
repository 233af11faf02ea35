"""The lists that the benchmarks of the matcher run against, as parties."""

import json
from pathlib import Path

from yalu.lists.model import Subject
from yalu.lists.recognise import NamedBytes, load
from yalu.screen.party import Party, party_of_ftm, party_of_subject

FOLDERS = (
    "un/2026-02-27", "ofac_sdn/2023-12-28", "ofac_consolidated/2025-12-19", "eu_fsf/2026-05-01_rebuilt",
    "uk_fcdo/2026-05_normalised",
    "us_csl/2022-04", "un_1718_vessels/2020-06-04",
)  # fmt: skip


def subjects(folder: Path, name: str) -> list[Subject]:
    """The subjects of one folder of lists."""
    skipped = (
        "README.md",
        "entities_prk.jsonl.gz",
        "1718_designated_vessels_list_final.pdf",
        "1718_designated_vessels_list_final.html.gz",
    )
    files = [
        NamedBytes(f.name, _bytes(f))
        for f in sorted((folder / "lists" / name).iterdir())
        if f.name not in skipped
    ]
    return [s for loaded in load(files) for s in loaded.parsed.subjects]


def _bytes(path: Path) -> bytes:
    import gzip

    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def all_lists(folder: Path) -> list[Party]:
    """The parties of all lists."""
    return [party_of_subject(s) for name in FOLDERS for s in subjects(folder, name)]


def dprk_persons(folder: Path) -> list[Party]:
    """The persons of the UN's and OFAC's DPRK programmes."""
    found = [s for s in subjects(folder, "un/2026-02-27") if s.id.startswith("KPi") or "KPi." in s.id]
    found += [s for s in subjects(folder, "ofac_sdn/2023-12-28") if any("DPRK" in p for p in s.programmes)]
    return [party_of_subject(s) for s in found if s.kind == "person"]


def ftm_lines(path: Path) -> list[Party]:
    """The parties of a file in FollowTheMoney's shape."""
    return [party_of_ftm(json.loads(line)) for line in path.read_text("utf-8").splitlines()]
