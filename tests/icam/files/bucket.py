"""A store of objects on the loopback that speaks as much of S3 as a document needs; for tests."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

Objects = dict[str, bytes]


class Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    objects: Objects
    asked: list[tuple[str, str]]

    def _key(self) -> str:
        return unquote(urlsplit(self.path).path).removeprefix("/bucket").lstrip("/")

    def _say(self, status: int, body: bytes = b"", *, length: int | None = None, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def handle_one_request(self) -> None:
        super().handle_one_request()
        if getattr(self, "command", ""):
            self.asked.append((self.command, self.headers.get("Authorization", "")[:16]))

    def do_PUT(self) -> None:
        data = self.rfile.read(int(self.headers["Content-Length"]))
        if "aws-chunked" in self.headers.get("Content-Encoding", ""):
            data = _unchunked(data)
        self.objects[self._key()] = data
        self._say(200, ETag='"1"')

    def do_HEAD(self) -> None:
        self._get()

    def do_GET(self) -> None:
        query = parse_qs(urlsplit(self.path).query)
        if "list-type" in query or not self._key():
            self._list(query.get("prefix", [""])[0])
        else:
            self._get()

    def _get(self) -> None:
        data = self.objects.get(self._key())
        if data is None:
            self._say(404, b"<Error><Code>NoSuchKey</Code></Error>", Content_Type="application/xml")
        else:
            self._say(200, data, ETag='"1"', Last_Modified="Sun, 22 Nov 2026 10:00:00 GMT")

    def do_DELETE(self) -> None:
        self.objects.pop(self._key(), None)
        self._say(204)

    def _list(self, prefix: str) -> None:
        keys = sorted(key for key in self.objects if key.startswith(prefix))
        found = "".join(f"<Contents><Key>{escape(key)}</Key><Size>1</Size></Contents>" for key in keys)
        body = f"<ListBucketResult><IsTruncated>false</IsTruncated>{found}</ListBucketResult>"
        self._say(200, body.encode(), Content_Type="application/xml")

    def log_message(self, *_words: Any) -> None:
        """Nothing."""


def _unchunked(data: bytes) -> bytes:
    found = b""
    while data:
        length, _, data = data.partition(b"\r\n")
        size = int(length.split(b";")[0], 16)
        if not size:
            break
        found, data = found + data[:size], data[size + 2 :]
    return found


@contextmanager
def opened() -> Iterator[tuple[str, Objects, list[tuple[str, str]]]]:
    """The address of an empty store, what lies in it, and how it was asked."""
    objects: Objects = {}
    asked: list[tuple[str, str]] = []
    handler = type("Bucket", (Answers,), {"objects": objects, "asked": asked})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", objects, asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
