"""All tables of icam as they were when its first migrations were folded into one (docs/adr/0030)."""

import django.contrib.auth.validators
import django.contrib.postgres.constraints
import django.contrib.postgres.operations
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import icam.folding
import icam.models.agenda
import icam.models.user
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("icam", "0001_initial"), ("icam", "0004_whole_file"), ("icam", "0005_interviews")]

    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        django.contrib.postgres.operations.BtreeGistExtension(),
        django.contrib.postgres.operations.TrigramExtension(),
        django.contrib.postgres.operations.UnaccentExtension(),
        django.contrib.postgres.operations.CreateExtension(
            name="fuzzystrmatch",
        ),
        icam.folding.Together(
            operations=[
                migrations.CreateModel(
                    name="Region",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=6, unique=True, verbose_name="Code")),
                        ("name", models.CharField(max_length=80, unique=True, verbose_name="Name")),
                        ("is_active", models.BooleanField(default=True, verbose_name="In use")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "region",
                        "verbose_name_plural": "regions",
                        "ordering": ["name"],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "icam_regionevent" ("code", "id", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."code", NEW."id", NEW."is_active", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."version"); RETURN NULL;',
                                    hash="2f2ca9d3ec83a4ea3c87f9e3a61c7b3cf7e2a269",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_1d4b4",
                                    table="icam_region",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "icam_regionevent" ("code", "id", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."code", NEW."id", NEW."is_active", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."version"); RETURN NULL;',
                                    hash="dcfd9da79c83354369716c0f9efeec226828905f",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_22ae2",
                                    table="icam_region",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RegionEvent",
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
                                to="icam.region",
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
                        ("code", models.CharField(max_length=6, verbose_name="Code")),
                        ("name", models.CharField(max_length=80, verbose_name="Name")),
                        ("is_active", models.BooleanField(default=True, verbose_name="In use")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="a893eb1a5c0be8055345f8d77155265c4fe04ea6",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_3294f",
                                    table="icam_regionevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Office",
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
                                related_name="offices",
                                to="icam.region",
                                verbose_name="Region",
                            ),
                        ),
                        ("name", models.CharField(max_length=80, unique=True, verbose_name="Name")),
                        ("street", models.CharField(max_length=120, verbose_name="Street and number")),
                        ("postcode", models.CharField(max_length=10, verbose_name="Postcode")),
                        ("municipality", models.CharField(max_length=80, verbose_name="Municipality")),
                        (
                            "directions",
                            models.CharField(blank=True, max_length=120, verbose_name="Floor and directions"),
                        ),
                        ("phone", models.CharField(max_length=30, verbose_name="Telephone")),
                        ("email", models.EmailField(max_length=120, verbose_name="E-mail")),
                        ("is_active", models.BooleanField(default=True, verbose_name="In use")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "office",
                        "verbose_name_plural": "offices",
                        "ordering": ["name"],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "icam_officeevent" ("directions", "email", "id", "is_active", "municipality", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postcode", "region_id", "street", "version") VALUES (NEW."directions", NEW."email", NEW."id", NEW."is_active", NEW."municipality", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."postcode", NEW."region_id", NEW."street", NEW."version"); RETURN NULL;',
                                    hash="563dc69f48744fc6ecb339be08a8503de6b4684e",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_a74c5",
                                    table="icam_office",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "icam_officeevent" ("directions", "email", "id", "is_active", "municipality", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postcode", "region_id", "street", "version") VALUES (NEW."directions", NEW."email", NEW."id", NEW."is_active", NEW."municipality", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."postcode", NEW."region_id", NEW."street", NEW."version"); RETURN NULL;',
                                    hash="0812a1a7ac5be9ca1bda9bba8459ff22761671c0",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_e53e4",
                                    table="icam_office",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OfficeEvent",
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
                                to="icam.office",
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
                        ("name", models.CharField(max_length=80, verbose_name="Name")),
                        ("street", models.CharField(max_length=120, verbose_name="Street and number")),
                        ("postcode", models.CharField(max_length=10, verbose_name="Postcode")),
                        ("municipality", models.CharField(max_length=80, verbose_name="Municipality")),
                        (
                            "directions",
                            models.CharField(blank=True, max_length=120, verbose_name="Floor and directions"),
                        ),
                        ("phone", models.CharField(max_length=30, verbose_name="Telephone")),
                        ("email", models.EmailField(max_length=120, verbose_name="E-mail")),
                        ("is_active", models.BooleanField(default=True, verbose_name="In use")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="7aca4430554d111c5580cc8621ae06f986422218",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_b54c0",
                                    table="icam_officeevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Desk",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "office",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="desks",
                                to="icam.office",
                                verbose_name="Office",
                            ),
                        ),
                        ("name", models.CharField(max_length=40, verbose_name="Name")),
                        ("is_active", models.BooleanField(default=True, verbose_name="In use")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "desk",
                        "verbose_name_plural": "desks",
                        "ordering": ["office__name", "name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("office", "name"),
                                name="one_desk_of_a_name_per_office",
                                violation_error_message="This office already has a desk of that name.",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "icam_deskevent" ("id", "is_active", "name", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."id", NEW."is_active", NEW."name", NEW."office_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."version"); RETURN NULL;',
                                    hash="dfba6718cce50e50b80f811521ce7e18033f529c",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_40895",
                                    table="icam_desk",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "icam_deskevent" ("id", "is_active", "name", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."id", NEW."is_active", NEW."name", NEW."office_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."version"); RETURN NULL;',
                                    hash="f25b6882784687fbb2d048ac6d074e341c174ff3",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_481e9",
                                    table="icam_desk",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeskEvent",
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
                                to="icam.desk",
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
                            "office",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="icam.office",
                                verbose_name="Office",
                            ),
                        ),
                        ("name", models.CharField(max_length=40, verbose_name="Name")),
                        ("is_active", models.BooleanField(default=True, verbose_name="In use")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="25dac4f79b28358218954584e1a42ccec2a323c7",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_a91c3",
                                    table="icam_deskevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClosingDay",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("day", models.DateField(verbose_name="Day")),
                        (
                            "office",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="closing_days",
                                to="icam.office",
                                verbose_name="Only this office",
                            ),
                        ),
                        ("label", models.CharField(max_length=80, verbose_name="Why")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "closing day",
                        "verbose_name_plural": "closing days",
                        "ordering": ["-day"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("day", "office"),
                                name="one_closing_day_per_office",
                                nulls_distinct=False,
                                violation_error_message="That day is already a closing day there.",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "icam_closingdayevent" ("day", "id", "label", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."day", NEW."id", NEW."label", NEW."office_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."version"); RETURN NULL;',
                                    hash="d28c06a506c7aebaa9efa88f7895f55a7a50a66c",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_bf944",
                                    table="icam_closingday",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "icam_closingdayevent" ("day", "id", "label", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."day", NEW."id", NEW."label", NEW."office_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."version"); RETURN NULL;',
                                    hash="dac4a6f5ec0f5985de445eb48a175912ddf80af2",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_e7ac8",
                                    table="icam_closingday",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClosingDayEvent",
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
                                to="icam.closingday",
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
                        ("day", models.DateField(verbose_name="Day")),
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
                                verbose_name="Only this office",
                            ),
                        ),
                        ("label", models.CharField(max_length=80, verbose_name="Why")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="a39fe7307f49cd7f13f4f6ed959b574990e5cc70",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_2ceac",
                                    table="icam_closingdayevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Opening",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("starts", models.TimeField(verbose_name="From")),
                        ("ends", models.TimeField(verbose_name="Until")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("appointment", "By appointment"),
                                    ("counter_day", "Desk day: first interviews"),
                                    ("walk_in", "Open desk, without appointment"),
                                ],
                                default="appointment",
                                max_length=11,
                                verbose_name="For",
                            ),
                        ),
                        (
                            "slot_minutes",
                            models.PositiveSmallIntegerField(
                                default=60,
                                validators=[
                                    django.core.validators.MinValueValidator(10),
                                    django.core.validators.MaxValueValidator(240),
                                ],
                                verbose_name="Minutes per slot",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "desk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="openings",
                                to="icam.desk",
                                verbose_name="Desk",
                            ),
                        ),
                        (
                            "weekday",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (0, "Monday"),
                                    (1, "Tuesday"),
                                    (2, "Wednesday"),
                                    (3, "Thursday"),
                                    (4, "Friday"),
                                    (5, "Saturday"),
                                    (6, "Sunday"),
                                ],
                                verbose_name="Day of the week",
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="In force from")),
                        (
                            "valid_until",
                            models.DateField(blank=True, null=True, verbose_name="In force until and including"),
                        ),
                    ],
                    options={
                        "verbose_name": "opening hours",
                        "verbose_name_plural": "opening hours",
                        "ordering": ["desk", "weekday", "starts"],
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["appointment", "counter_day", "walk_in"])),
                                name="opening_kind_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends__gt", models.F("starts"))),
                                name="opening_ends_after_start",
                                violation_error_message="The end lies before the beginning.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("slot_minutes__gte", 10), ("slot_minutes__lte", 240)),
                                name="opening_slot_is_sensible",
                                violation_error_message="A slot lasts between 10 minutes and 4 hours.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("weekday__in", [0, 1, 2, 3, 4, 5, 6])),
                                name="opening_weekday_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_until__isnull", True),
                                    ("valid_until__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="opening_valid_until_not_before_valid_from",
                                violation_error_message="The end lies before the beginning.",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    (models.F("desk"), "="),
                                    (models.F("weekday"), "="),
                                    (
                                        icam.models.agenda.WholeDays(models.F("valid_from"), models.F("valid_until")),
                                        "&&",
                                    ),
                                    (icam.models.agenda.HoursTaken(models.F("starts"), models.F("ends")), "&&"),
                                ],
                                name="a_desk_opens_once_at_a_time",
                                violation_error_message="The desk already has opening hours at that time.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "icam_openingevent" ("desk_id", "ends", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slot_minutes", "starts", "valid_from", "valid_until", "version", "weekday") VALUES (NEW."desk_id", NEW."ends", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slot_minutes", NEW."starts", NEW."valid_from", NEW."valid_until", NEW."version", NEW."weekday"); RETURN NULL;',
                                    hash="0e903465d3c71e47d44fa1727b03e39e56243f90",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_ef701",
                                    table="icam_opening",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "icam_openingevent" ("desk_id", "ends", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slot_minutes", "starts", "valid_from", "valid_until", "version", "weekday") VALUES (NEW."desk_id", NEW."ends", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slot_minutes", NEW."starts", NEW."valid_from", NEW."valid_until", NEW."version", NEW."weekday"); RETURN NULL;',
                                    hash="caf5622b934ce4cdd25f6384cbf37d149559fad9",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_3b96d",
                                    table="icam_opening",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OpeningEvent",
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
                                to="icam.opening",
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
                        ("starts", models.TimeField(verbose_name="From")),
                        ("ends", models.TimeField(verbose_name="Until")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("appointment", "By appointment"),
                                    ("counter_day", "Desk day: first interviews"),
                                    ("walk_in", "Open desk, without appointment"),
                                ],
                                default="appointment",
                                max_length=11,
                                verbose_name="For",
                            ),
                        ),
                        (
                            "slot_minutes",
                            models.PositiveSmallIntegerField(
                                default=60,
                                validators=[
                                    django.core.validators.MinValueValidator(10),
                                    django.core.validators.MaxValueValidator(240),
                                ],
                                verbose_name="Minutes per slot",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "desk",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="icam.desk",
                                verbose_name="Desk",
                            ),
                        ),
                        (
                            "weekday",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (0, "Monday"),
                                    (1, "Tuesday"),
                                    (2, "Wednesday"),
                                    (3, "Thursday"),
                                    (4, "Friday"),
                                    (5, "Saturday"),
                                    (6, "Sunday"),
                                ],
                                verbose_name="Day of the week",
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="In force from")),
                        (
                            "valid_until",
                            models.DateField(blank=True, null=True, verbose_name="In force until and including"),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="7eacad05b53d5999c7c4f4670b480951ef8e0a19",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_f7f14",
                                    table="icam_openingevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OpeningException",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("starts", models.TimeField(verbose_name="From")),
                        ("ends", models.TimeField(verbose_name="Until")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("appointment", "By appointment"),
                                    ("counter_day", "Desk day: first interviews"),
                                    ("walk_in", "Open desk, without appointment"),
                                ],
                                default="appointment",
                                max_length=11,
                                verbose_name="For",
                            ),
                        ),
                        (
                            "slot_minutes",
                            models.PositiveSmallIntegerField(
                                default=60,
                                validators=[
                                    django.core.validators.MinValueValidator(10),
                                    django.core.validators.MaxValueValidator(240),
                                ],
                                verbose_name="Minutes per slot",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "desk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="opening_exceptions",
                                to="icam.desk",
                                verbose_name="Desk",
                            ),
                        ),
                        ("day", models.DateField(verbose_name="Day")),
                        ("is_open", models.BooleanField(default=True, verbose_name="Open")),
                        ("label", models.CharField(max_length=80, verbose_name="Why")),
                    ],
                    options={
                        "verbose_name": "exception to opening hours",
                        "verbose_name_plural": "exceptions to opening hours",
                        "ordering": ["-day", "desk", "starts"],
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["appointment", "counter_day", "walk_in"])),
                                name="opening_exception_kind_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends__gt", models.F("starts"))),
                                name="opening_exception_ends_after_start",
                                violation_error_message="The end lies before the beginning.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("slot_minutes__gte", 10), ("slot_minutes__lte", 240)),
                                name="opening_exception_slot_is_sensible",
                                violation_error_message="A slot lasts between 10 minutes and 4 hours.",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    (models.F("desk"), "="),
                                    (models.F("day"), "="),
                                    (icam.models.agenda.HoursTaken(models.F("starts"), models.F("ends")), "&&"),
                                ],
                                name="one_exception_at_a_time",
                                violation_error_message="The desk already has an exception at that time.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "icam_openingexceptionevent" ("day", "desk_id", "ends", "id", "is_open", "kind", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slot_minutes", "starts", "version") VALUES (NEW."day", NEW."desk_id", NEW."ends", NEW."id", NEW."is_open", NEW."kind", NEW."label", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slot_minutes", NEW."starts", NEW."version"); RETURN NULL;',
                                    hash="cccc75ae28a81fe2cb40e524bbb1f6648016ec58",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_372af",
                                    table="icam_openingexception",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "icam_openingexceptionevent" ("day", "desk_id", "ends", "id", "is_open", "kind", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slot_minutes", "starts", "version") VALUES (NEW."day", NEW."desk_id", NEW."ends", NEW."id", NEW."is_open", NEW."kind", NEW."label", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slot_minutes", NEW."starts", NEW."version"); RETURN NULL;',
                                    hash="64919dd8cc849709dd707f4510dc52849662f9d6",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_c5a47",
                                    table="icam_openingexception",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OpeningExceptionEvent",
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
                                to="icam.openingexception",
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
                        ("starts", models.TimeField(verbose_name="From")),
                        ("ends", models.TimeField(verbose_name="Until")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("appointment", "By appointment"),
                                    ("counter_day", "Desk day: first interviews"),
                                    ("walk_in", "Open desk, without appointment"),
                                ],
                                default="appointment",
                                max_length=11,
                                verbose_name="For",
                            ),
                        ),
                        (
                            "slot_minutes",
                            models.PositiveSmallIntegerField(
                                default=60,
                                validators=[
                                    django.core.validators.MinValueValidator(10),
                                    django.core.validators.MaxValueValidator(240),
                                ],
                                verbose_name="Minutes per slot",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "desk",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="icam.desk",
                                verbose_name="Desk",
                            ),
                        ),
                        ("day", models.DateField(verbose_name="Day")),
                        ("is_open", models.BooleanField(default=True, verbose_name="Open")),
                        ("label", models.CharField(max_length=80, verbose_name="Why")),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="27709e5648fc67f48eb33ee2dc66ec4d8b9334e7",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_0a75a",
                                    table="icam_openingexceptionevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Absence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="absences",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Who is away",
                            ),
                        ),
                        ("starts_at", models.DateTimeField(verbose_name="From")),
                        ("ends_at", models.DateTimeField(verbose_name="Until")),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("leave", "Leave"),
                                    ("training", "Training"),
                                    ("duty", "Other duty"),
                                    ("other", "Absent"),
                                ],
                                default="leave",
                                max_length=8,
                                verbose_name="Reason",
                            ),
                        ),
                        (
                            "cover",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="covers",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Who stands in",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "absence",
                        "verbose_name_plural": "absences",
                        "ordering": ["starts_at", "id"],
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason__in", ["leave", "training", "duty", "other"])),
                                name="absence_reason_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="absence_ends_after_start",
                                violation_error_message="The end lies before the beginning.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("cover__isnull", True),
                                    models.Q(("cover", models.F("user")), _negated=True),
                                    _connector="OR",
                                ),
                                name="absence_is_covered_by_another",
                                violation_error_message="Nobody stands in for himself.",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("withdrawn_at__isnull", True)),
                                expressions=[
                                    (models.F("user"), "="),
                                    (icam.models.agenda.Moments(models.F("starts_at"), models.F("ends_at")), "&&"),
                                ],
                                name="one_absence_at_a_time",
                                violation_error_message="An absence is already recorded for that time.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "icam_absenceevent" ("cover_id", "ends_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_by_id", "starts_at", "user_id", "version", "withdrawn_at") VALUES (NEW."cover_id", NEW."ends_at", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."recorded_by_id", NEW."starts_at", NEW."user_id", NEW."version", NEW."withdrawn_at"); RETURN NULL;',
                                    hash="66edd6c1567e05850b4849b22d4609a753182acb",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_d99cd",
                                    table="icam_absence",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "icam_absenceevent" ("cover_id", "ends_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_by_id", "starts_at", "user_id", "version", "withdrawn_at") VALUES (NEW."cover_id", NEW."ends_at", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."recorded_by_id", NEW."starts_at", NEW."user_id", NEW."version", NEW."withdrawn_at"); RETURN NULL;',
                                    hash="75d9ee6650e35eb81ee5add6724ecbcde40a56ec",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_c71b7",
                                    table="icam_absence",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AbsenceEvent",
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
                                to="icam.absence",
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
                            "user",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Who is away",
                            ),
                        ),
                        ("starts_at", models.DateTimeField(verbose_name="From")),
                        ("ends_at", models.DateTimeField(verbose_name="Until")),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("leave", "Leave"),
                                    ("training", "Training"),
                                    ("duty", "Other duty"),
                                    ("other", "Absent"),
                                ],
                                default="leave",
                                max_length=8,
                                verbose_name="Reason",
                            ),
                        ),
                        (
                            "cover",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Who stands in",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="4dba2a76de9c778e9db1a7ea9f253861eca09ad5",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_78ae4",
                                    table="icam_absenceevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgendaFeed",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agenda_feeds",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        ("last_read_at", models.DateTimeField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("revoked_at__isnull", True)),
                                fields=("user",),
                                name="one_calendar_address_per_user",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "icam_agendafeedevent" ("id", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "user_id", "version") VALUES (NEW."id", NEW."made_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."revoked_at", NEW."user_id", NEW."version"); RETURN NULL;',
                                    hash="cae1999347717139bc2f7a24389770c6e1c8ea42",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_36de5",
                                    table="icam_agendafeed",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                                    func='INSERT INTO "icam_agendafeedevent" ("id", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "user_id", "version") VALUES (NEW."id", NEW."made_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."revoked_at", NEW."user_id", NEW."version"); RETURN NULL;',
                                    hash="e037e4c4e1835ffa1bdb45a293f38143c4d90578",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_2d93d",
                                    table="icam_agendafeed",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgendaFeedEvent",
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
                                to="icam.agendafeed",
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
                            "user",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="ed5a5be81852ff4ec32b545697c5599514a1aec6",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_d800d",
                                    table="icam_agendafeedevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NoShowRule",
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
                                related_name="no_show_rules",
                                to="icam.region",
                                verbose_name="Region",
                            ),
                        ),
                        (
                            "from_count",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(20),
                                ],
                                verbose_name="From this time on",
                            ),
                        ),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("invite_again", "Invite again"),
                                    ("address_check", "Have the address checked (art. 74/26)"),
                                    ("manager_decides", "The manager decides"),
                                ],
                                max_length=15,
                                verbose_name="Next step",
                            ),
                        ),
                        (
                            "days",
                            models.PositiveSmallIntegerField(
                                default=5,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(60),
                                ],
                                verbose_name="Within working days",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "rule after a missed interview",
                        "verbose_name_plural": "rules after a missed interview",
                        "ordering": ["region", "from_count"],
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("step__in", ["invite_again", "address_check", "manager_decides"])),
                                name="no_show_rule_step_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("days__range", (1, 60)), ("from_count__range", (1, 20))),
                                name="no_show_rule_is_sensible",
                            ),
                            models.UniqueConstraint(
                                fields=("region", "from_count"),
                                name="one_no_show_rule_per_count",
                                violation_error_message="There is already a rule from that time on.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "icam_noshowruleevent" ("days", "from_count", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "step", "version") VALUES (NEW."days", NEW."from_count", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."region_id", NEW."step", NEW."version"); RETURN NULL;',
                                    hash="b9cebb709be3bfe56f26797069ce4d2cced3ba9e",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_304d7",
                                    table="icam_noshowrule",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "icam_noshowruleevent" ("days", "from_count", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "step", "version") VALUES (NEW."days", NEW."from_count", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."region_id", NEW."step", NEW."version"); RETURN NULL;',
                                    hash="71cb2e096a477ac58e3c63630031696952084415",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_bcf6c",
                                    table="icam_noshowrule",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NoShowRuleEvent",
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
                                to="icam.noshowrule",
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
                            "from_count",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(20),
                                ],
                                verbose_name="From this time on",
                            ),
                        ),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("invite_again", "Invite again"),
                                    ("address_check", "Have the address checked (art. 74/26)"),
                                    ("manager_decides", "The manager decides"),
                                ],
                                max_length=15,
                                verbose_name="Next step",
                            ),
                        ),
                        (
                            "days",
                            models.PositiveSmallIntegerField(
                                default=5,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(60),
                                ],
                                verbose_name="Within working days",
                            ),
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
                                    hash="cd072d43584cebfa8fd2a5728ac014293a499d08",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_942f3",
                                    table="icam_noshowruleevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AuditEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "verb",
                            models.CharField(
                                choices=[
                                    ("user_invited", "User invited"),
                                    ("user_changed", "User changed"),
                                    ("user_deactivated", "User deactivated"),
                                    ("user_reactivated", "User reactivated"),
                                    ("password_link_made", "Link to set a password made"),
                                    ("signed_in", "Signed in"),
                                    ("signed_out", "Signed out"),
                                    ("sign_in_failed", "Sign-in refused"),
                                    ("office_changed", "Office data changed"),
                                    ("case_opened", "Case looked at"),
                                    ("cases_listed", "Cases listed"),
                                    ("cases_searched", "Persons searched"),
                                    ("refused", "Access refused"),
                                    ("figures_exported", "Figures exported"),
                                    ("rows_listed", "Rows behind a figure listed"),
                                    ("letter_read", "Letter downloaded"),
                                    ("case_created", "Case opened"),
                                    ("case_changed", "Case data changed"),
                                    ("case_assigned", "Case assigned"),
                                    ("case_invited", "Invited"),
                                    ("coaching_started", "Coaching started"),
                                    ("case_concluded", "Case concluded"),
                                    ("follow_up_started", "Follow-up started"),
                                    ("case_suspended", "Case suspended"),
                                    ("case_resumed", "Case resumed"),
                                    ("closure_proposed", "Closing proposed"),
                                    ("closure_refused", "Closing refused"),
                                    ("case_closed", "Case closed"),
                                    ("case_reopened", "Case reopened"),
                                    ("case_shared", "Access given to a colleague"),
                                    ("case_unshared", "Access of a colleague ended"),
                                    ("person_created", "Person registered"),
                                    ("person_changed", "Person's data changed"),
                                    ("member_joined", "Member joined the household"),
                                    ("member_left", "Member left the household"),
                                    ("order_registered", "Order to leave registered"),
                                    ("order_changed", "Order to leave changed"),
                                    ("measure_registered", "Measure registered"),
                                    ("measure_ended", "Measure ended"),
                                    ("procedure_registered", "Residence procedure registered"),
                                    ("procedure_decided", "Residence procedure decided"),
                                    ("address_changed", "Address changed"),
                                    ("member_changed", "Membership changed"),
                                    ("members_split", "Household split"),
                                    ("members_reunited", "Households reunited"),
                                    ("apart_set", "Kept apart"),
                                    ("apart_lifted", "No longer kept apart"),
                                    ("apart_shown", "Protected address shown"),
                                    ("extension_requested", "Extension asked for"),
                                    ("extension_answered", "Extension answered"),
                                    ("appeal_lodged", "Appeal lodged"),
                                    ("appeal_decided", "Appeal decided"),
                                    ("ban_registered", "Entry ban registered"),
                                    ("ban_changed", "Entry ban changed"),
                                    ("procedure_changed", "Residence procedure changed"),
                                    ("check_asked", "Residence check asked for"),
                                    ("check_answered", "Residence check answered"),
                                    ("representative_added", "Representative added"),
                                    ("representative_changed", "Representative changed"),
                                    ("partner_added", "Partner added to the case"),
                                    ("partner_changed", "Partner of the case changed"),
                                    ("agreement_concluded", "Family agreement concluded"),
                                    ("agreement_changed", "Family agreement changed"),
                                    ("restricted_read", "Restricted data read"),
                                    ("restricted_written", "Restricted data written"),
                                    ("document_added", "Document added"),
                                    ("document_changed", "Document data changed"),
                                    ("document_refused", "Document refused"),
                                    ("document_read", "Document downloaded"),
                                    ("document_withdrawn", "Document withdrawn"),
                                    ("conclusion_made", "Conclusion to a partner made"),
                                    ("conclusion_sent", "Conclusion to a partner sent"),
                                    ("conclusion_cancelled", "Conclusion to a partner cancelled"),
                                    ("conclusion_read", "Conclusion to a partner downloaded"),
                                    ("timeline_printed", "Timeline printed"),
                                    ("access_requested", "Access asked for"),
                                    ("access_decided", "Request for access decided"),
                                    ("pair_found", "Possible duplicate noted"),
                                    ("pair_compared", "Possible duplicate looked at"),
                                    ("pair_kept", "Decided: not the same person"),
                                    ("persons_merged", "Persons merged"),
                                    ("persons_parted", "Merge undone"),
                                    ("import_read", "Import file read"),
                                    ("import_started", "Import started"),
                                    ("import_decided", "Row of an import decided"),
                                    ("import_done", "Import finished"),
                                    ("interview_planned", "Interview planned"),
                                    ("interview_moved", "Interview moved"),
                                    ("interview_recorded", "Interview recorded"),
                                    ("interview_corrected", "Interview record corrected"),
                                    ("interview_changed", "Interview arrangements changed"),
                                    ("interview_signed_off", "Interview record signed off"),
                                    ("interview_amended", "Signed-off record amended"),
                                    ("interpreter_changed", "Interpreter's booking changed"),
                                    ("written_reason_awaited", "Written reason awaited"),
                                    ("written_reason_changed", "Written reason received or decided"),
                                    ("contact_logged", "Contact logged"),
                                    ("contact_corrected", "Contact corrected"),
                                    ("obstacle_noted", "Obstacle noted"),
                                    ("obstacle_changed", "Obstacle changed"),
                                    ("review_recorded", "Engagement reviewed"),
                                    ("agreement_done", "Agreement of an interview changed"),
                                    ("summary_made", "Summary for the person made"),
                                    ("summary_handed", "Receipt of the summary recorded"),
                                    ("summary_read", "Summary for the person downloaded"),
                                    ("agenda_seen", "Agenda looked at"),
                                    ("day_list_printed", "Day list printed"),
                                    ("feed_made", "Calendar address made"),
                                    ("feed_revoked", "Calendar address revoked"),
                                    ("feed_read", "Calendar address read"),
                                    ("absence_recorded", "Absence recorded"),
                                    ("absence_changed", "Absence changed"),
                                    ("visit_registered", "Visit registered"),
                                    ("visit_changed", "Visit changed"),
                                    ("counter_seen", "Counter looked at"),
                                    ("arrival_noted", "Arrival noted"),
                                    ("task_made", "Task made"),
                                    ("task_changed", "Task changed or reassigned"),
                                    ("task_ended", "Task done or dropped"),
                                    ("prospect_proposed", "Prospect proposed"),
                                    ("prospect_told", "Prospect told"),
                                    ("prospect_corrected", "Prospect corrected"),
                                    ("result_recorded", "Result recorded"),
                                    ("letter_drafted", "Letter drafted"),
                                    ("letter_readied", "Letter ready to be made"),
                                    ("letter_rendered", "Letter made"),
                                    ("letter_failed", "Letter could not be made"),
                                    ("letter_sent", "Letter sent"),
                                    ("letter_cancelled", "Letter cancelled"),
                                    ("demonstration_filled", "Demonstration filled in"),
                                ],
                                max_length=32,
                            ),
                        ),
                        (
                            "actor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("role", models.CharField(blank=True, max_length=16)),
                        ("target_type", models.CharField(blank=True, max_length=40)),
                        ("target_id", models.BigIntegerField(null=True)),
                        ("case_id", models.BigIntegerField(null=True)),
                        ("reason", models.TextField(blank=True)),
                        ("changes", models.JSONField(default=dict)),
                        ("request_id", models.CharField(blank=True, max_length=40)),
                    ],
                    options={
                        "verbose_name": "audit event",
                        "verbose_name_plural": "audit events",
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("case_id__isnull", False)),
                                fields=["case_id", "-id"],
                                name="audit_by_case",
                            ),
                            models.Index(fields=["actor", "-id"], name="audit_by_actor"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "verb__in",
                                        [
                                            "user_invited",
                                            "user_changed",
                                            "user_deactivated",
                                            "user_reactivated",
                                            "password_link_made",
                                            "signed_in",
                                            "signed_out",
                                            "sign_in_failed",
                                            "office_changed",
                                            "case_opened",
                                            "cases_listed",
                                            "cases_searched",
                                            "refused",
                                            "figures_exported",
                                            "rows_listed",
                                            "letter_read",
                                            "case_created",
                                            "case_changed",
                                            "case_assigned",
                                            "case_invited",
                                            "coaching_started",
                                            "case_concluded",
                                            "follow_up_started",
                                            "case_suspended",
                                            "case_resumed",
                                            "closure_proposed",
                                            "closure_refused",
                                            "case_closed",
                                            "case_reopened",
                                            "case_shared",
                                            "case_unshared",
                                            "person_created",
                                            "person_changed",
                                            "member_joined",
                                            "member_left",
                                            "order_registered",
                                            "order_changed",
                                            "measure_registered",
                                            "measure_ended",
                                            "procedure_registered",
                                            "procedure_decided",
                                            "address_changed",
                                            "member_changed",
                                            "members_split",
                                            "members_reunited",
                                            "apart_set",
                                            "apart_lifted",
                                            "apart_shown",
                                            "extension_requested",
                                            "extension_answered",
                                            "appeal_lodged",
                                            "appeal_decided",
                                            "ban_registered",
                                            "ban_changed",
                                            "procedure_changed",
                                            "check_asked",
                                            "check_answered",
                                            "representative_added",
                                            "representative_changed",
                                            "partner_added",
                                            "partner_changed",
                                            "agreement_concluded",
                                            "agreement_changed",
                                            "restricted_read",
                                            "restricted_written",
                                            "document_added",
                                            "document_changed",
                                            "document_refused",
                                            "document_read",
                                            "document_withdrawn",
                                            "conclusion_made",
                                            "conclusion_sent",
                                            "conclusion_cancelled",
                                            "conclusion_read",
                                            "timeline_printed",
                                            "access_requested",
                                            "access_decided",
                                            "pair_found",
                                            "pair_compared",
                                            "pair_kept",
                                            "persons_merged",
                                            "persons_parted",
                                            "import_read",
                                            "import_started",
                                            "import_decided",
                                            "import_done",
                                            "interview_planned",
                                            "interview_moved",
                                            "interview_recorded",
                                            "interview_corrected",
                                            "interview_changed",
                                            "interview_signed_off",
                                            "interview_amended",
                                            "interpreter_changed",
                                            "written_reason_awaited",
                                            "written_reason_changed",
                                            "contact_logged",
                                            "contact_corrected",
                                            "obstacle_noted",
                                            "obstacle_changed",
                                            "review_recorded",
                                            "agreement_done",
                                            "summary_made",
                                            "summary_handed",
                                            "summary_read",
                                            "agenda_seen",
                                            "day_list_printed",
                                            "feed_made",
                                            "feed_revoked",
                                            "feed_read",
                                            "absence_recorded",
                                            "absence_changed",
                                            "visit_registered",
                                            "visit_changed",
                                            "counter_seen",
                                            "arrival_noted",
                                            "task_made",
                                            "task_changed",
                                            "task_ended",
                                            "prospect_proposed",
                                            "prospect_told",
                                            "prospect_corrected",
                                            "result_recorded",
                                            "letter_drafted",
                                            "letter_readied",
                                            "letter_rendered",
                                            "letter_failed",
                                            "letter_sent",
                                            "letter_cancelled",
                                            "demonstration_filled",
                                        ],
                                    )
                                ),
                                name="audit_verb_is_known",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="audit_event_rows",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'The audit trail is append-only.' USING ERRCODE = 'insufficient_privilege';",
                                    hash="80a08b829bad3abd2ef8b2f378cc25450e7d0fa7",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_audit_event_rows_69213",
                                    table="icam_auditevent",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="audit_event_table",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'The audit trail is append-only.' USING ERRCODE = 'insufficient_privilege';",
                                    hash="9a62049ce1bf02f50f4e779ab4423da67354d132",
                                    level="STATEMENT",
                                    operation="TRUNCATE",
                                    pgid="pgtrigger_audit_event_table_68b27",
                                    table="icam_auditevent",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="audit_chain",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    constraint="CONSTRAINT",
                                    func="\nPERFORM pg_advisory_xact_lock(743124);\nINSERT INTO icam_auditlink (event_id, previous, hash)\nSELECT e.id, p.hash, encode(sha256(convert_to(p.hash || jsonb_build_array(\n    e.id, extract(epoch from e.at)::text, e.verb, e.actor_id, e.role, e.target_type, e.target_id, e.case_id,\n    e.reason, e.changes, e.request_id)::text, 'UTF8')), 'hex')\nFROM icam_auditevent e,\n     (SELECT coalesce((SELECT l.hash FROM icam_auditlink l ORDER BY l.id DESC LIMIT 1), repeat('0', 64)) AS hash) p\nWHERE e.id = NEW.id;\nRETURN NULL;\n",
                                    hash="7a6f6efc2441267d5f19862c681e071e02c26cfe",
                                    operation="INSERT",
                                    pgid="pgtrigger_audit_chain_42986",
                                    table="icam_auditevent",
                                    timing="DEFERRABLE INITIALLY DEFERRED",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AuditLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "event",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="link", to="icam.auditevent"
                            ),
                        ),
                        ("previous", models.CharField(max_length=64)),
                        ("hash", models.CharField(max_length=64)),
                    ],
                    options={
                        "ordering": ["id"],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="audit_link_rows",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'The audit trail is append-only.' USING ERRCODE = 'insufficient_privilege';",
                                    hash="a058ad41efc2080d46291075dc62bb1569950b62",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_audit_link_rows_c0f50",
                                    table="icam_auditlink",
                                    when="BEFORE",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="audit_link_table",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'The audit trail is append-only.' USING ERRCODE = 'insufficient_privilege';",
                                    hash="b0a69f3c99b251cca35f5ae0cae15b86417ae038",
                                    level="STATEMENT",
                                    operation="TRUNCATE",
                                    pgid="pgtrigger_audit_link_table_43932",
                                    table="icam_auditlink",
                                    when="BEFORE",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Draft",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("form", models.CharField(max_length=60)),
                        ("record", models.CharField(max_length=60)),
                        ("sealed", models.BinaryField()),
                        ("based_on", models.PositiveIntegerField(blank=True, null=True)),
                        ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "default_permissions": (),
                        "indexes": [models.Index(fields=["saved_at"], name="draft_by_age")],
                        "constraints": [
                            models.UniqueConstraint(fields=("user", "form", "record"), name="one_draft_per_form")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Partner",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("reception", "Reception (Fedasil)"),
                                    ("return", "Return organisation (IOM, Caritas)"),
                                    ("municipality", "Municipality"),
                                    ("police", "Police"),
                                    ("welfare", "Public social welfare centre"),
                                    ("aid", "Aid organisation"),
                                    ("school", "School"),
                                    ("embassy", "Embassy or consulate"),
                                    ("authority", "Authority or court"),
                                    ("other", "Other"),
                                ],
                                max_length=12,
                                verbose_name="Kind",
                            ),
                        ),
                        ("name", models.CharField(max_length=120, unique=True, verbose_name="Name")),
                        ("street", models.CharField(blank=True, max_length=120, verbose_name="Street, number and box")),
                        ("postcode", models.CharField(blank=True, max_length=10, verbose_name="Postcode")),
                        ("municipality", models.CharField(blank=True, max_length=80, verbose_name="Municipality")),
                        ("phone", models.CharField(blank=True, max_length=30, verbose_name="Telephone")),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="E-mail")),
                        (
                            "language",
                            models.CharField(
                                choices=[
                                    ("en", "English"),
                                    ("fr", "Français"),
                                    ("nl", "Nederlands"),
                                    ("de", "Deutsch"),
                                ],
                                default="fr",
                                max_length=2,
                                verbose_name="Language",
                            ),
                        ),
                        ("is_active", models.BooleanField(default=True, verbose_name="In use")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "partner",
                        "verbose_name_plural": "partners",
                        "ordering": ["name"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "reception",
                                            "return",
                                            "municipality",
                                            "police",
                                            "welfare",
                                            "aid",
                                            "school",
                                            "embassy",
                                            "authority",
                                            "other",
                                        ],
                                    )
                                ),
                                name="partner_kind_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("language__in", ["en", "fr", "nl", "de"])),
                                name="partner_language_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "icam_partnerevent" ("email", "id", "is_active", "kind", "language", "municipality", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postcode", "street", "version") VALUES (NEW."email", NEW."id", NEW."is_active", NEW."kind", NEW."language", NEW."municipality", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."postcode", NEW."street", NEW."version"); RETURN NULL;',
                                    hash="70687ae1ee86e75b185877c2d7f33fd80f2e0275",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_21bb0",
                                    table="icam_partner",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "icam_partnerevent" ("email", "id", "is_active", "kind", "language", "municipality", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postcode", "street", "version") VALUES (NEW."email", NEW."id", NEW."is_active", NEW."kind", NEW."language", NEW."municipality", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."postcode", NEW."street", NEW."version"); RETURN NULL;',
                                    hash="5cb23b1c263f3bb0a6aed55215126c765a388e53",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_5b70d",
                                    table="icam_partner",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PartnerEvent",
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
                                to="icam.partner",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("reception", "Reception (Fedasil)"),
                                    ("return", "Return organisation (IOM, Caritas)"),
                                    ("municipality", "Municipality"),
                                    ("police", "Police"),
                                    ("welfare", "Public social welfare centre"),
                                    ("aid", "Aid organisation"),
                                    ("school", "School"),
                                    ("embassy", "Embassy or consulate"),
                                    ("authority", "Authority or court"),
                                    ("other", "Other"),
                                ],
                                max_length=12,
                                verbose_name="Kind",
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="Name")),
                        ("street", models.CharField(blank=True, max_length=120, verbose_name="Street, number and box")),
                        ("postcode", models.CharField(blank=True, max_length=10, verbose_name="Postcode")),
                        ("municipality", models.CharField(blank=True, max_length=80, verbose_name="Municipality")),
                        ("phone", models.CharField(blank=True, max_length=30, verbose_name="Telephone")),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="E-mail")),
                        (
                            "language",
                            models.CharField(
                                choices=[
                                    ("en", "English"),
                                    ("fr", "Français"),
                                    ("nl", "Nederlands"),
                                    ("de", "Deutsch"),
                                ],
                                default="fr",
                                max_length=2,
                                verbose_name="Language",
                            ),
                        ),
                        ("is_active", models.BooleanField(default=True, verbose_name="In use")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="4591904325dff4965861a15bc805fc565f594ab7",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_d9420",
                                    table="icam_partnerevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TargetGroup",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=24, unique=True, verbose_name="Code")),
                        ("name_en", models.CharField(max_length=160, verbose_name="Name in English")),
                        ("name_fr", models.CharField(max_length=160, verbose_name="Name in French")),
                        ("name_nl", models.CharField(max_length=160, verbose_name="Name in Dutch")),
                        ("name_de", models.CharField(max_length=160, verbose_name="Name in German")),
                        ("is_confirmed", models.BooleanField(default=False, verbose_name="Confirmed by the client")),
                        ("is_active", models.BooleanField(default=True, verbose_name="In use")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "target group",
                        "verbose_name_plural": "target groups",
                        "ordering": ["code"],
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "icam_targetgroupevent" ("code", "id", "is_active", "is_confirmed", "name_de", "name_en", "name_fr", "name_nl", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."code", NEW."id", NEW."is_active", NEW."is_confirmed", NEW."name_de", NEW."name_en", NEW."name_fr", NEW."name_nl", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."version"); RETURN NULL;',
                                    hash="3307d2858323b8934c86705ccf27f5819d7a40c5",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_718c7",
                                    table="icam_targetgroup",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "icam_targetgroupevent" ("code", "id", "is_active", "is_confirmed", "name_de", "name_en", "name_fr", "name_nl", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."code", NEW."id", NEW."is_active", NEW."is_confirmed", NEW."name_de", NEW."name_en", NEW."name_fr", NEW."name_nl", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."version"); RETURN NULL;',
                                    hash="85c7fdc918f5e537fda0891bb2b9742bfea93fae",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_91024",
                                    table="icam_targetgroup",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TargetGroupEvent",
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
                                to="icam.targetgroup",
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
                        ("code", models.CharField(max_length=24, verbose_name="Code")),
                        ("name_en", models.CharField(max_length=160, verbose_name="Name in English")),
                        ("name_fr", models.CharField(max_length=160, verbose_name="Name in French")),
                        ("name_nl", models.CharField(max_length=160, verbose_name="Name in Dutch")),
                        ("name_de", models.CharField(max_length=160, verbose_name="Name in German")),
                        ("is_confirmed", models.BooleanField(default=False, verbose_name="Confirmed by the client")),
                        ("is_active", models.BooleanField(default=True, verbose_name="In use")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="1f82a036e7346c5d7e4cf8be7302c9165e6726fb",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_a2b1e",
                                    table="icam_targetgroupevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Annex",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=24, unique=True, verbose_name="Code")),
                        ("name_en", models.CharField(max_length=160, verbose_name="Name in English")),
                        ("name_fr", models.CharField(max_length=160, verbose_name="Name in French")),
                        ("name_nl", models.CharField(max_length=160, verbose_name="Name in Dutch")),
                        ("name_de", models.CharField(max_length=160, verbose_name="Name in German")),
                        ("is_confirmed", models.BooleanField(default=False, verbose_name="Confirmed by the client")),
                        ("is_active", models.BooleanField(default=True, verbose_name="In use")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("gives_order", models.BooleanField(default=False, verbose_name="Holds an order to leave")),
                        ("is_transfer", models.BooleanField(default=False, verbose_name="Holds a transfer decision")),
                    ],
                    options={
                        "verbose_name": "annex",
                        "verbose_name_plural": "annexes",
                        "ordering": ["code"],
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "icam_annexevent" ("code", "gives_order", "id", "is_active", "is_confirmed", "is_transfer", "name_de", "name_en", "name_fr", "name_nl", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."code", NEW."gives_order", NEW."id", NEW."is_active", NEW."is_confirmed", NEW."is_transfer", NEW."name_de", NEW."name_en", NEW."name_fr", NEW."name_nl", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."version"); RETURN NULL;',
                                    hash="6d6254df805334361ca58ff1a253e82793326978",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_5fbcc",
                                    table="icam_annex",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "icam_annexevent" ("code", "gives_order", "id", "is_active", "is_confirmed", "is_transfer", "name_de", "name_en", "name_fr", "name_nl", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."code", NEW."gives_order", NEW."id", NEW."is_active", NEW."is_confirmed", NEW."is_transfer", NEW."name_de", NEW."name_en", NEW."name_fr", NEW."name_nl", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."version"); RETURN NULL;',
                                    hash="f33678b2939d45b74885820cf1e65f0559faa5a7",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_d49b1",
                                    table="icam_annex",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AnnexEvent",
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
                                to="icam.annex",
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
                        ("code", models.CharField(max_length=24, verbose_name="Code")),
                        ("name_en", models.CharField(max_length=160, verbose_name="Name in English")),
                        ("name_fr", models.CharField(max_length=160, verbose_name="Name in French")),
                        ("name_nl", models.CharField(max_length=160, verbose_name="Name in Dutch")),
                        ("name_de", models.CharField(max_length=160, verbose_name="Name in German")),
                        ("is_confirmed", models.BooleanField(default=False, verbose_name="Confirmed by the client")),
                        ("is_active", models.BooleanField(default=True, verbose_name="In use")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("gives_order", models.BooleanField(default=False, verbose_name="Holds an order to leave")),
                        ("is_transfer", models.BooleanField(default=False, verbose_name="Holds a transfer decision")),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="8a52006b9423ea5b9375ba1ab89ad5f75885673e",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_39410",
                                    table="icam_annexevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ResidenceRoute",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=24, unique=True, verbose_name="Code")),
                        ("name_en", models.CharField(max_length=160, verbose_name="Name in English")),
                        ("name_fr", models.CharField(max_length=160, verbose_name="Name in French")),
                        ("name_nl", models.CharField(max_length=160, verbose_name="Name in Dutch")),
                        ("name_de", models.CharField(max_length=160, verbose_name="Name in German")),
                        ("is_confirmed", models.BooleanField(default=False, verbose_name="Confirmed by the client")),
                        ("is_active", models.BooleanField(default=True, verbose_name="In use")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("article", models.CharField(blank=True, max_length=60, verbose_name="Article")),
                    ],
                    options={
                        "verbose_name": "residence route",
                        "verbose_name_plural": "residence routes",
                        "ordering": ["code"],
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "icam_residencerouteevent" ("article", "code", "id", "is_active", "is_confirmed", "name_de", "name_en", "name_fr", "name_nl", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."article", NEW."code", NEW."id", NEW."is_active", NEW."is_confirmed", NEW."name_de", NEW."name_en", NEW."name_fr", NEW."name_nl", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."version"); RETURN NULL;',
                                    hash="2db810a62f626bee7824d7ee88debf1a48cd8be3",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_48969",
                                    table="icam_residenceroute",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "icam_residencerouteevent" ("article", "code", "id", "is_active", "is_confirmed", "name_de", "name_en", "name_fr", "name_nl", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."article", NEW."code", NEW."id", NEW."is_active", NEW."is_confirmed", NEW."name_de", NEW."name_en", NEW."name_fr", NEW."name_nl", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."version"); RETURN NULL;',
                                    hash="12d28ea75c588237166143fa265408fcb230b9ea",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_cee65",
                                    table="icam_residenceroute",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ResidenceRouteEvent",
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
                                to="icam.residenceroute",
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
                        ("code", models.CharField(max_length=24, verbose_name="Code")),
                        ("name_en", models.CharField(max_length=160, verbose_name="Name in English")),
                        ("name_fr", models.CharField(max_length=160, verbose_name="Name in French")),
                        ("name_nl", models.CharField(max_length=160, verbose_name="Name in Dutch")),
                        ("name_de", models.CharField(max_length=160, verbose_name="Name in German")),
                        ("is_confirmed", models.BooleanField(default=False, verbose_name="Confirmed by the client")),
                        ("is_active", models.BooleanField(default=True, verbose_name="In use")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("article", models.CharField(blank=True, max_length=60, verbose_name="Article")),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="e10ba27313df437aa086bae9112ac3a000ba2142",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_dbe2d",
                                    table="icam_residencerouteevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Submission",
                    fields=[
                        ("token", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("location", models.CharField(blank=True, max_length=200)),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "default_permissions": (),
                    },
                ),
                migrations.CreateModel(
                    name="User",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                        (
                            "username",
                            models.CharField(
                                error_messages={"unique": "This user name is taken."},
                                max_length=60,
                                unique=True,
                                validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                                verbose_name="User name",
                            ),
                        ),
                        ("first_name", models.CharField(max_length=80, verbose_name="First name")),
                        ("last_name", models.CharField(max_length=80, verbose_name="Last name")),
                        ("email", models.EmailField(blank=True, max_length=120, verbose_name="E-mail")),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("coach", "ICAM coach"),
                                    ("manager", "Regional manager"),
                                    ("head", "Head of department"),
                                    ("administrator", "Administrator"),
                                ],
                                max_length=16,
                                verbose_name="Role",
                            ),
                        ),
                        (
                            "office",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="users",
                                to="icam.office",
                                verbose_name="Home office",
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
                                default="fr",
                                max_length=2,
                                verbose_name="Language of the pages",
                            ),
                        ),
                        ("is_active", models.BooleanField(default=True, verbose_name="May sign in")),
                        ("date_joined", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ("deactivated_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "regions",
                            models.ManyToManyField(
                                blank=True, related_name="users", to="icam.region", verbose_name="Regions"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "user",
                        "verbose_name_plural": "users",
                        "ordering": ["last_name", "first_name", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("role__in", ["coach", "manager", "head", "administrator"])),
                                name="user_role_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("language__in", ["en", "fr", "nl", "de"])),
                                name="user_language_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_active", True), ("deactivated_at__isnull", False), _connector="XOR"
                                ),
                                name="user_inactive_iff_dated",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "icam_userevent" ("date_joined", "deactivated_at", "email", "first_name", "id", "is_active", "language", "last_name", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "username", "version") VALUES (NEW."date_joined", NEW."deactivated_at", NEW."email", NEW."first_name", NEW."id", NEW."is_active", NEW."language", NEW."last_name", NEW."office_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."username", NEW."version"); RETURN NULL;',
                                    hash="41db994b3ba5229ede011f5921ca44819ce2f2e2",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_378c4",
                                    table="icam_user",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."date_joined" IS DISTINCT FROM (NEW."date_joined") OR OLD."deactivated_at" IS DISTINCT FROM (NEW."deactivated_at") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."first_name" IS DISTINCT FROM (NEW."first_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."last_name" IS DISTINCT FROM (NEW."last_name") OR OLD."office_id" IS DISTINCT FROM (NEW."office_id") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."username" IS DISTINCT FROM (NEW."username") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                                    func='INSERT INTO "icam_userevent" ("date_joined", "deactivated_at", "email", "first_name", "id", "is_active", "language", "last_name", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "username", "version") VALUES (NEW."date_joined", NEW."deactivated_at", NEW."email", NEW."first_name", NEW."id", NEW."is_active", NEW."language", NEW."last_name", NEW."office_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."username", NEW."version"); RETURN NULL;',
                                    hash="7479053377568af2bbc7e3362efae275db7e09c3",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_7ec8d",
                                    table="icam_user",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                    managers=[
                        ("objects", icam.models.user.UserManager()),
                    ],
                ),
                migrations.CreateModel(
                    name="UserEvent",
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
                                to=settings.AUTH_USER_MODEL,
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
                            "username",
                            models.CharField(
                                error_messages={"unique": "This user name is taken."},
                                max_length=60,
                                validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                                verbose_name="User name",
                            ),
                        ),
                        ("first_name", models.CharField(max_length=80, verbose_name="First name")),
                        ("last_name", models.CharField(max_length=80, verbose_name="Last name")),
                        ("email", models.EmailField(blank=True, max_length=120, verbose_name="E-mail")),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("coach", "ICAM coach"),
                                    ("manager", "Regional manager"),
                                    ("head", "Head of department"),
                                    ("administrator", "Administrator"),
                                ],
                                max_length=16,
                                verbose_name="Role",
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
                                verbose_name="Home office",
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
                                default="fr",
                                max_length=2,
                                verbose_name="Language of the pages",
                            ),
                        ),
                        ("is_active", models.BooleanField(default=True, verbose_name="May sign in")),
                        ("date_joined", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ("deactivated_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="c8e488f6c49360185f455918a5f0da3ec6c01377",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_05540",
                                    table="icam_userevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
