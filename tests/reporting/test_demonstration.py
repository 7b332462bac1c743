"""The demonstration, filled in once for all these tests: the published year is exact, and every file holds together."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import connection, models, transaction
from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from cases import workflow
from cases.enums import CaseState, HouseholdKind, LegalStep, ProspectKind, ResultKind, Track
from cases.models import (
    Address,
    Alias,
    Appeal,
    Case,
    CaseGrant,
    CaseMove,
    CasePartner,
    ClosureProposal,
    EntryBan,
    Extension,
    FamilyAgreement,
    FamilyStep,
    FileNumber,
    Household,
    Interview,
    Measure,
    Member,
    Merge,
    Order,
    Pair,
    Person,
    Placement,
    Procedure,
    Prospect,
    Representative,
    ResidenceCheck,
    Result,
)
from cases.services import deadlines
from icam.calendar import is_working_day, local_day, today, year_period
from icam.enums import Verb
from icam.identifiers import NumberWarning, check
from icam.models import AuditEvent, Desk, Office, Region, User
from icam.permissions import Role
from invitations.enums import Channel, LetterState
from invitations.models import Letter
from invitations.services import letters
from reporting.demonstration.filling import MODELS, Filled, NotForUse, fill
from reporting.demonstration.volumes import EXACT_FROM
from reporting.figures import BY_CODE
from reporting.identities import balance
from reporting.registry import Reach

YEAR_2023 = year_period(2023)


@pytest.fixture(scope="module")
def filled(django_db_setup: None, django_db_blocker: Any) -> Iterator[Filled]:
    """The smallest demonstration in which 2023 is the published year, rolled back after these tests."""
    assert connection.settings_dict["NAME"].startswith("test_"), "this would fill in the development database"
    before, settings.DEMONSTRATION = settings.DEMONSTRATION, True
    with django_db_blocker.unblock(), transaction.atomic():
        yield fill(EXACT_FROM, seed=7)
        transaction.set_rollback(True)
    settings.DEMONSTRATION = before


def test_run_alone_the_database_is_still_that_of_the_tests(db: None) -> None:
    """It asks for the database: without any test that does, none is made, and `filled` would meet the real one."""
    assert connection.settings_dict["NAME"].startswith("test_")


def split(code: str, by: str) -> dict[str, int]:
    """The lines of a figure of 2023 that count something."""
    tally = BY_CODE[code].tally(Reach.country(), [YEAR_2023], [by])
    return {key: counts[0] for (key,), counts in tally.items()}


# The published year -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("code", "published"), [("INV-1", 7651), ("INT-1", 3994), ("PRO-1", 612), ("OUT-1", 214)])
def test_of_2023_the_totals_are_the_published_ones(filled: Filled, code: str, published: int) -> None:
    assert BY_CODE[code].count(Reach.country(), YEAR_2023) == published


def test_of_2023_the_splits_are_the_published_ones_and_the_rest_is_other(filled: Filled) -> None:
    families = {"stay": 214, "voluntary_return": 283, "autonomous_return": 107, "other": 8}
    assert split("PRO-1", "family") == families
    assert split("PRO-1", "household") == {"family": 224, "single": 131, "other": 257}
    assert split("OUT-1", "household") == {"family": 162, "single": 44, "other": 8}
    stays = Prospect.objects.standing().filter(kind=ProspectKind.STAY, proposed_on__year=2023)
    assert Counter(stays.values_list("household_kind", flat=True)) == {"family": 162, "single": 44, "other": 8}


def test_what_was_corrected_or_cancelled_is_there_and_does_not_count(filled: Filled) -> None:
    corrected = Prospect.objects.filter(corrected_by__isnull=False, proposed_on__year=2023)
    assert corrected.count() == 24
    assert Letter.objects.filter(state=LetterState.CANCELLED, drafted_at__year=2023).count() > 50


@pytest.mark.parametrize("year", [2021, 2022, 2023, 2024, 2025])
def test_what_was_open_came_and_went_is_what_is_open(filled: Filled, year: int) -> None:
    assert balance(Reach.country(), year_period(year)).gap == 0


def test_every_region_has_its_share_of_the_year(filled: Filled) -> None:
    for code in ("INV-1", "INT-1", "PRO-1", "OUT-1", "OUT-2", "CAS-1", "CAS-2", "CAS-3"):
        assert set(split(code, "region")) == {"BRU", "ANT", "GNT", "LIE", "NAM"}


# The office -------------------------------------------------------------------------------------------------------


def test_the_office_has_its_published_size(filled: Filled) -> None:
    assert (Region.objects.count(), Desk.objects.count(), Office.objects.count()) == (5, 53, 23)
    assert Counter(User.objects.active().values_list("role", flat=True)) == {
        Role.COACH: 85, Role.MANAGER: 5, Role.HEAD: 1, Role.ADMINISTRATOR: 2,
    }  # fmt: skip
    assert User.objects.filter(is_active=False).count() == 2


def test_every_coach_and_manager_has_one_region_and_an_office_in_it(filled: Filled) -> None:
    for user in User.objects.filter(role__in=[Role.COACH, Role.MANAGER]).select_related("office"):
        assert [region.pk for region in user.regions.all()] == [user.office.region_id]


def test_the_accounts_open_the_door_and_one_of_them_asks_for_a_second_factor(filled: Filled) -> None:
    by_role = {account.user.role: account for account in filled.accounts}
    assert {role: account.user.check_password(account.password) for role, account in by_role.items()} == dict.fromkeys(
        Role.values, True
    )
    assert [account.user.username for account in filled.accounts if account.totp_secret] == ["sabine.delfosse"]
    assert Authenticator.objects.get().user.username == "sabine.delfosse"


# Each file --------------------------------------------------------------------------------------------------------


def test_each_case_is_where_its_last_move_left_it(filled: Filled) -> None:
    last = {move.case_id: move for move in CaseMove.objects.order_by("id")}
    for case in Case.objects.all():
        move = last[case.pk]
        assert (case.state, case.cycle) == (move.target, move.cycle)
        assert (case.closed_on, case.closure_reason) == (
            (move.on, move.closure_reason) if case.state == CaseState.CLOSED else (None, "")
        )


def test_each_move_is_one_of_the_workflow_and_not_before_the_one_before(filled: Filled) -> None:
    allowed = {(source, move.target) for move in workflow.LIFE for source in move.sources}
    allowed |= {(CaseState.SUSPENDED, state) for state in workflow.RESUME} | {("", CaseState.SELECTED)}
    assert set(CaseMove.objects.values_list("source", "target")) <= allowed
    before: dict[int, CaseMove] = {}
    for move in CaseMove.objects.order_by("case", "id"):
        if move.case_id in before:
            assert before[move.case_id].target == move.source
            assert before[move.case_id].on <= move.on <= today()
        before[move.case_id] = move


def test_each_open_case_is_placed_as_it_is_and_each_closed_one_nowhere(filled: Filled) -> None:
    placed = {placement.case_id: placement.facts for placement in Placement.objects.filter(ends_on__isnull=True)}
    for case in Case.objects.select_related("household").prefetch_related("placements"):
        facts = {
            "region_id": case.region_id, "office_id": case.office_id, "coach_id": case.coach_id,
            "household_kind": case.household.kind, "target_group_id": case.target_group_id,
        }  # fmt: skip
        assert placed.get(case.pk) == (facts if case.is_open else None)
        assert min(placement.starts_on for placement in case.placements.all()) <= case.opened_on


def test_what_happened_carries_the_facts_of_its_day(filled: Filled) -> None:
    for model, day in ((Letter, "sent_on"), (Interview, "held_on"), (Prospect, "proposed_on"), (Result, "happened_on")):
        rows = model._default_manager.filter(**{f"{day}__isnull": False}, coach__isnull=False)
        within = Q(case__placements__starts_on__lte=F(day)) & (
            Q(case__placements__ends_on__isnull=True) | Q(case__placements__ends_on__gte=F(day))
        )
        same = {f"case__placements__{fact}": F(fact) for fact in ("region", "coach", "household_kind", "target_group")}
        assert rows.exclude(pk__in=rows.filter(within, **same).values("pk")).count() == 0


def test_the_day_to_leave_is_that_of_the_newest_order_in_force(filled: Filled) -> None:
    for case in Case.objects.open().select_related("household"):
        assert case.leave_by == deadlines.derive(case.household)


def test_a_case_is_invited_by_its_first_letter_and_only_by_that(filled: Filled) -> None:
    first = Letter.objects.sent().filter(purpose="first").order_by("id").values_list("case", "sent_on")
    invited = CaseMove.objects.filter(target=CaseState.INVITED).order_by("id").values_list("case", "on")
    assert Counter(first) == Counter(invited)


def test_the_two_tracks_do_not_mix(filled: Filled) -> None:
    transfer = Case.objects.filter(track=Track.TRANSFER)
    assert transfer.count() > 100
    assert set(transfer.values_list("target_group__code", flat=True)) == {"DUBLIN"}
    assert not Prospect.objects.filter(case__track=Track.TRANSFER, kind=ProspectKind.STAY).exists()
    orders = Order.objects.filter(person__memberships__household__cases__track=Track.TRANSFER)
    assert set(orders.values_list("annex__is_transfer", flat=True)) == {True}
    assert not Prospect.objects.filter(case__track=Track.RETURN, kind=ProspectKind.TRANSFER).exists()
    allowed = set(LegalStep.for_track(Track.TRANSFER))
    for steps in Interview.objects.met().filter(case__track=Track.TRANSFER).values_list("steps", flat=True):
        assert set(steps) <= allowed


def test_every_letter_left_on_an_order_in_force_and_under_no_measure(filled: Filled) -> None:
    whom = Coalesce("addressee__merged_into_id", "addressee_id")
    sent = Letter.objects.sent()
    orders = Order.objects.filter(
        Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=OuterRef("sent_on")),
        person=OuterRef("whom"),
        notified_on__lte=OuterRef("sent_on"),
    )
    ordered = sent.annotate(whom=whom).filter(Exists(orders))
    assert sent.exclude(pk__in=ordered.values("pk")).count() == 0
    barred = sent.filter(
        Q(addressee__measures__ends_on__isnull=True) | Q(addressee__measures__ends_on__gte=F("sent_on")),
        addressee__measures__kind__in=["detention", "less_coercive"],
        addressee__measures__starts_on__lte=F("sent_on"),
    )
    assert barred.count() == 0


def test_nobody_is_expected_at_a_closed_or_resting_case_or_on_a_day_off(filled: Filled) -> None:
    planned = Interview.objects.planned().select_related("case")
    assert planned.filter(case__state__in=[CaseState.CLOSED, CaseState.SUSPENDED]).count() == 0
    assert planned.filter(planned_at__date__gte=today()).count() > 20
    assert all(is_working_day(local_day(talk.planned_at)) for talk in planned)
    double = planned.filter(coach__isnull=False).values("coach", "planned_at").annotate(n=Count("pk")).filter(n__gt=1)
    assert double.count() == 0


def test_talks_lie_within_the_life_of_their_case(filled: Filled) -> None:
    met = Interview.objects.met()
    first = Case.objects.filter(cycle=1).values("pk")
    assert met.filter(case__in=first, held_on__lt=F("case__opened_on")).count() == 0
    assert met.filter(held_on__gt=F("case__closed_on")).count() == 0
    assert met.filter(attendances__was_present=True).distinct().count() == met.count()
    early = Prospect.objects.exclude(case__interviews__held_on__lte=F("proposed_on"))
    assert early.count() == 0


def test_records_pass_the_rules_of_their_models(filled: Filled) -> None:
    for model in MODELS:
        for row in model._default_manager.order_by("pk")[::97][:20]:
            row.full_clean(validate_unique=False)


# Odd paths --------------------------------------------------------------------------------------------------------

DAY = today()
ODD: dict[str, models.QuerySet[Any]] = {
    "a single name": Person.objects.filter(Q(family_name="") | Q(given_names="")),
    "birth unknown": Person.objects.filter(birth_precision="unknown"),
    "birth estimated": Person.objects.filter(birth_precision="estimated"),
    "only the month of birth": Person.objects.filter(birth_precision="month"),
    "stateless": Person.objects.filter(nationalities=["XXA"]),
    "nationality unclear": Person.objects.filter(nationalities=["XUU"]),
    "two nationalities": Person.objects.filter(nationalities__len=2),
    "aliases": Alias.objects.all(),
    "several numbers of the Office": FileNumber.objects.filter(kind="SP", person__file_numbers__kind="OV"),
    "chose a language": Person.objects.exclude(letter_language=""),
    "no address": Case.objects.open().filter(household__principal__addresses__isnull=True),
    "post comes back": Address.objects.filter(undeliverable_since__isnull=False),
    "elected domicile": Address.objects.filter(kind="elected"),
    "order extended": Order.objects.filter(extended_to__isnull=False),
    "order replaced": Order.objects.filter(withdrawn_on__isnull=False, person__heads__cases__state="in_coaching"),
    "order not notified": Order.objects.filter(notified_on__isnull=True, deadline__isnull=True),
    "no days to leave": Order.objects.filter(period_days=0),
    "detained": Measure.objects.filter(kind="detention", ends_on__isnull=True),
    "less coercive measure": Measure.objects.filter(kind="less_coercive", ends_on__isnull=True),
    "preventive measure": Measure.objects.filter(kind="preventive"),
    "child joined later": Member.objects.filter(role="child", joined_on__gt=F("household__cases__opened_on")),
    "partner left": Member.objects.filter(role="partner", left_on__isnull=False),
    "another kind of household since": Placement.objects.filter(
        household_kind=HouseholdKind.SINGLE, case__household__kind=HouseholdKind.FAMILY
    ),
    "another region since": Placement.objects.exclude(region=F("case__region")).filter(case__closed_on__isnull=True),
    "procedure pending": Case.objects.suspended().filter(
        household__principal__procedures__in=Procedure.objects.giving_stay()
    ),
    "ground ended, not resumed": Case.objects.with_ended_ground(),
    "suspended for an appeal": Case.objects.suspended().filter(suspension_ground="appeal"),
    "suspended for health": Case.objects.suspended().filter(suspension_ground="health"),
    "opened again": Case.objects.open().filter(cycle=2),
    "moved twice": Interview.objects.filter(replaces__replaces__isnull=False),
    "no show after no show": Case.objects.open()
    .annotate(n=Count("interviews", filter=Q(interviews__state__in=["no_show", "excused", "refused", "cancelled"])))
    .filter(n__gte=4),
    "past, and no outcome": Interview.objects.planned().filter(planned_at__date__lt=DAY),
    "no coach": Case.objects.without_coach(),
    "a coach who has left": Case.objects.open().filter(coach__is_active=False),
    "closing proposed": ClosureProposal.objects.filter(state="open"),
    "closing refused": ClosureProposal.objects.filter(state="refused"),
    "covered by a colleague": CaseGrant.objects.filter(reason="cover", ends_on__gte=DAY),
    "cover at its end": CaseGrant.objects.filter(reason="cover", ends_on__lt=DAY),
    "second opinion": CaseGrant.objects.filter(reason="second_opinion"),
    "return from a centre": Result.objects.filter(kind=ResultKind.FORCED_RETURN, from_detention=True),
    "handed over": Letter.objects.filter(channel=Channel.HAND_OVER),
    "registered twice": Pair.objects.waiting().strong(),
    "two registrations merged": Merge.objects.filter(undone_at=None, kept__merged_into=None),
    "couple": Household.objects.filter(kind=HouseholdKind.COUPLE),
    "extension behind every longer period": Extension.objects.filter(until=F("order__extended_to")),
    "extension not answered": Extension.objects.filter(outcome=""),
    "appeal that suspends": Appeal.objects.suspending().filter(order__person__heads__cases__state="suspended"),
    "appeal rejected": Appeal.objects.filter(outcome="rejected"),
    "entry ban with an order": EntryBan.objects.filter(order__isnull=False),
    "to be looked at again": Case.objects.to_be_watched(DAY),
    "check that runs": ResidenceCheck.objects.running(),
    "moved away, says the check": ResidenceCheck.objects.filter(result="moved_unknown"),
    "lawyer who gets copies": Representative.objects.on(DAY).filter(kind="lawyer", gets_copies=True),
    "mandate at its end": Representative.objects.filter(mandate_until__lt=DAY),
    "partner of a case": CasePartner.objects.filter(partner__kind="reception"),
    "family agreement in force": FamilyAgreement.objects.filter(ended_on__isnull=True),
    "step not kept": FamilyStep.objects.filter(is_breach=True),
    "step to come": FamilyStep.objects.filter(due_on__gte=DAY),
}


@pytest.mark.parametrize("path", ODD)
def test_the_odd_path_is_there(filled: Filled, path: str) -> None:
    assert ODD[path].exists() is True


def test_some_national_numbers_fail_their_check_and_most_do_not(filled: Filled) -> None:
    told = Counter(check("NN", number.as_written) for number in FileNumber.objects.filter(kind="NN"))
    assert set(told) == {NumberWarning.NONE, NumberWarning.CHECK_FAILS}
    assert told[NumberWarning.NONE] > 10 * told[NumberWarning.CHECK_FAILS]


def test_names_are_written_in_their_own_scripts(filled: Filled) -> None:
    written = set(Person.objects.exclude(own_script="").values_list("own_script_language", flat=True))
    assert {"ar", "prs", "fa", "ti", "am", "ka", "hy", "ru", "uk", "zh", "pa"} <= written


def test_letters_are_in_every_state_but_made_and_unsent(filled: Filled) -> None:
    """A letter that was made has its bytes; those that wait become one as soon as a worker runs."""
    states = Counter(Letter.objects.values_list("state", flat=True))
    assert set(states) == set(LetterState) - {LetterState.RENDERED}
    assert states[LetterState.READY] + states[LetterState.RENDERING] < 20


def test_every_letter_that_waits_can_be_made(filled: Filled) -> None:
    with transaction.atomic():
        for letter in Letter.objects.waiting():
            letters.render(letter.pk)
            letter.refresh_from_db()
            assert (letter.state, letter.failure) == (LetterState.RENDERED, "")
        transaction.set_rollback(True)


def test_one_page_stands_in_for_every_letter_of_the_past(filled: Filled) -> None:
    file, digest = Letter.objects.sent().values_list("file", "sha256").distinct().get()
    with storages["letters"].open(file) as stream:
        assert hashlib.sha256(stream.read()).hexdigest() == digest


def test_recorded_results_know_every_level_of_evidence(filled: Filled) -> None:
    levels = {"declared", "ticket", "partner", "consular", "stamp", "decision"}
    assert set(Result.objects.values_list("evidence", flat=True)) == levels


# The command ------------------------------------------------------------------------------------------------------


def test_the_trail_says_what_was_filled_in(filled: Filled) -> None:
    event = AuditEvent.objects.get(verb=Verb.DEMONSTRATION_FILLED)
    assert event.changes["counts"] == filled.counts
    assert filled.counts["case"] == EXACT_FROM


def test_filled_once_it_is_not_filled_again(filled: Filled, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(NotForUse):
        fill(1, seed=1)
    call_command("demo_data", "--if-empty", "--size", "1")
    assert capsys.readouterr().out == "The demonstration is filled in already.\n"
