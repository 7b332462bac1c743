"""The crowd that the search is measured in comes and goes without a trace, and the search finds its persons."""

import pytest
from django.db import connection

from cases.models import NameWord, Person, PersonKeys
from reporting.crowd import crowd
from reporting.search_speed import heard, measure
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_crowd_comes_and_goes() -> None:
    own = factories.make_person()
    with crowd(400):
        assert (Person.objects.count(), PersonKeys.objects.count()) == (400, 400)
        assert NameWord.objects.filter(holders__gt=0).exists()
        speeds = measure(20)
    assert [(speed.statements, speed.found is None) for speed in speeds] == [
        (1, True), (3, False), (3, False), (1, True), (1, True),
    ]  # fmt: skip
    assert min(speed.found for speed in speeds if speed.found is not None) >= 0.9
    assert (list(Person.objects.all()), PersonKeys.objects.count()) == ([own], 0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_namespace WHERE nspname = 'crowd'")
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize(("name", "written"), [("Youcef", "Yucef"), ("Hassan", "Hasan"), ("Benali", "Benali")])
def test_a_name_as_it_is_heard(name: str, written: str) -> None:
    assert heard(name) == written
