"""How a letter is made. The row is the queue: a worker claims it, sets it, and stores the bytes once.

Whatever happens to a worker, the row says how far it came: what it was making when it died is claimed by another
(`sweep`), and what the dead one may still bring is refused, because its claim is gone.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from itertools import takewhile
from uuid import UUID, uuid4

import structlog
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

from cases.enums import InterviewState
from icam.audit import record
from icam.calendar import today
from icam.enums import Verb
from icam.refusals import Refused
from invitations import tasks
from invitations.enums import LetterState
from invitations.models import Letter
from invitations.models.letter import LetterQuerySet
from invitations.services.vocabulary import words_of
from invitations.typesetting import Typeset, Words, WordsRefused, typeset

MOST_ATTEMPTS = 5
LOST_AFTER = timedelta(seconds=30)  # a letter that still waits then has probably lost its message
AT_ONCE = 500  # the oldest; the others at the next sweep, so that messages do not pile up
FREE = {"claim": None, "claimed_at": None}

logger = structlog.get_logger(__name__)


def wake(letter_id: int) -> bool:
    """Tell a worker that a letter waits. Without a broker (False) nothing is lost: the row waits for the sweep."""
    try:
        tasks.render.apply_async((letter_id,), retry=False)
    except OperationalError:
        logger.warning("broker_unreachable", letter_id=letter_id)
        return False
    return True


def render(letter_id: int) -> None:
    """Make the letter if it waits; for any other state, or a letter claimed by another worker, do nothing.

    A letter that cannot be made says which word is missing. Any other trouble gives it back to the queue and is
    raised, up to MOST_ATTEMPTS times.
    """
    claim = uuid4()
    if not _claim(letter_id, claim):
        return
    with _language_of_drafter(letter_id):
        try:
            _keep(letter_id, claim, typeset(_words(letter_id)))
        except WordsRefused as refusal:
            _fail(letter_id, claim, str(refusal), refusal.names)
        except Refused as refusal:
            _fail(letter_id, claim, " ".join(refusal.messages))
        except Exception:
            _give_back(letter_id, claim)
            raise


def sweep() -> int:
    """Free what a dead worker holds and wake workers for what waits too long; returns how many were woken."""
    now = timezone.now()
    stale = now - timedelta(seconds=settings.RENDER_STALE_SECONDS)
    held = Letter.objects.filter(state=LetterState.RENDERING, claimed_at__lt=stale)
    for letter_id, claim in held.values_list("pk", "claim"):
        assert claim is not None
        _give_back(letter_id, claim)
    freed = Letter.objects.waiting().filter(attempts__gt=0)
    lost = Letter.objects.waiting().filter(attempts=0, drafted_at__lt=now - LOST_AFTER)
    waiting = [*(freed | lost).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]]
    return sum(1 for _woken in takewhile(wake, waiting))  # no broker for one is no broker for the others


def _claim(letter_id: int, claim: UUID) -> bool:
    """Of two workers one gets the row."""
    return bool(
        Letter.objects.waiting()
        .filter(pk=letter_id)
        .update(state=LetterState.RENDERING, claim=claim, claimed_at=timezone.now(), attempts=F("attempts") + 1)
    )


def _words(letter_id: int) -> Words:
    """The letter's words, read as of one moment. Raises Refused when there is no such appointment any more."""
    with _one_moment():
        letter = Letter.objects.select_related(
            "addressee__merged_into", "case__household__principal__merged_into", "case__region", "case__coach",
            "interview__desk__office", "interview__office", "interview__coach",
        ).get(pk=letter_id)  # fmt: skip
        if letter.interview.state != InterviewState.PLANNED:
            raise Refused(_("The appointment was moved, cancelled or has taken place. Cancel this letter."))
        return words_of(letter, on=today())


@contextmanager
def _one_moment() -> Iterator[None]:
    """All reads inside see the database as it was at the first of them; nothing may be written."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


@transaction.atomic
def _keep(letter_id: int, claim: UUID, made: Typeset) -> None:
    """Freeze bytes and hash, unless the claim is gone: then what was made is discarded."""
    day = timezone.now()
    name = f"{day:%Y}/{made.sha256}.pdf"
    kept = _mine(letter_id, claim).update(
        state=LetterState.RENDERED,
        file=name,
        sha256=made.sha256,
        pages=made.pages,
        template_version=made.version,
        rendered_at=day,
        failure="",
        version=F("version") + 1,
        **FREE,
    )
    if not kept:
        logger.info("letter_discarded", letter_id=letter_id)
        return
    _store_once(name, made)
    letter = Letter.objects.get(pk=letter_id)
    record(Verb.LETTER_RENDERED, letter, by=None, sha256=made.sha256, pages=made.pages)


def _store_once(name: str, made: Typeset) -> None:
    """Write the bytes unless they are there; a file that a dying worker left half written is replaced."""
    storage = storages["letters"]
    if storage.exists(name):
        with storage.open(name) as file:
            if hashlib.sha256(file.read()).hexdigest() == made.sha256:
                return
        storage.delete(name)
    storage.save(name, ContentFile(made.pdf))


@transaction.atomic
def _fail(letter_id: int, claim: UUID, sentence: str, missing: Sequence[str] = ()) -> None:
    """The letter waits for a person to mend what the sentence says."""
    failed = _mine(letter_id, claim).update(
        state=LetterState.FAILED, failure=sentence[:500], version=F("version") + 1, **FREE
    )
    if failed:
        record(Verb.LETTER_FAILED, Letter.objects.get(pk=letter_id), by=None, missing=[*missing])


def _give_back(letter_id: int, claim: UUID) -> None:
    """Back to the queue after trouble that is not the letter's; too often, and a person must look."""
    tried = Letter.objects.values_list("attempts", flat=True).get(pk=letter_id)
    if tried < MOST_ATTEMPTS:
        _mine(letter_id, claim).update(state=LetterState.READY, **FREE)
        return
    with _language_of_drafter(letter_id):
        _fail(letter_id, claim, _("The letter could not be made in %(count)d attempts.") % {"count": MOST_ATTEMPTS})


def _language_of_drafter(letter_id: int) -> translation.override:
    """What goes wrong is told in the language of who will read it."""
    return translation.override(Letter.objects.values_list("drafted_by__language", flat=True).get(pk=letter_id))


def _mine(letter_id: int, claim: UUID) -> LetterQuerySet:
    return Letter.objects.filter(pk=letter_id, state=LetterState.RENDERING, claim=claim)
