"""The office's own lists as a file may name them, of the region of an import."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from cases.importing.values import Lists
from cases.importing.words import folded
from icam.models import Annex, Office, Region, TargetGroup, User

UNKNOWN_GROUP = "UNKNOWN"


@dataclass(frozen=True)
class Rows:
    """What `Lists` names by id, as records."""

    region: Region
    offices: dict[int, Office]
    coaches: dict[int, User]
    target_groups: dict[int, TargetGroup]
    lists: Lists
    unknown_group: TargetGroup | None

    def case(self, said: dict[str, Any]) -> dict[str, Any]:
        """The words of life.open_case for what a file says, by id."""
        group = self.target_groups.get(said.get("target_group", 0), self.unknown_group)
        return {
            "track": said["track"],
            "intake_channel": said["intake_channel"],
            "target_group": group,
            "region": self.region,
            "office": self.offices.get(said.get("office", 0)),
            "coach": self.coaches.get(said.get("coach", 0)),
            "opened_on": said.get("opened_on"),
        }


def rows_of(region: Region) -> Rows:
    """Six statements, however long the file."""
    offices = {office.pk: office for office in Office.objects.filter(region=region, is_active=True)}
    elsewhere = Office.objects.exclude(region=region).values_list("name", flat=True)
    coaches = {user.pk: user for user in User.objects.coaching().filter(regions=region).distinct()}
    groups = {group.pk: group for group in TargetGroup.objects.filter(is_active=True)}
    annexes = Annex.objects.filter(Q(gives_order=True) | Q(is_transfer=True), is_active=True)
    lists = Lists(
        region=frozenset({folded(region.code), folded(region.name)}),
        offices={folded(office.name): office.pk for office in offices.values()},
        offices_elsewhere=frozenset(folded(name) for name in elsewhere),
        coaches={user.username.casefold(): user.pk for user in coaches.values()},
        target_groups=_by_name(groups.values()),
        annexes={folded(annex.code).replace(" ", ""): annex.pk for annex in annexes} | _by_name(annexes),
    )
    unknown = next((group for group in groups.values() if group.code == UNKNOWN_GROUP), None)
    return Rows(region, offices, coaches, groups, lists, unknown)


def _by_name(rows: Iterable[Any]) -> dict[str, int]:
    """Reference data by code, and by name in four languages."""
    return {
        folded(written): row.pk
        for row in rows
        for written in (row.name_en, row.name_fr, row.name_nl, row.name_de, row.code)
    }
