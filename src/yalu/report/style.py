"""Which style does a page carry? The tokens for light and dark, then the sheet."""

from __future__ import annotations

from yalu.report import tokens
from yalu.report.read import read_style

__all__ = ["page_style"]


def page_style() -> str:
    """The text of the page's style element."""
    light, dark = tokens.custom_properties(tokens.LIGHT), tokens.custom_properties(tokens.DARK)
    return (
        f":root{{color-scheme:light dark;{light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n{read_style()}"
    )
