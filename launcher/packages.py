"""What must come from the operating system: found by looking at what is really there, installed only when it is not.

A check looks for the program, library or font itself, never for a package: a second run costs nothing and asks nobody.
"""

import ctypes
import os
import platform
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from launcher.layout import Layout
from launcher.postgres import binaries
from launcher.redis import server_program
from launcher.steps import answer, step
from launcher.trouble import Trouble, say
from launcher.virtualenv import base_python

FONT_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("/Library/Fonts"),
    Path.home() / ".fonts",
    Path.home() / ".local/share/fonts",
    Path.home() / "Library/Fonts",
)
LIBRARY_FOLDERS = (Path("/opt/homebrew/lib"), Path("/usr/local/lib"))  # Homebrew's; the loader knows all others
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_ON_MACOS = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)


def has_library(name: str) -> bool:
    """Whether the dynamic loader finds the library `name`, as in libNAME.so.0 or libNAME.dylib."""
    candidates = [f"lib{name}.so.0", f"lib{name}.0.dylib", *(str(f / f"lib{name}.dylib") for f in LIBRARY_FOLDERS)]
    for candidate in candidates:
        try:
            ctypes.CDLL(candidate)
        except OSError:
            continue
        return True
    return False


def has_font(pattern: str, folders: Iterable[Path] = FONT_FOLDERS) -> bool:
    """Whether a font file whose name matches `pattern` is installed."""
    return any(next(folder.rglob(pattern), None) is not None for folder in folders if folder.is_dir())


def chromium() -> str:
    """The path of a Chromium or Chrome; empty when there is none."""
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    return found or next((str(path) for path in CHROMIUM_ON_MACOS if path.exists()), "")


def has_pip() -> bool:
    return answer([base_python(), "-m", "pip", "--version"]) is not None


@dataclass(frozen=True)
class Need:
    """Something of the operating system, and the packages that bring it."""

    present: Callable[[], bool]
    apt: tuple[str, ...]
    dnf: tuple[str, ...]
    brew: tuple[str, ...]


NEEDS = (
    Need(lambda: bool(binaries()), ("postgresql",), ("postgresql-server", "postgresql-contrib"), ("postgresql@17",)),
    Need(lambda: bool(server_program()), ("redis-server",), ("valkey",), ("redis",)),
    Need(lambda: has_library("pango-1.0"), ("libpango-1.0-0",), ("pango",), ("pango",)),
    Need(lambda: has_library("pangoft2-1.0"), ("libpangoft2-1.0-0",), ("pango",), ("pango",)),
    Need(lambda: has_library("harfbuzz-subset"), ("libharfbuzz-subset0",), ("harfbuzz",), ("harfbuzz",)),
    Need(
        lambda: has_font("NotoSansArabic*") and has_font("NotoSansEthiopic*") and has_font("NotoSans-Regular*"),
        ("fonts-noto-core",),
        ("google-noto-sans-fonts", "google-noto-sans-arabic-fonts", "google-noto-sans-ethiopic-fonts"),
        ("font-noto-sans", "font-noto-sans-arabic", "font-noto-sans-ethiopic"),
    ),
    Need(lambda: shutil.which("msgfmt") is not None, ("gettext",), ("gettext",), ("gettext",)),
)
BROWSER = Need(lambda: bool(chromium()), ("chromium",), ("chromium",), ("chromium",))
PIP = Need(has_pip, ("python3-pip",), ("python3-pip",), ("python",))


def packages(needs: Iterable[Need], manager: str) -> list[str]:
    """The packages of `manager` (apt, dnf or brew) that bring `needs`, each named once."""
    return list(dict.fromkeys(name for need in needs for name in getattr(need, manager)))


def install_lines(needs: Sequence[Need], *, ubuntu: bool = False) -> str:
    """The exact command for each system on which ICAM is known to run."""
    apt = [in_ubuntu(name) if ubuntu else name for name in packages(needs, "apt")]
    lines = {
        "Debian, Ubuntu": f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {' '.join(apt)}",
        "Fedora": f"sudo dnf install -y {' '.join(packages(needs, 'dnf'))}",
        "macOS": f"brew install {' '.join(packages(needs, 'brew'))}",
    }
    return "\n".join(f"  {system + ':':16}{line}" for system, line in lines.items()).lstrip()


def in_ubuntu(name: str) -> str:
    """Ubuntu names one package differently."""
    return "chromium-browser" if name == "chromium" else name


def is_ubuntu(release: Path = Path("/etc/os-release")) -> bool:
    return release.exists() and "ID=ubuntu" in release.read_text().splitlines()


def missing(layout: Layout, *, browser: bool) -> list[Need]:
    """What is not there yet; pip only counts as long as uv has still to be fetched."""
    wanted = [*NEEDS, *([BROWSER] if browser else []), *([] if (layout.run / "uv/bin/uv").exists() else [PIP])]
    return [need for need in wanted if not need.present()]


def ensure(layout: Layout, *, browser: bool) -> None:
    """Install what is missing where that is allowed; elsewhere raise Trouble with the line to type."""
    needs = missing(layout, browser=browser)
    if not needs:
        return
    installer = find_installer()
    lines = install_lines(needs, ubuntu=is_ubuntu())
    if installer is None:
        raise Trouble(
            f"Missing on this machine: {', '.join(packages(needs, 'apt'))}. Install them, then start again:", lines
        )
    installer(layout, needs)
    if still := missing(layout, browser=browser):
        raise Trouble(
            f"Still missing after the installation: {', '.join(packages(still, 'apt'))}; see {layout.install_log}.",
            install_lines(still, ubuntu=is_ubuntu()),
        )


def find_installer() -> Callable[[Layout, Sequence[Need]], None] | None:
    """The way to install on this machine, or None when this user has none."""
    if platform.system() == "Darwin":
        return install_with_brew if shutil.which("brew") else None
    if shutil.which("apt-get") and root_prefix() is not None:
        return install_with_apt
    return None


def root_prefix() -> list[str] | None:
    """What to put before a command that needs root: nothing, `sudo -n`, or None when neither works."""
    if os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if answer(["sudo", "-n", "true"]) is not None else None


# Debian starts a server as soon as its package is installed. The launcher runs its own, so none is started on the way:
# policy-rc.d is Debian's switch for that; one that an administrator has put there is left as it is.
APT_SCRIPT = """
set -e
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    printf '#!/bin/sh\\nexit 101\\n' > "$policy"
    chmod 755 "$policy"
fi
export DEBIAN_FRONTEND=noninteractive
install() { apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$@"; }
fresh() { apt-get -o DPkg::Lock::Timeout=300 update; }
ls /var/lib/apt/lists/*Packages* >/dev/null 2>&1 || fresh
install "$@" || { fresh; install "$@"; }
"""


def install_with_apt(layout: Layout, needs: Sequence[Need]) -> None:
    names = packages(needs, "apt")
    if is_ubuntu():
        names = [in_ubuntu(name) for name in names]
    say(f"Installing from the system's packages: {' '.join(names)}")
    step(
        [*(root_prefix() or []), "sh", "-c", APT_SCRIPT, "install", *names],
        log=layout.install_log,
        sentence="The system's packages could not be installed.",
        mend=install_lines(needs, ubuntu=is_ubuntu()),
    )


def install_with_brew(layout: Layout, needs: Sequence[Need]) -> None:
    names = packages(needs, "brew")
    say(f"Installing with Homebrew: {' '.join(names)}")
    step(
        ["brew", "install", *names],
        log=layout.install_log,
        sentence="Homebrew could not install what is missing.",
        mend=f"brew install {' '.join(names)}",
    )
