"""What the database refuses, said to the reader: its own sentence or a general one; a lost pointer is our error."""

from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection, transaction

from icam.models import AgendaFeed, User
from icam.refusals import explain

pytestmark = pytest.mark.django_db


def test_what_exists_already_is_said_in_general_words(cast: SimpleNamespace) -> None:
    AgendaFeed.objects.create(user=cast.coach, digest="a" * 64)
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        AgendaFeed.objects.create(user=cast.coach, digest="b" * 64)
    assert explain(caught.value).messages == ["This exists already."]


def test_a_broken_check_without_a_sentence_is_said_in_general_words(cast: SimpleNamespace) -> None:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        User.objects.filter(pk=cast.coach.pk).update(is_active=False)
    said = explain(caught.value).messages
    assert said == ["Something in the address or the form is not known here, so nothing was done."]


def test_a_pointer_to_nothing_is_an_error(cast: SimpleNamespace) -> None:
    with pytest.raises(IntegrityError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; UPDATE icam_user SET office_id = 0")
    with pytest.raises(IntegrityError):
        explain(caught.value)
