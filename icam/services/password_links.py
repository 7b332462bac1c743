"""A link by which somebody sets the own password, once: the administrator hands it over, no secret goes by e-mail."""

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction
from django.utils.http import base36_to_int, int_to_base36
from django.utils.translation import gettext as _

from icam.audit import record
from icam.enums import Verb
from icam.models import User
from icam.refusals import Refused
from icam.workflow import Stale

SECONDS_PER_DAY = 86_400


class LinkTokens(PasswordResetTokenGenerator):
    """Signed, valid for PASSWORD_RESET_TIMEOUT, and dead once the password changes or the user signs in."""

    key_salt = "icam.services.password_links"


def days_valid() -> int:
    return int(settings.PASSWORD_RESET_TIMEOUT) // SECONDS_PER_DAY


@transaction.atomic
def make(user: User, *, by: User, reason: str = "") -> str:
    """The secret part of a new link. The old password and every older link stop working, every session ends.

    Raises Refused for a deactivated user and for oneself.
    """
    if by.pk == user.pk:
        raise Refused(_("Your own password is changed under “My account”."))
    held = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if not held.is_active:
        raise Refused(_("%(name)s is deactivated; reactivate the account first.") % {"name": user})
    held.set_unusable_password()  # a random one: whatever was signed with the hash before is void
    User.objects.filter(pk=held.pk).update(password=held.password)
    record(Verb.PASSWORD_LINK_MADE, user, by=by, reason=reason, days=days_valid())
    return f"{int_to_base36(held.pk)}-{LinkTokens().make_token(held)}"


def holder(secret: str) -> User | None:
    """Whose link this is; None for one that is forged, used, too old, or of somebody deactivated."""
    number, _dash, token = secret.partition("-")
    try:
        user = User.objects.active().filter(pk=base36_to_int(number)).first()
    except (ValueError, OverflowError):
        return None
    return user if user and LinkTokens().check_token(user, token) else None


@transaction.atomic
def redeem(user: User, *, by: User, password: str) -> None:
    """Set the password; raises Stale when the link was used, or replaced, since `user` was read."""
    before = user.password
    user.set_password(password)
    if not User.objects.active().filter(pk=user.pk, password=before).update(password=user.password):
        raise Stale(user)
    record(Verb.USER_CHANGED, user, by=by, fields=["password"])
