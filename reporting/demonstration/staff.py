"""The people of the office, and how they sign in."""

import random
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tomllib import load
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.contrib.auth.hashers import make_password
from django.utils.text import slugify

from icam.enums import Language
from icam.models import Region, User
from icam.permissions import Role
from reporting.demonstration.diary import FOUNDED, Diary, moment
from reporting.demonstration.office import FAMILIES, REGION_WEIGHTS, RETURN_PLACES, SINGLES, TheOffice

STAFF = Path(__file__).with_name("staff.toml")
BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
WORDS = (
    "amber", "beacon", "bridge", "candle", "canvas", "cedar", "clover", "copper", "ferry", "garden", "harbour", "hazel",
    "kettle", "lantern", "linden", "maple", "meadow", "orchard", "otter", "paper", "pebble", "quartz", "ribbon",
    "river", "saddle", "silver", "thistle", "timber", "violet", "walnut", "willow", "window",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who can sign in. Of one role all have the same password, so that hashing it takes no time."""

    user: User
    password: str
    regions: list[Region]
    totp_secret: str | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "username": self.user.username,
            "password": self.password,
            "role": self.user.role,
            "regions": [region.name for region in self.regions],
            "totp_secret": self.totp_secret,
        }


@dataclass(frozen=True, slots=True)
class Key:
    """The password of a role, plain and hashed."""

    plain: str
    hashed: str


def hire(office: TheOffice, seed: int, diary: Diary) -> list[Account]:
    """Head, managers, coaches and administrators; the second administrator has a second factor, the others none."""
    rng = random.Random(f"{seed}/staff")  # noqa: S311  (of a demonstration that says it is one)
    with STAFF.open("rb") as file:
        names = load(file)
    keys = {role: _key(rng) for role in Role}
    accounts = [_account(names["head"], Role.HEAD, keys, Language.FRENCH)]
    for code in REGION_WEIGHTS:
        accounts += _region(office, code, names[code], keys, rng)
    for name, language in zip(names["administrators"], (Language.DUTCH, Language.FRENCH), strict=True):
        accounts.append(_account(name, Role.ADMINISTRATOR, keys, language))
    accounts[-1] = _with_second_factor(accounts[-1], rng)
    for name in names["former"]:
        office.former.append(_former(office, name, keys, diary))
    return accounts


def _key(rng: random.Random) -> Key:
    plain = f"{'-'.join(rng.sample(WORDS, 3))}-{rng.randint(10, 99)}"
    return Key(plain, make_password(plain))


def _region(
    office: TheOffice, code: str, names: dict[str, Any], keys: dict[Role, Key], rng: random.Random
) -> list[Account]:
    """The manager and the coaches of a region, spread over its offices by their desks."""
    region = office.regions[code]
    places = [place for place in region.offices.order_by("pk") for _desk in office.desks[place.pk]]
    accounts = []
    for name in names["managers"]:
        account = _account(name, Role.MANAGER, keys, names["language"], [region], office=places[0])
        office.managers[code] = account.user
        accounts.append(account)
    for follows in (SINGLES, FAMILIES, RETURN_PLACES):
        for number, name in enumerate(names[follows]):
            place = places[0] if number == 0 else rng.choice(places)
            language = "de" if place.name == "Eupen" else names["language"]
            account = _account(name, Role.COACH, keys, language, [region], office=place)
            office.coaches[code, follows].append(account.user)
            accounts.append(account)
    return accounts


def _account(
    name: str, role: Role, keys: dict[Role, Key], language: str, regions: list[Region] | None = None, **more: Any
) -> Account:
    first, last = name.split(" ", maxsplit=1)
    username = f"{slugify(first)}.{slugify(last).replace('-', '')}"
    user = User.objects.create(
        username=username, first_name=first, last_name=last, email=f"{username}@office.example", role=role.value,
        language=str(language), password=keys[role].hashed, **{"date_joined": moment(FOUNDED)} | more,
    )  # fmt: skip
    user.regions.set(regions or [])
    return Account(user, keys[role].plain, regions or [])


def _with_second_factor(account: Account, rng: random.Random) -> Account:
    secret = "".join(rng.choices(BASE32, k=32))
    Authenticator.objects.create(
        user=account.user, type=Authenticator.Type.TOTP, data={"secret": encrypt(secret)}, created_at=moment(FOUNDED)
    )
    return Account(account.user, account.password, account.regions, secret)


def _former(office: TheOffice, name: str, keys: dict[Role, Key], diary: Diary) -> User:
    """Somebody who left ten days ago; not every case has been handed over yet."""
    region = office.regions["BRU"]
    user = _account(name, Role.COACH, keys, Language.FRENCH, [region], office=region.offices.order_by("pk")[0]).user
    user.is_active, user.deactivated_at = False, moment(diary.today - timedelta(days=10))
    user.save(update_fields=["is_active", "deactivated_at"])
    return user
