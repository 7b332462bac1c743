"""Two at one moment: one task of a rule, one mail a day, one who ends a task, and nobody leaves with a task."""

from datetime import date, datetime, timedelta
from functools import partial
from types import SimpleNamespace

import pytest
import time_machine
from django.core import mail

from cases.enums import InterviewState
from cases.enums.talks import TaskSource, TaskState
from cases.models import Interview, Task, TaskDigest
from cases.services import digests, interviews, tasks, written_reasons
from icam.calendar import ZONE, add_working_days, now, today
from icam.models import User
from icam.services import users
from tests import factories
from tests.cases.racing import one_wins, race
from tests.work import make_reason, make_task

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def there(transactional_db: None) -> SimpleNamespace:
    here = factories.make_region()
    coach = factories.make_coach(here, email="anna@example.be")
    case = factories.make_case(coach=coach, region=here, state="invited")
    return SimpleNamespace(
        here=here, coach=coach, case=case, manager=factories.make_manager(here), boss=factories.make_administrator()
    )


def test_two_who_record_one_miss_make_one_task(there: SimpleNamespace) -> None:
    interview = factories.make_interview(there.case, planned_at=now() - timedelta(days=1))
    pages = [Interview.objects.get(pk=interview.pk) for _ in range(2)]
    one_wins(*(partial(interviews.record, page, by=there.coach, outcome=InterviewState.NO_SHOW) for page in pages))
    assert Task.objects.get().key == f"no_show:{interview.pk}"


def test_two_clocks_ask_once(there: SimpleNamespace) -> None:
    reason = make_reason(there.case)
    type(reason).objects.update(missed_on=date(2026, 1, 5), due_on=date(2026, 1, 8))
    assert sorted(race(written_reasons.chase, written_reasons.chase)) == [0, 1]
    assert Task.objects.get().key == f"reason_passed:{reason.interview_id}"


def test_two_clocks_send_one_mail(there: SimpleNamespace) -> None:
    make_task(there.case, due_on=date(2026, 3, 2))
    with time_machine.travel(datetime(2026, 3, 2, 9, 0, tzinfo=ZONE), tick=False):
        assert sorted(race(digests.send, digests.send)) == [0, 1]
    assert (len(mail.outbox), TaskDigest.objects.count()) == (1, 1)


def test_two_end_one_task(there: SimpleNamespace) -> None:
    task = make_task(there.case)
    pages = [Task.objects.get(pk=task.pk) for _ in range(2)]
    states = (TaskState.DONE, TaskState.DROPPED)
    one_wins(*(
        partial(tasks.end, page, by=there.coach, version=1, state=state, note="So")
        for page, state in zip(pages, states, strict=True)
    ))  # fmt: skip


def test_nobody_leaves_while_a_task_becomes_his(there: SimpleNamespace) -> None:
    boss, manager = there.boss, there.manager
    due_on = add_working_days(today(), 3)
    results = race(
        partial(users.deactivate, manager, by=boss, version=1),
        partial(
            tasks.make, there.case, by=there.coach, owner=manager, title="Decide", due_on=due_on, source=TaskSource.CASE
        ),
    )
    assert [type(result).__name__ for result in results].count("Refused") == 1
    left = User.objects.get(pk=manager.pk)
    assert left.is_active is Task.objects.filter(owner=manager).exists()
