"""Find doubtful rows of a glossary."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import suppress

from workflow.errors import ConfigError, GlossaryError
from workflow.glossary import term_forms
from workflow.glossary.row import Column
from workflow.glossary.termbase import Glossary
from workflow.languages import language, pack
from workflow.languages.codes import meant_by
from workflow.languages.names import countries
from workflow.languages.scripts import CALLED, LETTERS
from workflow.model import Finding, Message, Severity, Term, TermForms, TermType, say

_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
#: Marks that people put between names where ``|`` belongs.
_SEPARATORS = ";；、，｜"
#: A mark that no name contains, so that it is reported in every column.
_FULL_WIDTH_BAR = "｜"
_COLUMN_PARTS = ("later", "aliases", "reading", "forbidden", "surname")


def lint(
    glossary: Glossary, used: Collection[str] = (), targets: Collection[str] = ()
) -> tuple[Finding, ...]:
    """Find doubtful rows of a glossary, in the order of its files.

    Args:
        glossary: as loaded.
        used: ids of rows that stand in the project's documents; those still under review are told.
        targets: the languages of which at least one row should have a name.

    Returns:
        Findings of the checks ``row``, ``name-shared``, ``forbidden-target``,
        ``forbidden-elsewhere``, ``language-missing``, ``script``, ``reading``, ``one-letter``,
        ``separator``, ``column`` and ``under-review``; ``row`` is an error for each row that could
        not be used.
    """
    terms = glossary.terms
    found = [*map(_of_error, glossary.errors), *_shared(terms), *_circular(terms), *_columns(terms)]
    found += _unnamed(terms, targets)
    languages = _languages(terms)
    right = _right_forms(terms)
    for term in terms:
        found += _missing(term, languages)
        for tag, forms in term.forms.items():
            found += _forms(term, tag, forms)
            found += _forbidden(term, tag, forms, right)
        if term.id in used and not term.approved:
            found.append(_finding("under-review", term, say("is used but still under review")))
    return tuple(sorted(found, key=lambda finding: (finding.path, finding.line)))


def _finding(
    check: str, term: Term, fault: Message, severity: Severity = Severity.WARNING
) -> Finding:
    message = say("row {row} {fault}", row=repr(term.id), fault=fault)
    return Finding(f"glossary-{check}", severity, term.path, term.line, message)


def _of_error(error: GlossaryError) -> Finding:
    path, _, line = error.where.rpartition(":")
    message = say("{what}. {hint}", what=error.what, hint=error.hint)
    return Finding("glossary-row", Severity.ERROR, path, int(line), message)


def _column(tag: str) -> str:
    return language(tag).column


def _languages(terms: Collection[Term]) -> list[str]:
    """Return the languages that at least half of the rows have."""
    count: dict[str, int] = defaultdict(int)
    for term in terms:
        for tag, forms in term.forms.items():
            count[tag] += bool(forms.first)
    return [tag for tag, rows in count.items() if rows * 2 >= len(terms)]


def _unnamed(terms: Collection[Term], targets: Collection[str]) -> Iterator[Finding]:
    """Find target languages in which no row has a name, as after a column was deleted."""
    for tag in targets:
        if terms and not any(term_forms.of(each, tag).first for each in terms):
            what = say(
                "no row has a name in the column {column}, a target language", column=_column(tag)
            )
            path = next(iter(terms)).path
            yield Finding("glossary-language-missing", Severity.WARNING, path, 1, what)


def _missing(term: Term, languages: Collection[str]) -> Iterator[Finding]:
    for tag in languages:
        if not term_forms.of(term, tag).first:
            empty = say("column {column}: is empty", column=_column(tag))
            yield _finding("language-missing", term, empty)


def _shared(terms: Collection[Term]) -> Iterator[Finding]:
    """Find rows that share a name and not its rendering: a mention of it is ambiguous."""
    owners: dict[tuple[str, str, bool], list[Term]] = defaultdict(list)
    for term in terms:
        for tag, forms in term.forms.items():
            own = {_folded(forms.first, term), _folded(term_forms.bare(forms.first), term)}
            others = {_folded(alias, term) for alias in forms.aliases} - own
            for name, is_own in (*((one, True) for one in own), *((one, False) for one in others)):
                if name:
                    owners[tag, name, is_own].append(term)
    for (tag, name, is_own), rows in owners.items():
        if not is_own and (tag, name, True) in owners:
            continue
        same = [term for term in rows if term.type is not TermType.ABBR] or rows
        for term in same[1:]:
            if not _same_elsewhere(term, same[0], tag):
                what = say(
                    "column {column}: {name} is also in row {row}, which is rendered otherwise",
                    column=_column(tag),
                    name=repr(name),
                    row=repr(same[0].id),
                )
                yield _finding("name-shared", term, what)


def _circular(terms: Collection[Term]) -> Iterator[Finding]:
    """Find rows that have each other's names as aliases: the name counts, the alias never."""
    owners: dict[tuple[str, str], Term] = {}
    for term in terms:
        for tag, forms in term.forms.items():
            owners.setdefault((tag, _folded(forms.first, term)), term)
    for term in terms:
        for tag, forms in term.forms.items():
            for alias in forms.aliases:
                other = owners.get((tag, _folded(alias, term)), term)
                if other is not term and forms.first in term_forms.of(other, tag).aliases:
                    what = say(
                        "column {column}: {name} is the name of row {row}, whose alias is this "
                        "row's name",
                        column=f"{_column(tag)}_aliases",
                        name=repr(alias),
                        row=repr(other.id),
                    )
                    yield _finding("name-shared", term, what)


def _same_elsewhere(one: Term, other: Term, tag: str) -> bool:
    """Tell whether two rows that share a name in ``tag`` are rendered alike everywhere else."""
    tags = {*one.forms, *other.forms} - {tag}
    return all(term_forms.of(one, t).first == term_forms.of(other, t).first for t in tags)


def _folded(name: str, term: Term) -> str:
    return name if term.match_case else name.casefold()


def _right_forms(terms: Collection[Term]) -> dict[str, dict[str, str]]:
    """Return, by language, every first and later form and the id of its row."""
    right: dict[str, dict[str, str]] = defaultdict(dict)
    for term in terms:
        for tag, forms in term.forms.items():
            for form in (forms.first, term_forms.later(term, tag)):
                right[tag].setdefault(form, term.id)
    return right


def _forbidden(
    term: Term, tag: str, forms: TermForms, right: dict[str, dict[str, str]]
) -> Iterator[Finding]:
    own = term_forms.variants(term, tag)
    for form in forms.forbidden:
        place = {"column": f"{_column(tag)}_forbidden", "form": repr(form)}
        if form in own:
            what = say("column {column}: {form} is also a right rendering of the row", **place)
            yield _finding("forbidden-target", term, what, Severity.ERROR)
        elif form in right[tag]:
            place["row"] = repr(right[tag][form])
            what = say("column {column}: {form} is the right rendering of row {row}", **place)
            yield _finding("forbidden-elsewhere", term, what)


def _forms(term: Term, tag: str, forms: TermForms) -> Iterator[Finding]:
    for part, form in (
        *(("", form) for form in (forms.first, forms.later) if _FULL_WIDTH_BAR in form),
        *(("_aliases", form) for form in forms.aliases),
        *(("_forbidden", form) for form in forms.forbidden),
    ):
        if mark := _parted(form, forms.first if part else ""):
            what = say(
                "column {column}: {form} is taken for one name; put | between several, not {mark}",
                column=f"{_column(tag)}{part}",
                form=repr(form),
                mark=mark,
            )
            yield _finding("separator", term, what)
    for form in (forms.first, forms.later, *forms.aliases):
        place = {"column": _column(tag), "form": repr(form)}
        if len(form) == 1:
            short = say("column {column}: {form} is too short to be found", **place)
            yield _finding("one-letter", term, short)
        if stray := _stray(tag, form):
            what = say("column {column}: {form} has {letters}", letters=stray, **place)
            yield _finding("script", term, what, Severity.ERROR)
    if pack(tag).particles.agreeing:
        yield from _reading(term, tag, forms)


def _parted(form: str, name: str) -> str:
    """Return the mark that seems to separate several names, unless the row's own name has it."""
    marks = (mark for mark in _SEPARATORS if mark in form and mark not in name)
    return next((mark for mark in marks if all(map(str.strip, form.split(mark)))), "")


def _stray(tag: str, form: str) -> Message | None:
    """Return the script that has no place in a form of a language, if any."""
    known = pack(tag)
    text = _BRACKETED.sub("", form) if known.phrases.glosses else form
    foreign = (name for name in known.writing.foreign if LETTERS[name].search(text))
    return next((CALLED[name] for name in foreign), None)


def _reading(term: Term, tag: str, forms: TermForms) -> Iterator[Finding]:
    """Find readings that are missing, or that nobody can read."""
    column, script = f"{_column(tag)}_reading", pack(tag).writing.scripts[0]
    odd = [char for char in forms.reading if char != " " and not LETTERS[script].match(char)]
    if odd:
        what = say(
            "column {column}: {form} is not written in {script}",
            column=column,
            form=repr(forms.reading),
            script=script,
        )
        yield _finding("reading", term, what, Severity.ERROR)
    for form in dict.fromkeys((forms.first, term_forms.later(term, tag))):
        if form and not pack(tag).particles.is_readable(form, forms.reading):
            what = say(
                "column {column}: is empty, so particles after {form} cannot be checked",
                column=column,
                form=repr(form),
            )
            yield _finding("reading", term, what)


def _columns(terms: Collection[Term]) -> Iterator[Finding]:
    """Find columns that look like a misspelt one; other unknown columns are fine."""
    seen: set[str] = set()
    for term in terms:
        for name in term.extra:
            meant = _meant(name)
            if name in seen or not meant:
                continue
            seen.add(name)
            what = say(
                "column {column}: is not known; did you mean {name}?", column=name, name=meant
            )
            yield _finding("column", term, what)


def _meant(name: str) -> str:
    """Return the column that an unknown one was probably to be: ``kr``, ``ko_alias``."""
    prefix, _, part = name.partition("_")
    if part.casefold() in ("hans", "hant") or countries.speaks(part, prefix):
        with suppress(ConfigError):
            return language(f"{prefix}-{part}").column  # zh_CN
    tag = meant_by(prefix)
    column = _column(tag) if tag else prefix
    if not tag and not Column.named(prefix).language:
        return ""
    close = difflib.get_close_matches(part, _COLUMN_PARTS, 1)
    if part and not close:
        return ""
    meant = f"{column}_{close[0]}" if part else column
    return "" if meant == name else meant
