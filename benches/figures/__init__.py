"""One file a figure. Each has `measure(tools)`, which gives the table and the targets that are missed."""
