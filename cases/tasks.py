"""What the worker and the clock do for the file. A task decides nothing; run twice, it does its work once."""

from celery import shared_task

SOFT_LIMIT, HARD_LIMIT = 240, 300


@shared_task(soft_time_limit=SOFT_LIMIT, time_limit=HARD_LIMIT)  # type: ignore[untyped-decorator]  # celery ships no types
def look_for_pairs(person_ids: list[int]) -> None:
    """Compare these persons with whoever resembles them."""
    from cases.services import pairs  # noqa: PLC0415  (services queue tasks: the late import closes the loop)

    pairs.look_for(person_ids)


@shared_task(soft_time_limit=SOFT_LIMIT, time_limit=HARD_LIMIT)  # type: ignore[untyped-decorator]  # celery ships no types
def look_for_new_pairs() -> None:
    """Compare whoever was registered or changed in the last days."""
    from cases.services import pairs  # noqa: PLC0415  (services queue tasks: the late import closes the loop)

    pairs.look_again()


@shared_task(soft_time_limit=600, time_limit=660)  # type: ignore[untyped-decorator]  # celery ships no types
def sweep_files() -> None:
    """Remove stored files that no row names."""
    from cases.services import documents  # noqa: PLC0415  (services queue tasks: the late import closes the loop)

    documents.sweep()
