"""Reads a letter back from its bytes: ink in millimetres, glyphs, tags. Knows nothing of how it was made."""

import ctypes
import io
import re
from collections.abc import Iterator
from typing import NamedTuple

import pikepdf
import pypdfium2 as pdfium

MM = 72 / 25.4  # points


class Char(NamedTuple):
    """One character and the box of its ink, in mm from the paper's top left corner."""

    char: str
    left: float
    right: float
    top: float
    bottom: float


def chars(pdf: bytes, page: int = 0) -> list[Char]:
    """Every character that leaves ink on the page, in the order of the content."""
    document = pdfium.PdfDocument(pdf)
    sheet = document[page]
    text, height = sheet.get_textpage(), sheet.get_height()
    found = []
    for i in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(i)
        char = chr(pdfium.raw.FPDFText_GetUnicode(text, i))
        if char.strip() and right > left:
            found.append(Char(char, left / MM, right / MM, (height - top) / MM, (height - bottom) / MM))
    return found


def text(pdf: bytes) -> str:
    """What is read aloud, page after page, with every space an ordinary one."""
    document = pdfium.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_range() for page in document]
    return re.sub(r"\s+", " ", " ".join(pages).replace("\ufffe", "-"))


def spoken(pdf: bytes) -> str:
    """What a screen reader says of the first page: the text in the order of its tags."""
    raw = pdfium.raw
    document = pdfium.PdfDocument(pdf)
    page = document[0]
    words = page.get_textpage()
    runs: dict[int, str] = {}
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        mark, length = (
            raw.FPDFPageObj_GetMarkedContentID(thing.raw),
            raw.FPDFTextObj_GetText(thing.raw, words.raw, None, 0),
        )
        buffer = (ctypes.c_ushort * (length // 2 + 1))()
        raw.FPDFTextObj_GetText(thing.raw, words.raw, buffer, length)
        runs[mark] = runs.get(mark, "") + bytes(buffer)[: length - 2].decode("utf-16-le")
    runs.pop(-1, None)  # decoration

    def walk(element: object) -> Iterator[str]:
        for i in range(raw.FPDF_StructElement_CountChildren(element)):
            if child := raw.FPDF_StructElement_GetChildAtIndex(element, i):
                yield from walk(child)
            else:
                yield runs.get(raw.FPDF_StructElement_GetChildMarkedContentID(element, i), "")

    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    tops = [raw.FPDF_StructTree_GetChildAtIndex(tree, i) for i in range(raw.FPDF_StructTree_CountChildren(tree))]
    said = re.sub(r"\s+", " ", "".join(part for top in tops for part in walk(top)))
    raw.FPDF_StructTree_Close(tree)
    return said


def baselines(pdf: bytes, box: tuple[float, float, float, float]) -> int:
    """How many lines of text stand inside the box (left, right, top, bottom in mm)."""
    document = pdfium.PdfDocument(pdf)
    sheet = document[0]
    page, height = sheet.get_textpage(), sheet.get_height()
    x, y = ctypes.c_double(), ctypes.c_double()
    found = set()
    for i in range(page.count_chars()):
        pdfium.raw.FPDFText_GetCharOrigin(page, i, x, y)
        across, down = x.value / MM, (height - y.value) / MM
        if box[0] <= across <= box[1] and box[2] <= down <= box[3]:
            found.add(round(down, 1))
    return len(found)


def darkness(pdf: bytes, points: list[tuple[float, float]], *, dpi: int = 300) -> list[bool]:
    """Whether the paper is dark at each point (x, y in mm)."""
    image = pdfium.PdfDocument(pdf)[0].render(scale=dpi / 72).to_pil().convert("L")
    return [image.getpixel((round(x / 25.4 * dpi), round(y / 25.4 * dpi))) < 128 for x, y in points]


def missing_glyphs(pdf: bytes) -> int:
    """How often glyph 0 is drawn, on pages and inside drawings."""

    def walk(stream: pikepdf.Object, resources: pikepdf.Object) -> Iterator[int]:
        for operands, operator in pikepdf.parse_content_stream(stream):
            if str(operator) in {"Tj", "TJ"}:
                for part in operands[0] if str(operator) == "TJ" else operands:
                    if isinstance(part, pikepdf.String):
                        data = bytes(part)
                        yield sum(data[i : i + 2] == b"\0\0" for i in range(0, len(data), 2))
        for form in (resources.get("/XObject") or {}).values():
            if form.get("/Subtype") == "/Form":
                yield from walk(form, form.get("/Resources", pikepdf.Dictionary()))

    with pikepdf.open(io.BytesIO(pdf)) as document:
        return sum(n for page in document.pages for n in walk(page, page.get("/Resources", pikepdf.Dictionary())))


class Tags(NamedTuple):
    """What a screen reader learns of the document before its text."""

    language: str
    sections: list[str]
    title: str
    marked: bool
    ua_part: str
    shows_title: bool


def tags(pdf: bytes) -> Tags:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        root = document.Root
        metadata = bytes(root.Metadata.read_bytes()).decode()
        part = re.search(r"pdfuaid:part>(\d)<", metadata) or re.search(r'pdfuaid:part="(\d)"', metadata)
        return Tags(
            language=str(root.Lang),
            sections=[str(entry.Lang) for entry in _sections(root.StructTreeRoot)],
            title=str(document.docinfo["/Title"]),
            marked=bool(root.MarkInfo.Marked),
            ua_part=part[1] if part else "",
            shows_title=bool(root.ViewerPreferences.DisplayDocTitle),
        )


def dates(pdf: bytes) -> tuple[str, str]:
    """When the file says it was made and changed."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return str(document.docinfo["/CreationDate"]), str(document.docinfo["/ModDate"])


def _sections(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    if isinstance(node, pikepdf.Dictionary):
        if node.get("/S") == "/Sect":
            yield node
        kids = node.get("/K")
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            yield from _sections(kid)
