"""The life of a letter, as a table; nothing here touches the database.

These are the moves of people. Between READY and RENDERED the worker moves the row, by the claim it holds
(invitations.services.making), and nobody else may.
"""

from icam.enums import Verb
from icam.workflow import Move
from invitations.enums import LIVE, LetterState

ORDER = Move({LetterState.DRAFTED, LetterState.FAILED}, LetterState.READY, Verb.LETTER_READIED)
SEND = Move({LetterState.RENDERED}, LetterState.SENT, Verb.LETTER_SENT)
# What has left the house cannot be called back.
CANCEL = Move(LIVE - {LetterState.SENT}, LetterState.CANCELLED, Verb.LETTER_CANCELLED)

LIFE = (ORDER, SEND, CANCEL)
