"""The life of a case, of an interview and of a proposal, as tables; nothing here touches the database."""

from cases.enums import ACTIVE_STATES, OPEN_STATES, OUTCOMES, CaseState, InterviewState
from cases.enums.papers import ConclusionState, ImportState
from cases.enums.people import RequestState
from cases.enums.talks import HERE, VisitState
from cases.models.closure import ProposalState
from icam.enums import Verb
from icam.workflow import Move

INVITE = Move({CaseState.SELECTED}, CaseState.INVITED, Verb.CASE_INVITED)
START = Move({CaseState.SELECTED, CaseState.INVITED}, CaseState.IN_COACHING, Verb.COACHING_STARTED)
CONCLUDE = Move({CaseState.IN_COACHING}, CaseState.CONCLUDED, Verb.CASE_CONCLUDED)
FOLLOW_UP = Move({CaseState.CONCLUDED}, CaseState.FOLLOW_UP, Verb.FOLLOW_UP_STARTED)
SUSPEND = Move(ACTIVE_STATES, CaseState.SUSPENDED, Verb.CASE_SUSPENDED)
CLOSE = Move(OPEN_STATES, CaseState.CLOSED, Verb.CASE_CLOSED)
REOPEN = Move({CaseState.CLOSED}, CaseState.SELECTED, Verb.CASE_REOPENED)

# A case resumes where it stopped.
RESUME = {state: Move({CaseState.SUSPENDED}, state, Verb.CASE_RESUMED) for state in ACTIVE_STATES}

LIFE = (INVITE, START, CONCLUDE, FOLLOW_UP, SUSPEND, CLOSE, REOPEN)
STEPS = (
    CaseState.SELECTED,
    CaseState.INVITED,
    CaseState.IN_COACHING,
    CaseState.CONCLUDED,
    CaseState.FOLLOW_UP,
    CaseState.CLOSED,
)

# In these states a case may be worked on: invited, talked to, given a prospect.
WORKABLE = ACTIVE_STATES

RECORD = {state: Move({InterviewState.PLANNED}, state, Verb.INTERVIEW_RECORDED) for state in OUTCOMES}
MOVE = Move({InterviewState.PLANNED}, InterviewState.MOVED, Verb.INTERVIEW_MOVED)

APPROVE = Move({ProposalState.OPEN}, ProposalState.APPROVED, Verb.CASE_CHANGED)
REFUSE = Move({ProposalState.OPEN}, ProposalState.REFUSED, Verb.CLOSURE_REFUSED)

GRANT = Move({RequestState.OPEN}, RequestState.GRANTED, Verb.ACCESS_DECIDED)
DENY = Move({RequestState.OPEN}, RequestState.REFUSED, Verb.ACCESS_DECIDED)

# An import is read, checked (again, when its columns change), and carried out; what was left may be carried out later.
CHECK_IMPORT = Move({ImportState.READ, ImportState.CHECKED}, ImportState.CHECKING, Verb.IMPORT_READ)
IMPORT_CHECKED = Move({ImportState.CHECKING}, ImportState.CHECKED, Verb.IMPORT_READ)
RUN_IMPORT = Move({ImportState.CHECKED, ImportState.DONE}, ImportState.RUNNING, Verb.IMPORT_STARTED)
IMPORT_DONE = Move({ImportState.RUNNING}, ImportState.DONE, Verb.IMPORT_DONE)
DISCARD_IMPORT = Move({ImportState.READ, ImportState.CHECKED}, ImportState.FAILED, Verb.IMPORT_DONE)
IMPORT_FAILED = Move({ImportState.CHECKING, ImportState.RUNNING}, ImportState.FAILED, Verb.IMPORT_DONE)

SEND_CONCLUSION = Move({ConclusionState.MADE}, ConclusionState.SENT, Verb.CONCLUSION_SENT)
CANCEL_CONCLUSION = Move({ConclusionState.MADE}, ConclusionState.CANCELLED, Verb.CONCLUSION_CANCELLED)

CALL_IN = Move({VisitState.WAITING}, VisitState.CALLED, Verb.VISIT_CHANGED)
BEGIN_TALK = Move(HERE, VisitState.CALLED, Verb.VISIT_CHANGED)
SEE = Move(HERE, VisitState.SEEN, Verb.VISIT_CHANGED)
GO_AWAY = Move(HERE, VisitState.LEFT, Verb.VISIT_CHANGED)
