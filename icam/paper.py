"""A paper of the office: a template and its words made into a tagged PDF in the look of the letters."""

import hashlib
import re
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string

from icam.pdf import Layout, undisturbed

SHEET = "paper.css"
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Paper:
    """The bytes, their SHA-256 in hexadecimal, and the number of pages."""

    pdf: bytes
    sha256: str
    pages: int


def make(template: str, context: dict[str, Any], *, sheet: str = SHEET) -> Paper:
    """Lay out the template, as well-formed as XML, with a sheet of static/letters/. Raises icam.pdf.PdfError."""
    markup = NOT_XML.sub("", render_to_string(template, context))
    with undisturbed():
        layout = Layout(markup, sheet=sheet)
        data, pages = layout.write(), layout.pages
    return Paper(data, hashlib.sha256(data).hexdigest(), pages)
