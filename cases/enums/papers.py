"""Closed lists about documents, conclusions and imports."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DocumentKind(TextChoices):
    """What a document is."""

    IDENTITY = "identity", _("Identity document")
    TRAVEL = "travel", _("Travel document")
    DECISION = "decision", _("Decision or annex")
    MEDICAL = "medical", _("Medical certificate")
    CIVIL = "civil", _("Civil status")
    SCHOOL = "school", pgettext_lazy("document", "School")
    WORK = "work", _("Work and income")
    LETTER = "letter", _("Letter received")
    DECLARATION = "declaration", _("Declaration of the person")
    MANDATE = "mandate", _("Mandate")
    OTHER = "other", pgettext_lazy("document", "Other")


class ScanResult(TextChoices):
    """What the virus scanner said of a document."""

    CLEAN = "clean", _("Clean")
    NOT_SCANNED = "not_scanned", _("Not scanned")


class Vulnerability(TextChoices):
    """What makes somebody need particular care (law of 12 January 2007, art. 36). Stored sealed, never as a column."""

    PREGNANT = "pregnant", _("Pregnant, or birth less than three months ago")
    MINOR_ALONE = "minor_alone", _("Minor without parents")
    SINGLE_PARENT = "single_parent", _("Alone with minor children")
    ELDERLY = "elderly", _("Of old age")
    DISABILITY = "disability", _("Disability")
    ILLNESS = "illness", _("Serious illness")
    PSYCHOLOGICAL = "psychological", _("Mental suffering")
    TRAFFICKING = "trafficking", _("Victim of trafficking or exploitation")
    VIOLENCE = "violence", _("Victim of torture or violence")
    LGBTI = "lgbti", _("LGBTI")
    OTHER = "other", pgettext_lazy("vulnerability", "Other")


class ConclusionPart(TextChoices):
    """What of a file may go into a conclusion. Addresses and restricted data are not among it."""

    IDENTITY = "identity", _("Identity of the principal")
    MEMBERS = "members", _("Members of the household")
    ORDERS = "orders", _("Orders to leave and the last day")
    PROCEDURES = "procedures", _("Residence procedures")
    PROSPECTS = "prospects", _("Prospects that were told")
    STEPS = "steps", _("Next steps agreed")


class ConclusionState(TextChoices):
    """The life of a conclusion to a partner."""

    MADE = "made", _("Made")
    SENT = "sent", pgettext_lazy("conclusion", "Sent")
    CANCELLED = "cancelled", pgettext_lazy("conclusion", "Cancelled")


class Consent(TextChoices):
    """On what ground data of a person go to a partner."""

    GIVEN = "given", _("The person agreed")
    LAW = "law", _("The law provides for it (art. 74/24 §2)")


class ImportState(TextChoices):
    """The life of an import."""

    READ = "read", _("Read, columns to be chosen")
    CHECKING = "checking", _("Being checked")
    CHECKED = "checked", _("Checked, nothing written yet")
    RUNNING = "running", _("Running")
    DONE = "done", pgettext_lazy("import", "Done")
    FAILED = "failed", pgettext_lazy("import", "Stopped")


class RowResult(TextChoices):
    """What became of a row of an import."""

    WAITING = "waiting", _("Not looked at yet")
    NEW = "new", _("New person, case to be opened")
    DECIDE = "decide", _("Somebody like this is known: decide")
    KNOWN = "known", _("Known person")
    QUEUED = "queued", _("Waits for its turn")
    CREATED = "created", _("Case opened")
    ATTACHED = "attached", _("Case opened for a known person")
    SKIPPED = "skipped", _("Left out")
    REPEATED = "repeated", _("Imported before")
    REFUSED = "refused", pgettext_lazy("import", "Refused")


class RowDecision(TextChoices):
    """What somebody decided on a row whose person looks like one who is known."""

    SAME = "same", _("The same person")
    NEW = "new", _("Another person")
    SKIP = "skip", _("Leave out")
