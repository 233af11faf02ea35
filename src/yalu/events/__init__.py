"""What happened when? Tests, launches, votes, signals, visits, reports due and filed, workers sent home, replies, closures."""

from yalu.events.model import (
    Agreement,
    Claim,
    Closure,
    CouncilAct,
    CouncilItem,
    Draft,
    Launch,
    Member,
    Missile,
    NamedReport,
    Provocation,
    ReportCount,
    ReportDuty,
    Signal,
    StateReply,
    Test,
    Visit,
    VisitYear,
    Workers,
)

__all__ = [
    "Agreement", "Claim", "Closure", "CouncilAct", "CouncilItem", "Draft", "Launch", "Member", "Missile", "NamedReport",
    "Provocation", "ReportCount", "ReportDuty", "Signal", "StateReply", "Test", "Visit", "VisitYear", "Workers",
]  # fmt: skip
