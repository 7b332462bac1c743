"""The trail: append-only, and chained by hash when the transaction commits, by the database itself."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from icam.enums import Verb

REFUSE = "RAISE EXCEPTION 'The audit trail is append-only.' USING ERRCODE = 'insufficient_privilege';"

# The text that is hashed, built in SQL alone so that insert and verification cannot differ (see icam.audit.verify).
# jsonb prints its keys in one fixed order; the separator cannot occur unescaped in a JSON string.
CANONICAL = """jsonb_build_array(
    e.id, extract(epoch from e.at)::text, e.verb, e.actor_id, e.role, e.target_type, e.target_id, e.case_id,
    e.reason, e.changes, e.request_id)::text"""

# Runs at commit (deferred), so the advisory lock that orders the chain is held for an instant only, and the order of
# the chain is the order of commits. Taken last of all locks: no deadlock with row locks of the same transaction.
CHAIN = f"""
PERFORM pg_advisory_xact_lock(743124);
INSERT INTO icam_auditlink (event_id, previous, hash)
SELECT e.id, p.hash, encode(sha256(convert_to(p.hash || {CANONICAL}, 'UTF8')), 'hex')
FROM icam_auditevent e,
     (SELECT coalesce((SELECT l.hash FROM icam_auditlink l ORDER BY l.id DESC LIMIT 1), repeat('0', 64)) AS hash) p
WHERE e.id = NEW.id;
RETURN NULL;
"""  # noqa: S608  (a constant of this module, no value comes from outside)


def append_only(name: str) -> list[pgtrigger.Trigger]:
    """Triggers by which a table refuses UPDATE, DELETE and TRUNCATE."""
    return [
        pgtrigger.Trigger(
            name=f"{name}_rows", when=pgtrigger.Before, operation=pgtrigger.Update | pgtrigger.Delete, func=REFUSE
        ),
        pgtrigger.Trigger(
            name=f"{name}_table",
            when=pgtrigger.Before,
            operation=pgtrigger.Truncate,
            level=pgtrigger.Statement,
            func=REFUSE,
        ),
    ]


class AuditEvent(models.Model):
    """Somebody did, saw or was refused something. Written only by icam.audit.record(); never changed."""

    at = models.DateTimeField(default=timezone.now)
    verb = models.CharField(max_length=32, choices=Verb)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=16, blank=True)
    target_type = models.CharField(max_length=40, blank=True)
    target_id = models.BigIntegerField(null=True)
    case_id = models.BigIntegerField(null=True)
    reason = models.TextField(blank=True)
    changes = models.JSONField(default=dict)
    request_id = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("audit event")
        verbose_name_plural = _("audit events")
        indexes = [
            models.Index(fields=["case_id", "-id"], name="audit_by_case", condition=models.Q(case_id__isnull=False)),
            models.Index(fields=["actor", "-id"], name="audit_by_actor"),
        ]
        constraints = [
            models.CheckConstraint(name="audit_verb_is_known", condition=models.Q(verb__in=Verb.values)),
        ]
        triggers = [
            *append_only("audit_event"),
            pgtrigger.Trigger(
                name="audit_chain",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func=CHAIN,
            ),
        ]

    class Privacy:
        personal = ["actor", "reason"]
        other = ["id", "at", "verb", "role", "target_type", "target_id", "case_id", "changes", "request_id"]


class AuditLink(models.Model):
    """One link of the chain: the hash of an event together with the hash before it (SHA-256, hex)."""

    event = models.OneToOneField(AuditEvent, models.PROTECT, related_name="link")
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]
        triggers = append_only("audit_link")

    class Privacy:
        personal: list[str] = []
        other = ["id", "event", "previous", "hash"]
