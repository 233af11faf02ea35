"""What do publishers say today? Downloads, kept as dated vintages that are never overwritten.

The only part of yalu that uses the network. Each source is one module, which plans its calls, checks every answer and keeps
the result; `download`, `patience`, `journal` and `vintages` are for all of them.
"""

from yalu.app.sync.comtrade import Progress, Synced, ask_for, planned, sync_comtrade
from yalu.app.sync.errors import LimitReached, Refused
from yalu.app.sync.event_files import EVENT_FILES, Brought, sync_events
from yalu.app.sync.watch_lists import WATCH_LISTS, sync_lists
from yalu.app.sync.words import progress_line, summary

__all__ = [
    "EVENT_FILES",
    "WATCH_LISTS",
    "Brought",
    "LimitReached",
    "Progress",
    "Refused",
    "Synced",
    "ask_for",
    "planned",
    "progress_line",
    "summary",
    "sync_comtrade",
    "sync_events",
    "sync_lists",
]
