from typing import Any

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cases.enums import Sex
from icam.constraints import known
from icam.dates import DatePrecision, PartialDate
from icam.enums import Language
from icam.identifiers import FileNumberKind


class PersonQuerySet(models.QuerySet["Person"]):
    def registered_as(self, person_ids: Any) -> "PersonQuerySet":
        """These persons and whoever was merged into one of them: under whom they may stand in a household.

        For `person__in=`: two indexes answer it, where a condition on either side of a join would read every row.
        """
        return self.filter(Q(pk__in=person_ids) | Q(merged_into__in=person_ids)).order_by()

    def registrations_of(self, person: OuterRef) -> "PersonQuerySet":
        """The same for the person of the row outside, as he is known to be."""
        return self.filter(Q(pk=person) | Q(merged_into=person)).order_by()


@pghistory.track()
class Person(models.Model):
    """Somebody the Office invites or follows, as the papers name him. A person is not a case."""

    family_name = models.CharField(_("Family name"), max_length=120, blank=True)
    given_names = models.CharField(_("Given names"), max_length=120, blank=True)
    own_script = models.CharField(_("Name in the own script"), max_length=160, blank=True)
    own_script_language = models.CharField(_("Language of that script"), max_length=8, blank=True)
    sex = models.CharField(_("Sex"), max_length=1, choices=Sex, default=Sex.UNKNOWN)
    born_on = models.DateField(_("Date of birth"), null=True, blank=True)
    birth_precision = models.CharField(
        _("How sure is the date"), max_length=10, choices=DatePrecision, default=DatePrecision.UNKNOWN
    )
    nationalities = ArrayField(
        models.CharField(max_length=3), verbose_name=_("Nationalities"), default=list, blank=True
    )
    languages = ArrayField(models.CharField(max_length=8), verbose_name=_("Languages"), default=list, blank=True)
    contact_language = models.CharField(_("Language understood best"), max_length=8, blank=True)
    needs_interpreter = models.BooleanField(_("Needs an interpreter"), default=False)
    letter_language = models.CharField(_("Asked for letters in"), max_length=2, choices=Language, blank=True)
    phone = models.CharField(_("Telephone"), max_length=30, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        default_permissions = ()
        indexes = [models.Index(fields=["family_name", "given_names", "id"], name="person_by_name")]
        constraints = [
            known("person", "sex", Sex),
            known("person", "birth_precision", DatePrecision),
            known("person", "letter_language", Language, blank=True),
            models.CheckConstraint(
                name="person_has_some_name",
                condition=~Q(family_name="") | ~Q(given_names=""),
                violation_error_message=_("Give at least one name."),
            ),
            models.CheckConstraint(
                name="person_birth_unknown_iff_undated",
                condition=Q(born_on__isnull=True) ^ ~Q(birth_precision=DatePrecision.UNKNOWN),
                violation_error_message=_("Give the date of birth, or say that it is unknown."),
            ),
            models.CheckConstraint(
                name="person_not_merged_into_himself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=models.F("id")),
            ),
        ]

    class Privacy:
        personal = [
            "family_name", "given_names", "own_script", "own_script_language", "sex", "born_on", "birth_precision",
            "nationalities", "languages", "contact_language", "needs_interpreter", "letter_language", "phone",
        ]  # fmt: skip
        other = ["id", "merged_into", "version"]

    def __str__(self) -> str:
        return self.name

    @property
    def current(self) -> "Person":
        """The person this one is known to be: himself unless merged into another (merges never form a chain)."""
        return self.merged_into or self

    @property
    def name(self) -> str:
        """Family name first, as lists sort; a single name stands alone."""
        return ", ".join(part for part in (self.family_name, self.given_names) if part)

    @property
    def born(self) -> PartialDate:
        return PartialDate(self.born_on, DatePrecision(self.birth_precision))

    @property
    def spoken_name(self) -> str:
        return " ".join(part for part in (self.given_names, self.family_name) if part)


@pghistory.track()
class Alias(models.Model):
    """Another name under which a person is or was known, as it was written."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="aliases")
    name = models.CharField(_("Name"), max_length=160)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="alias_once_per_person")]

    class Privacy:
        personal = ["person", "name"]
        other = ["id"]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class FileNumber(models.Model):
    """A number under which an authority knows a person; a person may have several of one kind."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="file_numbers")
    kind = models.CharField(_("Kind"), max_length=8, choices=FileNumberKind)
    as_written = models.CharField(_("Number"), max_length=40)
    canonical = models.CharField(max_length=40, editable=False)

    class Meta:
        ordering = ["kind", "as_written"]
        default_permissions = ()
        constraints = [
            known("file_number", "kind", FileNumberKind),
            models.UniqueConstraint(
                fields=["kind", "canonical"],
                name="file_number_belongs_to_one_person",
                violation_error_message=_("Somebody is already registered under this number."),
            ),
        ]

    class Privacy:
        personal = ["person", "as_written", "canonical"]
        other = ["id", "kind"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.as_written}"
