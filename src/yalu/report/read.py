"""Where do the templates and the style sheet of a page come from? They ship inside this package."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

__all__ = ["read_style", "read_templates"]


@cache
def read_templates() -> Environment:
    """The page templates; what a template names and is not given is an error, and text is escaped."""
    return Environment(
        loader=PackageLoader("yalu.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def read_style() -> str:
    """The style sheet, without its colour tokens."""
    source: str = read_templates().loader.get_source(read_templates(), "style.css")[0]  # type: ignore[union-attr]
    return source
