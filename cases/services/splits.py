"""A household that separates, and households that come together again."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cases.enums import ClosureReason, HouseholdKind, IntakeChannel, MemberRole, Track
from cases.enums.people import ApartReason, JoinReason, LeaveReason
from cases.models import Case, ClosureProposal, Household, Member, Person, ProposalState
from cases.services import apart, closures, deadlines, headcount, households, life, rests
from icam.audit import record
from icam.enums import Verb
from icam.models import Office, Region, User
from icam.refusals import Refused


@dataclass(frozen=True)
class OwnCase:
    """Where the case of those who leave opens, and with whom; track and target group stay those of the first."""

    region: Region
    office: Office | None = None
    coach: User | None = None


@dataclass(frozen=True)
class Safety:
    """One of the two sides may not learn where the other lives: `other` is kept from everybody on the other side."""

    other: Person
    because: ApartReason


@dataclass(frozen=True)
class Split:
    """What came of it: the new household, and its case if one was opened."""

    household: Household
    case: Case | None = None


@dataclass(frozen=True)
class Reunion:
    """Who came, and the cases of the emptied household that are now proposed for closing."""

    members: list[Member]
    emptied: list[Case] = field(default_factory=list)


@transaction.atomic
def split(
    case: Case,
    *,
    by: User,
    leaving: Collection[Person],
    principal: Person,
    on: date,
    kind: HouseholdKind | None = None,
    successor: Person | None = None,
    own_case: OwnCase | None = None,
    safety: Safety | None = None,
) -> Split:
    """Those members leave on that day and are a household of their own; orders stay with persons, deadlines follow.

    Without `kind`, the new household is what its members make it. When the principal is among those who leave,
    `successor` leads those who stay.
    """
    households.not_later(on=on)
    household = case.household
    households.hold(household)
    going, staying = _sides(household, leaving)
    if principal.current.pk not in {member.person.current.pk for member in going}:
        raise Refused({"principal": _("The principal of the new household must be one of those who leave.")})
    for member in going:
        households.end(member, by=by, on=on, because=LeaveReason.SPLIT, case=case)
    if any(member.role == MemberRole.PRINCIPAL for member in going):
        households.succeed(household, by=by, to=successor, on=on, case=case)
    founded = _found(going, principal, by=by, on=on, kind=kind)
    count = len(households.once(going))
    record(Verb.MEMBERS_SPLIT, founded, by=by, case_id=case.pk, on=on.isoformat(), members=count)
    opened = _open(case, founded, by=by, on=on, place=own_case) if own_case else None
    if safety:
        _keep_apart(safety, going, staying, by=by, case=case)
    deadlines.follow(household)
    deadlines.follow(founded)
    return Split(founded, opened)


def _sides(household: Household, leaving: Iterable[Person]) -> tuple[list[Member], list[Member]]:
    """Who goes and who stays. Refused when nobody goes, nobody stays, or somebody is no longer here."""
    named = {person.current.pk for person in leaving}
    here = list(household.members.filter(left_on__isnull=True).with_persons())
    going = [member for member in here if member.person.current.pk in named]
    staying = [member for member in here if member not in going]
    if not going or len({member.person.current.pk for member in going}) < len(named):
        raise Refused({"leaving": _("Choose who leaves, among those who belong to the household now.")})
    if not staying:
        raise Refused({"leaving": _("Somebody stays in the household; otherwise nothing is split.")})
    return going, staying


def _found(going: list[Member], principal: Person, *, by: User, on: date, kind: HouseholdKind | None) -> Household:
    leader = next(member for member in going if member.person.current.pk == principal.current.pk)
    founded = households.found(
        leader.person, by=by, kind=kind or HouseholdKind.OTHER, since=on, because=JoinReason.SPLIT
    )
    for member in households.once(going):
        if member.person.current != principal.current:
            role = MemberRole.OTHER if member.role == MemberRole.PRINCIPAL else member.role
            households.admit(founded, member.person, by=by, role=role, joined_on=on, because=JoinReason.SPLIT)
    if kind is None:
        founded.kind = headcount.of(founded, on=on).kind
        Household.objects.filter(pk=founded.pk).update(kind=founded.kind)
    return founded


def _open(case: Case, founded: Household, *, by: User, on: date, place: OwnCase) -> Case:
    return life.open_case(
        founded,
        by=by,
        track=Track(case.track),
        target_group=case.target_group,
        intake_channel=IntakeChannel(case.intake_channel),
        region=place.region,
        office=place.office,
        coach=place.coach,
        opened_on=max(on, case.opened_on),
    )


def _keep_apart(safety: Safety, going: list[Member], staying: list[Member], *, by: User, case: Case) -> None:
    """`other` is kept from the side on which he is not."""
    one = safety.other.current.pk
    goes = one in {member.person.current.pk for member in going}
    if not goes and one not in {member.person.current.pk for member in staying}:
        raise Refused({"kept_away": _("Choose somebody of the household.")})
    for member in households.once(staying if goes else going):
        apart.keep(member.person, by=by, other=safety.other, because=safety.because, case=case)


@transaction.atomic
def reunite(
    case: Case,
    *,
    by: User,
    other: Case,
    coming: Collection[Person],
    on: date,
    role: MemberRole,
    successor: Person | None = None,
) -> Reunion:
    """Members of the other case's household belong to this one from that day; children stay children.

    Who belongs to both, as somebody who was registered twice, stays here as he is and leaves the other household.
    When nobody is left over there, every open case of that household is proposed for closing as a duplicate: another
    person decides. When only its principal comes, `successor` leads those who stay behind.
    """
    households.not_later(on=on)
    if other.household_id == case.household_id:
        raise Refused({"coming": _("This is the same household.")})
    if role == MemberRole.PRINCIPAL:
        raise Refused({"role": _("The household already has a principal.")})
    households.hold(case.household, other.household)
    going, behind = _comers(other.household, coming)
    for member in going:
        households.end(member, by=by, on=on, because=LeaveReason.REUNION, case=other)
    if behind and any(member.role == MemberRole.PRINCIPAL for member in going):
        households.succeed(other.household, by=by, to=successor, on=on, case=other)
    joined = [
        households.admit(
            case.household, member.person, by=by, joined_on=on, because=JoinReason.REUNION, case=case,
            role=MemberRole.CHILD if member.role == MemberRole.CHILD else role,
        )
        for member in households.once(going) if not households.standing(case.household, member.person)
    ]  # fmt: skip
    count = len(households.once(going))
    record(Verb.MEMBERS_REUNITED, case.household, by=by, case_id=case.pk, on=on.isoformat(), members=count)
    deadlines.follow(case.household)
    deadlines.follow(other.household)
    rests.follow(*(member.person for member in joined), by=by)
    return Reunion(joined, [] if behind else _propose_closing(other.household, case, by=by))


def _comers(household: Household, coming: Iterable[Person]) -> tuple[list[Member], list[Member]]:
    """Who comes and who stays behind; everybody may come."""
    named = {person.current.pk for person in coming}
    there = list(household.members.filter(left_on__isnull=True).with_persons())
    going = [member for member in there if member.person.current.pk in named]
    if not going or len({member.person.current.pk for member in going}) < len(named):
        raise Refused({"coming": _("Choose who comes, among those who belong to the other household now.")})
    return going, [member for member in there if member not in going]


def _propose_closing(emptied: Household, kept: Case, *, by: User) -> list[Case]:
    """Every open case of the emptied household waits for a decision; one that already does stays as it is."""
    proposed = []
    for case in Case.objects.open().filter(household=emptied).order_by("pk"):
        if not ClosureProposal.objects.filter(case=case, state=ProposalState.OPEN).exists():
            told = _("Everybody of this household now belongs to the household of %s.") % kept.reference
            closures.propose(case, by=by, reason=ClosureReason.DUPLICATE, explanation=told)
        proposed.append(case)
    return proposed
