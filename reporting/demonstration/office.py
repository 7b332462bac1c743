"""The office: its reference data, its regions, offices and desks, and who works where."""

import random
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.contrib.auth.models import Permission
from django.db.models import Model

from icam.models import Annex, ClosingDay, Desk, Office, Region, ResidenceRoute, TargetGroup, User
from icam.reference.annexes import ANNEXES
from icam.reference.names import Names
from icam.reference.offices import REGIONS
from icam.reference.routes import RESIDENCE_ROUTES
from icam.reference.target_groups import TARGET_GROUPS
from reporting.demonstration.diary import Diary

M = TypeVar("M", bound=Model)
SINGLES, FAMILIES, RETURN_PLACES = "singles", "families", "otp"
REGION_WEIGHTS = {"BRU": 24, "ANT": 19, "GNT": 16, "LIE": 14, "NAM": 12}  # as many as coaches


@dataclass
class TheOffice:
    """All that rows of cases point to, by the words the stories use."""

    regions: dict[str, Region] = field(default_factory=dict)
    desks: dict[int, list[Desk]] = field(default_factory=lambda: defaultdict(list))
    coaches: dict[tuple[str, str], list[User]] = field(default_factory=lambda: defaultdict(list))
    managers: dict[str, User] = field(default_factory=dict)
    former: list[User] = field(default_factory=list)
    groups: dict[str, TargetGroup] = field(default_factory=dict)
    annexes: dict[str, Annex] = field(default_factory=dict)
    routes: dict[str, ResidenceRoute] = field(default_factory=dict)
    permissions: dict[str, Permission] = field(default_factory=dict)

    def coach_for(self, region: str, household: str, group: str, rng: random.Random, first: float = 0) -> User:
        """Somebody of the region who follows households of that kind; with that chance the first of the list."""
        follows = RETURN_PLACES if group == "OTP" else FAMILIES if household == "family" else SINGLES
        coaches = self.coaches[region, follows]
        return coaches[0] if rng.random() < first else rng.choice(coaches)


def found(diary: Diary) -> TheOffice:
    """Fill in whatever of the office is not there yet; the reference data may have been loaded before."""
    office = TheOffice()
    office.groups = {row.code: _named(TargetGroup, row) for row in TARGET_GROUPS}
    office.annexes = {
        row.code: _named(Annex, row, gives_order=row.gives_order, is_transfer=row.transfer) for row in ANNEXES
    }
    office.routes = {row.code: _named(ResidenceRoute, row, article=row.article) for row in RESIDENCE_ROUTES}
    codenames = Permission.objects.filter(content_type__app_label="cases", content_type__model="case")
    office.permissions = {permission.codename: permission for permission in codenames}
    _places(office)
    _closing_days(diary)
    return office


def _named(model: type[M], row: Any, **more: Any) -> M:
    """The row of reference data by its code, made when it is missing; what administrators changed stays."""
    names: Names = row.names
    defaults = {
        "name_en": names.en, "name_fr": names.fr, "name_nl": names.nl, "name_de": names.de,
        "is_confirmed": row.confirmed,
    }  # fmt: skip
    return model._default_manager.get_or_create(code=row.code, defaults=defaults | more)[0]


def _places(office: TheOffice) -> None:
    for row in REGIONS:
        region, _made = Region.objects.get_or_create(code=row.code, defaults={"name": row.names.en})
        office.regions[row.code] = region
        for place in row.offices:
            address = {
                "region": region, "street": place.street, "postcode": place.postcode,
                "municipality": place.municipality, "directions": place.directions, "phone": place.phone,
                "email": place.email,
            }  # fmt: skip
            found, _made = Office.objects.get_or_create(name=place.name, defaults=address)
            for name in place.desks:
                desk, _made = Desk.objects.get_or_create(office=found, name=name)
                office.desks[found.pk].append(desk)


def _closing_days(diary: Diary) -> None:
    """Christmas Eve and the day after New Year of this winter, and a day on which one office moves."""
    for day in diary.closed:
        ClosingDay.objects.get_or_create(day=day, office=None, defaults={"label": "Fermé / Gesloten / Geschlossen"})
    moving = diary.plus(diary.today, 40)
    kortrijk = Office.objects.get(name="Kortrijk")
    ClosingDay.objects.get_or_create(day=moving, office=kortrijk, defaults={"label": "Verhuizing"})
