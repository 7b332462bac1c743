"""What the clock does for the office. A task decides nothing; run twice, it does its work once."""

from celery import shared_task

SOFT_LIMIT, HARD_LIMIT = 240, 300


@shared_task(soft_time_limit=SOFT_LIMIT, time_limit=HARD_LIMIT)  # type: ignore[untyped-decorator]  # celery ships no types
def purge_drafts() -> None:
    """Remove the drafts that are too old to be wanted."""
    from icam.services import drafts  # noqa: PLC0415  (the services of the other apps queue tasks: one way for all)

    drafts.purge()


@shared_task(soft_time_limit=SOFT_LIMIT, time_limit=HARD_LIMIT)  # type: ignore[untyped-decorator]  # celery ships no types
def sweep_submissions() -> None:
    """Forget forms that were carried out so long ago that no page of theirs is open any more."""
    from icam.services import submissions  # noqa: PLC0415  (the services of the other apps queue tasks: one way for all)

    submissions.sweep()
