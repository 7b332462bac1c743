"""Counting: figures, splits, charts and exports. Reads the records, writes none of them."""
