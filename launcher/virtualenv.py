"""The Python packages: uv in `.run/uv`, and what the lock files name in `.run/venv`."""

import os
import sys
from pathlib import Path

from launcher.layout import Layout, fingerprint
from launcher.steps import answer, step
from launcher.trouble import say

UV = "uv>=0.13.9,<0.14"
OFFLINE = "Is there a network? Once it is there, the same command goes on where it stopped."


def uv_environment(layout: Layout) -> dict[str, str]:
    """Keeps uv inside the checkout, unless the machine says where its cache lies; it never fetches another Python."""
    return {
        "UV_CACHE_DIR": str(layout.run / "cache/uv"),
        "UV_PYTHON_DOWNLOADS": "never",
        **{name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"},
    }


def ensure_uv(layout: Layout) -> str:
    """The path of uv, fetched once."""
    program = layout.run / "uv/bin/uv"
    if answer([str(program), "--version"]) is None:
        say("Fetching uv, which installs Python packages.")
        step(
            [base_python(), "-m", "pip", "install", "--quiet", "--no-cache-dir", "--disable-pip-version-check",
             "--upgrade", "--target", str(layout.run / "uv"), UV],
            log=layout.install_log,
            sentence="uv could not be fetched.",
            mend=OFFLINE,
        )  # fmt: skip
    return str(program)


def base_python() -> str:
    """The interpreter under this one, so that an environment is never made out of another environment."""
    return str(getattr(sys, "_base_executable", None) or sys.executable)


def ensure_venv(layout: Layout, uv: str) -> None:
    """A virtual environment whose Python still runs; made anew after the system's Python went away."""
    if answer([layout.program("python"), "--version"]) is not None:
        return
    layout.stamp("requirements", "")
    step(
        [uv, "venv", "--quiet", "--clear", "--python", base_python(), str(layout.venv)],
        log=layout.install_log,
        sentence="The virtual environment could not be made.",
        mend=f"rm -r {layout.venv}",
        env=uv_environment(layout),
    )


def installed(stamp: str, wanted: dict[str, str], *, development: bool) -> bool:
    """Whether the environment that `stamp` describes serves: the development set holds everything of the other."""
    good = {wanted["requirements-dev.txt"]} if development else set(wanted.values())
    return stamp in good


def lock_prints(root: Path) -> dict[str, str]:
    """Per lock file what is noted once it is installed; the development set depends on both files."""
    files = [root / "requirements.txt", root / "requirements-dev.txt"]
    return {
        "requirements.txt": fingerprint(files[:1], "requirements.txt"),
        "requirements-dev.txt": fingerprint(files, "requirements-dev.txt"),
    }


def ensure(layout: Layout, *, development: bool) -> None:
    """Install what the lock names, hashes checked; nothing is asked of the network when it is there already."""
    wanted = lock_prints(layout.root)
    there = Path(layout.program("python")).exists()
    if there and installed(layout.stamped("requirements"), wanted, development=development):
        return
    uv = ensure_uv(layout)
    ensure_venv(layout, uv)
    name = "requirements-dev.txt" if development else "requirements.txt"
    if layout.stamped("requirements") == wanted[name]:
        return
    say(f"Installing the Python packages of {name}.")
    layout.stamp("requirements", "")
    step(
        [uv, "pip", "sync", "--quiet", "--require-hashes", "--python", layout.program("python"), name],
        log=layout.install_log,
        sentence="The Python packages could not be installed.",
        mend=OFFLINE,
        env=uv_environment(layout),
        cwd=layout.root,
    )
    layout.stamp("requirements", wanted[name])
