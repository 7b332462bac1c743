"""Opens a file from outside, in a process of its own with little memory and little time: it may be made to harm us.

Run as a script, without the rest of the project: `probe.py pdf|picture` with the file as standard input. Prints one
word, a value of icam.files.verdicts.Verdict, or "fine".
"""

import os
import resource
import sys
import warnings
from typing import Any, BinaryIO

import pikepdf
from PIL import Image, UnidentifiedImageError

MEMORY = 1536 * 1024 * 1024  # bytes
SECONDS = 20
MOST_OBJECTS = 400_000
MOST_PIXELS = 150_000_000  # an A3 sheet at 600 dpi has 70 million
MOST_FRAMES = 500  # pages of a TIFF

ACTIONS = {"/JavaScript": "active", "/Launch": "active", "/SubmitForm": "active", "/ImportData": "active",
           "/GoToE": "attached", "/Rendition": "active", "/RichMediaExecute": "active"}  # fmt: skip
KEYS = {"/JS": "active", "/JavaScript": "active", "/XFA": "active", "/EF": "attached", "/EmbeddedFiles": "attached",
        "/RichMediaContent": "active"}  # fmt: skip
KINDS = {"/RichMedia": "active", "/FileAttachment": "attached", "/EmbeddedFile": "attached", "/Movie": "active",
         "/Screen": "active", "/3D": "active"}  # fmt: skip


def confine() -> None:
    """What goes beyond these ends the process, and the file is not taken."""
    for limit, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_FSIZE, 0)):
        hard = resource.getrlimit(limit)[1]
        resource.setrlimit(limit, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def look_at_pdf(file: BinaryIO) -> str:
    try:
        with pikepdf.open(file) as pdf:
            if pdf.is_encrypted:
                return "encrypted"
            found = look_at_objects(pdf)
            return found or ("fine" if len(pdf.pages) else "broken")
    except pikepdf.PasswordError:
        return "encrypted"
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, AttributeError, RuntimeError):
        return "broken"


def look_at_objects(pdf: Any) -> str:
    """The first thing in any object that would act by itself or bring other files along."""
    count = 0
    waiting = list(pdf.objects)
    trailer = pdf.trailer
    waiting.append(trailer)
    while waiting:
        item = waiting.pop()
        count += 1
        if count > MOST_OBJECTS:
            return "too_complex"
        if isinstance(item, pikepdf.Array):
            waiting.extend(child for child in item.as_list() if _is_container(child))
        elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            words = item.stream_dict if isinstance(item, pikepdf.Stream) else item
            if found := look_at_words(words):
                return found
            waiting.extend(child for child in words.as_dict().values() if _is_container(child))
    return ""


def _is_container(child: Any) -> bool:
    """Whether there is more inside; what has a number of its own comes by that number."""
    return isinstance(child, pikepdf.Array | pikepdf.Dictionary) and not child.is_indirect


def look_at_words(words: Any) -> str:
    for key in words.keys():  # noqa: SIM118  (a Dictionary of pikepdf is no mapping)
        if key in KEYS:
            return KEYS[key]
    for key, bad in (("/S", ACTIONS), ("/Type", KINDS), ("/Subtype", KINDS)):
        if key in words and isinstance(words[key], pikepdf.Name) and str(words[key]) in bad:
            return bad[str(words[key])]
    return ""


def look_at_picture(file: BinaryIO) -> str:
    """By the picture's own measures first; only then is every page of it decoded."""
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(file, formats=["JPEG", "PNG", "TIFF", "WEBP"]) as picture:
            frames = getattr(picture, "n_frames", 1)
            if frames > MOST_FRAMES:
                return "too_complex"
            for frame in range(frames):
                picture.seek(frame)
                if picture.width * picture.height > MOST_PIXELS:
                    return "bomb"
                picture.load()
    except Image.DecompressionBombError:
        return "bomb"
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, KeyError, TypeError, AttributeError):
        return "broken"
    return "fine"


def main() -> int:
    confine()
    look = {"pdf": look_at_pdf, "picture": look_at_picture}[sys.argv[1]]
    try:
        with os.fdopen(0, "rb", closefd=False) as file:
            verdict = look(file)
    except (MemoryError, RecursionError):
        verdict = "too_complex"
    sys.stdout.write(verdict)
    return 0


if __name__ == "__main__":
    sys.exit(main())
