"""What counts how much: every number of the matcher that somebody may want to argue with.

A score is 0 to 1. `MATCH` and `REVIEW` part the three outcomes. A name scores by the best of its comparisons (words,
Korean syllables, Mandarin syllables, characters, joined letters); the record's facts then add and subtract.
Fixed on the open half of the labelled pairs with the ordinary names beside it.
"""

import numpy as np

__all__ = ["MATCH", "REVIEW", "W", "edit_table"]

MATCH, REVIEW = 0.70, 0.50

W: dict[str, float] = {
    # one word against one word
    "same sound": 0.92,
    "same sound, East Asian": 0.74,
    "same consonants by sound": 0.82,
    "look-alike letters": 0.94,
    "vowels dropped": 0.90,
    "vowels dropped, two left": 0.84,
    "short form": 0.86,
    "Arabic letters read": 0.90,
    "cut word": 0.80,
    "cut word of a firm": 0.90,
    "initial": 0.72,
    # words of a person's name
    "word left over": -0.065,
    "third word left over": -0.08,
    "weak word beside one left over": -0.10,
    "one weak word alone": 0.62,
    "only one side East Asian": -0.27,
    "East Asian syllable left over": -0.22,
    "one shared word alone": 0.48,
    "second weak word": -0.10,
    "contradiction": 0.63,
    "two East Asian names": 0.48,
    # whole names
    "joined": 0.97,
    "joined, short": 0.66,
    "joined, one edit": 0.90,
    "joined, two edits": 0.80,
    "backwards": 0.78,
    "backwards, with slips": 0.71,
    "same characters": 0.98,
    "other characters of one sound": 0.60,
    "syllables known apart": 0.66,
    "syllables known near": 0.50,
    "syllable dropped": 0.55,
    # firms
    "core word left over": -0.14,
    "only core word, other left over": -0.52,
    "core differs in one letter, 8 letters or more": 0.82,
    "core differs in one letter, fewer": 0.62,
    "whole name joined": 1.15,
    "whole name within two letters": 1.05,
    "core of one sound": 0.86,
    "short core, trade missing": -0.16,
    "very short core, trade missing": -0.30,
    "very short core, other form": 0.66,
    "one Korean core": 0.97,
    "short core of one sound": 0.80,
    "core differs in two letters, 14 letters or more": 0.74,
    "core word against core word": -0.05,
    "times, one core word": 1.6,
    "trade differs": -0.22,
    "trade differs, one core word": -0.32,
    "core differs and more is missing": -0.08,
    "no core, country missing": -0.18,
    "trade missing": -0.05,
    "office differs": -0.22,
    "office missing": -0.20,
    "number differs": -0.30,
    "number missing": -0.12,
    "country differs": -0.32,
    "country missing": -0.02,
    "legal form differs": -0.01,
    "trade misspelt": -0.05,
    "acronym": 0.72,
    "same letters": 0.95,
    # ships
    "ship look-alike": 0.90,
    "ship slip of a letter": 0.78,
    "short ship slip of a letter": 0.66,
    "ship differs in one letter": 0.64,
    "ship differs in two letters": 0.45,
    "one Korean ship name": 0.95,
    "one word for a ship": 0.66,
    "ship number differs": -0.36,
    "ship number missing": -0.33,
    # the record
    "identifier equal": 0.96,
    "IMO differs": 0.55,
    "birth day equal": 0.06,
    "birth near": -0.03,
    "birth differs": -0.25,
    "gender differs": -0.20,
    "country of record differs": -0.15,
}


def edit_table() -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """Similarity of two words by edits (rows 0 to 3) and length of the longer (columns 0 to 24)."""
    table = np.zeros((5, 25), dtype=np.float32)
    table[0, :] = 1.0
    table[1, :] = [0, 0.30, 0.50, 0.74, 0.82, 0.87, *([0.90] * 19)]
    table[2, 6:] = [0.0, 0.74, 0.74, *([0.80] * 16)]
    table[3, 11:] = 0.72
    return table
