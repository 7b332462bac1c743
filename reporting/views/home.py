from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from icam.audit import record
from icam.calendar import now, today
from icam.enums import Verb
from icam.http import StaffRequest
from icam.permissions import Capability, Role
from icam.services.home import administrator_home
from reporting import home as waiting


@require_safe
def home(request: StaffRequest) -> HttpResponse:
    """What waits, for whoever asks."""
    user = request.user
    if user.may(Capability.VIEW_CASE):
        with transaction.atomic():  # names stand on this page: who saw them is kept, as for every list
            record(Verb.CASES_LISTED, by=user, page="home")
    common = {"today": today(), "now": now()}
    if user.role == Role.COACH:
        return render(request, "home/coach.html", {**common, **waiting.of_coach(user)})
    if user.role == Role.MANAGER:
        return render(request, "home/manager.html", {**common, **waiting.of_manager(user)})
    if user.role == Role.HEAD:
        return render(request, "home/head.html", {**common, **waiting.of_head(user)})
    return render(
        request, "home/administrator.html", {**common, **administrator_home(user), **waiting.of_administrator()}
    )
