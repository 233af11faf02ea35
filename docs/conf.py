"""How Sphinx builds the documentation: Markdown by MyST, strict, no theme of its own."""

from yalu import __version__

project = "yalu"
author = "the yalu authors"
version = release = __version__

extensions = ["myst_parser"]
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
nitpicky = True

html_theme = "alabaster"
html_theme_options = {
    "description": "Is a sanctions regime followed through?",
    "fixed_sidebar": True,
    "page_width": "1080px",
}
html_show_sphinx = False
