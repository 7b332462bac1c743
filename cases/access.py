"""The only door to cases, and the only reader of grants.

A view fetches what it shows through here, so it cannot hold what it may not show. What may not be seen is a 404,
the same as what does not exist; what may be seen but not touched is a 403.
"""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.enums import Purpose
from cases.models import Case, CaseGrant, Member, Person
from cases.querysets import CaseQuerySet
from icam.audit import record
from icam.calendar import today
from icam.enums import Verb
from icam.models import User
from icam.permissions import STATES_PURPOSE, Capability, Role, Scope

# A grant to work includes the grant to look.
GRANTED_BY = {
    Capability.VIEW_CASE: ("view_case", "work_case"),
    Capability.WORK_CASE: ("work_case",),
}
PURPOSE_LASTS = timedelta(hours=8)
SESSION_KEY = "purposes"


class Foreign(Http404):
    """Not this reader's to see, or not there at all: the answer is the same, and the trail keeps that it was tried."""


class PurposeNeeded(Exception):
    """The case may be opened, after saying why."""

    def __init__(self, case: Case) -> None:
        super().__init__(case.pk)
        self.case = case


def _granted(user: User, capability: Capability) -> "QuerySet[CaseGrant]":
    codenames = GRANTED_BY.get(capability, ())
    grants: QuerySet[CaseGrant] = CaseGrant.objects.valid_on(today()).filter(
        user=user, permission__codename__in=codenames
    )
    return grants


def _reach(user: User, capability: Capability) -> Q | None:
    """The rows that the role reaches; None stands for all of them."""
    scope = user.scope(capability)
    if scope is Scope.COUNTRY:
        return None
    if scope is Scope.REGION:
        return Q(region__in=user.regions.all())
    if scope is Scope.ASSIGNED:
        return Q(coach=user)
    return Q(pk__in=())


def cases_for(user: User, capability: Capability = Capability.VIEW_CASE) -> CaseQuerySet:
    """The cases on which `user` holds `capability`, by role or by grant."""
    if not user.is_active or not user.may(capability):  # a grant does not outlive the role that may use it
        return Case.objects.none()
    reach = _reach(user, capability)
    if reach is None:  # returned early: Q() | x is x, not everything
        return Case.objects.all()
    granted = _granted(user, capability).values("content_object")
    return Case.objects.filter(reach | Q(pk__in=granted))


def persons_for(user: User) -> "QuerySet[Person]":
    """The persons whose data `user` may see: who belongs or belonged to a household of a case that he may open.

    Under whichever registration. Who never belonged to any household is open to those who may open new cases.
    """
    if not user.is_active:
        return Person.objects.none()
    same = OuterRef(OuterRef("pk"))
    memberships = Member.objects.filter(person__in=Person.objects.registrations_of(same))
    open_to_him = Exists(memberships.filter(household__cases__in=cases_for(user)))
    if user.may(Capability.CREATE_CASE):
        return Person.objects.filter(open_to_him | (Q(merged_into=None) & ~Exists(memberships)))
    return Person.objects.filter(open_to_him)


def get_case(user: User, pk: int, capability: Capability = Capability.VIEW_CASE) -> Case:
    """The case; Http404 for what `user` may not see, PermissionDenied for what he may see but not do this to."""
    case: Case | None = (
        cases_for(user)
        .select_related("household__principal__merged_into", "region", "office", "coach", "target_group")
        .filter(pk=pk)
        .first()
    )
    if case is None:
        raise Foreign
    if capability is not Capability.VIEW_CASE and not holds(user, case, capability):
        raise PermissionDenied(_("You may see this case, but this act is not yours to do."))
    return case


def holds(user: User, case: Case, capability: Capability) -> bool:
    """Whether `user` holds `capability` on this case."""
    return cases_for(user, capability).filter(pk=case.pk).exists()


def is_own_work(user: User, case: Case) -> bool:
    """Whether opening the case needs no word of why: it is plainly the reader's own."""
    if user.role not in STATES_PURPOSE:
        return True
    if STATES_PURPOSE[Role(user.role)] is Scope.ASSIGNED and case.coach_id == user.pk:
        return True
    return _granted(user, Capability.VIEW_CASE).filter(content_object=case).exists()


def open_case(request: HttpRequest, pk: int, capability: Capability = Capability.VIEW_CASE) -> Case:
    """`get_case` for a page that shows a person's data: the look goes to the trail, or there is no look.

    Raises PurposeNeeded until the reader has said why he opens what is not the own work.
    """
    user = request.user
    assert isinstance(user, User)
    case = get_case(user, pk, capability)
    purpose = ""
    if not is_own_work(user, case):
        purpose = stated_purpose(request, case)
        if not purpose:
            raise PurposeNeeded(case)
    if request.method == "GET":
        with transaction.atomic():
            record(
                Verb.CASE_OPENED,
                case,
                by=user,
                reason=purpose,
                page=request.resolver_match.url_name if request.resolver_match else "",
            )
    return case


def stated_purpose(request: HttpRequest, case: Case) -> str:
    """Why this reader opened this case in the last hours, or nothing."""
    purpose, until = request.session.get(SESSION_KEY, {}).get(str(case.pk), ("", ""))
    return purpose if until > timezone.now().isoformat() else ""


def state_purpose(request: HttpRequest, case: Case, purpose: Purpose) -> None:
    """Keep why the reader opens the case, for this session and a working day at most."""
    now = timezone.now()
    known = {key: value for key, value in request.session.get(SESSION_KEY, {}).items() if value[1] > now.isoformat()}
    request.session[SESSION_KEY] = {**known, str(case.pk): (purpose.value, (now + PURPOSE_LASTS).isoformat())}
