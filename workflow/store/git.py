"""Ask git about a folder, and let it merge the lines of files."""

from __future__ import annotations

import subprocess
from pathlib import Path

#: Seconds to wait for an answer.
_PATIENCE = 30


class NoAnswer(Exception):
    """Git failed or is missing; the message says why in a few words."""


def ask(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Run a git command and return what it prints.

    Args:
        folder: where it is asked.
        arguments: the command and its options.
        given: what it reads.

    Raises:
        NoAnswer: git isn't installed, takes too long, or says no.
    """
    # A repository may come from anywhere: its settings are not to start a program.
    command = ["git", "-C", str(folder), "-c", "core.fsmonitor=false", *arguments]
    try:
        done = subprocess.run(  # noqa: S603
            command, input=given, capture_output=True, timeout=_PATIENCE, check=False
        )
    except FileNotFoundError:
        raise NoAnswer("git is not installed") from None
    except OSError as error:
        raise NoAnswer(f"git cannot be started ({error.strerror})") from error
    except subprocess.TimeoutExpired:
        raise NoAnswer(f"git gave no answer within {_PATIENCE} seconds") from None
    if done.returncode:
        said = _reason(done.stderr.decode(errors="replace"))
        raise NoAnswer(said or f"git {arguments[0]} failed")
    return done.stdout


def _reason(said: str) -> str:
    r"""Return the line of git's output that says why it failed, or its last line.

    >>> _reason("warning: slow\nfatal: not a git repository\nStopping at filesystem boundary.")
    'fatal: not a git repository'
    """
    lines = said.strip().split("\n")
    return next((line for line in lines if line.startswith("fatal: ")), lines[-1])


def merged_lines(base: Path, ours: Path, theirs: Path) -> bytes:
    """Merge the lines of three files with git, leaving marks at conflicts.

    Raises:
        OSError: git cannot be started.
    """
    files = (str(each) for each in (ours, base, theirs))
    command = ["git", "merge-file", "-p", *files]
    return subprocess.run(command, capture_output=True, check=False).stdout  # noqa: S603


def user(folder: Path) -> str:
    """Return ``Name <address>`` as git would sign a commit here; empty if it is not set."""
    name, address = _setting(folder, "user.name"), _setting(folder, "user.email")
    return f"{name} <{address}>" if name and address else name or address


def _setting(folder: Path, key: str) -> str:
    try:
        return ask(folder, "config", "--get", key).decode(errors="replace").strip()
    except NoAnswer:
        return ""
