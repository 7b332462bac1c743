"""All tables of cases as they were when its first migrations were folded into one (docs/adr/0030).

The packages that it names without need come first because each of their steps renders all models that there are by then.
"""

import cases.models.household
import cases.models.interview
import datetime
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
import icam.folding
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("cases", "0001_initial"),
        ("cases", "0002_initial"),
        ("cases", "0003_household_kind_is_known"),
        ("cases", "0004_whole_file"),
        ("cases", "0005_interviews"),
        ("cases", "0006_tasks"),
        ("cases", "0007_summary_person"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("guardian", "0003_remove_groupobjectpermission_guardian_gr_content_ae6aec_idx_and_more"),
        ("icam", "0001_squashed_0005_interviews"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("sessions", "0001_initial"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
        ("usersessions", "0001_initial"),
    ]

    operations = [
        icam.folding.Together(
            operations=[
                migrations.CreateModel(
                    name="Person",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("family_name", models.CharField(blank=True, max_length=120, verbose_name="Family name")),
                        ("given_names", models.CharField(blank=True, max_length=120, verbose_name="Given names")),
                        (
                            "own_script",
                            models.CharField(blank=True, max_length=160, verbose_name="Name in the own script"),
                        ),
                        (
                            "own_script_language",
                            models.CharField(blank=True, max_length=8, verbose_name="Language of that script"),
                        ),
                        (
                            "sex",
                            models.CharField(
                                choices=[("f", "Female"), ("m", "Male"), ("x", "Other"), ("u", "Unknown")],
                                default="u",
                                max_length=1,
                                verbose_name="Sex",
                            ),
                        ),
                        ("born_on", models.DateField(blank=True, null=True, verbose_name="Date of birth")),
                        (
                            "birth_precision",
                            models.CharField(
                                choices=[
                                    ("day", "Exact day"),
                                    ("month", "Month and year"),
                                    ("year", "Year only"),
                                    ("estimated", "Estimated year"),
                                    ("unknown", "Not known"),
                                ],
                                default="unknown",
                                max_length=10,
                                verbose_name="How sure is the date",
                            ),
                        ),
                        (
                            "nationalities",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=3),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="Nationalities",
                            ),
                        ),
                        (
                            "languages",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=8),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="Languages",
                            ),
                        ),
                        (
                            "contact_language",
                            models.CharField(blank=True, max_length=8, verbose_name="Language understood best"),
                        ),
                        ("needs_interpreter", models.BooleanField(default=False, verbose_name="Needs an interpreter")),
                        (
                            "letter_language",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("en", "English"),
                                    ("fr", "Français"),
                                    ("nl", "Nederlands"),
                                    ("de", "Deutsch"),
                                ],
                                max_length=2,
                                verbose_name="Asked for letters in",
                            ),
                        ),
                        ("phone", models.CharField(blank=True, max_length=30, verbose_name="Telephone")),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged",
                                to="cases.person",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "person",
                        "verbose_name_plural": "persons",
                        "default_permissions": (),
                        "indexes": [models.Index(fields=["family_name", "given_names", "id"], name="person_by_name")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("sex__in", ["f", "m", "x", "u"])),
                                name="person_sex_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("birth_precision__in", ["day", "month", "year", "estimated", "unknown"])
                                ),
                                name="person_birth_precision_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("letter_language__in", ["en", "fr", "nl", "de", ""])),
                                name="person_letter_language_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("family_name", ""), _negated=True),
                                    models.Q(("given_names", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="person_has_some_name",
                                violation_error_message="Give at least one name.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("born_on__isnull", True),
                                    models.Q(("birth_precision", "unknown"), _negated=True),
                                    _connector="XOR",
                                ),
                                name="person_birth_unknown_iff_undated",
                                violation_error_message="Give the date of birth, or say that it is unknown.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("merged_into__isnull", True),
                                    models.Q(("merged_into", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="person_not_merged_into_himself",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_personevent" ("birth_precision", "born_on", "contact_language", "family_name", "given_names", "id", "languages", "letter_language", "merged_into_id", "nationalities", "needs_interpreter", "own_script", "own_script_language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "sex", "version") VALUES (NEW."birth_precision", NEW."born_on", NEW."contact_language", NEW."family_name", NEW."given_names", NEW."id", NEW."languages", NEW."letter_language", NEW."merged_into_id", NEW."nationalities", NEW."needs_interpreter", NEW."own_script", NEW."own_script_language", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."sex", NEW."version"); RETURN NULL;',
                                    hash="04a84e6839df051bfda259e33b5b8850d548cc73",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_eb0b4",
                                    table="cases_person",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_personevent" ("birth_precision", "born_on", "contact_language", "family_name", "given_names", "id", "languages", "letter_language", "merged_into_id", "nationalities", "needs_interpreter", "own_script", "own_script_language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "sex", "version") VALUES (NEW."birth_precision", NEW."born_on", NEW."contact_language", NEW."family_name", NEW."given_names", NEW."id", NEW."languages", NEW."letter_language", NEW."merged_into_id", NEW."nationalities", NEW."needs_interpreter", NEW."own_script", NEW."own_script_language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."sex", NEW."version"); RETURN NULL;',
                                    hash="e89ce47dc48d4922a7e0864280c73dc347e476a9",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_6804f",
                                    table="cases_person",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PersonEvent",
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
                                to="cases.person",
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
                        ("family_name", models.CharField(blank=True, max_length=120, verbose_name="Family name")),
                        ("given_names", models.CharField(blank=True, max_length=120, verbose_name="Given names")),
                        (
                            "own_script",
                            models.CharField(blank=True, max_length=160, verbose_name="Name in the own script"),
                        ),
                        (
                            "own_script_language",
                            models.CharField(blank=True, max_length=8, verbose_name="Language of that script"),
                        ),
                        (
                            "sex",
                            models.CharField(
                                choices=[("f", "Female"), ("m", "Male"), ("x", "Other"), ("u", "Unknown")],
                                default="u",
                                max_length=1,
                                verbose_name="Sex",
                            ),
                        ),
                        ("born_on", models.DateField(blank=True, null=True, verbose_name="Date of birth")),
                        (
                            "birth_precision",
                            models.CharField(
                                choices=[
                                    ("day", "Exact day"),
                                    ("month", "Month and year"),
                                    ("year", "Year only"),
                                    ("estimated", "Estimated year"),
                                    ("unknown", "Not known"),
                                ],
                                default="unknown",
                                max_length=10,
                                verbose_name="How sure is the date",
                            ),
                        ),
                        (
                            "nationalities",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=3),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="Nationalities",
                            ),
                        ),
                        (
                            "languages",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=8),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="Languages",
                            ),
                        ),
                        (
                            "contact_language",
                            models.CharField(blank=True, max_length=8, verbose_name="Language understood best"),
                        ),
                        ("needs_interpreter", models.BooleanField(default=False, verbose_name="Needs an interpreter")),
                        (
                            "letter_language",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("en", "English"),
                                    ("fr", "Français"),
                                    ("nl", "Nederlands"),
                                    ("de", "Deutsch"),
                                ],
                                max_length=2,
                                verbose_name="Asked for letters in",
                            ),
                        ),
                        ("phone", models.CharField(blank=True, max_length=30, verbose_name="Telephone")),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.person",
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
                                    hash="af3bf5833b7c82049f6c13f8eb5c165eab53c4a9",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_cd1ac",
                                    table="cases_personevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Alias",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="aliases", to="cases.person"
                            ),
                        ),
                        ("name", models.CharField(max_length=160, verbose_name="Name")),
                    ],
                    options={
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(fields=("person", "name"), name="alias_once_per_person")
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_aliasevent" ("id", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."name", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                                    hash="29becfd8b2f9d9a9c19e00352984fdd995680b71",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_cba3d",
                                    table="cases_alias",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_aliasevent" ("id", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."name", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                                    hash="4a2344444e5b56c7930850b9896de62e621a5e3f",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_60ceb",
                                    table="cases_alias",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AliasEvent",
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
                                to="cases.alias",
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
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.person",
                            ),
                        ),
                        ("name", models.CharField(max_length=160, verbose_name="Name")),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="b0d2861f8d541bfeb0d3c7e61ac3fb8692ac11b6",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_2b182",
                                    table="cases_aliasevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FileNumber",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="file_numbers",
                                to="cases.person",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("SP", "SP number (Immigration Office)"),
                                    ("OV", "OV number (Immigration Office)"),
                                    ("CGRS", "CGRS number (asylum authority)"),
                                    ("CALL", "CALL number (appeal court)"),
                                    ("FEDASIL", "Fedasil number (reception)"),
                                    ("NN", "National Register number"),
                                    ("BIS", "BIS number (social security)"),
                                    ("OTHER", "Other number"),
                                ],
                                max_length=8,
                                verbose_name="Kind",
                            ),
                        ),
                        ("as_written", models.CharField(max_length=40, verbose_name="Number")),
                        ("canonical", models.CharField(editable=False, max_length=40)),
                    ],
                    options={
                        "ordering": ["kind", "as_written"],
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["SP", "OV", "CGRS", "CALL", "FEDASIL", "NN", "BIS", "OTHER"])
                                ),
                                name="file_number_kind_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.UniqueConstraint(
                                fields=("kind", "canonical"),
                                name="file_number_belongs_to_one_person",
                                violation_error_message="Somebody is already registered under this number.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_filenumberevent" ("as_written", "canonical", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."as_written", NEW."canonical", NEW."id", NEW."kind", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                                    hash="7a2475afb6402ff0d44f841583c23c5188ab7a5c",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_11d85",
                                    table="cases_filenumber",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_filenumberevent" ("as_written", "canonical", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."as_written", NEW."canonical", NEW."id", NEW."kind", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                                    hash="bc8587364521e08267f9459aa9987216dc9c8f6d",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_6ab3f",
                                    table="cases_filenumber",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FileNumberEvent",
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
                                to="cases.filenumber",
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
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.person",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("SP", "SP number (Immigration Office)"),
                                    ("OV", "OV number (Immigration Office)"),
                                    ("CGRS", "CGRS number (asylum authority)"),
                                    ("CALL", "CALL number (appeal court)"),
                                    ("FEDASIL", "Fedasil number (reception)"),
                                    ("NN", "National Register number"),
                                    ("BIS", "BIS number (social security)"),
                                    ("OTHER", "Other number"),
                                ],
                                max_length=8,
                                verbose_name="Kind",
                            ),
                        ),
                        ("as_written", models.CharField(max_length=40, verbose_name="Number")),
                        ("canonical", models.CharField(editable=False, max_length=40)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="700b2c00785603a1ddd49951bbf017026d7204ec",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_3fc57",
                                    table="cases_filenumberevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Household",
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
                            "principal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="heads",
                                to="cases.person",
                                verbose_name="Principal",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "household",
                        "verbose_name_plural": "households",
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["single", "couple", "family", "other"])),
                                name="household_kind_is_known",
                                violation_error_message="This is not one of the choices.",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_householdevent" ("id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "principal_id", "version") VALUES (NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."principal_id", NEW."version"); RETURN NULL;',
                                    hash="cf096a32b435055ff80c6756639586f3b7c7ea2e",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_49f07",
                                    table="cases_household",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_householdevent" ("id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "principal_id", "version") VALUES (NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."principal_id", NEW."version"); RETURN NULL;',
                                    hash="9e9bd9fde58571a152cf3a28acd74d5947670e0f",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_e2fbe",
                                    table="cases_household",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HouseholdEvent",
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
                                to="cases.household",
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
                            "principal",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.person",
                                verbose_name="Principal",
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
                                    hash="09060f0a770847cb97a9b014bf411e5c39d25cf7",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_14dbb",
                                    table="cases_householdevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Member",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="members",
                                to="cases.household",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="cases.person",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("principal", "Principal"),
                                    ("partner", "Partner"),
                                    ("child", "Child"),
                                    ("other", "Other member"),
                                ],
                                max_length=10,
                                verbose_name="Role in the household",
                            ),
                        ),
                        ("joined_on", models.DateField(verbose_name="Member since")),
                        ("left_on", models.DateField(blank=True, null=True, verbose_name="Member until")),
                        (
                            "joined_because",
                            models.CharField(
                                choices=[
                                    ("founding", "Since the household is followed"),
                                    ("birth", "Born into it"),
                                    ("arrived", "Arrived"),
                                    ("split", "Left another household with part of it"),
                                    ("reunion", "Reunited with it"),
                                    ("role", "Belonged to it in another role"),
                                ],
                                default="founding",
                                max_length=8,
                                verbose_name="Became a member",
                            ),
                        ),
                        (
                            "left_because",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("split", "Separated from it"),
                                    ("reunion", "Reunited with another household"),
                                    ("left", "Left, still on the territory or not known"),
                                    ("returned", "Left the territory"),
                                    ("died", "Died"),
                                    ("role", "Stayed, in another role"),
                                ],
                                max_length=8,
                                verbose_name="Ceased to be a member",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "member",
                        "verbose_name_plural": "members",
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("role__in", ["principal", "partner", "child", "other"])),
                                name="member_role_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("joined_because__in", ["founding", "birth", "arrived", "split", "reunion", "role"])
                                ),
                                name="member_joined_because_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("left_because__in", ["split", "reunion", "left", "returned", "died", "role", ""])
                                ),
                                name="member_left_because_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("left_on__isnull", True), ("left_on__gte", models.F("joined_on")), _connector="OR"
                                ),
                                name="member_left_on_not_before_joined_on",
                                violation_error_message="The end lies before the beginning.",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    (models.F("person"), "="),
                                    (
                                        cases.models.household.DateRange(models.F("joined_on"), models.F("left_on")),
                                        "&&",
                                    ),
                                ],
                                name="member_of_one_household_at_a_time",
                                violation_error_message="This person already belongs to a household in that time.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("left_on__isnull", True), ("role", "principal")),
                                fields=("household",),
                                name="one_principal_per_household",
                                violation_error_message="The household already has a principal.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_memberevent" ("household_id", "id", "joined_because", "joined_on", "left_because", "left_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") VALUES (NEW."household_id", NEW."id", NEW."joined_because", NEW."joined_on", NEW."left_because", NEW."left_on", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role"); RETURN NULL;',
                                    hash="b2a629a96d7fb169b72bf12a82d89a087ded308c",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_9e3e0",
                                    table="cases_member",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_memberevent" ("household_id", "id", "joined_because", "joined_on", "left_because", "left_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") VALUES (NEW."household_id", NEW."id", NEW."joined_because", NEW."joined_on", NEW."left_because", NEW."left_on", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role"); RETURN NULL;',
                                    hash="78a647933c53960abfcfaa51e1f82f6ac1b642d7",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_a04ec",
                                    table="cases_member",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MemberEvent",
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
                                to="cases.member",
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
                            "household",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.household",
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
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("principal", "Principal"),
                                    ("partner", "Partner"),
                                    ("child", "Child"),
                                    ("other", "Other member"),
                                ],
                                max_length=10,
                                verbose_name="Role in the household",
                            ),
                        ),
                        ("joined_on", models.DateField(verbose_name="Member since")),
                        ("left_on", models.DateField(blank=True, null=True, verbose_name="Member until")),
                        (
                            "joined_because",
                            models.CharField(
                                choices=[
                                    ("founding", "Since the household is followed"),
                                    ("birth", "Born into it"),
                                    ("arrived", "Arrived"),
                                    ("split", "Left another household with part of it"),
                                    ("reunion", "Reunited with it"),
                                    ("role", "Belonged to it in another role"),
                                ],
                                default="founding",
                                max_length=8,
                                verbose_name="Became a member",
                            ),
                        ),
                        (
                            "left_because",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("split", "Separated from it"),
                                    ("reunion", "Reunited with another household"),
                                    ("left", "Left, still on the territory or not known"),
                                    ("returned", "Left the territory"),
                                    ("died", "Died"),
                                    ("role", "Stayed, in another role"),
                                ],
                                max_length=8,
                                verbose_name="Ceased to be a member",
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
                                    hash="0f8a1c8192752eadf868dca5f4db33d9b0b17923",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_86540",
                                    table="cases_memberevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="KeepApart",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "protected",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="kept_from",
                                to="cases.person",
                                verbose_name="Protected person",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="kept_away",
                                to="cases.person",
                                verbose_name="Kept apart from",
                            ),
                        ),
                        (
                            "because",
                            models.CharField(
                                choices=[
                                    ("violence", "Violence or threat"),
                                    ("trafficking", "Trafficking or exploitation"),
                                    ("court", "Order of a court"),
                                    ("wish", "The person asked for it"),
                                ],
                                max_length=11,
                                verbose_name="Reason",
                            ),
                        ),
                        ("since", models.DateField(verbose_name="Since")),
                        (
                            "set_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "lifted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("lifted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "lifted_because",
                            models.CharField(blank=True, max_length=200, verbose_name="Why it was lifted"),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("because__in", ["violence", "trafficking", "court", "wish"])),
                                name="apart_because_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("protected", models.F("other")), _negated=True),
                                name="apart_from_another",
                                violation_error_message="Nobody is kept apart from himself.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("lifted_at__isnull", True)),
                                fields=("protected", "other"),
                                name="apart_once",
                                violation_error_message="These two are kept apart already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("lifted_at__isnull", True), ("lifted_by__isnull", False), _connector="XOR"
                                ),
                                name="apart_lifted_iff_dated",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_keepapartevent" ("because", "id", "lifted_at", "lifted_because", "lifted_by_id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "protected_id", "set_by_id", "since", "version") VALUES (NEW."because", NEW."id", NEW."lifted_at", NEW."lifted_because", NEW."lifted_by_id", NEW."other_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."protected_id", NEW."set_by_id", NEW."since", NEW."version"); RETURN NULL;',
                                    hash="2426834805a8bc08fee647a97b15ab71e06563b6",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_d83e8",
                                    table="cases_keepapart",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_keepapartevent" ("because", "id", "lifted_at", "lifted_because", "lifted_by_id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "protected_id", "set_by_id", "since", "version") VALUES (NEW."because", NEW."id", NEW."lifted_at", NEW."lifted_because", NEW."lifted_by_id", NEW."other_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."protected_id", NEW."set_by_id", NEW."since", NEW."version"); RETURN NULL;',
                                    hash="9b54250652b00cb59eced61f4953cbccd6fa39f4",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_4e399",
                                    table="cases_keepapart",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="KeepApartEvent",
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
                                to="cases.keepapart",
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
                            "protected",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.person",
                                verbose_name="Protected person",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.person",
                                verbose_name="Kept apart from",
                            ),
                        ),
                        (
                            "because",
                            models.CharField(
                                choices=[
                                    ("violence", "Violence or threat"),
                                    ("trafficking", "Trafficking or exploitation"),
                                    ("court", "Order of a court"),
                                    ("wish", "The person asked for it"),
                                ],
                                max_length=11,
                                verbose_name="Reason",
                            ),
                        ),
                        ("since", models.DateField(verbose_name="Since")),
                        (
                            "set_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "lifted_by",
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
                        ("lifted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "lifted_because",
                            models.CharField(blank=True, max_length=200, verbose_name="Why it was lifted"),
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
                                    hash="1babcb302b7df1a80e0e17dec78d610940838a0c",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_85057",
                                    table="cases_keepapartevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Case",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reference", models.CharField(max_length=20, unique=True, verbose_name="Reference")),
                        (
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="cases", to="cases.household"
                            ),
                        ),
                        (
                            "track",
                            models.CharField(
                                choices=[("return", "Return"), ("transfer", "Transfer")],
                                max_length=8,
                                verbose_name="Track",
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
                        (
                            "intake_channel",
                            models.CharField(
                                choices=[
                                    ("selection", "Selected by the Office"),
                                    ("with_order", "Together with the order to leave"),
                                    ("police", "Intercepted by the police"),
                                    ("centre", "Open return place"),
                                    ("helpline", "Helpline"),
                                    ("walk_in", "Walk-in"),
                                    ("other", "Other"),
                                ],
                                max_length=12,
                                verbose_name="Came in by",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cases",
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
                                related_name="cases",
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
                                related_name="cases",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Coach",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("selected", "Selected"),
                                    ("invited", "Invited"),
                                    ("in_coaching", "In coaching"),
                                    ("concluded", "Concluded"),
                                    ("follow_up", "In follow-up"),
                                    ("suspended", "Suspended"),
                                    ("closed", "Closed"),
                                ],
                                default="selected",
                                max_length=12,
                                verbose_name="State",
                            ),
                        ),
                        ("cycle", models.PositiveSmallIntegerField(default=1, verbose_name="Cycle")),
                        ("opened_on", models.DateField(verbose_name="Opened on")),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="Closed on")),
                        (
                            "closure_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("stay_granted", "Right to stay granted"),
                                    ("assisted_return", "Assisted voluntary return effected"),
                                    ("office_return", "Return organised by the Office effected"),
                                    ("autonomous_return", "Autonomous return effected"),
                                    ("transferred", "Transfer effected"),
                                    ("moved_country", "Left for another country of residence"),
                                    ("never_reached", "Never reached, letters undeliverable"),
                                    ("no_response", "No response to the invitations"),
                                    ("address_unknown", "Moved, new address unknown"),
                                    ("declined", "Declined coaching"),
                                    ("non_cooperation", "No cooperation, handed over for forced return"),
                                    ("detained", "Detained"),
                                    ("absconded", "Absconded"),
                                    ("forced_return", "Forced return effected"),
                                    ("order_withdrawn", "Order withdrawn or annulled"),
                                    ("public_order", "Public order"),
                                    ("deceased", "Deceased"),
                                    ("duplicate", "Duplicate of another case"),
                                    ("other", "Other reason"),
                                ],
                                max_length=20,
                                verbose_name="Closed because",
                            ),
                        ),
                        (
                            "suspended_from",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("selected", "Selected"),
                                    ("invited", "Invited"),
                                    ("in_coaching", "In coaching"),
                                    ("concluded", "Concluded"),
                                    ("follow_up", "In follow-up"),
                                    ("suspended", "Suspended"),
                                    ("closed", "Closed"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "suspension_ground",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("procedure", "Procedure that gives provisional stay"),
                                    ("appeal", "Suspensive appeal"),
                                    ("health", "Health"),
                                    ("public_order", "Public order"),
                                ],
                                max_length=12,
                                verbose_name="Suspended for",
                            ),
                        ),
                        (
                            "suspension_ends_with",
                            models.CharField(blank=True, max_length=200, verbose_name="What ends the suspension"),
                        ),
                        ("leave_by", models.DateField(blank=True, null=True, verbose_name="To leave by")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "case",
                        "verbose_name_plural": "cases",
                        "permissions": [("view_case", "Open the case"), ("work_case", "Work on the case")],
                        "default_permissions": (),
                        "indexes": [
                            models.Index(
                                django.db.models.functions.comparison.Coalesce(
                                    "leave_by", models.Value(datetime.date(9999, 12, 31))
                                ),
                                models.F("id"),
                                name="case_by_deadline",
                            ),
                            models.Index(
                                models.F("region"),
                                django.db.models.functions.comparison.Coalesce(
                                    "leave_by", models.Value(datetime.date(9999, 12, 31))
                                ),
                                models.F("id"),
                                name="case_by_region_deadline",
                            ),
                            models.Index(fields=["coach", "state"], name="case_by_coach"),
                            models.Index(fields=["region", "state", "id"], name="case_by_region_state"),
                            models.Index(fields=["opened_on", "id"], name="case_by_opening"),
                            models.Index(fields=["region", "opened_on", "id"], name="case_by_region_opening"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("track__in", ["return", "transfer"])),
                                name="case_track_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "intake_channel__in",
                                        ["selection", "with_order", "police", "centre", "helpline", "walk_in", "other"],
                                    )
                                ),
                                name="case_intake_channel_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "selected",
                                            "invited",
                                            "in_coaching",
                                            "concluded",
                                            "follow_up",
                                            "suspended",
                                            "closed",
                                        ],
                                    )
                                ),
                                name="case_state_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "closure_reason__in",
                                        [
                                            "stay_granted",
                                            "assisted_return",
                                            "office_return",
                                            "autonomous_return",
                                            "transferred",
                                            "moved_country",
                                            "never_reached",
                                            "no_response",
                                            "address_unknown",
                                            "declined",
                                            "non_cooperation",
                                            "detained",
                                            "absconded",
                                            "forced_return",
                                            "order_withdrawn",
                                            "public_order",
                                            "deceased",
                                            "duplicate",
                                            "other",
                                            "",
                                        ],
                                    )
                                ),
                                name="case_closure_reason_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "suspended_from__in",
                                        [
                                            "selected",
                                            "invited",
                                            "in_coaching",
                                            "concluded",
                                            "follow_up",
                                            "suspended",
                                            "closed",
                                            "",
                                        ],
                                    )
                                ),
                                name="case_suspended_from_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("suspension_ground__in", ["procedure", "appeal", "health", "public_order", ""])
                                ),
                                name="case_suspension_ground_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_on__isnull", True),
                                    ("closed_on__gte", models.F("opened_on")),
                                    _connector="OR",
                                ),
                                name="case_closed_on_not_before_opened_on",
                                violation_error_message="The end lies before the beginning.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state", "closed"), ("closed_on__isnull", True), _connector="XOR"),
                                name="case_closed_iff_dated",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state", "closed"), ("closure_reason", ""), _connector="XOR"),
                                name="case_closed_iff_reasoned",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state", "suspended"), ("suspension_ground", ""), _connector="XOR"),
                                name="case_suspended_iff_grounded",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("closed_on__isnull", True)),
                                fields=("household", "track"),
                                name="one_open_case_per_household_and_track",
                                violation_error_message="This household already has an open case on that track.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_caseevent" ("closed_on", "closure_reason", "coach_id", "cycle", "household_id", "id", "intake_channel", "leave_by", "office_id", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "region_id", "state", "suspended_from", "suspension_ends_with", "suspension_ground", "target_group_id", "track", "version") VALUES (NEW."closed_on", NEW."closure_reason", NEW."coach_id", NEW."cycle", NEW."household_id", NEW."id", NEW."intake_channel", NEW."leave_by", NEW."office_id", NEW."opened_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reference", NEW."region_id", NEW."state", NEW."suspended_from", NEW."suspension_ends_with", NEW."suspension_ground", NEW."target_group_id", NEW."track", NEW."version"); RETURN NULL;',
                                    hash="1e2a16560bdcf2adc6f929e4fbb7ee111c07438e",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_0b483",
                                    table="cases_case",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_caseevent" ("closed_on", "closure_reason", "coach_id", "cycle", "household_id", "id", "intake_channel", "leave_by", "office_id", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "region_id", "state", "suspended_from", "suspension_ends_with", "suspension_ground", "target_group_id", "track", "version") VALUES (NEW."closed_on", NEW."closure_reason", NEW."coach_id", NEW."cycle", NEW."household_id", NEW."id", NEW."intake_channel", NEW."leave_by", NEW."office_id", NEW."opened_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reference", NEW."region_id", NEW."state", NEW."suspended_from", NEW."suspension_ends_with", NEW."suspension_ground", NEW."target_group_id", NEW."track", NEW."version"); RETURN NULL;',
                                    hash="a300d3eee02725feea4e3e0cba94f856fb37e235",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_f5146",
                                    table="cases_case",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseEvent",
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
                                to="cases.case",
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
                        ("reference", models.CharField(max_length=20, verbose_name="Reference")),
                        (
                            "household",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.household",
                            ),
                        ),
                        (
                            "track",
                            models.CharField(
                                choices=[("return", "Return"), ("transfer", "Transfer")],
                                max_length=8,
                                verbose_name="Track",
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
                        (
                            "intake_channel",
                            models.CharField(
                                choices=[
                                    ("selection", "Selected by the Office"),
                                    ("with_order", "Together with the order to leave"),
                                    ("police", "Intercepted by the police"),
                                    ("centre", "Open return place"),
                                    ("helpline", "Helpline"),
                                    ("walk_in", "Walk-in"),
                                    ("other", "Other"),
                                ],
                                max_length=12,
                                verbose_name="Came in by",
                            ),
                        ),
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
                            "state",
                            models.CharField(
                                choices=[
                                    ("selected", "Selected"),
                                    ("invited", "Invited"),
                                    ("in_coaching", "In coaching"),
                                    ("concluded", "Concluded"),
                                    ("follow_up", "In follow-up"),
                                    ("suspended", "Suspended"),
                                    ("closed", "Closed"),
                                ],
                                default="selected",
                                max_length=12,
                                verbose_name="State",
                            ),
                        ),
                        ("cycle", models.PositiveSmallIntegerField(default=1, verbose_name="Cycle")),
                        ("opened_on", models.DateField(verbose_name="Opened on")),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="Closed on")),
                        (
                            "closure_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("stay_granted", "Right to stay granted"),
                                    ("assisted_return", "Assisted voluntary return effected"),
                                    ("office_return", "Return organised by the Office effected"),
                                    ("autonomous_return", "Autonomous return effected"),
                                    ("transferred", "Transfer effected"),
                                    ("moved_country", "Left for another country of residence"),
                                    ("never_reached", "Never reached, letters undeliverable"),
                                    ("no_response", "No response to the invitations"),
                                    ("address_unknown", "Moved, new address unknown"),
                                    ("declined", "Declined coaching"),
                                    ("non_cooperation", "No cooperation, handed over for forced return"),
                                    ("detained", "Detained"),
                                    ("absconded", "Absconded"),
                                    ("forced_return", "Forced return effected"),
                                    ("order_withdrawn", "Order withdrawn or annulled"),
                                    ("public_order", "Public order"),
                                    ("deceased", "Deceased"),
                                    ("duplicate", "Duplicate of another case"),
                                    ("other", "Other reason"),
                                ],
                                max_length=20,
                                verbose_name="Closed because",
                            ),
                        ),
                        (
                            "suspended_from",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("selected", "Selected"),
                                    ("invited", "Invited"),
                                    ("in_coaching", "In coaching"),
                                    ("concluded", "Concluded"),
                                    ("follow_up", "In follow-up"),
                                    ("suspended", "Suspended"),
                                    ("closed", "Closed"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "suspension_ground",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("procedure", "Procedure that gives provisional stay"),
                                    ("appeal", "Suspensive appeal"),
                                    ("health", "Health"),
                                    ("public_order", "Public order"),
                                ],
                                max_length=12,
                                verbose_name="Suspended for",
                            ),
                        ),
                        (
                            "suspension_ends_with",
                            models.CharField(blank=True, max_length=200, verbose_name="What ends the suspension"),
                        ),
                        ("leave_by", models.DateField(blank=True, null=True, verbose_name="To leave by")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="65b17c5dc231aae95e4a5d286bcd92a634f3ebd3",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_320b9",
                                    table="cases_caseevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseMove",
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
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="moves", to="cases.case"
                            ),
                        ),
                        ("cycle", models.PositiveSmallIntegerField(verbose_name="Cycle")),
                        (
                            "source",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("selected", "Selected"),
                                    ("invited", "Invited"),
                                    ("in_coaching", "In coaching"),
                                    ("concluded", "Concluded"),
                                    ("follow_up", "In follow-up"),
                                    ("suspended", "Suspended"),
                                    ("closed", "Closed"),
                                ],
                                max_length=12,
                                verbose_name="From",
                            ),
                        ),
                        (
                            "target",
                            models.CharField(
                                choices=[
                                    ("selected", "Selected"),
                                    ("invited", "Invited"),
                                    ("in_coaching", "In coaching"),
                                    ("concluded", "Concluded"),
                                    ("follow_up", "In follow-up"),
                                    ("suspended", "Suspended"),
                                    ("closed", "Closed"),
                                ],
                                max_length=12,
                                verbose_name="To",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="Day")),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reason", models.TextField(blank=True, verbose_name="Reason")),
                        (
                            "closure_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("stay_granted", "Right to stay granted"),
                                    ("assisted_return", "Assisted voluntary return effected"),
                                    ("office_return", "Return organised by the Office effected"),
                                    ("autonomous_return", "Autonomous return effected"),
                                    ("transferred", "Transfer effected"),
                                    ("moved_country", "Left for another country of residence"),
                                    ("never_reached", "Never reached, letters undeliverable"),
                                    ("no_response", "No response to the invitations"),
                                    ("address_unknown", "Moved, new address unknown"),
                                    ("declined", "Declined coaching"),
                                    ("non_cooperation", "No cooperation, handed over for forced return"),
                                    ("detained", "Detained"),
                                    ("absconded", "Absconded"),
                                    ("forced_return", "Forced return effected"),
                                    ("order_withdrawn", "Order withdrawn or annulled"),
                                    ("public_order", "Public order"),
                                    ("deceased", "Deceased"),
                                    ("duplicate", "Duplicate of another case"),
                                    ("other", "Other reason"),
                                ],
                                max_length=20,
                                verbose_name="Closed because",
                            ),
                        ),
                        (
                            "suspension_ground",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("procedure", "Procedure that gives provisional stay"),
                                    ("appeal", "Suspensive appeal"),
                                    ("health", "Health"),
                                    ("public_order", "Public order"),
                                ],
                                max_length=12,
                                verbose_name="Suspended for",
                            ),
                        ),
                        (
                            "intake_channel",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("selection", "Selected by the Office"),
                                    ("with_order", "Together with the order to leave"),
                                    ("police", "Intercepted by the police"),
                                    ("centre", "Open return place"),
                                    ("helpline", "Helpline"),
                                    ("walk_in", "Walk-in"),
                                    ("other", "Other"),
                                ],
                                max_length=12,
                                verbose_name="Came in by",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "default_permissions": (),
                        "indexes": [
                            models.Index(
                                fields=["target", "on"],
                                include=(
                                    "source",
                                    "region",
                                    "household_kind",
                                    "target_group",
                                    "intake_channel",
                                    "closure_reason",
                                    "case",
                                ),
                                name="move_by_target_day",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("household_kind__in", ["single", "couple", "family", "other"])),
                                name="move_household_kind_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "source__in",
                                        [
                                            "selected",
                                            "invited",
                                            "in_coaching",
                                            "concluded",
                                            "follow_up",
                                            "suspended",
                                            "closed",
                                            "",
                                        ],
                                    )
                                ),
                                name="move_source_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "target__in",
                                        [
                                            "selected",
                                            "invited",
                                            "in_coaching",
                                            "concluded",
                                            "follow_up",
                                            "suspended",
                                            "closed",
                                        ],
                                    )
                                ),
                                name="move_target_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "closure_reason__in",
                                        [
                                            "stay_granted",
                                            "assisted_return",
                                            "office_return",
                                            "autonomous_return",
                                            "transferred",
                                            "moved_country",
                                            "never_reached",
                                            "no_response",
                                            "address_unknown",
                                            "declined",
                                            "non_cooperation",
                                            "detained",
                                            "absconded",
                                            "forced_return",
                                            "order_withdrawn",
                                            "public_order",
                                            "deceased",
                                            "duplicate",
                                            "other",
                                            "",
                                        ],
                                    )
                                ),
                                name="move_closure_reason_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("suspension_ground__in", ["procedure", "appeal", "health", "public_order", ""])
                                ),
                                name="move_suspension_ground_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "intake_channel__in",
                                        [
                                            "selection",
                                            "with_order",
                                            "police",
                                            "centre",
                                            "helpline",
                                            "walk_in",
                                            "other",
                                            "",
                                        ],
                                    )
                                ),
                                name="move_intake_channel_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("target", "closed"), ("closure_reason", ""), _connector="XOR"),
                                name="move_closing_iff_reasoned",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("target", "closed")),
                                fields=("case", "cycle"),
                                name="a_cycle_closes_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("source", ""), ("source", "closed"), _connector="OR"),
                                fields=("case", "cycle"),
                                name="a_cycle_opens_once",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_casemoveevent" ("at", "by_id", "case_id", "closure_reason", "coach_id", "cycle", "household_kind", "id", "intake_channel", "office_id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "region_id", "source", "suspension_ground", "target", "target_group_id") VALUES (NEW."at", NEW."by_id", NEW."case_id", NEW."closure_reason", NEW."coach_id", NEW."cycle", NEW."household_kind", NEW."id", NEW."intake_channel", NEW."office_id", NEW."on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."region_id", NEW."source", NEW."suspension_ground", NEW."target", NEW."target_group_id"); RETURN NULL;',
                                    hash="4a329fb95cfd2c083bba9680e33b3f420d2d0d6e",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_878da",
                                    table="cases_casemove",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_casemoveevent" ("at", "by_id", "case_id", "closure_reason", "coach_id", "cycle", "household_kind", "id", "intake_channel", "office_id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "region_id", "source", "suspension_ground", "target", "target_group_id") VALUES (NEW."at", NEW."by_id", NEW."case_id", NEW."closure_reason", NEW."coach_id", NEW."cycle", NEW."household_kind", NEW."id", NEW."intake_channel", NEW."office_id", NEW."on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."region_id", NEW."source", NEW."suspension_ground", NEW."target", NEW."target_group_id"); RETURN NULL;',
                                    hash="3cb62aa1796ed2b48acdd06952b9102d58412b90",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_14721",
                                    table="cases_casemove",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseMoveEvent",
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
                                to="cases.casemove",
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
                        ("cycle", models.PositiveSmallIntegerField(verbose_name="Cycle")),
                        (
                            "source",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("selected", "Selected"),
                                    ("invited", "Invited"),
                                    ("in_coaching", "In coaching"),
                                    ("concluded", "Concluded"),
                                    ("follow_up", "In follow-up"),
                                    ("suspended", "Suspended"),
                                    ("closed", "Closed"),
                                ],
                                max_length=12,
                                verbose_name="From",
                            ),
                        ),
                        (
                            "target",
                            models.CharField(
                                choices=[
                                    ("selected", "Selected"),
                                    ("invited", "Invited"),
                                    ("in_coaching", "In coaching"),
                                    ("concluded", "Concluded"),
                                    ("follow_up", "In follow-up"),
                                    ("suspended", "Suspended"),
                                    ("closed", "Closed"),
                                ],
                                max_length=12,
                                verbose_name="To",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="Day")),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reason", models.TextField(blank=True, verbose_name="Reason")),
                        (
                            "closure_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("stay_granted", "Right to stay granted"),
                                    ("assisted_return", "Assisted voluntary return effected"),
                                    ("office_return", "Return organised by the Office effected"),
                                    ("autonomous_return", "Autonomous return effected"),
                                    ("transferred", "Transfer effected"),
                                    ("moved_country", "Left for another country of residence"),
                                    ("never_reached", "Never reached, letters undeliverable"),
                                    ("no_response", "No response to the invitations"),
                                    ("address_unknown", "Moved, new address unknown"),
                                    ("declined", "Declined coaching"),
                                    ("non_cooperation", "No cooperation, handed over for forced return"),
                                    ("detained", "Detained"),
                                    ("absconded", "Absconded"),
                                    ("forced_return", "Forced return effected"),
                                    ("order_withdrawn", "Order withdrawn or annulled"),
                                    ("public_order", "Public order"),
                                    ("deceased", "Deceased"),
                                    ("duplicate", "Duplicate of another case"),
                                    ("other", "Other reason"),
                                ],
                                max_length=20,
                                verbose_name="Closed because",
                            ),
                        ),
                        (
                            "suspension_ground",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("procedure", "Procedure that gives provisional stay"),
                                    ("appeal", "Suspensive appeal"),
                                    ("health", "Health"),
                                    ("public_order", "Public order"),
                                ],
                                max_length=12,
                                verbose_name="Suspended for",
                            ),
                        ),
                        (
                            "intake_channel",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("selection", "Selected by the Office"),
                                    ("with_order", "Together with the order to leave"),
                                    ("police", "Intercepted by the police"),
                                    ("centre", "Open return place"),
                                    ("helpline", "Helpline"),
                                    ("walk_in", "Walk-in"),
                                    ("other", "Other"),
                                ],
                                max_length=12,
                                verbose_name="Came in by",
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
                                    hash="2bb29e8c11b4ddecdf11ba69affbdb0c4e682f5b",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_4c303",
                                    table="cases_casemoveevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Placement",
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
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="placements", to="cases.case"
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="From")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="Until")),
                    ],
                    options={
                        "ordering": ["starts_on", "id"],
                        "default_permissions": (),
                        "indexes": [
                            models.Index(
                                fields=["starts_on", "ends_on"],
                                include=("region", "household_kind", "target_group", "case"),
                                name="placement_by_days",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("household_kind__in", ["single", "couple", "family", "other"])),
                                name="placement_household_kind_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                                ),
                                name="placement_ends_on_not_before_starts_on",
                                violation_error_message="The end lies before the beginning.",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    (models.F("case"), "="),
                                    (
                                        cases.models.household.DateRange(models.F("starts_on"), models.F("ends_on")),
                                        "&&",
                                    ),
                                ],
                                name="a_case_is_in_one_place_at_a_time",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_placementevent" ("case_id", "coach_id", "ends_on", "household_kind", "id", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "starts_on", "target_group_id") VALUES (NEW."case_id", NEW."coach_id", NEW."ends_on", NEW."household_kind", NEW."id", NEW."office_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."region_id", NEW."starts_on", NEW."target_group_id"); RETURN NULL;',
                                    hash="4acbdc5f6456e1226a3cf2e8f85a4ec4e0c76ae3",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_90d7a",
                                    table="cases_placement",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_placementevent" ("case_id", "coach_id", "ends_on", "household_kind", "id", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "starts_on", "target_group_id") VALUES (NEW."case_id", NEW."coach_id", NEW."ends_on", NEW."household_kind", NEW."id", NEW."office_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."region_id", NEW."starts_on", NEW."target_group_id"); RETURN NULL;',
                                    hash="3656a149bb5be9ef61563c8037daecd1784e39a3",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_589d3",
                                    table="cases_placement",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlacementEvent",
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
                                to="cases.placement",
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
                        ("starts_on", models.DateField(verbose_name="From")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="Until")),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="7792ab87d1af29bd2dadcd09afe4819bacd8741d",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_7ee2c",
                                    table="cases_placementevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReferenceYear",
                    fields=[
                        ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                        ("last", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "default_permissions": (),
                    },
                ),
                migrations.CreateModel(
                    name="Order",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="orders",
                                to="cases.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "annex",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="icam.annex",
                                verbose_name="Annex",
                            ),
                        ),
                        (
                            "grounds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=3),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="Legal grounds (art. 7)",
                            ),
                        ),
                        ("decided_on", models.DateField(verbose_name="Decided on")),
                        ("notified_on", models.DateField(blank=True, null=True, verbose_name="Notified on")),
                        ("notified_by", models.CharField(blank=True, max_length=80, verbose_name="Notified by")),
                        ("period_days", models.PositiveSmallIntegerField(default=30, verbose_name="Days to leave")),
                        ("extended_to", models.DateField(blank=True, null=True, verbose_name="Extended to")),
                        (
                            "deadline",
                            models.GeneratedField(
                                db_persist=True,
                                expression=django.db.models.functions.comparison.Greatest(
                                    models.F("extended_to"),
                                    models.Func(
                                        models.F("notified_on"),
                                        models.F("period_days"),
                                        arg_joiner=" + ",
                                        template="(%(expressions)s)",
                                    ),
                                ),
                                output_field=models.DateField(verbose_name="To leave by"),
                            ),
                        ),
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, null=True, verbose_name="Withdrawn or annulled on"),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "order to leave",
                        "verbose_name_plural": "orders to leave",
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("notified_on__isnull", True),
                                    ("notified_on__gte", models.F("decided_on")),
                                    _connector="OR",
                                ),
                                name="order_notified_on_not_before_decided_on",
                                violation_error_message="The end lies before the beginning.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("extended_to__isnull", True),
                                    ("extended_to__gte", models.F("notified_on")),
                                    _connector="OR",
                                ),
                                name="order_extended_to_not_before_notified_on",
                                violation_error_message="The end lies before the beginning.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("period_days__lte", 60)),
                                name="order_period_within_law",
                                violation_error_message="A period to leave is at most 60 days; longer is an extension.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "grounds__contained_by",
                                        ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"],
                                    )
                                ),
                                name="order_grounds_are_known",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_orderevent" ("annex_id", "decided_on", "extended_to", "grounds", "id", "notified_by", "notified_on", "period_days", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "withdrawn_on") VALUES (NEW."annex_id", NEW."decided_on", NEW."extended_to", NEW."grounds", NEW."id", NEW."notified_by", NEW."notified_on", NEW."period_days", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."version", NEW."withdrawn_on"); RETURN NULL;',
                                    hash="a7b7dda21a3493b2ea4c3ff6b1833cd80666bd30",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_35be3",
                                    table="cases_order",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_orderevent" ("annex_id", "decided_on", "extended_to", "grounds", "id", "notified_by", "notified_on", "period_days", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "withdrawn_on") VALUES (NEW."annex_id", NEW."decided_on", NEW."extended_to", NEW."grounds", NEW."id", NEW."notified_by", NEW."notified_on", NEW."period_days", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."version", NEW."withdrawn_on"); RETURN NULL;',
                                    hash="9d98e9d3fecf465542ec16bb7a8f952d516e1a39",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_df8ef",
                                    table="cases_order",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrderEvent",
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
                                to="cases.order",
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
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "annex",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="icam.annex",
                                verbose_name="Annex",
                            ),
                        ),
                        (
                            "grounds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=3),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="Legal grounds (art. 7)",
                            ),
                        ),
                        ("decided_on", models.DateField(verbose_name="Decided on")),
                        ("notified_on", models.DateField(blank=True, null=True, verbose_name="Notified on")),
                        ("notified_by", models.CharField(blank=True, max_length=80, verbose_name="Notified by")),
                        ("period_days", models.PositiveSmallIntegerField(default=30, verbose_name="Days to leave")),
                        ("extended_to", models.DateField(blank=True, null=True, verbose_name="Extended to")),
                        (
                            "deadline",
                            models.GeneratedField(
                                db_persist=True,
                                expression=django.db.models.functions.comparison.Greatest(
                                    models.F("extended_to"),
                                    models.Func(
                                        models.F("notified_on"),
                                        models.F("period_days"),
                                        arg_joiner=" + ",
                                        template="(%(expressions)s)",
                                    ),
                                ),
                                output_field=models.DateField(verbose_name="To leave by"),
                            ),
                        ),
                        (
                            "withdrawn_on",
                            models.DateField(blank=True, null=True, verbose_name="Withdrawn or annulled on"),
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
                                    hash="ae53dccbc40e49b9f3616e413162c904922e7fd6",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_1b7fc",
                                    table="cases_orderevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Measure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="measures",
                                to="cases.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("preventive", "Preventive measure (74/27)"),
                                    ("less_coercive", "Less coercive measure (74/28)"),
                                    ("detention", "Detention"),
                                ],
                                max_length=14,
                                verbose_name="Kind",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="From")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="Until and including")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "measure",
                        "verbose_name_plural": "measures",
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["preventive", "less_coercive", "detention"])),
                                name="measure_kind_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                                ),
                                name="measure_ends_on_not_before_starts_on",
                                violation_error_message="The end lies before the beginning.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_measureevent" ("ends_on", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "version") VALUES (NEW."ends_on", NEW."id", NEW."kind", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_on", NEW."version"); RETURN NULL;',
                                    hash="52c2bb28f6dfcac549813e7785151f144dfde6f7",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_6b51c",
                                    table="cases_measure",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_measureevent" ("ends_on", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "version") VALUES (NEW."ends_on", NEW."id", NEW."kind", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_on", NEW."version"); RETURN NULL;',
                                    hash="bde41285affcb166948b7dd0097038a959c91f6d",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_ec198",
                                    table="cases_measure",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeasureEvent",
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
                                to="cases.measure",
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
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("preventive", "Preventive measure (74/27)"),
                                    ("less_coercive", "Less coercive measure (74/28)"),
                                    ("detention", "Detention"),
                                ],
                                max_length=14,
                                verbose_name="Kind",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="From")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="Until and including")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="590d4711a205874f70aa3f9bfa154e466315da6d",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_ecaa3",
                                    table="cases_measureevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Procedure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="procedures",
                                to="cases.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "route",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="icam.residenceroute",
                                verbose_name="Route",
                            ),
                        ),
                        ("lodged_on", models.DateField(verbose_name="Lodged on")),
                        ("lodged_with", models.CharField(blank=True, max_length=120, verbose_name="Lodged with")),
                        (
                            "admissible_on",
                            models.DateField(blank=True, null=True, verbose_name="Declared admissible on"),
                        ),
                        (
                            "gives_provisional_stay",
                            models.BooleanField(default=False, verbose_name="Gives a provisional right to stay"),
                        ),
                        ("stay_from", models.DateField(blank=True, null=True, verbose_name="Provisional stay from")),
                        ("watch_on", models.DateField(blank=True, null=True, verbose_name="To be looked at again on")),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="Decided on")),
                        (
                            "decision",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("granted", "Granted"),
                                    ("refused", "Refused"),
                                    ("inadmissible", "Inadmissible"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                max_length=12,
                                verbose_name="Decision",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "residence procedure",
                        "verbose_name_plural": "residence procedures",
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decision__in", ["granted", "refused", "inadmissible", "withdrawn", ""])
                                ),
                                name="procedure_decision_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_on__isnull", True),
                                    ("decided_on__gte", models.F("lodged_on")),
                                    _connector="OR",
                                ),
                                name="procedure_decided_on_not_before_lodged_on",
                                violation_error_message="The end lies before the beginning.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("decision", ""), ("decided_on__isnull", False), _connector="XOR"),
                                name="procedure_decided_iff_dated",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("stay_from__isnull", True), ("gives_provisional_stay", True), _connector="OR"
                                ),
                                name="procedure_stay_from_only_with_stay",
                                violation_error_message="A provisional stay that is not given has no first day.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_procedureevent" ("admissible_on", "decided_on", "decision", "gives_provisional_stay", "id", "lodged_on", "lodged_with", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "route_id", "stay_from", "version", "watch_on") VALUES (NEW."admissible_on", NEW."decided_on", NEW."decision", NEW."gives_provisional_stay", NEW."id", NEW."lodged_on", NEW."lodged_with", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."route_id", NEW."stay_from", NEW."version", NEW."watch_on"); RETURN NULL;',
                                    hash="5c0a425a71f0f77796c6d0dcc307a7ad5b94b2d3",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_c36da",
                                    table="cases_procedure",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_procedureevent" ("admissible_on", "decided_on", "decision", "gives_provisional_stay", "id", "lodged_on", "lodged_with", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "route_id", "stay_from", "version", "watch_on") VALUES (NEW."admissible_on", NEW."decided_on", NEW."decision", NEW."gives_provisional_stay", NEW."id", NEW."lodged_on", NEW."lodged_with", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."route_id", NEW."stay_from", NEW."version", NEW."watch_on"); RETURN NULL;',
                                    hash="6cdd3f1b65f6d8535b6b7fdfafa92b376a5ff05a",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_87d8f",
                                    table="cases_procedure",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProcedureEvent",
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
                                to="cases.procedure",
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
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "route",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="icam.residenceroute",
                                verbose_name="Route",
                            ),
                        ),
                        ("lodged_on", models.DateField(verbose_name="Lodged on")),
                        ("lodged_with", models.CharField(blank=True, max_length=120, verbose_name="Lodged with")),
                        (
                            "admissible_on",
                            models.DateField(blank=True, null=True, verbose_name="Declared admissible on"),
                        ),
                        (
                            "gives_provisional_stay",
                            models.BooleanField(default=False, verbose_name="Gives a provisional right to stay"),
                        ),
                        ("stay_from", models.DateField(blank=True, null=True, verbose_name="Provisional stay from")),
                        ("watch_on", models.DateField(blank=True, null=True, verbose_name="To be looked at again on")),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="Decided on")),
                        (
                            "decision",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("granted", "Granted"),
                                    ("refused", "Refused"),
                                    ("inadmissible", "Inadmissible"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                max_length=12,
                                verbose_name="Decision",
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
                                    hash="bfcfc03468ee8edd48458b7de0b165eb90c9f25c",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_fb6d7",
                                    table="cases_procedureevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Address",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="addresses",
                                to="cases.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("actual", "Actual residence"),
                                    ("elected", "Elected domicile"),
                                    ("centre", "Reception centre"),
                                    ("reference", "Reference address"),
                                ],
                                default="actual",
                                max_length=10,
                                verbose_name="Kind",
                            ),
                        ),
                        ("care_of", models.CharField(blank=True, max_length=80, verbose_name="Care of")),
                        ("street", models.CharField(max_length=120, verbose_name="Street, number and box")),
                        ("postcode", models.CharField(max_length=10, verbose_name="Postcode")),
                        ("municipality", models.CharField(max_length=80, verbose_name="Municipality")),
                        ("starts_on", models.DateField(verbose_name="Since")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="Until")),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("person", "Told by the person"),
                                    ("municipality", "Municipality"),
                                    ("police", "Police"),
                                    ("file", "Central file"),
                                    ("other", "Other"),
                                ],
                                default="person",
                                max_length=12,
                                verbose_name="Known from",
                            ),
                        ),
                        (
                            "undeliverable_since",
                            models.DateField(blank=True, null=True, verbose_name="Mail comes back since"),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "address",
                        "verbose_name_plural": "addresses",
                        "default_permissions": (),
                        "indexes": [models.Index(fields=["person", "-starts_on"], name="address_by_person")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["actual", "elected", "centre", "reference"])),
                                name="address_kind_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("source__in", ["person", "municipality", "police", "file", "other"])
                                ),
                                name="address_source_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                                ),
                                name="address_ends_on_not_before_starts_on",
                                violation_error_message="The end lies before the beginning.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_addressevent" ("care_of", "ends_on", "id", "kind", "municipality", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "source", "starts_on", "street", "undeliverable_since", "version") VALUES (NEW."care_of", NEW."ends_on", NEW."id", NEW."kind", NEW."municipality", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."postcode", NEW."source", NEW."starts_on", NEW."street", NEW."undeliverable_since", NEW."version"); RETURN NULL;',
                                    hash="ea149721495e0486694866419591832d32cf5d94",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_0aab0",
                                    table="cases_address",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_addressevent" ("care_of", "ends_on", "id", "kind", "municipality", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "source", "starts_on", "street", "undeliverable_since", "version") VALUES (NEW."care_of", NEW."ends_on", NEW."id", NEW."kind", NEW."municipality", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."postcode", NEW."source", NEW."starts_on", NEW."street", NEW."undeliverable_since", NEW."version"); RETURN NULL;',
                                    hash="37473a9c9d8a5ed7ddcba9c3bd1d245a6510eff4",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_bd85c",
                                    table="cases_address",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AddressEvent",
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
                                to="cases.address",
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
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("actual", "Actual residence"),
                                    ("elected", "Elected domicile"),
                                    ("centre", "Reception centre"),
                                    ("reference", "Reference address"),
                                ],
                                default="actual",
                                max_length=10,
                                verbose_name="Kind",
                            ),
                        ),
                        ("care_of", models.CharField(blank=True, max_length=80, verbose_name="Care of")),
                        ("street", models.CharField(max_length=120, verbose_name="Street, number and box")),
                        ("postcode", models.CharField(max_length=10, verbose_name="Postcode")),
                        ("municipality", models.CharField(max_length=80, verbose_name="Municipality")),
                        ("starts_on", models.DateField(verbose_name="Since")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="Until")),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("person", "Told by the person"),
                                    ("municipality", "Municipality"),
                                    ("police", "Police"),
                                    ("file", "Central file"),
                                    ("other", "Other"),
                                ],
                                default="person",
                                max_length=12,
                                verbose_name="Known from",
                            ),
                        ),
                        (
                            "undeliverable_since",
                            models.DateField(blank=True, null=True, verbose_name="Mail comes back since"),
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
                                    hash="54a6921a091e87414db09e5a7cfb2bcb90f532de",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_cf2e4",
                                    table="cases_addressevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ResidenceCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="residence_checks",
                                to="cases.case",
                            ),
                        ),
                        (
                            "address",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="checks", to="cases.address"
                            ),
                        ),
                        (
                            "by_whom",
                            models.CharField(
                                choices=[("delegate", "Delegate of the minister"), ("mayor", "Mayor")],
                                max_length=8,
                                verbose_name="Checked by",
                            ),
                        ),
                        ("asked_on", models.DateField(verbose_name="Asked on")),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("done_on", models.DateField(blank=True, null=True, verbose_name="Done on")),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("lives_there", "Lives there"),
                                    ("moved_known", "Moved, new address known"),
                                    ("moved_unknown", "Moved, new address unknown"),
                                    ("never_lived", "Never lived there"),
                                    ("not_established", "Could not be established"),
                                ],
                                max_length=15,
                                verbose_name="Result",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="What was found")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "residence check",
                        "verbose_name_plural": "residence checks",
                        "ordering": ["-asked_on", "-id"],
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("by_whom__in", ["delegate", "mayor"])),
                                name="check_by_whom_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "result__in",
                                        [
                                            "lives_there",
                                            "moved_known",
                                            "moved_unknown",
                                            "never_lived",
                                            "not_established",
                                            "",
                                        ],
                                    )
                                ),
                                name="check_result_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("done_on__isnull", True), ("done_on__gte", models.F("asked_on")), _connector="OR"
                                ),
                                name="check_done_on_not_before_asked_on",
                                violation_error_message="The end lies before the beginning.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("result", ""), ("done_on__isnull", False), _connector="XOR"),
                                name="check_done_iff_dated",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("result", "")),
                                fields=("address",),
                                name="one_check_running_per_address",
                                violation_error_message="A check of this address is running already.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_residencecheckevent" ("address_id", "asked_by_id", "asked_on", "by_whom", "case_id", "done_on", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "version") VALUES (NEW."address_id", NEW."asked_by_id", NEW."asked_on", NEW."by_whom", NEW."case_id", NEW."done_on", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."result", NEW."version"); RETURN NULL;',
                                    hash="162bf3600d2eae250dc066f9dd1c681c642282f8",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_4e7a7",
                                    table="cases_residencecheck",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_residencecheckevent" ("address_id", "asked_by_id", "asked_on", "by_whom", "case_id", "done_on", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "version") VALUES (NEW."address_id", NEW."asked_by_id", NEW."asked_on", NEW."by_whom", NEW."case_id", NEW."done_on", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."result", NEW."version"); RETURN NULL;',
                                    hash="3c8dc0be260de19da4d8f886e9ff29b8133deb4d",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_0a325",
                                    table="cases_residencecheck",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ResidenceCheckEvent",
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
                                to="cases.residencecheck",
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
                            "address",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.address",
                            ),
                        ),
                        (
                            "by_whom",
                            models.CharField(
                                choices=[("delegate", "Delegate of the minister"), ("mayor", "Mayor")],
                                max_length=8,
                                verbose_name="Checked by",
                            ),
                        ),
                        ("asked_on", models.DateField(verbose_name="Asked on")),
                        (
                            "asked_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("done_on", models.DateField(blank=True, null=True, verbose_name="Done on")),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("lives_there", "Lives there"),
                                    ("moved_known", "Moved, new address known"),
                                    ("moved_unknown", "Moved, new address unknown"),
                                    ("never_lived", "Never lived there"),
                                    ("not_established", "Could not be established"),
                                ],
                                max_length=15,
                                verbose_name="Result",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="What was found")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="7dedf38c677112a7c26daec9ce2955bf6155c3a2",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_136b8",
                                    table="cases_residencecheckevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClosureProposal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="closure_proposals",
                                to="cases.case",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("stay_granted", "Right to stay granted"),
                                    ("assisted_return", "Assisted voluntary return effected"),
                                    ("office_return", "Return organised by the Office effected"),
                                    ("autonomous_return", "Autonomous return effected"),
                                    ("transferred", "Transfer effected"),
                                    ("moved_country", "Left for another country of residence"),
                                    ("never_reached", "Never reached, letters undeliverable"),
                                    ("no_response", "No response to the invitations"),
                                    ("address_unknown", "Moved, new address unknown"),
                                    ("declined", "Declined coaching"),
                                    ("non_cooperation", "No cooperation, handed over for forced return"),
                                    ("detained", "Detained"),
                                    ("absconded", "Absconded"),
                                    ("forced_return", "Forced return effected"),
                                    ("order_withdrawn", "Order withdrawn or annulled"),
                                    ("public_order", "Public order"),
                                    ("deceased", "Deceased"),
                                    ("duplicate", "Duplicate of another case"),
                                    ("other", "Other reason"),
                                ],
                                max_length=20,
                                verbose_name="Closed because",
                            ),
                        ),
                        ("explanation", models.TextField(verbose_name="Explanation")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Waits for a decision"),
                                    ("approved", "Approved"),
                                    ("refused", "Refused"),
                                ],
                                default="open",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("proposed_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("answer", models.TextField(blank=True, verbose_name="Answer")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "proposal to close",
                        "verbose_name_plural": "proposals to close",
                        "ordering": ["-id"],
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "reason__in",
                                        [
                                            "stay_granted",
                                            "assisted_return",
                                            "office_return",
                                            "autonomous_return",
                                            "transferred",
                                            "moved_country",
                                            "never_reached",
                                            "no_response",
                                            "address_unknown",
                                            "declined",
                                            "non_cooperation",
                                            "detained",
                                            "absconded",
                                            "forced_return",
                                            "order_withdrawn",
                                            "public_order",
                                            "deceased",
                                            "duplicate",
                                            "other",
                                        ],
                                    )
                                ),
                                name="closure_reason_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["open", "approved", "refused"])),
                                name="closure_state_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "open")),
                                fields=("case",),
                                name="one_open_proposal_per_case",
                                violation_error_message="A proposal to close this case already waits for a decision.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by__isnull", True),
                                    models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="closure_decided_by_another_person",
                                violation_error_message="Nobody decides on the own proposal.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state", "open"), ("decided_at__isnull", False), _connector="XOR"),
                                name="closure_decided_iff_dated",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_closureproposalevent" ("answer", "case_id", "decided_at", "decided_by_id", "explanation", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "reason", "state", "version") VALUES (NEW."answer", NEW."case_id", NEW."decided_at", NEW."decided_by_id", NEW."explanation", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."proposed_at", NEW."proposed_by_id", NEW."reason", NEW."state", NEW."version"); RETURN NULL;',
                                    hash="7dfd66899558c516b65c2d4c1bd242c6697087b1",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_3a3fe",
                                    table="cases_closureproposal",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_closureproposalevent" ("answer", "case_id", "decided_at", "decided_by_id", "explanation", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "reason", "state", "version") VALUES (NEW."answer", NEW."case_id", NEW."decided_at", NEW."decided_by_id", NEW."explanation", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proposed_at", NEW."proposed_by_id", NEW."reason", NEW."state", NEW."version"); RETURN NULL;',
                                    hash="38cf3f5ce3064131738c05f657f2634c8c1a88f6",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_9a6ff",
                                    table="cases_closureproposal",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClosureProposalEvent",
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
                                to="cases.closureproposal",
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
                            "reason",
                            models.CharField(
                                choices=[
                                    ("stay_granted", "Right to stay granted"),
                                    ("assisted_return", "Assisted voluntary return effected"),
                                    ("office_return", "Return organised by the Office effected"),
                                    ("autonomous_return", "Autonomous return effected"),
                                    ("transferred", "Transfer effected"),
                                    ("moved_country", "Left for another country of residence"),
                                    ("never_reached", "Never reached, letters undeliverable"),
                                    ("no_response", "No response to the invitations"),
                                    ("address_unknown", "Moved, new address unknown"),
                                    ("declined", "Declined coaching"),
                                    ("non_cooperation", "No cooperation, handed over for forced return"),
                                    ("detained", "Detained"),
                                    ("absconded", "Absconded"),
                                    ("forced_return", "Forced return effected"),
                                    ("order_withdrawn", "Order withdrawn or annulled"),
                                    ("public_order", "Public order"),
                                    ("deceased", "Deceased"),
                                    ("duplicate", "Duplicate of another case"),
                                    ("other", "Other reason"),
                                ],
                                max_length=20,
                                verbose_name="Closed because",
                            ),
                        ),
                        ("explanation", models.TextField(verbose_name="Explanation")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Waits for a decision"),
                                    ("approved", "Approved"),
                                    ("refused", "Refused"),
                                ],
                                default="open",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("proposed_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        (
                            "decided_by",
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
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("answer", models.TextField(blank=True, verbose_name="Answer")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="ae740853c17e8b8dc8f6652b1f8805e4a9c74ad2",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_70286",
                                    table="cases_closureproposalevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Conclusion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="conclusions", to="cases.case"
                            ),
                        ),
                        ("reference", models.CharField(max_length=16, unique=True, verbose_name="Reference")),
                        (
                            "partner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="icam.partner",
                                verbose_name="Partner",
                            ),
                        ),
                        (
                            "recipient",
                            models.CharField(blank=True, max_length=120, verbose_name="For the attention of"),
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
                                verbose_name="Language",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="Text")),
                        (
                            "consent",
                            models.CharField(
                                choices=[
                                    ("given", "The person agreed"),
                                    ("law", "The law provides for it (art. 74/24 §2)"),
                                ],
                                max_length=5,
                                verbose_name="On what ground",
                            ),
                        ),
                        ("consent_on", models.DateField(blank=True, null=True, verbose_name="The person agreed on")),
                        (
                            "state",
                            models.CharField(
                                choices=[("made", "Made"), ("sent", "Sent"), ("cancelled", "Cancelled")],
                                default="made",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        ("file", models.CharField(editable=False, max_length=120)),
                        ("sha256", models.CharField(editable=False, max_length=64)),
                        ("pages", models.PositiveSmallIntegerField(editable=False)),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ("sent_on", models.DateField(blank=True, null=True, verbose_name="Sent on")),
                        ("sent_how", models.CharField(blank=True, max_length=80, verbose_name="How")),
                        (
                            "cancelled_because",
                            models.CharField(blank=True, max_length=200, verbose_name="Cancelled because"),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "conclusion to a partner",
                        "verbose_name_plural": "conclusions to partners",
                        "ordering": ["-id"],
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("language__in", ["en", "fr", "nl", "de"])),
                                name="conclusion_language_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("consent__in", ["given", "law"])),
                                name="conclusion_consent_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["made", "sent", "cancelled"])),
                                name="conclusion_state_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("consent", "given"), ("consent_on__isnull", True), _connector="XOR"
                                ),
                                name="conclusion_consent_iff_dated",
                                violation_error_message="Say when the person agreed.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state", "sent"), ("sent_on__isnull", True), _connector="XOR"),
                                name="conclusion_sent_iff_dated",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_conclusionevent" ("cancelled_because", "case_id", "consent", "consent_on", "file", "id", "language", "made_at", "made_by_id", "pages", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipient", "reference", "sent_how", "sent_on", "sha256", "state", "text", "version") VALUES (NEW."cancelled_because", NEW."case_id", NEW."consent", NEW."consent_on", NEW."file", NEW."id", NEW."language", NEW."made_at", NEW."made_by_id", NEW."pages", NEW."partner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recipient", NEW."reference", NEW."sent_how", NEW."sent_on", NEW."sha256", NEW."state", NEW."text", NEW."version"); RETURN NULL;',
                                    hash="f45e7c52ea54191f167c9cb1d80c7b810fa3f988",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_a4146",
                                    table="cases_conclusion",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_conclusionevent" ("cancelled_because", "case_id", "consent", "consent_on", "file", "id", "language", "made_at", "made_by_id", "pages", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipient", "reference", "sent_how", "sent_on", "sha256", "state", "text", "version") VALUES (NEW."cancelled_because", NEW."case_id", NEW."consent", NEW."consent_on", NEW."file", NEW."id", NEW."language", NEW."made_at", NEW."made_by_id", NEW."pages", NEW."partner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recipient", NEW."reference", NEW."sent_how", NEW."sent_on", NEW."sha256", NEW."state", NEW."text", NEW."version"); RETURN NULL;',
                                    hash="71d387bc0ed86d28736528bc56a720b1368d63ae",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_b5dfc",
                                    table="cases_conclusion",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConclusionEvent",
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
                                to="cases.conclusion",
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
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.case",
                            ),
                        ),
                        ("reference", models.CharField(max_length=16, verbose_name="Reference")),
                        (
                            "partner",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="icam.partner",
                                verbose_name="Partner",
                            ),
                        ),
                        (
                            "recipient",
                            models.CharField(blank=True, max_length=120, verbose_name="For the attention of"),
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
                                verbose_name="Language",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="Text")),
                        (
                            "consent",
                            models.CharField(
                                choices=[
                                    ("given", "The person agreed"),
                                    ("law", "The law provides for it (art. 74/24 §2)"),
                                ],
                                max_length=5,
                                verbose_name="On what ground",
                            ),
                        ),
                        ("consent_on", models.DateField(blank=True, null=True, verbose_name="The person agreed on")),
                        (
                            "state",
                            models.CharField(
                                choices=[("made", "Made"), ("sent", "Sent"), ("cancelled", "Cancelled")],
                                default="made",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        ("file", models.CharField(editable=False, max_length=120)),
                        ("sha256", models.CharField(editable=False, max_length=64)),
                        ("pages", models.PositiveSmallIntegerField(editable=False)),
                        (
                            "made_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ("sent_on", models.DateField(blank=True, null=True, verbose_name="Sent on")),
                        ("sent_how", models.CharField(blank=True, max_length=80, verbose_name="How")),
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
                                    hash="1d495f84ce6d1e807156530735682b49ce18fbc6",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_958b9",
                                    table="cases_conclusionevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Representative",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="representatives",
                                to="cases.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("lawyer", "Lawyer"),
                                    ("guardian", "Guardian"),
                                    ("confidant", "Confidant"),
                                    ("social", "Social worker"),
                                    ("school", "School"),
                                    ("other", "Other"),
                                ],
                                max_length=9,
                                verbose_name="Kind",
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="Name")),
                        ("organisation", models.CharField(blank=True, max_length=120, verbose_name="Organisation")),
                        ("street", models.CharField(blank=True, max_length=120, verbose_name="Street, number and box")),
                        ("postcode", models.CharField(blank=True, max_length=10, verbose_name="Postcode")),
                        ("municipality", models.CharField(blank=True, max_length=80, verbose_name="Municipality")),
                        ("phone", models.CharField(blank=True, max_length=30, verbose_name="Telephone")),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="E-mail")),
                        ("mandate_from", models.DateField(verbose_name="Mandate from")),
                        (
                            "mandate_until",
                            models.DateField(blank=True, null=True, verbose_name="Mandate until and including"),
                        ),
                        ("gets_copies", models.BooleanField(default=False, verbose_name="Gets copies of letters")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "representative",
                        "verbose_name_plural": "representatives",
                        "ordering": ["-mandate_from", "-id"],
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["lawyer", "guardian", "confidant", "social", "school", "other"])
                                ),
                                name="representative_kind_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("mandate_until__isnull", True),
                                    ("mandate_until__gte", models.F("mandate_from")),
                                    _connector="OR",
                                ),
                                name="representative_mandate_until_not_before_mandate_from",
                                violation_error_message="The end lies before the beginning.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_representativeevent" ("email", "gets_copies", "id", "kind", "mandate_from", "mandate_until", "municipality", "name", "organisation", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postcode", "street", "version") VALUES (NEW."email", NEW."gets_copies", NEW."id", NEW."kind", NEW."mandate_from", NEW."mandate_until", NEW."municipality", NEW."name", NEW."organisation", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."postcode", NEW."street", NEW."version"); RETURN NULL;',
                                    hash="7efb8ea8c8dcca9305ad376590506cf464cf98c4",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_e386d",
                                    table="cases_representative",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_representativeevent" ("email", "gets_copies", "id", "kind", "mandate_from", "mandate_until", "municipality", "name", "organisation", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postcode", "street", "version") VALUES (NEW."email", NEW."gets_copies", NEW."id", NEW."kind", NEW."mandate_from", NEW."mandate_until", NEW."municipality", NEW."name", NEW."organisation", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."postcode", NEW."street", NEW."version"); RETURN NULL;',
                                    hash="02673608e5c64610c08bf842e760d2218f80b88e",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_3c2c7",
                                    table="cases_representative",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RepresentativeEvent",
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
                                to="cases.representative",
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
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("lawyer", "Lawyer"),
                                    ("guardian", "Guardian"),
                                    ("confidant", "Confidant"),
                                    ("social", "Social worker"),
                                    ("school", "School"),
                                    ("other", "Other"),
                                ],
                                max_length=9,
                                verbose_name="Kind",
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="Name")),
                        ("organisation", models.CharField(blank=True, max_length=120, verbose_name="Organisation")),
                        ("street", models.CharField(blank=True, max_length=120, verbose_name="Street, number and box")),
                        ("postcode", models.CharField(blank=True, max_length=10, verbose_name="Postcode")),
                        ("municipality", models.CharField(blank=True, max_length=80, verbose_name="Municipality")),
                        ("phone", models.CharField(blank=True, max_length=30, verbose_name="Telephone")),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="E-mail")),
                        ("mandate_from", models.DateField(verbose_name="Mandate from")),
                        (
                            "mandate_until",
                            models.DateField(blank=True, null=True, verbose_name="Mandate until and including"),
                        ),
                        ("gets_copies", models.BooleanField(default=False, verbose_name="Gets copies of letters")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="94f55bf4fc35a6e494a6f8d9427d3c86a20fe08b",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_1cf46",
                                    table="cases_representativeevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CasePartner",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="partners", to="cases.case"
                            ),
                        ),
                        (
                            "partner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="icam.partner",
                                verbose_name="Partner",
                            ),
                        ),
                        ("contact", models.CharField(blank=True, max_length=120, verbose_name="Contact person")),
                        ("what_for", models.CharField(blank=True, max_length=200, verbose_name="What for")),
                        ("starts_on", models.DateField(verbose_name="From")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="Until and including")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "partner of the case",
                        "verbose_name_plural": "partners of the case",
                        "ordering": ["-starts_on", "-id"],
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                                ),
                                name="case_partner_ends_after_start",
                                violation_error_message="The end lies before the beginning.",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_casepartnerevent" ("case_id", "contact", "ends_on", "id", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "version", "what_for") VALUES (NEW."case_id", NEW."contact", NEW."ends_on", NEW."id", NEW."partner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_on", NEW."version", NEW."what_for"); RETURN NULL;',
                                    hash="5a39eca97325d68d8d95635cdc2e6cea3a22f46e",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_e2073",
                                    table="cases_casepartner",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_casepartnerevent" ("case_id", "contact", "ends_on", "id", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "version", "what_for") VALUES (NEW."case_id", NEW."contact", NEW."ends_on", NEW."id", NEW."partner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_on", NEW."version", NEW."what_for"); RETURN NULL;',
                                    hash="9e33db81371d86ab40dedfee938812702495baca",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_a0840",
                                    table="cases_casepartner",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CasePartnerEvent",
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
                                to="cases.casepartner",
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
                            "partner",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="icam.partner",
                                verbose_name="Partner",
                            ),
                        ),
                        ("contact", models.CharField(blank=True, max_length=120, verbose_name="Contact person")),
                        ("what_for", models.CharField(blank=True, max_length=200, verbose_name="What for")),
                        ("starts_on", models.DateField(verbose_name="From")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="Until and including")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="423fb6039db00cf7e2124e8493347a3ccf1f7e4b",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_06e30",
                                    table="cases_casepartnerevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Interview",
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
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="interviews", to="cases.case"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("first", "First interview"), ("follow_up", "Follow-up interview")],
                                max_length=10,
                                verbose_name="Kind",
                            ),
                        ),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("office", "At the office"),
                                    ("centre", "At a reception centre"),
                                    ("home", "At home"),
                                    ("telephone", "By telephone"),
                                    ("video", "By video call"),
                                ],
                                default="office",
                                max_length=10,
                                verbose_name="How",
                            ),
                        ),
                        ("planned_at", models.DateTimeField(verbose_name="Planned for")),
                        ("minutes", models.PositiveSmallIntegerField(default=60, verbose_name="Minutes")),
                        (
                            "desk",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interviews",
                                to="icam.desk",
                                verbose_name="Desk",
                            ),
                        ),
                        ("language", models.CharField(blank=True, max_length=8, verbose_name="Language of the talk")),
                        ("dialect", models.CharField(blank=True, max_length=60, verbose_name="Dialect")),
                        ("interpreter", models.CharField(blank=True, max_length=80, verbose_name="Interpreter")),
                        (
                            "interpreter_state",
                            models.CharField(
                                choices=[
                                    ("not_needed", "No interpreter needed"),
                                    ("needed", "Still to be booked"),
                                    ("asked", "Asked"),
                                    ("confirmed", "Confirmed"),
                                    ("unavailable", "Nobody available"),
                                    ("came", "Took part"),
                                    ("no_show", "Interpreter did not come"),
                                ],
                                default="not_needed",
                                max_length=11,
                                verbose_name="Interpreter",
                            ),
                        ),
                        (
                            "interpreter_mode",
                            models.CharField(
                                blank=True,
                                choices=[("on_site", "On site"), ("telephone", "By telephone"), ("video", "By video")],
                                max_length=9,
                                verbose_name="Interpreter takes part",
                            ),
                        ),
                        (
                            "interpreter_preference",
                            models.CharField(
                                blank=True,
                                choices=[("woman", "A woman"), ("man", "A man")],
                                max_length=5,
                                verbose_name="Prefers to speak through",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("held", "Held"),
                                    ("left_early", "Left early"),
                                    ("no_show", "Did not come"),
                                    ("excused", "Excused"),
                                    ("refused", "Refused to take part"),
                                    ("cancelled", "Cancelled by us"),
                                    ("moved", "Moved to another time"),
                                ],
                                default="planned",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "replaces",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaced_by",
                                to="cases.interview",
                            ),
                        ),
                        (
                            "moved_by",
                            models.CharField(
                                blank=True,
                                choices=[("person", "The person asked"), ("office", "The Office asked")],
                                max_length=8,
                                verbose_name="Who asked",
                            ),
                        ),
                        ("moved_because", models.CharField(blank=True, max_length=200, verbose_name="Why")),
                        (
                            "cancelled_because",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("coach", "The coach is absent"),
                                    ("interpreter", "No interpreter"),
                                    ("closed", "The office is closed"),
                                    ("letter", "The letter came too late or came back"),
                                    ("case", "The case is suspended or closed"),
                                    ("mistake", "Planned by mistake"),
                                    ("other", "Other reason"),
                                ],
                                max_length=11,
                                verbose_name="Cancelled because",
                            ),
                        ),
                        (
                            "late_minutes",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(480)],
                                verbose_name="Minutes late",
                            ),
                        ),
                        ("held_on", models.DateField(blank=True, null=True, verbose_name="Day of the talk")),
                        ("also_present", models.CharField(blank=True, max_length=200, verbose_name="Others present")),
                        (
                            "steps",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=16),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="Legal steps covered",
                            ),
                        ),
                        (
                            "duty_explained_in",
                            models.CharField(blank=True, max_length=8, verbose_name="Duty to cooperate explained in"),
                        ),
                        (
                            "duty_with_interpreter",
                            models.BooleanField(default=False, verbose_name="Explained through the interpreter"),
                        ),
                        (
                            "options",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=13),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="Options explained",
                            ),
                        ),
                        ("options_note", models.TextField(blank=True, verbose_name="What was explained")),
                        ("concluded", models.TextField(blank=True, verbose_name="What was concluded, and why")),
                        ("new_elements", models.TextField(blank=True, verbose_name="New elements")),
                        ("own_words", models.TextField(blank=True, verbose_name="In the person's own words")),
                        ("assessment", models.TextField(blank=True, verbose_name="Assessment of the coach")),
                        ("outcome_note", models.TextField(blank=True, verbose_name="What happened")),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "signed_off_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("signed_off_at", models.DateTimeField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "interview",
                        "verbose_name_plural": "interviews",
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["case", "-planned_at"], name="interview_by_case"),
                            models.Index(fields=["coach", "planned_at"], name="interview_by_coach"),
                            models.Index(
                                condition=models.Q(("state__in", ("held", "left_early"))),
                                fields=["held_on"],
                                include=("region", "household_kind", "target_group", "kind", "case"),
                                name="interview_by_day",
                            ),
                            models.Index(
                                condition=models.Q(("state", "planned")),
                                fields=["planned_at"],
                                name="interview_planned",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("household_kind__in", ["single", "couple", "family", "other"])),
                                name="interview_household_kind_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["first", "follow_up"])),
                                name="interview_kind_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("mode__in", ["office", "centre", "home", "telephone", "video"])),
                                name="interview_mode_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "planned",
                                            "held",
                                            "left_early",
                                            "no_show",
                                            "excused",
                                            "refused",
                                            "cancelled",
                                            "moved",
                                        ],
                                    )
                                ),
                                name="interview_state_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("moved_by__in", ["person", "office", ""])),
                                name="interview_moved_by_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ("held", "left_early")), ("held_on__isnull", True), _connector="XOR"
                                ),
                                name="interview_held_iff_dated",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "steps__contained_by",
                                        [
                                            "stay_analysis",
                                            "advice",
                                            "return_options",
                                            "obstacles",
                                            "follow_up",
                                            "documents",
                                        ],
                                    )
                                ),
                                name="interview_steps_are_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("minutes__gte", 5), ("minutes__lte", 480)),
                                name="interview_length_is_sensible",
                                violation_error_message="An interview lasts between 5 minutes and 8 hours.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "interpreter_state__in",
                                        [
                                            "not_needed",
                                            "needed",
                                            "asked",
                                            "confirmed",
                                            "unavailable",
                                            "came",
                                            "no_show",
                                        ],
                                    )
                                ),
                                name="interview_interpreter_state_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("interpreter_mode__in", ["on_site", "telephone", "video", ""])),
                                name="interview_interpreter_mode_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("interpreter_preference__in", ["woman", "man", ""])),
                                name="interview_interpreter_preference_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "cancelled_because__in",
                                        ["coach", "interpreter", "closed", "letter", "case", "mistake", "other", ""],
                                    )
                                ),
                                name="interview_cancelled_because_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "options__contained_by",
                                        [
                                            "stay",
                                            "assisted",
                                            "by_office",
                                            "autonomous",
                                            "other_country",
                                            "transfer",
                                            "forced",
                                        ],
                                    )
                                ),
                                name="interview_options_are_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("cancelled_because", ""), ("state", "cancelled"), _connector="OR"),
                                name="interview_reason_only_if_cancelled",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("signed_off_at__isnull", True),
                                    models.Q(("recorded_at__isnull", False), ("signed_off_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="interview_signed_off_iff_recorded",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("state", "planned")),
                                expressions=[
                                    (models.F("desk"), "="),
                                    (
                                        cases.models.interview.TimeTaken(
                                            cases.models.interview.OnUtcClock(models.F("planned_at")),
                                            cases.models.interview.AfterMinutes(
                                                cases.models.interview.OnUtcClock(models.F("planned_at")),
                                                models.F("minutes"),
                                            ),
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="one_household_at_a_desk",
                                violation_error_message="Another interview is planned at that desk at that time.",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("state", "planned")),
                                expressions=[
                                    (models.F("coach"), "="),
                                    (
                                        cases.models.interview.TimeTaken(
                                            cases.models.interview.OnUtcClock(models.F("planned_at")),
                                            cases.models.interview.AfterMinutes(
                                                cases.models.interview.OnUtcClock(models.F("planned_at")),
                                                models.F("minutes"),
                                            ),
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="one_talk_of_a_coach",
                                violation_error_message="The coach already has an interview at that time.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_interviewevent" ("also_present", "assessment", "cancelled_because", "case_id", "coach_id", "concluded", "desk_id", "dialect", "duty_explained_in", "duty_with_interpreter", "held_on", "household_kind", "id", "interpreter", "interpreter_mode", "interpreter_preference", "interpreter_state", "kind", "language", "late_minutes", "minutes", "mode", "moved_because", "moved_by", "new_elements", "office_id", "options", "options_note", "outcome_note", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_at", "recorded_at", "recorded_by_id", "region_id", "replaces_id", "signed_off_at", "signed_off_by_id", "state", "steps", "target_group_id", "version") VALUES (NEW."also_present", NEW."assessment", NEW."cancelled_because", NEW."case_id", NEW."coach_id", NEW."concluded", NEW."desk_id", NEW."dialect", NEW."duty_explained_in", NEW."duty_with_interpreter", NEW."held_on", NEW."household_kind", NEW."id", NEW."interpreter", NEW."interpreter_mode", NEW."interpreter_preference", NEW."interpreter_state", NEW."kind", NEW."language", NEW."late_minutes", NEW."minutes", NEW."mode", NEW."moved_because", NEW."moved_by", NEW."new_elements", NEW."office_id", NEW."options", NEW."options_note", NEW."outcome_note", NEW."own_words", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."planned_at", NEW."recorded_at", NEW."recorded_by_id", NEW."region_id", NEW."replaces_id", NEW."signed_off_at", NEW."signed_off_by_id", NEW."state", NEW."steps", NEW."target_group_id", NEW."version"); RETURN NULL;',
                                    hash="d50cdab518f3aa8d8d5d68a6561871059c975eda",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_8b3d1",
                                    table="cases_interview",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_interviewevent" ("also_present", "assessment", "cancelled_because", "case_id", "coach_id", "concluded", "desk_id", "dialect", "duty_explained_in", "duty_with_interpreter", "held_on", "household_kind", "id", "interpreter", "interpreter_mode", "interpreter_preference", "interpreter_state", "kind", "language", "late_minutes", "minutes", "mode", "moved_because", "moved_by", "new_elements", "office_id", "options", "options_note", "outcome_note", "own_words", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_at", "recorded_at", "recorded_by_id", "region_id", "replaces_id", "signed_off_at", "signed_off_by_id", "state", "steps", "target_group_id", "version") VALUES (NEW."also_present", NEW."assessment", NEW."cancelled_because", NEW."case_id", NEW."coach_id", NEW."concluded", NEW."desk_id", NEW."dialect", NEW."duty_explained_in", NEW."duty_with_interpreter", NEW."held_on", NEW."household_kind", NEW."id", NEW."interpreter", NEW."interpreter_mode", NEW."interpreter_preference", NEW."interpreter_state", NEW."kind", NEW."language", NEW."late_minutes", NEW."minutes", NEW."mode", NEW."moved_because", NEW."moved_by", NEW."new_elements", NEW."office_id", NEW."options", NEW."options_note", NEW."outcome_note", NEW."own_words", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."planned_at", NEW."recorded_at", NEW."recorded_by_id", NEW."region_id", NEW."replaces_id", NEW."signed_off_at", NEW."signed_off_by_id", NEW."state", NEW."steps", NEW."target_group_id", NEW."version"); RETURN NULL;',
                                    hash="b45daae871c66feff6bc3a5fac8c8ff869aef5e9",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_31523",
                                    table="cases_interview",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InterviewEvent",
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
                                to="cases.interview",
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
                            "kind",
                            models.CharField(
                                choices=[("first", "First interview"), ("follow_up", "Follow-up interview")],
                                max_length=10,
                                verbose_name="Kind",
                            ),
                        ),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("office", "At the office"),
                                    ("centre", "At a reception centre"),
                                    ("home", "At home"),
                                    ("telephone", "By telephone"),
                                    ("video", "By video call"),
                                ],
                                default="office",
                                max_length=10,
                                verbose_name="How",
                            ),
                        ),
                        ("planned_at", models.DateTimeField(verbose_name="Planned for")),
                        ("minutes", models.PositiveSmallIntegerField(default=60, verbose_name="Minutes")),
                        (
                            "desk",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="icam.desk",
                                verbose_name="Desk",
                            ),
                        ),
                        ("language", models.CharField(blank=True, max_length=8, verbose_name="Language of the talk")),
                        ("dialect", models.CharField(blank=True, max_length=60, verbose_name="Dialect")),
                        ("interpreter", models.CharField(blank=True, max_length=80, verbose_name="Interpreter")),
                        (
                            "interpreter_state",
                            models.CharField(
                                choices=[
                                    ("not_needed", "No interpreter needed"),
                                    ("needed", "Still to be booked"),
                                    ("asked", "Asked"),
                                    ("confirmed", "Confirmed"),
                                    ("unavailable", "Nobody available"),
                                    ("came", "Took part"),
                                    ("no_show", "Interpreter did not come"),
                                ],
                                default="not_needed",
                                max_length=11,
                                verbose_name="Interpreter",
                            ),
                        ),
                        (
                            "interpreter_mode",
                            models.CharField(
                                blank=True,
                                choices=[("on_site", "On site"), ("telephone", "By telephone"), ("video", "By video")],
                                max_length=9,
                                verbose_name="Interpreter takes part",
                            ),
                        ),
                        (
                            "interpreter_preference",
                            models.CharField(
                                blank=True,
                                choices=[("woman", "A woman"), ("man", "A man")],
                                max_length=5,
                                verbose_name="Prefers to speak through",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("held", "Held"),
                                    ("left_early", "Left early"),
                                    ("no_show", "Did not come"),
                                    ("excused", "Excused"),
                                    ("refused", "Refused to take part"),
                                    ("cancelled", "Cancelled by us"),
                                    ("moved", "Moved to another time"),
                                ],
                                default="planned",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.interview",
                            ),
                        ),
                        (
                            "moved_by",
                            models.CharField(
                                blank=True,
                                choices=[("person", "The person asked"), ("office", "The Office asked")],
                                max_length=8,
                                verbose_name="Who asked",
                            ),
                        ),
                        ("moved_because", models.CharField(blank=True, max_length=200, verbose_name="Why")),
                        (
                            "cancelled_because",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("coach", "The coach is absent"),
                                    ("interpreter", "No interpreter"),
                                    ("closed", "The office is closed"),
                                    ("letter", "The letter came too late or came back"),
                                    ("case", "The case is suspended or closed"),
                                    ("mistake", "Planned by mistake"),
                                    ("other", "Other reason"),
                                ],
                                max_length=11,
                                verbose_name="Cancelled because",
                            ),
                        ),
                        (
                            "late_minutes",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(480)],
                                verbose_name="Minutes late",
                            ),
                        ),
                        ("held_on", models.DateField(blank=True, null=True, verbose_name="Day of the talk")),
                        ("also_present", models.CharField(blank=True, max_length=200, verbose_name="Others present")),
                        (
                            "steps",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=16),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="Legal steps covered",
                            ),
                        ),
                        (
                            "duty_explained_in",
                            models.CharField(blank=True, max_length=8, verbose_name="Duty to cooperate explained in"),
                        ),
                        (
                            "duty_with_interpreter",
                            models.BooleanField(default=False, verbose_name="Explained through the interpreter"),
                        ),
                        (
                            "options",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=13),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="Options explained",
                            ),
                        ),
                        ("options_note", models.TextField(blank=True, verbose_name="What was explained")),
                        ("concluded", models.TextField(blank=True, verbose_name="What was concluded, and why")),
                        ("new_elements", models.TextField(blank=True, verbose_name="New elements")),
                        ("own_words", models.TextField(blank=True, verbose_name="In the person's own words")),
                        ("assessment", models.TextField(blank=True, verbose_name="Assessment of the coach")),
                        ("outcome_note", models.TextField(blank=True, verbose_name="What happened")),
                        (
                            "recorded_by",
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
                        ("recorded_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "signed_off_by",
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
                        ("signed_off_at", models.DateTimeField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="0c520771ed974eeefd2dbcb22ef5562bbc0a70d3",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_c1cf5",
                                    table="cases_interviewevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attendance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "interview",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendances",
                                to="cases.interview",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendances",
                                to="cases.person",
                            ),
                        ),
                        ("was_present", models.BooleanField(verbose_name="Present")),
                    ],
                    options={
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(fields=("interview", "person"), name="attendance_once_per_person")
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_attendanceevent" ("id", "interview_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "was_present") VALUES (NEW."id", NEW."interview_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."was_present"); RETURN NULL;',
                                    hash="3af2e3a4e8bb86f54db2753afdcc0f076f951a72",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_5e8fa",
                                    table="cases_attendance",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_attendanceevent" ("id", "interview_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "was_present") VALUES (NEW."id", NEW."interview_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."was_present"); RETURN NULL;',
                                    hash="4acee2c387ac3cb206b693955e438a8edb38d28b",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_271e2",
                                    table="cases_attendance",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AttendanceEvent",
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
                                to="cases.attendance",
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
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.person",
                            ),
                        ),
                        ("was_present", models.BooleanField(verbose_name="Present")),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="f12ae3a15d87656621f1b9c4619abb8206272bdf",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_e22f3",
                                    table="cases_attendanceevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Agreement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "interview",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agreements",
                                to="cases.interview",
                            ),
                        ),
                        ("text", models.CharField(max_length=300, verbose_name="What was agreed")),
                        (
                            "owner",
                            models.CharField(
                                choices=[("person", "The person"), ("coach", "The coach"), ("partner", "A partner")],
                                default="person",
                                max_length=7,
                                verbose_name="Who",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agreements",
                                to="cases.person",
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="By")),
                        ("done_on", models.DateField(blank=True, null=True, verbose_name="Done on")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "ordering": ["due_on", "id"],
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("owner__in", ["person", "coach", "partner"])),
                                name="agreement_owner_is_known",
                                violation_error_message="This is not one of the choices.",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_agreementevent" ("done_on", "due_on", "id", "interview_id", "owner", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "version") VALUES (NEW."done_on", NEW."due_on", NEW."id", NEW."interview_id", NEW."owner", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text", NEW."version"); RETURN NULL;',
                                    hash="50c7436ff54fb3e48517dbe524b4f993ee0980c8",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_6f219",
                                    table="cases_agreement",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_agreementevent" ("done_on", "due_on", "id", "interview_id", "owner", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "version") VALUES (NEW."done_on", NEW."due_on", NEW."id", NEW."interview_id", NEW."owner", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text", NEW."version"); RETURN NULL;',
                                    hash="253489e501b8196b9d56a68511e997e2e5387fec",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_4a884",
                                    table="cases_agreement",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgreementEvent",
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
                                to="cases.agreement",
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
                            "interview",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.interview",
                            ),
                        ),
                        ("text", models.CharField(max_length=300, verbose_name="What was agreed")),
                        (
                            "owner",
                            models.CharField(
                                choices=[("person", "The person"), ("coach", "The coach"), ("partner", "A partner")],
                                default="person",
                                max_length=7,
                                verbose_name="Who",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.person",
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="By")),
                        ("done_on", models.DateField(blank=True, null=True, verbose_name="Done on")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="3d0c7bcac5c8415cca62ca488598b1dc53452d41",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_74a0f",
                                    table="cases_agreementevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContactMoment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contact_moments",
                                to="cases.case",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("call", "Telephone call"),
                                    ("visit", "Home visit"),
                                    ("counter", "Talk at the counter"),
                                    ("letter", "Letter or e-mail received"),
                                    ("other", "Other contact"),
                                ],
                                max_length=7,
                                verbose_name="Kind",
                            ),
                        ),
                        ("happened_at", models.DateTimeField(verbose_name="When")),
                        ("text", models.TextField(verbose_name="What was said or done")),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "contact",
                        "verbose_name_plural": "contacts",
                        "ordering": ["-happened_at", "-id"],
                        "default_permissions": (),
                        "indexes": [models.Index(fields=["case", "-happened_at"], name="contact_moment_by_case")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["call", "visit", "counter", "letter", "other"])),
                                name="contact_moment_kind_is_known",
                                violation_error_message="This is not one of the choices.",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_contactmomentevent" ("case_id", "happened_at", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "text", "version") VALUES (NEW."case_id", NEW."happened_at", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."text", NEW."version"); RETURN NULL;',
                                    hash="6cf28686b39a8156089032f6456662eaf23fc6c4",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_e68b3",
                                    table="cases_contactmoment",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_contactmomentevent" ("case_id", "happened_at", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "text", "version") VALUES (NEW."case_id", NEW."happened_at", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."text", NEW."version"); RETURN NULL;',
                                    hash="5e84c72a233581d7adb0a0558c96c30fc09c1a87",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_61658",
                                    table="cases_contactmoment",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContactMomentEvent",
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
                                to="cases.contactmoment",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("call", "Telephone call"),
                                    ("visit", "Home visit"),
                                    ("counter", "Talk at the counter"),
                                    ("letter", "Letter or e-mail received"),
                                    ("other", "Other contact"),
                                ],
                                max_length=7,
                                verbose_name="Kind",
                            ),
                        ),
                        ("happened_at", models.DateTimeField(verbose_name="When")),
                        ("text", models.TextField(verbose_name="What was said or done")),
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
                        ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="06279f69ca170ea0d815facb745535b298eb90f7",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_c4fc2",
                                    table="cases_contactmomentevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Obstacle",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="obstacles", to="cases.case"
                            ),
                        ),
                        (
                            "interview",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="obstacles",
                                to="cases.interview",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("documents", "Travel or identity documents"),
                                    ("family", "Family"),
                                    ("school", "School year of a child"),
                                    ("health", "Health (details only in the restricted note)"),
                                    ("country", "Situation in the country"),
                                    ("means", "Means, debts or housing"),
                                    ("procedure", "Procedure or appeal pending"),
                                    ("will", "Does not wish to"),
                                    ("other", "Other"),
                                ],
                                max_length=9,
                                verbose_name="Kind",
                            ),
                        ),
                        ("text", models.CharField(max_length=300, verbose_name="What stands in the way")),
                        ("action", models.CharField(blank=True, max_length=300, verbose_name="What is done about it")),
                        ("noted_on", models.DateField(verbose_name="Noted on")),
                        ("solved_on", models.DateField(blank=True, null=True, verbose_name="Solved on")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "obstacle",
                        "verbose_name_plural": "obstacles",
                        "ordering": ["solved_on", "noted_on", "id"],
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "documents",
                                            "family",
                                            "school",
                                            "health",
                                            "country",
                                            "means",
                                            "procedure",
                                            "will",
                                            "other",
                                        ],
                                    )
                                ),
                                name="obstacle_kind_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("solved_on__isnull", True),
                                    ("solved_on__gte", models.F("noted_on")),
                                    _connector="OR",
                                ),
                                name="obstacle_solved_on_not_before_noted_on",
                                violation_error_message="The end lies before the beginning.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_obstacleevent" ("action", "case_id", "id", "interview_id", "kind", "noted_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "solved_on", "text", "version") VALUES (NEW."action", NEW."case_id", NEW."id", NEW."interview_id", NEW."kind", NEW."noted_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."solved_on", NEW."text", NEW."version"); RETURN NULL;',
                                    hash="df6368700ef75dfd9dd751a16dbacc93bb727626",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_729f1",
                                    table="cases_obstacle",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_obstacleevent" ("action", "case_id", "id", "interview_id", "kind", "noted_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "solved_on", "text", "version") VALUES (NEW."action", NEW."case_id", NEW."id", NEW."interview_id", NEW."kind", NEW."noted_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."solved_on", NEW."text", NEW."version"); RETURN NULL;',
                                    hash="39dc08c1c37ec88e709cf584e48cf95a64c694b7",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_84547",
                                    table="cases_obstacle",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ObstacleEvent",
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
                                to="cases.obstacle",
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
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.interview",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("documents", "Travel or identity documents"),
                                    ("family", "Family"),
                                    ("school", "School year of a child"),
                                    ("health", "Health (details only in the restricted note)"),
                                    ("country", "Situation in the country"),
                                    ("means", "Means, debts or housing"),
                                    ("procedure", "Procedure or appeal pending"),
                                    ("will", "Does not wish to"),
                                    ("other", "Other"),
                                ],
                                max_length=9,
                                verbose_name="Kind",
                            ),
                        ),
                        ("text", models.CharField(max_length=300, verbose_name="What stands in the way")),
                        ("action", models.CharField(blank=True, max_length=300, verbose_name="What is done about it")),
                        ("noted_on", models.DateField(verbose_name="Noted on")),
                        ("solved_on", models.DateField(blank=True, null=True, verbose_name="Solved on")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="2837d2a13c0fcfc66bf644a9779cf538054c00dd",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_8eabf",
                                    table="cases_obstacleevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Document",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="documents", to="cases.case"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="documents",
                                to="cases.person",
                                verbose_name="About",
                            ),
                        ),
                        (
                            "interview",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="documents",
                                to="cases.interview",
                                verbose_name="Brought to",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("identity", "Identity document"),
                                    ("travel", "Travel document"),
                                    ("decision", "Decision or annex"),
                                    ("medical", "Medical certificate"),
                                    ("civil", "Civil status"),
                                    ("school", "School"),
                                    ("work", "Work and income"),
                                    ("letter", "Letter received"),
                                    ("declaration", "Declaration of the person"),
                                    ("mandate", "Mandate"),
                                    ("other", "Other"),
                                ],
                                max_length=11,
                                verbose_name="Kind",
                            ),
                        ),
                        ("is_restricted", models.BooleanField(default=False, verbose_name="Health or judicial data")),
                        ("title", models.CharField(max_length=160, verbose_name="What it is")),
                        ("language", models.CharField(blank=True, max_length=8, verbose_name="Language")),
                        ("received_on", models.DateField(verbose_name="Received on")),
                        (
                            "original_received_on",
                            models.DateField(blank=True, null=True, verbose_name="Original received on"),
                        ),
                        (
                            "original_returned_on",
                            models.DateField(blank=True, null=True, verbose_name="Original returned on"),
                        ),
                        (
                            "original_returned_to",
                            models.CharField(blank=True, max_length=120, verbose_name="Returned to"),
                        ),
                        ("name", models.CharField(max_length=160, verbose_name="Name of the file")),
                        ("stored_as", models.CharField(editable=False, max_length=120, unique=True)),
                        ("media_type", models.CharField(editable=False, max_length=100)),
                        ("size", models.PositiveBigIntegerField(editable=False)),
                        ("sha256", models.CharField(editable=False, max_length=64)),
                        (
                            "scan",
                            models.CharField(
                                choices=[("clean", "Clean"), ("not_scanned", "Not scanned")],
                                editable=False,
                                max_length=11,
                            ),
                        ),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("added_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "withdrawn_because",
                            models.CharField(blank=True, max_length=200, verbose_name="Why it was withdrawn"),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "document",
                        "verbose_name_plural": "documents",
                        "ordering": ["-received_on", "-id"],
                        "default_permissions": (),
                        "indexes": [models.Index(fields=["case", "-received_on"], name="document_by_case")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "identity",
                                            "travel",
                                            "decision",
                                            "medical",
                                            "civil",
                                            "school",
                                            "work",
                                            "letter",
                                            "declaration",
                                            "mandate",
                                            "other",
                                        ],
                                    )
                                ),
                                name="document_kind_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("scan__in", ["clean", "not_scanned"])),
                                name="document_scan_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("original_returned_on__isnull", True),
                                    ("original_returned_on__gte", models.F("original_received_on")),
                                    _connector="OR",
                                ),
                                name="document_original_returned_on_not_before_original_received_on",
                                violation_error_message="The end lies before the beginning.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("original_returned_on__isnull", True),
                                    ("original_received_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="document_returned_after_received",
                                violation_error_message="Only an original that was received can be returned.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("withdrawn_at__isnull", True),
                                    models.Q(("withdrawn_because", ""), _negated=True),
                                    _connector="XOR",
                                ),
                                name="document_withdrawn_iff_reason",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_documentevent" ("added_at", "added_by_id", "case_id", "id", "interview_id", "is_restricted", "kind", "language", "media_type", "name", "original_received_on", "original_returned_on", "original_returned_to", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "scan", "sha256", "size", "stored_as", "title", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."added_at", NEW."added_by_id", NEW."case_id", NEW."id", NEW."interview_id", NEW."is_restricted", NEW."kind", NEW."language", NEW."media_type", NEW."name", NEW."original_received_on", NEW."original_returned_on", NEW."original_returned_to", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."received_on", NEW."scan", NEW."sha256", NEW."size", NEW."stored_as", NEW."title", NEW."version", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;',
                                    hash="58a6168734df50de9f47bd6dfe4154a4c2db2080",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_96a33",
                                    table="cases_document",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_documentevent" ("added_at", "added_by_id", "case_id", "id", "interview_id", "is_restricted", "kind", "language", "media_type", "name", "original_received_on", "original_returned_on", "original_returned_to", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "scan", "sha256", "size", "stored_as", "title", "version", "withdrawn_at", "withdrawn_because", "withdrawn_by_id") VALUES (NEW."added_at", NEW."added_by_id", NEW."case_id", NEW."id", NEW."interview_id", NEW."is_restricted", NEW."kind", NEW."language", NEW."media_type", NEW."name", NEW."original_received_on", NEW."original_returned_on", NEW."original_returned_to", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."received_on", NEW."scan", NEW."sha256", NEW."size", NEW."stored_as", NEW."title", NEW."version", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by_id"); RETURN NULL;',
                                    hash="21fcc2c9441e3892e72f240a762c4b1734ee54f3",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_5bc40",
                                    table="cases_document",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DocumentEvent",
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
                                to="cases.document",
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
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.person",
                                verbose_name="About",
                            ),
                        ),
                        (
                            "interview",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.interview",
                                verbose_name="Brought to",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("identity", "Identity document"),
                                    ("travel", "Travel document"),
                                    ("decision", "Decision or annex"),
                                    ("medical", "Medical certificate"),
                                    ("civil", "Civil status"),
                                    ("school", "School"),
                                    ("work", "Work and income"),
                                    ("letter", "Letter received"),
                                    ("declaration", "Declaration of the person"),
                                    ("mandate", "Mandate"),
                                    ("other", "Other"),
                                ],
                                max_length=11,
                                verbose_name="Kind",
                            ),
                        ),
                        ("is_restricted", models.BooleanField(default=False, verbose_name="Health or judicial data")),
                        ("title", models.CharField(max_length=160, verbose_name="What it is")),
                        ("language", models.CharField(blank=True, max_length=8, verbose_name="Language")),
                        ("received_on", models.DateField(verbose_name="Received on")),
                        (
                            "original_received_on",
                            models.DateField(blank=True, null=True, verbose_name="Original received on"),
                        ),
                        (
                            "original_returned_on",
                            models.DateField(blank=True, null=True, verbose_name="Original returned on"),
                        ),
                        (
                            "original_returned_to",
                            models.CharField(blank=True, max_length=120, verbose_name="Returned to"),
                        ),
                        ("name", models.CharField(max_length=160, verbose_name="Name of the file")),
                        ("stored_as", models.CharField(editable=False, max_length=120)),
                        ("media_type", models.CharField(editable=False, max_length=100)),
                        ("size", models.PositiveBigIntegerField(editable=False)),
                        ("sha256", models.CharField(editable=False, max_length=64)),
                        (
                            "scan",
                            models.CharField(
                                choices=[("clean", "Clean"), ("not_scanned", "Not scanned")],
                                editable=False,
                                max_length=11,
                            ),
                        ),
                        (
                            "added_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("added_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        (
                            "withdrawn_by",
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
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "withdrawn_because",
                            models.CharField(blank=True, max_length=200, verbose_name="Why it was withdrawn"),
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
                                    hash="1073a84d05fc489ffa67dc45de50ff69711df0d5",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_88b73",
                                    table="cases_documentevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FamilyAgreement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="family_agreements",
                                to="cases.case",
                            ),
                        ),
                        ("concluded_on", models.DateField(verbose_name="Concluded on")),
                        (
                            "conditions",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=14),
                                default=list,
                                size=None,
                                verbose_name="Conditions",
                            ),
                        ),
                        ("remarks", models.TextField(blank=True, verbose_name="Remarks")),
                        (
                            "concluded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="Ended on")),
                        (
                            "ended_because",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("fulfilled", "Fulfilled"),
                                    ("breached", "Ended after a breach"),
                                    ("replaced", "Replaced by a new agreement"),
                                    ("overtaken", "No longer needed"),
                                ],
                                max_length=9,
                                verbose_name="Ended because",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "family agreement",
                        "verbose_name_plural": "family agreements",
                        "ordering": ["-concluded_on", "-id"],
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_because__in", ["fulfilled", "breached", "replaced", "overtaken", ""])
                                ),
                                name="family_agreement_ended_because_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on__isnull", True),
                                    ("ended_on__gte", models.F("concluded_on")),
                                    _connector="OR",
                                ),
                                name="family_agreement_ended_on_not_before_concluded_on",
                                violation_error_message="The end lies before the beginning.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "conditions__contained_by",
                                        [
                                            "home",
                                            "means",
                                            "reporting",
                                            "identification",
                                            "timetable",
                                            "access",
                                            "costs",
                                        ],
                                    )
                                ),
                                name="family_agreement_conditions_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_because", ""), ("ended_on__isnull", False), _connector="XOR"
                                ),
                                name="family_agreement_ended_iff_reason",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_on__isnull", True)),
                                fields=("case",),
                                name="one_family_agreement_at_a_time",
                                violation_error_message="An agreement is in force already. End it first.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_familyagreementevent" ("case_id", "concluded_by_id", "concluded_on", "conditions", "ended_because", "ended_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remarks", "version") VALUES (NEW."case_id", NEW."concluded_by_id", NEW."concluded_on", NEW."conditions", NEW."ended_because", NEW."ended_on", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."remarks", NEW."version"); RETURN NULL;',
                                    hash="90b1d10a5acc5f1c37d3e34ad35ca26410876362",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_54377",
                                    table="cases_familyagreement",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_familyagreementevent" ("case_id", "concluded_by_id", "concluded_on", "conditions", "ended_because", "ended_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remarks", "version") VALUES (NEW."case_id", NEW."concluded_by_id", NEW."concluded_on", NEW."conditions", NEW."ended_because", NEW."ended_on", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."remarks", NEW."version"); RETURN NULL;',
                                    hash="91c48d5ac2b2c226c8ee0d4f8a917b2f34d5cbea",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_eaebe",
                                    table="cases_familyagreement",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FamilyAgreementEvent",
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
                                to="cases.familyagreement",
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
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.case",
                            ),
                        ),
                        ("concluded_on", models.DateField(verbose_name="Concluded on")),
                        (
                            "conditions",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=14),
                                default=list,
                                size=None,
                                verbose_name="Conditions",
                            ),
                        ),
                        ("remarks", models.TextField(blank=True, verbose_name="Remarks")),
                        (
                            "concluded_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="Ended on")),
                        (
                            "ended_because",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("fulfilled", "Fulfilled"),
                                    ("breached", "Ended after a breach"),
                                    ("replaced", "Replaced by a new agreement"),
                                    ("overtaken", "No longer needed"),
                                ],
                                max_length=9,
                                verbose_name="Ended because",
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
                                    hash="a8678db0c830b47ae9b5d69c815284f9a162a282",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_43e56",
                                    table="cases_familyagreementevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FamilyStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "agreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="cases.familyagreement",
                            ),
                        ),
                        ("text", models.CharField(max_length=300, verbose_name="What is to be done")),
                        ("due_on", models.DateField(verbose_name="By")),
                        ("done_on", models.DateField(blank=True, null=True, verbose_name="Done on")),
                        ("is_breach", models.BooleanField(default=False, verbose_name="Not kept")),
                        ("note", models.TextField(blank=True, verbose_name="Remarks")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "ordering": ["due_on", "id"],
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("is_breach", False), ("done_on__isnull", True), _connector="OR"),
                                name="family_step_done_or_broken",
                                violation_error_message="A step is either done or not kept.",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_familystepevent" ("agreement_id", "done_on", "due_on", "id", "is_breach", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "version") VALUES (NEW."agreement_id", NEW."done_on", NEW."due_on", NEW."id", NEW."is_breach", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text", NEW."version"); RETURN NULL;',
                                    hash="9263867af5dd4c705353aafc758bb64b50a87dd9",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_a268a",
                                    table="cases_familystep",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_familystepevent" ("agreement_id", "done_on", "due_on", "id", "is_breach", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "version") VALUES (NEW."agreement_id", NEW."done_on", NEW."due_on", NEW."id", NEW."is_breach", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text", NEW."version"); RETURN NULL;',
                                    hash="a5d358eaf6cf5661c1d928e98a1c9e0c633af390",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_4a4bd",
                                    table="cases_familystep",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FamilyStepEvent",
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
                                to="cases.familystep",
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
                            "agreement",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.familyagreement",
                            ),
                        ),
                        ("text", models.CharField(max_length=300, verbose_name="What is to be done")),
                        ("due_on", models.DateField(verbose_name="By")),
                        ("done_on", models.DateField(blank=True, null=True, verbose_name="Done on")),
                        ("is_breach", models.BooleanField(default=False, verbose_name="Not kept")),
                        ("note", models.TextField(blank=True, verbose_name="Remarks")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="1789a0ba79751d9b31845c681266657bffa7cd29",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_f8693",
                                    table="cases_familystepevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseGrant",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "permission",
                            models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission"),
                        ),
                        (
                            "user",
                            models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL),
                        ),
                        (
                            "content_object",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="grants", to="cases.case"
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("cover", "Covers an absence"),
                                    ("second_opinion", "Second opinion"),
                                    ("request", "Access request granted"),
                                    ("emergency", "Emergency"),
                                ],
                                max_length=16,
                                verbose_name="Reason",
                            ),
                        ),
                        ("explanation", models.CharField(max_length=300, verbose_name="Explanation")),
                        ("ends_on", models.DateField(verbose_name="Until and including")),
                        (
                            "granted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "grant",
                        "verbose_name_plural": "grants",
                        "unique_together": {("user", "permission", "content_object")},
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason__in", ["cover", "second_opinion", "request", "emergency"])),
                                name="grant_reason_is_known",
                                violation_error_message="This is not one of the choices.",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_casegrantevent" ("content_object_id", "ends_on", "explanation", "granted_by_id", "id", "permission_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "user_id") VALUES (NEW."content_object_id", NEW."ends_on", NEW."explanation", NEW."granted_by_id", NEW."id", NEW."permission_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."user_id"); RETURN NULL;',
                                    hash="fecff5b0bb76255ff21bfd88c003cbad75ba526a",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_d58e4",
                                    table="cases_casegrant",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_casegrantevent" ("content_object_id", "ends_on", "explanation", "granted_by_id", "id", "permission_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "user_id") VALUES (NEW."content_object_id", NEW."ends_on", NEW."explanation", NEW."granted_by_id", NEW."id", NEW."permission_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."user_id"); RETURN NULL;',
                                    hash="1373ba355eb4627e5f5849bef93a39af125a5dc8",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_88baf",
                                    table="cases_casegrant",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseGrantEvent",
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
                                to="cases.casegrant",
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
                            "permission",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="auth.permission",
                            ),
                        ),
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
                        (
                            "content_object",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.case",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("cover", "Covers an absence"),
                                    ("second_opinion", "Second opinion"),
                                    ("request", "Access request granted"),
                                    ("emergency", "Emergency"),
                                ],
                                max_length=16,
                                verbose_name="Reason",
                            ),
                        ),
                        ("explanation", models.CharField(max_length=300, verbose_name="Explanation")),
                        ("ends_on", models.DateField(verbose_name="Until and including")),
                        (
                            "granted_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                                    hash="00338a9736dc6ba42d65e13d5992d992f73592e2",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_eab08",
                                    table="cases_casegrantevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Import",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=160, verbose_name="Name of the file")),
                        ("sha256", models.CharField(max_length=64)),
                        (
                            "region",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="icam.region",
                                verbose_name="Region",
                            ),
                        ),
                        ("encoding", models.CharField(blank=True, max_length=16, verbose_name="Written in")),
                        ("is_sure", models.BooleanField(default=True, verbose_name="The way of writing is certain")),
                        ("header", models.JSONField(default=list)),
                        ("shape", models.CharField(blank=True, max_length=64)),
                        ("mapping", models.JSONField(default=dict)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("read", "Read, columns to be chosen"),
                                    ("checking", "Being checked"),
                                    ("checked", "Checked, nothing written yet"),
                                    ("running", "Running"),
                                    ("done", "Done"),
                                    ("failed", "Stopped"),
                                ],
                                default="read",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        ("total", models.PositiveIntegerField(default=0, verbose_name="Rows")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ("touched_at", models.DateTimeField(blank=True, null=True)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        ("failure", models.CharField(blank=True, max_length=500)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "import",
                        "verbose_name_plural": "imports",
                        "ordering": ["-id"],
                        "default_permissions": (),
                        "indexes": [models.Index(fields=["shape", "-id"], name="import_by_shape")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["read", "checking", "checked", "running", "done", "failed"])
                                ),
                                name="import_state_is_known",
                                violation_error_message="This is not one of the choices.",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_importevent" ("at", "by_id", "encoding", "failure", "finished_at", "header", "id", "is_sure", "mapping", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "sha256", "shape", "state", "total", "touched_at", "version") VALUES (NEW."at", NEW."by_id", NEW."encoding", NEW."failure", NEW."finished_at", NEW."header", NEW."id", NEW."is_sure", NEW."mapping", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."region_id", NEW."sha256", NEW."shape", NEW."state", NEW."total", NEW."touched_at", NEW."version"); RETURN NULL;',
                                    hash="d1d8b48cbca063e8073a4b515ce004f2ba35712c",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_6f7bb",
                                    table="cases_import",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_importevent" ("at", "by_id", "encoding", "failure", "finished_at", "header", "id", "is_sure", "mapping", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "sha256", "shape", "state", "total", "touched_at", "version") VALUES (NEW."at", NEW."by_id", NEW."encoding", NEW."failure", NEW."finished_at", NEW."header", NEW."id", NEW."is_sure", NEW."mapping", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."region_id", NEW."sha256", NEW."shape", NEW."state", NEW."total", NEW."touched_at", NEW."version"); RETURN NULL;',
                                    hash="7cda4b85e952aa175acf15d6fd9c9f00a0a883b2",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_aafdf",
                                    table="cases_import",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImportEvent",
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
                                to="cases.import",
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
                        ("name", models.CharField(max_length=160, verbose_name="Name of the file")),
                        ("sha256", models.CharField(max_length=64)),
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
                        ("encoding", models.CharField(blank=True, max_length=16, verbose_name="Written in")),
                        ("is_sure", models.BooleanField(default=True, verbose_name="The way of writing is certain")),
                        ("header", models.JSONField(default=list)),
                        ("shape", models.CharField(blank=True, max_length=64)),
                        ("mapping", models.JSONField(default=dict)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("read", "Read, columns to be chosen"),
                                    ("checking", "Being checked"),
                                    ("checked", "Checked, nothing written yet"),
                                    ("running", "Running"),
                                    ("done", "Done"),
                                    ("failed", "Stopped"),
                                ],
                                default="read",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        ("total", models.PositiveIntegerField(default=0, verbose_name="Rows")),
                        (
                            "by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ("touched_at", models.DateTimeField(blank=True, null=True)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        ("failure", models.CharField(blank=True, max_length=500)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="f21bdd6866660d4f4b024e96dde577cba610f1a6",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_280f5",
                                    table="cases_importevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImportRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "of",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="rows", to="cases.import"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="Row")),
                        ("cells", models.JSONField()),
                        ("household", models.PositiveIntegerField(blank=True, null=True, verbose_name="Household")),
                        ("fingerprint", models.CharField(blank=True, max_length=64)),
                        (
                            "result",
                            models.CharField(
                                choices=[
                                    ("waiting", "Not looked at yet"),
                                    ("new", "New person, case to be opened"),
                                    ("decide", "Somebody like this is known: decide"),
                                    ("known", "Known person"),
                                    ("queued", "Waits for its turn"),
                                    ("created", "Case opened"),
                                    ("attached", "Case opened for a known person"),
                                    ("skipped", "Left out"),
                                    ("repeated", "Imported before"),
                                    ("refused", "Refused"),
                                ],
                                default="waiting",
                                max_length=8,
                                verbose_name="Result",
                            ),
                        ),
                        ("problems", models.JSONField(default=list)),
                        ("warnings", models.JSONField(default=list)),
                        ("candidates", models.JSONField(default=list)),
                        (
                            "decision",
                            models.CharField(
                                blank=True,
                                choices=[("same", "The same person"), ("new", "Another person"), ("skip", "Leave out")],
                                max_length=4,
                                verbose_name="Decision",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.person",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.case",
                            ),
                        ),
                        ("is_chosen", models.BooleanField(default=False, verbose_name="Chosen")),
                    ],
                    options={
                        "ordering": ["number"],
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["of", "result", "number"], name="import_row_by_result"),
                            models.Index(fields=["of", "household"], name="import_row_by_household"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "result__in",
                                        [
                                            "waiting",
                                            "new",
                                            "decide",
                                            "known",
                                            "queued",
                                            "created",
                                            "attached",
                                            "skipped",
                                            "repeated",
                                            "refused",
                                        ],
                                    )
                                ),
                                name="import_row_result_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("decision__in", ["same", "new", "skip", ""])),
                                name="import_row_decision_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.UniqueConstraint(fields=("of", "number"), name="import_row_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("case__isnull", False)),
                                fields=("fingerprint",),
                                name="a_row_opens_one_case",
                                violation_error_message="This row was imported before.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NameWord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("word", models.CharField(max_length=80, unique=True)),
                        (
                            "forms",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=80), size=None
                            ),
                        ),
                        (
                            "skeletons",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=80), size=None
                            ),
                        ),
                        ("holders", models.IntegerField(default=1)),
                    ],
                    options={
                        "default_permissions": (),
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(fields=["forms"], name="name_word_by_form"),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["skeletons"], name="name_word_by_skeleton"
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass("word", name="gin_trgm_ops"),
                                name="name_word_by_trigram",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PersonKeys",
                    fields=[
                        (
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="keys",
                                serialize=False,
                                to="cases.person",
                            ),
                        ),
                        (
                            "words",
                            django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None),
                        ),
                        (
                            "phones",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20), default=list, size=None
                            ),
                        ),
                        ("born_on", models.DateField(null=True)),
                    ],
                    options={
                        "default_permissions": (),
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                fastupdate=False, fields=["words"], name="person_keys_by_word"
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                fastupdate=False, fields=["phones"], name="person_keys_by_phone"
                            ),
                            models.Index(
                                condition=models.Q(("born_on__isnull", False)),
                                fields=["born_on"],
                                name="person_keys_by_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Pair",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "first",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.person"
                            ),
                        ),
                        (
                            "second",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.person"
                            ),
                        ),
                        ("score", models.FloatField(verbose_name="Score")),
                        (
                            "strength",
                            models.CharField(
                                choices=[
                                    ("certain", "Certain"),
                                    ("strong", "Strong"),
                                    ("possible", "Possible"),
                                    ("weak", "Weak"),
                                    ("none", "None"),
                                ],
                                max_length=8,
                                verbose_name="Strength",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Waits for a decision"),
                                    ("not_same", "Not the same person"),
                                    ("merged", "One person"),
                                ],
                                default="open",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        ("found_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("reason", models.TextField(blank=True, verbose_name="Reason")),
                        ("basis", models.CharField(blank=True, editable=False, max_length=64)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "possible duplicate",
                        "verbose_name_plural": "possible duplicates",
                        "ordering": ["-score", "id"],
                        "default_permissions": (),
                        "indexes": [models.Index(fields=["state", "-score", "id"], name="pair_by_state")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("strength__in", ["certain", "strong", "possible", "weak", "none"])),
                                name="pair_strength_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["open", "not_same", "merged"])),
                                name="pair_state_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.UniqueConstraint(fields=("first", "second"), name="a_pair_once"),
                            models.CheckConstraint(
                                condition=models.Q(("first__lt", models.F("second"))), name="pair_in_order"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state", "open"), ("decided_at__isnull", False), _connector="XOR"),
                                name="pair_decided_iff_dated",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_pairevent" ("basis", "decided_at", "decided_by_id", "first_id", "found_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "score", "second_id", "state", "strength", "version") VALUES (NEW."basis", NEW."decided_at", NEW."decided_by_id", NEW."first_id", NEW."found_at", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."score", NEW."second_id", NEW."state", NEW."strength", NEW."version"); RETURN NULL;',
                                    hash="f03792076486fcec0133952239397b3cf90321a1",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_1ce01",
                                    table="cases_pair",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_pairevent" ("basis", "decided_at", "decided_by_id", "first_id", "found_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "score", "second_id", "state", "strength", "version") VALUES (NEW."basis", NEW."decided_at", NEW."decided_by_id", NEW."first_id", NEW."found_at", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."score", NEW."second_id", NEW."state", NEW."strength", NEW."version"); RETURN NULL;',
                                    hash="8c9f44806cbf4ccdfb1a27bb603c73152dd926e5",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_1eb1b",
                                    table="cases_pair",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PairEvent",
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
                                to="cases.pair",
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
                            "first",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.person",
                            ),
                        ),
                        (
                            "second",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.person",
                            ),
                        ),
                        ("score", models.FloatField(verbose_name="Score")),
                        (
                            "strength",
                            models.CharField(
                                choices=[
                                    ("certain", "Certain"),
                                    ("strong", "Strong"),
                                    ("possible", "Possible"),
                                    ("weak", "Weak"),
                                    ("none", "None"),
                                ],
                                max_length=8,
                                verbose_name="Strength",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Waits for a decision"),
                                    ("not_same", "Not the same person"),
                                    ("merged", "One person"),
                                ],
                                default="open",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        ("found_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        (
                            "decided_by",
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
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("reason", models.TextField(blank=True, verbose_name="Reason")),
                        ("basis", models.CharField(blank=True, editable=False, max_length=64)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="e775fb80cb7e3595dce5658906f3b527ab909589",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_4be16",
                                    table="cases_pairevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Merge",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kept",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merges_kept",
                                to="cases.person",
                            ),
                        ),
                        (
                            "gone",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merges_gone",
                                to="cases.person",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ("reason", models.TextField(verbose_name="Reason")),
                        (
                            "undone_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("undone_at", models.DateTimeField(blank=True, null=True)),
                        ("undone_because", models.TextField(blank=True, verbose_name="Why it was undone")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "merge",
                        "verbose_name_plural": "merges",
                        "ordering": ["-id"],
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kept", models.F("gone")), _negated=True),
                                name="merge_of_two_persons",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("undone_at__isnull", True)),
                                fields=("gone",),
                                name="a_person_is_merged_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("undone_at__isnull", True), ("undone_by__isnull", False), _connector="XOR"
                                ),
                                name="merge_undone_iff_dated",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_mergeevent" ("at", "by_id", "gone_id", "id", "kept_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "undone_at", "undone_because", "undone_by_id", "version") VALUES (NEW."at", NEW."by_id", NEW."gone_id", NEW."id", NEW."kept_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."undone_at", NEW."undone_because", NEW."undone_by_id", NEW."version"); RETURN NULL;',
                                    hash="804eefa42816df805372f208b7e183aca6d537e7",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_f32b3",
                                    table="cases_merge",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_mergeevent" ("at", "by_id", "gone_id", "id", "kept_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "undone_at", "undone_because", "undone_by_id", "version") VALUES (NEW."at", NEW."by_id", NEW."gone_id", NEW."id", NEW."kept_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."undone_at", NEW."undone_because", NEW."undone_by_id", NEW."version"); RETURN NULL;',
                                    hash="3719ff7fa15b63c926a75bd9d18af788ab5405ab",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_5c03b",
                                    table="cases_merge",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MergeEvent",
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
                                to="cases.merge",
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
                            "kept",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.person",
                            ),
                        ),
                        (
                            "gone",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.person",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ("reason", models.TextField(verbose_name="Reason")),
                        (
                            "undone_by",
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
                        ("undone_at", models.DateTimeField(blank=True, null=True)),
                        ("undone_because", models.TextField(blank=True, verbose_name="Why it was undone")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="28c5ef85ab06bb8963bbd3393c60810ea5e7e82d",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_a98db",
                                    table="cases_mergeevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MergeEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "merge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="cases.merge"
                            ),
                        ),
                        ("table", models.CharField(max_length=40)),
                        ("row", models.BigIntegerField()),
                        ("moved", models.BooleanField()),
                    ],
                    options={
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(fields=("merge", "table", "row"), name="merge_entry_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Prospect",
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
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="prospects", to="cases.case"
                            ),
                        ),
                        ("cycle", models.PositiveSmallIntegerField(verbose_name="Cycle")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("stay", "Right to stay"),
                                    ("assisted_return", "Assisted voluntary return"),
                                    ("office_return", "Return organised by the Office"),
                                    ("autonomous_return", "Autonomous return"),
                                    ("transfer", "Transfer to the responsible state"),
                                    ("other_country", "Right of residence in another country"),
                                    ("forced_return", "Hand-over for forced return"),
                                    ("none", "No prospect found"),
                                    ("not_classified", "Not classified"),
                                ],
                                max_length=18,
                                verbose_name="Prospect",
                            ),
                        ),
                        (
                            "ground",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("9bis", "Humanitarian regularisation (9bis)"),
                                    ("9ter", "Medical regularisation (9ter)"),
                                    ("family", "Family reunification"),
                                    ("work", "Single permit (work)"),
                                    ("student", "Student"),
                                    ("protection", "International protection"),
                                    ("stateless", "Statelessness"),
                                    ("trafficking", "Victim of trafficking or smuggling"),
                                    ("minor", "Durable solution of an unaccompanied minor"),
                                    ("eu", "Right of an EU citizen or family member"),
                                    ("restored", "Right restored, appeal won"),
                                    ("other", "Other ground"),
                                ],
                                max_length=12,
                                verbose_name="Ground of stay",
                            ),
                        ),
                        ("proposed_on", models.DateField(verbose_name="Proposed on")),
                        ("reasons", models.TextField(verbose_name="Reasons")),
                        ("told_on", models.DateField(blank=True, null=True, verbose_name="Told to the person on")),
                        ("told_in", models.CharField(blank=True, max_length=8, verbose_name="Told in")),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        (
                            "corrects",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrected_by",
                                to="cases.prospect",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "prospect",
                        "verbose_name_plural": "prospects",
                        "ordering": ["-proposed_on", "-id"],
                        "default_permissions": (),
                        "indexes": [models.Index(fields=["proposed_on"], name="prospect_by_day")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("household_kind__in", ["single", "couple", "family", "other"])),
                                name="prospect_household_kind_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "stay",
                                            "assisted_return",
                                            "office_return",
                                            "autonomous_return",
                                            "transfer",
                                            "other_country",
                                            "forced_return",
                                            "none",
                                            "not_classified",
                                        ],
                                    )
                                ),
                                name="prospect_kind_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "ground__in",
                                        [
                                            "9bis",
                                            "9ter",
                                            "family",
                                            "work",
                                            "student",
                                            "protection",
                                            "stateless",
                                            "trafficking",
                                            "minor",
                                            "eu",
                                            "restored",
                                            "other",
                                            "",
                                        ],
                                    )
                                ),
                                name="prospect_ground_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("told_on__isnull", True),
                                    ("told_on__gte", models.F("proposed_on")),
                                    _connector="OR",
                                ),
                                name="prospect_told_on_not_before_proposed_on",
                                violation_error_message="The end lies before the beginning.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind", "stay"), ("ground", ""), _connector="XOR"),
                                name="prospect_stay_iff_grounded",
                                violation_error_message="A prospect of stay has a ground, and only that.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("told_on__isnull", True),
                                    models.Q(("told_in", ""), _negated=True),
                                    _connector="XOR",
                                ),
                                name="prospect_told_iff_dated",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_prospectevent" ("case_id", "coach_id", "corrects_id", "cycle", "ground", "household_kind", "id", "kind", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "proposed_on", "reasons", "recorded_at", "region_id", "target_group_id", "told_in", "told_on", "version") VALUES (NEW."case_id", NEW."coach_id", NEW."corrects_id", NEW."cycle", NEW."ground", NEW."household_kind", NEW."id", NEW."kind", NEW."office_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."proposed_by_id", NEW."proposed_on", NEW."reasons", NEW."recorded_at", NEW."region_id", NEW."target_group_id", NEW."told_in", NEW."told_on", NEW."version"); RETURN NULL;',
                                    hash="d758b3aba7d4e3d353aaf8dd29fa9e1994f3fe33",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_a36f2",
                                    table="cases_prospect",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_prospectevent" ("case_id", "coach_id", "corrects_id", "cycle", "ground", "household_kind", "id", "kind", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "proposed_on", "reasons", "recorded_at", "region_id", "target_group_id", "told_in", "told_on", "version") VALUES (NEW."case_id", NEW."coach_id", NEW."corrects_id", NEW."cycle", NEW."ground", NEW."household_kind", NEW."id", NEW."kind", NEW."office_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proposed_by_id", NEW."proposed_on", NEW."reasons", NEW."recorded_at", NEW."region_id", NEW."target_group_id", NEW."told_in", NEW."told_on", NEW."version"); RETURN NULL;',
                                    hash="a76104a49df6c9bceb9480ee03f89a947600eee7",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_b9e1d",
                                    table="cases_prospect",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProspectEvent",
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
                                to="cases.prospect",
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
                        ("cycle", models.PositiveSmallIntegerField(verbose_name="Cycle")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("stay", "Right to stay"),
                                    ("assisted_return", "Assisted voluntary return"),
                                    ("office_return", "Return organised by the Office"),
                                    ("autonomous_return", "Autonomous return"),
                                    ("transfer", "Transfer to the responsible state"),
                                    ("other_country", "Right of residence in another country"),
                                    ("forced_return", "Hand-over for forced return"),
                                    ("none", "No prospect found"),
                                    ("not_classified", "Not classified"),
                                ],
                                max_length=18,
                                verbose_name="Prospect",
                            ),
                        ),
                        (
                            "ground",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("9bis", "Humanitarian regularisation (9bis)"),
                                    ("9ter", "Medical regularisation (9ter)"),
                                    ("family", "Family reunification"),
                                    ("work", "Single permit (work)"),
                                    ("student", "Student"),
                                    ("protection", "International protection"),
                                    ("stateless", "Statelessness"),
                                    ("trafficking", "Victim of trafficking or smuggling"),
                                    ("minor", "Durable solution of an unaccompanied minor"),
                                    ("eu", "Right of an EU citizen or family member"),
                                    ("restored", "Right restored, appeal won"),
                                    ("other", "Other ground"),
                                ],
                                max_length=12,
                                verbose_name="Ground of stay",
                            ),
                        ),
                        ("proposed_on", models.DateField(verbose_name="Proposed on")),
                        ("reasons", models.TextField(verbose_name="Reasons")),
                        ("told_on", models.DateField(blank=True, null=True, verbose_name="Told to the person on")),
                        ("told_in", models.CharField(blank=True, max_length=8, verbose_name="Told in")),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        (
                            "corrects",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.prospect",
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
                                    hash="5fd6aeeb03efe7cf2a009b6831c0cf07987d7461",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_4a553",
                                    table="cases_prospectevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Result",
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
                        (
                            "prospect",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="result", to="cases.prospect"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="results", to="cases.case"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("stay_granted", "Right to stay obtained"),
                                    ("assisted_return", "Assisted voluntary return effected"),
                                    ("office_return", "Return organised by the Office effected"),
                                    ("autonomous_return", "Autonomous return effected"),
                                    ("transferred", "Transfer effected"),
                                    ("moved", "Left for another country of residence"),
                                    ("forced_return", "Forced return effected"),
                                    ("stay_refused", "Right to stay refused"),
                                    ("not_effected", "Nothing came of it"),
                                ],
                                max_length=18,
                                verbose_name="Result",
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="Happened on")),
                        (
                            "evidence",
                            models.CharField(
                                choices=[
                                    ("declared", "Declared by the person"),
                                    ("ticket", "Ticket or booking"),
                                    ("partner", "Confirmed by a partner"),
                                    ("consular", "Consular proof"),
                                    ("stamp", "Exit stamp or Entry/Exit System"),
                                    ("decision", "Written decision or residence document"),
                                ],
                                max_length=10,
                                verbose_name="Evidence",
                            ),
                        ),
                        (
                            "from_detention",
                            models.BooleanField(default=False, verbose_name="From a centre, family unit or prison"),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="Remarks")),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "result",
                        "verbose_name_plural": "results",
                        "default_permissions": (),
                        "indexes": [models.Index(fields=["kind", "happened_on"], name="result_by_kind_day")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("household_kind__in", ["single", "couple", "family", "other"])),
                                name="result_household_kind_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "stay_granted",
                                            "assisted_return",
                                            "office_return",
                                            "autonomous_return",
                                            "transferred",
                                            "moved",
                                            "forced_return",
                                            "stay_refused",
                                            "not_effected",
                                        ],
                                    )
                                ),
                                name="result_kind_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("evidence__in", ["declared", "ticket", "partner", "consular", "stamp", "decision"])
                                ),
                                name="result_evidence_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("from_detention", True),
                                    ("kind__in", ["assisted_return", "office_return", "autonomous_return"]),
                                    _negated=True,
                                ),
                                name="result_from_detention_is_forced",
                                violation_error_message="A return from a centre, family unit or prison counts as forced.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_resultevent" ("case_id", "coach_id", "evidence", "from_detention", "happened_on", "household_kind", "id", "kind", "note", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prospect_id", "recorded_at", "recorded_by_id", "region_id", "target_group_id", "version") VALUES (NEW."case_id", NEW."coach_id", NEW."evidence", NEW."from_detention", NEW."happened_on", NEW."household_kind", NEW."id", NEW."kind", NEW."note", NEW."office_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."prospect_id", NEW."recorded_at", NEW."recorded_by_id", NEW."region_id", NEW."target_group_id", NEW."version"); RETURN NULL;',
                                    hash="59698f1636d089dfc0b71d3fe4a31f341f392f2e",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_fdc73",
                                    table="cases_result",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_resultevent" ("case_id", "coach_id", "evidence", "from_detention", "happened_on", "household_kind", "id", "kind", "note", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prospect_id", "recorded_at", "recorded_by_id", "region_id", "target_group_id", "version") VALUES (NEW."case_id", NEW."coach_id", NEW."evidence", NEW."from_detention", NEW."happened_on", NEW."household_kind", NEW."id", NEW."kind", NEW."note", NEW."office_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."prospect_id", NEW."recorded_at", NEW."recorded_by_id", NEW."region_id", NEW."target_group_id", NEW."version"); RETURN NULL;',
                                    hash="520c565130cb0d1dd9c89cca48542141703ffeb3",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_16350",
                                    table="cases_result",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ResultEvent",
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
                                to="cases.result",
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
                        (
                            "prospect",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.prospect",
                            ),
                        ),
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("stay_granted", "Right to stay obtained"),
                                    ("assisted_return", "Assisted voluntary return effected"),
                                    ("office_return", "Return organised by the Office effected"),
                                    ("autonomous_return", "Autonomous return effected"),
                                    ("transferred", "Transfer effected"),
                                    ("moved", "Left for another country of residence"),
                                    ("forced_return", "Forced return effected"),
                                    ("stay_refused", "Right to stay refused"),
                                    ("not_effected", "Nothing came of it"),
                                ],
                                max_length=18,
                                verbose_name="Result",
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="Happened on")),
                        (
                            "evidence",
                            models.CharField(
                                choices=[
                                    ("declared", "Declared by the person"),
                                    ("ticket", "Ticket or booking"),
                                    ("partner", "Confirmed by a partner"),
                                    ("consular", "Consular proof"),
                                    ("stamp", "Exit stamp or Entry/Exit System"),
                                    ("decision", "Written decision or residence document"),
                                ],
                                max_length=10,
                                verbose_name="Evidence",
                            ),
                        ),
                        (
                            "from_detention",
                            models.BooleanField(default=False, verbose_name="From a centre, family unit or prison"),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="Remarks")),
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
                        ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="5850c137102ac819469fbf44fb6937fadb447c9a",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_02bc1",
                                    table="cases_resultevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProspectPerson",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "prospect",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="concerns",
                                to="cases.prospect",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="prospects_about",
                                to="cases.person",
                            ),
                        ),
                    ],
                    options={
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(fields=("prospect", "person"), name="prospect_concerns_once")
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_prospectpersonevent" ("id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prospect_id") VALUES (NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."prospect_id"); RETURN NULL;',
                                    hash="20a7dfefeb4111831f3830f082fa773e4ff9d07a",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_223b2",
                                    table="cases_prospectperson",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_prospectpersonevent" ("id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prospect_id") VALUES (NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."prospect_id"); RETURN NULL;',
                                    hash="4da7a05b771d77347c0d96bc41a8caf1d82bb766",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_9f366",
                                    table="cases_prospectperson",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProspectPersonEvent",
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
                                to="cases.prospectperson",
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
                            "prospect",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.prospect",
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
                                    hash="e421e28de680d9219c7985c4ce7fdf89e340131d",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_b8e24",
                                    table="cases_prospectpersonevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Amendment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "interview",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="amendments",
                                to="cases.interview",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("before", models.JSONField()),
                        ("after", models.JSONField()),
                        ("reason", models.CharField(max_length=300, verbose_name="Why")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ],
                    options={
                        "verbose_name": "amendment",
                        "verbose_name_plural": "amendments",
                        "ordering": ["interview", "number"],
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(fields=("interview", "number"), name="amendments_are_numbered"),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="amendment_has_a_reason"
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_amendmentevent" ("after", "at", "before", "by_id", "id", "interview_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."after", NEW."at", NEW."before", NEW."by_id", NEW."id", NEW."interview_id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason"); RETURN NULL;',
                                    hash="258c7a0e5952ef6727c5f8059851219766167e7d",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_fca2a",
                                    table="cases_amendment",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_amendmentevent" ("after", "at", "before", "by_id", "id", "interview_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."after", NEW."at", NEW."before", NEW."by_id", NEW."id", NEW."interview_id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason"); RETURN NULL;',
                                    hash="81418f4f0281e77452cbb23cbe2fa13c08c24bcb",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_66595",
                                    table="cases_amendment",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AmendmentEvent",
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
                                to="cases.amendment",
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
                            "interview",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.interview",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("before", models.JSONField()),
                        ("after", models.JSONField()),
                        ("reason", models.CharField(max_length=300, verbose_name="Why")),
                        (
                            "by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="6c13b9cc667023c1aec0e258ce29576da5b9cc22",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_f43ac",
                                    table="cases_amendmentevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Summary",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "interview",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="summaries",
                                to="cases.interview",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="summaries",
                                to="cases.person",
                                verbose_name="For",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("language", models.CharField(max_length=8, verbose_name="Language")),
                        ("template_version", models.CharField(editable=False, max_length=40)),
                        ("told", models.CharField(editable=False, max_length=64)),
                        ("file", models.CharField(editable=False, max_length=120)),
                        ("sha256", models.CharField(editable=False, max_length=64)),
                        ("pages", models.PositiveSmallIntegerField(editable=False)),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        (
                            "receipt",
                            models.CharField(
                                choices=[
                                    ("waiting", "Not handed over yet"),
                                    ("signed", "Received, signed for"),
                                    ("taken", "Received, without signature"),
                                    ("declined", "Not accepted"),
                                    ("sent", "Sent"),
                                ],
                                default="waiting",
                                max_length=8,
                                verbose_name="Receipt",
                            ),
                        ),
                        ("receipt_on", models.DateField(blank=True, null=True, verbose_name="Day")),
                        (
                            "disagreement",
                            models.TextField(blank=True, verbose_name="With what the person does not agree"),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "summary for the person",
                        "verbose_name_plural": "summaries for the person",
                        "ordering": ["interview", "-number"],
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("receipt__in", ["waiting", "signed", "taken", "declined", "sent"])),
                                name="summary_receipt_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.UniqueConstraint(fields=("interview", "number"), name="summaries_are_numbered"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("receipt", "waiting"), ("receipt_on__isnull", False), _connector="XOR"
                                ),
                                name="summary_receipt_iff_dated",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_summaryevent" ("disagreement", "file", "id", "interview_id", "language", "made_at", "made_by_id", "number", "pages", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receipt", "receipt_on", "sha256", "template_version", "told", "version") VALUES (NEW."disagreement", NEW."file", NEW."id", NEW."interview_id", NEW."language", NEW."made_at", NEW."made_by_id", NEW."number", NEW."pages", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."receipt", NEW."receipt_on", NEW."sha256", NEW."template_version", NEW."told", NEW."version"); RETURN NULL;',
                                    hash="5fc4696c34d38d55e9d22b6c7cbc126702326cb5",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_77776",
                                    table="cases_summary",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_summaryevent" ("disagreement", "file", "id", "interview_id", "language", "made_at", "made_by_id", "number", "pages", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receipt", "receipt_on", "sha256", "template_version", "told", "version") VALUES (NEW."disagreement", NEW."file", NEW."id", NEW."interview_id", NEW."language", NEW."made_at", NEW."made_by_id", NEW."number", NEW."pages", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."receipt", NEW."receipt_on", NEW."sha256", NEW."template_version", NEW."told", NEW."version"); RETURN NULL;',
                                    hash="1a9fe6129fddc32c9af78ef8a4f46e1845c113ef",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_0fb75",
                                    table="cases_summary",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SummaryEvent",
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
                                to="cases.summary",
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
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.person",
                                verbose_name="For",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("language", models.CharField(max_length=8, verbose_name="Language")),
                        ("template_version", models.CharField(editable=False, max_length=40)),
                        ("told", models.CharField(editable=False, max_length=64)),
                        ("file", models.CharField(editable=False, max_length=120)),
                        ("sha256", models.CharField(editable=False, max_length=64)),
                        ("pages", models.PositiveSmallIntegerField(editable=False)),
                        (
                            "made_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        (
                            "receipt",
                            models.CharField(
                                choices=[
                                    ("waiting", "Not handed over yet"),
                                    ("signed", "Received, signed for"),
                                    ("taken", "Received, without signature"),
                                    ("declined", "Not accepted"),
                                    ("sent", "Sent"),
                                ],
                                default="waiting",
                                max_length=8,
                                verbose_name="Receipt",
                            ),
                        ),
                        ("receipt_on", models.DateField(blank=True, null=True, verbose_name="Day")),
                        (
                            "disagreement",
                            models.TextField(blank=True, verbose_name="With what the person does not agree"),
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
                                    hash="d05d5f3340052ae596cef291cfc890f47a099cbe",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_29a85",
                                    table="cases_summaryevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WrittenReason",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "interview",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="written_reason",
                                to="cases.interview",
                            ),
                        ),
                        ("missed_on", models.DateField(verbose_name="Missed on")),
                        ("due_on", models.DateField(verbose_name="To be received by")),
                        ("received_on", models.DateField(blank=True, null=True, verbose_name="Received on")),
                        ("text", models.TextField(blank=True, verbose_name="Reason given")),
                        (
                            "verdict",
                            models.CharField(
                                choices=[
                                    ("open", "Not decided"),
                                    ("valid", "Valid reason"),
                                    ("invalid", "No valid reason"),
                                ],
                                default="open",
                                max_length=7,
                                verbose_name="Decision",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="Decided on")),
                        ("decided_because", models.CharField(blank=True, max_length=300, verbose_name="Why")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "written reason",
                        "verbose_name_plural": "written reasons",
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("verdict__in", ["open", "valid", "invalid"])),
                                name="written_reason_verdict_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("due_on__isnull", True), ("due_on__gte", models.F("missed_on")), _connector="OR"
                                ),
                                name="written_reason_due_on_not_before_missed_on",
                                violation_error_message="The end lies before the beginning.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("received_on__isnull", True),
                                    ("received_on__gte", models.F("missed_on")),
                                    _connector="OR",
                                ),
                                name="written_reason_received_on_not_before_missed_on",
                                violation_error_message="The end lies before the beginning.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_on__isnull", True),
                                    ("decided_on__gte", models.F("missed_on")),
                                    _connector="OR",
                                ),
                                name="written_reason_decided_on_not_before_missed_on",
                                violation_error_message="The end lies before the beginning.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("verdict", "open"), ("decided_on__isnull", False), _connector="XOR"
                                ),
                                name="written_reason_decided_iff_dated",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_writtenreasonevent" ("decided_because", "decided_by_id", "decided_on", "due_on", "id", "interview_id", "missed_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "text", "verdict", "version") VALUES (NEW."decided_because", NEW."decided_by_id", NEW."decided_on", NEW."due_on", NEW."id", NEW."interview_id", NEW."missed_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."received_on", NEW."text", NEW."verdict", NEW."version"); RETURN NULL;',
                                    hash="8ba6b15b601b3a0d94d95c03f7f1605ff050463a",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_92309",
                                    table="cases_writtenreason",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_writtenreasonevent" ("decided_because", "decided_by_id", "decided_on", "due_on", "id", "interview_id", "missed_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "text", "verdict", "version") VALUES (NEW."decided_because", NEW."decided_by_id", NEW."decided_on", NEW."due_on", NEW."id", NEW."interview_id", NEW."missed_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."received_on", NEW."text", NEW."verdict", NEW."version"); RETURN NULL;',
                                    hash="cf754be3dd4268e987be6a648349d5fa6c6cece9",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_53e42",
                                    table="cases_writtenreason",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WrittenReasonEvent",
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
                                to="cases.writtenreason",
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
                            "interview",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.interview",
                            ),
                        ),
                        ("missed_on", models.DateField(verbose_name="Missed on")),
                        ("due_on", models.DateField(verbose_name="To be received by")),
                        ("received_on", models.DateField(blank=True, null=True, verbose_name="Received on")),
                        ("text", models.TextField(blank=True, verbose_name="Reason given")),
                        (
                            "verdict",
                            models.CharField(
                                choices=[
                                    ("open", "Not decided"),
                                    ("valid", "Valid reason"),
                                    ("invalid", "No valid reason"),
                                ],
                                default="open",
                                max_length=7,
                                verbose_name="Decision",
                            ),
                        ),
                        (
                            "decided_by",
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
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="Decided on")),
                        ("decided_because", models.CharField(blank=True, max_length=300, verbose_name="Why")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="63c604bab2b506de96d135e784f6ea3cf95bd244",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_12fbb",
                                    table="cases_writtenreasonevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Extension",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="extensions", to="cases.order"
                            ),
                        ),
                        ("requested_on", models.DateField(verbose_name="Asked on")),
                        ("reason", models.TextField(verbose_name="Reason given")),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[("granted", "Granted"), ("refused", "Refused")],
                                max_length=8,
                                verbose_name="Answer",
                            ),
                        ),
                        ("answered_on", models.DateField(blank=True, null=True, verbose_name="Answered on")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="Extended to")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "extension",
                        "verbose_name_plural": "extensions",
                        "ordering": ["requested_on", "id"],
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("outcome__in", ["granted", "refused", ""])),
                                name="extension_outcome_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_on__isnull", True),
                                    ("answered_on__gte", models.F("requested_on")),
                                    _connector="OR",
                                ),
                                name="extension_answered_on_not_before_requested_on",
                                violation_error_message="The end lies before the beginning.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("outcome", ""), ("answered_on__isnull", False), _connector="XOR"),
                                name="extension_answered_iff_dated",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("outcome", "granted"), ("until__isnull", True), _connector="XOR"),
                                name="extension_granted_iff_until",
                                violation_error_message="An extension that is granted has a last day, and only that.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("outcome", "")),
                                fields=("order",),
                                name="one_extension_asked_at_a_time",
                                violation_error_message="An extension was asked for already and is not answered yet.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_extensionevent" ("answered_on", "id", "order_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "requested_on", "until", "version") VALUES (NEW."answered_on", NEW."id", NEW."order_id", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."requested_on", NEW."until", NEW."version"); RETURN NULL;',
                                    hash="77b540523f70a8ab030129269ae09ed8d6776d0c",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_fd650",
                                    table="cases_extension",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_extensionevent" ("answered_on", "id", "order_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "requested_on", "until", "version") VALUES (NEW."answered_on", NEW."id", NEW."order_id", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."requested_on", NEW."until", NEW."version"); RETURN NULL;',
                                    hash="35b4cbb01f3fa7257f81e3594763c97c97988a9c",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_b9af2",
                                    table="cases_extension",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExtensionEvent",
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
                                to="cases.extension",
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
                            "order",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.order",
                            ),
                        ),
                        ("requested_on", models.DateField(verbose_name="Asked on")),
                        ("reason", models.TextField(verbose_name="Reason given")),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[("granted", "Granted"), ("refused", "Refused")],
                                max_length=8,
                                verbose_name="Answer",
                            ),
                        ),
                        ("answered_on", models.DateField(blank=True, null=True, verbose_name="Answered on")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="Extended to")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="6ba6372392c9d31380920377bf994ed6ebc12db0",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_b9606",
                                    table="cases_extensionevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EntryBan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entry_bans",
                                to="cases.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entry_bans",
                                to="cases.order",
                                verbose_name="With the order",
                            ),
                        ),
                        (
                            "ground",
                            models.CharField(
                                choices=[
                                    (
                                        "no_period",
                                        "No period to leave, or an earlier order not executed (3 years at most)",
                                    ),
                                    ("fraud", "Fraud or sham marriage (5 years at most)"),
                                    ("threat", "Serious threat to public order (may be longer)"),
                                ],
                                max_length=9,
                                verbose_name="Ground",
                            ),
                        ),
                        ("years", models.PositiveSmallIntegerField(verbose_name="Years")),
                        ("decided_on", models.DateField(verbose_name="Decided on")),
                        ("notified_on", models.DateField(blank=True, null=True, verbose_name="Notified on")),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="Left the territory on")),
                        ("lifted_on", models.DateField(blank=True, null=True, verbose_name="Lifted or suspended on")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "entry ban",
                        "verbose_name_plural": "entry bans",
                        "ordering": ["-decided_on", "-id"],
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ground__in", ["no_period", "fraud", "threat"])),
                                name="entry_ban_ground_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("notified_on__isnull", True),
                                    ("notified_on__gte", models.F("decided_on")),
                                    _connector="OR",
                                ),
                                name="entry_ban_notified_on_not_before_decided_on",
                                violation_error_message="The end lies before the beginning.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("lifted_on__isnull", True),
                                    ("lifted_on__gte", models.F("decided_on")),
                                    _connector="OR",
                                ),
                                name="entry_ban_lifted_on_not_before_decided_on",
                                violation_error_message="The end lies before the beginning.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("years__gte", 1),
                                    models.Q(
                                        models.Q(("ground", "no_period"), ("years__lte", 3)),
                                        models.Q(("ground", "fraud"), ("years__lte", 5)),
                                        models.Q(("ground", "threat"), ("years__lte", 20)),
                                        _connector="OR",
                                    ),
                                ),
                                name="entry_ban_within_law",
                                violation_error_message="The law does not allow a ban of that length on that ground (art. 74/11).",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_entrybanevent" ("decided_on", "ground", "id", "lifted_on", "notified_on", "order_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "version", "years") VALUES (NEW."decided_on", NEW."ground", NEW."id", NEW."lifted_on", NEW."notified_on", NEW."order_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_on", NEW."version", NEW."years"); RETURN NULL;',
                                    hash="b9f635d03cd5e0ae6de19b9a22e98af73835d6b9",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_b15c8",
                                    table="cases_entryban",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_entrybanevent" ("decided_on", "ground", "id", "lifted_on", "notified_on", "order_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "version", "years") VALUES (NEW."decided_on", NEW."ground", NEW."id", NEW."lifted_on", NEW."notified_on", NEW."order_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_on", NEW."version", NEW."years"); RETURN NULL;',
                                    hash="4e5e4ed836626f0add8c9cd9bd2c91170629c45d",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_c7f75",
                                    table="cases_entryban",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EntryBanEvent",
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
                                to="cases.entryban",
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
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.order",
                                verbose_name="With the order",
                            ),
                        ),
                        (
                            "ground",
                            models.CharField(
                                choices=[
                                    (
                                        "no_period",
                                        "No period to leave, or an earlier order not executed (3 years at most)",
                                    ),
                                    ("fraud", "Fraud or sham marriage (5 years at most)"),
                                    ("threat", "Serious threat to public order (may be longer)"),
                                ],
                                max_length=9,
                                verbose_name="Ground",
                            ),
                        ),
                        ("years", models.PositiveSmallIntegerField(verbose_name="Years")),
                        ("decided_on", models.DateField(verbose_name="Decided on")),
                        ("notified_on", models.DateField(blank=True, null=True, verbose_name="Notified on")),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="Left the territory on")),
                        ("lifted_on", models.DateField(blank=True, null=True, verbose_name="Lifted or suspended on")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="85ac5b857233216540882caab488f5f5c33e3f55",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_4fda7",
                                    table="cases_entrybanevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Appeal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appeals",
                                to="cases.order",
                            ),
                        ),
                        (
                            "procedure",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appeals",
                                to="cases.procedure",
                            ),
                        ),
                        (
                            "ban",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appeals",
                                to="cases.entryban",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("annulment", "Annulment"),
                                    ("urgent", "Suspension in extreme urgency"),
                                    ("full", "Full jurisdiction (international protection)"),
                                    ("other", "Other"),
                                ],
                                max_length=10,
                                verbose_name="Kind",
                            ),
                        ),
                        ("lodged_on", models.DateField(verbose_name="Lodged on")),
                        ("number", models.CharField(blank=True, max_length=40, verbose_name="Number of the court")),
                        (
                            "effect",
                            models.CharField(
                                choices=[("none", "No effect on the removal"), ("suspends", "Suspends the removal")],
                                default="none",
                                max_length=8,
                                verbose_name="Effect",
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("annulled", "Decision annulled"),
                                    ("suspended", "Removal suspended"),
                                    ("rejected", "Rejected"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                max_length=10,
                                verbose_name="Outcome",
                            ),
                        ),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="Decided on")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "appeal",
                        "verbose_name_plural": "appeals",
                        "ordering": ["-lodged_on", "-id"],
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["annulment", "urgent", "full", "other"])),
                                name="appeal_kind_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("effect__in", ["none", "suspends"])),
                                name="appeal_effect_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outcome__in", ["annulled", "suspended", "rejected", "withdrawn", ""])
                                ),
                                name="appeal_outcome_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_on__isnull", True),
                                    ("decided_on__gte", models.F("lodged_on")),
                                    _connector="OR",
                                ),
                                name="appeal_decided_on_not_before_lodged_on",
                                violation_error_message="The end lies before the beginning.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ban__isnull", True), ("order__isnull", False), ("procedure__isnull", True)
                                    ),
                                    models.Q(
                                        ("ban__isnull", True), ("order__isnull", True), ("procedure__isnull", False)
                                    ),
                                    models.Q(
                                        ("ban__isnull", False), ("order__isnull", True), ("procedure__isnull", True)
                                    ),
                                    _connector="OR",
                                ),
                                name="appeal_against_one_thing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("outcome", ""), ("decided_on__isnull", False), _connector="XOR"),
                                name="appeal_decided_iff_dated",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("outcome", "")),
                                fields=("order", "kind"),
                                name="one_pending_appeal_per_order_and_kind",
                                violation_error_message="An appeal of that kind is pending already.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("outcome", "")),
                                fields=("procedure", "kind"),
                                name="one_pending_appeal_per_procedure_and_kind",
                                violation_error_message="An appeal of that kind is pending already.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("outcome", "")),
                                fields=("ban", "kind"),
                                name="one_pending_appeal_per_ban_and_kind",
                                violation_error_message="An appeal of that kind is pending already.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_appealevent" ("ban_id", "decided_on", "effect", "id", "kind", "lodged_on", "number", "order_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "procedure_id", "version") VALUES (NEW."ban_id", NEW."decided_on", NEW."effect", NEW."id", NEW."kind", NEW."lodged_on", NEW."number", NEW."order_id", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."procedure_id", NEW."version"); RETURN NULL;',
                                    hash="bbd319aaa62c472e34bdaef65ab32867eda01c3c",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_77c6f",
                                    table="cases_appeal",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_appealevent" ("ban_id", "decided_on", "effect", "id", "kind", "lodged_on", "number", "order_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "procedure_id", "version") VALUES (NEW."ban_id", NEW."decided_on", NEW."effect", NEW."id", NEW."kind", NEW."lodged_on", NEW."number", NEW."order_id", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."procedure_id", NEW."version"); RETURN NULL;',
                                    hash="bdfd76ea101302e91a07615ae32c93d0ba7f0d36",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_cbd7a",
                                    table="cases_appeal",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AppealEvent",
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
                                to="cases.appeal",
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
                            "order",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.order",
                            ),
                        ),
                        (
                            "procedure",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.procedure",
                            ),
                        ),
                        (
                            "ban",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.entryban",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("annulment", "Annulment"),
                                    ("urgent", "Suspension in extreme urgency"),
                                    ("full", "Full jurisdiction (international protection)"),
                                    ("other", "Other"),
                                ],
                                max_length=10,
                                verbose_name="Kind",
                            ),
                        ),
                        ("lodged_on", models.DateField(verbose_name="Lodged on")),
                        ("number", models.CharField(blank=True, max_length=40, verbose_name="Number of the court")),
                        (
                            "effect",
                            models.CharField(
                                choices=[("none", "No effect on the removal"), ("suspends", "Suspends the removal")],
                                default="none",
                                max_length=8,
                                verbose_name="Effect",
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("annulled", "Decision annulled"),
                                    ("suspended", "Removal suspended"),
                                    ("rejected", "Rejected"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                max_length=10,
                                verbose_name="Outcome",
                            ),
                        ),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="Decided on")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="988111f54209283d21f182dbecf829de7ba12ad1",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_8967e",
                                    table="cases_appealevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccessRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="access_requests",
                                to="cases.case",
                            ),
                        ),
                        (
                            "requested_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="access_requests",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("requested_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ("why", models.TextField(verbose_name="Why you need it")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Waits for a decision"),
                                    ("granted", "Granted"),
                                    ("refused", "Refused"),
                                ],
                                default="open",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("answer", models.TextField(blank=True, verbose_name="Answer")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "request for access",
                        "verbose_name_plural": "requests for access",
                        "ordering": ["-id"],
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["open", "granted", "refused"])),
                                name="access_request_state_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "open")),
                                fields=("case", "requested_by"),
                                name="one_open_request_per_user",
                                violation_error_message="You have asked for this already; it waits for a decision.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state", "open"), ("decided_at__isnull", False), _connector="XOR"),
                                name="access_request_decided_iff_dated",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_accessrequestevent" ("answer", "case_id", "decided_at", "decided_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "requested_at", "requested_by_id", "state", "version", "why") VALUES (NEW."answer", NEW."case_id", NEW."decided_at", NEW."decided_by_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."requested_at", NEW."requested_by_id", NEW."state", NEW."version", NEW."why"); RETURN NULL;',
                                    hash="0699d40980187c9208ec762c6e14f78e1afced30",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_2f755",
                                    table="cases_accessrequest",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_accessrequestevent" ("answer", "case_id", "decided_at", "decided_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "requested_at", "requested_by_id", "state", "version", "why") VALUES (NEW."answer", NEW."case_id", NEW."decided_at", NEW."decided_by_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."requested_at", NEW."requested_by_id", NEW."state", NEW."version", NEW."why"); RETURN NULL;',
                                    hash="8ef8baec5c6f36c7f099f226c91cbd50e2037cd6",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_cd20f",
                                    table="cases_accessrequest",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccessRequestEvent",
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
                                to="cases.accessrequest",
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
                            "requested_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("requested_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ("why", models.TextField(verbose_name="Why you need it")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Waits for a decision"),
                                    ("granted", "Granted"),
                                    ("refused", "Refused"),
                                ],
                                default="open",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "decided_by",
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
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("answer", models.TextField(blank=True, verbose_name="Answer")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="368ec15aee1a797b2f0413a478688c94a3619e02",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_fe05d",
                                    table="cases_accessrequestevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RestrictedNote",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="restricted_notes",
                                to="cases.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("vulnerability", "Vulnerability"),
                                    ("health", "Health"),
                                    ("judicial", "Judicial"),
                                ],
                                max_length=13,
                                verbose_name="Kind",
                            ),
                        ),
                        ("sealed", models.BinaryField()),
                        ("review_on", models.DateField(verbose_name="To be reviewed on")),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("recorded_on", models.DateField(verbose_name="Recorded on")),
                        ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="No longer applies since")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "restricted note",
                        "verbose_name_plural": "restricted notes",
                        "ordering": ["-recorded_on", "-id"],
                        "default_permissions": (),
                        "indexes": [models.Index(fields=["review_on"], name="restricted_by_review")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["vulnerability", "health", "judicial"])),
                                name="restricted_kind_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on__isnull", True),
                                    ("ended_on__gte", models.F("recorded_on")),
                                    _connector="OR",
                                ),
                                name="restricted_ended_on_not_before_recorded_on",
                                violation_error_message="The end lies before the beginning.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("review_on__isnull", True),
                                    ("review_on__gte", models.F("recorded_on")),
                                    _connector="OR",
                                ),
                                name="restricted_review_on_not_before_recorded_on",
                                violation_error_message="The end lies before the beginning.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_restrictednoteevent" ("ended_on", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "recorded_on", "review_on", "sealed", "version") VALUES (NEW."ended_on", NEW."id", NEW."kind", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."recorded_on", NEW."review_on", NEW."sealed", NEW."version"); RETURN NULL;',
                                    hash="a57ea6b68bbfe104d1a25f0b0288aba14302df26",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_8627a",
                                    table="cases_restrictednote",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_restrictednoteevent" ("ended_on", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "recorded_on", "review_on", "sealed", "version") VALUES (NEW."ended_on", NEW."id", NEW."kind", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."recorded_on", NEW."review_on", NEW."sealed", NEW."version"); RETURN NULL;',
                                    hash="5a07c8b4b68da1b72f918ee5b312e30383e2c93c",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_59dd3",
                                    table="cases_restrictednote",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RestrictedNoteEvent",
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
                                to="cases.restrictednote",
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
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("vulnerability", "Vulnerability"),
                                    ("health", "Health"),
                                    ("judicial", "Judicial"),
                                ],
                                max_length=13,
                                verbose_name="Kind",
                            ),
                        ),
                        ("sealed", models.BinaryField()),
                        ("review_on", models.DateField(verbose_name="To be reviewed on")),
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
                        ("recorded_on", models.DateField(verbose_name="Recorded on")),
                        ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="No longer applies since")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="7d9d5403e2188e92ad18d48db4a02b621079f239",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_27686",
                                    table="cases_restrictednoteevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EngagementReview",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="cases.case"
                            ),
                        ),
                        (
                            "interview",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reviews",
                                to="cases.interview",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reviews",
                                to="cases.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "occasion",
                            models.CharField(
                                choices=[
                                    ("first", "First interview"),
                                    ("quarter", "Every three months"),
                                    ("closure", "Closure"),
                                ],
                                max_length=7,
                                verbose_name="Occasion",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="Day")),
                        (
                            "coach_understanding",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="Understands the situation (coach)",
                            ),
                        ),
                        (
                            "coach_informed_decision",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="Can decide with full information (coach)",
                            ),
                        ),
                        (
                            "coach_stability",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="Has a stable situation (coach)",
                            ),
                        ),
                        (
                            "coach_well_being",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="Is well (coach)",
                            ),
                        ),
                        (
                            "person_understanding",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="“I understand my situation”",
                            ),
                        ),
                        (
                            "person_informed_decision",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="“I know enough to decide”",
                            ),
                        ),
                        (
                            "person_stability",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="“My situation is stable”",
                            ),
                        ),
                        (
                            "person_well_being",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="“I am well”",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="Note")),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "engagement review",
                        "verbose_name_plural": "engagement reviews",
                        "ordering": ["-on", "-id"],
                        "default_permissions": (),
                        "indexes": [models.Index(fields=["case", "-on"], name="review_by_case")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("occasion__in", ["first", "quarter", "closure"])),
                                name="review_occasion_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("coach_understanding__isnull", True),
                                        ("coach_understanding__range", (1, 5)),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("coach_informed_decision__isnull", True),
                                        ("coach_informed_decision__range", (1, 5)),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("coach_stability__isnull", True),
                                        ("coach_stability__range", (1, 5)),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("coach_well_being__isnull", True),
                                        ("coach_well_being__range", (1, 5)),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("person_understanding__isnull", True),
                                        ("person_understanding__range", (1, 5)),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("person_informed_decision__isnull", True),
                                        ("person_informed_decision__range", (1, 5)),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("person_stability__isnull", True),
                                        ("person_stability__range", (1, 5)),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("person_well_being__isnull", True),
                                        ("person_well_being__range", (1, 5)),
                                        _connector="OR",
                                    ),
                                ),
                                name="review_scores_are_one_to_five",
                                violation_error_message="A score is a number from 1 to 5.",
                            ),
                            models.UniqueConstraint(
                                fields=("interview", "person"),
                                name="one_review_per_person_and_interview",
                                violation_error_message="This person's review at that interview is already there.",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_engagementreviewevent" ("case_id", "coach_informed_decision", "coach_stability", "coach_understanding", "coach_well_being", "id", "interview_id", "note", "occasion", "on", "person_id", "person_informed_decision", "person_stability", "person_understanding", "person_well_being", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "version") VALUES (NEW."case_id", NEW."coach_informed_decision", NEW."coach_stability", NEW."coach_understanding", NEW."coach_well_being", NEW."id", NEW."interview_id", NEW."note", NEW."occasion", NEW."on", NEW."person_id", NEW."person_informed_decision", NEW."person_stability", NEW."person_understanding", NEW."person_well_being", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."version"); RETURN NULL;',
                                    hash="e126ed4e1827ce506a6a1b65472fba98291e23c7",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_8ae9f",
                                    table="cases_engagementreview",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_engagementreviewevent" ("case_id", "coach_informed_decision", "coach_stability", "coach_understanding", "coach_well_being", "id", "interview_id", "note", "occasion", "on", "person_id", "person_informed_decision", "person_stability", "person_understanding", "person_well_being", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "version") VALUES (NEW."case_id", NEW."coach_informed_decision", NEW."coach_stability", NEW."coach_understanding", NEW."coach_well_being", NEW."id", NEW."interview_id", NEW."note", NEW."occasion", NEW."on", NEW."person_id", NEW."person_informed_decision", NEW."person_stability", NEW."person_understanding", NEW."person_well_being", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."version"); RETURN NULL;',
                                    hash="4873b3e5282b2cd289ffeb248565ed0a46cdfac6",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_85277",
                                    table="cases_engagementreview",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EngagementReviewEvent",
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
                                to="cases.engagementreview",
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
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.interview",
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
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "occasion",
                            models.CharField(
                                choices=[
                                    ("first", "First interview"),
                                    ("quarter", "Every three months"),
                                    ("closure", "Closure"),
                                ],
                                max_length=7,
                                verbose_name="Occasion",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="Day")),
                        (
                            "coach_understanding",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="Understands the situation (coach)",
                            ),
                        ),
                        (
                            "coach_informed_decision",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="Can decide with full information (coach)",
                            ),
                        ),
                        (
                            "coach_stability",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="Has a stable situation (coach)",
                            ),
                        ),
                        (
                            "coach_well_being",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="Is well (coach)",
                            ),
                        ),
                        (
                            "person_understanding",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="“I understand my situation”",
                            ),
                        ),
                        (
                            "person_informed_decision",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="“I know enough to decide”",
                            ),
                        ),
                        (
                            "person_stability",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="“My situation is stable”",
                            ),
                        ),
                        (
                            "person_well_being",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="“I am well”",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="Note")),
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
                        ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="78a73aefe9c79e4e3ab70b6939489f7a0e0c571c",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_7bd06",
                                    table="cases_engagementreviewevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Task",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="tasks", to="cases.case"
                            ),
                        ),
                        (
                            "interview",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to="cases.interview",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Who does it",
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="What is to be done")),
                        ("due_on", models.DateField(verbose_name="By")),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("case", "Case"),
                                    ("letter", "Letter"),
                                    ("interview", "Interview"),
                                    ("rule", "Rule"),
                                ],
                                default="case",
                                max_length=9,
                                verbose_name="Comes from",
                            ),
                        ),
                        ("key", models.CharField(blank=True, editable=False, max_length=80)),
                        (
                            "leads_to",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("plan", "Plan an interview"),
                                    ("check", "Have the address checked"),
                                    ("decide", "Decide what becomes of the case"),
                                    ("reason", "Decide on the written reason"),
                                    ("address", "Find out the address"),
                                ],
                                editable=False,
                                max_length=7,
                                verbose_name="Leads to",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "Open"), ("done", "Done"), ("dropped", "No longer needed")],
                                default="open",
                                max_length=7,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="Done on")),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="What was done")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "task",
                        "verbose_name_plural": "tasks",
                        "ordering": ["due_on", "id"],
                        "default_permissions": (),
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "open")), fields=["owner", "due_on"], name="task_by_owner"
                            ),
                            models.Index(fields=["case", "due_on"], name="task_by_case"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("source__in", ["case", "letter", "interview", "rule"])),
                                name="task_source_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["open", "done", "dropped"])),
                                name="task_state_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("leads_to__in", ["plan", "check", "decide", "reason", "address", ""])
                                ),
                                name="task_leads_to_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("key", ""), _negated=True),
                                fields=("key",),
                                name="a_rule_makes_a_task_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state", "open"), ("ended_on__isnull", False), _connector="XOR"),
                                name="task_ended_iff_dated",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_taskevent" ("case_id", "due_on", "ended_by_id", "ended_on", "id", "interview_id", "key", "leads_to", "made_at", "made_by_id", "note", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "state", "title", "version") VALUES (NEW."case_id", NEW."due_on", NEW."ended_by_id", NEW."ended_on", NEW."id", NEW."interview_id", NEW."key", NEW."leads_to", NEW."made_at", NEW."made_by_id", NEW."note", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source", NEW."state", NEW."title", NEW."version"); RETURN NULL;',
                                    hash="6eda0bd28d4c8511059c3c8b0c3c6486c7702bde",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_62e7a",
                                    table="cases_task",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_taskevent" ("case_id", "due_on", "ended_by_id", "ended_on", "id", "interview_id", "key", "leads_to", "made_at", "made_by_id", "note", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "state", "title", "version") VALUES (NEW."case_id", NEW."due_on", NEW."ended_by_id", NEW."ended_on", NEW."id", NEW."interview_id", NEW."key", NEW."leads_to", NEW."made_at", NEW."made_by_id", NEW."note", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source", NEW."state", NEW."title", NEW."version"); RETURN NULL;',
                                    hash="48d92742e20f3118bf556b6a71b4b0aed56661e5",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_e050d",
                                    table="cases_task",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TaskEvent",
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
                                to="cases.task",
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
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.interview",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Who does it",
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="What is to be done")),
                        ("due_on", models.DateField(verbose_name="By")),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("case", "Case"),
                                    ("letter", "Letter"),
                                    ("interview", "Interview"),
                                    ("rule", "Rule"),
                                ],
                                default="case",
                                max_length=9,
                                verbose_name="Comes from",
                            ),
                        ),
                        ("key", models.CharField(blank=True, editable=False, max_length=80)),
                        (
                            "leads_to",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("plan", "Plan an interview"),
                                    ("check", "Have the address checked"),
                                    ("decide", "Decide what becomes of the case"),
                                    ("reason", "Decide on the written reason"),
                                    ("address", "Find out the address"),
                                ],
                                editable=False,
                                max_length=7,
                                verbose_name="Leads to",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "Open"), ("done", "Done"), ("dropped", "No longer needed")],
                                default="open",
                                max_length=7,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "made_by",
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
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="Done on")),
                        (
                            "ended_by",
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
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="What was done")),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="append_only",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="d6c50f0daa5fdc717d01fc307f845a8c7f100453",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_7007f",
                                    table="cases_taskevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TaskDigest",
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
                        ("day", models.DateField()),
                        ("sent_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ],
                    options={
                        "default_permissions": (),
                        "constraints": [models.UniqueConstraint(fields=("user", "day"), name="one_digest_a_day")],
                    },
                ),
                migrations.CreateModel(
                    name="Visit",
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
                                related_name="visits",
                                to="icam.office",
                                verbose_name="Office",
                            ),
                        ),
                        ("day", models.DateField(verbose_name="Day")),
                        ("number", models.PositiveSmallIntegerField(verbose_name="Number of the slip")),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to="cases.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to="cases.case",
                            ),
                        ),
                        (
                            "interview",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to="cases.interview",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("appointment", "Appointment"),
                                    ("question", "Question"),
                                    ("documents", "Brings documents"),
                                    ("address", "New address"),
                                    ("return", "Wants to return"),
                                    ("other", "Other"),
                                ],
                                max_length=11,
                                verbose_name="Reason of the visit",
                            ),
                        ),
                        ("language", models.CharField(blank=True, max_length=8, verbose_name="Speaks")),
                        ("needs_interpreter", models.BooleanField(default=False, verbose_name="With interpreter")),
                        ("companions", models.PositiveSmallIntegerField(default=0, verbose_name="Came with (persons)")),
                        (
                            "coach",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Goes to",
                            ),
                        ),
                        (
                            "desk",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to="icam.desk",
                                verbose_name="Desk",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("called", "Called in"),
                                    ("seen", "Seen"),
                                    ("left", "Left without being seen"),
                                ],
                                default="waiting",
                                max_length=7,
                                verbose_name="State",
                            ),
                        ),
                        ("came_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="Came at")),
                        ("called_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="What was done")),
                        (
                            "registered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "verbose_name": "visit",
                        "verbose_name_plural": "visits",
                        "ordering": ["office", "day", "number"],
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "reason__in",
                                        ["appointment", "question", "documents", "address", "return", "other"],
                                    )
                                ),
                                name="visit_reason_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["waiting", "called", "seen", "left"])),
                                name="visit_state_is_known",
                                violation_error_message="This is not one of the choices.",
                            ),
                            models.UniqueConstraint(fields=("office", "day", "number"), name="slips_are_numbered"),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ("waiting", "called"))),
                                fields=("person", "day"),
                                name="nobody_waits_twice",
                                violation_error_message="This person is already registered and waits.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ("waiting", "called")), ("ended_at__isnull", False), _connector="XOR"
                                ),
                                name="visit_ended_iff_dated",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_visitevent" ("called_at", "came_at", "case_id", "coach_id", "companions", "day", "desk_id", "ended_at", "id", "interview_id", "language", "needs_interpreter", "note", "number", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "registered_by_id", "state", "version") VALUES (NEW."called_at", NEW."came_at", NEW."case_id", NEW."coach_id", NEW."companions", NEW."day", NEW."desk_id", NEW."ended_at", NEW."id", NEW."interview_id", NEW."language", NEW."needs_interpreter", NEW."note", NEW."number", NEW."office_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."registered_by_id", NEW."state", NEW."version"); RETURN NULL;',
                                    hash="7dd5b2bc5ddcf8ea587c8239a3b895b6ce25f381",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_11497",
                                    table="cases_visit",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_visitevent" ("called_at", "came_at", "case_id", "coach_id", "companions", "day", "desk_id", "ended_at", "id", "interview_id", "language", "needs_interpreter", "note", "number", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "registered_by_id", "state", "version") VALUES (NEW."called_at", NEW."came_at", NEW."case_id", NEW."coach_id", NEW."companions", NEW."day", NEW."desk_id", NEW."ended_at", NEW."id", NEW."interview_id", NEW."language", NEW."needs_interpreter", NEW."note", NEW."number", NEW."office_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."registered_by_id", NEW."state", NEW."version"); RETURN NULL;',
                                    hash="c2a4f324d414fc800fb234c4ae49abd459e650c9",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_a3c6e",
                                    table="cases_visit",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VisitEvent",
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
                                to="cases.visit",
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
                        ("day", models.DateField(verbose_name="Day")),
                        ("number", models.PositiveSmallIntegerField(verbose_name="Number of the slip")),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.case",
                            ),
                        ),
                        (
                            "interview",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.interview",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("appointment", "Appointment"),
                                    ("question", "Question"),
                                    ("documents", "Brings documents"),
                                    ("address", "New address"),
                                    ("return", "Wants to return"),
                                    ("other", "Other"),
                                ],
                                max_length=11,
                                verbose_name="Reason of the visit",
                            ),
                        ),
                        ("language", models.CharField(blank=True, max_length=8, verbose_name="Speaks")),
                        ("needs_interpreter", models.BooleanField(default=False, verbose_name="With interpreter")),
                        ("companions", models.PositiveSmallIntegerField(default=0, verbose_name="Came with (persons)")),
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
                                verbose_name="Goes to",
                            ),
                        ),
                        (
                            "desk",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="icam.desk",
                                verbose_name="Desk",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("called", "Called in"),
                                    ("seen", "Seen"),
                                    ("left", "Left without being seen"),
                                ],
                                default="waiting",
                                max_length=7,
                                verbose_name="State",
                            ),
                        ),
                        ("came_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="Came at")),
                        ("called_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="What was done")),
                        (
                            "registered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                                    hash="074d0300c502690ac44fb25c26b49dd006797873",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_87f45",
                                    table="cases_visitevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Arrival",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "interview",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="arrivals",
                                to="cases.interview",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="arrivals", to="cases.person"
                            ),
                        ),
                        (
                            "arrived_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="Arrived at"),
                        ),
                        (
                            "noted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["arrived_at", "id"],
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(fields=("interview", "person"), name="nobody_arrives_twice")
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "cases_arrivalevent" ("arrived_at", "id", "interview_id", "noted_by_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."arrived_at", NEW."id", NEW."interview_id", NEW."noted_by_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                                    hash="4171b17d1153a5f6f0ca788e7470ec3486a0c81a",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_5cf8e",
                                    table="cases_arrival",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "cases_arrivalevent" ("arrived_at", "id", "interview_id", "noted_by_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."arrived_at", NEW."id", NEW."interview_id", NEW."noted_by_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                                    hash="818c5c56fbc16bd751d468e6eeaa97a354cfa9a7",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_3dfdf",
                                    table="cases_arrival",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ArrivalEvent",
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
                                to="cases.arrival",
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
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cases.person",
                            ),
                        ),
                        (
                            "arrived_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="Arrived at"),
                        ),
                        (
                            "noted_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                                    hash="6b076745a2c11762b02e285c68fb0b319f346027",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_append_only_2c2eb",
                                    table="cases_arrivalevent",
                                    when="BEFORE",
                                ),
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
