"""What only an engine or ``align`` can know, told once and kept in the PO file.

Everything else that an engine says about its draft the checks find out again, in the text as it is
now. A note cannot be found out again, so it is read back from its comment: its code tells which
notes it may be, and it is told in the reader's language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from workflow.model import Message, Problem, say

_SAID = re.compile(r"(?P<code>[a-z][a-z-]*): (?P<words>.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Note:
    """Something to say with a code; called with the values of its template, it is a problem."""

    code: str
    template: str

    def __call__(self, **values: object) -> Problem:
        """Return the problem."""
        return Problem(self.code, Message(self.template, values))


#: A draft by the ``pseudo`` engine.
PSEUDO = Note("pseudo", say("this is not a translation"))
CUT_OFF = Note("length", say("the reply was cut off"))
IN_PARTS = Note("length", say("a long sentence, translated in {n} parts"))
#: Placeholders that an engine has lost, or whose place it cannot know.
PUT_BACK = Note("markup", say("put back by position, check its place"))
GUESSED = Note("markup", say("the place of {mark} is a guess"))
#: Names that did not come by themselves.
FORCED = Note("term-forced", say("a name had to be forced into the sentence; read it with care"))
REPLACED = Note("term-forced", say("{old} → {new}"))
MISHEARD = Note("term-phonetic-repair", say("{old} → {new}"))
CHANGED = Note("term-changed", say("{text}"))
#: What is left of a decoy name, and names that run into what stands beside them.
DECOY = Note("carrier", say("{name} is left over"))
LEFT = Note("structure", say("{text} left over"))
DOUBLED = Note("structure", say("{text} doubled"))
ADJOINING = Note("structure", say("{text} stands right after another name"))
GLUED_BEFORE = Note("structure", say("{name} is glued to the word before it"))
GLUED_AFTER = Note("structure", say("{name} is glued to the word after it"))
JOINED = Note("structure", say("{name} is joined to another name"))
COUNTED = Note("structure", say("{name} is followed by {text}, which counts"))
#: Why ``align`` is not sure of a translation.
UNRELATED = Note(
    "align", say("the two texts have little in common: is this the right translation?")
)
AS_ONE = Note("align", say("{n} sentences are translated as one"))
UNSURE = Note("align", say("the two may not belong together ({share} sure)"))
UNLIKE = Note("align", say("the two have little in common"))
NUMBERS = Note("align", say("numbers are missing: {values}"))
SHARED = Note("align", say("this text also translates {text}"))


@cache
def _notes() -> Mapping[str, tuple[Note, ...]]:
    """Return all notes by their codes, those that say most by themselves first."""
    notes = [each for each in globals().values() if isinstance(each, Note)]
    notes.sort(key=lambda note: -len(note.template))
    return {code: tuple(n for n in notes if n.code == code) for code in {n.code for n in notes}}


def is_note(problem: Problem) -> bool:
    """Tell whether a problem is one that no check can find out again."""
    known = _notes().get(problem.code, ())
    return any(problem.message.template == note.template for note in known)


def remembered(line: str) -> Problem:
    """Return the problem that a PO file holds as ``CODE: words``.

    >>> remembered("length: a long sentence, translated in 2 parts").message.values
    {'n': '2'}
    """
    found = _SAID.fullmatch(line)
    if not found:
        return Problem("", Message(line))
    for note in _notes().get(found["code"], ()):
        if message := Message.read(note.template, found["words"]):
            return Problem(note.code, message)
    return Problem(found["code"], Message(found["words"]))
