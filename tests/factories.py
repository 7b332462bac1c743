"""Valid records in one call: `make_case(coach=anna)`. Plain functions; whatever is not said is sensible."""

import itertools
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Permission

from cases.enums import (
    CaseState,
    ClosureReason,
    Evidence,
    GrantReason,
    HouseholdKind,
    IntakeChannel,
    InterviewKind,
    InterviewState,
    MemberRole,
    ProspectKind,
    ResultKind,
    StayGround,
    SuspensionGround,
    Track,
)
from cases.enums.dossier import AgreementCondition, AppealKind, BanGround, CheckedBy, RepresentativeKind
from cases.enums.people import LeaveReason
from cases.models import (
    Address,
    Appeal,
    Case,
    CaseGrant,
    CaseMove,
    CasePartner,
    EntryBan,
    Extension,
    FamilyAgreement,
    FamilyStep,
    Household,
    Interview,
    Member,
    Order,
    Person,
    Placement,
    Procedure,
    Prospect,
    Representative,
    ResidenceCheck,
    Result,
    as_it_is,
)
from icam import calendar
from icam.dates import DatePrecision
from icam.enums import NoShowStep, PartnerKind
from icam.identifiers import new_reference
from icam.models import (
    Absence,
    Annex,
    Desk,
    NoShowRule,
    Office,
    Opening,
    OpeningException,
    Partner,
    Region,
    TargetGroup,
    User,
)
from icam.permissions import Role
from invitations.enums import Channel, LetterState, Purpose
from invitations.models import Letter

_numbers = itertools.count(1)
PASSWORD = "correct horse battery"
_HASHED: list[str] = []


def _hashed() -> str:
    if not _HASHED:
        _HASHED.append(make_password(PASSWORD))
    return _HASHED[0]


def make_region(**given: Any) -> Region:
    n = next(_numbers)
    return Region.objects.create(**{"code": f"R{n}", "name": f"Region {n}"} | given)


def make_office(region: Region | None = None, **given: Any) -> Office:
    n = next(_numbers)
    defaults = {
        "region": region or make_region(),
        "name": f"Office {n}",
        "street": "Voorbeeldstraat 1",
        "postcode": "1000",
        "municipality": "Brussel",
        "phone": "02 000 00 00",
        "email": "office@example.be",
    }
    return Office.objects.create(**defaults | given)


def make_desk(office: Office | None = None, **given: Any) -> Desk:
    return Desk.objects.create(**{"office": office or make_office(), "name": f"Desk {next(_numbers)}"} | given)


def make_opening(desk: Desk | None = None, **given: Any) -> Opening:
    """Three hours every Monday morning, by appointment, for years."""
    defaults = {
        "desk": desk or make_desk(), "weekday": 0, "starts": time(9), "ends": time(12), "valid_from": date(2020, 1, 1),
    }  # fmt: skip
    return Opening.objects.create(**defaults | given)


def make_exception(desk: Desk | None = None, **given: Any) -> OpeningException:
    """A morning, some weeks from now, on which a desk is open at other hours."""
    day, desk = calendar.add_working_days(calendar.today(), 30), desk or make_desk()
    defaults = {"desk": desk, "day": day, "starts": time(10), "ends": time(11), "label": "Training"}
    return OpeningException.objects.create(**defaults | given)


def make_rule(region: Region | None = None, **given: Any) -> NoShowRule:
    rule = {"region": region or make_region(), "from_count": 1, "step": NoShowStep.INVITE_AGAIN}
    return NoShowRule.objects.create(**rule | given)


def make_absence(user: User | None = None, **given: Any) -> Absence:
    """A week of leave that begins in ten working days."""
    user, first = user or make_coach(), calendar.add_working_days(calendar.today(), 10)
    defaults = {
        "user": user, "starts_at": calendar.start_of(first), "ends_at": calendar.start_of(first + timedelta(days=7)),
        "recorded_by": user,
    }  # fmt: skip
    return Absence.objects.create(**defaults | given)


def make_user(role: str = Role.COACH, regions: list[Region] | None = None, **given: Any) -> User:
    n = next(_numbers)
    user = User(
        **{
            "username": f"user{n}", "first_name": "Anna", "last_name": f"Peeters {n}", "role": role,
            "password": _hashed(), "language": "en",
        } | given
    )  # fmt: skip
    user.full_clean(validate_unique=False, validate_constraints=False)  # the database refuses those by itself, faster
    user.save()
    if regions:
        user.regions.add(*regions)
    return user


def make_coach(region: Region | None = None, **given: Any) -> User:
    return make_user(Role.COACH, [region or make_region()], **given)


def make_manager(region: Region | None = None, **given: Any) -> User:
    return make_user(Role.MANAGER, [region or make_region()], **given)


def make_head(**given: Any) -> User:
    return make_user(Role.HEAD, **given)


def make_administrator(**given: Any) -> User:
    return make_user(Role.ADMINISTRATOR, **given)


def make_target_group(code: str = "SINGLE_ADDR") -> TargetGroup:
    names = {f"name_{language}": code.title() for language in ("en", "fr", "nl", "de")}
    return TargetGroup.objects.get_or_create(code=code, defaults=names)[0]


def make_annex(code: str = "13", *, is_transfer: bool = False) -> Annex:
    names = {
        "name_en": f"Annex {code}",
        "name_fr": f"Annexe {code}",
        "name_nl": f"Bijlage {code}",
        "name_de": f"Anlage {code}",
    }
    return Annex.objects.get_or_create(code=code, defaults={**names, "gives_order": True, "is_transfer": is_transfer})[
        0
    ]


def make_person(**given: Any) -> Person:
    n = next(_numbers)
    defaults = {
        "family_name": f"Al-Hassan {n}",
        "given_names": "Mohammed",
        "born_on": date(1988, 3, 14),
        "birth_precision": DatePrecision.DAY,
        "nationalities": ["IRQ"],
        "languages": ["ar"],
        "contact_language": "ar",
        "needs_interpreter": True,
    }
    return Person.objects.create(**defaults | given)


def make_household(
    *others: tuple[Person, str], principal: Person | None = None, joined_on: date | None = None, **given: Any
) -> Household:
    """A household with its principal and `others` as (person, role)."""
    principal = principal or make_person()
    joined_on = joined_on or calendar.today() - timedelta(days=400)
    household = Household.objects.create(**{"kind": HouseholdKind.SINGLE, "principal": principal} | given)
    for person, role in [(principal, MemberRole.PRINCIPAL), *others]:
        Member.objects.create(household=household, person=person, role=role, joined_on=joined_on)
    return household


def make_minor(**given: Any) -> Person:
    """Somebody of eight years, of whom the day of birth is known."""
    born_on = calendar.today().replace(day=1) - timedelta(days=8 * 365)
    return make_person(**{"given_names": "Nour", "born_on": born_on} | given)


def make_member(household: Household, **given: Any) -> Member:
    """Another member of the household, an adult since the first of January unless said otherwise."""
    person = given.pop("person", None) or make_person()
    defaults = {"role": MemberRole.PARTNER, "joined_on": date(2026, 1, 5)}
    if given.get("left_on"):
        defaults["left_because"] = LeaveReason.LEFT
    return Member.objects.create(household=household, person=person, **defaults | given)


def make_case(**given: Any) -> Case:
    """An open case in `state` (selected unless said), with its opening move and its placement."""
    coach = given.get("coach")
    region = given.pop("region", None) or (coach.regions.first() if coach else None) or make_region()
    household = given.pop("household", None) or make_household()
    n = next(_numbers)
    opened_on = given.get("opened_on") or calendar.today() - timedelta(days=30)
    defaults = {
        "reference": f"ICAM-{opened_on.year}-{n:06d}",
        "household": household,
        "track": Track.RETURN,
        "target_group": make_target_group(),
        "intake_channel": IntakeChannel.SELECTION,
        "region": region,
        "opened_on": opened_on,
        "state": CaseState.SELECTED,
    }
    values = defaults | given
    if values["state"] == CaseState.SUSPENDED:
        values = {"suspension_ground": SuspensionGround.HEALTH, "suspended_from": CaseState.INVITED} | values
    if values["state"] == CaseState.CLOSED:
        values = {"closure_reason": ClosureReason.OTHER, "closed_on": calendar.today()} | values
    case = Case.objects.create(**values)
    CaseMove.objects.create(
        case=case,
        cycle=1,
        target=CaseState.SELECTED,
        on=case.opened_on,
        intake_channel=case.intake_channel,
        **as_it_is(case),
    )
    Placement.objects.create(case=case, starts_on=case.opened_on, ends_on=case.closed_on, **as_it_is(case))
    return case


def make_order(case: Case | None = None, **given: Any) -> Order:
    """An order to leave, notified ten days ago, on the principal of `case` (or on `person`)."""
    day = calendar.today()
    defaults = {"annex": make_annex(), "decided_on": day - timedelta(days=12), "notified_on": day - timedelta(days=10)}
    if case:
        defaults["person"] = case.household.principal
    return Order.objects.create(**defaults | given)


def make_address(case: Case | None = None, **given: Any) -> Address:
    defaults: dict[str, Any] = {
        "street": "Rue Gallait 88, bte 3",
        "postcode": "1030",
        "municipality": "Schaerbeek",
        "starts_on": calendar.today() - timedelta(days=100),
    }
    if case:
        defaults["person"] = case.household.principal
    return Address.objects.create(**defaults | given)


def make_partner(**given: Any) -> Partner:
    return Partner.objects.create(**{"kind": PartnerKind.AID, "name": f"Partner {next(_numbers)}"} | given)


def make_dossier(case: Case, *, order: Order, procedure: Procedure, by: User) -> SimpleNamespace:
    """One of everything that hangs on the order, the procedure, the address and the household of `case`."""
    day, person = calendar.today(), case.household.principal
    address = person.addresses.get()
    agreement = FamilyAgreement.objects.create(
        case=case, concluded_on=day, conditions=[AgreementCondition.HOME], concluded_by=by
    )
    return SimpleNamespace(
        extension=Extension.objects.create(order=order, requested_on=day, reason="School year"),
        appeal=Appeal.objects.create(order=order, kind=AppealKind.ANNULMENT, lodged_on=day),
        ban=EntryBan.objects.create(person=person, ground=BanGround.NO_PERIOD, years=2, decided_on=day),
        check=ResidenceCheck.objects.create(
            case=case, address=address, by_whom=CheckedBy.MAYOR, asked_on=day, asked_by=by
        ),
        representative=Representative.objects.create(
            person=person, kind=RepresentativeKind.LAWYER, name="Me Lambrecht", mandate_from=day
        ),
        partner=CasePartner.objects.create(case=case, partner=make_partner(), starts_on=day),
        agreement=agreement,
        step=FamilyStep.objects.create(agreement=agreement, text="Passport", due_on=day),
    )


def make_interview(case: Case | None = None, **given: Any) -> Interview:
    """A first interview planned for the fifth working day at ten, or the next hour at which its coach is free.

    A held one took place on `held_on` or yesterday.
    """
    case = case or make_case()
    day = calendar.add_working_days(calendar.today(), 5)
    defaults = {
        "case": case,
        "kind": InterviewKind.FIRST,
        "planned_at": datetime.combine(day, datetime.min.time(), tzinfo=calendar.ZONE).replace(hour=10),
        **as_it_is(case),
    }
    if given.get("state") in (InterviewState.HELD, InterviewState.LEFT_EARLY):
        defaults["held_on"] = calendar.today() - timedelta(days=1)
    defaults.pop("coach_id" if given.get("coach") else "", None)  # the number would win over the coach who is given
    if "planned_at" not in given and given.get("state", InterviewState.PLANNED) == InterviewState.PLANNED:
        coach = given["coach"].pk if given.get("coach") else defaults.get("coach_id")
        taken = Interview.objects.planned().filter(coach=coach, planned_at__gte=defaults["planned_at"])
        defaults["planned_at"] += timedelta(hours=taken.count() if coach else 0)
    return Interview.objects.create(**defaults | given)


def make_prospect(case: Case | None = None, **given: Any) -> Prospect:
    case = case or make_case(state=CaseState.IN_COACHING)
    defaults = {
        "case": case,
        "cycle": case.cycle,
        "kind": ProspectKind.STAY,
        "proposed_on": calendar.today(),
        "reasons": "The children have been at school for six years.",
        **as_it_is(case),
    }
    values = defaults | given
    if values["kind"] == ProspectKind.STAY:
        values.setdefault("ground", StayGround.HUMANITARIAN)
    values.setdefault("proposed_by", case.coach or make_coach(case.region))
    return Prospect.objects.create(**values)


def make_result(prospect: Prospect | None = None, **given: Any) -> Result:
    prospect = prospect or make_prospect()
    defaults = {
        "prospect": prospect,
        "case": prospect.case,
        "kind": ResultKind.STAY_GRANTED,
        "happened_on": calendar.today(),
        "evidence": Evidence.DECISION,
        "recorded_by": prospect.proposed_by,
        **as_it_is(prospect.case),
    }
    return Result.objects.create(**defaults | given)


def make_letter(case: Case | None = None, **given: Any) -> Letter:
    """A drafted first invitation; a sent one was posted on `sent_on` or today."""
    interview = given.get("interview")
    case = case or (interview.case if interview else make_case())
    defaults = {
        "reference": new_reference(),
        "case": case,
        "addressee": case.household.principal,
        "purpose": Purpose.FIRST,
        "channel": Channel.POST,
        "language": "fr",
        **as_it_is(case),
    }
    values = defaults | given
    if "interview" not in values:
        values["interview"] = make_interview(case)
    if values.get("state") in (LetterState.RENDERED, LetterState.SENT):
        values = {"sha256": "0" * 64, "file": "none.pdf", "pages": 1} | values
    if values.get("state") == LetterState.SENT:
        values.setdefault("sent_on", calendar.today())
    values.setdefault("drafted_by", case.coach or make_coach(case.region))
    return Letter.objects.create(**values)


def make_grant(case: Case, codename: str = "view_case", **given: Any) -> CaseGrant:
    """A coach of elsewhere who was given access to `case`, until today."""
    defaults = {
        "user": given.get("user") or make_coach(),
        "content_object": case,
        "permission": Permission.objects.get(codename=codename),
        "reason": GrantReason.COVER,
        "explanation": "x",
        "ends_on": calendar.today(),
        "granted_by": make_manager(case.region),
    }
    return CaseGrant.objects.create(**defaults | given)
