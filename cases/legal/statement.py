"""One sentence of the legal strip, and how sentences about several persons become one."""

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cases.models import Person

if TYPE_CHECKING:
    from cases.legal.situation import Situation


class Weight(IntEnum):
    """How much a statement presses: the lower, the further to the front."""

    VERDICT = 0
    NOW = 1  # it forbids something, or ends within days
    RUNNING = 2  # a period runs, an answer is awaited
    STANDING = 3  # it is so, and stays so for a while
    BACKGROUND = 4  # good to know


@dataclass(frozen=True)
class Statement:
    """What stands in law: the verdict first, the article last, a link to the record it comes from.

    `verdict` is yes, no or empty. `who` names the person it is about; None stands for the household.
    """

    text: str
    title: str = ""
    verdict: str = ""
    law: str = ""
    icon: str = "file-earmark-text"
    url: str = ""
    weight: Weight = Weight.STANDING
    who: Person | None = None
    names: str = ""

    @property
    def words(self) -> tuple[str, str, str, str, Weight]:
        """What makes two statements the same, whoever they are about."""
        return self.text, self.title, self.verdict, self.law, self.weight

    @property
    def plain(self) -> str:
        """The statement as one line of text."""
        names = _("%(names)s:") % {"names": self.names} if self.names else ""
        law = f"({self.law})" if self.law else ""
        return " ".join(part for part in (names, self.title, self.text, law) if part)


def told_together(said: list[Statement], situation: "Situation") -> list[Statement]:
    """The same about several persons is said once; about some of the household only, with their names.

    What holds for every adult of the household needs no name: children follow their parents.
    """
    groups: dict[tuple[str, str, str, str, Weight], list[Statement]] = {}
    for statement in said:
        groups.setdefault(statement.words, []).append(statement)
    adults = {person.pk for person in situation.adults or situation.persons}
    return [_one(statements, adults) for statements in groups.values()]


def _one(statements: list[Statement], adults: set[int]) -> Statement:
    persons = {statement.who.pk: statement.who for statement in statements if statement.who}
    if not persons or adults <= persons.keys():
        return statements[0]
    return replace(statements[0], names=", ".join(person.spoken_name for person in persons.values()))
