"""How dates and numbers read in each language of the pages; the same day order everywhere."""
