"""The drawings of a letter as inline SVG, in millimetres. Few and whole, because each drawing costs its own time."""

import math
from datetime import datetime

import segno
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

MODULES = 21  # QR version 1
MODULE = 0.85  # mm
QR_LEFT, QR_TOP = 20.0, 48.0  # mm, the corner of the first module
MASK = 3  # fixed: looking for the best of eight costs more than drawing it


def modules(reference: str) -> tuple[bytearray, ...]:
    """The QR code of a letter, row by row. Raises segno.DataOverflowError for more than it holds."""
    code = segno.make_qr(reference, version=1, error="m", mask=MASK, boost_error=False)
    return tuple(code.matrix)


def qr_path(reference: str) -> str:
    """One stroke per run of dark modules."""
    strokes = []
    for y, row in enumerate(modules(reference)):
        x = 0
        while x < MODULES:
            end = x
            while end < MODULES and row[end]:
                end += 1
            if end > x:
                strokes.append(f"M{x} {y}.5h{end - x}")
            x = end + 1
    return "".join(strokes)


def marks(office: str, reference: str) -> SafeString:
    """Page 1 in millimetres: fold marks (DL 99 and 198, C5 148.5), the placeholder emblem, the QR code."""
    return _markup(
        '<svg class="marks" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 200">'
        f"<title>{escape(office)}, QR {escape(reference)}</title>"
        '<path d="M0 99h5M0 148.500h3M0 198h5" stroke="#546174" stroke-width=".2"/>'
        '<rect x="20" y="13" width="14" height="14" rx="2" fill="#1a4f8b"/>'
        '<path d="M24 24.500v-5.500a3 3 0 0 1 6 0v5.500M22.250 24.500h9.500M27 24.500v-3.500" fill="none" '
        'stroke="#fff" stroke-width="1.1"/>'
        f'<path transform="translate({QR_LEFT} {QR_TOP}) scale({MODULE})" stroke="#000" '
        f'd="{qr_path(reference)}"/></svg>'
    )


def pictures(start: datetime, labels: tuple[str, str, str], *, rtl: bool = False) -> SafeString:
    """Calendar leaf with the day, clock with its hands, and a pin: the appointment without words."""
    hour, minute = (start.hour % 12 + start.minute / 60) * math.pi / 6, start.minute * math.pi / 30
    leaf, clock, pin = (place * 44 / 12 for place in ((93, 38, 0) if rtl else (0, 55, 93)))
    return _markup(
        '<svg class="pictures" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 385 44">'
        f"<title>{escape(', '.join(labels))}</title>"
        '<g fill="#fff" stroke="#133d6d" stroke-width="2.4">'
        f'<g transform="translate({leaf:.1f})"><path d="M4 8h36v33h-36z"/><path d="M4 12h36" stroke-width="8"/>'
        '<path d="M13 3v8M31 3v8" stroke-width="3"/><text x="22" y="35" text-anchor="middle" font-family="Noto Sans" '
        f'font-weight="700" font-size="18" fill="#18222f" stroke="none">{start.day}</text></g>'
        f'<g transform="translate({clock:.1f})"><circle cx="22" cy="22" r="19.500"/>'
        '<path d="M22 4v3M22 37v3M4 22h3M37 22h3"/>'
        f'<path d="M22 22L{_hand(hour, 9.5)}" stroke-width="3.6"/><path d="M22 22L{_hand(minute, 14)}"/></g>'
        f'<g transform="translate({pin:.1f})">'
        '<path d="M22 41C15 32 8.500 25 8.500 17a13.500 13.500 0 0 1 27 0C35.500 25 29 32 22 41z"/>'
        '<circle cx="22" cy="17" r="4" fill="#133d6d"/></g></g></svg>'
    )


def _hand(turn: float, length: float) -> str:
    return f"{22 + length * math.sin(turn):.1f} {22 - length * math.cos(turn):.1f}"


def _markup(svg: str) -> SafeString:
    return mark_safe(svg)  # noqa: S308  # built here; every value in it was escaped
