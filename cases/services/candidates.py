"""The store of `cases.matching` over the database: three statements a search, the same ones whatever is found."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from json import dumps
from typing import Any

from django.db import connection

from cases.matching import Entry, Held, Probe, Profile
from cases.matching.store import NEAR_FORMS, NEAR_SKELETONS, NEAR_TRIGRAMS
from icam.dates import DatePrecision, PartialDate
from icam.identifiers import same_file
from icam.names import TokenKeys

NEAR_BEGINNINGS = 20
BEGINNING = 3  # letters: fewer begin too many names
LAST_SIGN = chr(0x10FFFF)


class PersonStore:
    """Persons as they are indexed; merged ones are found as the person they are known to be.

    With `beginnings`, a word is also near to those that begin with it: for what is typed into a search box. `read`
    keeps what `profiles` read.
    """

    def __init__(self, *, beginnings: bool = False) -> None:
        self.beginnings = beginnings
        self.read: dict[int, Profile] = {}

    def near(self, tokens: Sequence[TokenKeys]) -> Sequence[Sequence[Entry]]:
        asked = [
            {"n": place, "word": keys.folded, "forms": sorted(keys.forms), "skeletons": sorted(keys.skeletons)}
            for place, keys in enumerate(tokens)
        ]
        found: list[list[Entry]] = [[] for _ in tokens]
        for place, number, word, forms, skeletons, holders in _rows(
            NEAR,
            {
                "tokens": dumps(asked), "forms": NEAR_FORMS, "skeletons": NEAR_SKELETONS, "trigrams": NEAR_TRIGRAMS,
                "beginnings": NEAR_BEGINNINGS if self.beginnings else 0, "beginning": BEGINNING, "last": LAST_SIGN,
            },
        ):  # fmt: skip
            found[place].append(Entry(number, TokenKeys(word, frozenset(forms), frozenset(skeletons)), holders))
        return found

    def holders(self, probes: Sequence[Probe]) -> Sequence[Held]:
        parts, values = [], []
        for probe in probes:
            conditions = _conditions(probe)
            fulfilled = " AND ".join(condition for condition, _ in conditions)
            parts.append(f"(SELECT person_id FROM cases_personkeys WHERE {fulfilled} LIMIT %s)")  # noqa: S608  (constants)
            values += [value for _, given in conditions for value in given] + [probe.limit]
        asked = " UNION ".join(parts) or NOBODY
        return [Held(person, words, born) for person, words, born in _rows(HOLDERS.format(asked), values)]

    def profiles(self, persons: Collection[int]) -> Mapping[int, Profile]:
        found = {row[0]: _profile(*row) for row in _rows(PROFILES, [list(persons)])}
        self.read |= found
        return found


def _rows(statement: str, values: Sequence[Any] | Mapping[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


# Which words ----------------------------------------------------------------------------------------------------------

NEAR = """
    SELECT t.n, w.id, w.word, w.forms, w.skeletons, w.holders
    FROM jsonb_to_recordset(%(tokens)s::jsonb) AS t(n int, word text, forms varchar[], skeletons varchar[])
    CROSS JOIN LATERAL (
        (SELECT id FROM cases_nameword WHERE word = t.word)
        UNION
        (SELECT id FROM cases_nameword WHERE forms && t.forms ORDER BY holders DESC LIMIT %(forms)s)
        UNION
        (SELECT id FROM cases_nameword WHERE skeletons && t.skeletons ORDER BY holders DESC LIMIT %(skeletons)s)
        UNION
        (SELECT alike.id FROM unnest(t.forms) AS form CROSS JOIN LATERAL (
            SELECT id FROM cases_nameword WHERE word %% form ORDER BY similarity(word, form) DESC LIMIT %(trigrams)s
         ) AS alike)
        UNION
        (SELECT id FROM cases_nameword WHERE word ~>=~ t.word AND word ~<~ (t.word || %(last)s)
         AND length(t.word) >= %(beginning)s ORDER BY holders DESC LIMIT %(beginnings)s)
    ) AS found
    JOIN cases_nameword AS w USING (id)
"""


# Which persons --------------------------------------------------------------------------------------------------------

HOLDERS = "SELECT person_id, words, born_on FROM ({}) AS found JOIN cases_personkeys USING (person_id)"
NOBODY = "SELECT NULL::bigint AS person_id"
NUMBERED = """
    person_id IN (SELECT person_id FROM cases_filenumber
                  WHERE (kind, canonical) IN (SELECT kind, canonical FROM unnest(%s::text[], %s::text[])
                                              AS asked(kind, canonical)))
"""


def _conditions(probe: Probe) -> list[tuple[str, list[Any]]]:
    """Each thing that the probe asks for, with its values."""
    conditions: list[tuple[str, list[Any]]] = [("words && %s::int[]", [sorted(group)]) for group in probe.groups]
    if probe.days:
        conditions.append(("born_on = ANY(%s::date[])", [sorted(probe.days)]))
    if probe.years:
        conditions.append(("born_year BETWEEN %s AND %s", list(probe.years)))
    if probe.phones:
        conditions.append(("phones && %s::varchar[]", [sorted(probe.phones)]))
    if probe.numbers:
        asked = sorted({(same.value, number) for kind, number in probe.numbers for same in same_file(kind)})
        conditions.append((NUMBERED, [[kind for kind, _ in asked], [number for _, number in asked]]))
    return conditions or [("FALSE", [])]


# What is known of them ------------------------------------------------------------------------------------------------

PROFILES = """
    SELECT p.id, p.born_on, p.birth_precision, p.nationalities, p.sex, k.phones,
        ARRAY(SELECT unnest(ARRAY[concat_ws(', ', nullif(q.family_name, ''), nullif(q.given_names, '')), q.own_script])
              FROM cases_person AS q WHERE q.id = p.id OR q.merged_into_id = p.id ORDER BY q.id <> p.id, q.id),
        ARRAY(SELECT a.name FROM cases_alias AS a WHERE a.person_id = p.id ORDER BY a.id),
        ARRAY(SELECT f.kind || ' ' || f.canonical FROM cases_filenumber AS f WHERE f.person_id = p.id),
        ARRAY(SELECT DISTINCT coalesce(r.merged_into_id, r.id)
              FROM cases_person AS q
              JOIN cases_member AS mine ON mine.person_id = q.id
              JOIN cases_member AS other USING (household_id)
              JOIN cases_person AS r ON r.id = other.person_id
              WHERE (q.id = p.id OR q.merged_into_id = p.id) AND coalesce(r.merged_into_id, r.id) <> p.id),
        (SELECT m.household_id FROM cases_member AS m JOIN cases_person AS q ON q.id = m.person_id
         WHERE (q.id = p.id OR q.merged_into_id = p.id) AND m.left_on IS NULL ORDER BY m.id LIMIT 1)
    FROM cases_person AS p JOIN cases_personkeys AS k ON k.person_id = p.id
    WHERE p.id = ANY(%s)
"""


def _profile(
    person: int, born: date | None, precision: str, nationalities: list[str], sex: str, phones: list[str],
    names: list[str], aliases: list[str], numbers: list[str], kin: list[int], household: int | None,
) -> Profile:  # fmt: skip
    return Profile(
        names=tuple(dict.fromkeys(name for name in (*names, *aliases) if name)),
        born=PartialDate(born, DatePrecision(precision)),
        nationalities=frozenset(nationalities),
        sex=sex,
        numbers=frozenset(one_kind(*number.split(" ", 1)) for number in numbers),
        kin=frozenset(kin),
        household=household,
        phones=frozenset(phones),
        person=person,
    )


def one_kind(kind: str, canonical: str) -> tuple[str, str]:
    """A file number as `Profile` compares it: under whichever of its names the Office's own number was written."""
    return min(same_file(kind)).value, canonical
