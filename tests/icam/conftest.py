"""Property tests say what holds, never how fast: no deadline, and the same examples in every run."""

from hypothesis import settings

settings.register_profile("icam", deadline=None, derandomize=True)
settings.load_profile("icam")
