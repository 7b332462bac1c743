"""Requests for access between regions: a few that wait, one granted, one refused."""

import random
from datetime import timedelta
from itertools import pairwise

from cases.models import AccessRequest, Case
from cases.services import requests
from icam.calendar import now
from icam.models import User
from icam.permissions import Capability
from reporting.demonstration.office import TheOffice

REASONS = (
    "He stands at our counter with a letter of your office.",
    "She moved to her sister here in October and asks for her coach.",
    "The municipality wrote to us about the same family.",
)


def write(office: TheOffice, rng: random.Random) -> None:
    """In each region a coach of the next one waits for an answer; two have got one."""
    coaches: dict[str, User] = {}
    for (region, _follows), people in sorted(office.coaches.items()):
        coaches.setdefault(region, people[0])
    round_about = [*coaches, next(iter(coaches))]
    asked = [_ask(here, coaches[there], rng) for here, there in pairwise(round_about)]
    made = [(request, region) for request, region in zip(asked, coaches, strict=True) if request]
    for (request, region), answer in zip(made, (True, False), strict=False):
        manager = office.managers[region]
        if answer:
            requests.grant(request, by=manager, capability=Capability.VIEW_CASE, days=14, answer="Until she is back.")
        else:
            requests.refuse(request, by=manager, answer="This is his brother; the numbers differ.")


def _ask(region: str, coach: User, rng: random.Random) -> AccessRequest | None:
    """A request of `coach` for a case of `region`, some days ago."""
    cases = list(Case.objects.open().filter(region__code=region).order_by("pk")[:40])
    if not cases:
        return None
    at = now() - timedelta(days=rng.randint(1, 6), hours=rng.randint(0, 5))
    return AccessRequest.objects.create(
        case=rng.choice(cases), requested_by=coach, why=rng.choice(REASONS), requested_at=at
    )
