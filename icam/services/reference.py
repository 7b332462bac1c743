"""The lists that the office keeps itself. A row leaves the forms when it is retired, and stays in the files."""

from typing import Any

import pghistory
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from icam.audit import record
from icam.enums import Verb
from icam.models import Annex, Partner, ResidenceRoute, TargetGroup, User
from icam.refusals import Refused
from icam.workflow import edit

Row = Annex | ResidenceRoute | TargetGroup | Partner

CODE_TAKEN = gettext_lazy("There is one with this code already.")
NAME_TAKEN = gettext_lazy("There is one with this name already.")
UNKNOWN = "UNKNOWN"  # the target group of those who are in none: every case has one


@transaction.atomic
def add(model: type[Row], *, by: User, **values: Any) -> Row:
    """A new row. Raises Refused when its code, or the name of a partner, is taken."""
    _refuse_taken(model, values)
    try:
        with transaction.atomic():
            row: Row = model._default_manager.create(**values)
    except IntegrityError as error:  # somebody was faster
        raise Refused({_unique(model): _taken(model)}) from error
    record(Verb.OFFICE_CHANGED, row, by=by, added=True)
    return row


@transaction.atomic
def change(row: Row, *, by: User, version: int, **values: Any) -> bool:
    """Whether anything differed; the code never does. Raises Stale, and Refused for what files rest on."""
    values.pop("code", None)
    if isinstance(row, Partner):
        _refuse_taken(Partner, values, apart_from=row.pk)
    if isinstance(row, Annex):
        _keep_meaning(row, values)
    try:
        with transaction.atomic():
            return bool(edit(row, by=by, version=version, verb=Verb.OFFICE_CHANGED, **values))
    except IntegrityError as error:
        raise Refused({_unique(type(row)): _taken(type(row))}) from error


@transaction.atomic
def retire(row: Row, *, by: User, version: int) -> Row:
    """Take the row out of the forms. Raises Refused for the last one in use, and for the group of the unclassified."""
    if isinstance(row, TargetGroup) and row.code == UNKNOWN:
        raise Refused(_("Every case has a target group: this one is for those who fit no other, and stays."))
    others = type(row)._default_manager.filter(is_active=True).exclude(pk=row.pk)
    if not isinstance(row, Partner) and not others.exists():
        raise Refused(_("This is the last one in use: without it the forms would be empty."))
    edit(row, by=by, version=version, verb=Verb.OFFICE_CHANGED, is_active=False)
    return row


@transaction.atomic
def restore(row: Row, *, by: User, version: int) -> Row:
    """Take the row into the forms again."""
    edit(row, by=by, version=version, verb=Verb.OFFICE_CHANGED, is_active=True)
    return row


def uses(row: Row) -> int:
    """How many records of any kind name this row; history does not count."""
    fields: list[Any] = list(row._meta.get_fields(include_hidden=True))
    relations = [field for field in fields if field.auto_created and field.is_relation and not field.concrete]
    return sum(
        relation.related_model._default_manager.filter(**{relation.field.name: row.pk}).count()
        for relation in relations
        if not issubclass(relation.related_model, pghistory.models.Event)
    )


def _keep_meaning(annex: Annex, values: dict[str, Any]) -> None:
    """Who may be invited follows from the annex: what it holds does not change under orders that exist."""
    for name, sentence in (
        ("gives_order", _("Orders of this annex exist: whether it holds an order to leave cannot change any more.")),
        ("is_transfer", _("Orders of this annex exist: whether it holds a transfer decision cannot change any more.")),
    ):
        if name in values and values[name] != getattr(annex, name) and uses(annex):
            raise Refused({name: sentence})


def _unique(model: type[Row]) -> str:
    return "name" if model is Partner else "code"


def _taken(model: type[Row]) -> Any:
    return NAME_TAKEN if model is Partner else CODE_TAKEN


def _refuse_taken(model: type[Row], values: dict[str, Any], *, apart_from: int | None = None) -> None:
    name = _unique(model)
    others = model._default_manager.exclude(pk=apart_from or 0)
    if name in values and others.filter(**{f"{name}__iexact": values[name]}).exists():
        raise Refused({name: _taken(model)})
