"""All tables of invitations as they were when its first migrations were folded into one (docs/adr/0030)."""

import django.db.models.deletion
import django.utils.timezone
import icam.folding
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("invitations", "0001_initial"),
        ("invitations", "0002_household_kind_is_known"),
        ("invitations", "0003_whole_file"),
    ]

    initial = True

    dependencies = [
        ("cases", "0001_squashed_0007_summary_person"),
        ("icam", "0001_squashed_0005_interviews"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        icam.folding.Together(
            operations=[
                migrations.CreateModel(
                    name="Letter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="icam.region",
                                verbose_name="Region",
                            ),
                        ),
                        (
                            "office",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="icam.office",
                                verbose_name="Office",
                            ),
                        ),
                        (
                            "coach",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Coach",
                            ),
                        ),
                        (
                            "household_kind",
                            models.CharField(
                                choices=[
                                    ("single", "Single"),
                                    ("couple", "Couple"),
                                    ("family", "Family with minors"),
                                    ("other", "Other household"),
                                ],
                                max_length=8,
                                verbose_name="Household kind",
                            ),
                        ),
                        (
                            "target_group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="icam.targetgroup",
                                verbose_name="Target group",
                            ),
                        ),
                        ("reference", models.CharField(max_length=16, unique=True, verbose_name="Letter reference")),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="letters", to="cases.case"
                            ),
                        ),
                        (
                            "interview",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="letters",
                                to="cases.interview",
                            ),
                        ),
                        (
                            "addressee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="letters", to="cases.person"
                            ),
                        ),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("first", "First invitation"),
                                    ("repeat", "Repeated invitation"),
                                    ("follow_up", "Invitation to a follow-up interview"),
                                ],
                                max_length=10,
                                verbose_name="Purpose",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("post", "By post"),
                                    ("representative", "By e-mail to the representative"),
                                    ("hand_over", "Handed over with receipt"),
                                ],
                                max_length=16,
                                verbose_name="Channel",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[
                                    ("en", "English"),
                                    ("fr", "Français"),
                                    ("nl", "Nederlands"),
                                    ("de", "Deutsch"),
                                ],
                                max_length=2,
                                verbose_name="Language of the letter",
                            ),
                        ),
                        (
                            "language_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="Why that language"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("drafted", "Drafted"),
                                    ("ready", "Waits to be made"),
                                    ("rendering", "Being made"),
                                    ("rendered", "Made, not sent"),
                                    ("failed", "Could not be made"),
                                    ("sent", "Sent"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="drafted",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("failure", models.CharField(blank=True, max_length=500, verbose_name="What is missing")),
                        ("claim", models.UUIDField(blank=True, editable=False, null=True)),
                        ("claimed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        ("attempts", models.PositiveSmallIntegerField(default=0, editable=False)),
                        ("template_version", models.CharField(blank=True, max_length=40)),
                        ("file", models.CharField(blank=True, max_length=120)),
                        ("sha256", models.CharField(blank=True, max_length=64)),
                        ("pages", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("rendered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "drafted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("drafted_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ("sent_on", models.DateField(blank=True, null=True, verbose_name="Posted or handed over on")),
                        (
                            "sent_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "cancelled_because",
                            models.CharField(blank=True, max_length=200, verbose_name="Cancelled because"),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "letter",
                        "verbose_name_plural": "letters",
                        "ordering": ["-id"],
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["case", "-id"], name="letter_by_case"),
                            models.Index(
                                condition=models.Q(("state", "sent")),
                                fields=["sent_on"],
                                include=("region", "household_kind", "target_group", "purpose", "case"),
                                name="letter_by_sending",
                            ),
                            models.Index(
                                condition=models.Q(("state__in", ["ready", "rendering", "rendered", "failed"])),
                                fields=["state", "id"],
                                name="letter_queue",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("household_kind__in", ["single", "couple", "family", "other"])),
                                name="letter_household_kind_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("purpose__in", ["first", "repeat", "follow_up"])),
                                name="letter_purpose_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("channel__in", ["post", "representative", "hand_over"])),
                                name="letter_channel_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("language__in", ["en", "fr", "nl", "de"])),
                                name="letter_language_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ["drafted", "ready", "rendering", "rendered", "failed", "sent", "cancelled"],
                                    )
                                ),
                                name="letter_state_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "cancelled"), _negated=True),
                                fields=("case", "purpose", "interview"),
                                name="one_letter_per_purpose_and_appointment",
                                violation_error_message="There is already a letter for this appointment.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["rendered", "sent", "cancelled"]), ("sha256", ""), _connector="OR"
                                ),
                                name="letter_made_iff_hashed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ("rendered", "sent")), _negated=True),
                                    models.Q(("sha256", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="letter_made_has_hash",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state", "sent"), ("sent_on__isnull", True), _connector="XOR"),
                                name="letter_sent_iff_dated",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state", "rendering"), ("claim__isnull", True), _connector="XOR"),
                                name="letter_claimed_iff_rendering",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "invitations_letterevent" ("addressee_id", "attempts", "cancelled_because", "case_id", "channel", "coach_id", "drafted_at", "drafted_by_id", "failure", "file", "household_kind", "id", "interview_id", "language", "language_reason", "office_id", "pages", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "reference", "region_id", "rendered_at", "sent_by_id", "sent_on", "sha256", "state", "target_group_id", "template_version", "version") VALUES (NEW."addressee_id", NEW."attempts", NEW."cancelled_because", NEW."case_id", NEW."channel", NEW."coach_id", NEW."drafted_at", NEW."drafted_by_id", NEW."failure", NEW."file", NEW."household_kind", NEW."id", NEW."interview_id", NEW."language", NEW."language_reason", NEW."office_id", NEW."pages", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."purpose", NEW."reference", NEW."region_id", NEW."rendered_at", NEW."sent_by_id", NEW."sent_on", NEW."sha256", NEW."state", NEW."target_group_id", NEW."template_version", NEW."version"); RETURN NULL;',
                                    hash="721452b860a28e928c8b9f2046925e37a7dea7f8",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_a6123",
                                    table="invitations_letter",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."addressee_id" IS DISTINCT FROM (NEW."addressee_id") OR OLD."attempts" IS DISTINCT FROM (NEW."attempts") OR OLD."cancelled_because" IS DISTINCT FROM (NEW."cancelled_because") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."channel" IS DISTINCT FROM (NEW."channel") OR OLD."coach_id" IS DISTINCT FROM (NEW."coach_id") OR OLD."drafted_at" IS DISTINCT FROM (NEW."drafted_at") OR OLD."drafted_by_id" IS DISTINCT FROM (NEW."drafted_by_id") OR OLD."failure" IS DISTINCT FROM (NEW."failure") OR OLD."file" IS DISTINCT FROM (NEW."file") OR OLD."household_kind" IS DISTINCT FROM (NEW."household_kind") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."interview_id" IS DISTINCT FROM (NEW."interview_id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."language_reason" IS DISTINCT FROM (NEW."language_reason") OR OLD."office_id" IS DISTINCT FROM (NEW."office_id") OR OLD."pages" IS DISTINCT FROM (NEW."pages") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."region_id" IS DISTINCT FROM (NEW."region_id") OR OLD."rendered_at" IS DISTINCT FROM (NEW."rendered_at") OR OLD."sent_by_id" IS DISTINCT FROM (NEW."sent_by_id") OR OLD."sent_on" IS DISTINCT FROM (NEW."sent_on") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."target_group_id" IS DISTINCT FROM (NEW."target_group_id") OR OLD."template_version" IS DISTINCT FROM (NEW."template_version") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                                    func='INSERT INTO "invitations_letterevent" ("addressee_id", "attempts", "cancelled_because", "case_id", "channel", "coach_id", "drafted_at", "drafted_by_id", "failure", "file", "household_kind", "id", "interview_id", "language", "language_reason", "office_id", "pages", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "reference", "region_id", "rendered_at", "sent_by_id", "sent_on", "sha256", "state", "target_group_id", "template_version", "version") VALUES (NEW."addressee_id", NEW."attempts", NEW."cancelled_because", NEW."case_id", NEW."channel", NEW."coach_id", NEW."drafted_at", NEW."drafted_by_id", NEW."failure", NEW."file", NEW."household_kind", NEW."id", NEW."interview_id", NEW."language", NEW."language_reason", NEW."office_id", NEW."pages", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."purpose", NEW."reference", NEW."region_id", NEW."rendered_at", NEW."sent_by_id", NEW."sent_on", NEW."sha256", NEW."state", NEW."target_group_id", NEW."template_version", NEW."version"); RETURN NULL;',
                                    hash="6265b1e4d50f6ec61d4911be6424c55e9da7b0c3",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_66295",
                                    table="invitations_letter",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LetterEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="invitations.letter",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "region",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="icam.region",
                                verbose_name="Region",
                            ),
                        ),
                        (
                            "office",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="icam.office",
                                verbose_name="Office",
                            ),
                        ),
                        (
                            "coach",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Coach",
                            ),
                        ),
                        (
                            "household_kind",
                            models.CharField(
                                choices=[
                                    ("single", "Single"),
                                    ("couple", "Couple"),
                                    ("family", "Family with minors"),
                                    ("other", "Other household"),
                                ],
                                max_length=8,
                                verbose_name="Household kind",
                            ),
                        ),
                        (
                            "target_group",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="icam.targetgroup",
                                verbose_name="Target group",
                            ),
                        ),
                        ("reference", models.CharField(max_length=16, verbose_name="Letter reference")),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.case",
                            ),
                        ),
                        (
                            "interview",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.interview",
                            ),
                        ),
                        (
                            "addressee",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.person",
                            ),
                        ),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("first", "First invitation"),
                                    ("repeat", "Repeated invitation"),
                                    ("follow_up", "Invitation to a follow-up interview"),
                                ],
                                max_length=10,
                                verbose_name="Purpose",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("post", "By post"),
                                    ("representative", "By e-mail to the representative"),
                                    ("hand_over", "Handed over with receipt"),
                                ],
                                max_length=16,
                                verbose_name="Channel",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[
                                    ("en", "English"),
                                    ("fr", "Français"),
                                    ("nl", "Nederlands"),
                                    ("de", "Deutsch"),
                                ],
                                max_length=2,
                                verbose_name="Language of the letter",
                            ),
                        ),
                        (
                            "language_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="Why that language"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("drafted", "Drafted"),
                                    ("ready", "Waits to be made"),
                                    ("rendering", "Being made"),
                                    ("rendered", "Made, not sent"),
                                    ("failed", "Could not be made"),
                                    ("sent", "Sent"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="drafted",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("failure", models.CharField(blank=True, max_length=500, verbose_name="What is missing")),
                        ("attempts", models.PositiveSmallIntegerField(default=0, editable=False)),
                        ("template_version", models.CharField(blank=True, max_length=40)),
                        ("file", models.CharField(blank=True, max_length=120)),
                        ("sha256", models.CharField(blank=True, max_length=64)),
                        ("pages", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("rendered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "drafted_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("drafted_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ("sent_on", models.DateField(blank=True, null=True, verbose_name="Posted or handed over on")),
                        (
                            "sent_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "cancelled_because",
                            models.CharField(blank=True, max_length=200, verbose_name="Cancelled because"),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="ffae08b046599dedf60489ef792360a4961e6e05",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_3194f",
                                    table="invitations_letterevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LetterPerson",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="concerns",
                                to="invitations.letter",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="letters_about",
                                to="cases.person",
                            ),
                        ),
                    ],
                    options={
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(fields=("letter", "person"), name="letter_concerns_once")
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "invitations_letterpersonevent" ("id", "letter_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."letter_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                                    hash="d01e5817d769058f8fa0a7536ad564b27175d809",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_f550a",
                                    table="invitations_letterperson",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "invitations_letterpersonevent" ("id", "letter_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."letter_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                                    hash="3249786b95892518f1eca51f023b36d4661af453",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_8b9bd",
                                    table="invitations_letterperson",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LetterPersonEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="invitations.letterperson",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "letter",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="invitations.letter",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.person",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="882c7fdfe7d948646a53273b0fc9ff822e4e27b5",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_d8791",
                                    table="invitations_letterpersonevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
