"""Pages that put something into the dossier or change it there: two shapes, and whose records may be touched."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model, QuerySet
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from cases.services.dossier import persons_of
from cases.views.acting import act_page
from icam.http import StaffRequest

ANCHORS = {
    "order": "order",
    "procedure": "procedure",
    "entryban": "ban",
    "measure": "measure",
    "address": "address",
    "representative": "representative",
    "casepartner": "partner",
    "familyagreement": "agreement",
}


def place_of(case: Case, thing: Model) -> str:
    """Where a record stands on the page of the dossier."""
    anchor = ANCHORS[str(thing._meta.model_name)]
    return f"{reverse('cases:dossier', args=[case.pk])}#{anchor}-{thing.pk}"


def of_persons(case: Case, rows: "QuerySet[Any]", pk: int, person: str = "person") -> Any:
    """A record of one of the persons of the case, reached by the path `person`; another's does not exist here."""
    return get_object_or_404(rows, pk=pk, **{f"{person}__in": persons_of(case)})


def add_page(
    request: StaffRequest,
    case: Case,
    form: BaseForm,
    act: Callable[[], Model],
    title: str | Promise,
    *,
    shown_at: Model | None = None,
    about: object = "",
) -> HttpResponse:
    """Something new; back to where it stands, or to the record that it hangs on."""

    def carry() -> str:
        made = act()
        return place_of(case, shown_at or made)

    return act_page(
        request,
        case,
        form,
        carry,
        title=title,
        button=_("Add to the dossier"),
        done=_("Added to the dossier."),
        about=about,
        back=reverse("cases:dossier", args=[case.pk]),
    )


def change_page(
    request: StaffRequest,
    case: Case,
    thing: Any,
    form: BaseForm,
    act: Callable[..., Any],
    title: str | Promise,
    *,
    shown_at: Model | None = None,
    about: object = "",
) -> HttpResponse:
    """A record as it stands, changed: `act` takes the version that the form was rendered with."""
    record = shown_at or thing

    def carry() -> str:
        act(version=form.cleaned_data["version"])
        return place_of(case, record)

    return act_page(
        request,
        case,
        form,
        carry,
        title=title,
        button=_("Save"),
        done=_("Saved."),
        versioned=thing,
        about=about,
        back=place_of(case, record),
    )
