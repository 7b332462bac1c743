"""How often somebody meets files of other regions: a masked line is an answer, and answers can be tried out.

Counted are answers, not persons: one with a masked line, and one in which by name somebody hidden may be meant but for
the birth date that was typed. So birth dates cannot be tried by the hundred, whether they fit or not.
"""

import structlog
from django.core.cache import cache
from django.utils import timezone
from redis.exceptions import RedisError

from cases.services.finding import Found
from icam.models import User

LINE, NEAR = 2, 1  # what an answer counts
MOST = 60  # an hour: thirty answers with a line, or sixty birth dates that do not fit
KEPT = 7200  # seconds: longer than the hour that it counts

logger = structlog.get_logger(__name__)


def limit(found: Found, *, by: User) -> Found:
    """Count this answer; beyond what an hour allows no line is left in any answer, whether there was one or not."""
    count = _count(LINE if found.masked else NEAR if found.is_near else 0, by=by)
    if count > MOST:
        found.masked, found.met_often = [], count
    return found


def _count(weight: int, *, by: User) -> int:
    """What was counted in this hour; without Redis nothing is counted, and the trail alone keeps who searched."""
    key = f"glimpses:{by.pk}:{timezone.now():%Y%m%d%H}"
    try:
        cache.add(key, 0, KEPT)
        return int(cache.incr(key, weight))
    except (RedisError, ValueError):
        logger.warning("glimpses_not_counted")
        return 0
