"""Worked situations in law, and exactly what the strip says of them: verdict, title, text, article, who."""

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cases import legal
from cases.enums import CaseState, MeasureKind, SuspensionGround, Track
from cases.enums.dossier import BanGround
from cases.legal import Weight
from cases.models import (
    Appeal,
    Case,
    EntryBan,
    Extension,
    FamilyAgreement,
    Measure,
    Order,
    Person,
    Procedure,
    Representative,
    ResidenceCheck,
)
from icam.calendar import appeal_deadline, today
from icam.dates import day_in_words
from icam.models import ResidenceRoute
from tests import factories

SignIn = Callable[[Any], Client]
Scene = SimpleNamespace
Said = tuple[str, ...]

INVITED = "May be invited: no detention, no less coercive measure (74/24)"
NO_PROCEDURE = "No procedure pending (74/24 §3)"


def day(ahead: int) -> date:
    return today() + timedelta(days=ahead)


def words(ahead: int) -> str:
    return day_in_words(day(ahead))


def until(ahead: int) -> str:
    """The last day for an appeal against an order notified then."""
    return day_in_words(appeal_deadline(day(ahead)))


@pytest.fixture
def scene(cast: SimpleNamespace) -> Scene:
    """The case of the cast, of one adult, with neither order nor address; a partner stands by."""
    case, rana = cast.case, factories.make_person(given_names="Rana", family_name="Darwish")
    Order.objects.all().delete()
    principal = case.household.principal
    principal.addresses.all().delete()
    return Scene(case=case, one=principal, rana=rana, by=cast.coach)


def couple(scene: Scene) -> Person:
    scene.case.household.members.create(person=scene.rana, role="partner", joined_on=day(-300))
    return scene.rana


def child(scene: Scene) -> Person:
    person = factories.make_person(given_names="Layla", family_name="Darwish")
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


def running(annex: str = "Annex 13") -> Said:
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
        *running(),
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
        "May not be invited: no order to leave in force (74/24)",
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
        *running(),
        f"Rana Darwish: Detention: since {words(-3)} (7)",
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


SITUATIONS = (
    nothing_known, an_order_runs, an_order_was_not_notified, an_order_was_withdrawn, the_last_week,
    the_period_has_ended, no_period_was_given, more_time_is_asked_for, more_time_is_granted, more_time_is_refused,
    detained, under_a_less_coercive_measure, under_a_preventive_measure, a_provisional_stay, what_gave_stay_is_decided,
    a_procedure_without_stay, a_procedure_to_look_at, a_right_granted, an_appeal_that_suspends,
    an_appeal_without_effect, an_appeal_rejected, annulled_and_still_standing, the_removal_suspended_by_judgment,
    a_refusal_appealed, a_ban_before_leaving, bans_of_every_age, a_check_runs, nobody_lives_there, mail_comes_back,
    a_family_agreement, a_family_agreement_not_kept, mandates_of_every_age, the_same_for_both, different_for_each,
    one_of_two_detained, a_child_of_its_own, a_transfer, a_transfer_without_decision,
    a_transfer_decision_on_the_return_track, closed, suspended_for_health,
)  # fmt: skip


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda each: each.__name__)
def test_what_is_said(scene: Scene, situation: Callable[[Scene], Said]) -> None:
    expected = situation(scene)
    assert tuple(statement.plain for statement in legal.position(scene.case)) == expected


# What holds for all of them ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda each: each.__name__)
def test_the_verdict_comes_first_then_what_presses(scene: Scene, situation: Callable[[Scene], Said]) -> None:
    situation(scene)
    said = legal.position(scene.case)
    assert [each.weight for each in said] == sorted(each.weight for each in said)
    assert [each.verdict for each in said if each.weight is Weight.VERDICT] in (["yes"], ["no"])


def test_never_more_than_six_stand_on_the_strip(scene: Scene) -> None:
    different_for_each(scene)
    a_ban_before_leaving(scene)
    said = legal.position(scene.case)
    shown, rest = legal.strip(said)
    assert (len(shown), [*shown, *rest]) == (6, said)


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda each: each.__name__)
def test_each_statement_leads_to_its_record(scene: Scene, sign_in: SignIn, situation: Callable[[Scene], Said]) -> None:
    situation(scene)
    url = reverse("cases:dossier", args=[scene.case.pk])
    page = sign_in(scene.by).get(url).content.decode()
    anchors = [said.url.partition("#")[2] for said in legal.position(scene.case) if said.url]
    assert [anchor for anchor in anchors if f'id="{anchor}"' not in page] == []
    assert {said.url.partition("#")[0] for said in legal.position(scene.case) if said.url} <= {url}


def test_the_strip_stands_on_every_page_of_the_case_and_the_rest_unfolds(scene: Scene, sign_in: SignIn) -> None:
    different_for_each(scene)
    a_ban_before_leaving(scene)
    for name in ("cases:case", "cases:people", "cases:dossier"):
        page = sign_in(scene.by).get(reverse(name, args=[scene.case.pk])).content.decode()
        rest = legal.strip(legal.position(scene.case))[1]
        assert f"{len(rest)} more statements" in page
        assert page.count("No procedure pending") == 2  # unfolded on the screen, and on paper


def test_it_costs_the_same_whatever_the_situation(scene: Scene, django_assert_num_queries: Any) -> None:
    for situation in (different_for_each, a_ban_before_leaving, a_check_runs, a_procedure_to_look_at):
        situation(scene)
    with django_assert_num_queries(12):
        legal.position(Case.objects.select_related("household").get(pk=scene.case.pk))
