"""Two who may be one: the list, the two side by side, and the decision that they are not."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.access import open_case, persons_for
from cases.enums.people import PairState, Strength
from cases.forms.merging import DistinguishForm
from cases.forms.search import FindForm
from cases.matching import Strength as Match
from cases.matching import compare
from cases.models import Case, Member, Pair, Person
from cases.services import finding, glimpses, likenesses, pairs
from cases.services.finding import Found, Masked
from cases.services.sides import Side, get_pair, may_decide, require_decision, sides_of, visible
from cases.views.acting import act_page
from cases.views.search import keep_trail, shown
from icam.audit import record
from icam.enums import Verb
from icam.forms.base import sent
from icam.http import StaffRequest, require_capability
from icam.paging import capped_count, page_of, refuse_unknown
from icam.permissions import Capability

FILTERS = {"": gettext_lazy("All"), "strong": gettext_lazy("Strong"), "possible": gettext_lazy("Possible")}
TONES = {Strength.CERTAIN.value: "stop", Strength.STRONG.value: "watch"}


@require_safe
@require_capability(Capability.MERGE_PERSONS)
def pair_list(request: StaffRequest) -> HttpResponse:
    """The pairs that wait for a decision, the surest first."""
    refuse_unknown(request, ["strength"])
    chosen = request.GET.get("strength", "")
    rows = visible(Pair.objects.waiting(), by=request.user)
    chips = [
        {"label": label, "url": f"?strength={key}" if key else "?", "current": key == chosen}
        for key, label in FILTERS.items()
    ]
    narrowed = _narrow(rows, chosen)
    page = page_of(request, narrowed.select_related("first", "second"), ("score", "pk"), descending=True)
    with transaction.atomic():
        record(Verb.CASES_LISTED, by=request.user, page="pairs", rows=len(page.rows))
    sides = sides_of([person for pair in page.rows for person in (pair.first, pair.second)], by=request.user)
    listed = [_row(pair, sides[pair.first_id], sides[pair.second_id]) for pair in page.rows]
    context = {"page": page, "rows": listed, "chips": chips, "count": capped_count(narrowed)}
    return render(request, "cases/pairs.html", context)


def _narrow(rows: Any, chosen: str) -> Any:
    if chosen not in FILTERS:
        raise BadRequest(gettext_lazy("This list does not know one of the filters in the address."))
    if not chosen:
        return rows
    return rows.strong() if chosen == "strong" else rows.exclude(pk__in=rows.strong().values("pk"))


def _row(pair: Pair, first: Side, second: Side) -> dict[str, Any]:
    sides = (first, second) if first.is_open else (second, first)
    return {"pair": pair, "sides": sides, "tone": TONES.get(pair.strength, "quiet")}


@require_safe
def pair_page(request: StaffRequest, pair_pk: int) -> HttpResponse:
    """The two side by side, as far as the reader may see them."""
    pair, first, second = get_pair(request.user, pair_pk)
    return render(request, "cases/pair.html", compared(request, pair, first, second))


def compared(request: StaffRequest, pair: Pair, first: Side, second: Side) -> dict[str, Any]:
    """Context of the comparison; the look goes to the trail of every case of who is shown."""
    both = first.is_open and second.is_open
    if request.method == "GET":
        with transaction.atomic():
            pairs.tell(
                Verb.PAIR_COMPARED, pair, by=request.user, about=[s.person for s in (first, second) if s.is_open]
            )
    context: dict[str, Any] = {
        **_row(pair, first, second),
        "first": first,
        "second": second,
        "both": both,
        "waits": pair.state == PairState.OPEN and not (first.person.merged_into_id or second.person.merged_into_id),
        "may_decide": may_decide(request.user, first, second),
    }
    if both:
        comparison = compare(*pairs.profiles_of((pair.first_id, pair.second_id)))
        context["lines"] = likenesses.lines(first.person, second.person)
        context["warnings"] = likenesses.warnings(first, second)
        context["reasons"] = [(str(reason), reason.speaks_for) for reason in comparison.reasons]
        return context
    hidden = first if second.is_open else second
    strength = Match(pair.strength)
    lines = [Masked(hidden.held_by, strength, case.pk, False) for case in hidden.elsewhere[:1]]
    return context | {"masked": shown(request, Found([], lines))["masked"]}


@require_http_methods(["GET", "POST"])
def distinguish(request: StaffRequest, pair_pk: int) -> HttpResponse:
    """These are two persons."""
    pair, first, second = get_pair(request.user, pair_pk)
    require_decision(request.user, first, second)
    form = DistinguishForm(sent(request), initial={"version": pair.version})

    def act() -> str:
        pairs.distinguish(pair, by=request.user, reason=form.cleaned_data["reason"])
        return reverse("cases:pairs")

    return act_page(
        request, None, form, act, title=gettext_lazy("Not the same person"), versioned=pair,
        button=gettext_lazy("These are two persons"), template="cases/distinguish.html", pair=pair, first=first,
        second=second, done=gettext_lazy("Remembered: these are two persons. They are not proposed again."),
    )  # fmt: skip


# By hand -------------------------------------------------------------------------------------------------------------


def _member(request: StaffRequest, pk: int, person_pk: int) -> tuple[Case, Person]:
    case = open_case(request, pk, Capability.WORK_CASE)
    member = get_object_or_404(Member.objects.of(person_pk).filter(household=case.household_id).with_persons()[:1])
    return case, member.person.current


@require_http_methods(["GET", "POST"])
def same_as(request: StaffRequest, pk: int, person_pk: int) -> HttpResponse:
    """Look for another registration of a member; what was typed travels in the body."""
    case, person = _member(request, pk, person_pk)
    form = FindForm(sent(request))
    context: dict[str, Any] = {"case": case, "person": person, "form": form, "searched": form.is_valid()}
    if context["searched"]:
        found = glimpses.limit(finding.find(form.question, by=request.user), by=request.user)
        found.hits = [hit for hit in found.hits if hit.person.pk != person.pk]
        keep_trail(request, found, "same_as")
        context |= shown(request, found)
    return render(request, "cases/same_as.html", context)


@require_POST
def note_pair(request: StaffRequest, pk: int, person_pk: int, other_pk: int) -> HttpResponse:
    """Keep the two as a possible duplicate; whoever may decide goes on to the comparison."""
    case, person = _member(request, pk, person_pk)
    other = get_object_or_404(persons_for(request.user).filter(merged_into=None), pk=other_pk)
    pair = pairs.note(person, other, by=request.user, case=case)
    if request.user.may(Capability.MERGE_PERSONS):
        return redirect("cases:pair", pair.pk)
    messages.success(request, _("Noted. Your regional manager decides whether this is one person."))
    return redirect("cases:people", case.pk)
