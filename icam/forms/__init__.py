"""What administrators and users type; every field refuses with a sentence."""
