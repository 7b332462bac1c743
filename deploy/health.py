"""Is this container doing its work? `python deploy/health.py web|worker|beat`: status 0 when it is.

Standard library only: it runs every half minute, and starting Django for it would cost more than the answer is worth.
"""

import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

SCHEDULE = Path(os.environ.get("BEAT_SCHEDULE", "/tmp/beat"))  # noqa: S108 - the container's own memory, nobody else is there
SILENCE = 600  # seconds; beat writes its schedule down every three to four minutes


def web() -> bool:
    """Whether the site answers; asked under a name that it answers to."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip().lstrip(".")
    request = urllib.request.Request("http://127.0.0.1:8000/healthz", headers={"Host": host})
    with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310 - a fixed address
        return bool(answer.status == 200)


def worker() -> bool:
    """Whether this container's worker answers over the broker."""
    name = f"celery@{os.uname().nodename}"
    command = ["celery", "-A", "icam", "inspect", "ping", "--destination", name, "--timeout", "5"]
    return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode == 0


def beat() -> bool:
    """Whether beat has written its schedule down lately."""
    return time.time() - max(file.stat().st_mtime for file in SCHEDULE.parent.glob(f"{SCHEDULE.name}*")) < SILENCE


if __name__ == "__main__":
    sys.exit(0 if {"web": web, "worker": worker, "beat": beat}[sys.argv[1]]() else 1)
