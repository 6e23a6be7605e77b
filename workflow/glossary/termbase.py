"""Hold the glossary of a project: its terms, and which rendering each mention gets."""

from __future__ import annotations

import hashlib
import os
import re
import shlex
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from workflow.errors import ConfigError, GlossaryError
from workflow.glossary import table, term_forms
from workflow.glossary.choosing import RUNNING, RenderingChooser
from workflow.glossary.composites import Mention, mentions_in
from workflow.glossary.matcher import Hit, Matcher
from workflow.glossary.parts import Families, SourceSentence, given_names, proven
from workflow.glossary.people import Cast
from workflow.glossary.spellings import spellings
from workflow.languages import pack
from workflow.model import UNTRANSLATED, Document, Project, Segment, Term, TermType, TermUse, say
from workflow.store import git

#: Tables that people put into the folder, and that are no glossary there.
_OTHER_TABLES = frozenset({".ods", ".tbx", ".tsv", ".xls", ".xlsx"})


@dataclass(frozen=True, slots=True)
class _Named:
    """Who and what a document names.

    Attributes:
        document: the document.
        skipped: the language whose sentences are left out, since they are translated no more.
        families: by language, its persons by family name.
        meant: the mentions in each of its segments.
    """

    document: Document
    skipped: str
    families: Mapping[str, Families]
    meant: Sequence[Sequence[Mention]]


class Glossary:
    """Terms, the errors of rows that could not be used, and the search over both.

    Attributes:
        terms: the rows that work, in the order of the files.
        errors: one for each row that does not; it is left out.
    """

    def __init__(
        self,
        terms: Iterable[Term] = (),
        errors: Iterable[GlossaryError] = (),
        styles: Mapping[str, str] | None = None,
    ) -> None:
        self.terms = tuple(terms)
        self.errors = tuple(errors)
        self._styles = dict(styles or {})
        self._matchers: dict[str, Matcher] = {}
        self._full_names: dict[str, Mapping[str, tuple[str, ...]]] = {}
        self._spelled: dict[str, Mapping[str, tuple[str, ...]]] = {}
        self._last: _Named | None = None

    def __reduce__(self) -> tuple[type[Glossary], tuple[object, ...]]:
        """Pickle without the caches that are built on first use."""
        return Glossary, (self.terms, self.errors, self._styles)

    def __len__(self) -> int:
        return len(self.terms)

    def uses(self, document: Document, target: str) -> tuple[tuple[TermUse, ...], ...]:
        """Return the mentions in each segment of ``document`` and the rendering each must get.

        Args:
            document: with its segments.
            target: BCP 47 tag of the translation.

        Returns:
            One tuple for each segment, in order; within it uses in order of place, never
            overlapping. Nothing for what is carried over or is in the target language already. A
            use whose ``rendering`` is empty is ambiguous: nothing is required, but a person has
            to look.
        """
        named = self._named(document, target)
        if not any(named.meant):
            return ((),) * len(document.segments)
        later, surnames = (
            _shared(named.families, target, form) for form in (term_forms.later, term_forms.surname)
        )
        chooser = RenderingChooser(
            target, self._styles, later, self._rivals(target), surnames, self._bodies(target)
        )
        return tuple(
            chooser.choose(segment.text, each, segment.kind)
            for segment, each in zip(document.segments, named.meant, strict=True)
        )

    def _named(self, document: Document, target: str) -> _Named:
        """Return who and what a document names; kept, since the next language asks for the same."""
        spoken = {_language(segment, document) for segment in document.segments}
        kept, skipped = self._last, target if target in spoken else ""
        if kept is None or kept.document is not document or kept.skipped != skipped:
            hits = [self._hits(segment, document, skipped) for segment in document.segments]
            families, meant = _meant(document, hits) if any(hits) else ({}, ())
            kept = self._last = _Named(document, skipped, families, meant)
        return kept

    def _rivals(self, target: str) -> Mapping[str, tuple[str, ...]]:
        """Return full names of persons in a language by their last word, which others may share."""
        if target not in self._full_names:
            found: dict[str, tuple[str, ...]] = {}
            for term in self.terms:
                full = term_forms.bare(term_forms.of(term, target).first)
                if term.type is TermType.PERSON and (" " in full or "·" in full):
                    last = re.split("[ ·]", full)[-1]
                    found[last] = (*found.get(last, ()), full)
            self._full_names[target] = found
        return self._full_names[target]

    def _bodies(self, target: str) -> Mapping[str, tuple[str, ...]]:
        """Return what bodies may be called by the abbreviation in brackets of their rows: KEF."""
        if target not in self._spelled:
            self._spelled[target] = {
                short: term_forms.variants(term, target)
                for term in self.terms
                if term.type is TermType.ORG
                for short in (term_forms.bracketed(own.first) for own in term.forms.values())
            }
        return self._spelled[target]

    def find(self, text: str, language: str) -> list[Hit]:
        """Find every name of ``language`` in ``text``, overlapping ones too."""
        return [hit for hit in self.matcher(language).find(text) if not hit.is_adjective]

    def mentions(self, text: str, language: str) -> list[Mention]:
        """Find the mentions in one sentence by itself, so without bare surnames."""
        hits = self.matcher(language).find(text)
        return mentions_in(SourceSentence(text, pack(language)), hits, {})

    def matcher(self, language: str) -> Matcher:
        """Return the matcher for all names of a language, built on first use."""
        if language not in self._matchers:
            self._matchers[language] = Matcher(
                spellings(self.terms, language), pack(language).names
            )
        return self._matchers[language]

    def _hits(self, segment: Segment, document: Document, skipped: str) -> list[Hit]:
        """Find the names in a segment, unless it stays untranslated."""
        spoken = _language(segment, document)
        if segment.kind in UNTRANSLATED or spoken == skipped:
            return []
        found = self.matcher(spoken).find(segment.text)
        if any(hit.type is TermType.TITLE for hit in found):
            return found
        return [hit for hit in found if not hit.is_adjective]


def _meant(
    document: Document, hits: Sequence[Sequence[Hit]]
) -> tuple[Mapping[str, Families], Sequence[Sequence[Mention]]]:
    """Return the persons of a document by family name, and the mentions in each segment."""
    families = _families(document, hits)
    sentences = _sentences(document, hits)
    found = [
        mentions_in(sentence, each, families.get(sentence.language.subtag, {}))
        for sentence, each in zip(sentences, hits, strict=True)
    ]
    return families, Cast.of(sentences, found, families).meant(sentences, found)


def _families(
    document: Document, hits: Sequence[Sequence[Hit]]
) -> dict[str, dict[str, tuple[Term, ...]]]:
    """Return, by language, the persons whose full names stand in a document, by family name."""
    persons = {one.id: one for found in hits for hit in found for one in hit.persons}
    spoken = {_language(segment, document) for segment in document.segments}
    families: dict[str, dict[str, tuple[Term, ...]]] = {}
    for language in spoken if persons else ():
        known = families.setdefault(pack(language).subtag, {})
        for person in persons.values():
            for surname in term_forms.surnames(person, language):
                known[surname] = (*known.get(surname, ()), person)
    return families


def _sentences(document: Document, hits: Sequence[Sequence[Hit]]) -> list[SourceSentence]:
    """Return the sentences of a document, with what it shows to be names."""
    plain = [
        SourceSentence(
            segment.text, pack(_language(segment, document)), segment.kind not in RUNNING
        )
        for segment in document.segments
    ]
    certain, given = proven(plain, hits), given_names(plain, hits)
    known = certain or given
    return [replace(one, proven=certain, given=given) for one in plain] if known else plain


def _shared(
    families: Mapping[str, Families], target: str, form_of: Callable[[Term, str], str]
) -> frozenset[str]:
    """Return the forms of a kind that several of a document's persons have in a language."""
    persons = {
        term.id: term for known in families.values() for each in known.values() for term in each
    }
    counted = Counter(form_of(person, target) for person in persons.values())
    return frozenset(form for form, number in counted.items() if form and number > 1)


def _language(segment: Segment, document: Document) -> str:
    return segment.language or document.language or "en"


def tables(project: Project) -> list[Path]:
    """Find the tables of a project's glossary: every ``*.csv``, or ``*.CSV``, in its folder."""
    return [path for path in sorted(project.glossary.glob("*")) if _is_table(path.name)]


def _is_table(name: str) -> bool:
    """Tell a table from what programs keep beside it while it is open (``~$terms.csv``)."""
    return name.lower().endswith(".csv") and name[0] not in ".~"


def unread(project: Project) -> Iterator[GlossaryError]:
    """Yield what to tell of tables in the glossary folder that are no CSV, and not one as well."""
    for path in sorted(project.glossary.glob("*")):
        known = path.suffix.lower() in _OTHER_TABLES and path.name[0] not in ".~"
        if known and not path.with_suffix(".csv").exists():
            where = project.where(path)
            hint = say("Save it as “CSV UTF-8”, or run: {command}",
                       command=f"workflow glossary import {shlex.quote(where)}")  # fmt: skip
            yield GlossaryError(where, say("is not read: the glossary is in CSV files"), hint)


def load(project: Project) -> Glossary:
    """Return the glossary of a project, all tables in its glossary folder; empty without any.

    Raises:
        GlossaryError: a file cannot be read or its columns cannot be told. A single bad row does
            not raise: it is left out and stands in :attr:`Glossary.errors`.
    """
    found = table.read(tables(project), project.root)
    return Glossary(found.terms, found.errors, project.settings.styles)


def load_at(project: Project, revision: str = "") -> Glossary | None:
    """Return the glossary of a project as Git has it.

    Args:
        project: whose glossary.
        revision: a commit, branch, tag or date expression that Git understands; the last commit
            when empty.

    Returns:
        The glossary; without a revision, None where there is no commit (or no Git) to look at.

    Raises:
        ConfigError: Git does not know the revision.
        GlossaryError: Git cannot show a file, or its columns cannot be told.
    """
    try:
        commit = git.ask(
            project.root, "rev-parse", "--verify", "--end-of-options",
            f"{revision or 'HEAD'}^{{commit}}",
        ).decode().strip()  # fmt: skip
    except git.NoAnswer as reason:
        if not revision:
            return None
        raise ConfigError(
            f"--since {revision}",
            say("is no revision that Git knows here ({reason})", reason=str(reason)),
            say("Give a commit, a branch or a tag, for example {name}.", name="HEAD~1"),
        ) from reason
    found = table.parse_all(_files(project, commit))
    return Glossary(found.terms, found.errors, project.settings.styles)


def _files(project: Project, commit: str) -> Iterator[tuple[str, str]]:
    """Yield the text and place of each CSV file of the glossary folder, by name."""
    folder = project.where(project.glossary)
    where = f"{folder} at {commit[:9]}"
    try:
        listed = git.ask(project.root, "ls-tree", "-z", "--name-only", commit, "--", f"{folder}/")
        for path in sorted(map(os.fsdecode, listed.split(b"\0"))):
            name = path.rpartition("/")[2]
            if _is_table(name):
                where = f"{path} at {commit[:9]}"
                yield (
                    table.as_text(git.ask(project.root, "show", f"{commit}:./{path}"), where),
                    where,
                )
    except git.NoAnswer as reason:
        what = say("cannot be read ({reason})", reason=str(reason))
        hint = say("Check the repository with: {command}", command="git fsck")
        raise GlossaryError(where, what, hint) from reason


#: The signature of a sentence without terms.
NO_TERMS = "none"


def signature(uses: Iterable[TermUse]) -> str:
    """Return a short hash for each term of a sentence, joined with dots; ``none`` without terms.

    It changes when the change of a row may make the sentence's translation right or wrong, and
    only then: with what is required, accepted or forbidden and how it is read, not with first or
    later mention, which follow from the document.
    """
    return ".".join(dict.fromkeys(map(_hash, uses))) or NO_TERMS


def changed(uses: Iterable[TermUse], signature: str) -> tuple[TermUse, ...]:
    """Return the uses that a translation with an earlier signature was not made for."""
    known = frozenset(signature.split("."))
    return tuple(use for use in uses if _hash(use) not in known)


def _hash(use: TermUse) -> str:
    right = sorted({use.rendering, *use.accepted})
    parts = (use.source, *right, "", *sorted(use.forbidden), use.reading)
    return hashlib.sha256("\t".join(parts).encode()).hexdigest()[:8]
