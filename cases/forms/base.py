"""What the forms of the file share: what they offer, and the persons of a case."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.models import Case, Person
from cases.services.dossier import persons_of
from icam.languages import choices as languages


def offer(form: forms.BaseForm, **rows: "QuerySet[Any]") -> None:
    """Narrow the choices of fields of `form` to these rows: what is not offered cannot be sent either."""
    for name, offered in rows.items():
        field = form.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = offered


def offer_choices(form: forms.BaseForm, **choices: list[tuple[Any, Any]]) -> None:
    """The same for fields whose choices are not rows."""
    for name, offered in choices.items():
        field = form.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = offered


def language_choices() -> list[tuple[str, str]]:
    return [("", "—"), *languages()]


def person_choices(persons: Iterable[Person]) -> list[tuple[int, str]]:
    return [(person.pk, person.name) for person in persons]


class MemberChoiceField(forms.TypedChoiceField):
    """One of the persons of a case; cleans to the Person."""

    def __init__(self, case: Case, **kwargs: Any) -> None:
        self.persons = {person.pk: person for person in persons_of(case)}
        kwargs.setdefault("label", _("Person"))
        super().__init__(choices=person_choices(self.persons.values()), coerce=self._person, **kwargs)

    def _person(self, value: str) -> Person:
        return self.persons[int(value)]
