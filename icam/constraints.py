"""The rules that the database itself keeps, written once."""

from django.db.models import CheckConstraint, Choices, F, Q
from django.utils.translation import gettext_lazy as _


def known(model: str, field: str, choices: type[Choices], *, blank: bool = False) -> CheckConstraint:
    """The column holds a value of its closed list (or nothing, where that is allowed)."""
    values = [*choices.values, *([""] if blank else [])]
    return CheckConstraint(
        name=f"{model}_{field}_is_known",
        condition=Q(**{f"{field}__in": values}),
        violation_error_message=_("This is not one of the choices."),
    )


def in_order(model: str, first: str, last: str) -> CheckConstraint:
    """The second date, when there is one, is not before the first."""
    return CheckConstraint(
        name=f"{model}_{last}_not_before_{first}",
        condition=Q(**{f"{last}__isnull": True}) | Q(**{f"{last}__gte": F(first)}),
        violation_error_message=_("The end lies before the beginning."),
    )
