"""The trail: written with the change or not at all, never rewritten unseen."""

import re
from collections.abc import Callable
from io import StringIO
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction

from icam.audit import Fault, contains, head, record, verify
from icam.enums import Verb
from icam.models import AuditEvent, AuditLink
from tests import factories

Chained = Callable[[int], list[AuditEvent]]


@pytest.fixture
def chained(db: Any) -> Chained:
    """Events that are chained at once, as if each were committed; the trigger usually waits for the commit."""

    def chained(count: int) -> list[AuditEvent]:
        user = factories.make_administrator()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        return [record(Verb.OFFICE_CHANGED, by=user, number=number) for number in range(count)]

    return chained


def forge(sql: str, *parameters: Any) -> None:
    """What somebody with the keys of the database could do behind the application's back."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(sql, parameters)
        cursor.execute("SET session_replication_role = origin")


def refused(sql: str) -> str:
    with pytest.raises(DatabaseError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    return str(caught.value).splitlines()[0]


@pytest.mark.django_db(transaction=True)
def test_outside_the_transaction_of_a_change_nothing_is_recorded() -> None:
    user = factories.make_administrator()
    with pytest.raises(transaction.TransactionManagementError):
        record(Verb.OFFICE_CHANGED, by=user)
    assert AuditEvent.objects.count() == 0


def test_a_change_that_fails_leaves_no_word_in_the_trail(db: Any) -> None:
    user = factories.make_administrator()

    def fail() -> None:
        with transaction.atomic():
            record(Verb.OFFICE_CHANGED, by=user)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert AuditEvent.objects.count() == AuditLink.objects.count() == 0


def test_an_event_knows_who_as_what_and_on_which_case(cast: Any) -> None:
    event = record(Verb.CASE_CHANGED, cast.case, by=cast.coach, reason="why", fields=["office"])
    assert (event.actor, event.role) == (cast.coach, "coach")
    assert (event.target_type, event.target_id, event.case_id) == ("cases.case", cast.case.pk, cast.case.pk)
    assert (event.reason, event.changes) == ("why", {"fields": ["office"]})


def test_of_something_with_a_case_the_case_is_found(cast: Any) -> None:
    interview = factories.make_interview(cast.case)
    assert record(Verb.INTERVIEW_PLANNED, interview, by=cast.coach).case_id == cast.case.pk
    assert record(Verb.OFFICE_CHANGED, cast.office, by=cast.administrator).case_id is None


def test_the_system_itself_acts_without_a_role(db: Any) -> None:
    event = record(Verb.LETTER_RENDERED, by=None)
    assert (event.actor, event.role, event.target_type, event.target_id) == (None, "", "", None)


@pytest.mark.parametrize("table", ["icam_auditevent", "icam_auditlink"])
@pytest.mark.parametrize("act", ["UPDATE {} SET id = id + 1", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_trail_is_append_only(chained: Chained, table: str, act: str) -> None:
    chained(1)
    assert refused(act.format(table)) == "The audit trail is append-only."
    assert (AuditEvent.objects.count(), AuditLink.objects.count()) == (1, 1)


def test_an_untouched_trail_has_no_fault(chained: Chained) -> None:
    chained(3)
    links = list(AuditLink.objects.values_list("previous", "hash"))
    assert list(verify()) == []
    assert [previous for previous, _hash in links] == ["0" * 64, *(hash_ for _previous, hash_ in links[:-1])]


@pytest.mark.parametrize(
    "change",
    [
        "verb = 'signed_in'",
        "at = at + interval '1 second'",
        "actor_id = NULL",
        "role = 'coach'",
        "target_type = 'icam.user'",
        "target_id = 7",
        "case_id = 7",
        "reason = 'another'",
        "changes = '{\"number\": 8}'",
        "request_id = 'x'",
    ],
)
def test_a_changed_event_is_found_whichever_column(chained: Chained, change: str) -> None:
    _first, second, _third = chained(3)
    forge(f"UPDATE icam_auditevent SET {change} WHERE id = %s", second.pk)
    assert list(verify()) == [Fault(second.pk, "the event is not what was recorded")]


def test_an_event_rehashed_after_the_change_breaks_the_link_that_follows(chained: Chained) -> None:
    first, second, _third = chained(3)
    forge("UPDATE icam_auditlink SET hash = %s WHERE event_id = %s", "f" * 64, first.pk)
    assert list(verify()) == [
        Fault(first.pk, "the event is not what was recorded"),
        Fault(second.pk, "the link before it is missing or changed"),
    ]


def test_a_removed_event_leaves_a_link_that_has_lost_it(chained: Chained) -> None:
    _first, second, _third = chained(3)
    link = AuditLink.objects.get(event=second).pk
    forge("DELETE FROM icam_auditevent WHERE id = %s", second.pk)
    assert list(verify()) == [Fault(None, f"link {link} has lost its event")]


def test_an_event_removed_with_its_link_breaks_the_chain_after_it(chained: Chained) -> None:
    _first, second, third = chained(3)
    forge("DELETE FROM icam_auditlink WHERE event_id = %s", second.pk)
    forge("DELETE FROM icam_auditevent WHERE id = %s", second.pk)
    assert list(verify()) == [Fault(third.pk, "the link before it is missing or changed")]


def test_an_event_smuggled_in_was_never_chained(chained: Chained) -> None:
    first, *_others = chained(2)
    forge(
        "INSERT INTO icam_auditevent (at, verb, role, target_type, reason, changes, request_id)"
        " SELECT at, verb, role, target_type, reason, changes, request_id FROM icam_auditevent WHERE id = %s",
        first.pk,
    )
    smuggled = AuditEvent.objects.latest("pk")
    assert list(verify()) == [Fault(smuggled.pk, "the event was never chained")]


def test_a_cut_off_end_is_shown_by_a_hash_kept_elsewhere(chained: Chained) -> None:
    _first, second = chained(2)
    kept = head()
    forge("DELETE FROM icam_auditlink WHERE event_id = %s", second.pk)
    forge("DELETE FROM icam_auditevent WHERE id = %s", second.pk)
    assert list(verify()) == []
    assert not contains(kept)
    assert contains(head())


@pytest.mark.django_db(transaction=True)
def test_transactions_that_interleave_make_one_chain_in_the_order_of_their_commits() -> None:
    user = factories.make_administrator()
    written, first_committed = Barrier(2, timeout=10), Barrier(2, timeout=10)

    def slow() -> None:
        with transaction.atomic():
            record(Verb.OFFICE_CHANGED, by=user, who="slow")  # the first event, but the last to commit
            written.wait()
            first_committed.wait()

    def quick() -> None:
        written.wait()
        with transaction.atomic():
            record(Verb.OFFICE_CHANGED, by=user, who="quick")
        first_committed.wait()

    together(slow, quick)
    order = [link.event.changes["who"] for link in AuditLink.objects.select_related("event").order_by("id")]
    assert order == ["quick", "slow"]
    assert list(verify()) == []


@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_make_one_chain() -> None:
    user = factories.make_administrator()
    ready = Barrier(6, timeout=10)

    def write() -> None:
        ready.wait()
        for _time in range(5):
            with transaction.atomic():
                record(Verb.OFFICE_CHANGED, by=user)

    together(*[write] * 6)
    assert (AuditEvent.objects.count(), AuditLink.objects.count()) == (30, 30)
    assert AuditLink.objects.values("previous").distinct().count() == 30
    assert list(verify()) == []


def together(*acts: Callable[[], None]) -> None:
    """Run all at once, each on its own connection; raise what any of them raised."""
    troubles: list[BaseException] = []

    def run(act: Callable[[], None]) -> None:
        try:
            act()
        except BaseException as trouble:  # noqa: BLE001  (handed to the test, which runs in another thread)
            troubles.append(trouble)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert troubles == []


# The command ----------------------------------------------------------------------------------------------------------


def test_the_command_says_that_all_is_well_and_gives_the_newest_hash(chained: Chained) -> None:
    chained(2)
    out = StringIO()
    call_command("verify_audit", "--contains", head(), stdout=out)
    assert out.getvalue() == f"The audit trail is as it was recorded. Newest hash: {head()}\n"


def test_the_command_fails_and_names_every_fault(chained: Chained) -> None:
    first, second = chained(2)
    forge("UPDATE icam_auditevent SET reason = 'x' WHERE id IN (%s, %s)", first.pk, second.pk)
    err = StringIO()
    with pytest.raises(CommandError, match=re.escape("The audit trail is not as it was recorded: 3 faults.")):
        call_command("verify_audit", "--contains", "a" * 64, stderr=err)
    assert err.getvalue().splitlines() == [
        f"Event {first.pk}: the event is not what was recorded.",
        f"Event {second.pk}: the event is not what was recorded.",
        f"The hash {'a' * 64} is not in the trail: its end was cut off, or this is another database.",
    ]


def test_an_empty_trail_is_whole(db: Any) -> None:
    out = StringIO()
    call_command("verify_audit", stdout=out)
    assert out.getvalue() == f"The audit trail is as it was recorded. Newest hash: {'0' * 64}\n"
