"""From markup to the bytes of a tagged PDF. The only module that touches WeasyPrint.

What a document may fetch lies under static/letters/; anything else ends the rendering with a PdfError. Fonts, sheets
and images are read once per process and shared by all its documents: that is most of the cost of a page. They are made
at the first document, never before a fork, and are looked up by process id, so that a forked worker makes its own.
"""

import gc
import hashlib
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import cssselect2  # type: ignore[import-untyped]  # ships no types
import pydyf
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

ROOT = Path(__file__).resolve().parent.parent / "static" / "letters"
PX_PER_MM = 96 / 25.4
OPTIONS: dict[str, Any] = {"pdf_variant": "pdf/ua-1"}


class PdfError(Exception):
    """The document could not be made: it asked for a file it may not touch, or its markup or sheet is broken."""


class Ink(NamedTuple):
    """A run of text on paper: its page, its box in millimetres from the paper's top left corner, and where it is from.

    `zone` and `word` are the data-zone and data-word of the nearest element that has one.
    """

    page: int
    zone: str
    word: str
    text: str
    left: float
    top: float
    right: float
    bottom: float


class OwnFiles(URLFetcher):
    """Lets a document read the files under `root`, links followed, and nothing else on this machine or any other."""

    def __init__(self, root: Path = ROOT) -> None:
        super().__init__(allowed_protocols=["file"], allow_redirects=False, fail_on_errors=True)
        self.root = root.resolve()

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        parts = urlsplit(url)
        path = Path(unquote(parts.path)).resolve()
        if parts.scheme != "file" or parts.netloc or not path.is_relative_to(self.root):
            raise ValueError(f"not a file of the letters: {url}")
        return super().fetch(path.as_uri(), headers)


class Page(HTML):
    """A document from well-formed markup, parsed in C: strict where HTML guesses, and a tenth of the time."""

    def __init__(self, markup: str, *, base_url: str, url_fetcher: URLFetcher) -> None:
        root = ElementTree.fromstring(markup)  # noqa: S314  # our own templates; values were escaped
        self.base_url = base_url
        self.url_fetcher = url_fetcher
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


class Kit:
    """What all documents of one process share. Pango is not safe between threads, hence the lock."""

    def __init__(self, root: Path = ROOT) -> None:
        self.lock = threading.RLock()
        self.root = root
        self.fetcher = OwnFiles(root)
        self.fonts = FontConfiguration()
        self.images: dict[str, Any] = {}
        self.sheets: dict[str, CSS] = {}

    def sheet(self, name: str) -> CSS:
        if name not in self.sheets:
            path = self.root / name
            self.sheets[name] = CSS(filename=path, url_fetcher=self.fetcher, font_config=self.fonts)
        return self.sheets[name]


_kits: dict[int, Kit] = {}


def kit() -> Kit:
    """The kit of this process; a child of a fork leaves its parent's aside."""
    pid = os.getpid()
    if pid not in _kits:
        _kits.clear()
        _kits[pid] = Kit()
    return _kits[pid]


class Layout:
    """A document laid out on its pages, not yet written."""

    def __init__(self, markup: str, *, sheet: str, shared: Kit | None = None) -> None:
        """Lays out `markup`, HTML that is well-formed as XML, with the sheet of that name. Raises PdfError."""
        self._kit = shared or kit()
        self._seed = markup
        with self._kit.lock, _translated():
            source = Page(markup, base_url=f"{self._kit.root.as_uri()}/", url_fetcher=self._kit.fetcher)
            self._document = source.render(
                font_config=self._kit.fonts, stylesheets=[self._kit.sheet(sheet)], cache=self._kit.images, **OPTIONS
            )

    @property
    def pages(self) -> int:
        return len(self._document.pages)

    def ink(self) -> Iterator[Ink]:
        """Every run of text with its place on the paper."""
        for number, page in enumerate(self._document.pages, start=1):
            yield from _runs(page._page_box, "", "", number)

    def write(self) -> bytes:
        """The PDF/UA-1 file: the same bytes for the same markup. Raises PdfError."""
        identifier = hashlib.sha256(self._seed.encode()).hexdigest()[:32].encode()
        with self._kit.lock, _translated():
            data: bytes = self._document.write_pdf(finisher=_finish, pdf_identifier=identifier, **OPTIONS)
        return data

    def fonts(self) -> dict[str, str]:
        """After write(): the families that were used, each with the characters it drew."""
        drawn: dict[str, str] = {}
        for font in self._document.fonts.values():
            drawn[font.family] = drawn.get(font.family, "") + "".join(font.to_unicode.values())
        return drawn

    def undrawn(self) -> str:
        """After write(): the characters for which no font of this machine has a glyph."""
        return "".join(sorted({chr(code) for font in self._document.fonts.values() for code in font.missing}))


@contextmanager
def undisturbed() -> Iterator[None]:
    """Lets the garbage collector rest while a document is made, and sweeps up after it.

    Every box of a page stays alive to the end: walking them again and again costs a tenth of the letter. Nothing of
    the document may be held when the block ends, or the sweep finds nothing.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
            gc.collect(0)


@contextmanager
def _translated() -> Iterator[None]:
    """Turns what WeasyPrint throws, its BaseException included, into a PdfError."""
    try:
        yield
    except FatalURLFetchingError as error:
        raise PdfError(f"{error}: {error.__cause__}") from error
    except (ElementTree.ParseError, ValueError, OSError, AssertionError) as error:
        raise PdfError(f"the document could not be laid out: {error}") from error


def _runs(box: Any, zone: str, word: str, page: int) -> Iterator[Ink]:
    if hasattr(box.element, "get"):
        zone, word = box.element.get("data-zone") or zone, box.element.get("data-word") or word
    if text := getattr(box, "text", ""):
        left, top = box.position_x / PX_PER_MM, box.position_y / PX_PER_MM
        yield Ink(page, zone, word, text, left, top, left + box.width / PX_PER_MM, top + box.height / PX_PER_MM)
    for child in getattr(box, "children", ()):
        yield from _runs(child, zone, word, page)


def _finish(document: Any, pdf: pydyf.PDF) -> None:
    """Gives each tagged section the language of its page: WeasyPrint tags the document's only."""
    pages = dict(zip(pdf.page_references, document.pages, strict=True))
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("S") == "/Sect" and item.get("Pg") in pages:
            for box in pages[item["Pg"]]._page_box.descendants():
                if box.element_tag == "section" and box.element.get("lang"):
                    item["Lang"] = pydyf.String(box.element.get("lang"))
                    break
