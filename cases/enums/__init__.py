"""The closed lists of the file. Every one is a CHECK in the database; new rows of law belong here."""

from typing import Any, Self

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Sex(TextChoices):
    FEMALE = "f", _("Female")
    MALE = "m", _("Male")
    OTHER = "x", _("Other")
    UNKNOWN = "u", _("Unknown")


class HouseholdKind(TextChoices):
    SINGLE = "single", _("Single")
    COUPLE = "couple", _("Couple")
    FAMILY = "family", _("Family with minors")
    OTHER = "other", _("Other household")


class MemberRole(TextChoices):
    PRINCIPAL = "principal", _("Principal")
    PARTNER = "partner", _("Partner")
    CHILD = "child", _("Child")
    OTHER = "other", _("Other member")


class Track(TextChoices):
    """The legal track; they never mix (Aliens Act art. 74/24 and 74/25)."""

    RETURN = "return", _("Return")
    TRANSFER = "transfer", _("Transfer")

    @property
    def article(self) -> str:
        return {"return": "74/24", "transfer": "74/25"}[self.value]


class IntakeChannel(TextChoices):
    SELECTION = "selection", _("Selected by the Office")
    WITH_ORDER = "with_order", _("Together with the order to leave")
    POLICE = "police", _("Intercepted by the police")
    CENTRE = "centre", _("Open return place")
    HELPLINE = "helpline", _("Helpline")
    WALK_IN = "walk_in", _("Walk-in")
    OTHER = "other", pgettext_lazy("channel", "Other")


class CaseState(TextChoices):
    SELECTED = "selected", _("Selected")
    INVITED = "invited", _("Invited")
    IN_COACHING = "in_coaching", _("In coaching")
    CONCLUDED = "concluded", _("Concluded")
    FOLLOW_UP = "follow_up", _("In follow-up")
    SUSPENDED = "suspended", _("Suspended")
    CLOSED = "closed", _("Closed")


OPEN_STATES = frozenset(CaseState) - {CaseState.CLOSED}
ACTIVE_STATES = OPEN_STATES - {CaseState.SUSPENDED}


class SuspensionGround(TextChoices):
    """Why coaching rests; art. 74/24 §3 makes the first automatic."""

    PROCEDURE = "procedure", _("Procedure that gives provisional stay")
    APPEAL = "appeal", _("Suspensive appeal")
    HEALTH = "health", _("Health")
    PUBLIC_ORDER = "public_order", _("Public order")


class Family(TextChoices):
    """What the report adds prospects, results and closures up to."""

    STAY = "stay", _("Possibility of stay")
    VOLUNTARY_RETURN = "voluntary_return", _("Voluntary return")
    AUTONOMOUS_RETURN = "autonomous_return", _("Autonomous return")
    TRANSFER = "transfer", _("Transfer")
    OTHER_COUNTRY = "other_country", _("Other country")
    FORCED_RETURN = "forced_return", _("Forced return")
    OTHER = "other", pgettext_lazy("family", "Other")


class WithFamily(TextChoices):
    """A closed list whose every line names its family: `VALUE = "value", Family.X, _("Label")`."""

    family: Family

    def __new__(cls, value: str, *family: Any) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.family = Family(family[0])
        return member

    @classmethod
    def of(cls, *families: Family) -> list[str]:
        return [kind.value for kind in cls if kind.family in families]


class ProspectKind(WithFamily):
    """What can be proposed (domain §2.5). A retired kind stays for old rows and leaves the forms."""

    STAY = "stay", Family.STAY, _("Right to stay")
    ASSISTED_RETURN = "assisted_return", Family.VOLUNTARY_RETURN, _("Assisted voluntary return")
    OFFICE_RETURN = "office_return", Family.VOLUNTARY_RETURN, _("Return organised by the Office")
    AUTONOMOUS_RETURN = "autonomous_return", Family.AUTONOMOUS_RETURN, _("Autonomous return")
    TRANSFER = "transfer", Family.TRANSFER, _("Transfer to the responsible state")
    OTHER_COUNTRY = "other_country", Family.OTHER_COUNTRY, _("Right of residence in another country")
    FORCED_RETURN = "forced_return", Family.FORCED_RETURN, _("Hand-over for forced return")
    NONE = "none", Family.OTHER, _("No prospect found")
    NOT_CLASSIFIED = "not_classified", Family.OTHER, _("Not classified")

    @classmethod
    def for_track(cls, track: str) -> "list[ProspectKind]":
        """What may be proposed today: the transfer track has no stay prospect (art. 74/25)."""
        kinds = [kind for kind in cls if kind is not cls.NOT_CLASSIFIED]
        if track == Track.TRANSFER:
            return [cls.TRANSFER, cls.ASSISTED_RETURN, cls.AUTONOMOUS_RETURN, cls.FORCED_RETURN, cls.NONE]
        return [kind for kind in kinds if kind is not cls.TRANSFER]


class StayGround(TextChoices):
    """The ground of a prospect of stay (domain §2.5, §5.7)."""

    HUMANITARIAN = "9bis", _("Humanitarian regularisation (9bis)")
    MEDICAL = "9ter", _("Medical regularisation (9ter)")
    FAMILY = "family", _("Family reunification")
    WORK = "work", _("Single permit (work)")
    STUDENT = "student", _("Student")
    PROTECTION = "protection", _("International protection")
    STATELESS = "stateless", _("Statelessness")
    TRAFFICKING = "trafficking", _("Victim of trafficking or smuggling")
    MINOR = "minor", _("Durable solution of an unaccompanied minor")
    EU = "eu", _("Right of an EU citizen or family member")
    RESTORED = "restored", _("Right restored, appeal won")
    OTHER = "other", pgettext_lazy("ground", "Other ground")


class ResultKind(WithFamily):
    """What came of a prospect. A return from a centre, unit or prison counts as forced (domain §2.5)."""

    STAY_GRANTED = "stay_granted", Family.STAY, _("Right to stay obtained")
    ASSISTED_RETURN = "assisted_return", Family.VOLUNTARY_RETURN, _("Assisted voluntary return effected")
    OFFICE_RETURN = "office_return", Family.VOLUNTARY_RETURN, _("Return organised by the Office effected")
    AUTONOMOUS_RETURN = "autonomous_return", Family.AUTONOMOUS_RETURN, _("Autonomous return effected")
    TRANSFERRED = "transferred", Family.TRANSFER, _("Transfer effected")
    MOVED = "moved", Family.OTHER_COUNTRY, _("Left for another country of residence")
    FORCED_RETURN = "forced_return", Family.FORCED_RETURN, _("Forced return effected")
    STAY_REFUSED = "stay_refused", Family.OTHER, _("Right to stay refused")
    NOT_EFFECTED = "not_effected", Family.OTHER, _("Nothing came of it")

    @property
    def is_free_return(self) -> bool:
        """A return that the person made freely: never from a centre, unit or prison."""
        return self.family in {Family.VOLUNTARY_RETURN, Family.AUTONOMOUS_RETURN}


STAYS = ResultKind.of(Family.STAY)
RETURNS = ResultKind.of(Family.VOLUNTARY_RETURN, Family.AUTONOMOUS_RETURN, Family.FORCED_RETURN)
FREE_RETURNS = ResultKind.of(Family.VOLUNTARY_RETURN, Family.AUTONOMOUS_RETURN)


class Evidence(TextChoices):
    """How sure a result is, weakest first."""

    DECLARED = "declared", _("Declared by the person")
    TICKET = "ticket", _("Ticket or booking")
    PARTNER = "partner", _("Confirmed by a partner")
    CONSULAR = "consular", _("Consular proof")
    STAMP = "stamp", _("Exit stamp or Entry/Exit System")
    DECISION = "decision", _("Written decision or residence document")


class ClosureReason(WithFamily):
    """Why a case ends (domain §2.8)."""

    STAY_GRANTED = "stay_granted", Family.STAY, _("Right to stay granted")
    ASSISTED_RETURN = "assisted_return", Family.VOLUNTARY_RETURN, _("Assisted voluntary return effected")
    OFFICE_RETURN = "office_return", Family.VOLUNTARY_RETURN, _("Return organised by the Office effected")
    AUTONOMOUS_RETURN = "autonomous_return", Family.AUTONOMOUS_RETURN, _("Autonomous return effected")
    TRANSFERRED = "transferred", Family.TRANSFER, _("Transfer effected")
    MOVED_COUNTRY = "moved_country", Family.OTHER_COUNTRY, _("Left for another country of residence")
    NEVER_REACHED = "never_reached", Family.OTHER, _("Never reached, letters undeliverable")
    NO_RESPONSE = "no_response", Family.OTHER, _("No response to the invitations")
    ADDRESS_UNKNOWN = "address_unknown", Family.OTHER, _("Moved, new address unknown")
    DECLINED = "declined", Family.OTHER, _("Declined coaching")
    NON_COOPERATION = "non_cooperation", Family.FORCED_RETURN, _("No cooperation, handed over for forced return")
    DETAINED = "detained", Family.FORCED_RETURN, _("Detained")
    ABSCONDED = "absconded", Family.OTHER, _("Absconded")
    FORCED_RETURN = "forced_return", Family.FORCED_RETURN, _("Forced return effected")
    ORDER_WITHDRAWN = "order_withdrawn", Family.OTHER, _("Order withdrawn or annulled")
    PUBLIC_ORDER = "public_order", Family.OTHER, _("Public order")
    DECEASED = "deceased", Family.OTHER, _("Deceased")
    DUPLICATE = "duplicate", Family.OTHER, _("Duplicate of another case")
    OTHER = "other", Family.OTHER, pgettext_lazy("closure", "Other reason")


class InterviewState(TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    LEFT_EARLY = "left_early", _("Left early")
    NO_SHOW = "no_show", _("Did not come")
    EXCUSED = "excused", _("Excused")
    REFUSED = "refused", _("Refused to take part")
    CANCELLED = "cancelled", _("Cancelled by us")
    MOVED = "moved", _("Moved to another time")


MET = (InterviewState.HELD, InterviewState.LEFT_EARLY)
CAME = (*MET, InterviewState.REFUSED)  # somebody was there, even if not to talk
OUTCOMES = (*MET, InterviewState.NO_SHOW, InterviewState.EXCUSED, InterviewState.REFUSED, InterviewState.CANCELLED)


class InterviewKind(TextChoices):
    FIRST = "first", _("First interview")
    FOLLOW_UP = "follow_up", _("Follow-up interview")


class InterviewMode(TextChoices):
    OFFICE = "office", _("At the office")
    CENTRE = "centre", _("At a reception centre")
    HOME = "home", _("At home")
    TELEPHONE = "telephone", _("By telephone")
    VIDEO = "video", _("By video call")


class LegalStep(TextChoices):
    """The steps of the trajectory as the law lists them (art. 74/24 §1 and 74/25 §1)."""

    STAY_ANALYSIS = "stay_analysis", _("Analysis of the stay in Belgium")
    ADVICE = "advice", _("Information and advice on procedures")
    RETURN_OPTIONS = "return_options", _("Possibilities of return")
    OBSTACLES = "obstacles", _("Obstacles and solutions")
    FOLLOW_UP = "follow_up", _("Follow-up interviews planned")
    DOCUMENTS = "documents", _("Summons to obtain documents")

    @classmethod
    def for_track(cls, track: str) -> "list[LegalStep]":
        if track == Track.TRANSFER:
            return [cls.ADVICE, cls.OBSTACLES, cls.FOLLOW_UP, cls.DOCUMENTS]
        return list(cls)


class MovedBy(TextChoices):
    PERSON = "person", _("The person asked")
    OFFICE = "office", _("The Office asked")


class MeasureKind(TextChoices):
    """art. 74/27 (preventive), 74/28 (less coercive), and detention."""

    PREVENTIVE = "preventive", _("Preventive measure (74/27)")
    LESS_COERCIVE = "less_coercive", _("Less coercive measure (74/28)")
    DETENTION = "detention", _("Detention")


BARS_INVITATION = (MeasureKind.LESS_COERCIVE, MeasureKind.DETENTION)


class Decision(TextChoices):
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", pgettext_lazy("decision", "Refused")
    INADMISSIBLE = "inadmissible", _("Inadmissible")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class AddressKind(TextChoices):
    ACTUAL = "actual", _("Actual residence")
    ELECTED = "elected", _("Elected domicile")
    CENTRE = "centre", _("Reception centre")
    REFERENCE = "reference", _("Reference address")


class AddressSource(TextChoices):
    PERSON = "person", _("Told by the person")
    MUNICIPALITY = "municipality", _("Municipality")
    POLICE = "police", _("Police")
    FILE = "file", _("Central file")
    OTHER = "other", pgettext_lazy("source", "Other")


class GrantReason(TextChoices):
    COVER = "cover", _("Covers an absence")
    SECOND_OPINION = "second_opinion", _("Second opinion")
    REQUEST = "request", _("Access request granted")
    EMERGENCY = "emergency", _("Emergency")


class Purpose(TextChoices):
    """Why somebody opens a case that is not the own work; kept in the trail."""

    COVER = "cover", _("I stand in for a colleague")
    AT_THE_DESK = "at_the_desk", _("The person is at the desk or on the telephone")
    COMPLAINT = "complaint", _("Complaint, question or request for access")
    QUALITY = "quality", _("Quality of the work")
    FIGURES = "figures", _("Checking a figure")
