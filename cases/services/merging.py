"""Two registered persons who are one: merged by a pointer and a journal, and parted again when that was wrong.

What is known of the person moves to the one who is kept, and the journal says from where. Who belongs to which family,
who came to which talk and whom a letter called stay as they were registered; whoever reads them follows the pointer
(`Person.current`). So neither families nor figures change by a merge. See docs/adr/0017.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import F, Field, Model, Q, QuerySet
from django.utils.translation import gettext as _

from cases.models import Alias, Case, KeepApart, Member, Merge, MergeEntry, Pair, Person
from cases.services import apart, deadlines, index, pairs, rests
from icam.audit import record
from icam.calendar import now
from icam.dates import day_in_words
from icam.enums import Verb
from icam.models import User
from icam.refusals import Refused
from icam.workflow import Stale

# Every reference to a person in the models, as app.Model.field. A test fails when one is in neither list.
MOVES = (
    "cases.Alias.person",
    "cases.FileNumber.person",
    "cases.Order.person",
    "cases.Measure.person",
    "cases.Procedure.person",
    "cases.EntryBan.person",
    "cases.Address.person",
    "cases.Representative.person",
    "cases.Document.person",
    "cases.RestrictedNote.person",
    "cases.KeepApart.protected",
    "cases.KeepApart.other",
    "cases.Person.merged_into",
)
STAYS = frozenset(
    {
        "cases.Household.principal",  # families are as they were registered
        "cases.Member.person",
        "cases.Attendance.person",  # what was recorded is not rewritten
        "cases.ProspectPerson.person",
        "cases.Agreement.person",  # what was said at a talk, and who came to it
        "cases.EngagementReview.person",
        "cases.Arrival.person",
        "cases.Visit.person",
        "cases.Summary.person",
        "invitations.Letter.addressee",
        "invitations.LetterPerson.person",
        "cases.ImportRow.person",
        "cases.PersonKeys.person",  # made anew from the names
        "cases.Pair.first",  # decisions on the registrations themselves
        "cases.Pair.second",
        "cases.Merge.kept",
        "cases.Merge.gone",
    }
)
POINTER = "cases.Person.merged_into"


@dataclass(frozen=True)
class Link:
    """A column by which records hang on a person."""

    key: str

    @property
    def model(self) -> Any:
        return apps.get_model(self.key.rpartition(".")[0])

    @property
    def field(self) -> str:
        return self.key.rpartition(".")[2]

    def rows(self, person: Person) -> "QuerySet[Any]":
        rows: QuerySet[Any] = self.model._default_manager.filter(**{self.field: person})
        return rows

    def carry(self, ids: Collection[int], *, source: Person, target: Person) -> list[int]:
        """Move these rows from one person to the other; which did. One that the other has already stays put."""
        standing = self.rows(source).filter(pk__in=ids).exclude(pk__in=_doubles(self.key, source, target))
        moved = sorted(standing.values_list("pk", flat=True))
        self.rows(source).filter(pk__in=moved).update(**{self.field: target})
        return moved


def _doubles(key: str, source: Person, target: Person) -> "QuerySet[Any, int]":
    """Rows of `source` that `target` has too, or that would speak of one person twice: the database forbids both."""
    if key == "cases.Alias.person":
        names = target.aliases.values("name")
        return Alias.objects.filter(person=source, name__in=names).values_list("pk", flat=True)
    if key.startswith("cases.KeepApart"):
        mine, yours = ("protected", "other") if key.endswith("protected") else ("other", "protected")
        standing = KeepApart.objects.in_force().filter(**{mine: target}).values(yours)
        twice = Q(**{yours: target}) | Q(**{f"{yours}__in": standing}, lifted_at__isnull=True)
        return KeepApart.objects.filter(twice, **{mine: source}).values_list("pk", flat=True)
    return Person.objects.none().values_list("pk", flat=True)


@cache
def links() -> tuple[Link, ...]:
    return tuple(Link(key) for key in MOVES)


def households_of(*persons: Person) -> set[int]:
    """The households in which these persons stand or stood, under whichever registration."""
    return {pk for person in persons for pk in Member.objects.of(person.pk).values_list("household", flat=True)}


def cases_of(*persons: Person) -> "QuerySet[Case]":
    return Case.objects.filter(household__in=households_of(*persons))


# Merging -------------------------------------------------------------------------------------------------------------


@transaction.atomic
def merge(kept: Person, gone: Person, *, by: User, reason: str, pair: Pair | None = None) -> Merge:
    """From now on `gone` is known to be `kept`. Raises IllegalMove when the pair was decided by somebody else.

    Refused for one and the same, for somebody merged already, and for two who are kept apart from each other.
    """
    _say_why(reason)
    if kept.pk == gone.pk:
        raise Refused(_("This is one registration already. There is nothing to merge."))
    households = _hold(kept, gone)
    if kept.merged_into_id or gone.merged_into_id:
        raise Refused(_("One of the two was merged already. Look at the list of possible duplicates again."))
    if apart.parted([kept, gone]):
        raise Refused(_("These two are kept apart from each other for safety. Lift that first, if it is one person."))
    burdens = rests.burden_of(kept), rests.burden_of(gone)
    made = Merge.objects.create(kept=kept, gone=gone, by=by, reason=reason.strip())
    repointed = list(gone.merged.values_list("pk", flat=True))
    entries = [entry for link in links() for entry in _carried(made, link)]
    MergeEntry.objects.bulk_create(entries)
    Person.objects.filter(pk=gone.pk).update(merged_into=kept, version=F("version") + 1)
    gone.refresh_from_db()
    _follow(households, kept, gone, *Person.objects.filter(pk__in=repointed))
    pairs.settle_merged(kept, gone, by=by, reason=reason, pair=pair)
    moved = sum(entry.moved for entry in entries)
    _tell(Verb.PERSONS_MERGED, made, households, by=by, rows=moved)
    rests.share(*burdens, by=by)
    return made


def _say_why(reason: str) -> None:
    if not reason.strip():
        raise Refused({"reason": _("Say why.")})


def _hold(*persons: Person) -> set[int]:
    """Lock the cases of all their households and then the persons, each in one order, and read the persons anew.

    Raises Stale when one of them came into a household while we waited.
    """
    households = households_of(*persons)
    list(Case.objects.held().filter(household__in=households))
    ids = [person.pk for person in persons]
    list(Person.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=ids).order_by("pk"))
    for person in persons:
        person.refresh_from_db()
    if households_of(*persons) != households:
        raise Stale(persons[0])
    return households


def _carried(made: Merge, link: Link) -> Iterator[MergeEntry]:
    """Write down what was the kept person's own, then move what the other has."""
    own = list(link.rows(made.kept).values_list("pk", flat=True))
    ids = list(link.rows(made.gone).values_list("pk", flat=True))
    moved = link.carry(ids, source=made.gone, target=made.kept)
    for pk in own:
        yield MergeEntry(merge=made, table=link.key, row=pk, moved=False)
    for pk in moved:
        yield MergeEntry(merge=made, table=link.key, row=pk, moved=True)


def _follow(households: Collection[int], *persons: Person) -> None:
    """What is derived: the deadlines of the households, the words by which the persons are found."""
    deadlines.follow_all(households)
    index.refresh(person.pk for person in persons)


def _tell(verb: Verb, merge: Merge, households: Collection[int], *, by: User, rows: int) -> None:
    """A line in the trail of every case concerned, with numbers only."""
    told: list[int | None] = [
        *Case.objects.filter(household__in=households).order_by("pk").values_list("pk", flat=True)
    ]
    for case in told or [None]:
        record(verb, merge, by=by, case_id=case, kept=merge.kept_id, gone=merge.gone_id, rows=rows)


# Parting -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Added:
    """A record that came to the kept person after the merge: whose it is, somebody has to say."""

    table: str
    row: Any

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{self.table}:{self.row.pk}"

    @property
    def is_restricted(self) -> bool:
        """Whether only few may know of it."""
        return self.table == "cases.RestrictedNote.person" or bool(getattr(self.row, "is_restricted", False))

    @property
    def label(self) -> str:
        """What it is, in words; nothing of what few may read."""
        kind = str(self.row._meta.verbose_name).capitalize()
        said = DESCRIBED.get(self.table)
        return f"{kind}: {said(self.row)}" if said else kind


DESCRIBED: dict[str, Callable[[Any], str]] = {
    "cases.Alias.person": lambda row: str(row.name),
    "cases.FileNumber.person": str,
    "cases.Order.person": lambda row: f"{row.annex}, {day_in_words(row.decided_on)}",
    "cases.Measure.person": lambda row: f"{row.get_kind_display()}, {day_in_words(row.starts_on)}",
    "cases.Procedure.person": lambda row: f"{row.route}, {day_in_words(row.lodged_on)}",
    "cases.EntryBan.person": lambda row: day_in_words(row.decided_on),
    "cases.Address.person": lambda row: f"{row.get_kind_display()}, {day_in_words(row.starts_on)}",
    "cases.Representative.person": lambda row: f"{row.get_kind_display()}, {row.name}",
    "cases.Document.person": lambda row: day_in_words(row.received_on) if row.is_restricted else str(row.title),
}


def added_since(merge: Merge) -> list[Added]:
    """What came to the kept person since, in the order of the lists of the file. What came with another merge is not
    asked about: it goes where that one goes. Nor is a protection in force: it stays with both."""
    return [one for one in _came_since(merge) if not _protects(one)]


def _protects(added: Added) -> bool:
    return isinstance(added.row, KeepApart) and added.row.lifted_at is None


def protections_since(merge: Merge) -> list[Added]:
    """Who was kept apart since, in force: nobody can say which of the two was meant, so it stays with both."""
    return [one for one in _came_since(merge) if _protects(one)]


def _came_since(merge: Merge) -> list[Added]:
    known = _known(merge)
    return [
        Added(link.key, row)
        for link in links()
        if link.key != POINTER
        for row in link.rows(merge.kept).order_by("pk")
        if (link.key, row.pk) not in known
    ]


def _known(merge: Merge) -> set[tuple[str, int]]:
    others = Merge.objects.filter(kept=merge.kept_id, undone_at__isnull=True).exclude(pk=merge.pk)
    entries = MergeEntry.objects.filter(Q(merge=merge) | Q(merge__in=others, moved=True))
    return set(entries.values_list("table", "row"))


# The person's own columns, of which the merge wrote none: what was corrected since stays as it is.
def changed_since(merge: Merge) -> list[tuple["Field[Any, Any]", Any, Any]]:
    """The columns of the kept person that were corrected since, as (field, then, now)."""
    history = apps.get_model("cases", "PersonEvent")._default_manager
    before = history.filter(pgh_obj=merge.kept_id, pgh_created_at__lte=merge.at).order_by("-pgh_id").first()
    fields = [field for field in Person._meta.concrete_fields if field.name in Person.Privacy.personal]
    pairs_of = [(field, getattr(before, field.name, None), getattr(merge.kept, field.name)) for field in fields]
    return [(field, then, today) for field, then, today in pairs_of if before and then != today]


@transaction.atomic
def part(merge: Merge, *, by: User, reason: str, assignments: Iterable[str] = (), distinct: bool = False) -> Merge:
    """Undo the merge: what moved goes back if it is still there, and of what came since, what `assignments` names.

    `assignments` are keys of `added_since` that belong to the person who was merged; everything else stays. With
    `distinct` the two are remembered as not the same. Who was kept apart since the merge stays so, and the other with
    him: nobody can say which of the two was meant. Refused while the kept person is himself merged into another.
    """
    _say_why(reason)
    kept, gone = merge.kept, merge.gone
    households = _hold(kept, gone)
    merge.refresh_from_db()
    if merge.undone_at:
        raise Refused(_("This merge was undone already."))
    if kept.merged_into_id:
        raise Refused(_("%s was himself merged into another person since. Undo that merge first.") % kept.name)
    given = _given(merge, assignments)
    protections = protections_since(merge)
    Merge.objects.filter(pk=merge.pk).update(
        undone_by=by, undone_at=now(), undone_because=reason.strip(), version=F("version") + 1
    )
    Person.objects.filter(pk=gone.pk).update(merged_into=None, version=F("version") + 1)
    rows = sum(_returned(merge, link, given) for link in links())
    merge.refresh_from_db()
    _protect_both(gone, protections, by=by)
    _follow(households, kept, gone, *gone.merged.all())
    pairs.settle_parted(kept, gone, by=by, reason=reason, distinct=distinct)
    _tell(Verb.PERSONS_PARTED, merge, households, by=by, rows=rows)
    return merge


def _given(merge: Merge, assignments: Iterable[str]) -> set[tuple[str, int]]:
    asked = set(assignments)
    offered = {added.key: (added.table, added.row.pk) for added in added_since(merge)}
    if asked - offered.keys():
        raise Refused(_("The records of this person have changed since the page was opened. Please look again."))
    return {offered[key] for key in asked}


def _returned(merge: Merge, link: Link, given: Collection[tuple[str, int]]) -> int:
    """Move back what came by this link; how many rows."""
    journaled = merge.entries.filter(table=link.key, moved=True).values_list("row", flat=True)
    ids = {*journaled, *(row for table, row in given if table == link.key)}
    return len(link.carry(ids, source=merge.kept, target=merge.gone))


def _protect_both(gone: Person, protections: Iterable[Added], *, by: User) -> None:
    """Write these protections of the kept person for the other too, unless he has them; the trail of his cases tells.

    After what moved went back: a protection that he brought stands already.
    """
    for one in protections:
        row, mine = one.row, Link(one.table).field
        sides = {"protected_id": row.protected_id, "other_id": row.other_id, f"{mine}_id": gone.pk}
        if sides["protected_id"] == sides["other_id"] or KeepApart.objects.in_force().filter(**sides).exists():
            continue
        copy = KeepApart.objects.create(**sides, because=row.because, since=row.since, set_by_id=row.set_by_id)
        told: list[int | None] = [*cases_of(gone).order_by("pk").values_list("pk", flat=True)]
        for case in told or [None]:
            record(Verb.APART_SET, copy, by=by, case_id=case, why=row.because)


def standing(person: Person) -> "QuerySet[Merge]":
    """The merges into this person that were not undone, newest first."""
    return Merge.objects.filter(kept=person, undone_at__isnull=True).select_related("gone", "by")


def is_of_the_dossier(field: "Field[Any, Any]") -> bool:
    """Whether a reference to a person moves with a merge; KeyError for one of which nobody said."""
    key = f"{field.model._meta.label}.{field.name}"
    return {**dict.fromkeys(MOVES, True), **dict.fromkeys(STAYS, False)}[key]


def references() -> Iterator["Field[Any, Any]"]:
    """Every reference to a person in the models of the office, without the history tables."""
    for model in apps.get_models():
        if _is_history(model):
            continue
        for field in model._meta.concrete_fields:
            if field.related_model is Person:
                yield field


def _is_history(model: type[Model]) -> bool:
    return any(field.name == "pgh_id" for field in model._meta.concrete_fields)
