"""What is to be done in the invented office: tasks, written reasons that are awaited, interpreters to book."""

import random
from datetime import date, timedelta
from itertools import islice

from cases.enums import CaseState, InterviewState, Track
from cases.enums.talks import InterpreterMode, InterpreterState, TaskSource, TaskState
from cases.models import Case, Interview, Task, WrittenReason
from cases.services import next_steps
from icam.calendar import add_working_days, local_day, now, start_of, today, transfer_reason_deadline
from icam.models import User
from icam.services.closing_days import of_office
from reporting.demonstration.diary import Diary

MISSES = 60  # of the newest, in cases that are still open
BY_HAND = 80
SINCE = timedelta(days=75)
CHORES = {
    "fr": ("Appeler l'école au sujet des certificats", "Demander le laissez-passer au consulat", "Rappeler l'avocate",
           "Vérifier les coûts du vol avec Fedasil", "Envoyer les documents à l'assistante sociale"),
    "nl": ("De school bellen over de attesten", "Reisdocument vragen aan het consulaat", "De advocate terugbellen",
           "Vlucht bespreken met Fedasil", "Documenten bezorgen aan het OCMW"),
    "de": ("Die Schule wegen der Bescheinigungen anrufen", "Reisepapier beim Konsulat anfragen",
           "Die Anwältin zurückrufen", "Mit Fedasil über den Flug sprechen"),
    "en": ("Call the school about the certificates", "Ask the consulate for a travel document",
           "Call the lawyer back", "Talk to Fedasil about the flight"),
}  # fmt: skip
DONE = {"fr": "Fait par téléphone.", "nl": "Telefonisch gedaan.", "de": "Telefonisch erledigt.", "en": "By telephone."}
BOOKINGS = (
    InterpreterState.CONFIRMED, InterpreterState.CONFIRMED, InterpreterState.CONFIRMED, InterpreterState.ASKED,
    InterpreterState.NEEDED, InterpreterState.UNAVAILABLE,
)  # fmt: skip


def write(diary: Diary, rng: random.Random) -> None:
    """The next step after recent misses, tasks that coaches gave themselves, and bookings of what is planned."""
    recent = Interview.objects.missed().filter(planned_at__gte=start_of(diary.today - SINCE))
    open_ones = recent.filter(case__closed_on__isnull=True).select_related("case__household", "case__coach")
    for interview in open_ones.order_by("-planned_at", "pk")[:MISSES]:
        _follow(interview, diary, rng)
    working = Case.objects.filter(state__in=(CaseState.IN_COACHING, CaseState.FOLLOW_UP), coach__is_active=True)
    for case in working.select_related("coach").order_by("-pk")[:BY_HAND]:
        _chore(case, case.coach, diary, rng)
    _book(rng)


def _follow(interview: Interview, diary: Diary, rng: random.Random) -> None:
    """What the rule of the region asked for, due counted from the miss; most of the older ones are done."""
    case, day = interview.case, local_day(interview.planned_at)
    by = interview.recorded_by or case.coach
    if by is None or not by.is_active:
        return
    if case.track == Track.TRANSFER:
        _await(interview, day, rng)
    task = next_steps.after(interview, by=by)
    if task is None:
        return
    due_on = add_working_days(day, 5, of_office(task.owner.office_id))
    later = case.interviews.filter(planned_at__gt=interview.planned_at).exclude(state=InterviewState.MOVED).exists()
    _date(task, due_on, done=later or (due_on < diary.today and rng.random() < 0.6))


def _await(interview: Interview, day: date, rng: random.Random) -> None:
    due_on = transfer_reason_deadline(day, of_office(interview.office_id))
    came = rng.random() < 0.4 and due_on <= today()
    WrittenReason.objects.create(
        interview=interview, missed_on=day, due_on=due_on, received_on=due_on if came else None,
        text="Letter of the lawyer, with a certificate of the hospital." if came else "",
    )  # fmt: skip


def _chore(case: Case, coach: User | None, diary: Diary, rng: random.Random) -> None:
    if coach is None or rng.random() < 0.3:
        return
    due_on = diary.plus(diary.today, rng.randint(-6, 12))
    title = rng.choice(CHORES[coach.language])
    task = Task.objects.create(
        case=case, owner=coach, title=title, due_on=due_on, source=TaskSource.CASE, made_by=coach,
        made_at=now() - timedelta(days=rng.randint(7, 20)),
    )  # fmt: skip
    _date(task, due_on, done=rng.random() < (0.8 if due_on < diary.today else 0.1))


def _date(task: Task, due_on: date, *, done: bool) -> None:
    task.due_on = due_on
    if done:
        task.state, task.ended_on, task.ended_by = TaskState.DONE, min(due_on, today()), task.owner
        task.note, task.version = DONE[task.owner.language], 2
    task.save(update_fields=["due_on", "state", "ended_on", "ended_by", "note", "version"])


def _book(rng: random.Random) -> None:
    """How far the bookings for planned interviews are; of some nobody is sure yet."""
    coming = Interview.objects.upcoming(now()).filter(case__household__principal__needs_interpreter=True)
    for interview in islice(coming.order_by("planned_at", "pk").iterator(), 2000):
        state = rng.choice(BOOKINGS)
        interview.interpreter_state, interview.interpreter_mode = state, rng.choice(InterpreterMode.values)
        if state in {InterpreterState.NEEDED, InterpreterState.UNAVAILABLE}:
            interview.interpreter = ""
        interview.save(update_fields=["interpreter_state", "interpreter_mode", "interpreter"])
