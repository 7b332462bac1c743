"""Where a person lives or can be written to: moved, mail that comes back, ended."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from cases.models import Address, Case, Person
from cases.services import returned_mail
from cases.services.dossier import belongs, not_before, not_later
from icam.audit import record
from icam.enums import Verb
from icam.models import User
from icam.refusals import Refused
from icam.workflow import edit


@transaction.atomic
def move(case: Case, *, by: User, person: Person, starts_on: date, **address: Any) -> Address:
    """A new address; the one before of the same kind ends on that day."""
    belongs(case, person)
    not_later(starts_on=starts_on)
    standing = person.addresses.filter(kind=address["kind"], ends_on__isnull=True)
    if standing.filter(starts_on__gt=starts_on).exists():
        raise Refused({"starts_on": _("A later address of that kind is already known.")})
    place = {name: address[name] for name in ("street", "postcode", "municipality")}
    if standing.filter(**{f"{name}__iexact": value for name, value in place.items()}).exists():
        raise Refused({"street": _("This is where the person lives already, as far as we know.")})
    standing.update(ends_on=starts_on, version=F("version") + 1)
    added = Address.objects.create(person=person, starts_on=starts_on, **address)
    record(Verb.ADDRESS_CHANGED, added, by=by, case_id=case.pk)
    return added


@transaction.atomic
def mark_undeliverable(case: Case, address: Address, *, by: User, version: int, since: date | None) -> Address:
    """Mail comes back from this address since that day, or (None) arrives again."""
    belongs(case, address.person)
    not_later(since=since)
    not_before(address.starts_on, _("The day lies before the address was known."), since=since)
    edit(address, by=by, case_id=case.pk, version=version, verb=Verb.ADDRESS_CHANGED, undeliverable_since=since)
    returned_mail.follow(case, address, by=by)
    return address


@transaction.atomic
def end(case: Case, address: Address, *, by: User, version: int, ends_on: date) -> Address:
    """The person no longer lives or receives mail there, and no other address of that kind is known yet."""
    belongs(case, address.person)
    not_later(ends_on=ends_on)
    not_before(address.starts_on, _("The end lies before the beginning."), ends_on=ends_on)
    edit(address, by=by, case_id=case.pk, version=version, verb=Verb.ADDRESS_CHANGED, ends_on=ends_on)
    return address
