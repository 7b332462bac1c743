"""The paper: from a frozen vocabulary to the bytes of a PDF/UA letter, without any database.

made = typeset(Words(language="fr", ...))            # made.pdf, made.sha256, made.pages, made.version
seen = typeset(words, preview=True)                  # says on the page that it was not sent
missing(words); unfit(words)                         # what to tell before anything is made
"""

from invitations.typesetting.press import Typeset, typeset
from invitations.typesetting.texts import TextError, languages, version_in_force
from invitations.typesetting.words import MissingWords, UnfitWords, Words, WordsRefused, label, missing, unfit

__all__ = [
    "MissingWords",
    "TextError",
    "Typeset",
    "UnfitWords",
    "Words",
    "WordsRefused",
    "label",
    "languages",
    "missing",
    "typeset",
    "unfit",
    "version_in_force",
]
