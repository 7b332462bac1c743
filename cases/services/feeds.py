"""The secret address of a coach's calendar: made, revoked, read. Only the hash of the secret is kept."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from cases import calendars
from cases.access import cases_for
from cases.models import Interview
from icam.audit import record
from icam.calendar import now
from icam.enums import Verb
from icam.models import AgendaFeed, User
from icam.permissions import Capability

SECRET_BYTES = 32
BACK, AHEAD = timedelta(days=30), timedelta(days=366)
NOTED_EVERY = timedelta(hours=1)  # programs ask every few minutes; the trail keeps one look an hour
MOST_EVENTS = 2000


def standing(user: User) -> AgendaFeed | None:
    """The address in use, if there is one."""
    return AgendaFeed.objects.filter(user=user, revoked_at=None).first()


@transaction.atomic
def make(*, by: User) -> str:
    """The secret of a new address of one's own; it is not kept. Any older address stops answering."""
    User.objects.held().filter(pk=by.pk).first()
    if feed := standing(by):
        revoke(feed, by=by)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    made = AgendaFeed.objects.create(user=by, digest=digest_of(secret), made_at=now())
    record(Verb.FEED_MADE, made, by=by)
    return secret


@transaction.atomic
def revoke(feed: AgendaFeed, *, by: User) -> AgendaFeed:
    """From now on the address answers as if it had never been; revoked twice, it stays as it was."""
    if AgendaFeed.objects.filter(pk=feed.pk, revoked_at=None).update(revoked_at=now(), version=feed.version + 1):
        record(Verb.FEED_REVOKED, feed, by=by)
    feed.refresh_from_db()
    return feed


def holder(secret: str) -> AgendaFeed | None:
    """Whose address has this secret; None for one that is unknown, revoked, or of somebody without an agenda."""
    if not secret.isascii() or len(secret) > 200:
        return None
    feed = AgendaFeed.objects.select_related("user").filter(digest=digest_of(secret), revoked_at=None).first()
    return feed if feed and feed.user.may(Capability.USE_AGENDA) else None


@transaction.atomic
def read(feed: AgendaFeed) -> bytes:
    """The calendar: a month back and a year ahead, of cases that its owner may open."""
    moment = now()
    unnoted = Q(last_read_at=None) | Q(last_read_at__lte=moment - NOTED_EVERY)
    if AgendaFeed.objects.filter(unnoted, pk=feed.pk).update(last_read_at=moment):
        record(Verb.FEED_READ, feed, by=feed.user)
    rows = (
        Interview.objects.filter(coach=feed.user, planned_at__range=(moment - BACK, moment + AHEAD))
        .filter(case__in=cases_for(feed.user))
        .select_related("case__household__principal__merged_into", "desk__office")
        .order_by("planned_at", "pk")
    )
    return calendars.written(rows[:MOST_EVENTS], at=moment)


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
