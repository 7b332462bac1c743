"""Whom a letter calls in: adults of the household, with the minors who live with them; never two who are kept apart."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from cases.legal import residence
from cases.models import Address, Case, Person
from cases.models.household import MemberQuerySet
from cases.services import apart
from cases.services.apart import deliverable
from icam.refusals import Refused
from invitations.models import Letter, LetterPerson


@dataclass(frozen=True, slots=True)
class Called:
    """The adults called in, the addressee first, and the minors that the letter lists with them."""

    adults: tuple[Person, ...]
    minors: tuple[Person, ...] = ()

    @property
    def addressee(self) -> Person:
        return self.adults[0]

    @property
    def persons(self) -> tuple[Person, ...]:
        return (*self.adults, *self.minors)

    def address(self, case: Case, *, on: date) -> Address | None:
        """Where post reaches them; None when nothing would arrive, or somebody's safety forbids it."""
        return deliverable(case, self.addressee, readers=self.persons, on=on)


def callable_on(case: Case, on: date) -> list[Person]:
    """Who may be called in: the adults of the household; all of it where there is none. The principal first."""
    return adults_on(case, on) or _known(case.household.members.on(on))


def adults_on(case: Case, on: date) -> list[Person]:
    """The adults of the household, as they are known to be, the principal first."""
    return _known(case.household.members.on(on).of_age(on))


def _known(members: MemberQuerySet) -> list[Person]:
    return list(dict.fromkeys(member.person.current for member in members.with_persons()))


def usual(case: Case, *, on: date) -> Called:
    """All adults who may not stay for now, but those who are kept apart from one before them."""
    chosen = _together([], residence.without_stay(callable_on(case, on), on=on))
    return with_minors(case, chosen or [case.household.head], on=on)


def with_minors(case: Case, adults: Iterable[Person], *, on: date) -> Called:
    """These adults and the minors of the household, but for those who are kept apart from one of them."""
    called = list(adults)
    young = case.household.members.on(on).minor(on).with_persons()
    minors = [person for person in dict.fromkeys(m.person.current for m in young) if person not in called]
    return Called(tuple(called), tuple(_together(called, minors)) if minors else ())


def _together(first: list[Person], more: list[Person]) -> list[Person]:
    """Those of `more` who may stand in one letter with `first` and with each one chosen before them."""
    apart_are = apart.pairs_among([*first, *more])
    chosen: list[Person] = []
    for person in more:
        met = {one.pk for one in (*first, *chosen)}
        if not any((person.pk, one) in apart_are or (one, person.pk) in apart_are for one in met):
            chosen.append(person)
    return chosen


def settle(case: Case, persons: Iterable[Person] | None, *, on: date) -> Called:
    """Whom a new letter calls in. Refused for somebody who has left, and for two who are kept apart."""
    if persons is None:
        return usual(case, on=on)
    wanted = {person.current.pk: person.current for person in persons}
    possible = callable_on(case, on)
    if gone := [person for pk, person in wanted.items() if pk not in {one.pk for one in possible}]:
        told = _("%s does not belong to the household as an adult on that day and cannot be called in.")
        raise Refused({"called": told % gone[0].name})
    chosen = [person for person in possible if person.pk in wanted]
    if not chosen:
        raise Refused({"called": _("Choose who is called in.")})
    if two := apart.parted(chosen):
        raise Refused({"called": _apart(*two)})
    return with_minors(case, chosen, on=on)


def as_registered(case: Case, person: Person) -> Person:
    """The person under whom this one stands in the household: what names a member follows no merge."""
    return Person.objects.get(pk=case.household.members.registered()[person.pk])


def write(letter: Letter, called: Called) -> None:
    """Keep with the letter whom it concerns, as they are registered in the household."""
    registered = letter.case.household.members.registered()
    LetterPerson.objects.bulk_create(
        LetterPerson(letter=letter, person_id=registered[person.pk]) for person in called.persons
    )


def of(letter: Letter, *, on: date) -> Called:
    """Whom the letter calls in; one that names nobody calls all of the household."""
    rows = letter.concerns.select_related("person__merged_into").order_by("pk") if letter.pk else []
    named = list(dict.fromkeys(row.person.current for row in rows))
    if not named:
        first = letter.addressee.current
        adults = [first, *(person for person in callable_on(letter.case, on) if person != first)]
        return with_minors(letter.case, adults, on=on)
    young = set(letter.case.household.members.minor(on).person_ids())
    adults = [person for person in named if person.pk not in young] or named[:1]
    return Called(tuple(adults), tuple(person for person in named if person not in adults))


def against(case: Case, called: Called, *, on: date) -> Iterator[tuple[str, str]]:
    """Why these may not be called in together on that day: (code, sentence)."""
    here = set(case.household.members.on(on).person_ids())
    for person in called.persons:
        if person.pk not in here:
            yield "gone", _("%s no longer belongs to the household. Cancel this letter.") % person.name
    if two := apart.parted(called.persons):
        yield "apart", _apart(*two)


def _apart(protected: Person, other: Person) -> str:
    told = _("%(one)s and %(other)s are kept apart for safety. Write to each of them alone.")
    return told % {"one": protected.name, "other": other.name}
