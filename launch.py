"""The commands of the README: `python3 launch.py demo`, and `python3 launch.py test`.

This file and the folder `launcher/` use the standard library alone, since they run before anything is installed.
"""

import sys

if sys.version_info >= (3, 11):  # noqa: UP036 - an older Python must get the sentence below, not a traceback
    from launcher.commands import main
else:
    sys.exit(
        f"ICAM needs Python 3.11 or newer, and this is Python {sys.version.split()[0]}: install one (Debian 12 or "
        "Ubuntu 24.04: sudo apt-get install python3; Fedora: sudo dnf install python3; macOS: brew install python) "
        "and start launch.py with it."
    )

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
