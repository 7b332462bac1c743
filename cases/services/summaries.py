"""The person's own summary of an interview: what was said, concluded and agreed, in his language, kept as it was given.

Only what was said to the person goes in: the fields are named here one by one. The coach's assessment, notes on the
outcome and anything restricted are never read; a text into which a sentence of a restricted note or a protected address
was copied is refused.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_date, format_time
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from cases import summary_texts
from cases.enums.talks import AgreementOwner, InterpreterState, Receipt
from cases.models import Agreement, Interview, Person, Summary
from cases.models.record import told_of
from cases.services import apart, conclusions, dossier
from cases.services.documents import SUMMARIES
from cases.summary_texts import SummaryText
from icam import languages, paper
from icam.audit import record
from icam.calendar import ZONE, local_day, now, today
from icam.enums import Language, Verb
from icam.files import keeping
from icam.models import Office, User
from icam.paper import Paper
from icam.refusals import Refused
from icam.workflow import edit

SHEET = "summary.css"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A text as its author wrote it: never translated, framed, with the direction of its script."""

    text: str
    direction: str


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on the pages of one language: lines ready to be printed."""

    text: SummaryText
    facts: str
    done: list[str]
    said: Quoted | None
    concluded: Quoted | None
    options: list[str]
    explained: Quoted | None
    agreed: list[tuple[Quoted, str, str]]
    next: dict[str, str] | None
    next_open: bool  # whether it may be said that none is fixed yet
    contact: str
    reach: str
    conseq: str
    signed: str

    @property
    def quotes(self) -> bool:
        return bool(self.said or self.concluded or self.explained or self.agreed)


# Whom and in what language --------------------------------------------------------------------------------------------


def receivers(interview: Interview) -> list[Person]:
    """Who may be given a summary: those who were there, the principal first."""
    rows = interview.attendances.filter(was_present=True).select_related("person__merged_into")
    head = interview.case.household.head
    return sorted((row.person.current for row in rows), key=lambda person: (person != head, person.pk))


def usual_language(person: Person) -> str:
    """The language of the summary unless the coach says otherwise."""
    return summary_texts.nearest(person.contact_language or summary_texts.FALLBACK)


def _office_language(interview: Interview) -> str:
    """The language of the page that the office reads: the author's own, which is one of the four of the pages."""
    author = interview.recorded_by or interview.coach
    return author.language if author else Language.FRENCH.value


# Making ---------------------------------------------------------------------------------------------------------------


def preview(interview: Interview, *, person: Person, language: str) -> Paper:
    """How it would look; nothing is written. Raises Refused, PdfError."""
    _weigh(interview, person, language)
    return _print(interview, person, language, is_preview=True)


def make(interview: Interview, *, by: User, person: Person, language: str) -> Summary:
    """Print the summary for `person`, keep its bytes and book it. Raises Refused, PdfError."""
    _weigh(interview, person, language)
    printed = _print(interview, person, language)
    file = keeping.keep(printed.pdf, kind=SUMMARIES)
    try:
        return _book(interview, by=by, person=person, language=language, file=file, printed=printed)
    except Exception:
        keeping.discard([file])
        raise


@transaction.atomic
def _book(interview: Interview, *, by: User, printed: Paper, person: Person, **facts: Any) -> Summary:
    held = Interview.objects.select_for_update(of=("self",), no_key=True).get(pk=interview.pk)
    if held.version != interview.version:  # somebody corrected the record while it was being printed
        raise Refused(_("The record has just been changed. Please make the summary again."))
    registered = held.case.household.members.registered()
    summary = Summary.objects.create(
        interview=held,
        number=held.summaries.count() + 1,
        person_id=registered.get(person.pk, person.pk),
        template_version=summary_texts.text(facts["language"]).version,
        told=told_of(held),
        sha256=printed.sha256,
        pages=printed.pages,
        made_by=by,
        **facts,
    )
    record(Verb.SUMMARY_MADE, summary, by=by, case_id=held.case_id, sha256=printed.sha256)
    return summary


def _weigh(interview: Interview, person: Person, language: str) -> None:
    if not interview.has_met:
        raise Refused(_("A summary is made of an interview that was held and recorded."))
    if person not in receivers(interview):
        raise Refused({"person": _("This person was not at the interview.")})
    if language not in summary_texts.languages():
        raise Refused({"language": _("There is no text of the summary in that language.")})
    told = "\n".join([*_own_texts(interview), *(row.text for row in interview.agreements.all())])
    if too_much := conclusions.told_too_much(interview.case, told):
        raise Refused(too_much)


def _own_texts(interview: Interview) -> tuple[str, ...]:
    """The texts of the record that are the person's to read; no others are."""
    return interview.own_words, interview.concluded, interview.options_note


def _print(interview: Interview, person: Person, language: str, *, is_preview: bool = False) -> Paper:
    """In the person's language, and behind it in that of the office, so that both can read it together."""
    wanted = dict.fromkeys([language, _office_language(interview)])
    pages = [compose(interview, person, code) for code in wanted]
    with translation.override(None):
        context = {
            "pages": pages,
            "reference": interview.case.reference,
            "foot": f"{interview.case.reference} · {local_day(interview.planned_at).isoformat()}",
            "preview": is_preview,
        }
        return paper.make("letters/summary.html", context, sheet=SHEET)


# Composing ------------------------------------------------------------------------------------------------------------


def compose(interview: Interview, person: Person, code: str) -> Page:
    """What is said to `person` about this interview in the language `code`."""
    text = summary_texts.text(code)
    coach = str(interview.coach or interview.recorded_by or "")
    office = _office_of(interview)
    said, concluded, explained = (_quoted(each) for each in _own_texts(interview))
    following = _following(interview)
    return Page(
        text=text,
        facts=" · ".join(_facts(interview, person, text, coach)),
        done=[*_done(interview, text)],
        said=said,
        concluded=concluded,
        options=[text.words["options"][option] for option in interview.options],
        explained=explained,
        agreed=[*_agreed(interview, person, text)],
        next=_next(following, text) if following and _may_know(person, following) else None,
        next_open=following is None,
        contact=text.phrase("contact", coach=coach),
        reach=" · ".join(filter(None, (office.phone, office.email))) if office else "",
        conseq=text.words["conseq"][interview.case.track],
        signed=text.phrase("signed", coach=coach),
    )


def _quoted(text: str) -> Quoted | None:
    if not text.strip():
        return None
    strong = next((side for sign in text if (side := unicodedata.bidirectional(sign)) in {"L", "R", "AL"}), "L")
    return Quoted(text.strip(), "ltr" if strong == "L" else "rtl")


def _facts(interview: Interview, person: Person, text: SummaryText, coach: str) -> Iterator[str]:
    day = interview.held_on or local_day(interview.planned_at)
    yield text.phrase("interview_of", day=_day(day, text))
    if office := _office_of(interview):
        yield office.name
    yield f"{text.words['coach']} {coach}"
    if interview.interpreter_state == InterpreterState.CAME:
        yield f"{text.words['interpreter']} {_language(interview.language)}"
    names = [other.spoken_name for other in _beside(interview, person)]
    yield f"{text.words['with_you']} {', '.join(names)}"


def _beside(interview: Interview, person: Person) -> list[Person]:
    """Those who were there, without whoever is kept apart from the reader."""
    here = receivers(interview)
    parted = apart.pairs_among(here)
    return [other for other in here if not {(person.pk, other.pk), (other.pk, person.pk)} & parted]


def _done(interview: Interview, text: SummaryText) -> Iterator[str]:
    yield from (text.words["steps"][step] for step in interview.steps)
    if interview.duty_explained_in:
        yield text.phrase("duty_done", language=_language(interview.duty_explained_in))


def _agreed(interview: Interview, person: Person, text: SummaryText) -> Iterator[tuple[Quoted, str, str]]:
    beside = _beside(interview, person)
    readable = {other.pk: other.spoken_name for other in beside if other != person}
    for agreement in interview.agreements.select_related("person__merged_into"):
        if agreement.person and agreement.person.current not in beside:
            continue  # of somebody kept apart from the reader: neither the name nor what was agreed
        if quoted := _quoted(agreement.text):
            due = _day(agreement.due_on, text) if agreement.due_on else "–"
            yield quoted, _owner(agreement, readable, text), due


def _owner(agreement: Agreement, readable: dict[int, str], text: SummaryText) -> str:
    if agreement.owner == AgreementOwner.PERSON and agreement.person:
        return readable.get(agreement.person.current.pk) or str(text.words["owner"]["person"])
    return str(text.words["owner"][agreement.owner])


def _following(interview: Interview) -> Interview | None:
    """The next appointment of the case, if one is planned."""
    coming = interview.case.interviews.upcoming(now()).select_related("desk__office", "office").order_by("planned_at")
    return coming.first()


def _may_know(person: Person, following: Interview) -> bool:
    """Whether the reader is of the household on that day, and kept apart from nobody of it.

    Somebody who left would otherwise read where and when a person who is protected from him will be.
    """
    members = following.case.household.members.on(local_day(following.planned_at)).with_persons()
    there = [member.person.current for member in members]
    return person in there and not any(person.pk in pair for pair in apart.pairs_among(there))


def _next(following: Interview, text: SummaryText) -> dict[str, str]:
    """Day, hour and place of an appointment."""
    at = following.planned_at.astimezone(ZONE)
    office = following.desk.office if following.desk else None
    return {
        "day": format_date(at.date(), "full", locale=_locale(text)),
        "time": format_time(at, "HH:mm", locale="en"),
        "about": text.phrase("about", minutes=str(following.minutes)),
        "place": office.name if office else text.words["modes"].get(following.mode, ""),
        "street": f"{office.street}, {office.locality}" if office else "",
        "desk": ", ".join(filter(None, (office.directions, following.desk.name))) if office and following.desk else "",
    }


def _office_of(interview: Interview) -> Office | None:
    return interview.desk.office if interview.desk else interview.office


def _locale(text: SummaryText) -> str:
    return text.language.cldr or text.language.code


def _day(day: date, text: SummaryText) -> str:
    return format_date(day, "long", locale=_locale(text))


def _language(code: str) -> str:
    """A language as those who speak it call it: the same on every page."""
    return languages.language(code).own_name if code else "–"


# Afterwards -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def hand_over(
    summary: Summary, *, by: User, version: int, receipt: str, receipt_on: date, disagreement: str = ""
) -> Summary:
    """What became of the paper, and with what of it the person does not agree; both stand beside the record.

    Raises Refused, Stale.
    """
    if receipt == Receipt.WAITING:
        raise Refused({"receipt": _("Say whether the person took the summary.")})
    made_on = local_day(summary.made_at)
    if receipt_on > today():
        raise Refused({"receipt_on": _("The day lies in the future.")})
    dossier.not_before(made_on, _("The summary was made later than that day."), receipt_on=receipt_on)
    edit(
        summary,
        by=by,
        version=version,
        verb=Verb.SUMMARY_HANDED,
        case_id=summary.interview.case_id,
        receipt=receipt,
        receipt_on=receipt_on,
        disagreement=disagreement.strip(),
    )
    return summary


def read(summary: Summary, *, by: User) -> Any:
    """The PDF as it was made, open at its beginning, and a line in the trail. Raises keeping.Damaged."""
    file = keeping.open_whole(summary.file, summary.sha256)
    with transaction.atomic():
        record(Verb.SUMMARY_READ, summary, by=by, case_id=summary.interview.case_id, sha256=summary.sha256)
    return file
