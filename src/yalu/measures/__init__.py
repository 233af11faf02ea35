"""What does the law say of an act on a day, and by which paragraph?

Regimes are data: TOML files of resolutions, tables of words and of designations, and national acts as a layer apart.
`verdict` answers one question; `Regime.under` lays a scenario over the law.
"""

__all__ = ["conflicts", "facts", "files", "goods", "model", "needs", "question", "read", "regime", "verdict"]
