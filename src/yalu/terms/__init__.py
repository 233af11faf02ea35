"""Which words do all parts share? Days, places, goods, amounts, cites and errors.

Nothing here judges, and nothing here knows a regime. A word used by one part only lives in that part.
"""

__all__ = ["amounts", "cite", "days", "errors", "goods", "places", "read", "tables"]
