"""Regions, offices and desks. They are taken out of use, never deleted: old records still name them."""

from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from icam.audit import record
from icam.enums import Verb
from icam.models import Desk, Office, Region, User
from icam.refusals import Refused
from icam.workflow import edit

TAKEN = gettext_lazy("There is one with this name already.")
CODE_TAKEN = gettext_lazy("There is one with this code already.")


@transaction.atomic
def add_region(*, by: User, code: str, name: str) -> Region:
    """Raises Refused beside `code` or `name` when another region has it."""
    region = Region(code=code, name=name)
    _save_new(region, by=by, unique={"code": CODE_TAKEN, "name": TAKEN})
    return region


@transaction.atomic
def change_region(region: Region, *, by: User, version: int, code: str, name: str) -> bool:
    """Whether anything differed. Raises Stale; Refused as add_region."""
    return _save(region, by=by, version=version, unique={"code": CODE_TAKEN, "name": TAKEN}, code=code, name=name)


@transaction.atomic
def retire_region(region: Region, *, by: User, version: int) -> Region:
    """Take the region out of use. Raises Refused while something of it is in use, and says what."""
    _lock(region)
    _refuse_while_used(
        region,
        [
            _cases_sentence(region.cases.open().count()),
            _users_sentence(region.users.active().count()),
            _offices_sentence(region.offices.filter(is_active=True).count()),
        ],
    )
    edit(region, by=by, version=version, verb=Verb.OFFICE_CHANGED, is_active=False)
    return region


@transaction.atomic
def add_office(*, by: User, region: Region, name: str, **address: Any) -> Office:
    """`address` holds street, postcode, municipality, directions, phone and email. Refused as add_region."""
    office = Office(region=region, name=name, **address)
    _save_new(office, by=by, unique={"name": TAKEN})
    return office


@transaction.atomic
def change_office(office: Office, *, by: User, version: int, region: Region, name: str, **address: Any) -> bool:
    """Whether anything differed. Raises Stale, and Refused for a new region while cases or users hang on the office."""
    _lock(office)
    if region.pk != office.region_id:
        hanging = [_cases_sentence(office.cases.open().count()), _users_sentence(office.users.active().count())]
        if sentence := _joined(hanging):
            raise Refused({"region": _("It cannot move to another region while it has %s.") % sentence})
    return _save(office, by=by, version=version, unique={"name": TAKEN}, region=region, name=name, **address)


@transaction.atomic
def retire_office(office: Office, *, by: User, version: int) -> Office:
    """Take the office out of use. Raises Refused while something of it is in use, and says what."""
    _lock(office)
    planned = sum(desk.interviews.planned().count() for desk in office.desks.all())
    _refuse_while_used(
        office,
        [
            _cases_sentence(office.cases.open().count()),
            _users_sentence(office.users.active().count()),
            _interviews_sentence(planned),
        ],
    )
    edit(office, by=by, version=version, verb=Verb.OFFICE_CHANGED, is_active=False)
    return office


@transaction.atomic
def add_desk(office: Office, *, by: User, name: str) -> Desk:
    """Raises Refused beside `name` when the office has such a desk."""
    desk = Desk(office=office, name=name)
    _save_new(desk, by=by, unique={"name": TAKEN}, within={"office": office})
    return desk


@transaction.atomic
def rename_desk(desk: Desk, *, by: User, version: int, name: str) -> bool:
    """Whether the name differed. Raises Stale; Refused as add_desk."""
    return _save(desk, by=by, version=version, unique={"name": TAKEN}, within={"office": desk.office}, name=name)


@transaction.atomic
def retire_desk(desk: Desk, *, by: User, version: int) -> Desk:
    """Take the desk out of use. Raises Refused while interviews are planned there."""
    _lock(desk)
    _refuse_while_used(desk, [_interviews_sentence(desk.interviews.planned().count())])
    edit(desk, by=by, version=version, verb=Verb.OFFICE_CHANGED, is_active=False)
    return desk


@transaction.atomic
def restore(place: Region | Office | Desk, *, by: User, version: int) -> Region | Office | Desk:
    """Take a region, office or desk into use again. Raises Refused while what it belongs to is out of use."""
    above = place.region if isinstance(place, Office) else place.office if isinstance(place, Desk) else None
    if above and not above.is_active:
        raise Refused(_("%s is out of use itself; take it into use first.") % above)
    edit(place, by=by, version=version, verb=Verb.OFFICE_CHANGED, is_active=True)
    return place


def _save_new(place: models.Model, *, by: User, unique: dict[str, Any], within: dict[str, Any] | None = None) -> None:
    _refuse_taken(place, unique, within or {}, {name: getattr(place, name) for name in unique})
    try:
        with transaction.atomic():
            place.save()
    except IntegrityError as error:  # somebody was faster
        raise Refused(unique) from error
    record(Verb.OFFICE_CHANGED, place, by=by, added=True)


def _save(
    place: Any, *, by: User, version: int, unique: dict[str, Any], within: dict[str, Any] | None = None, **values: Any
) -> bool:
    _refuse_taken(place, unique, within or {}, {name: values[name] for name in unique})
    try:
        with transaction.atomic():
            return bool(edit(place, by=by, version=version, verb=Verb.OFFICE_CHANGED, **values))
    except IntegrityError as error:
        raise Refused(unique) from error


def _refuse_taken(place: models.Model, unique: dict[str, Any], within: dict[str, Any], values: dict[str, str]) -> None:
    others = type(place)._default_manager.filter(**within).exclude(pk=place.pk)
    taken = {name: unique[name] for name, value in values.items() if others.filter(**{f"{name}__iexact": value})}
    if taken:
        raise Refused(taken)


def _lock(place: Region | Office | Desk) -> None:
    """Of two acts on one place, the second looks at what the first left."""
    type(place)._default_manager.select_for_update(of=("self",)).get(pk=place.pk)


def _refuse_while_used(place: models.Model, uses: list[str]) -> None:
    if sentence := _joined(uses):
        raise Refused(_("%(place)s is still in use: it has %(uses)s.") % {"place": place, "uses": sentence})


def _joined(uses: list[str]) -> str:
    return ", ".join(use for use in uses if use)


def _cases_sentence(count: int) -> str:
    return ngettext("%d open case", "%d open cases", count) % count if count else ""


def _users_sentence(count: int) -> str:
    return ngettext("%d active user", "%d active users", count) % count if count else ""


def _offices_sentence(count: int) -> str:
    return ngettext("%d office in use", "%d offices in use", count) % count if count else ""


def _interviews_sentence(count: int) -> str:
    return ngettext("%d planned interview", "%d planned interviews", count) % count if count else ""
