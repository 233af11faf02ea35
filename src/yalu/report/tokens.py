"""Which colours does a page use, by light and by dark?

Units: sRGB as `#rrggbb`. The five hues differ in lightness and not in hue alone, so that they stay apart for one
who sees no red, green or blue; the tests compute contrast (WCAG 2.2) and distances (CIE76 under the simulation of
Machado et al. 2009). A changed colour has to pass both again.
"""

from __future__ import annotations

__all__ = ["DARK", "HUES", "LIGHT", "custom_properties"]

LIGHT: dict[str, str] = {
    "paper": "#ffffff",
    "panel": "#f5f3ee",
    "ink": "#17191c",
    "ink-2": "#4c5157",
    "ink-3": "#545a61",
    "rule": "#d9d5cb",
    "rule-2": "#ece9e1",
    "link": "#0b4f8a",
    "blue": "#2a6db0",
    "vermilion": "#bb3d08",
    "teal": "#005248",
    "ochre": "#553b00",
    "purple": "#44155f",
    "grey": "#5f656b",
    "band": "#eeeadf",
    "band-2": "#e8e2d3",
    "hatch": "#a7a294",
    "mark": "#fff0b8",
    "mark-line": "#553b00",
}

DARK: dict[str, str] = {
    "paper": "#14171a",
    "panel": "#1d2125",
    "ink": "#eae7e1",
    "ink-2": "#b9bcbf",
    "ink-3": "#979da3",
    "rule": "#3a4046",
    "rule-2": "#272c31",
    "link": "#8cc0f2",
    "blue": "#5fb0f7",
    "vermilion": "#e8875f",
    "teal": "#8fe6cd",
    "ochre": "#ecc25a",
    "purple": "#b79ac9",
    "grey": "#9aa1a8",
    "band": "#262a2a",
    "band-2": "#35362f",
    "hatch": "#6e716f",
    "mark": "#4a3d10",
    "mark-line": "#ecc25a",
}

HUES = ("blue", "vermilion", "teal", "ochre", "purple")


def custom_properties(tokens: dict[str, str]) -> str:
    """The tokens as CSS custom properties, for the inside of a rule.

    >>> custom_properties({"ink": "#000000", "rule-2": "#ffffff"})
    '--ink:#000000;--rule-2:#ffffff'
    """
    return ";".join(f"--{name}:{colour}" for name, colour in tokens.items())
