"""The closed lists of the office itself."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Verb(TextChoices):
    """All that the system writes down about itself, on one page."""

    # people of the office
    USER_INVITED = "user_invited", _("User invited")
    USER_CHANGED = "user_changed", _("User changed")
    USER_DEACTIVATED = "user_deactivated", _("User deactivated")
    USER_REACTIVATED = "user_reactivated", _("User reactivated")
    PASSWORD_LINK_MADE = "password_link_made", _("Link to set a password made")
    SIGNED_IN = "signed_in", _("Signed in")
    SIGNED_OUT = "signed_out", _("Signed out")
    SIGN_IN_FAILED = "sign_in_failed", _("Sign-in refused")
    OFFICE_CHANGED = "office_changed", _("Office data changed")
    # looking
    CASE_OPENED = "case_opened", _("Case looked at")
    CASES_LISTED = "cases_listed", _("Cases listed")
    CASES_SEARCHED = "cases_searched", _("Persons searched")
    REFUSED = "refused", _("Access refused")
    FIGURES_EXPORTED = "figures_exported", _("Figures exported")
    ROWS_LISTED = "rows_listed", _("Rows behind a figure listed")
    LETTER_READ = "letter_read", _("Letter downloaded")
    # the life of a case
    CASE_CREATED = "case_created", _("Case opened")
    CASE_CHANGED = "case_changed", _("Case data changed")
    CASE_ASSIGNED = "case_assigned", _("Case assigned")
    CASE_INVITED = "case_invited", _("Invited")
    COACHING_STARTED = "coaching_started", _("Coaching started")
    CASE_CONCLUDED = "case_concluded", _("Case concluded")
    FOLLOW_UP_STARTED = "follow_up_started", _("Follow-up started")
    CASE_SUSPENDED = "case_suspended", _("Case suspended")
    CASE_RESUMED = "case_resumed", _("Case resumed")
    CLOSURE_PROPOSED = "closure_proposed", _("Closing proposed")
    CLOSURE_REFUSED = "closure_refused", _("Closing refused")
    CASE_CLOSED = "case_closed", _("Case closed")
    CASE_REOPENED = "case_reopened", _("Case reopened")
    CASE_SHARED = "case_shared", _("Access given to a colleague")
    CASE_UNSHARED = "case_unshared", _("Access of a colleague ended")
    # people and dossier
    PERSON_CREATED = "person_created", _("Person registered")
    PERSON_CHANGED = "person_changed", _("Person's data changed")
    MEMBER_JOINED = "member_joined", _("Member joined the household")
    MEMBER_LEFT = "member_left", _("Member left the household")
    ORDER_REGISTERED = "order_registered", _("Order to leave registered")
    ORDER_CHANGED = "order_changed", _("Order to leave changed")
    MEASURE_REGISTERED = "measure_registered", _("Measure registered")
    MEASURE_ENDED = "measure_ended", _("Measure ended")
    PROCEDURE_REGISTERED = "procedure_registered", _("Residence procedure registered")
    PROCEDURE_DECIDED = "procedure_decided", _("Residence procedure decided")
    ADDRESS_CHANGED = "address_changed", _("Address changed")
    MEMBER_CHANGED = "member_changed", _("Membership changed")
    MEMBERS_SPLIT = "members_split", _("Household split")
    MEMBERS_REUNITED = "members_reunited", _("Households reunited")
    APART_SET = "apart_set", _("Kept apart")
    APART_LIFTED = "apart_lifted", _("No longer kept apart")
    APART_SHOWN = "apart_shown", _("Protected address shown")
    EXTENSION_REQUESTED = "extension_requested", _("Extension asked for")
    EXTENSION_ANSWERED = "extension_answered", _("Extension answered")
    APPEAL_LODGED = "appeal_lodged", _("Appeal lodged")
    APPEAL_DECIDED = "appeal_decided", _("Appeal decided")
    BAN_REGISTERED = "ban_registered", _("Entry ban registered")
    BAN_CHANGED = "ban_changed", _("Entry ban changed")
    PROCEDURE_CHANGED = "procedure_changed", _("Residence procedure changed")
    CHECK_ASKED = "check_asked", _("Residence check asked for")
    CHECK_ANSWERED = "check_answered", _("Residence check answered")
    REPRESENTATIVE_ADDED = "representative_added", _("Representative added")
    REPRESENTATIVE_CHANGED = "representative_changed", _("Representative changed")
    PARTNER_ADDED = "partner_added", _("Partner added to the case")
    PARTNER_CHANGED = "partner_changed", _("Partner of the case changed")
    AGREEMENT_CONCLUDED = "agreement_concluded", _("Family agreement concluded")
    AGREEMENT_CHANGED = "agreement_changed", _("Family agreement changed")
    # restricted data and documents
    RESTRICTED_READ = "restricted_read", _("Restricted data read")
    RESTRICTED_WRITTEN = "restricted_written", _("Restricted data written")
    DOCUMENT_ADDED = "document_added", _("Document added")
    DOCUMENT_CHANGED = "document_changed", _("Document data changed")
    DOCUMENT_REFUSED = "document_refused", _("Document refused")
    DOCUMENT_READ = "document_read", _("Document downloaded")
    DOCUMENT_WITHDRAWN = "document_withdrawn", _("Document withdrawn")
    CONCLUSION_MADE = "conclusion_made", _("Conclusion to a partner made")
    CONCLUSION_SENT = "conclusion_sent", _("Conclusion to a partner sent")
    CONCLUSION_CANCELLED = "conclusion_cancelled", _("Conclusion to a partner cancelled")
    CONCLUSION_READ = "conclusion_read", _("Conclusion to a partner downloaded")
    TIMELINE_PRINTED = "timeline_printed", _("Timeline printed")
    # one person, one file
    ACCESS_REQUESTED = "access_requested", _("Access asked for")
    ACCESS_DECIDED = "access_decided", _("Request for access decided")
    PAIR_FOUND = "pair_found", _("Possible duplicate noted")
    PAIR_COMPARED = "pair_compared", _("Possible duplicate looked at")
    PAIR_KEPT = "pair_kept", _("Decided: not the same person")
    PERSONS_MERGED = "persons_merged", _("Persons merged")
    PERSONS_PARTED = "persons_parted", _("Merge undone")
    IMPORT_READ = "import_read", _("Import file read")
    IMPORT_STARTED = "import_started", _("Import started")
    IMPORT_DECIDED = "import_decided", _("Row of an import decided")
    IMPORT_DONE = "import_done", _("Import finished")
    # work
    INTERVIEW_PLANNED = "interview_planned", _("Interview planned")
    INTERVIEW_MOVED = "interview_moved", _("Interview moved")
    INTERVIEW_RECORDED = "interview_recorded", _("Interview recorded")
    INTERVIEW_CORRECTED = "interview_corrected", _("Interview record corrected")
    INTERVIEW_CHANGED = "interview_changed", _("Interview arrangements changed")
    INTERVIEW_SIGNED_OFF = "interview_signed_off", _("Interview record signed off")
    INTERVIEW_AMENDED = "interview_amended", _("Signed-off record amended")
    INTERPRETER_CHANGED = "interpreter_changed", _("Interpreter's booking changed")
    WRITTEN_REASON_AWAITED = "written_reason_awaited", _("Written reason awaited")
    WRITTEN_REASON_CHANGED = "written_reason_changed", _("Written reason received or decided")
    CONTACT_LOGGED = "contact_logged", _("Contact logged")
    CONTACT_CORRECTED = "contact_corrected", _("Contact corrected")
    OBSTACLE_NOTED = "obstacle_noted", _("Obstacle noted")
    OBSTACLE_CHANGED = "obstacle_changed", _("Obstacle changed")
    REVIEW_RECORDED = "review_recorded", _("Engagement reviewed")
    AGREEMENT_DONE = "agreement_done", _("Agreement of an interview changed")
    SUMMARY_MADE = "summary_made", _("Summary for the person made")
    SUMMARY_HANDED = "summary_handed", _("Receipt of the summary recorded")
    SUMMARY_READ = "summary_read", _("Summary for the person downloaded")
    # agenda and counter
    AGENDA_SEEN = "agenda_seen", _("Agenda looked at")
    DAY_LIST_PRINTED = "day_list_printed", _("Day list printed")
    FEED_MADE = "feed_made", _("Calendar address made")
    FEED_REVOKED = "feed_revoked", _("Calendar address revoked")
    FEED_READ = "feed_read", _("Calendar address read")
    ABSENCE_RECORDED = "absence_recorded", _("Absence recorded")
    ABSENCE_CHANGED = "absence_changed", _("Absence changed")
    VISIT_REGISTERED = "visit_registered", _("Visit registered")
    VISIT_CHANGED = "visit_changed", _("Visit changed")
    COUNTER_SEEN = "counter_seen", _("Counter looked at")
    ARRIVAL_NOTED = "arrival_noted", _("Arrival noted")
    # tasks
    TASK_MADE = "task_made", _("Task made")
    TASK_CHANGED = "task_changed", _("Task changed or reassigned")
    TASK_ENDED = "task_ended", _("Task done or dropped")
    PROSPECT_PROPOSED = "prospect_proposed", _("Prospect proposed")
    PROSPECT_TOLD = "prospect_told", _("Prospect told")
    PROSPECT_CORRECTED = "prospect_corrected", _("Prospect corrected")
    RESULT_RECORDED = "result_recorded", _("Result recorded")
    # letters
    LETTER_DRAFTED = "letter_drafted", _("Letter drafted")
    LETTER_READIED = "letter_readied", _("Letter ready to be made")
    LETTER_RENDERED = "letter_rendered", _("Letter made")
    LETTER_FAILED = "letter_failed", _("Letter could not be made")
    LETTER_SENT = "letter_sent", _("Letter sent")
    LETTER_CANCELLED = "letter_cancelled", _("Letter cancelled")
    # the system
    DEMONSTRATION_FILLED = "demonstration_filled", _("Demonstration filled in")


class Language(TextChoices):
    """The four languages of the pages."""

    ENGLISH = "en", "English"
    FRENCH = "fr", "Français"
    DUTCH = "nl", "Nederlands"
    GERMAN = "de", "Deutsch"


class PartnerKind(TextChoices):
    """Kind of organisation that the department works with (domain §1.5)."""

    RECEPTION = "reception", _("Reception (Fedasil)")
    RETURN = "return", _("Return organisation (IOM, Caritas)")
    MUNICIPALITY = "municipality", _("Municipality")
    POLICE = "police", _("Police")
    WELFARE = "welfare", _("Public social welfare centre")
    AID = "aid", _("Aid organisation")
    SCHOOL = "school", pgettext_lazy("partner", "School")
    EMBASSY = "embassy", _("Embassy or consulate")
    AUTHORITY = "authority", _("Authority or court")
    OTHER = "other", pgettext_lazy("partner", "Other")


class OpeningKind(TextChoices):
    """What the hours of a desk are for (domain §1.3)."""

    APPOINTMENT = "appointment", _("By appointment")
    COUNTER_DAY = "counter_day", _("Desk day: first interviews")
    WALK_IN = "walk_in", _("Open desk, without appointment")


class AbsenceReason(TextChoices):
    """Why a coach is not at work; never why in health."""

    LEAVE = "leave", pgettext_lazy("absence", "Leave")
    TRAINING = "training", pgettext_lazy("absence", "Training")
    DUTY = "duty", _("Other duty")
    OTHER = "other", pgettext_lazy("absence", "Absent")


class NoShowStep(TextChoices):
    """What follows when somebody does not come (Aliens Act art. 74/26 for the check of the address)."""

    INVITE_AGAIN = "invite_again", _("Invite again")
    ADDRESS_CHECK = "address_check", _("Have the address checked (art. 74/26)")
    MANAGER_DECIDES = "manager_decides", _("The manager decides")


class Weekday(IntegerChoices):
    """The days of the week as `date.weekday()` numbers them; their own context, or dates would wear capitals."""

    MONDAY = 0, pgettext_lazy("opening hours", "Monday")
    TUESDAY = 1, pgettext_lazy("opening hours", "Tuesday")
    WEDNESDAY = 2, pgettext_lazy("opening hours", "Wednesday")
    THURSDAY = 3, pgettext_lazy("opening hours", "Thursday")
    FRIDAY = 4, pgettext_lazy("opening hours", "Friday")
    SATURDAY = 5, pgettext_lazy("opening hours", "Saturday")
    SUNDAY = 6, pgettext_lazy("opening hours", "Sunday")
