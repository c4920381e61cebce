"""Runs a program that dies with the process that started it, even if that one is killed.

A script of its own, run as `python mortal.py exec PARENT PROGRAM ARGUMENT…` on Linux, where the
kernel does the watching, and as `python mortal.py watch PIPE PROGRAM ARGUMENT…` elsewhere, where
it stays and kills the program when the pipe that its parent holds open closes.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import threading

PR_SET_PDEATHSIG = 1  # prctl(2)


def _exec(parent: int, program: list[str]) -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before the kernel knew of our wish
        sys.exit(1)
    os.execv(program[0], program)  # noqa: S606  # becomes the program the parent named


def _watch(pipe: int, program: list[str]) -> None:
    child = subprocess.Popen(program)  # noqa: S603  # runs the program the parent named

    def kill_with_parent() -> None:
        with contextlib.suppress(OSError):
            os.read(pipe, 1)
        child.kill()

    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    threading.Thread(target=kill_with_parent, daemon=True).start()
    code = child.wait()
    sys.exit(code if code >= 0 else 128 - code)


if __name__ == "__main__":
    how, number, *command = sys.argv[1:]
    (_exec if how == "exec" else _watch)(int(number), command)
