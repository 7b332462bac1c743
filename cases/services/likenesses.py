"""Two registrations side by side: what is known of each, what differs, what would move, and what to beware of."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.enums.people import PairState
from cases.models import Attendance, Case, Document, KeepApart, Member, Order, Pair, Person, RestrictedNote
from cases.services import apart
from cases.services.merging import Link
from cases.services.sides import Side
from icam import nationalities
from icam.calendar import today
from icam.dates import partial_in_words
from icam.identifiers import FileNumberKind, NumberWarning, check
from icam.languages import language


@dataclass(frozen=True)
class Text:
    """A value as it is shown; `language` of what is written in another script."""

    text: str
    language: str = ""


@dataclass(frozen=True)
class Line:
    """A thing that is known of both, or of one."""

    label: str
    first: list[Text]
    second: list[Text]
    verdict: str = field(init=False)

    def __post_init__(self) -> None:
        ours, theirs = ({value.text.casefold() for value in side} for side in (self.first, self.second))
        verdict = "none" if not (ours or theirs) else "one" if not (ours and theirs) else "differs"
        if ours and ours == theirs:
            verdict = "same"
        elif ours & theirs:
            verdict = "partly"
        object.__setattr__(self, "verdict", verdict)


def lines(first: Person, second: Person) -> list[Line]:
    """What says who the two are; what nobody knows of either is left out."""
    ours, theirs = _facts(first), _facts(second)
    every = [Line(label, ours[label], theirs[label]) for label in ours]
    return [line for line in every if line.verdict != "none"]


def _facts(person: Person) -> dict[str, list[Text]]:
    merged = list(person.merged.order_by("pk"))
    others = [alias.name for alias in person.aliases.order_by("name")] + [one.name for one in merged]
    scripts = [Text(one.own_script, one.own_script_language) for one in (person, *merged) if one.own_script]
    birth = partial_in_words(person.born_on, person.birth_precision) if person.born_on else ""
    return {
        _("Name"): _texts(person.name),
        _("Name in the own script"): scripts,
        _("Other names"): _texts(*others),
        _("Born"): _texts(birth),
        _("Sex"): _texts(person.get_sex_display() if person.sex != "u" else ""),
        _("Nationality"): _texts(*(nationalities.name_of(code) for code in person.nationalities)),
        _("File numbers"): _texts(*(f"{number.kind} {number.as_written}" for number in person.file_numbers.all())),
        _("Language understood best"): _texts(
            language(person.contact_language).name if person.contact_language else ""
        ),
        _("Telephone"): _texts(person.phone),
        _("Lives at"): _texts(*_addresses(person)),
        _("Orders to leave"): _texts(*_orders(person)),
        _("Documents"): _texts(_documents(person)),
        _("Talks attended"): _texts(_talks(person)),
    }


def _texts(*values: Any) -> list[Text]:
    return [Text(str(value)) for value in values if value]


def _addresses(person: Person) -> list[str]:
    """Where he lives now; nothing of somebody who is kept apart from anybody, nor of who lives with one."""
    if apart.is_protected(person):
        return [_("Kept apart for safety")]
    rows, hidden = person.addresses.on(today()).newest_first(), apart.hidden_from(None)
    return [
        _("Kept apart for safety") if hidden.gives_away(row) else f"{row.street}, {row.postcode} {row.municipality}"
        for row in rows
    ]


def _orders(person: Person) -> list[str]:
    rows = Order.objects.filter(person=person).newest_first()
    return [f"{row.annex}, {_day(row.decided_on)}" for row in rows]


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _documents(person: Person) -> str:
    n = Document.objects.standing().filter(person=person, is_restricted=False).count()
    return ngettext("%(n)d document", "%(n)d documents", n) % {"n": n} if n else ""


def _talks(person: Person) -> str:
    n = Attendance.objects.filter(person=person, was_present=True).count()
    return ngettext("%(n)d talk", "%(n)d talks", n) % {"n": n} if n else ""


# What would move -----------------------------------------------------------------------------------------------------

# What few may read is neither counted nor named here; it moves all the same.
COUNTED = {
    "cases.Alias.person": gettext_lazy("Other names"),
    "cases.FileNumber.person": gettext_lazy("File numbers"),
    "cases.Order.person": gettext_lazy("Orders to leave"),
    "cases.Measure.person": gettext_lazy("Measures"),
    "cases.Procedure.person": gettext_lazy("Residence procedures"),
    "cases.EntryBan.person": gettext_lazy("Entry bans"),
    "cases.Address.person": gettext_lazy("Addresses"),
    "cases.Representative.person": gettext_lazy("Representatives"),
    "cases.Document.person": gettext_lazy("Documents"),
    "cases.Person.merged_into": gettext_lazy("Registrations merged before"),
}


def counts(first: Person, second: Person) -> list[tuple[str, int, int]]:
    """How many records hang on each, by kind; kinds of which neither has any are left out."""
    rows = [(str(label), _count(Link(key), first), _count(Link(key), second)) for key, label in COUNTED.items()]
    return [row for row in rows if row[1] or row[2]]


def _count(link: Link, person: Person) -> int:
    rows = link.rows(person)
    return int(rows.filter(is_restricted=False).count() if link.model is Document else rows.count())


# What to beware of ---------------------------------------------------------------------------------------------------


def warnings(first: Side, second: Side) -> list[str]:
    """What speaks for two persons, or will need somebody's eye when they are one."""
    about = (_about_cases, _about_families, _about_papers, _about_restricted)
    return [warning for each in about for warning in each(first, second)]


def _about_cases(first: Side, second: Side) -> Iterable[str]:
    ours, theirs = ([case for case in side.cases if case.is_open] for side in (first, second))
    for one, other in product(ours, theirs):
        if one != other and one.track == other.track:
            told = _("Two cases are open on one track: %(one)s and %(other)s. Both stay; close one of them afterwards.")
            yield told % {"one": one.reference, "other": other.reference}


def _about_families(first: Side, second: Side) -> Iterable[str]:
    ours, theirs = (
        set(Member.objects.of(side.person.pk).on(today()).values_list("household", flat=True))
        for side in (first, second)
    )
    if ours & theirs:
        yield _("Both belong to one household today: it will count one person less on its pages.")
    if _met_both(first.person, second.person):
        yield _("Both were present at one and the same talk.")
    if apart.parted([first.person, second.person]):
        yield _("They are kept apart from each other for safety. Lift that first, if it is one person.")
    elif _households_apart(ours | theirs):
        yield _("Somebody of these households is kept apart from somebody else. Look at the people page afterwards.")


def _met_both(first: Person, second: Person) -> bool:
    talks = Attendance.objects.filter(person=first, was_present=True).values("interview")
    return Attendance.objects.filter(person=second, was_present=True, interview__in=talks).exists()


def _households_apart(households: set[int]) -> bool:
    persons = Member.objects.filter(household__in=households).on(today()).values("person")
    return KeepApart.objects.in_force().filter(protected__in=persons).exists()


def _about_papers(first: Side, second: Side) -> Iterable[str]:
    ours, theirs = (_national_numbers(side.person) for side in (first, second))
    if ours and theirs and not ours & theirs:
        yield _("Each has a valid National Register number, and they differ: by law these are two persons.")
    pair = Pair.objects.filter(
        first__in=[first.person, second.person], second__in=[first.person, second.person], state=PairState.NOT_SAME
    )
    if pair.exists():
        yield _("It was decided before that these are two persons.")


def _about_restricted(first: Side, second: Side) -> Iterable[str]:
    """Notes are read on every case of the person; a document is read on its own case, whoever it is about."""
    for one, other in ((first.person, second.person), (second.person, first.person)):
        if RestrictedNote.objects.filter(person=one).exists() and _readers(other) - _readers(one):
            yield _("There are restricted notes. After the merge, colleagues can read them who could not before.")
            return


def _readers(person: Person) -> set[tuple[int | None, int]]:
    """Who reads what is restricted about this person: the coach, and the managers of the region, of each case."""
    households = Member.objects.of(person.pk).on(today()).values("household")
    return set(Case.objects.filter(household__in=households).values_list("coach", "region"))


def _national_numbers(person: Person) -> set[str]:
    rows = person.file_numbers.filter(kind=FileNumberKind.NN)
    return {row.canonical for row in rows if check(row.kind, row.as_written) == NumberWarning.NONE}


# Who is kept ---------------------------------------------------------------------------------------------------------


def proposed(first: Side, second: Side) -> Person:
    """The older registration of those that a case follows; of all when none does."""
    followed = [side for side in (first, second) if side.is_followed] or [first, second]
    return min((side.person for side in followed), key=lambda person: person.pk)
