"""Worked situations in law: bans, checks, agreements, mandates, households, the transfer track."""

from datetime import date

from cases.enums import MeasureKind, SuspensionGround, Track
from cases.enums.dossier import BanGround
from cases.models import (
    Appeal,
    Case,
    EntryBan,
    FamilyAgreement,
    Measure,
    Representative,
    ResidenceCheck,
)
from icam.calendar import today
from icam.dates import day_in_words
from tests import factories
from tests.cases.situations import (
    INVITED,
    NO_PROCEDURE,
    SHORTER,
    Said,
    Scene,
    child,
    couple,
    day,
    order,
    procedure,
    running,
    suspend,
    words,
)


def a_refusal_appealed(scene: Scene) -> Said:
    refused = procedure(scene, decided_on=day(-9), decision="refused")
    Appeal.objects.create(procedure=refused, kind="annulment", lodged_on=day(-4))
    return (
        "May not be invited: no order to leave in force (74/24)",
        "Appeal pending, no effect on the removal: Annulment against the decision on Regularisation, "
        f"lodged {words(-4)} (39/2 §2)",
        NO_PROCEDURE,
    )


def a_ban_before_leaving(scene: Scene) -> Said:
    order(scene)
    EntryBan.objects.create(
        person=scene.one, ground=BanGround.NO_PERIOD, years=3, decided_on=day(-9), notified_on=day(-9)
    )
    return (INVITED, *running(), "Entry ban: 3 years from the day of leaving (74/11)", NO_PROCEDURE)


def bans_of_every_age(scene: Scene) -> Said:
    made = {"person": scene.one, "ground": BanGround.NO_PERIOD, "decided_on": day(-2000)}
    ends = day_in_words(EntryBan.objects.create(**made, years=2, starts_on=day(-30)).ends_on)
    EntryBan.objects.create(**made, years=2, starts_on=day(-1500))
    EntryBan.objects.create(**made, years=2, lifted_on=day(-3))
    EntryBan.objects.create(**made | {"decided_on": day(-3000)}, years=1)
    return (
        "May not be invited: no order to leave in force (74/24)",
        f"Entry ban: 2 years, until {ends} (74/11)",
        "Entry ban: 1 year, not notified yet (74/11)",
        NO_PROCEDURE,
    )


def a_check_runs(scene: Scene) -> Said:
    address = factories.make_address(scene.case, undeliverable_since=day(-9))
    ResidenceCheck.objects.create(
        case=scene.case, address=address, by_whom="mayor", asked_on=day(-3), asked_by=scene.by
    )
    return (
        "May not be invited: no order to leave in force (74/24)",
        f"Residence check runs: asked {words(-3)}, Mayor, no answer yet (74/26)",
        NO_PROCEDURE,
    )


def nobody_lives_there(scene: Scene) -> Said:
    address = factories.make_address(scene.case)
    ResidenceCheck.objects.create(
        case=scene.case, address=address, by_whom="mayor", asked_on=day(-3), asked_by=scene.by, done_on=day(-1),
        result="moved_unknown",
    )  # fmt: skip
    return (
        "May not be invited: no order to leave in force (74/24)",
        f"Residence check: Moved, new address unknown ({words(-1)}), and the address still stands (74/26)",
        NO_PROCEDURE,
    )


def mail_comes_back(scene: Scene) -> Said:
    factories.make_address(scene.case, undeliverable_since=day(-9))
    return (
        "May not be invited: no order to leave in force (74/24)",
        f"Mail comes back: since {words(-9)}; a residence check may be asked for (74/26)",
        NO_PROCEDURE,
    )


def a_family_agreement(scene: Scene) -> Said:
    agreement = FamilyAgreement.objects.create(
        case=scene.case, concluded_on=day(-9), conditions=["home"], concluded_by=scene.by
    )
    agreement.steps.create(text="Passport", due_on=day(5))
    agreement.steps.create(text="Consulate", due_on=day(-4), done_on=day(-4))
    return (
        "May not be invited: no order to leave in force (74/24)",
        f"Family agreement in force: since {words(-9)}, next step by {words(5)} (74/9 §3)",
        NO_PROCEDURE,
    )


def a_family_agreement_not_kept(scene: Scene) -> Said:
    order(scene)
    agreement = FamilyAgreement.objects.create(
        case=scene.case, concluded_on=day(-9), conditions=["home"], concluded_by=scene.by
    )
    for number, broken in enumerate((True, True, False)):
        agreement.steps.create(text="x", due_on=day(-4 + number), is_breach=broken)
    said = f"Family agreement in force: since {words(-9)}, 2 steps not kept, 1 step late (74/9 §3)"
    return (INVITED, said, *running(), NO_PROCEDURE)


def mandates_of_every_age(scene: Scene) -> Said:
    mandate = {"person": scene.one, "kind": "lawyer", "mandate_from": day(-300)}
    for name, last in (("Me Un", 12), ("Me Deux", -12), ("Me Trois", 31), ("Me Quatre", -31), ("Me Cinq", None)):
        Representative.objects.create(name=name, mandate_until=None if last is None else day(last), **mandate)
    return (
        "May not be invited: no order to leave in force (74/24)",
        f"Mandate ends: Lawyer Me Un, {words(12)}",
        f"Mandate has ended: Lawyer Me Deux, {words(-12)}",
        NO_PROCEDURE,
    )


def the_same_for_both(scene: Scene) -> Said:
    rana = couple(scene)
    child(scene)
    order(scene), order(scene, person=rana)
    return (INVITED, *running(), NO_PROCEDURE)


def different_for_each(scene: Scene) -> Said:
    rana = couple(scene)
    order(scene), order(scene, -40, person=rana)
    one = scene.one.spoken_name
    return (
        INVITED,
        f"Rana Darwish: Period to leave has ended: Annex 13 notified {words(-40)}, to leave by {words(-10)} (74/14)",
        *(f"{one}: {said}" for said in running()),
        "Rana Darwish: No appeal known, the time for it has passed (39/57)",
        NO_PROCEDURE,
    )


def one_of_two_detained(scene: Scene) -> Said:
    rana = couple(scene)
    order(scene), order(scene, person=rana)
    Measure.objects.create(person=rana, kind=MeasureKind.DETENTION, starts_on=day(-3))
    return (
        f"May not be invited: Detention since {words(-3)}, Rana Darwish (74/24)",
        f"Rana Darwish: {SHORTER}",
        *running()[:2],
        f"{scene.one.spoken_name}: {running()[2]}",
        f"Rana Darwish: Detention: since {words(-3)} (7)",
        NO_PROCEDURE,
    )


def a_grown_child_has_an_order(scene: Scene) -> Said:
    """Majority is by the birth date, whatever the role."""
    grown = child(scene, born_on=date(2004, 1, 1))
    order(scene, person=grown)
    return (INVITED, *(f"Layla Darwish: {said}" for said in running()), NO_PROCEDURE)


def a_grown_child_is_detained(scene: Scene) -> Said:
    order(scene)
    grown = child(scene, born_on=date(2004, 1, 1))
    Measure.objects.create(person=grown, kind=MeasureKind.DETENTION, starts_on=day(-3))
    one = scene.one.spoken_name
    return (
        f"May not be invited: Detention since {words(-3)}, Layla Darwish (74/24)",
        *(f"{one}: {said}" for said in running()),
        f"Layla Darwish: Detention: since {words(-3)} (7)",
        NO_PROCEDURE,
    )


def only_a_minor_has_an_order(scene: Scene) -> Said:
    minor = factories.make_minor(given_names="Layla", family_name="Darwish")
    scene.case.household.members.create(person=minor, role="other", joined_on=day(-300))
    order(scene, person=minor)
    return (
        "May not be invited: no order to leave in force (74/24)",
        *(f"Layla Darwish: {said}" for said in running()),
        NO_PROCEDURE,
    )


def a_child_of_its_own(scene: Scene) -> Said:
    order(scene)
    procedure(scene, person=child(scene))
    said = f"Procedure without provisional stay: Regularisation, lodged {words(-20)} (9bis)"
    return (INVITED, *running(), f"Layla Darwish: {said}")


def a_transfer(scene: Scene) -> Said:
    Case.objects.filter(pk=scene.case.pk).update(track=Track.TRANSFER)
    scene.case.refresh_from_db()
    order(scene, annex=factories.make_annex("26quater", is_transfer=True))
    return (
        "May be invited: no detention, no less coercive measure (74/25)",
        *running("Annex 26quater"),
        "Transfer track: aims at the transfer only; who does not cooperate is presumed to have absconded (74/25 §2)",
        NO_PROCEDURE,
    )


def a_transfer_without_decision(scene: Scene) -> Said:
    Case.objects.filter(pk=scene.case.pk).update(track=Track.TRANSFER)
    scene.case.refresh_from_db()
    order(scene)
    return (
        "May not be invited: no transfer decision in force (74/25)",
        *running(),
        "Transfer track: aims at the transfer only; who does not cooperate is presumed to have absconded (74/25 §2)",
        NO_PROCEDURE,
    )


def a_transfer_decision_on_the_return_track(scene: Scene) -> Said:
    order(scene, annex=factories.make_annex("26quater", is_transfer=True))
    return ("May not be invited: no order to leave in force (74/24)", *running("Annex 26quater"), NO_PROCEDURE)


def closed(scene: Scene) -> Said:
    order(scene)
    Case.objects.filter(pk=scene.case.pk).update(state="closed", closed_on=today(), closure_reason="other")
    scene.case.refresh_from_db()
    return ("May not be invited: the case is closed", *running(), NO_PROCEDURE)


def suspended_for_health(scene: Scene) -> Said:
    suspend(scene, SuspensionGround.HEALTH)
    return ("May not be invited: the case is suspended until: A letter", NO_PROCEDURE)
