"""What do publishers say today? Downloads, kept as dated vintages that are never overwritten.

The only part of yalu that uses the network. Each source is one module, which plans its calls, checks every answer and keeps
the result; `download`, `patience`, `journal` and `vintages` are for all of them.
"""

from yalu.app.sync.comtrade import Progress, Synced, ask_for, planned, sync_comtrade
from yalu.app.sync.errors import LimitReached, Refused
from yalu.app.sync.watch_lists import WATCH_LISTS, sync_lists
from yalu.app.sync.words import progress_line, summary

__all__ = [
    "WATCH_LISTS",
    "LimitReached",
    "Progress",
    "Refused",
    "Synced",
    "ask_for",
    "planned",
    "progress_line",
    "summary",
    "sync_comtrade",
    "sync_lists",
]
