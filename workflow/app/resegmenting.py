"""Join sentences of a document, or split one, for all its translations (``sentences``, review).

Where a sentence ends is a fact of the document, not of one translation: so it is written down once,
beside the PO files (:mod:`workflow.catalog.regrouping`), and all of them follow.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from msgspec import Struct

from workflow import catalog
from workflow.app.state import seed_files
from workflow.app.state.document_translation import (
    DocumentTranslation,
    merge_seed,
    read_translation,
    targets_of,
)
from workflow.app.state.project_state import ProjectState
from workflow.app.state.seed_state import SeedState
from workflow.catalog import Catalog, PoMessage
from workflow.documents import segmenter
from workflow.errors import SourceError, WorkflowError, contained
from workflow.glossary import Glossary, load
from workflow.model import Document, Project, Regrouped, Seam, Segment, say

_NOWHERE = say("cannot be split there")
_ELSEWHERE = say(
    "Choose a place between two words, outside links and emphasis; a headline stays one."
)


class Regrouping(Struct, frozen=True):
    """A join or split of a document's sentences, with what is needed to undo it.

    Attributes:
        seam: where.
        before, after: the messages of these sentences, for each language.
    """

    seam: Seam
    before: Mapping[str, Sequence[PoMessage]]
    after: Mapping[str, Sequence[PoMessage]]


@dataclass(frozen=True, slots=True)
class RegroupedDocument:
    """A document whose sentences have been joined or split.

    Attributes:
        change: what was done.
        cases: which sentences have become which.
        document: as it is now.
        translations: each merged and saved.
    """

    change: Regrouping
    cases: Sequence[Regrouped]
    document: Document
    translations: Sequence[DocumentTranslation]


@dataclass(frozen=True, slots=True)
class Shares:
    """Where an editor has divided the translation of a sentence that is split.

    Attributes:
        target: the language.
        source: the sentence.
        texts: of the parts; that of one may be empty.
    """

    target: str
    source: str
    texts: tuple[str, str]


def seam_to_join(document: Document, segment: Segment) -> Seam:
    """Return the seam by which a sentence is joined with the next one.

    Raises:
        SourceError: none follows in its paragraph.
    """
    if pair := segmenter.beside(document, segment):
        return Seam(*pair, joined=True)
    raise SourceError(
        f"{segment.path}:{segment.line}",
        say("no sentence follows this one in its paragraph"),
        say("Sentences of one paragraph can be joined, each with the next one."),
    )


def seam_to_split(document: Document, segment: Segment, offset: int) -> Seam:
    """Return the seam by which a sentence becomes two, at an offset in its text.

    Raises:
        SourceError: it cannot be parted there.
    """
    if pair := segmenter.parted_at(document, segment, offset):
        return Seam(*pair, joined=False)
    raise SourceError(
        f"{segment.path}:{segment.line}",
        _NOWHERE,
        _ELSEWHERE,
    )


def regroup(  # noqa: PLR0913 - what may vary has a name and a default
    project: Project,
    glossary: Glossary,
    document: Document,
    seam: Seam,
    held_as: Mapping[str, str] | None = None,
    *,
    shares: Shares | None = None,
) -> RegroupedDocument:
    """Join or split sentences of a document, in all its PO files.

    If this is interrupted, the next ``sync`` brings the rest of them to the same sentences.

    Args:
        project: whose document.
        glossary: its terms.
        document: as it is now.
        seam: where.
        held_as: the names that PO files have, by language, where they are not the document's.
        shares: what the parts of a split sentence are to have of a translation of it.

    Raises:
        CatalogError: a PO file cannot be used as it is; nothing has been written.
    """
    seams = segmenter.settled(document, seam)
    news = seed_files.in_sentences(document, seams)
    cases = segmenter.regrouped(document, news)
    names = dict.fromkeys(targets_of(news, project.settings.targets), document.name)
    names |= {tag: name for tag, name in (held_as or {}).items() if tag in names}
    olds = [source for case in cases for source in case.before]
    before = {tag: _messages(Catalog.load(project, name, tag), olds) for tag, name in names.items()}
    opened = [read_translation(project, glossary, news, tag, name) for tag, name in names.items()]
    for each in opened:
        if cases:
            each.catalog.regroup(_with(shares, each.target, cases))
        merge_seed(project, each)
    catalog.write_seams(project, document.name, seams)
    for each in opened:
        each.catalog.save(sign=False)
    made = [source for case in cases for source in case.after]
    after = {each.target: _messages(each.catalog, made) for each in opened}
    return RegroupedDocument(Regrouping(seam, before, after), cases, news, opened)


def _with(shares: Shares | None, target: str, cases: Sequence[Regrouped]) -> Sequence[Regrouped]:
    if shares is None or shares.target != target:
        return cases
    return [
        replace(case, shares=shares.texts)
        if case.before == (shares.source,) and len(case.after) == len(shares.texts)
        else case
        for case in cases
    ]


def divided(translation: DocumentTranslation, source: str, first: str) -> Shares:
    """Divide the translation of a sentence after its given first part.

    Where that is nothing or all of it, the first part has all.

    Raises:
        SourceError: it does not begin so, or a link or emphasis would be torn.
    """
    text = translation.catalog.entry(source).text
    before, inner, behind = segmenter.unpaired(text)
    offset = len(first) - len(before)
    if not (inner[: max(offset, 0)].strip() and inner[max(offset, 0) :].strip()):
        return Shares(translation.target, source, (text, ""))
    pair = segmenter.cut(inner, offset) if text.startswith(first) else None
    if pair is None:
        raise SourceError(translation.catalog.where, _NOWHERE, _ELSEWHERE)
    left, right = (f"{before}{each}{behind}" for each in pair)
    return Shares(translation.target, source, (left, right))


def take_back(
    project: Project,
    glossary: Glossary,
    document: Document,
    done: Regrouping,
    held_as: Mapping[str, str] | None = None,
) -> RegroupedDocument:
    """Undo a join or a split, exactly if nobody has changed the sentences since.

    The arguments, and what is raised, are those of :func:`regroup`.
    """
    inverse = replace(done.seam, joined=not done.seam.joined)
    named = held_as or {}
    kept = {
        tag
        for tag, messages in done.after.items()
        if are_alike(_held(project, named.get(tag, document.name), tag, messages), messages)
    }
    back = regroup(project, glossary, document, inverse, held_as)
    for each in (each for each in back.translations if each.target in kept):
        for message in done.before.get(each.target, ()):
            if now := each.catalog.message(message.msgid):
                each.catalog.restore(message, now)
        each.catalog.save(sign=False)
    return back


def _held(
    project: Project, name: str, target: str, messages: Sequence[PoMessage]
) -> Sequence[PoMessage]:
    """Return a PO file's current messages for some sentences."""
    return _messages(Catalog.load(project, name, target), [each.msgid for each in messages])


def are_alike(messages: Sequence[PoMessage], others: Sequence[PoMessage]) -> bool:
    """Tell whether PO entries hold the same translations, states and comments as others."""
    return [_written(each) for each in messages] == [_written(each) for each in others]


def _written(message: PoMessage) -> tuple[object, ...]:
    return message.msgid, message.msgstr, message.fuzzy, message.stamp, message.comments


def _messages(held: Catalog, sources: Sequence[str]) -> list[PoMessage]:
    return [found for each in dict.fromkeys(sources) if (found := held.message(each))]


def drop_lapsed(state: ProjectState, seed: SeedState) -> None:
    """Remove joins and splits whose sentences have changed since, and report them."""
    document = seed.document
    if not document or not document.lapsed:
        return
    with contained(seed.where, state.errors.append):
        catalog.write_seams(state.project, document.name, document.seams)
        state.lapsed += (_told(seed.where, each) for each in document.lapsed)
    seed.forget_files()


def _told(where: str, seam: Seam) -> WorkflowError:
    texts = {"left": seam.left, "right": seam.right}
    if seam.joined:
        return SourceError(
            where,
            say("has changed: no longer joined are “{left}” and “{right}”", **texts),
            say("Join them again if they still belong together."),
        )
    return SourceError(
        where,
        say("has changed: no longer split between “{left}” and “{right}”", **texts),
        say("Split the sentence again if need be."),
    )


def join(project: Project, wanted: str, sentence: str) -> RegroupedDocument:
    """Join a sentence of an article with the next one, as the command line names both.

    Raises:
        WorkflowError: one of them cannot be found, or that cannot be done.
    """
    document = read(project, wanted)
    seam = seam_to_join(document, _found(document, sentence))
    return regroup(project, load(project), document, seam)


def split(project: Project, wanted: str, sentence: str, after: str) -> RegroupedDocument:
    """Split a sentence of an article after the given words.

    Raises:
        WorkflowError: it or the words cannot be found, or that cannot be done.
    """
    document = read(project, wanted)
    segment = _found(document, sentence)
    if segment.text.count(after.strip()) != 1 or not after.strip():
        raise SourceError(
            f"{segment.path}:{segment.line}",
            say("{text} does not stand once in this sentence", text=repr(after)),
            say("Give as many of its words as it takes to tell the place."),
        )
    offset = segment.text.index(after.strip()) + len(after.strip())
    return regroup(project, load(project), document, seam_to_split(document, segment, offset))


def _found(document: Document, wanted: str) -> Segment:
    """Find a sentence by its key, or by words that no other sentence holds."""
    key = wanted.removeprefix("s-")
    segments = [each for each in document.segments if each.key == key]
    segments = segments or [each for each in document.segments if wanted in each.text]
    if len(segments) == 1:
        return segments[0]
    what = say("is in {n} sentences", n=len(segments)) if segments else say("is in no sentence")
    seed = shlex.quote(document.name)
    hint = say("`workflow sentences show {seed}` lists them with their keys.", seed=seed)
    raise SourceError(f"{document.path}: {wanted!r}", what, hint)


def read(project: Project, wanted: str) -> Document:
    """Read the one article that a command line names.

    Raises:
        SourceError: it names none, or several, or it cannot be read.
    """
    paths = seed_files.select(project, (wanted,))
    if len(paths) > 1:
        raise SourceError(wanted, say("names several seeds"), say("Name one article."))
    return seed_files.load(project, paths[0])
