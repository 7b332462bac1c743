"""Imports of files: read, given columns, decided row by row, started. See cases.importing for what a file is.

Rows are checked by `import_checks` and carried out by `import_runs`; both run in the background and may be begun again.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import workflow
from cases.access import Foreign, persons_for
from cases.enums.papers import ImportState, RowDecision, RowResult
from cases.importing import columns, tables
from cases.importing.faults import Unreadable
from cases.importing.writing import GUESSES, again
from cases.models import Import, ImportRow, Person
from icam.audit import record
from icam.enums import Verb
from icam.fields import tidy_text
from icam.models import Region, User
from icam.permissions import Capability
from icam.refusals import Refused
from icam.workflow import IllegalMove, Move, Stale, perform

FINAL = (RowResult.CREATED, RowResult.ATTACHED, RowResult.REPEATED)
UNDECIDED = (RowResult.NEW, RowResult.DECIDE, RowResult.KNOWN, RowResult.SKIPPED)
BATCH = 1000


def imports_for(user: User) -> "QuerySet[Import]":
    """The imports that `user` may see: those of the regions in which he may import."""
    if not user.may(Capability.IMPORT_CASES):
        return Import.objects.none()
    return Import.objects.filter(region__in=user.regions.all())


def get(user: User, pk: int) -> Import:
    """The import; for one of another region the same answer as for one that is not there."""
    found = imports_for(user).select_related("region", "by").filter(pk=pk).first()
    if found is None:
        raise Foreign
    return found


def may_import(user: User, region: Region) -> bool:
    return user.may(Capability.IMPORT_CASES) and user.regions.filter(pk=region.pk, is_active=True).exists()


# Reading --------------------------------------------------------------------------------------------------------------


@transaction.atomic
def read(data: bytes, *, by: User, region: Region, name: str, encoding: str = "") -> Import:
    """Keep the rows of a file as they stand there, with a guess at the columns. Refused when it cannot be read."""
    if not may_import(by, region):
        raise Refused({"region": _("You may not import cases into this region.")})
    try:
        table = tables.read(data, encoding)
    except Unreadable as reason:
        raise Refused({"file": str(reason)}) from reason
    shape = hashlib.sha256("\x00".join(table.shape).encode()).hexdigest()
    made = Import.objects.create(
        name=_plain_name(name),
        sha256=hashlib.sha256(data).hexdigest(),
        region=region,
        encoding=table.writing.code if table.writing else "",
        is_sure=table.writing.is_sure if table.writing else True,
        header=table.header,
        shape=shape,
        mapping=_remembered(shape, table.header) or {"columns": columns.guess(table.header), "defaults": {}},
        total=len(table.rows),
        by=by,
    )
    rows = (ImportRow(of=made, number=number, cells=cells) for number, cells in table.rows)
    ImportRow.objects.bulk_create(rows, batch_size=BATCH)
    record(Verb.IMPORT_READ, made, by=by, rows=made.total, sha256=made.sha256)
    return made


def _plain_name(name: str) -> str:
    """The name of the file without what cannot be shown."""
    try:
        return tidy_text(name)[-160:] or _("file")
    except ValidationError:
        return _("file")


def _remembered(shape: str, header: Sequence[str]) -> dict[str, Any] | None:
    """How the last file with the same head was read."""
    last = Import.objects.filter(shape=shape).exclude(state=ImportState.READ).order_by("-pk").first()
    if last is None:
        return None
    by_head = {head.casefold(): key for head, key in last.mapping.get("columns", {}).items()}
    found = {head: by_head[head.casefold()] for head in header if head.casefold() in by_head}
    return {"columns": found, "defaults": last.mapping.get("defaults", {})}


# Columns --------------------------------------------------------------------------------------------------------------


@transaction.atomic
def choose_columns(
    made: Import,
    *,
    by: User,
    version: int,
    mapping: Mapping[str, str],
    defaults: Mapping[str, Any],
    encoding: str = "",
) -> Import:
    """Say which column is what (head -> key), what holds where the file is silent, and how it was written.

    Queues the check; every row is looked at anew. Raises Stale.
    """
    current = _hold(made, version)
    _sensible(mapping)
    if encoding and encoding != current.encoding:
        mapping = _read_again(current, encoding, mapping)
    perform(
        workflow.CHECK_IMPORT,
        current,
        by=by,
        mapping={"columns": {head: key for head, key in mapping.items() if key}, "defaults": dict(defaults)},
        encoding=encoding or current.encoding,
        is_sure=True,
        header=current.header,
        touched_at=timezone.now(),
    )
    fresh = {"result": RowResult.WAITING, "problems": [], "warnings": [], "candidates": [], "decision": ""}
    current.rows.exclude(result__in=FINAL).update(**fresh, household=None, person=None, fingerprint="")
    return current


def _hold(made: Import, version: int) -> Import:
    current = Import.objects.select_for_update(of=("self",)).select_related("region", "by").get(pk=made.pk)
    if current.version != version:
        raise Stale(current)
    return current


def _sensible(mapping: Mapping[str, str]) -> None:
    chosen = [key for key in mapping.values() if key]
    if twice := sorted({key for key in chosen if chosen.count(key) > 1}):
        label = columns.BY_KEY[twice[0]].label
        raise Refused(_("Two columns cannot both be “%(label)s”.") % {"label": label})
    if not {"name", "family_name", "given_names"} & set(chosen):
        raise Refused(_("Say which column holds the name."))


def _read_again(current: Import, encoding: str, mapping: Mapping[str, str]) -> dict[str, str]:
    """The same bytes in another writing: head, rows, and the heads of the mapping."""
    if current.encoding not in GUESSES or encoding not in GUESSES:
        raise Refused({"encoding": _("This file cannot be read in that writing.")})
    was = current.encoding

    def turned(cell: Any) -> Any:
        return again(cell, was, encoding) if isinstance(cell, str) else cell

    try:
        heads = {head: turned(head) for head in current.header}
        rows = list(current.rows.all())
        for row in rows:
            row.cells = [turned(cell) for cell in row.cells]
    except UnicodeError as error:
        raise Refused({"encoding": _("This file cannot be read in that writing.")}) from error
    ImportRow.objects.bulk_update(rows, ["cells"], batch_size=BATCH)
    current.header = list(heads.values())
    return {heads[head]: key for head, key in mapping.items()}


# Discarding -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def discard(made: Import, *, by: User, version: int, reason: str) -> Import:
    """Give up an import that wrote nothing yet, as the wrong file: nothing that stood in the file is kept with it.

    Who read which file, who gave it up and why stays. Raises Stale, IllegalMove; refused without a reason.
    """
    if not reason.strip():
        raise Refused({"reason": _("Say why.")})
    current = _hold(made, version)
    rows = current.rows.count()
    perform(
        workflow.DISCARD_IMPORT,
        current,
        by=by,
        reason=reason.strip(),
        note={"rows": rows, "discarded": True},
        header=[],
        mapping={"columns": {}, "defaults": {}},
        shape="",
        failure=_("Discarded before anything was imported. Its rows are gone."),
        finished_at=timezone.now(),
    )
    current.rows.all().delete()
    return current


# Deciding -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Choice:
    """What is to become of a row: imported as somebody new, as somebody known, left out, or still open."""

    decision: str = ""
    person: int | None = None


def choices_of(row: ImportRow, open_ids: frozenset[int]) -> list[Choice]:
    """What may be decided on a row: never that it is somebody whom the reader may not see."""
    if row.result not in UNDECIDED or row.of.state not in {ImportState.CHECKED, ImportState.DONE}:
        return []
    known = [Choice(RowDecision.SAME, found["person"]) for found in row.candidates if found.get("person") in open_ids]
    still_open = [Choice()] if row.candidates else []
    return [*still_open, *known, Choice(RowDecision.NEW), Choice(RowDecision.SKIP)]


def open_persons(user: User, rows: Sequence[ImportRow]) -> dict[int, Person]:
    """Of all that resemble somebody of these rows, those whom `user` may see, by id."""
    ids = {found["person"] for row in rows for found in row.candidates if found.get("person")}
    return {person.pk: person for person in persons_for(user).filter(pk__in=ids).select_related("merged_into")}


@transaction.atomic
def decide(
    made: Import, *, by: User, version: int, decisions: Mapping[int, Choice], chosen: Mapping[int, bool]
) -> Import:
    """Write down what is to become of rows, by their id, and which of them are ticked. Raises Stale."""
    current = _hold(made, version)
    if current.state not in {ImportState.CHECKED, ImportState.DONE}:
        raise IllegalMove(current, current.state, current.state)
    rows = list(current.rows.filter(pk__in={*decisions, *chosen}).order_by("pk"))
    seen = frozenset(open_persons(by, rows))
    changed = [row for row in rows if _decided(row, decisions.get(row.pk), seen) | _ticked(row, chosen.get(row.pk))]
    ImportRow.objects.bulk_update(changed, ["decision", "person", "is_chosen", "result"], batch_size=BATCH)
    if changed:
        Import.objects.filter(pk=current.pk).update(version=current.version + 1)
        decided = [row.number for row in changed if row.decision]
        record(Verb.IMPORT_DECIDED, current, by=by, rows=decided[:500], count=len(decided))
    return current


def _decided(row: ImportRow, choice: Choice | None, seen: frozenset[int]) -> bool:
    if choice is None or (choice.decision, choice.person) == (row.decision, row.person_id):
        return False
    if choice not in choices_of(row, seen):
        raise Refused(_("Row %(number)d cannot be decided like that.") % {"number": row.number})
    row.decision, row.person_id = choice.decision, choice.person
    if row.result == RowResult.SKIPPED and choice.decision != RowDecision.SKIP:
        row.result = RowResult.DECIDE if row.candidates else RowResult.NEW
    return True


def _ticked(row: ImportRow, is_chosen: bool | None) -> bool:
    if is_chosen is None or is_chosen == row.is_chosen:
        return False
    row.is_chosen = is_chosen
    return True


def decide_rest(made: Import, *, by: User, decision: RowDecision) -> int:
    """Settle every row that still waits for a decision in the same way; how many those were.

    With SAME, a row is the one person whom it resembles most, if the reader may see him; else it is left out.
    """
    rows = list(made.rows.filter(result=RowResult.DECIDE, decision=""))
    seen = frozenset(open_persons(by, rows)) if decision == RowDecision.SAME else frozenset()
    choices = {row.pk: _settled(row, decision, seen) for row in rows}
    made.refresh_from_db()
    decide(made, by=by, version=made.version, decisions=choices, chosen={})
    return len(rows)


def _settled(row: ImportRow, decision: RowDecision, seen: frozenset[int]) -> Choice:
    if decision != RowDecision.SAME:
        return Choice(decision)
    best = next((found["person"] for found in row.candidates if found.get("person") in seen), None)
    return Choice(RowDecision.SAME, best) if best else Choice(RowDecision.SKIP)


# Starting -------------------------------------------------------------------------------------------------------------


def ready_rows(made: Import) -> "QuerySet[ImportRow]":
    """Rows of which it is settled what they become, and that were not carried out yet."""
    settled = Q(result__in=(RowResult.NEW, RowResult.KNOWN)) | (Q(result=RowResult.DECIDE) & ~Q(decision=""))
    return made.rows.filter(settled).exclude(decision=RowDecision.SKIP)


@transaction.atomic
def start(made: Import, *, by: User, version: int, only_chosen: bool = False) -> Import:
    """Put the settled rows (or those of them that are ticked) in the queue. Raises Stale; refused when there is none.

    A household goes with all its rows: ticking one of them is enough, and one undecided row holds the others back.
    """
    current = _hold(made, version)
    heads = ready_rows(current)
    if only_chosen:
        heads = heads.filter(is_chosen=True)
    waiting = current.rows.filter(result=RowResult.DECIDE, decision="").values("household")
    going = heads.exclude(household__in=waiting).exclude(household__in=_led_by_nobody(current)).values("household")
    queued = current.rows.filter(household__in=going, result__in=UNDECIDED)
    count = queued.exclude(decision=RowDecision.SKIP).update(result=RowResult.QUEUED)
    if not count:
        raise Refused(_("There is no row that could be imported."))
    leave_out(current)
    perform(workflow.RUN_IMPORT, current, by=by, note={"rows": count}, touched_at=timezone.now(), finished_at=None)
    return current


def _led_by_nobody(made: Import) -> list[int]:
    """The households whose principal is to be left out: without him there is no case."""
    heads = made.rows.filter(decision=RowDecision.SKIP, number=F("household"))
    return [head for head in heads.values_list("household", flat=True) if head is not None]


def leave_out(made: Import) -> None:
    """Settle the rows that are to be left out, and whoever belongs to a household that has no principal by that."""
    left_out = Q(decision=RowDecision.SKIP) | Q(household__in=_led_by_nobody(made))
    made.rows.filter(left_out, result__in=UNDECIDED).update(result=RowResult.SKIPPED)


def counts(made: Import) -> dict[str, int]:
    """How many rows came to which result."""
    rows = made.rows.order_by().values_list("result").annotate(rows=Count("pk"))
    return dict(rows)


# The end of a check or of a run ---------------------------------------------------------------------------------------


def finish(import_id: int, move: Move, unfinished: RowResult, close: Callable[[Import], dict[str, Any]]) -> bool:
    """Make the move once no row is `unfinished`; of two who see that, one makes it.

    `close` does what comes last, and returns what `perform` is told besides.
    """
    made = Import.objects.select_related("by").get(pk=import_id)
    if not move.fits(made.state) or made.rows.filter(result=unfinished).exists():
        return False
    try:
        with transaction.atomic():
            perform(move, made, by=made.by, **close(made))
    except IllegalMove:
        return False
    return True
