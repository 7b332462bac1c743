"""What happens between and around talks, for the timeline: contacts, obstacles, engagement reviews, amendments.

A review is told with its day and its person only: no score leaves the page on which it is shown (docs/adr/0025).
"""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.enums.talks import ContactKind
from cases.models import Amendment, Case
from cases.timeline import Entry, at_day, pair
from icam.calendar import local_day

CONTACT_LOOK = {
    ContactKind.CALL: "telephone-fill",
    ContactKind.VISIT: "house-door-fill",
    ContactKind.COUNTER: "shop-window",
    ContactKind.LETTER: "envelope-arrow-down-fill",
    ContactKind.OTHER: "chat-dots-fill",
}


def contacts(case: Case) -> Iterable[Entry]:
    """Calls, visits, talks at the counter, letters received."""
    for moment in case.contact_moments.select_related("recorded_by"):
        yield Entry(
            sort=moment.happened_at,
            day=local_day(moment.happened_at),
            clock=moment.happened_at,
            kind="contacts",
            icon=CONTACT_LOOK[ContactKind(moment.kind)],
            tone="info",
            title=str(moment.get_kind_display()),
            url=reverse("cases:correct_contact", args=[case.pk, moment.pk]),
            by=str(moment.recorded_by),
            text=moment.text,
        )


def obstacles(case: Case) -> Iterable[Entry]:
    """Noted, and solved."""
    url = reverse("cases:interviews", args=[case.pk])
    for row in case.obstacles.all():
        kind = row.get_kind_display()
        said = f"{row.text} → {row.action}" if row.action else row.text
        yield Entry(
            sort=at_day(row.noted_on), day=row.noted_on, kind="interviews", icon="sign-stop", tone="watch",
            title=pair(_("Obstacle"), kind), url=url, text=said,
        )  # fmt: skip
        if row.solved_on:
            yield Entry(
                sort=at_day(row.solved_on), day=row.solved_on, kind="interviews", icon="check2-circle", tone="good",
                title=pair(_("Obstacle solved"), kind), url=url, text=row.text,
            )  # fmt: skip


def reviews(case: Case) -> Iterable[Entry]:
    """That somebody was asked how he stands."""
    for row in case.reviews.select_related("person__merged_into", "recorded_by"):
        same_day = local_day(row.recorded_at) == row.on
        yield Entry(
            sort=row.recorded_at if same_day else at_day(row.on),
            day=row.on,
            kind="interviews",
            icon="bar-chart-steps",
            tone="quiet",
            title=pair(_("Engagement reviewed"), row.get_occasion_display().lower()),
            url=reverse("cases:interviews", args=[case.pk]),
            by=f"{row.person.current.name} · {row.recorded_by}",
            persons=frozenset({row.person.current.pk}),
        )


def amendments(case: Case) -> Iterable[Entry]:
    """A signed record that was changed, and why."""
    for row in Amendment.objects.filter(interview__case=case).select_related("interview", "by"):
        yield Entry(
            sort=row.at,
            day=local_day(row.at),
            clock=row.at,
            kind="interviews",
            icon="pencil-square",
            tone="watch",
            title=_("Signed record amended"),
            url=reverse("cases:interview", args=[case.pk, row.interview_id]) + "#amendments",
            by=str(row.by),
            text=row.reason,
        )
