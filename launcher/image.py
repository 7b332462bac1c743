"""What an image needs built besides its packages: `python3 -m launcher.image NODE_MODULES` in the folder of the image.

The same functions as in the demonstration, so that a page looks the same in both.
"""

import sys
from pathlib import Path

from launcher import frontend
from launcher.layout import Layout


def build(root: Path, modules: Path) -> None:
    """Copy the style sheets and icons out of `modules`, and compile the translations."""
    layout = Layout(root)
    layout.make()
    frontend.copy_vendor(modules, layout.vendor)
    frontend.compile_messages(layout)


if __name__ == "__main__":
    build(Path.cwd(), Path(sys.argv[1]))
