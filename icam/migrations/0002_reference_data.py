"""The reference data to begin with; administrators edit it later, so it is only added, never changed back."""

from django.db import migrations

from icam.reference.annexes import ANNEXES
from icam.reference.routes import RESIDENCE_ROUTES
from icam.reference.target_groups import TARGET_GROUPS


def _names(row):
    return {f"name_{language}": getattr(row.names, language) for language in ("en", "fr", "nl", "de")}


def load(apps, schema_editor):
    for name, rows, extra in (
        ("Annex", ANNEXES, ("gives_order",)),
        ("TargetGroup", TARGET_GROUPS, ()),
        ("ResidenceRoute", RESIDENCE_ROUTES, ("article",)),
    ):
        model = apps.get_model("icam", name)
        for row in rows:
            values = {**_names(row), "is_confirmed": row.confirmed, **{key: getattr(row, key) for key in extra}}
            if name == "Annex":
                values["is_transfer"] = row.transfer
            model.objects.get_or_create(code=row.code, defaults=values)


class Migration(migrations.Migration):
    dependencies = [("icam", "0001_squashed_0005_interviews")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
