"""The forms of documents, restricted notes and conclusions, filled in properly (see tests/filled.py)."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from icam.calendar import add_working_days, today
from tests import factories, papers

Sheet = tuple[list[int], dict[str, Any]]

TODAY, SOON = (day.strftime("%d/%m/%Y") for day in (today(), add_working_days(today(), 7)))


def _principal(cast: SimpleNamespace) -> int:
    return int(cast.case.household.principal_id)


def _upload(cast: SimpleNamespace) -> Sheet:
    data = {"uploads": papers.sheet(), "kind": "letter", "person": _principal(cast), "title": "Letter of the school",
            "language": "ar", "received_on": TODAY, "original_received_on": TODAY}  # fmt: skip
    return [cast.case.pk], data


def _change(cast: SimpleNamespace) -> Sheet:
    document = papers.make_document(cast.case)
    data = {"kind": "letter", "person": _principal(cast), "title": "Letter of the lawyer", "language": "nl",
            "received_on": TODAY, "is_restricted": "on", "original_received_on": TODAY, "original_returned_on": TODAY,
            "original_returned_to": "The father", "version": document.version}  # fmt: skip
    return [cast.case.pk, document.pk], data


def _withdraw(cast: SimpleNamespace) -> Sheet:
    document = papers.make_document(cast.case)
    return [cast.case.pk, document.pk], {"because": "Of another person", "version": document.version}


def _note(cast: SimpleNamespace) -> Sheet:
    data = {"person": _principal(cast), "kind": "vulnerability", "signs": ["psychological"], "text": "Sleeps badly",
            "at_desk": "Room with a window", "review_on": SOON}  # fmt: skip
    return [cast.case.pk], data


def _review(cast: SimpleNamespace) -> Sheet:
    note = papers.make_note(cast.case)
    data = {"signs": ["psychological"], "text": "Sleeps better", "at_desk": "Room with a window", "review_on": SOON}
    return [cast.case.pk, note.pk], {**data, "version": note.version}


def _end(cast: SimpleNamespace) -> Sheet:
    note = papers.make_note(cast.case)
    return [cast.case.pk, note.pk], {"ended_on": TODAY, "version": note.version}


def _conclusion(cast: SimpleNamespace) -> Sheet:
    data = {"partner": factories.make_partner().pk, "recipient": "Mme Dupont", "language": "fr",
            "text": "Madame, the family stays.", "consent": "given", "consent_on": TODAY}  # fmt: skip
    return [cast.case.pk], data


def _send(cast: SimpleNamespace) -> Sheet:
    conclusion = papers.make_conclusion(cast.case)
    data = {"sent_on": TODAY, "sent_how": "Secured e-mail", "version": conclusion.version}
    return [cast.case.pk, conclusion.pk], data


def _cancel(cast: SimpleNamespace) -> Sheet:
    conclusion = papers.make_conclusion(cast.case)
    return [cast.case.pk, conclusion.pk], {"because": "Written anew", "version": conclusion.version}


def _summary(cast: SimpleNamespace) -> Sheet:
    interview = papers.make_summary(factories.make_interview(cast.case, state="held")).interview
    return [cast.case.pk, interview.pk], {"person": _principal(cast), "language": "fr"}


def _receipt(cast: SimpleNamespace) -> Sheet:
    summary = papers.make_summary(factories.make_interview(cast.case, state="held"))
    data = {"receipt": "signed", "receipt_on": TODAY, "disagreement": "Not so", "version": summary.version}
    return [cast.case.pk, summary.pk], data


PAPERS: dict[str, Callable[[SimpleNamespace], Sheet]] = {
    "add_document": _upload,
    "change_document": _change,
    "withdraw_document": _withdraw,
    "write_restricted": _note,
    "correct_restricted": _review,
    "end_restricted": _end,
    "write_conclusion": _conclusion,
    "send_conclusion": _send,
    "cancel_conclusion": _cancel,
    "make_summary": _summary,
    "summary_receipt": _receipt,
}
