"""The application's own role may add to the trail and read it, no more: not even a silenced trigger lets it rewrite.

Only where the two roles of deploy/roles.sh exist and the migrations run as the owner; elsewhere one role does all.
"""

from django.db import migrations

REVOKE = """
DO $$
BEGIN
    IF current_user <> 'icam' AND EXISTS (SELECT FROM pg_roles WHERE rolname = 'icam' AND NOT rolsuper) THEN
        REVOKE UPDATE, DELETE ON icam_auditevent, icam_auditlink FROM icam;
    END IF;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("icam", "0002_reference_data")]
    operations = [migrations.RunSQL(REVOKE, migrations.RunSQL.noop)]
