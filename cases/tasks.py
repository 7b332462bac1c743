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


@shared_task(soft_time_limit=SOFT_LIMIT, time_limit=HARD_LIMIT)  # type: ignore[untyped-decorator]  # celery ships no types
def count_name_words() -> None:
    """Count anew how many persons have each word of the index in their names."""
    from cases.services import index  # noqa: PLC0415  (services queue tasks: the late import closes the loop)

    index.count_holders()


@shared_task(soft_time_limit=SOFT_LIMIT, time_limit=HARD_LIMIT)  # type: ignore[untyped-decorator]  # celery ships no types
def send_digests() -> None:
    """Tell everybody by e-mail how many tasks wait today, once."""
    from cases.services import digests  # noqa: PLC0415  (services queue tasks: the late import closes the loop)

    digests.send()


@shared_task(soft_time_limit=SOFT_LIMIT, time_limit=HARD_LIMIT)  # type: ignore[untyped-decorator]  # celery ships no types
def chase_reasons() -> None:
    """Ask the manager about written reasons that did not come in time."""
    from cases.services import written_reasons  # noqa: PLC0415  (services queue tasks: the late import closes the loop)

    written_reasons.chase()


@shared_task(soft_time_limit=600, time_limit=660)  # type: ignore[untyped-decorator]  # celery ships no types
def sweep_files() -> None:
    """Remove stored files that no row names."""
    from cases.services import documents  # noqa: PLC0415  (services queue tasks: the late import closes the loop)

    documents.sweep()


@shared_task(soft_time_limit=SOFT_LIMIT, time_limit=HARD_LIMIT)  # type: ignore[untyped-decorator]  # celery ships no types
def check_import(import_id: int) -> None:
    """Read the rows of an import, and have them compared."""
    from cases.services import import_runs  # noqa: PLC0415  (services queue tasks: the late import closes the loop)

    import_runs.check(import_id)


@shared_task(soft_time_limit=SOFT_LIMIT, time_limit=HARD_LIMIT)  # type: ignore[untyped-decorator]  # celery ships no types
def compare_import(import_id: int, first: int, last: int) -> None:
    """Compare some rows of an import with who is registered."""
    from cases.services import import_checks  # noqa: PLC0415  (services queue tasks: the late import closes the loop)

    import_checks.compare_rows(import_id, first, last)


@shared_task(soft_time_limit=SOFT_LIMIT, time_limit=HARD_LIMIT)  # type: ignore[untyped-decorator]  # celery ships no types
def carry_out_import(import_id: int, first: int, last: int) -> None:
    """Open the cases of some households of an import, if they still wait."""
    from cases.services import import_runs  # noqa: PLC0415  (services queue tasks: the late import closes the loop)

    import_runs.carry_out(import_id, first, last)


@shared_task(soft_time_limit=SOFT_LIMIT, time_limit=HARD_LIMIT)  # type: ignore[untyped-decorator]  # celery ships no types
def sweep_imports() -> None:
    """Begin again with imports whose workers got lost."""
    from cases.services import import_runs  # noqa: PLC0415  (services queue tasks: the late import closes the loop)

    import_runs.sweep()
