"""Scores translations with an external program, such as COMET or MetricX."""

from __future__ import annotations

import re
import shlex
import subprocess
from dataclasses import replace
from pathlib import Path

from workflow.app.evaluation import TargetFiles
from workflow.errors import ConfigError
from workflow.model import Message, say
from workflow.scoring import Scores

#: The files that a command is told, by the names that stand for them in it.
_FILES = ("source", "output", "reference")
_NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.])")
#: Seconds that a large model may take.
_LONGEST = 6 * 3600


def add(scores: tuple[Scores, ...], files: TargetFiles, commands: tuple[str, ...]) -> list[Scores]:
    """Run commands that score each system's output, and add their scores.

    Args:
        scores: of the outputs in their order, and last of the reference itself.
        files: what was scored.
        commands: each with ``{source}``, ``{output}`` and ``{reference}`` for the files, one
            sentence a line; what it prints last that is a number is the score.

    Raises:
        ConfigError: a command cannot be run, fails, or prints no number.
    """
    outputs = [*(path for _, path in files.outputs), files.references[0]]
    return [
        replace(
            row,
            outside={
                _name(command): _score(command, files.sentences, output, files.references[0])
                for command in commands
            },
        )
        for row, output in zip(scores, outputs, strict=True)
    ]


def _name(command: str) -> str:
    return Path(_words(command)[0]).name


def _words(command: str) -> list[str]:
    try:
        words = shlex.split(command)
    except ValueError as error:
        what = say("is no command ({reason})", reason=Message(str(error)))
        raise ConfigError("--metric", what, say("Mend its quotation marks.")) from None
    if not words:
        raise ConfigError("--metric", say("is empty"), say("Give a command."))
    return words


def _score(command: str, *files: Path) -> float:
    """Run a command on the three files of a system; return its score."""
    places = dict(zip(_FILES, map(str, files), strict=True))
    words = _words(command)
    for name, place in places.items():
        words = [word.replace(f"{{{name}}}", place) for word in words]
    where = f"--metric {_name(command)}"
    try:
        # The command is the user's own, given on the command line; no shell reads it.
        done = subprocess.run(  # noqa: S603
            words, capture_output=True, text=True, check=False, timeout=_LONGEST
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        what = say("cannot be run ({reason})", reason=Message(str(error)))
        raise ConfigError(where, what, say("Install it, or correct the command.")) from None
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
        what = say("fails ({reason})", reason=Message(last))
        raise ConfigError(where, what, say("Try the command by itself."))
    numbers = _NUMBER.findall(done.stdout)
    if not numbers:
        hint = say("The last number on its standard output is taken for the score.")
        raise ConfigError(where, say("prints no number"), hint)
    return float(numbers[-1])
