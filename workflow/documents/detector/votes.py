"""Count how the blocks of a document vote on its language.

What counts is how many blocks are in a language, not how long they are: one long quotation must
not outvote the article around it. Where the headline and the blocks, or two halves of them, say
different things, the answer is said to be unsure.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workflow.documents.detector.texts import (
    CLEAR,
    UNDETERMINED,
    Detection,
    Sources,
    detect,
    weighed,
)
from workflow.languages import scripts
from workflow.languages.detection import function_words as words
from workflow.languages.detection import mixture
from workflow.markup import plain
from workflow.model import UNTRANSLATED, Block, BlockKind, MarkupKind

#: What somebody else says counts less than what the article says.
_QUOTED = 0.3
#: Kinds of block that are often just a name count less; the headline counts more.
_KINDS = {
    BlockKind.HEADLINE: 1.5,
    BlockKind.QUOTE: _QUOTED,
    BlockKind.LIST_ITEM: 0.5,
    BlockKind.CELL: 0.5,
    BlockKind.CAPTION: 0.5,
    BlockKind.BYLINE: 0.5,
    BlockKind.TERM: 0.5,
    BlockKind.BOX_TITLE: 0.5,
    BlockKind.EMBED: 0.5,
}
#: Their text would read like words of some language.
_NO_LANGUAGE = frozenset({MarkupKind.FORMULA, MarkupKind.TEMPLATE})
#: A block of this length, weighted by content, has a full vote.
_FULL = 60
#: The weight of an assumed language beside certain ones.
_ASSUMED = 0.25
#: What a vote for a language that a person named counts more.
_FAVOUR = 1.5
#: A quotation; one whose end is missing goes on in the next paragraph.
_QUOTATION = re.compile(
    r"“[^“”]*(?:”|$)|„[^„“”]*[“”]|«[^«»]*»|「[^「」]*」|『[^『』]*』|(?<!\w)\"[^\"]*(?:\"|$)"
)
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])")


@dataclass(frozen=True, slots=True)
class _Vote:
    """What a block, or a part of it, says of the document's language.

    Attributes:
        text: it.
        found: the language it seems to be in.
        weight: what that counts.
        heads: whether it is the headline.
        evident: whether the text itself shows its language, whatever the project expects.
    """

    text: str
    found: Detection
    weight: float
    heads: bool
    evident: bool

    def holds_out(self, language: str) -> bool:
        """Say whether a text is certainly not in a language, and no name in a text of it either."""
        own = self.found.language
        if own == language or not self.evident:
            return False
        latin = words.languages("Latin")
        if own in latin and language not in latin:
            return True
        return detect(self.text, language).language != language


def text_of(block: Block) -> str:
    """Return the text of a block as readers see it, without parts in no language."""
    return plain(block.text, [each for each in block.markup if each.kind not in _NO_LANGUAGE])


def elect(blocks: Sequence[Block], sources: Sources) -> Detection:
    """Choose the language of an article by the votes of its blocks; of equals, the first.

    It is not sure where two languages have about as many votes, nor where the headline is clearly
    in another language than all the rest.
    """
    prose = [block for block in blocks if block.kind not in UNTRANSLATED]
    notices = [block for block in blocks if block.kind is BlockKind.NOTICE]
    for candidates in (prose, notices):
        found = _counted([vote for each in candidates for vote in _cast(each, sources)], sources)
        if found.language != UNDETERMINED:
            return found
    return found


def _cast(block: Block, sources: Sources) -> Iterator[_Vote]:
    """Yield the vote of a block, or several where it mixes sentences of several languages."""
    text = text_of(block)
    factor, heads = _KINDS.get(block.kind, 1.0), block.kind is BlockKind.HEADLINE
    weights = scripts.weigh(text)
    letters = sum(weights.values())
    if not letters:
        return
    if not heads and 2 * sum(_letters(each) for each in _QUOTATION.findall(text)) > letters:
        factor = min(factor, _QUOTED)
    factor *= math.sqrt(min(1.0, letters / _FULL)) / letters
    parts = list(_parts(text)) if mixture.is_mixed(weights) else []
    votes = [_vote(part, factor * share, sources, heads=heads) for part, share in parts]
    if len({vote.found.language for vote in votes if vote.found.sure}) > 1:
        yield from votes
    else:
        yield _vote(text, factor, sources, heads=heads)


def leader_in(block: Block, sources: Sources) -> str:
    """Return the first language of a block that mixes sentences of several; else nothing."""
    if block.language or not mixture.is_mixed(scripts.weigh(text_of(block))):
        return ""
    votes = list(_cast(block, sources))
    return _counted(votes, sources).language if len(votes) > 1 else ""


def _letters(text: str) -> int:
    return sum(scripts.weigh(text).values())


def _parts(text: str) -> Iterator[tuple[str, float]]:
    """Yield the sentences and the quotations of a text, each with what its letters count."""
    for sentence in _SENTENCE_END.split(_QUOTATION.sub(" ", text)):
        yield sentence, 1.0
    for quotation in _QUOTATION.findall(text):
        yield quotation, _QUOTED


def _vote(text: str, weight: float, sources: Sources, *, heads: bool) -> _Vote:
    found, letters = weighed(text, sources=sources)
    evident = found.sure
    if evident and sources.stated:
        shown = detect(text, sources=sources.unstated)
        evident = shown.sure and shown.language == found.language
    weight *= letters * found.confidence * (1 if evident else _ASSUMED)
    if sources.favours(found.language):
        weight *= _FAVOUR
    return _Vote(text, found, weight, heads, evident)


def _counted(votes: Sequence[_Vote], sources: Sources) -> Detection:
    totals, sure = dict[str, float](), dict[str, float]()
    for vote in votes:
        tag = vote.found.language
        totals[tag] = totals.get(tag, 0.0) + vote.weight
        sure[tag] = max(sure.get(tag, 0.0), vote.found.confidence)
    totals.pop(UNDETERMINED, None)
    if not totals:
        return Detection(UNDETERMINED, 0.0)
    leader = max(totals, key=totals.__getitem__)
    if sure[leader] < CLEAR and len(votes) > 1:
        # The blocks together may show what none of them shows alone.
        together = detect("\n".join(vote.text for vote in votes), sources=sources)
        if together.sure:
            return together
    return Detection(leader, min(sure[leader], _agreement(votes, leader)))


def _agreement(votes: Sequence[_Vote], leader: str) -> float:
    """Return how surely the votes agree on ``leader``, 0 to 1.

    At most 0.5 where headline and body disagree.
    """
    against = [vote for vote in votes if vote.holds_out(leader)]
    if not against:
        return 1.0
    rivals = dict[str, float]()
    for vote in against:
        rivals[vote.found.language] = rivals.get(vote.found.language, 0.0) + vote.weight
    ours = sum(vote.weight for vote in votes if vote not in against and not _is_void(vote))
    agreed = words.certainty(max(0.0, math.log2(ours / max(rivals.values()))))
    return min(agreed, 0.5) if _is_split(votes, against) else agreed


def _is_void(vote: _Vote) -> bool:
    return vote.found.language == UNDETERMINED


def _is_split(votes: Sequence[_Vote], against: Sequence[_Vote]) -> bool:
    """Tell whether the headline is in another language than the text.

    That is so where the headline has no part in the document's language, or nothing else has.
    """
    for_it = [vote for vote in votes if vote not in against and not _is_void(vote)]
    heads = [vote.heads for vote in against]
    return (any(heads) and not any(vote.heads for vote in for_it)) or (
        not all(heads) and all(vote.heads for vote in for_it)
    )
