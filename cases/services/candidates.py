"""The store of `cases.matching` over the database: three statements a search, the same ones whatever is found."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from json import dumps
from typing import Any

from django.db import connection

from cases.matching import Entry, Held, Probe, Profile
from cases.matching.store import NEAR_FORMS, NEAR_SKELETONS, NEAR_TRIGRAMS, TRIGRAM_SIMILARITY, spelling
from icam.dates import DatePrecision, PartialDate
from icam.identifiers import plain_phone, same_file
from icam.names import TokenKeys

BEGINNINGS = 40  # words that begin as one typed, those that most persons have
SHORTEST_BEGINNING = 3  # letters: fewer begin too many names
LAST_SIGN = chr(0x10FFFF)
MOST_BEGUN = 60  # persons
SHORT = 2  # letters: every word with the same first one shares a trigram with these


class PersonStore:
    """Persons as they are indexed; merged ones are found as the person they are known to be.

    `beginnings`, for what is typed into a search box: whoever has, for each of these, a word that begins so is found as
    well; very short ones are left out. Without `kin` it is not read who belongs together: enough to look for somebody
    who is not registered. `read` keeps what `profiles` read.
    """

    def __init__(self, beginnings: Iterable[str] = (), *, kin: bool = True) -> None:
        self.kin = kin
        self.beginnings = [word for word in beginnings if len(word) >= SHORTEST_BEGINNING]
        self.read: dict[int, Profile] = {}

    def near(self, tokens: Sequence[TokenKeys]) -> Sequence[Sequence[Entry]]:
        asked = [
            {
                "n": place, "word": keys.folded, "forms": sorted(keys.forms), "skeletons": sorted(keys.skeletons),
                "spelt": spelling(keys),
            }
            for place, keys in enumerate(tokens)
        ]  # fmt: skip
        found: list[list[Entry]] = [[] for _ in tokens]
        limits: dict[str, Any] = {"forms": NEAR_FORMS, "skeletons": NEAR_SKELETONS, "trigrams": NEAR_TRIGRAMS}
        limits |= {"short": SHORT, "last": LAST_SIGN, "least": TRIGRAM_SIMILARITY}
        for place, number, word, holders in _rows(NEAR, {"tokens": dumps(asked), **limits}):
            found[place].append(Entry(number, word, holders))
        return found

    def holders(self, probes: Sequence[Probe]) -> Sequence[Held]:
        parts, values = [], []
        for probe in probes:
            is_alone = probe.groups and probe == Probe(groups=probe.groups[:1], limit=probe.limit)
            part, given = _alone(probe) if is_alone else _together(probe)
            parts.append(part)
            values += given
        if self.beginnings:
            part, given = self._begun()
            parts, values = [*parts, part], [*values, *given]
        asked = " UNION ".join(parts) or NOBODY
        return [Held(person, words, born) for person, words, born in _rows(asked, values)]

    def _begun(self) -> tuple[str, list[Any]]:
        """Whoever has, for each of the beginnings, one of the most frequent words that begin so."""
        if len(self.beginnings) == 1:
            word = self.beginnings[0]
            return BEGUN_ALONE, [word, word + LAST_SIGN, BEGINNINGS, MOST_BEGUN]
        conditions = " AND ".join([BEGUN] * len(self.beginnings))
        values = [value for word in self.beginnings for value in (word, word + LAST_SIGN, BEGINNINGS)]
        return f"({HELD} WHERE {conditions} LIMIT %s)", [*values, MOST_BEGUN]

    def begun(self) -> list[int]:
        """The persons found by the beginnings alone: one statement, none if all are too short."""
        if not self.beginnings:
            return []
        part, values = self._begun()
        return list(dict.fromkeys(row[0] for row in _rows(part, values)))

    def profiles(self, persons: Collection[int]) -> Mapping[int, Profile]:
        found = {row[0]: _profile(*row) for row in _rows(PROFILES, [self.kin, self.kin, list(persons)])}
        self.read |= found
        return found


def _rows(statement: str, values: Sequence[Any] | Mapping[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


# Which words ----------------------------------------------------------------------------------------------------------

# A word of one or two letters is looked up among those that begin with it: the trigram index would hand over all that
# begin with its first letter, to be thrown away one by one.
NEAR = """
    SELECT t.n, near.id, near.word, near.holders
    FROM jsonb_to_recordset(%(tokens)s::jsonb)
         AS t(n int, word text, forms varchar[], skeletons varchar[], spelt text)
    CROSS JOIN LATERAL (
        (SELECT id, word, holders FROM cases_nameword WHERE word = t.word)
        UNION
        (SELECT id, word, holders FROM cases_nameword WHERE forms && t.forms
         ORDER BY holders DESC, id LIMIT %(forms)s)
        UNION
        (SELECT id, word, holders FROM cases_nameword WHERE skeletons && t.skeletons
         ORDER BY holders DESC, id LIMIT %(skeletons)s)
        UNION
        (SELECT id, word, holders FROM cases_nameword WHERE word %% t.spelt AND length(t.spelt) > %(short)s
         ORDER BY similarity(word, t.spelt) DESC, holders DESC, id LIMIT %(trigrams)s)
        UNION
        (SELECT id, word, holders FROM cases_nameword
         WHERE length(t.spelt) BETWEEN 1 AND %(short)s AND word ~>=~ t.spelt AND word ~<~ (t.spelt || %(last)s)
           AND similarity(word, t.spelt) >= %(least)s
         ORDER BY similarity(word, t.spelt) DESC, holders DESC, id LIMIT %(trigrams)s)
    ) AS near
"""


# Which persons --------------------------------------------------------------------------------------------------------

# Each part brings what is asked of a person along: to look him up again by his number would take as long once more.
HELD = "SELECT person_id, words, born_on FROM cases_personkeys"
BEGUN = """
    words && ARRAY(SELECT id::int FROM cases_nameword WHERE word ~>=~ %s AND word ~<~ %s ORDER BY holders DESC LIMIT %s)
"""
# Word by word, like ALONE below: for one beginning the database would rather read the whole table.
BEGUN_ALONE = """
    (SELECT person_id, words, born_on
     FROM (SELECT id::int AS entry FROM cases_nameword WHERE word ~>=~ %s AND word ~<~ %s
           ORDER BY holders DESC LIMIT %s) AS begun
     JOIN cases_personkeys ON words @> ARRAY[begun.entry] LIMIT %s)
"""
NOBODY = f"{HELD} WHERE FALSE"
NUMBERED = """
    person_id IN (SELECT person_id FROM cases_filenumber
                  WHERE (kind, canonical) IN (SELECT kind, canonical FROM unnest(%s::text[], %s::text[])
                                              AS asked(kind, canonical)))
"""


# One word after the other, each from the index: how many persons a group of rare words has is beyond the database's
# guess, and for many it would read the whole table.
ALONE = """
    (SELECT person_id, words, born_on
     FROM unnest(%s::int[]) AS word JOIN cases_personkeys ON words @> ARRAY[word] LIMIT %s)
"""


def _alone(probe: Probe) -> tuple[str, list[Any]]:
    """Whoever has one of the words of the one group."""
    return ALONE, [sorted(probe.groups[0]), probe.limit]


def _together(probe: Probe) -> tuple[str, list[Any]]:
    """Whoever fulfils all that the probe asks for."""
    conditions = _conditions(probe)
    fulfilled = " AND ".join(condition for condition, _ in conditions)
    return f"({HELD} WHERE {fulfilled} LIMIT %s)", [value for _, given in conditions for value in given] + [probe.limit]


def _conditions(probe: Probe) -> list[tuple[str, list[Any]]]:
    """Each thing that the probe asks for, with its values."""
    conditions: list[tuple[str, list[Any]]] = [("words && %s::int[]", [sorted(group)]) for group in probe.groups]
    if probe.days:
        conditions.append(("born_on = ANY(%s::date[])", [sorted(probe.days)]))
    if probe.years:
        first, last = probe.years
        conditions.append(("born_on BETWEEN %s AND %s", [date(first, 1, 1), date(last, 12, 31)]))
    if probe.phones:
        conditions.append(("phones && %s::varchar[]", [sorted(probe.phones)]))
    if probe.numbers:
        asked = sorted({(same.value, number) for kind, number in probe.numbers for same in same_file(kind)})
        conditions.append((NUMBERED, [[kind for kind, _ in asked], [number for _, number in asked]]))
    return conditions or [("FALSE", [])]


# What is known of them ------------------------------------------------------------------------------------------------

PROFILES = """
    SELECT p.id, p.born_on, p.birth_precision, p.nationalities, p.sex,
        ARRAY[concat_ws(', ', nullif(p.family_name, ''), nullif(p.given_names, '')), p.own_script, p.phone],
        ARRAY(SELECT unnest(ARRAY[concat_ws(', ', nullif(q.family_name, ''), nullif(q.given_names, '')), q.own_script,
                                  q.phone])
              FROM cases_person AS q WHERE q.merged_into_id = p.id ORDER BY q.id),
        ARRAY(SELECT a.name FROM cases_alias AS a WHERE a.person_id = p.id ORDER BY a.id),
        ARRAY(SELECT f.kind || ' ' || f.canonical FROM cases_filenumber AS f WHERE f.person_id = p.id),
        ARRAY(SELECT DISTINCT coalesce(r.merged_into_id, r.id)
              FROM cases_person AS q
              JOIN cases_member AS mine ON mine.person_id = q.id
              JOIN cases_member AS other USING (household_id)
              JOIN cases_person AS r ON r.id = other.person_id
              WHERE %s AND (q.id = p.id OR q.merged_into_id = p.id) AND coalesce(r.merged_into_id, r.id) <> p.id),
        (SELECT m.household_id FROM cases_member AS m JOIN cases_person AS q ON q.id = m.person_id
         WHERE %s AND (q.id = p.id OR q.merged_into_id = p.id) AND m.left_on IS NULL ORDER BY m.id LIMIT 1)
    FROM cases_person AS p WHERE p.id = ANY(%s)
"""
PARTS = 3  # of what is told of each registration: name, own script, telephone


def _profile(
    person: int, born: date | None, precision: str, nationalities: list[str], sex: str, own: list[str],
    merged: list[str], aliases: list[str], numbers: list[str], kin: list[int], household: int | None,
) -> Profile:  # fmt: skip
    told = [*own, *merged]
    names = [*own[:2], *(text for place, text in enumerate(merged) if place % PARTS < PARTS - 1), *aliases]
    return Profile(
        names=tuple(dict.fromkeys(name for name in names if name)),
        born=PartialDate(born, DatePrecision(precision)),
        nationalities=frozenset(nationalities),
        sex=sex,
        numbers=frozenset(one_kind(*number.split(" ", 1)) for number in numbers),
        kin=frozenset(kin),
        household=household,
        phones=frozenset(map(plain_phone, told[PARTS - 1 :: PARTS])) - {""},
        person=person,
    )


def one_kind(kind: str, canonical: str) -> tuple[str, str]:
    """A file number as `Profile` compares it: under whichever of its names the Office's own number was written."""
    return min(same_file(kind)).value, canonical
