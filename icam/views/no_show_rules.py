"""What each region does when somebody does not come."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from icam.forms.base import OnceForm, VersionedForm, sent
from icam.forms.openings import RuleAddForm, RuleForm
from icam.http import StaffRequest, require_capability
from icam.models import NoShowRule
from icam.permissions import Capability
from icam.services import no_show_rules
from icam.views.office_acts import office_act


@require_safe
@require_capability(Capability.PLAN_OPENINGS)
def listed(request: StaffRequest) -> HttpResponse:
    regions = no_show_rules.regions_of(request.user).prefetch_related("no_show_rules")
    return render(request, "office/rules.html", {"regions": regions})


@require_http_methods(["GET", "HEAD", "POST"])
@require_capability(Capability.PLAN_OPENINGS)
def add(request: StaffRequest) -> HttpResponse:
    regions = no_show_rules.regions_of(request.user)
    form = RuleAddForm(sent(request), regions=regions, initial={"region": regions.first()})

    def act() -> str:
        no_show_rules.add(by=request.user, **form.words())
        return _list()

    return _page(request, form, act, title=_("Add a rule"), button=_("Add the rule"), done=_("The rule is added."))


@require_http_methods(["GET", "HEAD", "POST"])
@require_capability(Capability.PLAN_OPENINGS)
def rule(request: StaffRequest, pk: int) -> HttpResponse:
    shown = _rule(request, pk)
    start = {name: getattr(shown, name) for name in ("from_count", "step", "days", "version")}
    form = RuleForm(sent(request), initial=start)

    def act() -> str:
        no_show_rules.change(shown, by=request.user, version=form.cleaned_data["version"], **form.words())
        return _list()

    return _page(
        request, form, act, title=_("Change a rule"), button=_("Save the rule"), done=_("The rule is changed."),
        versioned=shown, about=shown.region.name, other=reverse("office:rule_remove", args=[shown.pk]),
        other_label=_("Remove this rule"),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@require_capability(Capability.PLAN_OPENINGS)
def remove(request: StaffRequest, pk: int) -> HttpResponse:
    shown = _rule(request, pk)
    form = VersionedForm(sent(request), initial={"version": shown.version})

    def act() -> str:
        no_show_rules.remove(shown, by=request.user, version=form.cleaned_data["version"])
        return _list()

    return _page(
        request, form, act, title=_("Remove a rule"), button=_("Remove the rule"), done=_("The rule is removed."),
        versioned=shown, risk=True, about=f"{shown.region}: {shown.get_step_display()}",
    )  # fmt: skip


def _rule(request: StaffRequest, pk: int) -> NoShowRule:
    regions = no_show_rules.regions_of(request.user)
    return get_object_or_404(NoShowRule.objects.select_related("region"), pk=pk, region__in=regions)


def _list() -> str:
    return reverse("office:rules")


def _page(request: StaffRequest, form: OnceForm, act: Callable[[], str], **words: Any) -> HttpResponse:
    trail = [{"label": _("Rules after a missed interview"), "url": _list()}]
    return office_act(request, form, act, back=_list(), trail=trail, **words)
