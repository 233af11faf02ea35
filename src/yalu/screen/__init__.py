"""May this party pass: is its name, or its number, that of a listed one?

`names.Matcher` answers for one party, `batch.hits` for a table of them, `read.tables` has what the matcher knows before it sees a
list, and `read.write_index` keeps an index that opens at once.
"""

__all__ = ["batch", "names", "party", "read"]
