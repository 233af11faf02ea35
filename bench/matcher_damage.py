"""How many listed names are still found when they are damaged? Shares of match, review and no for each kind of damage.

Usage: `YALU_TEST_DATA=FOLDER python bench/matcher_damage.py [DAMAGE...]`; those named are shown name by name.
300 persons, firms and ships of the UK list with a Latin name of two words or more, one slip in each, seed 7.
"""

import os
import random
import sys
from collections import Counter
from pathlib import Path

from matcher_lists import subjects

from yalu.screen.names import Matcher
from yalu.screen.party import Party, party_of_subject
from yalu.screen.read import tables

RNG = random.Random(7)  # noqa: S311 (damage to names, no secret)
LETTERS = "abcdefghijklmnoprstuvyz"
LOOKS = dict(zip("olisbegmOISB", ("0", "1", "1", "5", "6", "c", "9", "rn", "0", "l", "5", "8"), strict=True))
TWINS = dict(zip("aeopcxyAEOPCTHKMX", "аеорсхуАЕОРСТНКМХ", strict=True))
INVISIBLE = "\u200b\u200d\u00ad\ufeff\u2060"


def place(name: str) -> int:
    """The place of a letter of a name."""
    return RNG.choice([i for i, c in enumerate(name) if c.isalpha()])


def typo(name: str) -> str:
    """Another letter for one."""
    i = place(name)
    return name[:i] + RNG.choice(LETTERS) + name[i + 1 :]


def letter_lost(name: str) -> str:
    """A letter less."""
    i = place(name)
    return name[:i] + name[i + 1 :]


def letter_doubled(name: str) -> str:
    """A letter twice."""
    i = place(name)
    return name[:i] + name[i] + name[i:]


def letters_turned(name: str) -> str:
    """Two neighbouring letters in the other order."""
    i = RNG.choice([i for i in range(len(name) - 1) if name[i].isalpha() and name[i + 1].isalpha()])
    return name[:i] + name[i + 1] + name[i] + name[i + 2 :]


def misread(name: str) -> str:
    """A letter as a reading machine mistakes it."""
    places = [i for i, c in enumerate(name) if c in LOOKS]
    i = RNG.choice(places) if places else 0
    return name[:i] + LOOKS.get(name[i], name[i]) + name[i + 1 :]


def twins(name: str) -> str:
    """Cyrillic letters among Latin ones."""
    return "".join(TWINS.get(c, c) if RNG.random() < 0.4 else c for c in name)


def invisible(name: str) -> str:
    """A character that is not seen."""
    i = RNG.randrange(1, len(name))
    return name[:i] + RNG.choice(INVISIBLE) + name[i:]


def vowels_dropped(name: str) -> str:
    """Words without the vowels inside them."""
    return " ".join(
        w[0] + "".join(c for c in w[1:-1] if c.lower() not in "aeiou") + w[-1] if len(w) > 3 else w
        for w in name.split()
    )


def glued(name: str) -> str:
    """Two words as one."""
    parts = name.split()
    i = RNG.randrange(len(parts) - 1)
    return " ".join([*parts[:i], parts[i] + parts[i + 1], *parts[i + 2 :]])


def split(name: str) -> str:
    """A word as two."""
    parts = name.split()
    long = [i for i, part in enumerate(parts) if len(part) > 5]
    if not long:
        return name
    i = RNG.choice(long)
    at = RNG.randrange(2, len(parts[i]) - 2)
    return " ".join([*parts[:i], parts[i][:at], parts[i][at:], *parts[i + 1 :]])


def last_first(name: str) -> str:
    """The last word first."""
    *head, last = name.split()
    return " ".join([last, *head])


def initial(name: str) -> str:
    """The first word as an initial."""
    head, *tail = name.split()
    return f"{head[0]}. {' '.join(tail)}"


def cut_at_20(name: str) -> str:
    """The first twenty letters."""
    return name[:20]


def cut_at_35(name: str) -> str:
    """The first thirty-five letters."""
    return name[:35]


DAMAGES = (
    typo, letter_lost, letter_doubled, letters_turned, misread, twins, invisible, vowels_dropped, glued, split,
    last_first, initial, cut_at_20, cut_at_35, str.lower,
)  # fmt: skip
OF_PERSONS = (last_first, initial)


def main() -> None:
    """Prints a line for each kind and damage."""
    listed = [
        party_of_subject(s)
        for s in subjects(Path(os.environ["YALU_TEST_DATA"]), "uk_fcdo/2026-05_normalised")
    ]
    matcher = Matcher.of(listed, tables())
    for kind in ("person", "organisation", "vessel"):
        fit = [
            p
            for p in listed
            if p.kinds == (kind,) and p.names and p.names[0].isascii() and " " in p.names[0].strip()
        ]
        chosen = [p for p in RNG.sample(fit, len(fit)) if len(p.names[0]) > 6][:300]
        for damage in DAMAGES:
            if kind != "person" and damage in OF_PERSONS:
                continue
            asked = [(p, damage(p.names[0])) for p in chosen]
            asked = [(p, name) for p, name in asked if name != p.names[0]]
            queries = [Party(kinds=(kind,), names=(name,)) for _, name in asked]
            hits = matcher.screen_many(queries, explain=False)
            said = [
                next((h.outcome for h in found if h.id == p.id), "no")
                for (p, _), found in zip(asked, hits, strict=True)
            ]
            shares = Counter(said)
            told = "".join(f"{shares[o] / max(len(said), 1):8.3f}" for o in ("match", "review", "no"))
            print(f"{kind:14}{damage.__name__:16}{len(said):5}{told}")
            if damage.__name__ in sys.argv[1:]:
                for (p, name), outcome in zip(asked, said, strict=True):
                    print("" if outcome == "match" else f"      {outcome:7}{name} | {p.names[0]}\n", end="")


if __name__ == "__main__":
    main()
