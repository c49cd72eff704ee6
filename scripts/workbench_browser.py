"""A workbench with a browser before it, for the scripts that test, measure and show its page.

The browser is Debian's chromium; what drives it is installed into an environment below .build, made when it is first
needed. Articles and packs are made here, so that nothing depends on files elsewhere.
"""

import contextlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ASSAY = Path(os.environ.get("ASSAY", ROOT / ".build/run/assay")).absolute()
# Exact versions, so that a run sees the same today and in a year.
PACKAGES = ["playwright==1.65.2", "greenlet==3.5.6", "axe-playwright-python==0.1.8", "pillow==13.0.0"]
BROWSERS = ["chromium", "chromium-browser", "google-chrome"]
# Read the page from a folder instead of from the binary, while one works on it.
PAGE_FOLDER = os.environ.get("ASSAY_PAGE_FOLDER")

RULES = """extract "said" {
  doc   = "A source says something in quotation marks.",
  match = [[ source:(DET NOUN) cue:said content:<quotation> ]],
}

score "has-figure" {
  doc     = "A content with a figure can be checked.",
  on      = "claim",
  scale   = "worth",
  match   = contains "<figure>",
  points  = 1.5,
  because = "gives a figure: “{match}”",
}
"""

MANIFEST = {
    "name": "desk/floods", "version": "1.0.0", "title": "Floods and what they took", "license": "CC0-1.0",
}


def in_environment():
    """Goes on under the Python of the environment with the packages above; returns when it already is."""
    if not ASSAY.exists():
        print(f"assay: no program {ASSAY}\n  help: scripts/assay --version builds it; ASSAY=PATH names another one",
              file=sys.stderr)
        sys.exit(2)
    home = ROOT / ".build" / "browser"
    python = home / "bin" / "python"
    if Path(sys.prefix).resolve() == home.resolve():
        return
    if subprocess.run([ROOT / "scripts" / "setup", "browser"], stdin=subprocess.DEVNULL).returncode != 0:
        sys.exit(2)
    # The mark names what is installed and is written last: half an environment is made again.
    mark = home / "installed"
    wanted = "\n".join(PACKAGES)
    if not mark.exists() or mark.read_text() != wanted:
        print(f"assay: installing into {home.relative_to(ROOT)}: {' '.join(PACKAGES)}", file=sys.stderr, flush=True)
        venv.create(home, clear=True, with_pip=True)
        command = [python, "-m", "pip", "--disable-pip-version-check", "--no-input", "-q", "install", *PACKAGES]
        if subprocess.run(command, stdin=subprocess.DEVNULL).returncode != 0:
            sys.exit(2)
        mark.write_text(wanted)
    os.execv(python, [python, *sys.argv])


def write_pack(folder, rules=RULES):
    """A pack of one file of rules."""
    (folder / "rules").mkdir(parents=True)
    listed = [{"id": name, "kind": kind, "title": name} for kind, name in re.findall(r'^(extract|score) "([a-z-]+)"', rules, re.M)]
    (folder / "pack.json").write_text(json.dumps(MANIFEST | {"rules": listed}, indent=2) + "\n", encoding="utf-8")
    (folder / "rules" / "floods.lua").write_text(rules, encoding="utf-8")
    return folder


PEOPLE = ["mayor", "warden", "engineer", "minister", "farmer", "clerk", "driver", "teacher"]
LOSSES = ["houses", "boats", "sheep", "bridges", "barns"]
PLACES = ["Arle", "Porthen", "Tolland", "Cray", "Sandholm", "Pell"]


def articles(count, seed, claims=4):
    """Invented articles as dictionaries, each with so many claims that the rules above find."""
    pick = random.Random(seed)
    for number in range(count):
        said = [
            f"The {pick.choice(PEOPLE)} said “the flood took {pick.randint(2, 900)} {pick.choice(LOSSES)} in "
            f"{pick.choice(PLACES)}”." if pick.random() < 0.6 else
            f"The {pick.choice(PEOPLE)} said “it is quiet in {pick.choice(PLACES)}”."
            for _ in range(claims)]
        yield {"id": f"flood-{number:05}", "title": f"Water in {pick.choice(PLACES)}, report {number}",
               "outlet": "The Daily Ford", "published": f"2025-03-{number % 28 + 1:02}",
               "text": "\n\n".join(" ".join(said[at:at + 2]) for at in range(0, claims, 2))}


def write_articles(path, *values, **names):
    with open(path, "w", encoding="utf-8") as file:
        for article in articles(*values, **names):
            file.write(json.dumps(article, ensure_ascii=False) + "\n")
    return path


class Server:
    """`assay serve` in a folder; `address` is what it printed."""

    def __init__(self, folder, *words):
        command = [ASSAY, "serve", "--no-open", *map(str, words)]
        if PAGE_FOLDER:
            command += ["--page-folder", PAGE_FOLDER]
        self.errors = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self.errors, text=True)
        self.address = self.process.stdout.readline().strip()
        if not self.address:
            self.close()
            raise RuntimeError(f"no address printed: {self.said()}")

    def said(self):
        self.errors.seek(0)
        return self.errors.read()

    def close(self):
        """Ends it as Ctrl-C does; its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            status = self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            status = self.process.wait()
        self.process.stdout.close()
        return status


@contextlib.contextmanager
def server(folder, *words):
    running = Server(folder, *words)
    try:
        yield running
    finally:
        running.close()
        running.errors.close()


@contextlib.contextmanager
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # Chromium's own sandbox needs what containers and root do not give.
        options = ["--no-sandbox"] if os.geteuid() == 0 or os.environ.get("CI") else []
        chromium = playwright.chromium.launch(executable_path=next(filter(None, map(shutil.which, BROWSERS))), args=options)
        try:
            yield chromium
        finally:
            chromium.close()


def until(condition, what, seconds=60):
    """Asks again and again until something holds; for what no element of a page shows."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"not within {seconds} seconds: {what}")
        time.sleep(0.05)
