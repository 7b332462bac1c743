"""What the worker and the clock do. A task decides nothing; run twice, it does its work once."""

from celery import shared_task

# Below RENDER_STALE_SECONDS, so that a letter is given to another worker only when this one has given up.
SOFT_LIMIT, HARD_LIMIT = 60, 90


@shared_task(soft_time_limit=SOFT_LIMIT, time_limit=HARD_LIMIT)  # type: ignore[untyped-decorator]  # celery ships no types
def render(letter_id: int) -> None:
    """Make one letter, if it still waits."""
    from invitations.services import making  # noqa: PLC0415  (services queue tasks: the late import closes the loop)

    making.render(letter_id)


@shared_task(soft_time_limit=SOFT_LIMIT, time_limit=HARD_LIMIT)  # type: ignore[untyped-decorator]  # celery ships no types
def sweep() -> None:
    """Wake up what was lost on the way."""
    from invitations.services import making  # noqa: PLC0415  (services queue tasks: the late import closes the loop)

    making.sweep()
