"""What every form of the file shares: the version it was rendered with, or a token that lets it be carried out once."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.models import Case, Person
from cases.services.dossier import persons_of
from icam.fields import VersionField
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


class TokenField(forms.UUIDField):
    """A number made with the page; nonsense counts as a new one, never as an error of its own."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, initial=uuid4, **kwargs)

    def clean(self, value: Any) -> UUID:
        try:
            return super().clean(value) or uuid4()
        except forms.ValidationError:
            return uuid4()


class OnceForm(forms.Form):
    """A form that makes something: sent twice, it makes it once."""

    token = TokenField()

    def words(self) -> dict[str, Any]:
        """What was typed, without the machinery: the keyword arguments of a service."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {"token", "version"}}


class VersionedForm(OnceForm):
    """A form that changes something: it fits only what it was rendered with."""

    version = VersionField()


class MemberChoiceField(forms.TypedChoiceField):
    """One of the persons of a case; cleans to the Person."""

    def __init__(self, case: Case, **kwargs: Any) -> None:
        self.persons = {person.pk: person for person in persons_of(case)}
        kwargs.setdefault("label", _("Person"))
        super().__init__(choices=person_choices(self.persons.values()), coerce=self._person, **kwargs)

    def _person(self, value: str) -> Person:
        return self.persons[int(value)]
