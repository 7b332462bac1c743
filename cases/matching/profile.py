"""What is known of somebody, as far as it says who he is: identity alone, nothing of what he did."""

from dataclasses import dataclass, field
from functools import cached_property

from icam.dates import DatePrecision, PartialDate
from icam.names import TokenKeys, keys_of
from icam.names.keys import merged

UNKNOWN_DATE = PartialDate(None, DatePrecision.UNKNOWN)


@dataclass(frozen=True)
class Profile:
    """One person for comparing. Every field but `names` may be empty: what is empty says nothing, for or against.

    names          every name as written: the main one ("Family, Given" or in any order), own script, aliases
    born           birth date with its precision
    nationalities  alpha-3 codes, as `Person.nationalities` holds them
    sex            a value of `cases.enums.Sex`
    numbers        file numbers as (kind, canonical), see `icam.identifiers`; SP and OV are one kind
    kin            ids of persons known to be relatives: they are never this person
    household      id of the household, if any
    phones         telephone numbers, digits only
    person         this person's own id, if he has one, to be recognised among the other's kin
    """

    names: tuple[str, ...]
    born: PartialDate = UNKNOWN_DATE
    nationalities: frozenset[str] = frozenset()
    sex: str = ""
    numbers: frozenset[tuple[str, str]] = frozenset()
    kin: frozenset[int] = frozenset()
    household: int | None = None
    phones: frozenset[str] = field(default_factory=frozenset)
    person: int | None = None

    @cached_property
    def keys(self) -> tuple[TokenKeys, ...]:
        """The keys of every word of every name, each once: what the vocabulary of the store is asked, or holds."""
        return merged(keys for name in self.names for keys in keys_of(name))
