"""Every figure counted by hand, every split equal to its whole, and facts as they were when they happened."""

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from cases.enums import CaseState, Family, HouseholdKind, ProspectKind
from cases.models import CaseMove, Placement, as_it_is
from icam.calendar import ZONE, Period, year_period
from invitations.enums import LetterState
from invitations.models import Letter
from reporting import periods
from reporting.access import reach_of
from reporting.figures import BY_CODE, FIGURES
from reporting.identities import balance
from reporting.registry import MONTH, NOT_STATED, Figure, Reach
from tests import factories
from tests.reporting.conftest import close, move_to

# Permanent: scripts, editions and other reports name these. A new meaning is a new code.
PINNED = ["INV-1", "INT-1", "PRO-1", "OUT-1", "OUT-2", "CAS-1", "CAS-2", "CAS-3"]
YEAR = year_period(2024)


def counted(code: str, by: str, reach: Reach | None = None, period: Period = YEAR) -> dict[str, int]:
    """The lines of a split that count something."""
    cells = BY_CODE[code].split(reach or Reach.country(), period, by)
    return {cell.key: cell.count for cell in cells if cell.count}


def test_the_codes_are_permanent() -> None:
    assert [figure.code for figure in FIGURES] == PINNED


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.code)
def test_a_figure_says_what_it_counts(figure: Figure) -> None:
    assert figure.by[:4] == ("region", "household", "target_group", "kind")
    assert figure.by[-1] == MONTH
    assert str(figure.definition).endswith(".")
    assert str(figure.label) != ""
    assert figure.source().model._meta.get_field(figure.dated_by).get_internal_type() == "DateField"


EXAMPLE = {
    "INV-1": (4, {"first": 2, "follow_up": 1, "repeat": 1}, {"2024-01": 1, "2024-02": 1, "2024-03": 1, "2024-04": 1}),
    "INT-1": (3, {"first": 2, "follow_up": 1}, {"2024-01": 1, "2024-02": 1, "2024-04": 1}),
    "PRO-1": (2, {"stay": 1, "office_return": 1}, {"2024-01": 1, "2024-04": 1}),
    "OUT-1": (1, {"work": 1}, {"2024-09": 1}),
    "OUT-2": (1, {"office_return": 1}, {"2024-03": 1}),
    "CAS-1": (2, {"selection": 2}, {"2024-02": 1, "2024-03": 1}),
    "CAS-2": (1, {"office_return": 1}, {"2024-04": 1}),
    "CAS-3": (
        2,
        {"return": 2},
        {"2024-01": 1, "2024-02": 2, "2024-03": 3} | {f"2024-{month:02}": 2 for month in range(4, 13)},
    ),
}


@pytest.mark.parametrize("code", PINNED)
def test_an_example_counted_by_hand(year_2024: SimpleNamespace, code: str) -> None:
    whole, kinds, months = EXAMPLE[code]
    assert BY_CODE[code].count(Reach.country(), YEAR) == whole
    assert counted(code, "kind") == kinds
    assert counted(code, MONTH) == months


def test_the_splits_that_figures_share(year_2024: SimpleNamespace) -> None:
    assert counted("INV-1", "region") == {"BRU": 3, "ANT": 1}
    assert counted("INV-1", "household") == {"family": 2, "single": 2}
    assert counted("INV-1", "target_group") == {"FAMILY_ADDR": 2, "SINGLE_ADDR": 2}


def test_prospects_as_the_printed_report_groups_them(year_2024: SimpleNamespace) -> None:
    lines = BY_CODE["PRO-1"].split(Reach.country(), YEAR, "family")
    assert [line.key for line in lines] == [*Family.values, NOT_STATED]
    assert counted("PRO-1", "family") == {"stay": 1, "voluntary_return": 1}


def test_a_split_lists_every_value_also_the_empty_ones(year_2024: SimpleNamespace) -> None:
    factories.make_region(code="NEW", name="New region")
    for figure in FIGURES:
        lines = figure.split(Reach.country(), YEAR, "region")
        assert [line.key for line in lines] == ["ANT", "BRU", "NEW", NOT_STATED]
        assert [line.key for line in figure.split(Reach.country(), YEAR, "household")] == [
            *HouseholdKind.values,
            NOT_STATED,
        ]
        assert len(figure.split(Reach.country(), YEAR, MONTH)) == 12


def test_what_is_in_no_line_is_shown_as_not_stated(year_2024: SimpleNamespace) -> None:
    CaseMove.objects.filter(case=year_2024.single).update(intake_channel="")
    assert counted("CAS-1", "kind") == {"selection": 1, NOT_STATED: 1}
    rows = BY_CODE["CAS-1"].rows(Reach.country(), YEAR, {"kind": NOT_STATED})
    assert [row.case_id for row in rows] == [year_2024.single.pk]


READERS = ["anna", "bart", "manager", "head"]
WALK = [(figure, by) for figure in FIGURES for by in figure.by]


@pytest.mark.parametrize("reader", READERS)
def test_parts_equal_the_whole(year_2024: SimpleNamespace, reader: str) -> None:
    reach = reach_of(getattr(year_2024, reader))
    for figure, by in WALK:
        lines = [line.count for line in figure.split(reach, YEAR, by)]
        together = sum(lines) if figure.adds_up(by) else lines[-1]
        assert (figure.code, by, together) == (figure.code, by, figure.count(reach, YEAR))


@pytest.mark.parametrize("reader", READERS)
def test_each_part_is_its_rows(year_2024: SimpleNamespace, reader: str) -> None:
    reach = reach_of(getattr(year_2024, reader))
    for figure, by in WALK:
        lines = figure.split(reach, YEAR, by)
        rows = {line.key: figure.rows(reach, YEAR, {by: line.key}).count() for line in lines}
        assert (figure.code, by, rows) == (figure.code, by, {line.key: line.count for line in lines})


def test_a_reader_of_a_region_counts_that_region(year_2024: SimpleNamespace) -> None:
    counts = {name: [f.count(reach_of(getattr(year_2024, name)), YEAR) for f in FIGURES] for name in READERS}
    assert counts == {
        "anna": [3, 2, 1, 1, 0, 2, 0, 2],
        "bart": [1, 1, 1, 0, 1, 0, 1, 0],
        "manager": [3, 2, 1, 1, 0, 2, 0, 2],
        "head": [4, 3, 2, 1, 1, 2, 1, 2],
    }


def test_somebody_without_a_region_counts_nothing(year_2024: SimpleNamespace) -> None:
    reach = reach_of(factories.make_user("coach", []))
    assert [figure.count(reach, YEAR) for figure in FIGURES] == [0] * 8


def test_facts_stay_as_they_were_when_the_case_moves(year_2024: SimpleNamespace) -> None:
    before = {figure.code: counted(figure.code, "region") for figure in FIGURES}
    move_to(year_2024.family, year_2024.antwerp, date(2025, 1, 1))
    household = year_2024.family.household
    type(household).objects.filter(pk=household.pk).update(kind=HouseholdKind.OTHER)
    assert {figure.code: counted(figure.code, "region") for figure in FIGURES} == before
    assert counted("INV-1", "household") == {"family": 2, "single": 2}
    assert counted("CAS-3", "region", period=year_period(2025)) == {"ANT": 1, "BRU": 1}


# Days -----------------------------------------------------------------------------------------------------------------


def test_the_first_and_the_last_day_belong_to_the_year(year_2024: SimpleNamespace) -> None:
    letters = BY_CODE["INV-1"]
    before = letters.count(Reach.country(), YEAR)
    for day in (date(2023, 12, 31), date(2024, 1, 1), date(2024, 12, 31), date(2025, 1, 1)):
        factories.make_letter(year_2024.single, state=LetterState.SENT, sent_on=day)
    assert letters.count(Reach.country(), YEAR) == before + 2


@pytest.mark.parametrize(
    ("moment", "year"),
    [(datetime(2024, 12, 31, 23, 30, tzinfo=ZONE), 2024), (datetime(2025, 1, 1, 0, 30, tzinfo=ZONE), 2025)],
)
def test_a_year_is_a_year_in_brussels(year_2024: SimpleNamespace, moment: datetime, year: int) -> None:
    with time_machine.travel(moment, tick=False):
        factories.make_letter(year_2024.single, state=LetterState.SENT)
        assert periods.years()[0] == year
    counts = {each: BY_CODE["INV-1"].count(Reach.country(), year_period(each)) for each in (2024, 2025)}
    assert counts == {2024: 4, 2025: 0} | {year: 4 + 1 if year == 2024 else 1}


@pytest.mark.parametrize(
    ("starts", "ends", "is_open"),
    [
        (date(2024, 6, 30), None, 1),  # opened on the last day
        (date(2024, 7, 1), None, 0),  # the day after
        (date(2024, 1, 1), date(2024, 6, 30), 0),  # closed on the last day: not open at its end
        (date(2024, 1, 1), date(2024, 7, 1), 1),
        (date(2024, 6, 30), date(2024, 6, 30), 0),  # opened and closed on one day
    ],
)
def test_open_means_open_at_the_end_of_the_day(db: Any, starts: date, ends: date | None, is_open: int) -> None:
    case = factories.make_case(opened_on=date(2020, 1, 1))
    Placement.objects.filter(case=case).update(starts_on=starts, ends_on=ends)
    assert BY_CODE["CAS-3"].count(Reach.country(), Period(date(2024, 1, 1), date(2024, 6, 30))) == is_open


def test_a_transfer_on_the_last_day_counts_where_the_case_is_that_night(year_2024: SimpleNamespace) -> None:
    move_to(year_2024.single, year_2024.antwerp, date(2024, 12, 31))
    assert counted("CAS-3", "region") == {"BRU": 1, "ANT": 1}


def test_no_row_can_lack_its_day(year_2024: SimpleNamespace) -> None:
    """Else a row would be in a figure and in none of its years."""
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(state=LetterState.SENT).update(sent_on=None)
    for figure in FIGURES:
        assert figure.source().filter(**{f"{figure.dated_by}__isnull": True}).count() == 0


# Chains and cycles ----------------------------------------------------------------------------------------------------


def test_a_chain_of_corrections_counts_once(year_2024: SimpleNamespace) -> None:
    first = factories.make_prospect(year_2024.single, kind=ProspectKind.NONE, proposed_on=date(2024, 5, 2))
    second = factories.make_prospect(
        year_2024.single, kind=ProspectKind.ASSISTED_RETURN, proposed_on=date(2024, 5, 2), corrects=first
    )
    factories.make_prospect(
        year_2024.single, kind=ProspectKind.AUTONOMOUS_RETURN, proposed_on=date(2024, 5, 3), corrects=second
    )
    assert counted("PRO-1", "kind") == {"stay": 1, "office_return": 1, "autonomous_return": 1}


def test_opened_again_and_closed_again_counts_each_time(year_2024: SimpleNamespace) -> None:
    case = year_2024.older
    facts = as_it_is(case)
    CaseMove.objects.create(
        case=case, cycle=2, source=CaseState.CLOSED, target=CaseState.SELECTED, on=date(2024, 6, 3), **facts
    )
    Placement.objects.create(case=case, starts_on=date(2024, 6, 3), **facts)
    case.cycle = 2
    close(case, date(2024, 8, 1))
    assert [BY_CODE[code].count(Reach.country(), YEAR) for code in ("CAS-1", "CAS-2", "CAS-3")] == [3, 2, 2]
    assert balance(Reach.country(), YEAR).holds is True


def test_resuming_to_selected_is_not_an_opening(year_2024: SimpleNamespace) -> None:
    CaseMove.objects.create(
        case=year_2024.single,
        cycle=1,
        source=CaseState.SUSPENDED,
        target=CaseState.SELECTED,
        on=date(2024, 6, 3),
        **as_it_is(year_2024.single),
    )
    assert BY_CODE["CAS-1"].count(Reach.country(), YEAR) == 2


# Identities -----------------------------------------------------------------------------------------------------------


def test_the_books_of_the_country_balance(year_2024: SimpleNamespace) -> None:
    books = balance(Reach.country(), YEAR)
    assert (books.opening, books.opened, books.closed, books.closing) == (1, 2, 1, 2)
    assert (books.gap, books.holds) == (0, True)


def test_a_broken_identity_is_found(year_2024: SimpleNamespace) -> None:
    Placement.objects.filter(case=year_2024.single).delete()
    books = balance(Reach.country(), YEAR)
    assert (books.gap, books.holds) == (-1, False)


def test_the_books_of_a_region_show_what_came_over_the_border(year_2024: SimpleNamespace) -> None:
    move_to(year_2024.single, year_2024.antwerp, date(2024, 5, 1))
    brussels, antwerp = (balance(Reach.country(), YEAR, {"region": code}) for code in ("BRU", "ANT"))
    assert (brussels.gap, antwerp.gap) == (-1, 1)
    assert (brussels.holds, antwerp.holds) == (True, True)
    assert balance(Reach.country(), YEAR).gap == 0


# Periods --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "year", "stretch", "last"),
    [
        (date(2026, 11, 22), 2026, "to_date", date(2026, 11, 22)),
        (date(2026, 11, 22), 2026, "year", date(2026, 11, 22)),
        (date(2026, 11, 22), 2025, "to_date", date(2025, 11, 22)),
        (date(2026, 11, 22), 2025, "year", date(2025, 12, 31)),
        (date(2024, 2, 29), 2023, "to_date", date(2023, 2, 28)),
        (date(2026, 1, 1), 2026, "year", date(2026, 1, 1)),
    ],
)
def test_a_period_never_reaches_past_today(now: date, year: int, stretch: str, last: date) -> None:
    with time_machine.travel(datetime(now.year, now.month, now.day, 12, tzinfo=ZONE), tick=False):
        assert periods.period_of(year, stretch) == Period(date(year, 1, 1), last)


def test_years_go_back_to_the_first_case(year_2024: SimpleNamespace) -> None:
    with time_machine.travel(datetime(2025, 6, 1, tzinfo=ZONE), tick=False):
        assert periods.years() == [2025, 2024, 2023]
