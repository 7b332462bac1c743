"""Property tests say what holds, never how fast: no deadline, and the same examples in every run."""

from typing import Any

import pytest
from hypothesis import settings

from icam.models import User
from tests import factories

settings.register_profile("icam", deadline=None, derandomize=True)
settings.load_profile("icam")


@pytest.fixture
def administrator(db: Any) -> User:
    return factories.make_administrator(first_name="Nadia", last_name="El Amrani")
