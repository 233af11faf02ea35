"""How yalu may print: width, colour and glyphs by terminal and environment."""

from __future__ import annotations

import io
import os
import sys

import pytest

from yalu.app import look as app
from yalu.app.look import look


class Screen(io.StringIO):
    """A terminal of a given encoding."""

    def __init__(self, encoding, *, terminal=True):
        super().__init__()
        self._encoding, self._terminal = encoding, terminal

    @property
    def encoding(self):
        return self._encoding

    def isatty(self):
        return self._terminal


@pytest.fixture
def seen(monkeypatch):
    """The look in an environment made of nothing but what is given."""

    def see(color="auto", *, encoding="utf-8", terminal=True, columns=100, **environment):
        for name in ("NO_COLOR", "TERM", "LC_ALL", "LC_CTYPE", "LANG"):
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "stdout", Screen(encoding, terminal=terminal))
        monkeypatch.setattr(app.shutil, "get_terminal_size", lambda _: os.terminal_size((columns, 24)))
        return look(color)

    return see


def test_a_terminal_has_colour_emphasis_and_glyphs(seen):
    style = seen(LANG="en_US.UTF-8").style
    assert (style.colour, style.emphasis, style.glyphs, style.letters) == (True, True, True, True)


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"NO_COLOR": ""}])
def test_no_color_keeps_emphasis_only(seen, environment):
    # no-color.org asks for a value that is not empty; here the name alone is heeded.
    style = seen(**environment).style
    assert (style.colour, style.emphasis) == (False, True)


def test_a_dumb_terminal_or_a_pipe_has_neither(seen):
    for style in (seen(TERM="dumb").style, seen(terminal=False).style):
        assert (style.colour, style.emphasis) == (False, False)


def test_never_and_always_override(seen):
    style = seen("never").style
    assert (style.colour, style.emphasis) == (False, False)
    style = seen("always", terminal=False, NO_COLOR="1").style
    assert (style.colour, style.emphasis) == (True, True)


@pytest.mark.parametrize(("columns", "width"), [(40, 80), (80, 80), (100, 100), (120, 120), (300, 120)])
def test_width_is_between_80_and_120(seen, columns, width):
    assert seen(columns=columns).width == width


@pytest.mark.parametrize(
    ("encoding", "glyphs", "letters"),
    [("ascii", False, False), ("latin-1", False, False), (None, False, False), ("UTF-8", True, True)],
)
def test_an_encoding_without_the_marks_gets_plain_ones(seen, encoding, glyphs, letters):
    style = seen(encoding=encoding).style
    assert (style.glyphs, style.letters) == (glyphs, letters)


@pytest.mark.parametrize("language", ["ko_KR.UTF-8", "zh_CN.UTF-8", "ja_JP.UTF-8"])
def test_a_language_that_draws_marks_wide_gets_plain_marks_and_its_letters(seen, language):
    style = seen(LANG=language).style
    assert (style.glyphs, style.letters) == (False, True)


def test_the_first_locale_that_is_set_decides(seen):
    assert seen(LC_ALL="", LC_CTYPE="en_US.UTF-8", LANG="ko_KR.UTF-8").style.glyphs
    assert not seen(LC_ALL="ko_KR.UTF-8", LANG="en_US.UTF-8").style.glyphs
