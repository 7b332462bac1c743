"""One step of an installation or a start: quiet when it works, telling when it does not."""

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TextIO

from launcher.layout import last_lines
from launcher.trouble import Trouble, say


def step(
    command: Sequence[str],
    *,
    log: Path,
    sentence: str,
    mend: str = "",
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    aloud: bool = False,
) -> None:
    """Run `command` with its output in `log`, and on the screen when `aloud`.

    Raises Trouble(`sentence`, `mend`) with the last lines when it fails.
    """
    with log.open("a") as out:
        out.write(f"\n$ {' '.join(command)}\n")
        out.flush()
        begin = out.tell()
        try:
            code = carry_out(command, out, env, cwd, aloud=aloud)
        except OSError as error:
            out.write(f"{error}\n")
            code = 127
    if code:
        raise Trouble(f"{sentence} The end of {log}:\n{last_lines(log, since=begin)}", mend)


def carry_out(
    command: Sequence[str], out: TextIO, env: Mapping[str, str] | None, cwd: Path | None, *, aloud: bool
) -> int:
    """The exit status of `command`, whose output goes to `out`, and to the screen line by line when `aloud`."""
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE if aloud else out, stderr=subprocess.STDOUT,
        env=env, cwd=cwd, text=True, errors="replace",
    ) as child:  # fmt: skip
        try:
            for line in child.stdout or ():
                say(f"  {line.rstrip()}")
                out.write(line)
            return child.wait()
        except BaseException:
            child.kill()  # we are told to end: nothing of ours goes on in the dark
            raise


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
