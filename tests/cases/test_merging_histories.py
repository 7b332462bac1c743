"""Whatever was merged, worked on and parted, in whichever order: what comes out is what went in, and the work."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.enums import MemberRole
from cases.models import Alias, FileNumber, Household, Measure, Member, Merge, Person
from cases.services import merging
from cases.services.merging import Link
from icam.calendar import today
from icam.refusals import Refused
from tests import factories

PERSONS, HOUSEHOLDS, STEPS = 4, 3, 14
Graph = dict[tuple[str, int], int]


def graph() -> Graph:
    """Every reference to a person in the file, by the column and the row: the whole that has to come back."""
    keys = [*merging.MOVES, "cases.Member.person", "cases.Household.principal"]
    found: Graph = {}
    for link in map(Link, keys):
        rows = link.model._default_manager.exclude(**{f"{link.field}__isnull": True})
        found |= {(link.key, pk): person for pk, person in rows.values_list("pk", link.field)}
    return found


class History:
    """A small office, and beside it what each record should say in the end."""

    def __init__(self, draw: Callable[..., Any], manager: Any) -> None:
        self.draw, self.manager, self.made = draw, manager, 0
        self.persons = [factories.make_person() for _ in range(PERSONS)]
        for person in self.persons[:HOUSEHOLDS]:
            factories.make_case(household=factories.make_household(principal=person))
        for person in self.persons:
            for work in (self.alias, self.order, self.number):
                work(person)
        self.expected = graph()

    def pick(self, things: list[Any]) -> Any:
        return self.draw(st.sampled_from(things))

    def current(self) -> list[Person]:
        return list(Person.objects.filter(merged_into=None).order_by("pk"))

    # Work, as somebody does it on the person as he is known that day; the keys of the rows that it made

    def alias(self, person: Person) -> list[tuple[str, int]]:
        self.made += 1
        name = self.pick(["Abu Nour", "Umm Nour", f"Name {self.made}"])
        row, new = Alias.objects.get_or_create(person=person, name=name)
        return [("cases.Alias.person", row.pk)] if new else []

    def order(self, person: Person) -> list[tuple[str, int]]:
        return [("cases.Order.person", factories.make_order(person=person).pk)]

    def number(self, person: Person) -> list[tuple[str, int]]:
        self.made += 1
        digits = f"{1_000_000 + self.made}"
        row = FileNumber.objects.create(person=person, kind="SP", as_written=digits, canonical=digits)
        return [("cases.FileNumber.person", row.pk)]

    def address(self, person: Person) -> list[tuple[str, int]]:
        return [("cases.Address.person", factories.make_address(person=person).pk)]

    def measure(self, person: Person) -> list[tuple[str, int]]:
        row = Measure.objects.create(person=person, kind="preventive", starts_on=today())
        return [("cases.Measure.person", row.pk)]

    def join(self, person: Person) -> list[tuple[str, int]]:
        if Member.objects.of(person.pk).exists():
            return []
        household = self.pick(list(Household.objects.order_by("pk")))
        row = Member.objects.create(household=household, person=person, role=MemberRole.OTHER, joined_on=today())
        return [("cases.Member.person", row.pk)]

    def work(self) -> None:
        person = self.pick(self.current())
        act = self.pick([self.alias, self.order, self.number, self.address, self.measure, self.join])
        self.expected |= dict.fromkeys(act(person), person.pk)

    # Merging and parting

    def merge(self) -> None:
        kept, gone = self.pick(self.current()), self.pick(self.current())
        try:
            with transaction.atomic():
                merging.merge(kept, gone, by=self.manager, reason="One passport.")
        except Refused:
            assert kept == gone

    def part(self) -> None:
        live = list(Merge.objects.filter(undone_at=None).order_by("pk"))
        if not live:
            return
        merge = self.pick(live)
        added = merging.added_since(merge)
        given = [one for one in added if self.draw(st.booleans())]
        try:
            with transaction.atomic():
                merging.part(merge, by=self.manager, reason="Two passports.", assignments=[one.key for one in given])
        except Refused:
            assert merge.kept.merged_into_id
            return
        for one in given:
            key = (one.table, one.row.pk)
            if graph()[key] == merge.gone_id:  # a name that he has already stays where it is
                self.expected[key] = merge.gone_id

    def undo_everything(self) -> None:
        while live := list(Merge.objects.filter(undone_at=None, kept__merged_into=None).order_by("pk")):
            merging.part(self.pick(live), by=self.manager, reason="Two passports.")


@settings(
    max_examples=40, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(data=st.data())
def test_merge_work_and_part_give_the_original_and_the_work(db: None, data: Any) -> None:
    with transaction.atomic():
        history = History(data.draw, factories.make_manager())
        for act in data.draw(st.lists(st.sampled_from(["merge", "work", "part"]), min_size=3, max_size=STEPS)):
            getattr(history, act)()
        assert Person.objects.filter(merged_into__merged_into__isnull=False).count() == 0
        history.undo_everything()
        assert graph() == history.expected
        transaction.set_rollback(True)
