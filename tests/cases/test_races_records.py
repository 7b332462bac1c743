"""Two at one record at one moment: one signature, one edit, one talk written down with all its rows."""

from datetime import timedelta
from functools import partial
from types import SimpleNamespace

import pytest

from cases.enums import InterviewState
from cases.models import Agreement, Amendment, Interview
from cases.services import interviews, records
from cases.services.contents import Agreed
from cases.services.records import Content
from icam.calendar import now
from tests import factories, talks
from tests.cases.proof import told
from tests.cases.racing import one_wins

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 4


@pytest.fixture
def there(cast: SimpleNamespace) -> SimpleNamespace:
    cast.principal = cast.case.household.principal_id
    return cast


def page(interview: Interview) -> Interview:
    """The record as each of them has it on the screen."""
    return Interview.objects.select_related("case__household").get(pk=interview.pk)


def test_of_many_signatures_one_has_an_effect(there: SimpleNamespace) -> None:
    held = talks.make_held(there)
    one_wins(*(partial(records.sign_off, page(held), by=there.coach, version=held.version) for _each in range(MANY)))
    assert (page(held).version, told(held)) == (held.version + 1, ["interview_signed_off"])


def test_of_many_editors_one_saves_and_the_others_are_told(there: SimpleNamespace) -> None:
    held = talks.make_held(there)
    one_wins(*(
        partial(
            records.save, page(held), by=there.coach, version=held.version,
            content=Content({"assessment": f"Text {number}"}, [there.principal], [Agreed(str(number))]),
        )
        for number in range(MANY)
    ))  # fmt: skip
    row = page(held)
    assert [agreement.text for agreement in row.agreements.all()] == [row.assessment.removeprefix("Text ")]


def test_a_signature_and_an_edit_are_never_both(there: SimpleNamespace) -> None:
    held = talks.make_held(there)
    words = Content({"assessment": "Late"}, [there.principal])
    one_wins(
        partial(records.sign_off, page(held), by=there.coach, version=held.version),
        partial(records.save, page(held), words, by=there.colleague, version=held.version),
    )
    row = page(held)
    assert (row.signed_off_at is None) is (row.assessment == "Late")


def test_of_many_amendments_of_one_version_one_is_kept(there: SimpleNamespace) -> None:
    held = talks.make_held(there)
    signed = records.sign_off(held, by=there.coach, version=held.version)
    one_wins(*(
        partial(
            records.amend, page(signed), Content({"concluded": f"Text {number}"}, [there.principal]), by=there.coach,
            version=signed.version, reason="Why",
        )
        for number in range(MANY)
    ))  # fmt: skip
    assert list(Amendment.objects.values_list("number", "after__concluded")) == [(1, page(held).concluded)]


def test_of_many_who_record_one_talk_one_leaves_its_rows(there: SimpleNamespace) -> None:
    talk = factories.make_interview(there.case, planned_at=now() - timedelta(days=1))
    one_wins(*(
        partial(
            interviews.record, page(talk), by=there.coach, outcome=InterviewState.HELD, present=[there.principal],
            assessment="x", agreements=[Agreed("Bring papers")],
        )
        for _each in range(MANY)
    ))  # fmt: skip
    assert (Agreement.objects.count(), talk.attendances.count()) == (1, 1)
