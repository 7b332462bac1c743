"""By what persons are found: derived from their data by cases.services.index, never typed, never shown."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q

from cases.models.person import Person


class NameWord(models.Model):
    """A distinct word of the names of all persons, with the other spellings it stands for (see docs/matching.md).

    Rows are added, never changed: what changes the keys of a word is a new version of icam.names, and then
    `manage.py index_persons` makes all of them anew. `holders` is how many persons had it at that time: a rough
    number, so that nobody waits for another's row when two register a Mohamed.
    """

    word = models.CharField(max_length=80, unique=True)
    forms = ArrayField(models.CharField(max_length=80))
    skeletons = ArrayField(models.CharField(max_length=80))
    holders = models.IntegerField(default=1)

    class Meta:
        default_permissions = ()
        indexes = [
            GinIndex(fields=["forms"], name="name_word_by_form"),
            GinIndex(fields=["skeletons"], name="name_word_by_skeleton"),
            GinIndex(OpClass("word", name="gin_trgm_ops"), name="name_word_by_trigram"),
        ]

    class Privacy:
        personal = ["word", "forms", "skeletons"]
        other = ["id", "holders"]


class PersonKeys(models.Model):
    """The words of all names under which a person is known, also those of persons merged into him.

    A merged person has none: he is never found as himself. `born_on` is the first day of what is known of the birth.
    """

    person = models.OneToOneField(Person, models.PROTECT, primary_key=True, related_name="keys")
    words = ArrayField(models.IntegerField())
    phones = ArrayField(models.CharField(max_length=20), default=list)
    born_on = models.DateField(null=True)

    class Meta:
        default_permissions = ()
        indexes = [
            GinIndex(fields=["words"], name="person_keys_by_word", fastupdate=False),
            GinIndex(fields=["phones"], name="person_keys_by_phone", fastupdate=False),
            models.Index(fields=["born_on"], condition=Q(born_on__isnull=False), name="person_keys_by_day"),
        ]

    class Privacy:
        personal = ["person", "words", "phones", "born_on"]
        other: list[str] = []
