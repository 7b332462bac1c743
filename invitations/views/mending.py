"""Where to mend what keeps a letter from being made."""

from django.urls import reverse

from icam.calendar import today
from invitations.models import Letter
from invitations.services.vocabulary import words_of
from invitations.typesetting import label, missing, unfit

OF_THE_DOSSIER = {"addressee", "annex", "notified_on"}
OF_THE_APPOINTMENT = {"appointment_at", "minutes", "desk", "move_by"}
OF_THE_OFFICE = {"office", "street", "locality", "directions", "phone", "email"}
OF_THE_PERSON = {"salutation"}
OF_THE_HOUSEHOLD = {"called", "minors"}


def links(letter: Letter) -> list[dict[str, str]]:
    """What is wrong with the letter as the file stands now: the word, and the page on which it can be mended.

    No page for the data of an office, which an administrator completes.
    """
    words = words_of(letter, on=today())
    return [{"label": label(name), "url": _page(letter, name)} for name in missing(words) or unfit(words)]


def _page(letter: Letter, name: str) -> str:
    case = letter.case
    if name in OF_THE_DOSSIER:
        return reverse("cases:dossier", args=[case.pk])
    if name in OF_THE_OFFICE and letter.interview.desk:
        return ""
    if name in OF_THE_APPOINTMENT | OF_THE_OFFICE:
        return reverse("cases:interview", args=[case.pk, letter.interview_id])
    if name in OF_THE_HOUSEHOLD:
        return reverse("cases:people", args=[case.pk])
    if name in OF_THE_PERSON:
        return reverse("cases:person", args=[case.pk, letter.addressee_id])
    return case.get_absolute_url()
