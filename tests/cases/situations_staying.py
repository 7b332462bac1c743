"""Worked situations in law: an order was given, and somebody may stay for now all the same."""

from cases.models import Appeal
from tests.cases.situations import (
    INVITED,
    NO_PROCEDURE,
    Said,
    Scene,
    child,
    couple,
    day,
    order,
    procedure,
    running,
    words,
)


def provisional() -> str:
    return f"provisional right to stay since {words(-18)} (Regularisation)"


def told() -> str:
    return f"Provisional right to stay: Regularisation, since {words(-18)} (74/24 §3)"


def a_provisional_stay_whatever_the_state(scene: Scene) -> Said:
    """Nobody suspended the case, or somebody resumed it by hand."""
    order(scene)
    procedure(scene, gives_provisional_stay=True, stay_from=day(-18))
    return (f"May not be invited: {provisional()} (74/24 §3)", told(), *running())


def a_right_granted_after_the_order(scene: Scene) -> Said:
    order(scene)
    procedure(scene, decided_on=day(-1), decision="granted")
    return (
        f"May not be invited: right to stay granted on {words(-1)} (Regularisation) (9bis)",
        f"Right to stay granted: Regularisation, {words(-1)} (9bis)",
        *running(),
        NO_PROCEDURE,
    )


def an_order_after_the_right_granted(scene: Scene) -> Said:
    """The right that was granted once is over."""
    procedure(scene, lodged_on=day(-900), decided_on=day(-800), decision="granted")
    order(scene)
    return (INVITED, *running(), NO_PROCEDURE)


def an_order_after_the_right_granted_not_notified(scene: Scene) -> Said:
    procedure(scene, lodged_on=day(-900), decided_on=day(-800), decision="granted")
    order(scene, -1000)
    order(scene, None)
    return (
        f"May not be invited: right to stay granted on {words(-800)} (Regularisation) (9bis)",
        f"Period to leave has ended: Annex 13 notified {words(-1000)}, to leave by {words(-970)} (74/14)",
        f"Not notified yet: Annex 13 decided {words(-4)}, no period runs (74/14)",
        "No appeal known, the time for it has passed (39/57)",
        NO_PROCEDURE,
    )


def an_appeal_that_suspends_whatever_the_state(scene: Scene) -> Said:
    Appeal.objects.create(order=order(scene), kind="full", lodged_on=day(-4), effect="suspends")
    return (
        f"May not be invited: the removal waits for the appeal of {words(-4)} (74/24 §3)",
        "Removal waits for the appeal: Full jurisdiction (international protection) against the order of "
        f"{words(-12)}, lodged {words(-4)} (39/2 §1)",
        *running()[:2],
        NO_PROCEDURE,
    )


def an_appeal_against_an_order_that_was_withdrawn(scene: Scene) -> Said:
    before = order(scene, -60, withdrawn_on=day(-20))
    Appeal.objects.create(order=before, kind="full", lodged_on=day(-40), effect="suspends")
    order(scene)
    return (INVITED, *running(), NO_PROCEDURE)


def one_of_two_may_stay(scene: Scene) -> Said:
    """The other may still be invited."""
    rana = couple(scene)
    order(scene), order(scene, person=rana)
    procedure(scene, person=rana, gives_provisional_stay=True, stay_from=day(-18))
    return (INVITED, f"Rana Darwish: {told()}", *running())


def one_of_two_may_stay_and_only_he_has_an_order(scene: Scene) -> Said:
    """His order does not call in the other."""
    couple(scene)
    order(scene)
    procedure(scene, gives_provisional_stay=True, stay_from=day(-18))
    return (
        "May not be invited: no order to leave in force on an adult who may not stay for now (74/24)",
        f"{scene.one.spoken_name}: {told()}",
        *(f"{scene.one.spoken_name}: {said}" for said in running()),
    )


def both_may_stay(scene: Scene) -> Said:
    rana = couple(scene)
    order(scene), order(scene, person=rana)
    for person in (scene.one, rana):
        procedure(scene, person=person, gives_provisional_stay=True, stay_from=day(-18))
    return (f"May not be invited: {provisional()} (74/24 §3)", told(), *running())


def both_may_stay_each_for_a_reason_of_its_own(scene: Scene) -> Said:
    rana = couple(scene)
    order(scene), order(scene, person=rana)
    procedure(scene, gives_provisional_stay=True, stay_from=day(-18))
    procedure(scene, person=rana, decided_on=day(-1), decision="granted")
    one = scene.one.spoken_name
    granted = f"right to stay granted on {words(-1)} (Regularisation)"
    return (
        f"May not be invited: {one}: {provisional()}; Rana Darwish: {granted} (74/24 §3, 9bis)",
        f"{one}: {told()}",
        f"Rana Darwish: Right to stay granted: Regularisation, {words(-1)} (9bis)",
        *running(),
    )


def a_child_may_stay(scene: Scene) -> Said:
    """The adults are called in; the child's procedure suspends the case where it is typed, and it may be resumed."""
    order(scene)
    procedure(scene, person=child(scene), gives_provisional_stay=True, stay_from=day(-18))
    return (INVITED, f"Layla Darwish: {told()}", *running())
