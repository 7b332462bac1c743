"""The test database, copied from one that was migrated once: making every table anew takes far longer than a copy.

The copy's original is named after the migrations and what they read, so a change to them makes a new one. A few stay,
so that going to and fro between two branches, or between two people on one server, makes none anew; older ones go.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.db import connection
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
STEM = "icam_migrated_"
SPARE = 3


def original() -> str:
    """The name of a database with all migrations carried out; made now if it is not there yet."""
    name = STEM + _fingerprint()
    with psycopg.connect(_address("postgres"), autocommit=True) as server:
        server.execute("SELECT pg_advisory_lock(hashtext(%s))", [STEM])  # of several processes, one makes it
        there = [
            row[0]
            for row in server.execute(
                "SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY oid DESC", [STEM]
            )
        ]
        if name not in there:
            for old in there[SPARE:]:
                server.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(old)))
            _make(server, name)
    return name


def drop(name: str) -> None:
    """Drop a database of the tests, whoever is still in it.

    By then every test is over, so a session that is left belongs to nobody who waits for it: the server has not yet
    noticed that a killed worker is gone, or a browser closed on a request that the live server is still answering.
    """
    with psycopg.connect(_address("postgres"), autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


# Django's own words for our models and what one may do with them, as the migrations left them.
KEPT = "'django_migrations', 'django_content_type', 'auth_permission'"
# The lists that an office starts with, put aside once.
PUT_ASIDE = f"""
DO $$
DECLARE
    name text;
    filled boolean;
BEGIN
    CREATE SCHEMA migrated;
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ({KEPT}) LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', name) INTO filled;
        IF filled THEN
            EXECUTE format('CREATE TABLE migrated.%I AS TABLE public.%I', name, name);
        END IF;
    END LOOP;
END $$
"""
# Most tables are empty: looking takes a moment, and truncating all of them most of a second. The lock waits for
# whoever is still writing, as truncating would.
RESET = f"""
DO $$
DECLARE
    name text;
    filled boolean;
    columns text;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ({KEPT}) LOOP
        EXECUTE format('LOCK TABLE public.%I IN EXCLUSIVE MODE', name);
        EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', name) INTO filled;
        IF filled THEN
            EXECUTE format('DELETE FROM public.%I', name);
        END IF;
    END LOOP;
    FOR name, columns IN
        SELECT relname, string_agg(quote_ident(attname), ', ' ORDER BY attnum)
        FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
        WHERE relnamespace = 'public'::regnamespace AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
            AND relname IN (SELECT tablename FROM pg_tables WHERE schemaname = 'migrated')
        GROUP BY relname
    LOOP
        EXECUTE format('INSERT INTO public.%I (%s) SELECT %s FROM migrated.%I', name, columns, columns, name);
    END LOOP;
END $$
"""


def reset() -> None:
    """Every table is as the migrations left it, and no trigger has a say in it: the trail's, nor a foreign key's."""
    with connection.cursor() as cursor:
        cursor.execute(RESET)


def exists(name: str) -> bool:
    with psycopg.connect(_address("postgres"), autocommit=True) as server:
        return server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def _make(server: "psycopg.Connection", name: str) -> None:
    raw = f"{name}_raw"  # renamed when whole: a run that is killed leaves nothing that looks finished
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(raw)))
    server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(raw)))
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=ROOT, env={**os.environ, "DATABASE_URL": _address(raw)}, check=True,
    )  # fmt: skip
    with psycopg.connect(_address(raw), autocommit=True) as migrated:
        migrated.execute(PUT_ASIDE)
    server.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(raw), sql.Identifier(name)))


def _address(database: str) -> str:
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}"))


def _fingerprint() -> str:
    read = [*ROOT.glob("*/migrations/*.py"), *ROOT.glob("icam/reference/*.py"), Path(__file__)]
    read += [ROOT / "icam" / "folding.py", ROOT / "requirements.txt"]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(read))).hexdigest()[:12]
