"""When a rule refuses: one exception for services, and the database's own refusals in the same words."""

from collections.abc import Callable
from functools import cache
from typing import Any

import structlog
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms import BaseForm
from django.utils.translation import gettext as _
from psycopg.errors import CheckViolation, ExclusionViolation, UniqueViolation

logger = structlog.get_logger(__name__)


class Refused(ValidationError):
    """A rule of the law or the house forbids it; says which, for the reader. May name a field: {field: text}."""


@cache
def _sentences() -> dict[str, Any]:
    """By name of the constraint, its own sentence; Django's for all of them names the constraint, and tells nothing."""
    constraints = [constraint for model in apps.get_models() for constraint in model._meta.constraints]
    return {
        constraint.name: constraint.violation_error_message
        for constraint in constraints
        if constraint.violation_error_message != constraint.default_violation_error_message
    }


def constraint_of(error: IntegrityError) -> str:
    """The name of the constraint that was broken; empty when there is none."""
    return getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""


def explain(error: IntegrityError) -> ValidationError:
    """What the database refused, as a sentence; for a constraint that has none, a general one."""
    sentence = _sentences().get(constraint_of(error))
    if sentence:
        return Refused(sentence)
    if isinstance(error.__cause__, UniqueViolation | ExclusionViolation):
        return Refused(_("This exists already."))
    if isinstance(error.__cause__, CheckViolation):  # a service should have said it better: never a 500 for the reader
        logger.error("constraint_without_sentence", constraint=constraint_of(error))
        return Refused(_("Something in the address or the form is not known here, so nothing was done."))
    raise error


def attempt(form: BaseForm, act: Callable[[], Any]) -> Any | None:
    """Carry out `act` for a valid form: what it returns, or None with the refusal beside the field it names.

    Nothing is half done: a refusal rolls back all that `act` wrote.
    """
    try:
        with transaction.atomic():
            return act()
    except IntegrityError as error:
        refusal = explain(error)
    except ValidationError as error:
        refusal = error
    if hasattr(refusal, "error_dict"):
        known = {name: texts for name, texts in refusal.error_dict.items() if name in form.fields}
        rest = [text for name, texts in refusal.error_dict.items() if name not in form.fields for text in texts]
        for name, texts in known.items():
            form.add_error(name, texts)
        if rest:
            form.add_error(None, rest)
    else:
        form.add_error(None, refusal)
    return None
