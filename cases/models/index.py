"""By what persons are found: derived from their data by cases.services.index, never typed, never shown."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models

from cases.models.person import Person


class NameWord(models.Model):
    """A distinct word of the names of all persons, with the other spellings it stands for (see docs/matching.md)."""

    word = models.CharField(max_length=80, unique=True)
    forms = ArrayField(models.CharField(max_length=80))
    skeletons = ArrayField(models.CharField(max_length=80))

    class Meta:
        default_permissions = ()
        indexes = [
            GinIndex(fields=["forms"], name="name_word_by_form"),
            GinIndex(fields=["skeletons"], name="name_word_by_skeleton"),
            GinIndex(OpClass("word", name="gin_trgm_ops"), name="name_word_by_trigram"),
        ]

    class Privacy:
        personal = ["word", "forms", "skeletons"]
        other = ["id"]


class PersonKeys(models.Model):
    """The words of all names under which a person is known, also those of persons merged into him."""

    person = models.OneToOneField(Person, models.PROTECT, primary_key=True, related_name="keys")
    words = ArrayField(models.IntegerField())
    phone = models.CharField(max_length=20, blank=True)

    class Meta:
        default_permissions = ()
        indexes = [
            GinIndex(fields=["words"], name="person_keys_by_word", fastupdate=False),
            models.Index(fields=["phone"], condition=~models.Q(phone=""), name="person_keys_by_phone"),
        ]

    class Privacy:
        personal = ["person", "words", "phone"]
        other: list[str] = []
