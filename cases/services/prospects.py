"""Prospects and what came of them. The one is never the other."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from cases.enums import CaseState, Evidence, ProspectKind, ResultKind
from cases.models import Case, Person, Prospect, ProspectPerson, Result
from cases.services import life
from icam.audit import record as note
from icam.calendar import today
from icam.enums import Verb
from icam.models import User
from icam.refusals import Refused
from icam.workflow import edit


def _fits(case: Case, kind: str, ground: str, proposed_on: date, told_on: date | None) -> None:
    if kind not in ProspectKind.for_track(case.track):
        raise Refused({"kind": _("The track of this case does not know that prospect (art. 74/25).")})
    if kind == ProspectKind.STAY and not ground:
        raise Refused({"ground": _("Name the ground of the stay.")})
    if kind != ProspectKind.STAY and ground:
        raise Refused({"ground": _("Only a prospect of stay has a ground.")})
    if proposed_on > today():
        raise Refused({"proposed_on": _("The day lies in the future.")})
    if proposed_on < case.opened_on:
        raise Refused({"proposed_on": _("The day lies before the opening of the case.")})
    if told_on and told_on > today():
        raise Refused({"told_on": _("The day lies in the future.")})
    if told_on and told_on < proposed_on:
        raise Refused({"told_on": _("It cannot be told before it was proposed.")})


def _fits_what_it_corrects(case: Case, corrected: Prospect) -> None:
    if corrected.case_id != case.pk or corrected.cycle != case.cycle:
        raise Refused(_("This prospect belongs to another case or to an earlier cycle."))
    if Prospect.objects.filter(corrects=corrected).exists():
        raise Refused(_("This prospect was corrected already."))


def _members(case: Case, persons: Iterable[Person] | None, on: date) -> list[int]:
    """The members named, as they are registered in the household. Refused for somebody who had left by that day."""
    if persons is None:
        return []
    registered = case.household.members.on(on).registered()
    found = []
    for person in persons:
        if person.current.pk not in registered:
            told = _("%s did not belong to the household on that day.")
            raise Refused({"concerns": told % person.name})
        found.append(registered[person.current.pk])
    if not found:
        raise Refused({"concerns": _("Choose whom the prospect concerns.")})
    return list(dict.fromkeys(found))


def _names_language(told_in: str) -> None:
    if not told_in.strip():
        raise Refused({"told_in": _("Say in which language it was told.")})


@transaction.atomic
def propose(
    case: Case,
    *,
    by: User,
    kind: ProspectKind,
    ground: str = "",
    proposed_on: date,
    reasons: str,
    told_on: date | None = None,
    told_in: str = "",
    corrects: Prospect | None = None,
    concerns: Iterable[Person] | None = None,
) -> Prospect:
    """A way forward with its reasons; told to the person, it concludes the coaching.

    `concerns` are the members of the household whom it is meant for; without them, it concerns all of it.

    A correction is a new prospect that takes the place of the one it `corrects`; what came of that one stays with it.
    """
    current = life.hold(case)
    if current.state not in {CaseState.IN_COACHING, CaseState.CONCLUDED, CaseState.FOLLOW_UP}:
        raise Refused(_("A prospect follows an interview: the case must be in coaching, concluded or in follow-up."))
    _fits(current, kind, ground, proposed_on, told_on)
    if told_on:
        _names_language(told_in)
    if corrects:
        _fits_what_it_corrects(current, corrects)
    whom = _members(current, concerns, proposed_on)
    prospect = Prospect.objects.create(
        case=current,
        cycle=current.cycle,
        kind=kind,
        ground=ground,
        proposed_on=proposed_on,
        reasons=reasons,
        told_on=told_on,
        told_in=told_in if told_on else "",
        proposed_by=by,
        corrects=corrects,
        **life.facts_on(current, proposed_on),
    )
    ProspectPerson.objects.bulk_create(ProspectPerson(prospect=prospect, person_id=person) for person in whom)
    if corrects:
        Result.objects.filter(prospect=corrects).update(prospect=prospect, version=F("version") + 1)
    note(Verb.PROSPECT_CORRECTED if corrects else Verb.PROSPECT_PROPOSED, prospect, by=by, kind=kind)
    if told_on:
        life.conclude(current, by=by, on=told_on)
    return prospect


@transaction.atomic
def tell(prospect: Prospect, *, by: User, version: int, told_on: date, told_in: str) -> Prospect:
    """The prospect was told to the person, on that day, in that language. Raises Stale."""
    if told_on > today() or told_on < prospect.proposed_on:
        raise Refused({"told_on": _("The day lies between the proposal and today.")})
    _names_language(told_in)
    case = life.hold(prospect.case)
    if Prospect.objects.filter(corrects=prospect).exists():
        raise Refused(_("This prospect was corrected already."))
    if prospect.cycle != case.cycle:
        raise Refused(_("This prospect belongs to an earlier cycle of the case."))
    edit(prospect, by=by, version=version, verb=Verb.PROSPECT_TOLD, told_on=told_on, told_in=told_in)
    life.conclude(case, by=by, on=told_on)
    return prospect


@transaction.atomic
def record_result(
    prospect: Prospect,
    *,
    by: User,
    kind: ResultKind,
    happened_on: date,
    evidence: Evidence,
    from_detention: bool = False,
    note_text: str = "",
) -> Result:
    """What came of a prospect. A return from a centre, unit or prison counts as forced (domain §2.5)."""
    case = life.hold(prospect.case)
    if from_detention and ResultKind(kind).is_free_return:
        raise Refused({"kind": _("A return from a centre, family unit or prison counts as forced.")})
    if happened_on > today():
        raise Refused({"happened_on": _("The day lies in the future.")})
    if happened_on < prospect.proposed_on:
        raise Refused({"happened_on": _("The day lies before the proposal.")})
    if Prospect.objects.filter(corrects=prospect).exists():
        raise Refused(_("This prospect was corrected. Record the result with the newer one."))
    if Result.objects.filter(prospect=prospect).exists():
        raise Refused(_("The result of this prospect is recorded already."))
    result = Result.objects.create(
        prospect=prospect,
        case=case,
        kind=kind,
        happened_on=happened_on,
        evidence=evidence,
        from_detention=from_detention,
        note=note_text,
        recorded_by=by,
        **life.facts_on(case, happened_on),
    )
    note(Verb.RESULT_RECORDED, result, by=by, kind=kind)
    return result
