import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@pghistory.track()
class Region(models.Model):
    """One of the department's regions: the borders of a manager's responsibility. Managed, never hard-coded."""

    code = models.CharField(_("Code"), max_length=6, unique=True)
    name = models.CharField(_("Name"), max_length=80, unique=True)
    is_active = models.BooleanField(_("In use"), default=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name = _("region")
        verbose_name_plural = _("regions")

    class Privacy:
        personal: list[str] = []
        other = ["id", "code", "name", "is_active", "version"]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Office(models.Model):
    """A place with an address where interviews are held; belongs to one region, has desks."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="offices", verbose_name=_("Region"))
    name = models.CharField(_("Name"), max_length=80, unique=True)
    street = models.CharField(_("Street and number"), max_length=120)
    postcode = models.CharField(_("Postcode"), max_length=10)
    municipality = models.CharField(_("Municipality"), max_length=80)
    directions = models.CharField(_("Floor and directions"), max_length=120, blank=True)
    phone = models.CharField(_("Telephone"), max_length=30)
    email = models.EmailField(_("E-mail"), max_length=120)
    is_active = models.BooleanField(_("In use"), default=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name = pgettext_lazy("place", "office")
        verbose_name_plural = pgettext_lazy("places", "offices")

    class Privacy:
        personal: list[str] = []
        other = [
            "id", "region", "name", "street", "postcode", "municipality", "directions", "phone", "email", "is_active",
            "version",
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def locality(self) -> str:
        return f"{self.postcode} {self.municipality}"


@pghistory.track()
class Desk(models.Model):
    """A place at an office where one coach can receive one household at a time."""

    office = models.ForeignKey(
        Office, models.PROTECT, related_name="desks", verbose_name=pgettext_lazy("place", "Office")
    )
    name = models.CharField(_("Name"), max_length=40)
    is_active = models.BooleanField(_("In use"), default=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["office__name", "name"]
        verbose_name = _("desk")
        verbose_name_plural = _("desks")
        constraints = [
            models.UniqueConstraint(
                fields=["office", "name"],
                name="one_desk_of_a_name_per_office",
                violation_error_message=_("This office already has a desk of that name."),
            )
        ]

    class Privacy:
        personal: list[str] = []
        other = ["id", "office", "name", "is_active", "version"]

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> str:
        """Beside other names a number alone says nothing: "Desk 2"."""
        return str(_("Desk %s") % self.name) if self.name.isdigit() else self.name


@pghistory.track()
class ClosingDay(models.Model):
    """A day, besides weekends and public holidays, on which the department (or one office) is closed."""

    day = models.DateField(_("Day"))
    office = models.ForeignKey(
        Office, models.PROTECT, null=True, blank=True, related_name="closing_days", verbose_name=_("Only this office")
    )
    label = models.CharField(_("Why"), max_length=80)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["-day"]
        verbose_name = _("closing day")
        verbose_name_plural = _("closing days")
        constraints = [
            models.UniqueConstraint(
                fields=["day", "office"],
                name="one_closing_day_per_office",
                nulls_distinct=False,
                violation_error_message=_("That day is already a closing day there."),
            )
        ]

    class Privacy:
        personal: list[str] = []
        other = ["id", "day", "office", "label", "version"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.label}"
