"""The words of a visitor's slip: few, in the four languages of the office.

Nobody has reviewed them yet; the page with the slip says so, the paper does not.
"""

from dataclasses import dataclass

from django.utils.translation import get_language

from cases.models import Person


@dataclass(frozen=True)
class Words:
    """What stands on the slip in one language; `is_reviewed` once somebody who speaks it has read it."""

    your_number: str
    came_at: str
    goes_to: str
    waits: str
    is_reviewed: bool = False


WORDS = {
    "fr": Words("Votre numéro", "Arrivée", "Vous êtes attendu(e)", "Attendez que votre numéro soit appelé."),
    "nl": Words("Uw nummer", "Aankomst", "U wordt verwacht", "Wacht tot uw nummer wordt opgeroepen."),
    "de": Words("Ihre Nummer", "Ankunft", "Sie werden erwartet", "Warten Sie, bis Ihre Nummer aufgerufen wird."),
    "en": Words("Your number", "Arrived", "You are expected", "Please wait until your number is called."),
}


def words_for(language: str) -> tuple[str, Words]:
    """The language of the slip and its words: the visitor's, where there are any; else that of the page."""
    spoken = language if language in WORDS else (get_language() or "en")[:2]
    spoken = spoken if spoken in WORDS else "en"
    return spoken, WORDS[spoken]


def initials_of(person: Person) -> str:
    """Of the first given and the first family name: enough for the person to know the slip is his."""
    parts = (person.current.given_names, person.current.family_name)
    return " ".join(f"{part.strip()[0]}." for part in parts if part.strip()).upper()
