"""Documents, restricted notes and conclusions in one call, each with its bytes in the store or its words sealed."""

from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from cases.enums.dossier import RestrictedKind
from cases.enums.papers import Consent, DocumentKind, ScanResult
from cases.models import Attendance, Case, Conclusion, Document, Interview, RestrictedNote, Summary
from cases.models.record import told_of
from cases.services import restricted
from icam.calendar import today
from icam.files import keeping, kinds
from icam.identifiers import new_reference
from tests import factories

TEXT = b"I was born in Basra.\n"


class Sheet(SimpleUploadedFile):
    """A file that can be sent as often as one likes."""

    def read(self, *args: Any) -> bytes:
        self.seek(0)
        return super().read(*args)


def sheet(name: str = "letter.txt", content: bytes = TEXT) -> Sheet:
    return Sheet(name, content)


def make_document(case: Case | None = None, *, content: bytes = TEXT, **given: Any) -> Document:
    case = case or factories.make_case()
    defaults = {
        "case": case,
        "kind": DocumentKind.LETTER,
        "title": "Letter of the school",
        "received_on": today(),
        "name": "school.txt",
        "media_type": kinds.TEXT.media_type,
        "size": len(content),
        "sha256": keeping.hashed(content),
        "scan": ScanResult.NOT_SCANNED,
        "added_by": case.coach or factories.make_coach(case.region),
    }
    values = defaults | given
    values.setdefault("stored_as", keeping.keep(content, kind="documents"))
    return Document.objects.create(**values)


def make_note(
    case: Case, *, text: str = "Is afraid of closed rooms.", at_desk: str = "", **given: Any
) -> RestrictedNote:
    person = given.pop("person", case.household.principal)
    signs: list[str] = given.pop("signs", [])
    defaults = {
        "kind": RestrictedKind.HEALTH,
        "review_on": today() + timedelta(days=182),
        "recorded_on": today(),
        "recorded_by": case.coach or factories.make_coach(case.region),
    }
    return restricted.store(person, signs=signs, text=text, at_desk=at_desk, **defaults | given)


def make_conclusion(case: Case, *, content: bytes = b"%PDF-1.7 a conclusion", **given: Any) -> Conclusion:
    defaults: dict[str, Any] = {
        "case": case,
        "reference": new_reference(),
        "language": "fr",
        "text": "Madame, Monsieur,",
        "consent": Consent.LAW,
        "sha256": keeping.hashed(content),
        "pages": 1,
        "made_by": case.coach or factories.make_coach(case.region),
    }
    values = defaults | given
    values.setdefault("partner", factories.make_partner())
    values.setdefault("file", keeping.keep(content, kind="conclusions"))
    return Conclusion.objects.create(**values)


def make_summary(interview: Interview, *, content: bytes = b"%PDF-1.7 a summary", **given: Any) -> Summary:
    """A summary for the principal, who was there."""
    person = interview.case.household.principal
    Attendance.objects.get_or_create(interview=interview, person=person, defaults={"was_present": True})
    defaults: dict[str, Any] = {
        "interview": interview,
        "person": person,
        "number": interview.summaries.count() + 1,
        "language": "en",
        "told": told_of(interview),
        "sha256": keeping.hashed(content),
        "pages": 1,
        "made_by": interview.coach or factories.make_coach(interview.case.region),
    }
    values = defaults | given
    values.setdefault("file", keeping.keep(content, kind="summaries"))
    return Summary.objects.create(**values)


def days_ago(days: int) -> date:
    return today() - timedelta(days=days)
