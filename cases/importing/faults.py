"""What is wrong with a file, a cell or a row: sentences for who made the file."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Unreadable(Exception):
    """This file cannot be read as a table of persons; the text says why and what to do."""


class Fault(TextChoices):
    """Why a single cell cannot be taken; it stands in the place of the text."""

    FORMULA = "formula", _("This cell holds a formula. Paste its value instead.")
    ERROR = "error", _("This cell holds an error of the spreadsheet.")
    CONTROL = "control", _("This cell holds a sign that cannot be stored. Type it again.")
    LONG = "long", _("This cell holds more than 1,000 characters.")
    SPARE = "spare", _("This row has more cells than the head of the table. A separator may stand inside a text.")
