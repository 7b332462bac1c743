"""The office itself: people, places, and the rules that everyone obeys."""

from icam.celery import app as celery_app

__all__ = ["celery_app"]
