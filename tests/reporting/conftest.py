"""A small year, counted by hand: two regions, and every figure with something in it."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from cases.enums import CaseState, ClosureReason, HouseholdKind, InterviewState, ProspectKind, ResultKind, StayGround
from cases.models import CaseMove, Placement, as_it_is
from icam.models import Region
from tests import factories


def close(case: Any, day: date, reason: str = ClosureReason.NO_RESPONSE) -> None:
    """As cases.services.life closes, on any day."""
    CaseMove.objects.create(
        case=case,
        cycle=case.cycle,
        source=case.state,
        target=CaseState.CLOSED,
        on=day,
        closure_reason=reason,
        **as_it_is(case),
    )
    Placement.objects.filter(case=case, ends_on__isnull=True).update(ends_on=day)
    type(case).objects.filter(pk=case.pk).update(state=CaseState.CLOSED, closed_on=day, closure_reason=reason)


def move_to(case: Any, region: Region, day: date) -> None:
    """As cases.services.life assigns to another region, on any day."""
    Placement.objects.filter(case=case, ends_on__isnull=True).update(ends_on=day)
    type(case).objects.filter(pk=case.pk).update(region=region)
    case.refresh_from_db()
    Placement.objects.create(case=case, starts_on=day, **as_it_is(case))


@pytest.fixture
def year_2024(db: Any) -> SimpleNamespace:
    """Brussels: a family and a single. Antwerp: a single, opened in 2023. One of 2023 closed before the year."""
    brussels = factories.make_region(code="BRU", name="Brussels")
    antwerp = factories.make_region(code="ANT", name="Antwerp")
    anna, bart = factories.make_coach(brussels), factories.make_coach(antwerp)
    family = factories.make_case(
        coach=anna,
        region=brussels,
        opened_on=date(2024, 2, 5),
        household=factories.make_household(kind=HouseholdKind.FAMILY),
        target_group=factories.make_target_group("FAMILY_ADDR"),
        state=CaseState.IN_COACHING,
    )
    single = factories.make_case(coach=anna, region=brussels, opened_on=date(2024, 3, 1), state=CaseState.INVITED)
    older = factories.make_case(coach=bart, region=antwerp, opened_on=date(2023, 11, 20), state=CaseState.IN_COACHING)
    gone = factories.make_case(coach=bart, region=antwerp, opened_on=date(2023, 1, 9), state=CaseState.INVITED)
    close(gone, date(2023, 12, 31))

    for case, day, purpose in [
        (family, date(2024, 2, 12), "first"),
        (family, date(2024, 4, 2), "follow_up"),
        (single, date(2024, 3, 4), "first"),
        (older, date(2023, 11, 27), "first"),
        (older, date(2024, 1, 8), "repeat"),
    ]:
        factories.make_letter(case, state="sent", sent_on=day, purpose=purpose)
    factories.make_letter(single)  # drafted only
    for case, day, state in [
        (family, date(2024, 2, 20), InterviewState.HELD),
        (family, date(2024, 4, 10), InterviewState.LEFT_EARLY),
        (older, date(2024, 1, 15), InterviewState.HELD),
        (older, date(2023, 12, 4), InterviewState.HELD),
    ]:
        kind = "follow_up" if day == date(2024, 4, 10) else "first"
        factories.make_interview(case, state=state, held_on=day, kind=kind)
    factories.make_interview(single, state=InterviewState.NO_SHOW)

    typed_wrong = factories.make_prospect(family, kind=ProspectKind.NONE, proposed_on=date(2024, 4, 9))
    stay = factories.make_prospect(
        family, ground=StayGround.WORK, proposed_on=date(2024, 4, 10), corrects=typed_wrong, proposed_by=anna
    )
    home = factories.make_prospect(older, kind=ProspectKind.OFFICE_RETURN, proposed_on=date(2024, 1, 15))
    factories.make_result(stay, happened_on=date(2024, 9, 30))
    factories.make_result(home, kind=ResultKind.OFFICE_RETURN, happened_on=date(2024, 3, 31))
    close(older, date(2024, 4, 1), ClosureReason.OFFICE_RETURN)
    return SimpleNamespace(
        brussels=brussels,
        antwerp=antwerp,
        anna=anna,
        bart=bart,
        manager=factories.make_manager(brussels),
        head=factories.make_head(),
        family=family,
        single=single,
        older=older,
        gone=gone,
    )
