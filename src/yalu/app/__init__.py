"""Where does yalu meet the world? The command line, today's date, the environment and what is printed live here alone."""

__all__ = ["cli", "data"]
