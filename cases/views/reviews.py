"""Engagement reviews apart from an interview: at closure, or when somebody is seen otherwise."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from cases.access import open_case
from cases.forms.reviews import CorrectReviewForm, ReviewForm
from cases.services import reviews
from cases.views.acting import act_page
from icam.calendar import today
from icam.forms.base import sent
from icam.http import StaffRequest
from icam.permissions import Capability


@require_http_methods(["GET", "POST"])
def add(request: StaffRequest, pk: int) -> HttpResponse:
    case = open_case(request, pk, Capability.WORK_CASE)
    form = ReviewForm(
        sent(request), adults=reviews.adults(case, on=today()), initial={"person": request.GET.get("person", "")}
    )

    def act() -> str:
        on, person = form.cleaned_data["on"], form.cleaned_data["person"]
        reviews.review(case, form.marks(person), by=request.user, on=on)
        return reverse("cases:interviews", args=[pk])

    return act_page(
        request, case, form, act, title=_("Engagement review"), button=_("Save the review"), done=_("Saved."),
        template="cases/review.html", back=reverse("cases:interviews", args=[pk]),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def correct(request: StaffRequest, pk: int, review_pk: int) -> HttpResponse:
    """Other answers; the earlier ones stay in the history. Those of a signed record are amended with it."""
    case = open_case(request, pk, Capability.WORK_CASE)
    review = get_object_or_404(case.reviews.select_related("person__merged_into", "interview"), pk=review_pk)
    if request.method == "GET" and review.interview and review.interview.signed_off_at:
        return redirect("cases:correct_interview", pk, review.interview_id)
    form = CorrectReviewForm(sent(request), initial=CorrectReviewForm.initial_of(review))

    def act() -> str:
        marks = form.marks(review.person.current.pk)
        reviews.correct(review, marks, by=request.user, version=form.cleaned_data["version"])
        return reverse("cases:interviews", args=[pk])

    return act_page(
        request, case, form, act, title=_("Correct the review"), button=_("Save"),
        done=_("Saved. The earlier answers stay in the history."), template="cases/review.html", versioned=review,
        about=review.person.current.name, back=reverse("cases:interviews", args=[pk]),
    )  # fmt: skip
