"""The days of a membership, corrected: whoever went over from one to the next goes over on the new day as well."""

from datetime import date
from itertools import pairwise

from django.db import transaction
from django.utils.translation import gettext as _

from cases.access import cases_for
from cases.enums import MemberRole
from cases.models import Case, Household, Member
from cases.services import deadlines, households
from icam.audit import record
from icam.enums import Verb
from icam.models import User
from icam.permissions import Capability
from icam.refusals import Refused


@transaction.atomic
def correct(
    member: Member, *, by: User, joined_on: date, left_on: date | None, reason: str, case: Case | None = None
) -> Member:
    """Other days for a membership. What began where it ends, or ended where it begins, moves with it.

    So a correction never leaves somebody in two households or, where he went straight over, in none.
    """
    households.not_later(joined_on=joined_on, **({"left_on": left_on} if left_on else {}))
    if not reason.strip():
        raise Refused({"reason": _("Say why the days are corrected.")})
    before, after = _seams(member)
    touched = {each.household_id: each.household for each in (member, before, after) if each}
    households.hold(*touched.values())
    current = Member.objects.select_related("household", "person").get(pk=member.pk)
    if (current.left_on is None) is not (left_on is None):
        raise Refused({"left_on": _("To end a membership, or to let somebody come back, use its own act.")})
    for each in (before, after):
        if each and each.household_id != current.household_id:
            _may_move(each, by=by)
    led = [household for household in touched.values() if _is_led(household)]
    _write(current, before, after, by=by, joined_on=joined_on, left_on=left_on)
    if not all(_is_led(household) for household in led):
        raise Refused(_("On some days the household would have members but no principal, or two."))
    for household in touched.values():
        deadlines.follow(household)
    current.refresh_from_db()
    record(Verb.MEMBER_CHANGED, current, by=by, case_id=case.pk if case else None, reason=reason, fields=["days"])
    return current


def _seams(member: Member) -> tuple[Member | None, Member | None]:
    """The memberships of the same person that end on the day this one begins, and begin on the day it ends."""
    others = Member.objects.filter(person=member.person_id).exclude(pk=member.pk).select_related("household")
    before = others.filter(left_on=member.joined_on).order_by("pk").last()
    after = others.filter(joined_on=member.left_on).order_by("pk").first() if member.left_on else None
    return before, after


def _may_move(seam: Member, *, by: User) -> None:
    """The day on which somebody went over to another household is changed only by who works on both."""
    if not cases_for(by, Capability.WORK_CASE).filter(household=seam.household_id).exists():
        told = _("This person went over to or from another household on that day. Whoever works on both corrects it.")
        raise Refused({"joined_on": told})


def _write(
    member: Member, before: Member | None, after: Member | None, *, by: User, joined_on: date, left_on: date | None
) -> None:
    """The membership takes up no day while its neighbours move: so no two of them ever overlap."""
    if left_on and left_on < joined_on:
        raise Refused({"left_on": _("The day lies before the day of joining.")})
    if before and joined_on < before.joined_on:
        raise Refused({"joined_on": _("The membership before this one began later than that day.")})
    if after and after.left_on and left_on and left_on > after.left_on:
        raise Refused({"left_on": _("The membership after this one ended before that day.")})
    row = Member.objects.filter(pk=member.pk)
    row.update(joined_on=joined_on, left_on=joined_on)
    if before:
        Member.objects.filter(pk=before.pk).update(left_on=joined_on)
    if after:
        Member.objects.filter(pk=after.pk).update(joined_on=left_on)
    households.refuse_overlap(
        member.person, member.household, by=by, joined_on=joined_on, left_on=left_on, besides=member.pk
    )
    row.update(left_on=left_on)


def _is_led(household: Household) -> bool:
    """Whether on every day on which somebody belongs to the household exactly one member is its principal."""
    rows = [row for row in household.members.values_list("joined_on", "left_on", "role") if row[0] != row[1]]
    led = sorted((start, end or date.max) for start, end, role in rows if role == MemberRole.PRINCIPAL)
    if not led or any(first[1] != then[0] for first, then in pairwise(led)):
        return False
    return led[0][0] <= min(row[0] for row in rows) and led[-1][1] >= max(row[1] or date.max for row in rows)
