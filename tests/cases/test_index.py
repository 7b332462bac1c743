"""The index says of everybody which words his names have, at once and for good."""

from datetime import date
from io import StringIO
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.management import call_command

from cases import tasks
from cases.matching import Profile, search
from cases.models import Alias, NameWord, Person, PersonKeys
from cases.services import index, people
from cases.services.candidates import PersonStore
from icam.models import User
from icam.names import keys_of
from tests import factories
from tests.cases.racing import race

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach() -> User:
    return factories.make_coach()


def words_of(person: Person) -> set[str]:
    ids = PersonKeys.objects.get(person=person).words
    return set(NameWord.objects.filter(pk__in=ids).values_list("word", flat=True))


def who(*names: str) -> set[int]:
    return {match.person for match in search(PersonStore(), Profile(names))}


def test_registering_and_changing_write_it(coach: User) -> None:
    person = people.register(
        by=coach, family_name="Benali", given_names="Youcef", own_script="يوسف", aliases=["Zidane"],
        phone="0470 12 34 56", born_on=date(1988, 3, 14), birth_precision="day",
    )  # fmt: skip
    assert words_of(person) == {"benali", "youcef", "يوسف", "zidane"}
    keys = PersonKeys.objects.get(person=person)
    assert (keys.phones, keys.born_on) == (["32470123456"], date(1988, 3, 14))
    people.change(person, by=coach, version=1, family_name="Brahimi", phone="")
    assert words_of(person) == {"brahimi", "youcef", "يوسف", "zidane"}
    assert PersonKeys.objects.get(person=person).phones == []
    assert (who("Benali"), who("Brahimi")) == (set(), {person.pk})


def test_the_names_of_who_was_merged_are_words_of_the_kept_one() -> None:
    kept = factories.make_person(family_name="Benali", given_names="Youcef")
    gone = factories.make_person(family_name="Ben Ali", given_names="Yusuf", phone="0470 12 34 56", merged_into=kept)
    PersonKeys.objects.create(person=gone, words=[])
    index.refresh([gone.pk])
    assert list(PersonKeys.objects.values_list("person", "phones")) == [(kept.pk, ["32470123456"])]
    assert who("Yusuf") == {kept.pk}
    Person.objects.filter(pk=gone.pk).update(merged_into=None)
    index.refresh([kept.pk, gone.pk])
    assert words_of(gone) >= {"yusuf"}
    assert "yusuf" not in words_of(kept)


def test_a_word_written_in_two_ways_is_found_by_the_forms_of_both() -> None:
    plain, accented = (factories.make_person(family_name=name, given_names="X") for name in ("Muller", "Müller"))
    index.refresh([plain.pk])
    index.refresh([accented.pk])
    assert NameWord.objects.filter(word="muller").count() == 1
    assert who("Mueller") == who("Müller") == {plain.pk, accented.pk}


def test_a_word_of_two_letters_is_found_among_those_that_begin_with_it() -> None:
    person = factories.make_person(family_name="Ngo", given_names="Thi")
    other = factories.make_person(family_name="Nadir", given_names="Omar")
    index.refresh([person.pk, other.pk])
    (near,) = PersonStore().near(keys_of("ng"))
    assert [entry.folded for entry in near] == ["ngo"]


def test_one_beginning_is_enough_and_brings_nobody_twice() -> None:
    person = factories.make_person(family_name="Karimova", given_names="Karima")
    other = factories.make_person(family_name="Nadir", given_names="Omar")
    index.refresh([person.pk, other.pk])
    assert PersonStore(["kari"]).begun() == [person.pk]
    assert PersonStore(["ka"]).begun() == []


def test_the_command_makes_it_anew_and_counts(cast: SimpleNamespace) -> None:
    persons = [factories.make_person(family_name="Benali", given_names=name) for name in ("Ali", "Omar", "Ali")]
    Alias.objects.create(person=persons[0], name="Zidane")
    PersonKeys.objects.create(person=persons[1], words=[1, 2, 3])
    merged = factories.make_person(merged_into=persons[2])
    PersonKeys.objects.create(person=merged, words=[1])
    for _again in range(2):
        told = StringIO()
        call_command("index_persons", stdout=told)
        assert told.getvalue().startswith(f"{Person.objects.filter(merged_into=None).count()} persons indexed in ")
    assert words_of(persons[0]) == {"benali", "ali", "zidane"}
    assert set(PersonKeys.objects.values_list("person", flat=True)) == set(
        Person.objects.filter(merged_into=None).values_list("pk", flat=True)
    )
    assert dict(NameWord.objects.filter(word__in=["benali", "ali", "zidane"]).values_list("word", "holders")) == {
        "benali": 3, "ali": 2, "zidane": 1,
    }  # fmt: skip


def test_every_week_the_words_are_counted_anew(coach: User) -> None:
    made = [people.register(by=coach, family_name="Benali", given_names=name) for name in ("Ali", "Omar")]
    PersonKeys.objects.filter(person=made[1]).update(phones=["32470000000"])
    for _time in range(2):
        tasks.count_name_words()
        assert dict(NameWord.objects.filter(word__in=["benali", "ali"]).values_list("word", "holders")) == {
            "benali": 2, "ali": 1,
        }  # fmt: skip
    assert PersonKeys.objects.get(person=made[1]).phones == ["32470000000"]
    planned = settings.CELERY_BEAT_SCHEDULE["count-name-words"]
    assert (planned["task"], planned["schedule"].day_of_week) == (tasks.count_name_words.name, {0})


@pytest.mark.django_db(transaction=True)
def test_the_same_new_words_at_once_are_written_once() -> None:
    coach = factories.make_coach()
    names = [("Tesfaye", "Abebech"), ("Abebech", "Tesfaye"), ("Tesfaye", "Mulugeta"), ("Mulugeta", "Abebech")]
    made = race(*(
        lambda pair=pair: people.register(by=coach, family_name=pair[0], given_names=pair[1]) for pair in names
    ))  # fmt: skip
    assert [type(person) for person in made] == [Person] * 4
    assert [words_of(person) for person in made] == [{a.lower(), b.lower()} for a, b in names]
