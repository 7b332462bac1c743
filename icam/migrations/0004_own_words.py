"""A draft of each page of its own; a form that was carried out remembers, as a keyed hash, in which words."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("icam", "0003_trail_only_grows"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="draft",
            name="one_draft_per_form",
        ),
        migrations.AddField(
            model_name="draft",
            name="page",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="submission",
            name="words",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.UniqueConstraint(fields=("user", "form", "record", "page"), name="one_draft_per_page"),
        ),
    ]
