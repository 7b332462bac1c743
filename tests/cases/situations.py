"""Worked situations in law: what is so, and exactly what is said of it. Decisions, time and appeals."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from cases.enums import CaseState, MeasureKind, SuspensionGround
from cases.models import (
    Appeal,
    Case,
    Extension,
    Measure,
    Order,
    Person,
    Procedure,
)
from icam.calendar import appeal_deadline, today
from icam.dates import day_in_words
from icam.models import ResidenceRoute
from tests import factories

Scene = SimpleNamespace
Said = tuple[str, ...]

INVITED = "May be invited: no detention, no less coercive measure (74/24)"
SHORTER = "In detention the time for an appeal is shorter than 30 days: see the decision (39/57)"
NO_PROCEDURE = "No procedure pending (74/24 §3)"


def day(ahead: int) -> date:
    return today() + timedelta(days=ahead)


def words(ahead: int) -> str:
    return day_in_words(day(ahead))


def until(ahead: int) -> str:
    """The last day for an appeal against an order notified then."""
    return day_in_words(appeal_deadline(day(ahead)))


def couple(scene: Scene) -> Person:
    scene.case.household.members.create(person=scene.rana, role="partner", joined_on=day(-300))
    return scene.rana


def child(scene: Scene, **given: Any) -> Person:
    person = factories.make_minor(given_names="Layla", family_name="Darwish", **given)
    scene.case.household.members.create(person=person, role="child", joined_on=day(-300))
    return person


def order(scene: Scene, notified: int | None = -10, person: Person | None = None, **given: Any) -> Order:
    decided = given.pop("decided_on", day((notified or -2) - 2))
    return factories.make_order(
        person=person or scene.one, decided_on=decided, notified_on=None if notified is None else day(notified), **given
    )


def route(code: str = "HUMANITARIAN", article: str = "9bis") -> ResidenceRoute:
    names = {f"name_{language}": "Regularisation" for language in ("en", "fr", "nl", "de")}
    return ResidenceRoute.objects.update_or_create(code=code, defaults={**names, "article": article})[0]


def procedure(scene: Scene, person: Person | None = None, **given: Any) -> Procedure:
    return Procedure.objects.create(person=person or scene.one, route=route(), **{"lodged_on": day(-20)} | given)


def suspend(scene: Scene, ground: str) -> None:
    Case.objects.filter(pk=scene.case.pk).update(
        state=CaseState.SUSPENDED,
        suspension_ground=ground,
        suspended_from="in_coaching",
        suspension_ends_with="A letter",
    )
    scene.case.refresh_from_db()


def running(annex: str = "Annex 13") -> tuple[str, str, str]:
    """What an order notified ten days ago says."""
    return (
        f"To leave by {words(20)}: 20 days left, {annex} notified {words(-10)} (74/14)",
        f"Protected from removal: the period to leave runs until {words(20)} (74/14 §2)",
        f"Appeal possible until {until(-10)} (39/57)",
    )


# The rows: what is so, and what is said of it ------------------------------------------------------------------------


def nothing_known(scene: Scene) -> Said:
    return ("May not be invited: no order to leave in force (74/24)", NO_PROCEDURE)


def an_order_runs(scene: Scene) -> Said:
    order(scene)
    return (INVITED, *running(), NO_PROCEDURE)


def an_order_was_not_notified(scene: Scene) -> Said:
    order(scene, None)
    return (
        "May not be invited: no order to leave in force (74/24)",
        f"Not notified yet: Annex 13 decided {words(-4)}, no period runs (74/14)",
        NO_PROCEDURE,
    )


def an_order_was_withdrawn(scene: Scene) -> Said:
    order(scene, withdrawn_on=day(-1))
    return nothing_known(scene)


def the_last_week(scene: Scene) -> Said:
    order(scene, -27)
    return (
        INVITED,
        f"To leave by {words(3)}: 3 days left, Annex 13 notified {words(-27)} (74/14)",
        f"Appeal possible until {until(-27)} (39/57)",
        f"Protected from removal: the period to leave runs until {words(3)} (74/14 §2)",
        NO_PROCEDURE,
    )


def the_period_has_ended(scene: Scene) -> Said:
    order(scene, -100)
    return (
        INVITED,
        f"Period to leave has ended: Annex 13 notified {words(-100)}, to leave by {words(-70)} (74/14)",
        "No appeal known, the time for it has passed (39/57)",
        NO_PROCEDURE,
    )


def no_period_was_given(scene: Scene) -> Said:
    order(scene, 0, period_days=0)
    return (
        INVITED,
        f"No period to leave: Annex 13 notified {words(0)} (74/14 §3)",
        f"Appeal possible until {until(0)} (39/57)",
        NO_PROCEDURE,
    )


def no_period_was_given_some_days_ago(scene: Scene) -> Said:
    order(scene, -10, period_days=0)
    return (
        INVITED,
        f"No period to leave: Annex 13 notified {words(-10)} (74/14 §3)",
        f"Appeal possible until {until(-10)} (39/57)",
        NO_PROCEDURE,
    )


def more_time_is_asked_for(scene: Scene) -> Said:
    Extension.objects.create(order=order(scene), requested_on=day(-5), reason="School")
    asked = f"Extension asked {words(-5)}: not answered yet (74/14)"
    return (INVITED, asked, *running(), NO_PROCEDURE)


def more_time_is_granted(scene: Scene) -> Said:
    served = order(scene, extended_to=day(60))
    Extension.objects.create(
        order=served, requested_on=day(-5), reason="x", outcome="granted", answered_on=day(-1), until=day(60)
    )
    return (
        INVITED,
        f"Extended, to leave by {words(60)}: 60 days left, Annex 13 notified {words(-10)} (74/14)",
        f"Protected from removal: the period to leave runs until {words(60)} (74/14 §2)",
        f"Appeal possible until {until(-10)} (39/57)",
        f"Extension asked {words(-5)}: granted until {words(60)} (74/14)",
        NO_PROCEDURE,
    )


def more_time_is_refused(scene: Scene) -> Said:
    Extension.objects.create(
        order=order(scene), requested_on=day(-5), reason="x", outcome="refused", answered_on=day(-1)
    )
    return (INVITED, *running(), f"Extension asked {words(-5)}: refused {words(-1)} (74/14)", NO_PROCEDURE)


def detained(scene: Scene) -> Said:
    order(scene)
    Measure.objects.create(person=scene.one, kind=MeasureKind.DETENTION, starts_on=day(-3))
    return (
        f"May not be invited: Detention since {words(-3)} (74/24)",
        SHORTER,
        *running()[:2],
        f"Detention: since {words(-3)} (7)",
        NO_PROCEDURE,
    )


def under_a_less_coercive_measure(scene: Scene) -> Said:
    order(scene)
    Measure.objects.create(person=scene.one, kind=MeasureKind.LESS_COERCIVE, starts_on=day(-3), ends_on=day(4))
    return (
        f"May not be invited: Less coercive measure (74/28) since {words(-3)} (74/24)",
        *running(),
        f"Less coercive measure (74/28): since {words(-3)}, until {words(4)} (74/28)",
        NO_PROCEDURE,
    )


def under_a_preventive_measure(scene: Scene) -> Said:
    order(scene)
    Measure.objects.create(person=scene.one, kind=MeasureKind.PREVENTIVE, starts_on=day(-3))
    return (INVITED, *running(), f"Preventive measure (74/27): since {words(-3)} (74/27)", NO_PROCEDURE)


def a_provisional_stay(scene: Scene) -> Said:
    order(scene)
    procedure(scene, gives_provisional_stay=True, stay_from=day(-18))
    suspend(scene, SuspensionGround.PROCEDURE)
    return (
        "May not be invited: the case is suspended until: A letter (74/24 §3)",
        f"Provisional right to stay: Regularisation, since {words(-18)} (74/24 §3)",
        *running(),
    )


def what_gave_stay_is_decided(scene: Scene) -> Said:
    order(scene)
    procedure(scene, gives_provisional_stay=True, decided_on=day(-1), decision="refused")
    suspend(scene, SuspensionGround.PROCEDURE)
    return (
        "May not be invited: the case is suspended until: A letter (74/24 §3)",
        "Can be resumed: what suspended the case has been decided (74/24 §3)",
        *running(),
        NO_PROCEDURE,
    )


def a_procedure_without_stay(scene: Scene) -> Said:
    order(scene)
    procedure(scene)
    said = f"Procedure without provisional stay: Regularisation, lodged {words(-20)} (9bis)"
    return (INVITED, *running(), said)


def a_procedure_to_look_at(scene: Scene) -> Said:
    order(scene)
    procedure(scene, watch_on=day(-1))
    said = f"Regularisation, lodged {words(-20)}; to be looked at again since {words(-1)} (9bis)"
    return (INVITED, f"Procedure without provisional stay: {said}", *running())


def a_right_granted(scene: Scene) -> Said:
    procedure(scene, decided_on=day(-1), decision="granted")
    return (
        f"May not be invited: right to stay granted on {words(-1)} (Regularisation) (9bis)",
        f"Right to stay granted: Regularisation, {words(-1)} (9bis)",
        NO_PROCEDURE,
    )


def an_appeal_that_suspends(scene: Scene) -> Said:
    served = order(scene)
    Appeal.objects.create(order=served, kind="full", lodged_on=day(-4), effect="suspends")
    suspend(scene, SuspensionGround.APPEAL)
    return (
        "May not be invited: the case is suspended until: A letter (74/24 §3)",
        "Removal waits for the appeal: Full jurisdiction (international protection) against the order of "
        f"{words(-12)}, lodged {words(-4)} (39/2 §1)",
        *running()[:2],
        NO_PROCEDURE,
    )


def an_appeal_without_effect(scene: Scene) -> Said:
    Appeal.objects.create(order=order(scene), kind="annulment", lodged_on=day(-4))
    return (
        INVITED,
        *running()[:2],
        f"Appeal pending, no effect on the removal: Annulment against the order of {words(-12)}, "
        f"lodged {words(-4)} (39/2 §2)",
        NO_PROCEDURE,
    )


def an_appeal_rejected(scene: Scene) -> Said:
    Appeal.objects.create(
        order=order(scene), kind="annulment", lodged_on=day(-4), outcome="rejected", decided_on=day(-1)
    )
    said = f"Appeal rejected: the order of {words(-12)}, judgment of {words(-1)} (39/2 §2)"
    return (INVITED, *running()[:2], said, NO_PROCEDURE)


def annulled_and_still_standing(scene: Scene) -> Said:
    Appeal.objects.create(
        order=order(scene), kind="annulment", lodged_on=day(-4), outcome="annulled", decided_on=day(-1)
    )
    said = f"the order of {words(-12)}, judgment of {words(-1)} (39/2 §2)"
    return (INVITED, f"Annulled, and still registered as standing: {said}", *running()[:2], NO_PROCEDURE)


def the_removal_suspended_by_judgment(scene: Scene) -> Said:
    served = order(scene)
    Appeal.objects.create(order=served, kind="annulment", lodged_on=day(-6))
    Appeal.objects.create(
        order=served, kind="urgent", lodged_on=day(-4), outcome="suspended", decided_on=day(-1), effect="suspends"
    )
    return (
        INVITED,
        f"Removal suspended by the Council: the order of {words(-12)}, judgment of {words(-1)} (39/82)",
        *running()[:2],
        f"Appeal pending, no effect on the removal: Annulment against the order of {words(-12)}, "
        f"lodged {words(-6)} (39/2 §2)",
        NO_PROCEDURE,
    )
