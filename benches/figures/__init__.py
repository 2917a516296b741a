"""One file for each figure. Its `measure(tools)` returns the table and the missed targets."""
