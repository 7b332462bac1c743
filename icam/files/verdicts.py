"""Why a file is not taken, each with a sentence for the person who brought it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verdict(TextChoices):
    """What stands against a file."""

    EMPTY = "empty", _("The file is empty.")
    TOO_LARGE = "too_large", _("The file is larger than %(most)s MB. Scan it with a lower resolution, or in parts.")
    TOO_MANY = "too_many", _("Too much was sent at once. Send this file by itself.")
    UNKNOWN = "unknown", _("This kind of file is not taken. Taken are: %(kinds)s.")
    OLD_OFFICE = (
        "old_office",
        _("Old Office files and those with a password cannot be looked into. Save it as docx, xlsx or PDF."),
    )
    BROKEN = (
        "broken",
        _("The file is damaged, or is not what its beginning says. Open it, save it anew, and try again."),
    )
    ENCRYPTED = "encrypted", _("The file is protected with a password. Save it without one, and try again.")
    POLYGLOT = (
        "polyglot",
        _("The file holds a second file before or behind the first. Open it, save it anew, and try again."),
    )
    ACTIVE = "active", _("The file holds macros or scripts. Save it as a PDF, and try again.")
    ATTACHED = (
        "attached",
        _("The PDF has files attached to it. Upload those by themselves, and print this one to a new PDF."),
    )
    NESTED = "nested", _("The file holds other files inside. Upload those by themselves, and save this one as a PDF.")
    FETCHES = (
        "fetches",
        _("The file loads something from the internet when it is opened. Save it as a PDF, and try again."),
    )
    BOMB = "bomb", _("The file would take far too much room once it is opened. It is not taken.")
    TOO_COMPLEX = (
        "too_complex",
        _("The file is too large or too intricate to be looked through. Print it to a new PDF."),
    )
    INFECTED = "infected", _("The virus scanner found something harmful in this file. It was not kept.")
    NO_SCANNER = "no_scanner", _("The virus scanner does not answer, so no file can be taken now. Try again later.")
    NO_STORE = "no_store", _("The file could not be stored. Try again later.")
