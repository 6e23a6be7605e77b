"""Measure translation quality on a test set: likeness to human references, and names.

Likeness is sacreBLEU's chrF++ (Popović 2017) and BLEU (Post 2018), each with its signature, so that
figures from different places can be compared. Names are held against the glossary: the metrics of
:class:`Scores`. The human reference can be scored as a system too (:meth:`Scorer.oracle`): where
people depart from the glossary no engine can be asked for 100 %.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from workflow.errors import ConfigError, install_hint
from workflow.glossary import Glossary, occurrences, term_forms, verify
from workflow.glossary.comparison import Comparison
from workflow.glossary.occurrences import Spot
from workflow.languages import pack
from workflow.languages.codes import sacrebleu_tokenizer
from workflow.languages.orthography.particles import Agreement
from workflow.model import BlockKind, Document, Segment, TermType, TermUse, say

#: The name of the row that scores the reference itself.
ORACLE = "reference"


@dataclass(frozen=True, slots=True)
class Corpus:
    """Source sentences and their human translations, line by line.

    Attributes:
        source: BCP 47 tag of ``sentences``.
        target: BCP 47 tag of the translations.
        sentences: the sources.
        references: one or more translations of all of them.
        documents: for each sentence the id of its document; first and later mentions, surnames and
            consistency are decided within one.
    """

    source: str
    target: str
    sentences: tuple[str, ...]
    references: tuple[tuple[str, ...], ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Metric:
    """A sacreBLEU score, 0 to 100, and the signature that says how it was computed."""

    score: float
    signature: str


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``whole``; ``share`` is ``None`` if there was nothing to count."""

    part: int
    whole: int
    share: float | None

    @classmethod
    def of(cls, part: int, whole: int) -> Share:
        """Compute the share of ``part`` in ``whole``."""
        return cls(part, whole, part / whole if whole else None)


@dataclass(frozen=True, slots=True)
class Scores:
    """How one system did on one language.

    Attributes:
        target: BCP 47 tag.
        system: its name, or :data:`ORACLE`.
        sentences: how many.
        chrf, bleu: likeness to the references; ``None`` for the reference itself.
        terms: mentions that got a right rendering of their own (exclusive maximal matching: each
            place in the translation counts for one mention only, longest form first).
        consistency: of the mentions of each concept that stands in two or more sentences of a
            document, those in its dominant form. First and later form count as one; a rendering
            the glossary does not know counts as different every time, because it may be.
        particles: Korean particles after known renderings that agree with them.
        duplicated: sentences with terms in which a term stands more often than in the source.
        forbidden: forbidden renderings found.
        length: characters of the output for one of the (first) reference.
        outside: what programs of the user's own say, by their names.
    """

    target: str
    system: str
    sentences: int
    chrf: Metric | None
    bleu: Metric | None
    terms: Share
    consistency: Share
    particles: Share
    duplicated: Share
    forbidden: int
    length: float | None
    outside: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RenderedTerms:
    """Which of the required renderings stand in one translation, and which are surplus.

    Attributes:
        text: the translation.
        uses: the terms of its source for which a rendering is required.
        found: the uses, and the parts of composites that stand apart, with the place of each.
        surplus: renderings beyond the source's mentions.
    """

    text: str
    uses: tuple[TermUse, ...]
    found: Mapping[TermUse, Spot]
    surplus: tuple[Spot, ...]


class Scorer:
    """Scores translations of one corpus; the terms of its sentences are found once.

    Args:
        corpus: what is translated.
        glossary: whose renderings are asked for.
        uses: the terms of each sentence, where the corpus is a selection and they were found
            (:func:`find_uses`) in whole documents.

    Attributes:
        uses: for each sentence, the mentions and the renderings they must get.
    """

    def __init__(
        self,
        corpus: Corpus,
        glossary: Glossary,
        uses: Sequence[tuple[TermUse, ...]] | None = None,
    ) -> None:
        self.corpus = corpus
        self.uses = find_uses(corpus, glossary) if uses is None else tuple(uses)
        self._aliases = {
            term.id: set(own.aliases) - {own.first, term_forms.later(term, corpus.target)}
            for term in glossary.terms
            for own in (term_forms.of(term, corpus.target),)
        }

    def score(self, system: str, output: Sequence[str]) -> Scores:
        """Score ``output``, one translation a sentence.

        Raises:
            ConfigError: sacreBLEU is not installed.
        """
        chrf, bleu = likeness(output, self.corpus.references, self.corpus.target)
        return self._scores(system, output, chrf, bleu)

    def oracle(self) -> Scores:
        """Score the first reference, on names."""
        return self._scores(ORACLE, self.corpus.references[0], None, None)

    def _scores(
        self, system: str, output: Sequence[str], chrf: Metric | None, bleu: Metric | None
    ) -> Scores:
        target = self.corpus.target
        rendered = [read(text, uses, target) for text, uses in zip(output, self.uses, strict=True)]
        expected = sum(map(len, self.corpus.references[0]))
        return Scores(
            target,
            system,
            len(output),
            chrf,
            bleu,
            terms=accuracy(rendered),
            consistency=self._consistency(rendered),
            particles=agreement(rendered, target),
            duplicated=duplication(rendered),
            forbidden=sum(
                len(verify.forbidden_spots(Comparison(source, one.text, one.uses, target)))
                for source, one in zip(self.corpus.sentences, rendered, strict=True)
            ),
            length=sum(map(len, output)) / expected if expected else None,
        )

    def _consistency(self, rendered: Sequence[RenderedTerms]) -> Share:
        """Compute :attr:`Scores.consistency`."""
        forms: dict[tuple[str, str], list[str | None]] = defaultdict(list)
        for document, one in zip(self.corpus.documents, rendered, strict=True):
            for term, form in self._written(one).items():
                forms[document, term].append(form)
        recurring = [found for found in forms.values() if len(found) > 1]
        dominant = sum(_most_common(found) for found in recurring)
        return Share.of(dominant, sum(map(len, recurring)))

    def _written(self, one: RenderedTerms) -> dict[str, str | None]:
        """Find how a sentence writes each concept, by its id.

        An empty text stands for every approved form; an alias stands as it is written, ``None``
        for what is unknown or absent.
        """
        written: dict[str, str | None] = {}
        for use in one.uses:
            for leaf in occurrences.leaves([use]):
                form: str | None = None
                if use in one.found and use.parts:
                    form = ""
                elif (spot := one.found.get(leaf)) is not None:
                    form = spot.form if spot.form in self._aliases[leaf.term] else ""
                if written.get(leaf.term) is None:
                    written[leaf.term] = form
        return written


def find_uses(corpus: Corpus, glossary: Glossary) -> tuple[tuple[TermUse, ...], ...]:
    """Find the terms of each sentence; first and later mentions are decided by document."""
    lines: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(corpus.documents):
        lines[name].append(number)
    uses: dict[int, tuple[TermUse, ...]] = {}
    for name, numbers in lines.items():
        segments = tuple(
            Segment(str(n), corpus.sentences[n], "", name, n + 1, n, 0, BlockKind.PARAGRAPH,
                    corpus.source)
            for n in numbers
        )  # fmt: skip
        document = Document(name, name, (), language=corpus.source, segments=segments)
        uses.update(zip(numbers, glossary.uses(document, corpus.target), strict=True))
    return tuple(uses[number] for number in range(len(corpus.sentences)))


def likeness(
    output: Sequence[str], references: Sequence[Sequence[str]], target: str
) -> tuple[Metric, Metric]:
    """Compute chrF++ and BLEU over the whole corpus.

    Raises:
        ConfigError: sacreBLEU is not installed.
    """
    try:
        from sacrebleu.metrics.bleu import BLEU
        from sacrebleu.metrics.chrf import CHRF
    except ImportError:
        what = say("needs the library {name}", name="sacrebleu")
        raise ConfigError("score", what, install_hint("score")) from None
    tokenizer = sacrebleu_tokenizer(target)
    chrf, bleu = CHRF(word_order=2), BLEU(tokenize=tokenizer)
    chrf_score = chrf.corpus_score(output, references).score
    bleu_score = bleu.corpus_score(output, references).score
    return (
        Metric(chrf_score, str(chrf.get_signature())),
        Metric(bleu_score, str(bleu.get_signature())),
    )


def read(text: str, uses: Sequence[TermUse], target: str) -> RenderedTerms:
    """Find the renderings of a sentence's terms, each place for one mention only."""
    required = tuple(use for use in uses if use.rendering)
    spots = occurrences.spots(text, occurrences.all_forms(required), target)
    found = occurrences.assign(required, spots)
    taken = set(found.values())
    apart = occurrences.leaves(use for use in required if use.parts and use not in found)
    found |= occurrences.assign(apart, [spot for spot in spots if spot not in taken])
    taken = set(found.values())
    countable = _countable(required)
    surplus = tuple(spot for spot in spots if spot not in taken and spot.form in countable)
    return RenderedTerms(text, required, found, surplus)


def _countable(uses: Sequence[TermUse]) -> set[str]:
    """List the forms that always stand for a mention; titles may refer to anybody."""
    leaves = [leaf for leaf in occurrences.leaves(uses) if leaf.type is not TermType.TITLE]
    return {form for use in (*uses, *leaves) for form in occurrences.options(use)}


def accuracy(rendered: Sequence[RenderedTerms]) -> Share:
    """Count mentions that got a right rendering; composites also where their parts stand apart."""
    met = [_is_met(use, one) for one in rendered for use in one.uses]
    return Share.of(sum(met), len(met))


def _is_met(use: TermUse, one: RenderedTerms) -> bool:
    parts = use.parts
    return use in one.found or (bool(parts) and all(part in one.found for part in parts))


def agreement(rendered: Sequence[RenderedTerms], target: str) -> Share:
    """Count the particles after known renderings that agree; unpronounceable ones are left out."""
    found = Counter(kind for one in rendered for kind in _agreements(one, target))
    right = found[Agreement.RIGHT]
    return Share.of(right, right + found[Agreement.WRONG])


def _agreements(one: RenderedTerms, target: str) -> Iterator[Agreement]:
    known = verify.readings(one.uses)
    particles = pack(target).particles
    for spot in occurrences.spots(one.text, known, target):
        yield particles.following(one.text, spot.start, spot.end, known[spot.form]).agreement


def duplication(rendered: Sequence[RenderedTerms]) -> Share:
    """Count sentences in which a rendering occurs more often than its term in the source."""
    whole = [one for one in rendered if one.uses]
    return Share.of(sum(bool(one.surplus) for one in whole), len(whole))


def _most_common(forms: Sequence[str | None]) -> int:
    known = Counter(form for form in forms if form is not None)
    return max(known.values(), default=0)
