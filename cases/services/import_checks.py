"""What would become of each row of a file: read as values, put into households, compared with who is known.

`begin` reads all rows at once, because households and twins are found across the file; then the rows are compared in
chunks, each of them once, by as many workers as there are. Nothing is written but the rows of the import itself.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cases import workflow
from cases.access import cases_for, persons_for
from cases.enums.papers import ImportState, RowDecision, RowResult
from cases.importing.households import Gathered, gather
from cases.importing.lines import Line, parse, with_defaults
from cases.matching import Match, Profile, Strength, compare, search
from cases.models import Case, Import, ImportRow, Member, Person
from cases.models.household import KNOWN_TO_BE
from cases.services import imports
from cases.services.candidates import PersonStore
from cases.services.import_lists import Rows, rows_of
from cases.services.import_rows import write
from cases.services.imports import BATCH, FINAL
from cases.services.prefetched import Prefetched

CHUNK = 250  # rows
SHOWN = 3  # candidates a row
TOLD = (Strength.CERTAIN, Strength.STRONG, Strength.POSSIBLE)
SURE = (Strength.CERTAIN, Strength.STRONG)
MOST_IN_BLOCK = 60


def lines_of(made: Import, rows: Iterable[ImportRow], lists: Rows) -> dict[int, Line]:
    """The rows read by the columns chosen, by number."""
    mapping = made.mapping["columns"]
    return {row.number: parse(row.number, row.cells, made.header, mapping, lists.lists) for row in rows}


def case_words(made: Import, household: Gathered, lists: Rows) -> dict[str, Any]:
    """What is to be said of the case of a household."""
    return lists.case(with_defaults(household.principal, made.mapping.get("defaults", {})))


# The file by itself ---------------------------------------------------------------------------------------------------


def begin(import_id: int) -> list[tuple[int, int]]:
    """Read every row and say what is wrong with the file itself; the chunks of rows that remain to be compared."""
    made = Import.objects.select_related("region", "by").get(pk=import_id)
    if made.state != ImportState.CHECKING:
        return []
    with translation.override(made.by.language), transaction.atomic():
        rows = {row.number: row for row in made.rows.exclude(result__in=FINAL)}
        lists = rows_of(made.region)
        households = gather(lines_of(made, rows.values(), lists).values())
        for household in households:
            if household.is_sound and case_words(made, household, lists)["target_group"] is None:
                household.principal.refuse("target_group", _("Say to which target group the household belongs."))
        _note_twins(rows, households)
        imported = _imported(made, [line.fingerprint for household in households for line in household.lines])
        for household in households:
            _note(rows, household, imported)
        write(rows.values())
        touch(made)
    waiting = sorted(number for number, row in rows.items() if row.result == RowResult.WAITING)
    return [(part[0], part[-1]) for part in _parts(waiting)]


def _parts(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for place in range(0, len(numbers), CHUNK):
        yield numbers[place : place + CHUNK]


@dataclass
class Before:
    """What a row came to before: `fingerprint` is free, or that of the row that opened the open `case`.

    `closed` is the reference of a case that was closed since.
    """

    fingerprint: str
    case: Case | None = None
    closed: str = ""


def _imported(made: Import, fingerprints: Iterable[str]) -> dict[str, Before]:
    """What rows came to before in this region, in whichever file, by what they say.

    A case that is closed, or out of sight of whoever imports, does not bar the row: it gets another fingerprint, is
    compared like any other row, and may be carried out.
    """
    found = {said: Before(_print(f"region {made.region_id}", said)) for said in fingerprints}
    asked = [*found.values()]
    while asked:
        cases = _cases_by([one.fingerprint for one in asked])
        mine = set(cases_for(made.by).filter(pk__in=[case.pk for case in cases.values()]).values_list("pk", flat=True))
        again = []
        for one in asked:
            if (case := cases.get(one.fingerprint)) is None:
                continue
            if case.pk in mine and case.is_open:
                one.case, one.closed = case, ""
                continue
            one.fingerprint = _print(f"after {case.pk}", one.fingerprint)
            one.closed = case.reference if case.pk in mine else one.closed
            again.append(one)
        asked = again
    return found


def _print(*words: str) -> str:
    return hashlib.sha256("\x00".join(words).encode()).hexdigest()


def _cases_by(fingerprints: Sequence[str]) -> dict[str, Case]:
    """The cases that rows with these fingerprints opened."""
    found: dict[str, Case] = {}
    for place in range(0, len(fingerprints), BATCH):
        before = ImportRow.objects.filter(fingerprint__in=fingerprints[place : place + BATCH], case__isnull=False)
        found |= {row.fingerprint: row.case for row in before.select_related("case") if row.case}
    return found


def _note(rows: Mapping[int, ImportRow], household: Gathered, imported: Mapping[str, Before]) -> None:
    """Write down on each row what is known of it before it is compared with anybody."""
    before = [line.number for line in household.lines if imported[line.fingerprint].case]
    for line in household.lines:
        row = rows[line.number]
        known = imported[line.fingerprint]
        row.household, row.fingerprint = household.number, known.fingerprint
        row.result = RowResult.REPEATED if before else RowResult.WAITING
        if before and line.number not in before:
            row.result = RowResult.REFUSED
            line.refuse(
                "", _("Others of this household were imported before. Add this person on the page of the case.")
            )
        if not household.is_sound:
            row.result = RowResult.REFUSED
        row.problems = [said.as_json() for said in line.problems]
        if known.closed and row.result == RowResult.WAITING:
            told = _("This row was imported before: case %(case)s, closed since. Reopen that case instead.")
            row.problems.append({"column": "", "text": told % {"case": known.closed}})
        row.warnings = [said.as_json() for said in line.warnings]


def _note_twins(rows: Mapping[int, ImportRow], households: Sequence[Gathered]) -> None:
    """Rows that may well be the same person as a row before them, though they do not say the same."""
    seen: set[tuple[int, int]] = set()
    for block in _blocks(households):
        for place, (later, of) in enumerate(block):
            for earlier, other in block[:place]:
                pair = (later.number, earlier.number)
                if of is other or pair in seen:
                    continue  # of those of one household the file itself says that they are several
                seen.add(pair)
                found = compare(later.profile(), earlier.profile())
                if found.strength in SURE:
                    rows[later.number].candidates.append({"row": earlier.number, **_told(found)})


def _blocks(households: Sequence[Gathered]) -> Iterator[list[tuple[Line, Gathered]]]:
    """Rows that share a birth date or a file number, by number; those that too many share say nothing."""
    shared: dict[Any, dict[int, tuple[Line, Gathered]]] = defaultdict(dict)
    for household in households:
        for line in household.lines:
            profile = line.profile()
            for key in (profile.born.day, *profile.numbers):
                if key:
                    shared[key][line.number] = (line, household)
    for block in shared.values():
        if 1 < len(block) <= MOST_IN_BLOCK:
            yield [block[number] for number in sorted(block)]


# Against those who are known ------------------------------------------------------------------------------------------


def compare_rows(import_id: int, first: int, last: int) -> None:
    """Look for the persons of these rows among those who are registered; then say what each row would come to."""
    made = Import.objects.select_related("region", "by").get(pk=import_id)
    if made.state != ImportState.CHECKING:
        return
    with translation.override(made.by.language), transaction.atomic():
        waiting = made.rows.filter(number__range=(first, last), result=RowResult.WAITING)
        rows = list(waiting.select_for_update(of=("self",), skip_locked=True).order_by("number"))
        lists = rows_of(made.region)
        lines = lines_of(made, rows, lists)
        profiles = {number: line.profile() for number, line in lines.items()}
        found = matches_of(profiles)
        _weigh(made, rows, lines, found)
        write(rows)
        touch(made)
    finish(import_id)


def matches_of(profiles: Mapping[int, Profile]) -> dict[int, list[Match]]:
    """By row, who is registered and may be meant."""
    store = Prefetched(PersonStore(), profiles.values())
    found = {number: search(store, profile, limit=SHOWN) for number, profile in profiles.items()}
    return {
        number: [match for match in matches if match.comparison.strength in TOLD] for number, matches in found.items()
    }


def _weigh(
    made: Import, rows: Sequence[ImportRow], lines: Mapping[int, Line], found: Mapping[int, list[Match]]
) -> None:
    ids = {match.person for matches in found.values() for match in matches}
    seen = set(persons_for(made.by).filter(pk__in=ids).values_list("pk", flat=True))
    taken = _open_cases(made, ids)
    for row in rows:
        matches = [one for one in found[row.number] if one.person in seen or one.comparison.strength in SURE]
        row.candidates += [{"person": match.person, **_told(match.comparison)} for match in matches]
        row.result = RowResult.DECIDE if row.candidates else RowResult.NEW
        sure = [match.person for match in matches if match.comparison.strength is Strength.CERTAIN]
        if len(sure) == 1 and sure[0] in seen:
            row.result, row.decision, row.person_id = RowResult.KNOWN, RowDecision.SAME, sure[0]
            track = with_defaults(lines[row.number], made.mapping.get("defaults", {}))["track"]
            if told := taken.get((sure[0], str(track))):
                row.result, row.decision = RowResult.REFUSED, ""
                row.problems = [*row.problems, {"column": "", "text": told}]


def _told(comparison: Any) -> dict[str, Any]:
    """What is kept of a comparison: how sure, and why, in the words of whoever imports."""
    reasons = [str(reason) for reason in comparison.reasons[:4]]
    return {"strength": str(comparison.strength), "score": round(comparison.score, 2), "reasons": reasons}


def _open_cases(made: Import, ids: Iterable[int]) -> dict[tuple[int, str], str]:
    """Of these persons, who has an open case now and on which track, with the sentence that says so."""
    asked = list(ids)
    same = Person.objects.registered_as(asked)
    living = Member.objects.filter(person__in=same, left_on__isnull=True, household__cases__closed_on__isnull=True)
    held = list(living.values_list(KNOWN_TO_BE, "household__cases", "household__cases__track"))
    names = dict(cases_for(made.by).filter(pk__in=[case for _p, case, _t in held]).values_list("pk", "reference"))
    told = _("This is somebody who has the open case %(case)s already.")
    hidden = _("This is somebody who has an open case already.")
    return {
        (person, track): told % {"case": names[case]} if case in names else hidden
        for person, case, track in held
        if case
    }


# The end --------------------------------------------------------------------------------------------------------------


def touch(made: Import) -> None:
    """Somebody works on it: nobody needs to begin again."""
    Import.objects.filter(pk=made.pk).update(touched_at=timezone.now())


def finish(import_id: int) -> bool:
    """Say that all rows are checked, once they are."""
    return imports.finish(import_id, workflow.IMPORT_CHECKED, RowResult.WAITING, _hold_households_back)


def _hold_households_back(made: Import) -> dict[str, Any]:
    """A row that is refused after all keeps its whole household out."""
    refused = made.rows.filter(result=RowResult.REFUSED).values("household")
    standing = made.rows.filter(household__in=refused, result__in=(RowResult.NEW, RowResult.KNOWN, RowResult.DECIDE))
    with translation.override(made.by.language):
        told = [{"column": "", "text": _("Another row of the same household is refused.")}]
    standing.update(result=RowResult.REFUSED, problems=told, decision="")
    return {}
