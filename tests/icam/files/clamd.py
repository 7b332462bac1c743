"""A scanner that stands in for clamd on the loopback: speaks its protocol, answers what it is told to."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def listening(answer: bytes, *, path: Path | None = None) -> Iterator[tuple[str, list[bytes]]]:
    """The address of a scanner that gives `answer` to everything, and what it was sent."""
    seen: list[bytes] = []
    if path:
        server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        server.bind(str(path))
        address = f"unix://{path}"
    else:
        server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        server.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
    server.listen()

    def serve() -> None:
        while True:
            try:
                line, _peer = server.accept()
            except OSError:  # closed: the test is over
                return
            with line:
                seen.append(_receive(line))
                line.sendall(answer)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield address, seen
    finally:
        server.shutdown(socket.SHUT_RDWR)
        server.close()
        thread.join(5)


def _receive(line: socket.socket) -> bytes:
    """What was sent by zINSTREAM, without the lengths in between."""
    file = line.makefile("rb")
    assert file.read(10) == b"zINSTREAM\x00"
    data = b""
    while length := struct.unpack(">I", file.read(4))[0]:
        data += file.read(length)
    return data
