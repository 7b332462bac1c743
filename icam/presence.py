"""Who else has a form open: a soft hint that lives a minute and a half in Redis. Never a lock, never a record.

Without Redis nobody is seen, and nothing else changes.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

import redis
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from icam.calendar import ZONE, now
from icam.dates import clock_in_words
from icam.models import User

LASTS = timedelta(seconds=90)  # a page says every 45 seconds that it is still there
PATIENCE = 0.2  # seconds; a page does not wait for a hint


@dataclass(frozen=True)
class Other:
    """A colleague who has the same form open, and since when."""

    name: str
    since: datetime


@cache
def _server(url: str) -> "redis.Redis":
    return redis.Redis.from_url(
        url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE, decode_responses=True, protocol=2
    )


def here(user: User, form: str, record: str) -> list[Other]:
    """`user` has this form open; who else has, the first one first."""
    moment = now()
    key = f"icam:open:{form}:{record}"
    try:
        server = _server(settings.REDIS_URL)
        there = {int(pk): _read(str(text)) for pk, text in server.hgetall(key).items()}
        fresh = {pk: times for pk, times in there.items() if times[1] > moment - LASTS}
        since = fresh[user.pk][0] if user.pk in fresh else moment
        pipe = server.pipeline()
        pipe.hset(key, str(user.pk), f"{since.timestamp()} {moment.timestamp()}")
        pipe.expire(key, LASTS)
        if gone := [str(pk) for pk in there.keys() - fresh.keys() - {user.pk}]:
            pipe.hdel(key, *gone)
        pipe.execute()
    except redis.RedisError:
        return []
    return _named({pk: times[0] for pk, times in fresh.items() if pk != user.pk})


def leave(user: User, form: str, record: str) -> None:
    """`user` has sent the form."""
    try:
        _server(settings.REDIS_URL).hdel(f"icam:open:{form}:{record}", str(user.pk))
    except redis.RedisError:
        return


def _read(text: str) -> tuple[datetime, datetime]:
    since, seen = (datetime.fromtimestamp(float(part), ZONE) for part in text.split(" "))
    return since, seen


def _named(since: dict[int, datetime]) -> list[Other]:
    if not since:
        return []
    users = User.objects.filter(pk__in=since, is_active=True)
    return sorted((Other(str(user), since[user.pk]) for user in users), key=lambda other: other.since)


def said_of(others: list[Other]) -> str:
    """The hint in words; nothing when nobody else is there."""
    if not others:
        return ""
    first, more = others[0], len(others) - 1
    words = {"name": first.name, "time": clock_in_words(first.since), "more": more}
    if not more:
        return _("%(name)s has this form open since %(time)s.") % words
    return ngettext(
        "%(name)s has this form open since %(time)s, and %(more)s other colleague too.",
        "%(name)s has this form open since %(time)s, and %(more)s other colleagues too.",
        more,
    ) % words  # fmt: skip
