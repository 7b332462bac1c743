"""Addresses of tasks and of what surrounds an appointment: the lists, and the pages of one case."""

from django.urls import path

from cases.views import outcomes, tasks

LISTS = [
    path("tasks/", tasks.task_list, name="tasks"),
    path("tasks/calendar/", tasks.task_calendar, name="task_calendar"),
    path("unfinished/", outcomes.unfinished_list, name="unfinished"),
    path("interpreters/", outcomes.interpreter_list, name="interpreters"),
]
ON_CASE = [
    path("tasks/", tasks.case_tasks, name="case_tasks"),
    path("tasks/new/", tasks.add, name="add_task"),
    path("tasks/<int:task_pk>/end/", tasks.end, name="end_task"),
    path("tasks/<int:task_pk>/owner/", tasks.reassign, name="reassign_task"),
    path("tasks/<int:task_pk>/due/", tasks.change_due, name="change_task_due"),
    path("interviews/<int:interview_pk>/interpreter/", outcomes.interpreter, name="interpreter"),
    path("interviews/<int:interview_pk>/reason/", outcomes.receive_reason, name="receive_reason"),
    path("interviews/<int:interview_pk>/reason/decision/", outcomes.decide_reason, name="decide_reason"),
]
