from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, validate_email
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from icam.enums import Language
from icam.fields import LongTextField, NameField, TextField, TidyField
from icam.forms.base import VersionedForm
from icam.forms.lists import ListForm
from icam.models import Office, Region, User
from icam.models.user import REGIONAL_ROLES
from icam.permissions import Role
from icam.rendering import PickMany, Picks

PASSWORD_LENGTH = 200

ROLE_HINTS = {
    Role.COACH.value: gettext_lazy("own cases, own region"),
    Role.MANAGER.value: gettext_lazy("all cases of a region"),
    Role.HEAD.value: gettext_lazy("figures; files read-only"),
    Role.ADMINISTRATOR.value: gettext_lazy("users and settings, no files"),
}


class UserNameField(TidyField):
    """What somebody types to sign in: small letters without accents, so that no two names look or sound alike."""

    longest = 60
    default_validators = [
        RegexValidator(
            r"\A[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?\Z",
            gettext_lazy("Use the letters a to z, the figures 0 to 9 and . - _ between them."),
        )
    ]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_length=3, **kwargs)
        self.widget.attrs |= {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}

    def to_python(self, value: Any) -> str:
        return super().to_python(value).lower()


class MailField(TidyField):
    """An e-mail address."""

    longest = 120
    widget = forms.EmailInput
    default_validators = [validate_email]


class RegionsField(forms.ModelMultipleChoiceField):
    """Some regions or none: which of the two is right, the role decides. Not marked as optional: for most it is not."""

    widget = PickMany

    def clean(self, value: Any) -> "QuerySet[Any]":
        return super().clean(value) if value else Region.objects.none()


class UserListForm(ListForm):
    """Filters of the list of users."""

    q = TextField(label=gettext_lazy("Name, user name or e-mail"), max_length=100, required=False)
    role = forms.ChoiceField(
        label=gettext_lazy("Role"), choices=[("", gettext_lazy("All roles")), *Role.choices], required=False
    )
    region = forms.ModelChoiceField(
        label=gettext_lazy("Region"),
        queryset=Region.objects.all(),
        empty_label=gettext_lazy("All regions"),
        required=False,
    )
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        choices=[
            ("", gettext_lazy("Active")),
            ("invited", gettext_lazy("Never signed in")),
            ("deactivated", gettext_lazy("Deactivated")),
            ("all", gettext_lazy("All states")),
        ],
        required=False,
    )
    missing = forms.ChoiceField(
        label=gettext_lazy("Only without"),
        choices=[
            ("", "–"),
            ("region", pgettext_lazy("only without", "a region")),
            ("second_factor", pgettext_lazy("only without", "a second factor")),
        ],
        required=False,
    )
    sort = forms.ChoiceField(
        choices=[(key, key) for key in ("name", "-name", "last_login", "-last_login")],
        widget=forms.HiddenInput,
        required=False,
    )
    page = forms.IntegerField(min_value=1, max_value=100_000, widget=forms.HiddenInput, required=False)


class UserForm(VersionedForm):
    """A user as administrators write him down. Nobody gives himself a role or a region."""

    first_name = NameField(label=gettext_lazy("First name"), max_length=80)
    last_name = NameField(label=gettext_lazy("Last name"), max_length=80)
    username = UserNameField(
        label=gettext_lazy("User name"), help_text=gettext_lazy("To sign in with, for example l.verhaegen")
    )
    email = MailField(label=gettext_lazy("E-mail"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Works in"), choices=Language.choices, initial=Language.FRENCH)
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role.choices, widget=Picks(hints=ROLE_HINTS))
    regions = RegionsField(
        label=gettext_lazy("Regions"),
        queryset=Region.objects.none(),
        help_text=gettext_lazy(
            "A coach has one region, a regional manager one or more; head of department and administrators have none."
        ),
    )
    office = forms.ModelChoiceField(
        label=gettext_lazy("Home office"),
        queryset=Office.objects.none(),
        empty_label=gettext_lazy("None"),
        required=False,
    )

    def __init__(self, *args: Any, user: User | None = None, own: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Q(is_active=True) | (Q(users=user) if user else Q(pk__in=()))
        self._offer("regions", Region.objects.filter(offered).distinct())
        offices = Office.objects.select_related("region").filter(offered).distinct()
        self._offer("office", offices.order_by("region__name", "name"))
        self.fields["role"].disabled = self.fields["regions"].disabled = own

    def _offer(self, name: str, rows: "QuerySet[Any]") -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows

    def clean_regions(self) -> list[Region]:
        regions = list(self.cleaned_data["regions"])
        role = self.cleaned_data.get("role")
        if role in REGIONAL_ROLES and not regions:
            raise ValidationError(_("Choose a region: without one, this role can see nothing."))
        if role == Role.COACH and len(regions) > 1:
            raise ValidationError(_("Choose one: a coach has exactly one region."))
        if role and role not in REGIONAL_ROLES and regions:
            raise ValidationError(_("Untick the region: this role has none of its own."))
        return regions

    def clean_office(self) -> Office | None:
        office: Office | None = self.cleaned_data["office"]
        regions, role = self.cleaned_data.get("regions"), self.cleaned_data.get("role")
        if office and regions and role in REGIONAL_ROLES and office.region not in regions:
            raise ValidationError(_("%(office)s lies in the region %(region)s; choose an office of the user’s region."),
                                  params={"office": office, "region": office.region})  # fmt: skip
        return office


def as_typed(user: User) -> dict[str, Any]:
    """A user as the values of a UserForm."""
    return {
        **{name: getattr(user, name) for name in ("first_name", "last_name", "username", "email", "language", "role")},
        "regions": [region.pk for region in user.regions.all()],
        "office": user.office_id,
        "version": user.version,
    }


class ReasonForm(VersionedForm):
    """An act on a user, with a word of why for the trail."""

    reason = LongTextField(
        label=gettext_lazy("Reason"), max_length=1000, rows=2, required=False,
        help_text=gettext_lazy("Kept in the audit trail."),
    )  # fmt: skip


class LanguageForm(VersionedForm):
    """What a user decides about the own account."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language of the pages"),
        choices=Language.choices,
        widget=Picks,
        help_text=gettext_lazy("Letters keep the language of the person they go to."),
    )


class NewPasswordForm(forms.Form):
    """A password, typed twice; refused with a sentence when it is easily guessed."""

    password = forms.CharField(
        label=pgettext_lazy("form", "New password"),
        strip=False,
        max_length=PASSWORD_LENGTH,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=gettext_lazy("At least 12 characters; a short sentence is easy to remember and hard to guess."),
    )
    again = forms.CharField(
        label=gettext_lazy("The same again"),
        strip=False,
        max_length=PASSWORD_LENGTH,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        first = self.cleaned_data.get("password")
        if first is not None and again != first:
            raise ValidationError(_("The two passwords are not the same."))
        return again
