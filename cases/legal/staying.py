"""May they be invited, and what lets them stay meanwhile: art. 74/24, 74/25, 74/27, 74/28."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cases.enums import BARS_INVITATION, CaseState, Decision, MeasureKind, SuspensionGround, Track
from cases.legal import residence
from cases.legal.situation import Situation
from cases.legal.statement import Statement, Weight
from cases.models import Order, Procedure
from icam.dates import day_in_words

# Grounds that the law makes automatic, and the part of the dossier in which they stand.
RESTS_BY_LAW = {SuspensionGround.PROCEDURE: "procedures", SuspensionGround.APPEAL: "orders"}
MEASURE_ARTICLES = {MeasureKind.PREVENTIVE: "74/27", MeasureKind.LESS_COERCIVE: "74/28", MeasureKind.DETENTION: "7"}


def verdict(here: Situation) -> Iterator[Statement]:
    """May the household be invited; if not, the first reason that stands against it."""
    against = next(_against(here), None)
    if against:
        yield against
        return
    yield Statement(
        _("no detention, no less coercive measure"),
        _("May be invited:"),
        "yes",
        here.article,
        url=here.link("measures"),
        weight=Weight.VERDICT,
    )


def _against(here: Situation) -> Iterator[Statement]:
    if not here.case.is_open:
        yield _no(_("the case is closed"))
    if here.case.state == CaseState.SUSPENDED:
        ground = SuspensionGround(here.case.suspension_ground)
        law, url = ("74/24 §3", here.link(RESTS_BY_LAW[ground])) if ground in RESTS_BY_LAW else ("", "")
        yield _no(_("the case is suspended until: %s") % here.case.suspension_ends_with, law, url)
    if residence.everybody(here.adults, here.staying):
        yield _all_stay(here)
    for measure in here.measures:
        if measure.kind in BARS_INVITATION and measure.person in here.adults:
            words = {"measure": measure.get_kind_display(), "day": day_in_words(measure.starts_on)}
            names = measure.person.spoken_name if len(here.adults) > 1 else ""
            said = _("%(measure)s since %(day)s") % words
            yield _no(f"{said}, {names}" if names else said, here.article, here.link("measure", measure.pk))
    calling = [order for order in here.orders if _calls(here, order)]
    if not [order for order in calling if order.person not in [stay.person for stay in here.staying]]:
        yield _no(_missing(here, of_those_who_stay=bool(calling)), here.article, here.link("orders"))


def _missing(here: Situation, *, of_those_who_stay: bool) -> str:
    """Which decision an invitation would rest on; one on somebody who may stay for now does not call in the others."""
    if here.case.track == Track.TRANSFER:
        if of_those_who_stay:
            return _("no transfer decision in force on an adult who may not stay for now")
        return _("no transfer decision in force")
    if of_those_who_stay:
        return _("no order to leave in force on an adult who may not stay for now")
    return _("no order to leave in force")


def _all_stay(here: Situation) -> Statement:
    """Each adult may stay for now: why, with the names where it is not the same for all."""
    told: dict[str, list[str]] = {}
    for stay in here.staying:
        told.setdefault(stay.why, []).append(stay.person.spoken_name)
    parts = [f"{_('%(names)s:') % {'names': ', '.join(names)}} {why}" for why, names in told.items()]
    record = here.staying[0].record
    return _no(
        "; ".join(parts) if len(told) > 1 else here.staying[0].why,
        ", ".join(dict.fromkeys(stay.law for stay in here.staying if stay.law)),
        here.link("procedure" if isinstance(record, Procedure) else "appeal", record.pk),
    )


def _calls(here: Situation, order: Order) -> bool:
    """Whether an invitation can rest on this order: notified to an adult, and of the track of the case."""
    if order.notified_on is None or order.person not in here.adults:
        return False
    if here.case.track == Track.TRANSFER:
        return order.annex.is_transfer
    return order.annex.gives_order and not order.annex.is_transfer


def _no(text: str, law: str = "", url: str = "") -> Statement:
    return Statement(text, _("May not be invited:"), "no", law, url=url, weight=Weight.VERDICT)


def resumption(here: Situation) -> Iterator[Statement]:
    """The case rests, and that for which it rests is decided."""
    if here.ground_has_ended:
        yield Statement(
            _("what suspended the case has been decided"),
            _("Can be resumed:"),
            law="74/24 §3",
            icon="play-circle",
            url=here.link(RESTS_BY_LAW[SuspensionGround(here.case.suspension_ground)]),
            weight=Weight.NOW,
        )


def procedures(here: Situation) -> Iterator[Statement]:
    """What is pending, with or without a provisional right to stay; what was granted in this cycle of the case."""
    pending = [procedure for procedure in here.procedures if procedure.decided_on is None]
    for procedure in pending:
        due = procedure.watch_on is not None and procedure.watch_on <= here.day
        words = {"route": procedure.route, "day": day_in_words(procedure.stay_from or procedure.lodged_on)}
        told = _("%(route)s, since %(day)s") if procedure.gives_provisional_stay else _("%(route)s, lodged %(day)s")
        text = told % words
        if procedure.watch_on and due:
            text = _("%(said)s; to be looked at again since %(day)s") % {
                "said": text,
                "day": day_in_words(procedure.watch_on),
            }
        stay = procedure.gives_provisional_stay
        yield Statement(
            text,
            _("Provisional right to stay:") if stay else _("Procedure without provisional stay:"),
            law="74/24 §3" if stay else procedure.route.article,
            icon="signpost",
            url=here.link("procedure", procedure.pk),
            weight=Weight.NOW if stay or due else Weight.STANDING,
            who=procedure.person,
        )
    for procedure in here.procedures:
        if (
            procedure.decision == Decision.GRANTED
            and procedure.decided_on
            and procedure.decided_on >= here.case.opened_on
        ):
            yield Statement(
                _("%(route)s, %(day)s") % {"route": procedure.route, "day": day_in_words(procedure.decided_on)},
                _("Right to stay granted:"),
                verdict="yes",
                law=procedure.route.article,
                url=here.link("procedure", procedure.pk),
                weight=Weight.NOW,
                who=procedure.person,
            )
    if not pending:
        yield Statement(
            _("No procedure pending"),
            law="74/24 §3",
            icon="signpost",
            url=here.link("procedures"),
            weight=Weight.BACKGROUND,
        )


def measures(here: Situation) -> Iterator[Statement]:
    """Measures in force, with their last day; those that bar an invitation are said by the verdict as well."""
    for measure in here.measures:
        words = {
            "first": day_in_words(measure.starts_on),
            "last": day_in_words(measure.ends_on) if measure.ends_on else "",
        }
        yield Statement(
            _("since %(first)s, until %(last)s") % words if measure.ends_on else _("since %(first)s") % words,
            _("%(measure)s:") % {"measure": measure.get_kind_display()},
            law=MEASURE_ARTICLES[MeasureKind(measure.kind)],
            icon="shield",
            url=here.link("measure", measure.pk),
            weight=Weight.RUNNING,
            who=measure.person,
        )
