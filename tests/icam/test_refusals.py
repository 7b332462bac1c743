"""What the database refuses, said to the reader: its own sentence, a general one, or no sentence but an error."""

from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction

from icam.models import AgendaFeed, User
from icam.refusals import explain

pytestmark = pytest.mark.django_db


def test_what_exists_already_is_said_in_general_words(cast: SimpleNamespace) -> None:
    AgendaFeed.objects.create(user=cast.coach, digest="a" * 64)
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        AgendaFeed.objects.create(user=cast.coach, digest="b" * 64)
    assert explain(caught.value).messages == ["This exists already."]


def test_a_broken_check_without_a_sentence_is_an_error(cast: SimpleNamespace) -> None:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        User.objects.filter(pk=cast.coach.pk).update(is_active=False)
    with pytest.raises(IntegrityError):
        explain(caught.value)
