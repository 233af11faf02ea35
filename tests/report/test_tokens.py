"""Contrast and colour vision of the tokens, against WCAG 2.2 and the figures measured when they were chosen."""

from __future__ import annotations

from itertools import combinations

import pytest

from yalu.report.tokens import DARK, HUES, LIGHT, custom_properties

# Machado, Oliveira and Fernandes (2009), full severity, on linear RGB.
PROTANOPIA = (
    (0.152286, 1.052583, -0.204868),
    (0.114503, 0.786281, 0.099216),
    (-0.003882, -0.048116, 1.051998),
)
DEUTERANOPIA = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
TRITANOPIA = (
    (1.255528, -0.076749, -0.178779),
    (-0.078411, 0.930809, 0.147602),
    (0.004733, 0.691367, 0.303900),
)
TEXT = ("ink", "ink-2", "ink-3", "link", "blue", "vermilion", "teal", "ochre", "purple", "grey")
ROUNDING = 0.1  # the published contrasts have one decimal


def linear(colour: str) -> tuple[float, ...]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def lab(rgb: tuple[float, ...]) -> tuple[float, float, float]:
    red, green, blue = (min(max(part, 0), 1) for part in rgb)
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    fx, fy, fz = (
        part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116 for part in (x, y, z)
    )
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def nearest(tokens: dict[str, str], sight: tuple[tuple[float, ...], ...]) -> float:
    seen = []
    for hue in HUES:
        rgb = linear(tokens[hue])
        seen.append(
            lab(tuple(sum(weight * part for weight, part in zip(row, rgb, strict=True)) for row in sight))
        )
    return min(sum((a - b) ** 2 for a, b in zip(*pair, strict=True)) ** 0.5 for pair in combinations(seen, 2))


@pytest.mark.parametrize(
    ("tokens", "ground", "least"),
    [
        (LIGHT, "paper", 5.4),
        (LIGHT, "panel", 4.8),
        (LIGHT, "band", 4.5),
        (DARK, "paper", 6.6),
        (DARK, "panel", 5.9),
        (DARK, "band", 5.3),
        (DARK, "band-2", 4.5),
    ],
)
def test_every_colour_of_text_can_be_read_on_its_ground(
    tokens: dict[str, str], ground: str, least: float
) -> None:
    worst = min(contrast(tokens[name], tokens[ground]) for name in TEXT)
    assert worst >= least - ROUNDING


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_words_inside_a_bar_are_paper_and_reach_aa(tokens: dict[str, str]) -> None:
    assert all(contrast(tokens[hue], tokens["paper"]) >= 4.5 for hue in HUES)


@pytest.mark.parametrize(
    ("tokens", "sight", "published"),
    [
        (LIGHT, PROTANOPIA, 15),
        (LIGHT, DEUTERANOPIA, 27),
        (LIGHT, TRITANOPIA, 18),
        (DARK, PROTANOPIA, 18),
        (DARK, DEUTERANOPIA, 20),
        (DARK, TRITANOPIA, 17),
    ],
)
def test_five_hues_stay_apart_without_colour_vision(
    tokens: dict[str, str], sight: tuple[tuple[float, ...], ...], published: int
) -> None:
    assert nearest(tokens, sight) == pytest.approx(published, abs=1)


def test_light_and_dark_have_the_same_tokens() -> None:
    assert list(LIGHT) == list(DARK)
    assert custom_properties(LIGHT).count("--") == len(LIGHT)
