"""Letters that call a household in: drafted, ordered from the worker, sent, cancelled, read."""

import hashlib
from collections.abc import Iterable
from datetime import date
from functools import partial

import structlog
from django.apps import apps
from django.core.files.storage import storages
from django.db import transaction
from django.utils.translation import gettext as _

from cases.enums import InterviewKind
from cases.models import Case, Interview, Person, as_it_is
from cases.services import life
from icam.audit import record
from icam.calendar import local_day, today
from icam.enums import Verb
from icam.identifiers import new_reference
from icam.models import User
from icam.refusals import Refused
from icam.workflow import Stale, perform
from invitations import workflow
from invitations.enums import Channel, Purpose
from invitations.models import Letter
from invitations.services import calling, conditions, languages
from invitations.services.conditions import NotInvitable, Reason
from invitations.services.making import render, sweep, wake
from invitations.services.vocabulary import words_of
from invitations.typesetting import Typeset, typeset

__all__ = [
    "Damaged",
    "NotInvitable",
    "Reason",
    "cancel",
    "draft",
    "order_making",
    "preview",
    "purpose_for",
    "read",
    "render",
    "send",
    "sweep",
]

PREVIEW_REFERENCE = "L-0000-0000"

logger = structlog.get_logger(__name__)


class Damaged(Exception):
    """The stored file is not the one that was made."""


def purpose_for(case: Case, interview: Interview) -> Purpose:
    """What a letter for this appointment is for; an earlier cycle of the case does not count."""
    if interview.kind == InterviewKind.FOLLOW_UP:
        return Purpose.FOLLOW_UP
    invited = case.letters.sent().filter(interview__kind=InterviewKind.FIRST, sent_on__gte=case.opened_on)
    return Purpose.REPEAT if invited.exists() else Purpose.FIRST


@transaction.atomic
def draft(
    case: Case,
    *,
    by: User,
    interview: Interview,
    channel: str,
    language: str = "",
    language_reason: str = "",
    called: Iterable[Person] | None = None,
) -> Letter:
    """A letter for that appointment, not yet ordered. Raises NotInvitable, or ValidationError for the language.

    `language` stays empty for the one that the law presumes; another needs `language_reason`. `called` are the adults
    called in, all of them unless said; the minors of the household are listed with them.
    """
    current = life.hold(case)
    interview = Interview.objects.get(pk=interview.pk)  # as it stands behind the lock
    purpose = purpose_for(current, interview)
    whom = calling.settle(current, called, on=today())
    conditions.require(
        conditions.against(current, interview=interview, channel=channel, purpose=purpose, on=today(), called=whom),
    )
    language, reason = languages.settle(languages.propose(current), language, language_reason)
    letter = Letter.objects.create(
        reference=_free_reference(),
        case=current,
        interview=interview,
        addressee=calling.as_registered(current, whom.addressee),
        purpose=purpose,
        channel=channel,
        language=language,
        language_reason=reason,
        drafted_by=by,
        **as_it_is(current),
    )
    calling.write(letter, whom)
    record(Verb.LETTER_DRAFTED, letter, by=by, purpose=str(purpose), channel=str(channel), language=language)
    return letter


def _free_reference() -> str:
    """The unique index has the last word; one in seventeen milliard letters asks twice."""
    while Letter.objects.filter(reference=(found := new_reference())).exists():
        pass
    return found


def preview(
    case: Case, *, interview: Interview, channel: str, language: str, called: Iterable[Person] | None = None
) -> Typeset:
    """How the letter would look today, marked as not sent; nothing is written. Raises WordsRefused, Refused."""
    whom = calling.settle(case, called, on=today())
    letter = Letter(
        reference=PREVIEW_REFERENCE,
        case=case,
        interview=interview,
        addressee=whom.addressee,
        channel=channel,
        language=language,
    )
    return typeset(words_of(letter, on=today(), called=whom), preview=True)


@transaction.atomic
def order_making(letter: Letter, *, by: User) -> Letter:
    """Put the letter into the queue, for the first time or again after mending. Raises NotInvitable, IllegalMove."""
    case = life.hold(letter.case)
    _hold(letter)
    if workflow.ORDER.fits(letter.state):
        conditions.require(_against(letter, case, letter.channel, today()))
    perform(workflow.ORDER, letter, by=by, failure="", attempts=0)
    # Not delay_on_commit: its error would reach the page, after the letter is already in the queue.
    transaction.on_commit(partial(wake, letter.pk))
    return letter


@transaction.atomic
def send(letter: Letter, *, by: User, sent_on: date, channel: str = "") -> Letter:
    """The letter has left the house on that day; the case is invited from then. INV-1 counts it.

    Raises Refused for a day or channel that cannot be, NotInvitable when the law forbids it by now, IllegalMove or
    Stale when somebody was there first.
    """
    case = life.hold(letter.case)
    _hold(letter)
    channel = channel or letter.channel
    if workflow.SEND.fits(letter.state):
        _may_leave(letter, channel, sent_on)
        conditions.require(_against(letter, case, channel, sent_on))
    perform(
        workflow.SEND,
        letter,
        by=by,
        note={"sent_on": sent_on.isoformat(), "channel": str(channel)},
        sent_on=sent_on,
        sent_by=by,
        channel=channel,
        **life.facts_on(case, sent_on),
    )
    life.invite(case, by=by, on=sent_on)
    return letter


@transaction.atomic
def cancel(letter: Letter, *, by: User, because: str) -> Letter:
    """The letter will not be sent; a worker that is making it finds its claim gone."""
    if not because.strip():
        raise Refused({"because": _("Say why the letter is cancelled.")})
    _hold(letter)
    perform(
        workflow.CANCEL, letter, by=by, reason=because, cancelled_because=because.strip(), claim=None, claimed_at=None
    )
    return letter


def read(letter: Letter, *, by: User) -> bytes:
    """The bytes as they were made, and a line in the trail. Raises Damaged when they are not those of the row."""
    storage = storages["letters"]
    if not storage.exists(letter.file):
        logger.error("letter_file_lost", letter_id=letter.pk)
        raise Damaged
    with storage.open(letter.file) as file:
        data = bytes(file.read())
    if hashlib.sha256(data).hexdigest() != letter.sha256:
        logger.error("letter_file_changed", letter_id=letter.pk)
        raise Damaged
    with transaction.atomic():
        record(Verb.LETTER_READ, letter, by=by, sha256=letter.sha256)
    return data


@transaction.atomic
def note_shown(letter: Letter, *, by: User) -> None:
    """The trail keeps who saw, in a letter, an address that the pages of the case hide for somebody's safety."""
    record(Verb.APART_SHOWN, letter, by=by)


def _hold(letter: Letter) -> None:
    """Lock the row and read it anew; Stale when a person or the worker's result came in between."""
    known = letter.version
    letter.refresh_from_db(from_queryset=Letter.objects.select_for_update(of=("self",), no_key=True))
    if letter.version != known:
        raise Stale(letter)


def _against(letter: Letter, case: Case, channel: str, on: date) -> list[Reason]:
    interview = Interview.objects.get(pk=letter.interview_id)
    return conditions.against(
        case, interview=interview, channel=channel, purpose=letter.purpose, on=on, apart_from=letter
    )


def _may_leave(letter: Letter, channel: str, sent_on: date) -> None:
    """The rules of the envelope: the day lies between making and today, and the window shows where the person lives."""
    made_on = local_day(letter.rendered_at or letter.drafted_at)
    if sent_on > today():
        raise Refused({"sent_on": _("The day lies in the future.")})
    if sent_on < made_on:
        raise Refused({"sent_on": _("The letter was made later than that day.")})
    if channel != letter.channel and channel == Channel.POST:
        raise Refused({"channel": _("This letter shows no address. Cancel it and make one for the post.")})
    if channel == Channel.POST and _address_changed(letter):
        raise Refused(_("The address has changed since the letter was made. Cancel it and make a new one."))


def _address_changed(letter: Letter) -> bool:
    """Whether an address that the letter may show was written after it was made: the history knows."""
    history = apps.get_model("cases", "AddressEvent")._default_manager
    whose = {letter.addressee.current.pk, letter.case.household.head.pk}
    written = history.filter(person__in=whose, pgh_created_at__gt=letter.rendered_at or letter.drafted_at)
    return bool(written.exists())
