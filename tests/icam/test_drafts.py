"""What is typed is not lost: kept for its author alone, sealed, offered again, gone once it was carried out or old."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from icam import sealing
from icam.calendar import now
from icam.models import Draft, Submission, User
from icam.services import drafts, submissions
from icam.services.drafts import LARGEST, TooLarge
from icam.tasks import purge_drafts, sweep_submissions
from tests import factories

pytestmark = pytest.mark.django_db
WORDS = {"own_words": ["I want Layla to finish her year"], "steps": ["advice", "options"]}
FORM, RECORD = "record_interview", "12/3"


@pytest.fixture
def author() -> User:
    return factories.make_coach()


def aged(days: float) -> None:
    Draft.objects.update(saved_at=now() - timedelta(days=days))


def test_what_is_kept_comes_back_whole(author: User) -> None:
    saved_at = drafts.save(author.pk, FORM, RECORD, fields=WORDS, based_on=4)
    kept = drafts.of(author.pk, FORM, RECORD)
    assert kept == drafts.Kept(WORDS, 4, saved_at)


def test_there_is_one_draft_of_one_form_and_it_is_the_last(author: User) -> None:
    drafts.save(author.pk, FORM, RECORD, fields=WORDS, based_on=4)
    drafts.save(author.pk, FORM, RECORD, fields={"own_words": ["Later"]}, based_on=5)
    drafts.save(author.pk, FORM, "12/4", fields={"own_words": ["Another talk"]})
    kept = drafts.of(author.pk, FORM, RECORD)
    assert kept is not None
    assert (kept.fields, kept.based_on, Draft.objects.count()) == ({"own_words": ["Later"]}, 5, 2)


def test_a_draft_is_kept_in_one_statement(author: User, django_assert_num_queries: Any) -> None:
    drafts.save(author.pk, FORM, RECORD, fields=WORDS)
    with django_assert_num_queries(1):
        drafts.save(author.pk, FORM, RECORD, fields=WORDS)


def test_nobody_else_has_it(author: User) -> None:
    drafts.save(author.pk, FORM, RECORD, fields=WORDS)
    for other in (factories.make_coach(), factories.make_administrator(), factories.make_head()):
        assert drafts.of(other.pk, FORM, RECORD) is None


def test_the_database_cannot_read_it(author: User) -> None:
    drafts.save(author.pk, FORM, RECORD, fields=WORDS)
    with connection.cursor() as cursor:
        cursor.execute("SELECT draft::text, convert_from(sealed, 'UTF8') FROM icam_draft draft")
        told = " ".join(cursor.fetchone())
    assert [word for word in ("Layla", "own_words", "advice") if word in told] == []


@pytest.mark.parametrize("column", ["user", "form", "record"])
def test_a_ciphertext_that_was_moved_does_not_open(author: User, column: str) -> None:
    drafts.save(author.pk, FORM, RECORD, fields=WORDS)
    place = {"user": author.pk, "form": FORM, "record": RECORD}
    place[column] = factories.make_coach().pk if column == "user" else "moved"
    Draft.objects.update(**{f"{column}_id" if column == "user" else column: place[column]})
    assert drafts.of(place["user"], place["form"], place["record"]) is None


def test_it_needs_no_key_of_restricted_notes_and_survives_a_new_secret(author: User, settings: Any) -> None:
    settings.RESTRICTED_KEYS = []
    drafts.save(author.pk, FORM, RECORD, fields=WORDS)
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another-secret-of-this-office"
    assert drafts.of(author.pk, FORM, RECORD) is None
    settings.SECRET_KEY_FALLBACKS = [old]
    assert drafts.of(author.pk, FORM, RECORD) is not None


def test_a_key_serves_one_purpose(author: User) -> None:
    sealed = sealing.seal_for("draft", WORDS, place=[author.pk])
    assert sealing.unseal_for("draft", sealed, place=[author.pk]) == WORDS
    with pytest.raises(sealing.WrongKey):
        sealing.unseal_for("letters", sealed, place=[author.pk])
    with pytest.raises(sealing.Misplaced):
        sealing.unseal_for("draft", sealed, place=[author.pk + 1])


def test_a_hundred_thousand_letters_fit_and_a_million_are_refused(author: User) -> None:
    drafts.save(author.pk, FORM, RECORD, fields={"own_words": ["ليلى " * 20_000]})
    kept = drafts.of(author.pk, FORM, RECORD)
    assert kept is not None
    assert len(kept.fields["own_words"][0]) == 100_000
    with pytest.raises(TooLarge):
        drafts.save(author.pk, FORM, RECORD, fields={"own_words": ["x" * LARGEST]})


def test_after_thirty_days_it_is_gone_whether_its_author_still_works_here_or_not(author: User) -> None:
    drafts.save(author.pk, FORM, RECORD, fields=WORDS)
    User.objects.filter(pk=author.pk).update(is_active=False, deactivated_at=now())
    aged(29.9)
    purge_drafts()
    assert Draft.objects.count() == 1
    aged(30.1)
    assert drafts.of(author.pk, FORM, RECORD) is None
    purge_drafts()
    assert Draft.objects.count() == 0


def test_a_form_that_was_carried_out_is_remembered_for_thirty_days(author: User) -> None:
    for number, days in enumerate((0, 1, 29.9, 30.1, 400), start=1):
        token = f"00000000-0000-4000-8000-{number:012d}"
        Submission.objects.create(token=token, user=author, location="/", at=now() - timedelta(days=days))
    sweep_submissions()
    assert Submission.objects.count() == 3
    assert submissions.sweep() == 0
