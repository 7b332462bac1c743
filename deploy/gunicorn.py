"""The web server, the same in the demonstration and in production; WEB_CONCURRENCY sets the number of processes."""

import os
from pathlib import Path

worker_class = "gthread"  # a thread waits for the database while another works
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
timeout = 60
graceful_timeout = 25
max_requests = 5000  # memory that a library forgot to give back goes with the process
max_requests_jitter = 500
# Requests are logged by the application, without the query string: a search holds a name.
accesslog = None
# No socket by which a running server could be steered.
control_socket_disable = True
# Heartbeats in memory: a slow disk must not look like a dead process.
memory = Path("/dev/shm")  # noqa: S108 - gunicorn makes a file there that nobody else can open
worker_tmp_dir = str(memory) if memory.is_dir() else None
