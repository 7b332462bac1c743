"""Making one person of two registrations, and two again."""

from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from cases.access import cases_for
from cases.enums.people import PairState
from cases.forms.merging import MergeForm, PartForm
from cases.models import Merge, Person
from cases.services import likenesses, merging
from cases.services.merging import Added
from cases.services.sides import get_merge, get_pair, require_decision
from cases.views.acting import act_page
from icam.audit import record
from icam.enums import Verb
from icam.forms.base import sent
from icam.http import StaffRequest
from icam.permissions import Capability


@require_http_methods(["GET", "POST"])
def merge(request: StaffRequest, pair_pk: int) -> HttpResponse:
    """Say which registration is kept and why; before that, what will move."""
    pair, first, second = get_pair(request.user, pair_pk)
    require_decision(request.user, first, second)
    persons = (first.person, second.person)
    usual = likenesses.proposed(first, second)
    form = MergeForm(sent(request), sides=(first, second), initial={"version": pair.version, "kept": usual.pk})

    def act() -> str:
        kept, gone = persons if form.cleaned_data["kept"] == first.person.pk else (second.person, first.person)
        merging.merge(kept, gone, by=request.user, reason=form.cleaned_data["reason"], pair=pair)
        return _home_of(request, kept)

    return act_page(
        request, None, form, act, title=_("One person"), button=_("Merge the two registrations"), versioned=pair,
        template="cases/merge.html", pair=pair, first=first, second=second, waits=pair.state == PairState.OPEN,
        counts=likenesses.counts(*persons), warnings=likenesses.warnings(first, second),
        done=_("The two registrations are one person now. On this page you can undo it."),
    )  # fmt: skip


def _home_of(request: StaffRequest, person: Person) -> str:
    """The people page of a case of this person that the reader may open; the list of pairs when there is none."""
    mine = cases_for(request.user).filter(pk__in=merging.cases_of(person)).order_by("-closed_on", "-pk")
    case = mine.open().first() or mine.first()
    return reverse("cases:people", args=[case.pk]) if case else reverse("cases:pairs")


@require_http_methods(["GET", "POST"])
def part(request: StaffRequest, merge_pk: int) -> HttpResponse:
    """Undo a merge, and say of each record that came since whose it is."""
    undone, kept, gone = get_merge(request.user, merge_pk)
    require_decision(request.user, kept, gone)
    added = _for_reader(request, undone)
    initial = {"version": undone.version}
    form = PartForm(sent(request), kept=kept.person, gone=gone.person, added=added, initial=initial)
    _keep_look(request, undone)

    def act() -> str:
        words = {"assignments": form.assignments(), "distinct": form.cleaned_data["distinct"]}
        merging.part(undone, by=request.user, reason=form.cleaned_data["reason"], **words)
        return _home_of(request, undone.kept)

    return act_page(
        request, None, form, act, title=_("Undo the merge"), button=_("Make two persons of it again"), versioned=undone,
        template="cases/part.html", merge=undone, kept=kept, gone=gone, added=added, risk=True,
        protections=merging.protections_since(undone), changed=merging.changed_since(undone),
        done=_("The merge is undone: these are two persons again."),
    )  # fmt: skip


def _for_reader(request: StaffRequest, undone: Merge) -> list[Added]:
    """What came since; of restricted data only who may read it on every case is asked whose it is, else it stays."""
    closed = merging.cases_of(undone.kept).exclude(pk__in=cases_for(request.user, Capability.VIEW_RESTRICTED))
    hides = closed.exists()
    return [one for one in merging.added_since(undone) if not (hides and one.is_restricted)]


def _keep_look(request: StaffRequest, undone: Merge) -> None:
    if request.method != "GET":
        return
    with transaction.atomic():
        for case in merging.cases_of(undone.kept).order_by("pk"):
            record(Verb.PAIR_COMPARED, undone, by=request.user, case_id=case.pk)
