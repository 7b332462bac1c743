#!/bin/sh
# Runs once, when the database is first made. Two roles: `icam_owner` owns the tables and migrates; `icam`, as which the
# application runs, reads and writes rows, and can neither change a table, nor empty one, nor switch a trigger off. What
# the triggers keep (the audit trail, the history) is thereby out of the application's reach.
set -eu
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres \
    --set owner_password="$OWNER_PASSWORD" --set password="$DATABASE_PASSWORD" <<'SQL'
CREATE ROLE icam_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE icam LOGIN PASSWORD :'password';
CREATE DATABASE icam OWNER icam_owner;
REVOKE ALL ON DATABASE icam FROM PUBLIC;
GRANT CONNECT ON DATABASE icam TO icam;
\connect icam
ALTER SCHEMA public OWNER TO icam_owner;
GRANT USAGE ON SCHEMA public TO icam;
ALTER DEFAULT PRIVILEGES FOR ROLE icam_owner IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO icam;
ALTER DEFAULT PRIVILEGES FOR ROLE icam_owner IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO icam;
SQL
