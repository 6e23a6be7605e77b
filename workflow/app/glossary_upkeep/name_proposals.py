"""Ask a language model what unlisted names are called (``glossary suggest --model``).

What it said is kept in ``.workflow/proposed.json``, by model, languages and name; with the file
deleted it is asked again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from workflow import engines
from workflow.engines.llm import naming
from workflow.engines.llm.naming import AskedName
from workflow.engines.llm.survey import Survey
from workflow.engines.usage import Usage
from workflow.errors import EngineError, WorkflowError
from workflow.glossary.suggest import Suggestion
from workflow.model import Project
from workflow.store.files import write_atomic
from workflow.store.json_records import read_record

#: Forms by language, for each name that a model was asked about.
_Known = dict[str, dict[str, str]]
#: Is told who is asked, about how many names, and what that may use.
Told = Callable[[str, int, Usage], object]


def propose(
    project: Project, names: Sequence[Suggestion], errors: list[WorkflowError], tell: Told
) -> tuple[Suggestion, ...]:
    """Add what a model calls each name in the project's other languages.

    Where a rule or a list has another form, that stays, and the note tells the model's.

    Args:
        project: whose ``qa.judge`` says which model it is.
        names: of which; those that it was asked about before cost nothing.
        errors: where a model that does not answer is told; what it said until then counts.
        tell: is called before anything is asked.
    """
    try:
        survey = engines.survey(project)
    except EngineError as error:
        errors.append(error)
        return tuple(names)
    place, tags = project.cache / "proposed.json", project.settings.languages
    known = read_record(place, _Known) or {}
    try:
        _ask(
            survey,
            [one for one in names if _key(survey, one, tags) not in known],
            tags,
            known,
            tell,
        )
    except EngineError as error:
        errors.append(error)
    write_atomic(place, msgspec.json.encode(known))
    return tuple(_with(one, known.get(_key(survey, one, tags), {}), survey.name) for one in names)


def _ask(
    survey: Survey, names: Sequence[Suggestion], tags: Sequence[str], known: _Known, tell: Told
) -> None:
    """Ask about some names, and add what is said of them to what is known."""
    size = survey.at_once
    groups = [names[start : start + size] for start in range(0, len(names), size)]
    asks = [naming.question([*map(_asked, group)], tags) for group in groups]
    if asks:
        tell(survey.name, len(names), survey.estimate(asks))
        for index, reply in survey.replies(asks):
            group = groups[index]
            for at, forms in naming.parse(reply.text, [*map(_asked, group)], tags).items():
                known[_key(survey, group[at], tags)] = forms


def _asked(one: Suggestion) -> AskedName:
    sentence = one.examples[0].split(": ", 1)[-1] if one.examples else ""
    return AskedName(one.name, one.language, one.type.value, sentence)


def _key(survey: Survey, one: Suggestion, tags: Sequence[str]) -> str:
    return "\n".join((survey.name, ",".join(tags), one.language, one.name))


def _with(one: Suggestion, forms: Mapping[str, str], model: str) -> Suggestion:
    """Return a name with a model's forms: as proposals where there is none, else in the note."""
    new = {tag: form for tag, form in forms.items() if not one.proposals.get(tag)}
    other = [form for tag, form in forms.items() if one.proposals.get(tag, form) != form]
    said = ", ".join((*new.values(), *other))
    if not said:
        return one
    return one.called(new, f"{model}: {said}")
