"""The day's e-mail about tasks: how many wait, and a link. No name, no title, no case ever stands in it.

Who gets one is claimed first, by a row that the database allows once per user and day; then it is sent. So it errs
towards silence: when the worker dies between the two, or the mail server breaks off without saying whether it took
the mail, nobody gets a second one, and the tasks still stand on the home page. Only what the server plainly did not
take is given back, and tried again in the next hour.
"""

import smtplib
from dataclasses import dataclass
from datetime import date, time

import structlog
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import IntegrityError, transaction
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.enums.talks import TaskState
from cases.models import TaskDigest
from icam.calendar import is_working_day, now, today
from icam.models import User
from icam.services.closing_days import of_office

FROM = time(7)  # on the clock of Brussels: nobody is woken at midnight, and every night of a clock change is over
# An answer of the server that says no, or no server at all: the mail is certainly not under way.
NOT_TAKEN = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, ConnectionRefusedError)

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Waiting:
    """Whose tasks wait, and how many: due today, and overdue."""

    user: User
    due: int
    late: int


def send() -> int:
    """The mails of today, each once; how many went out. Nothing before seven, nor on a day on which nobody works."""
    day = today()
    if now().time() < FROM or not is_working_day(day, of_office(None)):
        return 0
    return sum(_send_one(waiting, day) for waiting in waiting_on(day) if _works(waiting.user, day))


def waiting_on(day: date) -> list[Waiting]:
    """Who has an address and open tasks due on `day` or before, and has no mail of that day yet."""
    is_open = Q(tasks__state=TaskState.OPEN)
    rows = (
        User.objects.active()
        .exclude(email="")
        .exclude(pk__in=TaskDigest.objects.filter(day=day).values("user"))
        .annotate(
            due=Count("tasks", filter=is_open & Q(tasks__due_on=day)),
            late=Count("tasks", filter=is_open & Q(tasks__due_on__lt=day)),
        )
        .filter(Q(due__gt=0) | Q(late__gt=0))
    )
    return [Waiting(user, user.due, user.late) for user in rows.order_by("pk")]


def _works(user: User, day: date) -> bool:
    return is_working_day(day, of_office(user.office_id))


def _send_one(waiting: Waiting, day: date) -> int:
    """1 when the mail went out. The claim is committed before anything is sent."""
    try:
        with transaction.atomic():
            claim = TaskDigest.objects.create(user=waiting.user, day=day)
    except IntegrityError:
        return 0  # another worker was faster
    try:
        connection = get_connection()
        connection.open()
    except OSError as error:
        return _give_back(claim, error)
    try:
        connection.send_messages([message(waiting)])
    except NOT_TAKEN as error:
        return _give_back(claim, error)
    except OSError as error:
        log.warning("digest_uncertain", user=waiting.user.pk, error=type(error).__name__)
        return 0
    finally:
        _close(connection)
    return 1


def _close(connection: object) -> None:
    """Whatever goes wrong in saying goodbye, the mail went out or did not before."""
    try:
        connection.close()  # type: ignore[attr-defined]  # every backend has it
    except OSError as error:
        log.info("mail_server_gone", error=type(error).__name__)


def _give_back(claim: TaskDigest, error: Exception) -> int:
    claim.delete()
    log.warning("digest_not_taken", user=claim.user_id, error=type(error).__name__)
    return 0


def message(waiting: Waiting) -> EmailMessage:
    """The mail in the language of its reader: counts and a link."""
    with translation.override(waiting.user.language):
        lines = []
        if waiting.late:
            lines.append(
                ngettext("%(n)s task is overdue.", "%(n)s tasks are overdue.", waiting.late) % {"n": waiting.late}
            )
        if waiting.due:
            lines.append(
                ngettext("%(n)s task is due today.", "%(n)s tasks are due today.", waiting.due) % {"n": waiting.due}
            )
        if settings.SITE_URL:
            lines += ["", f"{settings.SITE_URL.rstrip('/')}{reverse('cases:tasks')}"]
        body = "\n".join([*lines, "", _("ICAM sends this at most once on a working day.")])
        return EmailMessage(subject=_("ICAM: your tasks of today"), body=body, to=[waiting.user.email])
