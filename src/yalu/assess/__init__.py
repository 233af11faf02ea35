"""Does each State do what it voted for? Indicators with range and grade, and the State's reply beside each.

`state.judgement` answers for one State on one day; each other file is one way to measure follow-through, with its
thresholds in its docstring. Judgements are functions of the casebook, the national acts and the law, all given.
"""

from yalu.assess.casebook import Casebook
from yalu.assess.model import StateJudgement
from yalu.assess.state import judgement

__all__ = ["Casebook", "StateJudgement", "judgement"]
