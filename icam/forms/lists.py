"""The filters of a list, as they stand in its address."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self, cast

from django import forms
from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from icam.dates import day_in_words


class ListForm(forms.Form):
    """Strict: an unknown name, a name given twice or a value that is none of ours is refused, never ignored.

    An ignored filter would show everything as if it were what was asked for.
    """

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            small = "form-select-sm" if isinstance(field.widget, forms.Select) else "form-control-sm"
            field.widget.attrs["class"] = small

    @classmethod
    def read(cls, query: QueryDict, **given: Any) -> Self:
        """The valid form of an address; BadRequest, answered with 400, for any other."""
        form = cls(query, **given)
        strange = set(query) - set(form.fields) or any(len(query.getlist(name)) > 1 for name in query)
        if strange or not form.is_valid():
            raise BadRequest(_("The address of this list holds a filter that is not known here."))
        return form

    def shown(self, name: str) -> str:
        """What was asked under that name, as people read it."""
        value, field = self.cleaned_data[name], self.fields[name]
        if isinstance(field, forms.ChoiceField):
            return str(dict(cast("Iterable[tuple[Any, Any]]", field.choices)).get(value, value))
        return day_in_words(value) if isinstance(value, date) else str(value)

    @property
    def is_active(self) -> bool:
        """Whether anything but the page and the order was asked for."""
        return any(value for name, value in self.cleaned_data.items() if name not in {"page", "sort"})
