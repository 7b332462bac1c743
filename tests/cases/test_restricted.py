"""Restricted notes: ciphertext everywhere but on one page, for two people, with every look recorded."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from cases.enums.dossier import RestrictedKind
from cases.models import Merge, RestrictedNote
from cases.services import restricted
from icam.calendar import today
from icam.models import AuditEvent
from tests import factories, papers
from tests.cases.proof import refusal, stale

SignIn = Callable[[Any], Client]
SECRET = "Was beaten by the brother of her husband."


def page(client: Client, case: Any) -> str:
    return client.get(reverse("cases:restricted", args=[case.pk])).content.decode()


def write(case: Any, by: Any, **given: Any) -> RestrictedNote:
    words = {"person": case.household.principal, "kind": RestrictedKind.HEALTH, "signs": ["violence"], "text": SECRET,
             "at_desk": "Two coaches", "review_on": today() + timedelta(days=30)}  # fmt: skip
    return restricted.write(case, by=by, **words | given)


def test_the_coach_and_the_manager_read_it_and_each_look_is_recorded(cast: SimpleNamespace, sign_in: SignIn) -> None:
    note = write(cast.case, cast.coach)
    for who in (cast.coach, cast.manager):
        text = page(sign_in(who), cast.case)
        assert [word for word in (SECRET, "Two coaches", "Victim of torture or violence") if word not in text] == []
    looks = AuditEvent.objects.filter(verb="restricted_read", case_id=cast.case.pk).order_by("pk")
    assert [(look.actor, look.changes) for look in looks] == [
        (cast.coach, {"notes": [note.pk]}), (cast.manager, {"notes": [note.pk]}),
    ]  # fmt: skip


@pytest.mark.parametrize("codename", ["view_case", "work_case"])
def test_a_grant_does_not_open_it(cast: SimpleNamespace, sign_in: SignIn, codename: str) -> None:
    write(cast.case, cast.coach)
    client = sign_in(factories.make_grant(cast.case, codename).user)
    answer = client.get(reverse("cases:restricted", args=[cast.case.pk]))
    shown = client.get(reverse("cases:people", args=[cast.case.pk])).content.decode()
    assert (answer.status_code, "Special attention" in shown, "/restricted/" in shown) == (403, False, False)


def test_the_identity_bar_hints_only_to_who_may_read(cast: SimpleNamespace, sign_in: SignIn) -> None:
    people = reverse("cases:people", args=[cast.case.pk])
    assert "Special attention" not in sign_in(cast.coach).get(people).content.decode()
    note = write(cast.case, cast.coach)
    assert "Special attention" in sign_in(cast.coach).get(people).content.decode()
    restricted.end(cast.case, note, by=cast.coach, version=1, ended_on=today())
    assert "Special attention" not in sign_in(cast.coach).get(people).content.decode()


def test_no_table_of_the_database_holds_the_words(cast: SimpleNamespace) -> None:
    note = write(cast.case, cast.coach)
    restricted.correct(
        cast.case, note, by=cast.coach, version=1, signs=[], text="Lives with her aunt now, quietly.", at_desk="",
        review_on=today() + timedelta(days=90),
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM cases_restrictednote UNION ALL SELECT sealed FROM cases_restrictednoteevent")
        columns = [bytes(row[0]) for row in cursor.fetchall()]
    assert len(columns) == 3  # the note, and what the history keeps of writing and correcting it
    assert [word for word in (b"beaten", b"aunt", b"violence") if any(word in column for column in columns)] == []


def test_moved_to_another_person_it_does_not_open(cast: SimpleNamespace, sign_in: SignIn) -> None:
    note = write(cast.case, cast.coach)
    other = factories.make_case(coach=cast.coach, region=cast.here)
    RestrictedNote.objects.filter(pk=note.pk).update(person=other.household.principal)
    text = page(sign_in(cast.coach), other)
    assert (SECRET in text, "sealed as another note" in text) == (False, True)


def test_two_notes_of_one_person_whose_words_were_swapped_do_not_open(cast: SimpleNamespace, sign_in: SignIn) -> None:
    one, two = write(cast.case, cast.coach), write(cast.case, cast.coach, text="Works at the bakery.")
    for note, sealed in ((one, two.sealed), (two, one.sealed)):
        RestrictedNote.objects.filter(pk=note.pk).update(sealed=sealed)
    text = page(sign_in(cast.coach), cast.case)
    assert (SECRET in text, "Works at the bakery." in text, text.count("sealed as another note")) == (False, False, 2)


def test_it_opens_for_the_person_he_was_merged_into_and_again_after_undoing(cast: SimpleNamespace) -> None:
    note = write(cast.case, cast.coach)
    gone, kept, last = note.person, factories.make_person(), factories.make_person()
    Merge.objects.create(kept=kept, gone=gone, by=cast.manager, reason="One")
    Merge.objects.create(kept=last, gone=kept, by=cast.manager, reason="One")
    for person in (last, kept, gone):
        RestrictedNote.objects.filter(pk=note.pk).update(person=person)
        assert restricted.reveal(RestrictedNote.objects.get()).text == SECRET


def test_without_the_key_the_page_says_so(cast: SimpleNamespace, sign_in: SignIn, settings: Any) -> None:
    note = write(cast.case, cast.coach)
    client = sign_in(cast.coach)
    correct = reverse("cases:correct_restricted", args=[cast.case.pk, note.pk])
    for keys, sentence in (
        ([], "There is no key on this server"),
        ([Fernet.generate_key().decode()], "None of the keys"),
    ):
        settings.RESTRICTED_KEYS = keys
        text = page(client, cast.case)
        assert (SECRET in text, sentence in text) == (False, True)
        assert client.get(correct).status_code == 409
    settings.RESTRICTED_KEYS = []
    with refusal():
        write(cast.case, cast.coach)


@pytest.mark.parametrize(
    ("text", "slipped"),
    [
        ("He is HIV-positive.", True),
        ("She was beaten by her former husband in 2019.", True),
        ("It is since the detention, daily", False),
        ("It is the desk: never alone with men", True),
    ],
)
def test_one_sentence_out_of_a_line_is_recognised(cast: SimpleNamespace, text: str, slipped: bool) -> None:
    note = "She was beaten by her former husband in 2019. He is HIV-positive. She takes insulin daily."
    write(cast.case, cast.coach, text=note, at_desk="Never alone with men.")
    assert restricted.slipped_into(f"Dear Sir. {text} Bye", [cast.case.household.principal]) is slipped


def test_two_at_once(cast: SimpleNamespace) -> None:
    note = write(cast.case, cast.coach)
    words = {"signs": [], "text": SECRET, "at_desk": "", "review_on": today() + timedelta(days=9)}
    restricted.correct(cast.case, note, by=cast.coach, version=1, **words)
    with stale():
        restricted.correct(cast.case, note, by=cast.manager, version=1, **words | {"text": "Otherwise"})


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("text", {"signs": [], "text": "  "}),
        ("review_on", {"review_on": today()}),
        ("person", {"person": "stranger"}),
    ],
)
def test_what_cannot_be_is_refused(cast: SimpleNamespace, field: str, words: dict[str, Any]) -> None:
    if "person" in words:
        words = {"person": factories.make_person()}
    with refusal(field):
        write(cast.case, cast.coach, **words)


def test_a_review_that_is_due_stands_on_the_coachs_home_without_a_name(cast: SimpleNamespace, sign_in: SignIn) -> None:
    note = papers.make_note(cast.case, text=SECRET, review_on=today())
    papers.make_note(cast.case, review_on=today() + timedelta(days=1))
    papers.make_note(cast.case, review_on=today(), ended_on=today())
    home = sign_in(cast.coach).get("/").content.decode()
    panel = home[home.index('id="reviews"') : home.index('id="resume"')]
    assert [word in panel for word in (cast.case.reference, "1 note", note.person.family_name, SECRET)] == [
        True, True, False, False,
    ]  # fmt: skip
    assert 'id="reviews"' not in sign_in(cast.colleague).get("/").content.decode()


def test_the_keys_are_turned(cast: SimpleNamespace, settings: Any) -> None:
    note = write(cast.case, cast.coach)
    old, new = settings.RESTRICTED_KEYS[0], Fernet.generate_key().decode()
    settings.RESTRICTED_KEYS = [new, old]
    out = StringIO()
    call_command("rotate_keys", stdout=out)
    assert out.getvalue() == "1 notes are under the first key.\n"
    settings.RESTRICTED_KEYS = [new]
    assert restricted.reveal(RestrictedNote.objects.get()).text == SECRET
    assert RestrictedNote.objects.get().version == note.version
    settings.RESTRICTED_KEYS = [Fernet.generate_key().decode()]
    for options in ([], ["--check"]):
        with pytest.raises(CommandError, match=rf"^No key opens these notes: {note.pk}\.$"):
            call_command("rotate_keys", *options, stdout=out)
    settings.RESTRICTED_KEYS = []
    with pytest.raises(CommandError, match="RESTRICTED_KEYS is empty"):
        call_command("rotate_keys", stdout=out)


def test_a_form_left_open_while_the_keys_were_turned_is_not_stale(
    cast: SimpleNamespace, sign_in: SignIn, settings: Any
) -> None:
    note = write(cast.case, cast.coach)
    settings.RESTRICTED_KEYS = [Fernet.generate_key().decode(), *settings.RESTRICTED_KEYS]
    call_command("rotate_keys", stdout=StringIO())
    data = {
        "text": "Better",
        "review_on": f"{today() + timedelta(days=9):%d/%m/%Y}",
        "version": 1,
        "token": str(uuid4()),
    }
    url = reverse("cases:correct_restricted", args=[cast.case.pk, note.pk])
    assert sign_in(cast.coach).post(url, data).status_code == 302
