"""Keep compiled regular expressions from one command to the next, beside the compiled modules.

A command that looks at one article compiles 1,800 of them, a third of its time. Python keeps what
it makes of modules, but not what it makes of patterns: a list of numbers, which its matcher takes
again in a twentieth of the time. Here it is kept as ``__pycache__`` keeps modules: there, for the
one Python that made it, and not where Python is told to write no such files.

Only patterns that stand in the program are kept, never one that is made of a project's words.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import marshal
import re
import sys
from array import array
from collections.abc import Callable
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from threading import local
from types import FrameType
from typing import Any

import workflow
from workflow.store.files import write_atomic

#: A pattern and its flags, as they are written.
_Key = tuple[str | bytes, int]
#: The arguments with which Python's matcher makes a pattern; its numbers as bytes.
_Made = tuple[str | bytes, int, bytes, int, dict[str, int], tuple[str | None, ...]]
#: What the compiler's numbers are: ``SRE_CODE`` of Python's ``_sre``.
_NUMBER = "I"
#: There are some 3,000; of older versions of the program there may be more.
_MOST = 10_000
#: The room whose functions make patterns of nothing but tables.
_TABLES = "workflow.languages."


class KeptPatterns:
    """The patterns that earlier commands have compiled.

    Args:
        place: the file that holds them.
    """

    def __init__(self, place: Path) -> None:
        self._place = place
        self._known: dict[_Key, _Made] = {}
        self._new: dict[_Key, _Made] = {}
        with suppress(OSError, EOFError, ValueError, TypeError):
            python, known = marshal.loads(place.read_bytes())  # noqa: S302 as Python's own
            self._known = known if python == sys.version else {}

    def compiling(self, compile_: Callable[..., Any], matcher: _Matcher) -> Callable[..., Any]:
        """Return a compiler that takes what is known and remembers what is new.

        Args:
            compile_: Python's own.
            matcher: to which that gives what it has made.
        """

        def compiled(pattern: Any, flags: int = 0) -> Any:
            made = self._known.get((pattern, flags))
            if made:
                return _sre.compile(*made[:2], array(_NUMBER, made[2]).tolist(), *made[3:])
            found = compile_(pattern, flags)
            if matcher.made and _is_own(sys._getframe(1)):
                first, all_flags, numbers, *rest = matcher.made
                code = array(_NUMBER, numbers).tobytes()
                self._new[pattern, flags] = (first, all_flags, code, *rest)
            return found

        return compiled

    def save(self) -> None:
        """Add what is new to the file, if there is any and one may be written."""
        if self._new and not sys.dont_write_bytecode:
            known = self._known if len(self._known) < _MOST else {}
            with suppress(OSError):
                write_atomic(self._place, marshal.dumps((sys.version, known | self._new)))
            self._known, self._new = known | self._new, {}


class _Matcher(local):
    """Python's matcher, as its compiler sees it; remembers what each thread has made last."""

    made: tuple[Any, ...] = ()

    def __getattr__(self, name: str) -> Any:
        return getattr(_sre, name)

    def compile(self, *made: Any) -> Any:
        self.made = made
        return _sre.compile(*made)


def _is_own(frame: FrameType | None) -> bool:
    """Tell whether a pattern is asked for as a module is loaded, or of a language's tables."""
    while frame and frame.f_globals is vars(re):
        frame = frame.f_back
    if not frame or not str(frame.f_globals.get("__name__")).startswith("workflow."):
        return False
    names = frame.f_globals
    if str(names["__name__"]).startswith(_TABLES):
        return True
    while frame and frame.f_globals is names:
        if frame.f_code.co_name == "<module>":
            return True
        frame = frame.f_back
    return False


def keep_patterns() -> KeptPatterns:
    """Take from now on what earlier commands have compiled; nothing where Python is another one."""
    beside = Path(cache_from_source(workflow.__file__))
    kept = KeptPatterns(beside.with_name(f"patterns.{sys.implementation.cache_tag}"))
    with suppress(ImportError):
        from re import _compiler  # type: ignore[attr-defined]

        matcher = _Matcher()
        _compiler._sre = matcher
        _compiler.compile = kept.compiling(_compiler.compile, matcher)
    return kept
