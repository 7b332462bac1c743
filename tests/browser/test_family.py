"""A family at the counter: it separates, the mother must not be found, and what happened can be read afterwards."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect

from cases.models import Case
from icam.models import AuditEvent
from tests import factories
from tests.browser.conftest import findings

pytestmark = pytest.mark.django_db(transaction=True)

HIDDEN, OF_SON = "Kanariepad 7", "Zoonstraat 4"


@pytest.fixture
def family() -> SimpleNamespace:
    """A father, principal, with his wife, a grown son and a girl of eight; mother and son have an address each."""
    region = factories.make_region(name="Brussels")
    place = factories.make_office(region)
    coach = factories.make_coach(region, office=place, first_name="Lotte", last_name="Verhaegen")
    father = factories.make_person(family_name="Haddad", given_names="Karim")
    case = factories.make_case(
        coach=coach, region=region, office=place, state="in_coaching",
        household=factories.make_household(principal=father),
    )  # fmt: skip
    for given, role, make in (
        ("Amina", "partner", factories.make_person),
        ("Sami", "other", factories.make_person),
        ("Nour", "child", factories.make_minor),
    ):
        factories.make_member(case.household, role=role, person=make(family_name="Haddad", given_names=given))
    people = {member.person.given_names: member.person for member in case.household.members.all()}
    factories.make_order(case)
    factories.make_address(case)
    factories.make_address(person=people["Amina"], street=HIDDEN)
    factories.make_address(person=people["Sami"], street=OF_SON)
    return SimpleNamespace(case=case, coach=coach, manager=factories.make_manager(region))


def split(page: Page, case: Case) -> None:
    """Mother and girl leave, with a case of their own; the father must not learn where they live."""
    page.goto(f"/cases/{case.pk}/people/")
    expect(page.get_by_text("3 adults, 1 minor")).to_be_visible()
    page.get_by_role("link", name="Split").click()
    page.get_by_label("Haddad, Amina").check()
    page.get_by_label("Haddad, Nour").check()
    page.get_by_label("Principal of the new household").select_option(label="Haddad, Amina")
    page.get_by_label("Open a case for those who leave").check()
    page.get_by_label("Who must not learn where the others live").select_option(label="Haddad, Karim")
    page.get_by_label("Why they are kept apart").select_option(label="Violence or threat")
    assert findings(page) == []
    page.get_by_role("button", name="Split the household").click()
    expect(page.get_by_text("The household is split.")).to_be_visible()


def test_a_family_separates_and_the_mother_is_not_found(desk: Callable[..., Page], family: SimpleNamespace) -> None:
    page = desk(family.coach)
    split(page, family.case)
    own = Case.objects.exclude(pk=family.case.pk).get()
    expect(page.get_by_text(f"Its case is {own.reference}.")).to_be_visible()
    expect(page.get_by_text("2 adults, 0 minors")).to_be_visible()
    expect(page.get_by_text("Haddad, Karim must not learn where Haddad, Amina lives")).to_have_count(1)
    page.get_by_role("button", name="Confirm").click()  # by its members it is another kind of household now
    expect(page.get_by_text("From today the household is: Other household.")).to_be_visible()
    assert findings(page) == []
    for part in ("", "people/", "dossier/"):
        page.goto(f"/cases/{family.case.pk}/{part}")
        expect(page.get_by_text(HIDDEN)).to_have_count(0)
    page.goto(f"/cases/{own.pk}/dossier/")
    expect(page.get_by_text(HIDDEN).first).to_be_visible()
    page.goto(f"/cases/{own.pk}/people/")
    expect(page.get_by_text("1 adult, 1 minor")).to_be_visible()


def test_in_one_household_the_address_shows_once_when_asked_for(
    desk: Callable[..., Page], family: SimpleNamespace
) -> None:
    page = desk(family.coach)
    page.goto(f"/cases/{family.case.pk}/people/apart/")
    page.get_by_label("Protected person").select_option(label="Haddad, Sami")
    page.get_by_label("Kept apart from").select_option(label="Haddad, Karim")
    page.get_by_label("Order of a court").check()
    page.get_by_role("button", name="Keep them apart").click()
    page.goto(f"/cases/{family.case.pk}/dossier/")
    expect(page.get_by_text("Kept apart for safety")).to_be_visible()
    expect(page.get_by_text(OF_SON)).to_have_count(0)
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text(OF_SON)).to_be_visible()
    assert findings(page) == []
    assert AuditEvent.objects.filter(verb="apart_shown", actor=family.coach).count() == 1
    lift(desk(family.manager), family.case)
    page.goto(f"/cases/{family.case.pk}/dossier/")
    expect(page.get_by_text(OF_SON).first).to_be_visible()


def lift(page: Page, case: Case) -> None:
    page.goto(f"/cases/{case.pk}/people/")
    page.get_by_role("link", name="Lift").click()
    page.get_by_label("Why they need no longer be kept apart").fill("The order has ended.")
    page.get_by_role("button", name="Lift the protection").click()
    expect(page.get_by_text("They are no longer kept apart.")).to_be_visible()
