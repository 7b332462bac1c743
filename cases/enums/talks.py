"""Closed lists about interviews, the counter and tasks."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class InterpreterMode(TextChoices):
    """How the interpreter takes part."""

    ON_SITE = "on_site", _("On site")
    TELEPHONE = "telephone", pgettext_lazy("interpreter", "By telephone")
    VIDEO = "video", pgettext_lazy("interpreter", "By video")


class InterpreterState(TextChoices):
    """The booking of an interpreter, up to whether he came. A no-show of the interpreter is never the person's."""

    NOT_NEEDED = "not_needed", _("No interpreter needed")
    NEEDED = "needed", _("Still to be booked")
    ASKED = "asked", pgettext_lazy("interpreter", "Asked")
    CONFIRMED = "confirmed", pgettext_lazy("interpreter", "Confirmed")
    UNAVAILABLE = "unavailable", _("Nobody available")
    CAME = "came", pgettext_lazy("interpreter", "Took part")
    NO_SHOW = "no_show", _("Interpreter did not come")


WANTS_INTERPRETER = frozenset(InterpreterState) - {InterpreterState.NOT_NEEDED}


class InterpreterPreference(TextChoices):
    """Whom the person prefers to speak through."""

    WOMAN = "woman", _("A woman")
    MAN = "man", _("A man")


class CancelReason(TextChoices):
    """Why the office cancels an appointment; it never counts against the person."""

    COACH = "coach", _("The coach is absent")
    INTERPRETER = "interpreter", _("No interpreter")
    CLOSED = "closed", _("The office is closed")
    LETTER = "letter", _("The letter came too late or came back")
    CASE = "case", _("The case is suspended or closed")
    MISTAKE = "mistake", _("Planned by mistake")
    OTHER = "other", pgettext_lazy("cancelling", "Other reason")


class AgreementOwner(TextChoices):
    """Who does what was agreed."""

    PERSON = "person", _("The person")
    COACH = "coach", pgettext_lazy("agreement", "The coach")
    PARTNER = "partner", pgettext_lazy("agreement", "A partner")


class ObstacleKind(TextChoices):
    """What stands in the way of a durable prospect (Aliens Act art. 74/24 §1, 4°)."""

    DOCUMENTS = "documents", _("Travel or identity documents")
    FAMILY = "family", pgettext_lazy("obstacle", "Family")
    SCHOOL = "school", _("School year of a child")
    HEALTH = "health", _("Health (details only in the restricted note)")
    COUNTRY = "country", _("Situation in the country")
    MEANS = "means", _("Means, debts or housing")
    PROCEDURE = "procedure", _("Procedure or appeal pending")
    WILL = "will", _("Does not wish to")
    OTHER = "other", pgettext_lazy("obstacle", "Other")


class OptionKind(TextChoices):
    """The options that a coach explains (domain §2.5); explained is not proposed: that is a prospect."""

    STAY = "stay", _("Routes to a right to stay")
    ASSISTED = "assisted", _("Assisted voluntary return")
    BY_OFFICE = "by_office", _("Return organised by the Office")
    AUTONOMOUS = "autonomous", _("Return by own means")
    OTHER_COUNTRY = "other_country", _("Another country with a right to stay")
    TRANSFER = "transfer", _("Transfer to the responsible state")
    FORCED = "forced", _("What forced return means")

    @classmethod
    def for_track(cls, track: str) -> "list[OptionKind]":
        """The transfer track aims only at transfer (Aliens Act art. 74/25)."""
        return [cls.TRANSFER, cls.FORCED] if track == "transfer" else [each for each in cls if each != cls.TRANSFER]


class ContactKind(TextChoices):
    """A contact that is no interview."""

    CALL = "call", _("Telephone call")
    VISIT = "visit", _("Home visit")
    COUNTER = "counter", _("Talk at the counter")
    LETTER = "letter", pgettext_lazy("contact", "Letter or e-mail received")
    OTHER = "other", pgettext_lazy("contact", "Other contact")


class ReviewOccasion(TextChoices):
    """When engagement is reviewed."""

    FIRST = "first", _("First interview")
    QUARTER = "quarter", _("Every three months")
    CLOSURE = "closure", _("Closure")


class Receipt(TextChoices):
    """What became of the person's own summary."""

    WAITING = "waiting", _("Not handed over yet")
    SIGNED = "signed", _("Received, signed for")
    TAKEN = "taken", _("Received, without signature")
    DECLINED = "declined", _("Not accepted")
    SENT = "sent", pgettext_lazy("summary", "Sent")


class ReasonVerdict(TextChoices):
    """Whether a written reason for a missed interview is valid (Aliens Act art. 74/25)."""

    OPEN = "open", _("Not decided")
    VALID = "valid", _("Valid reason")
    INVALID = "invalid", _("No valid reason")


class VisitReason(TextChoices):
    """Why somebody comes to the counter."""

    APPOINTMENT = "appointment", pgettext_lazy("visit", "Appointment")
    QUESTION = "question", pgettext_lazy("visit", "Question")
    DOCUMENTS = "documents", pgettext_lazy("visit", "Brings documents")
    ADDRESS = "address", _("New address")
    RETURN = "return", _("Wants to return")
    OTHER = "other", pgettext_lazy("visit", "Other")


class VisitState(TextChoices):
    """Where a visitor is."""

    WAITING = "waiting", pgettext_lazy("visit", "Waiting")
    CALLED = "called", _("Called in")
    SEEN = "seen", pgettext_lazy("visit", "Seen")
    LEFT = "left", _("Left without being seen")


HERE = (VisitState.WAITING, VisitState.CALLED)


class TaskSource(TextChoices):
    """Where a task comes from."""

    CASE = "case", pgettext_lazy("task", "Case")
    LETTER = "letter", pgettext_lazy("task", "Letter")
    INTERVIEW = "interview", pgettext_lazy("task", "Interview")
    RULE = "rule", pgettext_lazy("task", "Rule")


class TaskState(TextChoices):
    """The life of a task."""

    OPEN = "open", pgettext_lazy("task", "Open")
    DONE = "done", pgettext_lazy("task", "Done")
    DROPPED = "dropped", _("No longer needed")


class TaskAct(TextChoices):
    """What a task of a rule leads to: the page where it is done."""

    PLAN = "plan", _("Plan an interview")
    CHECK = "check", _("Have the address checked")
    DECIDE = "decide", _("Decide what becomes of the case")
    REASON = "reason", _("Decide on the written reason")
    ADDRESS = "address", _("Find out the address")
