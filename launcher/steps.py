"""One step of an installation or a start: quiet when it works, telling when it does not."""

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from launcher.layout import last_lines
from launcher.trouble import Trouble


def step(
    command: Sequence[str],
    *,
    log: Path,
    sentence: str,
    mend: str = "",
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> None:
    """Run `command` with its output in `log`; raises Trouble(`sentence`, `mend`) with the last lines when it fails."""
    with log.open("a") as out:
        out.write(f"\n$ {' '.join(command)}\n")
        out.flush()
        begin = out.tell()
        try:
            code = subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, env=env, cwd=cwd, check=False
            ).returncode
        except OSError as error:
            out.write(f"{error}\n")
            code = 127
    if code:
        raise Trouble(f"{sentence} The end of {log}:\n{last_lines(log, since=begin)}", mend)


def answer(command: Sequence[str], *, env: Mapping[str, str] | None = None) -> str | None:
    """What `command` prints, or None when it fails or does not exist."""
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=env,
            check=False,
        )  # fmt: skip
    except OSError:
        return None
    return None if done.returncode else done.stdout
