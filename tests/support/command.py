"""Runs the ``workflow`` command inside the test's own process."""

from __future__ import annotations

import contextlib
import io
import json
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from workflow.cli import main


def listen_to_signals() -> None:
    """Be stoppable in a child process, also where the tests run in the background or with nohup."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@dataclass(frozen=True)
class Result:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as the one JSON document it must be."""
        return json.loads(self.out)


def workflow(*arguments: object, project: Path | None = None) -> Result:
    """Runs ``workflow ARGUMENTS``, in ``project`` when given."""
    place = ["-C", str(project)] if project else []
    words = ["workflow", *place, *(str(argument) for argument in arguments)]
    out, err = io.StringIO(), io.StringIO()
    code = 0
    with (
        mock.patch.object(sys, "argv", words),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
    return Result(code, out.getvalue(), err.getvalue())
