"""The launcher's decisions: stamps, install lines, copies, accounts, words. Nothing is installed or started here."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from launcher import commands, demo, frontend, packages, services, surroundings, virtualenv
from launcher.layout import Layout, fingerprint, kept_secret, last_lines, tree_fingerprint
from launcher.steps import step
from launcher.trouble import Trouble

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    made = Layout(tmp_path)
    made.make()
    return made


def launch(*words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "launch.py", *words], cwd=ROOT, capture_output=True, text=True, check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip


# Stamps and secrets ---------------------------------------------------------------------------------------------------
def test_a_step_is_remembered_by_its_inputs(layout: Layout) -> None:
    layout.stamp("vendor", "abc")
    assert (layout.stamped("vendor"), layout.stamped("static")) == ("abc", "")


def test_a_changed_lock_changes_its_print(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.txt"
    lock.write_text("django==5")
    before = fingerprint([lock])
    lock.write_text("django==6")
    assert (fingerprint([lock]) == before, fingerprint([lock], "word") == fingerprint([lock])) == (False, False)


def test_an_edited_style_sheet_changes_the_print_of_its_folder(tmp_path: Path) -> None:
    sheet = tmp_path / "css" / "icam.css"
    sheet.parent.mkdir()
    sheet.write_text("a")
    before = tree_fingerprint([tmp_path])
    assert tree_fingerprint([tmp_path]) == before
    sheet.write_text("ab")
    assert (tree_fingerprint([tmp_path]) == before) is False


@pytest.mark.parametrize(
    ("stamp", "development", "enough"),
    [("run", False, True), ("dev", False, True), ("dev", True, True), ("run", True, False), ("", False, False)],
)
def test_the_development_packages_serve_the_demonstration_too(stamp: str, development: bool, enough: bool) -> None:
    wanted = {"requirements.txt": "run", "requirements-dev.txt": "dev"}
    assert virtualenv.installed(stamp, wanted, development=development) is enough


def test_a_secret_is_made_once_and_is_its_owners(tmp_path: Path) -> None:
    first = kept_secret(tmp_path / "secret")
    assert kept_secret(tmp_path / "secret") == first
    assert ((tmp_path / "secret").stat().st_mode & 0o777, len(first)) == (0o600, 64)


def test_a_failing_step_shows_its_last_words(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "print('no such host'); raise SystemExit(3)"]
    with pytest.raises(Trouble) as caught:
        step(command, log=tmp_path / "log", sentence="It could not be fetched.", mend="try again")
    shown = str(caught.value).splitlines()
    assert (shown[0], shown[-2:]) == (
        f"It could not be fetched. The end of {tmp_path / 'log'}:",
        ["  no such host", "  try again"],
    )


def test_what_takes_long_is_told_as_it_goes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = [sys.executable, "-c", "print('1 of 2'); print('2 of 2')"]
    step(command, log=tmp_path / "log", sentence="It failed.", aloud=True)
    assert capsys.readouterr().out == "  1 of 2\n  2 of 2\n"
    assert (tmp_path / "log").read_text().splitlines()[2:] == ["1 of 2", "2 of 2"]


def test_a_missing_program_is_trouble_and_no_traceback(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"It could not be fetched\."):
        step(["/no/such/program"], log=tmp_path / "log", sentence="It could not be fetched.")


def test_the_end_of_a_log_is_short(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("\n".join(map(str, range(100))))
    assert (last_lines(tmp_path / "log", 2), last_lines(tmp_path / "none")) == ("  98\n  99", "  (nothing was written)")


# What the system must bring -------------------------------------------------------------------------------------------
def test_the_install_lines_name_every_package_for_every_system() -> None:
    wanted = [*packages.NEEDS, packages.BROWSER]
    assert packages.install_lines(wanted).splitlines() == [
        "Debian, Ubuntu: sudo apt-get update && sudo apt-get install -y --no-install-recommends postgresql redis-server"
        " libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core gettext chromium",
        "  Fedora:         sudo dnf install -y postgresql-server postgresql-contrib valkey pango harfbuzz"
        " google-noto-sans-fonts google-noto-sans-arabic-fonts google-noto-sans-ethiopic-fonts gettext chromium",
        "  macOS:          brew install postgresql@17 redis pango harfbuzz font-noto-sans font-noto-sans-arabic"
        " font-noto-sans-ethiopic gettext chromium",
    ]


def test_ubuntu_has_another_word_for_the_browser() -> None:
    assert packages.install_lines([packages.BROWSER], ubuntu=True).splitlines()[0].endswith(" chromium-browser")


def test_without_root_the_line_to_type_is_given(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    absent = packages.Need(lambda: False, ("postgresql",), ("postgresql-server",), ("postgresql@17",))
    monkeypatch.setattr(packages, "NEEDS", (absent,))
    monkeypatch.setattr(packages, "PIP", packages.Need(lambda: True, (), (), ()))
    monkeypatch.setattr(packages, "find_installer", lambda: None)
    with pytest.raises(Trouble) as caught:
        packages.ensure(layout, browser=False)
    assert str(caught.value).splitlines() == [
        "Missing on this machine: postgresql. Install them, then start again:",
        "  Debian, Ubuntu: sudo apt-get update && sudo apt-get install -y --no-install-recommends postgresql",
        "  Fedora:         sudo dnf install -y postgresql-server",
        "  macOS:          brew install postgresql@17",
    ]


def test_the_browser_is_for_tests_only(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = packages.Need(lambda: False, ("chromium",), ("chromium",), ("chromium",))
    monkeypatch.setattr(packages, "NEEDS", ())
    monkeypatch.setattr(packages, "BROWSER", browser)
    monkeypatch.setattr(packages, "PIP", packages.Need(lambda: True, (), (), ()))
    assert (packages.missing(layout, browser=False), packages.missing(layout, browser=True)) == ([], [browser])


def test_pip_is_no_longer_needed_once_uv_is_there(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    pip = packages.Need(lambda: False, ("python3-pip",), ("python3-pip",), ("python",))
    monkeypatch.setattr(packages, "NEEDS", ())
    monkeypatch.setattr(packages, "PIP", pip)
    assert packages.missing(layout, browser=False) == [pip]
    (layout.run / "uv/bin").mkdir(parents=True)
    (layout.run / "uv/bin/uv").touch()
    assert packages.missing(layout, browser=False) == []


def test_a_font_is_looked_for_as_a_file(tmp_path: Path) -> None:
    (tmp_path / "noto").mkdir()
    (tmp_path / "noto/NotoSansArabic-Regular.ttf").touch()
    found = [packages.has_font(name, [tmp_path]) for name in ("NotoSansArabic*", "NotoSansEthiopic*")]
    assert found == [True, False]


def test_a_library_that_is_not_there_is_missing() -> None:
    assert packages.has_library("no-such-library-anywhere") is False


# The front end --------------------------------------------------------------------------------------------------------
def test_the_copies_name_nothing_that_is_not_copied(tmp_path: Path) -> None:
    for source in frontend.COPIES:
        (tmp_path / "modules" / source).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "modules" / source).write_text("a{b:c}\n/*# sourceMappingURL=bootstrap.min.css.map */")
    (tmp_path / "vendor").mkdir()
    (tmp_path / "vendor/old.css").touch()
    frontend.copy_vendor(tmp_path / "modules", tmp_path / "vendor")
    made = {str(file.relative_to(tmp_path / "vendor")) for file in (tmp_path / "vendor").rglob("*") if file.is_file()}
    assert made == set(frontend.COPIES.values())
    assert (tmp_path / "vendor/bootstrap.min.css").read_text() == "a{b:c}\n"


def test_the_older_font_format_is_left_out() -> None:
    css = 'src:url("fonts/i.woff2?e3") format("woff2"),url("fonts/i.woff?e3") format("woff")}'
    assert frontend.lighten(css) == 'src:url("fonts/i.woff2?e3") format("woff2")}'


def test_every_vendor_file_that_a_page_names_is_copied() -> None:
    pages = [page.read_text() for page in (ROOT / "templates").rglob("*.html")]
    named = {part.split("'")[0].split('"')[0] for page in pages for part in page.split("'vendor/")[1:]}
    assert named - set(frontend.COPIES.values()) == set()


def test_the_lock_names_no_registry() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text())
    assert [name for name, entry in lock["packages"].items() if "resolved" in entry] == []


def test_only_changed_translations_are_compiled(tmp_path: Path) -> None:
    for language in ("de", "fr", "nl"):
        folder = tmp_path / "locale" / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "django.po").touch()
        os.utime(folder / "django.po", (1000, 1000))
    for language, moment in (("de", 900), ("fr", 1100)):
        compiled = tmp_path / "locale" / language / "LC_MESSAGES/django.mo"
        compiled.touch()
        os.utime(compiled, (moment, moment))
    stale = [po.parent.parent.name for po, _ in frontend.stale_messages(tmp_path)]
    assert stale == ["de", "nl"]


# What the application is told -----------------------------------------------------------------------------------------
def test_the_application_is_told_of_the_services_and_of_nothing_foreign(
    layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere")
    told = surroundings.surroundings(layout, services.Urls("postgres://here", "redis://here"))
    assert (told["DATABASE_URL"], told["REDIS_URL"], "PYTHONPATH" in told) == ("postgres://here", "redis://here", False)


def test_tests_and_demonstration_share_no_storage(layout: Layout) -> None:
    urls = services.Urls("", "")
    both = {
        surroundings.surroundings(layout, urls, storage=name)["STORAGE_ROOT"] for name in ("storage", "tests/storage")
    }
    assert both == {str(layout.run / "storage"), str(layout.run / "tests/storage")}


# Accounts -------------------------------------------------------------------------------------------------------------
def account(name: str, role: str, regions: list[str]) -> dict[str, object]:
    return {"username": name, "password": "word", "role": role, "regions": regions}


def test_the_accounts_are_a_table() -> None:
    table = demo.account_table([account("an", "coach", ["Gent", "Luik"]), account("bo", "head", [])])
    assert table == [
        "user name  password  role   regions",
        "an         word      coach  Gent, Luik",
        "bo         word      head",
    ]


def test_every_role_is_shown_before_any_comes_twice() -> None:
    many = [account(f"c{n}", "coach", []) for n in range(20)] + [account("h", "head", []), account("a", "admin", [])]
    assert [row["username"] for row in demo.pick(many, 4)] == ["c0", "c1", "h", "a"]


def test_what_is_not_shown_is_counted() -> None:
    table = demo.account_table([account(f"c{n}", "coach", []) for n in range(20)])
    assert table[-1] == "… and 8 more"


def test_a_lost_file_of_accounts_says_how_to_get_another(tmp_path: Path) -> None:
    assert demo.account_table(demo.read_accounts(tmp_path / "none.json")) == [
        "(the file of accounts is gone; to make a new demonstration: python3 launch.py demo --fresh)"
    ]


# The command line -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("words", "added"),
    [
        ([], ["-n", "2"]),
        (["-k", "letters"], ["-n", "2"]),
        (["-n", "4"], []),
        (["-n0"], []),
        (["--numprocesses=3"], []),
        (["-p", "no:xdist"], []),
        (["--pdb"], []),
    ],
)
def test_tests_run_in_two_processes_unless_told_otherwise(words: list[str], added: list[str]) -> None:
    assert commands.in_parallel(words) == added


def test_help_names_every_verb() -> None:
    shown = launch("--help")
    assert shown.returncode == 0
    assert [verb for verb in ("demo", "test", "services", "manage", "stop") if f"    {verb} " not in shown.stdout] == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["demo", "--port", "0"], "0 is not a port: give a number from 1 to 65535"),
        (["demo", "--port", "web"], "web is not a port: give a number from 1 to 65535"),
        (["demo", "--size", "-5"], "-5 is not a number of cases: give one above 0"),
        (["demo", "--size", "0"], "0 is not a number of cases: give one above 0"),
        (["dance"], "invalid choice: 'dance'"),
        (["stop", "now"], "unrecognized arguments: now"),
    ],
)
def test_a_mistyped_command_is_told_without_a_traceback(words: list[str], sentence: str) -> None:
    told = launch(*words)
    assert (told.returncode, sentence in told.stderr, "Traceback" in told.stderr) == (2, True, False)


def test_the_watching_machine_runs_the_command_of_the_readme() -> None:
    lines = (ROOT / ".ci/run").read_text().splitlines()
    assert (lines[-1], os.access(ROOT / ".ci/run", os.X_OK)) == ("exec python3 launch.py test", True)
