"""Who presses, who enforces, who provokes? Two games over stated ranges, and what they need to be trusted.

`signalling` is the game of sender and enforcer, `estimate` fits it to games as they were played; `inspection` is the game of
enforcer and target; `levers` draws the stakes of both from ranges and says what each lever moves. `quantal` answers any strategic
game of two, `power` any voting rule. `files` reads what users write, `answers` makes one document of each answer.
"""
