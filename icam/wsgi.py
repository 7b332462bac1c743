"""The web server's way in: `gunicorn icam.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "icam.settings")

application = get_wsgi_application()
