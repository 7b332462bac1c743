"""Django's command line for ICAM; `python3 launch.py manage …` calls it with the services running."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "icam.settings")
    execute_from_command_line(sys.argv)
