"""What the clock starts, and when: names of tasks, read by the settings. Hours are those of Brussels."""

from typing import Any

from celery.schedules import crontab

BEAT: dict[str, dict[str, Any]] = {
    "sweep-letters": {"task": "invitations.tasks.sweep", "schedule": 60.0},
    "sweep-imports": {"task": "cases.tasks.sweep_imports", "schedule": 60.0},
    # at an hour that every night has; whoever a night missed is looked at in the next ones
    "look-for-duplicates": {"task": "cases.tasks.look_for_new_pairs", "schedule": crontab(hour=4, minute=30)},
    "purge-drafts": {"task": "icam.tasks.purge_drafts", "schedule": crontab(hour=4, minute=10)},
    "sweep-submissions": {"task": "icam.tasks.sweep_submissions", "schedule": crontab(hour=4, minute=20)},
    # every hour: what one hour missed the next one does, and each does it once a day
    "send-digests": {"task": "cases.tasks.send_digests", "schedule": crontab(minute=10)},
    "chase-reasons": {"task": "cases.tasks.chase_reasons", "schedule": crontab(minute=20)},
    "sweep-files": {"task": "cases.tasks.sweep_files", "schedule": 3600.0},
    "count-name-words": {
        "task": "cases.tasks.count_name_words",
        "schedule": crontab(hour=5, minute=0, day_of_week="sun"),
    },
}
