"""Forms about the hours of desks and the rules after a missed interview."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from icam.enums import NoShowStep, OpeningKind, Weekday
from icam.fields import DateField, TextField, TimeField
from icam.forms.base import VersionedForm
from icam.models import Desk, Office, Region
from icam.rendering import PickMany, Picks

MINUTES_HINT = gettext_lazy("Appointments begin at these steps; between 10 and 240 minutes.")
SHUT, OPEN = "shut", "open"


class _DesksForm(VersionedForm):
    """Which desks of one office."""

    desks = forms.ModelMultipleChoiceField(label=gettext_lazy("Desks"), queryset=Desk.objects.none(), widget=PickMany)

    def __init__(self, *args: Any, office: Office, besides: Desk | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        desks = self.fields["desks"]
        assert isinstance(desks, forms.ModelMultipleChoiceField)
        rows = office.desks.filter(is_active=True).order_by("name")
        desks.queryset = rows.exclude(pk=besides.pk) if besides else rows


class HoursForm(VersionedForm):
    """From one time of day to another, in slots."""

    starts = TimeField(label=gettext_lazy("From"), help_text=gettext_lazy("Hours and minutes, for example 09:00"))
    ends = TimeField(label=gettext_lazy("Until"))
    kind = forms.ChoiceField(
        label=gettext_lazy("For"), choices=OpeningKind, widget=Picks, initial=OpeningKind.APPOINTMENT
    )
    slot_minutes = forms.IntegerField(
        label=gettext_lazy("Minutes per slot"), min_value=10, max_value=240, initial=60, help_text=MINUTES_HINT
    )


class OpeningAddForm(_DesksForm, HoursForm):
    """The same weekly hours for some desks on some days of the week."""

    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Days of the week"), choices=Weekday, coerce=int, widget=PickMany
    )
    valid_from = DateField(label=gettext_lazy("In force from"), future=True)
    valid_until = DateField(
        label=gettext_lazy("In force until and including"), required=False,
        help_text=gettext_lazy("Empty: until further notice."),
    )  # fmt: skip

    field_order = ["desks", "weekdays", "starts", "ends", "kind", "slot_minutes", "valid_from", "valid_until"]


class OpeningChangeForm(HoursForm):
    since = DateField(
        label=gettext_lazy("From this day on"), future=True,
        help_text=gettext_lazy("Until the day before, the hours stay as they are."),
    )  # fmt: skip


class OpeningEndForm(VersionedForm):
    last_day = DateField(
        label=gettext_lazy("Last day"), future=True,
        help_text=gettext_lazy("Hours that would only begin later are taken away altogether."),
    )  # fmt: skip


class CopyForm(_DesksForm):
    since = DateField(
        label=gettext_lazy("From this day on"), future=True,
        help_text=gettext_lazy("From that day these hours replace those of the desks you choose."),
    )  # fmt: skip


class ExceptionForm(_DesksForm):
    """One day on which desks are shut, or open at other hours."""

    day = DateField(label=gettext_lazy("Day"), future=True)
    what = forms.ChoiceField(
        label=gettext_lazy("On that day"), widget=Picks, initial=SHUT,
        choices=[(SHUT, gettext_lazy("Shut all day")), (OPEN, gettext_lazy("Open at these hours only"))],
    )  # fmt: skip
    starts = TimeField(label=gettext_lazy("From"), required=False)
    ends = TimeField(label=gettext_lazy("Until"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("For"), choices=OpeningKind, widget=Picks, initial=OpeningKind.APPOINTMENT
    )
    slot_minutes = forms.IntegerField(
        label=gettext_lazy("Minutes per slot"), min_value=10, max_value=240, initial=60, help_text=MINUTES_HINT
    )
    label = TextField(label=pgettext_lazy("closing day", "Why"), max_length=80)

    field_order = ["desks", "day", "label", "what", "starts", "ends", "kind", "slot_minutes"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("what") == OPEN:
            for name in ("starts", "ends"):
                if name in given and given[name] is None:
                    self.add_error(name, _("Type the time, for example 09:00."))
        return given

    def words(self) -> dict[str, Any]:
        given = super().words()
        shut = {"starts": None, "ends": None} if given.pop("what") == SHUT else {}
        return given | shut


class RuleForm(VersionedForm):
    from_count = forms.IntegerField(
        label=gettext_lazy("From this time on"), min_value=1, max_value=20, initial=1,
        help_text=gettext_lazy("1: from the first missed interview of a cycle; 2: from the second."),
    )  # fmt: skip
    step = forms.ChoiceField(label=gettext_lazy("Next step"), choices=NoShowStep, widget=Picks)
    days = forms.IntegerField(label=gettext_lazy("Within working days"), min_value=1, max_value=60, initial=5)


class RuleAddForm(RuleForm):
    region = forms.ModelChoiceField(
        label=gettext_lazy("Region"), queryset=Region.objects.none(), empty_label=gettext_lazy("Choose a region")
    )

    field_order = ["region", "from_count", "step", "days"]

    def __init__(self, *args: Any, regions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        region = self.fields["region"]
        assert isinstance(region, forms.ModelChoiceField)
        region.queryset = regions
