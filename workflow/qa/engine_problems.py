"""Define problems that only an engine, ``align`` or a judging model can know.

Everything else that an engine reports of its draft the checks find again, in the text as it is now.
These they cannot find, so each is read back from its comment in the PO file: the code tells which
templates it may be made of, and with the template it can be shown in the reader's language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from workflow.model import Entry, ErrorSpan, Finding, Message, Problem, say
from workflow.qa.problems import placed, warning

_SAID = re.compile(r"(?P<code>[a-z][a-z-]*): (?P<words>.+)", re.DOTALL)
#: The name of the findings.
JUDGE = "judge"


@dataclass(frozen=True, slots=True)
class ProblemTemplate:
    """A problem without its values; call it with them to make the problem."""

    code: str
    template: str

    def __call__(self, **values: object) -> Problem:
        """Make the problem, with the values filled into the template."""
        return Problem(self.code, Message(self.template, values))


#: A draft by the ``pseudo`` engine.
PSEUDO = ProblemTemplate("pseudo", say("this is not a translation"))
CUT_OFF = ProblemTemplate("length", say("the reply was cut off"))
PARAGRAPHS = ProblemTemplate(
    "remark", say("the reply had several paragraphs: is all of this the translation?")
)
NO_ANSWER = ProblemTemplate("no-answer", say("there is no translation: {reason}"))
CRITIQUE = ProblemTemplate("critique", say("{severity} error, {category}: {text}"))
IN_PARTS = ProblemTemplate("length", say("a long sentence, translated in {n} parts"))
#: Placeholders that an engine has lost, or whose place it cannot know.
PUT_BACK = ProblemTemplate("markup", say("put back by position, check its place"))
GUESSED = ProblemTemplate("markup", say("the place of {mark} is a guess"))
#: Names that did not come by themselves.
FORCED = ProblemTemplate(
    "term-forced", say("a name had to be forced into the sentence; read it with care")
)
REPLACED = ProblemTemplate("term-forced", say("{old} → {new}"))
#: A service's answer does not mention the glossary it was given.
GLOSSARY_LEFT_OUT = ProblemTemplate(
    "glossary", say("the service did not apply the glossary {name}: check the names")
)
MISHEARD = ProblemTemplate("term-phonetic-repair", say("{old} → {new}"))
CHANGED = ProblemTemplate("term-changed", say("{text}"))
#: A decoy that was left over, and a name that runs into its neighbours.
DECOY = ProblemTemplate("carrier", say("{name} is left over"))
LEFT = ProblemTemplate("structure", say("{text} left over"))
DOUBLED = ProblemTemplate("structure", say("{text} doubled"))
ADJOINING = ProblemTemplate("structure", say("{text} stands right after another name"))
GLUED_BEFORE = ProblemTemplate("structure", say("{name} is glued to the word before it"))
GLUED_AFTER = ProblemTemplate("structure", say("{name} is glued to the word after it"))
JOINED = ProblemTemplate("structure", say("{name} is joined to another name"))
COUNTED = ProblemTemplate("structure", say("{name} is followed by {text}, which counts"))
#: Why ``align`` is not sure of a translation.
UNRELATED = ProblemTemplate(
    "align", say("the two texts have little in common: is this the right translation?")
)
AS_ONE = ProblemTemplate("align", say("{n} sentences are translated as one"))
UNSURE = ProblemTemplate("align", say("the two may not belong together ({share} sure)"))
UNLIKE = ProblemTemplate("align", say("the two have little in common"))
NUMBERS = ProblemTemplate("align", say("numbers are missing: {values}"))
SHARED = ProblemTemplate("align", say("this text also translates {text}"))


@cache
def _templates() -> Mapping[str, tuple[ProblemTemplate, ...]]:
    """Return the templates by their codes, those that say most by themselves first."""
    templates = [each for each in globals().values() if isinstance(each, ProblemTemplate)]
    templates.sort(key=lambda template: -len(template.template))
    return {
        code: tuple(each for each in templates if each.code == code)
        for code in {each.code for each in templates}
    }


def is_engine_problem(problem: Problem) -> bool:
    """Tell whether a problem is one of these, which no check can find again."""
    known = _templates().get(problem.code, ())
    return any(problem.message.template == template.template for template in known)


@lru_cache(maxsize=1024)
def remembered(line: str) -> Problem:
    """Read a problem that a PO file holds as ``CODE: words``; other lines become its words.

    Kept, since an engine says the same of many sentences.

    >>> remembered("length: a long sentence, translated in 2 parts").message.values
    {'n': '2'}
    """
    found = _SAID.fullmatch(line)
    if not found:
        return Problem("", Message(line))
    for template in _templates().get(found["code"], ()):
        if message := Message.read(template.template, found["words"]):
            return Problem(template.code, message)
    return Problem(found["code"], Message(found["words"]))


def judged(entry: Entry, spans: Iterable[ErrorSpan]) -> Iterator[Finding]:
    """Yield what a model marked in a translation, each where its words stand if that is one place.

    A model is often wrong, so that it is a warning whatever the model calls it; what it does not
    show in the texts is passed over.

    Source: MQM (themqm.org): categories, severities and spans.

    >>> entry = Entry("Trade grew 38-fold.", "교역이 28배로 늘었다.")
    >>> [found] = judged(entry, [ErrorSpan("28배", "accuracy", "major", "38", "38-fold")])
    >>> found.message, found.span
    ('major error, accuracy: 28배 – 38', (4, 7))
    """
    for span in dict.fromkeys(spans):
        if span.is_shown(entry.source, entry.text):
            start = entry.text.find(span.words) if entry.text.count(span.words) == 1 else -1
            place = (start, start + len(span.words)) if span.words and start >= 0 else None
            yield placed(replace(warning(JUDGE, span.message), span=place), entry)
