"""Changing a user: rights act on the next request, and nobody leaves work behind."""

import re
from collections.abc import Callable
from threading import Barrier
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.enums import CaseState
from cases.models import Case
from icam.enums import Verb
from icam.models import AuditEvent, User
from icam.permissions import Role
from icam.refusals import Refused
from icam.services import users
from tests import factories
from tests.icam.office import (
    ADD,
    LIST,
    as_it_stands,
    errors,
    events,
    give_factor,
    page_of,
    race,
    typed,
)


@pytest.fixture
def client(administrator: User, sign_in: Callable[[User], Client]) -> Client:
    """The administrator's browser."""
    return sign_in(administrator)


# Changing -------------------------------------------------------------------------------------------------------------


def test_a_change_of_role_and_region_acts_on_the_next_request(
    client: Client, sign_in: Callable[[User], Client]
) -> None:
    head, region = factories.make_head(), factories.make_region()
    browser = sign_in(head)
    assert browser.get(LIST).status_code == 403
    client.post(page_of(head), as_it_stands(head, role="administrator"))
    assert browser.get(LIST).status_code == 200
    head.refresh_from_db()
    client.post(page_of(head), as_it_stands(head, role="coach", regions=[region.pk]))
    assert browser.get(LIST).status_code == 403
    assert events(Verb.USER_CHANGED) == [
        {"fields": ["role"]},
        {"role": ["head", "administrator"], "regions": [[], []]},
        {"fields": ["role"]},
        {"role": ["administrator", "coach"], "regions": [[], [region.pk]]},
    ]


def test_a_change_is_recorded_by_the_names_of_fields_not_by_what_was_typed(client: Client) -> None:
    coach = factories.make_coach(last_name="Before")
    response = client.post(page_of(coach), as_it_stands(coach, last_name="Married"), follow=True)
    assert events(Verb.USER_CHANGED) == [{"fields": ["last_name"]}]
    assert [str(message) for message in response.context["messages"]] == [
        "Anna Married is changed; it acts on the next click."
    ]


def test_saving_what_stands_there_changes_nothing(client: Client) -> None:
    coach = factories.make_coach()
    client.post(page_of(coach), as_it_stands(coach))
    assert (User.objects.get(pk=coach.pk).version, events(Verb.USER_CHANGED)) == (1, [])


def test_of_two_administrators_the_second_sees_both_texts_and_keeps_his_own(client: Client) -> None:
    coach = factories.make_coach(last_name="First")
    page = as_it_stands(coach)
    client.post(page_of(coach), page | {"last_name": "Second"})
    response = client.post(page_of(coach), page | {"last_name": "Third", "email": "new@ibz.example"})
    assert response.status_code == 409
    assert [(part.field.name, part.theirs_value, part.mine_value) for part in response.context["parts"]] == [
        ("last_name", "Second", "Third"),
        ("email", "", "new@ibz.example"),
    ]
    assert response.context["version"] == 2
    coach.refresh_from_db()
    assert (coach.last_name, coach.email) == ("Second", "")
    client.post(page_of(coach), page | {"last_name": "Third", "version": 2})
    assert User.objects.get(pk=coach.pk).last_name == "Third"


def test_a_change_of_regions_alone_is_also_told_to_whoever_comes_second(client: Client) -> None:
    region, other, third = (factories.make_region() for _region in range(3))
    coach = factories.make_coach(region)
    page = as_it_stands(coach)
    client.post(page_of(coach), page | {"regions": [other.pk]})
    response = client.post(page_of(coach), page | {"regions": [third.pk]})
    assert response.status_code == 409
    assert [part.field.name for part in response.context["parts"]] == ["regions"]
    assert list(coach.regions.all()) == [other]
    content = response.content.decode()
    assert content.count('name="regions"') == len([region, other, third])
    assert re.findall(r'value="(\d+)"[^>]*checked', content) == [str(third.pk)]


@pytest.mark.parametrize("version", ["", "0", "x", "\x00", "9" * 30, "-1"])
def test_a_version_that_is_none_counts_as_stale(client: Client, version: str) -> None:
    coach = factories.make_coach()
    assert client.post(page_of(coach), as_it_stands(coach, version=version, first_name="Eve")).status_code == 409
    assert User.objects.get(pk=coach.pk).first_name == "Anna"


def test_nobody_changes_the_own_role_or_regions(client: Client, administrator: User) -> None:
    region = factories.make_region()
    client.post(page_of(administrator), as_it_stands(administrator, role="head", regions=[region.pk], first_name="N."))
    administrator.refresh_from_db()
    assert (administrator.role, administrator.regions.count(), administrator.first_name) == ("administrator", 0, "N.")
    with pytest.raises(Refused, match="Your own role and regions are changed by another administrator"):
        users.change(administrator, by=administrator, version=2, role="head", regions=[], username="nadia", email="")


def test_a_coach_keeps_role_and_region_while_cases_hang_on_them(client: Client) -> None:
    region, other = factories.make_region(), factories.make_region()
    coach = factories.make_coach(region, last_name="Claes")
    factories.make_case(coach=coach, region=region, state=CaseState.IN_COACHING)
    factories.make_case(coach=coach, region=region, state=CaseState.SUSPENDED)
    sentence = "Anna Claes still has 2 open cases. They are given to colleagues first, by the regional manager."
    moved = client.post(page_of(coach), as_it_stands(coach, regions=[other.pk]))
    assert errors(moved) == {"regions": [sentence]}
    promoted = client.post(page_of(coach), as_it_stands(coach, role="head", regions=[]))
    assert errors(promoted) == {"role": [sentence]}
    assert (list(coach.regions.all()), User.objects.get(pk=coach.pk).role) == ([region], "coach")
    client.post(page_of(coach), as_it_stands(coach, role="manager", regions=[region.pk, other.pk]))
    assert User.objects.get(pk=coach.pk).role == "manager"


def test_of_cases_that_are_closed_nothing_holds_a_coach_back(client: Client) -> None:
    coach, other = factories.make_coach(), factories.make_region()
    factories.make_case(coach=coach, state=CaseState.CLOSED)
    client.post(page_of(coach), as_it_stands(coach, regions=[other.pk]))
    assert list(coach.regions.all()) == [other]


def test_a_user_who_does_not_exist_is_not_found(client: Client) -> None:
    for act in ("", "password-link/", "second-factor/", "deactivate/", "reactivate/"):
        assert client.get(f"/office/users/0/{act}").status_code == 404


# Leaving and coming back ----------------------------------------------------------------------------------------------


def deactivate(client: Client, user: User, **given: Any) -> Any:
    return client.post(page_of(user, "deactivate/"), {"version": user.version, "reason": "Left"} | given)


def test_a_deactivated_user_is_out_on_the_next_request(client: Client, sign_in: Callable[[User], Client]) -> None:
    coach = factories.make_coach()
    browser = sign_in(coach)
    assert browser.get(reverse("account")).status_code == 200
    assert deactivate(client, coach).headers["Location"] == page_of(coach)
    answer = browser.get(reverse("account"))
    assert answer.headers["Location"] == "/accounts/login/?next=/accounts/mine/"
    coach.refresh_from_db()
    assert (coach.is_active, coach.deactivated_at is None) == (False, False)
    event = AuditEvent.objects.get(verb=Verb.USER_DEACTIVATED)
    assert (event.target_id, event.reason) == (coach.pk, "Left")


def test_with_open_cases_nobody_leaves_and_the_page_says_who_can_help(client: Client, cast: Any) -> None:
    page = client.get(page_of(cast.coach, "deactivate/"))
    content = page.content.decode()
    assert f"{cast.coach} still has 1 open case." in content
    assert page_of(cast.manager) in content
    assert page_of(cast.manager_elsewhere) not in content
    assert "<button" not in content.partition("<main")[2].partition("</main>")[0]
    response = deactivate(client, cast.coach)
    assert errors(response) == {
        "__all__": [f"{cast.coach} still has 1 open case. It is given to a colleague first, by the regional manager."]
    }
    assert User.objects.get(pk=cast.coach.pk).is_active


def test_what_keeps_somebody_is_counted_and_never_named(client: Client, cast: Any) -> None:
    person = cast.case.household.principal
    for url in (LIST, page_of(cast.coach), page_of(cast.coach, "deactivate/")):
        content = client.get(url).content.decode()
        assert not [word for word in (person.family_name, person.given_names, cast.case.reference) if word in content]


def test_once_the_cases_are_with_a_colleague_the_coach_may_go(client: Client, cast: Any) -> None:
    type(cast.case).objects.filter(pk=cast.case.pk).update(coach=cast.colleague)
    deactivate(client, cast.coach)
    assert not User.objects.get(pk=cast.coach.pk).is_active


def test_nobody_deactivates_himself(client: Client, administrator: User) -> None:
    factories.make_administrator()
    assert errors(deactivate(client, administrator)) == {
        "__all__": ["You cannot deactivate yourself; ask another administrator."]
    }
    assert User.objects.get(pk=administrator.pk).is_active


def test_an_old_page_does_not_deactivate(client: Client) -> None:
    coach = factories.make_coach()
    client.post(page_of(coach), as_it_stands(coach, first_name="Eve"))
    assert deactivate(client, coach).status_code == 409
    assert User.objects.get(pk=coach.pk).is_active


def test_deactivating_twice_says_so(client: Client) -> None:
    coach = factories.make_coach()
    deactivate(client, coach)
    coach.refresh_from_db()
    assert errors(deactivate(client, coach)) == {"__all__": [f"{coach} is deactivated already."]}
    assert len(events(Verb.USER_DEACTIVATED)) == 1


def test_who_comes_back_is_who_he_was(client: Client) -> None:
    region = factories.make_region()
    coach = factories.make_coach(region, is_active=False, deactivated_at=timezone.now())
    client.post(page_of(coach, "reactivate/"), {"version": 1, "reason": ""})
    coach.refresh_from_db()
    assert (coach.is_active, coach.deactivated_at, coach.role, list(coach.regions.all())) == (
        True, None, "coach", [region],
    )  # fmt: skip
    assert len(events(Verb.USER_REACTIVATED)) == 1
    again = client.post(page_of(coach, "reactivate/"), {"version": 2})
    assert errors(again) == {"__all__": [f"{coach} is active already."]}


@pytest.mark.django_db(transaction=True)
def test_of_two_administrators_who_dismiss_each_other_one_stays() -> None:
    one, two = factories.make_administrator(), factories.make_administrator()
    outcomes = race(
        lambda: users.deactivate(User.objects.get(pk=two.pk), by=one, version=1),
        lambda: users.change(
            User.objects.get(pk=one.pk), by=two, version=1, role="head", regions=[], username=one.username, email=""
        ),
    )
    assert sorted(outcomes) == ["You are no longer an administrator, so nothing was changed.", "done"]
    assert User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_coach_to_whom_a_case_is_given_at_this_moment_stays() -> None:
    coach, administrator = factories.make_coach(), factories.make_administrator()
    case, given = factories.make_case(region=coach.regions.get()), Barrier(2, timeout=10)

    def give() -> None:
        with transaction.atomic():
            assert User.objects.coaching().held().get(pk=coach.pk) == coach
            Case.objects.filter(pk=case.pk).update(coach=coach)
            given.wait()

    def leave() -> None:
        given.wait()
        users.deactivate(User.objects.get(pk=coach.pk), by=administrator, version=1)

    assert race(give, leave) == ["done", users.open_cases_sentence(coach, 1)]
    assert User.objects.get(pk=coach.pk).is_active


@pytest.mark.django_db(transaction=True)
def test_a_coach_who_leaves_at_this_moment_is_given_nothing() -> None:
    coach, administrator = factories.make_coach(), factories.make_administrator()
    left, found = Barrier(2, timeout=10), []

    def leave() -> None:
        with transaction.atomic():
            users.deactivate(User.objects.get(pk=coach.pk), by=administrator, version=1)
            left.wait()

    def give() -> None:
        left.wait()
        with transaction.atomic():
            found.extend(User.objects.coaching().held().filter(pk=coach.pk))

    assert race(leave, give) == ["done", "done"]
    assert found == []


@pytest.mark.django_db(transaction=True)
def test_of_two_savings_of_one_user_one_is_kept() -> None:
    administrator, coach = factories.make_administrator(), factories.make_coach()
    regions = [factories.make_region(), factories.make_region()]

    def save(region: Any) -> Callable[[], Any]:
        found = User.objects.get(pk=coach.pk)
        return lambda: users.change(
            found, by=administrator, version=1, role="coach", regions=[region], username=coach.username, email=""
        )

    outcomes = race(*[save(region) for region in regions])
    assert sorted(outcomes) == ["Stale", "done"]
    assert list(coach.regions.all()) == [regions[outcomes.index("done")]]


# Second factor --------------------------------------------------------------------------------------------------------


def test_a_second_factor_is_forgotten_and_every_session_ends(client: Client) -> None:
    coach, browser = factories.make_coach(), Client()
    browser.post("/accounts/login/", {"login": coach.username, "password": factories.PASSWORD})
    for kind in ("totp", "recovery_codes", "webauthn"):
        give_factor(coach, kind)
    other = factories.make_coach()
    give_factor(other)
    assert browser.get(reverse("account")).status_code == 200
    client.post(page_of(coach, "second-factor/"), {"reason": "Lost the telephone"})
    assert list(Authenticator.objects.values_list("user", flat=True)) == [other.pk]
    assert browser.get(reverse("account")).status_code == 302
    event = AuditEvent.objects.get(verb=Verb.USER_CHANGED)
    assert event.changes == {"fields": ["second_factor"], "removed": ["recovery_codes", "totp", "webauthn"]}
    assert event.reason == "Lost the telephone"


def test_the_own_second_factor_is_not_reset_here(client: Client, administrator: User) -> None:
    give_factor(administrator)
    assert errors(client.post(page_of(administrator, "second-factor/"), {})) == {
        "__all__": ["Your own second factor is changed under “My account”."]
    }
    assert Authenticator.objects.count() == 1


# Who else -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["coach", "manager", "head"])
@pytest.mark.parametrize("act", ["", "password-link/", "second-factor/", "deactivate/", "reactivate/"])
def test_for_everybody_else_these_pages_are_closed(
    cast: Any, sign_in: Callable[[User], Client], who: str, act: str
) -> None:
    browser = sign_in(getattr(cast, who))
    for response in (browser.get(page_of(cast.colleague, act)), browser.post(page_of(cast.colleague, act), {})):
        assert response.status_code == 403
        assert cast.colleague.username not in response.content.decode()
    assert browser.get(LIST).status_code == browser.get(ADD).status_code == 403
    assert browser.post(ADD, typed()).status_code == 403
    assert not User.objects.filter(username="y.vandenbossche").exists()


def test_a_link_alone_never_acts(client: Client) -> None:
    coach = factories.make_coach()
    for act in ("password-link/", "second-factor/", "deactivate/"):
        assert client.get(page_of(coach, act)).status_code == 200
    assert AuditEvent.objects.count() == 0
    assert User.objects.get(pk=coach.pk).has_usable_password()
