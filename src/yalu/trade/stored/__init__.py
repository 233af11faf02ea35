"""Tables too large for memory: kept as Parquet, asked through DuckDB or Spark."""
