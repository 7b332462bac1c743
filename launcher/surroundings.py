"""What the application is told by its environment, and the Django commands run in it."""

import os
import platform
from collections.abc import Sequence

from launcher.layout import Layout, tree_fingerprint
from launcher.packages import LIBRARY_FOLDERS, chromium
from launcher.services import Urls
from launcher.steps import step
from launcher.trouble import say
from launcher.virtualenv import lock_prints

# Of the launcher's own surroundings these would lead Django elsewhere.
FOREIGN = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "GUNICORN_CMD_ARGS", "PYTEST_ADDOPTS")


def surroundings(layout: Layout, urls: Urls, *, storage: str = "storage") -> dict[str, str]:
    """Every setting that demonstration, tests and daily work need; operations.md explains each."""
    own = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    if platform.system() == "Darwin":
        own["DYLD_FALLBACK_LIBRARY_PATH"] = ":".join(str(folder) for folder in LIBRARY_FOLDERS)
    return own | {
        "DJANGO_SETTINGS_MODULE": "icam.settings",
        "DATABASE_URL": urls.database,
        "REDIS_URL": urls.redis,
        "SECRET_KEY": layout.secret(),
        "RESTRICTED_KEYS": layout.restricted_key(),
        "DEBUG": "0",
        "DEMONSTRATION": "1",
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "STATIC_ROOT": str(layout.static),
        "STORAGE_ROOT": str(layout.run / storage),
        "PYTHONUNBUFFERED": "1",
    }


def for_browser(env: dict[str, str]) -> dict[str, str]:
    """The same, with the browser that the tests drive."""
    return env | {"CHROMIUM": chromium()}


def manage(layout: Layout, env: dict[str, str], words: Sequence[str], *, sentence: str, aloud: bool = False) -> None:
    """Run one command of manage.py as a step."""
    step(
        [layout.program("python"), "manage.py", *words],
        log=layout.logs / "manage.log",
        sentence=sentence,
        env=env,
        cwd=layout.root,
        aloud=aloud,
    )


def collect_static(layout: Layout, env: dict[str, str]) -> None:
    """Hashed and compressed copies of style sheets, scripts and pictures, unless nothing changed since."""
    wanted = tree_fingerprint([layout.root / "static", layout.vendor], *lock_prints(layout.root).values())
    if layout.stamped("static") == wanted and (layout.static / "staticfiles.json").exists():
        return
    say("Collecting style sheets, scripts and pictures.")
    manage(
        layout, env, ["collectstatic", "--no-input", "--verbosity", "0"], sentence="The static files have a mistake."
    )
    layout.stamp("static", wanted)
