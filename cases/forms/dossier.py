"""What the forms of the dossier share."""

from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.forms.base import MemberChoiceField
from cases.models import Case
from icam.fields import TextField
from icam.forms.base import OnceForm, VersionedForm


class AboutMemberForm(OnceForm):
    """A form about one of the persons of a case."""

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        self.fields = {"person": MemberChoiceField(case), **self.fields}


class ReasonedForm(VersionedForm):
    """A correction: what was believed stays in the history, and why it changed in the trail."""

    reason = TextField(label=_("Why it is changed"))


def now(form_class: type[forms.Form], thing: Any) -> dict[str, Any]:
    """The columns of `thing` that the form asks for, as they stand."""
    names = [name for name in form_class.base_fields if name != "token" and hasattr(thing, name)]
    return {name: getattr(thing, name) for name in names}


def in_order(form: forms.Form, first: str, last: str, sentence: str | Promise) -> None:
    """Say `sentence` beside `last` when it lies before `first`."""
    one, other = form.cleaned_data.get(first), form.cleaned_data.get(last)
    if isinstance(one, date) and isinstance(other, date) and other < one:
        form.add_error(last, str(sentence))
