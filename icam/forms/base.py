"""What every form shares: a token that lets it be carried out once, the version it was rendered with."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import HttpRequest, QueryDict

from icam.fields import VersionField


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: whatever was posted, even nothing at all; None when the page is only asked for."""
    return request.POST if request.method == "POST" else None


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
