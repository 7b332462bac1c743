"""The index of persons: which words are in the names of whom. Written by the services that change names.

Nothing here is recorded in the trail: the index says nothing that the persons themselves do not.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from json import dumps

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection, transaction
from django.db.models import F, OuterRef
from django.db.models.functions import Coalesce

from cases.models import Alias, Person, PersonKeys
from icam.identifiers import plain_phone
from icam.names import TokenKeys, keys_of

BATCH = 5000  # persons


@dataclass
class Known:
    """What is gathered of one person and of those merged into him."""

    keys: dict[str, TokenKeys]
    phones: set[str]
    born_on: date | None = None


@transaction.atomic
def refresh(person_ids: Iterable[int]) -> None:
    """Index these persons anew, whatever changed: their names, birth, telephone, or into whom they are merged.

    Seven statements at most, however many persons. Two who refresh one person wait for each other.
    """
    asked = sorted(set(person_ids))
    merged = Person.objects.filter(pk__in=asked, merged_into__isnull=False).values_list("merged_into", flat=True)
    roots = {*asked, *(pk for pk in merged if pk)}  # asked apart: joined with an OR, neither side would find its index
    held = Person.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=roots).order_by("pk")
    kept = [person.pk for person in held.only("pk", "merged_into") if person.merged_into_id is None]
    PersonKeys.objects.filter(person__in=asked, person__merged_into__isnull=False).delete()
    _write(_gather(kept))


def _gather(roots: Sequence[int]) -> dict[int, Known]:
    """Names, births and telephones of these persons, read in one statement."""
    aliases = Alias.objects.filter(person=OuterRef("pk")).order_by("pk").values("name")
    rows = (
        Person.objects.registered_as(roots)
        .annotate(root=Coalesce("merged_into_id", "pk"), aliased=ArraySubquery(aliases))
        .order_by("root", F("merged_into").asc(nulls_first=True), "pk")
        .values_list("root", "pk", "family_name", "given_names", "own_script", "aliased", "phone", "born_on")
    )
    found: dict[int, Known] = {}
    for root, pk, family, given, own, aliased, phone, born in rows:
        known = found.setdefault(root, Known({}, set()))
        for name in (f"{family}, {given}", own, *aliased):
            _add_keys(known.keys, keys_of(name))
        known.phones |= {plain_phone(phone)} - {""}
        if pk == root:
            known.born_on = born
    return found


def _add_keys(known: dict[str, TokenKeys], keys: Iterable[TokenKeys]) -> None:
    """A word may be read in more ways when it is written with its accents: one row of the vocabulary holds them all."""
    for one in keys:
        there = known.get(one.folded, one)
        known[one.folded] = TokenKeys(one.folded, there.forms | one.forms, there.skeletons | one.skeletons)


KEYS = """
    INSERT INTO cases_personkeys AS known (person_id, words, phones, born_on)
    SELECT person_id, words, phones, born_on
    FROM jsonb_to_recordset(%s::jsonb) AS t(person_id bigint, words int[], phones text[], born_on date)
    ON CONFLICT (person_id) DO UPDATE SET (words, phones, born_on)
        = (excluded.words, excluded.phones, excluded.born_on)
    WHERE (known.words, known.phones, known.born_on)
        IS DISTINCT FROM (excluded.words, excluded.phones, excluded.born_on)
"""


def _write(found: Mapping[int, Known]) -> None:
    """Three statements at most; what stands there already is not written again."""
    vocabulary: dict[str, TokenKeys] = {}
    for known in found.values():
        _add_keys(vocabulary, known.keys.values())
    ids = _word_ids(vocabulary)
    rows = [
        {
            "person_id": root,
            "words": sorted(ids[word] for word in known.keys),
            "phones": sorted(known.phones),
            "born_on": known.born_on and known.born_on.isoformat(),
        }
        for root, known in found.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute(KEYS, [dumps(rows)])


WORDS = "SELECT word, id, forms, skeletons FROM cases_nameword WHERE word = ANY(%s)"
# In alphabetical order, so that two who bring the same words never wait for each other in a circle.
NEW_WORDS = """
    INSERT INTO cases_nameword AS known (word, forms, skeletons, holders)
    SELECT word, forms, skeletons, 1
    FROM jsonb_to_recordset(%s::jsonb) AS t(word text, forms text[], skeletons text[])
    ORDER BY word
    ON CONFLICT (word) DO UPDATE SET
        forms = ARRAY(SELECT DISTINCT unnest(known.forms || excluded.forms) ORDER BY 1),
        skeletons = ARRAY(SELECT DISTINCT unnest(known.skeletons || excluded.skeletons) ORDER BY 1)
    RETURNING word, id
"""


def _word_ids(vocabulary: Mapping[str, TokenKeys]) -> dict[str, int]:
    """The rows of these words; those that are missing, or that are now read in more ways, are written."""
    with connection.cursor() as cursor:
        cursor.execute(WORDS, [list(vocabulary)])
        there = {word: (number, set(forms), set(skeletons)) for word, number, forms, skeletons in cursor.fetchall()}
        ids = {word: number for word, (number, _forms, _skeletons) in there.items()}
        new = [
            {"word": word, "forms": sorted(keys.forms), "skeletons": sorted(keys.skeletons)}
            for word, keys in vocabulary.items()
            if word not in there or not (keys.forms <= there[word][1] and keys.skeletons <= there[word][2])
        ]
        if new:
            cursor.execute(NEW_WORDS, [dumps(new)])
            ids |= dict(cursor.fetchall())
    return ids


# All of it anew -------------------------------------------------------------------------------------------------------

HOLDERS = """
    UPDATE cases_nameword AS word SET holders = counted.holders
    FROM (SELECT entry, count(*) AS holders FROM (SELECT unnest(words) AS entry FROM cases_personkeys) AS held
          GROUP BY entry) AS counted
    WHERE word.id = counted.entry AND word.holders <> counted.holders
"""


def rebuild(tell: Callable[[int], None] = lambda _done: None) -> int:
    """Index everybody anew, and count how many hold each word; how many persons that were.

    Each batch is a transaction of its own unless the caller has one: what is done stays done, and people go on working
    meanwhile. `tell` hears after each batch how many persons are done.
    """
    PersonKeys.objects.filter(person__merged_into__isnull=False).delete()
    done, last = 0, 0
    while batch := _batch_after(last):
        with transaction.atomic():
            _write(_gather(batch))
        done, last = done + len(batch), batch[-1]
        tell(done)
    count_holders()
    return done


@transaction.atomic
def count_holders() -> None:
    """Count anew how many hold each word; what is counted rightly is not written again."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute(HOLDERS)


def _batch_after(last: int) -> list[int]:
    rows = Person.objects.filter(pk__gt=last, merged_into__isnull=True).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:BATCH])
