"""The timeline: narrowed by kind, person and day, silent on restricted things, and a paper that says who printed it."""

import io
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pikepdf
from django.test import Client
from django.urls import reverse

from cases.enums import MemberRole
from cases.enums.people import JoinReason
from cases.models import Member
from cases.services import merging
from cases.timeline import KINDS, Asked, of_case
from icam.calendar import today
from icam.models import AuditEvent
from tests import factories, papers
from tests.cases.test_conclusions import words_of

SignIn = Callable[[Any], Client]


def titles(case: Any, reader: Any, **asked: Any) -> list[str]:
    return [entry.title for entry in of_case(case, reader, Asked(**asked))]


def furnish(cast: SimpleNamespace) -> Any:
    """A letter of the school, a certificate of the child, a note and a conclusion."""
    case = cast.case
    child = factories.make_person(given_names="Noor")
    Member.objects.create(household=case.household, person=child, role=MemberRole.CHILD, joined_on=today())
    papers.make_document(case, title="School report", received_on=papers.days_ago(20))
    papers.make_document(case, title="Certificate", person=child, is_restricted=True, received_on=papers.days_ago(3))
    papers.make_note(case, person=child)
    papers.make_conclusion(case, partner=factories.make_partner(name="Fedasil Zaventem"))
    return child


def test_documents_conclusions_and_notes_stand_in_it_for_who_may_know(cast: SimpleNamespace) -> None:
    furnish(cast)
    restricted = {"Letter received: Certificate", "Restricted note recorded"}
    plain = {"Letter received: School report", "Conclusion to Fedasil Zaventem: made"}
    for who, may in ((cast.coach, True), (cast.manager, True), (cast.head, False), (cast.colleague, False)):
        shown = set(titles(cast.case, who))
        assert (plain - shown, restricted & shown) == (set(), restricted if may else set())


def test_it_is_narrowed_by_kind_person_and_day(cast: SimpleNamespace) -> None:
    child = furnish(cast)
    mine = cast.case.household.principal
    kinds = {entry.kind for entry in of_case(cast.case, cast.coach)}
    assert kinds <= set(KINDS)
    assert {"documents", "dossier", "decisions"} <= kinds
    assert titles(cast.case, cast.coach, kind="documents", since=papers.days_ago(5)) == [
        "Conclusion to Fedasil Zaventem: made", "Letter received: Certificate",
    ]  # fmt: skip
    assert titles(cast.case, cast.coach, kind="documents", until=papers.days_ago(5)) == [
        "Letter received: School report"
    ]
    assert "Letter received: Certificate" in titles(cast.case, cast.coach, person=child.pk)
    assert "Letter received: Certificate" not in titles(cast.case, cast.coach, person=mine.pk)
    assert "Letter received: School report" in titles(cast.case, cast.coach, person=mine.pk)


def test_what_happened_to_the_household_is_told_of_whom_it_happened_to(cast: SimpleNamespace) -> None:
    household, mine = cast.case.household, cast.case.household.principal
    child, again = (factories.make_person(given_names=name) for name in ("Noor", "Nour"))
    for person, because in ((child, JoinReason.BIRTH), (again, JoinReason.ARRIVED)):
        factories.make_member(
            household, person=person, role=MemberRole.CHILD, joined_on=today(), joined_because=because
        )
    merging.merge(mine, again, by=cast.manager, reason="Same passport.")
    born, came = f"Born into the household: {child.name}", f"Joined the household: {mine.name}"
    assert titles(cast.case, cast.coach, kind="people", person=child.pk) == [born]
    assert titles(cast.case, cast.coach, kind="people", person=mine.pk) == [came]
    assert set(titles(cast.case, cast.coach, kind="people")) == {born, came}


def test_the_page_takes_codes_numbers_and_days_and_nothing_else(cast: SimpleNamespace, sign_in: SignIn) -> None:
    child = furnish(cast)
    client, url = sign_in(cast.coach), reverse("cases:timeline", args=[cast.case.pk])
    page = client.get(f"{url}?kind=documents&person={child.pk}&since={papers.days_ago(5):%d/%m/%Y}").content.decode()
    assert ("Certificate" in page, "School report" in page) == (True, False)
    strange = factories.make_person()
    wrong = ("?kind=none", f"?person={strange.pk}", "?since=yesterday", "?name=x", "?kind=people&kind=letters")
    assert [client.get(url + query).status_code for query in wrong] == [400] * 5


def test_the_paper_says_what_was_asked_who_printed_it_and_how_many_pages(
    cast: SimpleNamespace, sign_in: SignIn
) -> None:
    furnish(cast)
    for number in range(40):
        papers.make_document(cast.case, title=f"Paper {number}")
    url = reverse("cases:download_timeline", args=[cast.case.pk])
    answer = sign_in(cast.coach).get(f"{url}?kind=documents")
    text = words_of(answer.content)
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        pages = len(pdf.pages)
        assert (pages > 1, bool(pdf.Root.MarkInfo.Marked)) == (True, True)
    expected = (
        "What happened",
        cast.case.reference,
        "Show: Documents",
        f"printed by {cast.coach}",
        f"{pages} / {pages}",
    )
    assert [word for word in expected if word not in text] == []
    assert answer["Content-Disposition"] == f'attachment; filename="{cast.case.reference}.pdf"'
    event = AuditEvent.objects.get(verb="timeline_printed")
    assert (event.actor, event.case_id, event.changes["kind"], event.changes["pages"]) == (
        cast.coach, cast.case.pk, "documents", pages,
    )  # fmt: skip
