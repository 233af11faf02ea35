"""Which account of it fits the evidence, and how far did the evidence move us?

A debate is a TOML file: a question, rival hypotheses with priors and dated predictions, items of evidence with a likelihood
under each hypothesis, and who reads them otherwise. `weigh` answers for one day; every other file is one question:
how items of one source hang together, what each item moves, what would flip the order, what to look for next, where two
participants differ, and how the predictions scored.
"""

from yalu.debate.findings import Weighing
from yalu.debate.model import Debate
from yalu.debate.weigh import weigh

__all__ = ["Debate", "Weighing", "weigh"]
