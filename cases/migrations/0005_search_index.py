import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_one_person_whole_file"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="personkeys",
            name="person_keys_by_phone",
        ),
        migrations.RemoveField(
            model_name="personkeys",
            name="phone",
        ),
        migrations.AddField(
            model_name="nameword",
            name="holders",
            field=models.IntegerField(default=1),
        ),
        migrations.AddField(
            model_name="personkeys",
            name="born_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="personkeys",
            name="born_year",
            field=models.SmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="personkeys",
            name="phones",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=20), default=list, size=None
            ),
        ),
        migrations.AddIndex(
            model_name="personkeys",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["phones"], name="person_keys_by_phone"
            ),
        ),
        migrations.AddIndex(
            model_name="personkeys",
            index=models.Index(
                condition=models.Q(("born_on__isnull", False)), fields=["born_on"], name="person_keys_by_day"
            ),
        ),
        migrations.AddIndex(
            model_name="personkeys",
            index=models.Index(
                condition=models.Q(("born_year__isnull", False)), fields=["born_year"], name="person_keys_by_year"
            ),
        ),
    ]
