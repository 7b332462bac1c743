"""Registering somebody nobody knows yet: compared once more with everybody, so that nobody gets a second file."""

from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from cases.enums.people import PairState
from cases.matching import Profile
from cases.models import Pair, Person
from cases.services import finding, people
from cases.services.candidates import one_kind
from cases.services.finding import Found
from cases.services.people import Number
from icam.audit import record
from icam.calendar import now
from icam.dates import DatePrecision, PartialDate
from icam.enums import Verb
from icam.identifiers import canonical, plain_phone
from icam.models import User
from icam.refusals import Refused

NAMES_LOCK = 0x1CA3  # the family of advisory locks on names; the second number is the name


class Known(Refused):
    """Somebody very like this person is registered; `found` says who, as far as the reader may know."""

    def __init__(self, found: Found) -> None:
        sentence = _("Somebody like this is known already. Look whether it is this person, and decide.")
        super().__init__({"none_of_these": sentence})
        self.found = found


@transaction.atomic
def register(
    *, by: User, decided: str = "", numbers: Iterable[Number] = (), aliases: Iterable[str] = (), **data: Any
) -> Person:
    """`people.register` for whoever is not known yet.

    Raises Known when somebody is surely or strongly like him, unless `decided` is the seal of exactly those, so that
    it was said of each of them: not this person. Two who register one name at a time wait for each other, and the
    second is told of the first.
    """
    numbers, aliases = list(numbers), list(aliases)
    profile = profile_of(numbers=numbers, aliases=aliases, **data)
    take_turns(profile)
    found = finding.alike(profile, by=by)
    if found.alike and not constant_time_compare(decided, seal(found, by=by)):
        raise Known(found)
    person = people.register(by=by, numbers=numbers, aliases=aliases, **data)
    if found.alike:
        _remember(person, found, by=by)
    return person


def seal(found: Found, *, by: User) -> str:
    """What stands in the form for the persons it showed: it says nothing, and nobody else can make it."""
    persons = " ".join(str(person) for person in sorted(found.alike))
    return salted_hmac("cases.newcomers", f"{by.pk}: {persons}", algorithm="sha256").hexdigest()


def profile_of(
    *, numbers: Iterable[Number], aliases: Iterable[str], family_name: str, given_names: str, own_script: str = "",
    born_on: Any = None, birth_precision: str = DatePrecision.UNKNOWN, nationalities: Iterable[str] = (),
    sex: str = "", phone: str = "", **_rest: Any,
) -> Profile:  # fmt: skip
    """What is about to be registered, for comparing; the words of `people.register`."""
    name = ", ".join(part for part in (family_name, given_names) if part)
    return Profile(
        names=tuple(name for name in (name, own_script, *aliases) if name),
        born=PartialDate(born_on, DatePrecision(birth_precision)),
        nationalities=frozenset(nationalities),
        sex=sex,
        numbers=frozenset(one_kind(number.kind, canonical(number.kind, number.as_written)) for number in numbers),
        phones=frozenset({plain_phone(phone)} - {""}),
    )


def take_turns(profile: Profile) -> None:
    """Wait, until the end of the transaction of whoever is first, for those whose name may be the same."""
    skeletons = sorted({skeleton for keys in profile.keys for skeleton in keys.skeletons})
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, hash) FROM "
            "(SELECT DISTINCT hashtext(name) AS hash FROM unnest(%s::text[]) AS name ORDER BY 1) AS names",
            [NAMES_LOCK, skeletons],
        )


def _remember(person: Person, found: Found, *, by: User) -> None:
    """Not the same, says who saw them; whom he may not see is left for those who see both."""
    seen = {hit.person.pk for hit in found.hits}
    decided = {"state": PairState.NOT_SAME, "decided_by": by, "decided_at": now(), "reason": _("Said at the counter.")}
    Pair.objects.bulk_create(
        Pair(
            first_id=other, second=person, score=comparison.score, strength=comparison.strength.value,
            **(decided if other in seen else {}),
        )
        for other, comparison in sorted(found.alike.items())
    )  # fmt: skip
    record(Verb.PAIR_KEPT, person, by=by, others=sorted(seen & found.alike.keys()))
    if found.alike.keys() - seen:
        record(Verb.PAIR_FOUND, person, by=by, others=sorted(found.alike.keys() - seen))
