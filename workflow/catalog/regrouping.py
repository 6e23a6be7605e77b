"""Keep where people join or split sentences, and say what becomes of their translations.

A joined sentence is offered the translations of its parts, the parts of a split one its
translation: divided where the editor says or, where nobody has said anything, where that is two
sentences as well; else the first part has all of it. Either waits for a person. What it was made of
stays in the file, out of use; where the texts are still the same when the sentence becomes what it
was, so does its translation, with its approval.

Where sentences are joined or split, one small file a document says for all its PO files,
``locales/.sentences/NAME.jsonl``, which no PO tool touches. A line is JSON and stands for itself,
so that git joins the lines of two branches (``merge=union``); one that is none, such as a merge's
marker, is passed over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from workflow.catalog.inheritance import Ancestry, propose
from workflow.catalog.journal import let_git_join
from workflow.catalog.message import PROBLEM, PoMessage
from workflow.catalog.stamp import digest
from workflow.documents import segmenter
from workflow.errors import CatalogError
from workflow.languages import space_between
from workflow.markup import rejoined
from workflow.model import Project, Regrouped, Seam, say
from workflow.store.files import is_inside, write_atomic
from workflow.store.json_records import records


def regroup(
    messages: Sequence[PoMessage], cases: Sequence[Regrouped], target: str
) -> tuple[PoMessage, ...]:
    """Return the messages for the current sentences.

    Args:
        messages: of the PO file as it is, which has not been merged with the document as it is.
        cases: the sentences that were joined or split.
        target: BCP 47 tag of the translation.
    """
    work = _Regrouping(messages, target)
    for case in cases:
        if len(case.after) == 1:
            work.join(case.before, case.after[0])
        elif len(case.before) == 1:
            work.split(case.before[0], case.after, case.shares)
    return tuple(work.messages)


class _Regrouping:
    def __init__(self, messages: Sequence[PoMessage], target: str) -> None:
        self.messages = list(messages)
        self._target = target

    def _find(self, source: str, *, obsolete: bool = False) -> PoMessage | None:
        found = (m for m in self.messages if m.msgid == source and m.context is None)
        return next((m for m in found if m.obsolete is obsolete), None)

    def _translated(self, source: str) -> bool:
        found = self._find(source)
        return bool(found and found.msgstr)

    def _known(self, source: str) -> PoMessage | None:
        """Return the message of a sentence: one with a text, whether it is in use or not."""
        if self._translated(source):
            return self._find(source)
        return self._find(source, obsolete=True)

    def join(self, sources: Sequence[str], whole: str) -> None:
        """Offer a joined sentence what its parts have."""
        olds = [found for each in sources if (found := self._find(each))]
        texts = [old for old in olds if old.msgstr]
        comments = tuple(dict.fromkeys(line for old in olds for line in old.comments))
        if self._translated(whole) or not (texts or comments):
            return
        joined = self._put_together([old.msgstr for old in texts])
        made = [old for old in texts if not old.carried]
        human = [old for old in texts if old.human]
        former = self._find(whole, obsolete=True)
        usable = human or (made and len(texts) == len(sources))
        alone = self._put_together([old.msgstr for old in made])
        if not usable or (former and _same(former.msgstr, joined, alone)):
            self._revive(whole, comments)
        elif human:
            ancestry = Ancestry(tuple(range(len(texts))))
            offer = propose(whole, ancestry, texts, self._target)
            kept = human[0].stamp
            stamp = replace(kept, approved="", offered=digest(joined), questioned="")
            self._offer(replace(offer, msgstr=joined, stamp=stamp, comments=comments))
        else:
            said = (line for old in texts for line in old.extracted if line.startswith(PROBLEM))
            self._offer(_drafted(made, whole, joined, comments, tuple(dict.fromkeys(said))))

    def split(self, whole: str, parts: Sequence[str], shares: Sequence[str]) -> None:
        """Offer the parts of a split sentence what it has; each its share, if these are given."""
        old = self._find(whole)
        if old is None or not (old.msgstr or old.comments):
            return
        formers = [self._known(each) for each in parts]
        held = [former.msgstr for former in formers if former and former.msgstr]
        again = held and _same(self._put_together(held), old.msgstr)
        if again and (not shares or list(map(_bare, held)) == [*filter(None, map(_bare, shares))]):
            known = {line for each in formers if each for line in each.comments}
            news = tuple(line for line in old.comments if line not in known)
            for at, part in enumerate(parts):
                self._revive(part, () if at else news)
            return
        divided = shares if all(shares) else ()
        if not (shares or old.carried):
            divided = _divided(old.msgstr, self._target, len(parts))
        texts = divided or ("" if old.carried else old.msgstr, *("" for _ in parts[1:]))
        for at, (part, text) in enumerate(zip(parts, texts, strict=True)):
            comments = () if at else old.comments
            if self._translated(part):
                continue
            if text and divided and old.machine:
                self._offer(_drafted([old], part, text, comments, ()))
            else:
                self._offer(_share(old, part, text, comments))

    def _put_together(self, texts: Sequence[str]) -> str:
        """Join translations; pairs around each are around all of them."""
        return rejoined(space_between(self._target).join(text.strip() for text in texts))

    def _offer(self, message: PoMessage) -> None:
        """Add a message; keep another text that its sentence had before in a comment."""
        for other in filter(
            None, (self._find(message.msgid), self._find(message.msgid, obsolete=True))
        ):
            message = _with_comments(message, other.comments)
            message = message.with_alternative(other.msgstr if other.human else "")
            self.messages.remove(other)
        self.messages.append(message)

    def _revive(self, source: str, comments: Sequence[str]) -> None:
        """Add a sentence without a text; one that the sentence had before is left to the merge."""
        former, current = self._find(source, obsolete=True), self._find(source)
        if current and current.msgstr:
            return
        if current:
            comments = (*current.comments, *comments)
            self.messages.remove(current)
        if former and former.msgstr:
            self.messages[self.messages.index(former)] = _with_comments(former, comments)
        else:
            self.messages.append(PoMessage(source, comments=tuple(comments)))


def _drafted(
    olds: Sequence[PoMessage],
    source: str,
    text: str,
    comments: Sequence[str],
    extracted: Sequence[str],
) -> PoMessage:
    """Make a machine's draft of what a machine has drafted for other sentences.

    Where one of them has changed since, so has this one.
    """
    old, previous, mark = olds[0], "", digest(text)
    stamp = replace(old.stamp, draft=mark, source=digest(source), terms_hash="")
    if any(each.outdated for each in olds):
        previous = "\n".join(each.made_for for each in olds)
        stamp = replace(old.stamp, outdated=mark)
    return PoMessage(
        source,
        text,
        fuzzy=True,
        previous=previous,
        stamp=stamp,
        comments=tuple(comments),
        extracted=tuple(extracted),
    )


def _share(old: PoMessage, source: str, text: str, comments: Sequence[str]) -> PoMessage:
    """Make the message of a part of a split sentence; without a text it waits for one.

    It is there all the same, so that no merge looks for what it may have been made of.
    """
    if not text:
        return PoMessage(source, comments=tuple(comments))
    stamp = replace(old.stamp, approved="", offered=digest(text), outdated="", questioned="")
    return PoMessage(
        source, text, fuzzy=True, previous=old.made_for, stamp=stamp, comments=tuple(comments)
    )


def _with_comments(message: PoMessage, comments: Sequence[str]) -> PoMessage:
    return message.changed(comments=tuple(dict.fromkeys((*message.comments, *comments))))


def _same(text: str, *others: str) -> bool:
    """Tell whether two texts differ only in white space."""
    return _bare(text) in set(map(_bare, others))


def _bare(text: str) -> str:
    return "".join(text.split())


def _divided(text: str, target: str, count: int) -> tuple[str, ...]:
    """Split a translation with the right number of sentences; empty for another number."""
    before, inner, behind = segmenter.unpaired(text)
    pieces = [each for piece in segmenter.split(inner, target) if (each := piece.strip())]
    return tuple(f"{before}{each}{behind}" for each in pieces) if len(pieces) == count else ()


#: The folder, beside those of the languages.
FOLDER = ".sentences"
#: More than this many bytes no people have written.
_LARGEST = 1 << 20


class _SeamLine(msgspec.Struct, omit_defaults=True):
    """A line of the file: the two texts that are one sentence, or are two."""

    joined: tuple[str, str] | None = None
    split: tuple[str, str] | None = None


def seams_of(project: Project, name: str) -> Path:
    """Return the file of a document."""
    return project.locales / FOLDER / f"{name}.jsonl"


def read_seams(project: Project, name: str) -> tuple[Seam, ...]:
    """Read where the sentences of a document are joined or split, in the order of the lines."""
    path = seams_of(project, name)
    try:
        if not path.exists() or path.stat().st_size > _LARGEST or not is_inside(path, project.root):
            return ()
        lines = records(path.read_bytes().split(b"\n"), _SeamLine)
    except OSError:
        return ()
    pairs = ((line.joined or line.split, line.joined is not None) for line in lines)
    return tuple(dict.fromkeys(Seam(*pair, joined=joined) for pair, joined in pairs if pair))


def write_seams(project: Project, name: str, seams: Sequence[Seam]) -> None:
    """Write where the sentences of a document are joined or split; without any, there is no file.

    Raises:
        CatalogError: it cannot be written.
    """
    path = seams_of(project, name)
    lines = (
        _SeamLine(joined=(each.left, each.right))
        if each.joined
        else _SeamLine(split=(each.left, each.right))
        for each in seams
    )
    try:
        if not seams:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        let_git_join(path, FOLDER)
        write_atomic(path, b"".join(msgspec.json.encode(each) + b"\n" for each in lines))
    except (OSError, UnicodeEncodeError) as error:
        raise CatalogError(
            project.where(path),
            say("cannot be written ({reason})", reason=str(error)),
            say("Check that the folder exists, is writable, and the disk has room."),
        ) from error


def move_seams(project: Project, former: Mapping[str, str]) -> None:
    """Rename the files of documents that have another name now.

    Args:
        project: whose they are.
        former: new names, each with the one before; two may have been swapped.
    """
    found = {name: read_seams(project, old) for name, old in former.items()}
    for old in former.values():
        if found.get(old) is None:
            seams_of(project, old).unlink(missing_ok=True)
    for name, seams in found.items():
        if seams or seams_of(project, name).exists():
            write_seams(project, name, seams)
