"""The published equilibria on eight of the 418 sanctions games, typed in, so that a copy without the data checks them too.

Facts: covariates and final probabilities of `sanctionsData`, sigInt 0.2.0 (Crisman-Cox and Gibilisco 2019). Payoffs: the estimate
on all 418 games that `test_estimate` reproduces.
"""

from __future__ import annotations

import csv

import pytest

from yalu.strategy.game.answers import PUBLISHED, estimate_document
from yalu.strategy.game.estimate_files import Estimate, observed_from

ROWS = """002020_1980,0.009207245018,10,1,0.0,1,1,0.094803592173,2.442369045683,10,0.816405334025,0.763861620283
002020_1990,0.014110728566,10,1,1.0,1,1,0.158019453631,2.482209619541,10,0.7598401514,0.741226204558
002385_1990,0.0002392319,10,6,0.5,0,0,0.010616783925,4.327849327319,10,0.852932120489,0.805486013009
020210_1980,0.000719658135,10,6,0.0,1,1,0.001338564463,0.518548433275,10,0.763836929378,0.757324944219
210020_1980,0.001338564463,10,6,0.0,0,0,0.000719658135,-0.518548433275,10,0.790929025534,0.744536118691
325820_1980,0.000132220892,10,6,0.0,1,1,0.002803478631,2.164667673331,4,0.797448014368,0.782178592798
645666_1980,0.0,-9,6,0.0,1,1,0.0,1.061926036447,9,0.921192276764,0.581875264895
920950_1980,0.000592030827,10,6,0.0,1,1,0.021018473742,2.313795809518,-3,0.726670098632,0.776671388358
"""
HEADS = (
    "gameID,senderecondep,senderdemocracy,contig,ally,anticipatedsendercosts,anticipatedtargetcosts,targetecondep,"
    "lncaprat,targetdemocracy,PRnpl,PFnpl"
)
PARAMETERS = {
    "SA": {
        "sqrt(senderecondep)": -0.2180764755, "senderdemocracy": 0.03406959992, "contig": 0.05468593804, "ally": -0.1702382829,
    },
    "VA": {"1": 1.602844651, "anticipatedsendercosts": -0.04814033639},
    "CB": {
        "1": -2.136770188, "sqrt(targetecondep)": 2.335138122, "anticipatedtargetcosts": 0.1171802362,
        "contig": 0.1215084935, "ally": -0.0255288475,
    },
    "WA": {"1": -2.418381011, "sqrt(senderecondep)": 0.01407674699, "senderdemocracy": 0.03525820721, "lncaprat": 0.02649724856},
    "WB": {"1": -0.9083779869, "targetdemocracy": -0.002637812373, "lncaprat": 0.1199320431},
    "a": {"1": -2.638156239, "senderdemocracy": 0.02007720649},
}  # fmt: skip
COUNTS = {"sq": "1", "cd": "1", "sf": "1", "bd": "1"}  # not used where the payoffs are stated


def test_each_game_has_one_equilibrium_and_it_is_the_published_one():
    rows = [row | COUNTS for row in csv.DictReader([HEADS, *ROWS.split()])]
    asked = Estimate("", PUBLISHED, None, 1, PARAMETERS)
    found = estimate_document(asked, observed_from("sample.csv", rows, asked), None)
    assert found["equilibria_per_game"] == {"1": 8}
    for game, row in zip(found["games"], rows, strict=True):
        (one,) = game["equilibria"]
        assert one["PR"] == pytest.approx(float(row["PRnpl"]), abs=1e-6)
        assert one["PF"] == pytest.approx(float(row["PFnpl"]), abs=1e-6)
