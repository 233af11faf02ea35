"""What happened when? Tests, votes, reports due and filed, workers sent home, replies, closures, claims from pictures."""

from yalu.events.model import (
    Claim,
    Closure,
    CouncilAct,
    Member,
    NamedReport,
    ReportCount,
    ReportDuty,
    StateReply,
    Test,
    Workers,
)

__all__ = [
    "Claim", "Closure", "CouncilAct", "Member", "NamedReport", "ReportCount", "ReportDuty", "StateReply", "Test", "Workers",
]  # fmt: skip
