"""Who works here: invited, changed, deactivated, never deleted. What is decided here acts on the next request."""

from collections.abc import Collection, Iterable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from icam.audit import record
from icam.enums import Verb
from icam.models import Office, Region, User
from icam.permissions import Role
from icam.refusals import Refused
from icam.workflow import Stale, edit

COACHING_ROLES = frozenset({Role.COACH, Role.MANAGER})


@transaction.atomic
def invite(
    *, by: User, username: str, first_name: str, last_name: str, role: str, email: str = "",
    regions: Collection[Region] = (), office: Office | None = None, language: str = "fr",
) -> User:  # fmt: skip
    """A new user without a password (icam.services.password_links makes the link by which it is set).

    Raises Refused, beside `username` or `email`, when somebody has it already.
    """
    user = User(
        username=username, first_name=first_name, last_name=last_name, email=email, role=role, office=office,
        language=language,
    )  # fmt: skip
    user.set_unusable_password()
    _refuse_taken(username, email)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:
        raise Refused({"username": _("This user name is taken.")}) from error
    user.regions.set(regions)
    record(Verb.USER_INVITED, user, by=by, role=[None, role], regions=[[], _numbers(regions)])
    return user


@transaction.atomic
def change(
    user: User, *, by: User, version: int, role: str, regions: Collection[Region], username: str, email: str,
    **profile: Any,
) -> bool:  # fmt: skip
    """Write what differs, roles and regions included; whether anything did.

    Raises Stale when somebody saved since `version`, and Refused when it would leave cases with somebody who cannot
    work on them, the office without administrator, or when somebody reaches for the own rights.
    """
    _hold(user, by=by)
    before, after = _numbers(user.regions.all()), _numbers(regions)
    old_role = user.role
    if by.pk == user.pk and (role != old_role or before != after):
        raise Refused(_("Your own role and regions are changed by another administrator."))
    if role != old_role or before != after:
        _refuse_stranded_cases(user, role, regions)
    _refuse_taken(username, email, apart_from=user)
    if before != after:
        _set_regions(user, version, regions)
        version += 1
    columns = {"role": role, "username": username, "email": email, **profile}
    try:
        with transaction.atomic():
            fields = edit(user, by=by, version=version, verb=Verb.USER_CHANGED, **columns)
    except IntegrityError as error:
        raise Refused({"username": _("This user name is taken.")}) from error
    if before != after or old_role != role:
        record(Verb.USER_CHANGED, user, by=by, role=[old_role, role], regions=[before, after])
    return bool(fields) or before != after


@transaction.atomic
def deactivate(user: User, *, by: User, version: int, reason: str = "") -> User:
    """Nobody by that name any more, from the next request on; history and authorship stay.

    Raises Refused while the user has open cases, for the last administrator and for oneself.
    """
    if by.pk == user.pk:
        raise Refused(_("You cannot deactivate yourself; ask another administrator."))
    _hold(user, by=by)
    if not user.is_active:
        raise Refused(_("%(name)s is deactivated already.") % {"name": user})
    if waiting := user.cases.open().count():
        raise Refused(open_cases_sentence(user, waiting))
    _refuse_left_work(user)
    edit(
        user, by=by, version=version, verb=Verb.USER_DEACTIVATED, reason=reason, is_active=False,
        deactivated_at=timezone.now(),
    )  # fmt: skip
    sign_out_everywhere(user)
    return user


@transaction.atomic
def reactivate(user: User, *, by: User, version: int, reason: str = "") -> User:
    """Let the user in again, as he was: role, regions, password and second factor have not changed."""
    _hold(user, by=by)
    if user.is_active:
        raise Refused(_("%(name)s is active already.") % {"name": user})
    edit(
        user, by=by, version=version, verb=Verb.USER_REACTIVATED, reason=reason, is_active=True, deactivated_at=None
    )  # fmt: skip
    return user


@transaction.atomic
def reset_second_factor(user: User, *, by: User, reason: str = "") -> User:
    """Forget code app, passkeys and recovery codes, and sign the user out everywhere; a new one is then set up.

    Raises Refused for oneself: that goes by "My account", with the own password.
    """
    if by.pk == user.pk:
        raise Refused(_("Your own second factor is changed under “My account”."))
    kinds = sorted(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    if not kinds:
        raise Refused(_("%(name)s has no second factor.") % {"name": user})
    Authenticator.objects.filter(user=user).delete()
    sign_out_everywhere(user)
    record(Verb.USER_CHANGED, user, by=by, reason=reason, fields=["second_factor"], removed=kinds)
    return user


@transaction.atomic
def choose_language(user: User, *, by: User, version: int, language: str) -> User:
    """The language in which the pages greet this user at sign-in. Raises Stale."""
    edit(user, by=by, version=version, verb=Verb.USER_CHANGED, language=language)
    return user


def sign_out_everywhere(user: User) -> None:
    """End every session of the user."""
    for session in UserSession.objects.filter(user=user):
        session.end()


def open_cases_sentence(user: User, count: int) -> str:
    """Why somebody with open cases stays: work must not be left with people who are gone."""
    return ngettext(
        "%(name)s still has %(count)s open case. It is given to a colleague first, by the regional manager.",
        "%(name)s still has %(count)s open cases. They are given to colleagues first, by the regional manager.",
        count,
    ) % {"name": user, "count": count}


def _hold(user: User, *, by: User) -> None:
    """Lock the row and read it anew; for an administrator, the rows of all of them.

    Whoever acts must still be an administrator when the locks are held: so of two administrators who dismiss each
    other one wins, and never nobody is left. Who gives a case takes the same lock (UserQuerySet.held): so a case
    given at this moment is either counted, or finds the coach gone.
    """
    if user.role == Role.ADMINISTRATOR:
        held = User.objects.select_for_update(of=("self",)).filter(role=Role.ADMINISTRATOR, is_active=True)
        if by.pk not in set(held.order_by("pk").values_list("pk", flat=True)):
            raise Refused(_("You are no longer an administrator, so nothing was changed."))
    fresh = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if fresh.role != user.role:
        raise Stale(user)
    user.refresh_from_db()


def _set_regions(user: User, version: int, regions: Iterable[Region]) -> None:
    if not User.objects.filter(pk=user.pk, version=version).update(version=F("version") + 1):
        raise Stale(user)
    user.version = version + 1
    user.regions.set(regions)


def _refuse_stranded_cases(user: User, role: str, regions: Collection[Region]) -> None:
    """No case stays with somebody whose new role or region no longer opens it."""
    stranded = user.cases.open()
    if role not in COACHING_ROLES:
        if count := stranded.count():
            raise Refused({"role": open_cases_sentence(user, count)})
        _refuse_left_work(user, field="role")
    elif count := stranded.exclude(region__in=[region.pk for region in regions]).count():
        raise Refused({"regions": open_cases_sentence(user, count)})
    else:
        _refuse_left_work(user, field="regions", regions=regions)


def _refuse_left_work(user: User, *, field: str = "", regions: Collection[Region] = ()) -> None:
    """No other work either: each of settings.LEAVING_CHECKS gives its sentence, or nothing.

    `regions` are those in which the user goes on working.
    """
    for path in settings.LEAVING_CHECKS:
        sentence = import_string(path)(user, regions=[region.pk for region in regions])
        if sentence:
            raise Refused({field: sentence} if field else sentence)


def _refuse_taken(username: str, email: str, *, apart_from: User | None = None) -> None:
    others = User.objects.exclude(pk=apart_from.pk if apart_from else None)
    if others.filter(username__iexact=username).exists():
        raise Refused({"username": _("This user name is taken.")})
    if email and (other := others.filter(email__iexact=email).first()):
        raise Refused({"email": _("Another user has this address: %(name)s.") % {"name": other}})


def _numbers(regions: Iterable[Region]) -> list[int]:
    return sorted(region.pk for region in regions)
