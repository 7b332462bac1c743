"""The pages around a draft: kept as one types, offered to its author alone, rescued when the session has ended."""

import re
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from cases.models import ClosureProposal
from icam import drafting, sealing
from icam.calendar import now
from icam.drafting import Stamp
from icam.http import answers_of
from icam.models import Draft, User
from icam.services import drafts
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
SignIn = Callable[[Any], Client]
TEXT = "Qz000zq went to her aunt"


@pytest.fixture
def form_url(cast: SimpleNamespace) -> str:
    """A form with a long text: why a case should be closed."""
    return reverse("cases:propose_closure", args=[cast.case.pk])


def hidden(response: Any, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', response.content.decode())
    assert found, name
    return found[1]


def typed(client: Client, form_url: str, **more: Any) -> dict[str, Any]:
    """What the browser sends of the open page."""
    shown = client.get(form_url)
    assert shown.status_code == 200
    names = {name: hidden(shown, name) for name in ("stamp", "token")}
    return {**names, "reason": "other", "explanation": TEXT, **more}


def keep(client: Client, data: dict[str, Any]) -> Any:
    return client.post(reverse("keep_draft"), data)


def kept_words(user: User) -> list[str]:
    """What he has in drafts, the last first."""
    return [
        sealing.unseal_for("draft", draft.sealed, place=[user.pk, draft.form, draft.record])["fields"]["explanation"][0]
        for draft in Draft.objects.filter(user=user).order_by("-saved_at")
    ]


# Kept -----------------------------------------------------------------------------------------------------------------


def test_what_is_typed_is_kept_and_the_page_is_told_when(cast: SimpleNamespace, form_url: str, sign_in: SignIn) -> None:
    with time_machine.travel("2026-11-24 09:58+00:00", tick=False):
        client = sign_in(cast.coach)
        answer = keep(client, typed(client, form_url))
    assert (answer.status_code, answer.json()) == (200, {"kept_at": "10:58", "said": "Draft kept at 10:58"})
    draft = Draft.objects.get()
    assert (draft.user_id, draft.form, draft.record) == (cast.coach.pk, "propose_closure", str(cast.case.pk))
    kept = drafts.of(cast.coach.pk, draft.form, draft.record)
    assert kept is not None
    assert kept.fields == {"reason": ["other"], "explanation": [TEXT]}


def test_only_a_page_that_was_shown_to_this_user_is_kept(cast: SimpleNamespace, form_url: str, sign_in: SignIn) -> None:
    coach, manager = sign_in(cast.coach), sign_in(cast.manager)
    data = typed(coach, form_url)
    wrong = {"none": "", "nonsense": "x", "forged": data["stamp"][:-3] + "abc", "NUL": "\x00", "long": "y" * 9000}
    for what, stamp in wrong.items():
        assert (what, keep(coach, {**data, "stamp": stamp}).status_code) == (what, 400)
    assert keep(manager, data).status_code == 400
    with time_machine.travel(now() + timedelta(hours=12, minutes=1)):
        assert keep(sign_in(cast.coach), data).status_code == 400
    assert Draft.objects.count() == 0


def test_too_much_or_too_often_is_told(cast: SimpleNamespace, form_url: str, sign_in: SignIn) -> None:
    client = sign_in(cast.coach)
    data = typed(client, form_url)
    assert keep(client, {**data, "explanation": "x" * 100_000}).status_code == 200
    answer = keep(client, {**data, "explanation": "x" * 1_000_001})
    assert (answer.status_code, answer.json()["said"]) == (
        413, "The text is too long to be kept as a draft. Send it in parts.",
    )  # fmt: skip
    cache.set(f"drafts:{cast.coach.pk}", drafting.MOST)
    assert keep(client, data).status_code == 429


def test_a_form_without_a_long_text_and_a_page_to_read_carry_no_stamp(cast: SimpleNamespace, sign_in: SignIn) -> None:
    client = sign_in(cast.coach)
    for name in ("cases:case", "cases:people", "cases:describe"):
        assert 'name="stamp"' not in client.get(reverse(name, args=[cast.case.pk])).content.decode()


# Offered --------------------------------------------------------------------------------------------------------------


def test_it_is_offered_to_its_author_and_restored_on_his_word(
    cast: SimpleNamespace, form_url: str, sign_in: SignIn
) -> None:
    client = sign_in(cast.coach)
    data = typed(client, form_url)
    keep(client, data)
    offered = client.get(form_url).content.decode()
    assert ("There is a draft of yours from" in offered, TEXT in offered) == (True, False)
    back = client.get(f"{form_url}?draft=restore")
    assert (TEXT in back.content.decode(), hidden(back, "token") != data["token"]) == (True, True)
    assert back.context["form"].errors == {}
    sent = client.post(form_url, {**data, "token": hidden(back, "token"), "stamp": hidden(back, "stamp")})
    assert (sent.status_code, ClosureProposal.objects.get().explanation) == (302, TEXT)
    assert Draft.objects.count() == 0


def test_it_is_discarded_on_his_word(cast: SimpleNamespace, form_url: str, sign_in: SignIn) -> None:
    client = sign_in(cast.coach)
    data = typed(client, form_url)
    keep(client, data)
    stranger = sign_in(cast.manager).post(reverse("discard_draft"), {"stamp": data["stamp"]})
    assert (stranger.status_code, Draft.objects.count()) == (400, 1)
    answer = client.post(reverse("discard_draft"), {"stamp": data["stamp"]})
    assert (answer.status_code, answer["Location"], Draft.objects.count()) == (302, form_url, 0)


def test_what_comes_after_the_form_was_carried_out_is_no_draft(
    cast: SimpleNamespace, form_url: str, sign_in: SignIn
) -> None:
    client = sign_in(cast.coach)
    data = typed(client, form_url)
    assert client.post(form_url, data).status_code == 302
    assert (keep(client, data).status_code, Draft.objects.count()) == (409, 0)


def test_sent_again_with_other_words_they_are_kept_and_it_is_said(
    cast: SimpleNamespace, form_url: str, sign_in: SignIn
) -> None:
    client = sign_in(cast.coach)
    data = typed(client, form_url)
    led = client.post(form_url, data)["Location"]
    assert client.post(form_url, data)["Location"] == led
    answer = client.post(form_url, {**data, "explanation": "Corrected"})
    shown = answer.content.decode()
    assert (answer.status_code, kept_words(cast.coach)) == (409, ["Corrected"])
    assert ("This form was sent before" in shown, f'href="{form_url}?draft=restore"' in shown) == (True, True)
    assert [proposal.explanation for proposal in ClosureProposal.objects.all()] == [TEXT]


def test_a_form_that_is_refused_keeps_its_draft(cast: SimpleNamespace, form_url: str, sign_in: SignIn) -> None:
    client = sign_in(cast.coach)
    data = typed(client, form_url)
    keep(client, data)
    assert client.post(form_url, {**data, "reason": "nonsense"}).status_code == 200
    assert kept_words(cast.coach) == [TEXT]


# Two windows ----------------------------------------------------------------------------------------------------------


def test_two_windows_of_one_form_keep_each_its_own(cast: SimpleNamespace, form_url: str, sign_in: SignIn) -> None:
    client = sign_in(cast.coach)
    first, second = typed(client, form_url), typed(client, form_url, explanation="b")
    assert [keep(client, data).status_code for data in (first, second)] == [200, 200]
    assert kept_words(cast.coach) == ["b", TEXT]
    assert client.post(form_url, second).status_code == 302
    assert kept_words(cast.coach) == [TEXT]


def test_a_draft_that_came_back_goes_on_in_its_window(cast: SimpleNamespace, form_url: str, sign_in: SignIn) -> None:
    client = sign_in(cast.coach)
    data = typed(client, form_url)
    keep(client, data)
    back = {**data, "stamp": hidden(client.get(f"{form_url}?draft=restore"), "stamp"), "explanation": "More"}
    keep(client, back)
    assert kept_words(cast.coach) == ["More"]
    client.post(reverse("discard_draft"), {"stamp": back["stamp"]})
    assert kept_words(cast.coach) == []


def test_what_the_other_window_typed_since_is_not_taken_away(
    cast: SimpleNamespace, form_url: str, sign_in: SignIn
) -> None:
    client = sign_in(cast.coach)
    data = typed(client, form_url)
    keep(client, data)
    offered = hidden(client.get(form_url), "stamp")
    restored = hidden(client.get(f"{form_url}?draft=restore"), "stamp")
    keep(client, {**data, "explanation": "Typed since"})
    client.post(reverse("discard_draft"), {"stamp": offered})
    keep(client, {**data, "stamp": restored, "explanation": "Restored"})
    assert kept_words(cast.coach) == ["Restored", "Typed since"]


# Rescued --------------------------------------------------------------------------------------------------------------


def enter(client: Client, user: User, where: str) -> Any:
    return client.post(where, {"login": user.username, "password": PASSWORD})


def test_the_form_survives_the_end_of_the_session(cast: SimpleNamespace, form_url: str, sign_in: SignIn) -> None:
    client = sign_in(cast.coach)
    data = typed(client, form_url)
    client.session.flush()
    answer = client.post(form_url, data)
    assert (answer.status_code, answer["Location"]) == (302, f"{reverse('account_login')}?next={form_url}")
    assert "Your text is kept" in client.get(answer["Location"]).content.decode()
    assert enter(client, cast.coach, answer["Location"])["Location"] == form_url
    assert TEXT in client.get(f"{form_url}?draft=restore").content.decode()
    assert ClosureProposal.objects.count() == 0


def test_another_who_signs_in_there_sees_nothing_of_it(cast: SimpleNamespace, form_url: str, sign_in: SignIn) -> None:
    client = sign_in(cast.coach)
    data = typed(client, form_url)
    client.session.flush()
    answer = client.post(form_url, data)
    enter(client, cast.manager, answer["Location"])
    for look in (form_url, f"{form_url}?draft=restore"):
        shown = client.get(look)
        assert (shown.status_code, "draft of yours" in shown.content.decode()) == (200, False)
        assert TEXT not in shown.content.decode()
    assert kept_words(cast.coach) == [TEXT]


@pytest.mark.parametrize(("then", "left"), [(f"{TEXT}. More", []), ("Something else", [TEXT])])
def test_with_a_rescued_text_goes_what_it_grew_from(
    cast: SimpleNamespace, form_url: str, sign_in: SignIn, then: str, left: list[str]
) -> None:
    client = sign_in(cast.coach)
    data = typed(client, form_url)
    keep(client, data)
    client.session.flush()
    keep(client, {**data, "explanation": then})
    client = sign_in(cast.coach)
    back = client.get(f"{form_url}?draft=restore")
    names = {name: hidden(back, name) for name in ("stamp", "token")}
    assert client.post(form_url, {**data, **names, "explanation": then}).status_code == 302
    assert kept_words(cast.coach) == left


def test_what_is_typed_after_the_session_ended_is_kept_and_told(
    cast: SimpleNamespace, form_url: str, sign_in: SignIn
) -> None:
    client = sign_in(cast.coach)
    data = typed(client, form_url)
    client.session.flush()
    answer = keep(client, data)
    assert (answer.status_code, answer.json()["said"]) == (
        401, "You are signed out. Your text is kept until you sign in.",
    )  # fmt: skip
    assert kept_words(cast.coach) == [TEXT]


@pytest.mark.parametrize("path", ["form", "keep_draft"])
def test_nothing_is_rescued_without_a_stamp_or_for_somebody_who_left(
    cast: SimpleNamespace, form_url: str, sign_in: SignIn, path: str
) -> None:
    client = sign_in(cast.coach)
    data, url = typed(client, form_url), form_url if path == "form" else reverse("keep_draft")
    client.session.flush()
    assert client.post(url, {**data, "stamp": "x"}).status_code == 302
    User.objects.filter(pk=cast.coach.pk).update(is_active=False, deactivated_at=now())
    assert client.post(url, data).status_code == 302
    assert Draft.objects.count() == 0


def strict(user: User) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    return client


def test_a_page_from_before_the_last_sign_in_is_not_carried_out_and_not_lost(
    cast: SimpleNamespace, form_url: str
) -> None:
    client = strict(cast.coach)
    data = {**typed(client, form_url), "csrfmiddlewaretoken": "a" * 64}
    answer = client.post(form_url, data)
    assert (answer.status_code, kept_words(cast.coach), ClosureProposal.objects.count()) == (403, [TEXT], 0)
    shown = answer.content.decode()
    assert ("Not sent yet: your text is kept" in shown, f'href="{form_url}?draft=restore"' in shown) == (True, True)
    later = keep(client, {**data, "explanation": "More"})
    assert (later.status_code, bool(later.json()["kept_at"]), kept_words(cast.coach)) == (403, True, ["More"])


def test_the_page_of_another_says_nothing_of_him(cast: SimpleNamespace, form_url: str) -> None:
    data = {**typed(strict(cast.coach), form_url), "csrfmiddlewaretoken": "a" * 64}
    answer = strict(cast.manager).post(form_url, data)
    shown = answer.content.decode()
    assert (answer.status_code, "draft=restore" in shown, TEXT in shown) == (403, False, False)
    assert kept_words(cast.coach) == [TEXT]


@pytest.mark.parametrize("who", ["nobody", "another", "another's old page"])
def test_a_stamp_without_its_authors_session_writes_over_nothing(
    cast: SimpleNamespace, form_url: str, sign_in: SignIn, who: str
) -> None:
    client = sign_in(cast.coach)
    data = typed(client, form_url)
    keep(client, data)
    back = {**data, "stamp": hidden(client.get(f"{form_url}?draft=restore"), "stamp")}
    stranger = {"nobody": Client(), "another": sign_in(cast.manager), "another's old page": strict(cast.manager)}[who]
    for sent in (data, back):
        assert keep(stranger, {**sent, "explanation": "Put in his mouth"}).status_code in {400, 401, 403}
    assert kept_words(cast.coach)[-1] == TEXT


def test_who_sat_too_long_goes_on_in_his_own_draft(cast: SimpleNamespace, form_url: str, sign_in: SignIn) -> None:
    client = sign_in(cast.coach)
    data = typed(client, form_url)
    keep(client, data)
    with time_machine.travel(now() + timedelta(hours=2)):
        assert keep(client, {**data, "explanation": "More"}).status_code == 401
        assert kept_words(cast.coach) == ["More"]


def test_a_password_is_never_kept() -> None:
    stamp = Stamp(1, "x", "", None, "/")
    assert drafting.stamp_of(SimpleNamespace(POST={"stamp": str(stamp)})) == stamp  # type: ignore[arg-type]  # its POST
    query = QueryDict("password1=secret&new_password=secret&q=1&token=t&csrfmiddlewaretoken=c&version=3")
    assert answers_of(query) == {"q": ["1"]}
