"""Runs a command in this process as the installed program would, and hands back what it printed and its exit status."""

from __future__ import annotations

import sys
from typing import NamedTuple

import pytest

from yalu.app.cli import main


class Ran(NamedTuple):
    """What a run left behind."""

    status: int
    out: str
    err: str


@pytest.fixture
def yalu(capsys, monkeypatch):
    """Runs `yalu` with arguments; the environment holds no wish about colour unless a test adds one."""
    for name in ("NO_COLOR", "LC_ALL", "LC_CTYPE", "LANG", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["yalu", *map(str, arguments)])
        try:
            main()
            status = 0
        except SystemExit as leave:
            status = int(leave.code or 0)
        out, err = capsys.readouterr()
        return Ran(status, out, err)

    return run
