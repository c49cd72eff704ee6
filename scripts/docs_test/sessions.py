"""Runs a page's commands the way its reader would: at a terminal, in a folder that lives as long as the page.

A terminal, because assay prints a readable page there and a record into a pipe, and the documents show the former.
"""

import errno
import fcntl
import os
import pty
import selectors
import shlex
import shutil
import signal
import struct
import subprocess
import termios
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SECONDS_PER_COMMAND = 120
COLUMNS = 100


class Session:
    """A page's folder and what its commands see. Nothing of the caller's environment gets in but PATH."""

    def __init__(self, assay, temporary):
        self.home = Path(temporary)
        self.folder = self.home / "desk"
        commands = self.home / "bin"
        for folder in (self.folder, commands, self.home / "home"):
            folder.mkdir()
        (commands / "assay").symlink_to(assay)
        shutil.copytree(ROOT / "Examples", self.folder / "Examples", ignore=shutil.ignore_patterns(".build*"))
        (self.folder / "scripts").symlink_to(ROOT / "scripts")
        self.current = str(self.folder)
        self.environment = {
            "PATH": f"{commands}:{os.environ.get('PATH', os.defpath)}", "HOME": str(self.home / "home"),
            "LC_ALL": "C.UTF-8", "TZ": "UTC", "TERM": "xterm", "NO_COLOR": "1", "COLUMNS": str(COLUMNS), "CI": "true",
        }

    def run(self, text):
        """Runs a command line as a terminal would show it: (lines, status).

        The folder that it ends in is where the next one starts.
        """
        state = self.home / "state"
        script = f"{text}\nstatus=$?\npwd -P >{shlex.quote(str(state))}\nexit $status\n"
        output, errors, status = run_on_terminal(["sh", "-c", script], self.current, self.environment)
        if state.exists():
            self.current = state.read_text().rstrip("\n")
            state.unlink()
        return lines_of(output) + lines_of(errors), status

    def call(self, *arguments):
        """Runs assay itself: (standard output, standard error, status)."""
        try:
            done = subprocess.run(["assay", *arguments], cwd=self.folder, env=self.environment,
                                  stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS_PER_COMMAND)
        except subprocess.TimeoutExpired:
            return [], [f"stopped after {SECONDS_PER_COMMAND} s"], None
        return lines_of(done.stdout), lines_of(done.stderr), done.returncode


def lines_of(data):
    return data.decode("utf-8", "replace").replace("\r\n", "\n").rstrip("\n").split("\n") if data.strip(b"\r\n") else []


def run_on_terminal(arguments, folder, environment):
    """Standard output on a terminal of its own, standard error through a pipe: their order is then always the same."""
    leader, follower = pty.openpty()
    settings = termios.tcgetattr(follower)
    settings[1] &= ~termios.OPOST
    termios.tcsetattr(follower, termios.TCSANOW, settings)
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
    process = subprocess.Popen(arguments, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=follower,
                               stderr=subprocess.PIPE, start_new_session=True)
    os.close(follower)
    collected = {leader: b"", process.stderr.fileno(): b""}
    deadline = time.monotonic() + SECONDS_PER_COMMAND
    with selectors.DefaultSelector() as selector:
        for descriptor in collected:
            selector.register(descriptor, selectors.EVENT_READ)
        while selector.get_map():
            ready = selector.select(max(0, deadline - time.monotonic()))
            if not ready:
                os.killpg(process.pid, signal.SIGKILL)
                collected[process.stderr.fileno()] += f"stopped after {SECONDS_PER_COMMAND} s\n".encode()
                break
            for key, _ in ready:
                try:
                    piece = os.read(key.fd, 65536)
                except OSError as error:        # a terminal whose last writer is gone reads as an error on Linux
                    if error.errno != errno.EIO:
                        raise
                    piece = b""
                collected[key.fd] += piece
                if not piece:
                    selector.unregister(key.fd)
    output, errors = collected[leader], collected[process.stderr.fileno()]
    os.close(leader)
    process.stderr.close()
    return output, errors, process.wait()
