"""The forms of documents: brought in, described, withdrawn, and the filter of their list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.enums.papers import DocumentKind
from cases.forms.base import MemberChoiceField, language_choices, person_choices
from cases.models import Case, Person
from icam.calendar import today
from icam.fields import DateField, LongTextField, TextField
from icam.files.inspection import TAKEN
from icam.forms.base import OnceForm, VersionedForm
from icam.forms.files import FilesField
from icam.forms.lists import ListForm

ORIGINALS, WITHDRAWN = "originals", "withdrawn"


def everyone(case: Case) -> list[Person]:
    """All who belong or ever belonged to the household of the case."""
    return list(dict.fromkeys(member.person.current for member in case.household.members.with_persons()))


class AboutField(MemberChoiceField):
    """One of those who belong or belonged to the household, or nobody in particular; cleans to the Person or None."""

    def __init__(self, case: Case, **kwargs: Any) -> None:
        super().__init__(case, **{"required": False, "empty_value": None, "label": _("About")} | kwargs)
        self.persons = {person.pk: person for person in everyone(case)}
        self.choices = [("", _("The whole household")), *person_choices(self.persons.values())]


class DescribedForm(forms.Form):
    """What is said about a document, new or not."""

    kind = forms.ChoiceField(label=_("What kind of document"), choices=[("", "—"), *DocumentKind.choices])
    title = TextField(label=_("What it is"), max_length=160, required=False)
    language = forms.ChoiceField(label=_("Language of the document"), choices=language_choices, required=False)
    received_on = DateField(label=_("Received on"), not_future=True)
    is_restricted = forms.BooleanField(
        label=_("Holds health or judicial data"),
        help_text=_("Only the coach and the manager of the case will see it. A medical certificate always is one."),
        required=False,
    )
    original_received_on = DateField(
        label=_("Original received on"),
        help_text=_("Only when the original itself stays with us."),
        required=False,
        not_future=True,
    )


class UploadForm(OnceForm, DescribedForm):
    uploads = FilesField(label=_("Files"), help_text=TAKEN)

    field_order = ["uploads", "kind", "person", "title", "received_on"]

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = AboutField(case)
        self.fields["title"].help_text = _("Empty takes the name of the file.")
        self.initial.setdefault("received_on", today())
        self.order_fields(self.field_order)

    def words(self) -> dict[str, Any]:
        return {name: value for name, value in super().words().items() if name != "uploads"} | {
            "kind": DocumentKind(self.cleaned_data["kind"])
        }


class ChangeDocumentForm(VersionedForm, DescribedForm):
    original_returned_on = DateField(label=_("Original returned on"), required=False, not_future=True)
    original_returned_to = TextField(label=_("Returned to"), max_length=120, required=False)

    field_order = ["kind", "person", "title", "language", "received_on", "is_restricted"]

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = AboutField(case)
        self.fields["title"].required = True
        self.order_fields(self.field_order)

    def words(self) -> dict[str, Any]:
        return super().words() | {"kind": DocumentKind(self.cleaned_data["kind"])}


class WithdrawForm(VersionedForm):
    because = LongTextField(label=_("Why it is withdrawn"), max_length=200, rows=2)


class DocumentFilter(ListForm):
    """What the list of documents can be narrowed by."""

    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All kinds")), *DocumentKind.choices])
    person = forms.TypedChoiceField(label=_("About"), required=False, coerce=int, empty_value=None)
    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[("", _("All but the withdrawn")), (ORIGINALS, _("Originals we hold")), (WITHDRAWN, _("Withdrawn"))],
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = self.fields["person"]
        assert isinstance(person, forms.ChoiceField)
        person.choices = [("", _("Everybody")), *person_choices(everyone(case))]
