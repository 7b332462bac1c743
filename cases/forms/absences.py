from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.forms.base import offer
from cases.services import absences
from icam import calendar
from icam.dates import make_moment
from icam.enums import AbsenceReason
from icam.fields import DateField, TimeField
from icam.forms.base import OnceForm, VersionedForm
from icam.models import User
from icam.rendering import Picks


class AbsenceForm(OnceForm):
    """Whole days, unless times are typed; whoever records only his own absences is not asked who."""

    user = forms.ModelChoiceField(User.objects.none(), label=_("Who is away"))
    first = DateField(label=_("First day"))
    starts = TimeField(label=_("From"), required=False, help_text=_("Empty: the whole day."))
    last = DateField(label=_("Last day"))
    ends = TimeField(label=_("Until"), required=False, help_text=_("Empty: the whole day."))
    reason = forms.ChoiceField(
        label=_("Reason"), choices=AbsenceReason, widget=Picks, initial=AbsenceReason.LEAVE,
        help_text=_("Never why in health. Colleagues see only that somebody is away."),
    )  # fmt: skip
    cover = forms.ModelChoiceField(
        User.objects.none(), label=_("Who stands in"), required=False, empty_label=_("Nobody yet")
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        staff = absences.staff_of(by)
        offer(self, user=staff.order_by("last_name", "first_name"), cover=absences.covers_for(staff))
        self.initial.setdefault("user", by.pk)
        if staff.count() <= 1:
            del self.fields["user"]

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        typed["starts_at"] = self._moment("first", "starts", days=0)
        typed["ends_at"] = self._moment("last", "ends", days=1)
        return typed

    def _moment(self, day: str, clock: str, *, days: int) -> Any:
        """The moment at which it begins or ends; without a time, midnight at the beginning or the end of the day."""
        on, at = self.cleaned_data.get(day), self.cleaned_data.get(clock)
        if on is None:
            return None
        if at is None:
            return calendar.start_of(on + timedelta(days=days))
        try:
            return make_moment(on, at)
        except ValidationError as error:
            self.add_error(clock, error)
            return None

    def words(self) -> dict[str, Any]:
        typed = self.cleaned_data
        names = ("starts_at", "ends_at", "cover")
        return {name: typed[name] for name in names} | {
            "user": typed.get("user", self.by), "reason": AbsenceReason(typed["reason"]),
        }  # fmt: skip


class CoverForm(VersionedForm):
    cover = forms.ModelChoiceField(
        User.objects.none(), label=_("Who stands in"), required=False, empty_label=_("Nobody yet")
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, cover=absences.covers_for(User.objects.filter(pk=user.pk)).exclude(pk=user.pk))


class HandOverForm(OnceForm):
    """Which of the appointments change hands."""

    interviews = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, *args: Any, numbers: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["interviews"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [(number, str(number)) for number in numbers]
