"""Which simplified form, Mandarin and Korean readings has each Chinese character? Builds `screen/data/han.tsv`.

Usage: `python bench/matcher_han_table.py FOLDER > src/yalu/screen/data/han.tsv`, where FOLDER holds
`Unihan_Readings.txt` and `Unihan_Variants.txt` (plain or .bz2) of the Unicode Character Database.

Source: Unihan 15.0.0 (Unicode License v3): kMandarin, kXHC1983, kHangul (kKorean where that is missing),
kSimplifiedVariant, kTraditionalVariant.
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
    """The lines of one file of the database, plain or packed."""
    plain = folder / f"{name}.txt"
    return (
        plain.read_text("utf-8")
        if plain.exists()
        else bz2.decompress((folder / f"{name}.txt.bz2").read_bytes()).decode()
    ).splitlines()


def toneless(syllable: str) -> str:
    """A pinyin syllable without its tone, ü as v."""
    marks = unicodedata.normalize("NFD", syllable.replace("ü", "v").replace("ê", "e"))
    marks = marks.replace("u\u0308", "v")
    return re.sub(r"[^a-z]", "", marks)


ONSETS = dict(
    zip(
        [
            "",
            *[
                "K",
                "KK",
                "N",
                "T",
                "TT",
                "L",
                "M",
                "P",
                "PP",
                "S",
                "SS",
                "C",
                "CC",
                "CH",
                "KH",
                "TH",
                "PH",
                "H",
            ],
        ],
        "ㅇㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅈㅉㅊㅋㅌㅍㅎ",
        strict=True,
    )
)
VOWELS = (
    "A",
    "AY",
    "YA",
    "YAY",
    "E",
    "EY",
    "YE",
    "YEY",
    "O",
    "WA",
    "WAY",
    "OY",
    "YO",
    "WU",
    "WE",
    "WEY",
    "WI",
    "YU",
    "U",
    "UY",
    "I",
)
CODAS = {"": 0, "K": 1, "N": 4, "T": 7, "L": 8, "M": 16, "P": 17, "NG": 21}
YALE = re.compile(
    "(|[KTPSC]H?|KK|TT|PP|SS|CC|[NLMH])("
    + "|".join(sorted(VOWELS, key=len, reverse=True))
    + ")(|K|NG?|T|L|M|P)"
)


def hangul_of_yale(text: str) -> str | None:
    """A syllable of kKorean, which is in Yale's letters, in Hangul; after a lip sound U stands for WU."""
    found = YALE.fullmatch(text)
    if found is None or found[1] not in ONSETS:
        return None
    vowel = "WU" if found[2] == "U" and found[1] in ("M", "P", "PH", "PP") else found[2]
    onset = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ".index(ONSETS[found[1]])
    return chr(0xAC00 + onset * 588 + VOWELS.index(vowel) * 28 + CODAS[found[3]])


def main(folder: Path) -> None:
    """Prints the table."""
    fields: dict[str, dict[str, str]] = defaultdict(dict)
    for line in lines(folder, "Unihan_Readings") + lines(folder, "Unihan_Variants"):
        if line.startswith("U+"):
            code, field, value = line.split("\t")
            fields[chr(int(code.removeprefix("U+"), 16))][field] = value

    def forms(char: str, field: str) -> list[str]:
        return [chr(int(form.removeprefix("U+"), 16)) for form in fields[char].get(field, "").split()]

    hangul = {
        c: [t.partition(":")[0] for t in f["kHangul"].split()] for c, f in fields.items() if "kHangul" in f
    }
    for char, found in fields.items():
        if char not in hangul and "kKorean" in found:
            yale = [h for text in found["kKorean"].split() if (h := hangul_of_yale(text))]
            if yale:
                hangul[char] = yale
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
