"""The file: persons, households, dossier, interviews, prospects and their results."""
