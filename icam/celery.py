"""The background worker: `celery -A icam worker`; the clock: `celery -A icam beat`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "icam.settings")

app = Celery("icam")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
