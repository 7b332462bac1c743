"""Two persons who may be one: found by the comparison, decided by people, remembered.

Decided "not the same", a pair is proposed again only when the names, the birth or the file numbers of one of the two
have changed since, and the two now resemble each other more than they did. What was decided of somebody holds for the
person he was merged into as well.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from functools import partial

import structlog
from django.apps import apps
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

from cases import tasks
from cases.enums.people import PairState, Strength
from cases.matching import Comparison, Profile, compare, search
from cases.models import Case, Member, Pair, Person
from cases.services import index
from cases.services.candidates import PersonStore
from icam.audit import record
from icam.calendar import now
from icam.enums import Verb
from icam.models import User
from icam.refusals import Refused
from icam.workflow import IllegalMove

PROPOSED = {strength.value for strength in (Strength.CERTAIN, Strength.STRONG, Strength.POSSIBLE)}
NEAREST = 10  # of those who resemble somebody, so many are looked at
LOOKS_BACK = timedelta(days=3)  # longer than a weekend without a worker
AT_ONCE = 50  # persons in one task

Key = tuple[int, int]
logger = structlog.get_logger(__name__)


def key_of(one: int, other: int) -> Key:
    """A pair is written once, the older registration first."""
    return min(one, other), max(one, other)


# Finding -------------------------------------------------------------------------------------------------------------


def look_for_soon(person_ids: Collection[int]) -> None:
    """After this transaction, let a worker compare these persons. Without a broker they wait for the night."""
    transaction.on_commit(partial(_wake, sorted(person_ids)))


def _wake(person_ids: list[int]) -> None:
    for start in range(0, len(person_ids), AT_ONCE):
        try:
            tasks.look_for_pairs.apply_async((person_ids[start : start + AT_ONCE],), retry=False)
        except OperationalError:
            logger.warning("broker_unreachable", persons=len(person_ids))
            return


@transaction.atomic
def look_for(person_ids: Collection[int]) -> list[Pair]:
    """Compare these persons with whoever resembles them; the pairs that are new or open again.

    What waits keeps its place in the list with the score of today. Twice is once.
    """
    ids = Person.objects.filter(pk__in=person_ids, merged_into=None).order_by("pk").values_list("pk", flat=True)
    store = PersonStore()
    profiles = dict(store.profiles(list(ids)))
    found: dict[Key, Comparison] = {}
    for person, profile in sorted(profiles.items()):
        for match in search(store, profile, limit=NEAREST + 1):
            if match.person != person and match.comparison.strength.value in PROPOSED:
                found[key_of(person, match.person)] = match.comparison
    waiting = Pair.objects.waiting().filter(Q(first__in=ids) | Q(second__in=ids))
    open_keys = set(waiting.values_list("first", "second"))
    others = {person for key in [*found, *open_keys] for person in key} - profiles.keys()
    profiles |= store.profiles(sorted(others))
    for key in open_keys - found.keys():
        found[key] = compare(profiles[key[0]], profiles[key[1]])
    return _keep(found, profiles)


def _keep(found: Mapping[Key, Comparison], profiles: Mapping[int, Profile]) -> list[Pair]:
    persons = {person for key in found for person in key}
    rows = Pair.objects.select_for_update(of=("self",), no_key=True).filter(first__in=persons, second__in=persons)
    known = {(pair.first_id, pair.second_id): pair for pair in rows.order_by("pk")}
    told_apart = _told_apart(persons)
    new = []
    for key, comparison in sorted(found.items()):
        pair = known.get(key)
        if pair is None:
            if key not in told_apart:
                new.append(_made(key, comparison))
        elif pair.state == PairState.OPEN:
            _score(pair, comparison)
        elif pair.state == PairState.NOT_SAME and _is_closer(pair, comparison, profiles):
            _score(pair, comparison, **OPEN_AGAIN)
            new.append(pair)
    return new


OPEN_AGAIN = {"state": PairState.OPEN, "decided_by": None, "decided_at": None, "reason": "", "basis": ""}


def _made(key: Key, comparison: Comparison) -> Pair:
    """Of two workers that find a pair at once, one writes it."""
    words = {"score": comparison.score, "strength": comparison.strength.value}
    pair, _new = Pair.objects.get_or_create(first_id=key[0], second_id=key[1], defaults=words)
    return pair


def _score(pair: Pair, comparison: Comparison, **changes: object) -> None:
    words = {"score": comparison.score, "strength": comparison.strength.value, **changes}
    if any(getattr(pair, name) != value for name, value in words.items()):
        Pair.objects.filter(pk=pair.pk).update(version=F("version") + 1, **words)
        pair.refresh_from_db()


def _is_closer(pair: Pair, comparison: Comparison, profiles: Mapping[int, Profile]) -> bool:
    basis = basis_of(profiles[pair.first_id], profiles[pair.second_id])
    return pair.basis != basis and comparison.score > pair.score


def basis_of(first: Profile, second: Profile) -> str:
    """A digest of what says who the two are: the words of their names, their births, their file numbers."""
    known = [
        [
            sorted({keys.folded for keys in profile.keys}),
            [profile.born.day.isoformat() if profile.born.day else "", profile.born.precision],
            sorted(profile.numbers),
        ]
        for profile in (first, second)
    ]
    return hashlib.sha256(json.dumps(known).encode()).hexdigest()


def _told_apart(persons: Iterable[int]) -> set[Key]:
    """Of whom it was decided that they are not the same, under whichever registration."""
    registered = Person.objects.registered_as(persons)
    current = {pk: merged or pk for pk, merged in registered.values_list("pk", "merged_into")}
    rows = Pair.objects.filter(state=PairState.NOT_SAME, first__in=current, second__in=current)
    return {key_of(current[first], current[second]) for first, second in rows.values_list("first", "second")}


def look_again() -> int:
    """Let workers compare whoever was registered or changed in the last days; how many that are."""
    since = now() - LOOKS_BACK
    changed: set[int] = set()
    for name, person in (("PersonEvent", "pgh_obj"), ("AliasEvent", "person"), ("FileNumberEvent", "person")):
        history = apps.get_model("cases", name)._default_manager.filter(pgh_created_at__gte=since)
        changed |= set(history.values_list(person, flat=True))
    _wake(sorted(changed))
    return len(changed)


# By hand -------------------------------------------------------------------------------------------------------------


@transaction.atomic
def note(one: Person, other: Person, *, by: User, case: Case | None = None) -> Pair:
    """Somebody says that these two may be one, whatever was decided before."""
    one, other = one.current, other.current
    if one == other:
        raise Refused(_("This is the same person already."))
    key = key_of(one.pk, other.pk)
    comparison = compare(*profiles_of(key))
    pair = _made(key, comparison)
    if pair.state != PairState.OPEN:
        _score(pair, comparison, **OPEN_AGAIN)
    record(Verb.PAIR_FOUND, pair, by=by, case_id=case.pk if case else None)
    return pair


# Deciding ------------------------------------------------------------------------------------------------------------


@transaction.atomic
def distinguish(pair: Pair, *, by: User, reason: str) -> Pair:
    """These are two persons, and nobody is asked again. Raises IllegalMove when somebody else decided meanwhile."""
    if not reason.strip():
        raise Refused({"reason": _("Say why.")})
    basis = basis_of(*profiles_of((pair.first_id, pair.second_id)))
    _decide(pair, PairState.NOT_SAME, by=by, reason=reason, basis=basis)
    tell(Verb.PAIR_KEPT, pair, by=by)
    return pair


def _decide(pair: Pair, state: PairState, *, by: User, reason: str, basis: str = "") -> None:
    """Of two who decide at once, one does, and the other is told."""
    waiting = Pair.objects.filter(pk=pair.pk, state=PairState.OPEN)
    words = {"state": state, "decided_by": by, "decided_at": now(), "reason": reason.strip(), "basis": basis}
    if not waiting.update(version=F("version") + 1, **words):
        raise IllegalMove(pair, pair.state, state)
    pair.refresh_from_db()


def settle_merged(kept: Person, gone: Person, *, by: User, reason: str, pair: Pair | None = None) -> None:
    """The two are one by now. Whoever resembles the one may resemble the other: look again."""
    first, second = key_of(kept.pk, gone.pk)
    pair = pair or Pair.objects.filter(first=first, second=second, state=PairState.OPEN).first()
    if pair:
        _decide(pair, PairState.MERGED, by=by, reason=reason)
    look_for_soon([kept.pk])


def settle_parted(kept: Person, gone: Person, *, by: User, reason: str, distinct: bool) -> None:
    """The two are two again: remembered as not the same if somebody says so, else a question as before."""
    key = key_of(kept.pk, gone.pk)
    pair = Pair.objects.filter(first=key[0], second=key[1]).first()
    if pair and pair.state != PairState.OPEN:
        _score(pair, compare(*profiles_of(key)), **OPEN_AGAIN)
    if distinct:
        pair = pair or _made(key, compare(*profiles_of(key)))
        distinguish(pair, by=by, reason=reason)
    look_for_soon([kept.pk, gone.pk])


def profiles_of(key: Key) -> tuple[Profile, Profile]:
    """What is known of the two; somebody who is not indexed yet is."""
    store = PersonStore()
    found = dict(store.profiles(list(key)))
    if missing := set(key) - found.keys():
        index.refresh(missing)
        found |= store.profiles(sorted(missing))
    return found[key[0]], found[key[1]]


# Telling -------------------------------------------------------------------------------------------------------------


def tell(verb: Verb, pair: Pair, *, by: User, about: Iterable[Person] | None = None) -> None:
    """A line in the trail of every case in which one of the two stands; one without a case when neither does.

    `about` narrows that to one of them, when no more was shown.
    """
    ids = [pair.first_id, pair.second_id] if about is None else [person.pk for person in about]
    members = Member.objects.filter(person__in=Person.objects.registered_as(ids))
    cases = Case.objects.filter(household__in=members.values("household")).order_by("pk")
    told: list[int | None] = [*cases.values_list("pk", flat=True)]
    for case in told or [None]:
        record(verb, pair, by=by, case_id=case)
