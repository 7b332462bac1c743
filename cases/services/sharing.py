"""Exceptions to role and region: one colleague, one case, a reason, an end. The only writer of grants."""

from datetime import date, timedelta

from django.apps import apps
from django.contrib.auth.models import Permission
from django.db import transaction
from django.utils.translation import gettext as _

from cases.enums import GrantReason
from cases.models import Case, CaseGrant
from icam.audit import record
from icam.calendar import today
from icam.enums import Verb
from icam.models import User
from icam.permissions import Capability
from icam.refusals import Refused

LONGEST_DAYS = 92
SHARED = (Capability.VIEW_CASE, Capability.WORK_CASE)


@transaction.atomic
def share(
    case: Case,
    *,
    by: User,
    user: User,
    capability: Capability,
    reason: GrantReason,
    explanation: str,
    ends_on: date,
    beside: bool = False,
) -> CaseGrant:
    """Let `user` see or work on the case until a day, at most three months ahead; a second grant replaces the first.

    Whoever might work on the case and now may only look has lost the right to work on it. `beside` leaves a grant of
    the other kind as it stands.
    """
    if user == by or not user.is_active:
        raise Refused({"user": _("Choose an active colleague.")})
    if capability not in SHARED or not user.may(capability):
        raise Refused({"user": _("This colleague's role does not allow that.")})
    if not today() <= ends_on or (ends_on - today()).days > LONGEST_DAYS:
        raise Refused({"ends_on": _("Choose a day between today and three months from now.")})
    permission = Permission.objects.get(content_type__app_label="cases", codename=capability.value)
    grant: CaseGrant
    grant, _made = CaseGrant.objects.update_or_create(
        user=user,
        content_object=case,
        permission=permission,
        defaults={"reason": reason, "explanation": explanation, "ends_on": ends_on, "granted_by": by},
    )
    if not beside:
        for other in CaseGrant.objects.valid_on(today()).filter(user=user, content_object=case).exclude(pk=grant.pk):
            unshare(other, by=by)
    record(Verb.CASE_SHARED, case, by=by, user=user.pk, capability=capability.value, until=ends_on.isoformat())
    return grant


@transaction.atomic
def unshare(grant: CaseGrant, *, by: User) -> CaseGrant:
    """End a grant yesterday: it no longer opens the case; the row stays as proof that it did."""
    yesterday = today() - timedelta(days=1)
    if CaseGrant.objects.filter(pk=grant.pk, ends_on__gte=today()).update(ends_on=yesterday):
        record(Verb.CASE_UNSHARED, grant.content_object, by=by, user=grant.user_id)
    grant.refresh_from_db()
    return grant


@transaction.atomic
def take_back(grant: CaseGrant, *, by: User, mark: str) -> CaseGrant:
    """End a grant of which `mark` ends the explanation; one that it replaced, and that still runs, stands as before."""
    history = apps.get_model("cases", "CaseGrantEvent")._default_manager.filter(pgh_obj=grant.pk)
    earlier = history.exclude(explanation__endswith=mark).order_by("-pgh_id").first()
    if earlier is None or earlier.ends_on < today():
        return unshare(grant, by=by)
    kept = {name: getattr(earlier, name) for name in ("reason", "explanation", "ends_on", "granted_by_id")}
    CaseGrant.objects.filter(pk=grant.pk).update(**kept)
    grant.refresh_from_db()
    kind, until = grant.permission.codename, grant.ends_on.isoformat()
    record(Verb.CASE_SHARED, grant.content_object, by=by, user=grant.user_id, capability=kind, until=until)
    return grant
