"""Files made on the spot: honest ones of every kind that is taken, and what people hide in them."""

import io
import struct
import zipfile
import zlib
from random import Random
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from icam.files import kinds
from icam.files.archives import MAIN_PARTS


def pdf(**root: Any) -> bytes:
    """A page of paper; `root` goes into the catalogue."""
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(200, 100))
        for name, value in root.items():
            made.Root[f"/{name}"] = made.make_indirect(value)
        made.save(out)
    return out.getvalue()


def with_attachment() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.attachments["list.csv"] = b"a,b"
        made.save(out)
    return out.getvalue()


def with_password(user: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(out, encryption=pikepdf.Encryption(owner="owner", user=user))
    return out.getvalue()


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def launch() -> Dictionary:
    return Dictionary(S=Name.Launch, F=String("cmd.exe"))


def deep_script() -> Dictionary:
    """An action inside arrays and dictionaries that have no number of their own."""
    return Dictionary(Names=Array([String("x"), Dictionary(A=Array([Dictionary(S=Name.JavaScript)]))]))


def picture(form: str, **saved: Any) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((40, 30), 60).convert("RGB").save(out, format=form, **saved)
    return out.getvalue()


def box(name: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I4s", 8 + len(content), name) + content


def heic(
    data: bytes = b"", *, hidden: bytes = b"", free: bytes = b"", lies: int = 0, handler: bytes = b"pict"
) -> bytes:
    """One item of 50 bytes and one in the box of boxes; `lies` bytes from where the table says it lies."""
    kind = box(b"ftyp", b"heic\x00\x00\x00\x00mif1heic")

    def boxes(place: int) -> bytes:
        first = struct.pack(">HHHHII", 1, 0, 0, 1, place + lies, 50)
        second = struct.pack(">HHHHII", 2, 1, 0, 1, 0, 8)
        places = box(b"iloc", b"\x01\x00\x00\x00\x44\x00" + struct.pack(">H", 2) + first + second)
        inner = box(b"hdlr", b"\x00" * 8 + handler + b"\x00" * 13) + box(b"pitm", b"\x00" * 6)
        inner += box(b"iinf", b"\x00" * 6) + places + box(b"idat", b"\x02" * 8)
        return kind + box(b"meta", b"\x00" * 4 + inner) + box(b"free", free or b"\x00" * 4)

    return boxes(len(boxes(0)) + 8) + box(b"mdat", (data or b"\x01" * 50) + hidden)


def tiff_around(hidden: bytes) -> bytes:
    """A picture that leaves room behind its head, where it says that its table begins later."""
    data = picture("TIFF")
    table = struct.unpack_from("<I", data, 4)[0]
    rest, moved = bytearray(data[8:]), len(hidden)
    for row in range(struct.unpack_from("<H", rest, table - 8)[0]):
        at = table - 8 + 2 + 12 * row
        tag, kind, many = struct.unpack_from("<HHI", rest, at)
        if tag == 273 or {3: 2, 4: 4, 5: 8}.get(kind, 1) * many > 4:
            value = struct.unpack_from("<I", rest, at + 8)[0]
            struct.pack_into("<I", rest, at + 8, value + moved)
    return data[:4] + struct.pack("<I", table + moved) + hidden + bytes(rest)


def archive(*entries: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, content in entries:
            made.writestr(name, content)
    return out.getvalue()


RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'
HYPERLINK = (
    b'<Relationship Id="r1" Target="https://x.example.be" TargetMode="External" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"/>'
)
FROM_AFAR = ("word/_rels/settings.xml.rels", RELATIONS % HYPERLINK.replace(b"/hyperlink", b"/attachedTemplate"))
MACROS = b'<Default ContentType="application/vnd.ms-word.document.macroEnabled"/>'


ESCAPED = ("word/_rels/a.xml.RELS", FROM_AFAR[1].replace(b'"External"', b'"Ext&#101;rnal"'))
PREFIXED = ("word/_rels/b.xml.rels", (
    b'<p:Relationships xmlns:p="http://schemas.openxmlformats.org/package/2006/relationships"><p:Relationship '
    b"\n Target='https://x.example.be/?a>b' Id = 'r1' Type='http://x.example.be/image' TargetMode\n=\n'External'/>"
    b"</p:Relationships>"
))  # fmt: skip
WIDE = ("word/_rels/c.xml.rels", FROM_AFAR[1].decode().encode("utf-16"))
LONG = b"<!--%s-->" % Random(1).randbytes(600_000).hex().encode()  # packed to half, so it is no bomb by its ratio
BEHIND = ("word/_rels/e.xml.rels", FROM_AFAR[1].replace(b"><", b">" + LONG + b"<", 1))
DECLARED = ("word/_rels/d.xml.rels", b'<!DOCTYPE r [<!ENTITY e "External">]>' + RELATIONS % b"")


def ooxml(kind: kinds.FileKind, *more: tuple[str, bytes], types: bytes = b"") -> bytes:
    part = next(name for name, other in MAIN_PARTS.items() if other is kind)
    content = b'<Types><Override PartName="/x" ContentType="%s"/>%s</Types>' % (part.encode(), types)
    return archive(
        ("[Content_Types].xml", content), ("_rels/.rels", RELATIONS % HYPERLINK), ("word/document.xml", b"<x/>"), *more
    )


def odf(kind: kinds.FileKind, *more: tuple[str, bytes], content: bytes = b"<x/>") -> bytes:
    return archive(("mimetype", kind.media_type.encode()), ("content.xml", content), *more)


def encrypted_zip() -> bytes:
    """The flag of a password on every entry, in the entry and in the table."""
    data = bytearray(ooxml(kinds.DOCX))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            data[start + place] |= 1
            start = data.find(mark, start + 4)
    return bytes(data)


def swelling() -> bytes:
    return ooxml(kinds.DOCX, ("word/big.xml", b"\x00" * 30_000_000))


def overlapping() -> bytes:
    """Two lines of the table lead to one entry, as in a bomb that unpacks the same bytes again and again."""
    data = bytearray(odf(kinds.ODT, ("a.xml", b"1" * 40), ("b.xml", b"1" * 40)))
    lines = [place for place in range(len(data)) if data[place : place + 4] == b"PK\x01\x02"]
    first = struct.unpack_from("<I", data, lines[-2] + 42)[0]
    struct.pack_into("<I", data, lines[-1] + 42, first)
    return bytes(data)


def png_bomb() -> bytes:
    """60,000 by 60,000 points in a few bytes."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\x00" * 1000))
        + chunk(b"IEND", b"")
    )


def old_word() -> bytes:
    return kinds.OLD_OFFICE + b"\x00" * 2000


def fax() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((300, 200), 60).convert("1").save(out, format="TIFF", compression="group4")
    return out.getvalue()


PAGES = [Image.effect_noise((30, 40), 60).convert("RGB") for _page in range(2)]
ZIPPED = archive(("evil.txt", b"hidden"))
HONEST: dict[str, tuple[kinds.FileKind, bytes]] = {
    "pdf": (kinds.PDF, pdf()),
    "pdf with a form to fill in": (kinds.PDF, pdf(AcroForm=Dictionary(Fields=Array([])))),
    "pdf with padding": (kinds.PDF, pdf() + b"\r\n\x00\x00"),
    "jpeg": (kinds.JPEG, picture("JPEG")),
    "progressive jpeg": (kinds.JPEG, picture("JPEG", progressive=True, comment=b"a holiday")),
    "jpeg with a preview behind it": (kinds.JPEG, picture("JPEG") + picture("JPEG")),
    "png": (kinds.PNG, picture("PNG")),
    "tiff": (kinds.TIFF, picture("TIFF")),
    "tiff of three pages": (kinds.TIFF, picture("TIFF", save_all=True, append_images=PAGES)),
    "tiff of a fax": (kinds.TIFF, fax()),
    "tiff with padding": (kinds.TIFF, picture("TIFF") + b"\x00" * 40),
    "tiff with a table left over": (kinds.TIFF, tiff_around(b"\x07" * 300)),
    "webp": (kinds.WEBP, picture("WEBP")),
    "heic": (kinds.HEIC, heic()),
    "docx": (kinds.DOCX, ooxml(kinds.DOCX)),
    "xlsx": (kinds.XLSX, ooxml(kinds.XLSX, ("xl/printerSettings/printerSettings1.bin", b"x"))),
    "odt": (kinds.ODT, odf(kinds.ODT)),
    "ods": (kinds.ODS, odf(kinds.ODS)),
    "text": (kinds.TEXT, "Bonjour, je m’appelle ليلى\r\n".encode()),
    "text of an old machine": (kinds.TEXT, "Été à Liège".encode("cp1252")),
    "text in two bytes a sign": (kinds.TEXT, "Été".encode("utf-16")),
}
REFUSED: dict[str, tuple[str, bytes]] = {
    "nothing": ("empty", b""),
    "program": ("unknown", b"MZ\x90\x00" + b"\x00" * 200),
    "web page": ("unknown", b"<!DOCTYPE html><p>hello"),
    "script in text": ("unknown", b"hello <script>alert(1)</script>"),
    "svg": ("unknown", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "gif that is a script": ("unknown", b"GIF89a=1;alert(1)//\x00"),
    "shell": ("unknown", b"#!/bin/sh\nrm -rf x\n"),
    "plain archive": ("unknown", ZIPPED),
    "old word": ("old_office", old_word()),
    "pdf behind something": ("unknown", b"\x00\x01 something first\n" + pdf()),
    "pdf that is an archive": ("polyglot", pdf() + ZIPPED),
    "pdf that is a web page": ("polyglot", pdf().replace(b"\n", b"\n%<html><script>x</script>\n", 1)),
    "pdf with a tail": ("polyglot", pdf() + b"MZ and so on"),
    "pdf with a tail that ends as one": ("polyglot", pdf() + b"MZ and so on\n%%EOF\n"),
    "pdf with a tail that leads out": ("polyglot", pdf() + b"MZ and so on\nstartxref\n999999\n%%EOF\n"),
    "pdf cut short": ("polyglot", pdf()[:-20]),
    "pdf of nothing": ("broken", b"%PDF-1.7\nnothing\nstartxref\n9\n%%EOF\n"),
    "pdf with a script": ("active", pdf(OpenAction=script())),
    "pdf with a script deep inside": ("active", pdf(Extra=deep_script())),
    "pdf that starts a program": ("active", pdf(OpenAction=launch())),
    "pdf with an old form language": ("active", pdf(AcroForm=Dictionary(XFA=String("x")))),
    "pdf with a file attached": ("attached", with_attachment()),
    "pdf with a password": ("encrypted", with_password("secret")),
    "pdf that may not be printed": ("encrypted", with_password("")),
    "jpeg that is an archive": ("polyglot", picture("JPEG") + ZIPPED),
    "jpeg with a script behind": ("polyglot", picture("JPEG") + b"<script>alert(1)</script>"),
    "jpeg with a script inside": ("polyglot", picture("JPEG", comment=b"<script>alert(1)</script>")),
    "jpeg cut short": ("polyglot", picture("JPEG")[:-40]),
    "jpeg that is a pdf": ("polyglot", picture("JPEG", comment=b"%PDF-1.7")),
    "png that is an archive": ("polyglot", picture("PNG") + ZIPPED),
    "png of wrong parts": ("broken", picture("PNG").replace(b"IDAT", b"IDAX")),
    "png that fills the memory": ("bomb", png_bomb()),
    "webp with a tail": ("polyglot", picture("WEBP") + b"tail"),
    "tiff that is an archive": ("polyglot", picture("TIFF") + ZIPPED),
    "tiff with a tail": ("polyglot", picture("TIFF") + b"Rar!\x1a\x07 and so on"),
    "tiff with something between": ("polyglot", tiff_around(b"Rar!\x1a\x07" * 100)),
    "tiff cut short": ("polyglot", picture("TIFF")[:-40]),
    "tiff whose table leads out": ("polyglot", b"II*\x00\xff\xff\xff\x00" + picture("TIFF")[8:]),
    "tiff whose table never ends": ("polyglot", b"II*\x00\x08\x00\x00\x00" + b"\xff" * 900),
    "heic of anything": ("polyglot", box(b"ftyp", b"heic\x00\x00\x00\x00mif1") + box(b"mdat", b"Rar!\x1a\x07" * 9)),
    "heic with something in its data": ("polyglot", heic(hidden=b"Rar!\x1a\x07 and so on")),
    "heic with something where nothing should be": ("polyglot", heic(free=b"Rar!\x1a\x07 and so on")),
    "heic whose table leads elsewhere": ("polyglot", heic(lies=4)),
    "heic that is a film": ("polyglot", heic(handler=b"vide")),
    "heic with a box of films": ("polyglot", heic() + box(b"moov", b"\x00" * 20)),
    "heic with a tail": ("polyglot", heic() + b"<script>"),
    "heic with a strange box": ("polyglot", heic() + box(b"evil", b"x")),
    "docx with macros": ("active", ooxml(kinds.DOCX, ("word/vbaProject.bin", b"x"))),
    "docx that says it has macros": ("active", ooxml(kinds.DOCX, types=MACROS)),
    "docx with an object": ("active", ooxml(kinds.DOCX, ("word/embeddings/oleObject1.bin", b"x"))),
    "docx with a sheet inside": ("nested", ooxml(kinds.DOCX, ("word/embeddings/Sheet1.xlsx", ZIPPED))),
    "docx with an archive inside": ("nested", ooxml(kinds.DOCX, ("word/more.zip", ZIPPED))),
    "docx that fetches its template": ("fetches", ooxml(kinds.DOCX, FROM_AFAR)),
    "docx that fetches in other letters": ("fetches", ooxml(kinds.DOCX, ESCAPED)),
    "docx that fetches by another prefix": ("fetches", ooxml(kinds.DOCX, PREFIXED)),
    "docx that fetches in two bytes a sign": ("fetches", ooxml(kinds.DOCX, WIDE)),
    "docx that declares what its words mean": ("broken", ooxml(kinds.DOCX, DECLARED)),
    "docx that fetches behind a megabyte": ("bomb", ooxml(kinds.DOCX, BEHIND)),
    "docx of relations that are none": ("broken", ooxml(kinds.DOCX, ("word/_rels/f.xml.rels", b"<a><b></a>"))),
    "docx that says all twice": ("broken", ooxml(kinds.DOCX, ("[content_types].XML", b"<Types/>"))),
    "docx that hides its macros in an entity": (
        "active", ooxml(kinds.DOCX, types=MACROS.replace(b"macroEnabled", b"macro&#69;nabled"))
    ),
    "docx behind a password": ("encrypted", encrypted_zip()),
    "docx that swells": ("bomb", swelling()),
    "docx of ten thousand parts": ("bomb", ooxml(kinds.DOCX, *((f"word/{n}.xml", b"") for n in range(5_001)))),
    "docx with a tail": ("polyglot", ooxml(kinds.DOCX) + b"tail"),
    "docx behind something": ("polyglot", b"PK\x03\x04 not an entry " + ooxml(kinds.DOCX)),
    "docx that leads out": ("broken", ooxml(kinds.DOCX, ("../../etc/passwd", b"x"))),
    "docx cut short": ("broken", ooxml(kinds.DOCX)[:-30]),
    "odt with overlapping entries": ("polyglot", overlapping()),
    "odt with macros": ("active", odf(kinds.ODT, ("Basic/Standard/Module1.xml", b"x"))),
    "odt with a listener": ("active", odf(kinds.ODT, content=b"<office:event-listeners/>")),
    "odt behind a password": ("encrypted", odf(kinds.ODT, ("META-INF/manifest.xml", b"<manifest:encryption-data/>"))),
    "presentation": ("unknown", archive(("mimetype", b"application/vnd.oasis.opendocument.presentation"))),
}  # fmt: skip
