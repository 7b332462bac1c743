"""The whole legal situation of the persons of a case, on one page."""

from collections import defaultdict
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.access import holds, open_case
from cases.enums import HouseholdKind
from cases.models import Case, EntryBan, Measure, Order, Person, Procedure, Representative, ResidenceCheck
from cases.services.apart import visible_addresses
from cases.services.dossier import persons_of
from cases.views.frame import frame_of
from icam.calendar import today
from icam.http import StaffRequest
from icam.permissions import Capability


@require_safe
def dossier_page(request: StaffRequest, pk: int) -> HttpResponse:
    """What was decided, where they can be reached, who acts for them, what the family agreed to."""
    case = open_case(request, pk)
    persons = persons_of(case)
    is_family = case.household.kind == HouseholdKind.FAMILY
    records = {**_decisions(persons), **_surroundings(case, persons)}
    context = {
        **frame_of(request, case, tab="dossier"),
        **records,
        "today": today(),
        "agreement_runs": any(agreement.ended_on is None for agreement in records["agreements"]),
        "is_family": is_family,
        "may_work": holds(request.user, case, Capability.WORK_CASE),
        "index": _index(records, is_family=is_family),
    }
    return render(request, "cases/dossier.html", context)


def _decisions(persons: list[Person]) -> dict[str, list[Any]]:
    """What authorities decided about these persons, newest first."""
    of_them = {"person__in": persons}
    orders = Order.objects.filter(**of_them).newest_first().select_related("person", "annex")
    procedures = Procedure.objects.filter(**of_them).select_related("person", "route").order_by("-lodged_on", "-pk")
    bans = EntryBan.objects.filter(**of_them).select_related("person", "order__annex")
    measures = Measure.objects.filter(**of_them).select_related("person").order_by("-starts_on", "-pk")
    return {
        "orders": list(orders.prefetch_related("extensions", "appeals")),
        "procedures": list(procedures.prefetch_related("appeals")),
        "bans": list(bans.prefetch_related("appeals")),
        "measures": list(measures),
    }


def _surroundings(case: Case, persons: list[Person]) -> dict[str, list[Any]]:
    """Where they can be reached, who acts for them, who works with them, what the family agreed to."""
    addresses = visible_addresses(case, persons)
    checks: dict[int, list[ResidenceCheck]] = defaultdict(list)
    for check in ResidenceCheck.objects.filter(address__in=[address.pk for address in addresses]):
        checks[check.address_id].append(check)
    representatives = Representative.objects.filter(person__in=persons).select_related("person")
    return {
        "addresses": [(address, checks[address.pk]) for address in addresses],
        "representatives": list(representatives),
        "partners": list(case.partners.select_related("partner")),
        "agreements": list(case.family_agreements.select_related("concluded_by").prefetch_related("steps")),
    }


def _index(records: dict[str, list[Any]], *, is_family: bool) -> list[dict[str, Any]]:
    """The panels of the page, in their order, each with how many records it holds."""
    labels = {
        "orders": _("Orders"),
        "procedures": _("Procedures"),
        "bans": _("Entry bans"),
        "measures": _("Measures"),
        "addresses": _("Addresses"),
        "representatives": _("Representatives"),
        "partners": _("Partners"),
        "agreements": _("Family agreement"),
    }
    shown = {key: label for key, label in labels.items() if key != "agreements" or records[key] or is_family}
    return [{"anchor": key, "label": label, "count": len(records[key])} for key, label in shown.items()]
