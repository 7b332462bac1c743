"""Closed lists of the dossier. Lists that the office edits itself are reference data (icam.models.reference)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OrderGround(TextChoices):
    """Why somebody is ordered to leave: the twelve grounds of the Aliens Act, art. 7, first paragraph."""

    DOCUMENTS = "1", _("1° Stays without the documents required")
    EXPIRED = "2", _("2° Stays longer than the period allowed")
    PUBLIC_ORDER = "3", _("3° Danger to public order or national security")
    RELATIONS = "4", _("4° Danger to international relations")
    ALERT = "5", _("5° Alert for refusal of entry")
    MEANS = "6", _("6° No sufficient means of subsistence")
    ILLNESS = "7", _("7° Illness listed in the annex to the law")
    WORK = "8", _("8° Works without the permission required")
    HANDED_TO_US = "9", _("9° Handed over to Belgium to be removed")
    TO_HAND_OVER = "10", _("10° To be handed over to another state")
    EXPELLED = "11", _("11° Sent back or expelled less than ten years ago")
    BANNED = "12", _("12° Under an entry ban")


class ExtensionOutcome(TextChoices):
    """The written answer to a request for more time to leave (Aliens Act art. 74/14)."""

    GRANTED = "granted", pgettext_lazy("extension", "Granted")
    REFUSED = "refused", pgettext_lazy("extension", "Refused")


class AppealKind(TextChoices):
    """What is asked of the Council for Alien Law Litigation (Aliens Act art. 39/2, 39/57, 39/82)."""

    ANNULMENT = "annulment", _("Annulment")
    URGENT = "urgent", _("Suspension in extreme urgency")
    FULL = "full", _("Full jurisdiction (international protection)")
    OTHER = "other", pgettext_lazy("appeal", "Other")


class AppealEffect(TextChoices):
    """What the appeal does to the removal while it is pending."""

    NONE = "none", _("No effect on the removal")
    SUSPENDS = "suspends", _("Suspends the removal")


class AppealOutcome(TextChoices):
    """How an appeal ended."""

    ANNULLED = "annulled", _("Decision annulled")
    SUSPENDED = "suspended", _("Removal suspended")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", pgettext_lazy("appeal", "Withdrawn")


class BanGround(TextChoices):
    """Why entry is banned; it sets the longest length (Aliens Act art. 74/11)."""

    NO_PERIOD = "no_period", _("No period to leave, or an earlier order not executed (3 years at most)")
    FRAUD = "fraud", _("Fraud or sham marriage (5 years at most)")
    THREAT = "threat", _("Serious threat to public order (may be longer)")

    @property
    def most_years(self) -> int | None:
        """The longest ban in years; None where the law sets no limit."""
        return {"no_period": 3, "fraud": 5}.get(self.value)


class CheckedBy(TextChoices):
    """Who checks whether somebody still lives at an address (Aliens Act art. 74/26)."""

    DELEGATE = "delegate", _("Delegate of the minister")
    MAYOR = "mayor", _("Mayor")


class CheckResult(TextChoices):
    """What a residence check found."""

    LIVES_THERE = "lives_there", _("Lives there")
    MOVED_KNOWN = "moved_known", _("Moved, new address known")
    MOVED_UNKNOWN = "moved_unknown", _("Moved, new address unknown")
    NEVER_LIVED = "never_lived", _("Never lived there")
    NOT_ESTABLISHED = "not_established", _("Could not be established")

    @property
    def is_gone(self) -> bool:
        """Whether the person does not live there (any more)."""
        return self.value in {"moved_known", "moved_unknown", "never_lived"}


class RepresentativeKind(TextChoices):
    """Who speaks or stands up for a person."""

    LAWYER = "lawyer", _("Lawyer")
    GUARDIAN = "guardian", _("Guardian")
    CONFIDANT = "confidant", _("Confidant")
    SOCIAL = "social", _("Social worker")
    SCHOOL = "school", _("School")
    OTHER = "other", pgettext_lazy("representative", "Other")


class AgreementCondition(TextChoices):
    """What a family agrees to so as to stay in its own home (Aliens Act art. 74/9 §3; RD of 17 September 2014)."""

    HOME = "home", _("Decent home, with proof of ownership or rent")
    MEANS = "means", _("Own means")
    REPORTING = "reporting", _("Reporting when asked")
    IDENTIFICATION = "identification", _("Cooperation with identification")
    TIMETABLE = "timetable", _("Timetable drawn up with the coach")
    ACCESS = "access", _("Access to the home at agreed moments")
    COSTS = "costs", _("Costs or guarantee")


class AgreementEnd(TextChoices):
    """How a family agreement ended."""

    FULFILLED = "fulfilled", _("Fulfilled")
    BREACHED = "breached", _("Ended after a breach")
    REPLACED = "replaced", _("Replaced by a new agreement")
    OVERTAKEN = "overtaken", _("No longer needed")


class RestrictedKind(TextChoices):
    """What only the coach and the manager of a case may read (law of 30 July 2018, art. 9 and 10)."""

    VULNERABILITY = "vulnerability", _("Vulnerability")
    HEALTH = "health", pgettext_lazy("restricted", "Health")
    JUDICIAL = "judicial", _("Judicial")


class AfterCheck(TextChoices):
    """What follows for an address at which nobody was found; the user says so, it never happens by itself."""

    END = "end", _("The address ends on that day")
    UNDELIVERABLE = "undeliverable", _("Mail is taken to come back from that day")
    NOTHING = "nothing", _("The address stays as it is")


class AfterAnnulment(TextChoices):
    """What follows for an order that the Council annulled; the user says so, it never happens by itself."""

    WITHDRAW = "withdraw", _("The order no longer stands from that day")
    KEEP = "keep", _("The order stays as it is")
