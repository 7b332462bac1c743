"""Filling in the demonstration: all of it in one transaction, or nothing."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import connection, transaction

from cases.models import (
    Address,
    Agreement,
    Alias,
    Appeal,
    Attendance,
    Case,
    CaseGrant,
    CaseMove,
    CasePartner,
    ClosureProposal,
    ContactMoment,
    EngagementReview,
    EntryBan,
    Extension,
    FamilyAgreement,
    FamilyStep,
    FileNumber,
    Household,
    Interview,
    KeepApart,
    Measure,
    Member,
    NameWord,
    Obstacle,
    Order,
    Person,
    PersonKeys,
    Placement,
    Procedure,
    Prospect,
    ReferenceYear,
    Representative,
    ResidenceCheck,
    Result,
)
from cases.services import index
from icam.audit import record
from icam.calendar import now, today
from icam.enums import Verb
from invitations.models import Letter
from reporting.demonstration import asking, doubles, hours, lists, papers, published, records, staff, visitors
from reporting.demonstration.chores import write as write_chores
from reporting.demonstration.diary import Diary
from reporting.demonstration.dossiers import Dossiers
from reporting.demonstration.files import Files
from reporting.demonstration.households import Homes
from reporting.demonstration.letters import Letters
from reporting.demonstration.lives import Life, live
from reporting.demonstration.office import TheOffice, found
from reporting.demonstration.people import Registry
from reporting.demonstration.spells import place
from reporting.demonstration.staff import Account
from reporting.demonstration.store import Store
from reporting.demonstration.stories import stories
from reporting.demonstration.surroundings import Surroundings
from reporting.demonstration.talks import Talks
from reporting.demonstration.volumes import EXACT_FROM, PUBLISHED_YEAR, Story

MODELS = (
    Person, Alias, FileNumber, Household, Member, Order, Measure, Procedure, Address, Case, CaseMove, Placement,
    CaseGrant, ClosureProposal, Interview, Attendance, Agreement, Prospect, Result, Letter, Extension, EntryBan, Appeal,
    ResidenceCheck, Representative, CasePartner, FamilyAgreement, FamilyStep, KeepApart, Obstacle, EngagementReview,
    ContactMoment,
)  # fmt: skip


class NotForUse(Exception):
    """The demonstration may not be filled in here; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What was written: who can sign in, how many rows of which kind, and whether 2023 is the published year."""

    accounts: list[Account]
    counts: dict[str, int]
    is_published: bool


def is_filled() -> bool:
    return Person.objects.exists()


def check() -> None:
    """Raises NotForUse where real work is done, or where persons are registered already."""
    if not settings.DEMONSTRATION:
        raise NotForUse("This is not a demonstration (DEMONSTRATION is off): nothing is invented where people work.")
    if is_filled():
        raise NotForUse(
            "Persons are registered already. Invented ones are never mixed with them: use an empty database."
        )


@transaction.atomic
def fill(size: int, seed: int, tell: Callable[[str], None] = lambda _line: None) -> Filled:
    """Invent an office with `size` cases; from one seed, one size and one day follows always the same.

    Raises NotForUse.
    """
    check()
    _take_time()
    diary = Diary(today())
    office = found(diary)
    accounts = staff.hire(office, seed, diary)
    hours.write(office, diary, random.Random(f"{seed}/hours"))  # noqa: S311  (invented, not secret)
    told = stories(size, diary, random.Random(f"{seed}/stories"))  # noqa: S311  (invented, not secret)
    exact = size >= EXACT_FROM
    with Store(MODELS) as store:
        scribe = Scribe(office, store, seed, diary.today)
        for number, life in enumerate(_lives(told, diary, seed, exact=exact), start=1):
            scribe.write(life)
            if store.is_full:
                store.send()
                tell(f"{number:,} of {size:,} cases")
    scribe.close()
    index.rebuild()
    _count_tables()  # what follows asks for single rows; a table counted as empty is read whole each time
    doubles.write(office.managers, random.Random(f"{seed}/doubles"))  # noqa: S311  (invented, not secret)
    asking.write(office, random.Random(f"{seed}/asking"))  # noqa: S311  (invented, not secret)
    papers.bring(diary.today, random.Random(f"{seed}/papers"))  # noqa: S311  (invented, not secret)
    lists.write(office.managers, diary.today)
    write_chores(diary, random.Random(f"{seed}/chores"))  # noqa: S311  (invented, not secret)
    records.amend_one(now())
    visitors.write(random.Random(f"{seed}/visitors"))  # noqa: S311  (invented, not secret)
    _count_tables()
    record(Verb.DEMONSTRATION_FILLED, None, by=None, size=size, seed=seed, counts=store.counts)
    return Filled(accounts, store.counts, exact)


def _take_time() -> None:
    """This transaction may take as long as it needs, and a power cut may lose it: it is a demonstration."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SET LOCAL synchronous_commit = off")
        # The history triggers look for these; not to find them costs each row a caught exception.
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")
        cursor.execute("SELECT set_config('pghistory.context_id', gen_random_uuid()::text, true)")
        cursor.execute("""SELECT set_config('pghistory.context_metadata', '{"demonstration": true}', true)""")


def _count_tables() -> None:
    """Let the database know at once how much there is; it would find out by itself only some minutes later."""
    with connection.cursor() as cursor:
        for model in (*MODELS, NameWord, PersonKeys):
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def _lives(told: list[Story], diary: Diary, seed: int, *, exact: bool) -> Iterator[Life]:
    """In the order of opening. Those that reach into the published year are dealt their letters and talks together."""
    old = [live(story, diary, seed) for story in told if story.opened_on.year <= PUBLISHED_YEAR]
    if exact:
        published.deal((life for life in old if not life.story.is_extra), random.Random(f"{seed}/deal"))  # noqa: S311
    yield from old
    yield from (live(story, diary, seed) for story in told if story.opened_on.year > PUBLISHED_YEAR)


class Scribe:
    """Writes down one life after the other."""

    def __init__(self, office: TheOffice, store: Store, seed: int, day: date) -> None:
        self.office, self.today = office, day
        self.homes = Homes(store, Registry(store, seed), day)
        self.dossiers, self.files = Dossiers(store, office, day), Files(store, office, day)
        self.talks, self.letters = Talks(store, office, day), Letters(store, office, day)
        self.surroundings = Surroundings(store, office, day, seed)

    def write(self, life: Life) -> None:
        home = self.homes.found(life)
        spells = place(life, home, self.office, self.today)
        spell = spells.rows[0]
        language = (spell.coach or self.office.managers[spell.region]).language
        leave_by = self.dossiers.orders(life, home, language)
        town, by_post = self.dossiers.address(life, home, spells.now.region)
        self.dossiers.procedures(life, home)
        self.dossiers.measures(life, home)
        case = self.files.open(life, home, spells, leave_by)
        self.files.moves(life, case, spells)
        self.surroundings.write(life, home, case, spells, self.dossiers.written)
        talks = self.talks.write(life, case, home, spells)
        self.letters.write(life, case, home.principal, spells, talks, town, by_post=by_post)
        self.files.prospect(life, case, home, spells)
        self.files.exceptions(life, case, spells)
        self.files.apart(home, spells)

    def close(self) -> None:
        """Leave the numbering of cases where it stands."""
        for year, last in sorted(self.files.last_numbers.items()):
            ReferenceYear.objects.update_or_create(year=year, defaults={"last": last})
