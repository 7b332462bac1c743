"""An engagement review apart from an interview, and one put right."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.base import person_choices
from cases.models import EngagementReview, Person
from cases.models.review import SCALES, SCORES, VIEWS
from cases.services.reviews import Marks
from icam.calendar import today
from icam.fields import DateField, TextField
from icam.forms.base import OnceForm, VersionedForm

SCORE_CHOICES = [("", "—"), *((number, str(number)) for number in range(1, 6))]


def score_field(label: Any) -> forms.TypedChoiceField:
    """From 1 (hardly) to 5 (fully), or no answer."""
    return forms.TypedChoiceField(label=label, choices=SCORE_CHOICES, coerce=int, empty_value=None, required=False)


def label_of(name: str) -> Any:
    """What a scale asks, in the words of the model."""
    return getattr(EngagementReview._meta.get_field(name), "verbose_name", name)


class Scores(forms.Form):
    """The eight scales, the coach's beside the person's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for scale in SCALES:
            for view in VIEWS:
                name = f"{view}_{scale}"
                self.fields[name] = score_field(label_of(name))
        self.fields["note"] = TextField(label=_("Note"), required=False, max_length=500)

    def scales(self) -> list[Any]:
        return [[self[f"{view}_{scale}"] for view in VIEWS] for scale in SCALES]

    def marks(self, person: int) -> Marks:
        return Marks(person, {name: self.cleaned_data[name] for name in SCORES}, self.cleaned_data["note"])


class ReviewForm(Scores, OnceForm):
    """A new review of one of the adults."""

    person = forms.TypedChoiceField(label=_("Person"), coerce=int)
    on = DateField(label=_("Day"), not_future=True)

    def __init__(self, *args: Any, adults: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = person_choices(adults)
        self.initial.setdefault("on", today())


class CorrectReviewForm(Scores, VersionedForm):
    """The answers as they stand."""

    @staticmethod
    def initial_of(review: EngagementReview) -> dict[str, Any]:
        return {name: getattr(review, name) for name in (*SCORES, "note", "version")}
