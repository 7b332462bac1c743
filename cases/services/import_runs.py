"""Carrying out an import: households go in by the hundred, each whole or not at all, each once.

The row is the queue, as for letters: a worker locks the rows of some households, opens their cases and writes on the
rows what became of them, in one transaction. A worker that dies leaves them as they were; `sweep` begins again.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import structlog
from django.core.exceptions import ValidationError
from django.db import DatabaseError, DataError, IntegrityError, transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

from cases import tasks, workflow
from cases.access import persons_for
from cases.enums import MemberRole
from cases.enums.papers import ImportState, RowDecision, RowResult
from cases.importing.households import Gathered, gather
from cases.importing.lines import Line
from cases.models import Case, Import, ImportRow
from cases.services import import_checks, imports
from cases.services.import_checks import case_words, lines_of, touch
from cases.services.import_lists import Rows, rows_of
from cases.services.import_rows import write
from cases.services.openings import Newcomer, Opening, open_many, open_one
from cases.services.people import Number
from icam.models import User
from icam.refusals import Refused, explain
from icam.workflow import Stale

CHUNK = 200  # households a task
AT_ONCE = 50  # households a transaction: while it lasts, nobody else gets a number for a case
LOST_AFTER = timedelta(seconds=45)

logger = structlog.get_logger(__name__)


# In the background ----------------------------------------------------------------------------------------------------


def wake(import_id: int) -> None:
    """Tell the workers that an import waits to be checked or carried out; without a broker it waits for the sweep."""
    made = Import.objects.get(pk=import_id)
    try:
        if made.state == ImportState.CHECKING:
            tasks.check_import.apply_async((import_id,), retry=False)
        for first, last in chunks(made) if made.state == ImportState.RUNNING else ():
            tasks.carry_out_import.apply_async((import_id, first, last), retry=False)
    except OperationalError:
        logger.warning("broker_unreachable", import_id=import_id)


def sweep() -> int:
    """Begin again with imports on which nobody has worked for a while; how many those were."""
    under_way = Import.objects.filter(state__in=(ImportState.CHECKING, ImportState.RUNNING))
    lost = list(under_way.filter(touched_at__lt=timezone.now() - LOST_AFTER).values_list("pk", flat=True))
    for import_id in lost:
        Import.objects.filter(pk=import_id).update(touched_at=timezone.now())
        wake(import_id)
        finish(import_id)
    return len(lost)


def check(import_id: int) -> None:
    """Read all rows, and let the workers compare them in chunks."""
    parts = import_checks.begin(import_id)
    for first, last in parts:
        tasks.compare_import.apply_async((import_id, first, last), retry=False)
    if not parts:
        import_checks.finish(import_id)


def check_here(made: Import) -> None:
    """The whole check in this process: for commands."""
    for first, last in import_checks.begin(made.pk):
        import_checks.compare_rows(made.pk, first, last)
    import_checks.finish(made.pk)


def chunks(made: Import) -> list[tuple[int, int]]:
    """The households that wait, as ranges of the numbers of their principals."""
    heads = made.rows.filter(result=RowResult.QUEUED).order_by("household").values_list("household", flat=True)
    numbers = list(dict.fromkeys(head for head in heads if head is not None))
    return [(part[0], part[-1]) for part in (numbers[n : n + CHUNK] for n in range(0, len(numbers), CHUNK))]


def run_here(made: Import) -> None:
    """The whole run in this process: for commands."""
    for first, last in chunks(made):
        carry_out(made.pk, first, last)
    finish(made.pk)


# Households -----------------------------------------------------------------------------------------------------------


def carry_out(import_id: int, first: int, last: int) -> None:
    """Open the cases of the households in this range that still wait; those that another worker holds are his."""
    made = Import.objects.select_related("region", "by").get(pk=import_id)
    if made.state != ImportState.RUNNING:
        return
    lists = rows_of(made.region)
    with translation.override(made.by.language):
        while _next(made, lists, first, last):
            touch(made)
    finish(import_id)


def _next(made: Import, lists: Rows, first: int, last: int) -> bool:
    """Some households in one transaction; False when none is left.

    Who holds the row of the principal holds the household.
    """
    with transaction.atomic():
        heads = made.rows.filter(household__range=(first, last), number=F("household"), result=RowResult.QUEUED)
        free = heads.select_for_update(of=("self",), skip_locked=True, no_key=True).order_by("number")
        held = [row.number for row in free[:AT_ONCE]]
        rows = list(made.rows.filter(household__in=held, result=RowResult.QUEUED).order_by("number"))
        if not rows:
            return False
        _open(made, lists, rows)
    return True


def _open(made: Import, lists: Rows, rows: Sequence[ImportRow]) -> None:
    by_number = {row.number: row for row in rows}
    pairs = []
    for household in gather(lines_of(made, rows, lists).values()):
        if household.is_sound:
            pairs.append((household, _opening(made, lists, household, by_number)))
        else:
            _refuse(by_number, household, " ".join(str(said) for line in household.lines for said in line.problems))
    _open_together(by_number, [pair for pair in pairs if pair[1].is_new], by=made.by)
    for household, opening in (pair for pair in pairs if not pair[1].is_new):
        _open_alone(by_number, household, opening, by=made.by)


def _open_together(by_number: Mapping[int, ImportRow], pairs: Sequence[tuple[Gathered, Opening]], *, by: User) -> None:
    """Many at once; when they are refused, by halves, until those that are the reason stand alone and say why."""
    if len(pairs) <= 1:
        for household, opening in pairs:
            _open_alone(by_number, household, opening, by=by)
        return
    try:
        with transaction.atomic():
            _opened(by_number, pairs, open_many([opening for _household, opening in pairs], by=by))
    except (ValidationError, DatabaseError):
        middle = len(pairs) // 2
        _open_together(by_number, pairs[:middle], by=by)
        _open_together(by_number, pairs[middle:], by=by)


def _opening(made: Import, lists: Rows, household: Gathered, by_number: Mapping[int, ImportRow]) -> Opening:
    roles = [(household.principal, MemberRole.PRINCIPAL), *household.others]
    persons = [_newcomer(line, role, by_number[line.number]) for line, role in roles]
    return Opening(household.kind, persons, case_words(made, household, lists))


def _newcomer(line: Line, role: MemberRole, row: ImportRow) -> Newcomer:
    return Newcomer(
        line.person(),
        role=role,
        numbers=[Number(kind, written) for kind, written in line.numbers],
        aliases=line.aliases(),
        known=row.person if row.decision == RowDecision.SAME else None,
        order=line.order(),
        address=line.address(),
    )


def _open_alone(by_number: Mapping[int, ImportRow], household: Gathered, opening: Opening, *, by: User) -> None:
    """One household through the services that pages use; refused, its rows say why."""
    try:
        with transaction.atomic():
            _check_reach(opening, by)
            case = open_one(opening, by=by)
            _opened(by_number, [(household, opening)], [case])
    except IntegrityError as error:
        _refuse(by_number, household, _explained(error))
    except ValidationError as refusal:
        _refuse(by_number, household, " ".join(refusal.messages))
    except (DataError, Stale):
        _refuse(by_number, household, _("This household could not be written. Open the case by hand."))


def _explained(error: IntegrityError) -> str:
    try:
        return " ".join(explain(error).messages)
    except IntegrityError:
        logger.warning("import_row_refused", constraint=type(error.__cause__).__name__)
        return _("This household could not be written. Open the case by hand.")


def _check_reach(opening: Opening, by: User) -> None:
    """Since the decision, somebody may have gone out of the reader's sight."""
    known = {person.known.pk for person in opening.persons if person.known}
    if known - set(persons_for(by).filter(pk__in=known).values_list("pk", flat=True)):
        raise Refused(_("You may no longer see the person who was meant."))


def _opened(
    by_number: Mapping[int, ImportRow], pairs: Sequence[tuple[Gathered, Opening]], cases: Sequence[Case]
) -> None:
    """Write on each row which case and which person came of it; within the transaction that made them."""
    rows = []
    for (household, opening), case in zip(pairs, cases, strict=True):
        for line, newcomer, person in zip(household.lines, opening.persons, opening.made, strict=True):
            row = by_number[line.number]
            row.result = RowResult.ATTACHED if newcomer.known else RowResult.CREATED
            row.case, row.person, row.problems = case, person, []
            rows.append(row)
    write(rows)


def _refuse(by_number: Mapping[int, ImportRow], household: Gathered, why: str) -> None:
    rows = [by_number[line.number] for line in household.lines]
    for row in rows:
        row.result, row.case, row.problems = RowResult.REFUSED, None, [{"column": "", "text": why}]
        row.person = row.person if row.decision == RowDecision.SAME else None
    write(rows)


# The end --------------------------------------------------------------------------------------------------------------


def finish(import_id: int) -> bool:
    """Say that all is done, once it is."""
    return imports.finish(import_id, workflow.IMPORT_DONE, RowResult.QUEUED, _sum_up)


def _sum_up(made: Import) -> dict[str, Any]:
    return {"note": imports.counts(made), "finished_at": timezone.now()}
