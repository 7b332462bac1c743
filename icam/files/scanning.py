"""Has a file looked at by ClamAV (clamd), over TCP or a socket of the machine, when CLAMAV_URL names one.

Protocol: `zINSTREAM`, then chunks with their length in front, then a length of zero; clamd answers one line.
"""

import socket
import struct
from typing import IO
from urllib.parse import urlsplit

import structlog
from django.conf import settings

from icam.files.inspection import Unwelcome
from icam.files.verdicts import Verdict

CHUNK = 128 * 1024
PATIENCE = 60  # seconds without a sign of life
DEFAULT_PORT = 3310

logger = structlog.get_logger(__name__)


def is_on() -> bool:
    """Whether there is a scanner; then no file is taken without its word."""
    return bool(settings.CLAMAV_URL)


def scan(file: IO[bytes]) -> bool:
    """True when the scanner found nothing, False when there is no scanner. Raises Unwelcome for anything else."""
    if not is_on():
        return False
    try:
        with _connection() as line:
            answer = _ask(line, file)
    except OSError as error:
        logger.warning("scanner_away", error_kind=type(error).__name__)
        raise Unwelcome(Verdict.NO_SCANNER) from error
    if answer.endswith(" FOUND"):
        logger.warning("infected_file_refused", signature=answer.removeprefix("stream: ").removesuffix(" FOUND"))
        raise Unwelcome(Verdict.INFECTED)
    if answer != "stream: OK":
        logger.warning("scanner_refused")
        raise Unwelcome(Verdict.NO_SCANNER)
    return True


def _connection() -> socket.socket:
    place = urlsplit(settings.CLAMAV_URL)
    if place.scheme != "unix":
        return socket.create_connection((place.hostname or "127.0.0.1", place.port or DEFAULT_PORT), timeout=PATIENCE)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(PATIENCE)
    try:
        line.connect(place.path)
    except OSError:
        line.close()
        raise
    return line


def _ask(line: socket.socket, file: IO[bytes]) -> str:
    line.sendall(b"zINSTREAM\x00")
    file.seek(0)
    while chunk := file.read(CHUNK):
        line.sendall(struct.pack(">I", len(chunk)) + chunk)
    line.sendall(struct.pack(">I", 0))
    answer = b""
    while not answer.endswith(b"\x00") and (more := line.recv(4096)):
        answer += more
    return answer.rstrip(b"\x00\n").decode("utf-8", errors="replace")
