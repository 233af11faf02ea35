"""Which simplified form, Mandarin and Korean readings has each Chinese character? Builds `screen/data/han.tsv`.

Usage: `python bench/matcher_han_table.py FOLDER > src/yalu/screen/data/han.tsv`, where FOLDER holds
`Unihan_Readings.txt` and `Unihan_Variants.txt` (plain or .bz2) of the Unicode Character Database.

Source: Unihan 15.0.0 (Unicode License v3): kMandarin, kXHC1983, kHangul, kSimplifiedVariant, kTraditionalVariant.
A character is kept when a dictionary of either language lists it. A simplified form takes the Korean readings of all
its traditional forms (种 is read as 種 is). Tones are dropped and ü is written v, as keyboards do.
"""

import bz2
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

KEPT = ("kHangul", "kXHC1983", "kTGHZ2013", "kHanyuPinlu")


def lines(folder: Path, name: str) -> list[str]:
    plain = folder / f"{name}.txt"
    return (plain.read_text("utf-8") if plain.exists() else bz2.decompress((folder / f"{name}.txt.bz2").read_bytes()).decode()).splitlines()


def toneless(syllable: str) -> str:
    marks = unicodedata.normalize("NFD", syllable.replace("ü", "v").replace("ê", "e"))
    marks = marks.replace("u\u0308", "v")
    return re.sub(r"[^a-z]", "", marks)


def main(folder: Path) -> None:
    fields: dict[str, dict[str, str]] = defaultdict(dict)
    for line in lines(folder, "Unihan_Readings") + lines(folder, "Unihan_Variants"):
        if line.startswith("U+"):
            code, field, value = line.split("\t")
            fields[chr(int(code[2:], 16))][field] = value

    def forms(char: str, field: str) -> list[str]:
        return [chr(int(form[2:], 16)) for form in fields[char].get(field, "").split()]

    hangul = {c: [t.partition(":")[0] for t in f["kHangul"].split()] for c, f in fields.items() if "kHangul" in f}
    rows = []
    for char in sorted(c for c in fields if "\u3400" <= c <= "\u9fff" or "\uf900" <= c <= "\ufaff"):
        found = fields[char]
        traditional = [t for t in forms(char, "kTraditionalVariant") if t != char]
        simplified = [s for s in forms(char, "kSimplifiedVariant") if s != char]
        listed = any(field in found for field in KEPT) or any(
            any(k in fields[other] for k in KEPT) for other in traditional + simplified
        )
        folded = char
        if simplified and char not in forms(char, "kSimplifiedVariant"):
            folded = simplified[0]
        if "kMandarin" not in found or not listed:
            continue
        pinyin = [toneless(found["kMandarin"].split()[0])]
        pinyin += [toneless(r) for r in re.findall(r":([^ ]+)", found.get("kXHC1983", ""))]
        korean = [r for c in (char, *traditional) for r in hangul.get(c, [])]
        if not korean:
            korean = [r for c in simplified for r in hangul.get(c, [])]
        rows.append((char, folded, ",".join(dict.fromkeys(pinyin)), ",".join(dict.fromkeys(korean))))
    for row in rows:
        print("\t".join(row))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
