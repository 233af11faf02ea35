"""Who is designated, by whom, since when?

A publisher's file becomes records (`sources`, which holds the registry), the records of one day a snapshot (`recognise`), two
snapshots a difference (`diff`), several lists clusters of the same subject (`clusters`). Everything here takes bytes and
records; only `read` opens files, and `yalu.app.snapshots` keeps them.
"""

from __future__ import annotations

__all__: list[str] = []
