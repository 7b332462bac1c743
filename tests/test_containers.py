"""The production set-up agrees with itself and with the settings; what needs no container engine is proved here."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from icam import settings
from launcher import demo, packages, postgres
from launcher.layout import Layout

ROOT = Path(__file__).resolve().parent.parent
COMPOSE = (ROOT / "docker-compose.yml").read_text()
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load(COMPOSE)["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
APPLICATION = ("migrate", "web", "worker", "beat")
ONE_SHOT = {"migrate"}
# Read by gunicorn itself (deploy/gunicorn.py), not by the settings.
NOT_SETTINGS = {"WEB_CONCURRENCY"}
# Each has a default that suits production.
LEFT_ALONE = {"DATABASE_POOL_SIZE", "RENDER_STALE_SECONDS"}
SECRETS = {"SECRET_KEY", "POSTGRES_PASSWORD", "OWNER_PASSWORD", "DATABASE_PASSWORD", "REDISCLI_AUTH", "EMAIL_URL",
           "RESTRICTED_KEYS"}  # fmt: skip
NO_DEFAULT = re.compile(r"\$\{[A-Z_]+:\?[^}]+\}")


def image_environment() -> dict[str, str]:
    """The variables that the image sets for whatever runs in it."""
    block = re.search(r"^ENV PATH=(?:.*\\\n)*.*", DOCKERFILE.rpartition("\nFROM ")[2], re.MULTILINE)
    assert block is not None
    return dict(pair.split("=", 1) for pair in block[0].removeprefix("ENV ").replace("\\\n", " ").split())


def filled_in(value: str) -> str:
    """`value` as compose would fill it in from an `.env` of plausible words."""
    words = {
        "ALLOWED_HOSTS": "icam.example.be",
        "CSRF_TRUSTED_ORIGINS": "https://icam.example.be",
        "EMAIL_URL": "smtp+tls://user:word@mail.example.be:587",
        "RESTRICTED_KEYS": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    }
    plausible = "k3y-0f-letters-and-digits_" * 3
    value = re.sub(r"\$\{([A-Z_]+):\?[^}]+\}", lambda found: words.get(found[1], plausible), value)
    return re.sub(r"\$\{[A-Z_]+:-([^}]*)\}", r"\1", value)


def test_every_part_of_production_is_a_service() -> None:
    assert set(SERVICES) == {"database", "redis", "migrate", "web", "worker", "beat", "proxy"}


@pytest.mark.parametrize("name", APPLICATION)
def test_every_variable_passed_is_one_that_something_reads(name: str) -> None:
    assert set(SERVICES[name]["environment"]) - set(settings.VARIABLES) - NOT_SETTINGS == set()


@pytest.mark.parametrize("name", APPLICATION)
def test_every_setting_is_decided_for_production(name: str) -> None:
    decided = set(SERVICES[name]["environment"]) | set(image_environment()) | LEFT_ALONE
    assert set(settings.VARIABLES) - decided == set()


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_no_service_runs_as_root(name: str) -> None:
    user, _, group = str(SERVICES[name].get("user", "0:0")).partition(":")
    assert (int(user) > 0, int(group) > 0) == (True, True)


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_no_service_may_gain_rights_or_write_outside_its_volumes(name: str) -> None:
    service = SERVICES[name]
    assert (service["read_only"], service["cap_drop"], service["security_opt"]) == (
        True,
        ["ALL"],
        ["no-new-privileges:true"],
    )


@pytest.mark.parametrize("name", sorted(set(SERVICES) - ONE_SHOT))
def test_every_lasting_service_is_watched_and_started_again(name: str) -> None:
    assert (bool(SERVICES[name]["healthcheck"].get("test")), SERVICES[name]["restart"]) == (True, "unless-stopped")


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_secrets_come_from_outside_and_have_no_default(name: str) -> None:
    passed = SERVICES[name].get("environment", {})
    literal = {key for key in SECRETS & set(passed) if not NO_DEFAULT.fullmatch(str(passed[key]))}
    urls = {key for key in passed if key in {"DATABASE_URL", "REDIS_URL"} and not NO_DEFAULT.search(str(passed[key]))}
    assert literal | urls == set()


def test_the_example_of_env_names_exactly_what_compose_asks_for() -> None:
    asked = set(re.findall(r"(?<!\$)\$\{([A-Z_]+)", COMPOSE))
    lines = (ROOT / ".env.example").read_text().splitlines()
    assert {line.partition("=")[0] for line in lines if line and not line.startswith("#")} == asked


def test_the_example_of_env_holds_no_value() -> None:
    lines = (ROOT / ".env.example").read_text().splitlines()
    assert [line for line in lines if line and not line.startswith("#") and not line.endswith("=")] == []


def test_the_application_may_not_change_its_tables() -> None:
    owners = {
        name: re.match(r"postgres://(\w+):", SERVICES[name]["environment"]["DATABASE_URL"]) for name in APPLICATION
    }
    assert {name: found[1] for name, found in owners.items() if found} == {
        "migrate": "icam_owner",
        "web": "icam",
        "worker": "icam",
        "beat": "icam",
    }


def test_the_manual_explains_every_setting_and_no_other() -> None:
    page = (ROOT / "docs/operations.md").read_text().partition("## Configuration")[2].partition("\n## ")[0]
    assert sorted(re.findall(r"^\| `([A-Z_]+)` \|", page, re.MULTILINE)) == sorted(settings.VARIABLES)


def test_the_manual_starts_the_processes_as_the_demonstration_does() -> None:
    page = (ROOT / "docs/operations.md").read_text()
    started = demo.commands(Layout(ROOT), 8000)
    words = {name: " ".join([Path(program).name, *rest]) for name, (program, *rest) in started.items()}
    assert f"`{words['web']}`" in page
    assert f"`{words['worker']}`" in page
    assert f"`{words['beat'].partition(' --pidfile')[0]} " in page


def test_one_postgresql_major_is_named_everywhere() -> None:
    named = {SERVICES["database"]["image"].partition(":")[2].partition("-")[0]}
    for need in packages.NEEDS:
        named |= {name.partition("@")[2] for name in need.brew if name.startswith("postgresql@")}
    for page in (ROOT / "README.md", ROOT / "docs/operations.md"):
        named |= set(re.findall(r"postgres(?:ql)?[@:](\d+)", page.read_text())) if page.exists() else set()
    assert named == {"17"}


def test_production_settings_pass_the_deployment_check() -> None:
    passed = {key: filled_in(str(value)) for key, value in SERVICES["web"]["environment"].items()}
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT, env={"PATH": os.environ["PATH"], **passed}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def ignored(path: str) -> bool:
    """Whether `.dockerignore` keeps `path` out of the image; the last rule that fits decides."""
    verdict = False
    for line in (ROOT / ".dockerignore").read_text().splitlines():
        rule = line.strip().removeprefix("!")
        if rule and not rule.startswith("#") and (rule == "*" or path == rule or path.startswith(f"{rule}/")):
            verdict = not line.startswith("!")
    return verdict


def copied() -> list[str]:
    """What the Dockerfile takes from the project, `COPY . .` apart."""
    lines = re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE)
    return [word for line in lines for word in line.split()[:-1] if word != "."]


def test_what_the_dockerfile_copies_exists_and_is_let_in() -> None:
    assert [path for path in copied() if ignored(path) or not (ROOT / path).exists()] == []


@pytest.mark.parametrize("part", [app.partition(".")[0] for app in ("icam", "cases", "invitations", "reporting")])
def test_every_app_is_let_into_the_image(part: str) -> None:
    assert ignored(part) is False


@pytest.mark.parametrize("secret", [".env", ".run/secret", ".run/accounts.json", ".git/config", "docs", "tests"])
def test_nothing_of_a_machine_gets_into_the_image(secret: str) -> None:
    assert ignored(secret) is True


def test_the_image_runs_as_somebody_without_rights_and_says_when_it_is_well() -> None:
    last = DOCKERFILE.rpartition("\nFROM ")[2]
    assert re.findall(r"^(USER .+|HEALTHCHECK)", last, re.MULTILINE) == ["USER 10001:10001", "HEALTHCHECK"]


def test_the_image_brings_the_libraries_and_fonts_of_letters() -> None:
    last = DOCKERFILE.rpartition("\nFROM ")[2]
    wanted = [name for need in packages.NEEDS[2:6] for name in need.apt]
    assert [name for name in wanted if f" {name} " not in last.replace("\n", " ")] == []


def test_production_tunes_its_database_as_the_demonstration_does() -> None:
    words = [word for word in SERVICES["database"]["command"] if "=" in word]
    assert dict(word.split("=") for word in words) == postgres.TUNING


def test_what_compose_mounts_exists() -> None:
    mounts = [
        volume for service in SERVICES.values() for volume in service.get("volumes", []) if volume.startswith("./")
    ]
    assert [mount for mount in mounts if not (ROOT / mount.partition(":")[0]).is_file()] == []
