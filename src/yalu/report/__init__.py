"""How does a judgement read on a page, in a terminal and as rows? Findings become text, tables and figures here.

Nothing is judged and nothing is opened but the templates that ship with this part.
"""

__all__ = ["charts", "state_page", "tables", "terminal", "tokens", "words"]
