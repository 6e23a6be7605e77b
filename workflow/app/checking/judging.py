"""Ask a model for the errors of translations (``check --judge``), and keep its judgements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workflow import engines
from workflow.app import renaming
from workflow.app.state.document_translation import DocumentTranslation
from workflow.app.state.kept_opinions import Judgement, judgements, key_of
from workflow.app.state.project_state import Work
from workflow.app.state.seed_state import each_seed
from workflow.engines.usage import Usage
from workflow.errors import WorkflowError
from workflow.model import Entry, Project, State, TermUse, is_pseudo
from workflow.protocols import Progress, silent

if TYPE_CHECKING:
    from workflow.engines.llm.questions import Ask
    from workflow.engines.llm.survey import Survey


@dataclass(frozen=True, slots=True)
class _Question:
    """Sentences that go into one question.

    Attributes:
        name, source, target: the seed, and the languages.
        sentences: with their terms.
        every: all sentences of the PO file.
    """

    name: str
    source: str
    target: str
    sentences: Sequence[tuple[Entry, Sequence[TermUse]]]
    every: Sequence[Entry]

    def ask(self) -> Ask:
        """Write the prompt."""
        from workflow.engines.llm import critique

        shown = [
            (entry.source, entry.text, {use.source: use.rendering for use in uses if use.rendering})
            for entry, uses in self.sentences
        ]
        return critique.question(shown, self.source, self.target)

    def parse(self, reply: str, by: str) -> dict[str, Judgement]:
        """Parse a reply into the judgement of each sentence, by the key of its texts."""
        from workflow.engines.llm import critique

        ids = [str(number) for number in range(1, len(self.sentences) + 1)]
        found = critique.parse(reply, ids)
        said = {}
        for key, (entry, _) in zip(ids, self.sentences, strict=True):
            if key in found:
                shown = (one for one in found[key] if one.is_shown(entry.source, entry.text))
                said[key_of(entry)] = Judgement(by, tuple(dict.fromkeys(shown)))
        return said

    def each(self) -> Iterator[_Question]:
        """Split the question into one per sentence."""
        for one in self.sentences:
            yield _Question(self.name, self.source, self.target, [one], self.every)


@dataclass(slots=True)
class JudgingPlan:
    """The questions that a model is to be asked.

    Attributes:
        model: who.
        sentences: how many it is asked about.
        known: how many it was asked about before; their texts are the same.
        estimate: requests, tokens and cost as reckoned.
        rough: whether the model is new here, so that the tokens are a guess.
        errors: what could not be read.
    """

    model: str
    sentences: int = 0
    known: int = 0
    estimate: Usage = field(default_factory=Usage)
    rough: bool = False
    errors: list[WorkflowError] = field(default_factory=list)
    _survey: Survey | None = None
    _groups: list[_Question] = field(default_factory=list)


@dataclass(slots=True)
class Judged:
    """The outcome of asking a model, as planned.

    Attributes:
        sentences: how many were judged.
        unread: how many got no answer that can be read.
        usage: what was used.
        errors: why the model could not go on.
    """

    sentences: int = 0
    unread: int = 0
    usage: Usage = field(default_factory=Usage)
    errors: list[WorkflowError] = field(default_factory=list)


def plan(work: Work, engine: str = "", progress: Progress = silent) -> JudgingPlan:
    """Plan the questions to a model, for translations without an up-to-date judgement.

    Nothing is asked and nothing is written.

    Args:
        work: which translations.
        engine: whose model; empty for the one in the settings.
        progress: told how far the reading is.

    Raises:
        ConfigError: there is no such engine.
        EngineMissing: no model is here that answers questions.
    """
    survey = engines.survey(work.project, engine)
    known = judgements(work.project)
    found = JudgingPlan(survey.name, rough=survey.is_new, _survey=survey)
    with work.begin(progress) as state:
        found.errors = state.errors
        renaming.foresee(state, work.paths)
        for seed in each_seed(state, work.paths):
            for each in seed.open_in(work.targets_for(seed.path, state)):
                before = known.of(seed.name, each.target)
                its = {key for key, said in before.items() if said.by == survey.name}
                new = _unjudged(each, its, found)
                found._groups += _groups(seed.name, each, new, survey.at_once)
            seed.release()
    found.sentences = sum(len(group.sentences) for group in found._groups)
    found.estimate = survey.estimate([group.ask() for group in found._groups])
    return found


def judge(project: Project, planned: JudgingPlan, progress: Progress = silent) -> Judged:
    """Ask the planned questions, keeping each answer as it arrives.

    Where an answer about several sentences cannot be read, they are asked about one by one.
    """
    survey, result = planned._survey, Judged()
    assert survey is not None, "a plan names who is asked"  # noqa: S101
    result.usage = survey.usage
    groups = planned._groups
    try:
        left = _ask(project, survey, groups, result, progress)
        again = [one for group in left if len(group.sentences) > 1 for one in group.each()]
        alone = sum(len(group.sentences) for group in left if len(group.sentences) == 1)
        unread = _ask(project, survey, again, result, progress) if again else []
        result.unread = alone + len(unread)
    except WorkflowError as error:
        result.errors.append(error)
    return result


def _ask(
    project: Project,
    survey: Survey,
    groups: Sequence[_Question],
    result: Judged,
    progress: Progress,
) -> list[_Question]:
    """Ask about groups of sentences; return those, or the rest of those, without an answer."""
    known, left = judgements(project), []
    label = f"Judging with {survey.name}"
    progress(0, len(groups), label)
    asks = [group.ask() for group in groups]
    for done, (index, reply) in enumerate(survey.replies(asks), 1):
        group = groups[index]
        said = group.parse(reply.text, survey.name)
        known.keep(group.name, group.target, said, group.every)
        result.sentences += len(said)
        rest = [one for one in group.sentences if key_of(one[0]) not in said]
        if rest:
            left.append(_Question(group.name, group.source, group.target, rest, group.every))
        progress(done, len(groups), label)
    return left


def _unjudged(
    translation: DocumentTranslation, known: Iterable[str], found: JudgingPlan
) -> dict[str, list[tuple[Entry, Sequence[TermUse]]]]:
    """Find the sentences to ask about, by language, in the order of the document."""
    entries, seen = translation.catalog.entries, frozenset(known)
    new: dict[str, list[tuple[Entry, Sequence[TermUse]]]] = {}
    pairs = zip(translation.document.segments, translation.uses, strict=True)
    for segment, uses in {segment.text: (segment, uses) for segment, uses in pairs}.values():
        entry = entries[segment.text]
        if not _is_translation(entry):
            continue
        if key_of(entry) in seen:
            found.known += 1
        else:
            new.setdefault(segment.language, []).append((entry, uses))
    return new


def _is_translation(entry: Entry) -> bool:
    """Tell whether a text is worth a question: up to date, and not a copy of its source."""
    made = entry.state in (State.DRAFT, State.REVIEWED) and bool(entry.text)
    return made and not is_pseudo(entry.origin) and entry.text != entry.source


def _groups(
    name: str,
    translation: DocumentTranslation,
    new: Mapping[str, Sequence[tuple[Entry, Sequence[TermUse]]]],
    size: int,
) -> Iterator[_Question]:
    every = tuple(translation.catalog.entries.values())
    for language, sentences in new.items():
        for start in range(0, len(sentences), size):
            some = sentences[start : start + size]
            yield _Question(name, language, translation.target, some, every)
