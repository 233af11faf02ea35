"""What comes next, and which lever moves it? Scored forecasts, the Council, games over ranges, bargaining over a text.

Each file is one model. What it forecasts is scored against what happened, what it reproduces is named in its docstring,
and what it cannot know is printed beside the answer.
"""
