"""Which language a letter is in: that of the municipality, the one the person chose, or another with a reason."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.models import Address, Case
from icam.calendar import today
from icam.languages import LanguageChoice, Reason, letter_language
from icam.municipalities import Municipality, at_postcode
from invitations.models import Letter


def propose(case: Case) -> LanguageChoice:
    """The language of the next letter to the principal (Laws on the use of languages, art. 41)."""
    person = case.household.head
    address = person.addresses.on(today()).newest_first().first()
    previous = Letter.objects.sent().to(person.pk).order_by("-sent_on", "-id").first()
    return letter_language(
        _municipality(address) if address else None,
        person.letter_language or None,
        previous.language if previous else None,
    )


def settle(proposed: LanguageChoice, language: str, because: str) -> tuple[str, str]:
    """The language and why, to be kept with the letter; an empty `language` takes the proposed one.

    Raises ValidationError for another language than the law presumes, unless a reason is given. Where the law leaves a
    choice (Brussels, no address), each of its languages will do.
    """
    because = because.strip()
    free = language in proposed.alternatives and proposed.ask
    if not language or language == proposed.language or (free and not because):
        return language or proposed.language, because or proposed.reason.value
    if not because:
        raise ValidationError({"language_reason": _("Say why the letter is not in the language proposed.")})
    return language, because


def told(kept: str) -> str:
    """Why a letter is in its language, as a sentence: a rule of ours, or the coach's own words."""
    return str(Reason(kept).label) if kept in Reason.values else kept


def _municipality(address: Address) -> Municipality | None:
    """Some postcodes are shared by several municipalities: then the name decides, else the one it belongs to first."""
    places = at_postcode(address.postcode)
    wanted = address.municipality.casefold()
    named = [place for place in places if wanted in {name.casefold() for name in place.names}]
    return next(iter([*named, *places]), None)
