"""Register the checks, and select them by profile.

Three profiles ask the same checks:

*gate*
    what is cheap to find, certain, and can be mended by asking again: engines correct their drafts
    by it. A gate is a check, or the part of one that is certain, and finds nothing that the check
    of its name does not find.
*check*
    everything: the command line, the review and the published pages.
*repair*
    the fixes of problems that have one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from workflow import plugins
from workflow.errors import ConfigError, WorkflowError, check_fault
from workflow.model import (
    Entry,
    Finding,
    Problem,
    Sentence,
    Severity,
    State,
    TermUse,
    is_pseudo,
    say,
)
from workflow.protocols import Check, DocumentCheck
from workflow.qa.engine_problems import JUDGE
from workflow.qa.problems import placed, warning

#: The code of findings about ``noqa`` comments that silence nothing.
UNUSED = "noqa"
_NOQA = re.compile(r"noqa:\s*(\w[\w-]*(?:\s*,\s*\w[\w-]*)*)", re.IGNORECASE)
#: Gates whose problems make a text no candidate at all.
WRECKS = ("length", "repetition", "script", "untranslated")
#: Checks whose errors readers and lawyers notice first.
_GRAVE = frozenset(
    "date forbidden-form negation number script term-missing terms untranslated".split()
)
#: What errors weigh that a model marks. Source: MQM scoring models (themqm.org), 1, 5 and 25.
_MARKED = {"minor": 1, "major": 5, "critical": 8}
#: Checks in these rooms read a translation as language, which a pseudo-translation is not.
_OF_LANGUAGE = tuple(
    f"workflow.qa.{room}." for room in ("numbers", "meaning", "completeness", "typography")
)
#: One fix may uncover another; more rounds than this only come of fixes that undo each other.
_ROUNDS = 20


def all_checks() -> tuple[Check, ...]:
    """Return every registered check of single sentences, in alphabetical order of their names."""
    return tuple(plugins.load(plugins.CHECKS, name) for name in plugins.names(plugins.CHECKS))


def document_checks() -> tuple[DocumentCheck, ...]:
    """Return every registered check of whole documents, in alphabetical order of their names."""
    group = plugins.DOCUMENT_CHECKS
    return tuple(plugins.load(group, name) for name in plugins.names(group))


@cache
def _gates(only: Sequence[str] = (), without: Sequence[str] = ()) -> tuple[Check, ...]:
    names = only or plugins.names(plugins.GATES)
    return tuple(plugins.load(plugins.GATES, name) for name in names if name not in without)


def gate(
    source: str,
    text: str,
    target: str,
    uses: Sequence[TermUse] = (),
    *,
    without: tuple[str, ...] = (),
) -> tuple[Problem, ...]:
    """Return the problems that an engine should mend in a draft, or leave for a person.

    Args:
        source: the sentence, with placeholders.
        text: its translation into ``target``.
        target: BCP 47 tag.
        uses: the renderings approved here; they may be in any script.
        without: gates that are asked elsewhere.
    """
    return _passed(_gates(without=without), source, text, target, uses)


def wrecked(
    source: str, text: str, target: str, uses: Sequence[TermUse] = ()
) -> tuple[Problem, ...]:
    """Return the problems that make a text no candidate at all; quicker than :func:`gate`.

    It is empty, in the wrong script, of an impossible length, or it repeats itself.
    """
    return _passed(_gates(WRECKS), source, text, target, uses)


def _passed(
    gates: Sequence[Check], source: str, text: str, target: str, uses: Sequence[TermUse]
) -> tuple[Problem, ...]:
    if not text.strip():
        return (Problem("empty", say("there is no translation"), Severity.ERROR),)
    draft = Entry(source, text, State.DRAFT, "machine")
    found = (problem for each in gates for problem in each(draft, target, uses))
    return tuple(dict.fromkeys(replace(problem, fix=None) for problem in found))


def _raise(error: WorkflowError) -> None:
    raise error


def check_entry(
    entry: Entry,
    target: str,
    uses: Sequence[TermUse],
    checks: Sequence[Check],
    tell: Callable[[WorkflowError], object] = _raise,
) -> Iterator[Finding]:
    """Yield what the checks find in one entry.

    Nothing in one that has no text yet, or is carried over from the source as it stands. A draft of
    the ``pseudo`` engine is looked at only for what it keeps: names, markup, links and letters.

    Args:
        entry: the sentence and its translation.
        target: BCP 47 tag of the translation.
        uses: the names in the sentence.
        checks: to be asked.
        tell: is given the error of a check that fails, or yields something else than problems; the
            others go on. Without it the error is raised.
    """
    yield from check_entries([(entry, uses)], target, checks, tell)[0]


def check_entries(
    entries: Sequence[tuple[Entry, Sequence[TermUse]]],
    target: str,
    checks: Sequence[Check],
    tell: Callable[[WorkflowError], object] = _raise,
) -> list[list[Finding]]:
    """Return for each of some entries what :func:`check_entry` finds in it, as that yields it.

    One check after the other looks at all entries: what a check knows is far from a processor when
    twenty others have come between. The arguments are those of :func:`check_entry`, each entry with
    the names in its sentence.
    """
    found: list[list[Finding]] = [[] for _ in entries]
    translated = [each for each in zip(entries, found, strict=True) if _translated(each[0][0])]
    in_language = [each for each in translated if not _is_pseudo(each[0][0])]
    for check in checks:
        for (entry, uses), its in in_language if _reads_language(check) else translated:
            try:
                if problems := list(check(entry, target, uses)):
                    its += [_finding(problem, entry, check) for problem in problems]
            except Exception as error:  # whatever goes wrong in it: it may be another package's
                tell(_fault(f"{entry.path}:{entry.line}", plugins.CHECKS, check, error))
    return found


def _name(group: plugins.Group[Any], check: Check | DocumentCheck) -> str:
    """Return the name under which a check is registered; empty for one that is not."""
    point = plugins.registration(group, check)
    return point.name if point else ""


def _signed(finding: Finding, by: str) -> Finding:
    return replace(finding, by=by) if by else finding


def _fault(
    where: str, group: plugins.Group[Any], check: Check | DocumentCheck, error: Exception
) -> WorkflowError:
    point = plugins.registration(group, check)
    name = point.name if point else getattr(check, "__name__", repr(check))
    module: str = getattr(check, "__module__", type(check).__module__)
    package = point.dist.name if point and point.dist else module.partition(".")[0]
    return check_fault(where, name, package, error)


def _finding(problem: object, entry: Entry, check: Check) -> Finding:
    if isinstance(problem, Finding):
        return _signed(problem, _name(plugins.CHECKS, check))
    if not isinstance(problem, Problem):
        name = getattr(check, "__name__", repr(check))
        raise ConfigError(
            f"{plugins.CHECKS.name} {name!r}",
            say("yields {kind} where a problem is due", kind=type(problem).__name__),
            say("Write it so: {example}", example='yield Problem("name", say("what is wrong"))'),
        )
    return placed(problem, entry, _name(plugins.CHECKS, check))


def check_document(
    sentences: Sequence[Sentence],
    target: str,
    checks: Sequence[DocumentCheck],
    tell: Callable[[WorkflowError], object] = _raise,
) -> Iterator[Finding]:
    """Yield what the checks find in the translated sentences of one document, each once.

    A check that fails is told as by :func:`check_entry`.
    """
    first = {sentence.entry.source: sentence for sentence in reversed(sentences)}
    translated = [
        sentence
        for sentence in sentences
        if _translated(sentence.entry) and first[sentence.entry.source] is sentence
    ]
    in_language = [each for each in translated if not _is_pseudo(each.entry)]
    for check in checks:
        try:
            found = [*check(in_language if _reads_language(check) else translated, target)]
        except Exception as error:  # as in check_entries
            where = sentences[0].entry.path if sentences else target
            tell(_fault(where, plugins.DOCUMENT_CHECKS, check, error))
        else:
            by = _name(plugins.DOCUMENT_CHECKS, check) if found else ""
            yield from (_signed(finding, by) for finding in found)


def _translated(entry: Entry) -> bool:
    return bool(entry.text) and not (entry.origin == "source" and entry.text == entry.source)


def _is_pseudo(entry: Entry) -> bool:
    return entry.state is State.DRAFT and is_pseudo(entry.origin)


def _reads_language(check: Check | DocumentCheck) -> bool:
    return getattr(check, "__module__", "").startswith(_OF_LANGUAGE)


def repaired(entry: Entry, target: str, uses: Sequence[TermUse], checks: Sequence[Check]) -> str:
    """Return the translation after every certain fix that no comment silences.

    A check that fails has no fix; looking for findings tells of it.
    The words of an approved translation are its editor's: there only spaces, punctuation and the
    width of letters are put right.
    """
    for _ in range(_ROUNDS):
        every = check_entry(entry, target, uses, checks, lambda _: None)
        found, _silenced = silence(list(every), [entry])
        fixes = [each.fix for each in found if each.fix]
        if entry.state is State.REVIEWED:
            fixes = [fix for fix in fixes if _letters(fix) == _letters(entry.text)]
        if not fixes:
            break
        entry = replace(entry, text=fixes[0])
    return entry.text


def _letters(text: str) -> list[str]:
    return [letter for letter in unicodedata.normalize("NFKC", text) if letter.isalnum()]


def silence(
    found: Sequence[Finding], entries: Iterable[Entry]
) -> tuple[list[Finding], list[Finding]]:
    """Part findings into those to show and those that a comment ``# noqa: NAME`` silences.

    A comment names what it silences by the findings' own name or by that of their check.

    Args:
        found: findings about the entries.
        entries: with their comments. A name that silences nothing becomes a finding itself, so
            that no comment outlives its reason.

    Returns:
        What to show, and what is silenced.
    """
    asked = {
        (entry.source, name): entry for entry in entries if entry.comments for name in _names(entry)
    }
    if not asked:
        return list(found), []
    shown: list[Finding] = []
    silenced: list[Finding] = []
    used: set[tuple[str, str]] = set()
    for finding in found:
        names = {(finding.source, finding.check), (finding.source, finding.by)} & asked.keys()
        (silenced if names else shown).append(finding)
        used |= names
    shown += [
        placed(
            warning(UNUSED, say("the comment silences nothing: {text}", text=f"noqa: {name}")),
            entry,
        )
        for (source, name), entry in asked.items()
        if (source, name) not in used
    ]
    return shown, silenced


def _names(entry: Entry) -> list[str]:
    found = (match for comment in entry.comments for match in _NOQA.findall(comment))
    return [name.strip() for names in found for name in names.split(",")]


def points(finding: Finding) -> int:
    """Return the weight of a finding in the order in which to read sentences.

    8 for an error that readers and lawyers notice first: names, numbers, dates, negation, another
    script, untranslated text; 5 for another error, 2 for a warning. What a model marks weighs as
    MQM weighs it: 1, 5 and, where MQM has 25, 8.
    """
    if finding.check == JUDGE:
        return _MARKED.get(str(finding.message.values.get("severity")), 1)
    if finding.severity is Severity.WARNING:
        return 2
    return 8 if finding.check in _GRAVE else 5
