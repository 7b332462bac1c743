"""Names, births, numbers and languages of people who do not exist."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tomllib import load

from cases.enums import Sex
from cases.models import Alias, FileNumber, Person
from icam.dates import DatePrecision
from icam.identifiers import FileNumberKind, canonical
from icam.reference.nationalities import STATELESS, UNCLEAR
from reporting.demonstration import twists
from reporting.demonstration.store import Store

NAMES = Path(__file__).with_name("names.toml")
NUMBERS = 8_999_981  # a prime: numbers that follow each other look as if they did not
STEP = 5_261_507
ODD = 0.03  # how often an oddity turns up without being arranged


@dataclass(frozen=True, slots=True)
class Name:
    latin: str
    own: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a household is from, with its names."""

    nationality: str
    languages: tuple[str, ...]
    script: str
    family_first: bool
    family: tuple[Name, ...]
    male: tuple[Name, ...]
    female: tuple[Name, ...]

    def own_script(self, given: Name | None, family: Name | None) -> str:
        if not self.script:
            return ""
        if self.family_first:
            return "".join(name.own for name in (family, given) if name)
        return " ".join(name.own for name in (given, family) if name)


@cache
def origins() -> tuple[tuple[Origin, ...], tuple[int, ...]]:
    """Every origin, and how often each turns up."""
    with NAMES.open("rb") as file:
        rows = load(file)["origin"]
    found = tuple(
        Origin(
            row["nationality"], tuple(row["languages"]), row.get("script", ""), row.get("family_first", False),
            _names(row["family"]), _names(row["male"]), _names(row["female"]),
        )
        for row in rows
    )  # fmt: skip
    return found, tuple(row["weight"] for row in rows)


def _names(written: list[str]) -> tuple[Name, ...]:
    return tuple(Name(*pair) for name in written for pair in [[*name.split("|"), ""][:2]])


class Registry:
    """Makes persons one after the other and gives out file numbers, none twice."""

    def __init__(self, store: Store, seed: int) -> None:
        self.store = store
        self._given = seed * 7919
        self._national: set[str] = set()

    def origin(self, rng: random.Random) -> Origin:
        return rng.choices(*origins())[0]

    def adult(
        self, origin: Origin, on: date, rng: random.Random, *, family: Name | None = None, twist: str = ""
    ) -> Person:
        """Somebody of 19 to 68 years, with a file number of the Office."""
        born = on - timedelta(days=int(rng.triangular(19, 68, 29) * 365.25) + rng.randrange(365))
        person = self._person(origin, born, family or rng.choice(origin.family), rng, twist)
        self._numbers(person, rng, twist)
        if twist == twists.ALIASES or rng.random() < ODD:
            self._alias(person, origin, rng)
        return person

    def child(self, origin: Origin, on: date, rng: random.Random, family: Name, *, newborn: bool = False) -> Person:
        age = rng.randint(5, 60) if newborn else rng.randint(90, 17 * 365)
        return self._person(origin, on - timedelta(days=age), family, rng, "", is_child=True)

    def _person(
        self, origin: Origin, born: date, family: Name | None, rng: random.Random, twist: str, *, is_child: bool = False
    ) -> Person:
        sex = Sex.FEMALE if rng.random() < (0.5 if is_child else 0.36) else Sex.MALE
        given: Name | None = rng.choice(origin.female if sex is Sex.FEMALE else origin.male)
        if not is_child and (twist == twists.SINGLE_NAME or rng.random() < 0.01):
            given, family = (None, given) if rng.random() < 0.5 else (given, None)
        born_on, precision = (born, DatePrecision.DAY) if is_child else _birth(born, rng, twist)
        languages = list(origin.languages[: rng.randint(1, len(origin.languages))])
        speaks_ours = languages[0] in {"fr", "nl", "en"} or rng.random() < 0.12
        return self.store.add(
            Person(
                family_name=family.latin if family else "",
                given_names=given.latin if given else "",
                own_script=origin.own_script(given, family),
                own_script_language=origin.script,
                sex=_sex(sex, rng, is_child),
                born_on=born_on,
                birth_precision=precision.value,
                nationalities=_nationalities(origin, rng, twist),
                languages=languages,
                contact_language=languages[0],
                needs_interpreter=not speaks_ours and not is_child,
                letter_language=rng.choice(("fr", "nl", "de")) if twist == twists.CHOSE_LANGUAGE else "",
                phone=""
                if is_child or rng.random() < 0.35
                else f"0470 00 {rng.randrange(100):02} {rng.randrange(100):02}",
            )
        )

    def _numbers(self, person: Person, rng: random.Random, twist: str) -> None:
        french = rng.random() < 0.5
        self._office_number(person, french=french)
        if twist == twists.MANY_NUMBERS or rng.random() < ODD:
            self._office_number(person, french=not french)
            self._number(
                person, FileNumberKind.CGRS, f"{rng.randint(17, 26)}/{self._next() % 100_000:05}/{self._next()}"
            )
        if twist == twists.FAILING_NUMBER or rng.random() < 0.25:
            fails = twist == twists.FAILING_NUMBER or rng.random() < 0.04
            self._national_number(person, rng, fails=fails)

    def _office_number(self, person: Person, *, french: bool) -> None:
        number = f"{self._next() + 1_000_000}"
        kind = FileNumberKind.SP if french else FileNumberKind.OV
        self._number(person, kind, number if french else f"{number[0]}.{number[1:4]}.{number[4:]}")

    def _national_number(self, person: Person, rng: random.Random, *, fails: bool) -> None:
        """A number whose check digits fit the invented birth, or by intention do not."""
        if person.born_on is None:
            return
        serial = rng.randrange(1, 998, 2) if person.sex == Sex.MALE else rng.randrange(2, 998, 2)
        front = f"{person.born_on:%y%m%d}{serial:03}"
        check = 97 - int(f"2{front}" if person.born_on.year >= 2000 else front) % 97
        digits = f"{front}{check % 97 + 1 if fails else check:02}"
        if digits not in self._national:
            self._national.add(digits)
            written = f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}-{digits[6:9]}.{digits[9:]}"
            self._number(person, FileNumberKind.NN, written)

    def _next(self) -> int:
        self._given += 1
        return self._given * STEP % NUMBERS

    def _number(self, person: Person, kind: FileNumberKind, written: str) -> None:
        number = FileNumber(
            person_id=person.pk, kind=kind.value, as_written=written, canonical=canonical(kind.value, written)
        )
        self.store.add(number)

    def _alias(self, person: Person, origin: Origin, rng: random.Random) -> None:
        """The same person as another office wrote him: another family name, or the names the other way round."""
        other = rng.choice(origin.family).latin
        turned = f"{person.given_names} {person.family_name}".strip()
        self.store.add(
            Alias(person_id=person.pk, name=turned if rng.random() < 0.5 else f"{other} {person.given_names}")
        )


def _birth(born: date, rng: random.Random, twist: str) -> tuple[date | None, DatePrecision]:
    luck = {twists.UNKNOWN_BIRTH: 0.99, twists.ESTIMATED_BIRTH: 0.95}.get(twist, rng.random())
    if luck > 0.975:
        return None, DatePrecision.UNKNOWN
    if luck > 0.94:
        return born.replace(month=1, day=1), DatePrecision.ESTIMATED
    if luck > 0.90:
        return born.replace(month=1, day=1), DatePrecision.YEAR
    if luck > 0.885:
        return born.replace(day=1), DatePrecision.MONTH
    return born, DatePrecision.DAY


def _sex(sex: Sex, rng: random.Random, is_child: bool) -> str:
    luck = 1.0 if is_child else rng.random()
    return (Sex.UNKNOWN if luck < 0.008 else Sex.OTHER if luck < 0.011 else sex).value


def _nationalities(origin: Origin, rng: random.Random, twist: str) -> list[str]:
    luck = {twists.STATELESS: 0.995, twists.UNCLEAR: 0.98, twists.TWO_NATIONALITIES: 0.965}.get(twist, rng.random())
    if luck > 0.99:
        return [STATELESS]
    if luck > 0.975:
        return [UNCLEAR]
    if luck > 0.96:
        return [origin.nationality, rng.choice(origins()[0]).nationality]
    return [origin.nationality]
