from typing import Any, ClassVar

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from icam.enums import Language
from icam.models.region import Office, Region
from icam.permissions import MATRIX, Capability, Role, Scope, may, scope_of

# Roles that reach a region's cases: without a region they see nothing.
REGIONAL_ROLES = tuple(role for role in Role if Scope.REGION in MATRIX[role].values())
SECOND_FACTORS = ("totp", "webauthn")  # allauth's types that ask for something at sign-in; recovery codes only stand in


class UserQuerySet(models.QuerySet["User"]):
    def active(self) -> "UserQuerySet":
        return self.filter(is_active=True)

    def coaching(self) -> "UserQuerySet":
        """Those to whom a case can be given."""
        return self.active().filter(role__in=[Role.COACH, Role.MANAGER])

    def held(self) -> "UserQuerySet":
        """Locked until the transaction ends: nobody found here leaves or moves before a case is given to him."""
        return self.select_for_update(of=("self",), no_key=True)

    def in_regions_of(self, user: "User") -> "UserQuerySet":
        return self.filter(regions__in=user.regions.all()).distinct()

    def invited(self) -> "UserQuerySet":
        """Those who may sign in and never did."""
        return self.active().filter(last_login__isnull=True)

    def named(self, words: str) -> "UserQuerySet":
        """Those of whom every word stands in a name, the user name or the e-mail address."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(first_name__icontains=word)
                | Q(last_name__icontains=word)
                | Q(username__icontains=word)
                | Q(email__icontains=word)
            )
        return found

    def without_region(self) -> "UserQuerySet":
        """Those whose role reaches no further than a region, and who have none."""
        return self.active().filter(role__in=REGIONAL_ROLES, regions__isnull=True)

    def without_second_factor(self) -> "UserQuerySet":
        return self.active().exclude(authenticator__type__in=SECOND_FACTORS)

    def for_administration(self) -> "UserQuerySet":
        """All that a row of the administrators' list shows, in three queries whatever the number of rows."""
        return self.select_related("office").prefetch_related("regions", "authenticator_set")


class UserManager(DjangoUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]  # a class made at run time
    def create_superuser(
        self, username: str, email: str | None = None, password: str | None = None, **extra: Any
    ) -> "User":
        """The first administrator, from the command line; there is no other kind of superuser."""
        return self.create_user(username, email, password, role=Role.ADMINISTRATOR, **extra)

    def create_user(self, username: str, email: str | None = None, password: str | None = None, **extra: Any) -> "User":
        user: User = self.model(username=username, email=email or "", **extra)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user


@pghistory.track(exclude=["password", "last_login"])
class User(AbstractBaseUser):
    """Somebody of the office who signs in: one role, some regions. Nobody is ever deleted."""

    username = models.CharField(
        _("User name"), max_length=60, unique=True, validators=[UnicodeUsernameValidator()],
        error_messages={"unique": _("This user name is taken.")},
    )  # fmt: skip
    first_name = models.CharField(_("First name"), max_length=80)
    last_name = models.CharField(_("Last name"), max_length=80)
    email = models.EmailField(_("E-mail"), max_length=120, blank=True)
    role = models.CharField(_("Role"), max_length=16, choices=Role)
    regions = models.ManyToManyField(Region, related_name="users", blank=True, verbose_name=_("Regions"))
    office = models.ForeignKey(
        Office, models.PROTECT, null=True, blank=True, related_name="users", verbose_name=_("Home office")
    )
    language = models.CharField(_("Language of the pages"), max_length=2, choices=Language, default=Language.FRENCH)
    is_active = models.BooleanField(_("May sign in"), default=True)
    date_joined = models.DateTimeField(default=timezone.now, editable=False)
    deactivated_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["first_name", "last_name"]

    class Meta:
        ordering = ["last_name", "first_name", "pk"]
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.CheckConstraint(name="user_role_is_known", condition=Q(role__in=Role.values)),
            models.CheckConstraint(name="user_language_is_known", condition=Q(language__in=Language.values)),
            models.CheckConstraint(
                name="user_inactive_iff_dated", condition=Q(is_active=True) ^ Q(deactivated_at__isnull=False)
            ),
        ]

    class Privacy:
        personal = ["username", "first_name", "last_name", "email"]
        other = [
            "id", "password", "last_login", "role", "regions", "office", "language", "is_active", "date_joined",
            "deactivated_at", "version",
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or self.username

    def get_short_name(self) -> str:
        return self.first_name

    @property
    def initials(self) -> str:
        return f"{self.first_name[:1]}{self.last_name[:1]}".upper()

    @property
    def needs_region(self) -> bool:
        """Whether the role opens nothing without a region."""
        return self.role in REGIONAL_ROLES

    @property
    def has_second_factor(self) -> bool:
        """Whether sign-in asks for more than the password; reads `authenticator_set`, prefetched in lists."""
        factors = self.authenticator_set.all()  # type: ignore[attr-defined]  # allauth's model, without types
        return any(factor.type in SECOND_FACTORS for factor in factors)

    def may(self, capability: Capability) -> bool:
        """Whether the role holds the capability at all; on which rows is asked of cases.access."""
        return self.is_active and may(self.role, capability)

    def scope(self, capability: Capability) -> Scope:
        return scope_of(self.role, capability)
