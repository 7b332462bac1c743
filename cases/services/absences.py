"""Who is away and who stands in: recorded, with the appointments that fall into it handed to whoever stands in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cases.access import cases_for, holds
from cases.enums import GrantReason
from cases.models import Case, CaseGrant, Interview
from cases.models.interview import ENDS
from cases.services import appointments, sharing
from icam import calendar
from icam.audit import record as note
from icam.dates import moment_in_words, weekday_in_words
from icam.enums import AbsenceReason, Verb
from icam.models import Absence, User
from icam.permissions import Capability, Scope
from icam.refusals import Refused
from icam.workflow import Stale, edit

LONGEST = timedelta(days=366)
LATEST_ENTRY = timedelta(days=31)  # what was forgotten may be written down for a month
MARK = "[A%d]"  # ends the explanation of a grant: by it the grants of one absence are found again


@dataclass(frozen=True)
class Handed:
    """What became of the appointments: those that changed hands, and those that could not."""

    moved: list[Interview]
    left: list[Interview]


# Reading --------------------------------------------------------------------------------------------------------------


def staff_of(user: User) -> "QuerySet[User]":
    """Those whose absences `user` records: himself, and whoever coaches in his regions when he covers absences."""
    everybody: QuerySet[User] = User.objects.all()
    if not user.is_active or not user.may(Capability.USE_AGENDA):
        return everybody.none()
    if user.scope(Capability.COVER_ABSENCES) is Scope.REGION:
        theirs = User.objects.coaching().in_regions_of(user).values("pk")
        return everybody.filter(Q(pk=user.pk) | Q(pk__in=theirs))
    return everybody.filter(pk=user.pk)


def covers_for(users: "QuerySet[User]") -> "QuerySet[User]":
    """Who may stand in for any of `users`: whoever coaches in one of their regions."""
    found: QuerySet[User] = User.objects.coaching().filter(regions__users__in=users)
    return found.distinct().order_by("last_name", "first_name")


def kept_by(user: User) -> "QuerySet[Absence]":
    """The absences that `user` may open: his own, those he records for others, those in which he stands in."""
    rows = Absence.objects.select_related("user__office", "cover", "recorded_by")
    return rows.filter(Q(user__in=staff_of(user)) | Q(cover=user)) if user.may(Capability.USE_AGENDA) else rows.none()


def in_reach(user: User, since: datetime) -> "QuerySet[Absence]":
    """Who of the regions of `user` is away after `since`, the soonest first."""
    colleagues = User.objects.in_regions_of(user).values("pk")
    standing = Absence.objects.standing().filter(user__in=colleagues, ends_at__gt=since)
    return standing.select_related("user__office", "cover").order_by("starts_at", "user__last_name", "pk")


def falling_into(absence: Absence) -> "QuerySet[Interview]":
    """The planned appointments that whoever is away would have to hold, in order."""
    touching = Interview.objects.planned().filter(coach=absence.user_id, planned_at__lt=absence.ends_at)
    return _ending_after(touching, absence.starts_at).select_related(
        "case__household__principal__merged_into", "desk__office", "coach"
    )


def _ending_after(interviews: "QuerySet[Interview]", moment: datetime) -> "QuerySet[Interview]":
    longest = timedelta(hours=8)
    rows = interviews.filter(planned_at__gt=moment - longest).order_by("planned_at", "pk")
    return rows.alias(ends=ENDS).filter(ends__gt=moment)


def last_day(absence: Absence) -> date:
    """The last day on which somebody is away."""
    return calendar.local_day(absence.ends_at - timedelta.resolution)


def in_words(absence: Absence) -> tuple[str, str]:
    """From when and until when: days where somebody is away the whole day, else moments."""
    last = last_day(absence)
    first = calendar.local_day(absence.starts_at)
    whole_first = absence.starts_at == calendar.start_of(first)
    whole_last = absence.ends_at == calendar.start_of(last + timedelta(days=1))
    return (
        weekday_in_words(first) if whole_first else moment_in_words(absence.starts_at),
        weekday_in_words(last) if whole_last else moment_in_words(absence.ends_at),
    )


# Recording ------------------------------------------------------------------------------------------------------------


@transaction.atomic
def record(
    user: User,
    *,
    by: User,
    starts_at: datetime,
    ends_at: datetime,
    reason: AbsenceReason,
    cover: User | None = None,
) -> Absence:
    """`user` is away; Refused for whom `by` does not record, for times that make no sense and for a cover who is away.

    Two absences of one person at a time are refused by the table.
    """
    if not staff_of(by).filter(pk=user.pk).exists():
        raise Refused({"user": _("You record your own absences, and those of your region if you manage it.")})
    if ends_at <= starts_at:
        raise Refused({"last": _("The end lies before the beginning.")})
    if ends_at - starts_at > LONGEST:
        raise Refused({"last": _("An absence lasts a year at most; record the next one when it comes.")})
    if starts_at < calendar.now() - LATEST_ENTRY:
        raise Refused({"first": _("That is more than a month ago.")})
    _stands_in(user, cover, starts_at, ends_at)
    absence = Absence.objects.create(
        user=user, starts_at=starts_at, ends_at=ends_at, reason=reason, cover=cover, recorded_by=by
    )
    note(Verb.ABSENCE_RECORDED, absence, by=by, user=user.pk, cover=cover.pk if cover else None)
    return absence


@transaction.atomic
def choose_cover(absence: Absence, *, by: User, version: int, cover: User | None) -> Absence:
    """Somebody else stands in, or nobody. What was handed over before stays with whom it went to. Raises Stale."""
    _stands(absence)
    _stands_in(absence.user, cover, absence.starts_at, absence.ends_at)
    edit(absence, by=by, version=version, verb=Verb.ABSENCE_CHANGED, cover=cover)
    return absence


@transaction.atomic
def withdraw(absence: Absence, *, by: User, version: int) -> Absence:
    """The absence does not come to be: appointments go back where the coach is free, and the grants for them end.

    An appointment that cannot go back stays with whoever stands in, who keeps the access to that case; an older grant
    that was replaced stands again. Raises Stale.
    """
    _stands(absence)
    edit(absence, by=by, version=version, verb=Verb.ABSENCE_CHANGED, withdrawn_at=calendar.now())
    mark = MARK % absence.pk
    grants = CaseGrant.objects.valid_on(calendar.today()).filter(explanation__endswith=mark)
    for grant in grants.select_related("content_object", "user"):
        if not _keeps(grant, absence, by=by):
            sharing.take_back(grant, by=by, mark=mark)
    return absence


def _keeps(grant: CaseGrant, absence: Absence, *, by: User) -> bool:
    """Give back what goes back; whether something stays for which whoever stood in needs the grant.

    A case that was assigned meanwhile keeps its appointments: the former coach may no longer work on it.
    """
    case = grant.content_object
    if case.coach_id == grant.user_id:
        return False
    mine = Interview.objects.planned().filter(case=case, coach=grant.user_id, planned_at__gt=calendar.now())
    inside = [row for row in mine if absence.starts_at <= row.planned_at < absence.ends_at]
    if not holds(absence.user, case, Capability.WORK_CASE):
        return bool(inside)
    return bool(_hand(inside, to=absence.user, by=by).left)


def _stands(absence: Absence) -> None:
    held = Absence.objects.select_for_update(of=("self",)).get(pk=absence.pk)
    if held.withdrawn_at:
        raise Refused(_("This absence was withdrawn already."))


def _stands_in(user: User, cover: User | None, starts_at: datetime, ends_at: datetime) -> None:
    if cover is None:
        return
    if cover == user or not covers_for(User.objects.filter(pk=user.pk)).filter(pk=cover.pk).exists():
        raise Refused({"cover": _("Choose a colleague of the same region.")})
    if Absence.objects.standing().filter(user=cover, starts_at__lt=ends_at, ends_at__gt=starts_at).exists():
        raise Refused({"cover": _("This colleague is away then as well.")})


# Handing over ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def hand_over(absence: Absence, *, by: User, interviews: Iterable[int]) -> Handed:
    """Give the cover these appointments, and work access to their cases until the last day.

    Only those that fall into the absence, of cases on which `by` works; one at a time of which the cover is taken
    stays. Refused without a cover.
    """
    _stands(absence)
    if absence.cover is None:
        raise Refused(_("First say who stands in."))
    workable = cases_for(by, Capability.WORK_CASE)
    rows = list(falling_into(absence).filter(pk__in=list(interviews), case__in=workable))
    handed = _hand(rows, to=absence.cover, by=by)
    for case in {row.case_id: row.case for row in handed.moved}.values():
        _let_work(case, absence, by=by)
    return handed


def _hand(interviews: Iterable[Interview], *, to: User, by: User) -> Handed:
    """To whom they go is held until the transaction ends; of two acts at once, one keeps the appointment."""
    handed = Handed([], [])
    User.objects.held().filter(pk=to.pk).first()
    for interview in interviews:
        if is_taken(to, interview):
            handed.left.append(interview)
            continue
        try:
            with appointments.just_taken():
                edit(interview, by=by, version=interview.version, verb=Verb.INTERVIEW_CHANGED, coach=to)
        except (Refused, Stale):
            interview.refresh_from_db()
            handed.left.append(interview)
        else:
            handed.moved.append(interview)
    return handed


def is_taken(user: User, interview: Interview) -> bool:
    """Whether `user` has another appointment, or is away, at the time of this one."""
    end = interview.planned_at + timedelta(minutes=interview.minutes)
    planned = Interview.objects.planned().filter(coach=user, planned_at__lt=end).exclude(pk=interview.pk)
    away = Absence.objects.standing().filter(user=user, starts_at__lt=end, ends_at__gt=interview.planned_at)
    return _ending_after(planned, interview.planned_at).exists() or away.exists()


def _let_work(case: Case, absence: Absence, *, by: User) -> None:
    """Access for the cover, unless the role or an earlier grant gives as much."""
    cover = absence.cover
    assert cover is not None
    until = min(last_day(absence), calendar.today() + timedelta(days=sharing.LONGEST_DAYS))
    granted = CaseGrant.objects.valid_on(calendar.today()).filter(
        user=cover, content_object=case, permission__codename="work_case"
    )
    if granted.filter(ends_on__gte=until).exists() or (
        not granted.exists() and holds(cover, case, Capability.WORK_CASE)
    ):
        return
    explanation = _("Stands in for %s while away.") % absence.user
    sharing.share(
        case,
        by=by,
        user=cover,
        capability=Capability.WORK_CASE,
        reason=GrantReason.COVER,
        explanation=f"{explanation} {MARK % absence.pk}",
        ends_on=until,
        beside=True,
    )
