from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy, pgettext_lazy

from icam import calendar
from icam.fields import CodeField, DateField, NameField, PhoneField, PostcodeField, TextField
from icam.forms.base import OnceForm, VersionedForm
from icam.forms.lists import ListForm
from icam.forms.users import MailField
from icam.models import Office, Region


class RegionForm(VersionedForm):
    name = NameField(label=gettext_lazy("Name"), max_length=80)
    code = CodeField(
        label=gettext_lazy("Code"), max_length=6, help_text=gettext_lazy("Up to six letters or figures, for tables")
    )


class OfficeForm(VersionedForm):
    """An office as letters name it: address, telephone and e-mail are printed on every invitation."""

    name = NameField(label=gettext_lazy("Name"), max_length=80)
    region = forms.ModelChoiceField(
        label=gettext_lazy("Region"), queryset=Region.objects.none(), empty_label=gettext_lazy("Choose a region")
    )
    street = TextField(label=gettext_lazy("Street and number"), max_length=120)
    postcode = PostcodeField(label=gettext_lazy("Postcode"))
    municipality = NameField(label=gettext_lazy("Municipality"), max_length=80)
    directions = TextField(
        label=gettext_lazy("Floor and directions"), max_length=120, required=False,
        help_text=gettext_lazy("As somebody at the door needs it, for example “3rd floor, bell ICAM”"),
    )  # fmt: skip
    phone = PhoneField(label=gettext_lazy("Telephone"))
    email = MailField(label=gettext_lazy("E-mail"))

    def __init__(self, *args: Any, office: Office | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        region = self.fields["region"]
        assert isinstance(region, forms.ModelChoiceField)
        region.queryset = Region.objects.filter(Q(is_active=True) | Q(pk=office.region_id if office else None))


class DeskForm(VersionedForm):
    name = TextField(
        label=pgettext_lazy("desk", "Name or number"), max_length=40, help_text=gettext_lazy("As it stands on the door")
    )


class ClosingDayForm(OnceForm):
    day = DateField(label=gettext_lazy("Day"), future=True)
    label = TextField(label=pgettext_lazy("closing day", "Why"), max_length=80)
    office = forms.ModelChoiceField(
        label=gettext_lazy("Only this office"),
        queryset=Office.objects.filter(is_active=True).order_by("name"),
        empty_label=gettext_lazy("The whole department"),
        required=False,
    )


class ClosingDayListForm(ListForm):
    """The year that is shown."""

    year = forms.IntegerField(min_value=calendar.FIRST_YEAR, max_value=calendar.LAST_YEAR, required=False)


class PlaceListForm(ListForm):
    """Whether what is out of use is shown as well."""

    show = forms.ChoiceField(choices=[("", "in use"), ("all", "all")], required=False)
    region = forms.ModelChoiceField(queryset=Region.objects.all(), required=False)


def as_typed(place: Region | Office) -> dict[str, Any]:
    """A region or an office as the values of its form."""
    names = ["code", "name"]
    if isinstance(place, Office):
        names = ["name", "street", "postcode", "municipality", "directions", "phone", "email"]
    values = {name: getattr(place, name) for name in names}
    if isinstance(place, Office):
        values["region"] = place.region_id
    return {**values, "version": place.version}
