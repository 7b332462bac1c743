"""Calling someone in: letters, their making and their sending."""
