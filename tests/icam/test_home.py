"""What waits for the administrators."""

from typing import Any

import pytest
from django.utils import timezone

from icam.models import User
from icam.permissions import Role
from icam.services.home import administrator_home
from tests import factories
from tests.icam.office import give_factor


def test_the_home_page_names_what_cannot_work_yet(administrator: User) -> None:
    lost = factories.make_user(Role.COACH)
    found = factories.make_coach()
    factories.make_user(Role.MANAGER, is_active=False, deactivated_at=timezone.now())
    give_factor(found)
    give_factor(administrator)
    bare, furnished = factories.make_office(), factories.make_office()
    factories.make_office(is_active=False)
    factories.make_desk(furnished)
    factories.make_desk(bare, is_active=False)
    assert administrator_home(administrator) == {
        "without_region": {"rows": [lost], "count": 1},
        "without_second_factor": {"rows": [lost], "count": 1},
        "offices_without_desk": {"rows": [bare], "count": 1},
    }


@pytest.mark.parametrize("rows", [1, 3])
def test_the_home_page_asks_six_questions_whatever_waits(
    administrator: User, rows: int, django_assert_num_queries: Any
) -> None:
    for _row in range(rows):
        factories.make_user(Role.COACH)
        factories.make_office()
    with django_assert_num_queries(6):
        assert administrator_home(administrator)["without_region"]["count"] == rows


def test_for_everybody_else_nothing_waits_here(cast: Any) -> None:
    assert [administrator_home(user) for user in (cast.coach, cast.manager, cast.head)] == [{}, {}, {}]
