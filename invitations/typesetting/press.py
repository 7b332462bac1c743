"""From words to the bytes of a letter. Pure: no database, no clock; the same words give the same bytes."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.template import Context, Engine
from django.utils.translation import gettext as _

from icam.pdf import ROOT, Layout
from invitations.typesetting.drawings import marks, pictures
from invitations.typesetting.phrases import local, phrases
from invitations.typesetting.texts import Text, languages, text
from invitations.typesetting.words import ADDRESS_LINES, UnfitWords, Words, require, strings, too_many_lines

SHEET = "letter.css"
FONTS = frozenset({"Noto Sans", "Noto Sans Arabic", "Noto Sans Ethiopic", "Noto Sans Georgian"})

# mm from the paper's corner: right and bottom edge of each fixed place, and the words that stand in it
ZONES: Mapping[str, tuple[float, float, tuple[str, ...]]] = {
    "from": (98, 45, ("region", "street", "locality", "phone", "email")),
    "refs": (98, 72, ("case_reference", "coach", "desk")),
    "return": (190, 50, ("street", "locality")),
    "window": (190, 71.5, ("addressee",)),
    "place": (190, 160, ("office", "street", "locality", "directions", "desk")),
    "contact": (190, 220, ("phone", "email")),
    "": (190.3, 282.5, ("salutation", "annex", "coach", "dpo", "legal_aid")),
}
FOOT = 282.5  # mm; below it stands only the page's own foot


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
    chosen = _text(words)
    layout = Layout(compose(words, chosen, preview=preview), sheet=SHEET)
    if reasons := misplaced(layout):
        raise UnfitWords(reasons)
    data = layout.write()
    if reasons := _undrawable(words, layout):
        raise UnfitWords(reasons)
    return Typeset(data, hashlib.sha256(data).hexdigest(), layout.pages, chosen.version)


def compose(words: Words, chosen: Text, *, preview: bool = False) -> str:
    """The letter as markup. The words must have been required."""
    w = phrases(words, chosen)
    t = chosen.fill(w)
    desk = str(t["desk_number"]) if w["desk"][:1].isdigit() else w["desk"]
    context = {
        "text": chosen,
        "t": t,
        "w": w,
        "preview": preview,
        "created": words.letter_date,
        "addressee": words.addressee,
        "where": ", ".join(part for part in (w["directions"], desk) if part),
        "references": [
            (t["case"], w["case_reference"]),
            (t["letter"], w["letter_reference"]),
            (t["coach"], w["coach"]),
            (t["desk"], w["desk"]),
            (t["date"], w["letter_date"]),
        ],
        "marks": marks(t["org"], words.letter_reference),
        "pictures": pictures(local(words), (t["appt_date"], t["appt_time"], t["appt_place"])),
    }
    return str(_engine().get_template("letters/invitation.html").render(Context(context)))


def misplaced(layout: Layout) -> dict[str, str]:
    """What left its place on the paper: {word: sentence}."""
    found: dict[str, str] = {}
    ink = [*layout.ink()]
    if (lines := len({round(run.top, 2) for run in ink if run.zone == "window"})) > ADDRESS_LINES:
        found["addressee"] = too_many_lines(lines)
    if layout.pages > 1:
        return found | dict.fromkeys(ZONES[""][2], _("is too long: the letter no longer fits on its page."))
    for run in ink:
        right, bottom, words = ZONES[run.zone]
        if run.top < FOOT and (run.right > right or run.bottom > bottom):
            for name in words:
                found.setdefault(name, _("is too long for its place in the letter (“%(text)s”).") % {"text": run.text})
    return found


def _text(words: Words) -> Text:
    """The text that these words ask for; refuses words that are missing or cannot be printed."""
    require(words)
    if words.language not in languages():
        raise UnfitWords({"language": _("has no text of this letter.")})
    chosen = text(words.language, words.track)
    if words.template_version not in {"", chosen.version}:
        reason = _("is no longer in force: the letter was drafted from %(old)s, the text is now %(new)s.")
        raise UnfitWords({"template_version": reason % {"old": words.template_version, "new": chosen.version}})
    return chosen


def _undrawable(words: Words, layout: Layout) -> dict[str, str]:
    """Words with a character that none of the letters' fonts has; any other font would look different elsewhere."""
    foreign = "".join(drawn for family, drawn in layout.fonts().items() if family not in FONTS)
    lost = set(layout.undrawn() + foreign) - {" "}
    reason = _("holds a character that the letters' fonts do not have: “%(char)s”.")
    return {name: reason % {"char": char} for char in sorted(lost) for name, value in strings(words) if char in value}


@cache
def _engine() -> Engine:
    return Engine(dirs=[ROOT.parent.parent / "templates"], autoescape=True)
