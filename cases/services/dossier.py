"""What the services of the dossier share: whose it is, which days can be, and when the case rests for it."""

from datetime import date

from django.utils.translation import gettext as _

from cases.enums import ACTIVE_STATES, SuspensionGround
from cases.models import Case, Member, Person
from cases.services import deadlines, life
from icam.calendar import today
from icam.models import User
from icam.refusals import Refused


def persons_of(case: Case, *, on: date | None = None) -> list[Person]:
    """Those who belong to the household of the case today (and those who did `on` that day), the principal first."""
    members = case.household.members.on(today())
    if on:
        members |= case.household.members.on(on)
    return list(dict.fromkeys(member.person.current for member in members.with_persons()))


def everybody_of(case: Case) -> list[Person]:
    """Whoever belongs or ever belonged to the household: what is kept secret about them stays so when they leave."""
    return list(Person.objects.filter(pk__in=case.household.members.person_ids()).order_by("pk"))


def belongs(case: Case, person: Person) -> None:
    """Refused when the person never belonged to the household, or was merged into another since the page was opened.

    Holds the cases and then the person until the transaction ends, the order of everybody: whatever is written about
    him goes where he is, and merging waits.
    """
    list(Case.objects.held().filter(household=case.household_id))
    held = Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    if held.merged_into_id:
        raise Refused({"person": _("This person has just been merged with another. Please open the page again.")})
    if not Member.objects.filter(household=case.household_id).of(person.pk).exists():
        raise Refused({"person": _("This person does not belong to the household.")})


def not_later(**days: date | None) -> None:
    """Refused beside the name of the first day that lies in the future."""
    for name, day in days.items():
        if day and day > today():
            raise Refused({name: _("The day lies in the future.")})


def not_before(first: date | None, sentence: str, **days: date | None) -> None:
    """Refused with `sentence` beside the name of the first day that lies before `first`."""
    for name, day in days.items():
        if first and day and day < first:
            raise Refused({name: sentence})


def give_reason(reason: str) -> None:
    """Refused unless something is said."""
    if not reason.strip():
        raise Refused({"reason": _("Say why.")})


def follow_orders(case: Case) -> None:
    """The deadline of the household's cases is that of its orders."""
    deadlines.follow(case.household)
    case.refresh_from_db()


def let_rest(case: Case, *, by: User, ground: SuspensionGround, ends_with: str) -> None:
    """Suspend the case unless it rests or is closed already (Aliens Act art. 74/24 §3)."""
    current = life.hold(case)  # not the page's: a colleague may have suspended or closed it meanwhile
    if current.state in ACTIVE_STATES:
        life.suspend(current, by=by, ground=ground, ends_with=ends_with)
        case.refresh_from_db()
