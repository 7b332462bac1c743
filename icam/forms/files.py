"""A form field for files: several at once, each looked at by itself later (icam.files)."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from icam.files.inspection import ACCEPTED

MOST_FILES = 20


class FilesInput(forms.FileInput):
    """The browser's own chooser of files, which works by keyboard."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One to MOST_FILES files; cleans to a list of uploads. What they are is not asked here."""

    widget = FilesInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", FilesInput({"accept": ACCEPTED}))
        super().__init__(allow_empty_file=True, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if len(files) > MOST_FILES:
            raise ValidationError(_("Send at most %(most)d files at once.") % {"most": MOST_FILES}, code="too_many")
        if not files:
            super().clean(None, initial)  # says that one is needed
        return [file for file in files if isinstance(file, UploadedFile)]
