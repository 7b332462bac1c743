"""What happens when somebody opens a file that is not the own work, or not his to see."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from cases.access import Foreign, PurposeNeeded
from icam.audit import record
from icam.enums import Verb
from icam.models import User


class Doorkeeper:
    """Asks why before a case opens, and writes every refusal to the trail."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, PurposeNeeded):
            ask = reverse("cases:purpose", args=[exception.case.pk])
            back = request.path if request.method == "GET" else exception.case.get_absolute_url()
            return redirect(f"{ask}?{urlencode({'next': back})}")
        if isinstance(exception, PermissionDenied | Foreign) and isinstance(request.user, User):
            with transaction.atomic():
                record(Verb.REFUSED, by=request.user, path=request.path, method=request.method or "")
        return None
