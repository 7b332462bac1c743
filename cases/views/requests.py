"""Asking for access to what was only found masked, and deciding on it."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.access import Foreign, open_case
from cases.forms.search import AskForm, DecideRequestForm
from cases.models import AccessRequest
from cases.services import requests
from cases.views.acting import act_page
from cases.views.search import held
from icam.audit import record
from icam.enums import Verb
from icam.forms.base import sent
from icam.http import StaffRequest, carry_out, require_capability
from icam.paging import refuse_unknown
from icam.permissions import Capability


@require_POST
@require_capability(Capability.VIEW_CASE)
def ask(request: StaffRequest) -> HttpResponse:
    """Say why, and ask. Which case it is stands in the session; the page and the address know an opaque word."""
    case = held(request, request.POST.get("held", ""))
    if case is None:
        messages.warning(request, _("That search was too long ago. Search again."))
        return redirect("cases:find")
    is_sent = "why" in request.POST
    form = AskForm(request.POST) if is_sent else AskForm(initial={"held": request.POST["held"]})
    if is_sent and form.is_valid():

        def act() -> str:
            requests.ask(case, by=request.user, why=form.cleaned_data["why"])
            return reverse("home")

        answer = carry_out(request, form, act)
        if answer:
            messages.success(request, _("Your request is on its way. The answer will stand on your home page."))
            return answer
    return render(request, "cases/ask.html", {"form": form, "held_by": str(case.office or case.region)})


@require_safe
@require_capability(Capability.SHARE_CASE)
def request_list(request: StaffRequest) -> HttpResponse:
    """The requests that wait for a decision."""
    refuse_unknown(request, [])
    with transaction.atomic():
        record(Verb.CASES_LISTED, by=request.user, page="requests")
    return render(request, "cases/requests.html", {"requests": requests.to_decide(request.user)})


@require_http_methods(["GET", "POST"])
def decide(request: StaffRequest, request_pk: int) -> HttpResponse:
    """Give access for some days, or refuse with an answer."""
    asked = AccessRequest.objects.select_related("requested_by__office").filter(pk=request_pk).first()
    if asked is None:
        raise Foreign
    case = open_case(request, asked.case_id, Capability.SHARE_CASE)
    form = DecideRequestForm(sent(request), initial={"version": asked.version})

    def act() -> str:
        words = form.words()
        if words["decision"] == form.REFUSE:
            requests.refuse(asked, by=request.user, answer=words["answer"])
        else:
            capability = Capability(words["capability"])
            requests.grant(asked, by=request.user, capability=capability, days=words["days"], answer=words["answer"])
        return reverse("cases:requests")

    return act_page(
        request, case, form, act, title=gettext_lazy("Decide on a request for access"),
        button=gettext_lazy("Save the decision"), done=gettext_lazy("The decision is saved."), versioned=asked,
        template="cases/decide_request.html", asked=asked, back=reverse("cases:requests"),
    )  # fmt: skip
