"""A few papers in the newest cases: documents, restricted notes and conclusions to partners. All of it is invented."""

import hashlib
import io
import random
from datetime import date, timedelta

from django.core.files.base import ContentFile
from django.db.models import QuerySet
from PIL import Image, ImageDraw

from cases.enums import CaseState
from cases.enums.dossier import RestrictedKind
from cases.enums.papers import ConclusionPart, Consent, DocumentKind, ScanResult, Vulnerability
from cases.enums.talks import Receipt
from cases.models import Case, Document, Interview
from cases.services import conclusions, restricted, summaries
from icam import paper, sealing
from icam.files import keeping, kinds
from icam.files.kinds import FileKind
from icam.models import Partner, User
from reporting.demonstration.diary import written_at

CASES = 60  # of the newest open ones with a coach
CONCLUDED = 5
SUMMARISED = 4
RETURNS = 9  # one original in so many is with us
SHEETS: tuple[tuple[DocumentKind, str, FileKind], ...] = (
    (DocumentKind.IDENTITY, "Passport, data page", kinds.PNG),
    (DocumentKind.DECISION, "Order to leave, as served", kinds.PDF),
    (DocumentKind.SCHOOL, "School certificate", kinds.PDF),
    (DocumentKind.WORK, "Pay slips of three months", kinds.PDF),
    (DocumentKind.CIVIL, "Birth certificate with translation", kinds.PNG),
    (DocumentKind.MEDICAL, "Certificate of the treating doctor", kinds.PDF),
    (DocumentKind.DECLARATION, "Declaration, signed", kinds.PDF),
)
NOTES: tuple[tuple[RestrictedKind, tuple[Vulnerability, ...], str, str], ...] = (
    (RestrictedKind.VULNERABILITY, (Vulnerability.SINGLE_PARENT,), "Alone with two small children; no family here.",
     "Plan in the morning, while the children are at school."),
    (RestrictedKind.HEALTH, (Vulnerability.ILLNESS,), "Treated at the hospital every second week.",
     "Ask before planning which days are free."),
    (RestrictedKind.VULNERABILITY, (Vulnerability.VIOLENCE, Vulnerability.PSYCHOLOGICAL),
     "Tells of violence on the way; referred to a psychologist.", "Room with a window; take breaks."),
    (RestrictedKind.JUDICIAL, (), "Complaint lodged as a victim; the hearing is in spring.", ""),
)  # fmt: skip
EVERY_NOTE, EVERY_DOCUMENT = 4, 2  # one case in so many


def bring(today: date, rng: random.Random) -> None:
    """Write them; restricted notes only where there is a key to seal them with."""
    sheets = {(title, kind): _sheet(title, kind) for _of, title, kind in SHEETS}
    for number, case in enumerate(_chosen()):
        if number % EVERY_DOCUMENT == 0:
            for which in rng.sample(SHEETS, rng.randint(1, 3)):
                _document(case, which, sheets[which[1], which[2]], today, rng)
        if number % EVERY_NOTE == 0 and sealing.has_key():
            _note(case, today, rng)
    _conclude(today, rng)
    _summarise(today)


def _chosen() -> "QuerySet[Case]":
    rows: QuerySet[Case] = Case.objects.open().filter(coach__isnull=False)
    return rows.select_related("household__principal", "coach").order_by("-pk")[:CASES]


def _coach(case: Case) -> User:
    assert case.coach
    return case.coach


def _sheet(title: str, kind: FileKind) -> bytes:
    """A page that says what it stands for."""
    if kind is kinds.PNG:
        picture = Image.new("RGB", (560, 380), "#f1f6fb")
        ImageDraw.Draw(picture).text((30, 170), f"{title} - invented, of nobody", fill="#18222f")
        out = io.BytesIO()
        picture.save(out, format="PNG")
        return out.getvalue()
    words = {"title": title, "language": "en", "foot": "ICAM", "day": date(2026, 1, 1), "from": ""}
    return paper.make("letters/specimen.html", words).pdf


def _document(
    case: Case, which: tuple[DocumentKind, str, FileKind], data: bytes, today: date, rng: random.Random
) -> None:
    kind, title, form = which
    received = max(case.opened_on, today - timedelta(days=rng.randint(1, 60)))
    name = f"documents/{received:%Y/%m/%d}/{hashlib.sha256(f'{case.pk}/{title}'.encode()).hexdigest()[:32]}"
    if not keeping.store().exists(name):
        keeping.store().save(name, ContentFile(data))
    Document.objects.create(
        case=case,
        person=case.household.principal.current,
        kind=kind,
        is_restricted=kind == DocumentKind.MEDICAL,
        title=title,
        received_on=received,
        original_received_on=received if rng.randrange(RETURNS) == 0 else None,
        name=f"{title.lower().replace(',', '').replace(' ', '-')}{form.suffixes[0]}",
        stored_as=name,
        media_type=form.media_type,
        size=len(data),
        sha256=keeping.hashed(data),
        scan=ScanResult.NOT_SCANNED,
        added_by=_coach(case),
        added_at=written_at(received, rng),
    )


def _note(case: Case, today: date, rng: random.Random) -> None:
    kind, signs, text, at_desk = rng.choice(NOTES)
    person, recorded = case.household.principal.current, max(case.opened_on, today - timedelta(days=rng.randint(3, 50)))
    restricted.store(
        person,
        signs=[sign.value for sign in signs],
        text=text,
        at_desk=at_desk,
        kind=kind,
        recorded_on=recorded,
        recorded_at=written_at(recorded, rng),
        review_on=max(recorded, today + timedelta(days=rng.randint(-6, 150))),
        recorded_by=_coach(case),
    )


def _conclude(today: date, rng: random.Random) -> None:
    partners = list(Partner.objects.filter(is_active=True).order_by("pk"))
    states = (CaseState.CONCLUDED, CaseState.FOLLOW_UP)
    rows = Case.objects.filter(state__in=states, coach__isnull=False).select_related("household__principal", "coach")
    for number, case in enumerate(rows.order_by("-pk")[: CONCLUDED if partners else 0]):
        partner = rng.choice(partners)
        parts = [ConclusionPart.IDENTITY, ConclusionPart.ORDERS, ConclusionPart.PROSPECTS]
        made = conclusions.make(
            case, by=_coach(case), partner=partner, recipient="", language=partner.language,
            text=conclusions.compose(case, parts, language=partner.language), consent=Consent.GIVEN, consent_on=today,
        )  # fmt: skip
        if number % 2:
            conclusions.send(made, by=_coach(case), version=1, sent_on=today, sent_how="E-mail")


def _summarise(today: date) -> None:
    """The newest talks of a few coaches, taken home in the person's language."""
    rows = Interview.objects.met().filter(attendances__was_present=True, coach__isnull=False).exclude(own_words="")
    for number, interview in enumerate(rows.order_by("-held_on", "-pk").distinct()[:SUMMARISED]):
        person, coach = summaries.receivers(interview)[0], interview.coach
        assert coach is not None
        language = summaries.usual_language(person)
        made = summaries.make(interview, by=coach, person=person, language=language)
        if number:
            receipt = Receipt.SIGNED if number % 2 else Receipt.TAKEN
            summaries.hand_over(made, by=coach, version=1, receipt=receipt, receipt_on=today)
