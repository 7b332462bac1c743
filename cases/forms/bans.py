from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.enums.dossier import BanGround
from cases.forms.base import offer
from cases.forms.dossier import AboutMemberForm, ReasonedForm, in_order
from cases.models import Case, Order
from cases.services.bans import LONGEST
from icam.dates import day_in_words
from icam.fields import DateField
from icam.rendering import Picks


class OrderChoiceField(forms.ModelChoiceField):
    """An order by its annex, its person and its day."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.annex}, {obj.person.name}, {day_in_words(obj.decided_on)}"


class BanForm(AboutMemberForm):
    """An entry ban that was decided."""

    ground = forms.ChoiceField(label=_("Ground"), choices=BanGround, widget=Picks)
    years = forms.IntegerField(label=_("Years"), min_value=1, max_value=LONGEST)
    decided_on = DateField(label=_("Decided on"), not_future=True)
    notified_on = DateField(label=_("Notified on"), required=False, not_future=True)
    order = OrderChoiceField(Order.objects.none(), label=_("With the order"), required=False)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, case=case, **kwargs)
        persons = [pk for pk, _name in self.fields["person"].choices]  # type: ignore[attr-defined]  # a choice field
        offer(self, order=Order.objects.filter(person__in=persons).newest_first().select_related("annex", "person"))

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        in_order(self, "decided_on", "notified_on", _("It cannot be notified before it was decided."))
        return typed


class ChangeBanForm(ReasonedForm):
    """Notified, begun to run, lifted, or put right."""

    ground = forms.ChoiceField(label=_("Ground"), choices=BanGround, widget=Picks)
    years = forms.IntegerField(label=_("Years"), min_value=1, max_value=LONGEST)
    notified_on = DateField(label=_("Notified on"), required=False, not_future=True)
    starts_on = DateField(
        label=_("Left the territory on"),
        required=False,
        not_future=True,
        help_text=_("The years are counted from that day (art. 74/11)."),
    )
    lifted_on = DateField(label=_("Lifted or suspended on"), required=False, not_future=True)

    field_order = ("ground", "years", "notified_on", "starts_on", "lifted_on", "reason")
