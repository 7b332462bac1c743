"""Forms of the lists that the office keeps itself: annexes, residence routes, target groups, partners."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from icam.enums import Language, PartnerKind
from icam.fields import NameField, PhoneField, PostcodeField, TextField
from icam.forms.base import VersionedForm
from icam.forms.lists import ListForm
from icam.forms.users import MailField
from icam.rendering import Picks


class ReferenceCodeField(TextField):
    """A permanent code: letters, figures, hyphen and underscore; written as given."""

    longest = 24
    default_validators = [
        RegexValidator(r"\A[A-Za-z0-9_-]+\Z", _("Use letters without accents, figures, - and _ only."))
    ]


class ReferenceForm(VersionedForm):
    """What every row has: its name in the four languages of the office. The code is given once, and stays."""

    name_en = TextField(label=_("Name in English"), max_length=160)
    name_fr = TextField(label=_("Name in French"), max_length=160)
    name_nl = TextField(label=_("Name in Dutch"), max_length=160)
    name_de = TextField(label=_("Name in German"), max_length=160)
    is_confirmed = forms.BooleanField(
        label=_("Confirmed by the client"),
        help_text=_("Until it is ticked, the wording is ours and has to be checked by a lawyer."),
        required=False,
    )


class AnnexForm(ReferenceForm):
    gives_order = forms.BooleanField(label=_("Holds an order to leave"), required=False)
    is_transfer = forms.BooleanField(label=_("Holds a transfer decision"), required=False)


class RouteForm(ReferenceForm):
    article = TextField(label=_("Article"), max_length=60, required=False)


class GroupForm(ReferenceForm):
    """A target group has nothing but its names."""


class PartnerForm(VersionedForm):
    """An organisation as one writes to it."""

    name = NameField(label=_("Name"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=PartnerKind)
    street = TextField(label=_("Street, number and box"), max_length=120, required=False)
    postcode = PostcodeField(label=_("Postcode"), required=False)
    municipality = NameField(label=_("Municipality"), max_length=80, required=False)
    phone = PhoneField(label=_("Telephone"), required=False)
    email = MailField(label=_("E-mail"), required=False)
    language = forms.ChoiceField(label=_("Language"), choices=Language, widget=Picks, initial=Language.FRENCH)


class ReferenceListForm(ListForm):
    """Whether what is out of use is shown as well."""

    show = forms.ChoiceField(choices=[("", "in use"), ("all", "all")], required=False)


class PartnerListForm(ReferenceListForm):
    """The same, and of which kind."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("All kinds")), *PartnerKind.choices], required=False)


def with_code(form_class: type[VersionedForm]) -> type[VersionedForm]:
    """The form of a new row, which is given its code as well."""
    if not issubclass(form_class, ReferenceForm):
        return form_class
    field = ReferenceCodeField(label=_("Code"), help_text=_("It stays for ever: files and figures name it."))
    return type(f"New{form_class.__name__}", (form_class,), {"code": field, "field_order": ["code"]})


def as_it_is(form_class: type[VersionedForm], row: Any) -> dict[str, Any]:
    """A row as the values of its form."""
    return {name: getattr(row, name) for name in form_class.base_fields if name != "token"}
