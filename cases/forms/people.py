from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.enums import HouseholdKind, IntakeChannel, MemberRole, Sex, Track
from cases.forms.base import language_choices, offer
from cases.forms.search import NewcomerFields
from cases.models import Person
from cases.services.people import Number
from icam import nationalities
from icam.dates import PartialDate
from icam.fields import CodeField, DateField, NameField, PhoneField
from icam.forms.base import OnceForm, VersionedForm
from icam.identifiers import FileNumberKind, check, warning_text
from icam.models import Office, Region, TargetGroup, User
from icam.partial_dates import PartialDateField
from icam.rendering import Picks

LETTER_LANGUAGES = [("", _("By where the person lives")), ("fr", "Français"), ("nl", "Nederlands"), ("de", "Deutsch")]

# Fields of the form that are columns of Person by the same name.
SAME_COLUMNS = (
    "family_name",
    "given_names",
    "own_script",
    "own_script_language",
    "sex",
    "contact_language",
    "needs_interpreter",
    "letter_language",
    "phone",
)


class PersonFields(forms.Form):
    """What is asked about a person; nothing but a name is required."""

    family_name = NameField(label=_("Family name"), required=False)
    given_names = NameField(label=_("Given names"), required=False)
    own_script = NameField(label=_("Name in the own script"), required=False, max_length=160)
    own_script_language = forms.ChoiceField(
        label=_("Language of that script"), required=False, choices=language_choices
    )
    alias = NameField(label=_("Another name, if there is one"), required=False, max_length=160)
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex, widget=Picks, initial=Sex.UNKNOWN)
    born = PartialDateField(label=_("Date of birth"), required=False, past=True)
    nationality = forms.ChoiceField(
        label=_("Nationality"), required=False, choices=lambda: [("", "—"), *nationalities.choices()]
    )
    contact_language = forms.ChoiceField(label=_("Language understood best"), required=False, choices=language_choices)
    needs_interpreter = forms.BooleanField(label=_("Needs an interpreter"), required=False)
    letter_language = forms.ChoiceField(label=_("Letters in"), required=False, choices=LETTER_LANGUAGES)
    phone = PhoneField(label=_("Telephone"), required=False)
    number_kind = forms.ChoiceField(
        label=_("Kind of number"), required=False, choices=[("", "—"), *FileNumberKind.choices]
    )
    number = CodeField(label=_("File number"), required=False)

    warnings: list[Any]

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if not (typed.get("family_name") or typed.get("given_names")) and not {"family_name", "given_names"} & set(
            self.errors
        ):
            self.add_error("family_name", _("Give at least one name."))
        if typed.get("number") and not typed.get("number_kind"):
            self.add_error("number_kind", _("Say which kind of number this is."))
        if typed.get("number_kind") and not typed.get("number") and "number" not in self.errors:
            self.add_error("number", _("Type the number, or choose no kind."))
        found = (
            check(typed.get("number_kind") or "", typed.get("number") or "")
            if typed.get("number") and typed.get("number_kind")
            else ""
        )
        self.warnings = [warning_text(found)] if found else []
        return typed

    def person(self) -> dict[str, Any]:
        """The columns of Person, the numbers and the aliases, as people.register and people.change take them."""
        typed = self.cleaned_data
        born: PartialDate | None = typed.get("born")
        return {
            **{name: typed[name] for name in SAME_COLUMNS},
            "born_on": born.day if born else None,
            "birth_precision": born.precision if born else "unknown",
            "nationalities": [typed["nationality"]] if typed["nationality"] else [],
            "languages": [typed["contact_language"]] if typed["contact_language"] else [],
            "numbers": [Number(typed["number_kind"], typed["number"])] if typed["number"] else [],
            "aliases": [typed["alias"]] if typed["alias"] else [],
        }


class PersonForm(PersonFields, VersionedForm):
    """A person's data, corrected."""

    field_order = ["family_name", "given_names"]

    @staticmethod
    def initial_of(person: Person) -> dict[str, Any]:
        return {
            **{name: getattr(person, name) for name in (*SAME_COLUMNS, "version")},
            "born": person.born,
            "nationalities": person.nationalities,
            "languages": person.languages,
            "nationality": next(iter(person.nationalities), ""),
        }

    def person(self) -> dict[str, Any]:
        """As for a new one, but second nationalities and further languages stay as they are."""
        data = super().person()
        nationalities, languages = self.initial.get("nationalities", []), self.initial.get("languages", [])
        data["nationalities"] += [code for code in nationalities[1:] if code not in data["nationalities"]]
        data["languages"] = [*(code for code in data["languages"] if code not in languages), *languages]
        return data


class CaseFields(forms.Form):
    """What makes a household a case."""

    household_kind = forms.ChoiceField(label=_("Household kind"), choices=HouseholdKind, widget=Picks)
    track = forms.ChoiceField(label=_("Track"), choices=Track, widget=Picks, initial=Track.RETURN)
    target_group = forms.ModelChoiceField(TargetGroup.objects.filter(is_active=True), label=_("Target group"))
    intake_channel = forms.ChoiceField(label=_("Came in by"), choices=IntakeChannel, initial=IntakeChannel.SELECTION)
    region = forms.ModelChoiceField(Region.objects.none(), label=_("Region"))
    office = forms.ModelChoiceField(Office.objects.none(), label=pgettext_lazy("place", "Office"), required=False)
    coach = forms.ModelChoiceField(User.objects.none(), label=_("Coach"), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regions = user.regions.filter(is_active=True)
        offer(self, region=regions)
        offer(self, office=Office.objects.filter(region__in=regions, is_active=True))
        offer(self, coach=User.objects.coaching().filter(regions__in=regions).distinct())
        self.initial.setdefault("region", regions.first())
        self.initial.setdefault("office", user.office_id)
        self.initial.setdefault("coach", user.pk)

    def case(self) -> dict[str, Any]:
        """The words of life.open_case."""
        return {name: self.cleaned_data[name] for name in CaseFields.base_fields if name != "household_kind"}


class NewCaseForm(CaseFields, PersonFields, NewcomerFields, OnceForm):
    """A person nobody knows yet, and the case of the household."""


class KnownPersonCaseForm(CaseFields, OnceForm):
    """A case for somebody who is registered and belongs to no household now."""


class JoinForm(PersonFields, NewcomerFields, OnceForm):
    """A new member of the household."""

    role = forms.ChoiceField(
        label=_("Role in the household"),
        choices=[choice for choice in MemberRole.choices if choice[0] != MemberRole.PRINCIPAL],
        widget=Picks,
    )
    joined_on = DateField(label=_("Member since"), not_future=True)
    known_person = forms.IntegerField(widget=forms.HiddenInput, required=False)
