"""The closed lists of the office itself."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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
    CASE_CONCLUDED = "case_concluded", _("Prospect told")
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
    # work
    INTERVIEW_PLANNED = "interview_planned", _("Interview planned")
    INTERVIEW_MOVED = "interview_moved", _("Interview moved")
    INTERVIEW_RECORDED = "interview_recorded", _("Interview recorded")
    INTERVIEW_CORRECTED = "interview_corrected", _("Interview record corrected")
    PROSPECT_PROPOSED = "prospect_proposed", _("Prospect proposed")
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
