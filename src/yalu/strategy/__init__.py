"""What comes next, and which lever moves it? Scored forecasts, the Council, games over ranges, bargaining over a text.

`game` is who presses, enforces and provokes, `bargain` what of a text gets past the vetoes, `scenario` what a draft would
change in both; `ranges` and `fields` are what they share. What is forecast is scored against what happened, what is reproduced is
named in a docstring, and what cannot be known is printed beside the answer.
"""
