"""What is asked at the counter: as little as possible, filled in beforehand where it is known."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.enums.talks import VisitReason
from cases.forms.base import language_choices, offer
from cases.forms.search import FindForm, NewcomerFields
from cases.models import Case, Person
from cases.services.reception import Room, places
from cases.services.visits import Place
from icam import nationalities
from icam.dates import PartialDate
from icam.fields import NameField, TextField
from icam.forms.base import OnceForm
from icam.models import Desk, Office, User
from icam.partial_dates import PartialDateField
from icam.rendering import Picks

MOST_COMPANIONS = 20


class SeekForm(FindForm):
    """Who is here? The box of the search, with the cursor in it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box = self.fields["q"]
        box.label, box.help_text = _("Name in any spelling, file number or phone"), ""
        box.widget = forms.TextInput({"type": "search", "autocomplete": "off", "class": "fs-6 py-2", "maxlength": 120})
        if not self.is_bound or not self.is_valid():
            box.widget.attrs["autofocus"] = True


class Reasons(Picks):
    """The reasons of a visit, with the cursor on the one that is likely."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(*args, **kwargs)
        if self.attrs.get("begins_here") and option["selected"]:
            option["attrs"]["autofocus"] = True
        option["attrs"].pop("begins_here", None)
        return option


class VisitFields(forms.Form):
    """Why somebody comes, in what language, with whom, and where he goes."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Reason of the visit"), choices=VisitReason, widget=Reasons, initial=VisitReason.QUESTION
    )
    language = forms.ChoiceField(label=gettext_lazy("Speaks"), required=False, choices=language_choices)
    needs_interpreter = forms.BooleanField(label=gettext_lazy("With interpreter"), required=False)
    companions = forms.IntegerField(
        label=gettext_lazy("Came with (persons)"),
        required=False,
        min_value=0,
        max_value=MOST_COMPANIONS,
        error_messages={"max_value": gettext_lazy("At most 20 persons."), "min_value": gettext_lazy("Not below none.")},
    )
    goes_to = forms.TypedChoiceField(
        label=gettext_lazy("Goes to"),
        choices=[],
        error_messages={"invalid_choice": gettext_lazy("This was just taken. Choose again.")},
    )

    def __init__(self, *args: Any, office: Office, user: User, case: Case | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = places(office, by=user, case=case)
        self.places: dict[str, Place] = {value: place for value, _label, place in offered}
        field = self.fields["goes_to"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(value, label) for value, label, _place in offered]
        field.coerce = self.places.__getitem__
        self.initial.setdefault("goes_to", offered[0][0])

    def clean_companions(self) -> int:
        return self.cleaned_data["companions"] or 0

    def visit(self) -> dict[str, Any]:
        """The words of visits.register."""
        typed = {name: self.cleaned_data[name] for name in VisitFields.base_fields}
        return {**typed, "reason": VisitReason(typed["reason"])}


class VisitForm(VisitFields, OnceForm):
    """Somebody who is known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].widget.attrs["begins_here"] = True


class NewVisitorForm(VisitFields, NewcomerFields, OnceForm):
    """Somebody nobody knows yet: only what is needed to find him again."""

    family_name = NameField(label=gettext_lazy("Family name"), required=False)
    given_names = NameField(label=gettext_lazy("Given names"), required=False)
    born = PartialDateField(label=gettext_lazy("Date of birth"), required=False, past=True)
    nationality = forms.ChoiceField(
        label=gettext_lazy("Nationality"), required=False, choices=lambda: [("", "—"), *nationalities.choices()]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        empty = (name for name in ("family_name", "given_names") if not self.initial.get(name))
        self.fields[next(empty, "nationality")].widget.attrs["autofocus"] = True

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        names = {"family_name", "given_names"}
        if not any(typed.get(name) for name in names) and not names & set(self.errors):
            self.add_error("family_name", _("Give at least one name."))
        return typed

    def person(self) -> dict[str, Any]:
        """The words of newcomers.register."""
        typed = self.cleaned_data
        born: PartialDate | None = typed.get("born")
        return {
            "family_name": typed["family_name"],
            "given_names": typed["given_names"],
            "born_on": born.day if born else None,
            "birth_precision": born.precision if born else "unknown",
            "nationalities": [typed["nationality"]] if typed["nationality"] else [],
            "languages": [typed["language"]] if typed["language"] else [],
            "contact_language": typed["language"],
            "needs_interpreter": typed["needs_interpreter"],
        }


def known_of(person: Person) -> dict[str, Any]:
    """What the form needs not ask about somebody who is known."""
    return {"language": person.contact_language, "needs_interpreter": person.needs_interpreter}


class DeskField(forms.ModelChoiceField):
    """A desk of the office that is free now."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            Desk.objects.none(), label=gettext_lazy("Desk"), required=False, empty_label=_("none"), **kwargs
        )
        self.error_messages["invalid_choice"] = gettext_lazy("This was just taken. Choose again.")


class CallForm(OnceForm):
    """To which desk, to whom."""

    desk = DeskField()
    coach = forms.ModelChoiceField(User.objects.none(), label=gettext_lazy("Coach"), required=False)

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        room = Room(office)
        offer(self, desk=office.desks.filter(pk__in=[desk.pk for desk in room.free_desks]))
        offer(self, coach=User.objects.filter(pk__in=[user.pk for user in room.team]))
        self.initial["desk"] = self.initial.get("desk") or next(iter(room.free_desks), None)


class BeginForm(OnceForm):
    """At which desk the interview begins."""

    desk = DeskField()

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        room = Room(office)
        now_at = self.initial.get("desk")
        desks = [desk.pk for desk in room.free_desks] + ([now_at] if now_at else [])
        offer(self, desk=office.desks.filter(pk__in=desks))
        self.initial["desk"] = now_at or next(iter(room.free_desks), None)


class SeenForm(OnceForm):
    """What was done."""

    note = TextField(label=gettext_lazy("What was done"), max_length=300)
    log = forms.BooleanField(label=gettext_lazy("Also log it as a contact of the case"), required=False, initial=True)

    def __init__(self, *args: Any, may_log: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].widget.attrs["autofocus"] = True
        if not may_log:
            del self.fields["log"]


class LeftForm(OnceForm):
    """Gone before anybody could see him."""

    note = TextField(label=pgettext_lazy("visit", "Remark"), required=False, max_length=300)
