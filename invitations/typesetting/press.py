"""From words to the bytes of a letter. Pure: no database, no clock; the same words give the same bytes."""

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.template import Context, Engine
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from icam.pdf import ROOT, Layout, PdfError, undisturbed
from invitations.typesetting.drawings import marks, pictures
from invitations.typesetting.phrases import local, phrases
from invitations.typesetting.texts import Text, TextError, languages, text
from invitations.typesetting.words import UnfitWords, Words, require, strings, too_many_lines

SHEET = "letter.css"
FONTS = frozenset({"Noto Sans", "Noto Sans Arabic", "Noto Sans Ethiopic", "Noto Sans Georgian", "Noto Sans Armenian"})

FOOT = 282.5  # mm; below it stands only the foot of the page
ZONES: Mapping[str, tuple[float, float]] = {  # right and bottom edge of each place, mm from the paper's corner
    "": (190.1, FOOT),
    "from": (98, 45),  # below it begins the free border of the QR code
    "refs": (98, 82.4),
    "window": (190, 71.7),  # the last line's box; its ink ends 0.2 mm higher, in view up to 71.5
    "watermark": (math.inf, math.inf),
}


@dataclass(frozen=True, slots=True)
class Typeset:
    """A letter that is made: its bytes, their SHA-256 in hexadecimal, its pages, and the version of its text."""

    pdf: bytes
    sha256: str
    pages: int
    version: str


def typeset(words: Words, *, preview: bool = False) -> Typeset:
    """Makes the letter. A preview says on the page that it was not sent.

    Raises MissingWords for a hole, UnfitWords for what cannot be printed or does not fit, TextError for a broken text,
    PdfError when the page cannot be made.
    """
    chosen = text_for(words)
    with undisturbed():
        data, pages = _make(words, chosen, preview=preview)
    return Typeset(data, hashlib.sha256(data).hexdigest(), pages, chosen.version)


def _make(words: Words, chosen: Text, *, preview: bool) -> tuple[bytes, int]:
    layout = lay_out(words, chosen, preview=preview)
    data = layout.write()
    _require_glyphs(words, layout)
    return data, layout.pages


def lay_out(words: Words, chosen: Text, *, preview: bool = False) -> Layout:
    """The letter on its page; long values get a second try in smaller type. Raises UnfitWords.

    Only the second try marks each value in the page, which tells whose it is that does not fit.
    """
    for tight in (False, True):
        layout = Layout(compose(words, chosen, preview=preview, tight=tight), sheet=SHEET)
        reasons = misplaced(words, layout)
        if not reasons:
            return layout
    raise UnfitWords(reasons)


def compose(words: Words, chosen: Text, *, preview: bool = False, tight: bool = False) -> str:
    """The letter as well-formed markup. The words must have been required."""
    w = phrases(words, chosen)
    v: Mapping[str, str] = w
    if tight:
        v = {n: format_html('<span data-word="{}">{}</span>', n, value) if value else "" for n, value in w.items()}
    t = chosen.fill(v)
    desk = t["desk_number"] if w["desk"][:1].isdigit() else v["desk"]
    context = {
        "text": chosen,
        "t": t,
        "w": w,
        "v": v,
        "preview": preview,
        "tight": tight,
        "tab": "\t",
        "gap": "\u2002",  # between a number and its line
        "created": words.letter_date.isoformat() if words.letter_date else "",
        "addressee": words.addressee,
        "where": format_html_join(", ", "{}", ((part,) for part in (v.get("directions"), desk) if part)),
        "references": [
            (t["case"], v["case_reference"]),
            (t["letter"], v["letter_reference"]),
            (t["coach"], v["coach"]),
            (t["desk"], v["desk"]),
            (t["date"], v["letter_date"]),
        ],
        "marks": marks(t["org"], words.letter_reference),
        "pictures": pictures(local(words), (t["appt_date"], t["appt_time"], t["appt_place"])),
    }
    html = _engine().get_template("letters/invitation.html").render(Context(context, use_l10n=False))
    return str(html).replace("<br>", "\n")  # these places keep their lines, and a line costs less than an element


def misplaced(words: Words, layout: Layout) -> dict[str, str]:
    """The words that left their place on the paper: {word: sentence}."""
    if layout.pages > 1:
        long = sorted(strings(words), key=lambda pair: -len(pair[1]))
        return {name: _("is too long: the letter does not fit on one page.") for name, _value in long[:3]}
    found: dict[str, str] = {}
    lines: set[float] = set()
    word = ""  # what stands last before a run that is ours is what pushed it out
    for run in layout.ink():
        word = run.word or word
        right, bottom = ZONES[run.zone]
        if run.word == "addressee":
            lines.add(round(run.top, 2))
        if run.top < FOOT and (run.right > right or run.bottom > bottom):
            found.setdefault(word, _("is too long for its place in the letter: “%(text)s”.") % {"text": run.text})
    if "addressee" in found:
        found["addressee"] = too_many_lines(len(lines))
    return found


def text_for(words: Words) -> Text:
    """The text that these words ask for; refuses words that are missing or cannot be printed."""
    require(words)
    if words.language not in languages():
        raise UnfitWords({"language": _("has no text of this letter.")})
    chosen = text(words.language, words.track)
    if words.template_version not in {"", chosen.version}:
        reason = _("is no longer in force: the letter was drafted from %(old)s, the text is now %(new)s.")
        raise UnfitWords({"template_version": reason % {"old": words.template_version, "new": chosen.version}})
    return chosen


def _require_glyphs(words: Words, layout: Layout) -> None:
    """Refuses a character that none of the letters' fonts has: another font would look different on another machine."""
    drawn = layout.fonts()
    if "Noto Sans" not in drawn:
        raise PdfError(f"the letters' fonts are not installed; this letter used {', '.join(sorted(drawn))}")
    foreign = "".join(characters for family, characters in drawn.items() if family not in FONTS)
    lost = sorted(set(layout.undrawn() + foreign) - {" "})
    reason = _("holds a character that the letters' fonts do not have: “%(char)s”.")
    reasons = {name: reason % {"char": char} for char in lost for name, value in strings(words) if char in value}
    if reasons:
        raise UnfitWords(reasons)
    if lost:
        raise TextError(f"{words.language}: the letters' fonts do not have {' '.join(lost)}")


@cache
def _engine() -> Engine:
    return Engine(dirs=[str(ROOT.parent.parent / "templates")], autoescape=True)
