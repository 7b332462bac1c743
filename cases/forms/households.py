"""The forms of a household over time."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.enums import HouseholdKind, MemberRole, Sex
from cases.enums.people import ApartReason, LeaveReason
from cases.forms.base import offer
from cases.models import Case, Member, Person
from cases.services import households
from cases.services.splits import OwnCase, Safety
from icam import nationalities
from icam.calendar import today
from icam.fields import CodeField, DateField, NameField, TextField
from icam.forms.base import OnceForm, VersionedForm
from icam.models import Office, Region, User
from icam.rendering import PickMany, Picks

NOT_PRINCIPAL = [choice for choice in MemberRole.choices if choice[0] != MemberRole.PRINCIPAL]


def told_apart(persons: Iterable[Person]) -> list[tuple[int, str]]:
    """The persons by name; two of one name, as parent and child often are, also by birth."""
    rows = list(persons)
    names = [person.name for person in rows]
    return [(one.pk, f"{one.name} ({one.born})" if names.count(one.name) > 1 else one.name) for one in rows]


class PersonField(forms.ChoiceField):
    """One of the persons offered; cleans to the Person, or to None."""

    def __init__(self, **kwargs: Any) -> None:
        self.persons: dict[str, Person] = {}
        super().__init__(**kwargs)

    def offer(self, persons: Iterable[Person]) -> None:
        self.persons = {str(person.pk): person for person in persons}
        nobody = [] if self.required and isinstance(self.widget, Picks) else [("", "—")]
        self.choices = [*nobody, *told_apart(self.persons.values())]

    def clean(self, value: Any) -> Person | None:
        return self.persons.get(super().clean(value))


class PersonsField(forms.MultipleChoiceField):
    """Any number of the persons offered; cleans to a list of Person."""

    widget = PickMany

    def __init__(self, **kwargs: Any) -> None:
        self.persons: dict[str, Person] = {}
        super().__init__(**kwargs)

    def offer(self, persons: Iterable[Person]) -> None:
        self.persons = {str(person.pk): person for person in persons}
        self.choices = told_apart(self.persons.values())

    def clean(self, value: Any) -> list[Person]:
        return [self.persons[each] for each in super().clean(value)]


def offer_persons(form: forms.BaseForm, **persons: Iterable[Person]) -> None:
    """Narrow fields of `form` to these persons."""
    for name, offered in persons.items():
        field = form.fields[name]
        assert isinstance(field, PersonField | PersonsField)
        field.offer(offered)


def present(case: Case) -> list[Person]:
    """Who belongs to the household of the case, the principal first."""
    members = case.household.members.filter(left_on__isnull=True).with_persons()
    return list(dict.fromkeys(member.person.current for member in members))


class LeaveForm(OnceForm):
    """Somebody no longer belongs to the household; the principal names who takes over."""

    left_on = DateField(label=_("Member until"), not_future=True)
    because = forms.ChoiceField(
        label=_("Ceased to be a member"), choices=LeaveReason.to_choose, widget=Picks, initial=LeaveReason.LEFT
    )
    successor = PersonField(label=_("Who is the principal from then on"), required=False)
    reason = TextField(label=_("Remarks"), required=False)

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("left_on", today())
        going = households.standing(member.household, member.person)
        if any(each.role == MemberRole.PRINCIPAL for each in going):
            possible = households.heirs(member.household, on=today())
            offer_persons(self, successor=possible)
            if len(possible) == 1:
                self.initial.setdefault("successor", possible[0].pk)
        else:
            del self.fields["successor"]


class BirthForm(OnceForm):
    """A child born into the household."""

    family_name = NameField(label=_("Family name"), required=False)
    given_names = NameField(label=_("Given names"))
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex, widget=Picks)
    born_on = DateField(label=_("Date of birth"), not_future=True)
    nationality = forms.ChoiceField(
        label=_("Nationality"), required=False, choices=lambda: [("", "—"), *nationalities.choices()]
    )

    def child(self) -> dict[str, Any]:
        """The words of households.birth."""
        words = self.words()
        nationality = words.pop("nationality")
        return {**words, "nationalities": [nationality] if nationality else []}


class RoleForm(VersionedForm):
    """Another role from a day on."""

    role = forms.ChoiceField(label=_("Role in the household"), choices=NOT_PRINCIPAL, widget=Picks)
    on = DateField(label=_("From"), not_future=True)


class PrincipalForm(VersionedForm):
    """Another adult leads the household; the former principal stays."""

    successor = PersonField(label=_("Who is the principal from then on"), widget=Picks)
    on = DateField(label=_("From"), not_future=True)
    former_role = forms.ChoiceField(
        label=_("Role of the former principal"), choices=NOT_PRINCIPAL, widget=Picks, initial=MemberRole.PARTNER
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_persons(self, successor=households.heirs(case.household, on=today()))


class BackForm(OnceForm):
    """A former member belongs to the household again."""

    role = forms.ChoiceField(label=_("Role in the household"), choices=NOT_PRINCIPAL, widget=Picks)
    joined_on = DateField(label=_("Member since"), not_future=True)


class DaysForm(VersionedForm):
    """The days of a membership, corrected."""

    joined_on = DateField(label=_("Member since"), not_future=True)
    left_on = DateField(label=_("Member until"), not_future=True, required=False)
    reason = TextField(label=_("Why are the days corrected?"), max_length=200)

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if member.left_on is None:
            del self.fields["left_on"]
        else:
            self.fields["left_on"].required = True


class SplitForm(VersionedForm):
    """Who leaves together, what they are from then on, whether a case of their own opens, and who is kept from whom."""

    leaving = PersonsField(label=_("Who leaves"))
    on = DateField(label=_("Since which day"), not_future=True)
    principal = PersonField(label=_("Principal of the new household"))
    kind = forms.ChoiceField(
        label=_("Household kind"), required=False, choices=[("", _("As its members make it")), *HouseholdKind.choices]
    )
    successor = PersonField(
        label=_("Principal of those who stay"), required=False, help_text=_("Only when the principal leaves.")
    )
    own_case = forms.BooleanField(label=_("Open a case for those who leave"), required=False)
    region = forms.ModelChoiceField(Region.objects.none(), label=_("Region"), required=False)
    office = forms.ModelChoiceField(Office.objects.none(), label=pgettext_lazy("place", "Office"), required=False)
    coach = forms.ModelChoiceField(User.objects.none(), label=_("Coach"), required=False)
    kept_away = PersonField(
        label=_("Who must not learn where the others live"),
        required=False,
        help_text=_("The addresses of everybody on the other side are hidden from this person’s letters and screens."),
    )
    because = forms.ChoiceField(
        label=_("Why they are kept apart"), required=False, choices=[("", "—"), *ApartReason.choices]
    )

    def __init__(self, *args: Any, case: Case, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = present(case)
        possible = households.heirs(case.household, on=today())
        offer_persons(self, leaving=here, principal=here, successor=possible, kept_away=here)
        regions = Region.objects.filter(Q(pk__in=user.regions.all()) | Q(pk=case.region_id), is_active=True)
        coaches = User.objects.coaching().filter(regions__in=regions).distinct()
        offer(self, region=regions, office=Office.objects.filter(region__in=regions, is_active=True), coach=coaches)
        for name, kept in (("region", case.region_id), ("office", case.office_id), ("coach", case.coach_id)):
            self.initial.setdefault(name, kept)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("own_case") and not typed.get("region") and "region" not in self.errors:
            self.add_error("region", _("Choose the region of the new case."))
        if typed.get("kept_away") and not typed.get("because") and "because" not in self.errors:
            self.add_error("because", _("Say why they are kept apart."))
        return typed

    def split(self) -> dict[str, Any]:
        """The words of splits.split."""
        typed = self.cleaned_data
        place = OwnCase(typed["region"], typed["office"], typed["coach"]) if typed["own_case"] else None
        safety = Safety(typed["kept_away"], ApartReason(typed["because"])) if typed["kept_away"] else None
        return {
            **{name: typed[name] for name in ("leaving", "principal", "on", "successor")},
            "kind": HouseholdKind(typed["kind"]) if typed["kind"] else None,
            "own_case": place,
            "safety": safety,
        }


class OtherCaseForm(OnceForm):
    """With which case: a reference says nothing about a person."""

    reference = CodeField(label=_("Reference of the other case"), max_length=20)
    purpose = forms.ChoiceField(
        label=_("What for"),
        choices=[("reunite", _("Reunite the households")), ("keep_apart_from", _("Keep two persons apart"))],
        widget=Picks,
        initial="reunite",
    )


class ReuniteForm(VersionedForm):
    """Who of the other household belongs to this one from a day on."""

    coming = PersonsField(label=_("Who comes"))
    on = DateField(label=_("Since which day"), not_future=True)
    role = forms.ChoiceField(
        label=_("Role of the adults who come"), choices=NOT_PRINCIPAL, widget=Picks, initial=MemberRole.PARTNER
    )
    successor = PersonField(
        label=_("Principal of those who stay behind"),
        required=False,
        help_text=_("Only when their principal comes and others stay."),
    )

    def __init__(self, *args: Any, other: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = present(other)
        offer_persons(self, coming=there, successor=households.heirs(other.household, on=today()))
        self.initial.setdefault("coming", [person.pk for person in there])
        self.initial.setdefault("on", today())


class ApartForm(OnceForm):
    """Where one lives is kept from the other."""

    protected = PersonField(label=_("Protected person"))
    other = PersonField(label=_("Kept apart from"))
    because = forms.ChoiceField(label=_("Reason"), choices=ApartReason, widget=Picks)

    def __init__(self, *args: Any, persons: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = list(persons)
        offer_persons(self, protected=known, other=known)


class LiftForm(VersionedForm):
    because = TextField(label=_("Why they need no longer be kept apart"), max_length=200)
