"""A crowd of invented persons in a schema of its own, to measure the search in; it is gone when the block ends.

Nothing of it touches the office's own tables: they are copied empty, filled, indexed as the originals are, and put
before them for this transaction, which is rolled back.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from cases.matching.distractors import stocks
from icam.names import keys_of

SCHEMA = "crowd"
TABLES = (
    "cases_nameword", "cases_personkeys", "cases_person", "cases_filenumber", "cases_alias", "cases_member",
)  # fmt: skip
WORDS = 120_000  # of the vocabulary, as many as a million persons have
FREQUENT = 3  # names follow a steep curve: the tenth part of the persons shares the thousandth part of the words

PERSONS = """
    INSERT INTO cases_person (id, family_name, given_names, own_script, own_script_language, sex, born_on,
        birth_precision, nationalities, languages, contact_language, needs_interpreter, letter_language, phone, version)
    SELECT n, f.name, concat_ws(' ', g.name, s.name), '', '', 'm', date '1945-01-01' + (random() * 25500)::int,
        'day', ARRAY[(ARRAY['MAR', 'SYR', 'AFG', 'IRQ', 'SOM', 'GEO', 'ERI'])[1 + n %% 7]], '{}', '', false, '', '', 1
    FROM (SELECT n, (%(words)s * power(random(), %(curve)s))::int AS family,
              (%(words)s * power(random(), %(curve)s))::int AS given,
              CASE WHEN n %% 4 = 0 THEN (%(words)s * power(random(), %(curve)s))::int END AS second
          FROM generate_series(1, %(persons)s) AS n) AS drawn
    JOIN crowd_word AS f ON f.rank = family JOIN crowd_word AS g ON g.rank = given
    LEFT JOIN crowd_word AS s ON s.rank = second
"""
REST = (
    """
    INSERT INTO cases_personkeys (person_id, words, phones, born_on)
    SELECT p.id, f.entries || g.entries || coalesce(s.entries, '{}'), '{}', p.born_on
    FROM cases_person AS p
    JOIN crowd_word AS f ON f.name = p.family_name
    JOIN crowd_word AS g ON g.name = split_part(p.given_names, ' ', 1)
    LEFT JOIN crowd_word AS s ON s.name = split_part(p.given_names, ' ', 2)
    """,
    """
    INSERT INTO cases_filenumber (id, person_id, kind, as_written, canonical)
    SELECT id, id, 'SP', (5000000 + id)::text, (5000000 + id)::text FROM cases_person
    """,
    "INSERT INTO cases_alias (id, person_id, name) SELECT id, id, family_name FROM cases_person WHERE id % 20 = 0",
    """
    INSERT INTO cases_member (id, household_id, person_id, role, joined_on, joined_because, left_because)
    SELECT id, id / 2, id, 'partner', date '2024-01-01', 'founding', '' FROM cases_person
    """,
    """
    INSERT INTO cases_nameword (id, word, forms, skeletons, holders)
    SELECT id, word, forms, skeletons, coalesce(counted.holders, 0) FROM crowd_key AS key
    LEFT JOIN (SELECT entry, count(*) AS holders FROM (SELECT unnest(words) AS entry FROM cases_personkeys) AS held
               GROUP BY entry) AS counted ON counted.entry = key.id
    """,
)
NAME = "family_name || ' ' || given_names"
# What a search by trigrams would lean on.
COMPARED = f"CREATE INDEX crowd_gist ON cases_person USING gist (({NAME}) gist_trgm_ops)"


@contextmanager
def crowd(persons: int, *, compared: bool = True) -> Iterator[None]:
    """Inside the block, the tables of persons hold `persons` invented ones and nobody else."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in (
            "SET LOCAL statement_timeout = 0", "SET LOCAL idle_in_transaction_session_timeout = 0",
            "SET LOCAL maintenance_work_mem = '256MB'", "SET LOCAL work_mem = '64MB'", f"CREATE SCHEMA {SCHEMA}",
            f"SET LOCAL search_path = {SCHEMA}, public", "SELECT setseed(0.5)",
        ):  # fmt: skip
            cursor.execute(statement)
        for table in TABLES:
            cursor.execute(f"CREATE TABLE {SCHEMA}.{table} (LIKE public.{table} INCLUDING DEFAULTS)")
        most = _vocabulary(min(WORDS, persons))
        cursor.execute(PERSONS, {"words": most - 1, "curve": FREQUENT, "persons": persons})
        for statement in REST:
            cursor.execute(statement)
        for statement in [*_indexes(), *([COMPARED] if compared else [])]:
            cursor.execute(statement)
        for table in TABLES:
            cursor.execute(f"ANALYZE {SCHEMA}.{table}")
        cursor.execute("RESET work_mem")
        yield
        transaction.set_rollback(True)


def _vocabulary(size: int) -> int:
    """The words of the crowd, from frequent to rare, as the engine reads them; how many there are."""
    names = _names(size)
    ids: dict[str, int] = {}
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {SCHEMA}.crowd_word (rank int PRIMARY KEY, name text UNIQUE, entries int[])")
        cursor.execute(f"CREATE TABLE {SCHEMA}.crowd_key (id int, word text, forms text[], skeletons text[])")
        words = []
        with cursor.copy(f"COPY {SCHEMA}.crowd_word (rank, name, entries) FROM STDIN") as rows:
            for rank, name in enumerate(names):
                keys = keys_of(name)
                words += [one for one in keys if one.folded not in ids and not ids.update({one.folded: len(ids) + 1})]
                rows.write_row((rank, name, [ids[one.folded] for one in keys]))
        with cursor.copy(f"COPY {SCHEMA}.crowd_key (id, word, forms, skeletons) FROM STDIN") as rows:
            for one in words:
                rows.write_row((ids[one.folded], one.folded, sorted(one.forms), sorted(one.skeletons)))
    return len(names)


def _names(size: int) -> list[str]:
    """Names of many languages, and behind them those made of the halves of two of one language."""
    chance = random.Random(7)  # noqa: S311  (invented, not secret)
    languages = [(*each.given, *each.family) for each in stocks()]
    known = [name for names in languages for name in names]
    chance.shuffle(known)
    found = dict.fromkeys(known)
    while len(found) < size:
        one, other = chance.sample(chance.choice(languages), 2)
        found.setdefault((one[: (len(one) + 1) // 2] + other[len(other) // 2 :]).capitalize())
    return list(found)[:size]


def _indexes() -> list[str]:
    """The indexes of the originals, for the copies; what only keeps order among rows is left out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = ANY(%s)", [list(TABLES)]
        )
        found = [row[0] for row in cursor.fetchall()]
    return [text.replace(" ON public.", f" ON {SCHEMA}.") for text in found if "USING gist" not in text]
