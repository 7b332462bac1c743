"""Households over time: founded, joined, left; who is born into them, in which role everybody stands, who leads them.

Whatever changes a household holds its cases first and then the household: one order for everybody, so that two who act
at once never wait for each other. Memberships never overlap; who belongs elsewhere is refused with a sentence.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from cases import composition
from cases.access import cases_for
from cases.enums import HouseholdKind, IntakeChannel, MemberRole
from cases.enums.people import JoinReason, LeaveReason
from cases.models import Case, Household, Member, Person
from cases.services import deadlines, life, people, rests
from icam.audit import record
from icam.calendar import today
from icam.dates import DatePrecision, day_in_words
from icam.enums import Verb
from icam.models import User
from icam.refusals import Refused
from icam.workflow import Stale

# What every change begins with ---------------------------------------------------------------------------------------


def hold(*households: Household) -> None:
    """Lock all cases of these households, then the households, each in one order; the version says they changed."""
    ids = [household.pk for household in households]
    list(Case.objects.held().filter(household__in=ids))
    list(Household.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=ids).order_by("pk"))
    Household.objects.filter(pk__in=ids).update(version=F("version") + 1)


def not_later(**days: date) -> None:
    """Refused when one of the days lies in the future."""
    for name, day in days.items():
        if day > today():
            raise Refused({name: _("The day lies in the future.")})


def refuse_overlap(
    person: Person, household: Household, *, by: User, joined_on: date, left_on: date | None = None, besides: int = 0
) -> None:
    """Refused when the person belongs to a household in that time; its case is named only to who may see it."""
    held = Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.current.pk)
    taken = Member.objects.of(held.pk).exclude(pk=besides).exclude(left_on__lte=joined_on)
    if left_on:
        taken = taken.filter(joined_on__lt=left_on)
    clash = taken.exclude(left_on=F("joined_on")).order_by("joined_on").first()
    if clash is None:
        return
    if clash.household_id == household.pk:
        raise Refused({"joined_on": _("%s already belongs to this household in that time.") % person.name})
    case = cases_for(by).filter(household=clash.household_id).order_by("-pk").first()
    if case is None:
        raise Refused({"joined_on": _("This person already belongs to a household in that time.")})
    told = _("%(name)s already belongs to the household of %(case)s in that time, since %(day)s.")
    values = {"name": person.name, "case": case.reference, "day": day_in_words(clash.joined_on)}
    raise Refused({"joined_on": told % values})


def member_of(household: Household, person: Person) -> Member:
    """The membership in force. Refused when there is none."""
    found = standing(household, person)
    if not found:
        raise Refused(_("%s no longer belongs to the household.") % person.name)
    return found[-1]


def standing(household: Household, person: Person) -> list[Member]:
    """The memberships in force of a person: one, or one for each time he was registered."""
    here = household.members.of(person.current.pk).filter(left_on__isnull=True)
    return list(here.select_related("person").order_by("pk"))


def once(members: Iterable[Member]) -> list[Member]:
    """One membership for each person they are about: his first."""
    found: dict[int, Member] = {}
    for member in members:
        found.setdefault(member.person.current.pk, member)
    return list(found.values())


# Coming --------------------------------------------------------------------------------------------------------------


@transaction.atomic
def found(
    principal: Person,
    *,
    by: User,
    kind: HouseholdKind,
    since: date | None = None,
    because: JoinReason = JoinReason.FOUNDING,
) -> Household:
    """A household with its principal. Refused while the person belongs to another."""
    household = Household.objects.create(kind=kind, principal=principal)
    admit(household, principal, by=by, role=MemberRole.PRINCIPAL, joined_on=since or today(), because=because)
    deadlines.follow(household)
    return household


def admit(
    household: Household,
    person: Person,
    *,
    by: User,
    role: str,
    joined_on: date,
    because: JoinReason,
    case: Case | None = None,
) -> Member:
    """Write a membership down; the caller holds the household and lets the deadlines follow.

    Whoever comes is led by somebody: refused when everybody has left, and before the day of the first principal.
    """
    not_later(joined_on=joined_on)
    if role != MemberRole.PRINCIPAL:
        _is_led(household, joined_on)
    refuse_overlap(person, household, by=by, joined_on=joined_on)
    member = Member.objects.create(
        household=household, person=person, role=role, joined_on=joined_on, joined_because=because
    )
    record(Verb.MEMBER_JOINED, member, by=by, case_id=case.pk if case else None, role=str(role), because=str(because))
    return member


def _is_led(household: Household, joined_on: date) -> None:
    if not household.members.filter(left_on__isnull=True).exists():
        raise Refused(_("Nobody belongs to this household any more."))
    since = household.members.filter(role=MemberRole.PRINCIPAL).order_by("joined_on").first()
    if since and joined_on < since.joined_on:
        told = _("The household is followed since %(day)s only. Choose that day, or a later one.")
        raise Refused({"joined_on": told % {"day": day_in_words(since.joined_on)}})


@transaction.atomic
def join(
    household: Household,
    person: Person,
    *,
    by: User,
    role: MemberRole,
    joined_on: date,
    because: JoinReason = JoinReason.ARRIVED,
    case: Case | None = None,
) -> Member:
    """Somebody belongs to the household from that day."""
    hold(household)
    if role == MemberRole.PRINCIPAL:
        raise Refused({"role": _("The household already has a principal.")})
    member = admit(household, person, by=by, role=role, joined_on=joined_on, because=because, case=case)
    deadlines.follow(household)
    rests.follow(person, by=by)
    return member


@transaction.atomic
def birth(household: Household, *, by: User, born_on: date, case: Case | None = None, **child: Any) -> Member:
    """A child is born into the household: registered, and a member from that day. `child` are columns of Person."""
    not_later(born_on=born_on)
    if not household.members.on(born_on).exists():
        told = _("The household was not yet followed on that day. Add the child as a member instead.")
        raise Refused({"born_on": told})
    known = household.members.filter(person__born_on=born_on, person__given_names__iexact=child.get("given_names", ""))
    if known.exists():
        raise Refused({"given_names": _("A child of this name, born on that day, already belongs to the household.")})
    person = people.register(by=by, born_on=born_on, birth_precision=DatePrecision.DAY, **child)
    return join(household, person, by=by, role=MemberRole.CHILD, joined_on=born_on, because=JoinReason.BIRTH, case=case)


# Going ---------------------------------------------------------------------------------------------------------------


def end(
    member: Member, *, by: User, on: date, because: LeaveReason, case: Case | None = None, reason: str = ""
) -> None:
    """End a membership; the caller holds the household."""
    not_later(left_on=on)
    if on < member.joined_on:
        raise Refused({"left_on": _("The day lies before the day of joining.")})
    standing = Member.objects.filter(pk=member.pk, left_on__isnull=True)
    if not standing.update(left_on=on, left_because=because):
        raise Refused(_("This person has already left the household."))
    member.left_on, member.left_because = on, because
    if because != LeaveReason.ROLE:
        told = {"on": on.isoformat(), "because": str(because)}
        record(Verb.MEMBER_LEFT, member, by=by, case_id=case.pk if case else None, reason=reason, **told)


@transaction.atomic
def leave(
    member: Member,
    *,
    by: User,
    left_on: date,
    because: LeaveReason = LeaveReason.LEFT,
    case: Case | None = None,
    reason: str = "",
    successor: Person | None = None,
) -> Member:
    """Somebody no longer belongs to the household from that day. When the principal leaves, `successor` takes over.

    Who was registered twice leaves with both memberships.
    """
    hold(member.household)
    current = Member.objects.select_related("person", "household").get(pk=member.pk)
    going = standing(current.household, current.person) if current.left_on is None else [current]
    others = current.household.members.filter(left_on__isnull=True).exclude(pk__in=[each.pk for each in going])
    if current.left_on is None and not others.exists():
        raise Refused(_("Nobody would be left in the household. Propose to close the case instead."))
    for each in going:
        end(each, by=by, on=left_on, because=because, case=case, reason=reason)
    if any(each.role == MemberRole.PRINCIPAL for each in going):
        succeed(current.household, by=by, to=successor, on=left_on, case=case)
    deadlines.follow(current.household)
    member.refresh_from_db()
    return member


# Roles ---------------------------------------------------------------------------------------------------------------


def heirs(household: Household, *, on: date) -> list[Person]:
    """Who may take over from the principal: the other adults; without any, whoever else belongs to the household."""
    here = household.members.filter(left_on__isnull=True)
    leads = here.filter(role=MemberRole.PRINCIPAL).person_ids()
    others = here.exclude(person__in=Person.objects.registered_as(leads))
    grown = others.of_age(on)
    return [member.person.current for member in once((grown if grown.exists() else others).with_persons())]


def succeed(household: Household, *, by: User, to: Person | None, on: date, case: Case | None = None) -> Member:
    """Another member leads the household from that day; the former principal's membership has just ended."""
    if to is None:
        raise Refused({"successor": _("Say who is the principal from that day on.")})
    if to.current.pk not in {person.current.pk for person in heirs(household, on=on)}:
        raise Refused({"successor": _("The principal must be an adult of the household, if there is one.")})
    member = recast(member_of(household, to), by=by, role=MemberRole.PRINCIPAL, on=on, case=case)
    Household.objects.filter(pk=household.pk).update(principal=member.person_id)
    household.principal = member.person
    return member


def recast(member: Member, *, by: User, role: str, on: date, case: Case | None = None) -> Member:
    """The membership goes on in another role from that day; twice on one day is one membership."""
    if on < member.joined_on:
        told = _("%(name)s belongs to the household in this role only since %(day)s.")
        raise Refused({"on": told % {"name": member.person.name, "day": day_in_words(member.joined_on)}})
    before, after = member.role, member
    if member.joined_on == on:
        Member.objects.filter(pk=member.pk).update(role=role)
        member.role = role
    else:
        end(member, by=by, on=on, because=LeaveReason.ROLE)
        after = Member.objects.create(
            household_id=member.household_id,
            person=member.person,
            role=role,
            joined_on=on,
            joined_because=JoinReason.ROLE,
        )
    record(Verb.MEMBER_CHANGED, after, by=by, case_id=case.pk if case else None, role=[str(before), str(role)])
    return after


@transaction.atomic
def change_role(member: Member, *, by: User, role: MemberRole, on: date, case: Case | None = None) -> Member:
    """Partner, child or other member from that day on; the earlier role stays in the history."""
    not_later(on=on)
    hold(member.household)
    current = member_of(member.household, member.person)
    if MemberRole.PRINCIPAL in {current.role, role}:
        raise Refused({"role": _("Change the principal instead: the household always has one.")})
    if current.role == role:
        raise Refused({"role": _("This is the role already.")})
    return recast(current, by=by, role=role, on=on, case=case)


@transaction.atomic
def change_principal(
    household: Household, *, by: User, to: Person, on: date, former_role: MemberRole, case: Case | None = None
) -> Member:
    """Another adult leads the household from that day; the former principal stays, in another role."""
    not_later(on=on)
    hold(household)
    leads = household.members.filter(role=MemberRole.PRINCIPAL, left_on__isnull=True)
    former = leads.select_related("person").first()
    if former is None:
        raise Refused(_("Nobody belongs to this household any more."))
    if former_role == MemberRole.PRINCIPAL:
        raise Refused({"former_role": _("There is one principal. Choose another role for the former one.")})
    possible = heirs(household, on=on)
    recast(former, by=by, role=former_role, on=on, case=case)
    if to.current.pk not in {person.current.pk for person in possible}:
        raise Refused({"successor": _("The principal must be an adult of the household, if there is one.")})
    return succeed(household, by=by, to=to, on=on, case=case)


# What it is called ---------------------------------------------------------------------------------------------------


@transaction.atomic
def confirm_kind(case: Case, *, by: User, version: int, kind: HouseholdKind) -> Household:
    """The household is of that kind from today; what happened before keeps the kind of its day. Raises Stale."""
    household = Household.objects.get(pk=case.household_id)
    if household.version != version:
        raise Stale(household)
    current = Case.objects.get(pk=case.pk)
    life.describe(
        current,
        by=by,
        version=current.version,
        household_kind=kind,
        target_group=current.target_group,
        intake_channel=IntakeChannel(current.intake_channel),
    )
    household.refresh_from_db()
    return household


def is_grown_child(member: Member, *, on: date) -> date | None:
    """The day since which a member in the role of a child is of age, if he is by then: own order, own trajectory?"""
    person = member.person.current
    day = composition.of_age_on(person.born_on, person.birth_precision)
    return day if member.role == MemberRole.CHILD and day and day <= on else None
