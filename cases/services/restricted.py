"""Vulnerability, health and judicial data: written sealed, read by few, each reading in the trail.

(Law of 30 July 2018, art. 9 and 10.) Who may is asked at the door: open_case(…, Capability.VIEW_RESTRICTED).
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.utils.translation import gettext as _

from cases.access import cases_for
from cases.enums.dossier import RestrictedKind
from cases.enums.papers import Vulnerability
from cases.models import Case, Member, Merge, Person, RestrictedNote
from cases.services import dossier
from icam import sealing, wording
from icam.audit import record
from icam.calendar import today
from icam.enums import Verb
from icam.models import User
from icam.permissions import Capability
from icam.refusals import Refused
from icam.sealing import Misplaced, NoKey, Unreadable
from icam.workflow import edit

BATCH = 500  # notes


@dataclass(frozen=True)
class Opened:
    """A note with its words; `trouble` says why they cannot be shown."""

    note: RestrictedNote
    signs: list[Vulnerability] = field(default_factory=list)
    text: str = ""
    at_desk: str = ""
    trouble: str = ""

    @property
    def is_overdue(self) -> bool:
        return self.note.ended_on is None and self.note.review_on <= today()


def of_household(case: Case) -> "QuerySet[RestrictedNote]":
    """The notes about those who belong to the household today, sealed."""
    persons = case.household.members.on(today()).person_ids()
    return RestrictedNote.objects.filter(person__in=persons).select_related("person", "recorded_by")


def standing(case: Case) -> "QuerySet[RestrictedNote]":
    """Those that still apply."""
    return of_household(case).filter(ended_on__isnull=True)


def read(case: Case, *, by: User) -> list[Opened]:
    """Every note of the household with its words, and a line in the trail that says which were read."""
    opened = [reveal(note) for note in of_household(case)]
    with transaction.atomic():
        record(Verb.RESTRICTED_READ, case, by=by, notes=[each.note.pk for each in opened])
    return opened


def read_one(case: Case, note: RestrictedNote, *, by: User) -> Opened:
    """One note with its words, and a line in the trail."""
    opened = reveal(note)
    with transaction.atomic():
        record(Verb.RESTRICTED_READ, case, by=by, notes=[note.pk])
    return opened


def reveal(note: RestrictedNote) -> Opened:
    """The words of a note, or why they cannot be read; nothing is recorded here."""
    try:
        content = sealing.unseal(note.sealed, owners=owners_of(note.person_id), record=note.pk)
    except Unreadable as error:
        return Opened(note, trouble=_trouble(error))
    signs = [Vulnerability(sign) for sign in content["signs"] if sign in Vulnerability.values]
    return Opened(note, signs, content["text"], content["at_desk"])


def _trouble(error: Unreadable) -> str:
    if isinstance(error, NoKey):
        return _("There is no key on this server, so this cannot be read. Nothing is lost. Please tell the helpline.")
    if isinstance(error, Misplaced):
        return _("This was sealed as another note and does not belong here. Please tell the helpline.")
    return _("None of the keys on this server opens this. Nothing is lost. Please tell the helpline.")


def owners_of(person_id: int) -> set[int]:
    """The person and whoever he was found to be one with: a note moves with a merge and back, its seal does not."""
    found, waiting = {person_id}, {person_id}
    while waiting:
        pairs = Merge.objects.filter(kept__in=waiting) | Merge.objects.filter(gone__in=waiting)
        waiting = {pk for pair in pairs.values_list("kept", "gone") for pk in pair} - found
        found |= waiting
    return found


@transaction.atomic
def write(
    case: Case,
    *,
    by: User,
    person: Person,
    kind: RestrictedKind,
    signs: list[str],
    text: str,
    at_desk: str,
    review_on: date,
) -> RestrictedNote:
    """A new note about a member of the household. Raises Refused."""
    dossier.belongs(case, person)
    _weigh(signs, text, review_on)
    row = {"kind": kind, "review_on": review_on, "recorded_by": by, "recorded_on": today()}
    try:
        note = store(person, signs=signs, text=text, at_desk=at_desk, **row)
    except NoKey:
        raise _unsealed() from None
    record(Verb.RESTRICTED_WRITTEN, note, by=by, case_id=case.pk)
    return note


@transaction.atomic
def correct(
    case: Case,
    note: RestrictedNote,
    *,
    by: User,
    version: int,
    signs: list[str],
    text: str,
    at_desk: str,
    review_on: date,
) -> RestrictedNote:
    """Write a note anew, as after a review; what it said stays, sealed, in the history. Raises Refused, Stale."""
    dossier.belongs(case, note.person)
    _weigh(signs, text, review_on)
    try:
        sealed = _seal(note.person_id, note.pk, signs, text, at_desk)
    except NoKey:
        raise _unsealed() from None
    edit(
        note, by=by, case_id=case.pk, version=version, verb=Verb.RESTRICTED_WRITTEN, sealed=sealed, review_on=review_on
    )
    return note


@transaction.atomic
def end(case: Case, note: RestrictedNote, *, by: User, version: int, ended_on: date) -> RestrictedNote:
    """It no longer applies since that day. Raises Refused, Stale."""
    dossier.belongs(case, note.person)
    dossier.not_later(ended_on=ended_on)
    if ended_on < note.recorded_on:
        raise Refused({"ended_on": _("The end lies before the beginning.")})
    edit(note, by=by, case_id=case.pk, version=version, verb=Verb.RESTRICTED_WRITTEN, ended_on=ended_on)
    return note


def _weigh(signs: list[str], text: str, review_on: date) -> None:
    if not signs and not text.strip():
        raise Refused({"text": _("Tick what applies, or say it in words.")})
    if review_on <= today():
        raise Refused({"review_on": _("Choose a day after today.")})


def store(person: Person, *, signs: list[str], text: str, at_desk: str, **row: Any) -> RestrictedNote:
    """The row of a new note, unweighed and unrecorded. Its number is taken first: the seal names it. Raises NoKey."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [RestrictedNote._meta.db_table])
        (number,) = cursor.fetchone()
    sealed = _seal(person.pk, number, signs, text, at_desk)
    return RestrictedNote.objects.create(pk=number, person=person, sealed=sealed, **row)


def _seal(person_id: int, number: int, signs: list[str], text: str, at_desk: str) -> bytes:
    return sealing.seal({"signs": sorted(signs), "text": text, "at_desk": at_desk}, owner=person_id, record=number)


def _unsealed() -> Refused:
    return Refused(_("There is no key on this server, so nothing restricted can be written."))


def slipped_into(text: str, persons: Collection[Person]) -> bool:
    """Whether a sentence of a restricted note of these persons, or a few words of it as written, stand in `text`.

    Refused when a note cannot be opened: nobody can say then what stands in the text.
    """
    opened = [reveal(note) for note in RestrictedNote.objects.filter(person__in=persons).select_related("person")]
    if any(each.trouble for each in opened):
        raise Refused(
            _(
                "A restricted note of this household cannot be opened, so nobody can say whether words of it stand in "
                "this text. It cannot go out. Please tell the helpline."
            )
        )
    names = " ".join(person.name for person in persons)
    kept = (part for each in opened for part in (each.text, each.at_desk))
    return any(wording.tells_again(text, part, names=names) for part in kept)


@transaction.atomic
def rotate() -> tuple[int, list[int]]:
    """Put every note under the first key; returns how many, and the numbers of those that no key opens."""
    done, closed = 0, []
    for note in RestrictedNote.objects.select_for_update(of=("self",), no_key=True).order_by("pk").iterator(BATCH):
        try:
            RestrictedNote.objects.filter(pk=note.pk).update(sealed=sealing.rotate(note.sealed))
            done += 1
        except sealing.WrongKey:
            closed.append(note.pk)
    record(Verb.RESTRICTED_WRITTEN, by=None, rotated=done, closed=closed)
    return done, closed


def look_at_keys() -> tuple[int, list[int]]:
    """How many notes a key opens, and the numbers of the others; nothing is written or read out."""
    closed = [note.pk for note in RestrictedNote.objects.order_by("pk").iterator(BATCH) if not _opens(note)]
    return RestrictedNote.objects.count() - len(closed), closed


def _opens(note: RestrictedNote) -> bool:
    try:
        sealing.rotate(note.sealed)
    except sealing.WrongKey:
        return False
    return True


def to_review(user: User) -> "QuerySet[Case]":
    """Open cases of this coach with a restricted note whose review is due, each with how many (`due`)."""
    members = Member.objects.filter(household=OuterRef(OuterRef("household"))).on(today())
    notes = RestrictedNote.objects.filter(person__in=members.person_ids(), ended_on=None, review_on__lte=today())
    count = notes.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk")).values("n")
    rows: QuerySet[Case] = cases_for(user, Capability.VIEW_RESTRICTED).filter(coach=user).open()
    return rows.annotate(due=Subquery(count)).filter(due__gt=0).order_by("pk")


def words_of(opened: Opened) -> dict[str, Any]:
    """What a form that corrects the note begins with."""
    words = {"signs": opened.signs, "text": opened.text, "at_desk": opened.at_desk}
    return words | {"review_on": opened.note.review_on, "version": opened.note.version}
