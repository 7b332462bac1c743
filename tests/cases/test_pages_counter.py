"""The pages of the counter: what is searched and registered there, what each reader sees, what goes to the trail."""

import re
from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from cases.enums.people import ApartReason
from cases.models import Arrival, Case, Interview, KeepApart, Person, Visit
from cases.services import index
from icam.calendar import now, today
from icam.models import AuditEvent
from tests import counter, factories

pytestmark = pytest.mark.django_db
SignIn = Callable[[Any], Client]
ASKED = {"reason": "question", "language": "so", "goes_to": "waits"}


@pytest.fixture
def here(cast: SimpleNamespace) -> SimpleNamespace:
    """The office of the cast, with a case of one Youcef Benali."""
    person = cast.case.household.principal
    Person.objects.filter(pk=person.pk).update(family_name="Benali", given_names="Youcef", born_on=date(1988, 3, 14))
    index.refresh([person.pk])
    cast.page = reverse("counter:office", args=[cast.office.pk])
    return cast


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def looks() -> int:
    return AuditEvent.objects.filter(verb="counter_seen").count()


def test_the_way_to_the_own_counter(here: SimpleNamespace, sign_in: SignIn) -> None:
    second = factories.make_office(here.here, name="AAA")
    client = sign_in(here.coach)
    assert client.get(reverse("counter:home")).url == here.page
    client.get(reverse("counter:office", args=[second.pk]))
    assert client.get(reverse("counter:home")).url == reverse("counter:office", args=[second.pk])
    assert "No counter of yours" in text(sign_in(here.coach_elsewhere).get(reverse("counter:home")))


@pytest.mark.parametrize("name", ["visit", "call", "seen", "left", "begin", "slip"])
def test_a_visit_elsewhere_looks_like_one_that_is_not_there(here: SimpleNamespace, sign_in: SignIn, name: str) -> None:
    visit = counter.make_visit(here.case)
    foreign, client = sign_in(here.coach_elsewhere), sign_in(here.coach)
    assert foreign.get(reverse(f"counter:{name}", args=[visit.pk])).status_code == 404
    assert client.get(reverse(f"counter:{name}", args=[999_999_999])).status_code == 404


def test_who_is_found_can_be_chosen(here: SimpleNamespace, sign_in: SignIn) -> None:
    client = sign_in(here.coach)
    found = client.post(here.page, {"q": "bin ali yusuf"})
    choose = reverse("counter:receive", args=[here.office.pk, here.case.household.principal_id])
    assert f'href="{choose}" data-hit data-key="1"' in found.content.decode()
    assert AuditEvent.objects.filter(verb="cases_searched", changes__page="counter").count() == 1
    page = client.get(choose)
    assert page.context["form"].initial["language"] == "ar"
    answer = client.post(choose, {**ASKED, "companions": ""})
    assert (answer.status_code, answer.url) == (302, here.page)
    visit = Visit.objects.get()
    assert (visit.case, visit.language, visit.companions, visit.coach) == (here.case, "so", 0, None)


def test_another_region_is_a_masked_line(here: SimpleNamespace, sign_in: SignIn) -> None:
    hidden = factories.make_case(region=here.elsewhere, office=factories.make_office(here.elsewhere, name="Far office"))
    person = hidden.household.principal
    Person.objects.filter(pk=person.pk).update(family_name="Warsame", given_names="Amina", born_on=date(1990, 7, 9))
    index.refresh([person.pk])
    client = sign_in(here.coach)
    shown = text(client.post(here.page, {"q": "Amina Warsame 9/7/1990"}))
    assert ("held by Far office" in shown, "without a case" in shown) == (True, False)
    assert client.get(reverse("counter:receive", args=[here.office.pk, person.pk])).status_code == 404


def test_the_note_of_a_masked_visitor_is_masked_too(here: SimpleNamespace, sign_in: SignIn) -> None:
    hidden = factories.make_case(region=here.elsewhere, office=factories.make_office(here.elsewhere))
    visit = Visit.objects.create(
        office=here.office, day=today(), number=901, person=hidden.household.principal, reason="question",
        state="seen", ended_at=now(), note="Amina told of her brother", registered_by=here.manager,
    )  # fmt: skip
    client = sign_in(here.coach)
    for name, pk in (("visit", visit.pk), ("seen", visit.pk), ("office", here.office.pk)):
        shown = text(client.get(reverse(f"counter:{name}", args=[pk])))
        assert ("Visitor 901" in shown, "Amina" in shown) == (True, False)


def register_new(client: Client, here: SimpleNamespace, **data: str) -> Any:
    url = reverse("counter:new", args=[here.office.pk])
    person = {"family_name": "Warsame", "given_names": "Amina", "born_precision": "unknown", "nationality": "SOM"}
    return client.post(url, {**person, **ASKED, **data}, follow=True)


def test_nobody_is_registered_without_a_search(here: SimpleNamespace, sign_in: SignIn) -> None:
    client = sign_in(here.coach)
    assert register_new(client, here).redirect_chain == [(here.page, 302)]
    client.post(here.page, {"q": "Warsame, Amina 1990"})
    start = client.get(reverse("counter:new", args=[here.office.pk])).context["form"].initial
    assert (start["family_name"], start["given_names"], str(start["born"])) == ("Warsame", "Amina", "1990")
    before = (Person.objects.count(), Case.objects.count())
    answer = register_new(client, here, print="1")
    visit = Visit.objects.get()
    assert answer.redirect_chain == [(reverse("counter:slip", args=[visit.pk]), 302)]
    assert (Person.objects.count(), Case.objects.count()) == (before[0] + 1, before[1])
    assert (visit.person.contact_language, visit.person.nationalities) == ("so", ["SOM"])


def test_the_second_desk_is_told_and_lands_on_the_same_person(here: SimpleNamespace, sign_in: SignIn) -> None:
    first, second = sign_in(here.coach), sign_in(here.colleague)
    for client in (first, second):
        client.post(here.page, {"q": "Warsame"})
    register_new(first, here)
    answer = register_new(second, here, given_names="AMINA")
    visit = Visit.objects.get()
    assert answer.redirect_chain == [(reverse("counter:visit", args=[visit.pk]), 302)]
    assert f"A colleague has just registered this person: {here.office}, number 1." in text(answer)
    assert "Warsame, Amina" in text(answer)


def test_who_waits_already_is_shown_where(here: SimpleNamespace, sign_in: SignIn) -> None:
    office = factories.make_office(factories.make_region(), name="Far office")
    counter.make_visit(here.case, office=office, registered_by=here.coach)
    url = reverse("counter:receive", args=[here.office.pk, here.case.household.principal_id])
    answer = sign_in(here.coach).post(url, ASKED, follow=True)
    assert answer.redirect_chain == [(here.page, 302)]
    assert "already registered for today: Far office, number 1." in text(answer)


def test_somebody_very_like_is_asked_about(here: SimpleNamespace, sign_in: SignIn) -> None:
    client = sign_in(here.coach)
    client.post(here.page, {"q": "Benali"})
    born = {"born_day": "14", "born_month": "3", "born_year": "1988", "born_precision": "day"}
    answer = register_new(client, here, family_name="Bin Ali", given_names="Yousef", nationality="IRQ", **born)
    assert (answer.status_code, Visit.objects.count()) == (200, 0)
    assert "Is it one of these?" in text(answer)
    page = answer.content.decode()
    choose = reverse("counter:receive", args=[here.office.pk, here.case.household.principal_id])
    assert f'href="{choose}"' in page
    seal = re.findall(r'name="shown" value="(\w+)"', page)[0]
    told = {"family_name": "Bin Ali", "given_names": "Yousef", "nationality": "IRQ", **born}
    register_new(client, here, none_of_these="on", shown=seal, **told)
    assert Visit.objects.get().person.name == "Bin Ali, Yousef"


def test_one_click_and_a_member_is_here(here: SimpleNamespace, sign_in: SignIn) -> None:
    talk, client, person = counter.make_talk(here.case), sign_in(here.colleague), here.case.household.principal_id
    url = reverse("counter:arrive", args=[here.office.pk, talk.pk, person])
    assert [client.post(url).status_code for _ in range(2)] == [302, 302]
    assert (Arrival.objects.count(), "here since" in text(client.get(here.page))) == (1, True)
    stranger = factories.make_person().pk
    assert client.post(reverse("counter:arrive", args=[here.office.pk, talk.pk, stranger])).status_code == 404


def test_only_a_look_that_shows_somebody_new_goes_to_the_trail_again(here: SimpleNamespace, sign_in: SignIn) -> None:
    client, live = sign_in(here.coach), reverse("counter:live", args=[here.office.pk])
    client.get(here.page)
    before = looks()
    for _ in range(3):
        client.get(live)
    assert looks() == before
    counter.make_visit(here.case)
    answer = client.get(live)
    client.get(live)
    assert (looks(), "Benali, Youcef" in text(answer)) == (before + 1, True)
    assert 'id="counter-expected"' in answer.content.decode()
    cache.clear()  # what is forgotten is written down once more
    client.get(live)
    assert looks() == before + 2


def test_what_may_not_sit_together_is_said_without_why(here: SimpleNamespace, sign_in: SignIn) -> None:
    other = factories.make_case(coach=here.coach, region=here.here, office=here.office)
    KeepApart.objects.create(
        protected=other.household.principal, other=here.case.household.principal, because=ApartReason.VIOLENCE,
        since=today(), set_by=here.coach,
    )  # fmt: skip
    for case in (here.case, other):
        counter.make_visit(case)
    shown = text(sign_in(here.colleague).get(here.page))
    assert ("Not to be seated together" in shown, "iolence" in shown) == (True, False)


def test_the_slip_has_no_name_and_the_language_of_the_visitor(here: SimpleNamespace, sign_in: SignIn) -> None:
    visit = counter.make_visit(here.case, language="nl", desk=factories.make_desk(here.office, name="2"))
    page = sign_in(here.coach).get(reverse("counter:slip", args=[visit.pk])).content.decode()
    paper = page[page.index('<section class="slip-paper"') : page.index("</section>")]
    assert ("Benali" in paper, "Y. B." in paper, 'lang="nl"' in paper, "Uw nummer" in paper) == (
        False, True, True, True
    )  # fmt: skip
    assert "Nobody has reviewed the words of this slip" in page


def test_who_got_an_appointment_has_its_day_on_the_slip(here: SimpleNamespace, sign_in: SignIn) -> None:
    talk = factories.make_interview(here.case)
    visit = counter.make_visit(here.case, interview=talk, coach=here.coach, state="seen")
    page = sign_in(here.coach).get(reverse("counter:slip", args=[visit.pk])).content.decode()
    assert f"{talk.planned_at:%d/%m/%Y}, 10:00, {here.coach}" in page


def test_from_the_waiting_list_to_the_record(here: SimpleNamespace, sign_in: SignIn) -> None:
    visit, client = counter.make_visit(here.case), sign_in(here.coach)
    answer = client.post(reverse("counter:begin", args=[visit.pk]), {"desk": ""})
    talk = Interview.objects.get()
    assert answer.url == reverse("cases:record_interview", args=[here.case.pk, talk.pk])
    again = client.post(reverse("counter:begin", args=[visit.pk]), {"desk": ""})
    assert (again.status_code, Interview.objects.count()) == (200, 1)
    visit.refresh_from_db()
    assert (visit.state, visit.interview) == ("called", talk)


def test_a_colleague_was_first(here: SimpleNamespace, sign_in: SignIn) -> None:
    visit, client = counter.make_visit(here.case), sign_in(here.coach)
    url = reverse("counter:seen", args=[visit.pk])
    assert client.post(url, {"note": "Done"}).status_code == 302
    late = client.post(url, {"note": "Done as well"})
    told = late.context["form"].non_field_errors()
    assert (late.status_code, len(told), "Done as well" in late.content.decode()) == (409, 1, True)
