from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0010_import_queue"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="personkeys",
            name="person_keys_by_year",
        ),
        migrations.RemoveField(
            model_name="personkeys",
            name="born_year",
        ),
    ]
