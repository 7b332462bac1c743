"""How an upload comes in: into a nameless file that vanishes with the process, and never more of it than is allowed."""

import tempfile
from typing import IO, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

AT_ONCE = 10  # times the largest file: what one form may bring in all


def largest() -> int:
    """The most bytes that one file may have."""
    return int(settings.DOCUMENT_MEGABYTES) * 1024 * 1024


class Upload(UploadedFile):
    """A file as it came. When it is too large, or more came at once than is taken, its bytes were thrown away."""

    def __init__(
        self, file: IO[bytes], *, name: str, declared: str, size: int, too_large: bool, too_many: bool
    ) -> None:
        super().__init__(file=file, name=name, content_type=declared, size=size)
        self.too_large = too_large
        self.too_many = too_many


class Receiver(FileUploadHandler):
    """Reads to the end whatever comes, so that there is an answer to read, but keeps no more than it may."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.room = AT_ONCE * largest()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.kept: IO[bytes] = tempfile.TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR)  # noqa: SIM115  (the request closes it)
        self.seen = 0
        self.too_large = self.too_many = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002  (Django's signature)
        self.seen += len(raw_data)
        self.room -= len(raw_data)
        self.too_large = self.seen > largest()
        self.too_many = self.too_many or self.room < 0
        if self.too_large or self.too_many:
            self.kept.seek(0)
            self.kept.truncate()
        else:
            self.kept.write(raw_data)

    def file_complete(self, file_size: int) -> Upload:
        self.kept.seek(0)
        if self.too_large:
            self.room += file_size  # nothing of it was kept
        return Upload(
            self.kept,
            name=self.file_name or "",
            declared=self.content_type or "",
            size=file_size,
            too_large=self.too_large,
            too_many=self.too_many,
        )

    def upload_interrupted(self) -> None:
        if hasattr(self, "kept"):
            self.kept.close()
