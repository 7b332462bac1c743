"""What a partner is told about a household: composed from the file, written by a person, kept as it left.

No address and nothing restricted is ever composed; a text into which a sentence of a restricted note or a protected
address was pasted is refused.
"""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from cases import workflow
from cases.enums.papers import ConclusionPart, Consent
from cases.models import Agreement, Case, Conclusion, Order, Person, Procedure
from cases.services import apart, dossier, restricted
from cases.services.documents import CONCLUSIONS
from icam import nationalities, paper, wording
from icam.audit import record
from icam.calendar import local_day, today
from icam.dates import day_in_words, partial_in_words
from icam.enums import Verb
from icam.files import keeping
from icam.identifiers import new_reference
from icam.models import Partner, User
from icam.paper import Paper
from icam.reference.routes import TELLING_ROUTES
from icam.refusals import Refused
from icam.workflow import Stale, perform

PREVIEW_REFERENCE = "L-0000-0000"


# Composing ------------------------------------------------------------------------------------------------------------


def compose(case: Case, parts: Collection[str], *, language: str) -> str:
    """A draft in that language out of the parts of the file that were chosen, to be read and changed by a person."""
    with translation.override(language):
        chosen = [list(write(case)) for part, write in PARTS.items() if part in parts]
        opening = _("Madam, Sir,")
        return "\n\n".join([opening, *("\n".join(lines) for lines in chosen if lines)])


def _identity(case: Case) -> Iterator[str]:
    person = case.household.head
    yield _("The coaching concerned %(name)s, born %(born)s, nationality: %(nationality)s.") % {
        "name": person.spoken_name,
        "born": partial_in_words(person.born_on, person.birth_precision),
        "nationality": ", ".join(nationalities.name_of(code) for code in person.nationalities) or _("unknown"),
    }
    if numbers := ", ".join(f"{number.kind} {number.as_written}" for number in person.file_numbers.all()):
        yield _("File numbers: %(numbers)s.") % {"numbers": numbers}


def _members(case: Case) -> Iterator[str]:
    others = [person for person in dossier.persons_of(case) if person != case.household.head]
    if not others:
        yield _("Nobody else belongs to the household.")
        return
    yield _("To the household belong as well:")
    for person in others:
        born = partial_in_words(person.born_on, person.birth_precision)
        yield "– " + _("%(name)s, born %(born)s") % {"name": person.spoken_name, "born": born}


def _orders(case: Case) -> Iterator[str]:
    for order in Order.objects.filter(person__in=dossier.persons_of(case)).in_force().newest_first():
        yield _("%(name)s: %(annex)s, notified on %(day)s.") % {
            "name": order.person.spoken_name,
            "annex": order.annex,
            "day": day_in_words(order.notified_on) if order.notified_on else "",
        }
    if case.leave_by:
        yield _("The last day to leave is %(day)s.") % {"day": day_in_words(case.leave_by)}


def _procedures(case: Case) -> Iterator[str]:
    """A route that says something of health or of a crime suffered is told as no more than a procedure."""
    rows = Procedure.objects.filter(person__in=dossier.persons_of(case)).select_related("person", "route")
    for procedure in rows.order_by("lodged_on", "pk"):
        told = {
            "name": procedure.person.spoken_name,
            "route": _("Residence procedure") if procedure.route.code in TELLING_ROUTES else procedure.route,
            "day": day_in_words(procedure.lodged_on),
        }
        if procedure.decided_on:
            said = {"decision": procedure.get_decision_display().lower(), "on": day_in_words(procedure.decided_on)}
            yield _("%(name)s: %(route)s, lodged on %(day)s, %(decision)s on %(on)s.") % {**told, **said}
        else:
            yield _("%(name)s: %(route)s, lodged on %(day)s, pending.") % told


def _prospects(case: Case) -> Iterator[str]:
    """Never the ground of a stay: a medical one or trafficking would say what is restricted."""
    for prospect in case.prospects.standing().filter(told_on__isnull=False).order_by("told_on", "pk"):
        yield _("Prospect told on %(day)s: %(prospect)s.") % {
            "day": day_in_words(prospect.told_on) if prospect.told_on else "",
            "prospect": prospect.get_kind_display(),
        }


def _steps(case: Case) -> Iterator[str]:
    rows = Agreement.objects.filter(interview__case=case, done_on__isnull=True).order_by("due_on", "pk")
    if rows:
        yield _("Agreed next steps:")
    for agreement in rows:
        due = f"{day_in_words(agreement.due_on)}: " if agreement.due_on else ""
        yield f"– {due}{agreement.text}"


PARTS: dict[str, Callable[[Case], Iterator[str]]] = {
    ConclusionPart.IDENTITY: _identity,
    ConclusionPart.MEMBERS: _members,
    ConclusionPart.ORDERS: _orders,
    ConclusionPart.PROCEDURES: _procedures,
    ConclusionPart.PROSPECTS: _prospects,
    ConclusionPart.STEPS: _steps,
}


# Making ---------------------------------------------------------------------------------------------------------------


def preview(case: Case, *, by: User, **words: Any) -> Paper:
    """How it would look, marked as a preview; nothing is written. Raises Refused, PdfError."""
    _weigh(case, **words)
    return _print(Conclusion(case=case, reference=PREVIEW_REFERENCE, made_by=by, **words), is_preview=True)


def make(case: Case, *, by: User, **words: Any) -> Conclusion:
    """Write the paper, keep its bytes, and book it. Raises Refused, PdfError.

    `words` are partner, recipient, language, text, consent and consent_on.
    """
    _weigh(case, **words)
    conclusion = Conclusion(case=case, reference=_free_reference(), made_by=by, **words)
    printed = _print(conclusion)
    conclusion.file = keeping.keep(printed.pdf, kind=CONCLUSIONS)
    conclusion.sha256, conclusion.pages = printed.sha256, printed.pages
    try:
        with transaction.atomic():
            conclusion.save(force_insert=True)
            record(Verb.CONCLUSION_MADE, conclusion, by=by, partner=conclusion.partner_id, sha256=printed.sha256)
    except Exception:
        keeping.discard([conclusion.file])
        raise
    return conclusion


def _print(conclusion: Conclusion, *, is_preview: bool = False) -> Paper:
    """In the language of the partner."""
    office = conclusion.case.office
    with translation.override(conclusion.language):
        context = {
            "conclusion": conclusion,
            "language": conclusion.language,
            "day": today(),
            "from": ", ".join(filter(None, (office.name, office.street, f"{office.postcode} {office.municipality}")))
            if office
            else str(conclusion.case.region),
            "paragraphs": [part.strip() for part in conclusion.text.split("\n\n") if part.strip()],
            "signed": conclusion.case.coach or conclusion.made_by,
            "foot": f"{conclusion.case.reference} · {conclusion.reference}",
            "preview": is_preview,
        }
        return paper.make("letters/conclusion.html", context)


def _free_reference() -> str:
    while Conclusion.objects.filter(reference=(found := new_reference())).exists():
        pass
    return found


def _weigh(case: Case, *, partner: Partner, text: str, consent: str, consent_on: date | None, **_words: Any) -> None:
    if not partner.is_active:
        raise Refused({"partner": _("This partner is no longer in use.")})
    if not text.strip():
        raise Refused({"text": _("Write what the partner is told.")})
    if consent == Consent.GIVEN and not consent_on:
        raise Refused({"consent_on": _("Say when the person agreed.")})
    if consent != Consent.GIVEN and consent_on:
        raise Refused({"consent_on": _("Leave the day empty, or choose that the person agreed.")})
    dossier.not_later(consent_on=consent_on)
    if told := told_too_much(case, text):
        raise Refused({"text": told})


def told_too_much(case: Case, text: str) -> str:
    """What in `text` no partner may learn, as a sentence; empty if nothing. Refused when that cannot be known."""
    persons = dossier.everybody_of(case)
    if restricted.slipped_into(text, persons):
        return _("A sentence of a restricted note stands in this text. Take it out.")
    if _names_protected_address(text, persons):
        return _("An address that is kept secret for safety stands in this text. Take it out.")
    return ""


def _names_protected_address(text: str, persons: Collection[Person]) -> bool:
    """Whether the address of somebody who is kept apart from another, or at whose he lives, stands in `text`."""
    names = " ".join(person.name for person in persons)
    return any(
        wording.names_address(text, street=row.street, postcode=row.postcode)
        or wording.names_keeper(text, row.care_of, names=names)
        for row in apart.kept_secret(about=persons)
    )


# Afterwards -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def send(conclusion: Conclusion, *, by: User, version: int, sent_on: date, sent_how: str) -> Conclusion:
    """It left on that day, in that way, compared once more with what is restricted by now.

    Raises Refused, Stale, IllegalMove.
    """
    _hold(conclusion, version)
    if told := told_too_much(conclusion.case, conclusion.text):
        raise Refused(told)
    dossier.not_later(sent_on=sent_on)
    made_on = local_day(conclusion.made_at)
    dossier.not_before(made_on, _("The conclusion was made later than that day."), sent_on=sent_on)
    note = {"sent_on": sent_on.isoformat()}
    perform(workflow.SEND_CONCLUSION, conclusion, by=by, note=note, sent_on=sent_on, sent_how=sent_how)
    return conclusion


@transaction.atomic
def cancel(conclusion: Conclusion, *, by: User, version: int, because: str) -> Conclusion:
    """It will not be sent; it stays, with the reason. Raises Refused, Stale, IllegalMove."""
    _hold(conclusion, version)
    if not because.strip():
        raise Refused({"because": _("Say why it is cancelled.")})
    perform(workflow.CANCEL_CONCLUSION, conclusion, by=by, cancelled_because=because.strip())
    return conclusion


def _hold(conclusion: Conclusion, version: int) -> None:
    rows = Conclusion.objects.select_for_update(of=("self",), no_key=True)
    conclusion.refresh_from_db(from_queryset=rows)
    if conclusion.version != version:
        raise Stale(conclusion)


def read(conclusion: Conclusion, *, by: User) -> Any:
    """The PDF as it was made, open at its beginning, and a line in the trail. Raises keeping.Damaged."""
    file = keeping.open_whole(conclusion.file, conclusion.sha256)
    with transaction.atomic():
        record(Verb.CONCLUSION_READ, conclusion, by=by, sha256=conclusion.sha256)
    return file
